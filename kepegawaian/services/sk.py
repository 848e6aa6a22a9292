"""The decree: numbered once on approval, printed by a worker, issued when its scan is filed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO, Final, cast
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
    PltMayNotError,
    SameFileError,
    ScanNotPdfError,
    SkNotOursError,
    SkNotReadyError,
    SkNotTteError,
    SkUnsignedError,
)
from kepegawaian.models import AturanSk, Pertek, StatusSk, SuratKeputusan, Usulan
from kepegawaian.rules.katalog import Bentuk
from kepegawaian.rules.naskah import naskah_render
from kepegawaian.rules.surat import (
    HURUF_KODE,
    KEPALA_DAERAH,
    PANJANG_KODE,
    Bingkai,
    Isi,
    kop_penetap,
    sk_pensiun_isi,
    surat_isi,
)
from kepegawaian.rules.usulan import Action, Keluarga, Status
from kepegawaian.selectors.layanan import PENSIUN
from kepegawaian.selectors.pensiun import PENSIUN_BUP, fakta_pensiun
from kepegawaian.selectors.sk import aturan_sk, selisih_usulan, sk_waiting
from kepegawaian.selectors.surat import (
    angka_pertek,
    instansi_in_force,
    isian_of,
    naskah_in_force,
    nilai_surat,
    orang_of,
    penandatangan,
)
from kepegawaian.services import dokumen_buatan
from kepegawaian.services.akibat import akibat_begin, akibat_revert
from kepegawaian.services.usulan import (
    RUJUKAN,
    golongan_sk,
    usulan_check,
    usulan_event,
    usulan_held,
    usulan_lock_for,
    usulan_move,
)
from sitamu.inti.errors import DataKurangError, DomainError
from sitamu.inti.models import (
    JenisPenugasan,
    PejabatPenandatangan,
    Pengguna,
    Penugasan,
)
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import nilai, pejabat_in_force, penugasan_via
from sitamu.inti.services.nomor import nomor_issue
from sitamu.inti.services.outbox import emit, wake
from sitamu.inti.surat import qr_svg, render_pdf

PENSIUN_PDF: Final = "SK_PENSIUN"
PENSIUN_TERBIT: Final = "SK_PENSIUN_TTD"
JENIS_NASKAH: Final = "NASKAH_SK"
SURAT_TERBIT: Final = "SURAT_TERBIT"


def new_kode() -> str:
    """A public code: 12 random characters without look-alikes, about 55 bits."""
    kode = ""
    while not kode or SuratKeputusan.objects.filter(kode=kode).exists():
        kode = "".join(secrets.choice(HURUF_KODE) for _ in range(PANJANG_KODE))
    return kode


def jenis_pdf(usulan: Usulan) -> str:
    """Kind under which the unsigned letter is filed."""
    return PENSIUN_PDF if usulan.layanan.kelompok == PENSIUN else JENIS_NASKAH


def jenis_terbit(usulan: Usulan) -> tuple[str, str]:
    """Kind and key under which the outcome is filed: where the record looks for it later."""
    jenis = usulan.versi_layanan.jenis_terbit
    if jenis is None:
        return (
            PENSIUN_TERBIT if usulan.layanan.kelompok == PENSIUN else SURAT_TERBIT
        ), usulan.nomor
    if jenis.tahunan:
        return jenis.pk, str((usulan.tmt or timezone.localdate()).year)
    if not jenis.banyak:
        return jenis.pk, ""
    return jenis.pk, usulan.nomor if jenis.internal or not usulan.tmt else usulan.tmt.isoformat()


@transaction.atomic
def sk_approve(*, usulan_id: UUID, actor: Pengguna, now: datetime) -> SuratKeputusan:
    """Approve and number the SK or letter of one usulan; a worker then prints it.

    A second click gives the same SK. Raises DataKurangError without pertek, signer, words or a
    figure, PertekDifferError when the pertek differs from the record, SkNotOursError for a
    golongan decided at BKN, UsulanTransitionError, NotAllowedError, NotFoundError.
    """
    today = timezone.localdate(now)
    usulan = usulan_lock_for(actor, usulan_id, Action.APPROVE_SK, today=today)
    made = SuratKeputusan.objects.filter(usulan=usulan).select_related("nomor").first()
    if made is not None and made.disetujui_oleh_id == actor.pk:
        return made
    usulan_check(usulan, Action.APPROVE_SK)
    golongan = golongan_sk(usulan.rincian)
    if Keluarga(usulan.keluarga) is Keluarga.PERTEK:
        golongan = _pertek_agreed(usulan, today)
    aturan = aturan_sk(usulan.layanan_id, golongan, on=today)
    if aturan.penerbitan != "DIBUAT":
        raise SkNotOursError(aturan.golongan_dari)
    sk = _issue(usulan, aturan, actor=actor, now=now)
    usulan_move(
        usulan,
        Action.APPROVE_SK,
        actor=actor,
        now=now,
        event=None,
        rincian={"nomor": sk.nomor_teks, "sk": str(sk.pk)},
    )
    wake("kepegawaian.sk_make")
    return sk


def _pertek_agreed(usulan: Usulan, today: date) -> str:
    """The golongan of the pertek; raises when there is none, or when it differs from our record."""
    pertek = Pertek.objects.filter(usulan=usulan).first()
    if pertek is None:
        raise DataKurangError("pertek BKN", langkah="Catat pertek BKN lebih dulu.")
    if stops := [s for s in selisih_usulan(usulan, today=today) if s.menahan]:
        raise PertekDifferError(map(str, stops))
    return pertek.golongan


def _issue(usulan: Usulan, aturan: AturanSk, *, actor: Pengguna, now: datetime) -> SuratKeputusan:
    """Number last: from here on nothing may refuse, and a rollback gives the number back."""
    today = timezone.localdate(now)
    instansi = instansi_in_force(on=today)
    pejabat = pejabat_in_force(aturan.pejabat_kode, on=today)
    acting = penugasan_via(actor, Hak.SK_APPROVE, usulan.unit_kerja, on=today)
    for satu in (pejabat.penugasan, acting):
        if satu is not None and not _acting_may(satu, aturan):
            raise PltMayNotError(satu.get_jenis_display())
    words = _words(usulan, pejabat, today)
    sk = SuratKeputusan(
        usulan=usulan,
        tanggal=today,
        pejabat=pejabat,
        kode=new_kode(),
        disetujui_oleh=actor,
        disetujui_pada=now,
    )
    nomor = nomor_issue(
        register=aturan.register,
        format_nomor=aturan.format_nomor,
        isian={"kode": aturan.kode_klasifikasi, "unit": str(instansi["kode_unit"])},
        rujukan_jenis="sk",
        rujukan_id=usulan.pk,
        tanggal=today,
        oleh=actor,
    )
    sk.nomor = nomor
    alamat = reverse("kepegawaian:verifikasi", args=[sk.kode])
    sk.isi = words(
        Bingkai(
            tanggal=today,
            nomor=nomor.teks,
            kode=sk.kode,
            alamat_verifikasi=f"{settings.SITAMU_ALAMAT_PORTAL.rstrip('/')}{alamat}",
            pejabat=penandatangan(pejabat),
        )
    )
    sk.save()
    return sk


def _acting_may(penugasan: Penugasan, aturan: AturanSk) -> bool:
    """Whether who acts may decide it: a Plt or Plh only what changes nobody's legal status.

    A Pj may with the written approval on record. A delegate approves for a signer who signs.
    """
    if aturan.plt_boleh or penugasan.jenis == JenisPenugasan.DELEGASI:
        return True
    return penugasan.jenis == JenisPenugasan.PJ and bool(penugasan.persetujuan)


def _words(usulan: Usulan, pejabat: PejabatPenandatangan, today: date) -> Callable[[Bingkai], Isi]:
    """What is printed, with all facts looked up, waiting for its number."""
    instansi = instansi_in_force(on=today)
    if usulan.layanan_id == PENSIUN_BUP:
        angka = angka_pertek(usulan.pertek)
        orang = orang_of(usulan, fakta_pensiun(usulan.pegawai, today=today))
        naskah = nilai("naskah_sk_pensiun", on=today)
        return lambda bingkai: sk_pensiun_isi(
            instansi,
            naskah,
            orang,
            angka,
            tanggal=bingkai.tanggal,
            nomor=bingkai.nomor,
            kode=bingkai.kode,
            alamat_verifikasi=bingkai.alamat_verifikasi,
            pejabat=bingkai.pejabat,
        )
    row = naskah_in_force(usulan.layanan_id, on=today)
    isi = naskah_render(
        Bentuk(row.bentuk),
        row.isi,
        nilai_surat(usulan, today=today),
        {i.nama: i.label for i in isian_of(usulan)},
    )
    kop = kop_penetap(instansi, kepala_daerah=pejabat.kode == KEPALA_DAERAH)
    return lambda bingkai: surat_isi(
        instansi,
        isi,
        bingkai,
        bentuk=Bentuk(row.bentuk),
        kop=kop,
        penetap=pejabat.atas_nama or pejabat.jabatan,
        nama=usulan.pegawai.nama_lengkap,
        nip=usulan.pegawai.nomor,
    )


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
    template = "surat_dinas" if sk.isi["jenis"] == Bentuk.SURAT else "keputusan"
    return render_pdf(f"kepegawaian/surat/{template}.html", {"isi": sk.isi, "qr": qr})


def _make(sk: SuratKeputusan, *, now: datetime) -> None:
    pdf = sk_pdf(sk)
    with transaction.atomic():
        usulan = (
            Usulan.objects.select_for_update(of=("self",))
            .select_related("pegawai", "unit_kerja", "layanan", "versi_layanan")
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
            jenis_kode=jenis_pdf(usulan),
            kunci=usulan.nomor,
            nama_asli=f"{usulan.layanan_id.lower().replace('_', '-')}-{usulan.nomor.lower()}.pdf",
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
                nomor_sk=locked.nomor_teks,
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
    click gives the same SK. While it waits for TTE only a PDF with an electronic signature is
    taken, and its bytes stay as they are. Raises SkNotReadyError before the PDF is made,
    SkUnsignedError for the printed PDF itself, SkNotTteError, UsulanTransitionError,
    NotAllowedError, NotFoundError, and what the archive refuses.
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
        tte = usulan.status == Status.MENUNGGU_TTE
    if any(file.file and sha256_of(file.file) == sk.versi_pdf.sha256 for file in files):
        raise SkUnsignedError
    if tte and not (
        len(files) == 1 and files[0].file and tte_fields(cast("BinaryIO", files[0].file))
    ):
        raise SkNotTteError
    versi_id, _ = _scan_store(usulan, files, actor=actor, now=now, hak=Hak.SK_FILE)
    return _scan_attach(usulan_id, versi_id, actor=actor, now=now)


@transaction.atomic
def sk_send_tte(*, usulan_id: UUID, catatan: str, actor: Pengguna, now: datetime) -> Usulan:
    """Note that the PDF went to its signer for an electronic signature, outside SiTAMU.

    No signature service is connected: passphrase and certificate stay with the signer. Raises
    SkNotReadyError before the PDF is made, UsulanTransitionError, NotAllowedError.
    """
    usulan = usulan_lock_for(actor, usulan_id, Action.SEND_TTE, today=timezone.localdate(now))
    usulan_check(usulan, Action.SEND_TTE)
    sk = _locked_sk(usulan)
    if sk.versi_pdf_id is None:
        raise SkNotReadyError
    return usulan_move(
        usulan,
        Action.SEND_TTE,
        actor=actor,
        now=now,
        event=events.SkMenungguTte,
        catatan=catatan,
        rincian={"nomor": sk.nomor_teks},
        sk_id=sk.pk,
        nomor_sk=sk.nomor_teks,
    )


@transaction.atomic
def sk_fail_tte(*, usulan_id: UUID, catatan: str, actor: Pengguna, now: datetime) -> Usulan:
    """Note why the electronic signature failed; it may be tried again, or signed in ink."""
    usulan = usulan_lock_for(actor, usulan_id, Action.FAIL_TTE, today=timezone.localdate(now))
    usulan_check(usulan, Action.FAIL_TTE)
    sk = _locked_sk(usulan)
    return usulan_move(
        usulan,
        Action.FAIL_TTE,
        actor=actor,
        now=now,
        event=events.SkTteGagal,
        catatan=catatan,
        rincian={"nomor": sk.nomor_teks},
        sk_id=sk.pk,
        nomor_sk=sk.nomor_teks,
    )


def tte_fields(file: BinaryIO) -> int:
    """How many electronic signatures a PDF carries; 0 for one without, or that is no PDF.

    Whether they are valid and whose they are is not judged here: that is BSrE's to say.
    """
    import pikepdf  # noqa: PLC0415  # heavy

    file.seek(0)
    try:
        with pikepdf.open(file) as pdf:
            form = pdf.Root.get("/AcroForm")
            fields: Any = form.get("/Fields", []) if form is not None else []
            return sum(
                field.get("/FT") == "/Sig" and "/ByteRange" in field.get("/V", {})
                for field in fields
            )
    except pikepdf.PdfError:
        return 0
    finally:
        file.seek(0)


def _scan_store(
    usulan: Usulan,
    files: Sequence[UploadedFile[Any]],
    *,
    actor: Pengguna,
    now: datetime,
    hak: Hak,
) -> tuple[UUID, bool]:
    """File a scan where the record looks for it; its version, and whether it is readable yet."""
    jenis, kunci = jenis_terbit(usulan)
    versi = dokumen_upload(
        pegawai_id=usulan.pegawai_id,
        jenis_kode=jenis,
        kunci=kunci,
        files=files,
        actor=actor,
        now=now,
        hak=hak,
    )
    return versi.pk, versi.status == "SIAP"


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
        .select_related("nomor", "disetujui_oleh", "versi_pindaian")
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
        received = Keluarga(usulan.keluarga) is Keluarga.DITERIMA
        akibat_begin(usulan=usulan, sk=sk, now=now)
        usulan_move(
            usulan,
            Action.RECEIVE_SK if received else Action.FILE_SK,
            actor=actor,
            now=now,
            event=events.SkTerbit,
            rincian={"nomor": sk.nomor_teks, "sk": str(sk.pk)},
            sk_id=sk.pk,
            nomor_sk=sk.nomor_teks,
            antar=usulan.versi_layanan.antar,
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
                .select_related("pegawai", "unit_kerja", "layanan", "versi_layanan")
                .get(pk=usulan_id)
            )
            sk = _locked_sk(usulan)
            scan = sk.versi_pindaian
            if sk.status != StatusSk.SIAP_TTD or scan is None:
                continue
            _issue_if_ready(usulan, sk, actor=scan.oleh or sk.disetujui_oleh, now=now)
            issued += sk.status == StatusSk.TERBIT
    return issued


# From outside, mended, withdrawn


@dataclass(frozen=True, slots=True)
class SkLuar:
    """An SK made elsewhere, as its paper says. `tmt` None: the one of the usulan."""

    nomor: str
    tanggal: date
    penetap: str
    tmt: date | None = None


def sk_receive(
    *,
    usulan_id: UUID,
    isi: SkLuar,
    files: Sequence[UploadedFile[Any]],
    actor: Pengguna,
    now: datetime,
) -> SuratKeputusan:
    """Register an SK that BKN or another made: its own number, its scan, never printed anew.

    A second click gives the same SK. Photos are put together first, then it is issued by
    `sk_settle`. Raises UsulanTransitionError, HeldByOtherError, NotAllowedError, NotFoundError,
    and what the archive refuses.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        usulan = usulan_lock_for(actor, usulan_id, Action.RECEIVE_SK, today=today)
        if (made := SuratKeputusan.objects.filter(usulan=usulan).first()) is not None and (
            made.status == StatusSk.TERBIT
        ):
            return made
        usulan_check(usulan, Action.RECEIVE_SK)
        usulan_held(usulan, actor)
    versi_id, _ = _scan_store(usulan, files, actor=actor, now=now, hak=Hak.USULAN_VERIFY)
    with transaction.atomic():
        usulan = usulan_lock_for(actor, usulan_id, Action.RECEIVE_SK, today=today)
        usulan_check(usulan, Action.RECEIVE_SK)
        if isi.tmt is not None:
            usulan.tmt = isi.tmt
            usulan.save(update_fields=["tmt"])
        sk = SuratKeputusan.objects.filter(usulan=usulan).first() or SuratKeputusan(
            usulan=usulan, kode=new_kode()
        )
        sk.nomor_luar, sk.tanggal = isi.nomor, isi.tanggal
        sk.status, sk.versi_pindaian_id, sk.galat = StatusSk.SIAP_TTD, versi_id, ""
        sk.disetujui_oleh, sk.disetujui_pada = actor, now
        sk.isi = {
            "jenis": "DITERIMA",
            "nama": usulan.pegawai.nama_lengkap,
            "nip": usulan.pegawai.nomor,
            "perihal": usulan.layanan.nama,
            "penetap": isi.penetap,
        }
        sk.save()
        _grant(usulan, versi_id, now)
        return _issue_if_ready(usulan, _locked_sk(usulan), actor=actor, now=now)


