from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.rules.jabatan import (
    JabatanFakta,
    JenisJabatan,
    Jenjang,
    Rumpun,
    jabatan_classify,
    jabatan_rumpun,
)
from kepegawaian.rules.masa_kerja import MasaKerja
from kepegawaian.rules.pensiun import (
    AturanBup,
    HakPensiun,
    JenisPensiun,
    PembulatanMasaKerja,
    PensiunPokok,
    SebabBerhenti,
    bup_for,
    hak_pensiun,
    pensiun_perkiraan,
    pensiun_pokok,
    tanggal_capai_bup,
    tmt_pensiun,
)
from sitamu.inti.errors import DataKurangError
from tests.unit.kepegawaian.bawaan import ATURAN_BUP, ATURAN_POKOK, BATAS_PENSIUN, SYARAT_HAK
from tests.unit.kepegawaian.contoh import cases, masa_kerja, tabel_pns

PELAKSANA = JabatanFakta(JenisJabatan.PELAKSANA)
GURU = jabatan_classify("Guru Ahli Muda", "Jabatan Fungsional Tertentu")


def _comparable(hasil: Any, key: str) -> Any:
    value = getattr(hasil, key)
    if isinstance(value, date):
        return value.isoformat()
    if key == "alasan":
        return [alasan.kode for alasan in value]
    return value


def _same(hasil: Any, harapan: dict[str, Any]) -> None:
    assert {key: _comparable(hasil, key) for key in harapan} == harapan


@pytest.mark.parametrize(("masukan", "harapan"), cases("bup"))
def test_worked_cases_of_bup(masukan: dict[str, Any], harapan: dict[str, Any]) -> None:
    jenjang, nama = masukan["jenjang"], masukan["nama_jabatan"]
    jabatan = JabatanFakta(
        JenisJabatan(masukan["jenis_jabatan"]),
        Jenjang(jenjang) if jenjang else None,
        jabatan_rumpun(nama, profesor=masukan.get("profesor", False)) if nama else None,
    )
    lahir = date.fromisoformat(masukan["tanggal_lahir"])
    hasil = pensiun_perkiraan(lahir, jabatan, ATURAN_BUP, BATAS_PENSIUN)
    _same(hasil, harapan)
    assert bup_for(jabatan, ATURAN_BUP, hasil.tanggal_capai_bup).umur == harapan["bup"]
    assert tmt_pensiun(lahir, hasil.bup) == hasil.tmt_pensiun


@pytest.mark.parametrize(("masukan", "harapan"), cases("pensiun_pokok"))
def test_worked_cases_of_the_amount(masukan: dict[str, Any], harapan: dict[str, Any]) -> None:
    mkg = masa_kerja(masukan["mkg"])
    assert mkg is not None
    hasil = _pokok(
        JenisPensiun(masukan["jenis"]),
        masukan["golongan"],
        mkg,
        masa_kerja(masukan.get("masa_kerja_pensiun")),
        jumlah_istri=masukan.get("jumlah_istri"),
    )
    _same(hasil, harapan)


@pytest.mark.parametrize(("masukan", "harapan"), cases("hak_pensiun"))
def test_worked_cases_of_the_right(masukan: dict[str, Any], harapan: dict[str, Any]) -> None:
    hasil = hak_pensiun(
        SebabBerhenti(masukan["sebab"]),
        SYARAT_HAK,
        masa_kerja_pensiun=masa_kerja(masukan["masa_kerja_pensiun"]),
        usia=masukan.get("usia"),
    )
    _same(hasil, harapan)


def _pokok(
    jenis: JenisPensiun,
    golongan: str,
    mkg: MasaKerja,
    masa_kerja_pensiun: MasaKerja | None = None,
    *,
    pembulatan: PembulatanMasaKerja = PembulatanMasaKerja.TAHUN_PENUH,
    jumlah_istri: int | None = None,
) -> PensiunPokok:
    return pensiun_pokok(
        jenis,
        golongan=golongan,
        mkg=mkg,
        tabel=tabel_pns(),
        aturan=replace(ATURAN_POKOK, pembulatan=pembulatan),
        syarat=SYARAT_HAK,
        masa_kerja_pensiun=masa_kerja_pensiun,
        jumlah_istri=jumlah_istri,
    )


