"""Two months of attendance for the personnel office and for colleagues of the demo's ASN.

Taps come as one load of a sheet, as an office would bring them; some are late, some missing. Who
is not in the trial has no pattern, so nobody else is absent.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_OID, uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from presensi.models import (
    Acara,
    Ketukan,
    PemakaianPola,
    Pernyataan,
    PolaJadwal,
)
from presensi.rules.fakta import JenisPernyataan
from presensi.rules.jadwal import JenisAcara
from presensi.rules.muatan import MUAT, SumberMuat
from presensi.rules.penjadwal import hari_dalam
from presensi.rules.putusan import Putusan, Sumber
from presensi.selectors.peta import KUNCI_ATURAN
from presensi.services.hari import hari_recompute
from sitamu.contoh import akun
from sitamu.inti.models import (
    Kedudukan,
    Pegawai,
    Pekerjaan,
    Penempatan,
    StatusPekerjaan,
    UnitKerja,
)
from sitamu.inti.selectors import in_force, parameter_in_force, placed_in, unit_of

POLA: Final = "J5"
ORANG_MAKS: Final = 120
LUPA_TIAP, TERLAMBAT_TIAP, ALPA_TIAP = 23, 9, 61


@transaction.atomic
def attendance_make(cast: akun.Pemeran, *, now: datetime) -> None:
    """From the first of last month to this moment; done once."""
    if akun.PRESENSI not in cast.nomor or PemakaianPola.objects.filter(dasar=akun.DASAR).exists():
        return  # an earlier cast has no manager of presensi
    today = timezone.localdate(now)
    mulai = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    people = _people(cast, today)
    pola = PolaJadwal.objects.get(kode=POLA)
    PemakaianPola.objects.bulk_create(
        PemakaianPola(pola=pola, pegawai=pegawai, mulai=mulai, dasar=akun.DASAR)
        for pegawai in people
    )
    job = Pekerjaan.objects.create(
        jenis=MUAT,
        status=StatusPekerjaan.SELESAI,
        oleh=cast.pengguna(akun.PRESENSI),
        masukan={"sumber": SumberMuat.LEMBAR.value, "berkas": "presensi-contoh.xlsx"},
        selesai_pada=now,
    )
    taps = list(_taps(people, job, mulai, now))
    Ketukan.objects.bulk_create(taps, batch_size=2000)
    job.total = job.selesai = len(taps)
    job.hasil = {
        "baru": len(taps),
        "sudah_ada": 0,
        "dari": mulai.isoformat(),
        "sampai": today.isoformat(),
    }
    job.save()
    Acara.objects.create(
        unit=unit_of(people[0].pk, on=today),
        jenis=JenisAcara.APEL.value,
        nama="Apel Senin",
        mulai=mulai,
        hari=[1],
        jam_mulai=time(7, 30),
        jam_tutup=time(7, 45),
        dasar=akun.DASAR,
    )
    scope = Pegawai.objects.filter(pk__in=[row.pk for row in people])
    hari_recompute(scope, mulai, today, now=now)
    _statement(cast, now)


def _people(cast: akun.Pemeran, today: date) -> Sequence[Pegawai]:
    """The ASN first, then the cast, then colleagues in the units of operator and verifikator."""
    parts = (akun.ASN, akun.OPERATOR, akun.KEPALA, akun.VERIFIKATOR, akun.PENANDATANGAN)
    numbers = [cast.nomor[part] for part in parts]
    named = {row.nip: row for row in Pegawai.objects.filter(nip__in=numbers)}
    own = Penempatan.objects.filter(in_force(today), pegawai__in=named.values())
    units = UnitKerja.objects.filter(pk__in=own.values("unit_id"))
    near = Pegawai.objects.filter(placed_in(units, on=today), kedudukan=Kedudukan.AKTIF).exclude(
        nip__in=numbers
    )
    chosen = [named[nip] for nip in numbers if nip in named]
    return [*chosen, *near.order_by("nama_kunci", "pk")[: ORANG_MAKS - len(chosen)]]


def _taps(
    people: Sequence[Pegawai], job: Pekerjaan, mulai: date, now: datetime
) -> Iterator[Ketukan]:
    """Two a working day; which are late, early or missing follows from person and day."""
    version = parameter_in_force(KUNCI_ATURAN, on=timezone.localdate(now)).berlaku_mulai
    zone = ZoneInfo(settings.TIME_ZONE)
    for n, pegawai in enumerate(people):
        for day in hari_dalam(mulai, timezone.localdate(now)):
            seed = n * 31 + day.toordinal() * 7
            if day.isoweekday() > 5 or seed % ALPA_TIAP == 0:
                continue
            late = 12 + seed % 40 if seed % TERLAMBAT_TIAP == 0 else -(seed % 25)
            for k, (arah, at) in enumerate((("MASUK", time(7, 30)), ("PULANG", time(16, 5)))):
                moved = (
                    late if arah == "MASUK" else seed % 30 + (30 if day.isoweekday() == 5 else 0)
                )
                pada = datetime.combine(day, at, tzinfo=zone) + timedelta(minutes=moved)
                if pada > now or (seed + k) % LUPA_TIAP == 0:
                    continue
                yield Ketukan(
                    id=uuid5(NAMESPACE_OID, f"{job.pk}|{pegawai.pk}|{pada}"),
                    pada=pada,
                    pegawai_id=pegawai.pk,
                    arah=arah,
                    sumber=Sumber.IMPOR.value,
                    putusan=Putusan.TERIMA.value,
                    tanda=[],
                    aturan_mulai=version,
                    muatan_id=job.pk,
                )


def _statement(cast: akun.Pemeran, now: datetime) -> None:
    """One appeal of the ASN that waits for the manager."""
    pegawai = cast.pegawai(akun.ASN)
    day = timezone.localdate(now) - timedelta(days=1)
    while day.isoweekday() > 5:
        day -= timedelta(days=1)
    Pernyataan.objects.create(
        pegawai=pegawai,
        jenis=JenisPernyataan.KEBERATAN.value,
        tanggal=day,
        arah="MASUK",
        pada=datetime.combine(day, time(7, 25), tzinfo=ZoneInfo(settings.TIME_ZONE)),
        alasan="Saya di kantor sejak 07.25. Saksi: petugas piket.",
        diajukan_oleh=pegawai.pengguna,
        diajukan_pada=now,
    )
