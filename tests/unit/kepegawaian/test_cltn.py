"""Approved leave outside the state's cost is no service: for pay, pangkat and pension."""

from datetime import date, timedelta

import pytest

from kepegawaian.models import Cuti, RiwayatKgb
from kepegawaian.rules.alur_cuti import StatusCuti
from kepegawaian.rules.cuti import JenisCuti
from kepegawaian.rules.fakta import setelah_cltn
from kepegawaian.rules.masa_kerja import cltn_bulan
from kepegawaian.rules.nominatif import JenisNominatif, Perkiraan
from kepegawaian.selectors.fakta import cltn_of, fakta_of
from kepegawaian.selectors.nominatif import perkiraan_of
from kepegawaian.selectors.pensiun import fakta_pensiun
from sitamu.inti.models import Kedudukan, Pegawai, UnitKerja
from tests.factories.inti import PenggunaFactory, UnitKerjaFactory
from tests.factories.kepegawaian import calon_pensiun

TODAY = date(2026, 11, 25)
SETAHUN = (((2025, 7), (2026, 7)),)


@pytest.mark.parametrize(
    ("dari", "sampai", "bulan"),
    [
        ((2020, 1), (2027, 1), 12),
        ((2025, 7), (2026, 7), 12),
        ((2026, 1), (2027, 1), 6),
        ((2020, 1), (2025, 9), 2),
        ((2026, 7), (2027, 1), 0),
        ((2020, 1), (2025, 7), 0),
    ],
)
def test_only_the_months_inside_count(
    dari: tuple[int, int], sampai: tuple[int, int], bulan: int
) -> None:
    assert cltn_bulan(SETAHUN, dari, sampai) == bulan
    assert cltn_bulan((*SETAHUN, *SETAHUN), dari, sampai) == bulan


def test_what_came_before_the_leave_is_not_moved() -> None:
    mulai = date(2024, 4, 1)
    assert setelah_cltn(mulai, SETAHUN) == date(2025, 4, 1)
    assert setelah_cltn(mulai, SETAHUN, date(2025, 7, 1)) == mulai
    assert setelah_cltn(mulai, SETAHUN, date(2025, 8, 1)) == date(2025, 4, 1)


def cltn(pegawai: Pegawai, unit: UnitKerja, status: StatusCuti = StatusCuti.DISETUJUI) -> Cuti:
    mulai, selesai = date(2025, 7, 1), date(2026, 6, 30)
    return Cuti.objects.create(
        pegawai=pegawai,
        unit_kerja=unit,
        jenis=JenisCuti.CLTN,
        mulai=mulai,
        selesai=selesai,
        hari_kalender=(selesai - mulai) // timedelta(days=1) + 1,
        keterangan="Ikut suami",
        alamat="Jalan Contoh",
        nomor_hp="0812",
        status=status,
        dibuat_oleh=PenggunaFactory(),
    )


def perkiraan(pegawai: Pegawai, jenis: JenisNominatif) -> Perkiraan:
    return next(row for row in perkiraan_of(pegawai, today=TODAY) if row.jenis is jenis)


@pytest.mark.django_db
def test_a_year_of_leave_is_taken_off_and_moves_the_next_raise() -> None:
    unit = UnitKerjaFactory()
    siti = calon_pensiun(unit, urut=1)
    RiwayatKgb.objects.create(pegawai=siti, golongan="III/c", tmt=date(2025, 4, 1), mkg_tahun=26)
    pensiun, kgb = fakta_pensiun(siti, today=TODAY), perkiraan(siti, JenisNominatif.KGB)
    assert kgb.tmt == date(2027, 4, 1)
    waiting = cltn(siti, unit, StatusCuti.DI_PEJABAT)
    assert cltn_of(siti.pk) == []
    waiting.status = StatusCuti.DISETUJUI
    waiting.save()
    assert fakta_of(siti, today=TODAY).cltn == SETAHUN
    after = fakta_pensiun(siti, today=TODAY)
    assert pensiun.mkp
    assert after.mkp
    assert pensiun.mkp.total_bulan - after.mkp.total_bulan == 12
    assert pensiun.mkg.total_bulan - after.mkg.total_bulan == 12
    moved = perkiraan(siti, JenisNominatif.KGB)  # after the pension: no raise comes any more
    assert (moved.tmt, moved.rincian["surat_paling_lambat"]) == (None, "2028-02-01")


@pytest.mark.django_db
def test_on_leave_now_the_recorded_days_are_enough_to_say_when() -> None:
    unit = UnitKerjaFactory()
    siti = calon_pensiun(unit, urut=1)
    Pegawai.objects.filter(pk=siti.pk).update(kedudukan=Kedudukan.CLTN)
    siti.refresh_from_db()
    assert fakta_pensiun(siti, today=TODAY).data_kurang == ("tanggal CLTN",)
    cltn(siti, unit)
    assert fakta_pensiun(siti, today=TODAY).data_kurang == ()
