"""Refusals a person can understand.

A `DomainError` carries a stable `code` (sent as `kode`), an HTTP status, an Indonesian sentence
and data for programs. One handler turns it into `application/problem+json`, one middleware into
a page. Anything unexpected is not a `DomainError` and is left to crash and be reported.
"""

from collections.abc import Mapping


class DomainError(Exception):
    """A refusal by the domain. Subclasses set the defaults, a raise may narrow them.

    `message`: one plain Indonesian sentence. `langkah`: what the reader can do next, or None.
    `data`: JSON-ready facts for programs (no personal data beyond what the caller already sent).
    `headers`: set by an edge whose protocol wants them on refusals too.
    """

    headers: Mapping[str, str] = {}

    code: str = "ditolak"
    http_status: int = 400
    message: str = "Permintaan ini tidak dapat dijalankan."
    langkah: str | None = None

    def __init__(
        self,
        message: str | None = None,
        *,
        code: str | None = None,
        http_status: int | None = None,
        langkah: str | None = None,
        data: Mapping[str, object] | None = None,
    ) -> None:
        self.message = message if message is not None else type(self).message
        self.code = code if code is not None else type(self).code
        self.http_status = http_status if http_status is not None else type(self).http_status
        self.langkah = langkah if langkah is not None else type(self).langkah
        self.data: dict[str, object] = dict(data or {})
        super().__init__(self.message)


class NotAllowedError(DomainError):
    """The object is visible to the person, the act is not permitted."""

    code = "tidak_diizinkan"
    http_status = 403
    message = "Anda tidak berwenang melakukan tindakan ini."


class NotFoundError(DomainError):
    """Unknown and invisible are the same answer."""

    code = "tidak_ditemukan"
    http_status = 404
    message = "Data yang Anda cari tidak ditemukan."


class ConflictError(DomainError):
    """Somebody else was first, or the record is no longer in the state the person saw."""

    code = "bentrok"
    http_status = 409
    message = "Data ini sudah berubah sejak Anda membukanya."
    langkah = "Muat ulang halaman, lalu periksa keadaan terakhir."


class DataKurangError(DomainError):
    """A fact that the rule needs is not there; the answer is never a guess.

    `apa` names what is missing as an office would say it: `hari libur 2028`.
    """

    code = "data_kurang"
    http_status = 422
    langkah = "Lengkapi data yang disebut, atau minta BKPSDM melengkapinya."

    def __init__(self, apa: str, *, langkah: str | None = None) -> None:
        self.apa = apa
        super().__init__(f"data kurang: {apa}", langkah=langkah, data={"kurang": [apa]})


class KunciKurangError(DomainError):
    """A request that may arrive twice carries no id of its own (`Idempotency-Key`)."""

    code = "kunci_ulang_diperlukan"
    http_status = 400
    message = "Permintaan ini memerlukan header Idempotency-Key berisi UUID."
    langkah = "Buat satu UUID untuk satu kiriman, dan pakai lagi bila mengulang."


class KunciBedaError(DomainError):
    """The id came before, with something else in the request."""

    code = "kunci_ulang_beda"
    http_status = 422
    message = "Id kiriman ini sudah dipakai untuk permintaan lain."
    langkah = "Buat UUID baru untuk kiriman yang baru."


class VersiKurangError(DomainError):
    """A change that does not say which version it was made on."""

    code = "versi_diperlukan"
    http_status = 428
    message = "Permintaan ini memerlukan header If-Match."
    langkah = "Kirim ETag dari jawaban terakhir yang Anda baca."


class VersiLamaError(DomainError):
    """The change was made on an older version than the present one."""

    code = "versi_lama"
    http_status = 412
    message = "Data ini sudah berubah sejak Anda membukanya."
    langkah = "Baca lagi keadaan terakhir, lalu ulangi."
