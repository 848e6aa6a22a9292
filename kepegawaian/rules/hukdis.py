"""Hukuman disiplin: what the record says, where it contradicts itself, whom it blocks.

PP 94/2021 ps. 8; penalties of PP 53/2010 stand in old rows. Level and end date count as recorded
until somebody corrects them; a contradiction warns and names both readings.
"""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.rules.teks import nama_kunci, tanggal_panjang


class TingkatHukdis(StrEnum):
    """Level of a penalty."""

    RINGAN = "ringan"
    SEDANG = "sedang"
    BERAT = "berat"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return self.value.title()


@dataclass(frozen=True, slots=True)
class BarisHukdis:
    """A penalty as recorded: in force from `tmt` to `akhir`, both days inclusive.

    `akhir` None: the penalty has no term (a reprimand, a dismissal) or it was never recorded.
    """

    tingkat: TingkatHukdis
    tmt: date
    akhir: date | None = None
    jenis: str = field(default="", compare=False)  # for sentences only


@dataclass(frozen=True, slots=True)
class PeringatanHukdis:
    """A doubt about one row: a stable `kode` and a sentence with both readings."""

    kode: str
    kalimat: str


_TINGKAT: Final = tuple(
    (re.compile(pattern), tingkat, dasar)
    for pattern, tingkat, dasar in (
        (r"teguran (lisan|tertulis)|tidak puas", TingkatHukdis.RINGAN, "PP 94/2021 ps. 8"),
        (
            r"(pemotongan|potongan|potong) .*(tpp|tunjangan|tukin|tambahan penghasilan)",
            TingkatHukdis.SEDANG,
            "PP 94/2021 ps. 8",
        ),
        (
            r"(turun|penurunan) jabatan|pembebasan|pemberhentian|diberhentikan",
            TingkatHukdis.BERAT,
            "PP 94/2021 ps. 8",
        ),
        (r"(tunda|penundaan) (kgb|kp|kenaikan)", TingkatHukdis.SEDANG, "PP 53/2010 ps. 7"),
        (r"(turun|penurunan) pangkat .*\b(3|tiga)\b", TingkatHukdis.BERAT, "PP 53/2010 ps. 7"),
        (r"(turun|penurunan) pangkat .*\b(1|satu)\b", TingkatHukdis.SEDANG, "PP 53/2010 ps. 7"),
    )
)
_LAMA: Final = re.compile(r"\bselama (\d+)(?: [a-z ]+?)? (bulan|tahun)\b")


def hukdis_contradiction(
    tingkat: TingkatHukdis, jenis: str, tmt: date, akhir: date | None
) -> tuple[PeringatanHukdis, ...]:
    """Warnings where level, kind and dates of one row disagree; empty when they agree.

    `hukdis_tingkat_beda`: the kind belongs to another level. `hukdis_akhir_beda`: the term in
    the kind ends on another day than recorded (the day itself and the day before both agree).
    `hukdis_akhir_kosong`: the kind has a term, no end is recorded. `hukdis_akhir_mendahului`:
    the end lies before the TMT. A kind that is not known contradicts nothing.
    """
    found = (
        _level_warning(tingkat, jenis),
        _end_warning(jenis, tmt, akhir),
    )
    return tuple(warning for warning in found if warning)


def hukdis_heaviest(rows: Iterable[BarisHukdis]) -> TingkatHukdis | None:
    """The heaviest level among `rows`; None without any."""
    return max((row.tingkat for row in rows), key=list(TingkatHukdis).index, default=None)


def hukdis_blocking(
    rows: Iterable[BarisHukdis], pada: date, *, bulan: int, tingkat: Container[TingkatHukdis]
) -> tuple[BarisHukdis, ...]:
    """The rows of a level in `tingkat` that stand in the way on `pada`, as recorded.

    A row blocks while it is served (`tmt` to `akhir`, both inclusive) and when it was imposed in
    the last `bulan` months: after the same day `bulan` months ago, up to and including `pada`.
    A row that begins later does not.
    """
    sejak = tambah_bulan(pada, -bulan)
    return tuple(
        row
        for row in rows
        if row.tingkat in tingkat
        and row.tmt <= pada
        and (row.tmt > sejak or (row.akhir is not None and row.akhir >= pada))
    )


def _level_warning(tingkat: TingkatHukdis, jenis: str) -> PeringatanHukdis | None:
    kunci = nama_kunci(jenis)
    found = ((level, dasar) for pattern, level, dasar in _TINGKAT if pattern.search(kunci))
    menurut_jenis, dasar = next(found, (tingkat, ""))
    if menurut_jenis is tingkat:
        return None
    return PeringatanHukdis(
        "hukdis_tingkat_beda",
        f"Tingkat tercatat {tingkat.label}, sedangkan “{jenis}” termasuk tingkat "
        f"{menurut_jenis.label} ({dasar}). "
        f"Sampai dibetulkan, yang dipakai tingkat {tingkat.label}.",
    )


def _end_warning(jenis: str, tmt: date, akhir: date | None) -> PeringatanHukdis | None:
    if akhir is not None and akhir < tmt:
        return PeringatanHukdis(
            "hukdis_akhir_mendahului",
            f"Tanggal akhir {tanggal_panjang(akhir)} mendahului TMT {tanggal_panjang(tmt)}. "
            "Sampai dibetulkan, tanggal tercatat yang dipakai.",
        )
    match = _LAMA.search(nama_kunci(jenis))
    if match is None:
        return None
    bulan = int(match[1]) * (12 if match[2] == "tahun" else 1)
    seharusnya = tambah_bulan(tmt, bulan)
    dari_jenis = f"“{jenis}” sejak {tanggal_panjang(tmt)} berakhir {tanggal_panjang(seharusnya)}"
    if akhir is None:
        return PeringatanHukdis(
            "hukdis_akhir_kosong",
            f"{dari_jenis}, sedangkan tanggal akhir tidak tercatat. "
            "Sampai dibetulkan, hukuman dianggap tanpa tanggal akhir.",
        )
    if akhir in (seharusnya, seharusnya - timedelta(days=1)):
        return None
    return PeringatanHukdis(
        "hukdis_akhir_beda",
        f"{dari_jenis}, sedangkan tanggal akhir tercatat {tanggal_panjang(akhir)}. "
        f"Sampai dibetulkan, yang dipakai {tanggal_panjang(akhir)}.",
    )
