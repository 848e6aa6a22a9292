"""A day on which the system was down: sides waived for a unit, or its paper list typed in.

A waiver is given by one manager over units of theirs, with a berita acara. A paper list is handed
in by one officer and decided as a whole by another; each line counts like a tap then. Both leave
who, why, and what each day was before (RiwayatHari), and neither touches a closed month.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from presensi.errors import BertanggalError, PernyataanTransitionError
from presensi.models import DaftarKertas, Dispensasi, HariPegawai, Pernyataan
from presensi.permissions import kertas_decide_may
from presensi.rules.fakta import JenisPernyataan, Keadaan, Langkah, keadaan_next
from presensi.rules.hari import MASUK, PULANG, STATUS_LABEL, StatusHari
from presensi.rules.jadwal import Rencana
from presensi.rules.penjadwal import SATU_HARI
from presensi.selectors.massal import dispensasi_get, kertas_get, kertas_people
from presensi.selectors.rencana import orang_load, penjadwal_load
from presensi.services.hari import hari_mark
from presensi.services.pernyataan import TERBUKA
from presensi.services.tempat import managed_unit
from presensi.services.tutup import month_open_require
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.models import Pegawai, Pengguna, UnitKerja

ARAH = (MASUK, PULANG)


# Waivers


@transaction.atomic
def dispensasi_grant(
    *,
    actor: Pengguna,
    unit_id: UUID,
    tanggal: date,
    arah: Sequence[str],
    alasan: str,
    dasar: str,
    now: datetime,
) -> Dispensasi:
    """Waive MASUK, PULANG or both on that date for the unit and all below it.

    Raises NotFoundError, BertanggalError, BulanDitutupError.
    """
    today = timezone.localdate(now)
    unit = managed_unit(actor, unit_id, today=today)
    month_open_require(tanggal)
    if tanggal > today:
        raise BertanggalError("tanggal", "Hari itu belum tiba.")
    if not arah or set(arah) - set(ARAH):
        raise BertanggalError("arah", "Pilih masuk, pulang, atau keduanya.")
    row = Dispensasi.objects.create(
        unit=unit, tanggal=tanggal, arah=sorted(arah), alasan=alasan, dasar=dasar, oleh=actor
    )
    _waiver_mark(row, f"Dispensasi {dasar}: {alasan}", actor)
    return row


@transaction.atomic
def dispensasi_revoke(
    *, actor: Pengguna, dispensasi_id: UUID, alasan: str, now: datetime
) -> Dispensasi:
    """Take a waiver back; raises NotFoundError, PernyataanTransitionError, BulanDitutupError."""
    seen = dispensasi_get(actor, dispensasi_id, today=timezone.localdate(now))
    row = Dispensasi.objects.select_for_update().get(pk=seen.pk)
    if row.dicabut_pada is not None:
        raise PernyataanTransitionError
    month_open_require(row.tanggal)
    row.dicabut_pada, row.dicabut_oleh, row.alasan_cabut = now, actor, alasan
    row.save()
    _waiver_mark(row, f"Dispensasi {row.dasar} dicabut: {alasan}", actor)
    return row


def _waiver_mark(row: Dispensasi, sebab: str, actor: Pengguna) -> None:
    hari_mark(
        dari=row.tanggal, sampai=row.tanggal, unit_id=row.unit_id, sebab=sebab, oleh_id=actor.pk
    )


# Paper lists


@dataclass(frozen=True, slots=True)
class JamKertas:
    """What the paper says of one person, local time; None: not written."""

    masuk: time | None
    pulang: time | None


@transaction.atomic
def kertas_submit(
    *,
    actor: Pengguna,
    unit_id: UUID,
    tanggal: date,
    nomor: str,
    alasan: str,
    isi: Mapping[UUID, JamKertas],
    now: datetime,
) -> DaftarKertas:
    """Hand in the paper list of one date; a PULANG before the duty begins is of the next day.

    Raises NotFoundError, BertanggalError (nothing written, a stranger, a side stated already, an
    hour that has not come), BulanDitutupError.
    """
    today = timezone.localdate(now)
    month_open_require(tanggal)
    if tanggal > today:
        raise BertanggalError("tanggal", "Hari itu belum tiba.")
    unit, people = kertas_people(actor, unit_id, tanggal, today=today)
    known = {row.pk: row for row in people}
    written = {pk: hours for pk, hours in isi.items() if hours.masuk or hours.pulang}
    if not written:
        raise BertanggalError("jam", "Isi jam paling sedikit satu orang.")
    if written.keys() - known.keys():
        raise BertanggalError("jam", "Ada pegawai di luar unit ini.")
    daftar = DaftarKertas.objects.create(
        unit=unit,
        tanggal=tanggal,
        nomor=nomor,
        alasan=alasan,
        diajukan_oleh=actor,
        diajukan_pada=now,
    )
    rows = _paper_rows(daftar, written, known, unit, now)
    stated = Pernyataan.objects.filter(
        pegawai__in=written, tanggal=tanggal, keadaan__in=TERBUKA
    ).values_list("pegawai_id", "arah")
    if twice := set(stated) & {(row.pegawai_id, row.arah) for row in rows}:
        nama = known[next(iter(twice))[0]].nama_lengkap
        raise BertanggalError("jam", f"Jam {nama} pada hari itu sudah dinyatakan. Kosongkan.")
    Pernyataan.objects.bulk_create(rows)
    return daftar


def _paper_rows(
    daftar: DaftarKertas,
    written: Mapping[UUID, JamKertas],
    known: Mapping[UUID, Pegawai],
    unit: UnitKerja,
    now: datetime,
) -> list[Pernyataan]:
    tanggal = daftar.tanggal
    penjadwal = penjadwal_load(tanggal, tanggal)
    plans = {
        pk: penjadwal.rencana(orang, tanggal)
        for pk, orang in orang_load(Pegawai.objects.filter(pk__in=written), tanggal, tanggal)
    }
    rows = []
    for pk, hours in written.items():
        plan = plans.get(pk)
        zone = plan.zona if isinstance(plan, Rencana) else ZoneInfo(unit.zona_waktu)
        for arah, jam in ((MASUK, hours.masuk), (PULANG, hours.pulang)):
            if jam is None:
                continue
            pada = datetime.combine(tanggal, jam, tzinfo=zone)
            if arah == PULANG and isinstance(plan, Rencana) and plan.mulai and pada < plan.mulai:
                pada += SATU_HARI  # the morning after a night shift
            if pada > now:
                raise BertanggalError("jam", f"Jam {known[pk].nama_lengkap} belum tiba.")
            rows.append(
                Pernyataan(
                    pegawai_id=pk,
                    jenis=JenisPernyataan.KERTAS,
                    tanggal=tanggal,
                    arah=arah,
                    pada=pada,
                    alasan=f"Berita acara {daftar.nomor}: {daftar.alasan}",
                    diajukan_oleh=daftar.diajukan_oleh,
                    diajukan_pada=now,
                    daftar=daftar,
                )
            )
    return rows


@transaction.atomic
def kertas_decide(
    *, actor: Pengguna, daftar_id: UUID, setuju: bool, catatan: str, now: datetime
) -> DaftarKertas:
    """Say yes or no to the whole list, once. Raises NotFoundError, NotAllowedError,
    PernyataanTransitionError, BulanDitutupError."""
    today = timezone.localdate(now)
    seen = kertas_get(actor, daftar_id, today=today)
    if not kertas_decide_may(actor, seen, today=today):
        raise NotAllowedError
    daftar = DaftarKertas.objects.select_for_update().get(pk=seen.pk)
    month_open_require(daftar.tanggal)
    langkah = Langkah.SETUJUI if setuju else Langkah.TOLAK
    daftar.keadaan = keadaan_next(Keadaan(daftar.keadaan), langkah).value
    daftar.diputus_oleh, daftar.diputus_pada, daftar.catatan = actor, now, catatan
    daftar.save()
    rows = list(daftar.baris.select_for_update().order_by("pk"))
    days = HariPegawai.objects.filter(
        pegawai__in={row.pegawai_id for row in rows}, tanggal=daftar.tanggal
    )
    before = dict(days.values_list("pegawai_id", "status"))
    for row in rows:
        status = before.get(row.pegawai_id)
        row.sebelum = STATUS_LABEL[StatusHari(status)] if status else "Belum dinilai"
        row.keadaan, row.diputus_oleh, row.diputus_pada = daftar.keadaan, actor, now
        row.catatan = catatan
    Pernyataan.objects.bulk_update(
        rows, ["sebelum", "keadaan", "diputus_oleh", "diputus_pada", "catatan"]
    )
    if setuju:
        hari_mark(
            dari=daftar.tanggal - SATU_HARI,
            sampai=daftar.tanggal,
            pegawai_ids=sorted({row.pegawai_id for row in rows}),
            sebab=f"Daftar hadir kertas {daftar.nomor} disetujui",
            oleh_id=actor.pk,
        )
    return daftar
