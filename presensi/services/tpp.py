"""Computing a month of TPP: everybody, an OPD, or single people.

One engine (`presensi.rules.tpp`) computes here, for the slip, the recap and the calculators. A run
is one transaction that holds the row of its month: begun twice it happens twice with the same
rows, killed in the middle it has not happened. Only rows that say something else are written.
"""

import gc
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import connection, transaction

from presensi.models import HasilTpp, HitungTpp, PeriodeTpp, RiwayatTpp
from presensi.rules.tpp.alur import (
    AksiTpp,
    StatusTpp,
    TingkatTpp,
    keberatan_batas,
    open_require,
)
from presensi.rules.tpp.aturan import NOL, Ukuran
from presensi.rules.tpp.disiplin import JALAN_SENDIRI, kejadian_rangkai
from presensi.rules.tpp.hitung import FaktaTpp, PltFakta, angka, tpp_hitung
from presensi.rules.tpp.hitung import HasilTpp as Hasil
from presensi.rules.tpp.pagu import pagu_bulan
from presensi.rules.tpp.produktivitas import capaian_bulan
from presensi.selectors.kinerja import KinerjaBulan, kinerja_bulan_load
from presensi.selectors.tpp import (
    HARI,
    KUNCI,
    AturanBulan,
    BulanPegawai,
    HariBulan,
    Mutasi,
    Pagu,
    aturan_bulan,
    bulan_load,
    hasil_of_tier,
    jumlah_of,
    opd_units,
)
from sitamu.inti.errors import DomainError
from sitamu.inti.models import Penempatan, Pengguna, UnitKerja
from sitamu.inti.salin import copy_rows, temporary_copy
from sitamu.inti.services.outbox import wake

TASK: Final = "presensi.tpp_hitung"
Kinerja = Mapping[str, KinerjaBulan]  # by person; who reported nothing is not there
KOSONG: Final = KinerjaBulan((), None)
TKD: Final = "TKD"
EMPTY: Final = "[]"
REKENING: Final = "rekening_kosong"
_PERSEN: Final = re.compile(r"([0-9]{1,3}(?:[.,][0-9]+)?) ?%")
_KEUANGAN: Final = re.compile(r"tpp|tunjangan|tukin", re.IGNORECASE)

AMOUNTS: Final = (
    "pagu",
    "pagu_dibayar",
    "nilai_kinerja",
    "nilai_disiplin",
    "bruto",
    "bpjs_pegawai",
    "bpjs_pemberi_kerja",
    "pph_dipotong",
    "pph_ditanggung_pemda",
    "potongan_lain",
    "netto",
)
COLUMNS: Final = (
    "periode_id",
    "pegawai_id",
    "unit_id",
    "jenis",
    "golongan",
    "kelas",
    *AMOUNTS,
    "keterangan",
    "rincian",
    "fakta",
    "galat",
    "pesan",
)
_KEPT: Final = COLUMNS[2:]
_UPSERT: Final = (  # noqa: S608  # names of our own columns
    "INSERT INTO presensi_hasiltpp AS h ({columns}) SELECT {columns} FROM hasiltpp_baru "
    "ON CONFLICT (periode_id, pegawai_id) DO UPDATE SET ({kept}) = ROW({fresh}) "
    "WHERE ROW({old}) IS DISTINCT FROM ROW({fresh})"
).format(
    columns=", ".join(COLUMNS),
    kept=", ".join(_KEPT),
    fresh=", ".join(f"EXCLUDED.{name}" for name in _KEPT),
    old=", ".join(f"h.{name}" for name in _KEPT),
)


@dataclass(frozen=True, slots=True)
class HasilOrang:
    """One person's month before it is stored. `galat`: what to repair."""

    row: BulanPegawai
    hasil: Hasil
    fakta: dict[str, Any]
    galat: str = ""
    pesan: str = ""


@dataclass(frozen=True, slots=True)
class Jalannya:
    """How a run went."""

    jumlah: int
    berubah: int
    gagal: int


class _KurangError(Exception):
    """A fact that is missing, with the code of the list to repair."""

    def __init__(self, kode: str, pesan: str) -> None:
        self.kode, self.pesan = kode, pesan
        super().__init__(pesan)


# One person


def orang_hitung(
    row: BulanPegawai, bulan: AturanBulan, mutasi: Mutasi, hari: HariBulan, kinerja: Kinerja
) -> HasilOrang | None:
    """One person's month; None for a TKD whom the set does not name. Refusals become `galat`."""
    if row.jenis == TKD and TKD not in bulan.aturan.faktor:
        return None
    try:
        facts, told = _facts(row, bulan, mutasi, hari, kinerja)
        hasil = tpp_hitung(facts, bulan.aturan)
    except _KurangError as error:
        return HasilOrang(row, Hasil(), {}, error.kode, error.pesan)
    except DomainError as error:
        return HasilOrang(row, Hasil(), {}, error.code, error.message)
    if not row.rekening and hasil.netto:
        return HasilOrang(row, hasil, told, REKENING, "Nomor rekening belum ada.")
    return HasilOrang(row, hasil, told)


