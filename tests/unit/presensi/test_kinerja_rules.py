"""Daily work and the agreement as pure rules."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presensi.errors import KegiatanInvalidError, KegiatanTransitionError, SkpInvalidError
from presensi.rules.hari import TIDAK_MASUK, StatusHari
from presensi.rules.kinerja import (
    MENIT_SEHARI,
    AturanKinerja,
    FaktaKegiatan,
    IsiKegiatan,
    JenisKegiatan,
    Lain,
    LangkahKegiatan,
    SikapOtomatis,
    StatusKegiatan,
    batal_boleh,
    batas_lapor,
    jam_pukul,
    jam_teks,
    kegiatan_check,
    kegiatan_next,
    lama_menit,
    putus_terlambat,
)
from presensi.rules.kinerja_nilai import (
    JenisPenilaian,
    Periode,
    capaian_persen,
    periode_bulan,
    periode_dinilai,
    sebaran,
)
from presensi.rules.kinerja_skp import (
    IsiButir,
    StatusSkp,
    butir_check,
    skp_complete_check,
    skp_mulai,
)

RABU = date(2026, 7, 8)
ATURAN = AturanKinerja(
    lapor_hari=4,
    perbaiki_hari=3,
    rencana_hari=31,
    putus_hari=5,
    sikap=SikapOtomatis.MENUNGGU,
    batal_hari=0,
    kurang_menit=300,
    sebulan=False,
    keberatan_hari=14,
    jawab_hari=14,
)
ISI = IsiKegiatan(RABU, JenisKegiatan.UTAMA, "Menyusun laporan", 90)
FAKTA = FaktaKegiatan(RABU, kini=16 * 60)


def fault(isi: IsiKegiatan = ISI, fakta: FaktaKegiatan = FAKTA, **more: Any) -> tuple[str, str]:
    with pytest.raises(KegiatanInvalidError) as caught:
        kegiatan_check(isi, fakta, ATURAN, **more)
    return caught.value.bidang, caught.value.message


@pytest.mark.parametrize(
    ("ubah", "bidang", "kata"),
    [
        ({"menit": -5}, "menit", "kurang dari nol"),
        ({"menit": 0}, "menit", "paling sedikit 1 menit"),
        ({"menit": None}, "menit", "Isi lamanya"),
        ({"menit": 1800}, "menit", "30 jam lebih dari satu hari"),
        ({"uraian": "  "}, "uraian", "Tulis apa yang dikerjakan"),
        ({"mulai": 480}, "selesai", "jam mulai dan jam selesai"),
        ({"mulai": 480, "selesai": 540}, "menit", "lebih lama dari jam mulai"),
        ({"menit": None, "mulai": 900, "selesai": 970}, "selesai", "Jam selesai belum tiba"),
        ({"tanggal": RABU + timedelta(days=1)}, "tanggal", "Hari itu belum tiba"),
        ({"tanggal": RABU - timedelta(days=5)}, "tanggal", "sudah lewat pada 7 Juli 2026"),
        ({"jumlah": Decimal(-1)}, "jumlah", "kurang dari nol"),
        ({"jumlah": Decimal(2)}, "satuan", "Isi satuan"),
        ({"tautan": "javascript:alert(1)"}, "tautan", "https://"),
    ],
)
def test_bad_input_is_refused_at_its_field_with_a_sentence(
    ubah: dict[str, Any], bidang: str, kata: str
) -> None:
    found, said = fault(replace(ISI, **ubah))
    assert found == bidang
    assert kata in said


def test_the_last_day_in_time_is_still_in_time() -> None:
    assert kegiatan_check(replace(ISI, tanggal=RABU - timedelta(days=4)), FAKTA, ATURAN) == 90


@pytest.mark.parametrize("status", sorted({*TIDAK_MASUK, StatusHari.ALPA}))
def test_nobody_works_on_a_day_away(status: StatusHari) -> None:
    bidang, said = fault(fakta=replace(FAKTA, status=status))
    assert bidang == "tanggal"
    assert "Anda tercatat" in said


@pytest.mark.parametrize("status", [None, StatusHari.HADIR, StatusHari.WFA, StatusHari.DINAS_LUAR])
def test_a_day_there_or_not_judged_yet_carries_work(status: StatusHari | None) -> None:
    assert kegiatan_check(ISI, replace(FAKTA, status=status), ATURAN) == 90


def test_a_day_has_no_thirty_hours() -> None:
    lain = [Lain(RABU, 1400), Lain(RABU - timedelta(days=1), 1400)]
    bidang, said = fault(fakta=replace(FAKTA, lain=lain))
    assert (bidang, "24 jam 50 menit" in said) == ("menit", True)
    assert kegiatan_check(replace(ISI, menit=40), replace(FAKTA, lain=lain), ATURAN) == 40


def test_times_do_not_overlap_not_even_past_midnight() -> None:
    isi = replace(ISI, menit=None, mulai=480, selesai=600)
    assert fault(isi, replace(FAKTA, lain=[Lain(RABU, 60, 570, 630)]))[0] == "mulai"
    assert kegiatan_check(isi, replace(FAKTA, lain=[Lain(RABU, 60, 600, 660)]), ATURAN) == 120
    night = Lain(RABU - timedelta(days=1), 660, 21 * 60, 8 * 60 + 1)
    assert "21.00-08.01" in fault(isi, replace(FAKTA, lain=[night]))[1]


def test_an_agreed_skp_wants_main_work_tied_to_it() -> None:
    agreed = replace(FAKTA, skp=True)
    assert fault(fakta=agreed)[0] == "butir"
    assert kegiatan_check(replace(ISI, butir=True), agreed, ATURAN) == 90
    assert kegiatan_check(replace(ISI, jenis=JenisKegiatan.TAMBAHAN), agreed, ATURAN) == 90


def test_a_plan_lies_ahead_and_not_too_far() -> None:
    assert kegiatan_check(replace(ISI, tanggal=RABU), FAKTA, ATURAN, rencana=True) == 90
    past = replace(ISI, tanggal=RABU - timedelta(days=1))
    assert "sudah lewat" in fault(past, rencana=True)[1]
    assert "paling jauh 31" in fault(replace(ISI, tanggal=date(2026, 9, 1)), rencana=True)[1]


def test_what_came_back_has_its_own_days() -> None:
    assert batas_lapor(RABU, ATURAN) == date(2026, 7, 12)
    assert batas_lapor(RABU, ATURAN, dikembalikan=date(2026, 7, 20)) == date(2026, 7, 23)
    assert batas_lapor(RABU, ATURAN, dikembalikan=RABU) == date(2026, 7, 12)


def test_deadlines_of_the_superior() -> None:
    assert not putus_terlambat(RABU, RABU + timedelta(days=5), ATURAN)
    assert putus_terlambat(RABU, RABU + timedelta(days=6), ATURAN)
    assert batal_boleh(RABU, RABU + timedelta(days=300), ATURAN)
    two = replace(ATURAN, batal_hari=2)
    assert batal_boleh(RABU, RABU + timedelta(days=2), two)
    assert not batal_boleh(RABU, RABU + timedelta(days=3), two)


def test_what_is_approved_is_only_undone() -> None:
    ok = {s for s in LangkahKegiatan if _may(StatusKegiatan.DISETUJUI, s)}
    assert ok == {LangkahKegiatan.BATALKAN}
    assert not _may(StatusKegiatan.RENCANA, LangkahKegiatan.SETUJUI)


def _may(status: StatusKegiatan, langkah: LangkahKegiatan) -> bool:
    try:
        kegiatan_next(status, langkah)
    except KegiatanTransitionError:
        return False
    return True


@given(st.integers(0, 1439), st.integers(0, 1439))
def test_a_span_is_one_minute_to_one_day(mulai: int, selesai: int) -> None:
    span = lama_menit(mulai, selesai)
    assert 1 <= span <= MENIT_SEHARI
    assert (mulai + span) % MENIT_SEHARI == selesai


@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 1440)), max_size=8), st.data())
def test_accepted_work_never_fills_a_day_twice(
    spans: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Whatever is tried, in any order: what was accepted fits a day and does not overlap."""
    kept: list[Lain] = []
    later = FaktaKegiatan(RABU + timedelta(days=1), kini=1439)
    for mulai, lama in data.draw(st.permutations(spans)):
        isi = replace(ISI, menit=None, mulai=mulai, selesai=(mulai + lama) % MENIT_SEHARI)
        try:
            menit = kegiatan_check(isi, replace(later, lain=tuple(kept)), ATURAN)
        except KegiatanInvalidError:
            continue
        kept.append(Lain(RABU, menit, isi.mulai, isi.selesai))
    assert sum(k.menit for k in kept) <= MENIT_SEHARI
    used = [m for k in kept if k.mulai is not None for m in range(k.mulai, k.mulai + k.menit)]
    assert len(used) == len(set(used))


