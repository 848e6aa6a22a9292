"""Refusals of the calculators and of drafted parameter versions."""

from collections.abc import Iterable, Mapping
from datetime import date

from sitamu.inti.errors import ConflictError, DataKurangError, DomainError


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


class NilaiInvalidError(DomainError):
    """A drafted value that does not fit the shape; `data["galat"]` lists place and sentence."""

    code = "nilai_tidak_sah"
    http_status = 422
    langkah = "Betulkan isian yang disebut, lalu simpan lagi."

    def __init__(self, faults: Iterable[tuple[str, str]]) -> None:
        rows = list(faults)
        super().__init__(
            " ".join(f"{place}: {text}" if place else text for place, text in rows[:5]),
            data={"galat": [{"tempat": place, "pesan": text} for place, text in rows]},
        )


class VersiBertumpukError(DomainError):
    """A version of this parameter starts on that very day already."""

    code = "versi_bertumpuk"
    http_status = 409
    langkah = (
        "Versi yang sudah aktif tidak diubah. Pilih tanggal mulai yang lain; versi dengan tanggal "
        "yang lebih baru menggantikan yang sebelumnya."
    )

    def __init__(self, judul: str, berlaku_mulai: date) -> None:
        super().__init__(
            f"{judul} sudah punya versi yang berlaku mulai {berlaku_mulai:%d-%m-%Y}.",
            data={"berlaku_mulai": berlaku_mulai.isoformat()},
        )


class DrafTerbukaError(DomainError):
    """The parameter has an open draft already."""

    code = "draf_sudah_ada"
    http_status = 409
    langkah = "Buka draf itu, atau buang lebih dulu."

    def __init__(self, judul: str, nama: str) -> None:
        super().__init__(f"{judul} sudah punya draf, terakhir diubah {nama}.")


class DrafBerubahError(ConflictError):
    """Somebody edited the draft after this page was opened."""

    code = "draf_berubah"

    def __init__(self, nama: str) -> None:
        super().__init__(
            f"Draf ini sudah diubah {nama} sejak Anda membukanya.",
            langkah="Buka drafnya lagi, periksa perubahannya, lalu ulangi.",
        )


class DrafTertutupError(DomainError):
    """The draft was activated or thrown away."""

    code = "draf_tertutup"
    http_status = 409
    message = "Draf ini sudah diaktifkan atau dibuang."
    langkah = "Buat draf baru bila masih perlu."


class BelumDicobaError(DomainError):
    """Trials after the last edit are missing; `data["kurang"]` holds their codes."""

    code = "belum_dicoba"
    http_status = 409

    def __init__(self, missing: Mapping[str, str]) -> None:
        super().__init__(
            f"Draf ini belum dicoba sesudah perubahan terakhir: {', '.join(missing.values())}.",
            langkah="Jalankan percobaannya dan baca hasilnya, lalu aktifkan.",
            data={"kurang": list(missing)},
        )


class OrangKeduaError(DomainError):
    """Who edited the draft last is not the one who activates it."""

    code = "perlu_orang_kedua"
    http_status = 403
    message = "Draf yang terakhir Anda ubah diaktifkan oleh orang lain."
    langkah = "Minta rekan dengan hak mengubah data acuan memeriksa dan mengaktifkannya."


class BerlakuSurutError(DomainError):
    """A day before today without saying that this is meant."""

    code = "berlaku_surut"
    http_status = 422
    message = "Versi ini berlaku surut."
    langkah = "Periksa akibatnya, lalu centang pernyataan berlaku surut."


class ContohInvalidError(DomainError):
    """A file of worked cases that cannot be read."""

    code = "contoh_tidak_sah"
    http_status = 422
    langkah = "Pakai berkas JSON dengan daftar “cases” seperti contoh bawaan, paling besar 1 MB."


class TabelInvalidError(DomainError):
    """An uploaded table that cannot be read."""

    code = "tabel_tidak_sah"
    http_status = 422
    langkah = "Unduh tabel yang berlaku, ubah angkanya, lalu unggah kembali."
