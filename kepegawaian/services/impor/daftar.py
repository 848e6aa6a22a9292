"""The lists that may be loaded: which headings are read, how, and into which columns.

A heading is compared without case and repeated blanks. Every heading named here must be there,
in any order; other columns are ignored.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final
from zoneinfo import available_timezones

from django.db.models import Model

from kepegawaian.models import (
    Keluarga,
    KontrakPppk,
    RiwayatAngkaKredit,
    RiwayatGolongan,
    RiwayatHukdis,
    RiwayatJabatan,
    RiwayatKgb,
    RiwayatPendidikan,
    RiwayatPmk,
    RiwayatSkp,
    RiwayatUjian,
)
from kepegawaian.rules.impor import (
    TAHUN_TERENDAH,
    TAHUN_TERTINGGI,
    Reader,
    RowRefusedError,
    baca_bilangan,
    baca_desimal,
    baca_golongan,
    baca_nama,
    baca_nik,
    baca_nip,
    baca_nomor,
    baca_pilihan,
    baca_tanggal,
    baca_teks,
    baca_uuid,
    hukdis_doubts,
    kontrak_refuse,
    tmt_golongan_refuse,
)

Values = dict[str, Any]
Doubts = Iterator[tuple[str, str, str]]  # heading, code, sentence
REPEATED: Final = 65_536  # distinct cells remembered by one reader


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: its heading, the name of its value, its reader; what it means, an example.

    `wajib`: an empty cell refuses the row. `kunci`: a formula in it refuses the workbook, because
    the reader would show the last computed value as if somebody had typed it. `contoh` is invented.
    """

    judul: str
    nama: str
    baca: Reader
    arti: str
    contoh: str | int | float
    wajib: bool = False
    kunci: bool = False


@dataclass(frozen=True, slots=True)
class Daftar:
    """One list: its code (also the option of the command), its name, its columns, number first."""

    kode: str
    judul: str
    kolom: tuple[Kolom, ...]


@dataclass(frozen=True, slots=True)
class DaftarRiwayat(Daftar):
    """A history: its table, the values that make a row of one person unique, and a check.

    Values are named as the columns of the table, except those in `hanya_dibaca`. `periksa` sees
    the values of one row and today; it raises RowRefusedError or yields doubts.
    """

    model: type[Model]
    unik: tuple[str, ...]
    periksa: Callable[[Values, date], Doubts] | None = None
    hanya_dibaca: frozenset[str] = frozenset()


def _often(read: Reader) -> Reader:
    """The same reader for columns whose cells repeat: each distinct cell is read once."""
    cached: Reader = lru_cache(maxsize=REPEATED, typed=True)(read)
    return cached


