"""The berita acara of a day on which the system was down, with its list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from kepegawaian.selectors.surat import instansi_in_force, kepala_opd, kop_of, opd_of
from kepegawaian.services.nominatif_cetak import pada_teks
from presensi.models import DaftarKertas
from presensi.rules.fakta import Keadaan
from presensi.rules.hari import MASUK
from presensi.rules.jadwal import NAMA_HARI
from presensi.rules.kalimat import jam
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.rules.teks import tanggal_panjang
from sitamu.inti.surat import render_pdf


@dataclass(frozen=True, slots=True)
class BarisKertas:
    """One person of a list. `sebelum`: what the day was when the list was decided."""

    pegawai: Pegawai
    masuk: str
    pulang: str
    sebelum: str


def kertas_keadaan(daftar: DaftarKertas) -> str:
    """Its state in words; one that waits waits for a manager of presensi, not for a superior."""
    if daftar.keadaan == Keadaan.DIAJUKAN:
        return "Menunggu putusan"
    return daftar.get_keadaan_display()


def kertas_lines(daftar: DaftarKertas) -> Sequence[BarisKertas]:
    """The lines by name, hours in the zone of the unit; one query."""
    zone = ZoneInfo(daftar.unit.zona_waktu)
    found: dict[Pegawai, dict[str, str]] = {}
    before: dict[Pegawai, str] = {}
    rows = daftar.baris.select_related("pegawai").order_by("pegawai__nama_kunci", "pegawai_id")
    for row in rows:
        side = "masuk" if row.arah == MASUK else "pulang"
        found.setdefault(row.pegawai, {})[side] = jam(row.pada, zone)
        before[row.pegawai] = row.sebelum
    return [
        BarisKertas(pegawai, hours.get("masuk", ""), hours.get("pulang", ""), before[pegawai])
        for pegawai, hours in found.items()
    ]


def berita_acara_pdf(daftar: DaftarKertas, *, oleh: Pengguna, now: datetime) -> bytes:
    """One letter to sign by the head of the OPD; raises DataKurangError."""
    today = timezone.localdate(now)
    opd = opd_of(daftar.unit)
    made = timezone.localdate(daftar.diajukan_pada)
    return render_pdf(
        "presensi/surat/berita_acara.html",
        {
            "isi": {
                "judul": "Berita acara presensi dengan daftar hadir kertas",
                "nomor": daftar.nomor,
                "kop": kop_of(opd, on=today),
                "nama_pemda": instansi_in_force(on=today)["nama_pemda"],
                "tanggal": made.isoformat(),
                "tanggal_teks": tanggal_panjang(made),
                "hari": NAMA_HARI[daftar.tanggal.weekday()],
                "hari_tanggal": tanggal_panjang(daftar.tanggal),
                "unit": daftar.unit.nama,
                "alasan": daftar.alasan,
                "pembuat": daftar.diajukan_oleh.nama if daftar.diajukan_oleh else "",
                "keputusan": kertas_keadaan(daftar),
                "pemutus": daftar.diputus_oleh.nama if daftar.diputus_oleh else "",
                "kepala": kepala_opd(opd, on=today),
                "baris": kertas_lines(daftar),
                "dicetak": pada_teks(now),
                "oleh": oleh.nama,
            }
        },
    )
