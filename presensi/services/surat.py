"""Duty travel: a letter with its people, decided by somebody who neither goes nor asked.

Approved, the days it covers need no tap on the sides it covers; they are judged again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from presensi.errors import BertanggalError, BulanDitutupError
from presensi.models import PenutupanBulan, PesertaTugas, SuratTugas
from presensi.permissions import surat_decide_may
from presensi.rules.fakta import Keadaan, Langkah, keadaan_next
from presensi.rules.penjadwal import SATU_HARI
from presensi.selectors.surat import surat_get
from presensi.services.hari import hari_mark, open_spans
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import pegawai_visible_to, unit_of

LAMA_MAKS_HARI = 92


@dataclass(frozen=True, slots=True)
class IsiSurat:
    """What the letter says. `mulai`, `selesai`: instants."""

    nomor: str
    tanggal: date
    perihal: str
    tujuan: str
    mulai: datetime
    selesai: datetime


@transaction.atomic
def surat_submit(
    *, actor: Pengguna, isi: IsiSurat, nip: Sequence[str], now: datetime
) -> SuratTugas:
    """Hand in a letter for oneself, or for people of units whose rosters one keeps.

    Raises BertanggalError for a field, NotAllowedError, DataKurangError, BulanDitutupError.
    """
    today = timezone.localdate(now)
    if not isi.mulai < isi.selesai:
        raise BertanggalError("selesai", "Selesai harus sesudah mulai.")
    if (isi.selesai - isi.mulai).days > LAMA_MAKS_HARI:
        raise BertanggalError("selesai", f"Paling lama {LAMA_MAKS_HARI} hari dalam satu surat.")
    _open_months(isi)
    people = _people(actor, nip, today=today)
    surat = SuratTugas.objects.create(
        nomor=isi.nomor,
        tanggal=isi.tanggal,
        perihal=isi.perihal,
        tujuan=isi.tujuan,
        mulai=isi.mulai,
        selesai=isi.selesai,
        unit=unit_of(people[0].pk, on=today),
        diajukan_oleh=actor,
        diajukan_pada=now,
    )
    PesertaTugas.objects.bulk_create(PesertaTugas(surat=surat, pegawai=p) for p in people)
    return surat


@transaction.atomic
def surat_decide(
    *, actor: Pengguna, surat_id: UUID, setuju: bool, catatan: str, now: datetime
) -> SuratTugas:
    """Say yes or no, once. Raises NotFoundError, NotAllowedError, PernyataanTransitionError,
    BulanDitutupError."""
    today = timezone.localdate(now)
    seen = surat_get(actor, surat_id, today=today)
    if not surat_decide_may(actor, seen, today=today):
        raise NotAllowedError
    surat = SuratTugas.objects.select_for_update().get(pk=seen.pk)
    _open_months(surat)
    langkah = Langkah.SETUJUI if setuju else Langkah.TOLAK
    surat.keadaan = keadaan_next(Keadaan(surat.keadaan), langkah).value
    surat.diputus_oleh, surat.diputus_pada, surat.catatan = actor, now, catatan
    surat.save()
    awal, akhir = _days(surat)
    if setuju and awal <= today:
        people = list(surat.baris.values_list("pegawai_id", flat=True))
        hari_mark(
            dari=awal,
            sampai=min(akhir, today),
            pegawai_ids=people,
            sebab=f"Surat tugas {surat.nomor} disetujui",
            oleh_id=actor.pk,
        )
    return surat


def _days(isi: IsiSurat | SuratTugas) -> tuple[date, date]:
    """Dates that may change, a shift of the evening before included."""
    return timezone.localdate(isi.mulai) - SATU_HARI, timezone.localdate(isi.selesai)


def _open_months(isi: IsiSurat | SuratTugas) -> None:
    """Raise BulanDitutupError when a day of the letter lies in a closed month."""
    awal, akhir = timezone.localdate(isi.mulai), timezone.localdate(isi.selesai)
    covered = sum((b - a).days + 1 for a, b in open_spans(awal, akhir))
    if covered != (akhir - awal).days + 1 and PenutupanBulan.objects.exists():
        raise BulanDitutupError


def _people(actor: Pengguna, nip: Sequence[str], *, today: date) -> list[Pegawai]:
    if not nip:
        own = Pegawai.objects.filter(pengguna=actor).first()
        if own is None:
            raise BertanggalError("nip", "Isi NIP pegawai yang ditugasi.")
        return [own]
    kept = pegawai_visible_to(actor, today=today, hak=Hak.PRESENSI_ROSTER)
    found = {p.nomor: p for p in kept.filter(nip__in=nip) | kept.filter(nomor_induk__in=nip)}
    if unknown := [satu for satu in nip if satu not in found]:
        raise BertanggalError(
            "nip", f"NIP {unknown[0]} tidak ada di unit Anda. Anda boleh mengajukan diri sendiri."
        )
    return [found[satu] for satu in dict.fromkeys(nip)]