def _facts(
    row: BulanPegawai, bulan: AturanBulan, mutasi: Mutasi, hari: HariBulan, kinerja: Kinerja
) -> tuple[FaktaTpp, dict[str, Any]]:
    aturan = bulan.aturan
    parts = mutasi.segmen(row)
    if missing := _missing(row, bulan, parts):
        raise _KurangError(*missing)
    segmen, pagu = pagu_bulan(parts, aturan, bulan.awal)
    days = hari.baca(row)
    away: dict[str, int] = {}
    for day, _ in days:
        if day.status not in JALAN_SENDIRI:
            away[day.status] = away.get(day.status, 0) + 1
    own = kinerja.get(row.id, KOSONG)
    predikat = row.predikat or own.predikat
    capaian = capaian_bulan(
        aturan.produktivitas,
        aktivitas=own.aktivitas,
        hari_kerja=row.kerja or 0,
        predikat=predikat,
    )
    facts = FaktaTpp(
        bulan=bulan.awal.month,
        pagu=pagu,
        jenis=row.jenis,
        golongan=(row.golongan or "").split("/")[0],
        kelas=segmen.kelas,
        capaian=capaian.dibayar,
        kejadian=kejadian_rangkai(days, aturan),
        hari_kerja=row.kerja or 0,
        hari_tidak_dibayar=sum(n for kind, n in away.items() if kind in aturan.tidak_dibayar),
        status_hari=away,
        plt=_plt(row),
        hukdis_persen=hukdis_persen(row.hukdis),
        syarat_gagal=_loads(row.syarat_gagal),
        gaji_dasar_bpjs=row.gaji_dasar_bpjs or 0,
        kategori_ter=row.kategori_ter or "",
        penghasilan_lain=row.penghasilan_lain or 0,
        pph_lain=row.pph_lain or 0,
        potongan_lain=[(kode, n) for kode, n in _loads(row.potongan_lain)],
    )
    return facts, {
        "hari_kerja": row.kerja,
        "capaian": angka(capaian.persen),
        "predikat": predikat or "",
        "hukdis": row.hukdis or "",
    }


def _missing(row: BulanPegawai, bulan: AturanBulan, parts: Sequence[Any]) -> tuple[str, str] | None:
    """Code and sentence of the first fact that has to be there and is not."""
    if not row.hari:
        return "hari_kosong", "Belum ada hari yang dinilai pada bulan ini."
    if row.kurang:
        return "hari_belum_dinilai", f"{row.kurang} hari belum dapat dinilai."
    for part in parts:
        if part.kelas is None:
            return "kelas_kosong", "Kelas jabatan belum diisi."
        if part.pagu is None:
            return "pagu_kosong", f"Pagu TPP kelas {part.kelas} belum ada."
    if bulan.aturan.iuran.plafon is not None and row.gaji_dasar_bpjs is None:
        return "gaji_kosong", "Gaji dasar iuran BPJS bulan ini belum dimuat."
    return None


def hukdis_persen(jenis: str | None) -> Decimal:
    """The cut that punishments in force name themselves: only an SK starts one.

    Raises _KurangError when an SK cuts an allowance without saying how much.
    """
    found = NOL
    for text in jenis.split("; ") if jenis else ():
        if not _KEUANGAN.search(text):
            continue
        said = _PERSEN.search(text)
        if said is None:
            raise _KurangError("hukdis_persen_kosong", "SK hukuman disiplin tanpa persen potongan.")
        found = max(found, Decimal(said[1].replace(",", ".")))
    return found


def _loads(text: str | None) -> Any:
    return () if text is None or text == EMPTY else json.loads(text)


def _plt(row: BulanPegawai) -> PltFakta | None:
    if row.plt_pagu is None:
        return None
    return PltFakta(
        bool(row.plt_setingkat), row.plt_pagu, row.plt_hari_kerja or 0, row.plt_bulan_ke or 1
    )


# The run


def periode_open(bulan: date) -> PeriodeTpp:
    """The row of a month, locked for this transaction, made when it is not there.

    Raises TppTertutupError.
    """
    _periode(bulan)
    periode = PeriodeTpp.objects.select_for_update().get(bulan=bulan)
    open_require(periode.status)
    return periode


def _periode(bulan: date) -> PeriodeTpp:
    found, _ = PeriodeTpp.objects.get_or_create(
        bulan=bulan, defaults={"keberatan_sampai": keberatan_batas(bulan)}
    )
    return found