@given(st.dates(date(1950, 1, 1), date(1990, 12, 31)), st.sampled_from([58, 60, 65, 70]))
def test_the_pension_begins_in_the_month_after_the_birthday(lahir: date, umur: int) -> None:
    capai, tmt = tanggal_capai_bup(lahir, umur), tmt_pensiun(lahir, umur)
    assert tmt.day == 1
    assert capai.month == lahir.month
    assert (tmt - timedelta(days=1)).replace(day=1) == capai.replace(day=1)


def test_dates_of_the_daftar_penjagaan_run_back_from_the_tmt() -> None:
    hasil = pensiun_perkiraan(date(1968, 5, 17), PELAKSANA, ATURAN_BUP, BATAS_PENSIUN)
    assert hasil.akhir_tugas == date(2026, 5, 31)
    assert hasil.masuk_daftar_penjagaan == date(2025, 6, 1)
    assert hasil.batas_opd == date(2025, 9, 1)
    assert hasil.batas_bkn == date(2025, 12, 1)
    assert hasil.batas_akhir == date(2026, 3, 1)


def test_the_reasons_name_the_post_the_day_and_the_law() -> None:
    hasil = pensiun_perkiraan(date(1967, 3, 31), GURU, ATURAN_BUP, BATAS_PENSIUN)
    teks = [alasan.teks for alasan in hasil.alasan]
    assert teks == [
        "Batas usia pensiun jabatan “Guru Ahli Muda”: 60 tahun, ditetapkan undang-undang.",
        "Usia 60 tahun tercapai pada 31 Maret 2027.",
        "Pensiun berlaku mulai tanggal 1 bulan berikutnya, 1 April 2027.",
    ]
    assert "UU 14/2005" in hasil.alasan[0].dasar


@pytest.mark.parametrize(
    ("jenjang", "umur"), [("ahli_pertama", 58), ("ahli_madya", 65), ("ahli_utama", 70)]
)
def test_the_law_of_researchers_beats_their_jenjang(jenjang: str, umur: int) -> None:
    for rumpun in (Rumpun.PENELITI, Rumpun.PEREKAYASA):
        jabatan = JabatanFakta(JenisJabatan.FUNGSIONAL, Jenjang(jenjang), rumpun)
        assert bup_for(jabatan, ATURAN_BUP, date(2026, 1, 1)).umur == umur


def test_a_guru_in_a_structural_post_follows_that_post() -> None:
    camat = jabatan_classify("Camat", "Jabatan Struktural")
    assert bup_for(camat, ATURAN_BUP, date(2026, 1, 1)).umur == 58


@pytest.mark.parametrize(
    "jabatan",
    [
        jabatan_classify("Direktur RSUD", "Jabatan Struktural"),
        jabatan_classify("Dokter", "Jabatan Fungsional Tertentu"),
        JabatanFakta(None),
    ],
)
def test_a_post_without_a_rule_is_named_and_not_guessed(jabatan: JabatanFakta) -> None:
    with pytest.raises(DataKurangError, match="batas usia pensiun jabatan"):
        bup_for(jabatan, ATURAN_BUP, date(2026, 1, 1))
    with pytest.raises(DataKurangError, match="batas usia pensiun jabatan"):
        pensiun_perkiraan(date(1968, 5, 17), jabatan, ATURAN_BUP, BATAS_PENSIUN)


def test_a_rule_counts_only_while_it_is_in_force() -> None:
    with pytest.raises(DataKurangError):
        bup_for(PELAKSANA, ATURAN_BUP, date(2017, 4, 6))
    assert bup_for(PELAKSANA, ATURAN_BUP, date(2017, 4, 7)).umur == 58