TANGGAL = _often(baca_tanggal)
GOLONGAN = _often(baca_golongan)
UNOR = _often(
    baca_uuid(
        "unor_tak_dikenal",
        "UNOR ID ini bukan ID unit. Isi UNOR ID dari daftar unit kerja.",
    )
)
PNS_ID = baca_uuid("pns_id_salah", "PNS ID bukan ID dari SIASN. Salin ulang isinya.")
TAHUN = _often(baca_bilangan(TAHUN_TERENDAH, TAHUN_TERTINGGI))
MK_TAHUN = _often(baca_bilangan(0, 60))
MK_BULAN = _often(baca_bilangan(0, 11))
KELAS = _often(baca_bilangan(1, 17))
YA = _often(
    baca_pilihan(
        {"true": True, "ya": True, "1": True, "false": False, "tidak": False, "0": False},
        "ya_tidak_salah",
        "Isi",
    )
)
JENIS_KELAMIN = _often(
    baca_pilihan(
        {"m": "L", "f": "P", "l": "L", "p": "P"}, "jenis_kelamin_tak_dikenal", "Jenis kelamin"
    )
)
KEDUDUKAN = _often(
    baca_pilihan(
        {
            "aktif": "AKTIF",
            "pns aktif": "AKTIF",
            "cpns aktif": "AKTIF",
            "pppk aktif": "AKTIF",
            "tugas belajar": "TUGAS_BELAJAR",
            "cltn": "CLTN",
            "cuti luar tanggungan negara": "CLTN",
            "cuti di luar tanggungan negara": "CLTN",
            "pensiun": "PENSIUN",
            "meninggal": "MENINGGAL",
            "meninggal dunia": "MENINGGAL",
            "berhenti": "BERHENTI",
            "pemberhentian": "BERHENTI",
            "diberhentikan": "BERHENTI",
        },
        "kedudukan_tak_dikenal",
        "Kedudukan hukum",
    )
)
JENIS_PEGAWAI = _often(
    baca_pilihan(
        {
            "pns daerah": "PNS",
            "pns pusat": "PNS",
            "pns": "PNS",
            "pppk daerah": "PPPK",
            "pppk pusat": "PPPK",
            "pppk": "PPPK",
        },
        "jenis_pegawai_tak_dikenal",
        "Jenis pegawai",
    )
)
STATUS_CPNS = _often(
    baca_pilihan({"c": "CPNS", "p": "PNS"}, "status_cpns_tak_dikenal", "Status CPNS/PNS")
)
PREDIKAT = _often(
    baca_pilihan(
        {
            p.lower(): p
            for p in ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
        },
        "predikat_tak_dikenal",
        "Predikat",
    )
)
TINGKAT_HUKDIS = _often(
    baca_pilihan(
        {t: t for t in ("ringan", "sedang", "berat")}, "tingkat_tak_dikenal", "Tingkat hukuman"
    )
)
UJIAN = _often(
    baca_pilihan(
        {
            "ujian dinas i": "tingkat_1",
            "ujian dinas tingkat i": "tingkat_1",
            "ujian dinas ii": "tingkat_2",
            "ujian dinas tingkat ii": "tingkat_2",
            "diklatpim iv": "DIKLATPIM_IV",
            "pkp": "PKP",
            "pelatihan kepemimpinan pengawas": "PKP",
            "diklatpim iii": "DIKLATPIM_III",
            "pka": "PKA",
            "pelatihan kepemimpinan administrator": "PKA",
        },
        "ujian_tak_dikenal",
        "Ujian atau pelatihan",
    )
)
ANGKA_KREDIT = baca_desimal(0, 9999, 3)
HUBUNGAN = _often(
    baca_pilihan(
        {
            "pasangan": "pasangan",
            "suami": "pasangan",
            "istri": "pasangan",
            "suami istri": "pasangan",
            "anak": "anak",
        },
        "hubungan_tak_dikenal",
        "Hubungan keluarga",
    )
)
POLA_KERJA = _often(
    # A unit that works in shifts has an office that is open six days.
    baca_pilihan({"5 hari": 5, "6 hari": 6, "shift": 6}, "pola_kerja_tak_dikenal", "Pola kerja")
)
ZONA_WAKTU = _often(
    baca_pilihan(
        {
            " ".join(z.lower().replace("/", " ").split()): z
            for z in available_timezones()
            if z.startswith("Asia/") and "_" not in z
        },
        "zona_waktu_tak_dikenal",
        "Zona waktu",
    )
)

NIP = Kolom(
    "NIP",
    "nip",
    _often(baca_nip),
    "NIP pegawai, ada di data utama",
    "198301032010012001",
    wajib=True,
    kunci=True,
)


def _golongan(values: Values, today: date) -> Doubts:
    tmt_golongan_refuse(values["tmt"], today, "TMT")
    yield from ()


def _skp(values: Values, today: date) -> Doubts:
    if values["tahun"] > today.year:
        raise RowRefusedError(
            "tahun_masa_depan", "Tahun SKP belum tiba. Betulkan tahunnya.", "TAHUN"
        )
    yield from ()


def _past(kolom: str) -> Callable[[Values, date], Doubts]:
    """A day that has not come cannot have been counted or passed."""

    def check(values: Values, today: date) -> Doubts:
        if values["tanggal"] > today:
            raise RowRefusedError(
                "tanggal_masa_depan", "Tanggal ini belum tiba. Betulkan tanggalnya.", kolom
            )
        yield from ()

    return check


def _hukdis(values: Values, _today: date) -> Doubts:
    facts = (values["tingkat"], values["jenis"], values["tmt"], values["akhir"])
    for kode, pesan in hukdis_doubts(*facts):
        yield "TINGKAT" if kode == "hukdis_tingkat_beda" else "TANGGAL AKHIR", kode, pesan


