"""The lists for desk and paper: one set of columns for page, workbook and PDF."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from kepegawaian.models import Nominatif
from kepegawaian.rules.nominatif import JenisNominatif
from kepegawaian.rules.pangkat import JenisKp
from kepegawaian.selectors.aturan import PustakaAturan
from kepegawaian.selectors.nominatif import BarisNominatif, nominatif_baris
from kepegawaian.selectors.surat import instansi_in_force, kop_of, opd_of
from sitamu.inti.errors import DomainError
from sitamu.inti.models import Pengguna, UnitKerja
from sitamu.inti.rules.teks import rupiah, tanggal_panjang
from sitamu.inti.surat import render_pdf

PDF_TERBANYAK: Final = 750  # rows, a year of pensions; more keeps the letters of others waiting
SEKALI: Final = 500  # rows whose papers are read at a time

Sel = str | int | date | None


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column. `lebar`: characters in the workbook; `cetak`: what paper has room for instead."""

    judul: str
    isi: Callable[[BarisNominatif], Sel]
    lebar: int = 16
    cetak: Callable[[BarisNominatif], Sel] | None = None

    def kata(self, baris: BarisNominatif) -> str:
        """The cell in words, for paper."""
        return kata((self.cetak or self.isi)(baris))


class TooManyRowsError(DomainError):
    """The list is longer than a letter can be."""

    code = "terlalu_panjang_untuk_pdf"
    http_status = 422

    def __init__(self, jumlah: int) -> None:
        super().__init__(
            f"Daftar ini {jumlah} baris. PDF memuat paling banyak {PDF_TERBANYAK} baris.",
            langkah="Persempit bulan, OPD, atau keadaan, lalu unduh lagi; atau unduh XLSX.",
            data={"jumlah": jumlah, "terbanyak": PDF_TERBANYAK},
        )


def kolom_of(jenis: JenisNominatif) -> tuple[Kolom, ...]:
    """The columns of one list, in order."""
    tmt = Kolom(TMT[jenis], lambda b: b.nominatif.tmt, 13)
    return (tmt, *_ORANG, *_KHUSUS[jenis], *_KEADAAN)


def kolom_buku_of(jenis: JenisNominatif) -> tuple[Kolom, ...]:
    """The columns of the workbook: those of paper, and the papers that are there."""
    return (*kolom_of(jenis), _ADA)


def khusus_of(jenis: JenisNominatif, baris: BarisNominatif) -> list[tuple[str, str]]:
    """Heading and words of the columns that one list alone has."""
    return [(kolom.judul, kolom.kata(baris)) for kolom in _KHUSUS[jenis]]


def baris_terbaca(
    rows: QuerySet[Nominatif], jenis: JenisNominatif, *, today: date
) -> Iterator[BarisNominatif]:
    """All rows with their papers, read in pieces: memory does not grow with the list."""
    stream = rows.iterator(SEKALI)
    while piece := list(islice(stream, SEKALI)):
        yield from nominatif_baris(piece, jenis=jenis, today=today)


def nominatif_dasar(jenis: JenisNominatif, *, today: date) -> str:
    """The legal basis of one list: the dated rows in force that it rests on first."""
    law = PustakaAturan(pada=today)
    return "; ".join(dict.fromkeys(law.baris(kunci).dasar_hukum for kunci in _DASAR[jenis]))


def nominatif_pdf(
    rows: QuerySet[Nominatif],
    jenis: JenisNominatif,
    *,
    saringan: str,
    unit: UnitKerja | None,
    oleh: Pengguna,
    now: datetime,
) -> bytes:
    """The list as a landscape letter with the head of the OPD of `unit`, or of BKPSDM.

    Raises TooManyRowsError, DataKurangError.
    """
    if (jumlah := rows.count()) > PDF_TERBANYAK:
        raise TooManyRowsError(jumlah)
    today = timezone.localdate(now)
    columns = kolom_of(jenis)
    instansi = instansi_in_force(on=today)
    return render_pdf(
        "kepegawaian/surat/nominatif.html",
        {
            "isi": {
                "judul": f"Nominatif {jenis.label.lower()}",
                "saringan": saringan,
                "dasar": nominatif_dasar(jenis, today=today),
                "kop": kop_of(opd_of(unit), on=today) if unit else _head(instansi),
                "nama_pemda": instansi["nama_pemda"],
                "tanggal": today.isoformat(),
                "dicetak": pada_teks(now),
                "oleh": oleh.nama,
                "kolom": [kolom.judul for kolom in columns],
                "baris": [
                    [kolom.kata(baris) for kolom in columns]
                    for baris in baris_terbaca(rows, jenis, today=today)
                ],
            }
        },
    )


def _head(instansi: Any) -> dict[str, str]:
    return {
        "lambang": instansi["lambang_daerah"],
        "pemda": instansi["nama_pemda"],
        "nama": instansi["nama_bkpsdm"],
        "alamat": f"{instansi['alamat_bkpsdm']} Kode Pos {instansi['kode_pos_bkpsdm']}",
    }


def pada_teks(now: datetime) -> str:
    """`25 November 2026, 10.15 WITA`."""
    local = timezone.localtime(now)
    return f"{tanggal_panjang(local.date())}, {local:%H.%M %Z}"


def kata(value: Sel) -> str:
    """A cell in words; a dash where there is nothing."""
    if value in (None, ""):
        return "–"
    return tanggal_panjang(value) if isinstance(value, date) else str(value)


# Columns