def hasil_compute(
    law: AturanBulan,
    *,
    unit: UnitKerja | None = None,
    pegawai_ids: Iterable[UUID] | None = None,
    tabel: str = HARI,
) -> Iterator[HasilOrang]:
    """Results of a month by its law and the facts as they stand now; nothing is stored.

    `tabel`: where the days lie.
    """
    compute = hasil_of_law(law, pegawai_ids)
    for piece in bulan_load(law, unit=unit, pegawai_ids=pegawai_ids, tabel=tabel):
        yield from compute(piece)


def hasil_of_law(
    law: AturanBulan, pegawai_ids: Iterable[UUID] | None = None
) -> Callable[[Iterable[BulanPegawai]], Iterator[HasilOrang]]:
    """The engine of one month; it asks the database nothing more."""
    mutasi, hari = Mutasi(law, Pagu(law.penentu)), HariBulan(law)
    kinerja: Kinerja = {}
    if law.aturan.produktivitas.ukuran is not Ukuran.TIDAK_ADA:
        loaded = kinerja_bulan_load(law.awal, law.akhir, pegawai_ids=pegawai_ids)
        kinerja = {str(pk): one for pk, one in loaded}

    def compute(rows: Iterable[BulanPegawai]) -> Iterator[HasilOrang]:
        for row in rows:
            found = orang_hitung(row, law, mutasi, hari, kinerja)
            if found is not None:
                yield found

    return compute


@transaction.atomic
def tpp_run(
    *,
    bulan: date,
    now: datetime,
    unit: UnitKerja | None = None,
    pegawai_ids: Sequence[UUID] | None = None,
    actor: Pengguna | None = None,
) -> Jalannya:
    """Compute the month that begins on `bulan`: of everybody, of one unit's tree, of some people.

    Raises TppTertutupError, DataKurangError when no rule set is in force.
    """
    periode = periode_open(bulan)
    law = aturan_bulan(bulan)
    known = periode.hasil.exists()
    write = _write if known else _add
    compute, changed = hasil_of_law(law, pegawai_ids), 0
    tally = _Tally()
    with _no_collection():
        for piece in bulan_load(law, unit=unit, pegawai_ids=pegawai_ids):
            changed += write(_lines(periode.pk, compute(piece), tally))
    kept, failed = tally.kept, tally.failed
    if known:
        changed += _drop_gone(periode, kept, unit=unit, pegawai_ids=pegawai_ids)
    periode.parameter, periode.dihitung_pada = law.parameter, now
    periode.save(update_fields=["parameter", "dihitung_pada"])
    if changed:
        approvals_check(periode, now=now)
        RiwayatTpp.objects.create(
            periode=periode,
            aksi=AksiTpp.HITUNG.value,
            oleh=actor,
            pada=now,
            rincian={"jumlah": len(kept), "berubah": changed, "gagal": failed},
        )
    return Jalannya(len(kept), changed, failed)


@dataclass(slots=True)
class _Tally:
    """What went through a run so far."""

    kept: list[str] = field(default_factory=list)
    failed: int = 0


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the search for cycles: millions of small values, none in one, cost it a fifth."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _lines(
    periode_id: UUID, results: Iterable[HasilOrang], tally: _Tally
) -> Iterator[tuple[Any, ...]]:
    """Columns of each result, computed while the database takes in those before."""
    periode, pick = str(periode_id), attrgetter(*AMOUNTS)
    encode = msgspec.json.Encoder().encode
    for one in results:
        row, hasil = one.row, one.hasil
        tally.kept.append(row.id)
        tally.failed += bool(one.galat)
        yield (
            periode,
            row.id,
            row.unit_id,
            row.jenis,
            row.golongan or "",
            row.kelas,
            *pick(hasil),
            encode(hasil.keterangan).decode() if hasil.keterangan else EMPTY,
            encode(hasil.rincian).decode(),
            encode(one.fakta).decode(),
            one.galat[:40],
            one.pesan[:200],
        )


def _write(rows: Iterable[tuple[Any, ...]]) -> int:
    """Add or change these results where they say something else; returns how many."""
    with (
        connection.cursor() as cursor,
        temporary_copy(cursor, "hasiltpp_baru", HasilTpp, COLUMNS, rows),
    ):
        cursor.execute(_UPSERT)
        return int(cursor.rowcount)


def _add(rows: Iterable[tuple[Any, ...]]) -> int:
    """The same for a month that has no results yet: straight into the table."""
    with connection.cursor() as cursor:
        copy_rows(cursor, "presensi_hasiltpp", COLUMNS, rows)
        return int(cursor.rowcount)