def _kontrak(values: Values, _today: date) -> Doubts:
    kontrak_refuse(values["mulai"], values["akhir"], "AKHIR PERJANJIAN")
    yield from ()


UNIT: Final = Daftar(
    "unit",
    "Unit kerja",
    (
        Kolom(
            "UNOR ID",
            "id",
            baca_uuid("unor_id_salah", "UNOR ID bukan ID dari SIASN. Salin ulang isinya."),
            "ID unit di SIASN",
            "E5121482-3929-4D22-A255-ACCB1A466884",
            wajib=True,
            kunci=True,
        ),
        Kolom("UNOR NAMA", "nama", baca_teks(200), "Nama unit kerja", "Dinas Contoh", wajib=True),
        Kolom(
            "UNOR INDUK ID",
            "induk",
            _often(
                baca_uuid("induk_tak_dikenal", "UNOR INDUK ID bukan ID unit. Salin ulang isinya.")
            ),
            "ID unit di atasnya; hanya satu unit boleh tanpa induk",
            "F38B2FFC-80A4-4F5A-91C9-BC701E7EA419",
            kunci=True,
        ),
        Kolom(
            "JENIS",
            "jenis",
            baca_teks(30),
            "Jenis unit, misalnya opd, uptd, sekolah",
            "opd",
            wajib=True,
        ),
        Kolom(
            "LINTANG",
            "lintang",
            baca_desimal(-90, 90, 6),
            "Lintang kantor dalam derajat",
            -3.012345,
        ),
        Kolom(
            "BUJUR", "bujur", baca_desimal(-180, 180, 6), "Bujur kantor dalam derajat", 119.912345
        ),
        Kolom(
            "RADIUS M",
            "radius_m",
            baca_bilangan(1, 100_000),
            "Jarak presensi dari kantor, dalam meter",
            100,
        ),
        Kolom(
            "POLA KERJA",
            "hari_kerja_per_minggu",
            POLA_KERJA,
            "Hari kerja dalam seminggu",
            "5 hari",
            wajib=True,
        ),
        Kolom("KECAMATAN", "kecamatan", baca_teks(100), "Kecamatan letak kantor", "Contoh"),
        Kolom("ALAMAT", "alamat", baca_teks(300), "Alamat untuk surat", "Jalan Contoh 1"),
        Kolom("KODE POS", "kode_pos", baca_teks(5), "Kode pos, lima angka", "92900"),
        Kolom(
            "ZONA WAKTU", "zona_waktu", ZONA_WAKTU, "Zona waktu kantor", "Asia/Makassar", wajib=True
        ),
        Kolom(
            "JARAK JALAN KM",
            "jarak_jalan_km",
            baca_desimal(0, 99_999, 1),
            "Jarak jalan ke BKPSDM, dalam kilometer",
            12.5,
        ),
        Kolom(
            "JAM PERJALANAN",
            "perjalanan_jam",
            baca_desimal(0, 9_999, 1),
            "Lama perjalanan ke BKPSDM, dalam jam",
            0.5,
        ),
    ),
)

