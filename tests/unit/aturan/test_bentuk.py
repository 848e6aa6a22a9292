"""The shapes: every parameter has one, what they refuse and in which words."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presensi.rules.tpp.aturan import tpp_baca
from presensi.rules.tpp.contoh import contoh_ke_nilai
from sitamu.aturan.rule_sets import rule_sets_shipped
from sitamu.aturan.rules.bentuk import beda, pecah, periksa_nilai, susun
from sitamu.aturan.rules.daftar_bentuk import BENTUK, KELOMPOK
from sitamu.aturan.selectors import BANGUN, faults_of
from sitamu.inti.models import Parameter
from tests.unit.kepegawaian.pustaka import Baris, semua_baris

BAWAAN: dict[str, Any] = {row.kunci: json.loads(json.dumps(row.nilai)) for row in semua_baris()}


def nilai(kunci: str) -> Any:
    return json.loads(json.dumps(BAWAAN[kunci]))


def pesan(kunci: str, value: Any) -> list[str]:
    return [str(fault) for fault in periksa_nilai(BENTUK[kunci], value)]


@pytest.mark.django_db
def test_every_parameter_in_the_database_has_a_shape_and_passes_it() -> None:
    rows = list(Parameter.objects.all())
    assert {row.kunci for row in rows} == BENTUK.keys() - {"TPP"}  # no Perbup is guessed
    for row in rows:
        assert (row.kunci, faults_of(row)) == (row.kunci, [])


@pytest.mark.django_db
def test_taking_apart_and_putting_together_changes_nothing() -> None:
    for row in Parameter.objects.all():
        bentuk = BENTUK[row.kunci]
        isian, faults = pecah(bentuk, row.nilai)
        assert faults == []
        assert susun(bentuk, isian) == row.nilai
        assert beda(bentuk, row.nilai, row.nilai) == []


def test_every_shape_stands_under_a_subject_and_is_read_by_a_rule_or_no_staff_depends_on_it() -> (
    None
):
    assert {b.kelompok for b in BENTUK.values()} <= set(KELOMPOK)
    unread = {b.kunci for b in BENTUK.values() if b.pegawai} - BANGUN.keys()
    assert unread == {"HUKDIS_BEBAS", "KONTRAK_PPPK", "KP_ANUMERTA"}  # single figures


@pytest.mark.parametrize("contoh", rule_sets_shipped().values(), ids=lambda row: row["id"])
def test_every_example_rule_set_has_the_shape_and_says_the_same_when_put_together(
    contoh: dict[str, Any],
) -> None:
    value = contoh_ke_nilai(contoh)
    isian, faults = pecah(BENTUK["TPP"], value)
    assert faults == []
    assert pesan("TPP", value) == []
    assert tpp_baca(susun(BENTUK["TPP"], isian)) == tpp_baca(value)


def test_a_set_that_contradicts_itself_is_told_at_its_field() -> None:
    value = contoh_ke_nilai(rule_sets_shipped()["A-2026"])
    value["bobot"][0]["disiplin"] = "30"
    (fault,) = periksa_nilai(BENTUK["TPP"], value)
    assert str(fault) == (
        "Bobot produktivitas dan disiplin baris ke-1: 60 dan 30 tidak berjumlah 100."
    )
    assert fault.bidang == "bobot"


def _bup(change: Callable[[list[dict[str, Any]]], Any]) -> Any:
    value = nilai("BUP")
    change(value["baris"])
    return value


@pytest.mark.parametrize(
    ("change", "kalimat"),
    [
        (lambda b: b[2].update(umur=75), "BUP, baris ke-3, umur: harus angka 50–70."),
        (lambda b: b[2].update(umur="58"), "BUP, baris ke-3, umur: harus angka 50–70."),
        (lambda b: b[2].update(umur=True), "BUP, baris ke-3, umur: harus angka 50–70."),
        (lambda b: b[2].pop("umur"), "BUP, baris ke-3, umur: belum diisi."),
        (lambda b: b[0].update(lain=1), "BUP, baris ke-1: “lain” tidak dikenal."),
        (
            lambda b: b[0].update(berlaku_mulai="2027-02-30"),
            "BUP, baris ke-1, berlaku mulai: harus tanggal, seperti 31-12-2026.",
        ),
        (
            lambda b: b[0].update(berlaku_mulai="1899-12-31"),
            "BUP, baris ke-1, berlaku mulai: harus antara tahun 1900 dan 2200.",
        ),
        (
            lambda b: b.append(dict(b[0])),
            "BUP, baris ke-26: sama dengan baris ke-1. Hapus salah satunya.",
        ),
        (
            lambda b: b[0].update(berlaku_sampai="2017-04-06"),
            "baris ke-1, berlaku sampai: sebelum berlaku mulai (07-04-2017).",
        ),
        (
            lambda b: b[0].update(dasar_hukum=" "),
            "BUP, baris ke-1, dasar hukum: harus berisi teks.",
        ),
        (
            lambda b: b[0].update(jenjang="ahli_muda"),
            "baris ke-1, jenjang: hanya untuk jenis jabatan Fungsional.",
        ),
        (
            lambda b: b.pop(0),
            "belum ada baris untuk jabatan Pelaksana yang berlaku terus",
        ),
        (
            lambda b: b.pop(9),
            "belum ada baris untuk jabatan Fungsional Penyelia yang berlaku terus",
        ),
    ],
)
def test_a_fault_of_the_bup_table_names_its_place(
    change: Callable[[list[dict[str, Any]]], Any], kalimat: str
) -> None:
    assert any(text.startswith(kalimat) for text in pesan("BUP", _bup(change)))


@pytest.mark.parametrize(
    ("change", "kalimat"),
    [
        (
            lambda b: b.pop(3),
            "tidak ada baris antara MKG",
        ),
        (lambda b: b.__setitem__(1, ["I/a", 2, 1685699]), "lebih kecil daripada Rp1.685.700"),
        (lambda b: b.__setitem__(1, ["I/a", 0, 1738800]), "sama dengan baris ke-1"),
        (lambda b: b.__setitem__(1, ["I/z", 2, 1738800]), "bukan pilihan yang dikenal"),
        (lambda b: b.__setitem__(1, ["I/a", 2]), "bentuknya tidak sesuai"),
        (lambda b: b.__setitem__(1, ["I/a", 2, 9.5]), "harus angka 100.000–99.999.999"),
        (
            lambda b: b.__setitem__(slice(None), [row for row in b if row[0] != "IV/e"]),
            "belum ada baris untuk golongan IV/e",
        ),
    ],
)
def test_a_pay_table_has_no_holes_and_never_falls(
    change: Callable[[list[Any]], Any], kalimat: str
) -> None:
    value = nilai("GAJI_PNS")
    change(value["baris"])
    assert any(kalimat in text for text in pesan("GAJI_PNS", value))


@pytest.mark.parametrize(
    ("kunci", "change", "kalimat"),
    [
        (
            "PENSIUN_BATAS",
            {"opd_bulan": 13},
            "opd bulan tidak boleh melebihi penjagaan bulan.",
        ),
        ("PENSIUN_BATAS", {"lain": 1}, "lain: tidak dikenal."),
        ("KP_PERIODE", {"bulan": [13]}, "Bulan TMT: pilih dari: Januari"),
        ("KP_PERIODE", {"bulan": [4, 4]}, "Bulan TMT: ada pilihan yang ditulis dua kali."),
        ("KP_PERIODE", {"bulan": []}, "Bulan TMT: pilih paling sedikit 1."),
        ("KP_JENDELA", {"akhir_bulan_sebelum": 3}, "masa pengusulan berakhir sebelum dimulai."),
        ("KP_REGULER", {"predikat_minimal": "Cukup"}, "pilih dari: Sangat Baik"),
        ("KP_REGULER", {"boleh_melampaui_atasan": "ya"}, "harus ya atau tidak."),
        ("GAJI_CPNS", {"persen": "delapan"}, "harus angka 1–100, boleh dengan koma seperti 2,5."),
        ("GAJI_CPNS", {"persen": 80}, "harus angka 1–100, boleh dengan koma seperti 2,5."),
        ("PENSIUN_POKOK", {"persen_terendah": "80"}, "persen terendah melebihi persen tertinggi."),
        ("PENSIUN_POKOK", {"lajur_3": []}, "Penetapan (lajur 3): bentuknya tidak sesuai."),
        ("ANGKA_KREDIT", {"persen": {"Baik": "100"}}, "belum ada baris untuk: Sangat Baik"),
        ("MKG", {"pengurangan_bulan": {"II": 72}}, "belum ada baris untuk: III, IV."),
        ("KP_ESELON", {"I.a": ["IV/e", "IV/d"]}, "golongan IV/d harus paling sedikit IV/e."),
        ("HUKDIS_BEBAS", {"bulan": 121}, "Lama: harus angka 0–120."),
        ("HUKDIS_BEBAS", {"bulan": None}, "Lama: belum diisi."),
        ("KP_ANUMERTA", {"x": 1}, "x: tidak dikenal."),
        ("MPP", [1], "bentuknya tidak sesuai."),
    ],
)
def test_each_shape_refuses_with_a_sentence(kunci: str, change: Any, kalimat: str) -> None:
    value = nilai(kunci)
    value = value | change if isinstance(change, dict) and isinstance(value, dict) else change
    assert any(kalimat in text for text in pesan(kunci, value)), pesan(kunci, value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("2026-01-01"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.sampled_from(sorted(BENTUK)), JSON)
def test_no_json_whatever_breaks_a_check(kunci: str, value: Any) -> None:
    bentuk = BENTUK[kunci]
    faults = periksa_nilai(bentuk, value)
    if not faults:
        assert susun(bentuk, pecah(bentuk, value)[0]) == value


@given(st.data())
def test_a_cell_spoilt_with_anything_is_refused_or_still_read_by_the_rules(
    data: st.DataObject,
) -> None:
    value = nilai("BUP")
    row = data.draw(st.sampled_from(value["baris"]))
    row[data.draw(st.sampled_from(sorted(row)))] = data.draw(JSON)
    draf = Baris("BUP", date(2027, 1, 1), value, "UU Contoh")
    if not periksa_nilai(BENTUK["BUP"], value):
        assert faults_of(draf) == []


def test_a_difference_names_the_row_and_both_values() -> None:
    changed = _bup(lambda b: b[14].update(umur=62))
    rows = beda(BENTUK["BUP"], BAWAAN["BUP"], changed)
    assert [(r.tempat, r.lama, r.baru) for r in rows] == [
        ("BUP: Fungsional, Guru, 30 Desember 2005: umur", "60 tahun", "62 tahun")
    ]
    gone = beda(BENTUK["BUP"], BAWAAN["BUP"], _bup(lambda b: b.pop(14)))
    assert [(r.tempat, r.baru) for r in gone] == [("BUP: Fungsional, Guru, 30 Desember 2005", "")]
