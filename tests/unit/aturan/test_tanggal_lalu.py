"""Activation of a rule version never changes an answer for an earlier date."""

import json
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kepegawaian.selectors.aturan import PustakaAturan
from sitamu.aturan.contoh import cases_shipped
from sitamu.aturan.engines import AREAS, area_answer
from sitamu.aturan.rules.bentuk import Angka, Desimal, pecah, periksa, susun
from sitamu.aturan.rules.daftar_bentuk import BENTUK
from sitamu.aturan.selectors import with_draf
from sitamu.inti.errors import DomainError
from tests.unit.kepegawaian.pustaka import Baris, semua_baris
from tests.unit.kepegawaian.pustaka import versi as versions

MULAI = st.dates(date(2000, 1, 1), date(2060, 1, 1))
KASUS = [case for case in cases_shipped() if case["area"] in AREAS]
# Where the TMT in question, not `pada`, chooses the version (PP 99/2000, Peraturan BKN 4/2025).
DIPILIH_TMT = {"KP_PERIODE", "KP_JENDELA", "KP_REGULER"}


@st.composite
def draf(draw: st.DrawFn) -> Baris:
    """A sound version of any parameter with some figure changed, from any day."""
    kunci = draw(st.sampled_from(sorted({row.kunci for row in semua_baris()})))
    bentuk = BENTUK[kunci]
    start = json.loads(json.dumps(versions(kunci)[-1].nilai))
    isian, _ = pecah(bentuk, start)
    changed = deepcopy(isian)
    for bidang in bentuk.bidang:
        if isinstance(bidang.jenis, Angka):
            changed[bidang.kunci] = draw(
                st.integers(bidang.jenis.terendah, bidang.jenis.tertinggi)
                | st.just(isian[bidang.kunci])
            )
        elif isinstance(bidang.jenis, Desimal):
            changed[bidang.kunci] = str(
                draw(st.integers(bidang.jenis.terendah, bidang.jenis.tertinggi))
            )
    for tabel in bentuk.tabel:
        shift = draw(st.integers(-2, 5))
        for kolom in tabel.kolom:
            if isinstance(kolom.jenis, Angka) and kolom.kunci not in tabel.unik:
                for row in changed[tabel.kunci]:
                    if row[kolom.kunci] is not None:
                        row[kolom.kunci] += shift
    sound = isian if periksa(bentuk, changed) else changed
    return Baris(kunci, draw(MULAI), susun(bentuk, sound), "UU Contoh")


def answer(case: dict[str, Any], pustaka: PustakaAturan) -> Any:
    try:
        return area_answer(case["area"], deepcopy(case["input"]), pustaka)
    except DomainError as error:
        return error.code, error.message


def dates_in(value: Any) -> list[date]:
    if isinstance(value, dict):
        return [day for item in value.values() for day in dates_in(item)]
    if isinstance(value, list | tuple):
        return [day for item in value for day in dates_in(item)]
    try:
        return [date.fromisoformat(value)]
    except (TypeError, ValueError):
        return []


@given(st.sampled_from(KASUS), draf(), st.integers(1, 20_000))
@settings(max_examples=400)
def test_an_answer_for_an_earlier_day_stays(case: dict[str, Any], row: Baris, before: int) -> None:
    pada = row.berlaku_mulai - timedelta(days=before)
    old = answer(case, PustakaAturan(pada=pada, versi=versions))
    new = answer(
        case,
        PustakaAturan(pada=pada, versi=lambda kunci: [*versions(kunci), *_of(row, kunci)]),
    )
    if row.kunci in DIPILIH_TMT and old != new:
        # it speaks of a promotion that counts from the new version's first day or later
        spoken = dates_in([case["input"], old, new])
        assert max(spoken, default=date.max) >= row.berlaku_mulai
    else:
        assert new == old


def _of(row: Baris, kunci: str) -> list[Baris]:
    return [row] if row.kunci == kunci else []


@given(st.sampled_from(KASUS), draf(), st.integers(0, 20_000))
@settings(max_examples=100)
def test_from_its_first_day_on_a_version_is_the_one_that_answers(
    case: dict[str, Any], row: Baris, after: int
) -> None:
    later = [v.berlaku_mulai for v in versions(row.kunci) if v.berlaku_mulai > row.berlaku_mulai]
    pada = row.berlaku_mulai + timedelta(days=after)
    if later and pada >= min(later):
        return
    pustaka = PustakaAturan(pada=pada, versi=lambda kunci: [*versions(kunci), *_of(row, kunci)])
    answer(case, pustaka)
    used = [start for kunci, start in pustaka.dipakai if kunci == row.kunci]
    if row.kunci not in DIPILIH_TMT:
        assert set(used) <= {row.berlaku_mulai}


def test_the_law_with_a_draft_puts_it_among_the_stored_versions(db: None) -> None:
    row = Baris("MPP", date(2030, 1, 1), {"lama_maks_bulan": 6, "permohonan_bulan": 1}, "x")
    law = with_draf(row)
    before = PustakaAturan(pada=date(2029, 12, 31), versi=law).mpp
    after = PustakaAturan(pada=date(2030, 1, 1), versi=law).mpp
    assert (before.lama_maks_bulan, after.lama_maks_bulan) == (12, 6)