@given(st.integers(-3000, 3000), st.integers(-400, 400))
def test_nothing_else_than_a_sentence_comes_out(menit: int, hari: int) -> None:
    isi = replace(ISI, menit=menit, tanggal=RABU + timedelta(days=hari))
    try:
        taken = kegiatan_check(isi, FAKTA, ATURAN)
    except KegiatanInvalidError:
        assert not (1 <= menit <= MENIT_SEHARI and -4 <= hari <= 0)
    else:
        assert taken == menit


def test_times_in_words() -> None:
    assert (jam_teks(390), jam_teks(60), jam_teks(0)) == ("6 jam 30 menit", "1 jam", "0 menit")
    assert jam_pukul(451) == "07.31"


# The agreement


BUTIR = IsiButir(JenisKegiatan.UTAMA, "Laporan tersusun", "Jumlah laporan", Decimal(12), "laporan")


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"rencana": " "}, "rencana"),
        ({"indikator": ""}, "indikator"),
        ({"satuan": ""}, "satuan"),
        ({"target": Decimal(0)}, "target"),
    ],
)
def test_a_planned_result_is_measurable(ubah: dict[str, Any], bidang: str) -> None:
    with pytest.raises(SkpInvalidError) as caught:
        butir_check(replace(BUTIR, **ubah))
    assert caught.value.bidang == bidang
    butir_check(BUTIR)


