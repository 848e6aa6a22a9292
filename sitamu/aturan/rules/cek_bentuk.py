"""What the figures and rows of one parameter must say together, each sound by itself."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from kepegawaian.rules.golongan import SEMUA
from kepegawaian.rules.jabatan import JenisJabatan, Jenjang
from kepegawaian.rules.kinerja import Predikat
from sitamu.aturan.rules.bentuk import PALING_AKHIR, Cek, Galat, Isian
from sitamu.inti.rules.teks import rupiah

GAJI_LANGKAH_MAKS: Final = 2  # years between two steps


def _row(kunci: str, number: int, kolom: str, teks: str, pesan: str) -> Galat:
    """A fault in one cell; rows count from 1."""
    return Galat(f"baris ke-{number}, {teks}", pesan, f"{kunci}:{number - 1}:{kolom}")


def menurun(*kunci: str) -> Cek:
    """Figures that may not rise from one to the next."""

    def check(isian: Isian) -> Iterator[Galat]:
        for before, after in pairwise(kunci):
            if isian[after] > isian[before]:
                yield Galat("", f"{_words(after)} tidak boleh melebihi {_words(before)}.", after)

    return check


def _words(kunci: str) -> str:
    return kunci.replace("_", " ")


def naik(kunci: str, dari: str, sampai: str, *, tepat: bool = False) -> Cek:
    """A golongan in one column that is not below the one in another (`tepat`: above it)."""

    def check(isian: Isian) -> Iterator[Galat]:
        for number, row in enumerate(isian[kunci], start=1):
            low, high = SEMUA[row[dari]], SEMUA[row[sampai]]
            if high < low or (tepat and high == low):
                yield _row(
                    kunci,
                    number,
                    sampai,
                    sampai,
                    f"golongan {high} harus {'di atas' if tepat else 'paling sedikit'} {low}.",
                )

    return check


def lengkap(kunci: str, kolom: str, choices: Iterable[tuple[Any, str]]) -> Cek:
    """Every choice has a row."""
    wanted = tuple(choices)

    def check(isian: Isian) -> Iterator[Galat]:
        there = {row[kolom] for row in isian[kunci]}
        if missing := [words for value, words in wanted if value not in there]:
            yield Galat("", f"belum ada baris untuk: {', '.join(missing)}.", kunci)

    return check


def bup(isian: Isian) -> Iterator[Galat]:
    """Every kind of post, and every level of functional posts, has a BUP without an end."""
    rows: Sequence[dict[str, Any]] = isian["baris"]
    for number, row in enumerate(rows, start=1):
        end = row["berlaku_sampai"]
        if end is not None and end < row["berlaku_mulai"]:
            yield _row(
                "baris",
                number,
                "berlaku_sampai",
                "berlaku sampai",
                f"sebelum berlaku mulai ({_day(row['berlaku_mulai'])}).",
            )
        if row["rumpun"] and row["jenis"] not in (None, JenisJabatan.FUNGSIONAL):
            yield _row("baris", number, "rumpun", "rumpun", "hanya untuk jenis jabatan Fungsional.")
        if row["jenjang"] and row["jenis"] not in (None, JenisJabatan.FUNGSIONAL):
            yield _row(
                "baris", number, "jenjang", "jenjang", "hanya untuk jenis jabatan Fungsional."
            )
    yield from _overlaps(rows)
    for jenis in JenisJabatan:
        levels: tuple[Jenjang | None, ...] = (
            tuple(Jenjang) if jenis is JenisJabatan.FUNGSIONAL else (None,)
        )
        for jenjang in levels:
            if not any(_covers(row, jenis, jenjang) for row in rows):
                level = f" {jenjang.label}" if jenjang else ""
                yield Galat(
                    "",
                    f"belum ada baris untuk jabatan {jenis.label}{level} yang berlaku terus "
                    "(tanpa rumpun dan tanpa tanggal berakhir).",
                    "baris",
                )


def _covers(row: dict[str, Any], jenis: JenisJabatan, jenjang: Jenjang | None) -> bool:
    return (
        row["jenis"] in (None, jenis)
        and row["jenjang"] in (None, jenjang)
        and row["rumpun"] is None
        and row["berlaku_sampai"] is None
    )


def _overlaps(rows: Sequence[dict[str, Any]]) -> Iterator[Galat]:
    """Two rows for one description whose ends are both fixed may not cross."""
    seen: dict[tuple[Any, ...], list[tuple[str, str, int]]] = {}
    for number, row in enumerate(rows, start=1):
        key = (row["jenis"], row["jenjang"], row["rumpun"])
        start = row["berlaku_mulai"]
        end = row["berlaku_sampai"] or PALING_AKHIR.isoformat()
        for other_start, other_end, other in seen.setdefault(key, []):
            fixed = end != PALING_AKHIR.isoformat() and other_end != PALING_AKHIR.isoformat()
            if fixed and start <= other_end and other_start <= end:
                yield _row(
                    "baris",
                    number,
                    "berlaku_mulai",
                    "berlaku mulai",
                    f"bertumpuk dengan baris ke-{other}.",
                )
        seen[key].append((start, end, number))


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d-%m-%Y}"


def gaji(codes: Sequence[str]) -> Cek:
    """A pay table: every golongan, steps two years apart, never less for more service."""

    def check(isian: Isian) -> Iterator[Galat]:
        steps: dict[str, list[tuple[int, int, int]]] = {code: [] for code in codes}
        for number, row in enumerate(isian["baris"], start=1):
            steps[row["golongan"]].append((row["mkg"], row["gaji"], number))
        if missing := [code for code in codes if not steps[code]]:
            yield Galat("", f"belum ada baris untuk golongan {', '.join(missing)}.", "baris")
        for code, found in steps.items():
            found.sort()
            for (mkg, pay, _), (next_mkg, next_pay, number) in pairwise(found):
                if next_mkg - mkg > GAJI_LANGKAH_MAKS:
                    yield _row(
                        "baris",
                        number,
                        "mkg",
                        "mkg",
                        f"golongan {code}: tidak ada baris antara MKG {mkg} dan {next_mkg} tahun.",
                    )
                if next_pay < pay:
                    yield _row(
                        "baris",
                        number,
                        "gaji",
                        "gaji",
                        f"golongan {code}: {rupiah(next_pay)} lebih kecil daripada {rupiah(pay)} "
                        f"pada MKG {mkg} tahun.",
                    )

    return check


def pokok(isian: Isian) -> Iterator[Galat]:
    """The lowest percentage is not above the highest."""
    low, high = Decimal(isian["persen_terendah"]), Decimal(isian["persen_tertinggi"])
    if low > high:
        yield Galat("", "persen terendah melebihi persen tertinggi.", "persen_terendah")


def jendela(isian: Isian) -> Iterator[Galat]:
    """The window opens before it closes."""
    start = (-isian["mulai_bulan_sebelum"], isian["mulai_tanggal"])
    end = (-isian["akhir_bulan_sebelum"], isian["akhir_tanggal"])
    if start > end:
        yield Galat("", "masa pengusulan berakhir sebelum dimulai.", "akhir_bulan_sebelum")


def predikat_turun(isian: Isian) -> Iterator[Galat]:
    """A worse rating never gives more."""
    persen = {row["predikat"]: Decimal(row["persen"]) for row in isian["persen"]}
    ratings = [p.value for p in Predikat if p.value in persen]
    for better, worse in pairwise(ratings):
        if persen[worse] > persen[better]:
            yield Galat("", f"{worse} tidak boleh melebihi {better}.", "persen")
