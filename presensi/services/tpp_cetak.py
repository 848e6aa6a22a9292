"""TPP on paper: the slip of one person and the recap of one OPD, as PDF."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from kepegawaian.selectors.surat import instansi_in_force, kop_of
from presensi.models import PeriodeTpp
from presensi.selectors.tpp import hasil_of, jumlah_of, opd_of
from presensi.selectors.tpp_rekap import REKAP_KOLOM, orang_rows
from presensi.selectors.tpp_slip import Slip, bulan_kata
from sitamu.inti.models import Pengguna, UnitKerja
from sitamu.inti.rules.teks import rupiah, tanggal_panjang
from sitamu.inti.surat import render_pdf

PDF_TERBANYAK: Final = 1500


def slip_pdf(slip: Slip, *, now: datetime) -> bytes:
    """The slip as PDF; raises DataKurangError when the office is not known."""
    today = timezone.localdate(now)
    hasil = slip.hasil
    found = opd_of(hasil.unit)
    opd = hasil.unit if found is None else UnitKerja.objects.get(pk=found)
    isi = {
        "kop": kop_of(opd, on=today),
        "nama_pemda": instansi_in_force(on=today)["nama_pemda"],
        "tanggal": today.isoformat(),
        "dicetak": tanggal_panjang(today),
    }
    return render_pdf("presensi/surat/slip_tpp.html", {"isi": isi, "slip": slip})


def rekap_pdf(periode: PeriodeTpp, opd: UnitKerja, *, oleh: Pengguna, now: datetime) -> bytes:
    """The recap of one OPD as PDF; raises DataKurangError when the office is not known."""
    today = timezone.localdate(now)
    rows = hasil_of(periode, opd)
    sums = jumlah_of(rows)
    isi = {
        "judul": f"Rekap TPP {bulan_kata(periode.bulan)}",
        "kop": kop_of(opd, on=today),
        "nama_pemda": instansi_in_force(on=today)["nama_pemda"],
        "tanggal": today.isoformat(),
        "dicetak": tanggal_panjang(today),
        "oleh": oleh.nama,
        "status": periode.get_status_display(),
        "kolom": [judul for _, judul in REKAP_KOLOM],
        "baris": [_person(row) for row in orang_rows(rows)],
        "jumlah": [_plain(sums[name]) for name, _ in REKAP_KOLOM],
        "banyak": sums["jumlah"],
        "terbilang": rupiah(sums["diterima"]),
    }
    return render_pdf("presensi/surat/rekap_tpp.html", {"isi": isi})


def _person(row: Any) -> tuple[str, str, str, Sequence[str]]:
    amounts = [_plain(getattr(row, name)) for name, _ in REKAP_KOLOM]
    return row.pegawai.nama_lengkap, row.pegawai.nomor, row.golongan, amounts


def _plain(n: int) -> str:
    return rupiah(n).replace("Rp", "", 1)
