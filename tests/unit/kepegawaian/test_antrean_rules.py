"""The filter of the queue: what an address may ask for, and how it says so again."""

from urllib.parse import parse_qsl

from kepegawaian.rules.antrean import Saringan, jumlah_kata, saringan_kata, saringan_of

UNIT = "0d9f1f6e-6a3e-4f5b-9d0e-1c2b3a4d5e6f"
LENGKAP = Saringan("saya", "DI_BKN", "KGB", UNIT, "lewat", "sisa", "siti aminah")


def test_a_filter_survives_its_own_address() -> None:
    assert saringan_of(dict(parse_qsl(LENGKAP.kueri))) == LENGKAP


def test_what_is_not_known_is_not_asked() -> None:
    asked = {"milik": "x", "status": "DRAF", "unit": "abc", "batas": "1", "urut": "nama"}
    assert saringan_of(asked) == Saringan()


def test_a_saved_view_keeps_no_name_that_was_searched_for() -> None:
    assert "siti" in LENGKAP.kueri
    assert "siti" not in LENGKAP.tersimpan
    assert LENGKAP.tersimpan.endswith("urut=sisa")


def test_an_order_alone_leaves_nothing_out() -> None:
    assert not Saringan(urut="sisa").menyaring
    assert Saringan(cari="siti").menyaring


def test_every_field_but_the_order_is_said_in_words() -> None:
    words = saringan_kata(LENGKAP, layanan="Kenaikan gaji berkala", unit="Dinkes")
    assert list(words) == ["milik", "status", "layanan", "unit", "batas", "cari"]
    assert words["layanan"] == "Kenaikan gaji berkala"
    assert saringan_kata(Saringan(), layanan="x", unit="y") == {}
    assert LENGKAP.tanpa("batas").batas == ""


def test_a_count_says_where_counting_stopped() -> None:
    assert [jumlah_kata(n) for n in (0, 48, 1_000, 1_001)] == [
        "0",
        "48",
        "1.000",
        "lebih dari 1.000",
    ]
