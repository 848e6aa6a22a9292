"""Words and figures as the portal prints them, and the folding of names."""

import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

BULAN: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
SATUAN: Final = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
RIBUAN: Final = (
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (10**3, "ribu"),
)
APOSTROF: Final = frozenset("'`´‘’‛ʻʼʽʾʿ′")
TITIK: Final = "•"


def terbilang(n: int) -> str:
    """Indonesian words for a whole number below 10^15 either way; ValueError beyond.

    One thousand is `seribu` also inside a larger number: `satu juta seribu`.
    """
    if n < 0:
        return f"minus {terbilang(-n)}"
    if n >= 10**15:
        raise ValueError("terbilang covers numbers below 10^15")
    if n < 1000:
        return _below_thousand(n)
    words: list[str] = []
    for besar, nama in RIBUAN:
        banyak, n = divmod(n, besar)
        if banyak == 1 and nama == "ribu":
            words.append("seribu")
        elif banyak:
            words += [_below_thousand(banyak), nama]
    if n:
        words.append(_below_thousand(n))
    return " ".join(words)


def _below_thousand(n: int) -> str:
    if n < 12:
        return SATUAN[n]
    if n < 20:
        return f"{SATUAN[n - 10]} belas"
    if n < 100:
        banyak, sisa = divmod(n, 10)
        awal = f"{SATUAN[banyak]} puluh"
    else:
        banyak, sisa = divmod(n, 100)
        awal = "seratus" if banyak == 1 else f"{SATUAN[banyak]} ratus"
    return f"{awal} {_below_thousand(sisa)}" if sisa else awal


def tanggal_panjang(tanggal: date) -> str:
    """`1 Maret 2027`: day without leading zero, month in words."""
    return f"{tanggal.day} {BULAN[tanggal.month - 1]} {tanggal.year}"


def rupiah(nilai: int | Decimal) -> str:
    """`Rp1.250.000`, `-Rp500`; sen (two digits, half up) only when there are any: `Rp0,50`."""
    sen = Decimal(nilai).quantize(Decimal("0.01"), ROUND_HALF_UP)
    utuh, pecahan = f"{abs(sen):,.2f}".split(".")
    tanda = "-" if sen < 0 else ""
    ekor = "" if pecahan == "00" else f",{pecahan}"
    return f"{tanda}Rp{utuh.replace(',', '.')}{ekor}"


def desimal(nilai: Decimal | int) -> str:
    """`62,5`: as many decimals as there are, zeros at the end left out; `100`."""
    teks = f"{Decimal(nilai):f}"
    return (teks.rstrip("0").rstrip(".") if "." in teks else teks).replace(".", ",")


def nama_kunci(nama: str) -> str:
    """The stored sort and search key of a name: the one folding function of the project.

    Without accents, case and punctuation; an apostrophe vanishes (Ma'ruf = Maruf), any other
    sign parts words (Nur-Aini = Nur Aini), runs of spaces become one. Folding twice changes
    nothing.
    """
    if nama.isascii() and nama.replace(" ", "").isalnum():  # most names; the long way says the same
        return " ".join(nama.lower().split())
    tanpa_apostrof = "".join(c for c in nama if c not in APOSTROF)
    huruf = unicodedata.normalize("NFKD", tanpa_apostrof.casefold()).casefold()
    return " ".join("".join(_folded(c) for c in huruf).split())


def _folded(c: str) -> str:
    kategori = unicodedata.category(c)
    if kategori[0] == "M" or kategori == "Cf":
        return ""
    return c if kategori[0] in "LN" else " "


def nip_samar(nip: str) -> str:
    """A NIP without its first eight digits, which are the birth date (UU 27/2022)."""
    return TITIK * min(8, len(nip)) + nip[8:]


def nik_samar(nik: str) -> str:
    """A NIK of which only the last two digits show (UU 27/2022)."""
    return TITIK * max(len(nik) - 2, min(2, len(nik))) + (nik[-2:] if len(nik) > 2 else "")


def masa_kerja_teks(tahun: int, bulan: int, *, lengkap: bool = False) -> str:
    """`28 tahun 3 bulan`; a zero part is left out unless `lengkap` (letters print both)."""
    if lengkap or (tahun and bulan):
        return f"{tahun} tahun {bulan} bulan"
    return f"{tahun} tahun" if tahun else f"{bulan} bulan"