TMT: Final = {
    JenisNominatif.PENSIUN: "TMT pensiun",
    JenisNominatif.PANGKAT: "TMT pangkat",
    JenisNominatif.KGB: "TMT KGB",
    JenisNominatif.KONTRAK: "Akhir perjanjian",
}
JALUR: Final = {
    JenisKp.REGULER: "Reguler",
    JenisKp.PILIHAN_STRUKTURAL: "Pilihan (struktural)",
    JenisKp.PILIHAN_FUNGSIONAL: "Pilihan (fungsional)",
    JenisKp.TUGAS_BELAJAR: "Tugas belajar",
}
_DASAR: Final = {
    JenisNominatif.PENSIUN: ("BUP", "PENSIUN_HAK"),
    JenisNominatif.PANGKAT: ("KP_REGULER", "KP_FUNGSIONAL", "KP_PERIODE", "KP_JENDELA"),
    JenisNominatif.KGB: ("KGB_PNS", "GAJI_PNS", "KGB_PPPK", "GAJI_PPPK"),
    JenisNominatif.KONTRAK: ("KONTRAK_PPPK", "BUP"),
}


def _figure(nama: str) -> Callable[[BarisNominatif], Sel]:
    return lambda b: b.nominatif.rincian.get(nama)


def _day(nama: str) -> Callable[[BarisNominatif], Sel]:
    def read(baris: BarisNominatif) -> Sel:
        text = baris.nominatif.rincian.get(nama)
        return date.fromisoformat(text) if text else None

    return read


def _money(judul: str, nama: str) -> Kolom:
    """A number in the workbook, rupiah where it is read."""

    def words(baris: BarisNominatif) -> Sel:
        amount = baris.nominatif.rincian.get(nama)
        return None if amount is None else rupiah(amount)

    return Kolom(judul, _figure(nama), 14, words)


def _window(baris: BarisNominatif) -> Sel:
    mulai, akhir = _day("usul_mulai")(baris), _day("usul_akhir")(baris)
    return f"{kata(mulai)} sampai {kata(akhir)}" if mulai and akhir else None


def _honour(baris: BarisNominatif) -> Sel:
    tmt = _day("pengabdian_tmt")(baris)
    return f"{baris.nominatif.rincian['pengabdian']}, TMT {kata(tmt)}" if tmt else None


def _jalur(baris: BarisNominatif) -> Sel:
    kode = baris.nominatif.rincian.get("jenis_kp")
    return JALUR.get(JenisKp(kode), kode) if kode else None


def _today(nama: str) -> Callable[[BarisNominatif], Sel]:
    """What the row of the list carries of today: golongan, post, unit."""
    return lambda b: getattr(b.nominatif, nama)


def _lacking(baris: BarisNominatif) -> Sel:
    """What is open, what would close it, and from when."""
    return " ".join(text for row in baris.nominatif.kurang for text in _way_out(row))


def _lacking_short(baris: BarisNominatif) -> Sel:
    return " ".join(row["teks"] for row in baris.nominatif.kurang)


def _way_out(row: Mapping[str, str]) -> Iterator[str]:
    yield row["teks"]
    if row["upaya"]:
        yield row["upaya"]
    if row["sejak"]:
        yield f"Mulai {tanggal_panjang(date.fromisoformat(row['sejak']))}."


def _papers(baris: BarisNominatif) -> Sel:
    return ", ".join(butir.nama for butir in baris.kurang) or "lengkap"


def _papers_there(baris: BarisNominatif) -> Sel:
    return ", ".join(butir.nama for butir in baris.ada)


def _papers_count(baris: BarisNominatif) -> Sel:
    jumlah = len(baris.ada) + len(baris.kurang)
    return f"{len(baris.kurang)} dari {jumlah}" if baris.kurang else "lengkap"


_ORANG: Final = (
    Kolom("Nama", lambda b: b.nominatif.pegawai.nama_lengkap, 32),
    Kolom("NIP", lambda b: b.nominatif.pegawai.nomor, 21),
    Kolom("Gol.", _today("golongan_kini"), 7),
    Kolom("Jabatan", _today("jabatan_nama"), 32),
    Kolom("Unit kerja", _today("unit_nama"), 36),
)
_KHUSUS: Final = {
    JenisNominatif.PENSIUN: (
        Kolom("BUP", _figure("bup"), 6),
        Kolom("Berkas OPD paling lambat", _day("batas_opd"), 14),
        Kolom("KP pengabdian", _honour, 20),
    ),
    JenisNominatif.PANGKAT: (
        Kolom("Gol. baru", _figure("golongan_baru"), 9),
        Kolom("Jalur", _jalur, 20),
        Kolom("Diusulkan", _window, 34),
    ),
    JenisNominatif.KGB: (
        _money("Gaji sekarang", "gaji_sekarang"),
        _money("Gaji baru", "gaji_baru"),
        Kolom("Surat paling lambat", _day("surat_paling_lambat"), 14),
    ),
    JenisNominatif.KONTRAK: (
        Kolom("Mulai perjanjian", _day("mulai"), 14),
        Kolom("Batas usia jabatan", _day("akhir_tugas"), 14),
    ),
}
_KEADAAN: Final = (
    Kolom("Keadaan", lambda b: b.nominatif.get_keadaan_display(), 20),
    Kolom("Yang belum terpenuhi", _lacking, 60, _lacking_short),
    Kolom("Belum ada di arsip", _papers, 50, _papers_count),
)
_ADA: Final = Kolom("Sudah ada di arsip", _papers_there, 50)
