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
    RiwayatGolongan,
    RiwayatHukdis,
    RiwayatJabatan,
    RiwayatKgb,
    RiwayatPendidikan,
    RiwayatPmk,
    RiwayatSkp,
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
    """One column: its heading, the name of its value, its reader.

    `wajib`: an empty cell refuses the row. `kunci`: a formula in it refuses the workbook, because
    the reader would show the last computed value as if somebody had typed it.
    """

    judul: str
    nama: str
    baca: Reader
    wajib: bool = False
    kunci: bool = False


@dataclass(frozen=True, slots=True)
class Daftar:
    """One list: its code (also the option of the command) and its columns, the number first."""

    kode: str
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

NIP = Kolom("NIP", "nip", _often(baca_nip), wajib=True, kunci=True)


def _golongan(values: Values, today: date) -> Doubts:
    tmt_golongan_refuse(values["tmt"], today, "TMT")
    yield from ()


def _skp(values: Values, today: date) -> Doubts:
    if values["tahun"] > today.year:
        raise RowRefusedError(
            "tahun_masa_depan", "Tahun SKP belum tiba. Betulkan tahunnya.", "TAHUN"
        )
    yield from ()


def _hukdis(values: Values, _today: date) -> Doubts:
    facts = (values["tingkat"], values["jenis"], values["tmt"], values["akhir"])
    for kode, pesan in hukdis_doubts(*facts):
        yield "TINGKAT" if kode == "hukdis_tingkat_beda" else "TANGGAL AKHIR", kode, pesan


def _kontrak(values: Values, _today: date) -> Doubts:
    kontrak_refuse(values["mulai"], values["akhir"], "AKHIR PERJANJIAN")
    yield from ()


UNIT: Final = Daftar(
    "unit",
    (
        Kolom(
            "UNOR ID",
            "id",
            baca_uuid("unor_id_salah", "UNOR ID bukan ID dari SIASN. Salin ulang isinya."),
            wajib=True,
            kunci=True,
        ),
        Kolom("UNOR NAMA", "nama", baca_teks(200), wajib=True),
        Kolom(
            "UNOR INDUK ID",
            "induk",
            _often(
                baca_uuid("induk_tak_dikenal", "UNOR INDUK ID bukan ID unit. Salin ulang isinya.")
            ),
            kunci=True,
        ),
        Kolom("JENIS", "jenis", baca_teks(30), wajib=True),
        Kolom("LINTANG", "lintang", baca_desimal(-90, 90, 6)),
        Kolom("BUJUR", "bujur", baca_desimal(-180, 180, 6)),
        Kolom("RADIUS M", "radius_m", baca_bilangan(1, 100_000)),
        Kolom("POLA KERJA", "hari_kerja_per_minggu", POLA_KERJA, wajib=True),
        Kolom("KECAMATAN", "kecamatan", baca_teks(100)),
        Kolom("ALAMAT", "alamat", baca_teks(300)),
        Kolom("KODE POS", "kode_pos", baca_teks(5)),
        Kolom("ZONA WAKTU", "zona_waktu", ZONA_WAKTU, wajib=True),
        Kolom("JARAK JALAN KM", "jarak_jalan_km", baca_desimal(0, 99_999, 1)),
        Kolom("JAM PERJALANAN", "perjalanan_jam", baca_desimal(0, 9_999, 1)),
    ),
)

