"""Facts about the days of many people, streamed in the order of the people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from kepegawaian.selectors.cuti import cuti_approved_in
from presensi.models import (
    Acara,
    Dispensasi,
    HadirAcara,
    KeputusanKetukan,
    Ketukan,
    MuatanBatal,
    Pernyataan,
    PesertaTugas,
)
from presensi.rules.bulan import TETANGGA, FaktaOrang
from presensi.rules.fakta import Keadaan
from presensi.rules.hari import Ketuk, StatusHari
from presensi.rules.jadwal import AcaraAturan, JenisAcara
from presensi.rules.penjadwal import SATU_HARI, Berlaku, berlaku_pada
from presensi.rules.putusan import Putusan
from presensi.selectors.rencana import SEKALI, by_person, grouped, held_within, orang_load
from sitamu.inti.models import Kedudukan, Pegawai

Row = tuple[Any, ...]
SELISIH: Final = timedelta(days=3)  # a duty of 48 hours, its late PULANG, and any zone


@dataclass(frozen=True, slots=True)
class AcaraHari:
    """One apel or upacara of the unit at `jalur` and those below; `pagi`: before noon."""

    id: UUID
    jalur: str
    aturan: AcaraAturan
    pagi: bool


@dataclass(frozen=True, slots=True)
class FaktaUmum:
    """What holds for units. `dispensasi`: sides waived, by date and path."""

    acara: Sequence[Berlaku[AcaraHari]]
    dispensasi: Mapping[date, Sequence[tuple[str, frozenset[str]]]]


def fakta_umum(dari: date, sampai: date) -> FaktaUmum:
    """Apel, upacara and waivers between two dates; two queries."""
    acara = Acara.objects.filter(held_within(dari, sampai)).values_list(
        "mulai", "sampai", "pk", "unit__jalur", "jenis", "hari", "saat_ramadan", "jam_mulai"
    )
    waived: dict[date, list[tuple[str, frozenset[str]]]] = {}
    rows = Dispensasi.objects.filter(tanggal__range=(dari, sampai), dicabut_pada__isnull=True)
    for tanggal, jalur, arah in rows.values_list("tanggal", "unit__jalur", "arah"):
        waived.setdefault(tanggal, []).append((jalur, frozenset(arah)))
    return FaktaUmum(
        [
            Berlaku(
                mulai,
                akhir,
                AcaraHari(
                    pk,
                    jalur,
                    AcaraAturan(JenisAcara(jenis), tuple(hari), saat_ramadan),
                    jam.hour < 12,
                ),
            )
            for mulai, akhir, pk, jalur, jenis, hari, saat_ramadan, jam in acara
        ],
        waived,
    )


def dispensasi_of(fakta: FaktaOrang, umum: FaktaUmum) -> dict[date, frozenset[str]]:
    """Sides that a dispensation of the person's unit, or of one above it, waives."""
    found: dict[date, frozenset[str]] = {}
    for tanggal, rows in umum.dispensasi.items():
        unit = berlaku_pada(fakta.jadwal.unit, tanggal)
        if unit is None:
            continue
        for jalur, arah in rows:
            if unit.jalur.startswith(jalur):
                found[tanggal] = found.get(tanggal, frozenset()) | arah
    return found


def fakta_load(scope: QuerySet[Pegawai], dari: date, sampai: date) -> Iterator[FaktaOrang]:
    """Facts of everybody in `scope` (not sliced) who works somewhere in those days, by id.

    A fixed number of queries whatever the number of people. Taps that somebody rejected, or that
    were refused, are left out.
    """
    ids = scope.order_by().values("pk")
    letters = grouped(
        PesertaTugas.objects.filter(
            pegawai__in=ids,
            surat__keadaan=Keadaan.DISETUJUI,
            surat__mulai__lt=_instant(sampai) + SELISIH,
            surat__selesai__gt=_instant(dari) - SELISIH,
        ),
        "surat__mulai",
        "surat__selesai",
    )
    stated = grouped(
        Pernyataan.objects.filter(
            pegawai__in=ids, keadaan=Keadaan.DISETUJUI, tanggal__range=(dari, sampai)
        ),
        "arah",
        "pada",
    )
    missed = grouped(
        HadirAcara.objects.filter(pegawai__in=ids, tanggal__range=(dari, sampai), hadir=False),
        "tanggal",
        "acara_id",
    )
    away = _away(scope, dari, sampai)
    taps = by_person(
        _counting(ids, _instant(dari) - SELISIH, _instant(sampai) + SELISIH)
        .order_by("pegawai_id", "pada")
        .values_list("pegawai_id", "arah", "pada")
        .iterator(chunk_size=SEKALI)
    )
    end: tuple[None, list[Row]] = (None, [])
    tap_owner, tap_rows = next(taps, end)
    around = SATU_HARI * TETANGGA
    for pegawai_id, jadwal in orang_load(scope, dari - around, sampai + around):
        while tap_owner is not None and tap_owner < pegawai_id:
            tap_owner, tap_rows = next(taps, end)
        own = tap_rows if tap_owner == pegawai_id else []
        yield FaktaOrang(
            pegawai_id,
            jadwal,
            [Ketuk(*row) for row in (*own, *stated.get(pegawai_id, ()))],
            away.get(pegawai_id, ()),
            letters.get(pegawai_id, ()),
            _by_date(missed.get(pegawai_id, ())),
        )


