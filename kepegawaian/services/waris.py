"""A death closes the account and opens the heirs' case; a link lets one heir propose.

The link is shown once, kept as a keyed hash, works seven days, asks for what only somebody near
knows, is dead after five wrong answers and spent when the heir has sent.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from arsip.services.dokumen import dokumen_receive, dokumen_upload
from kepegawaian import events
from kepegawaian.errors import (
    BerkasIncompleteError,
    FaktaInvalidError,
    TautanAhliWarisError,
    UsulanNotOpenError,
)
from kepegawaian.models import ButirUsulan, Kematian, TautanAhliWaris, Usulan
from kepegawaian.rules.usulan import Action, Status, Verdict, butir_missing
from kepegawaian.selectors.usulan import butir_fakta, butir_of, usulan_get
from kepegawaian.services.nominatif import nominatif_mark
from kepegawaian.services.otomatis import sistem
from kepegawaian.services.usulan import usulan_create, usulan_move, usulan_open_check
from sitamu.inti.errors import ConflictError, DataKurangError, NotAllowedError, NotFoundError
from sitamu.inti.models import Kedudukan, Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.sandi import search_hash
from sitamu.inti.selectors import has_hak, pegawai_visible_to
from sitamu.inti.services.jejak import akses_record

LAYANAN: Final = "PENSIUN_JANDA_DUDA"
BERLAKU: Final = timedelta(days=7)
PERCOBAAN: Final = 5
AKTA: Final = "AKTA_KEMATIAN"
SURAT_KUASA: Final = "KETERANGAN_AHLI_WARIS"
Berkas = Mapping[UUID, Sequence["UploadedFile[Any]"]]  # by item, one PDF or photos of its pages


@transaction.atomic
def kematian_record(
    *,
    pegawai_id: UUID,
    tanggal: date,
    akta: Sequence[UploadedFile[Any]],
    actor: Pengguna,
    now: datetime,
) -> tuple[Kematian, str]:
    """Write a death, close the account at once, open the pension of the heirs.

    By an operator of the unit (USULAN_SUBMIT), never about oneself. Where no case can be opened
    the reason comes back with the row. Raises NotFoundError, NotAllowedError, ConflictError when
    it is on record already, FaktaInvalidError for a day to come, and what the archive refuses.
    """
    today = timezone.localdate(now)
    rows = pegawai_visible_to(actor, today=today, hak=Hak.USULAN_SUBMIT)
    pegawai = rows.select_for_update(of=("self",)).filter(pk=pegawai_id).first()
    if pegawai is None:
        raise NotFoundError
    if pegawai.pengguna_id == actor.pk:
        raise NotAllowedError
    if Kematian.objects.filter(pegawai=pegawai).exists():
        raise ConflictError("Kematian pegawai ini sudah tercatat.")
    if tanggal > today:
        raise FaktaInvalidError("tanggal", "Tanggal meninggal belum tiba.")
    versi = dokumen_upload(
        pegawai_id=pegawai.pk,
        jenis_kode=AKTA,
        kunci="",
        files=akta,
        actor=actor,
        now=now,
        hak=Hak.USULAN_SUBMIT,
    )
    pegawai.kedudukan = Kedudukan.MENINGGAL
    pegawai.save(update_fields=["kedudukan"])
    if pegawai.pengguna_id is not None:
        Pengguna.objects.filter(pk=pegawai.pengguna_id).update(is_active=False)
    akses_record(
        aksi="kematian_dicatat",
        pengguna=actor,
        objek_jenis="pegawai",
        objek_id=pegawai.pk,
        objek_label=pegawai.nama,
        pegawai_id=pegawai.pk,
    )
    nominatif_mark(pegawai_ids=[pegawai.pk])
    usulan, sebab = _open(pegawai, tanggal, actor=actor, now=now)
    row = Kematian.objects.create(
        pegawai=pegawai, tanggal=tanggal, akta=versi, usulan=usulan, oleh=actor
    )
    return row, sebab


def _open(
    pegawai: Pegawai, tanggal: date, *, actor: Pengguna, now: datetime
) -> tuple[Usulan | None, str]:
    """The heirs' pension as a draft, from the month after the death; or why there is none."""
    try:
        versi, found = usulan_open_check(pegawai, LAYANAN, today=timezone.localdate(now))
    except (UsulanNotOpenError, DataKurangError) as error:
        return None, error.message
    usulan = usulan_create(pegawai, versi, found, actor=actor, now=now, action=Action.START)
    usulan.tmt = tambah_bulan(tanggal.replace(day=1), 1)
    usulan.isian = {"tmt": usulan.tmt.isoformat()}  # the address on record was that of the dead
    usulan.save(update_fields=["tmt", "isian"])
    return usulan, ""


@transaction.atomic
def tautan_issue(
    *, usulan_id: UUID, nama: str, hubungan: str, actor: Pengguna, now: datetime
) -> str:
    """Make the link of one heir and return its secret part, readable for the only time.

    For operators of the unit while the case is a draft of somebody who died; an older link of the
    case ends. Raises NotFoundError, NotAllowedError.
    """
    today = timezone.localdate(now)
    usulan = usulan_get(actor, usulan_id, today=today)
    if not has_hak(actor, Hak.USULAN_SUBMIT, usulan.unit_kerja_id, on=today):
        raise NotAllowedError
    if usulan.status != Status.DRAF or usulan.pegawai.kedudukan != Kedudukan.MENINGGAL:
        raise NotFoundError
    TautanAhliWaris.objects.filter(
        usulan=usulan, dipakai_pada=None, berlaku_sampai_pada__gt=now
    ).update(berlaku_sampai_pada=now)
    kunci = secrets.token_urlsafe(24)
    TautanAhliWaris.objects.create(
        usulan=usulan,
        nama=nama.strip(),
        hubungan=hubungan,
        kunci_hash=_hash(kunci),
        oleh=actor,
        dibuat_pada=now,
        berlaku_sampai_pada=now + BERLAKU,
    )
    akses_record(
        aksi="tautan_ahli_waris_dibuat",
        pengguna=actor,
        objek_jenis="usulan",
        objek_id=usulan.pk,
        objek_label=usulan.nomor,
        pegawai_id=usulan.pegawai_id,
    )
    return kunci


