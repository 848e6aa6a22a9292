"""Computing a month of TPP: everybody, an OPD, or single people.

One engine (`presensi.rules.tpp`) computes here, for the slip, the recap and the calculators. A run
is one transaction that holds the row of its month: begun twice it happens twice with the same
rows, killed in the middle it has not happened. Only rows that say something else are written.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, Final
from uuid import UUID, uuid4

import msgspec
from django.db import connection, transaction

from presensi.models import HasilTpp, HitungTpp, PeriodeTpp, RiwayatTpp
from presensi.rules.tpp.alur import AksiTpp, StatusTpp, TingkatTpp, open_require
from presensi.rules.tpp.disiplin import ALPA, MASUK_KERJA, kejadian_rangkai
from presensi.rules.tpp.hitung import FaktaTpp, PltFakta, angka, tpp_hitung
from presensi.rules.tpp.hitung import HasilTpp as Hasil
from presensi.rules.tpp.pagu import pagu_bulan
from presensi.rules.tpp.produktivitas import capaian_bulan
from presensi.selectors.tpp import (
    SEKALI,
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
    "id",
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
_KEPT: Final = COLUMNS[3:]
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
    row: BulanPegawai, bulan: AturanBulan, mutasi: Mutasi, hari: HariBulan
) -> HasilOrang | None:
    """One person's month; None for a TKD whom the set does not name. Refusals become `galat`."""
    if row.jenis == TKD and TKD not in bulan.aturan.faktor:
        return None
    try:
        facts, told = _facts(row, bulan, mutasi, hari)
        hasil = tpp_hitung(facts, bulan.aturan)
    except _KurangError as error:
        return HasilOrang(row, Hasil(), {}, error.kode, error.pesan)
    except DomainError as error:
        return HasilOrang(row, Hasil(), {}, error.code, error.message)
    if not row.rekening and hasil.netto:
        return HasilOrang(row, hasil, told, REKENING, "Nomor rekening belum ada.")
    return HasilOrang(row, hasil, told)


def _facts(
    row: BulanPegawai, bulan: AturanBulan, mutasi: Mutasi, hari: HariBulan
) -> tuple[FaktaTpp, dict[str, Any]]:
    aturan = bulan.aturan
    parts = mutasi.segmen(row)
    if missing := _missing(row, bulan, parts):
        raise _KurangError(*missing)
    segmen, pagu = pagu_bulan(parts, aturan, bulan.awal)
    days = hari.baca(row)
    away: dict[str, int] = {}
    for day, _ in days:
        if day.status not in MASUK_KERJA and day.status != ALPA:
            away[day.status] = away.get(day.status, 0) + 1
    capaian = capaian_bulan(
        aturan.produktivitas, hari_kerja=row.kerja or 0, predikat=row.predikat or None
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
        syarat_gagal=json.loads(row.syarat_gagal or EMPTY),
        gaji_dasar_bpjs=row.gaji_dasar_bpjs or 0,
        kategori_ter=row.kategori_ter or "",
        penghasilan_lain=row.penghasilan_lain or 0,
        pph_lain=row.pph_lain or 0,
        potongan_lain=[(kode, n) for kode, n in json.loads(row.potongan_lain or EMPTY)],
    )
    return facts, {
        "hari_kerja": row.kerja,
        "capaian": angka(capaian.persen),
        "predikat": row.predikat or "",
        "hukdis": row.hukdis or "",
    }


def _missing(row: BulanPegawai, bulan: AturanBulan, parts: Sequence[Any]) -> tuple[str, str] | None:
    """Code and sentence of the first fact that has to be there and is not."""
    if not row.hari:
        return "hari_kosong", "Belum ada hari yang dinilai pada bulan ini."
    if row.kurang:
        return "hari_belum_dinilai", f"{row.kurang} hari belum dapat dinilai."
    if any(part.kelas is None for part in parts):
        return "kelas_kosong", "Kelas jabatan belum diisi."
    if any(part.pagu is None for part in parts):
        return "pagu_kosong", f"Pagu TPP kelas {parts[-1].kelas} belum ada."
    if bulan.aturan.iuran.plafon is not None and row.gaji_dasar_bpjs is None:
        return "gaji_kosong", "Gaji dasar iuran BPJS bulan ini belum dimuat."
    return None


