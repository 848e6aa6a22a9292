"""What a post is, read from its name and SIASN's kind of post.

The BUP follows the post held, never the golongan, so a post that cannot be read is None here and
`data kurang` later, never a guess. An acting official (Plt., Plh., Pj.) holds another post.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from sitamu.inti.rules.teks import nama_kunci


class JenisJabatan(StrEnum):
    """Kinds of post (UU 20/2023 ps. 13; PP 11/2017)."""

    PELAKSANA = "pelaksana"
    PENGAWAS = "pengawas"
    ADMINISTRATOR = "administrator"
    JPT_PRATAMA = "jpt_pratama"
    JPT_MADYA = "jpt_madya"
    JPT_UTAMA = "jpt_utama"
    FUNGSIONAL = "fungsional"

    @property
    def label(self) -> str:
        """As a page writes it."""
        if self.value.startswith("jpt_"):
            return f"Pimpinan Tinggi {self.value.removeprefix('jpt_').title()}"
        return self.value.title()


class Jenjang(StrEnum):
    """Levels of a jabatan fungsional (PermenPANRB 1/2023)."""

    PEMULA = "pemula"
    TERAMPIL = "terampil"
    MAHIR = "mahir"
    PENYELIA = "penyelia"
    AHLI_PERTAMA = "ahli_pertama"
    AHLI_MUDA = "ahli_muda"
    AHLI_MADYA = "ahli_madya"
    AHLI_UTAMA = "ahli_utama"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return self.value.replace("_", " ").title()


class Rumpun(StrEnum):
    """Groups of functional posts whose BUP a law fixes (PP 11/2017 ps. 240)."""

    GURU = "guru"
    DOSEN = "dosen"
    PROFESOR = "profesor"
    PENELITI = "peneliti"
    PEREKAYASA = "perekayasa"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return self.value.title()


@dataclass(frozen=True, slots=True)
class JabatanFakta:
    """What the rules need to know of a post; None where the name does not tell."""

    jenis: JenisJabatan | None
    jenjang: Jenjang | None = None
    rumpun: Rumpun | None = None
    nama: str = field(default="", compare=False)  # for sentences only


@dataclass(frozen=True, slots=True)
class BarisEselon:
    """Eselon that a structural post may have: of its kind, or of a name that begins so.

    `awalan`: words as `nama_kunci` writes them; empty for every post of the kind.
    """

    jenis: JenisJabatan
    awalan: str
    eselon: tuple[str, ...]


def eselon_of(jabatan: JabatanFakta, rows: Iterable[BarisEselon]) -> tuple[str, ...]:
    """The eselon that the post may have; the row with the longest fitting name wins.

    Several where the name does not tell, none where no row speaks of the post.
    """
    nama = nama_kunci(jabatan.nama)
    fitting = (row for row in rows if row.jenis is jabatan.jenis and nama.startswith(row.awalan))
    best = max(fitting, key=lambda row: len(row.awalan), default=None)
    return best.eselon if best else ()


_SEMENTARA: Final = re.compile(
    r"(plt|plh|pj|pjs|penjabat|pejabat sementara|pelaksana tugas|pelaksana harian)\b"
)
_SINGKATAN: Final = {
    "kadis": "kepala dinas",
    "kadin": "kepala dinas",
    "kaban": "kepala badan",
    "kabid": "kepala bidang",
    "kabag": "kepala bagian",
    "kasi": "kepala seksi",
    "kasubag": "kepala subbagian",
    "kasubbag": "kepala subbagian",
    "kasubbid": "kepala subbidang",
    "kasubid": "kepala subbidang",
    "kasubsi": "kepala subseksi",
    "sekda": "sekretaris daerah",
    "sekwan": "sekretaris dprd",
    "sekcam": "sekretaris kecamatan",
    "seklur": "sekretaris kelurahan",
    "irban": "inspektur pembantu",
    "subag": "subbagian",
    "subbag": "subbagian",
    "subid": "subbidang",
    "subbid": "subbidang",
}
_SUB: Final = re.compile(r"\bsub (bagian|bidang|seksi)\b")
_SEKOLAH: Final = re.compile(
    r"(wakil )?kepala (uptd? )?(spf |satuan pendidikan (formal )?)?"
    r"(sekolah|taman kanak kanak|madrasah|paud|tkn?|sdn?|smpn?|sman?|smkn?|slbn?|min|mtsn?)\b"
)
# The first entry that begins the name decides, so a part of an office comes before the office.
_STRUKTURAL: Final = tuple(
    (re.compile(rf"({'|'.join(awalan)})\b"), jenis)
    for jenis, awalan in (
        (
            JenisJabatan.PENGAWAS,
            (
                "lurah",
                "kepala kelurahan",
                "sekretaris (lurah|kelurahan)",
                "kepala (seksi|subbagian|subbidang|subseksi|tata usaha)",
                "kepala (upt|uptd|uptb|unit pelaksana|puskesmas|pusat kesehatan masyarakat)",
            ),
        ),
        (
            JenisJabatan.JPT_MADYA,
            (
                "sekretaris daerah provinsi",
                "(sekretaris|inspektur|direktur) jenderal",
                "(sekretaris|inspektur) utama",
                "deputi",
                "staf ahli menteri",
            ),
        ),
        (
            JenisJabatan.JPT_PRATAMA,
            (
                "sekretaris (daerah|dprd|dprk|dpra|dewan(?! pengurus))",
                "asisten",
                "staf ahli",
                "inspektur(?! pembantu)",
                "kepala (dinas|badan|biro|kantor wilayah|satuan polisi pamong praja|satpol pp)",
                "kepala pelaksana (badan|bpbd)",
                "kepala (bappeda|bapperida|bappelitbangda|bapenda|bkad|bpkad|bpkd|bpbd)",
                "kepala (bkd|bkpp|bkppd|bkpsdm|bkpsdmd|bkdpsdm|bpsdm)",
            ),
        ),
        (
            JenisJabatan.ADMINISTRATOR,
            (
                "camat",
                "sekretaris",
                "kepala (bidang|bagian|kantor|cabang dinas)",
                "inspektur pembantu",
                "wakil direktur",
            ),
        ),
    )
)
_JENJANG: Final = tuple(
    (re.compile(pattern), jenjang)
    for pattern, jenjang in (
        (r"\bahli utama\b", Jenjang.AHLI_UTAMA),
        (r"\bahli madya\b", Jenjang.AHLI_MADYA),
        (r"\bahli muda\b", Jenjang.AHLI_MUDA),
        (r"\bahli pertama\b", Jenjang.AHLI_PERTAMA),
        (r"\bpenyelia\b", Jenjang.PENYELIA),
        (r"\b(mahir|pelaksana lanjutan)\b", Jenjang.MAHIR),
        (r"\bpemula\b", Jenjang.PEMULA),
        (r"\bterampil\b", Jenjang.TERAMPIL),
        (r"\b(guru besar|profesor)\b", Jenjang.AHLI_UTAMA),
        (r"\blektor kepala\b", Jenjang.AHLI_MADYA),
        (r"\blektor\b", Jenjang.AHLI_MUDA),
        (r"\basisten ahli\b", Jenjang.AHLI_PERTAMA),
        # names before PermenPANRB 13/2019 end in the bare level
        (r"\butama$", Jenjang.AHLI_UTAMA),
        (r"\bmadya$", Jenjang.AHLI_MADYA),
        (r"\bmuda$", Jenjang.AHLI_MUDA),
        (r"\bpertama$", Jenjang.AHLI_PERTAMA),
        (r"\bpelaksana$", Jenjang.TERAMPIL),
    )
)
_AWALAN_JENJANG: Final = re.compile(
    r"^((ahli (pertama|muda|madya|utama)|pelaksana|lanjutan|pemula|terampil|mahir|penyelia) )+"
)
_RUMPUN: Final = tuple(
    (re.compile(rf"({pattern})\b"), rumpun)
    for pattern, rumpun in (
        (r"(dosen )?(guru besar|profesor)", Rumpun.PROFESOR),
        (r"dosen|lektor|asisten ahli", Rumpun.DOSEN),
        (r"guru", Rumpun.GURU),
        (r"peneliti", Rumpun.PENELITI),
        (r"perekayasa", Rumpun.PEREKAYASA),
    )
)


def jabatan_classify(nama: str, jenis_jabatan_siasn: str) -> JabatanFakta:
    """Read a post from its name and the kind that SIASN records.

    Kinds: `Jabatan Struktural`, `Jabatan Fungsional Tertentu`, `Jabatan Fungsional Umum`; any
    other leaves `jenis` None. The kind decides first; a name that does not fit its kind leaves
    `jenis` or `jenjang` None. A kepala sekolah keeps guru under either of the first two.
    """
    kunci, kind = _expanded(nama), nama_kunci(jenis_jabatan_siasn)
    if _SEMENTARA.match(kunci):
        return JabatanFakta(None, nama=nama)
    if "umum" in kind:
        return JabatanFakta(JenisJabatan.PELAKSANA, nama=nama)
    struktural = "struktural" in kind
    if "fungsional" in kind or (struktural and _SEKOLAH.match(kunci)):
        return JabatanFakta(
            JenisJabatan.FUNGSIONAL, jabatan_jenjang(nama), jabatan_rumpun(nama), nama
        )
    found = (jenis for pattern, jenis in _STRUKTURAL if pattern.match(kunci))
    return JabatanFakta(next(found, None) if struktural else None, nama=nama)


def jabatan_jenjang(nama: str) -> Jenjang | None:
    """The level in the name of a functional post, old and new names; None when it has none."""
    kunci = nama_kunci(nama)
    return next((jenjang for pattern, jenjang in _JENJANG if pattern.search(kunci)), None)


def jabatan_rumpun(nama: str, *, profesor: bool = False) -> Rumpun | None:
    """The group a functional post belongs to by name.

    A Guru Besar is a professor, not a guru; a kepala sekolah is a guru; pengawas sekolah,
    penilik and pamong belajar are not. `profesor`: the person is one whatever the post is called.
    """
    kunci = _AWALAN_JENJANG.sub("", _expanded(nama))
    if profesor:
        return Rumpun.PROFESOR
    if _SEKOLAH.match(kunci):
        return Rumpun.GURU
    return next((rumpun for pattern, rumpun in _RUMPUN if pattern.match(kunci)), None)


def _expanded(nama: str) -> str:
    words = (_SINGKATAN.get(word, word) for word in nama_kunci(nama).split())
    return _SUB.sub(r"sub\1", " ".join(words))
