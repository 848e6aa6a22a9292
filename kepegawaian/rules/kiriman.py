"""States of a shipment, their moves, and the shape of a resi.

Resi numbers come only from PT Pos. UPU standard S10 gives the check digit of registered items.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from kepegawaian.errors import KirimanTransitionError


@dataclass(frozen=True, slots=True)
class Tujuan:
    """Where an envelope goes; `kode_pos` is empty when the address names none."""

    nama: str
    alamat: str
    kecamatan: str
    kode_pos: str


def tujuan_ahli_waris(isian: Mapping[str, Any]) -> Tujuan | None:
    """The heir's own address, from the answers of a case of somebody who died.

    The post code is the last number of five digits in it. None without an address.
    """
    alamat = str(isian.get("alamat_ahli_waris") or "").strip()
    if not alamat:
        return None
    found = re.findall(r"(?<!\d)\d{5}(?!\d)", alamat)
    nama = str(isian.get("nama_ahli_waris") or "Ahli waris").strip()
    return Tujuan(nama[:200], alamat[:300], "", found[-1] if found else "")


class StatusKiriman(StrEnum):
    DISIAPKAN = "DISIAPKAN"
    DISERAHKAN = "DISERAHKAN"
    DALAM_PERJALANAN = "DALAM_PERJALANAN"
    PROSES_ANTAR = "PROSES_ANTAR"
    DITERIMA = "DITERIMA"
    GAGAL = "GAGAL"
    KEMBALI = "KEMBALI"

    @property
    def label(self) -> str:
        return LABEL[self]


LABEL: Final[Mapping[StatusKiriman, str]] = {
    StatusKiriman.DISIAPKAN: "Disiapkan",
    StatusKiriman.DISERAHKAN: "Diserahkan ke Pos",
    StatusKiriman.DALAM_PERJALANAN: "Dalam perjalanan",
    StatusKiriman.PROSES_ANTAR: "Diantar",
    StatusKiriman.DITERIMA: "Diterima",
    StatusKiriman.GAGAL: "Gagal diantar",
    StatusKiriman.KEMBALI: "Kembali ke BKPSDM",
}

_DI_POS = (StatusKiriman.DISERAHKAN, StatusKiriman.DALAM_PERJALANAN, StatusKiriman.PROSES_ANTAR)

MOVES: Final[Mapping[StatusKiriman, frozenset[StatusKiriman]]] = {
    StatusKiriman.DISIAPKAN: frozenset({StatusKiriman.DISERAHKAN}),
    StatusKiriman.DISERAHKAN: frozenset(
        {
            StatusKiriman.DALAM_PERJALANAN,
            StatusKiriman.PROSES_ANTAR,
            StatusKiriman.DITERIMA,
            StatusKiriman.GAGAL,
            StatusKiriman.KEMBALI,
        }
    ),
    StatusKiriman.DALAM_PERJALANAN: frozenset(
        {
            StatusKiriman.PROSES_ANTAR,
            StatusKiriman.DITERIMA,
            StatusKiriman.GAGAL,
            StatusKiriman.KEMBALI,
        }
    ),
    StatusKiriman.PROSES_ANTAR: frozenset(
        {StatusKiriman.DITERIMA, StatusKiriman.GAGAL, StatusKiriman.KEMBALI}
    ),
    StatusKiriman.GAGAL: frozenset(
        {StatusKiriman.PROSES_ANTAR, StatusKiriman.DITERIMA, StatusKiriman.KEMBALI}
    ),
    StatusKiriman.DITERIMA: frozenset(),
    StatusKiriman.KEMBALI: frozenset(),
}


def kiriman_next(dari: StatusKiriman, ke: StatusKiriman) -> StatusKiriman:
    """Return `ke` when the move is in the table; raises KirimanTransitionError."""
    if ke not in MOVES[dari]:
        raise KirimanTransitionError(status=dari.label, action=ke.label)
    return ke


_RESI = re.compile(r"[A-Z0-9]{8,20}")
_S10 = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}")
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def resi_normalise(text: str) -> str | None:
    """Trimmed, upper case, without spaces; None when it cannot be a resi (8-20 letters, digits)."""
    resi = re.sub(r"\s", "", text).upper()
    return resi if _RESI.fullmatch(resi) and not resi.startswith("STM") else None


def s10_check_digit(digits: str) -> int:
    """Check digit of 8 serial digits (UPU S10): 11 - (weighted sum mod 11); 10 is 0, 11 is 5."""
    rest = 11 - sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)


def resi_looks_wrong(resi: str) -> bool:
    """True when `resi` has the S10 shape and its check digit does not agree: a warning only."""
    match = _S10.fullmatch(resi)
    return match is not None and s10_check_digit(match[1]) != int(match[2])