def hukdis_persen(jenis: str | None) -> Decimal:
    """The cut that punishments in force name themselves: only an SK starts one.

    Raises _KurangError when an SK cuts an allowance without saying how much.
    """
    found = Decimal(0)
    for text in (jenis or "").split("; "):
        if not _KEUANGAN.search(text):
            continue
        said = _PERSEN.search(text)
        if said is None:
            raise _KurangError("hukdis_persen_kosong", "SK hukuman disiplin tanpa persen potongan.")
        found = max(found, Decimal(said[1].replace(",", ".")))
    return found


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
    PeriodeTpp.objects.get_or_create(bulan=bulan)
    periode = PeriodeTpp.objects.select_for_update().get(bulan=bulan)
    open_require(periode.status)
    return periode


def hasil_compute(
    law: AturanBulan,
    *,
    unit: UnitKerja | None = None,
    pegawai_ids: Iterable[UUID] | None = None,
) -> Iterator[HasilOrang]:
    """Results of a month by its law and the facts as they stand now; nothing is stored."""
    mutasi, hari = Mutasi(law, Pagu(law.penentu)), HariBulan(law)
    for row in bulan_load(law, unit=unit, pegawai_ids=pegawai_ids):
        found = orang_hitung(row, law, mutasi, hari)
        if found is not None:
            yield found


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
    changed = failed = 0
    kept: list[UUID] = []
    results = hasil_compute(law, unit=unit, pegawai_ids=pegawai_ids)
    write = _write if periode.hasil.exists() else _add
    while piece := list(islice(results, SEKALI)):
        changed += write(periode, piece)
        failed += sum(1 for one in piece if one.galat)
        kept += [one.row.id for one in piece]
    changed += _drop_gone(periode, kept, unit=unit, pegawai_ids=pegawai_ids)
    periode.parameter, periode.dihitung_pada = law.parameter, now
    periode.save(update_fields=["parameter", "dihitung_pada"])
    if changed:
        _take_back(periode, now=now)
        RiwayatTpp.objects.create(
            periode=periode,
            aksi=AksiTpp.HITUNG.value,
            oleh=actor,
            pada=now,
            rincian={"jumlah": len(kept), "berubah": changed, "gagal": failed},
        )
    return Jalannya(len(kept), changed, failed)


def _write(periode: PeriodeTpp, piece: Sequence[HasilOrang]) -> int:
    """Add or change these results where they say something else; returns how many."""
    rows = [_columns(periode.pk, one) for one in piece]
    with (
        connection.cursor() as cursor,
        temporary_copy(cursor, "hasiltpp_baru", HasilTpp, COLUMNS, rows),
    ):
        cursor.execute(_UPSERT)
        return int(cursor.rowcount)


def _add(periode: PeriodeTpp, piece: Sequence[HasilOrang]) -> int:
    """The same for a month that has no results yet: straight into the table."""
    rows = [_columns(periode.pk, one) for one in piece]
    with connection.cursor() as cursor:
        copy_rows(cursor, "presensi_hasiltpp", COLUMNS, rows)
    return len(rows)


def _columns(periode_id: UUID, one: HasilOrang) -> tuple[Any, ...]:
    row, hasil = one.row, one.hasil
    return (
        uuid4(),
        periode_id,
        row.id,
        row.unit_id,
        row.jenis,
        row.golongan or "",
        row.kelas,
        *(getattr(hasil, name) for name in AMOUNTS),
        _json(hasil.keterangan),
        _json([line.isi() for line in hasil.rincian]),
        _json(one.fakta),
        one.galat[:40],
        one.pesan[:200],
    )


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _drop_gone(
    periode: PeriodeTpp,
    kept: Sequence[UUID],
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
    gone = set(rows.values_list("pegawai_id", flat=True)) - set(kept)
    if not gone:
        return 0
    count, _ = HasilTpp.objects.filter(periode=periode, pegawai__in=gone).delete()
    return count


def _take_back(periode: PeriodeTpp, *, now: datetime) -> None:
    """Approvals whose sums are no longer what was approved."""
    for row in periode.persetujuan.filter(batal_pada__isnull=True).select_related("unit"):
        sums = jumlah_of(hasil_of_tier(periode, TingkatTpp(row.tingkat), row.unit))
        if (sums["jumlah"], sums["netto"]) != (row.jumlah, row.total_netto):
            row.batal_pada = now
            row.save(update_fields=["batal_pada"])
            RiwayatTpp.objects.create(
                periode=periode,
                aksi=AksiTpp.BATAL.value,
                pada=now,
                rincian={"tingkat": row.tingkat, "unit": str(row.unit_id)},
            )


# Wishes, worked off by anybody


@transaction.atomic
def tpp_mark(*, bulan: date, pegawai_ids: Iterable[UUID] | None = None) -> int:
    """Ask for people to be computed again, or for everybody, OPD by OPD; returns how many wishes.

    Raises TppTertutupError.
    """
    periode, _ = PeriodeTpp.objects.get_or_create(bulan=bulan)
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
