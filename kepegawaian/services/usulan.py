"""The moves of an usulan: each one transaction, one history row, one event.

Every function locks the usulan first, asks `permissions` and the table of moves, writes, lets the
clock follow the status, and emits. `now` comes from the edge.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    UsulanNotOpenError,
    UsulanStaleError,
)
from kepegawaian.models import (
    ButirUsulan,
    CatatanInternal,
    IntervalUsulan,
    Profil,
    RiwayatUsulan,
    Syarat,
    Usulan,
    VersiLayanan,
)
from kepegawaian.permissions import is_own, usulan_edit, usulan_may
from kepegawaian.rules.antrean import Saringan
from kepegawaian.rules.katalog import Pengusul, isian_parse
from kepegawaian.rules.layanan import Kelayakan, keluarga_for
from kepegawaian.rules.usulan import (
    ALASAN_BUTIR,
    FINAL,
    MOVES,
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
    sebab_jeda,
)
from kepegawaian.selectors.antrean import antrean, antrean_filter
from kepegawaian.selectors.layanan import (
    butir_diminta,
    kelayakan_of,
    layanan_in_force,
    perkara_of,
    usulan_issued,
    usulan_same,
    usulan_seen,
)
from kepegawaian.selectors.pensiun import PENSIUN_BUP
from kepegawaian.selectors.sk import sk_from_bkn
from kepegawaian.selectors.surat import opd_of
from kepegawaian.selectors.usulan import (
    butir_arsip,
    butir_fakta,
    butir_of,
    butir_open,
    tenggat_of,
    usulan_running,
    usulan_visible_to,
    verifikator_of,
)
from kepegawaian.services.tahap import tahap_follow
from sitamu.inti.errors import DomainError, NotAllowedError, NotFoundError
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.kalender import Interval, tenggat
from sitamu.inti.selectors import kalender_in_force, kalender_of, pegawai_visible_to, unit_of
from sitamu.inti.services.outbox import emit

KODE_HURUF = "23456789BCDFGHJKMNPQRSTVWXYZ"  # no look-alikes, no vowels
RUJUKAN = "usulan"
SISTEM: Final = "sitamu"  # the account without a log-in under which SiTAMU acts by itself


def new_nomor() -> str:
    """`USL-` and six random characters: tells nothing, cannot be guessed from another."""
    return "USL-" + "".join(secrets.choice(KODE_HURUF) for _ in range(6))


# Opening and filling


def usulan_open_check(
    pegawai: Pegawai, layanan_kode: str, *, today: date, but: Usulan | None = None
) -> tuple[VersiLayanan, Kelayakan]:
    """The version and the figures of a service that may be proposed for a person today.

    `but`: the usulan that is asking, when it is open already. Raises UsulanNotOpenError outside
    the window, against a condition, beside a running one of the same kind or after its SK.
    """
    versi = layanan_in_force(layanan_kode, on=today)
    seen = [u for u in usulan_seen(pegawai.pk) if but is None or u.pk != but.pk]
    if running := usulan_same(seen, versi.layanan):
        raise UsulanNotOpenError(
            f"Usulan {running.nomor} ({running.layanan.nama}) masih berjalan.",
            sebab="sedang_berjalan",
            langkah="Tunggu usulan itu selesai, atau batalkan lebih dulu.",
        )
    wanted = but.tmt if but is not None and "tmt" in but.isian else None
    found = kelayakan_of(versi, perkara_of(pegawai, today=today), tmt=wanted)
    if done := usulan_issued(seen, versi.layanan, found.tmt):
        raise UsulanNotOpenError(
            f"SK dari usulan {done.nomor} sudah terbit, jadi usulan baru tidak diperlukan.",
            sebab="sk_sudah_terbit",
        )
    if not found.dapat:
        raise UsulanNotOpenError(found.teks, sebab=found.sebab, langkah=found.langkah or None)
    return versi, found


@transaction.atomic
def usulan_start(
    *,
    pegawai_id: UUID,
    actor: Pengguna,
    now: datetime,
    layanan: str = PENSIUN_BUP,
    id_klien: UUID | None = None,
) -> Usulan:
    """Open a service for a person, filled from archive and record.

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
    running = usulan_running(pegawai.pk, layanan)
    if running is not None:
        return running
    versi, found = usulan_open_check(pegawai, layanan, today=today)
    pengusul = Pengusul.ASN if pegawai.pengguna_id == actor.pk else Pengusul.OPERATOR
    if pengusul.value not in versi.pengusul:
        raise UsulanNotOpenError(
            f"{versi.layanan.nama} diajukan oleh {_pengusul_teks(versi)}.",
            sebab="bukan_pengusul",
        )
    return usulan_create(
        pegawai, versi, found, actor=actor, now=now, action=Action.START, id_klien=id_klien
    )


