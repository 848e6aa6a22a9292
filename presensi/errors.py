"""Refusals of presensi."""

from sitamu.inti.errors import DomainError


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
