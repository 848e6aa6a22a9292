"""The invented staff list of `data/contoh`, in the layout of SIASN's exports.

About 125 people in 18 units, for a first start without a staff list of one's own. Written again by
`python -m tests.contoh_pegawai`; the same script gives the same bytes. Nobody in it exists: the
NIK carry a kecamatan code (99) that is given to no place, the e-mail domain cannot exist.
"""

import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Final

import xlsxwriter

SEED: Final = 2026
FOLDER: Final = Path(__file__).resolve().parent.parent / "data" / "contoh"
SPACE: Final = uuid.uuid5(uuid.NAMESPACE_DNS, "sitamu.contoh.test")
PEMDA: Final = "Pemerintah Kabupaten Bone"
AKHIR: Final = date(2026, 10, 1)  # nothing in the histories is later
GOLONGAN: Final = [f"{angka}/{huruf}" for angka in ("I", "II", "III", "IV") for huruf in "abcd"]

Table = list[list[object]]


@dataclass(frozen=True)
class Unit:
    """One UNOR. `km`: road kilometres from town."""

    nama: str
    jenis: str
    induk: str = PEMDA
    kecamatan: str = "Tanete Riattang"
    kode_pos: str = "92711"
    km: float = 3.0
    pola: str = "5 hari"

    @property
    def id(self) -> str:
        return _id("unit", self.nama)


DINAS: Final = "Dinas Pendidikan"
KESEHATAN: Final = "Dinas Kesehatan"
BKPSDM: Final = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"
TEMPAT: Final = [  # kecamatan, kode pos, km
    ("Tanete Riattang", "92711", 2.4),
    ("Barebbo", "92771", 14.0),
    ("Kahu", "92767", 88.5),
    ("Bontocani", "92768", 131.0),
    ("Tellu Limpoe", "92762", 117.5),
    ("Ajangale", "92755", 58.0),
    ("Libureng", "92766", 76.0),
    ("Bontocani", "92768", 142.5),
]
SEKOLAH: Final = [
    Unit(f"UPT SD Negeri {n} Contoh {tempat}", "sekolah", DINAS, tempat, pos, km, "6 hari")
    for n, (tempat, pos, km) in enumerate(TEMPAT, 1)
]
PUSKESMAS: Final = [
    Unit(f"UPT Puskesmas Contoh {tempat}", "puskesmas", KESEHATAN, tempat, pos, km, "6 hari")
    for tempat, pos, km in (TEMPAT[1], TEMPAT[3])
]
UNITS: Final = [
    Unit(PEMDA, "pemda", "", km=1.0),
    *(Unit(nama, "opd") for nama in (DINAS, KESEHATAN, BKPSDM, "Sekretariat Daerah")),
    Unit("Dinas Perpustakaan dan Kearsipan", "opd"),
    Unit("Kecamatan Bontocani", "kecamatan", PEMDA, "Bontocani", "92768", 129.0),
    *SEKOLAH,
    *PUSKESMAS,
]

LAKI: Final = (
    "Ahmad",
    "Baso",
    "Darwis",
    "Firman",
    "Hamzah",
    "Irwan",
    "Kaharuddin",
    "Lukman",
    "Mansur",
    "Nasir",
)
PEREMPUAN: Final = (
    "Aminah",
    "Besse",
    "Dewi",
    "Fatimah",
    "Hasnah",
    "Indriani",
    "Kartini",
    "Marwah",
    "Nurlia",
    "Rosmini",
)
KELUARGA: Final = (
    "Contohan",
    "Rekaan",
    "Misalan",
    "Percobaan",
    "Umpama",
    "Andaikan",
    "Karangan",
    "Tiruan",
)
STRUKTURAL, TERTENTU, UMUM = (
    ("1", "Jabatan Struktural"),
    ("2", "Jabatan Fungsional Tertentu"),
    ("4", "Jabatan Fungsional Umum"),
)


