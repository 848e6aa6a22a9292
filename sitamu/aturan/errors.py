"""Refusals of the calculators."""

from collections.abc import Iterable, Mapping

from sitamu.inti.errors import DataKurangError, DomainError


class AreaUnknownError(DomainError):
    """No rule answers this area."""

    code = "area_tak_dikenal"
    http_status = 404

    def __init__(self, area: str, known: Iterable[str]) -> None:
        pilihan = sorted(known)
        super().__init__(
            f"Belum ada aturan untuk “{area}”.",
            langkah=f"Pilih: {', '.join(pilihan)}.",
            data={"pilihan": pilihan},
        )


class IsianInvalidError(DomainError):
    """Fields that are not known or not of the right kind; `errors` holds a sentence for each."""

    code = "isian_tidak_sah"
    http_status = 422
    langkah = "Betulkan isian yang disebut, lalu kirim lagi."

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(
            " ".join(f"{field}: {text}" for field, text in errors.items()),
            data={"errors": {field: [text] for field, text in errors.items()}},
        )


class IsianKurangError(DataKurangError):
    """Facts that the calculation needs and that were not given."""

    def __init__(self, missing: Iterable[str]) -> None:
        names = list(missing)
        super().__init__(", ".join(names), langkah="Lengkapi isian yang disebut.")
        self.data["kurang"] = names
        self.data["errors"] = {name: ["Wajib diisi."] for name in names}