PEGAWAI: Final = Daftar(
    "pegawai",
    "Data utama pegawai",
    (
        Kolom(
            "NIP BARU",
            "nip",
            baca_nip,
            "NIP pegawai; kunci semua daftar lain",
            "198301032010012001",
            wajib=True,
            kunci=True,
        ),
        Kolom(
            "PNS ID",
            "siasn_id",
            PNS_ID,
            "ID pegawai di SIASN",
            "A1B2C3D4-0000-4000-8000-000000000001",
        ),
        Kolom("NAMA", "nama", baca_nama(150), "Nama tanpa gelar", "SITI CONTOH", wajib=True),
        Kolom("GELAR DEPAN", "gelar_depan", _often(baca_teks(50)), "Gelar di depan nama", "Dra."),
        Kolom(
            "GELAR BELAKANG",
            "gelar_belakang",
            _often(baca_teks(50)),
            "Gelar di belakang nama",
            "S.Pd.",
        ),
        Kolom(
            "TEMPAT LAHIR NAMA", "tempat_lahir", _often(baca_teks(100)), "Tempat lahir", "Contoh"
        ),
        Kolom(
            "TANGGAL LAHIR",
            "tanggal_lahir",
            TANGGAL,
            "Harus sama dengan delapan angka pertama NIP",
            "03-01-1983",
            wajib=True,
            kunci=True,
        ),
        Kolom(
            "JENIS KELAMIN",
            "jenis_kelamin",
            JENIS_KELAMIN,
            "M atau L untuk laki-laki, F atau P untuk perempuan",
            "F",
            wajib=True,
        ),
        Kolom("AGAMA NAMA", "agama", _often(baca_teks(30)), "Agama", "Islam"),
        Kolom(
            "JENIS KAWIN NAMA",
            "status_kawin",
            _often(baca_teks(30)),
            "Status perkawinan",
            "Menikah",
        ),
        Kolom(
            "NIK",
            "nik",
            baca_nik,
            "NIK sesuai KTP; disimpan tersandi",
            "7308044301839001",
            kunci=True,
        ),
        Kolom("IS VALID NIK", "nik_valid", YA, "Apakah NIK sah di Dukcapil", "true"),
        Kolom("NOMOR HP", "nomor_hp", baca_teks(20), "Nomor ponsel", "081200000000"),
        Kolom("EMAIL", "email", baca_teks(254), "Alamat email", "siti@contoh.go.id"),
        Kolom("ALAMAT", "alamat", baca_teks(300), "Alamat rumah", "Jalan Contoh 2"),
        Kolom("NPWP NOMOR", "npwp", baca_nomor(30), "NPWP; disimpan tersandi", "091234567812000"),
        Kolom(
            "BPJS",
            "bpjs",
            baca_nomor(30),
            "Nomor BPJS Kesehatan; disimpan tersandi",
            "0001234567890",
        ),
        Kolom(
            "JENIS PEGAWAI NAMA", "jenis", JENIS_PEGAWAI, "Jenis pegawai", "PNS Daerah", wajib=True
        ),
        Kolom(
            "KEDUDUKAN HUKUM NAMA",
            "kedudukan",
            KEDUDUKAN,
            "Kedudukan hukum",
            "PNS Aktif",
            wajib=True,
        ),
        Kolom(
            "STATUS CPNS PNS",
            "status_cpns",
            STATUS_CPNS,
            "C untuk CPNS, P untuk PNS; wajib bagi PNS",
            "P",
        ),
        Kolom(
            "KARTU ASN VIRTUAL", "kartu_asn", baca_teks(60), "Nomor kartu ASN virtual", "1000000001"
        ),
        Kolom("NOMOR SK CPNS", "nomor_sk_cpns", baca_teks(60), "Nomor SK CPNS", "813/1/2010"),
        Kolom(
            "TANGGAL SK CPNS",
            "tanggal_sk_cpns",
            TANGGAL,
            "Tanggal SK CPNS",
            "04-01-2010",
            kunci=True,
        ),
        Kolom(
            "TMT CPNS",
            "tmt_cpns",
            TANGGAL,
            "Terhitung mulai tanggal (TMT) CPNS; bulannya sama dengan NIP",
            "01-01-2010",
            kunci=True,
        ),
        Kolom("NOMOR SK PNS", "nomor_sk_pns", baca_teks(60), "Nomor SK PNS", "821/1/2011"),
        Kolom(
            "TANGGAL SK PNS", "tanggal_sk_pns", TANGGAL, "Tanggal SK PNS", "03-01-2011", kunci=True
        ),
        Kolom("TMT PNS", "tmt_pns", TANGGAL, "TMT PNS", "01-02-2011", kunci=True),
        Kolom("GOL AKHIR NAMA", "golongan", GOLONGAN, "Golongan terakhir", "III/d"),
        Kolom(
            "TMT GOLONGAN",
            "tmt_golongan",
            TANGGAL,
            "TMT golongan terakhir; tidak boleh di masa depan",
            "01-04-2022",
            kunci=True,
        ),
        Kolom("MK TAHUN", "mkg_tahun", MK_TAHUN, "Masa kerja golongan, tahun", 12),
        Kolom("MK BULAN", "mkg_bulan", MK_BULAN, "Masa kerja golongan, bulan", 3),
        Kolom(
            "JENIS JABATAN NAMA",
            "jenis_jabatan",
            _often(baca_teks(60)),
            "Jenis jabatan",
            "Jabatan Fungsional Tertentu",
        ),
        Kolom("JABATAN ID", "jabatan_id", _often(baca_teks(40)), "ID jabatan di SIASN", "8AE48289"),
        Kolom("JABATAN NAMA", "jabatan", _often(baca_teks(200)), "Nama jabatan", "Guru Ahli Muda"),
        Kolom(
            "TMT JABATAN",
            "tmt_jabatan",
            TANGGAL,
            "TMT jabatan; juga mulai bertugas di unit ini",
            "01-05-2022",
            kunci=True,
        ),
        Kolom(
            "TINGKAT PENDIDIKAN NAMA",
            "tingkat",
            _often(baca_teks(40)),
            "Tingkat pendidikan terakhir",
            "S-1/Sarjana",
        ),
        Kolom(
            "PENDIDIKAN NAMA",
            "pendidikan",
            _often(baca_teks(150)),
            "Nama pendidikan terakhir",
            "S-1 Pendidikan Guru Sekolah Dasar",
        ),
        Kolom("TAHUN LULUS", "tahun_lulus", TAHUN, "Tahun lulus pendidikan terakhir", 2006),
        Kolom("KPKN NAMA", "kppn", _often(baca_teks(60)), "KPPN pembayar", "KPPN Contoh"),
        Kolom(
            "UNOR ID",
            "unit_id",
            UNOR,
            "ID unit tempat bekerja, dari daftar unit kerja",
            "E5121482-3929-4D22-A255-ACCB1A466884",
            wajib=True,
            kunci=True,
        ),
    ),
)

