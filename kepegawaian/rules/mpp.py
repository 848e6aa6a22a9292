"""Masa persiapan pensiun (PP 11/2017 ps. 350, Peraturan BKN 2/2019)."""

from dataclasses import dataclass
from datetime import date

from kepegawaian.rules.alasan import Alasan, Sumber, syarat
from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.rules.teks import tanggal_panjang


@dataclass(frozen=True, slots=True)
class AturanMpp:
    """Longest MPP, and how long before its start the request is in; both months."""

    lama_maks_bulan: int
    permohonan_bulan: int
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class HasilMpp:
    """When an MPP may begin (PP 11/2017 ps. 350, Peraturan BKN 2/2019)."""

    tmt_pensiun: date
    mpp_paling_awal: date
    permohonan_paling_lambat: date  # for an MPP that begins on the first possible day
    lama_maks_bulan: int
    alasan: tuple[Alasan, ...]


def mpp_hitung(tmt_pensiun: date, aturan: AturanMpp) -> HasilMpp:
    """The MPP right before `tmt_pensiun`; optional, and asked for in writing through the PPK."""
    awal = tambah_bulan(tmt_pensiun, -aturan.lama_maks_bulan)
    permohonan = tambah_bulan(awal, -aturan.permohonan_bulan)
    row = syarat(
        "mpp",
        aturan.sumber,
        terpenuhi=True,
        teks=f"MPP paling lama {aturan.lama_maks_bulan} bulan sebelum "
        f"{tanggal_panjang(tmt_pensiun)}: paling awal {tanggal_panjang(awal)}, permohonan paling "
        f"lambat {aturan.permohonan_bulan} bulan sebelum mulai.",
    )
    lain = syarat(
        "syarat_mpp",
        aturan.sumber,
        terpenuhi=None,
        teks="Tidak sedang diperiksa karena disiplin atau pidana, pekerjaan sudah diserahkan, dan "
        "tidak ada kepentingan dinas mendesak.",
    )
    return HasilMpp(tmt_pensiun, awal, permohonan, aturan.lama_maks_bulan, (row, lain))
