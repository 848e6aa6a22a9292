"""Moves that the table of a family does not hold, asked for by whoever has every right.

Each service that makes a move is called in each status from which its family has no such move:
refused, and nothing of the usulan, its trail, its clock or its stays has changed.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from kepegawaian.models import IntervalUsulan, RiwayatUsulan, TahapUsulan, Usulan
from kepegawaian.rules.usulan import MOVES, Action, Keluarga, Status, Verdict
from kepegawaian.services import sk as sk_services
from kepegawaian.services import usulan as services
from kepegawaian.services.pertek import IsiPertek, pertek_record
from sitamu.inti.errors import DomainError
from sitamu.inti.models import Outbox, Pengguna
from sitamu.inti.rules.hak import Hak
from tests.factories.berkas import pdf, unggahan
from tests.factories.inti import PenggunaFactory, beri_hak
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.sk import NOW
from tests.factories.usulan import usulan_siti

pytestmark = pytest.mark.django_db

CATATAN = {"catatan": "Alasannya"}
ISI_PERTEK = IsiPertek(
    nomor="PK-1",
    tanggal=NOW.date(),
    golongan="III/c",
    mkg_tahun=28,
    mkg_bulan=0,
    mkp_tahun=33,
    mkp_bulan=0,
    gaji_pokok=4_671_600,
    pensiun_pokok=3_500_000,
    tmt=NOW.date(),
)


def berkas() -> dict[str, Any]:
    return {"files": [unggahan(pdf(teks="hand-made"), "sk.pdf")]}


def sk_luar() -> dict[str, Any]:
    isi = sk_services.SkLuar(nomor="L-1", tanggal=NOW.date(), penetap="BKN")
    return {"isi": isi, **berkas()}


# Every move that somebody can ask for, and what it is asked with.
LANGKAH: dict[Action, tuple[Callable[..., Any], Callable[[], dict[str, Any]]]] = {
    Action.SUBMIT: (services.usulan_submit, dict),
    Action.SUBMIT_FOR: (services.usulan_submit, dict),
    Action.SUBMIT_DIRECT: (services.usulan_submit, dict),
    Action.RESUBMIT: (services.usulan_resubmit, dict),
    Action.FORWARD: (services.usulan_forward, dict),
    Action.APPROVE_OPD: (services.usulan_approve_opd, dict),
    Action.TAKE: (services.usulan_take, dict),
    Action.RELEASE: (services.usulan_release, dict),
    Action.REASSIGN: (services.usulan_reassign, lambda: {"kepada": None, **CATATAN}),
    Action.VERIFY: (services.usulan_verify, dict),
    Action.RETURN: (services.usulan_return, lambda: CATATAN),
    Action.REJECT: (services.usulan_reject, lambda: CATATAN),
    Action.SEND_BKN: (services.usulan_send_bkn, lambda: CATATAN),
    Action.RECORD_BTS: (services.usulan_record_bts, lambda: CATATAN),
    Action.RECORD_TMS: (services.usulan_record_tms, lambda: CATATAN),
    Action.RECORD_PERTEK: (
        pertek_record,
        lambda: {"isi": ISI_PERTEK, "files": berkas()["files"]},
    ),
    Action.CANCEL: (services.usulan_cancel, lambda: CATATAN),
    Action.WITHDRAW: (services.usulan_withdraw, lambda: CATATAN),
    Action.REVIEW: (services.usulan_review, lambda: CATATAN),
    Action.REOPEN: (services.usulan_reopen, lambda: CATATAN),
    Action.APPROVE_SK: (sk_services.sk_approve, dict),
    Action.SEND_TTE: (sk_services.sk_send_tte, lambda: CATATAN),
    Action.FAIL_TTE: (sk_services.sk_fail_tte, lambda: CATATAN),
    Action.FILE_SK: (sk_services.sk_file, berkas),
    Action.RECEIVE_SK: (sk_services.sk_receive, sk_luar),
    Action.FIX_SCAN: (sk_services.sk_fix_scan, lambda: {**berkas(), **CATATAN}),
    Action.ANNUL_SK: (sk_services.sk_annul, lambda: CATATAN),
    Action.REVOKE_SK: (sk_services.sk_revoke, lambda: CATATAN),
}
# Sent by one service: which of them it is follows from the sender and the way of the service.
SATU_TOMBOL = {Action.SUBMIT, Action.SUBMIT_FOR, Action.SUBMIT_DIRECT}
BAGI_PENANDATANGAN = {Action.APPROVE_SK, Action.FILE_SK, Action.ANNUL_SK, Action.REVOKE_SK}


def serba(p: Pemeran, nama: str) -> Pengguna:
    """Somebody with every right over everything."""
    user: Pengguna = PenggunaFactory(nama_masuk=nama)
    beri_hak(user, *Hak, unit=p.akar)
    return user


def keadaan(usulan: Usulan) -> tuple[Any, ...]:
    usulan.refresh_from_db()
    return (
        usulan.status,
        usulan.pemeriksa_id,
        usulan.kembali_ke,
        RiwayatUsulan.objects.filter(usulan=usulan).count(),
        IntervalUsulan.objects.filter(usulan=usulan).count(),
        TahapUsulan.objects.filter(usulan=usulan).count(),
        Outbox.objects.count(),
    )


def test_every_move_of_every_table_is_asked_for_here() -> None:
    in_tables = {action for moves in MOVES.values() for _, action in moves}
    assert in_tables == LANGKAH.keys()


@pytest.mark.parametrize("keluarga", Keluarga)
def test_a_move_that_the_table_does_not_hold_changes_nothing(keluarga: Keluarga) -> None:
    p = pemeran()
    holder, other = serba(p, "pemegang"), serba(p, "lain.serba")
    usulan = usulan_siti(p)
    usulan.butir.update(verdict=Verdict.PERLU_DIGANTI.value, alasan="TIDAK_TERBACA")
    asked = 0
    wrong: list[tuple[Status, Action, int]] = []
    for status in Status:
        arrived = status not in (Status.DRAF, Status.DIAJUKAN, Status.DI_OPD)
        Usulan.objects.filter(pk=usulan.pk).update(
            keluarga=keluarga.value,
            status=status.value,
            pemeriksa=holder if arrived else None,
            tiba_pada=NOW if arrived else None,
        )
        held = {action for dari, action in MOVES[keluarga] if dari is status}
        if held & SATU_TOMBOL:
            held |= SATU_TOMBOL
        for action, (run, extra) in LANGKAH.items():
            if action in held:
                continue
            before = keadaan(usulan)
            actor = other if action in BAGI_PENANDATANGAN else holder
            answer = 200
            try:
                with transaction.atomic():
                    run(usulan_id=usulan.pk, actor=actor, now=NOW + timedelta(hours=1), **extra())
            except DomainError as error:
                answer = error.http_status
            if answer not in (403, 404, 409) or keadaan(usulan) != before:
                wrong.append((status, action, answer))
            asked += 1
    assert not wrong
    assert asked > 250


@pytest.mark.parametrize("status", [Status.DRAF, Status.DIPERIKSA, Status.TERBIT])
def test_hand_made_requests_get_a_refusal_and_a_sentence(status: Status) -> None:
    p = pemeran()
    holder = serba(p, "pemegang")
    usulan = usulan_siti(p, status)
    Usulan.objects.filter(pk=usulan.pk).update(pemeriksa=holder)
    client = Client()
    client.force_login(holder)
    held = {action for dari, action in MOVES[Keluarga.PERTEK] if dari is status}
    before = keadaan(usulan)
    for action in set(Action) - held:
        name = action.value.lower().replace("_", "-")
        url = reverse("kepegawaian:usulan-langkah", args=[usulan.pk, name])
        answer = client.post(url, {**CATATAN, "kepada": str(p.akun["verifikator"].pk)})
        assert answer.status_code in (403, 404, 409), action
        assert "SiTAMU" in answer.content.decode()
    assert keadaan(usulan) == before
