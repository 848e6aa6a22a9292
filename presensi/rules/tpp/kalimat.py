"""Lines of a slip in words: what happened, by which figure, on which day."""

from datetime import date
from decimal import Decimal
from typing import Final

from presensi.rules.tpp.disiplin import TANPA_MASUK, TANPA_PULANG, TIDAK_APEL
from presensi.rules.tpp.hitung import Baris, angka
from sitamu.inti.rules.teks import tanggal_panjang

KATA: Final = {
    "PAGU": "Pagu TPP jabatan",
    "FAKTOR_STATUS": "Dibayar menurut status kepegawaian",
    "PLT": "Tambahan Plt, Plh, atau Pj",
    "TIDAK_DIBAYAR": "Hari kerja dengan keadaan yang tidak dibayar",
    "HUKDIS": "Hukuman disiplin menurut SK",
    "CAPAIAN": "Capaian produktivitas",
    "BATAS_PAGU": "Batas pagu",
    "ALPA": "Tanpa keterangan",
    TANPA_MASUK: "Lupa mencatat masuk",
    TANPA_PULANG: "Lupa mencatat pulang",
    TIDAK_APEL: "Tidak ikut apel",
    "SISA_PEMBAGIAN": "Sisa pembagian per hari kerja",
    "TMS": "Tidak memenuhi syarat TPP",
    "BPJS": "Iuran BPJS Kesehatan",
    "PPH21": "PPh Pasal 21",
    "POTONGAN_DISIPLIN": "Potongan disiplin",
    "DESEMBER_PENUH": "TPP Desember dibayar penuh",
    "BULAN_PENUH": "TPP bulan ini dibayar penuh",
    "TIDAK_DIBAYAR_SEBAGIAN": "Sebagian hari kerja tidak dibayar",
    "PLT_TIDAK_DIBAYAR": "Plt belum memenuhi syarat dibayar",
    "POTONGAN_LAIN_TERSISA": "Potongan lain lebih besar daripada TPP, sisanya belum dipotong",
}


def kode_kata(kode: str) -> str:
    """A code in words; one that a rule set invented reads as it is written."""
    if kode.startswith(f"{TIDAK_APEL}_"):
        return f"{KATA[TIDAK_APEL]} ({_plain(kode.removeprefix(f'{TIDAK_APEL}_')).lower()})"
    return KATA.get(kode) or _plain(kode)


def baris_kata(baris: Baris) -> str:
    """What a line is about: the minutes and the hour where there are any."""
    side = {"TL": ("Terlambat", "datang"), "PS": ("Pulang cepat", "pulang")}.get(baris.kode[:2])
    if side is None:
        return kode_kata(baris.kode)
    if baris.menit is None:
        return f"Disamakan dengan {baris.kode}"
    hour = f", {side[1]} pukul {baris.jam.replace(':', '.')}" if baris.jam else ""
    return f"{side[0]} {baris.menit} menit{hour}"


def baris_aturan(baris: Baris) -> str:
    """The figure of the rule and its code, as far as there is one: `TL1, 0,5%`."""
    parts = [] if baris.kode in KATA else [baris.kode.replace("_", " ")]
    if baris.persen is not None:
        parts.append(persen_kata(baris.persen))
    return ", ".join(parts)


def persen_kata(persen: Decimal) -> str:
    """`0,5%`."""
    return f"{angka(persen).replace('.', ',')}%"


def hari_kata(tanggal: date | None) -> str:
    """`Senin, 5 Oktober 2026`; empty for a line about the whole month."""
    if tanggal is None:
        return ""
    return f"{_HARI[tanggal.weekday()]}, {tanggal_panjang(tanggal)}"


_HARI: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def _plain(kode: str) -> str:
    return kode.replace("_", " ").capitalize()