def test_an_skp_has_a_main_result() -> None:
    with pytest.raises(SkpInvalidError, match="hasil kerja utama"):
        skp_complete_check([JenisKegiatan.TAMBAHAN])
    skp_complete_check([JenisKegiatan.UTAMA, JenisKegiatan.TAMBAHAN])
    with pytest.raises(SkpInvalidError, match="Paling banyak 30"):
        skp_complete_check([JenisKegiatan.UTAMA] * 31)


def test_a_second_skp_begins_with_the_move() -> None:
    moved = [date(2026, 3, 2), date(2026, 6, 1), date(2025, 6, 1)]
    assert skp_mulai(2026, None, moved) == date(2026, 1, 1)
    assert skp_mulai(2026, None, moved, pertama=date(2026, 3, 2)) == date(2026, 3, 2)
    assert skp_mulai(2026, date(2026, 1, 1), moved) == date(2026, 6, 1)
    with pytest.raises(SkpInvalidError, match="pindah unit"):
        skp_mulai(2026, date(2026, 6, 1), moved)


def test_the_words_of_an_open_version() -> None:
    assert {s.label for s in StatusSkp} >= {"Draf", "Disepakati"}


# Assessment


def test_a_period_opens_with_its_last_month() -> None:
    rows = periode_dinilai(2026, date(2026, 8, 31), sebulan=False)
    assert [r.label for r in rows] == ["Triwulan 2 2026", "Triwulan 1 2026"]
    assert periode_dinilai(2026, date(2026, 9, 1), sebulan=False)[0].urut == 3
    last = periode_dinilai(2026, date(2026, 12, 1), sebulan=True)
    assert [r.jenis for r in last[:2]] == [JenisPenilaian.TAHUNAN, JenisPenilaian.BULANAN]


def test_a_month_belongs_to_its_quarter() -> None:
    month, quarter = periode_bulan(date(2026, 9, 1))
    assert (month.urut, quarter.urut) == (9, 3)
    assert (quarter.mulai, quarter.selesai) == (date(2026, 7, 1), date(2026, 9, 30))
    assert Periode(JenisPenilaian.TAHUNAN, 2026, 0).selesai == date(2026, 12, 31)


@given(st.decimals(1, 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_more_is_never_less(target: Decimal, hasil: Decimal) -> None:
    assert capaian_persen(target, hasil) <= capaian_persen(target, hasil + 1)


def test_everybody_is_counted_once() -> None:
    found = sebaran(["Baik", "Baik", "Kurang"])
    assert (found["Baik"], found["Kurang"], sum(found.values())) == (2, 1, 3)
    assert next(iter(found)) == "Sangat Baik"
