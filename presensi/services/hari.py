"""Keep the stored days equal to what the rules say of facts and dated rows.

A wish to compute again is a row (`HitungHari`); whoever works it off takes the rows, computes and
removes them in one transaction. Twice, or two at once, ends in the same rows, and a day that
stays the same is not written. Days of a closed month are left alone. Days that a tap can still
reach have no row: pages judge them as they are read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from presensi.models import HariPegawai, HitungHari, PenutupanBulan
from presensi.rules.bulan import TETANGGA, FaktaOrang, HariTernilai, hari_orang
from presensi.rules.hari import StatusHari
from presensi.rules.jadwal import wajib_acara
from presensi.rules.penjadwal import SATU_HARI, Penjadwal, berlaku_pada, hari_dalam
from presensi.selectors.aturan import aturan_hari
from presensi.selectors.fakta import FaktaUmum, dispensasi_of, fakta_load, fakta_umum
from presensi.selectors.rencana import penjadwal_load
from sitamu.inti.models import SUDAH_BERAKHIR, Pegawai, UnitKerja
from sitamu.inti.salin import temporary_copy
from sitamu.inti.selectors import placed_in
from sitamu.inti.services.outbox import wake

KUNCI: Final = 0x5174_0006  # advisory lock: one computation after the other
SEKALI: Final = 1000  # people computed and written at a time
MUNDUR_MALAM: Final = 3  # days before today that the nightly run looks at
TASK: Final = "presensi.hari_hitung"
KUNCI_ATURAN: Final = "PRESENSI_HARI"
COLUMNS: Final = (
    "pegawai_id",
    "tanggal",
    "status",
    "pola",
    "sif",
    "mulai",
    "selesai",
    "masuk",
    "pulang",
    "harus_pulang",
    "terlambat_menit",
    "pulang_cepat_menit",
    "tanpa_masuk",
    "tanpa_pulang",
    "bebas",
    "tidak_apel",
    "ramadan",
    "kurang",
)


# Marks


@transaction.atomic
def hari_mark(
    *,
    dari: date,
    sampai: date,
    pegawai_ids: Iterable[UUID] | None = None,
    unit_id: UUID | None = None,
    sebab: str = "",
    oleh_id: UUID | None = None,
) -> None:
    """Ask for those days (inclusive) to be computed again, and wake a worker.

    Of these people, or of a unit and all below it, or of everybody. `sebab`, `oleh_id`: why and by
    whose act; days that then change keep both in RiwayatHari.
    """
    wish = {"dari": dari, "sampai": sampai, "sebab": sebab[:200], "oleh_id": oleh_id}
    if pegawai_ids is None:
        HitungHari.objects.create(unit_id=unit_id, **wish)
    else:
        HitungHari.objects.bulk_create(HitungHari(pegawai_id=pk, **wish) for pk in pegawai_ids)
    wake(TASK)


def hari_from_event(
    *,
    peristiwa_id: UUID,  # noqa: ARG001
    nama: str,
    isi: dict[str, Any],
    now: datetime,
) -> None:
    """Subscriber: facts or law changed. Of one person (`pegawai_id`) or of everybody.

    Days of this and the last month, and from `mulai` on when the event says when its fact began;
    other earlier ones are marked by who changes their facts.
    """
    if isi.get("kunci", KUNCI_ATURAN) != KUNCI_ATURAN:
        return  # another parameter became law
    today = timezone.localdate(now)
    dari = (today.replace(day=1) - SATU_HARI).replace(day=1)
    if mulai := isi.get("mulai"):
        dari = min(dari, date.fromisoformat(mulai))
    pegawai_id, actor_id = isi.get("pegawai_id"), isi.get("actor_id")
    hari_mark(
        dari=dari,
        sampai=today,
        pegawai_ids=[UUID(pegawai_id)] if pegawai_id else None,
        sebab=SEBAB.get(nama, ""),
        oleh_id=UUID(actor_id) if actor_id else None,
    )


SEBAB: Final = {
    "CutiDiputuskan": "Cuti diputuskan",
    "CutiDibatalkan": "Cuti dibatalkan",
    "PegawaiDimuat": "Data pegawai dimuat",
    "ParameterDiaktifkan": "Aturan hari presensi diganti",
}


# Working off


@transaction.atomic
def hari_refresh(*, now: datetime) -> int:
    """Work off what is marked; returns how many stored rows changed."""
    _one_at_a_time()
    marks = list(HitungHari.objects.all())
    changed = 0
    alike: dict[tuple[date, date, str, UUID | None], list[HitungHari]] = {}
    for mark in marks:
        alike.setdefault((mark.dari, mark.sampai, mark.sebab, mark.oleh_id), []).append(mark)
    for (dari, sampai, sebab, oleh_id), rows in alike.items():
        scope = _marked(rows, dari, sampai)
        changed += hari_recompute(scope, dari, sampai, now=now, sebab=sebab, oleh_id=oleh_id)
    HitungHari.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    return changed


@transaction.atomic
def hari_nightly(*, now: datetime) -> int:
    """Judge the days that ended since last night, for everybody; returns rows changed."""
    _one_at_a_time()
    today = timezone.localdate(now)
    return hari_recompute(Pegawai.objects.all(), today - SATU_HARI * MUNDUR_MALAM, today, now=now)


@transaction.atomic
def hari_recompute(
    scope: QuerySet[Pegawai],
    dari: date,
    sampai: date,
    *,
    now: datetime,
    sebab: str = "",
    oleh_id: UUID | None = None,
) -> int:
    """Make the stored days of `scope` equal to the rules; returns rows changed.

    A stored day that becomes another leaves a RiwayatHari with `sebab` and `oleh_id`. Raises
    DataKurangError when no windows are in force on `dari`.
    """
    changed = 0
    for awal, akhir in open_spans(dari, min(sampai, timezone.localdate(now) + SATU_HARI)):
        changed += _recompute(scope, awal, akhir, now=now, why=(sebab, oleh_id))
    return changed


def open_spans(dari: date, sampai: date) -> Iterator[tuple[date, date]]:
    """The parts of a span that lie in months not closed, each within one month."""
    closed = set(PenutupanBulan.objects.values_list("bulan", flat=True))
    awal = dari
    while awal <= sampai:
        berikut = (awal.replace(day=1) + timedelta(days=32)).replace(day=1)
        akhir = min(sampai, berikut - SATU_HARI)
        if awal.replace(day=1) not in closed:
            yield awal, akhir
        awal = berikut


def _marked(marks: Sequence[HitungHari], dari: date, sampai: date) -> QuerySet[Pegawai]:
    if any(mark.pegawai_id is None and mark.unit_id is None for mark in marks):
        return Pegawai.objects.all()
    people = Q(pk__in=[mark.pegawai_id for mark in marks if mark.pegawai_id])
    paths = UnitKerja.objects.filter(pk__in=[m.unit_id for m in marks if m.unit_id])
    for jalur in paths.values_list("jalur", flat=True):
        units = UnitKerja.objects.filter(jalur__startswith=jalur)
        people |= Q(placed_in(units, on=dari)) | Q(placed_in(units, on=sampai))
    return Pegawai.objects.filter(people)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KUNCI])


# Computing


@dataclass(frozen=True, slots=True)
class _Bulan:
    """What all people of one computation share."""

    penjadwal: Penjadwal
    umum: FaktaUmum
    tanggal: list[date]


def _recompute(
    scope: QuerySet[Pegawai],
    dari: date,
    sampai: date,
    *,
    now: datetime,
    why: tuple[str, UUID | None],
) -> int:
    """One span within one month."""
    changed = 0
    people = scope.exclude(kedudukan__in=SUDAH_BERAKHIR)
    for ids, rows in hari_judge(people, dari, sampai, now=now):
        changed += _write(ids, dari, sampai, rows, why=why)
    gone = HariPegawai.objects.filter(tanggal__range=(dari, sampai), pegawai__in=scope)
    changed += gone.exclude(pegawai__in=people).delete()[0]
    return changed


def hari_judge(
    people: QuerySet[Pegawai], dari: date, sampai: date, *, now: datetime
) -> Iterator[tuple[list[UUID], Iterator[Sequence[Any]]]]:
    """Days (values of `COLUMNS`) by the facts of today, in pieces of people; nothing is written.

    Of a closed month too: what came in later shows as a difference from the stored days.
    """
    around = SATU_HARI * TETANGGA
    bulan = _Bulan(
        penjadwal_load(dari - around, sampai + around),
        fakta_umum(dari, sampai),
        hari_dalam(dari, sampai),
    )
    jendela = aturan_hari(on=dari).jendela
    facts = fakta_load(people, dari, sampai)
    while piece := list(islice(facts, SEKALI)):
        rows = (
            _row(fakta, hari, bulan)
            for fakta in piece
            for hari in hari_orang(
                bulan.penjadwal,
                fakta,
                bulan.tanggal,
                bebas=dispensasi_of(fakta, bulan.umum),
                jendela=jendela,
                now=now,
            )
        )
        yield [fakta.pegawai_id for fakta in piece], rows


def _row(fakta: FaktaOrang, hari: HariTernilai, bulan: _Bulan) -> Sequence[Any]:
    hasil, plan = hari.hasil, hari.rencana
    if plan is None:
        plan_columns: tuple[Any, ...] = ("", "", None, None)
    else:
        plan_columns = (plan.pola, plan.sif, plan.mulai, plan.selesai)
    return (
        fakta.pegawai_id,
        hasil.tanggal,
        hasil.status.value,
        *plan_columns,
        hasil.masuk,
        hasil.pulang,
        hasil.harus_pulang,
        hasil.terlambat_menit,
        hasil.pulang_cepat_menit,
        hasil.tanpa_masuk,
        hasil.tanpa_pulang,
        ",".join(sorted(hasil.bebas)) if hasil.bebas else "",
        _missed(fakta, hari, bulan.umum) if fakta.tidak_hadir else "",
        plan is not None and plan.ramadan,
        hari.kurang[:200],
    )


def _missed(fakta: FaktaOrang, hari: HariTernilai, umum: FaktaUmum) -> str:
    """Sessions of apel and upacara the person was obliged to and not at.

    One a day is SEHARI; of several each says whether it was in the morning or the afternoon.
    """
    tanggal = hari.hasil.tanggal
    unit = berlaku_pada(fakta.jadwal.unit, tanggal)
    missed = fakta.tidak_hadir.get(tanggal, ())
    if unit is None or hari.rencana is None or not missed:
        return ""
    in_office = hari.hasil.status is StatusHari.HADIR or hari.rencana.libur is not None
    obliged = [
        row.isi
        for row in umum.acara
        if row.pada(tanggal)
        and unit.jalur.startswith(row.isi.jalur)
        and wajib_acara(row.isi.aturan, hari.rencana, di_kantor=in_office)
    ]
    absent = [acara for acara in obliged if acara.id in missed]
    if len(obliged) <= 1:
        return "SEHARI" if absent else ""
    return ",".join(sorted({"PAGI" if acara.pagi else "SORE" for acara in absent}))


def _write(
    pegawai_ids: Sequence[UUID],
    dari: date,
    sampai: date,
    rows: Iterable[Sequence[Any]],
    *,
    why: tuple[str, UUID | None],
) -> int:
    """Replace the days of these people in that span where they say something else."""
    with (
        connection.cursor() as cursor,
        temporary_copy(cursor, "hari_baru", HariPegawai, COLUMNS, rows),
    ):
        changed = 0
        sebab, oleh_id = why
        parameters: dict[str, Any] = {
            "ids": list(pegawai_ids),
            "dari": dari,
            "sampai": sampai,
            "sebab": sebab,
            "oleh": oleh_id,
        }
        cursor.execute("ANALYZE hari_baru")
        for statement in (_REMOVE, _CHANGE):
            cursor.execute(statement, parameters)
            changed += cursor.rowcount
    return changed


_REMOVE: Final = """
DELETE FROM presensi_haripegawai h
WHERE h.pegawai_id = ANY(%(ids)s::uuid[]) AND h.tanggal BETWEEN %(dari)s AND %(sampai)s
  AND NOT EXISTS (SELECT FROM hari_baru b
                  WHERE b.pegawai_id = h.pegawai_id AND b.tanggal = h.tanggal)
