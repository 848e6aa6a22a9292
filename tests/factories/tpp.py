"""A month of TPP for tests: one slip, ready to look at."""

from datetime import date
from typing import Any

from django.utils import timezone

from presensi.models import HasilTpp, KeberatanTpp, PeriodeTpp
from sitamu.inti.models import Pegawai, UnitKerja

BULAN = date(2026, 10, 1)
RINCIAN = [
    ["PAGU", 5_000_000, "Perbup 5/2026", None, None, None, ""],
    ["TL1", -10_000, "Perbup 5/2026 ps. 12", "2026-10-05", 12, "0.5", "07:42"],
    ["BPJS", -50_000, "Perbup 5/2026", None, None, "1", ""],
    ["PPH21", -247_000, "Perbup 5/2026", None, None, "5", ""],
]


def periode_tpp(bulan: date = BULAN, **more: Any) -> PeriodeTpp:
    """That month, open, computed."""
    values = {"dihitung_pada": timezone.now(), "keberatan_sampai": date(2026, 12, 7), **more}
    found, _ = PeriodeTpp.objects.get_or_create(bulan=bulan, defaults=values)
    return found


def hasil_tpp(pegawai: Pegawai, unit: UnitKerja, periode: PeriodeTpp | None = None) -> HasilTpp:
    """A slip of 4,693,000 rupiah with one late arrival."""
    return HasilTpp.objects.create(
        periode=periode or periode_tpp(),
        pegawai=pegawai,
        unit=unit,
        jenis="PNS",
        golongan="III/c",
        kelas=8,
        pagu=5_000_000,
        pagu_dibayar=5_000_000,
        nilai_kinerja=3_000_000,
        nilai_disiplin=1_990_000,
        bruto=4_990_000,
        bpjs_pegawai=50_000,
        pph_dipotong=247_000,
        netto=4_693_000,
        rincian=RINCIAN,
        fakta={"capaian": "100", "predikat": "Baik", "hari_kerja": 22, "hukdis": ""},
    )


def keberatan_tpp(hasil: HasilTpp) -> KeberatanTpp:
    """An objection that waits."""
    assert hasil.pegawai.pengguna
    return KeberatanTpp.objects.create(
        periode=hasil.periode,
        pegawai=hasil.pegawai,
        unit=hasil.unit,
        alasan="Saya apel pada 5 Oktober.",
        diajukan_oleh=hasil.pegawai.pengguna,
        diajukan_pada=timezone.now(),
    )
