"""Daily work: planned, reported, changed, answered, undone.

A person's reports are written under a lock on the person, so that a day never holds more than a
day. An answer is about what was shown: a row edited since then is left out and named.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from arsip.selectors import versi_get
from arsip.services.dokumen import dokumen_upload
from presensi import events
from presensi.errors import (
    KegiatanInvalidError,
    KegiatanTransitionError,
    TanpaPegawaiError,
)
from presensi.models import (
    Kegiatan,
    PenutupanBulan,
    PeriodeTpp,
    RiwayatKegiatan,
    TemplatKegiatan,
)
from presensi.rules.kinerja import (
    AturanKinerja,
    IsiKegiatan,
    JenisKegiatan,
    LangkahKegiatan,
    SikapOtomatis,
    StatusKegiatan,
    batal_boleh,
    kegiatan_check,
    kegiatan_next,
    putus_terlambat,
)
from presensi.selectors.aturan import aturan_kinerja
from presensi.selectors.hari import team_of
from presensi.selectors.kinerja import (
    butir_on,
    kegiatan_fakta,
    kegiatan_own,
    menit_of_day,
)
from presensi.services.tpp import tpp_mark
from presensi.services.tutup import month_open_require
from sitamu.inti.errors import DomainError, NotFoundError
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.selectors import atasan_of
from sitamu.inti.services.outbox import emit

JENIS_BUKTI: Final = "BUKTI_KINERJA"
PUTUSAN_MAKS: Final = 500
Berkas = Sequence["UploadedFile[Any]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laporan:
    """What a person plans or reports. `butir_id`: of the agreed results of that day."""

    tanggal: date
    uraian: str
    jenis: JenisKegiatan = JenisKegiatan.UTAMA
    menit: int | None = None
    jam_mulai: time | None = None
    jam_selesai: time | None = None
    jumlah: Decimal | None = None
    satuan: str = ""
    tautan: str = ""
    butir_id: UUID | None = None
    bukti_id: UUID | None = None

    def isi(self) -> IsiKegiatan:
        """As the rules read it."""
        return IsiKegiatan(
            self.tanggal,
            self.jenis,
            self.uraian,
            self.menit,
            menit_of_day(self.jam_mulai),
            menit_of_day(self.jam_selesai),
            self.jumlah,
            self.satuan,
            self.tautan,
            self.butir_id is not None,
        )


@transaction.atomic
def kegiatan_report(
    *,
    actor: Pengguna,
    laporan: Laporan,
    now: datetime,
    rencana: bool = False,
    id_klien: UUID | None = None,
    berkas: Berkas = (),
) -> Kegiatan:
    """Report work, or plan it. Sent again with the same `id_klien`, the same row comes back.

    `berkas`: a PDF or photos of its proof, filed in the own archive. Raises TanpaPegawaiError,
    KegiatanInvalidError, BulanDitutupError, NotFoundError and what the archive refuses.
    """
    pegawai = pegawai_lock(actor)
    if id_klien is not None:
        before = Kegiatan.objects.filter(pk=id_klien).first()
        if before is not None:
            return _sent_before(before, pegawai)
    status = StatusKegiatan.RENCANA if rencana else StatusKegiatan.DILAPORKAN
    row = Kegiatan(pk=id_klien or uuid4(), pegawai=pegawai, status=status)
    _fill(row, laporan, actor=actor, now=now, rencana=rencana, berkas=berkas)
    row.lapor_tanggal = None if rencana else timezone.localdate(now)
    row.save(force_insert=True)
    step = LangkahKegiatan.RENCANAKAN if rencana else LangkahKegiatan.LAPORKAN
    _record([row], step, actor=actor, now=now)
    return row


@transaction.atomic
def kegiatan_change(
    *,
    actor: Pengguna,
    kegiatan_id: UUID,
    laporan: Laporan,
    now: datetime,
    lapor: bool,
    berkas: Berkas = (),
) -> Kegiatan:
    """Edit what is not approved. `lapor`: a plan or a returned row is reported with it.

    Raises as `kegiatan_report`, and KegiatanTransitionError.
    """
    row = _own_lock(actor, kegiatan_id)
    month_open_require(row.tanggal)
    step = LangkahKegiatan.UBAH
    if lapor and row.status != StatusKegiatan.DILAPORKAN:
        step = LangkahKegiatan.LAPORKAN
    after = kegiatan_next(StatusKegiatan(row.status), step)
    _fill(
        row,
        laporan,
        actor=actor,
        now=now,
        rencana=after is StatusKegiatan.RENCANA,
        berkas=berkas,
        kecuali=row,
    )
    if after is not StatusKegiatan.RENCANA:
        row.lapor_tanggal = max(row.lapor_tanggal or timezone.localdate(now), row.tanggal)
    row.status, row.ubahan = after.value, row.ubahan + 1
    row.save()
    _record([row], step, actor=actor, now=now)
    return row


@transaction.atomic
def kegiatan_remove(*, actor: Pengguna, kegiatan_id: UUID, now: datetime) -> None:
    """Take back what is not approved; its moves stay. Raises NotFoundError, BulanDitutupError,
    KegiatanTransitionError."""
    row = _own_lock(actor, kegiatan_id)
    month_open_require(row.tanggal)
    if row.status == StatusKegiatan.DISETUJUI:
        raise KegiatanTransitionError
    _record([row], LangkahKegiatan.UBAH, actor=actor, now=now, catatan="Dihapus")
    row.delete()


@transaction.atomic
def kegiatan_repeat(*, actor: Pengguna, now: datetime) -> list[Kegiatan]:
    """Report today what was reported on the last day before; what is there already is left out.

    Times of day and proofs are not taken along. Raises as `kegiatan_report`.
    """
    today = timezone.localdate(now)
    rows = kegiatan_own(actor).exclude(status=StatusKegiatan.RENCANA)
    last = rows.filter(tanggal__lt=today).order_by("-tanggal").first()
    if last is None:
        raise KegiatanInvalidError("tanggal", "Belum ada kegiatan sebelumnya untuk diulang.")
    known = set(kegiatan_own(actor).filter(tanggal=today).values_list("uraian", flat=True))
    keys = {b.kunci: b.pk for b in butir_on(last.pegawai_id, today)}
    return [
        kegiatan_report(
            actor=actor,
            laporan=Laporan(
                tanggal=today,
                uraian=row.uraian,
                jenis=JenisKegiatan(row.jenis),
                menit=row.menit,
                butir_id=keys.get(row.butir.kunci) if row.butir else None,
            ),
            now=now,
        )
        for row in rows.filter(tanggal=last.tanggal).select_related("butir").order_by("dibuat_pada")
        if row.uraian not in known
    ]


@transaction.atomic
def templat_save(
    *, actor: Pengguna, uraian: str, jenis: JenisKegiatan, menit: int, butir_kunci: UUID | None
) -> TemplatKegiatan:
    """Keep words for work that comes again; the same words are kept once."""
    row, _ = TemplatKegiatan.objects.update_or_create(
        pegawai=pegawai_lock(actor),
        uraian=uraian,
        defaults={"jenis": jenis, "menit": menit, "butir_kunci": butir_kunci},
    )
    return row


def templat_remove(*, actor: Pengguna, templat_id: UUID) -> None:
    """Forget one of one's own. Raises NotFoundError."""
    gone, _ = TemplatKegiatan.objects.filter(pegawai__pengguna=actor, pk=templat_id).delete()
    if not gone:
        raise NotFoundError