TAMBAHAN: Final = Daftar(
    "tambahan",
    "Atasan, bank, dan kelas jabatan",
    (
        NIP,
        Kolom(
            "NIP ATASAN",
            "atasan",
            _often(baca_nip),
            "NIP atasan langsung",
            "197504122000031002",
            kunci=True,
        ),
        Kolom("NAMA BANK", "nama_bank", _often(baca_teks(60)), "Bank penerima gaji", "Bank Contoh"),
        Kolom(
            "NOMOR REKENING",
            "rekening",
            baca_nomor(30),
            "Nomor rekening; disimpan tersandi",
            "0012345678",
        ),
        Kolom("KELAS JABATAN", "kelas", KELAS, "Kelas jabatan terakhir", 9),
    ),
)

TKD: Final = Daftar(
    "tkd",
    "Tenaga kontrak daerah (TKD)",
    (
        Kolom(
            "NOMOR INDUK",
            "nomor_induk",
            baca_teks(30),
            "Nomor induk TKD",
            "TKD-0001",
            wajib=True,
            kunci=True,
        ),
        Kolom(
            "NIK",
            "nik",
            baca_nik,
            "NIK sesuai KTP; disimpan tersandi",
            "7308041801020001",
            kunci=True,
        ),
        Kolom("NAMA", "nama", baca_nama(150), "Nama", "RAHMAT CONTOH", wajib=True),
        Kolom(
            "TANGGAL LAHIR",
            "tanggal_lahir",
            TANGGAL,
            "Tanggal lahir",
            "18-01-2002",
            wajib=True,
            kunci=True,
        ),
        Kolom(
            "JENIS KELAMIN",
            "jenis_kelamin",
            JENIS_KELAMIN,
            "M atau L untuk laki-laki, F atau P untuk perempuan",
            "M",
            wajib=True,
        ),
        Kolom(
            "UNOR ID",
            "unit_id",
            UNOR,
            "ID unit tempat bekerja, dari daftar unit kerja",
            "E5121482-3929-4D22-A255-ACCB1A466884",
            wajib=True,
            kunci=True,
        ),
        Kolom("NOMOR KONTRAK", "nomor", baca_teks(60), "Nomor kontrak", "800/1/2026", wajib=True),
        Kolom(
            "MULAI KONTRAK",
            "mulai",
            TANGGAL,
            "Hari pertama kontrak",
            "01-01-2026",
            wajib=True,
            kunci=True,
        ),
        Kolom(
            "AKHIR KONTRAK",
            "akhir",
            TANGGAL,
            "Hari terakhir kontrak",
            "31-12-2026",
            wajib=True,
            kunci=True,
        ),
        Kolom("NOMOR HP", "nomor_hp", baca_teks(20), "Nomor ponsel", "081200000000"),
    ),
)

