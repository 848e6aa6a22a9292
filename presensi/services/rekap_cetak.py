"""The recap of a month for desk and paper: the same lines as on the page."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils import timezone

from kepegawaian.selectors.surat import instansi_in_force, kop_of, opd_of
from kepegawaian.services.nominatif_cetak import TooManyRowsError, pada_teks
from presensi.rules.penjadwal import hari_dalam
from presensi.selectors.rekap import KETERANGAN, KOLOM, BarisRekap, rekap_baris, rekap_hari
from presensi.selectors.roster import bulan_akhir
from presensi.selectors.tutup import month_closed
from sitamu.inti.lembar import lembar_response
from sitamu.inti.models import Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.teks import BULAN
from sitamu.inti.surat import render_pdf

PDF_TERBANYAK: Final = 750  # people; more keeps the letters of others waiting
SEKALI: Final = 500


def rekap_pdf(
    people: QuerySet[Pegawai], unit: UnitKerja, bulan: date, *, oleh: Pengguna, now: datetime
) -> bytes:
    """Landscape, with the head of the unit's OPD; raises TooManyRowsError, DataKurangError."""
    if (jumlah := people.count()) > PDF_TERBANYAK:
        raise TooManyRowsError(jumlah)
    today = timezone.localdate(now)
    return render_pdf(
        "presensi/surat/rekap.html",
        {
            "isi": {
                "judul": f"Rekapitulasi presensi {bulan_teks(bulan)}",
                "unit": unit.nama,
                "kop": kop_of(opd_of(unit), on=today),
                "nama_pemda": instansi_in_force(on=today)["nama_pemda"],
                "tanggal": today.isoformat(),
                "dicetak": pada_teks(now),
                "oleh": oleh.nama,
                "keadaan": _standing(bulan),
                "kolom": [kolom.judul for kolom in KOLOM],
                "baris": [
                    (baris.pegawai.nama_lengkap, baris.pegawai.nomor, baris.angka)
                    for baris in _lines(people, bulan)
                ],
            }
        },
    )


def rekap_lembar(
    people: QuerySet[Pegawai],
    unit: UnitKerja | None,
    bulan: date,
    *,
    oleh: Pengguna,
    now: datetime,
) -> FileResponse:
    """Totals and each day in letters, one row a person; read in pieces."""
    days = hari_dalam(bulan, bulan_akhir(bulan))

    def rows() -> Iterator[list[Any]]:
        stream = people.iterator(SEKALI)
        while piece := list(islice(stream, SEKALI)):
            letters = rekap_hari(piece, bulan)
            for baris in rekap_baris(piece, bulan):
                own = letters.get(baris.pegawai.pk, {})
                yield [
                    baris.pegawai.nama_lengkap,
                    baris.pegawai.nomor,
                    *baris.angka,
                    *(own.get(day.day, "") for day in days),
                ]

    return lembar_response(
        f"rekap-presensi-{bulan:%Y-%m}.xlsx",
        [
            ("Nama", 32),
            ("NIP", 21),
            *((kolom.judul, kolom.lebar) for kolom in KOLOM),
            *((str(day.day), 5) for day in days),
        ],
        rows(),
        kepala=(
            f"Rekapitulasi presensi {bulan_teks(bulan)}",
            unit.nama if unit else "Semua unit",
            KETERANGAN,
            f"{_standing(bulan)} Diunduh {pada_teks(now)} oleh {oleh.nama}.",
        ),
    )


def bulan_teks(bulan: date) -> str:
    """November 2026."""
    return f"{BULAN[bulan.month - 1]} {bulan.year}"


def _standing(bulan: date) -> str:
    if month_closed(bulan):
        return "Bulan ini sudah ditutup."
    return "Bulan ini belum ditutup: angka masih dapat berubah."


def _lines(people: QuerySet[Pegawai], bulan: date) -> Iterator[BarisRekap]:
    stream = people.iterator(SEKALI)
    while piece := list(islice(stream, SEKALI)):
        yield from rekap_baris(piece, bulan)