# The superior


class Akhir(StrEnum):
    """What became of one row of an answer."""

    DIPUTUS = "diputus"
    SUDAH_ADA = "sudah_ada"
    BERUBAH = "berubah"
    DITUTUP = "bulan_ditutup"
    LEWAT = "lewat_batas"
    TIDAK_ADA = "tidak_ditemukan"


@dataclass(frozen=True, slots=True)
class Putusan:
    """An answer about one row as it was shown (`ubahan`; None: as it is now)."""

    kegiatan_id: UUID
    setuju: bool
    ubahan: int | None = None
    catatan: str = ""


@dataclass(slots=True)
class HasilPutus:
    """Ends by id, in the order asked; `baris`: rows that were found."""

    akhir: dict[UUID, Akhir] = field(default_factory=dict)
    baris: dict[UUID, Kegiatan] = field(default_factory=dict)

    def banyak(self, akhir: Akhir) -> int:
        return sum(1 for one in self.akhir.values() if one is akhir)


@transaction.atomic
def kegiatan_decide(*, actor: Pengguna, putusan: Sequence[Putusan], now: datetime) -> HasilPutus:
    """Approve or return many reports of the own team at once.

    What changed since it was shown, was answered by somebody, or lies in a closed month is left
    as it is and named. The same answer again is `sudah_ada`. Nobody answers their own. Raises
    KegiatanInvalidError when a return says no reason, or for more than 500 rows.
    """
    if len(putusan) > PUTUSAN_MAKS:
        raise KegiatanInvalidError("pilih", f"Paling banyak {PUTUSAN_MAKS} kegiatan sekali putus.")
    if any(not p.setuju and not p.catatan.strip() for p in putusan):
        raise KegiatanInvalidError("alasan", "Tulis alasan pengembalian.")
    today = timezone.localdate(now)
    rows = _team_lock(actor, [p.kegiatan_id for p in putusan], today=today)
    closed = _closed(rows.values())
    hasil = HasilPutus(baris=rows)
    done: dict[bool, list[Kegiatan]] = {True: [], False: []}
    for one in putusan:
        row = rows.get(one.kegiatan_id)
        end = _end(one, row, actor, closed)
        hasil.akhir[one.kegiatan_id] = end
        if end is not Akhir.DIPUTUS or row is None:
            continue
        step = LangkahKegiatan.SETUJUI if one.setuju else LangkahKegiatan.KEMBALIKAN
        row.status = kegiatan_next(StatusKegiatan(row.status), step).value
        row.diputus_oleh, row.diputus_pada, row.otomatis = actor, now, False
        row.catatan = one.catatan.strip()
        done[one.setuju].append(row)
    _save(done[True], LangkahKegiatan.SETUJUI, actor=actor, now=now)
    _save(done[False], LangkahKegiatan.KEMBALIKAN, actor=actor, now=now)
    _tell_returned(done[False], actor=actor)
    return hasil