def _counting(ids: QuerySet[Pegawai, Any], dari: datetime, sampai: datetime) -> QuerySet[Ketukan]:
    """Taps that count: not of a load that was undone, and by their verdict unless decided."""
    decided = KeputusanKetukan.objects.filter(
        pegawai__in=ids, pada__gte=dari, pada__lt=sampai
    ).order_by("urut")
    held = dict(decided.values_list("ketukan_id", "sesudah"))
    rejected = [pk for pk, sesudah in held.items() if sesudah == Putusan.TOLAK]
    accepted = [pk for pk, sesudah in held.items() if sesudah != Putusan.TOLAK]
    counts = Q(putusan__in=_DIHITUNG)
    if accepted:
        counts |= Q(putusan=Putusan.TOLAK, pk__in=accepted)
    rows = Ketukan.objects.filter(counts, pegawai_id__in=ids, pada__gte=dari, pada__lt=sampai)
    if rejected:
        rows = rows.exclude(pk__in=rejected)
    undone = list(MuatanBatal.objects.values_list("muatan_id", flat=True))
    if undone:
        rows = rows.filter(Q(muatan_id__isnull=True) | ~Q(muatan_id__in=undone))
    return rows


def _by_date(rows: Sequence[Row]) -> dict[date, list[UUID]]:
    found: dict[date, list[UUID]] = {}
    for tanggal, acara_id in rows:
        found.setdefault(tanggal, []).append(acara_id)
    return found


_DIHITUNG: Final = (Putusan.TERIMA.value, Putusan.TINJAU.value)
_KEDUDUKAN: Final = {
    Kedudukan.TUGAS_BELAJAR.value: StatusHari.TUGAS_BELAJAR,
    Kedudukan.CLTN.value: StatusHari.CLTN,
}

CUTI_STATUS: Final = {
    "tahunan": StatusHari.CUTI_TAHUNAN,
    "besar": StatusHari.CUTI_BESAR,
    "sakit": StatusHari.CUTI_SAKIT,
    "melahirkan": StatusHari.CUTI_MELAHIRKAN,
    "alasan_penting": StatusHari.CUTI_ALASAN_PENTING,
    "cltn": StatusHari.CLTN,
}


def _away(
    scope: QuerySet[Pegawai], dari: date, sampai: date
) -> dict[UUID, list[Berlaku[StatusHari]]]:
    """Absence with a document, of the few who have any: approved leave, then the standing."""
    found: dict[UUID, list[Berlaku[StatusHari]]] = {}
    leave = cuti_approved_in(scope.order_by().values("pk"), dari, sampai)
    for pegawai_id, jenis, mulai, akhir in leave.values_list(
        "pegawai_id", "jenis", "mulai", "selesai"
    ):
        found.setdefault(pegawai_id, []).append(Berlaku(mulai, akhir, CUTI_STATUS[jenis]))
    studying = scope.order_by().filter(kedudukan__in=_KEDUDUKAN)
    for pegawai_id, kedudukan in studying.values_list("pk", "kedudukan"):
        row = Berlaku(date.min, None, _KEDUDUKAN[kedudukan])
        found.setdefault(pegawai_id, []).append(row)
    return found


def _instant(tanggal: date) -> datetime:
    return datetime.combine(tanggal, time(), tzinfo=UTC)
