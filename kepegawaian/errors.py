"""Refusals of kepegawaian."""

from collections.abc import Iterable

from sitamu.inti.errors import DomainError


class GolonganUnknownError(DomainError):
    """A text that names no golongan of PNS or PPPK."""

    code = "golongan_tak_dikenal"
    http_status = 422

    def __init__(self, teks: str) -> None:
        super().__init__(
            f"Golongan “{teks}” tidak dikenal.",
            langkah="Tulis golongan PNS seperti III/d atau golongan PPPK seperti IX.",
            data={"golongan": teks},
        )


class UsulanTransitionError(DomainError):
    """The table of moves holds no move `action` from `status`."""

    code = "langkah_tidak_berlaku"
    http_status = 409
    langkah = "Muat ulang halaman untuk melihat keadaan usulan sekarang."

    def __init__(self, *, status: str, action: str) -> None:
        self.status, self.action = str(status), str(action)
        super().__init__(
            "Langkah ini tidak berlaku lagi untuk keadaan usulan sekarang.",
            data={"status": self.status, "action": self.action},
        )


class BerkasIncompleteError(DomainError):
    """Papers that the service requires are not there.

    `missing`: codes of document kinds, sorted; `data["kurang"]` holds the same list.
    """

    code = "berkas_kurang"
    http_status = 422
    langkah = "Lengkapi berkas yang disebut, lalu kirim lagi."

    def __init__(self, *, missing: Iterable[str]) -> None:
        self.missing = tuple(sorted(missing))
        super().__init__(
            f"Berkas belum lengkap: {', '.join(self.missing)}.",
            data={"kurang": list(self.missing)},
        )


class KirimanTransitionError(UsulanTransitionError):
    """The table of shipment states holds no such move."""

    message = "Langkah ini tidak berlaku untuk keadaan kiriman sekarang."
    langkah = "Muat ulang halaman untuk melihat keadaan kiriman sekarang."