@transaction.atomic
def kegiatan_undo(*, actor: Pengguna, kegiatan_ids: Iterable[UUID], now: datetime) -> HasilPutus:
    """Take approvals back, one's own ones, while the month is open and the window lasts."""
    today = timezone.localdate(now)
    aturan = aturan_kinerja(on=today)
    ids = list(kegiatan_ids)
    rows = _team_lock(actor, ids, today=today)
    closed = _closed(rows.values())
    hasil = HasilPutus(baris=rows)
    done = []
    for pk in ids:
        row = rows.get(pk)
        if row is None:
            hasil.akhir[pk] = Akhir.TIDAK_ADA
        elif row.status != StatusKegiatan.DISETUJUI or row.diputus_oleh_id != actor.pk:
            hasil.akhir[pk] = Akhir.BERUBAH
        elif _month(row.tanggal) in closed:
            hasil.akhir[pk] = Akhir.DITUTUP
        elif row.diputus_pada is None or not batal_boleh(
            timezone.localdate(row.diputus_pada), today, aturan
        ):
            hasil.akhir[pk] = Akhir.LEWAT
        else:
            hasil.akhir[pk] = Akhir.DIPUTUS
            row.status = kegiatan_next(StatusKegiatan(row.status), LangkahKegiatan.BATALKAN).value
            row.diputus_oleh = row.diputus_pada = None
            done.append(row)
    _save(done, LangkahKegiatan.BATALKAN, actor=actor, now=now)
    return hasil


@transaction.atomic
def kegiatan_overdue(*, now: datetime) -> tuple[int, int]:
    """Reports left unanswered past the deadline: answered as the dated rule says, or the superior
    is reminded, in one notice. Returns how many were answered and how many superiors reminded.

    Beside approval by the rule nothing happens to a report whose superior is silent.
    """
    today = timezone.localdate(now)
    aturan = aturan_kinerja(on=today)
    waiting = Kegiatan.objects.select_for_update(of=("self",)).filter(
        status=StatusKegiatan.DILAPORKAN
    )
    late = [
        row
        for row in waiting.select_related("pegawai").order_by("pk")
        if putus_terlambat(_asked_on(row), today, aturan)
    ]
    closed = _closed(late)
    late = [row for row in late if _month(row.tanggal) not in closed]
    if aturan.sikap is SikapOtomatis.MENUNGGU:
        return 0, _remind(late, today=today)
    _answer_by_rule(late, aturan, now=now)
    return len(late), 0


