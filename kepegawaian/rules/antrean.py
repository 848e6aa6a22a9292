"""The filter of the queue: what an address may ask for, and how it says so again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from kepegawaian.rules.usulan import DI_MEJA, Status

HITUNG_MAKS: Final = 1_000
"""Beyond this many cases a list says "lebih dari": nobody counts them one by one."""
MASSAL_MAKS: Final = 100
"""So many cases one bulk step moves at most."""
CARI_MAKS: Final = 60


class Milik(StrEnum):
    """Who holds a case."""

    SAYA = "saya"
    BEBAS = "bebas"
    LAIN = "rekan"

    @property
    def label(self) -> str:
        return {"saya": "Saya", "bebas": "Belum diambil", "rekan": "Dipegang rekan"}[self.value]


class Batas(StrEnum):
    """Where a case stands against its promise."""

    LEWAT = "lewat"
    SEGERA = "segera"

    @property
    def label(self) -> str:
        return {"lewat": "Lewat batas", "segera": "Sisa 1 hari kerja atau kurang"}[self.value]


class Urut(StrEnum):
    """Order of the queue; the oldest arrival first unless asked otherwise."""

    BARU = "baru"
    SISA = "sisa"

    @property
    def label(self) -> str:
        return {"baru": "Tiba paling baru", "sisa": "Batas paling dekat"}[self.value]


@dataclass(frozen=True, slots=True)
class Saringan:
    """One question to the queue; an empty field asks for everything. `unit`: with all below it."""

    milik: str = ""
    status: str = ""
    layanan: str = ""
    unit: str = ""
    batas: str = ""
    urut: str = ""
    cari: str = ""

    @property
    def kueri(self) -> str:
        """As an address carries it, without empty fields."""
        return urlencode({nama: nilai for nama, nilai in asdict(self).items() if nilai})

    @property
    def tersimpan(self) -> str:
        """The same without the words searched for, which may be somebody's name."""
        return replace(self, cari="").kueri

    @property
    def menyaring(self) -> bool:
        """Whether anything is left out of the queue."""
        return bool(replace(self, urut="").kueri)

    def tanpa(self, nama: str) -> "Saringan":
        """The same question with one field open again."""
        return replace(self, **{nama: ""})


def saringan_of(asked: Mapping[str, str]) -> Saringan:
    """The filter that an address asks for; what is not known is not asked."""

    def one_of(nama: str, kinds: type[StrEnum]) -> str:
        nilai = asked.get(nama, "")
        return nilai if nilai in {k.value for k in kinds} else ""

    status = asked.get("status", "")
    return Saringan(
        milik=one_of("milik", Milik),
        status=status if status in {s.value for s in DI_MEJA} else "",
        layanan=asked.get("layanan", "")[:40],
        unit=_uuid(asked.get("unit", "")),
        batas=one_of("batas", Batas),
        urut=one_of("urut", Urut),
        cari=" ".join(asked.get("cari", "").split())[:CARI_MAKS],
    )


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def saringan_kata(saringan: Saringan, *, layanan: str, unit: str) -> dict[str, str]:
    """What is asked, in words, by field; `layanan` and `unit` by their names."""
    words = {
        "milik": Milik(saringan.milik).label if saringan.milik else "",
        "status": Status(saringan.status).label if saringan.status else "",
        "layanan": layanan if saringan.layanan else "",
        "unit": unit if saringan.unit else "",
        "batas": Batas(saringan.batas).label if saringan.batas else "",
        "cari": f"“{saringan.cari}”" if saringan.cari else "",
    }
    return {nama: kata for nama, kata in words.items() if kata}


def jumlah_kata(jumlah: int) -> str:
    """A bounded count in words: `48`, or `lebih dari 1.000`."""
    if jumlah <= HITUNG_MAKS:
        return str(jumlah) if jumlah < HITUNG_MAKS else "1.000"
    return "lebih dari 1.000"
