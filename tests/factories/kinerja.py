"""Performance for tests."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from presensi.models import ButirSkp, Kegiatan, Penilaian, Skp, VersiSkp
from presensi.rules.kinerja import StatusKegiatan
from presensi.rules.kinerja_skp import StatusSkp
from sitamu.inti.models import HubunganAtasan, Pegawai, Pengguna, UnitKerja
from tests.factories.inti import PegawaiFactory


def atasan_of(pegawai: Pegawai, unit: UnitKerja, nama: str = "Ratna Atasan") -> Pegawai:
    """A direct superior with an account."""
    row: Pegawai = PegawaiFactory(nama=nama, unit=unit, akun=True)
    HubunganAtasan.objects.create(pegawai=pegawai, atasan=row, mulai=date(2020, 1, 1))
    return row


def skp(
    pegawai: Pegawai,
    unit: UnitKerja,
    *,
    status: StatusSkp = StatusSkp.DISEPAKATI,
    tahun: int = 2026,
) -> ButirSkp:
    """An SKP of the year with one main result."""
    row = Skp.objects.create(
        pegawai=pegawai,
        tahun=tahun,
        mulai=date(tahun, 1, 1),
        sampai=date(tahun, 12, 31),
        unit=unit,
    )
    versi = VersiSkp.objects.create(skp=row, nomor=1, status=status)
    return ButirSkp.objects.create(
        versi=versi,
        urut=1,
        jenis="UTAMA",
        rencana="Laporan bulanan tersusun",
        indikator="Jumlah laporan",
        target=Decimal(12),
        satuan="laporan",
    )


def kegiatan(pegawai: Pegawai, tanggal: date, menit: int = 60, **more: Any) -> Kegiatan:
    """A report made on its own day that waits."""
    values = {
        "uraian": "Menyusun laporan",
        "status": StatusKegiatan.DILAPORKAN,
        "lapor_tanggal": tanggal,
        **more,
    }
    return Kegiatan.objects.create(pegawai=pegawai, tanggal=tanggal, menit=menit, **values)


def penilaian(pegawai: Pegawai, oleh: Pengguna, **more: Any) -> Penilaian:
    """A rating of the third quarter, given on 20 November."""
    values = {
        "jenis": "TRIWULAN",
        "tahun": 2026,
        "urut": 3,
        "hasil_kerja": "SESUAI",
        "perilaku": "SESUAI",
        "predikat": "Baik",
        "ditetapkan_pada": datetime(2026, 11, 20, 2, tzinfo=UTC),
        **more,
    }
    return Penilaian.objects.create(pegawai=pegawai, oleh=oleh, **values)