def _asked_on(row: Kegiatan) -> date:
    """Since when the superior could answer."""
    return row.lapor_tanggal or row.tanggal


def _answer_by_rule(rows: Sequence[Kegiatan], aturan: AturanKinerja, *, now: datetime) -> None:
    step = (
        LangkahKegiatan.SETUJUI
        if aturan.sikap is SikapOtomatis.SETUJUI
        else LangkahKegiatan.KEMBALIKAN
    )
    for row in rows:
        row.status = kegiatan_next(StatusKegiatan(row.status), step).value
        row.diputus_oleh, row.diputus_pada, row.otomatis = None, now, True
        row.catatan = f"Atasan tidak memutus dalam {aturan.putus_hari} hari"
    _save(rows, step, actor=None, now=now)
    if step is LangkahKegiatan.KEMBALIKAN:
        _tell_returned(rows, actor=None)


def _remind(rows: Iterable[Kegiatan], *, today: date) -> int:
    waiting: dict[UUID, int] = defaultdict(int)
    superior: dict[UUID, UUID | None] = {}
    for row in rows:
        if row.pegawai_id not in superior:
            atasan = atasan_of(row.pegawai_id, on=today)
            superior[row.pegawai_id] = atasan.pengguna_id if atasan else None
        akun = superior[row.pegawai_id]
        if akun is not None:
            waiting[akun] += 1
    for akun, jumlah in waiting.items():
        emit(
            events.KegiatanMenunggu(
                pemeriksa_id=akun,
                akun_id=None,
                unit_id=None,
                jumlah=jumlah,
                actor_id=None,
                tautan=reverse("presensi:kinerja-setujui"),
            )
        )
    return len(waiting)


# Parts


def pegawai_lock(actor: Pengguna) -> Pegawai:
    """The person of an account, locked; raises TanpaPegawaiError."""
    pegawai = Pegawai.objects.select_for_update(no_key=True).filter(pengguna=actor).first()
    if pegawai is None:
        raise TanpaPegawaiError
    return pegawai


def _sent_before(row: Kegiatan, pegawai: Pegawai) -> Kegiatan:
    if row.pegawai_id != pegawai.pk:
        raise DomainError(
            "Nomor kiriman ini sudah dipakai.", code="kunci_dipakai_ulang", http_status=422
        )
    row.sudah_ada = True  # type: ignore[attr-defined]  # for the answer only
    return row


def _own_lock(actor: Pengguna, kegiatan_id: UUID) -> Kegiatan:
    """One of one's own, the person locked before it; raises NotFoundError."""
    if not kegiatan_own(actor).filter(pk=kegiatan_id).exists():
        raise NotFoundError
    pegawai_lock(actor)
    row = kegiatan_own(actor).select_for_update(of=("self",)).filter(pk=kegiatan_id).first()
    if row is None:
        raise NotFoundError
    return row


def _fill(
    row: Kegiatan,
    laporan: Laporan,
    *,
    actor: Pengguna,
    now: datetime,
    rencana: bool,
    berkas: Berkas,
    kecuali: Kegiatan | None = None,
) -> None:
    """Check, then write the fields; a proof is filed last."""
    month_open_require(laporan.tanggal)
    today = timezone.localdate(now)
    aturan = aturan_kinerja(on=today)
    fakta = kegiatan_fakta(row.pegawai_id, laporan.tanggal, now=now, kecuali=kecuali)
    row.menit = kegiatan_check(laporan.isi(), fakta, aturan, rencana=rencana)
    if laporan.butir_id is not None:
        agreed = butir_on(row.pegawai_id, laporan.tanggal).filter(pk=laporan.butir_id)
        if not agreed.exists():
            raise KegiatanInvalidError("butir", "Rencana hasil kerja itu tidak berlaku hari itu.")
    row.tanggal, row.jenis = laporan.tanggal, laporan.jenis
    row.uraian, row.butir_id = laporan.uraian.strip(), laporan.butir_id
    row.jam_mulai, row.jam_selesai = laporan.jam_mulai, laporan.jam_selesai
    row.jumlah, row.satuan = laporan.jumlah, laporan.satuan.strip()
    row.tautan = laporan.tautan
    if berkas:
        row.bukti = dokumen_upload(
            pegawai_id=row.pegawai_id,
            jenis_kode=JENIS_BUKTI,
            kunci=f"{row.tanggal.isoformat()} {row.uraian}"[:40].strip(),
            files=berkas,
            actor=actor,
            now=now,
        )
    elif laporan.bukti_id is not None:
        versi = versi_get(actor, laporan.bukti_id, today=today)
        if versi.dokumen.pegawai_id != row.pegawai_id:
            raise NotFoundError
        row.bukti = versi


