"""Tokens of API clients: who gets one, how long it lives, what a stolen one is worth."""

import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.test import Client

from sitamu.inti.models import JejakAkses, Pengguna
from sitamu.inti.rules.hak import Peran
from sitamu.inti.token import TokenError, token_read
from tests.factories.inti import PenggunaFactory, UnitKerjaFactory, petugas

SANDI = "kata-sandi-panjang"

pytestmark = pytest.mark.django_db


@pytest.fixture
def siti() -> Pengguna:
    pengguna: Pengguna = PenggunaFactory(nama_masuk="siti")
    pengguna.set_password(SANDI)
    pengguna.save()
    return pengguna


def masuk(client: Client, **isi: str) -> Any:
    isi = {"nama_masuk": "siti", "kata_sandi": SANDI} | isi
    return client.post("/api/v1/auth/token", isi, content_type="application/json")


def segarkan(client: Client, token: str) -> Any:
    return client.post(
        "/api/v1/auth/token/segarkan", {"token_segar": token}, content_type="application/json"
    )


def pakai(client: Client, akses: str) -> int:
    header = {"Authorization": f"Bearer {akses}"}
    return client.get("/api/v1/perangkat", headers=header).status_code


def test_name_and_password_give_a_token_that_says_whose_it_is(
    client: Client, siti: Pengguna
) -> None:
    answer = masuk(client)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert settings.SESSION_COOKIE_NAME not in answer.cookies
    token = token_read(f"Bearer {answer.json()['token_akses']}")
    assert token.pengguna_id == siti.pk


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(
    client: Client, siti: Pengguna
) -> None:
    wrong, unknown = masuk(client, kata_sandi="bukan"), masuk(client, nama_masuk="tidak.ada")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json()["kode"] == unknown.json()["kode"] == "masuk_gagal"


def test_after_five_wrong_tries_the_right_password_waits_too(
    client: Client, siti: Pengguna
) -> None:
    for _ in range(5):
        masuk(client, kata_sandi="bukan")
    assert (masuk(client).status_code, masuk(client).json()["kode"]) == (429, "terlalu_sering")


def test_a_closed_account_gets_none(client: Client, siti: Pengguna) -> None:
    Pengguna.objects.filter(pk=siti.pk).update(is_active=False)
    assert masuk(client).status_code == 401


def test_a_body_that_is_no_log_in_is_refused_in_our_form(client: Client) -> None:
    answer = client.post("/api/v1/auth/token", b"[", content_type="application/json")
    assert (answer.status_code, answer.json()["kode"]) == (400, "isian_tidak_sah")


def test_an_officer_with_an_authenticator_gets_none_without_its_code(client: Client) -> None:
    secret = generate_totp_secret()
    pengguna = petugas(Peran.VERIFIKATOR, UnitKerjaFactory(), nama_masuk="siti")
    pengguna.set_password(SANDI)
    pengguna.save()
    TOTP.activate(pengguna, secret)
    assert masuk(client).json()["kode"] == "kode_diminta"
    assert masuk(client, kode="000000").json()["kode"] in ("kode_salah", "terlalu_sering")
    kode = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    assert masuk(client, kode=kode).status_code == 200


def test_an_officer_without_authenticator_is_sent_to_the_portal_first(client: Client) -> None:
    pengguna = petugas(Peran.VERIFIKATOR, UnitKerjaFactory(), nama_masuk="siti")
    pengguna.set_password(SANDI)
    pengguna.save()
    answer = masuk(client)
    assert (answer.status_code, answer.json()["kode"]) == (403, "pasang_kode")


def test_a_token_ends_after_ten_minutes(client: Client, siti: Pengguna) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        akses = masuk(client).json()["token_akses"]
        clock.shift(timedelta(seconds=599))
        assert token_read(f"Bearer {akses}")
        clock.shift(timedelta(seconds=1))
        with pytest.raises(TokenError):
            token_read(f"Bearer {akses}")
        assert pakai(client, akses) == 401


def test_a_changed_letter_anywhere_makes_it_nobodys(client: Client, siti: Pengguna) -> None:
    akses = masuk(client).json()["token_akses"]
    for place in (3, len(akses) // 2, -3):
        letter = "A" if akses[place] != "A" else "B"
        forged = akses[:place] + letter + akses[place + 1 or len(akses) :]
        with pytest.raises(TokenError):
            token_read(f"Bearer {forged}")
    for nonsense in ("", "Bearer", "Bearer a.b.c", "Bearer ..", f"Bearer {akses}x", "Bearer é.é"):
        with pytest.raises(TokenError):
            token_read(nonsense)


def test_a_refresh_token_is_no_access_token(client: Client, siti: Pengguna) -> None:
    with pytest.raises(TokenError):
        token_read(f"Bearer {masuk(client).json()['token_segar']}")


def test_renewing_gives_a_new_pair(client: Client, siti: Pengguna) -> None:
    first = masuk(client).json()
    second = segarkan(client, first["token_segar"]).json()
    assert second["token_segar"] != first["token_segar"]
    assert token_read(f"Bearer {second['token_akses']}").pengguna_id == siti.pk


def test_an_answer_lost_on_the_way_may_be_asked_for_again_within_a_minute(
    client: Client, siti: Pengguna
) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        first = masuk(client).json()
        segarkan(client, first["token_segar"])
        clock.shift(timedelta(seconds=60))
        assert segarkan(client, first["token_segar"]).status_code == 200


def test_an_old_refresh_token_that_comes_back_ends_the_whole_family(
    client: Client, siti: Pengguna
) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        first = masuk(client).json()
        second = segarkan(client, first["token_segar"]).json()
        clock.shift(timedelta(seconds=61))
        assert segarkan(client, first["token_segar"]).status_code == 401
        assert segarkan(client, second["token_segar"]).status_code == 401
        assert pakai(client, second["token_akses"]) == 401
    assert JejakAkses.objects.filter(aksi="token_dipakai_ulang", pengguna_id=siti.pk).exists()


def test_a_session_lives_thirty_days_from_its_last_renewal_and_ninety_in_all(
    client: Client, siti: Pengguna
) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        token = masuk(client).json()["token_segar"]
        for _ in range(3):
            clock.shift(timedelta(days=29))
            token = segarkan(client, token).json()["token_segar"]
        clock.shift(timedelta(days=4))
        assert segarkan(client, token).status_code == 401


def test_logging_out_ends_both_tokens_at_once(client: Client, siti: Pengguna) -> None:
    pair = masuk(client).json()
    header = {"Authorization": f"Bearer {pair['token_akses']}"}
    assert client.post("/api/v1/auth/keluar", headers=header).status_code == 204
    assert client.post("/api/v1/auth/keluar", headers=header).status_code == 401
    assert pakai(client, pair["token_akses"]) == 401
    assert segarkan(client, pair["token_segar"]).status_code == 401


def test_closing_an_account_ends_its_tokens(client: Client, siti: Pengguna) -> None:
    pair = masuk(client).json()
    Pengguna.objects.filter(pk=siti.pk).update(is_active=False)
    assert pakai(client, pair["token_akses"]) == 401
    assert segarkan(client, pair["token_segar"]).status_code == 401


def test_anybody_may_ask_the_time(client: Client) -> None:
    assert "+00:00" in client.get("/api/v1/waktu").json()["waktu"]