def tautan_open(*, kunci: str, nip_akhir: str, tanggal: date, now: datetime) -> TautanAhliWaris:
    """The link, when whoever holds it knows the last digits of the NIP and the day of death.

    A wrong answer is counted in a transaction of its own; after five the link is dead. One answer
    for unknown, spent, expired, dead and wrong: TautanAhliWarisError.
    """
    alive = TautanAhliWaris.objects.filter(
        kunci_hash=_hash(kunci),
        dipakai_pada=None,
        berlaku_sampai_pada__gt=now,
        percobaan__lt=PERCOBAAN,
        usulan__status=Status.DRAF,
    )
    with transaction.atomic():  # counted first, so that many at once guess no more often
        counted = alive.update(percobaan=F("percobaan") + 1)
    row = (
        TautanAhliWaris.objects.select_related("usulan__pegawai", "usulan__layanan")
        .filter(kunci_hash=_hash(kunci))
        .first()
    )
    if not counted or row is None or not _knows(row.usulan.pegawai, nip_akhir, tanggal):
        raise TautanAhliWarisError
    TautanAhliWaris.objects.filter(pk=row.pk).update(percobaan=F("percobaan") - 1)
    return row


def tautan_alive(*, kunci: str, tautan_id: UUID, now: datetime) -> TautanAhliWaris | None:
    """The link of this secret, while it may still be used."""
    return (
        TautanAhliWaris.objects.select_related("usulan__pegawai", "usulan__layanan")
        .filter(
            pk=tautan_id,
            kunci_hash=_hash(kunci),
            dipakai_pada=None,
            berlaku_sampai_pada__gt=now,
            usulan__status=Status.DRAF,
        )
        .first()
    )


def _knows(pegawai: Pegawai, nip_akhir: str, tanggal: date) -> bool:
    death = Kematian.objects.filter(pegawai=pegawai, tanggal=tanggal).exists()
    return death and secrets.compare_digest(pegawai.nomor[-4:].encode(), nip_akhir.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiAhliWaris:
    """What the heir writes."""

    nama: str
    alamat: str
    kode_pos: str
    nomor_hp: str


@transaction.atomic
def ahli_waris_send(
    *,
    tautan_id: UUID,
    isi: IsiAhliWaris,
    surat_kuasa: Sequence[UploadedFile[Any]],
    berkas: Berkas,
    now: datetime,
) -> Usulan:
    """Take what the heir sends into the case; the link is spent.

    With every item filled the case goes to the operator at once, else the operator completes it.
    Raises TautanAhliWarisError when it is spent or has ended, BerkasIncompleteError without the
    letter of authority, and what the archive refuses.
    """
    tautan = (
        TautanAhliWaris.objects.select_for_update(of=("self",))
        .filter(pk=tautan_id, dipakai_pada=None, berlaku_sampai_pada__gt=now)
        .first()
    )
    if tautan is None:
        raise TautanAhliWarisError
    usulan = (
        Usulan.objects.select_for_update(of=("self",))
        .select_related("pegawai", "unit_kerja", "layanan", "versi_layanan")
        .get(pk=tautan.usulan_id)
    )
    if usulan.status != Status.DRAF:
        raise TautanAhliWarisError
    if not surat_kuasa:
        raise BerkasIncompleteError(missing=["Surat keterangan atau kuasa ahli waris"])
    butir = butir_of(usulan)
    for satu in butir:
        files = surat_kuasa if satu.syarat.jenis_dokumen_id == SURAT_KUASA else berkas.get(satu.pk)
        if files:
            _take(usulan, satu, files, now=now)
            if satu.syarat.jenis_dokumen_id == SURAT_KUASA:
                tautan.surat_kuasa_id = satu.versi_id
        elif satu.syarat.bentuk == "DATA":
            satu.dikonfirmasi_pada = now
            satu.save(update_fields=["dikonfirmasi_pada"])
    usulan.isian = {
        **usulan.isian,
        "nama_ahli_waris": isi.nama,
        "alamat_ahli_waris": f"{isi.alamat.strip()} {isi.kode_pos}",
        "nomor_hp": isi.nomor_hp,
    }
    usulan.save(update_fields=["isian"])
    tautan.dipakai_pada = now
    tautan.save(update_fields=["dipakai_pada", "surat_kuasa"])
    if not butir_missing(butir_fakta(butir_of(usulan))):
        usulan.diajukan_pada = now
        usulan_move(
            usulan,
            Action.SUBMIT,
            actor=sistem(),
            now=now,
            event=events.UsulanDiajukan,
            catatan=f"Dikirim ahli waris: {tautan.nama} ({tautan.hubungan}).",
        )
    return usulan


def _take(
    usulan: Usulan, butir: ButirUsulan, files: Sequence[UploadedFile[Any]], *, now: datetime
) -> None:
    jenis = butir.syarat.jenis_dokumen_id
    if jenis is None:
        return
    butir.versi = dokumen_receive(
        pegawai_id=usulan.pegawai_id, jenis_kode=jenis, kunci=butir.kunci, files=files, now=now
    )
    butir.verdict = Verdict.BELUM
    butir.save(update_fields=["versi", "verdict"])


def _hash(kunci: str) -> str:
    return search_hash(f"ahli-waris:{kunci}")