def sk_fix_scan(
    *,
    usulan_id: UUID,
    files: Sequence[UploadedFile[Any]],
    catatan: str,
    actor: Pengguna,
    now: datetime,
) -> SuratKeputusan:
    """Put a better scan in place of the filed one, with the reason; the old one stays a version.

    Raises SkUnsignedError for the printed PDF, SameFileError for the very scan, ScanNotPdfError
    for photos, UsulanTransitionError, NotAllowedError, NotFoundError.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        usulan = usulan_lock_for(actor, usulan_id, Action.FIX_SCAN, today=today)
        usulan_check(usulan, Action.FIX_SCAN)
        sk = _locked_sk(usulan)
    printed = sk.versi_pdf.sha256 if sk.versi_pdf else ""
    if any(file.file and sha256_of(file.file) == printed for file in files):
        raise SkUnsignedError
    versi_id, readable = _scan_store(usulan, files, actor=actor, now=now, hak=Hak.SK_FILE)
    if versi_id == sk.versi_pindaian_id:
        raise SameFileError
    if not readable:
        raise ScanNotPdfError
    with transaction.atomic():
        usulan = usulan_lock_for(actor, usulan_id, Action.FIX_SCAN, today=today)
        sk = _locked_sk(usulan)
        old, sk.versi_pindaian_id = sk.versi_pindaian_id, versi_id
        sk.save(update_fields=["versi_pindaian"])
        _grant(usulan, versi_id, now)
        usulan_move(
            usulan,
            Action.FIX_SCAN,
            actor=actor,
            now=now,
            event=None,
            catatan=catatan,
            rincian={"lama": str(old), "baru": str(versi_id)},
        )
    return sk


def sk_revoke(*, usulan_id: UUID, catatan: str, actor: Pengguna, now: datetime) -> Usulan:
    """Revoke an issued SK, with the reason: what it wrote into the record is taken back."""
    return _withdraw_sk(usulan_id, Action.REVOKE_SK, catatan=catatan, actor=actor, now=now)


def sk_annul(*, usulan_id: UUID, catatan: str, actor: Pengguna, now: datetime) -> Usulan:
    """Give up a numbered SK before it is issued, with the reason; its number stays used."""
    return _withdraw_sk(usulan_id, Action.ANNUL_SK, catatan=catatan, actor=actor, now=now)


@transaction.atomic
def _withdraw_sk(
    usulan_id: UUID, action: Action, *, catatan: str, actor: Pengguna, now: datetime
) -> Usulan:
    usulan = usulan_lock_for(actor, usulan_id, action, today=timezone.localdate(now))
    usulan_check(usulan, action)
    sk = _locked_sk(usulan)
    usulan_move(
        usulan,
        action,
        actor=actor,
        now=now,
        event=events.SkDicabut,
        catatan=catatan,
        rincian={"nomor": sk.nomor_teks, "sk": str(sk.pk)},
        sk_id=sk.pk,
        nomor_sk=sk.nomor_teks,
    )
    sk.status, sk.dicabut_pada, sk.dicabut_alasan = StatusSk.DICABUT, now, catatan.strip()[:300]
    sk.save(update_fields=["status", "dicabut_pada", "dicabut_alasan"])
    akibat_revert(usulan=usulan, now=now)
    return usulan
