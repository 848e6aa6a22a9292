"""Verdicts: the worked cases of the sheet, then edges, combinations and what never happens."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presensi.rules.geofence import TempatAturan, Titik
from presensi.rules.putusan import (
    AturanKetukan,
    FaktaKetukan,
    HasilKetukan,
    JejakKetukan,
    Putusan,
    Sumber,
    Tanda,
    ketukan_judge,
)

ATURAN = AturanKetukan(
    akurasi_maks_m=100,
    umur_fix_maks_detik=60,
    kecepatan_maks_kmj=200,
    selisih_jam_maks_detik=120,
    jendela_luring_jam=72,
    luring_ditolak_hari=31,
    titik_sama_maks=3,
    jejak_hari=7,
)
KANTOR = TempatAturan("KANTOR", Titik(-1.3, 123.29), 100)
PUSTU = TempatAturan("PUSTU", Titik(-1.34, 123.25), 50)
PAGI = datetime(2026, 7, 6, 7, 25, tzinfo=UTC)
DI_KANTOR = FaktaKetukan(
    diterima_pada=PAGI, titik=Titik(-1.2995, 123.29), akurasi_m=12, tempat=(KANTOR,)
)


def judge(**changes: object) -> HasilKetukan:
    return ketukan_judge(replace(DI_KANTOR, **changes), ATURAN)


def kode(hasil: HasilKetukan) -> tuple[str, ...]:
    return tuple(hasil.tanda)


@pytest.mark.parametrize(
    ("nama", "ubah", "putusan", "tanda", "tempat", "jarak_m"),
    [
        ("G-01", {}, "TERIMA", (), "KANTOR", 55.6),
        (
            "G-02",
            {"titik": Titik(-1.3012, 123.29), "akurasi_m": 10},
            "TOLAK",
            ("DI_LUAR_RADIUS",),
            None,
            133.4,
        ),
        (
            "G-03",
            {"titik": Titik(-1.301, 123.29), "akurasi_m": 20},
            "TINJAU",
            ("BATAS",),
            "KANTOR",
            111.2,
        ),
        ("G-04", {"akurasi_m": 250}, "TINJAU", ("AKURASI",), "KANTOR", 55.6),
        ("G-05", {"akurasi_m": 5, "mock": True}, "TINJAU", ("MOCK",), "KANTOR", 55.6),
        (
            "G-06",
            {"tempat": (KANTOR, PUSTU), "titik": Titik(-1.3402, 123.2501), "akurasi_m": 15},
            "TERIMA",
            (),
            "PUSTU",
            24.9,
        ),
        (
            "G-07",
            {
                "tempat": (TempatAturan("DL", Titik(-1.3, 124.64), 500),),
                "titik": Titik(-1.3, 124.64),
                "akurasi_m": 10,
                "sebelumnya": JejakKetukan(Titik(-1.3, 123.29), 10, PAGI - timedelta(minutes=30)),
            },
            "TINJAU",
            ("KECEPATAN",),
            "DL",
            0.0,
        ),
        ("G-08", {"umur_fix_detik": 300}, "ULANG", ("FIX_BASI",), None, None),
        (
            "G-09",
            {"perangkat_pada": PAGI - timedelta(minutes=25)},
            "TERIMA",
            ("JAM_PERANGKAT",),
            "KANTOR",
            55.6,
        ),
        ("G-10", {"nonce_terpakai": True}, "TOLAK", ("REPLAY",), None, None),
        (
            "G-11",
            {
                "tempat": (KANTOR, TempatAturan("DL", Titik(-1.32, 123.3), 500)),
                "titik": Titik(-1.3228, 123.3006),
                "akurasi_m": 30,
            },
            "TERIMA",
            (),
            "DL",
            318.4,
        ),
        (
            "G-12",
            {"luring": True, "perangkat_pada": PAGI - timedelta(hours=4), "offset_detik": 3},
            "TINJAU",
            ("LURING",),
            "KANTOR",
            55.6,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("G-") else "",
)
def test_a_worked_case_of_the_sheet_is_answered_as_written(
    nama: str,
    ubah: dict[str, object],
    putusan: str,
    tanda: tuple[str, ...],
    tempat: str | None,
    jarak_m: float | None,
) -> None:
    hasil = judge(**ubah)
    assert (hasil.putusan, kode(hasil)) == (putusan, tanda)
    assert (hasil.tempat.id if hasil.tempat else None, hasil.jarak_m) == (tempat, jarak_m)


def test_the_time_that_counts_is_the_servers_while_there_is_signal() -> None:
    assert judge(perangkat_pada=PAGI - timedelta(minutes=25)).pada == PAGI


def test_without_signal_the_phones_time_plus_its_last_offset_counts() -> None:
    tapped = PAGI - timedelta(hours=4)
    hasil = judge(luring=True, perangkat_pada=tapped, offset_detik=3)
    assert hasil.pada == tapped + timedelta(seconds=3)


def test_a_clock_set_a_day_back_does_not_move_a_tap_that_the_running_clock_measured() -> None:
    hasil = judge(luring=True, perangkat_pada=PAGI - timedelta(days=1), berlalu_detik=3600)
    assert hasil.pada == PAGI - timedelta(hours=1)
    assert kode(hasil) == ("JAM_PERANGKAT", "LURING")


def test_a_tap_from_the_future_counts_at_its_arrival() -> None:
    hasil = judge(luring=True, perangkat_pada=PAGI + timedelta(days=1))
    assert hasil.pada == PAGI
    assert kode(hasil) == ("JAM_PERANGKAT", "LURING")


@pytest.mark.parametrize(("detik", "dicatat"), [(120, False), (121, True), (-121, True)])
def test_the_clocks_may_differ_by_two_minutes(detik: int, dicatat: bool) -> None:
    hasil = judge(perangkat_pada=PAGI + timedelta(seconds=detik))
    assert (Tanda.JAM_PERANGKAT in hasil.tanda) is dicatat
    assert hasil.putusan is Putusan.TERIMA


@pytest.mark.parametrize(("jam", "lewat"), [(72, False), (73, True)])
def test_a_tap_sent_after_three_days_is_marked_once_more_and_not_dropped(
    jam: int, lewat: bool
) -> None:
    hasil = judge(luring=True, perangkat_pada=PAGI - timedelta(hours=jam))
    assert (Tanda.LEWAT_JENDELA in hasil.tanda) is lewat
    assert hasil.putusan is Putusan.TINJAU


@pytest.mark.parametrize(("umur", "putusan"), [(60, "TERIMA"), (61, "ULANG")])
def test_a_position_may_be_a_minute_old(umur: int, putusan: str) -> None:
    assert judge(umur_fix_detik=umur).putusan == putusan


def test_a_stale_position_of_yesterday_is_looked_at_instead_of_asked_for_again() -> None:
    hasil = judge(luring=True, perangkat_pada=PAGI - timedelta(days=1), umur_fix_detik=300)
    assert (hasil.putusan, kode(hasil)) == (Putusan.TINJAU, ("FIX_BASI", "LURING"))


@pytest.mark.parametrize(("sama", "ditandai"), [(3, False), (4, True)])
def test_the_very_same_point_again_and_again_is_a_signal(sama: int, ditandai: bool) -> None:
    assert (judge(titik_sama=sama).putusan is Putusan.TINJAU) is ditandai


@pytest.mark.parametrize(
    ("ubah", "tanda"),
    [
        ({"perangkat_bersama": True}, "PERANGKAT_BERSAMA"),
        ({"perangkat_menunggu": True}, "PERANGKAT_BARU"),
        ({"sumber": Sumber.WEB}, "WEB"),
        ({"akurasi_m": 0}, "AKURASI_JANGGAL"),
        ({"titik": None}, "TANPA_POSISI"),
        ({"tempat": ()}, "TANPA_TEMPAT"),
    ],
)
def test_a_signal_asks_people_to_look_and_refuses_nothing(
    ubah: dict[str, object], tanda: str
) -> None:
    hasil = judge(**ubah)
    assert (hasil.putusan, kode(hasil)) == (Putusan.TINJAU, (tanda,))


def test_the_web_page_inside_the_office_network_is_as_good_as_the_application() -> None:
    assert judge(sumber=Sumber.WEB, jaringan_kantor=True).putusan is Putusan.TERIMA


def test_with_a_document_for_anywhere_no_place_is_asked() -> None:
    far = Titik(-5.1, 119.4)
    assert judge(titik=far, di_mana_saja=True).putusan is Putusan.TERIMA
    assert judge(titik=far, di_mana_saja=True).tempat is None
    assert judge(titik=far, di_mana_saja=True, tempat=()).tanda == ()


def test_outside_every_place_stays_refused_whatever_the_sheet_of_signals_says() -> None:
    hasil = judge(titik=Titik(-1.3012, 123.29), akurasi_m=10, mock=True, luring=True)
    assert hasil.putusan is Putusan.TOLAK


def test_a_huge_accuracy_does_not_reach_further_than_its_limit() -> None:
    at_300_m = Titik(-1.3 + 300 / 111_195, 123.29)
    assert judge(titik=at_300_m, akurasi_m=5000).putusan is Putusan.TOLAK


@pytest.mark.parametrize(("menit", "cepat"), [(46, False), (44, True)])
def test_a_ferry_passes_and_a_jump_does_not(menit: int, cepat: bool) -> None:
    before = JejakKetukan(Titik(-1.3, 123.29 + 1.349), 10, PAGI - timedelta(minutes=menit))
    assert (Tanda.KECEPATAN in judge(sebelumnya=before).tanda) is cepat


def test_two_taps_of_one_instant_within_their_accuracies_are_no_jump() -> None:
    before = JejakKetukan(Titik(-1.29952, 123.29), 20, PAGI)
    assert judge(sebelumnya=before).putusan is Putusan.TERIMA


@given(
    titik=st.none() | st.builds(Titik, st.floats(-85, 85), st.floats(-180, 180)),
    akurasi_m=st.floats(0, 1e6),
    mock=st.booleans(),
    luring=st.booleans(),
    selisih=st.integers(-(10**7), 10**7),
    berlalu=st.none() | st.floats(0, 1e7),
    sumber=st.sampled_from(list(Sumber)),
)
def test_only_the_place_and_a_used_nonce_refuse_and_no_tap_lies_in_the_future(
    titik: Titik | None,
    akurasi_m: float,
    mock: bool,
    luring: bool,
    selisih: int,
    berlalu: float | None,
    sumber: Sumber,
) -> None:
    hasil = judge(
        titik=titik,
        akurasi_m=akurasi_m,
        mock=mock,
        luring=luring,
        perangkat_pada=PAGI + timedelta(seconds=selisih),
        berlalu_detik=berlalu,
        sumber=sumber,
    )
    assert hasil.pada <= PAGI
    if hasil.putusan is Putusan.TOLAK:
        assert hasil.tanda[0] is Tanda.DI_LUAR_RADIUS
    assert (hasil.putusan is Putusan.TERIMA) == (set(hasil.tanda) <= {Tanda.JAM_PERANGKAT})