@dataclass
class Orang:
    """One invented person; `puncak` is the golongan reached."""

    nomor: int
    unit: Unit
    jabatan: str
    jenis_jabatan: tuple[str, str]
    kelas: int
    lahir: date
    laki: bool
    awal: str
    puncak: str
    tmt_cpns: date
    pendidikan: tuple[str, str, str]  # tingkat id, tingkat, nama
    jenis: tuple[str, str] = ("11", "PNS Daerah")
    status: str = "P"
    kedudukan: tuple[str, str] = ("01", "Aktif")
    gelar: str = ""
    email: bool = True
    nip: str = field(init=False)
    nama: str = field(init=False)

    def __post_init__(self) -> None:
        depan = (LAKI if self.laki else PEREMPUAN)[self.nomor % 10]
        self.nama = f"{depan} {KELUARGA[self.nomor % 8]} {KELUARGA[self.nomor // 8 % 8]}"
        middle = f"{self.tmt_cpns:%Y%m}" if self.jenis[0] == "11" else f"{self.tmt_cpns:%Y}21"
        self.nip = f"{self.lahir:%Y%m%d}{middle}{1 if self.laki else 2}{self.nomor + 1:03d}"

    @property
    def nik(self) -> str:
        hari = self.lahir.day + (0 if self.laki else 40)
        return f"730899{hari:02d}{self.lahir:%m%y}{self.nomor + 1:04d}"

    def pangkat(self) -> list[tuple[str, date, int, int, str]]:
        """Golongan, TMT, MKG in years and months, kind: every fourth April until `puncak`."""
        if self.jenis[0] == "12":
            return [(self.puncak, self.tmt_cpns, 0, 0, "PPPK")]
        steps = GOLONGAN[GOLONGAN.index(self.awal) : GOLONGAN.index(self.puncak) + 1]
        rows = [(steps[0], self.tmt_cpns, 0, 0, "CPNS")]
        for n, golongan in enumerate(steps[1:], 1):
            tmt = date(self.tmt_cpns.year + 4 * n + 1, 4, 1)
            if tmt > AKHIR:
                break
            bulan = (tmt.year - self.tmt_cpns.year) * 12 + tmt.month - self.tmt_cpns.month
            rows.append((golongan, tmt, bulan // 12, bulan % 12, "Reguler"))
        return rows


def _id(*parts: str) -> str:
    return str(uuid.uuid5(SPACE, "/".join(parts))).upper()


def _dmy(day: date) -> str:
    return f"{day:%d-%m-%Y}"


S1: Final = ("40", "S-1/Sarjana")
SD: Final = (*S1, "S-1 Pendidikan Guru SD")


def people() -> list[Orang]:
    """Everybody. Among the teachers somebody retires each month from 2027 to mid 2031."""
    random = Random(SEED)  # invented people, not secrets
    found: list[Orang] = []

    def add(
        unit: Unit, jabatan: str, kelompok: tuple[str, str], kelas: int, **fields: object
    ) -> None:
        lahir = fields.pop("lahir", None) or date(
            random.randint(1972, 1995), random.randint(1, 12), random.randint(1, 28)
        )
        assert isinstance(lahir, date)
        values: dict[str, object] = {
            "tmt_cpns": date(lahir.year + random.randint(23, 26), random.choice((1, 3, 12)), 1),
            "laki": random.random() < 0.45,
            "awal": "III/a",
            "puncak": "III/d",
            "pendidikan": (*S1, "S-1 Ilmu Administrasi Negara"),
            "gelar": "S.Sos.",
            **fields,
        }
        found.append(Orang(len(found), unit, jabatan, kelompok, kelas, lahir, **values))  # type: ignore[arg-type]

    def office(unit: Unit, kepala: str, staff: int) -> None:
        add(unit, kepala, STRUKTURAL, 14, puncak="IV/c", lahir=date(1971, 8, 17))
        add(unit, "Sekretaris", STRUKTURAL, 12, puncak="IV/b", lahir=date(1974, 2, 3))
        add(unit, "Kepala Subbagian Umum dan Kepegawaian", STRUKTURAL, 9, puncak="IV/a")
        for n in range(staff):
            jabatan = ("Penelaah Teknis Kebijakan", "Pengolah Data dan Informasi")[n % 2]
            add(unit, jabatan, UMUM, 7 - n % 2)

    by_name = {u.nama: u for u in UNITS}
    office(by_name[DINAS], f"Kepala {DINAS}", 8)
    office(by_name[KESEHATAN], f"Kepala {KESEHATAN}", 4)
    office(by_name[BKPSDM], f"Kepala {BKPSDM}", 10)
    office(by_name["Sekretariat Daerah"], "Sekretaris Daerah", 1)
    office(by_name["Dinas Perpustakaan dan Kearsipan"], "Kepala Dinas", 1)
    add(by_name["Kecamatan Bontocani"], "Camat", STRUKTURAL, 12, puncak="IV/a")
    guru = cycle(SEKOLAH)
    for n in range(52):  # one reaches sixty each month
        month = 12 + n
        lahir = date(1966 + month // 12, month % 12 + 1, 1 + n * 7 % 28)
        add(
            next(guru),
            "Guru Ahli Madya" if n % 4 != 3 else "Guru Ahli Muda",
            TERTENTU,
            9,
            lahir=lahir,
            puncak="IV/b" if n % 4 != 3 else "III/d",
            pendidikan=SD,
            gelar="S.Pd.",
            email=n % 3 != 2,
        )
    for n in range(16):
        pppk = n % 2 == 1
        add(
            next(guru),
            "Guru Ahli Pertama",
            TERTENTU,
            8,
            lahir=date(1988 + n % 8, 1 + n % 12, 3 + n),
            tmt_cpns=date(2021 + n % 3, 3, 1),
            awal="IX" if pppk else "III/a",
            puncak="IX" if pppk else "III/b",
            jenis=("12", "PPPK Daerah") if pppk else ("11", "PNS Daerah"),
            kedudukan=("71", "PPPK Aktif") if pppk else ("01", "Aktif"),
            pendidikan=SD,
            gelar="S.Pd.",
        )
    perawat = ("Perawat Ahli Muda", "Perawat Penyelia", "Perawat Mahir", "Perawat Terampil")
    for n in range(16):
        add(
            PUSKESMAS[n % 2],
            perawat[n % 4],
            TERTENTU,
            (9, 8, 7, 6)[n % 4],
            awal="III/a" if n % 4 == 0 else "II/c",
            pendidikan=("30", "Diploma III/Sarjana Muda", "D-III Keperawatan"),
            gelar="A.Md.Kep.",
            email=n % 3 > 0,
        )
    for orang, kedudukan in zip(
        found[-6:],
        (("03", "Tugas Belajar"), ("15", "CLTN"), ("99", "Pensiun"), ("20", "Meninggal")),
        strict=False,
    ):
        orang.kedudukan = kedudukan
    return found


UTAMA: Final = (  # headings of data-utama
    "PNS ID|NIP BARU|NIP LAMA|NAMA|GELAR DEPAN|GELAR BELAKANG|TEMPAT LAHIR ID|TEMPAT LAHIR NAMA|"
    "TANGGAL LAHIR|JENIS KELAMIN|AGAMA ID|AGAMA NAMA|JENIS KAWIN ID|JENIS KAWIN NAMA|NIK|NOMOR HP|"
    "EMAIL|EMAIL GOV|ALAMAT|NPWP NOMOR|BPJS|JENIS PEGAWAI ID|JENIS PEGAWAI NAMA|"
    "KEDUDUKAN HUKUM ID|KEDUDUKAN HUKUM NAMA|STATUS CPNS PNS|KARTU ASN VIRTUAL|NOMOR SK CPNS|"
    "TANGGAL SK CPNS|TMT CPNS|NOMOR SK PNS|TANGGAL SK PNS|TMT PNS|GOL AWAL ID|GOL AWAL NAMA|"
    "GOL AKHIR ID|GOL AKHIR NAMA|TMT GOLONGAN|MK TAHUN|MK BULAN|JENIS JABATAN ID|"
    "JENIS JABATAN NAMA|JABATAN ID|JABATAN NAMA|TMT JABATAN|TINGKAT PENDIDIKAN ID|"
    "TINGKAT PENDIDIKAN NAMA|PENDIDIKAN ID|PENDIDIKAN NAMA|TAHUN LULUS|KPKN ID|KPKN NAMA|"
    "LOKASI KERJA ID|LOKASI KERJA NAMA|UNOR ID|UNOR NAMA|INSTANSI INDUK ID|INSTANSI INDUK NAMA|"
    "INSTANSI KERJA ID|INSTANSI KERJA NAMA|SATUAN KERJA ID|SATUAN KERJA NAMA|IS VALID NIK"
)
HEADINGS: Final = {
    "unit-kerja": "UNOR ID|UNOR NAMA|UNOR INDUK ID|JENIS|LINTANG|BUJUR|RADIUS M|POLA KERJA|"
    "KECAMATAN|ALAMAT|KODE POS|ZONA WAKTU|JARAK JALAN KM|JAM PERJALANAN",
    "pegawai-tambahan": "NIP|NIP ATASAN|NAMA BANK|NOMOR REKENING|KELAS JABATAN",
    "riwayat-golongan": "NIP|GOLONGAN|TMT|MKG TAHUN|MKG BULAN|NOMOR SK|TANGGAL SK|JENIS KP|"
    "NOMOR PERTEK|TANGGAL PERTEK",
    "riwayat-jabatan": "NIP|JENIS JABATAN|NAMA JABATAN|UNOR ID|TMT JABATAN|NOMOR SK|KELAS JABATAN",
    "riwayat-pendidikan": "NIP|TINGKAT|NAMA PENDIDIKAN|TAHUN LULUS|NOMOR IJAZAH|SUDAH DICANTUMKAN",
    "riwayat-skp": "NIP|TAHUN|PREDIKAT KINERJA|HASIL KERJA|PERILAKU KERJA",
    "riwayat-keluarga": "NIP|HUBUNGAN|NAMA|TANGGAL LAHIR|TANGGAL NIKAH|STATUS",
    "riwayat-hukdis": "NIP|TINGKAT|JENIS HUKUMAN|NOMOR SK|TMT|TANGGAL AKHIR",
    "riwayat-kgb": "NIP|GOLONGAN|TMT KGB|MKG TAHUN|NOMOR SK",
    "riwayat-pmk": "NIP|TAHUN|BULAN|NOMOR SK|TMT",
    "tkd": "NOMOR INDUK|NIK|NAMA|TANGGAL LAHIR|JENIS KELAMIN|UNOR ID|NOMOR KONTRAK|MULAI KONTRAK|"
    "AKHIR KONTRAK|NOMOR HP",
}


def tables() -> dict[str, Table]:
    """Every workbook by its name without suffix: the heading row, then the data."""
    everybody = people()
    result: dict[str, Table] = {
        "data-utama": [[*UTAMA.split("|")], *(_main_row(o) for o in everybody)]
    }
    for name, heading in HEADINGS.items():
        result[name] = [list(heading.split("|"))]
    by_name = {u.nama: u for u in UNITS}
    result["unit-kerja"] += [
        [
            u.id,
            u.nama,
            by_name[u.induk].id if u.induk else "",
            u.jenis,
            round(-4.54 - u.km / 400, 6),
            round(120.33 - u.km / 900, 6),
            150,
            u.pola,
            u.kecamatan,
            f"Jl. Contoh Unit {n}, Kec. {u.kecamatan}",
            u.kode_pos,
            "Asia/Makassar",
            u.km,
            round(u.km / 36, 1),
        ]
        for n, u in enumerate(UNITS, 1)
    ]
    for orang in everybody:
        for name, row in _histories(orang, everybody):
            result[name].append(row)
    result["tkd"] += [
        [
            f"TKD-{n:05d}",
            f"730899{n + 2:02d}0{n % 9 + 1}95{900 + n:04d}",
            f"{LAKI[n]} {KELUARGA[n]} Kontrak",
            f"{n + 2:02d}-0{n % 9 + 1}-1995",
            "M",
            SEKOLAH[n].id,
            f"800/{100 + n}/2026",
            "01-01-2026",
            "31-12-2026",
            f"08999000{n:04d}",
        ]
        for n in range(8)
    ]
    return result


def _main_row(o: Orang) -> list[object]:
    golongan, tmt, tahun, bulan, _ = o.pangkat()[-1]
    tmt_pns = date(o.tmt_cpns.year + 1, o.tmt_cpns.month, 1)
    pns = o.jenis[0] == "11"
    satker = next((u for u in UNITS if u.nama == o.unit.induk and u.induk), o.unit)
    pemda = (UNITS[0].id, PEMDA)
    row = {
        "PNS ID": _id("orang", o.nip),
        "NIP BARU": o.nip,
        "NAMA": o.nama,
        "GELAR BELAKANG": o.gelar,
        "TEMPAT LAHIR NAMA": "WATAMPONE",
        "TANGGAL LAHIR": _dmy(o.lahir),
        "JENIS KELAMIN": "M" if o.laki else "F",
        "AGAMA ID": "1",
        "AGAMA NAMA": "Islam",
        "JENIS KAWIN ID": "1",
        "JENIS KAWIN NAMA": "Menikah",
        "NIK": o.nik,
        "NOMOR HP": f"08999{o.nomor:07d}",
        "EMAIL": f"contoh{o.nomor:03d}@contoh.test" if o.email else "",
        "ALAMAT": f"Jl. Contoh No. {o.nomor + 1}, Kec. {o.unit.kecamatan}",
        "NPWP NOMOR": f"00{o.nomor:013d}",
        "BPJS": f"000{o.nomor:010d}",
        "JENIS PEGAWAI ID": o.jenis[0],
        "JENIS PEGAWAI NAMA": o.jenis[1],
        "KEDUDUKAN HUKUM ID": o.kedudukan[0],
        "KEDUDUKAN HUKUM NAMA": o.kedudukan[1],
        "STATUS CPNS PNS": o.status,
        "NOMOR SK CPNS": f"813/{o.nomor + 1}/{o.tmt_cpns.year}",
        "TANGGAL SK CPNS": _dmy(o.tmt_cpns),
        "TMT CPNS": _dmy(o.tmt_cpns),
        "NOMOR SK PNS": f"821/{o.nomor + 1}/{tmt_pns.year}" if pns else "",
        "TANGGAL SK PNS": _dmy(tmt_pns) if pns else "",
        "TMT PNS": _dmy(tmt_pns) if pns else "",
        "GOL AWAL NAMA": o.awal,
        "GOL AKHIR NAMA": golongan,
        "TMT GOLONGAN": _dmy(tmt),
        "MK TAHUN": tahun,
        "MK BULAN": bulan,
        "JENIS JABATAN ID": o.jenis_jabatan[0],
        "JENIS JABATAN NAMA": o.jenis_jabatan[1],
        "JABATAN ID": _id("jabatan", o.jabatan),
        "JABATAN NAMA": o.jabatan,
        "TMT JABATAN": _dmy(max(tmt, date(2015, 1, 1))),
        "TINGKAT PENDIDIKAN ID": o.pendidikan[0],
        "TINGKAT PENDIDIKAN NAMA": o.pendidikan[1],
        "PENDIDIKAN ID": _id("pendidikan", o.pendidikan[2]),
        "PENDIDIKAN NAMA": o.pendidikan[2],
        "TAHUN LULUS": o.tmt_cpns.year - 1,
        "KPKN NAMA": "KPPN Watampone",
        "LOKASI KERJA NAMA": "Kab. Bone",
        "UNOR ID": o.unit.id,
        "UNOR NAMA": o.unit.nama,
        "INSTANSI INDUK ID": pemda[0],
        "INSTANSI INDUK NAMA": pemda[1],
        "INSTANSI KERJA ID": pemda[0],
        "INSTANSI KERJA NAMA": pemda[1],
        "SATUAN KERJA ID": satker.id,
        "SATUAN KERJA NAMA": satker.nama,
        "IS VALID NIK": "TRUE",
    }
    return [row.get(heading, "") for heading in UTAMA.split("|")]


def _histories(o: Orang, everybody: list[Orang]) -> Iterator[tuple[str, list[object]]]:
    """Rows of one person in the other workbooks."""
    rank = o.pangkat()
    golongan, tmt, tahun, _, _ = rank[-1]
    atasan = next(p for p in everybody if p.unit.nama in (o.unit.nama, o.unit.induk))
    yield (
        "pegawai-tambahan",
        [
            o.nip,
            atasan.nip if atasan is not o else "",
            "BPD Contoh",
            f"000{o.nomor:010d}",
            o.kelas,
        ],
    )
    for n, (gol, mulai, mk_tahun, mk_bulan, jenis) in enumerate(rank):
        pertek = (f"PG-{o.nomor:03d}{n}/{mulai.year}", _dmy(mulai)) if n else ("", "")
        nomor_sk = f"823/{o.nomor}{n}/{mulai.year}"
        yield (
            "riwayat-golongan",
            [o.nip, gol, _dmy(mulai), mk_tahun, mk_bulan, nomor_sk, _dmy(mulai), jenis, *pertek],
        )
    mulai = max(tmt, date(2015, 1, 1))
    yield (
        "riwayat-jabatan",
        [
            o.nip,
            o.jenis_jabatan[1],
            o.jabatan,
            o.unit.id,
            _dmy(mulai),
            f"821.2/{o.nomor + 1}/{mulai.year}",
            o.kelas,
        ],
    )
    lulus = o.tmt_cpns.year - 1
    _, tingkat, nama = o.pendidikan
    yield "riwayat-pendidikan", [o.nip, tingkat, nama, lulus, f"IJ-{o.nomor:06d}", "Ya"]
    for year in (2024, 2025):
        if o.tmt_cpns.year < year:
            sesuai = "Sesuai Ekspektasi"
            yield "riwayat-skp", [o.nip, year, "Baik", sesuai, sesuai]
    nikah = date(o.tmt_cpns.year + 1, 6, 9)
    pasangan = date(o.lahir.year + (2 if o.laki else -2), o.lahir.month, 11)
    yield (
        "riwayat-keluarga",
        [o.nip, "pasangan", f"Pasangan {o.nomor}", _dmy(pasangan), _dmy(nikah), "hidup"],
    )
    for n in range(1, o.nomor % 3 + 1):
        lahir = date(nikah.year + 3 * n, 1 + o.nomor % 12, 5 + n)
        if lahir < AKHIR:
            yield (
                "riwayat-keluarga",
                [o.nip, "anak", f"Anak {o.nomor}-{n}", _dmy(lahir), "", "kandung"],
            )
    if o.jenis[0] == "11":
        kgb = date(tmt.year + 2, tmt.month, 1)
        if kgb <= AKHIR:
            row = [o.nip, golongan, _dmy(kgb), tahun + 2, f"822/{o.nomor + 1}/{kgb.year}"]
            yield "riwayat-kgb", row
    if o.nomor in (60, 75):
        yield "riwayat-pmk", [o.nip, 2, 6, f"823.9/{o.nomor}/2005", "01-12-2005"]
    if o.nomor in (7, 81, 95):
        sk = f"862/{o.nomor}/2025"
        yield "riwayat-hukdis", [o.nip, "Ringan", "Teguran tertulis", sk, "01-08-2025", ""]


def write(folder: Path) -> None:
    """Write all workbooks into `folder`; every cell that is a name stays text."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables().items():
        with xlsxwriter.Workbook(str(folder / f"{name}.xlsx")) as book:
            book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001  # same bytes
            sheet = book.add_worksheet("Data")
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    else:
                        sheet.write(number, column, cell)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