PEGAWAI: Final = Daftar(
    "pegawai",
    (
        Kolom("NIP BARU", "nip", baca_nip, wajib=True, kunci=True),
        Kolom("PNS ID", "siasn_id", PNS_ID),
        Kolom("NAMA", "nama", baca_nama(150), wajib=True),
        Kolom("GELAR DEPAN", "gelar_depan", _often(baca_teks(50))),
        Kolom("GELAR BELAKANG", "gelar_belakang", _often(baca_teks(50))),
        Kolom("TEMPAT LAHIR NAMA", "tempat_lahir", _often(baca_teks(100))),
        Kolom("TANGGAL LAHIR", "tanggal_lahir", TANGGAL, wajib=True, kunci=True),
        Kolom("JENIS KELAMIN", "jenis_kelamin", JENIS_KELAMIN, wajib=True),
        Kolom("AGAMA NAMA", "agama", _often(baca_teks(30))),
        Kolom("JENIS KAWIN NAMA", "status_kawin", _often(baca_teks(30))),
        Kolom("NIK", "nik", baca_nik, kunci=True),
        Kolom("IS VALID NIK", "nik_valid", YA),
        Kolom("NOMOR HP", "nomor_hp", baca_teks(20)),
        Kolom("EMAIL", "email", baca_teks(254)),
        Kolom("ALAMAT", "alamat", baca_teks(300)),
        Kolom("NPWP NOMOR", "npwp", baca_nomor(30)),
        Kolom("BPJS", "bpjs", baca_nomor(30)),
        Kolom("JENIS PEGAWAI NAMA", "jenis", JENIS_PEGAWAI, wajib=True),
        Kolom("KEDUDUKAN HUKUM NAMA", "kedudukan", KEDUDUKAN, wajib=True),
        Kolom("STATUS CPNS PNS", "status_cpns", STATUS_CPNS),
        Kolom("KARTU ASN VIRTUAL", "kartu_asn", baca_teks(60)),
        Kolom("NOMOR SK CPNS", "nomor_sk_cpns", baca_teks(60)),
        Kolom("TANGGAL SK CPNS", "tanggal_sk_cpns", TANGGAL, kunci=True),
        Kolom("TMT CPNS", "tmt_cpns", TANGGAL, kunci=True),
        Kolom("NOMOR SK PNS", "nomor_sk_pns", baca_teks(60)),
        Kolom("TANGGAL SK PNS", "tanggal_sk_pns", TANGGAL, kunci=True),
        Kolom("TMT PNS", "tmt_pns", TANGGAL, kunci=True),
        Kolom("GOL AKHIR NAMA", "golongan", GOLONGAN),
        Kolom("TMT GOLONGAN", "tmt_golongan", TANGGAL, kunci=True),
        Kolom("MK TAHUN", "mkg_tahun", MK_TAHUN),
        Kolom("MK BULAN", "mkg_bulan", MK_BULAN),
        Kolom("JENIS JABATAN NAMA", "jenis_jabatan", _often(baca_teks(60))),
        Kolom("JABATAN ID", "jabatan_id", _often(baca_teks(40))),
        Kolom("JABATAN NAMA", "jabatan", _often(baca_teks(200))),
        Kolom("TMT JABATAN", "tmt_jabatan", TANGGAL, kunci=True),
        Kolom("TINGKAT PENDIDIKAN NAMA", "tingkat", _often(baca_teks(40))),
        Kolom("PENDIDIKAN NAMA", "pendidikan", _often(baca_teks(150))),
        Kolom("TAHUN LULUS", "tahun_lulus", TAHUN),
        Kolom("KPKN NAMA", "kppn", _often(baca_teks(60))),
        Kolom("UNOR ID", "unit_id", UNOR, wajib=True, kunci=True),
    ),
)

TAMBAHAN: Final = Daftar(
    "tambahan",
    (
        NIP,
        Kolom("NIP ATASAN", "atasan", _often(baca_nip), kunci=True),
        Kolom("NAMA BANK", "nama_bank", _often(baca_teks(60))),
        Kolom("NOMOR REKENING", "rekening", baca_nomor(30)),
        Kolom("KELAS JABATAN", "kelas", KELAS),
    ),
)

TKD: Final = Daftar(
    "tkd",
    (
        Kolom("NOMOR INDUK", "nomor_induk", baca_teks(30), wajib=True, kunci=True),
        Kolom("NIK", "nik", baca_nik, kunci=True),
        Kolom("NAMA", "nama", baca_nama(150), wajib=True),
        Kolom("TANGGAL LAHIR", "tanggal_lahir", TANGGAL, wajib=True, kunci=True),
        Kolom("JENIS KELAMIN", "jenis_kelamin", JENIS_KELAMIN, wajib=True),
        Kolom("UNOR ID", "unit_id", UNOR, wajib=True, kunci=True),
        Kolom("NOMOR KONTRAK", "nomor", baca_teks(60), wajib=True),
        Kolom("MULAI KONTRAK", "mulai", TANGGAL, wajib=True, kunci=True),
        Kolom("AKHIR KONTRAK", "akhir", TANGGAL, wajib=True, kunci=True),
        Kolom("NOMOR HP", "nomor_hp", baca_teks(20)),
    ),
)

