"""Which months are closed, and what still waits about one that is open."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from presensi.models import (
    DaftarKertas,
    HariPegawai,
    HitungHari,
    Kegiatan,
    KeputusanKetukan,
    Ketukan,
    PenutupanBulan,
    Pernyataan,
    SuratTugas,
)
from presensi.rules.fakta import JenisPernyataan, Keadaan
from presensi.rules.hari import StatusHari
from presensi.rules.kinerja import StatusKegiatan
from presensi.rules.putusan import Putusan
from presensi.selectors.roster import bulan_akhir

JEDA: Final = timedelta(days=3)  # the last duty of a month, its late PULANG and the nightly run


@dataclass(frozen=True, slots=True)
class Menunggu:
    """Something open about a month. `tahan`: the month cannot be closed before it is done."""

    apa: str
    jumlah: int
    tahan: bool = True


def month_closed(tanggal: date) -> bool:
    """Whether the month of that date is closed."""
    return PenutupanBulan.objects.filter(bulan=tanggal.replace(day=1)).exists()


def bulan_pending(bulan: date, *, now: datetime) -> list[Menunggu]:
    """What is open about the month that begins on `bulan`; only what there is."""
    akhir = bulan_akhir(bulan)
    open_ = {"keadaan": Keadaan.DIAJUKAN}
    within = {"tanggal__range": (bulan, akhir)}
    early = timezone.localdate(now) - JEDA
    stated = Pernyataan.objects.filter(**open_, **within)
    found = [
        Menunggu("Hari yang belum lewat atau belum dinilai", max(0, (akhir - early).days)),
        Menunggu("Hari yang menunggu dihitung", _marks(bulan, akhir)),
        Menunggu("Lupa mencatat", stated.filter(jenis=JenisPernyataan.LUPA).count()),
        Menunggu("Keberatan", stated.filter(jenis=JenisPernyataan.KEBERATAN).count()),
        Menunggu("Daftar hadir kertas", DaftarKertas.objects.filter(**open_, **within).count()),
        Menunggu(
            "Surat tugas",
            SuratTugas.objects.filter(
                **open_, mulai__date__lte=akhir, selesai__date__gte=bulan
            ).count(),
        ),
        Menunggu("Ketukan bertanda yang belum ditinjau", _doubted(bulan, akhir), tahan=False),
        Menunggu(
            "Hari dengan data kurang",
            HariPegawai.objects.filter(**within, status=StatusHari.DATA_KURANG).count(),
            tahan=False,
        ),
        Menunggu(
            "Kegiatan harian yang belum diputus",
            Kegiatan.objects.filter(**within, status=StatusKegiatan.DILAPORKAN).count(),
            tahan=False,
        ),
    ]
    return [row for row in found if row.jumlah]


def _marks(bulan: date, akhir: date) -> int:
    return HitungHari.objects.filter(Q(dari__lte=akhir) & Q(sampai__gte=bulan)).count()


def _doubted(bulan: date, akhir: date) -> int:
    """Doubted taps that nobody decided about: they count as they are once the month is closed."""
    decided = KeputusanKetukan.objects.filter(ketukan_id=OuterRef("pk"))
    zone = ZoneInfo(settings.TIME_ZONE)
    taps = Ketukan.objects.filter(
        ~Exists(decided),
        putusan=Putusan.TINJAU,
        pada__gte=datetime.combine(bulan, time(), tzinfo=zone),
        pada__lt=datetime.combine(akhir + timedelta(days=1), time(), tzinfo=zone),
    )
    return taps.count()
