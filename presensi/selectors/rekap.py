"""A month of a unit and all below it: one line a person, counted from the judged days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from presensi.models import HariPegawai
from presensi.rules.hari import TIDAK_MASUK, StatusHari
from presensi.selectors.rencana import by_person, held_within
from presensi.selectors.roster import bulan_akhir
from sitamu.inti.models import Pegawai, Penempatan, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import pegawai_visible_to

LEPAS: Final = frozenset(
    {
        StatusHari.AKHIR_PEKAN,
        StatusHari.LIBUR_NASIONAL,
        StatusHari.CUTI_BERSAMA,
        StatusHari.LIBUR_DAERAH,
        StatusHari.LIBUR_SHIFT,
        StatusHari.LEPAS_PIKET,
    }
)
SAKIT: Final = frozenset({StatusHari.SAKIT, StatusHari.CUTI_SAKIT})
HURUF: Final[Mapping[StatusHari, str]] = {
    StatusHari.HADIR: "H",
    StatusHari.WFA: "W",
    StatusHari.DINAS_LUAR: "DL",
    StatusHari.ALPA: "A",
    StatusHari.DATA_KURANG: "?",
    StatusHari.IZIN: "I",
    StatusHari.SAKIT: "S",
    StatusHari.CUTI_SAKIT: "S",
    StatusHari.TUGAS_BELAJAR: "TB",
    **dict.fromkeys(TIDAK_MASUK - {*SAKIT, StatusHari.IZIN, StatusHari.TUGAS_BELAJAR}, "C"),
    **dict.fromkeys(LEPAS, "-"),
}
KETERANGAN: Final = (
    "H hadir, W kerja dari tempat lain, DL dinas luar, C cuti, S sakit, I izin, TB tugas belajar, "
    "A tanpa keterangan, - tidak bertugas, ? data kurang; t terlambat, p pulang cepat, "
    "l lupa mencatat."
)


@dataclass(frozen=True, slots=True)
class Hitungan:
    """One column: heading, what it counts, width in characters."""

    nama: str
    judul: str
    dari: Any
    lebar: int = 10


def _days(*status: StatusHari) -> Any:
    return Count("pk", filter=Q(status__in=[s.value for s in status]))


KOLOM: Final = (
    Hitungan("kerja", "Hari kerja", Count("pk", filter=~Q(status__in=[s.value for s in LEPAS]))),
    Hitungan("hadir", "Hadir", _days(StatusHari.HADIR, StatusHari.WFA)),
    Hitungan("dinas", "Dinas luar", _days(StatusHari.DINAS_LUAR)),
    Hitungan("cuti", "Cuti", _days(*(TIDAK_MASUK - SAKIT - {StatusHari.IZIN}))),
    Hitungan("sakit", "Sakit", _days(*SAKIT)),
    Hitungan("izin", "Izin", _days(StatusHari.IZIN)),
    Hitungan("alpa", "Tanpa keterangan", _days(StatusHari.ALPA), 12),
    Hitungan("terlambat", "Terlambat (hari)", Count("pk", filter=Q(terlambat_menit__gt=0)), 11),
    Hitungan("terlambat_menit", "Terlambat (menit)", Coalesce(Sum("terlambat_menit"), 0), 11),
    Hitungan("cepat", "Pulang cepat (hari)", Count("pk", filter=Q(pulang_cepat_menit__gt=0)), 12),
    Hitungan("cepat_menit", "Pulang cepat (menit)", Coalesce(Sum("pulang_cepat_menit"), 0), 12),
    Hitungan(
        "lupa", "Lupa mencatat", Count("pk", filter=Q(tanpa_masuk=True) | Q(tanpa_pulang=True))
    ),
    Hitungan("apel", "Tidak apel", Count("pk", filter=~Q(tidak_apel=""))),
    Hitungan("kurang", "Data kurang", _days(StatusHari.DATA_KURANG)),
)


@dataclass(frozen=True, slots=True)
class BarisRekap:
    """One person. `angka`: one value for each of KOLOM."""

    pegawai: Pegawai
    angka: Sequence[int]

    @property
    def sel(self) -> list[tuple[str, int]]:
        """Heading and value, for cards on a phone."""
        return [(kolom.judul, n) for kolom, n in zip(KOLOM, self.angka, strict=True)]


def rekap_people(
    user: Pengguna, unit: UnitKerja | None, bulan: date, *, today: date
) -> QuerySet[Pegawai]:
    """People of that month whose presensi `user` may see, in the unit and below, by name.

    In the month means: placed there on one of its days and with a judged day in it.
    """
    akhir = bulan_akhir(bulan)
    people = pegawai_visible_to(user, today=today, hak=Hak.PRESENSI_VIEW)
    days = HariPegawai.objects.filter(pegawai=OuterRef("pk"), tanggal__range=(bulan, akhir))
    people = people.filter(Exists(days))
    if unit is not None:
        placed = Penempatan.objects.filter(
            held_within(bulan, akhir),
            pegawai=OuterRef("pk"),
            unit__jalur__startswith=unit.jalur,
        )
        people = people.filter(Exists(placed))
    return people.order_by("nama_kunci", "pk")


def rekap_baris(people: Sequence[Pegawai], bulan: date) -> list[BarisRekap]:
    """The lines of these people, in their order; one query."""
    days = HariPegawai.objects.filter(
        pegawai__in=people, tanggal__range=(bulan, bulan_akhir(bulan))
    )
    rows = days.order_by().values("pegawai_id")
    counted = rows.annotate(**{kolom.nama: kolom.dari for kolom in KOLOM}).values_list(
        "pegawai_id", *(kolom.nama for kolom in KOLOM)
    )
    found = {row[0]: row[1:] for row in counted}
    return [BarisRekap(pegawai, found.get(pegawai.pk, [0] * len(KOLOM))) for pegawai in people]


def rekap_hari(people: Sequence[Pegawai], bulan: date) -> dict[UUID, dict[int, str]]:
    """What each day of the month was, in letters, by person and day of the month; one query."""
    rows = (
        HariPegawai.objects.filter(pegawai__in=people, tanggal__range=(bulan, bulan_akhir(bulan)))
        .order_by("pegawai_id", "tanggal")
        .values_list(
            "pegawai_id",
            "tanggal",
            "status",
            "terlambat_menit",
            "pulang_cepat_menit",
            "tanpa_masuk",
            "tanpa_pulang",
        )
    )
    return {pk: dict(_letters(days)) for pk, days in by_person(rows)}


def _letters(days: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, str]]:
    for tanggal, status, late, early, no_in, no_out in days:
        marks = ("t" if late else "") + ("p" if early else "") + ("l" if no_in or no_out else "")
        yield tanggal.day, HURUF[StatusHari(status)] + marks
