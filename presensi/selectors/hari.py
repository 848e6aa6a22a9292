"""Days as pages show them: a month of one person, the team of a superior today."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from presensi.models import HariPegawai
from presensi.rules.bulan import FaktaOrang
from presensi.rules.hari import (
    MASUK,
    STATUS_LABEL,
    FaktaHari,
    HasilHari,
    StatusHari,
    hari_nilai,
    ketukan_bagi,
)
from presensi.rules.jadwal import Rencana
from presensi.rules.kalimat import hari_kalimat, jam
from presensi.rules.penjadwal import SATU_HARI, Penjadwal, berlaku_pada, hari_dalam
from presensi.rules.pp94 import HitunganAlpa, alpa_hitung
from presensi.selectors.aturan import aturan_hari
from presensi.selectors.fakta import fakta_load
from presensi.selectors.rencana import penjadwal_load, rencana_orang
from sitamu.inti.errors import DataKurangError, NotFoundError
from sitamu.inti.models import SUDAH_BERAKHIR, Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import bawahan, pegawai_visible_to

WARNA: Final[Mapping[str, str]] = {
    StatusHari.HADIR: "hijau",
    StatusHari.WFA: "hijau",
    StatusHari.DINAS_LUAR: "biru",
    StatusHari.ALPA: "merah",
    StatusHari.DATA_KURANG: "oranye",
    StatusHari.AKHIR_PEKAN: "abu",
    StatusHari.LIBUR_NASIONAL: "abu",
    StatusHari.CUTI_BERSAMA: "abu",
    StatusHari.LIBUR_DAERAH: "abu",
    StatusHari.LIBUR_SHIFT: "abu",
    StatusHari.LEPAS_PIKET: "abu",
}


@dataclass(frozen=True, slots=True)
class HariTampil:
    """One line of a calendar. `kata`, `warna`: its tag; `kalimat`: why; `nanti`: not judged yet."""

    tanggal: date
    kata: str
    warna: str
    jadwal: str
    masuk: str = ""
    pulang: str = ""
    kalimat: tuple[str, ...] = ()
    nanti: bool = False


def team_of(user: Pengguna, *, today: date) -> QuerySet[Pegawai]:
    """People in service whose direct superior is `user` today."""
    below = bawahan(user, today=today).values("pegawai")
    return Pegawai.objects.filter(pk__in=below).exclude(kedudukan__in=SUDAH_BERAKHIR)


def presensi_visible_to(user: Pengguna, *, today: date) -> QuerySet[Pegawai]:
    """People whose days `user` may see: oneself, the own team, and units with PRESENSI_VIEW."""
    people = pegawai_visible_to(user, today=today, hak=Hak.PRESENSI_VIEW)
    team = team_of(user, today=today)
    return Pegawai.objects.filter(Q(pk__in=people.values("pk")) | Q(pk__in=team.values("pk")))


def pegawai_get(user: Pengguna, pegawai_id: UUID, *, today: date) -> Pegawai:
    """One of them; raises NotFoundError."""
    pegawai = presensi_visible_to(user, today=today).filter(pk=pegawai_id).first()
    if pegawai is None:
        raise NotFoundError
    return pegawai


def bulan_orang(pegawai_id: UUID, bulan: date, *, now: datetime) -> list[HariTampil]:
    """The month that begins on `bulan`, day by day.

    Dates without a post are left out, and past ones from before there was a pattern.
    """
    akhir = (bulan + timedelta(days=32)).replace(day=1) - SATU_HARI
    stored = {
        row.tanggal: row
        for row in HariPegawai.objects.filter(pegawai=pegawai_id, tanggal__range=(bulan, akhir))
    }
    plans = rencana_orang(pegawai_id, bulan, akhir)
    today = timezone.localdate(now)
    zones = {plan.zona for plan in plans.values() if isinstance(plan, Rencana)}
    zona = min(zones, key=str) if zones else ZoneInfo(settings.TIME_ZONE)
    return [
        _judged(row, plan, zona) if (row := stored.get(tanggal)) else _coming(tanggal, plan, now)
        for tanggal, plan in plans.items()
        if tanggal in stored or tanggal >= today or isinstance(plan, Rencana)
    ]


def jumlah_bulan(pegawai_id: UUID, bulan: date) -> list[tuple[str, int]]:
    """How many days of each kind, and minutes, in words; only what happened."""
    akhir = (bulan + timedelta(days=32)).replace(day=1) - SATU_HARI
    rows = list(
        HariPegawai.objects.filter(pegawai=pegawai_id, tanggal__range=(bulan, akhir)).values_list(
            "status", "terlambat_menit", "pulang_cepat_menit", "tanpa_masuk", "tanpa_pulang"
        )
    )
    kinds = Counter(row[0] for row in rows)
    counts = [
        ("Hadir", sum(kinds[s] for s in (StatusHari.HADIR, StatusHari.WFA))),
        ("Dinas luar", kinds[StatusHari.DINAS_LUAR]),
        ("Terlambat", sum(1 for row in rows if row[1])),
        ("Pulang cepat", sum(1 for row in rows if row[2])),
        ("Lupa mencatat", sum(1 for row in rows if row[3] or row[4])),
        ("Tanpa keterangan", kinds[StatusHari.ALPA]),
    ]
    return [(kata, n) for kata, n in counts if n or kata in ("Hadir", "Tanpa keterangan")]


def alpa_of(pegawai_id: UUID, *, today: date) -> HitunganAlpa:
    """Days without explanation of this year, and the longest run, which may begin in the last."""
    rows = HariPegawai.objects.filter(
        pegawai=pegawai_id, tanggal__range=(date(today.year - 1, 11, 1), today)
    )
    return alpa_hitung(rows.values_list("tanggal", "status"), sampai=today)


def _judged(row: HariPegawai, plan: Rencana | DataKurangError, zona: ZoneInfo) -> HariTampil:
    zone = plan.zona if isinstance(plan, Rencana) else zona
    hours = f"{jam(row.mulai, zone)}-{jam(row.selesai, zone)}" if row.mulai else ""
    return HariTampil(
        row.tanggal,
        STATUS_LABEL[StatusHari(row.status)],
        _colour(row.status, clean=not _marked(row)),
        f"{hours} {row.sif}".strip(),
        jam(row.masuk, zone),
        jam(row.pulang, zone),
        tuple(hari_kalimat(row, zone)),
    )


def _marked(row: HariPegawai) -> bool:
    return bool(
        row.terlambat_menit or row.pulang_cepat_menit or row.tanpa_masuk or row.tanpa_pulang
    )


def _colour(status: str, *, clean: bool) -> str:
    return WARNA.get(status, "ungu") if clean else "kuning"


def _coming(tanggal: date, plan: Rencana | DataKurangError, now: datetime) -> HariTampil:
    """A day that is not judged yet: its plan."""
    if isinstance(plan, DataKurangError):
        return HariTampil(
            tanggal, "Data kurang", "oranye", "", kalimat=(f"Data kurang: {plan.apa}.",), nanti=True
        )
    if plan.libur is not None:
        return HariTampil(
            tanggal, STATUS_LABEL[StatusHari(plan.libur.value)], "abu", "", nanti=True
        )
    today = now.astimezone(plan.zona).date()
    kata = "Hari ini" if tanggal == today else "Akan datang" if tanggal > today else "Dinilai nanti"
    hours = plan.jam_kerja
    text = f"{hours[0]:%H.%M}-{hours[1]:%H.%M} {plan.sif}".strip() if hours else ""
    return HariTampil(tanggal, kata, "biru" if tanggal == today else "abu", text, nanti=True)


# Today


@dataclass(frozen=True, slots=True)
class AnggotaHari:
    """One member of a team as of now."""

    pegawai: Pegawai
    kata: str
    warna: str
    keterangan: str = ""


def team_today(scope: QuerySet[Pegawai], *, now: datetime) -> list[AnggotaHari]:
    """Everybody of `scope` with what is known of today; who is still awaited comes first."""
    today = timezone.localdate(now)
    people = {row.pk: row for row in scope}
    around = SATU_HARI
    penjadwal = penjadwal_load(today - around, today + around)
    jendela = aturan_hari(on=today).jendela
    found: list[AnggotaHari] = []
    for fakta in fakta_load(scope, today, today):
        plan = penjadwal.rencana(fakta.jadwal, today)
        member = people.pop(fakta.pegawai_id)
        if isinstance(plan, Rencana):
            duties = _duties(penjadwal, fakta, today)
            taps = ketukan_bagi(duties, fakta.ketukan, jendela).get(today, [])
            hasil = hari_nilai(
                plan,
                FaktaHari(taps, berlaku_pada(fakta.tidak_masuk, today), fakta.surat_tugas),
            )
            found.append(_member(member, plan, hasil, now))
        elif plan is not None:
            found.append(AnggotaHari(member, "Data kurang", "oranye", f"Data kurang: {plan.apa}."))
    found += [
        AnggotaHari(row, "Data kurang", "oranye", "Belum ada unit.") for row in people.values()
    ]
    return sorted(found, key=lambda a: (_ORDER.get(a.warna, 9), a.pegawai.nama_kunci))


_ORDER: Final = {"merah": 0, "oranye": 1, "kuning": 2, "hijau": 3, "biru": 4, "ungu": 5, "abu": 6}


def _duties(penjadwal: Penjadwal, fakta: FaktaOrang, today: date) -> list[Rencana]:
    days = hari_dalam(today - SATU_HARI, today + SATU_HARI)
    plans = (penjadwal.rencana(fakta.jadwal, day) for day in days)
    return [plan for plan in plans if isinstance(plan, Rencana)]


def _member(pegawai: Pegawai, plan: Rencana, hasil: HasilHari, now: datetime) -> AnggotaHari:
    """In words, without judging what the day may still bring."""
    zone = plan.zona
    if plan.mulai is None or hasil.status not in (
        StatusHari.HADIR,
        StatusHari.WFA,
        StatusHari.ALPA,
    ):
        return AnggotaHari(pegawai, hasil.status.label, WARNA.get(hasil.status, "ungu"))
    duty = f"Jadwal {jam(plan.mulai, zone)}-{jam(plan.selesai, zone)}."
    if hasil.masuk is None and MASUK not in hasil.bebas:
        if now < plan.mulai:
            return AnggotaHari(pegawai, "Belum waktunya", "abu", duty)
        return AnggotaHari(pegawai, "Belum mencatat masuk", "merah", duty)
    told = f"Masuk {jam(hasil.masuk, zone)}." if hasil.masuk else "Masuk dibebaskan."
    if hasil.pulang:
        told += f" Pulang {jam(hasil.pulang, zone)}."
    if hasil.terlambat_menit:
        return AnggotaHari(pegawai, f"Terlambat {hasil.terlambat_menit} menit", "kuning", told)
    return AnggotaHari(pegawai, hasil.status.label if hasil.masuk else "Hadir", "hijau", told)