def test_the_rule_in_force_on_the_day_the_age_is_reached_counts() -> None:
    raised = (
        AturanBup(58, "lama", date(2017, 1, 1), berlaku_sampai=date(2026, 12, 31)),
        AturanBup(60, "baru", date(2027, 1, 1)),
    )
    before = pensiun_perkiraan(date(1968, 12, 31), PELAKSANA, raised, BATAS_PENSIUN)
    after = pensiun_perkiraan(date(1969, 1, 1), PELAKSANA, raised, BATAS_PENSIUN)
    assert (before.bup, before.tmt_pensiun) == (58, date(2027, 1, 1))
    assert (after.bup, after.tmt_pensiun) == (60, date(2029, 2, 1))


def test_a_lowered_age_without_a_transitional_rule_is_not_guessed() -> None:
    lowered = (
        AturanBup(60, "lama", date(2017, 1, 1), berlaku_sampai=date(2026, 12, 31)),
        AturanBup(58, "baru", date(2027, 1, 1)),
    )
    with pytest.raises(DataKurangError):
        pensiun_perkiraan(date(1968, 1, 1), PELAKSANA, lowered, BATAS_PENSIUN)


def test_a_later_row_replaces_an_earlier_one_of_the_same_kind() -> None:
    later = AturanBup(59, "baru", date(2025, 1, 1), jenis=JenisJabatan.PELAKSANA)
    for rows in ((later, *ATURAN_BUP), (*ATURAN_BUP, later)):
        assert bup_for(PELAKSANA, rows, date(2026, 1, 1)).umur == 59
        assert bup_for(PELAKSANA, rows, date(2024, 12, 31)).umur == 58


@pytest.mark.parametrize(
    ("sebab", "usia", "masa", "alasan"),
    [
        ("bup", None, (10, 0), []),
        ("bup", None, (9, 11), ["masa_kerja_kurang_10_tahun"]),
        ("aps", 50, (20, 0), []),
        ("aps", 49, (20, 0), ["usia_kurang_50"]),
        ("aps", 50, (19, 11), ["masa_kerja_kurang_20"]),
        ("aps", 45, (19, 0), ["usia_kurang_50", "masa_kerja_kurang_20"]),
        ("perampingan", 50, (10, 0), []),
        ("perampingan", 49, (10, 0), ["ditunda_sampai_usia_50"]),
        ("perampingan", 49, (9, 11), ["masa_kerja_kurang_10_tahun"]),
        ("cacat_bukan_karena_dinas", None, (4, 0), []),
        ("cacat_bukan_karena_dinas", None, (3, 11), ["masa_kerja_kurang_4_tahun"]),
        ("cacat_karena_dinas", None, None, []),
        ("meninggal", None, None, []),
        ("tewas", None, None, []),
        ("ptdh", 58, (30, 0), ["tidak_dengan_hormat"]),
    ],
)
def test_each_cause_has_its_own_conditions(
    sebab: str, usia: int | None, masa: tuple[int, int] | None, alasan: list[str]
) -> None:
    hasil = hak_pensiun(
        SebabBerhenti(sebab),
        SYARAT_HAK,
        usia=usia,
        masa_kerja_pensiun=MasaKerja(*masa) if masa else None,
    )
    assert [a.kode for a in hasil.alasan] == alasan
    assert hasil.berhak_pensiun is not bool(alasan)
    assert all(a.teks.endswith(".") and a.dasar for a in hasil.alasan)


def test_five_of_the_ten_years_must_be_as_pns() -> None:
    hasil = hak_pensiun(
        SebabBerhenti.BUP,
        SYARAT_HAK,
        masa_kerja_pensiun=MasaKerja(12),
        masa_kerja_pns=MasaKerja(4, 11),
    )
    assert [a.kode for a in hasil.alasan] == ["masa_kerja_pns_kurang_5_tahun"]
    assert hak_pensiun(
        SebabBerhenti.BUP,
        SYARAT_HAK,
        masa_kerja_pensiun=MasaKerja(12),
        masa_kerja_pns=MasaKerja(5),
    ) == HakPensiun(berhak_pensiun=True)


