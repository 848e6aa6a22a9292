"""Cells and rows of staff lists: what enters, what is refused and why."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from kepegawaian.rules.impor import (
    BarisUnit,
    Reader,
    RowRefusedError,
    baca_bilangan,
    baca_desimal,
    baca_golongan,
    baca_nik,
    baca_nip,
    baca_nomor,
    baca_pilihan,
    baca_tanggal,
    baca_teks,
    baca_uuid,
    golongan_refuse,
    hukdis_doubts,
    kontrak_refuse,
    nik_doubts,
    nip_refuse,
    nip_shape_refuse,
    tmt_golongan_refuse,
    unit_paths,
)

HARI_INI = date(2026, 11, 25)
NIP = "198301032010012001"


def _kode(read: Reader, cell: object) -> str:
    with pytest.raises(RowRefusedError) as refusal:
        read(cell)
    assert refusal.value.pesan.endswith(".")
    return refusal.value.kode


@pytest.mark.parametrize(
    ("cell", "teks"),
    [
        ("  Siti   Aminah ", "Siti Aminah"),
        ("'08123", "08123"),
        ("a\u00a0b\tc\nd", "a b c d"),
        ("<b>Siti</b>", "<b>Siti</b>"),
        ("Ma'ruf", "Ma'ruf"),
        (92751.0, "92751"),
        (True, "TRUE"),
        ("", None),
        ("  ' ", None),
    ],
)
def test_text_is_trimmed_and_otherwise_taken_as_it_stands(cell: object, teks: str | None) -> None:
    assert baca_teks(20)(cell) == teks


@pytest.mark.parametrize(
    ("cell", "kode"),
    [
        ("Siti\x00", "karakter_kendali"),
        ("\u202eitiS", "karakter_kendali"),
        ("x" * 21, "terlalu_panjang"),
        (1.5, "bukan_teks"),
        (1e15, "bukan_teks"),
        (float("inf"), "bukan_teks"),
        (date(2020, 1, 1), "bukan_teks"),
    ],
)
def test_text_that_hides_something_or_does_not_fit_is_refused(cell: object, kode: str) -> None:
    assert _kode(baca_teks(20), cell) == kode


def test_a_number_that_is_a_name_must_be_text() -> None:
    assert baca_nomor(20)("0012 34") == "0012 34"
    assert _kode(baca_nomor(20), 1234.0) == "nomor_angka"


def test_a_nip_in_a_number_cell_has_lost_its_last_digits_and_never_enters() -> None:
    assert _kode(baca_nip, 1.97710142007012e17) == "nip_angka"
    assert _kode(baca_nip, "1,97710142007012E+17") == "nip_angka"
    assert baca_nip("'19830103 201001 2 001 ") == NIP
    assert baca_nip("") is None


def test_a_nik_in_a_number_cell_is_refused() -> None:
    assert _kode(baca_nik, 7308044301839306.0) == "nik_angka"
    assert baca_nik(" '7308044301839306") == "7308044301839306"


@pytest.mark.parametrize(
    "cell",
    ["03-01-1983", " '3-1-1983 ", "1983-01-03", date(1983, 1, 3), datetime(1983, 1, 3, 7)],  # noqa: DTZ001
)
def test_a_date_is_taken_as_text_or_as_a_date_cell(cell: object) -> None:
    assert baca_tanggal(cell) == date(1983, 1, 3)


@pytest.mark.parametrize(
    ("cell", "kode"),
    [
        ("31-02-1975", "tanggal_mustahil"),
        ("29-02-2023", "tanggal_mustahil"),
        ("01-01-1899", "tanggal_mustahil"),
        ("01-01-2101", "tanggal_mustahil"),
        ("1983/01/03", "tanggal_tak_terbaca"),
        ("03-01-83", "tanggal_tak_terbaca"),
        (30319.0, "tanggal_tak_terbaca"),
    ],
)
def test_a_date_that_does_not_exist_is_refused(cell: object, kode: str) -> None:
    assert _kode(baca_tanggal, cell) == kode


@pytest.mark.parametrize(("cell", "nilai"), [(11.0, 11), ("'0", 0), ("", None), (" ", None)])
def test_a_whole_number_within_its_edges_is_taken(cell: object, nilai: int | None) -> None:
    assert baca_bilangan(0, 11)(cell) == nilai


@pytest.mark.parametrize("cell", [12.0, -1.0, 1.5, "dua", True, date(2020, 1, 1)])
def test_another_number_is_refused(cell: object) -> None:
    assert _kode(baca_bilangan(0, 11), cell) == "bilangan_salah"


def test_a_decimal_takes_the_comma_of_the_country() -> None:
    assert baca_desimal(0, 10, 1)("3,25") == Decimal("3.2")
    assert baca_desimal(0, 10, 1)("") is None
    assert _kode(baca_desimal(0, 10, 1), "11") == "bilangan_salah"
    assert _kode(baca_desimal(0, 10, 1), "nan") == "bilangan_salah"


def test_a_unit_id_that_is_no_uuid_is_an_unknown_unit() -> None:
    read = baca_uuid("unor_tak_dikenal", "Betulkan.")
    assert read("5F1EB84FD75D4DD7A1024F42E94A0A97") == "5f1eb84f-d75d-4dd7-a102-4f42e94a0a97"
    assert _kode(read, "TIDAK-ADA") == "unor_tak_dikenal"


def test_a_golongan_is_read_in_its_common_spellings() -> None:
    assert baca_golongan(" 'iii/D ") == "III/d"
    assert baca_golongan("") is None
    assert _kode(baca_golongan, "V/z") == "golongan_tak_dikenal"


def test_one_of_a_closed_list_is_compared_by_its_letters() -> None:
    read = baca_pilihan({"pns daerah": "PNS"}, "jenis_tak_dikenal", "Jenis")
    assert read(" PNS  daerah") == "PNS"
    assert _kode(read, "TNI") == "jenis_tak_dikenal"


def _nip(**changes: object) -> str | None:
    facts: dict[str, object] = {
        "nip": NIP,
        "jenis": "PNS",
        "tanggal_lahir": date(1983, 1, 3),
        "jenis_kelamin": "P",
        "tmt_cpns": date(2010, 1, 1),
    }
    try:
        nip_refuse(**{**facts, **changes})  # type: ignore[arg-type]
    except RowRefusedError as refusal:
        return refusal.kode
    return None


def test_a_nip_must_agree_with_its_row() -> None:
    assert _nip() is None
    assert _nip(tanggal_lahir=date(1983, 1, 4)) == "nip_beda_tanggal_lahir"
    assert _nip(jenis_kelamin="L") == "nip_beda_jenis_kelamin"
    assert _nip(tmt_cpns=date(2011, 1, 1)) == "nip_beda_tmt_cpns"
    assert _nip(nip="198313032010012001") == "nip_tanggal_lahir"


@pytest.mark.parametrize(
    ("nip", "kode"), [("1" * 17, "nip_panjang"), ("1" * 17 + "x", "nip_bukan_angka")]
)
def test_a_nip_of_another_shape_joins_nothing(nip: str, kode: str) -> None:
    assert _kode(lambda _: nip_shape_refuse(nip), None) == kode


def test_a_golongan_from_tomorrow_or_of_the_other_kind_is_refused() -> None:
    golongan_refuse("III/d", HARI_INI, "PNS", HARI_INI)
    golongan_refuse(None, None, "PPPK", HARI_INI)
    tomorrow = date(2026, 11, 26)
    kode = _kode(lambda _: tmt_golongan_refuse(tomorrow, HARI_INI, "TMT"), None)
    assert kode == "tmt_golongan_masa_depan"
    for golongan, jenis in (("IX", "PNS"), ("III/d", "PPPK")):
        kode = _kode(lambda _, g=golongan, j=jenis: golongan_refuse(g, None, j, HARI_INI), None)
        assert kode == "golongan_tak_dikenal"


def test_a_contract_ends_on_its_first_day_at_the_earliest() -> None:
    kontrak_refuse(HARI_INI, HARI_INI, "AKHIR KONTRAK")
    mundur = date(2026, 11, 24)
    refused = _kode(lambda _: kontrak_refuse(HARI_INI, mundur, "AKHIR KONTRAK"), None)
    assert refused == "kontrak_terbalik"


def test_a_nik_that_disagrees_only_warns() -> None:
    facts = {"tanggal_lahir": date(1983, 1, 3), "jenis_kelamin": "P"}
    assert not list(nik_doubts("7308044301839306", **facts))  # type: ignore[arg-type]
    found = list(nik_doubts("7308040401839306", **facts))  # type: ignore[arg-type]
    assert [kode for kode, _ in found] == ["nik_beda_tanggal_lahir", "nik_beda_jenis_kelamin"]
    assert [kode for kode, _ in nik_doubts("123", **facts)] == ["nik_meragukan"]  # type: ignore[arg-type]


def test_a_hukdis_whose_level_contradicts_its_kind_warns() -> None:
    found = hukdis_doubts("ringan", "Penurunan jabatan", HARI_INI, None)
    assert [kode for kode, _ in found] == ["hukdis_tingkat_beda"]


def _paths(
    *tree: tuple[str, str | None], known: dict[str, tuple[str | None, str]] | None = None
) -> tuple[dict[str, str], dict[str, str]]:
    rows = [BarisUnit(index, unit, induk) for index, (unit, induk) in enumerate(tree, start=2)]
    paths, refused = unit_paths(rows, known or {})
    return paths, {row.id: error.kode for row, error in refused}


def test_a_unit_gets_the_path_of_its_parent_and_four_characters() -> None:
    paths, refused = _paths(
        ("anak", "dinas"), ("dinas", "pemda"), ("pemda", None), ("upt", "dinas")
    )
    assert not refused
    assert paths == {
        "pemda": "0000.",
        "dinas": "0000.0000.",
        "anak": "0000.0000.0000.",
        "upt": "0000.0000.0001.",
    }


def test_a_later_list_counts_on_and_leaves_known_units_where_they_are() -> None:
    known = {"pemda": (None, "0000."), "dinas": ("pemda", "0000.000z.")}
    paths, refused = _paths(("pemda", None), ("baru", "pemda"), ("dinas", "baru"), known=known)
    assert paths == {"pemda": "0000.", "baru": "0000.0010."}
    assert refused == {"dinas": "induk_berubah"}


def test_a_second_root_and_all_below_it_are_refused() -> None:
    paths, refused = _paths(("pemda", None), ("lain", None), ("bawah", "lain"), ("jauh", "bawah"))
    assert paths == {"pemda": "0000."}
    assert refused == {"lain": "akar_kedua", "bawah": "induk_ditolak", "jauh": "induk_ditolak"}


def test_units_in_a_circle_or_under_an_unknown_parent_are_refused() -> None:
    _, refused = _paths(("pemda", None), ("a", "b"), ("b", "a"), ("c", "a"), ("d", "entah"))
    assert refused == {
        "a": "unor_melingkar",
        "b": "unor_melingkar",
        "c": "induk_ditolak",
        "d": "induk_tak_dikenal",
    }


def test_a_tree_deeper_than_forty_levels_is_cut() -> None:
    chain = [("0", None), *((str(n), str(n - 1)) for n in range(1, 41))]
    paths, refused = _paths(*chain)
    assert len(paths) == 40
    assert refused == {"40": "unor_terlalu_dalam"}
