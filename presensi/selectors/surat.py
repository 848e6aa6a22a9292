"""Letters of duty travel: those one is named in or handed in, those that wait for one."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from presensi.models import PesertaTugas, SuratTugas
from presensi.rules.fakta import Keadaan
from presensi.selectors.hari import team_of
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import units_granted


def surat_visible_to(user: Pengguna, *, today: date) -> QuerySet[SuratTugas]:
    """Of oneself, of the own team, of units whose attendance `user` manages."""
    named = PesertaTugas.objects.filter(surat=OuterRef("pk"))
    team = team_of(user, today=today)
    return (
        SuratTugas.objects.filter(
            Q(Exists(named.filter(pegawai__pengguna=user)))
            | Q(Exists(named.filter(pegawai__in=team.values("pk"))))
            | Q(diajukan_oleh=user)
            | Q(unit__in=units_granted(user, Hak.PRESENSI_MANAGE, on=today))
        )
        .select_related("diajukan_oleh", "diputus_oleh")
        .prefetch_related("peserta")
    )


def surat_get(user: Pengguna, surat_id: UUID, *, today: date) -> SuratTugas:
    """One of them; raises NotFoundError."""
    surat = surat_visible_to(user, today=today).filter(pk=surat_id).first()
    if surat is None:
        raise NotFoundError
    return surat


def surat_own(user: Pengguna) -> QuerySet[SuratTugas]:
    """Letters one is named in or handed in, newest first."""
    named = PesertaTugas.objects.filter(surat=OuterRef("pk"), pegawai__pengguna=user)
    rows = SuratTugas.objects.filter(Q(Exists(named)) | Q(diajukan_oleh=user))
    return rows.prefetch_related("peserta").order_by("-mulai")


def surat_waiting(user: Pengguna, *, today: date) -> QuerySet[SuratTugas]:
    """Letters of others that `user` may be the one to decide, oldest first."""
    named = PesertaTugas.objects.filter(surat=OuterRef("pk"), pegawai__pengguna=user)
    rows = surat_visible_to(user, today=today).filter(~Exists(named), keadaan=Keadaan.DIAJUKAN)
    return rows.exclude(diajukan_oleh=user).order_by("mulai")
