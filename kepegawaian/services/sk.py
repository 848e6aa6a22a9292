"""The decree: numbered once on approval, printed by a worker, issued when its scan is filed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from arsip.services.dokumen import akses_kasus_grant, dokumen_store_made, dokumen_upload
from arsip.services.intake import sha256_of
from kepegawaian import events
from kepegawaian.errors import (
    PertekDifferError,
    SkNotOursError,
    SkNotReadyError,
    SkUnsignedError,
)
from kepegawaian.models import AturanSk, Pertek, StatusSk, SuratKeputusan, Usulan
from kepegawaian.rules.surat import HURUF_KODE, PANJANG_KODE, AngkaPertek, Orang, sk_pensiun_isi
from kepegawaian.rules.usulan import Action
from kepegawaian.selectors.pensiun import fakta_pensiun
from kepegawaian.selectors.sk import aturan_sk, selisih_of, sk_waiting
from kepegawaian.selectors.surat import (
    angka_pertek,
    instansi_in_force,
    orang_of,
    penandatangan,
)
from kepegawaian.services import dokumen_buatan
from kepegawaian.services.usulan import (
    RUJUKAN,
    usulan_check,
    usulan_event,
    usulan_lock_for,
    usulan_move,
)
from sitamu.inti.errors import DataKurangError, DomainError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import nilai, pejabat_in_force
from sitamu.inti.services.nomor import nomor_issue
from sitamu.inti.services.outbox import emit, wake
from sitamu.inti.surat import qr_svg, render_pdf

JENIS_PDF: Final = "SK_PENSIUN"
JENIS_PINDAIAN: Final = "SK_PENSIUN_TTD"


def new_kode() -> str:
    """A public code: 12 random characters without look-alikes, about 55 bits."""
    kode = ""
    while not kode or SuratKeputusan.objects.filter(kode=kode).exists():
        kode = "".join(secrets.choice(HURUF_KODE) for _ in range(PANJANG_KODE))
    return kode


@transaction.atomic
def sk_approve(*, usulan_id: UUID, actor: Pengguna, now: datetime) -> SuratKeputusan:
    """Approve and number the SK of one usulan; a worker then prints it.

    A second click gives the same SK. Raises DataKurangError without pertek, signer or address,
    PertekDifferError when the pertek differs from the record, SkNotOursError for a golongan
    decided at BKN, UsulanTransitionError, NotAllowedError, NotFoundError.
    """
    today = timezone.localdate(now)
    usulan = usulan_lock_for(actor, usulan_id, Action.APPROVE_SK, today=today)
    made = SuratKeputusan.objects.filter(usulan=usulan).select_related("nomor").first()
    if made is not None and made.disetujui_oleh_id == actor.pk:
        return made
    usulan_check(usulan, Action.APPROVE_SK)
    pertek = Pertek.objects.filter(usulan=usulan).first()
    if pertek is None:
        raise DataKurangError("pertek BKN", langkah="Catat pertek BKN lebih dulu.")
    fakta = fakta_pensiun(usulan.pegawai, today=today)
    if stops := [s for s in selisih_of(pertek, fakta) if s.menahan]:
        raise PertekDifferError(map(str, stops))
    angka = angka_pertek(pertek)
    aturan = aturan_sk(usulan.layanan_id, angka.golongan, on=today)
    if aturan.penerbitan != "DIBUAT":
        raise SkNotOursError(aturan.golongan_dari)
    sk = _issue(usulan, angka, aturan, orang=orang_of(usulan, fakta), actor=actor, now=now)
    usulan_move(
        usulan,
        Action.APPROVE_SK,
        actor=actor,
        now=now,
        event=None,
        rincian={"nomor": sk.nomor.teks, "sk": str(sk.pk)},
    )
    wake("kepegawaian.sk_make")
    return sk


def _issue(
    usulan: Usulan,
    angka: AngkaPertek,
    aturan: AturanSk,
    *,
    orang: Orang,
    actor: Pengguna,
    now: datetime,
) -> SuratKeputusan:
    """Number last: from here on nothing may refuse, and a rollback gives the number back."""
    today = timezone.localdate(now)
    instansi = instansi_in_force(on=today)
    pejabat = pejabat_in_force(aturan.pejabat_kode, on=today)
    naskah = nilai("naskah_sk_pensiun", on=today)
    sk = SuratKeputusan(
        usulan=usulan,
        tanggal=today,
        pejabat=pejabat,
        kode=new_kode(),
        disetujui_oleh=actor,
        disetujui_pada=now,
    )
    sk.nomor = nomor_issue(
        register=aturan.register,
        format_nomor=aturan.format_nomor,
        isian={"kode": aturan.kode_klasifikasi, "unit": str(instansi["kode_unit"])},
        rujukan_jenis="sk",
        rujukan_id=usulan.pk,
        tanggal=today,
        oleh=actor,
    )
    sk.isi = sk_pensiun_isi(
        instansi,
        naskah,
        orang,
        angka,
        tanggal=today,
        nomor=sk.nomor.teks,
        kode=sk.kode,
        alamat_verifikasi=f"{settings.SITAMU_ALAMAT_PORTAL.rstrip('/')}"
        f"{reverse('kepegawaian:verifikasi', args=[sk.kode])}",
        pejabat=penandatangan(pejabat),
    )
    sk.save()
    return sk


def sk_approve_many(
    *, usulan_ids: Sequence[UUID], actor: Pengguna, now: datetime
) -> list[tuple[UUID, SuratKeputusan | DomainError]]:
    """Approve many, each in its own transaction: one that is refused does not stop the others."""
    results: list[tuple[UUID, SuratKeputusan | DomainError]] = []
    for usulan_id in usulan_ids:
        try:
            results.append((usulan_id, sk_approve(usulan_id=usulan_id, actor=actor, now=now)))
        except DomainError as error:
            results.append((usulan_id, error))
    return results


# The PDF


def sk_make(*, now: datetime) -> int:
    """Print every SK that waits; returns how many were made."""
    return dokumen_buatan.work_off(sk_waiting(), lambda sk: _make(sk, now=now), now=now)


def sk_pdf(sk: SuratKeputusan) -> bytes:
    """The SK as bytes from its frozen data."""
    qr = qr_svg(sk.isi["alamat_verifikasi"])
    return render_pdf("kepegawaian/surat/sk_pensiun.html", {"isi": sk.isi, "qr": qr})


def _make(sk: SuratKeputusan, *, now: datetime) -> None:
    pdf = sk_pdf(sk)
    with transaction.atomic():
        usulan = (
            Usulan.objects.select_for_update(of=("self",))
            .select_related("pegawai", "unit_kerja", "layanan")
            .get(pk=sk.usulan_id)
        )
        locked = (
            SuratKeputusan.objects.select_for_update(of=("self",))
            .select_related("nomor", "disetujui_oleh")
            .get(pk=sk.pk)
        )
        if locked.status != StatusSk.MENUNGGU_PDF:
            return
        versi = dokumen_store_made(
            pegawai_id=usulan.pegawai_id,
            jenis_kode=JENIS_PDF,
            kunci=usulan.nomor,
            nama_asli=f"sk-pensiun-{usulan.nomor.lower()}.pdf",
            isi=pdf,
            now=now,
            actor=locked.disetujui_oleh,
        )
        locked.versi_pdf, locked.status, locked.galat = versi, StatusSk.SIAP_TTD, ""
        locked.save(update_fields=["versi_pdf", "status", "galat"])
        _grant(usulan, versi.pk, now)
        emit(
            usulan_event(
                events.SkSiapTtd,
                usulan,
                actor=locked.disetujui_oleh,
                sk_id=locked.pk,
                nomor_sk=locked.nomor.teks,
            )
        )


def _grant(usulan: Usulan, versi_id: UUID, now: datetime) -> None:
    """Whoever may follow the usulan may read its SK."""
    akses_kasus_grant(
        versi_ids=[versi_id],
        rujukan_jenis=RUJUKAN,
        rujukan_id=usulan.pk,
        hak=Hak.USULAN_VIEW,
        unit=usulan.unit_kerja,
        mulai=timezone.localdate(now),
    )


@transaction.atomic
def sk_retry(*, usulan_id: UUID, actor: Pengguna, now: datetime) -> None:
    """Ask for the PDF again at once, after a failure was shown."""
    usulan = usulan_lock_for(actor, usulan_id, Action.APPROVE_SK, today=timezone.localdate(now))
    sk = SuratKeputusan.objects.filter(usulan=usulan).first()
    if sk is not None and dokumen_buatan.retry(sk_waiting(), sk.pk):
        wake("kepegawaian.sk_make")


# The ink


def sk_file(
    *, usulan_id: UUID, files: Sequence[UploadedFile[Any]], actor: Pengguna, now: datetime
) -> SuratKeputusan:
    """File the scan of the signed SK: the usulan is TERBIT and the clock stops.

    The upload has its own transaction, and nothing is issued before the scan is readable: photos
    that a worker still puts together leave the SK waiting, and `sk_settle` issues it. A second
    click gives the same SK. Raises SkNotReadyError before the PDF is made, SkUnsignedError for the
    printed PDF itself, UsulanTransitionError, NotAllowedError, NotFoundError, and what the archive
    refuses.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        usulan = usulan_lock_for(actor, usulan_id, Action.FILE_SK, today=today)
        sk = SuratKeputusan.objects.filter(usulan=usulan).first()
        if sk is not None and sk.status == StatusSk.TERBIT:
            return sk
        usulan_check(usulan, Action.FILE_SK)
        if sk is None or sk.status != StatusSk.SIAP_TTD or sk.versi_pdf is None:
            raise SkNotReadyError
    if any(file.file and sha256_of(file.file) == sk.versi_pdf.sha256 for file in files):
        raise SkUnsignedError
    versi = dokumen_upload(
        pegawai_id=usulan.pegawai_id,
        jenis_kode=JENIS_PINDAIAN,
        kunci=usulan.nomor,
        files=files,
        actor=actor,
        now=now,
        hak=Hak.SK_FILE,
    )
    return _scan_attach(usulan_id, versi.pk, actor=actor, now=now)