def _month(tanggal: date) -> date:
    return tanggal.replace(day=1)


def _closed(rows: Iterable[Kegiatan]) -> set[date]:
    months = {_month(row.tanggal) for row in rows}
    return set(PenutupanBulan.objects.filter(bulan__in=months).values_list("bulan", flat=True))


def _team_lock(actor: Pengguna, ids: Sequence[UUID], *, today: date) -> dict[UUID, Kegiatan]:
    """Rows of people whose superior `actor` is today, locked by key; others are not found."""
    team = team_of(actor, today=today).exclude(pengguna=actor)
    rows = Kegiatan.objects.select_for_update(of=("self",)).filter(
        pk__in=ids, pegawai__in=team.values("pk")
    )
    return {row.pk: row for row in rows.select_related("pegawai").order_by("pk")}


def _end(one: Putusan, row: Kegiatan | None, actor: Pengguna, closed: set[date]) -> Akhir:
    if row is None:
        return Akhir.TIDAK_ADA
    after = StatusKegiatan.DISETUJUI if one.setuju else StatusKegiatan.DIKEMBALIKAN
    if row.status == after and row.diputus_oleh_id == actor.pk:
        return Akhir.SUDAH_ADA
    if row.status != StatusKegiatan.DILAPORKAN:
        return Akhir.BERUBAH
    if one.ubahan is not None and one.ubahan != row.ubahan:
        return Akhir.BERUBAH
    return Akhir.DITUTUP if _month(row.tanggal) in closed else Akhir.DIPUTUS


def _save(
    rows: Sequence[Kegiatan], step: LangkahKegiatan, *, actor: Pengguna | None, now: datetime
) -> None:
    """Write answers with their history; TPP that is being computed is computed again for them."""
    if not rows:
        return
    Kegiatan.objects.bulk_update(
        rows, ["status", "diputus_oleh", "diputus_pada", "otomatis", "catatan"]
    )
    _record(rows, step, actor=actor, now=now)
    months: dict[date, set[UUID]] = defaultdict(set)
    for row in rows:
        months[_month(row.tanggal)].add(row.pegawai_id)
    for periode in PeriodeTpp.objects.filter(bulan__in=months):
        tpp_mark(bulan=periode.bulan, pegawai_ids=sorted(months[periode.bulan]))


def _record(
    rows: Iterable[Kegiatan],
    step: LangkahKegiatan,
    *,
    actor: Pengguna | None,
    now: datetime,
    catatan: str | None = None,
) -> None:
    RiwayatKegiatan.objects.bulk_create(
        RiwayatKegiatan(
            kegiatan_id=row.pk,
            pegawai_id=row.pegawai_id,
            langkah=step,
            menit=row.menit,
            oleh=actor,
            pada=now,
            catatan=row.catatan if catatan is None else catatan,
        )
        for row in rows
    )


def _tell_returned(rows: Iterable[Kegiatan], *, actor: Pengguna | None) -> None:
    """One notice a person."""
    people: dict[Pegawai, list[Kegiatan]] = defaultdict(list)
    for row in rows:
        people[row.pegawai].append(row)
    for pegawai, back in people.items():
        emit(
            events.KegiatanDikembalikan(
                pegawai_id=pegawai.pk,
                akun_id=pegawai.pengguna_id,
                unit_id=None,
                jumlah=len(back),
                catatan="; ".join(dict.fromkeys(row.catatan for row in back))[:300],
                actor_id=actor.pk if actor else None,
                tautan=reverse("presensi:kinerja"),
            )
        )
