"""The moves of an usulan: each one transaction, one history row, one event.

Every function locks the usulan first, asks `permissions` and the table of moves, writes, lets the
clock follow the status, and emits. `now` comes from the edge.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from arsip.selectors import dokumen_of
from arsip.services.dokumen import akses_kasus_end, akses_kasus_grant, dokumen_upload
from kepegawaian import events
from kepegawaian.errors import (
    BerkasIncompleteError,
    ButirLockedError,
    ButirUnjudgedError,
    HeldByOtherError,
    SameFileError,
    SkNotOursError,
    UsulanNotOpenError,
)
from kepegawaian.models import (
    ButirUsulan,
    IntervalUsulan,
    RiwayatGolongan,
    RiwayatUsulan,
    Syarat,
    Usulan,
)
from kepegawaian.permissions import is_own, usulan_edit, usulan_may
from kepegawaian.rules.usulan import (
    ALASAN_BUTIR,
    FINAL,
    MOVES,
    SEBAB_JEDA,
    Action,
    Jam,
    Keluarga,
    Status,
    Verdict,
    butir_at_fault,
    butir_missing,
    butir_unjudged,
    jam_for,
    next_status,
    reason_given,
)
from kepegawaian.selectors.pensiun import (
    PENSIUN_BUP,
    FaktaPensiun,
    butir_diminta,
    fakta_pensiun,
    layanan_in_force,
)
from kepegawaian.selectors.sk import sk_from_bkn
from kepegawaian.selectors.usulan import (
    antrean,
    butir_fakta,
    butir_of,
    butir_open,
    usulan_running,
    usulan_visible_to,
)
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import SUDAH_BERAKHIR, JenisPegawai, Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.kalender import Interval, tenggat
from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.rules.teks import tanggal_panjang
from sitamu.inti.selectors import kalender_in_force, pegawai_visible_to, unit_of
from sitamu.inti.services.outbox import emit

KODE_HURUF = "23456789BCDFGHJKMNPQRSTVWXYZ"  # no look-alikes, no vowels
RUJUKAN = "usulan"


def new_nomor() -> str:
    """`USL-` and six random characters: tells nothing, cannot be guessed from another."""
    return "USL-" + "".join(secrets.choice(KODE_HURUF) for _ in range(6))


# Opening and filling


def usulan_open_check(pegawai: Pegawai, *, today: date) -> FaktaPensiun:
    """Facts of a person for whom pensiun BUP may be proposed today; raises UsulanNotOpenError."""
    if pegawai.kedudukan in SUDAH_BERAKHIR:
        raise UsulanNotOpenError(
            f"{pegawai.nama} tercatat {pegawai.get_kedudukan_display().lower()}, "
            "jadi usulan pensiun tidak dapat dibuat.",
            sebab="sudah_berakhir",
            langkah="Bila catatan itu keliru, hubungi operator OPD untuk membetulkan data.",
        )
    if pegawai.jenis != JenisPegawai.PNS:
        raise UsulanNotOpenError(
            f"Pensiun BUP hanya untuk PNS. {pegawai.nama} tercatat sebagai {pegawai.jenis}.",
            sebab="bukan_pns",
        )
    issued = Usulan.objects.filter(
        pegawai=pegawai, layanan=PENSIUN_BUP, status=Status.TERBIT, sk__dicabut_pada=None
    )
    if issued.exists():
        raise UsulanNotOpenError(
            f"SK pensiun {pegawai.nama} sudah terbit, jadi usulan baru tidak diperlukan.",
            sebab="sk_sudah_terbit",
        )
    fakta = fakta_pensiun(pegawai, today=today)
    tmt = fakta.perkiraan.tmt_pensiun
    bulan = layanan_in_force(PENSIUN_BUP, on=today).paling_cepat_bulan
    paling_cepat = tambah_bulan(tmt, -bulan)
    if today < paling_cepat:
        raise UsulanNotOpenError(
            f"Pensiun mulai {tanggal_panjang(tmt)}. Usulan dapat dibuat paling cepat "
            f"{tanggal_panjang(paling_cepat)}.",
            sebab="belum_waktunya",
        )
    if fakta.pokok is not None and not fakta.pokok.berhak_pensiun:
        raise UsulanNotOpenError(
            " ".join(a.teks for a in fakta.pokok.alasan), sebab="tidak_berhak_pensiun"
        )
    return fakta


@transaction.atomic
def usulan_start(
    *, pegawai_id: UUID, actor: Pengguna, now: datetime, id_klien: UUID | None = None
) -> Usulan:
    """Open pensiun BUP for a person, filled from archive and record.

    Asked again while one is running, that one comes back: nothing is opened twice. Raises
    NotFoundError outside the actor's scope, UsulanNotOpenError, DataKurangError.
    """
    today = timezone.localdate(now)
    pegawai = (
        pegawai_visible_to(actor, today=today, hak=Hak.USULAN_SUBMIT)
        .select_for_update(of=("self",))
        .filter(pk=pegawai_id)
        .first()
    )
    if pegawai is None:
        raise NotFoundError
    running = usulan_running(pegawai.pk, PENSIUN_BUP)
    if running is not None:
        return running
    fakta = usulan_open_check(pegawai, today=today)
    versi = layanan_in_force(PENSIUN_BUP, on=today)
    usulan = Usulan.objects.create(
        nomor=_free_nomor(),
        layanan=versi.layanan,
        versi_layanan=versi,
        pegawai=pegawai,
        unit_kerja=unit_of(pegawai.pk, on=today),
        tmt=fakta.perkiraan.tmt_pensiun,
        isian={
            "alamat_pensiun": fakta.profil.alamat,
            "nomor_hp": fakta.profil.nomor_hp,
        },
        dibuat_oleh=actor,
        dibuat_pada=now,
        id_klien=id_klien,
    )
    syarat = {s.kode: s for s in Syarat.objects.filter(versi_layanan=versi)}
    held = dokumen_of(pegawai.pk)
    asked = butir_diminta([pegawai.pk], versi, on=today)[pegawai.pk]
    ButirUsulan.objects.bulk_create(
        ButirUsulan(
            usulan=usulan,
            syarat=syarat[b.syarat.kode],
            kunci=b.kunci,
            nama=b.nama,
            urutan=b.syarat.urutan,
            # A form is signed anew for each usulan; other papers come from the archive.
            versi=held.get((b.syarat.jenis_dokumen or "", b.kunci))
            if syarat[b.syarat.kode].bentuk == "UNGGAH"
            else None,
        )
        for b in asked
    )
    _history(usulan, Action.START, dari=Status.DRAF, actor=actor, now=now)
    return usulan


def _free_nomor() -> str:
    nomor = new_nomor()
    while Usulan.objects.filter(nomor=nomor).exists():
        nomor = new_nomor()
    return nomor


def _editable(usulan_id: UUID, butir_id: UUID | None, actor: Pengguna, now: datetime) -> Usulan:
    """Lock an usulan for filling in; raises NotFoundError, NotAllowedError, ButirLockedError."""
    today = timezone.localdate(now)
    usulan = _locked(usulan_id, actor, today)
    if not usulan_edit(actor, usulan, today=today):
        raise NotAllowedError
    open_ids = butir_open(usulan, butir_of(usulan))
    if (butir_id is None and not open_ids) or (butir_id is not None and butir_id not in open_ids):
        raise ButirLockedError
    return usulan


@transaction.atomic
def butir_confirm(
    *, usulan_id: UUID, butir_id: UUID, isian: dict[str, str], actor: Pengguna, now: datetime
) -> ButirUsulan:
    """The person has compared the data and answered what was asked with it."""
    usulan = _editable(usulan_id, butir_id, actor, now)
    butir = _butir(usulan, butir_id)
    usulan.isian = {**usulan.isian, **isian}
    usulan.save(update_fields=["isian"])
    butir.dikonfirmasi_pada = now
    butir.verdict = Verdict.BELUM
    butir.save(update_fields=["dikonfirmasi_pada", "verdict"])
    return butir


def butir_upload(
    *,
    usulan_id: UUID,
    butir_id: UUID,
    files: Sequence[UploadedFile[Any]],
    actor: Pengguna,
    now: datetime,
    id_klien: UUID | None = None,
) -> ButirUsulan:
    """Put a new version into the archive and freeze it in the item; the old one stays a version.

    The upload has its own transaction (bytes are stored before it), so a failed attach leaves the
    paper in the archive, never half an usulan.
    """
    with transaction.atomic():
        usulan = _editable(usulan_id, butir_id, actor, now)
        butir = _butir(usulan, butir_id)
    jenis = butir.syarat.jenis_dokumen_id
    if jenis is None:
        raise ButirLockedError
    versi = dokumen_upload(
        pegawai_id=usulan.pegawai_id,
        jenis_kode=jenis,
        kunci=butir.kunci,
        files=files,
        actor=actor,
        now=now,
        id_klien=id_klien,
    )
    with transaction.atomic():
        usulan = _editable(usulan_id, butir_id, actor, now)
        butir = _butir(usulan, butir_id)
        if butir.verdict == Verdict.PERLU_DIGANTI and versi.pk == butir.versi_id:
            raise SameFileError
        butir.versi = versi
        butir.verdict = Verdict.BELUM
        butir.save(update_fields=["versi", "verdict"])
    return butir


def _butir(usulan: Usulan, butir_id: UUID) -> ButirUsulan:
    butir = (
        ButirUsulan.objects.select_for_update(of=("self",))
        .select_related("syarat", "versi")
        .filter(usulan=usulan, pk=butir_id)
        .first()
    )
    if butir is None:
        raise NotFoundError
    return butir


# Locking, moving, the clock


def _locked(usulan_id: UUID, actor: Pengguna, today: date) -> Usulan:
    usulan = (
        usulan_visible_to(actor, today=today)
        .select_for_update(of=("self",))
        .filter(pk=usulan_id)
        .first()
    )
    if usulan is None:
        raise NotFoundError
    return usulan


def usulan_lock_for(actor: Pengguna, usulan_id: UUID, action: Action, *, today: date) -> Usulan:
    """Lock one usulan for one move.

    Unknown and invisible raise NotFoundError, visible but not permitted NotAllowedError.
    """
    usulan = _locked(usulan_id, actor, today)
    if not usulan_may(actor, usulan, action, today=today):
        raise NotAllowedError
    return usulan


def usulan_check(usulan: Usulan, action: Action) -> Status:
    """The status that `action` would reach now; raises UsulanTransitionError."""
    return next_status(
        Keluarga(usulan.keluarga),
        Status(usulan.status),
        action,
        kembali_ke=Status(usulan.kembali_ke) if usulan.kembali_ke else None,
    )


_KEDUDUKAN = {
    Hak.USULAN_SUBMIT: "Operator OPD",
    Hak.USULAN_CHECK_OPD: "Operator OPD",
    Hak.USULAN_APPROVE_OPD: "Kepala OPD",
    Hak.USULAN_VERIFY: "Verifikator BKPSDM",
    Hak.SK_APPROVE: "Penandatangan",
    Hak.SK_FILE: "Penandatangan",
}


def _sebagai(usulan: Usulan, action: Action, dari: Status, actor: Pengguna) -> str:
    """In which capacity the actor made this move, in words for the timeline."""
    if is_own(actor, usulan):
        return "Pemohon"
    move = MOVES[Keluarga(usulan.keluarga)].get((dari, action))
    return _KEDUDUKAN[move.hak if move else Hak.USULAN_SUBMIT]


def _history(
    usulan: Usulan,
    action: Action,
    *,
    dari: Status,
    actor: Pengguna,
    now: datetime,
    catatan: str = "",
    rincian: dict[str, Any] | None = None,
) -> None:
    RiwayatUsulan.objects.create(
        usulan=usulan,
        urut=usulan.riwayat.count() + 1,
        action=action.value,
        dari=dari.value,
        ke=usulan.status,
        oleh=actor,
        sebagai=_sebagai(usulan, action, dari, actor),
        pada=now,
        catatan=catatan,
        rincian=rincian or {},
    )


def usulan_move(
    usulan: Usulan,
    action: Action,
    *,
    actor: Pengguna,
    now: datetime,
    event: type[events.UsulanEvent] | None,
    catatan: str = "",
    rincian: dict[str, Any] | None = None,
    ada_pertek: bool = False,
    **extra: Any,
) -> Usulan:
    """Make one move of a locked usulan: status, history, clock, event. The one writer of status.

    `extra` goes into the event. Raises UsulanTransitionError; ButirUnjudgedError when the move
    demands a reason and `catatan` is empty.
    """
    dari = Status(usulan.status)
    reached = usulan_check(usulan, action)
    if MOVES[Keluarga(usulan.keluarga)][dari, action].alasan and not catatan.strip():
        raise ButirUnjudgedError("Tulis alasannya lebih dulu", butir=[])
    usulan.status = reached.value
    if action in (Action.RETURN, Action.RECORD_BTS):
        usulan.kembali_ke = dari.value if action is Action.RETURN else Status.DIPERIKSA.value
    elif action is Action.RESUBMIT:
        usulan.kembali_ke = ""
        usulan.perbaikan_sampai_tanggal = None
    if reached is Status.DIPERIKSA and usulan.tiba_pada is None:
        usulan.tiba_pada = now
    if reached is Status.TERBIT and usulan.terbit_pada is None:
        usulan.terbit_pada = now
    usulan.save()
    _clock(usulan, now=now, ada_pertek=ada_pertek)
    _history(
        usulan, action, dari=dari, actor=actor, now=now, catatan=catatan.strip(), rincian=rincian
    )
    if reached in FINAL:
        akses_kasus_end(rujukan_jenis=RUJUKAN, rujukan_id=usulan.pk, sampai=timezone.localdate(now))
    if event is not None:
        emit(usulan_event(event, usulan, actor=actor, catatan=catatan.strip(), **extra))
    return usulan


# Where the officers go who act next; without an entry it is the review screen.
HALAMAN_PETUGAS: Final[Mapping[type[events.UsulanEvent], str]] = {
    events.UsulanSiapDisetujui: "/sk/{}/",
    events.SkSiapTtd: "/sk/{}/",
    events.SkTerbit: "/kiriman/",
}


def usulan_event(
    kind: type[events.UsulanEvent],
    usulan: Usulan,
    *,
    actor: Pengguna,
    catatan: str = "",
    butir: Iterable[str] = (),
    kembali_ke: str = "",
    **extra: Any,
) -> events.UsulanEvent:
    batas = usulan.perbaikan_sampai_tanggal
    return kind(
        usulan_id=usulan.pk,
        nomor=usulan.nomor,
        layanan=usulan.layanan.nama,
        pegawai_id=usulan.pegawai_id,
        pegawai_nama=usulan.pegawai.nama_lengkap,
        akun_id=usulan.pegawai.pengguna_id,
        pembuat_id=usulan.dibuat_oleh_id,
        unit_id=usulan.unit_kerja_id,
        pemeriksa_id=usulan.pemeriksa_id,
        actor_id=actor.pk,
        catatan=catatan,
        butir=list(butir),
        kembali_ke=kembali_ke or usulan.kembali_ke,
        tautan=f"/usulan/{usulan.pk}/",
        tautan_petugas=HALAMAN_PETUGAS.get(kind, "/telaah/{}/").format(usulan.pk),
        batas_tanggal=batas.isoformat() if batas else "",
        **extra,
    )


def _clock(usulan: Usulan, *, now: datetime, ada_pertek: bool) -> None:
    """Let the interval rows follow the status: close the open one, open the next."""
    status = Status(usulan.status)
    jam = jam_for(status, sudah_tiba=usulan.tiba_pada is not None, ada_pertek=ada_pertek)
    if jam is Jam.BELUM:
        return
    sebab = SEBAB_JEDA[status] if jam is Jam.JEDA else ""
    berjalan = jam is Jam.BERJALAN
    last = IntervalUsulan.objects.filter(usulan=usulan, selesai_pada__isnull=True).first()
    if last is not None:
        if jam is not Jam.BERHENTI and (last.berjalan, last.sebab) == (berjalan, sebab):
            return
        last.selesai_pada = now
        last.save(update_fields=["selesai_pada"])
    if jam is not Jam.BERHENTI:
        IntervalUsulan.objects.create(usulan=usulan, berjalan=berjalan, sebab=sebab, mulai_pada=now)


def _already(usulan: Usulan, action: Action, actor: Pengguna) -> bool:
    """The same person has just done the same: a second click, not a second move."""
    last = usulan.riwayat.order_by("-urut").first()
    return last is not None and last.action == action.value and last.oleh_id == actor.pk


# The person and the OPD


@transaction.atomic
def usulan_submit(*, usulan_id: UUID, actor: Pengguna, now: datetime) -> Usulan:
    """Send a draft: by the person to the operator, by an operator straight to the head.

    A second click gives the same answer. Raises BerkasIncompleteError naming what is missing,
    UsulanTransitionError, NotAllowedError, NotFoundError.
    """
    today = timezone.localdate(now)
    usulan = _locked(usulan_id, actor, today)
    own = is_own(actor, usulan)
    as_operator = not own and usulan_may(actor, usulan, Action.SUBMIT_FOR, today=today)
    action = Action.SUBMIT_FOR if as_operator else Action.SUBMIT
    if not usulan_may(actor, usulan, action, today=today):
        raise NotAllowedError
    if _already(usulan, action, actor):
        return usulan
    usulan_check(usulan, action)
    butir = butir_of(usulan)
    if missing := butir_missing(butir_fakta(butir)):
        raise BerkasIncompleteError(missing=missing)
    usulan_open_check(usulan.pegawai, today=today)
    usulan.diajukan_pada = now
    _grant(usulan, butir, today)
    return usulan_move(
        usulan,
        action,
        actor=actor,
        now=now,
        event=events.UsulanDiteruskan if as_operator else events.UsulanDiajukan,
    )


def _grant(usulan: Usulan, butir: Iterable[ButirUsulan], today: date) -> None:
    """Open the frozen versions of the case to those who may see it: BKPSDM once it has arrived."""
    offices = [Hak.USULAN_CHECK_OPD, Hak.USULAN_APPROVE_OPD]
    if usulan.tiba_pada is not None:
        offices.append(Hak.USULAN_VIEW)
    versi_ids = [b.versi_id for b in butir if b.versi_id]
    for hak in offices:
        akses_kasus_grant(
            versi_ids=versi_ids,
            rujukan_jenis=RUJUKAN,
            rujukan_id=usulan.pk,
            hak=hak,
            unit=usulan.unit_kerja,
            mulai=today,
        )


@transaction.atomic
def usulan_resubmit(*, usulan_id: UUID, actor: Pengguna, now: datetime) -> Usulan:
    """Send the repaired items back to whoever returned them.

    Raises ButirUnjudgedError while an item at fault is not replaced, BerkasIncompleteError.
    """
    today = timezone.localdate(now)
    usulan = usulan_lock_for(actor, usulan_id, Action.RESUBMIT, today=today)
    if _already(usulan, Action.RESUBMIT, actor):
        return usulan
    usulan_check(usulan, Action.RESUBMIT)
    butir = butir_of(usulan)
    fakta = butir_fakta(butir)
    if at_fault := butir_at_fault(fakta):
        raise ButirUnjudgedError("Butir ini belum diganti", butir=at_fault)
    if missing := butir_missing(fakta):
        raise BerkasIncompleteError(missing=missing)
    kembali_ke = usulan.kembali_ke
    _grant(usulan, butir, today)
    return usulan_move(
        usulan,
        Action.RESUBMIT,
        actor=actor,
        now=now,
        event=events.UsulanDiperbaiki,
        rincian={"kembali_ke": kembali_ke},
        kembali_ke=kembali_ke,
    )


@transaction.atomic
def usulan_cancel(*, usulan_id: UUID, catatan: str, actor: Pengguna, now: datetime) -> Usulan:
    """Withdraw for good, with a reason; possible until BKPSDM has it."""
    usulan = usulan_lock_for(actor, usulan_id, Action.CANCEL, today=timezone.localdate(now))
    return usulan_move(
        usulan,
        Action.CANCEL,
        actor=actor,
        now=now,
        event=events.UsulanDibatalkan,
        catatan=catatan,
    )


@transaction.atomic
def usulan_forward(*, usulan_id: UUID, actor: Pengguna, now: datetime) -> Usulan:
    """The operator has checked what the person sent: on to the head of the OPD."""
    usulan = usulan_lock_for(actor, usulan_id, Action.FORWARD, today=timezone.localdate(now))
    if _already(usulan, Action.FORWARD, actor):
        return usulan
    _refuse_faults(usulan)
    return usulan_move(usulan, Action.FORWARD, actor=actor, now=now, event=events.UsulanDiteruskan)


def _refuse_faults(usulan: Usulan) -> None:
    if at_fault := butir_at_fault(butir_fakta(butir_of(usulan))):
        raise ButirUnjudgedError(
            "Butir ini ditandai perlu diganti, jadi kembalikan dulu", butir=at_fault
        )


@transaction.atomic
def usulan_approve_opd(*, usulan_id: UUID, actor: Pengguna, now: datetime) -> Usulan:
    """The head of the OPD approves: the surat pengantar is numbered, the promise starts.

    Verdicts of the OPD are cleared, so that BKPSDM judges each item afresh.
    """
    from kepegawaian.services.pengantar import pengantar_issue  # noqa: PLC0415  # letters use us

    usulan = usulan_lock_for(actor, usulan_id, Action.APPROVE_OPD, today=timezone.localdate(now))
    if _already(usulan, Action.APPROVE_OPD, actor):
        return usulan
    usulan_check(usulan, Action.APPROVE_OPD)
    _refuse_faults(usulan)
    usulan.butir.update(
        verdict=Verdict.BELUM, alasan="", catatan="", dinilai_oleh=None, dinilai_pada=None
    )
    pengantar = pengantar_issue(usulan=usulan, actor=actor, now=now)
    usulan_move(
        usulan,
        Action.APPROVE_OPD,
        actor=actor,
        now=now,
        event=events.UsulanTibaDiBkpsdm,
        rincian={"surat_pengantar": pengantar.nomor.teks},
    )
    _grant(usulan, butir_of(usulan), timezone.localdate(now))
    return usulan


# Judging and returning, at the OPD and at BKPSDM


@transaction.atomic
def butir_judge(
    *,
    usulan_id: UUID,
    butir_id: UUID,
    verdict: Verdict,
    alasan: str,
    catatan: str,
    actor: Pengguna,
    now: datetime,
) -> ButirUsulan:
    """Say of one item that it is right or must be replaced.

    A fault is kept at once, so that nothing is approved over it; its reason is demanded before
    the usulan goes back (`reason_given`).
    """
    usulan = _judge_lock(usulan_id, actor, now)
    butir = _butir(usulan, butir_id)
    if verdict is not Verdict.PERLU_DIGANTI:
        alasan = catatan = ""
    elif alasan not in ALASAN_BUTIR:
        alasan = ""
    butir.verdict = verdict.value
    butir.alasan = alasan
    butir.catatan = catatan.strip()[:500]
    butir.dinilai_oleh = actor
    butir.dinilai_pada = now
    butir.save(update_fields=["verdict", "alasan", "catatan", "dinilai_oleh", "dinilai_pada"])
    return butir


def _judge_lock(usulan_id: UUID, actor: Pengguna, now: datetime) -> Usulan:
    """Lock for judging: the operator at DIAJUKAN, the head at DI_OPD, the holder at BKPSDM."""
    today = timezone.localdate(now)
    usulan = _locked(usulan_id, actor, today)
    status = Status(usulan.status)
    if status not in (Status.DIAJUKAN, Status.DI_OPD, Status.DIPERIKSA, Status.DI_BKN):
        usulan_check(usulan, Action.RETURN)
    hak_action = {
        Status.DIAJUKAN: Action.FORWARD,
        Status.DI_OPD: Action.APPROVE_OPD,
    }.get(status, Action.VERIFY)
    if is_own(actor, usulan) or not usulan_may(actor, usulan, hak_action, today=today):
        raise NotAllowedError
    if status in (Status.DIPERIKSA, Status.DI_BKN):
        usulan_held(usulan, actor)
    return usulan


def usulan_held(usulan: Usulan, actor: Pengguna) -> None:
    """Only the verifikator who took it works on it."""
    if usulan.pemeriksa_id is None:
        raise NotAllowedError(
            "Ambil usulan ini lebih dulu sebelum memeriksanya.", langkah="Tekan “Ambil usulan”."
        )
    if usulan.pemeriksa_id != actor.pk:
        raise HeldByOtherError(usulan.pemeriksa.nama if usulan.pemeriksa else "")


def _repair_until(usulan: Usulan, today: date) -> date:
    return (
        tenggat(kalender_in_force(), [Interval(today)], usulan.versi_layanan.perbaikan_hari_kerja)
        or today
    )


@transaction.atomic
def usulan_return(*, usulan_id: UUID, catatan: str, actor: Pengguna, now: datetime) -> Usulan:
    """Send back only the items marked as wrong; at BKPSDM the clock pauses.

    Raises ButirUnjudgedError when no item is marked (a head of OPD may return with a remark only).
    """
    usulan = _judge_lock(usulan_id, actor, now)
    usulan_check(usulan, Action.RETURN)
    return _send_back(usulan, Action.RETURN, catatan=catatan, actor=actor, now=now)


def _send_back(
    usulan: Usulan, action: Action, *, catatan: str, actor: Pengguna, now: datetime
) -> Usulan:
    wrong = [b for b in butir_of(usulan) if b.verdict == Verdict.PERLU_DIGANTI]
    if not wrong and usulan.status != Status.DI_OPD:
        raise ButirUnjudgedError("Tandai dulu butir yang perlu diganti", butir=[])
    if unreasoned := [b.nama for b in wrong if not reason_given(b.alasan, b.catatan)]:
        raise ButirUnjudgedError("Pilih alasan untuk butir", butir=unreasoned)
    usulan.perbaikan_sampai_tanggal = _repair_until(usulan, timezone.localdate(now))
    return usulan_move(
        usulan,
        action,
        actor=actor,
        now=now,
        event=events.UsulanDikembalikan if action is Action.RETURN else events.UsulanBts,
        catatan=catatan,
        rincian={
            "butir": [str(b.pk) for b in wrong],
            "nama": [b.nama for b in wrong],
            "alasan": {
                b.nama: ": ".join(filter(None, [ALASAN_BUTIR.get(b.alasan), b.catatan]))
                for b in wrong
            },
            "versi": {str(b.pk): str(b.versi_id) for b in wrong if b.versi_id},
        },
        butir=[b.nama for b in wrong],
    )


# BKPSDM and BKN


@transaction.atomic
def usulan_take(*, usulan_id: UUID, actor: Pengguna, now: datetime) -> Usulan:
    """Take one usulan from the queue; raises HeldByOtherError when somebody else has it."""
    today = timezone.localdate(now)
    usulan = usulan_lock_for(actor, usulan_id, Action.TAKE, today=today)
    if usulan.pemeriksa_id == actor.pk:
        return usulan
    if usulan.pemeriksa_id is not None:
        raise HeldByOtherError(usulan.pemeriksa.nama if usulan.pemeriksa else "")
    usulan_check(usulan, Action.TAKE)
    usulan.pemeriksa = actor
    return usulan_move(usulan, Action.TAKE, actor=actor, now=now, event=None)


@transaction.atomic
def usulan_take_next(*, actor: Pengguna, now: datetime) -> Usulan | None:
    """Take the oldest free usulan; two verifikator at once get two different ones."""
    today = timezone.localdate(now)
    usulan = (
        antrean(actor, today=today)
        .filter(status=Status.DIPERIKSA, pemeriksa__isnull=True)
        .select_for_update(of=("self",), skip_locked=True)
        .first()
    )
    if usulan is None:
        return None
    usulan.pemeriksa = actor
    return usulan_move(usulan, Action.TAKE, actor=actor, now=now, event=None)


@transaction.atomic
def usulan_release(*, usulan_id: UUID, actor: Pengguna, now: datetime) -> Usulan:
    """Put it back into the queue; verdicts stay."""
    usulan = usulan_lock_for(actor, usulan_id, Action.RELEASE, today=timezone.localdate(now))
    usulan_check(usulan, Action.RELEASE)
    usulan_held(usulan, actor)
    usulan.pemeriksa = None
    return usulan_move(usulan, Action.RELEASE, actor=actor, now=now, event=None)


def _lock_held(usulan_id: UUID, action: Action, actor: Pengguna, now: datetime) -> Usulan:
    usulan = usulan_lock_for(actor, usulan_id, action, today=timezone.localdate(now))
    usulan_check(usulan, action)
    usulan_held(usulan, actor)
    return usulan


@transaction.atomic
def usulan_verify(*, usulan_id: UUID, actor: Pengguna, now: datetime) -> Usulan:
    """Declare the papers complete; every item must be SESUAI."""
    usulan = _lock_held(usulan_id, Action.VERIFY, actor, now)
    if rest := butir_unjudged(butir_fakta(butir_of(usulan))):
        raise ButirUnjudgedError("Butir ini belum dinyatakan sesuai", butir=rest)
    _refuse_from_bkn(usulan, on=timezone.localdate(now))
    return usulan_move(
        usulan, Action.VERIFY, actor=actor, now=now, event=events.UsulanTerverifikasi
    )


def _refuse_from_bkn(usulan: Usulan, *, on: date) -> None:
    """Say before anything goes to BKN that its SK could not be kept here afterwards."""
    golongan = (
        RiwayatGolongan.objects.filter(pegawai=usulan.pegawai_id, tmt__lte=on)
        .order_by("-tmt")
        .first()
    )
    if golongan is None:
        return
    if aturan := sk_from_bkn(usulan.layanan_id, golongan.golongan, on=on):
        raise SkNotOursError(aturan.golongan_dari)


@transaction.atomic
def usulan_reject(*, usulan_id: UUID, catatan: str, actor: Pengguna, now: datetime) -> Usulan:
    """Refuse for good, with the reason in words."""
    usulan = _lock_held(usulan_id, Action.REJECT, actor, now)
    return usulan_move(
        usulan, Action.REJECT, actor=actor, now=now, event=events.UsulanDitolak, catatan=catatan
    )


@transaction.atomic
def usulan_send_bkn(*, usulan_id: UUID, catatan: str, actor: Pengguna, now: datetime) -> Usulan:
    """Note that the file went to BKN through SIASN; the clock rests until the pertek."""
    usulan = _lock_held(usulan_id, Action.SEND_BKN, actor, now)
    return usulan_move(
        usulan, Action.SEND_BKN, actor=actor, now=now, event=events.UsulanDiBkn, catatan=catatan
    )


@transaction.atomic
def usulan_record_bts(*, usulan_id: UUID, catatan: str, actor: Pengguna, now: datetime) -> Usulan:
    """BKN asks for papers again: the marked items go back to the person."""
    usulan = _lock_held(usulan_id, Action.RECORD_BTS, actor, now)
    return _send_back(usulan, Action.RECORD_BTS, catatan=catatan, actor=actor, now=now)


@transaction.atomic
def usulan_record_tms(*, usulan_id: UUID, catatan: str, actor: Pengguna, now: datetime) -> Usulan:
    """BKN's no, final, with its reason."""
    usulan = _lock_held(usulan_id, Action.RECORD_TMS, actor, now)
    return usulan_move(
        usulan, Action.RECORD_TMS, actor=actor, now=now, event=events.UsulanTms, catatan=catatan
    )