@transaction.atomic
def _scan_attach(
    usulan_id: UUID, versi_id: UUID, *, actor: Pengguna, now: datetime
) -> SuratKeputusan:
    usulan = usulan_lock_for(actor, usulan_id, Action.FILE_SK, today=timezone.localdate(now))
    sk = _locked_sk(usulan)
    if sk.status == StatusSk.TERBIT:
        return sk
    usulan_check(usulan, Action.FILE_SK)
    sk.versi_pindaian_id, sk.galat = versi_id, ""
    sk.save(update_fields=["versi_pindaian", "galat"])
    _grant(usulan, versi_id, now)
    return _issue_if_ready(usulan, sk, actor=actor, now=now)


def _locked_sk(usulan: Usulan) -> SuratKeputusan:
    return (
        SuratKeputusan.objects.select_for_update(of=("self",))
        .select_related("nomor", "disetujui_oleh")
        .get(usulan=usulan)
    )


def _issue_if_ready(
    usulan: Usulan, sk: SuratKeputusan, *, actor: Pengguna, now: datetime
) -> SuratKeputusan:
    """Issue when the scan is readable; a refused scan is taken off again, with its reason."""
    scan = sk.versi_pindaian
    if scan is None:
        return sk
    if scan.status == "DITOLAK":
        sk.versi_pindaian, sk.galat = None, f"Pindaian ditolak: {scan.alasan}"[:300]
        sk.save(update_fields=["versi_pindaian", "galat"])
    elif scan.status == "SIAP":
        sk.status, sk.terbit_pada = StatusSk.TERBIT, now
        sk.save(update_fields=["status", "terbit_pada"])
        usulan_move(
            usulan,
            Action.FILE_SK,
            actor=actor,
            now=now,
            event=events.SkTerbit,
            rincian={"nomor": sk.nomor.teks, "sk": str(sk.pk)},
            sk_id=sk.pk,
            nomor_sk=sk.nomor.teks,
        )
    return sk


def sk_settle(*, now: datetime) -> int:
    """Issue the SK whose scans have become readable since they were filed; returns how many.

    The one who filed the scan is the actor.
    """
    issued = 0
    waiting = SuratKeputusan.objects.filter(
        status=StatusSk.SIAP_TTD, versi_pindaian__isnull=False
    ).exclude(versi_pindaian__status="DIPROSES")
    for usulan_id in list(waiting.values_list("usulan_id", flat=True)):
        with transaction.atomic():
            usulan = (
                Usulan.objects.select_for_update(of=("self",))
                .select_related("pegawai", "unit_kerja", "layanan")
                .get(pk=usulan_id)
            )
            sk = _locked_sk(usulan)
            scan = sk.versi_pindaian
            if sk.status != StatusSk.SIAP_TTD or scan is None:
                continue
            _issue_if_ready(usulan, sk, actor=scan.oleh or sk.disetujui_oleh, now=now)
            issued += sk.status == StatusSk.TERBIT
    return issued
