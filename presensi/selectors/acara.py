"""Apel and upacara of units in charge, and who has to be at one of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from presensi.models import Acara, HadirAcara
from presensi.rules.hari import MASUK, FaktaHari, StatusHari, hari_nilai
from presensi.rules.jadwal import AcaraAturan, JenisAcara, Rencana, wajib_acara
from presensi.rules.kalimat import jam
from presensi.rules.penjadwal import berlaku_pada
from presensi.selectors.fakta import fakta_load
from presensi.selectors.rencana import penjadwal_load
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import SUDAH_BERAKHIR, Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import placed_in, units_granted

TERAKHIR_HARI = 14


@dataclass(frozen=True, slots=True)
class WajibHadir:
    """Somebody who has to be there. `masuk`: first tap of the day, in words; `hadir`: what the
    list says, or what the tap suggests while `tercatat` is false."""

    pegawai: Pegawai
    masuk: str
    hadir: bool
    tercatat: bool


def acara_units(user: Pengguna, *, today: date) -> QuerySet[UnitKerja]:
    """Units whose apel and upacara `user` keeps: by roster, or by managing presensi."""
    return units_granted(user, Hak.PRESENSI_ROSTER, on=today) | units_granted(
        user, Hak.PRESENSI_MANAGE, on=today
    )


def acara_visible_to(user: Pengguna, *, today: date) -> QuerySet[Acara]:
    """Events of units in charge and of those above them, which oblige their people too."""
    units = acara_units(user, today=today)
    paths = set(units.values_list("jalur", flat=True))
    above = {path[:end] for path in paths for end in range(5, len(path) + 1, 5)}
    rows = Acara.objects.filter(unit__jalur__in=above)
    return rows.select_related("unit").order_by("-mulai", "nama")


def acara_get(user: Pengguna, acara_id: UUID, *, today: date) -> Acara:
    """One of them; raises NotFoundError."""
    row = acara_visible_to(user, today=today).filter(pk=acara_id).first()
    if row is None:
        raise NotFoundError
    return row


def acara_dates_require(acara: Acara, tanggal: date) -> None:
    """Raise NotFoundError when the event does not take place on that date."""
    held = acara.mulai <= tanggal and (acara.sampai is None or tanggal <= acara.sampai)
    if not held or (acara.hari and tanggal.isoweekday() not in acara.hari):
        raise NotFoundError


def acara_dates(acara: Acara, *, today: date) -> list[date]:
    """The last dates on which it took place, up to today, the newest first."""
    days = (today - timedelta(days=n) for n in range(TERAKHIR_HARI))
    return [
        day
        for day in days
        if acara.mulai <= day
        and (acara.sampai is None or day <= acara.sampai)
        and (not acara.hari or day.isoweekday() in acara.hari)
    ]


def acara_obliged(user: Pengguna, acara: Acara, tanggal: date) -> list[WajibHadir]:
    """Who of the people in charge has to be there on that date, by name.

    While the list says nothing of somebody, a MASUK not after its closing suggests presence.
    """
    units = acara_units(user, today=tanggal).filter(jalur__startswith=acara.unit.jalur)
    scope = Pegawai.objects.filter(placed_in(units, on=tanggal)).exclude(
        kedudukan__in=SUDAH_BERAKHIR
    )
    people = {row.pk: row for row in scope}
    told = dict(
        HadirAcara.objects.filter(acara=acara, tanggal=tanggal).values_list("pegawai_id", "hadir")
    )
    rule = AcaraAturan(JenisAcara(acara.jenis), tuple(acara.hari), acara.saat_ramadan)
    penjadwal = penjadwal_load(tanggal, tanggal)
    found = []
    for fakta in fakta_load(scope, tanggal, tanggal):
        plan = penjadwal.rencana(fakta.jadwal, tanggal)
        if not isinstance(plan, Rencana):
            continue
        away = berlaku_pada(fakta.tidak_masuk, tanggal)
        status = hari_nilai(plan, FaktaHari((), away, fakta.surat_tugas)).status
        out = away is not None or status is StatusHari.DINAS_LUAR
        if not wajib_acara(rule, plan, di_kantor=not out):
            continue
        first = min(
            (
                tap.pada
                for tap in fakta.ketukan
                if tap.arah == MASUK and tap.pada.astimezone(plan.zona).date() == tanggal
            ),
            default=None,
        )
        closes = datetime.combine(tanggal, acara.jam_tutup, tzinfo=plan.zona)
        guess = first is not None and first <= closes
        found.append(
            WajibHadir(
                people[fakta.pegawai_id],
                jam(first, plan.zona),
                told.get(fakta.pegawai_id, guess),
                fakta.pegawai_id in told,
            )
        )
    return sorted(found, key=lambda row: row.pegawai.nama_kunci)
