"""The table of moves: every move that is not in it is refused, and the clock follows the status."""

from datetime import date
from itertools import product

import pytest

from kepegawaian.errors import UsulanTransitionError
from kepegawaian.rules.syarat import FaktaSyarat, SyaratBaris, butir_required
from kepegawaian.rules.usulan import (
    DENGAN_PEMOHON,
    FINAL,
    MOVES,
    Action,
    ButirFakta,
    Jam,
    Keluarga,
    Status,
    Verdict,
    butir_at_fault,
    butir_missing,
    butir_unjudged,
    jam_for,
    next_status,
    status_kalimat,
)
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.hak import HAK_OF, Hak, Peran

FORBIDDEN = [
    (keluarga, status, action)
    for keluarga, status, action in product(Keluarga, Status, Action)
    if (status, action) not in MOVES[keluarga]
]
PERTEK = Keluarga.PERTEK


@pytest.mark.parametrize(("keluarga", "status", "action"), FORBIDDEN)
def test_a_move_outside_the_table_is_refused(
    keluarga: Keluarga, status: Status, action: Action
) -> None:
    with pytest.raises(UsulanTransitionError):
        next_status(keluarga, status, action, kembali_ke=Status.DIPERIKSA)


OPD = (Action.SUBMIT, Action.FORWARD, Action.APPROVE_OPD)
SIGNED = (Action.APPROVE_SK, Action.FILE_SK)


@pytest.mark.parametrize("arrival", [OPD, (Action.SUBMIT_FOR, OPD[-1]), (Action.SUBMIT_DIRECT,)])
@pytest.mark.parametrize(
    ("keluarga", "decision"),
    [
        (Keluarga.PERTEK, (Action.SEND_BKN, Action.RECORD_PERTEK, *SIGNED)),
        (Keluarga.SK_SENDIRI, SIGNED),
        (Keluarga.SURAT, SIGNED),
        (Keluarga.DITERIMA, (Action.SEND_BKN, Action.RECEIVE_SK)),
    ],
)
def test_the_straight_way_leads_from_draft_to_issued(
    keluarga: Keluarga, arrival: tuple[Action, ...], decision: tuple[Action, ...]
) -> None:
    status = Status.DRAF
    for action in (*arrival, Action.TAKE, Action.VERIFY, *decision):
        status = next_status(keluarga, status, action)
    assert status is Status.TERBIT


def test_only_what_the_kabupaten_makes_is_approved_here() -> None:
    makes = {k for k in Keluarga if any(a is Action.APPROVE_SK for _, a in MOVES[k])}
    receives = {k for k in Keluarga if any(a is Action.RECEIVE_SK for _, a in MOVES[k])}
    assert makes == set(Keluarga) - {Keluarga.DITERIMA}
    assert receives == {Keluarga.DITERIMA}


@pytest.mark.parametrize("from_whom", [Status.DIAJUKAN, Status.DI_OPD, Status.DIPERIKSA])
def test_a_repaired_usulan_returns_to_whoever_sent_it_back(from_whom: Status) -> None:
    assert next_status(PERTEK, from_whom, Action.RETURN) is Status.PERLU_DIPERBAIKI
    back = next_status(PERTEK, Status.PERLU_DIPERBAIKI, Action.RESUBMIT, kembali_ke=from_whom)
    assert back is from_whom


def test_a_repair_without_a_sender_is_refused() -> None:
    with pytest.raises(UsulanTransitionError):
        next_status(PERTEK, Status.PERLU_DIPERBAIKI, Action.RESUBMIT)


@pytest.mark.parametrize("keluarga", Keluarga)
def test_only_a_right_of_its_own_and_a_reason_lead_out_of_a_final_status(
    keluarga: Keluarga,
) -> None:
    out = {a: move for (s, a), move in MOVES[keluarga].items() if s in FINAL}
    assert out.keys() == {Action.REOPEN, Action.FIX_SCAN, Action.REVOKE_SK}
    assert all(move.alasan and not move.pemilik for move in out.values())
    assert not [s for (s, _) in MOVES[keluarga] if s is Status.DIBATALKAN]


def test_every_move_can_be_made_by_some_office() -> None:
    held = frozenset[Hak]().union(*HAK_OF.values())
    assert {move.hak for moves in MOVES.values() for move in moves.values()} <= held