"""
_CHANGE: Final = """
WITH beda AS MATERIALIZED (
SELECT b, lama FROM hari_baru b
LEFT JOIN presensi_haripegawai lama ON lama.pegawai_id = b.pegawai_id AND lama.tanggal = b.tanggal
WHERE lama.pegawai_id IS NULL OR (
    lama.status, lama.pola, lama.sif, lama.mulai, lama.selesai, lama.masuk, lama.pulang,
    lama.harus_pulang, lama.terlambat_menit, lama.pulang_cepat_menit, lama.tanpa_masuk,
    lama.tanpa_pulang, lama.bebas, lama.tidak_apel, lama.ramadan, lama.kurang
) IS DISTINCT FROM (
    b.status, b.pola, b.sif, b.mulai, b.selesai, b.masuk, b.pulang, b.harus_pulang,
    b.terlambat_menit, b.pulang_cepat_menit, b.tanpa_masuk, b.tanpa_pulang, b.bebas, b.tidak_apel,
    b.ramadan, b.kurang
)), riwayat AS (
    INSERT INTO presensi_riwayathari (pegawai_id, tanggal, sebelum, sesudah, sebab, oleh_id)
    SELECT (b).pegawai_id, (b).tanggal,
        to_jsonb(lama) - ARRAY['id', 'pegawai_id', 'tanggal', 'berubah_pada'],
        to_jsonb(b) - ARRAY['pegawai_id', 'tanggal'], %(sebab)s, %(oleh)s::uuid
    FROM beda WHERE (lama).pegawai_id IS NOT NULL
)
INSERT INTO presensi_haripegawai AS h (
    pegawai_id, tanggal, status, pola, sif, mulai, selesai, masuk, pulang, harus_pulang,
    terlambat_menit, pulang_cepat_menit, tanpa_masuk, tanpa_pulang, bebas, tidak_apel, ramadan,
    kurang)
SELECT (b).* FROM beda
ON CONFLICT (pegawai_id, tanggal) DO UPDATE
SET status = EXCLUDED.status, pola = EXCLUDED.pola, sif = EXCLUDED.sif, mulai = EXCLUDED.mulai,
    selesai = EXCLUDED.selesai, masuk = EXCLUDED.masuk, pulang = EXCLUDED.pulang,
    harus_pulang = EXCLUDED.harus_pulang, terlambat_menit = EXCLUDED.terlambat_menit,
    pulang_cepat_menit = EXCLUDED.pulang_cepat_menit, tanpa_masuk = EXCLUDED.tanpa_masuk,
    tanpa_pulang = EXCLUDED.tanpa_pulang, bebas = EXCLUDED.bebas,
    tidak_apel = EXCLUDED.tidak_apel, ramadan = EXCLUDED.ramadan, kurang = EXCLUDED.kurang,
    berubah_pada = now()
"""