def test_service_that_falls_short_says_from_which_day_it_is_enough() -> None:
    hasil = hak_pensiun(
        SebabBerhenti.APS,
        SYARAT_HAK,
        masa_kerja_pensiun=MasaKerja(18, 7),
        usia=51,
        tmt_berhenti=date(2026, 11, 1),
    )
    (row,) = hasil.alasan
    assert (row.upaya, row.sejak) == (
        "Kurang 1 tahun 5 bulan masa kerja pensiun.",
        date(2028, 4, 1),
    )


@pytest.mark.parametrize("sebab", ["bup", "aps", "perampingan", "cacat_bukan_karena_dinas"])
def test_a_missing_fact_is_asked_for(sebab: str) -> None:
    with pytest.raises(DataKurangError):
        hak_pensiun(SebabBerhenti(sebab), SYARAT_HAK)


@pytest.mark.parametrize(
    ("pembulatan", "bulan", "persen", "nilai"),
    [
        ("tahun_penuh", 11, "62.50", 3_043_250),
        ("pro_rata", 6, "63.75", 3_104_115),
        ("pro_rata", 7, "63.96", 3_114_259),  # 3.114.259,17
        ("pro_rata", 1, "62.71", 3_053_394),  # 3.053.394,1666...
        ("setengah_ke_atas", 5, "62.50", 3_043_250),
        ("setengah_ke_atas", 6, "65.00", 3_164_980),
    ],
)
def test_what_months_count_for_is_a_setting(
    pembulatan: str, bulan: int, persen: str, nilai: int
) -> None:
    hasil = _pokok(
        JenisPensiun.BUP,
        "III/d",
        MasaKerja(28),
        MasaKerja(25, bulan),
        pembulatan=PembulatanMasaKerja(pembulatan),
    )
    assert (hasil.persen, hasil.pensiun_hitung) == (Decimal(persen), nilai)


def test_the_working_is_shown() -> None:
    hasil = _pokok(JenisPensiun.BUP, "II/a", MasaKerja(15), MasaKerja(12, 4))
    assert [langkah.teks for langkah in hasil.cara_hitung] == [
        "Gaji pokok II/a dengan MKG 15 tahun: Rp2.756.200.",
        "2,5% × 12 tahun = 30%, dinaikkan ke paling rendah 40%.",
        "40% × Rp2.756.200 = Rp1.102.480.",
        "Dinaikkan ke batas bawah Rp1.685.700.",
    ]
    assert hasil.pensiun_ditetapkan == 1_748_100


def test_a_share_of_three_is_rounded_down() -> None:
    hasil = _pokok(JenisPensiun.JANDA_DUDA, "III/c", MasaKerja(20), jumlah_istri=3)
    assert hasil.bagian_per_istri == 495_192
    hasil = _pokok(JenisPensiun.JANDA_DUDA_TEWAS, "I/a", MasaKerja(0))
    assert (hasil.pensiun_hitung, hasil.pensiun_ditetapkan) == (1_685_700, None)


def test_no_amount_without_a_right_or_without_the_service() -> None:
    hasil = _pokok(JenisPensiun.BUP, "III/a", MasaKerja(8), MasaKerja(9, 11))
    assert not hasil.berhak_pensiun
    assert hasil.pensiun_hitung is None
    with pytest.raises(DataKurangError, match="masa kerja pensiun"):
        _pokok(JenisPensiun.BUP, "III/a", MasaKerja(8))


@given(st.sampled_from(["I/a", "II/a", "III/c", "IV/e"]), st.integers(0, 32), st.integers(10, 45))
def test_a_pension_lies_between_its_floor_and_three_quarters_of_pay(
    golongan: str, mkg: int, masa: int
) -> None:
    hasil = _pokok(JenisPensiun.BUP, golongan, MasaKerja(mkg), MasaKerja(masa))
    assert hasil.gaji_pokok is not None
    assert hasil.pensiun_hitung is not None
    assert hasil.pensiun_hitung >= 1_685_700
    assert hasil.memakai_batas_bawah or hasil.pensiun_hitung * 4 <= hasil.gaji_pokok * 3
    more = _pokok(JenisPensiun.BUP, golongan, MasaKerja(mkg), MasaKerja(masa + 1))
    assert more.pensiun_hitung is not None
    assert more.pensiun_hitung >= hasil.pensiun_hitung