def test_no_office_below_bkpsdm_may_verify() -> None:
    for peran in (Peran.OPERATOR_OPD, Peran.KEPALA_OPD):
        assert Hak.USULAN_VERIFY not in HAK_OF[peran]


def test_the_promise_starts_with_arrival_and_rests_with_the_person_and_at_bkn() -> None:
    def jam(status: Status, *, tiba: bool = True, pertek: bool = False) -> Jam:
        return jam_for(status, sudah_tiba=tiba, ada_pertek=pertek)

    assert jam(Status.DI_OPD, tiba=False) is Jam.BELUM
    assert jam(Status.PERLU_DIPERBAIKI, tiba=False) is Jam.BELUM
    assert jam(Status.DIPERIKSA) is Jam.BERJALAN
    assert jam(Status.PERLU_DIPERBAIKI) is Jam.JEDA
    assert jam(Status.BTS) is Jam.JEDA
    assert jam(Status.DI_BKN) is Jam.JEDA
    assert jam(Status.DI_BKN, pertek=True) is Jam.BERJALAN
    assert jam(Status.SIAP_TTD) is Jam.BERJALAN
    assert {jam(status) for status in FINAL} == {Jam.BERHENTI}


def test_only_an_unfilled_item_is_missing_and_only_a_wrong_one_is_at_fault() -> None:
    butir = [
        ButirFakta("KTP", terisi=True, verdict=Verdict.SESUAI),
        ButirFakta("KK", terisi=False, verdict=Verdict.BELUM),
        ButirFakta("SKP 2025", terisi=True, verdict=Verdict.PERLU_DIGANTI),
    ]
    assert butir_missing(butir) == ["KK"]
    assert butir_unjudged(butir) == ["KK", "SKP 2025"]
    assert butir_at_fault(butir) == ["SKP 2025"]


def test_every_status_says_something_to_the_person() -> None:
    for keluarga, status in product(Keluarga, Status):
        assert status_kalimat(status, ada_pertek=False, keluarga=keluarga).endswith(".")
    assert "Pertek" in status_kalimat(Status.DI_BKN, ada_pertek=True)
    assert Status.DRAF in DENGAN_PEMOHON


def _row(kode: str, kondisi: str = "", tahun: int = 0, urutan: int = 1) -> SyaratBaris:
    return SyaratBaris(kode, kode, kode, kondisi, tahun, urutan)


def _fakta(**changes: object) -> FaktaSyarat:
    base: dict[str, object] = {
        "ada_pmk": False,
        "ada_pasangan": False,
        "pernah_cerai": False,
        "lahir_anak": (),
        "ada_npwp": False,
        "pada": date(2026, 11, 25),
    }
    return FaktaSyarat(**{**base, **changes})  # type: ignore[arg-type]


def test_a_paper_a_year_asks_for_the_last_years_oldest_first() -> None:
    asked = butir_required([_row("SKP", tahun=2)], _fakta(), tahun_terakhir=2025)
    assert [(b.kunci, b.nama) for b in asked] == [("2024", "SKP 2024"), ("2025", "SKP 2025")]


@pytest.mark.parametrize(
    ("kondisi", "fakta", "diminta"),
    [
        ("ADA_PMK", {"ada_pmk": True}, True),
        ("ADA_PMK", {}, False),
        ("MENIKAH", {"ada_pasangan": True}, True),
        ("CERAI", {"pernah_cerai": True}, True),
        ("ADA_ANAK_TERTANGGUNG", {"lahir_anak": (date(2001, 11, 26),)}, True),
        ("ADA_ANAK_TERTANGGUNG", {"lahir_anak": (date(2001, 11, 25),)}, False),
    ],
)
def test_a_condition_asks_only_whom_it_fits(
    kondisi: str, fakta: dict[str, object], diminta: bool
) -> None:
    asked = butir_required([_row("X", kondisi)], _fakta(**fakta), tahun_terakhir=2025)
    assert bool(asked) is diminta


def test_a_condition_no_rule_knows_is_not_guessed_at() -> None:
    with pytest.raises(DataKurangError, match="PUNYA_KUDA"):
        butir_required([_row("X", "PUNYA_KUDA")], _fakta(), tahun_terakhir=2025)
