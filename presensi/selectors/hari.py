"""Days as pages show them: a month of one person, the team of a superior today."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from presensi.errors import JadwalKosongError
from presensi.models import HariPegawai, RiwayatHari
from presensi.rules.bulan import FaktaOrang
from presensi.rules.hari import (
    STATUS_LABEL,
    FaktaHari,
    HasilHari,
    Ketuk,
    StatusHari,
    hari_nilai,
    ketukan_bagi,
)
from presensi.rules.jadwal import Rencana
from presensi.rules.kalimat import hari_kalimat, jam, ringkas_kalimat
from presensi.rules.kini import Kini, kini_nilai
from presensi.rules.penjadwal import SATU_HARI, Penjadwal, berlaku_pada, hari_dalam
from presensi.rules.pp94 import HitunganAlpa, alpa_hitung
from presensi.selectors.aturan import aturan_hari
from presensi.selectors.fakta import dispensasi_of, fakta_load, fakta_umum
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

    Dates without a post are left out, and those from before attendance began (no pattern).
    """
    akhir = (bulan + timedelta(days=32)).replace(day=1) - SATU_HARI
    stored = {
        row.tanggal: row
        for row in HariPegawai.objects.filter(pegawai=pegawai_id, tanggal__range=(bulan, akhir))
    }
    plans = rencana_orang(pegawai_id, bulan, akhir)
    zones = {plan.zona for plan in plans.values() if isinstance(plan, Rencana)}
    zona = min(zones, key=str) if zones else ZoneInfo(settings.TIME_ZONE)
    return [
        _judged(row, plan, zona) if (row := stored.get(tanggal)) else _coming(tanggal, plan, now)
        for tanggal, plan in plans.items()
        if tanggal in stored or not isinstance(plan, JadwalKosongError)
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


@dataclass(frozen=True, slots=True)
class Perubahan:
    """A judged day that became another, in words."""

    tanggal: date
    sebelum: str
    sesudah: str
    sebab: str
    oleh: str
    pada: datetime


def perubahan_of(pegawai_id: UUID, bulan: date) -> list[Perubahan]:
    """What was changed about the month that begins on `bulan`, the newest first; one query."""
    akhir = (bulan + timedelta(days=32)).replace(day=1) - SATU_HARI
    rows = RiwayatHari.objects.filter(pegawai=pegawai_id, tanggal__range=(bulan, akhir))
    return [
        Perubahan(
            row.tanggal,
            ringkas_kalimat(row.sebelum),
            ringkas_kalimat(row.sesudah),
            row.sebab or "Catatan yang datang kemudian",
            row.oleh.nama if row.oleh else "SiTAMU",
            row.pada,
        )
        for row in rows.select_related("oleh").order_by("-pada", "-tanggal")
    ]


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
    kini: Kini = Kini.DATA_KURANG


@dataclass(frozen=True, slots=True)
class HariKini:
    """One person as of now. Without `hasil` something is missing: `kurang` names it, and is empty
    when attendance has not begun for that person."""

    pegawai_id: UUID
    jalur: str
    kini: Kini
    rencana: Rencana | None = None
    hasil: HasilHari | None = None
    kurang: str = ""


def kini_load(scope: QuerySet[Pegawai], *, now: datetime) -> Iterator[HariKini]:
    """Everybody of `scope` (not sliced) who works somewhere today, by id.

    A fixed number of queries whatever the number of people.
    """
    today = timezone.localdate(now)
    penjadwal = penjadwal_load(today - SATU_HARI, today + SATU_HARI)
    waived = fakta_umum(today, today)
    jendela = aturan_hari(on=today).jendela
    for fakta in fakta_load(scope, today, today):
        plan = penjadwal.rencana(fakta.jadwal, today)
        unit = berlaku_pada(fakta.jadwal.unit, today)
        if plan is None or unit is None:
            continue
        if isinstance(plan, DataKurangError):
            begun = not isinstance(plan, JadwalKosongError)
            kurang = plan.apa if begun else ""
            yield HariKini(fakta.pegawai_id, unit.jalur, Kini.DATA_KURANG, kurang=kurang)
            continue
        taps: Sequence[Ketuk] = ()
        if fakta.ketukan:
            duties = _duties(penjadwal, fakta, today)
            taps = ketukan_bagi(duties, fakta.ketukan, jendela).get(today, ())
        hasil = hari_nilai(
            plan,
            FaktaHari(
                taps,
                berlaku_pada(fakta.tidak_masuk, today),
                fakta.surat_tugas,
                dispensasi_of(fakta, waived).get(today, frozenset()),
            ),
        )
        kini = kini_nilai(plan, hasil, now)
        yield HariKini(fakta.pegawai_id, unit.jalur, kini, plan, hasil)


def team_today(scope: QuerySet[Pegawai], *, now: datetime) -> tuple[list[AnggotaHari], int]:
    """Everybody of `scope` with what is known of today; who is still awaited comes first.

    With them, how many others there are for whom attendance has not begun.
    """
    people = {row.pk: row for row in scope}
    found: list[AnggotaHari] = []
    before = 0
    for row in kini_load(scope, now=now):
        member = people.pop(row.pegawai_id)
        if row.rencana and row.hasil:
            found.append(_member(member, row, row.rencana, row.hasil))
        elif row.kurang:
            said = f"Data kurang: {row.kurang}."
            found.append(AnggotaHari(member, row.kini.label, WARNA_KINI[row.kini], said))
        else:
            before += 1
    found += [
        AnggotaHari(row, Kini.DATA_KURANG.label, "oranye", "Belum ada unit.")
        for row in people.values()
    ]
    found.sort(key=lambda a: (_ORDER.get(a.warna, 9), a.pegawai.nama_kunci))
    return found, before


WARNA_KINI: Final[Mapping[Kini, str]] = {
    Kini.HADIR: "hijau",
    Kini.TERLAMBAT: "kuning",
    Kini.BELUM: "merah",
    Kini.BELUM_WAKTU: "abu",
    Kini.DINAS_LUAR: "biru",
    Kini.TIDAK_MASUK: "ungu",
    Kini.LIBUR: "abu",
    Kini.DATA_KURANG: "oranye",
}
_ORDER: Final = {"merah": 0, "oranye": 1, "kuning": 2, "hijau": 3, "biru": 4, "ungu": 5, "abu": 6}


def _duties(penjadwal: Penjadwal, fakta: FaktaOrang, today: date) -> list[Rencana]:
    days = hari_dalam(today - SATU_HARI, today + SATU_HARI)
    plans = (penjadwal.rencana(fakta.jadwal, day) for day in days)
    return [plan for plan in plans if isinstance(plan, Rencana)]


def _member(pegawai: Pegawai, row: HariKini, plan: Rencana, hasil: HasilHari) -> AnggotaHari:
    """In words, without judging what the day may still bring."""
    zone, kini = plan.zona, row.kini
    warna = WARNA_KINI[kini]
    if kini in (Kini.LIBUR, Kini.TIDAK_MASUK, Kini.DINAS_LUAR):
        return AnggotaHari(pegawai, hasil.status.label, warna, kini=kini)
    if kini in (Kini.BELUM, Kini.BELUM_WAKTU):
        duty = f"Jadwal {jam(plan.mulai, zone)}-{jam(plan.selesai, zone)}."
        kata = "Belum mencatat masuk" if kini is Kini.BELUM else kini.label
        return AnggotaHari(pegawai, kata, warna, duty, kini)
    told = f"Masuk {jam(hasil.masuk, zone)}." if hasil.masuk else "Masuk dibebaskan."
    if hasil.pulang:
        told += f" Pulang {jam(hasil.pulang, zone)}."
    if kini is Kini.TERLAMBAT:
        late = f"Terlambat {hasil.terlambat_menit} menit"
        return AnggotaHari(pegawai, late, warna, told, kini)
    kata = hasil.status.label if hasil.masuk else kini.label
    return AnggotaHari(pegawai, kata, warna, told, kini)
