"""An usulan of siti put straight into a status."""

from datetime import UTC, date, datetime
from uuid import uuid4

from kepegawaian.models import ButirUsulan, Usulan
from kepegawaian.rules.usulan import Status
from kepegawaian.selectors.layanan import layanan_in_force
from kepegawaian.selectors.pensiun import PENSIUN_BUP
from tests.factories.pemeran import Pemeran

TIBA = datetime(2026, 11, 23, 2, tzinfo=UTC)
SEBELUM_TIBA = (Status.DRAF, Status.DIAJUKAN, Status.DI_OPD)


def usulan_siti(p: Pemeran, status: Status = Status.DIPERIKSA) -> Usulan:
    """In `status`, with its items; arrived at BKPSDM unless the status comes before that."""
    versi = layanan_in_force(PENSIUN_BUP, on=TIBA.date())
    assert p.siti.pengguna
    usulan = Usulan.objects.create(
        nomor=f"USL-{uuid4().hex[:4].upper()}",
        layanan=versi.layanan,
        versi_layanan=versi,
        pegawai=p.siti,
        unit_kerja=p.uptd,
        status=status.value,
        tmt=date(2027, 6, 1),
        dibuat_oleh=p.siti.pengguna,
        diajukan_pada=None if status is Status.DRAF else TIBA,
        tiba_pada=None if status in SEBELUM_TIBA else TIBA,
    )
    ButirUsulan.objects.bulk_create(
        ButirUsulan(usulan=usulan, syarat=syarat, urutan=syarat.urutan)
        for syarat in versi.syarat.all()
    )
    return usulan
