"""The SOP out of a catalogue: steps, symbols, the way back, and how long it is valid."""

from datetime import date
from itertools import pairwise

import pytest

from kepegawaian.rules.sop import (
    Simbol,
    StatusSop,
    TahapBaris,
    alur_gambar,
    lajur_of,
    langkah_susun,
    lebar_lajur,
    status_sop,
    tinjau_tanggal,
    waktu_teks,
)
from kepegawaian.rules.usulan import Keluarga, Status

TAHAP = [
    TahapBaris(Status.DIAJUKAN, "Memeriksa", "Operator OPD", 1, "Berkas diperiksa"),
    TahapBaris(Status.DI_OPD, "Menyetujui", "Kepala OPD", 2, "Surat pengantar"),
    TahapBaris(Status.DIPERIKSA, "Memeriksa lagi", "Verifikator BKPSDM", 3, ""),
    TahapBaris(Status.TERVERIFIKASI, "Meneruskan", "Verifikator BKPSDM", 1, "Usul di BKN"),
    TahapBaris(Status.DI_BKN, "Menunggu pertek", "BKN", None, "Pertek"),
    TahapBaris(Status.SIAP_TTD, "Menandatangani", "Penandatangan", 3, "SK"),
    TahapBaris(Status.TERBIT, "Mengunduh", "SiTAMU", 0, "Unduhan"),
]
LANGKAH = langkah_susun(TAHAP, Keluarga.PERTEK, ["ASN", "OPERATOR"])


def test_the_steps_begin_with_the_person_and_end_with_the_outcome() -> None:
    assert [s.simbol for s in LANGKAH] == [
        Simbol.MULAI,
        *[Simbol.KEPUTUSAN] * 3,
        Simbol.PROSES,
        Simbol.KEPUTUSAN,
        Simbol.PROSES,
        Simbol.SELESAI,
    ]
    assert [s.nomor for s in LANGKAH] == list(range(1, 9))
    assert "ASN sendiri atau Operator OPD" in LANGKAH[0].kegiatan


def test_what_may_be_sent_back_leads_back_to_the_first_step() -> None:
    assert {s.nomor for s in LANGKAH if s.kembali == 1} == {2, 3, 4, 6}


def test_each_step_takes_up_what_the_one_before_it_gave() -> None:
    assert all(after.kelengkapan == before.keluaran for before, after in pairwise(LANGKAH[1:]))
    assert LANGKAH[3].keluaran == "Diperiksa"  # a stage without an output is named by its status


@pytest.mark.parametrize(
    ("baku", "teks"), [(None, "Di luar kendali"), (0, "Seketika"), (3, "3 hari kerja")]
)
def test_a_standard_time_reads_as_words(baku: int | None, teks: str) -> None:
    assert waktu_teks(baku) == teks


def test_the_chart_has_a_lane_for_each_actor_and_runs_from_top_to_bottom() -> None:
    lanes = lajur_of(LANGKAH)
    assert lanes[0] == "Pemohon"
    assert len(lanes) == 7
    rows = alur_gambar(LANGKAH)
    lebar = lebar_lajur(7)
    assert [r.x // lebar for r in rows] == [lanes.index(s.aktor) for s in LANGKAH]
    assert [r.y for r in rows] == [n * 80 for n in range(8)]
    assert rows[0].panah == []
    assert rows[-1].garis == [f"{rows[-2].x},0 {rows[-2].x},9 {rows[-1].x},9 {rows[-1].x},22"]


def test_a_no_is_drawn_to_a_circle_in_the_lane_it_leads_to() -> None:
    rows = alur_gambar(LANGKAH)
    for row, satu in zip(rows, LANGKAH, strict=True):
        assert [(x, nomor) for x, _, nomor in row.bulatan] == (
            [(rows[0].x, "1")] if satu.kembali else []
        )
        assert bool(row.putus) is (satu.kembali is not None)


def test_a_decision_in_the_first_lane_has_its_circle_beside_it() -> None:
    own = langkah_susun(
        [TahapBaris(Status.DIPERIKSA, "Memeriksa", "Pemohon", 1, "x")], Keluarga.SURAT, ["ASN"]
    )
    row = alur_gambar(own)[1]
    [(x, _, _)] = row.bulatan
    assert 0 < x < row.x


@pytest.mark.parametrize(
    ("mulai", "akhir"),
    [
        (date(2026, 11, 25), date(2027, 11, 25)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_it_is_gone_over_after_a_year(mulai: date, akhir: date) -> None:
    assert tinjau_tanggal(mulai) == akhir


@pytest.mark.parametrize(
    ("disahkan", "versi_sama", "hari_ini", "status"),
    [
        (False, False, date(2026, 11, 25), StatusSop.BELUM),
        (True, True, date(2026, 11, 25), StatusSop.BERLAKU),
        (True, False, date(2026, 11, 24), StatusSop.KATALOG_BERUBAH),
        (True, True, date(2026, 11, 26), StatusSop.LEWAT_TINJAU),
    ],
)
def test_it_is_valid_for_its_version_until_the_day_of_its_review(
    disahkan: bool, versi_sama: bool, hari_ini: date, status: StatusSop
) -> None:
    tinjau = date(2026, 11, 25) if disahkan else None
    assert (
        status_sop(disahkan=disahkan, versi_sama=versi_sama, tinjau=tinjau, hari_ini=hari_ini)
        is status
    )
