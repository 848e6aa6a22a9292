"""Words of the catalogue of services, and the shape of what a proposer is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from kepegawaian.errors import FaktaInvalidError


class Loket(StrEnum):
    """Counters of the founding office."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return {
            "A": "A. Pengadaan dan kepangkatan",
            "B": "B. Pensiun",
            "C": "C. Status, rekrutmen, dan CAT",
            "D": "D. Wasdal dan Bapek",
            "E": "E. Informasi kepegawaian dan penilaian kompetensi",
            "F": "F. Penyerahan berkas",
        }[self.value]


class Pengusul(StrEnum):
    """Who may open a proposal."""

    ASN = "ASN"
    OPERATOR = "OPERATOR"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return {"ASN": "ASN sendiri", "OPERATOR": "Operator OPD"}[self.value]


class Antar(StrEnum):
    """How the outcome reaches the person."""

    POS = "POS"
    DIGITAL = "DIGITAL"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return {"POS": "Lewat PT Pos dan unduhan", "DIGITAL": "Unduhan saja"}[self.value]


class Bentuk(StrEnum):
    """Form of a letter."""

    KEPUTUSAN = "KEPUTUSAN"
    SURAT = "SURAT"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return {"KEPUTUSAN": "Keputusan", "SURAT": "Surat dinas"}[self.value]


class NamaAkibat(StrEnum):
    """What an issued SK writes into the record."""

    GOLONGAN = "GOLONGAN"
    KGB = "KGB"
    PMK = "PMK"
    PENSIUN = "PENSIUN"
    PNS = "PNS"
    GELAR = "GELAR"
    MUTASI = "MUTASI"
    JABATAN = "JABATAN"
    KONTRAK = "KONTRAK"
    BERHENTI = "BERHENTI"
    TUGAS_BELAJAR = "TUGAS_BELAJAR"
    HUKDIS = "HUKDIS"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return {
            "GOLONGAN": "Riwayat golongan bertambah",
            "KGB": "Riwayat KGB bertambah",
            "PMK": "Riwayat PMK bertambah",
            "PENSIUN": "Kedudukan menjadi pensiun pada TMT",
            "PNS": "CPNS menjadi PNS pada TMT",
            "GELAR": "Ijazah tercatat dicantumkan",
            "MUTASI": "Penempatan pindah pada TMT",
            "JABATAN": "Riwayat jabatan bertambah",
            "KONTRAK": "Perjanjian kerja bertambah",
            "BERHENTI": "Kedudukan menjadi berhenti pada TMT",
            "TUGAS_BELAJAR": "Kedudukan menjadi tugas belajar pada TMT",
            "HUKDIS": "Riwayat hukuman disiplin bertambah",
        }[self.value]


class JenisIsian(StrEnum):
    """Kinds of answers."""

    TEKS = "TEKS"
    PANJANG = "PANJANG"
    TANGGAL = "TANGGAL"
    ANGKA = "ANGKA"
    PILIHAN = "PILIHAN"
    UNIT = "UNIT"
    JABATAN = "JABATAN"
    TELEPON = "TELEPON"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return {
            "TEKS": "Satu baris",
            "PANJANG": "Beberapa baris",
            "TANGGAL": "Tanggal",
            "ANGKA": "Bilangan bulat",
            "PILIHAN": "Pilihan",
            "UNIT": "Unit kerja",
            "JABATAN": "Jabatan",
            "TELEPON": "Nomor telepon",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Isian:
    """One question to the proposer. `nama`: its name in letters and effects; `tmt` sets the TMT."""

    nama: str
    label: str
    jenis: JenisIsian
    wajib: bool = True
    petunjuk: str = ""
    pilihan: tuple[str, ...] = ()


NAMA_ISIAN: Final = "abcdefghijklmnopqrstuvwxyz_0123456789"
MAKS_ISIAN: Final = 20


def isian_parse(rows: Sequence[Mapping[str, Any]]) -> list[Isian]:
    """Questions as stored in the catalogue; raises FaktaInvalidError for a row that is none."""
    found: list[Isian] = []
    for row in rows:
        nama = str(row.get("nama", ""))
        if not nama or not nama[0].isalpha() or set(nama) - set(NAMA_ISIAN):
            raise FaktaInvalidError(
                "isian",
                f"Nama isian “{nama}” tidak dapat dipakai.",
                langkah="Pakai huruf kecil, angka, dan garis bawah; mulai dengan huruf.",
            )
        try:
            jenis = JenisIsian(row.get("jenis", JenisIsian.TEKS))
        except ValueError:
            raise FaktaInvalidError(
                "isian", f"Jenis isian “{row.get('jenis')}” tidak dikenal."
            ) from None
        pilihan = tuple(map(str, row.get("pilihan", ())))
        if jenis is JenisIsian.PILIHAN and not pilihan:
            raise FaktaInvalidError("isian", f"Isian “{nama}” memerlukan pilihan.")
        found.append(
            Isian(
                nama,
                str(row.get("label") or nama),
                jenis,
                bool(row.get("wajib", True)),
                str(row.get("petunjuk", "")),
                pilihan,
            )
        )
    if len({i.nama for i in found}) < len(found):
        raise FaktaInvalidError("isian", "Dua isian memakai nama yang sama.")
    return found
