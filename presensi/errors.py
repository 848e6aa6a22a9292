"""Refusals of presensi."""

from collections.abc import Iterable

from sitamu.inti.errors import ConflictError, DomainError


class TempatInvalidError(DomainError):
    """A place whose shape cannot be measured: `bidang` names the field at fault."""

    code = "tempat_tidak_sah"
    http_status = 422
    langkah = "Betulkan titik yang disebut, lalu simpan lagi."

    def __init__(self, bidang: str, message: str) -> None:
        self.bidang = bidang
        super().__init__(message, data={"errors": {bidang: [message]}})


class PolaInvalidError(DomainError):
    """A pattern of working hours that cannot be read: `bidang` is the path of the fault."""

    code = "pola_tidak_sah"
    http_status = 422
    langkah = "Betulkan jam yang disebut, lalu simpan lagi."

    def __init__(self, bidang: str, message: str) -> None:
        self.bidang = bidang
        super().__init__(f"{bidang}: {message}", data={"errors": {bidang: [message]}})


class AturanTppInvalidError(DomainError):
    """A rule set that contradicts itself; `data["galat"]` lists code, place and sentence."""

    code = "aturan_tpp_tidak_sah"
    http_status = 422
    langkah = "Betulkan bagian yang disebut, lalu simpan lagi."

    def __init__(self, faults: Iterable[tuple[str, str, str]]) -> None:
        rows = list(faults)
        super().__init__(
            " ".join(f"{place}: {text}" for _, place, text in rows[:5]),
            data={"galat": [{"kode": c, "tempat": p, "pesan": t} for c, p, t in rows]},
        )


class FaktaTppInvalidError(DomainError):
    """A fact no month can hold: negative minutes, a day of thirty hours."""

    code = "fakta_tpp_tidak_sah"
    http_status = 422
    langkah = "Betulkan data yang disebut, lalu hitung lagi."

    def __init__(self, bidang: str, message: str) -> None:
        self.bidang = bidang
        super().__init__(message.capitalize(), data={"errors": {bidang: [message]}})


class KodeKejadianUnknownError(DomainError):
    """A code that the rule set has no percentage for."""

    code = "kode_kejadian_tak_dikenal"
    http_status = 422
    langkah = "Pakai kode pita, ALPA, TIDAK_APEL, atau status yang ada pada aturan."

    def __init__(self, kode: str) -> None:
        super().__init__(f"Aturan TPP ini tidak mengenal kode “{kode[:40]}”.", data={"kode": kode})


class PernyataanTransitionError(ConflictError):
    """Somebody decided already, or it was withdrawn."""

    code = "sudah_diputus"
    message = "Ini sudah diputus atau dibatalkan."


class PernyataanLewatError(DomainError):
    """More statements in a month, or later, than the dated limits allow."""

    code = "pernyataan_melewati_batas"
    http_status = 422
    langkah = "Ajukan keberatan dengan bukti, atau tanyakan kepada pengelola presensi."


class BulanDitutupError(ConflictError):
    """Days of a closed month stay as they are."""

    code = "bulan_ditutup"
    message = "Presensi bulan itu sudah ditutup."
    langkah = "Perbaikan dibuat sebagai koreksi pada bulan berikutnya."