def _pengusul_teks(versi: VersiLayanan) -> str:
    return " atau ".join(Pengusul(kode).label for kode in versi.pengusul)


def usulan_create(
    pegawai: Pegawai,
    versi: VersiLayanan,
    found: Kelayakan,
    *,
    actor: Pengguna,
    now: datetime,
    action: Action,
    id_klien: UUID | None = None,
) -> Usulan:
    """Write a draft of a locked person: items, papers from the archive, first history row."""
    today = timezone.localdate(now)
    profil = Profil.objects.filter(pegawai=pegawai).first()
    asked_of = {i.nama for i in isian_parse(versi.isian)}
    known = (
        {"alamat_pensiun": profil.alamat, "alamat": profil.alamat, "nomor_hp": profil.nomor_hp}
        if profil
        else {}
    )
    usulan = Usulan.objects.create(
        nomor=_free_nomor(),
        layanan=versi.layanan,
        versi_layanan=versi,
        pegawai=pegawai,
        unit_kerja=unit_of(pegawai.pk, on=today),
        keluarga=keluarga_now(versi, found, today).value,
        tmt=found.tmt,
        rincian=dict(found.rincian),
        isian={nama: nilai for nama, nilai in known.items() if nama in asked_of},
        dibuat_oleh=actor,
        dibuat_pada=now,
        id_klien=id_klien,
    )
    syarat = {s.kode: s for s in Syarat.objects.filter(versi_layanan=versi)}
    held = dokumen_of(pegawai.pk)
    golongan = str(found.rincian.get("golongan", ""))
    asked = butir_diminta([pegawai.pk], versi, on=today, golongan=golongan)[pegawai.pk]
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
    _history(usulan, action, dari=Status.DRAF, actor=actor, now=now)
    return usulan


def golongan_sk(rincian: Mapping[str, Any]) -> str:
    """The golongan by which the dated table says who decides: the one the SK gives."""
    return str(rincian.get("golongan_baru") or rincian.get("golongan") or "")


def keluarga_now(versi: VersiLayanan, found: Kelayakan, on: date) -> Keluarga:
    """The family of what is proposed: BKN makes the SK of the higher golongan."""
    dari_luar = sk_from_bkn(versi.layanan_id, golongan_sk(found.rincian), on=on) is not None
    return keluarga_for(Keluarga(versi.keluarga), dari_luar=dari_luar)


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
    if isian.get("tmt"):
        usulan.tmt = date.fromisoformat(isian["tmt"])
    usulan.save(update_fields=["isian", "tmt"])
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


@transaction.atomic
def butir_attach(
    *, usulan_id: UUID, butir_id: UUID, versi_id: UUID, actor: Pengguna, now: datetime
) -> ButirUsulan:
    """Freeze a paper that lies in the person's archive in the item it answers.

    Raises NotFoundError for one that does not (`butir_arsip`), SameFileError for the very paper
    that was sent back.
    """
    usulan = _editable(usulan_id, butir_id, actor, now)
    butir = _butir(usulan, butir_id)
    versi = butir_arsip([butir], usulan.pegawai_id).get(butir.pk)
    if versi is None or versi.pk != versi_id:
        raise NotFoundError
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
    if actor.nama_masuk == SISTEM:
        return "Otomatis"
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
    jam = jam_for(reached, sudah_tiba=usulan.tiba_pada is not None, ada_pertek=ada_pertek)
    _clock(usulan, jam, now=now)
    usulan.save()
    by = None if actor.nama_masuk == SISTEM else actor
    tahap_follow(usulan, dari=dari, jam=jam, actor=by, now=now)
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
    events.SkMenungguTte: "/sk/{}/",
    events.SkTteGagal: "/sk/{}/",
    events.SkTerbit: "/kiriman/",
}