def _drop_gone(
    periode: PeriodeTpp,
    kept: Sequence[str],
    *,
    unit: UnitKerja | None,
    pegawai_ids: Sequence[UUID] | None,
) -> int:
    """Remove results of people who have no place in the month any more."""
    rows = HasilTpp.objects.filter(periode=periode)
    if unit is not None:
        rows = rows.filter(unit__jalur__startswith=unit.jalur)
    if pegawai_ids is not None:
        rows = rows.filter(pegawai__in=pegawai_ids)
    rows = rows.exclude(pegawai__in=periode.susulan.values("pegawai"))  # still paid something
    gone = set(rows.values_list("pegawai_id", flat=True)) - set(map(UUID, kept))
    if not gone:
        return 0
    count, _ = HasilTpp.objects.filter(periode=periode, pegawai__in=gone).delete()
    return count


def approvals_check(periode: PeriodeTpp, *, now: datetime) -> None:
    """Take back approvals whose sums are no longer what was approved."""
    for row in periode.persetujuan.filter(batal_pada__isnull=True).select_related("unit"):
        sums = jumlah_of(hasil_of_tier(periode, TingkatTpp(row.tingkat), row.unit))
        if (sums["jumlah"], sums["diterima"]) != (row.jumlah, row.total_netto):
            row.batal_pada = now
            row.save(update_fields=["batal_pada"])
            RiwayatTpp.objects.create(
                periode=periode,
                aksi=AksiTpp.BATAL.value,
                pada=now,
                rincian={"tingkat": row.tingkat, "unit": str(row.unit_id)},
            )


# Wishes, worked off by anybody


def tpp_from_event(
    *,
    peristiwa_id: UUID,  # noqa: ARG001
    nama: str,  # noqa: ARG001
    isi: dict[str, Any],
    now: datetime,  # noqa: ARG001
) -> None:
    """Subscriber: the record or the rule set changed. Of one person, or of everybody.

    Months that were computed and are open are asked for again. Days and month facts need no event:
    the statement that changes them leaves the wish itself (migration of the triggers).
    """
    if isi.get("kunci", KUNCI) != KUNCI:
        return  # another parameter became law
    pegawai_id = isi.get("pegawai_id")
    people = [UUID(pegawai_id)] if pegawai_id else None
    computed = PeriodeTpp.objects.filter(
        status=StatusTpp.TERBUKA.value, dihitung_pada__isnull=False
    )
    for bulan in computed.values_list("bulan", flat=True):
        tpp_mark(bulan=bulan, pegawai_ids=people)


@transaction.atomic
def tpp_mark(*, bulan: date, pegawai_ids: Iterable[UUID] | None = None) -> int:
    """Ask for people to be computed again, or for everybody, OPD by OPD; returns how many wishes.

    Raises TppTertutupError.
    """
    periode = _periode(bulan)
    open_require(periode.status)
    if pegawai_ids is None:
        wishes = [HitungTpp(periode=periode, unit=unit) for unit in opd_units()]
    else:
        wishes = [HitungTpp(periode=periode, pegawai_id=pk) for pk in set(pegawai_ids)]
    HitungTpp.objects.bulk_create(wishes)
    wake(TASK)
    return len(wishes)


def tpp_refresh(*, now: datetime) -> int:
    """Work off wishes, one OPD or one month's people at a time; returns how many went."""
    done = 0
    while count := _refresh_one(now):
        done += count
    return done


@transaction.atomic
def _refresh_one(now: datetime) -> int:
    """One wish, or all single people of its month; a worker that dies leaves them as they were."""
    wish = (
        HitungTpp.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("periode", "unit")
        .order_by("diminta_pada", "id")
        .first()
    )
    if wish is None:
        return 0
    bulan = wish.periode.bulan
    taken = HitungTpp.objects.filter(pk=wish.pk)
    if wish.pegawai_id is not None:
        rows = HitungTpp.objects.filter(periode=wish.periode, pegawai__isnull=False)
        asked = dict(rows.select_for_update(skip_locked=True).values_list("pk", "pegawai_id"))
        taken = HitungTpp.objects.filter(pk__in=asked)
        people: list[UUID] | None = [pk for pk in set(asked.values()) if pk]
    elif wish.unit is not None and wish.unit.induk_id is None:
        people = _placed_in_root(wish.unit)
    else:
        people = None
    if wish.periode.status != StatusTpp.DITUTUP:
        unit = wish.unit if people is None else None
        tpp_run(bulan=bulan, unit=unit, pegawai_ids=people, now=now)
    count, _ = taken.delete()
    return count


def _placed_in_root(root: UnitKerja) -> list[UUID]:
    """Who sits in the root itself; its subtree is everybody, done by the other wishes."""
    rows = Penempatan.objects.filter(unit=root).values_list("pegawai_id", flat=True)
    return list(rows.distinct())
