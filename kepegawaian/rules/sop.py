"""The SOP of a service out of its catalogue: steps, actors, flow chart, and when it is valid.

Form: PermenPANRB 35/2012 (identity block, steps with a flow chart of five symbols, mutu baku).
The figures and actors are those of the version; the symbols follow the one table of moves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from kepegawaian.rules.katalog import Pengusul
from kepegawaian.rules.usulan import MOVES, Action, Keluarga, Status

Isi = dict[str, Any]


class Simbol(StrEnum):
    """Symbols of the flow chart: a capsule begins and ends, a box acts, a diamond decides."""

    MULAI = "MULAI"
    PROSES = "PROSES"
    KEPUTUSAN = "KEPUTUSAN"
    SELESAI = "SELESAI"


@dataclass(frozen=True, slots=True)
class TahapBaris:
    """One stage of the catalogue. `baku`: working days; None where somebody outside decides."""

    status: Status
    kegiatan: str
    aktor: str
    baku: int | None
    keluaran: str


@dataclass(frozen=True, slots=True)
class LangkahSop:
    """One line of the SOP. `kembali`: the step to which a no leads; None where none can be said."""

    nomor: int
    kegiatan: str
    aktor: str
    simbol: Simbol
    kelengkapan: str
    waktu: str
    keluaran: str
    status: str
    kembali: int | None = None


def langkah_susun(
    tahap: Sequence[TahapBaris], keluarga: Keluarga, pengusul: Sequence[str]
) -> list[LangkahSop]:
    """The steps from filling in to the outcome; a stage that may send back is a decision."""
    who = " atau ".join(Pengusul(kode).label for kode in pengusul)
    found = [
        LangkahSop(
            nomor=1,
            kegiatan=f"Mengisi usulan, melengkapi berkas, dan mengirimnya ({who})",
            aktor="Pemohon",
            simbol=Simbol.MULAI,
            kelengkapan="Persyaratan layanan",
            waktu="Sesuai kesiapan berkas",
            keluaran="Usulan terkirim",
            status=Status.DRAF.value,
        )
    ]
    moves, before = MOVES[keluarga], "Usulan terkirim"
    for nomor, satu in enumerate(tahap, 2):
        last = nomor == len(tahap) + 1
        sends_back = any(
            (satu.status, action) in moves for action in (Action.RETURN, Action.RECORD_BTS)
        )
        simbol = Simbol.KEPUTUSAN if sends_back else Simbol.SELESAI if last else Simbol.PROSES
        found.append(
            LangkahSop(
                nomor=nomor,
                kegiatan=satu.kegiatan,
                aktor=satu.aktor,
                simbol=simbol,
                kelengkapan=before,
                waktu=waktu_teks(satu.baku),
                keluaran=satu.keluaran or satu.status.label,
                status=satu.status.value,
                kembali=1 if sends_back else None,
            )
        )
        before = satu.keluaran or satu.status.label
    return found


def waktu_teks(baku: int | None) -> str:
    """Standard time in words; a stage without one waits for somebody outside."""
    if baku is None:
        return "Di luar kendali"
    return f"{baku} hari kerja" if baku else "Seketika"


# The flow chart, one row for each step: a row is 80 high, lanes share the width.

LEBAR: Final = 630
LAJUR_TERLEBAR: Final = 160
TINGGI: Final = 80
ATAS, BAWAH = 22, 58  # where a symbol begins and ends
TENGAH: Final = (ATAS + BAWAH) // 2
SETENGAH: Final = 36  # half the width of a symbol


@dataclass(frozen=True, slots=True)
class BarisAlur:
    """One row of the flow chart as shapes: lines by their points, arrowheads, one symbol.

    Points are `x,y` pairs inside the row. `tulisan`: x, y, words.
    """

    nomor: int
    y: int
    simbol: Simbol
    x: int
    garis: list[str] = field(default_factory=list)
    putus: list[str] = field(default_factory=list)
    panah: list[str] = field(default_factory=list)
    tulisan: list[tuple[int, int, str]] = field(default_factory=list)
    bulatan: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def wajik(self) -> str:
        """Corners of the diamond."""
        x, kiri, kanan = self.x, self.x - SETENGAH, self.x + SETENGAH
        return f"{x},{ATAS} {kanan},{TENGAH} {x},{BAWAH} {kiri},{TENGAH}"

    @property
    def kiri(self) -> int:
        """Left edge of a box or capsule."""
        return self.x - SETENGAH


def lajur_of(langkah: Sequence[LangkahSop]) -> list[str]:
    """The actors in the order in which they first act: the lanes."""
    return list(dict.fromkeys(satu.aktor for satu in langkah))


def lebar_lajur(jumlah: int) -> int:
    """Width of one of `jumlah` lanes."""
    return min(LAJUR_TERLEBAR, LEBAR // jumlah)


def alur_gambar(langkah: Sequence[LangkahSop]) -> list[BarisAlur]:
    """The flow chart: down from step to step, dashed back to the step that a no leads to."""
    lanes = lajur_of(langkah)
    lebar = lebar_lajur(len(lanes))

    def centre(satu: LangkahSop) -> int:
        return lanes.index(satu.aktor) * lebar + lebar // 2

    rows = []
    for index, satu in enumerate(langkah):
        x = centre(satu)
        row = BarisAlur(satu.nomor, index * TINGGI, satu.simbol, x)
        if index:
            dari = centre(langkah[index - 1])
            row.garis.append(f"{dari},0 {dari},9 {x},9 {x},{ATAS}")
            row.panah.append(f"{x - 4},{ATAS - 7} {x + 4},{ATAS - 7} {x},{ATAS}")
        if index < len(langkah) - 1:
            row.garis.append(f"{x},{BAWAH} {x},{TINGGI}")
            if satu.simbol is Simbol.KEPUTUSAN:
                row.tulisan.append((x + 5, BAWAH + 12, "Ya"))
        if satu.kembali is not None:
            _back(row, centre(langkah[satu.kembali - 1]), str(satu.kembali), lebar)
        rows.append(row)
    return rows


def _back(row: BarisAlur, ke: int, nomor: str, lebar: int) -> None:
    """A dashed line from the diamond to a circle that names the step, in the lane of that step."""
    side = -1 if ke <= row.x else 1
    if ke == row.x:  # the same lane: the circle stands beside the diamond
        ke = row.x + side * (lebar // 2 - 12)
    ujung, mulai = ke - side * 10, row.x + side * SETENGAH
    pangkal = ujung - side * 7
    row.putus.append(f"{mulai},{TENGAH} {ujung},{TENGAH}")
    row.panah.append(f"{ujung},{TENGAH} {pangkal},{TENGAH - 4} {pangkal},{TENGAH + 4}")
    row.bulatan.append((ke, TENGAH, nomor))
    tepi = row.x + side * lebar // 2
    row.tulisan.append((tepi - 33 if side < 0 else tepi + 4, TENGAH - 5, "Tidak"))


# When it is valid


class StatusSop(StrEnum):
    """How the SOP of one service stands in one unit."""

    BERLAKU = "BERLAKU"
    BELUM = "BELUM"
    KATALOG_BERUBAH = "KATALOG_BERUBAH"
    LEWAT_TINJAU = "LEWAT_TINJAU"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return {
            "BERLAKU": "Berlaku",
            "BELUM": "Belum disahkan",
            "KATALOG_BERUBAH": "Layanannya berubah, sahkan lagi",
            "LEWAT_TINJAU": "Lewat tanggal tinjauan",
        }[self.value]


def tinjau_tanggal(disahkan: date) -> date:
    """A year later: the last day before the SOP must be gone over again. 29 February: the 28th."""
    try:
        return disahkan.replace(year=disahkan.year + 1)
    except ValueError:
        return disahkan.replace(year=disahkan.year + 1, day=28)


def status_sop(
    *, disahkan: bool, versi_sama: bool, tinjau: date | None, hari_ini: date
) -> StatusSop:
    """Valid when signed for the version in force and not past its review, both days inclusive."""
    if not disahkan or tinjau is None:
        return StatusSop.BELUM
    if not versi_sama:
        return StatusSop.KATALOG_BERUBAH
    return StatusSop.LEWAT_TINJAU if hari_ini > tinjau else StatusSop.BERLAKU