# Where those are led who are to bring a late case on; without an entry it is the review screen.
HALAMAN_TAHAP: Final[Mapping[Hak, str]] = {
    Hak.SK_APPROVE: "/sk/{}/",
    Hak.SK_FILE: "/sk/{}/",
    Hak.KIRIMAN_MANAGE: "/kiriman/",
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


def _clock(usulan: Usulan, jam: Jam, *, now: datetime) -> None:
    """Let the interval rows follow the status: close the open one, open the next; set the limit."""
    if jam is Jam.BELUM:
        return
    sebab = sebab_jeda(Keluarga(usulan.keluarga), Status(usulan.status)) if jam is Jam.JEDA else ""
    berjalan = jam is Jam.BERJALAN
    rows = list(IntervalUsulan.objects.filter(usulan=usulan))
    last = next((row for row in rows if row.selesai_pada is None), None)
    if last is not None:
        if jam is not Jam.BERHENTI and (last.berjalan, last.sebab) == (berjalan, sebab):
            return
        last.selesai_pada = now
        last.save(update_fields=["selesai_pada"])
    if jam is not Jam.BERHENTI:
        rows.append(
            IntervalUsulan.objects.create(
                usulan=usulan, berjalan=berjalan, sebab=sebab, mulai_pada=now
            )
        )
    usulan.tenggat_tanggal = tenggat_of(usulan, rows, kalender_in_force()) if berjalan else None


def _already(usulan: Usulan, action: Action, actor: Pengguna) -> bool:
    """The same person has just done the same: a second click, not a second move."""
    last = usulan.riwayat.order_by("-urut").first()
    return last is not None and last.action == action.value and last.oleh_id == actor.pk


@transaction.atomic
def usulan_step(
    run: Callable[..., Usulan],
    action: Action,
    *,
    usulan_id: UUID,
    actor: Pengguna,
    now: datetime,
    dilihat: int | None,
    **extra: Any,
) -> Usulan:
    """One move by whoever saw the usulan after its `dilihat`-th move.

    Raises UsulanStaleError when somebody has moved it since; the same move by the same person is a
    second click and gives the same answer. None: nobody says what they saw.
    """
    if dilihat is not None:
        usulan = _locked(usulan_id, actor, timezone.localdate(now))
        last = usulan.riwayat.order_by("-urut").select_related("oleh").first()
        if last is not None and last.urut != dilihat:
            if _already(usulan, action, actor):
                return usulan
            raise UsulanStaleError(
                f"Usulan ini sudah berubah sejak halaman Anda dibuka: "
                f"{last.get_action_display()} oleh {last.oleh.nama}."
            )
    return run(usulan_id=usulan_id, actor=actor, now=now, **extra)


# The person and the OPD


@transaction.atomic
def usulan_submit(*, usulan_id: UUID, actor: Pengguna, now: datetime) -> Usulan:
    """Send a draft: by the person to the operator, by an operator straight to the head.

    A second click gives the same answer. Raises BerkasIncompleteError naming what is missing,
    UsulanTransitionError, NotAllowedError, NotFoundError.
    """
    today = timezone.localdate(now)
    usulan = _locked(usulan_id, actor, today)
    action = _submit_action(usulan, actor, today)
    if not usulan_may(actor, usulan, action, today=today):
        raise NotAllowedError
    if _already(usulan, action, actor):
        return usulan
    usulan_check(usulan, action)
    butir = butir_of(usulan)
    if missing := butir_missing(butir_fakta(butir)):
        raise BerkasIncompleteError(missing=missing)
    _, found = usulan_open_check(usulan.pegawai, usulan.layanan_id, today=today, but=usulan)
    usulan.tmt, usulan.rincian = found.tmt or usulan.tmt, dict(found.rincian)
    usulan.diajukan_pada = now
    usulan_move(usulan, action, actor=actor, now=now, event=_SENT[action])
    _grant(usulan, butir, today)
    return usulan


_SENT: Final[Mapping[Action, type[events.UsulanEvent]]] = {
    Action.SUBMIT: events.UsulanDiajukan,
    Action.SUBMIT_FOR: events.UsulanDiteruskan,
    Action.SUBMIT_DIRECT: events.UsulanTibaDiBkpsdm,
}


def _submit_action(usulan: Usulan, actor: Pengguna, today: date) -> Action:
    """Which way a draft goes: to the operator, by the operator to the head, or to BKPSDM."""
    if not usulan.versi_layanan.lewat_opd:
        return Action.SUBMIT_DIRECT
    if not is_own(actor, usulan) and usulan_may(actor, usulan, Action.SUBMIT_FOR, today=today):
        return Action.SUBMIT_FOR
    return Action.SUBMIT


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
def usulan_withdraw(*, usulan_id: UUID, catatan: str, actor: Pengguna, now: datetime) -> Usulan:
    """Take back what has arrived at BKPSDM, with a reason; possible until it goes on to decide."""
    usulan = usulan_lock_for(actor, usulan_id, Action.WITHDRAW, today=timezone.localdate(now))
    return usulan_move(
        usulan,
        Action.WITHDRAW,
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
    usulan_check(usulan, Action.FORWARD)
    _refuse_faults(usulan)
    return usulan_move(usulan, Action.FORWARD, actor=actor, now=now, event=events.UsulanDiteruskan)


def _refuse_faults(usulan: Usulan) -> None:
    if at_fault := butir_at_fault(butir_fakta(butir_of(usulan))):
        raise ButirUnjudgedError(
            "Butir ini ditandai perlu diganti, jadi kembalikan dulu", butir=at_fault
        )


def usulan_approve_opd(*, usulan_id: UUID, actor: Pengguna, now: datetime) -> Usulan:
    """The head of the OPD approves: the surat pengantar is numbered, the promise starts.

    Verdicts of the OPD are cleared, so that BKPSDM judges each item afresh.
    """
    [(_, result)] = usulan_approve_opd_many(usulan_ids=[usulan_id], actor=actor, now=now)
    if isinstance(result, DomainError):
        raise result
    return result


@transaction.atomic
def usulan_approve_opd_many(
    *, usulan_ids: Sequence[UUID], actor: Pengguna, now: datetime
) -> list[tuple[UUID, Usulan | DomainError]]:
    """Approve many: one surat pengantar for all of a service and an OPD that may go.

    Each is judged alone: one that is refused keeps the others from nothing.
    """
    from kepegawaian.services.pengantar import pengantar_issue  # noqa: PLC0415  # letters use us

    results: dict[UUID, Usulan | DomainError] = {}
    letters: dict[tuple[str, UUID], list[Usulan]] = {}
    for usulan_id in sorted(dict.fromkeys(usulan_ids)):  # one order, so that two never wait crossed
        try:
            usulan, fresh = _approvable(usulan_id, actor, now)
        except DomainError as error:
            results[usulan_id] = error
            continue
        results[usulan_id] = usulan
        if fresh:
            opd = opd_of(usulan.unit_kerja)
            letters.setdefault((usulan.layanan_id, opd.pk), []).append(usulan)
    for group in letters.values():
        for pengantar in pengantar_issue(usulan=group, actor=actor, now=now):
            _arrive(pengantar.usulan, pengantar.nomor.teks, actor=actor, now=now)
    return [(usulan_id, results[usulan_id]) for usulan_id in dict.fromkeys(usulan_ids)]


def _approvable(usulan_id: UUID, actor: Pengguna, now: datetime) -> tuple[Usulan, bool]:
    """A locked usulan that its head may send on; False when they have just done so."""
    usulan = usulan_lock_for(actor, usulan_id, Action.APPROVE_OPD, today=timezone.localdate(now))
    if _already(usulan, Action.APPROVE_OPD, actor):
        return usulan, False
    usulan_check(usulan, Action.APPROVE_OPD)
    _refuse_faults(usulan)
    return usulan, True


def _arrive(usulan: Usulan, nomor_pengantar: str, *, actor: Pengguna, now: datetime) -> None:
    usulan.butir.update(
        verdict=Verdict.BELUM, alasan="", catatan="", dinilai_oleh=None, dinilai_pada=None
    )
    usulan_move(
        usulan,
        Action.APPROVE_OPD,
        actor=actor,
        now=now,
        event=events.UsulanTibaDiBkpsdm,
        rincian={"surat_pengantar": nomor_pengantar},
    )
    _grant(usulan, butir_of(usulan), timezone.localdate(now))


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
    dilihat: str | None = None,
) -> ButirUsulan:
    """Say of one item that it is right or must be replaced.

    A fault is kept at once, so that nothing is approved over it; its reason is demanded before
    the usulan goes back (`reason_given`). `dilihat`: id of the version that was looked at, empty
    for none; raises UsulanStaleError when the item holds another one by now.
    """
    usulan = _judge_lock(usulan_id, actor, now)
    butir = _butir(usulan, butir_id)
    if dilihat is not None and dilihat != str(butir.versi_id or ""):
        raise UsulanStaleError(f"Berkas “{butir.nama}” sudah diganti sejak halaman Anda dibuka.")
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
    kalender = kalender_of(usulan.unit_kerja, kalender_in_force())
    return tenggat(kalender, [Interval(today)], usulan.versi_layanan.perbaikan_hari_kerja) or today


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
    usulan_check(usulan, Action.TAKE)
    if usulan.pemeriksa_id == actor.pk:
        return usulan
    if usulan.pemeriksa_id is not None:
        raise HeldByOtherError(usulan.pemeriksa.nama if usulan.pemeriksa else "")
    usulan.pemeriksa = actor
    return usulan_move(usulan, Action.TAKE, actor=actor, now=now, event=None)


@transaction.atomic
def usulan_take_next(
    *, actor: Pengguna, now: datetime, saringan: Saringan | None = None
) -> Usulan | None:
    """Take the first free usulan, of those `saringan` asks for; two at once get two different."""
    today = timezone.localdate(now)
    rows = antrean(actor, today=today)
    if saringan is not None:
        rows = antrean_filter(rows, saringan, actor, today=today)
    usulan = (
        rows.filter(status=Status.DIPERIKSA, pemeriksa__isnull=True)
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


@transaction.atomic
def usulan_reassign(
    *, usulan_id: UUID, kepada: UUID, catatan: str, actor: Pengguna, now: datetime
) -> Usulan:
    """Give it to another verifikator, also when whoever holds it is away.

    `catatan` becomes a note among colleagues, not a line of the timeline. Raises NotFoundError for
    somebody who does not verify in that unit, NotAllowedError for the person it is about.
    """
    today = timezone.localdate(now)
    usulan = usulan_lock_for(actor, usulan_id, Action.REASSIGN, today=today)
    usulan_check(usulan, Action.REASSIGN)
    rekan = verifikator_of(usulan, on=today).filter(pk=kepada).first()
    if rekan is None:
        raise NotFoundError
    if usulan.pemeriksa_id == rekan.pk:
        return usulan
    usulan.pemeriksa = rekan
    usulan_move(
        usulan,
        Action.REASSIGN,
        actor=actor,
        now=now,
        event=events.UsulanDialihkan,
        rincian={"kepada": rekan.nama},
    )
    if catatan.strip():
        CatatanInternal.objects.create(
            usulan=usulan, oleh=actor, pada=now, isi=catatan.strip()[:1000]
        )
    return usulan


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
    today = timezone.localdate(now)
    dari_luar = sk_from_bkn(usulan.layanan_id, golongan_sk(usulan.rincian), on=today) is not None
    keluarga = keluarga_for(Keluarga(usulan.versi_layanan.keluarga), dari_luar=dari_luar)
    usulan.keluarga = keluarga.value
    usulan_move(usulan, Action.VERIFY, actor=actor, now=now, event=events.UsulanTerverifikasi)
    if keluarga in (Keluarga.SK_SENDIRI, Keluarga.SURAT):
        emit(usulan_event(events.UsulanSiapDisetujui, usulan, actor=actor))
    return usulan


@transaction.atomic
def usulan_review(*, usulan_id: UUID, catatan: str, actor: Pengguna, now: datetime) -> Usulan:
    """The signer asks the desk to look again, with the reason; the verifikator keeps it."""
    usulan = usulan_lock_for(actor, usulan_id, Action.REVIEW, today=timezone.localdate(now))
    return usulan_move(
        usulan,
        Action.REVIEW,
        actor=actor,
        now=now,
        event=events.UsulanDimintaPeriksa,
        catatan=catatan,
    )


@transaction.atomic
def usulan_reopen(*, usulan_id: UUID, catatan: str, actor: Pengguna, now: datetime) -> Usulan:
    """Open again what was refused here or at BKN, with the reason; the clock goes on.

    Raises UsulanNotOpenError while another of the same kind is running.
    """
    today = timezone.localdate(now)
    usulan = usulan_lock_for(actor, usulan_id, Action.REOPEN, today=today)
    usulan_check(usulan, Action.REOPEN)
    Pegawai.objects.select_for_update(of=("self",)).get(pk=usulan.pegawai_id)
    if running := usulan_same(usulan_seen(usulan.pegawai_id), usulan.layanan):
        raise UsulanNotOpenError(
            f"Usulan {running.nomor} ({running.layanan.nama}) masih berjalan.",
            sebab="sedang_berjalan",
        )
    usulan.pemeriksa = actor
    usulan_move(
        usulan,
        Action.REOPEN,
        actor=actor,
        now=now,
        event=events.UsulanDibukaKembali,
        catatan=catatan,
    )
    _grant(usulan, butir_of(usulan), today)
    return usulan


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
