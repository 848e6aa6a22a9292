"""Staff lists as workbooks: invented units and people in the layout of SIASN."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from kepegawaian.services.impor.daftar import DAFTAR

PEMDA = "F38B2FFC-80A4-4F5A-91C9-BC701E7EA419"
DINAS = "E5121482-3929-4D22-A255-ACCB1A466884"
SEKOLAH = "058393E3-0A68-4CFE-9794-0F7E576847A1"
SITI, BUDI, MADE = "198301032010012001", "198108112009011001", "199001012026212001"
Row = dict[str, Any]
Write = Callable[..., Path]


def unit(kode: str, nama: str, induk: str = "", **cells: Any) -> Row:
    row = {"UNOR ID": kode, "UNOR NAMA": nama, "UNOR INDUK ID": induk, "JENIS": "opd"}
    return {**row, "POLA KERJA": "5 hari", "ZONA WAKTU": "Asia/Makassar", **cells}


UNITS = (unit(PEMDA, "Pemda"), unit(DINAS, "Dinas", PEMDA), unit(SEKOLAH, "SD 1", DINAS))


def orang(nip: str = SITI, **cells: Any) -> Row:
    """A row of the main list that agrees with its NIP."""
    pppk = nip == MADE
    nip_day = int(nip[6:8]) + (40 if nip[14] == "2" else 0)
    row = {
        "NIP BARU": nip,
        "NAMA": "Siti Aminah",
        "TANGGAL LAHIR": f"{nip[6:8]}-{nip[4:6]}-{nip[:4]}",
        "JENIS KELAMIN": "M" if nip[14] == "1" else "F",
        "NIK": f"730804{nip_day:02}{nip[4:6]}{nip[2:4]}9{nip[15:]}",
        "NPWP NOMOR": "0912345678",
        "JENIS PEGAWAI NAMA": "PPPK Daerah" if pppk else "PNS Daerah",
        "KEDUDUKAN HUKUM NAMA": "Aktif",
        "STATUS CPNS PNS": "P",
        "TMT CPNS": f"01-{'01' if pppk else nip[12:14]}-{nip[8:12]}",
        "GOL AKHIR NAMA": "IX" if pppk else "III/d",
        "TMT GOLONGAN": "01-04-2025",
        "MK TAHUN": 13,
        "MK BULAN": 3,
        "JENIS JABATAN NAMA": "Jabatan Fungsional Tertentu",
        "JABATAN NAMA": "Guru Ahli Muda",
        "TMT JABATAN": "01-05-2025",
        "UNOR ID": DINAS,
    }
    return {**row, **cells}


def penulis(folder: Path) -> Write:
    """Write one list as a workbook, its columns in another order and with one nobody asked for."""

    def workbook(kode: str, *rows: Row, name: str = "", columns: Sequence[str] = ()) -> Path:
        path = folder / (name or f"{kode}.xlsx")
        headings = list(columns or ["CATATAN", *reversed([k.judul for k in DAFTAR[kode].kolom])])
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
            day = book.add_format({"num_format": "dd-mm-yyyy"})
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, headings)
            for number, row in enumerate(rows, start=1):
                for heading, cell in row.items():
                    place = (number, headings.index(heading))
                    if isinstance(cell, date):
                        sheet.write_datetime(
                            *place, datetime.combine(cell, datetime.min.time()), day
                        )
                    elif isinstance(cell, str) and cell.startswith("="):
                        sheet.write_formula(*place, cell, value="01-01-2020")
                    else:
                        sheet.write(*place, cell)
        return path

    return workbook


def every_list(write: Write) -> dict[str, Path]:
    nip = {"NIP": SITI}
    return {
        "unit": write("unit", *UNITS),
        "pegawai": write("pegawai", orang(), orang(BUDI, NAMA="Budi")),
        "tambahan": write(
            "tambahan",
            {
                **nip,
                "NIP ATASAN": BUDI,
                "NAMA BANK": "BPD",
                "NOMOR REKENING": "0012",
                "KELAS JABATAN": 9,
            },
        ),
        "tkd": write(
            "tkd",
            {
                "NOMOR INDUK": "TKD-1",
                "NIK": "7308051801021558",
                "NAMA": "Rahmat",
                "TANGGAL LAHIR": "18-01-2002",
                "JENIS KELAMIN": "M",
                "UNOR ID": SEKOLAH,
                "NOMOR KONTRAK": "800/1/2026",
                "MULAI KONTRAK": "01-01-2026",
                "AKHIR KONTRAK": "31-12-2026",
            },
        ),
        "golongan": write(
            "golongan",
            {
                **nip,
                "GOLONGAN": "III/d",
                "TMT": "01-04-2025",
                "MKG TAHUN": 12,
                "MKG BULAN": 0,
                "NOMOR SK": "823/1",
                "JENIS KP": "Pilihan",
            },
        ),
        "jabatan": write(
            "jabatan",
            {
                **nip,
                "JENIS JABATAN": "Jabatan Fungsional Tertentu",
                "NAMA JABATAN": "Guru Ahli Muda",
                "UNOR ID": DINAS,
                "TMT JABATAN": "01-05-2025",
                "NOMOR SK": "821/1",
                "KELAS JABATAN": 8,
            },
        ),
        "pendidikan": write(
            "pendidikan",
            {**nip, "TINGKAT": "S-1", "NAMA PENDIDIKAN": "S-1 PGSD", "SUDAH DICANTUMKAN": "Ya"},
        ),
        "skp": write("skp", {**nip, "TAHUN": 2025, "PREDIKAT KINERJA": "Baik"}),
        "keluarga": write("keluarga", {**nip, "HUBUNGAN": "anak", "NAMA": "Anak 1"}),
        "angka-kredit": write(
            "angka-kredit",
            {
                **nip,
                "NOMOR PAK": "823/9",
                "DIHITUNG SAMPAI": "31-12-2025",
                "ANGKA KREDIT": "87,5",
            },
        ),
        "ujian": write(
            "ujian",
            {
                **nip,
                "UJIAN ATAU PELATIHAN": "Ujian Dinas II",
                "NOMOR SERTIFIKAT": "893/1",
                "TANGGAL LULUS": "10-06-2024",
            },
        ),
        "hukdis": write(
            "hukdis",
            {
                **nip,
                "TINGKAT": "Ringan",
                "JENIS HUKUMAN": "Penurunan jabatan selama 12 bulan",
                "NOMOR SK": "862/1",
                "TMT": "01-01-2020",
                "TANGGAL AKHIR": "01-01-2021",
            },
        ),
        "kgb": write("kgb", {**nip, "GOLONGAN": "III/d", "TMT KGB": "01-01-2026", "MKG TAHUN": 14}),
        "pmk": write("pmk", {**nip, "TAHUN": 2, "BULAN": 7, "TMT": "01-04-2012"}),
        "kontrak": write(
            "kontrak",
            {
                **nip,
                "NOMOR PERJANJIAN": "800/1",
                "MULAI PERJANJIAN": "01-03-2023",
                "AKHIR PERJANJIAN": "29-02-2028",
            },
        ),
    }