RIWAYAT: Final = (
    DaftarRiwayat(
        "jabatan",
        "Riwayat jabatan",
        (
            NIP,
            Kolom(
                "JENIS JABATAN",
                "jenis_jabatan",
                _often(baca_teks(60)),
                "Jenis jabatan",
                "Jabatan Fungsional Tertentu",
                wajib=True,
            ),
            Kolom(
                "NAMA JABATAN",
                "jabatan_id",
                _often(baca_teks(200)),
                "Nama jabatan",
                "Guru Ahli Muda",
                wajib=True,
            ),
            Kolom(
                "UNOR ID",
                "unit_id",
                UNOR,
                "ID unit tempat jabatan itu, dari daftar unit kerja",
                "E5121482-3929-4D22-A255-ACCB1A466884",
                wajib=True,
                kunci=True,
            ),
            Kolom(
                "TMT JABATAN", "tmt", TANGGAL, "TMT jabatan", "01-05-2022", wajib=True, kunci=True
            ),
            Kolom("NOMOR SK", "nomor_sk", baca_teks(60), "Nomor SK", "821/1/2022"),
            Kolom("KELAS JABATAN", "kelas", KELAS, "Kelas jabatan", 9),
        ),
        RiwayatJabatan,
        ("tmt", "jabatan_id"),
        hanya_dibaca=frozenset({"jenis_jabatan"}),
    ),
    DaftarRiwayat(
        "golongan",
        "Riwayat golongan",
        (
            NIP,
            Kolom("GOLONGAN", "golongan", GOLONGAN, "Golongan yang dicapai", "III/d", wajib=True),
            Kolom(
                "TMT",
                "tmt",
                TANGGAL,
                "TMT golongan; tidak boleh di masa depan",
                "01-04-2022",
                wajib=True,
                kunci=True,
            ),
            Kolom(
                "MKG TAHUN",
                "mkg_tahun",
                MK_TAHUN,
                "Masa kerja golongan saat itu, tahun",
                12,
                wajib=True,
            ),
            Kolom(
                "MKG BULAN",
                "mkg_bulan",
                MK_BULAN,
                "Masa kerja golongan saat itu, bulan",
                3,
                wajib=True,
            ),
            Kolom("NOMOR SK", "nomor_sk", baca_teks(60), "Nomor SK", "823/1/2022"),
            Kolom("TANGGAL SK", "tanggal_sk", TANGGAL, "Tanggal SK", "15-03-2022", kunci=True),
            Kolom(
                "JENIS KP",
                "jenis_kp",
                _often(baca_teks(30)),
                "Jenis kenaikan pangkat (KP)",
                "Pilihan",
            ),
            Kolom(
                "NOMOR PERTEK",
                "nomor_pertek",
                baca_teks(60),
                "Nomor pertimbangan teknis (pertek) BKN",
                "AG-00001",
            ),
            Kolom(
                "TANGGAL PERTEK",
                "tanggal_pertek",
                TANGGAL,
                "Tanggal pertek BKN",
                "01-03-2022",
                kunci=True,
            ),
        ),
        RiwayatGolongan,
        ("tmt", "golongan"),
        _golongan,
    ),
    DaftarRiwayat(
        "keluarga",
        "Keluarga",
        (
            NIP,
            Kolom("HUBUNGAN", "hubungan", HUBUNGAN, "Hubungan dengan pegawai", "Anak", wajib=True),
            Kolom(
                "NAMA", "nama", baca_nama(150), "Nama anggota keluarga", "ANI CONTOH", wajib=True
            ),
            Kolom(
                "TANGGAL LAHIR",
                "tanggal_lahir",
                TANGGAL,
                "Tanggal lahir anggota keluarga",
                "02-05-2012",
                kunci=True,
            ),
            Kolom(
                "TANGGAL NIKAH",
                "tanggal_nikah",
                TANGGAL,
                "Tanggal nikah, untuk suami atau istri",
                "10-06-2010",
                kunci=True,
            ),
            Kolom("STATUS", "status", _often(baca_teks(20)), "Status anggota keluarga", "Hidup"),
        ),
        Keluarga,
        ("hubungan", "nama", "tanggal_lahir"),
    ),
    DaftarRiwayat(
        "skp",
        "Riwayat SKP",
        (
            NIP,
            Kolom(
                "TAHUN",
                "tahun",
                TAHUN,
                "Tahun penilaian; tidak boleh di masa depan",
                2025,
                wajib=True,
            ),
            Kolom(
                "PREDIKAT KINERJA",
                "predikat",
                PREDIKAT,
                "Predikat kinerja setahun",
                "Baik",
                wajib=True,
            ),
            Kolom(
                "HASIL KERJA",
                "hasil_kerja",
                _often(baca_teks(30)),
                "Rating hasil kerja",
                "Sesuai ekspektasi",
            ),
            Kolom(
                "PERILAKU KERJA",
                "perilaku_kerja",
                _often(baca_teks(30)),
                "Rating perilaku kerja",
                "Sesuai ekspektasi",
            ),
        ),
        RiwayatSkp,
        ("tahun",),
        _skp,
    ),
    DaftarRiwayat(
        "pendidikan",
        "Riwayat pendidikan",
        (
            NIP,
            Kolom(
                "TINGKAT",
                "tingkat",
                _often(baca_teks(40)),
                "Tingkat pendidikan",
                "S-1/Sarjana",
                wajib=True,
            ),
            Kolom(
                "NAMA PENDIDIKAN",
                "nama",
                _often(baca_teks(150)),
                "Nama pendidikan",
                "S-1 Pendidikan Guru Sekolah Dasar",
                wajib=True,
            ),
            Kolom("TAHUN LULUS", "tahun_lulus", TAHUN, "Tahun lulus", 2006),
            Kolom("NOMOR IJAZAH", "nomor_ijazah", baca_teks(60), "Nomor ijazah", "123/2006"),
            Kolom(
                "SUDAH DICANTUMKAN",
                "sudah_dicantumkan",
                YA,
                "Apakah gelarnya sudah dicantumkan",
                "Ya",
                wajib=True,
            ),
        ),
        RiwayatPendidikan,
        ("tingkat", "nama"),
    ),
    DaftarRiwayat(
        "kgb",
        "Riwayat kenaikan gaji berkala (KGB)",
        (
            NIP,
            Kolom("GOLONGAN", "golongan", GOLONGAN, "Golongan saat KGB", "III/d", wajib=True),
            Kolom(
                "TMT KGB",
                "tmt",
                TANGGAL,
                "TMT kenaikan gaji berkala (KGB)",
                "01-03-2024",
                wajib=True,
                kunci=True,
            ),
            Kolom(
                "MKG TAHUN",
                "mkg_tahun",
                MK_TAHUN,
                "Masa kerja golongan saat itu, tahun",
                14,
                wajib=True,
            ),
            Kolom("NOMOR SK", "nomor_sk", baca_teks(60), "Nomor SK", "822/1/2024"),
        ),
        RiwayatKgb,
        ("tmt",),
    ),
    DaftarRiwayat(
        "hukdis",
        "Riwayat hukuman disiplin",
        (
            NIP,
            Kolom(
                "TINGKAT",
                "tingkat",
                TINGKAT_HUKDIS,
                "Tingkat hukuman disiplin",
                "ringan",
                wajib=True,
            ),
            Kolom(
                "JENIS HUKUMAN",
                "jenis",
                baca_teks(150),
                "Jenis hukuman disiplin",
                "Teguran lisan",
                wajib=True,
            ),
            Kolom("NOMOR SK", "nomor_sk", baca_teks(60), "Nomor SK", "862/1/2020", wajib=True),
            Kolom("TMT", "tmt", TANGGAL, "TMT hukuman", "01-02-2020", wajib=True, kunci=True),
            Kolom(
                "TANGGAL AKHIR",
                "akhir",
                TANGGAL,
                "Hari terakhir hukuman; kosong bila tidak berjangka",
                "31-07-2020",
                kunci=True,
            ),
        ),
        RiwayatHukdis,
        ("nomor_sk", "tmt"),
        _hukdis,
    ),
    DaftarRiwayat(
        "pmk",
        "Riwayat peninjauan masa kerja (PMK)",
        (
            NIP,
            Kolom("TAHUN", "tahun", MK_TAHUN, "Masa kerja yang ditambahkan, tahun", 2, wajib=True),
            Kolom("BULAN", "bulan", MK_BULAN, "Masa kerja yang ditambahkan, bulan", 6, wajib=True),
            Kolom("NOMOR SK", "nomor_sk", baca_teks(60), "Nomor SK", "824/1/2015"),
            Kolom(
                "TMT",
                "tmt",
                TANGGAL,
                "TMT peninjauan masa kerja (PMK)",
                "01-04-2015",
                wajib=True,
                kunci=True,
            ),
        ),
        RiwayatPmk,
        ("tmt",),
    ),
    DaftarRiwayat(
        "angka-kredit",
        "Riwayat angka kredit (PAK) jabatan fungsional",
        (
            NIP,
            Kolom(
                "NOMOR PAK",
                "nomor",
                baca_teks(60),
                "Nomor penetapan angka kredit (PAK)",
                "823/1/2026",
                wajib=True,
            ),
            Kolom(
                "DIHITUNG SAMPAI",
                "tanggal",
                TANGGAL,
                "Hari terakhir yang dihitung PAK ini",
                "31-12-2025",
                wajib=True,
                kunci=True,
            ),
            Kolom(
                "ANGKA KREDIT",
                "angka_kredit",
                ANGKA_KREDIT,
                "Angka kredit sejak pangkat terakhir, termasuk kelebihan yang dibawa",
                87.5,
                wajib=True,
                kunci=True,
            ),
            Kolom(
                "ANGKA KREDIT JENJANG",
                "angka_kredit_jenjang",
                ANGKA_KREDIT,
                "Angka kredit kumulatif dalam jenjang sekarang; kosong bila tidak disebut",
                187.5,
                kunci=True,
            ),
        ),
        RiwayatAngkaKredit,
        ("tanggal",),
        _past("DIHITUNG SAMPAI"),
    ),
    DaftarRiwayat(
        "ujian",
        "Riwayat ujian dinas dan pelatihan kepemimpinan",
        (
            NIP,
            Kolom(
                "UJIAN ATAU PELATIHAN",
                "jenis",
                UJIAN,
                "Yang lulus: Ujian Dinas I, Ujian Dinas II, Diklatpim IV, PKP, Diklatpim III, PKA",
                "Ujian Dinas I",
                wajib=True,
            ),
            Kolom(
                "NOMOR SERTIFIKAT",
                "nomor",
                baca_teks(60),
                "Nomor tanda lulus (STLUD) atau sertifikat",
                "893/1/2024",
                wajib=True,
            ),
            Kolom(
                "TANGGAL LULUS",
                "tanggal",
                TANGGAL,
                "Tanggal tanda lulus",
                "10-06-2024",
                wajib=True,
                kunci=True,
            ),
        ),
        RiwayatUjian,
        ("jenis",),
        _past("TANGGAL LULUS"),
    ),
    DaftarRiwayat(
        "kontrak",
        "Perjanjian kerja PPPK",
        (
            NIP,
            Kolom(
                "NOMOR PERJANJIAN",
                "nomor",
                baca_teks(60),
                "Nomor perjanjian kerja",
                "800/1/2024",
                wajib=True,
            ),
            Kolom(
                "MULAI PERJANJIAN",
                "mulai",
                TANGGAL,
                "Hari pertama perjanjian",
                "01-03-2024",
                wajib=True,
                kunci=True,
            ),
            Kolom(
                "AKHIR PERJANJIAN",
                "akhir",
                TANGGAL,
                "Hari terakhir perjanjian",
                "28-02-2029",
                wajib=True,
                kunci=True,
            ),
        ),
        KontrakPppk,
        ("nomor",),
        _kontrak,
    ),
)

# In the order in which they are read: what others are judged by first, then long before short.
DAFTAR: Final = {d.kode: d for d in (UNIT, PEGAWAI, TAMBAHAN, *RIWAYAT, TKD)}