POSTS = [
    *(JabatanFakta(jenis) for jenis in JenisJabatan if jenis is not JenisJabatan.FUNGSIONAL),
    *(JabatanFakta(JenisJabatan.FUNGSIONAL, jenjang) for jenjang in Jenjang),
    *(JabatanFakta(JenisJabatan.FUNGSIONAL, Jenjang.AHLI_MADYA, rumpun) for rumpun in Rumpun),
]


@given(
    st.dates(date(1963, 1, 1), date(2005, 12, 31)),  # reached under the table in force
    st.integers(0, 4000),
    st.sampled_from(POSTS),
)
def test_a_later_birth_is_never_an_earlier_pension(
    lahir: date, hari: int, jabatan: JabatanFakta
) -> None:
    def tmt(tanggal: date) -> date:
        return pensiun_perkiraan(tanggal, jabatan, ATURAN_BUP, BATAS_PENSIUN).tmt_pensiun

    assert tmt(lahir) <= tmt(lahir + timedelta(days=hari))
    assert tmt(lahir).day == 1


@given(st.integers(120, 480), st.integers(0, 120), st.sampled_from(PembulatanMasaKerja))
def test_more_service_is_never_a_smaller_pension(
    bulan: int, lebih: int, pembulatan: PembulatanMasaKerja
) -> None:
    def hitung(total: int) -> int:
        hasil = pensiun_pokok(
            JenisPensiun.BUP,
            golongan="III/d",
            mkg=MasaKerja(28),
            tabel=tabel_pns(),
            aturan=replace(ATURAN_POKOK, pembulatan=pembulatan),
            syarat=SYARAT_HAK,
            masa_kerja_pensiun=MasaKerja.from_bulan(total),
        )
        assert hasil.pensiun_hitung is not None
        return hasil.pensiun_hitung

    assert hitung(bulan) <= hitung(bulan + lebih)


def test_a_percentage_is_shown_half_up_and_rupiah_are_rounded_half_up_from_the_exact_one() -> None:
    hasil = _pokok(
        JenisPensiun.BUP,
        "III/d",
        MasaKerja(16),
        MasaKerja(20, 3),
        pembulatan=PembulatanMasaKerja.PRO_RATA,
    )
    assert hasil.pensiun_hitung == 2_046_516  # 2.046.515,625
    assert hasil.persen == Decimal("50.63")  # 50,625
    hasil = _pokok(
        JenisPensiun.BUP,
        "III/d",
        MasaKerja(4),
        MasaKerja(20, 6),
        pembulatan=PembulatanMasaKerja.PRO_RATA,
    )
    assert hasil.pensiun_hitung == 1_720_053  # 1.720.052,5
    whole = _pokok(
        JenisPensiun.BUP,
        "III/d",
        MasaKerja(4),
        MasaKerja(16, 3),
        pembulatan=PembulatanMasaKerja.PRO_RATA,
    )
    assert whole.persen == Decimal("40.63")  # 40,625: up, and not to even


def test_a_pension_that_equals_the_floor_is_not_raised() -> None:
    hasil = pensiun_pokok(
        JenisPensiun.JANDA_DUDA,
        golongan="I/a",
        mkg=MasaKerja(0),
        tabel=tabel_pns(),
        aturan=replace(ATURAN_POKOK, persen_janda_duda=Decimal(75)),
        syarat=SYARAT_HAK,
    )
    assert (hasil.pensiun_hitung, hasil.memakai_batas_bawah) == (1_264_275, False)
    assert len(hasil.cara_hitung) == 3
