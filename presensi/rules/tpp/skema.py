"""What a sound TPP rule set is. Every fault has a stable code, a place and a sentence.

Kinds of single figures (a percentage, a date) are the shape's matter; here is what the figures say
together, and what can be said of a set that came from anywhere, a file of another government too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from presensi.errors import AturanTppInvalidError
from presensi.rules.tpp.aturan import (
    HARI,
    SERATUS,
    AturanTpp,
    DasarPotongan,
    ModePph,
    Sesi,
    Ukuran,
    tpp_baca,
)

KELAS_TERTINGGI: Final = 17
KUNCI: Final[Mapping[str, frozenset[str]]] = {
    "": frozenset(
        (
            "nama",
            "berlaku_sampai",
            "dasar_potongan",
            "bobot",
            "pita_terlambat",
            "pita_pulang_cepat",
            "tanpa_absen_masuk",
            "tanpa_absen_pulang",
            "alpa",
            "apel",
            "apel_ramadan",
            "status",
            "bayar_status",
            "tidak_dibayar",
            "kejadian_khusus",
            "syarat",
            "maks_potongan_persen",
            "tms",
            "produktivitas",
            "predikat",
            "faktor_bayar",
            "plt",
            "bulan_penuh",
            "hukdis_urutan",
            "mutasi",
            "iuran",
            "pph",
            "pph_tarif",
            "ter",
            "pembulatan",
            "geser_menit",
            "pasal",
        )
    ),
    "bobot": frozenset(("kelas_dari", "kelas_sampai", "produktivitas", "disiplin")),
    "pita_terlambat": frozenset(("kode", "dari", "sampai", "persen")),
    "pita_pulang_cepat": frozenset(("kode", "dari", "sampai", "persen")),
    "tanpa_absen_masuk": frozenset(("kode", "setara_menit")),
    "tanpa_absen_pulang": frozenset(("kode", "setara_menit")),
    "alpa": frozenset(("persen", "dasar")),
    "apel": frozenset(("hari", "sesi", "persen")),
    "status": frozenset(("status", "mulai_hari", "persen", "dasar")),
    "bayar_status": frozenset(("status", "hari", "bayar_persen")),
    "kejadian_khusus": frozenset(("kode", "nama", "tanggal", "bila", "persen", "dasar")),
    "syarat": frozenset(("kode", "nama", "persen")),
    "tms": frozenset(("alpa_lebih_dari_hari", "apel_lebih_dari_persen", "bayar_persen")),
    "produktivitas": frozenset(
        (
            "ukuran",
            "target_menit_per_hari",
            "maks_menit_per_hari",
            "maks_capaian",
            "nol_jika_capaian_sampai",
            "batas_hari_lapor",
            "wajib_ada_presensi",
            "hanya_disetujui",
            "bobot_utama",
            "bobot_tambahan",
        )
    ),
    "predikat": frozenset(("predikat", "persen")),
    "faktor_bayar": frozenset(("jenis", "persen")),
    "plt": frozenset(("setingkat_tambahan_persen", "lebih_tinggi", "min_hari_kerja", "maks_bulan")),
    "mutasi": frozenset(("cara", "tanggal")),
    "iuran": frozenset(("pegawai_persen", "pemberi_kerja_persen", "dasar", "plafon")),
    "pph": frozenset(("mode", "dasar")),
    "pph_tarif": frozenset(("golongan", "persen")),
    "ter": frozenset(("kategori", "sampai", "persen")),
    "pembulatan": frozenset(("arah", "sisa_harian")),
    "pasal": frozenset(("bagian", "dasar")),
}
WAJIB: Final = ("dasar_potongan", "alpa", "faktor_bayar", "plt", "iuran", "pph")
_SHARES: Final = ("produktivitas", "disiplin")


@dataclass(frozen=True, slots=True)
class GalatTpp:
    """`tempat`: key of the set, for a row with its number from 1."""

    kode: str
    tempat: str
    pesan: str


def tpp_galat(nilai: Any) -> list[GalatTpp]:
    """Everything wrong with a stored set; what it says together once it can be read."""
    if not isinstance(nilai, dict):
        return [GalatTpp("bentuk_salah", "", "aturan TPP harus berupa objek.")]
    faults = [*_unknown(nilai), *_missing(nilai)]
    if not faults:
        faults = list(_range(nilai))
    if faults:
        return faults
    try:
        aturan = tpp_baca(nilai)
    except (ValueError, KeyError, TypeError, InvalidOperation, AttributeError) as error:
        return [GalatTpp("tak_terbaca", "", f"ada isian yang tidak terbaca: {str(error)[:80]}.")]
    return list(tpp_bertentangan(aturan))


def tpp_require(nilai: Any) -> AturanTpp:
    """The set as values; raises AturanTppInvalidError."""
    if faults := tpp_galat(nilai):
        raise AturanTppInvalidError((f.kode, f.tempat, f.pesan) for f in faults)
    return tpp_baca(nilai)


def tpp_bertentangan(aturan: AturanTpp) -> Iterator[GalatTpp]:
    """Figures that are sound one by one and wrong together."""
    yield from _shares(aturan)
    for name, bands in (
        ("pita_terlambat", aturan.terlambat),
        ("pita_pulang_cepat", aturan.pulang_cepat),
    ):
        yield from _bands(name, bands)
    for name, rule, bands in (
        ("tanpa_absen_masuk", aturan.tanpa_masuk, aturan.terlambat),
        ("tanpa_absen_pulang", aturan.tanpa_pulang, aturan.pulang_cepat),
    ):
        if rule.kode and rule.setara_menit is not None:
            yield GalatTpp("ganda", name, "isi kode pita atau setara menit, jangan keduanya.")
        elif rule.kode and rule.kode not in {band.kode for band in bands}:
            yield GalatTpp("kode_tak_ada", name, f"tidak ada pita dengan kode {rule.kode}.")
        elif rule.setara_menit is not None and not any(b.memuat(rule.setara_menit) for b in bands):
            yield GalatTpp("menit_di_luar_pita", name, "menitnya tidak masuk pita mana pun.")
    yield from _apel(aturan)
    yield from _tables(aturan)
    yield from _modes(aturan)


def _unknown(nilai: Mapping[str, Any]) -> Iterator[GalatTpp]:
    for key in nilai:
        if key not in KUNCI[""]:
            yield GalatTpp("kunci_tak_dikenal", str(key)[:60], "tidak dikenal.")
    for name, known in KUNCI.items():
        part = nilai.get(name) if name else None
        rows = part if isinstance(part, list) else [part]
        for number, row in enumerate(rows, start=1):
            if row is not None and not isinstance(row, dict):
                yield GalatTpp("bentuk_salah", name, "bentuknya tidak sesuai.")
                continue
            for key in row or ():
                if key not in known:
                    place = f"{name} baris ke-{number}" if isinstance(part, list) else name
                    yield GalatTpp(
                        "kunci_tak_dikenal", f"{place}: {str(key)[:60]}", "tidak dikenal."
                    )


def _missing(nilai: Mapping[str, Any]) -> Iterator[GalatTpp]:
    for key in WAJIB:
        if not nilai.get(key):
            yield GalatTpp("kurang", key, "belum diisi.")


def _range(nilai: Mapping[str, Any]) -> Iterator[GalatTpp]:
    """Percentages are decimals from 0 to 200; minutes are whole and not negative."""
    for name, known in KUNCI.items():
        part: Any = nilai.get(name) if name else nilai
        for row in part if isinstance(part, list) else [part]:
            for key in known & (row or {}).keys():
                value = row[key]
                if value is None or isinstance(value, list | dict):
                    continue
                place = f"{name} {key}".strip()
                if "persen" in key or (name == "bobot" and key in _SHARES):
                    if not _percent(value):
                        yield GalatTpp("persen_salah", place, "harus 0 sampai 200.")
                elif ("menit" in key or key in ("dari", "sampai")) and not _whole(value):
                    pesan = "harus bilangan bulat, tidak negatif."
                    yield GalatTpp("menit_salah", place, pesan)


def _percent(value: Any) -> bool:
    try:
        number = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        return False
    return not isinstance(value, float) and number.is_finite() and 0 <= number <= 2 * SERATUS


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _shares(aturan: AturanTpp) -> Iterator[GalatTpp]:
    if aturan.dasar_potongan is DasarPotongan.SELURUH:
        if aturan.bobot:
            yield GalatTpp(
                "bobot_berlebih", "bobot", "potongan dari seluruh TPP tidak memakai bobot."
            )
        return
    if not aturan.bobot:
        yield GalatTpp("bobot_kosong", "bobot", "isi bobot produktivitas dan disiplin.")
    reached = 0
    for number, row in enumerate(sorted(aturan.bobot, key=lambda row: row.kelas_dari), start=1):
        place = f"bobot baris ke-{number}"
        if row.produktivitas + row.disiplin != SERATUS:
            yield GalatTpp(
                "bobot_bukan_100",
                place,
                f"{row.produktivitas} dan {row.disiplin} tidak berjumlah 100.",
            )
        if row.kelas_sampai < row.kelas_dari:
            yield GalatTpp("kelas_terbalik", place, "kelas sampai lebih kecil daripada kelas dari.")
        if row.kelas_dari <= reached:
            yield GalatTpp("kelas_bertumpuk", place, "kelasnya bertumpuk dengan baris sebelumnya.")
        elif row.kelas_dari > reached + 1:
            yield GalatTpp("kelas_bolong", place, f"belum ada bobot untuk kelas {reached + 1}.")
        reached = max(reached, row.kelas_sampai)
    if aturan.bobot and reached < KELAS_TERTINGGI:
        yield GalatTpp("kelas_bolong", "bobot", f"belum ada bobot untuk kelas {reached + 1}.")


def _bands(name: str, bands: Sequence[Any]) -> Iterator[GalatTpp]:
    """Bands rise without holes or overlaps; only the last is open."""
    codes = [band.kode for band in bands]
    if len(set(codes)) != len(codes):
        yield GalatTpp("kode_ganda", name, "ada kode pita yang dipakai dua kali.")
    rows = sorted(bands, key=lambda band: band.dari)
    for number, band in enumerate(rows):
        if band.sampai is not None and band.sampai < band.dari:
            yield GalatTpp("pita_terbalik", name, f"{band.kode} berakhir sebelum dimulai.")
        if number + 1 == len(rows):
            if band.sampai is not None:
                yield GalatTpp(
                    "pita_tertutup", name, f"{band.kode} pita terakhir harus tanpa batas."
                )
            continue
        after = rows[number + 1]
        if band.sampai is None or after.dari <= band.sampai:
            yield GalatTpp("pita_bertumpuk", name, f"{band.kode} dan {after.kode} bertumpuk.")
        elif after.dari > band.sampai + 1:
            yield GalatTpp(
                "pita_bolong", name, f"menit {band.sampai + 1} tidak masuk pita mana pun."
            )


def _tables(aturan: AturanTpp) -> Iterator[GalatTpp]:
    for name, found in (
        ("status", [(row.status, row.mulai_hari) for row in aturan.status]),
        ("kejadian_khusus", [(row.kode, row.tanggal) for row in aturan.khusus]),
        ("syarat", [(row.kode,) for row in aturan.syarat]),
    ):
        if len(set(found)) != len(found):
            yield GalatTpp("baris_ganda", name, "ada baris yang ditulis dua kali.")
    both = aturan.tidak_dibayar & {row.status for row in aturan.status}
    if both:
        yield GalatTpp(
            "status_bertentangan",
            "tidak_dibayar",
            f"{', '.join(sorted(both))} tidak dibayar, tetapi juga punya persen potongan.",
        )


def _modes(aturan: AturanTpp) -> Iterator[GalatTpp]:
    """What a chosen way of counting needs."""
    if aturan.produktivitas.ukuran is Ukuran.PREDIKAT and not aturan.produktivitas.predikat:
        yield GalatTpp("predikat_kosong", "predikat", "isi persen bayar tiap predikat.")
    if aturan.pph.mode in (ModePph.FINAL, ModePph.PEMDA) and not aturan.pph.tarif:
        yield GalatTpp("tarif_kosong", "pph_tarif", "isi tarif tiap golongan.")
    if aturan.pph.mode is ModePph.TER:
        yield from _ter(aturan)
    if aturan.dasar_potongan is not DasarPotongan.HARIAN and aturan.alpa_dasar == "TPP_HARIAN":
        yield GalatTpp(
            "dasar_salah",
            "alpa",
            "potongan dari TPP sehari hanya untuk TPP yang dibagi per hari kerja.",
        )


def _apel(aturan: AturanTpp) -> Iterator[GalatTpp]:
    seen: set[tuple[str, str]] = set()
    for row in aturan.apel:
        if row.hari not in HARI:
            yield GalatTpp("hari_tak_dikenal", "apel", f"{row.hari} bukan nama hari.")
        if (row.hari, row.sesi) in seen:
            yield GalatTpp("baris_ganda", "apel", f"{row.hari} ditulis dua kali.")
        seen.add((row.hari, row.sesi))
    for day, _ in seen:
        if (day, Sesi.SEHARI) in seen and len([1 for d, _ in seen if d == day]) > 1:
            yield GalatTpp("apel_bertumpuk", "apel", f"{day} punya apel sehari dan per sesi.")
            return


def _ter(aturan: AturanTpp) -> Iterator[GalatTpp]:
    """Each category rises to an open row."""
    for kategori in dict.fromkeys(["A", "B", "C", *(row.kategori for row in aturan.pph.ter)]):
        tops = [row.sampai for row in aturan.pph.ter if row.kategori == kategori]
        if not tops or tops[-1] is not None:
            yield GalatTpp(
                "ter_kosong", "ter", f"kategori {kategori} belum punya tarif sampai akhir."
            )
        closed = [top for top in tops[:-1] if top is not None]
        if len(closed) != len(tops[:-1]) or closed != sorted(set(closed)):
            yield GalatTpp("ter_tidak_urut", "ter", f"batas kategori {kategori} harus menaik.")