RIWAYAT: Final = (
    DaftarRiwayat(
        "jabatan",
        (
            NIP,
            Kolom("JENIS JABATAN", "jenis_jabatan", _often(baca_teks(60)), wajib=True),
            Kolom("NAMA JABATAN", "jabatan_id", _often(baca_teks(200)), wajib=True),
            Kolom("UNOR ID", "unit_id", UNOR, wajib=True, kunci=True),
            Kolom("TMT JABATAN", "tmt", TANGGAL, wajib=True, kunci=True),
            Kolom("NOMOR SK", "nomor_sk", baca_teks(60)),
            Kolom("KELAS JABATAN", "kelas", KELAS),
        ),
        RiwayatJabatan,
        ("tmt", "jabatan_id"),
        hanya_dibaca=frozenset({"jenis_jabatan"}),
    ),
    DaftarRiwayat(
        "golongan",
        (
            NIP,
            Kolom("GOLONGAN", "golongan", GOLONGAN, wajib=True),
            Kolom("TMT", "tmt", TANGGAL, wajib=True, kunci=True),
            Kolom("MKG TAHUN", "mkg_tahun", MK_TAHUN, wajib=True),
            Kolom("MKG BULAN", "mkg_bulan", MK_BULAN, wajib=True),
            Kolom("NOMOR SK", "nomor_sk", baca_teks(60)),
            Kolom("TANGGAL SK", "tanggal_sk", TANGGAL, kunci=True),
            Kolom("JENIS KP", "jenis_kp", _often(baca_teks(30))),
            Kolom("NOMOR PERTEK", "nomor_pertek", baca_teks(60)),
            Kolom("TANGGAL PERTEK", "tanggal_pertek", TANGGAL, kunci=True),
        ),
        RiwayatGolongan,
        ("tmt", "golongan"),
        _golongan,
    ),
    DaftarRiwayat(
        "keluarga",
        (
            NIP,
            Kolom("HUBUNGAN", "hubungan", HUBUNGAN, wajib=True),
            Kolom("NAMA", "nama", baca_nama(150), wajib=True),
            Kolom("TANGGAL LAHIR", "tanggal_lahir", TANGGAL, kunci=True),
            Kolom("TANGGAL NIKAH", "tanggal_nikah", TANGGAL, kunci=True),
            Kolom("STATUS", "status", _often(baca_teks(20))),
        ),
        Keluarga,
        ("hubungan", "nama", "tanggal_lahir"),
    ),
    DaftarRiwayat(
        "skp",
        (
            NIP,
            Kolom("TAHUN", "tahun", TAHUN, wajib=True),
            Kolom("PREDIKAT KINERJA", "predikat", PREDIKAT, wajib=True),
            Kolom("HASIL KERJA", "hasil_kerja", _often(baca_teks(30))),
            Kolom("PERILAKU KERJA", "perilaku_kerja", _often(baca_teks(30))),
        ),
        RiwayatSkp,
        ("tahun",),
        _skp,
    ),
    DaftarRiwayat(
        "pendidikan",
        (
            NIP,
            Kolom("TINGKAT", "tingkat", _often(baca_teks(40)), wajib=True),
            Kolom("NAMA PENDIDIKAN", "nama", _often(baca_teks(150)), wajib=True),
            Kolom("TAHUN LULUS", "tahun_lulus", TAHUN),
            Kolom("NOMOR IJAZAH", "nomor_ijazah", baca_teks(60)),
            Kolom("SUDAH DICANTUMKAN", "sudah_dicantumkan", YA, wajib=True),
        ),
        RiwayatPendidikan,
        ("tingkat", "nama"),
    ),
    DaftarRiwayat(
        "kgb",
        (
            NIP,
            Kolom("GOLONGAN", "golongan", GOLONGAN, wajib=True),
            Kolom("TMT KGB", "tmt", TANGGAL, wajib=True, kunci=True),
            Kolom("MKG TAHUN", "mkg_tahun", MK_TAHUN, wajib=True),
            Kolom("NOMOR SK", "nomor_sk", baca_teks(60)),
        ),
        RiwayatKgb,
        ("tmt",),
    ),
    DaftarRiwayat(
        "hukdis",
        (
            NIP,
            Kolom("TINGKAT", "tingkat", TINGKAT_HUKDIS, wajib=True),
            Kolom("JENIS HUKUMAN", "jenis", baca_teks(150), wajib=True),
            Kolom("NOMOR SK", "nomor_sk", baca_teks(60), wajib=True),
            Kolom("TMT", "tmt", TANGGAL, wajib=True, kunci=True),
            Kolom("TANGGAL AKHIR", "akhir", TANGGAL, kunci=True),
        ),
        RiwayatHukdis,
        ("nomor_sk", "tmt"),
        _hukdis,
    ),
    DaftarRiwayat(
        "pmk",
        (
            NIP,
            Kolom("TAHUN", "tahun", MK_TAHUN, wajib=True),
            Kolom("BULAN", "bulan", MK_BULAN, wajib=True),
            Kolom("NOMOR SK", "nomor_sk", baca_teks(60)),
            Kolom("TMT", "tmt", TANGGAL, wajib=True, kunci=True),
        ),
        RiwayatPmk,
        ("tmt",),
    ),
    DaftarRiwayat(
        "kontrak",
        (
            NIP,
            Kolom("NOMOR PERJANJIAN", "nomor", baca_teks(60), wajib=True),
            Kolom("MULAI PERJANJIAN", "mulai", TANGGAL, wajib=True, kunci=True),
            Kolom("AKHIR PERJANJIAN", "akhir", TANGGAL, wajib=True, kunci=True),
        ),
        KontrakPppk,
        ("nomor",),
        _kontrak,
    ),
)

# In the order in which they are read: what others are judged by first, then long before short.
DAFTAR: Final = {d.kode: d for d in (UNIT, PEGAWAI, TAMBAHAN, *RIWAYAT, TKD)}
