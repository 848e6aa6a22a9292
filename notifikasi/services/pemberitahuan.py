"""From an event to rows for people: written once, whoever asks how often."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from notifikasi.models import Pemberitahuan, Saluran, StatusKirim
from notifikasi.rules.kabar import Kabar, Pesan, Pihak, kabar_for, pesan_for
from notifikasi.selectors import pemberitahuan_visible_to
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import holders_of
from sitamu.inti.services.outbox import wake


@transaction.atomic
def pemberitahuan_from_event(
    *, peristiwa_id: UUID, nama: str, isi: Mapping[str, Any], now: datetime
) -> None:
    """Tell everybody the table names, in the application and, with an address, by e-mail.

    Subscriber of the outbox. Seen twice, an event adds nothing: a row is unique by event, person
    and channel. One person hears of one event once, in the first words of the table that fit.
    """
    told: set[UUID] = set()
    rows: list[Pemberitahuan] = []
    for kabar in kabar_for(nama, isi):
        for penerima in _audience(kabar, isi, on=timezone.localdate(now)):
            actor = str(penerima.pk) == isi["actor_id"]
            own = str(penerima.pk) == isi["akun_id"]
            if penerima.pk in told or (actor and not kabar.juga_pelaku):
                continue
            if own and kabar.untuk_petugas:
                continue  # nobody handles their own usulan
            told.add(penerima.pk)
            pesan = pesan_for(kabar, isi, milik_sendiri=own)
            petugas = isi.get("tautan_petugas") if kabar.untuk_petugas else ""
            alamat = isi.get("alamat") or penerima.email
            tautan = petugas or isi["tautan"]
            rows += _rows(peristiwa_id, penerima, pesan, tautan, alamat=alamat, now=now)
    Pemberitahuan.objects.bulk_create(rows, ignore_conflicts=True)
    if any(row.saluran == Saluran.EMAIL for row in rows):
        wake("notifikasi.email_deliver")


def _audience(kabar: Kabar, isi: Mapping[str, Any], *, on: date) -> QuerySet[Pengguna]:
    """Active accounts of one audience on that day."""
    named: dict[Pihak | Hak, list[str | None]] = {
        Pihak.PEMILIK: [isi["akun_id"]],
        Pihak.PEMOHON: [isi["akun_id"], isi.get("pembuat_id")],
        Pihak.PEMERIKSA: [isi.get("pemeriksa_id")],
        Pihak.PEMEGANG: [isi.get("pemeriksa_id")],
        Pihak.ATASAN: list(isi.get("atasan_ids", ())),
    }
    ids = [one for one in named.get(kabar.kepada, []) if one]
    if kabar.kepada is Pihak.PEMERIKSA and not ids:
        return _holders(Hak.USULAN_VERIFY, isi, on=on)
    if isinstance(kabar.kepada, Hak):
        return _holders(kabar.kepada, isi, on=on)
    return Pengguna.objects.filter(pk__in=ids, is_active=True)


def _holders(hak: Hak, isi: Mapping[str, Any], *, on: date) -> QuerySet[Pengguna]:
    return holders_of(hak, UnitKerja.objects.get(pk=isi["unit_id"]), on=on)


def _rows(
    peristiwa_id: UUID, penerima: Pengguna, pesan: Pesan, tautan: str, *, alamat: str, now: datetime
) -> Iterator[Pemberitahuan]:
    yield Pemberitahuan(
        peristiwa_id=peristiwa_id,
        penerima=penerima,
        saluran=Saluran.APLIKASI,
        judul=pesan.judul,
        isi=f"{pesan.isi}\n{pesan.rincian}".strip(),
        tautan=tautan,
        status=StatusKirim.DIKIRIM,
        dibuat_pada=now,
        dikirim_pada=now,
    )
    if alamat:
        yield Pemberitahuan(
            peristiwa_id=peristiwa_id,
            penerima=penerima,
            saluran=Saluran.EMAIL,
            judul=pesan.judul,
            isi=pesan.isi,
            tautan=tautan,
            alamat=alamat,
            dibuat_pada=now,
            coba_pada=now,
        )


def pemberitahuan_read(*, pemberitahuan_id: UUID, actor: Pengguna, now: datetime) -> Pemberitahuan:
    """Mark one of the own notifications as read; the first reading counts. NotFoundError."""
    row = pemberitahuan_visible_to(actor).filter(pk=pemberitahuan_id).first()
    if row is None:
        raise NotFoundError
    pemberitahuan_visible_to(actor).filter(pk=row.pk, dibaca_pada__isnull=True).update(
        dibaca_pada=now
    )
    return row


def pemberitahuan_read_all(*, actor: Pengguna, sampai: datetime, now: datetime) -> int:
    """Mark the own ones made up to `sampai` (inclusive: what the page showed); returns how many."""
    unread = pemberitahuan_visible_to(actor).filter(
        dibaca_pada__isnull=True, dibuat_pada__lte=sampai
    )
    return unread.update(dibaca_pada=now)
