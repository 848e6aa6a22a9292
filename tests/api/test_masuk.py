"""Logging in: by NIP or issued id, with a code for officers, and what happens when it fails."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client

from sitamu.inti.models import JejakAkses, Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Peran
from sitamu.inti.services.akun import sandi_reset_send
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory, beri_hak, petugas

pytestmark = pytest.mark.django_db
SANDI = "kebun-jagung-hijau-7"
MASUK = "/akun/masuk/"


@pytest.fixture
def unit() -> UnitKerja:
    return UnitKerjaFactory()


@pytest.fixture
def siti(unit: UnitKerja) -> Pegawai:
    siti: Pegawai = PegawaiFactory(nama="Siti Aminah", unit=unit, akun=True)
    assert siti.pengguna
    siti.pengguna.set_password(SANDI)
    siti.pengguna.save()
    return siti


@pytest.fixture
def budi(unit: UnitKerja) -> Pengguna:
    budi = petugas(Peran.VERIFIKATOR, unit, nama_masuk="budi.v", nama="Budi")
    budi.set_password(SANDI)
    budi.save()
    return budi


def masuk(client: Client, nama: str, sandi: str = SANDI, **more: str) -> str:
    """Log in by the form; where the portal leads to."""
    response = client.post(MASUK, {"login": nama, "password": sandi, **more})
    return response.headers.get("Location", "")


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.mark.parametrize("bentuk", ["{n}", " {n} ", "{a} {b} {c} {d}", "{a}.{b}.{c}.{d}"])
def test_a_nip_may_be_typed_with_blanks_and_dots(siti: Pegawai, bentuk: str) -> None:
    n = siti.nomor
    typed = bentuk.format(n=n, a=n[:8], b=n[8:14], c=n[14], d=n[15:])
    client = Client()
    assert masuk(client, typed) == "/"
    assert client.session["_auth_user_id"] == str(siti.pengguna_id)


def test_an_issued_id_may_be_typed_in_any_case(budi: Pengguna) -> None:
    client = Client()
    masuk(client, "Budi.V")
    assert client.session["_auth_user_id"] == str(budi.pk)


def test_two_ids_cannot_differ_by_case_alone(budi: Pengguna) -> None:
    assert Pengguna.objects.create_user("KASUBAG", nama="A").nama_masuk == "kasubag"


def test_a_plain_person_needs_the_password_only(siti: Pegawai) -> None:
    client = Client()
    masuk(client, siti.nomor)
    assert client.get("/saya/jejak/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_an_officer_sets_an_app_up_before_anything_else(budi: Pengguna) -> None:
    client = Client()
    masuk(client, "budi.v")
    for page in ("/saya/jejak/", "/pengguna/", "/akun/kode/"):
        assert client.get(page).headers["Location"] == "/akun/kode/pasang/"
    page = client.get("/akun/kode/pasang/")
    secret = page.context["form"].secret
    html = page.content.decode()
    assert secret in html
    assert "data:image/svg+xml;base64," in html
    response = client.post("/akun/kode/pasang/", {"code": code_of(secret)})
    assert response.headers["Location"] == "/akun/kode/cadangan/"
    assert "Simpan kode ini" in client.get("/akun/kode/cadangan/").content.decode()
    assert "hanya ditampilkan sekali" in client.get("/akun/kode/cadangan/").content.decode()
    assert client.get("/saya/jejak/").status_code == 200


def test_the_secret_is_kept_as_ciphertext(budi: Pengguna) -> None:
    TOTP.activate(budi, "JBSWY3DPEHPK3PXP")
    kept = Authenticator.objects.get(user=budi)
    assert "JBSWY3DPEHPK3PXP" not in str(kept.data)
    assert kept.wrap().validate_code(code_of("JBSWY3DPEHPK3PXP"))


def test_an_officer_with_an_app_is_asked_for_the_code(budi: Pengguna) -> None:
    TOTP.activate(budi, "JBSWY3DPEHPK3PXP")
    client = Client()
    assert masuk(client, "budi.v", next="/saya/jejak/") == "/akun/kode/masuk/"
    assert "/akun/masuk/" in client.get("/saya/jejak/").headers["Location"]
    wrong = client.post("/akun/kode/masuk/", {"code": "000000"})
    assert "Kode tidak cocok" in wrong.content.decode()
    right = client.post("/akun/kode/masuk/", {"code": code_of("JBSWY3DPEHPK3PXP")})
    assert right.headers["Location"] == "/saya/jejak/"
    assert client.get("/saya/jejak/").status_code == 200


def test_a_session_older_than_the_app_logs_in_again(budi: Pengguna) -> None:
    old = Client()
    masuk(old, "budi.v")
    TOTP.activate(budi, "JBSWY3DPEHPK3PXP")  # set up elsewhere
    assert "/akun/masuk/" in old.get("/saya/jejak/").headers["Location"]
    assert "_auth_user_id" not in old.session


def test_a_right_given_during_a_session_asks_for_the_app_at_once(siti: Pegawai) -> None:
    client = Client()
    masuk(client, siti.nomor)
    assert client.get("/saya/jejak/").status_code == 200
    assert siti.pengguna
    beri_hak(siti.pengguna, unit=UnitKerjaFactory(), peran=Peran.OPERATOR_OPD)
    assert client.get("/saya/jejak/").headers["Location"] == "/akun/kode/pasang/"


def test_a_right_that_has_ended_makes_no_officer(siti: Pegawai) -> None:
    assert siti.pengguna
    beri_hak(
        siti.pengguna, unit=UnitKerjaFactory(), peran=Peran.OPERATOR_OPD, sampai=date(2020, 1, 1)
    )
    client = Client()
    masuk(client, siti.nomor)
    assert client.get("/saya/jejak/").status_code == 200


def test_after_five_wrong_tries_the_right_password_is_refused_too(siti: Pegawai) -> None:
    client = Client()
    for _ in range(5):
        page = client.post(MASUK, {"login": siti.nomor, "password": "salah"})
        assert "kata sandi tidak cocok" in page.content.decode()
    page = client.post(MASUK, {"login": siti.nomor, "password": SANDI})
    assert "Tunggu 5 menit" in page.content.decode()
    assert JejakAkses.objects.filter(aksi="masuk_gagal", pengguna_id=siti.pengguna_id).count() == 5
    assert JejakAkses.objects.filter(aksi="masuk_dikunci").count() == 1


def test_typing_the_nip_differently_does_not_start_a_new_count(siti: Pegawai) -> None:
    client = Client()
    for n in range(6):
        typed = siti.nomor[:8] + " " * n + siti.nomor[8:]
        page = client.post(MASUK, {"login": typed, "password": "salah"})
    assert "Tunggu 5 menit" in page.content.decode()


def test_a_known_and_an_unknown_name_get_the_same_answer(siti: Pegawai) -> None:
    def answer(nama: str) -> str:
        page = Client().post(MASUK, {"login": nama, "password": "salah-sekali"})
        assert page.status_code == 200
        return page.content.decode().replace(nama, "NAMA").split("<main")[1].split("csrf")[0]

    assert answer(siti.nomor) == answer("199001012015012009")
    asked = [
        Client().post("/akun/sandi/lupa/", {"nama_masuk": nama}, follow=True).content
        for nama in (siti.nomor, "199001012015012009")
    ]
    assert asked[0] == asked[1]


def test_an_unknown_name_is_not_written_to_the_log() -> None:
    Client().post(MASUK, {"login": "rahasia-salah-kotak", "password": "x"})
    row = JejakAkses.objects.get(aksi="masuk_gagal")
    assert "rahasia" not in row.nama_masuk + str(row.rincian)


def test_log_in_and_out_are_recorded_and_the_old_cookie_is_dead(siti: Pegawai) -> None:
    client = Client()
    masuk(client, siti.nomor)
    stolen = client.cookies["sitamu_sesi"].value
    assert client.post("/akun/keluar/").headers["Location"] == MASUK
    thief = Client()
    thief.cookies["sitamu_sesi"] = stolen
    assert thief.get("/saya/jejak/").status_code == 302
    done = set(JejakAkses.objects.values_list("aksi", flat=True))
    assert {"masuk", "keluar"} <= done


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(siti: Pegawai) -> None:
    assert sandi_reset_send(nama_masuk=siti.nomor, alamat="http://testserver/")
    link = next(w for w in mail.outbox[0].body.split() if w.startswith("http://testserver/"))
    client = Client()
    form = client.get(link.removeprefix("http://testserver"), follow=True)
    url = form.redirect_chain[-1][0]
    done = client.post(url, {"password1": "pagar-bambu-biru-9", "password2": "pagar-bambu-biru-9"})
    assert done.headers["Location"] == "/akun/sandi/atur/selesai/"
    assert masuk(Client(), siti.nomor, "pagar-bambu-biru-9") == "/"
    assert masuk(Client(), siti.nomor, SANDI) == ""
    again = Client().get(link.removeprefix("http://testserver"))
    assert "Tautan sudah tidak berlaku" in again.content.decode()


def test_no_link_goes_to_unknown_closed_or_never_activated_accounts(siti: Pegawai) -> None:
    Pengguna.objects.create_user("belum.aktif", nama="Belum", email="belum@contoh.test")
    assert not sandi_reset_send(nama_masuk="tidak.ada", alamat="http://x/")
    assert not sandi_reset_send(nama_masuk="belum.aktif", alamat="http://x/")
    Pengguna.objects.filter(pk=siti.pengguna_id).update(is_active=False)
    assert not sandi_reset_send(nama_masuk=siti.nomor, alamat="http://x/")
    assert mail.outbox == []


def test_changing_the_password_ends_every_session(siti: Pegawai) -> None:
    client, elsewhere = Client(), Client()
    masuk(client, siti.nomor)
    masuk(elsewhere, siti.nomor)
    new = "pagar-bambu-biru-9"
    typed = {"oldpassword": SANDI, "password1": new, "password2": new}
    assert client.post("/akun/sandi/", typed).status_code == 302
    assert elsewhere.get("/saya/jejak/").status_code == 302
    assert masuk(Client(), siti.nomor, new) == "/"


@pytest.mark.parametrize("lemah", ["pendek", "1234567890", "password123"])
def test_a_weak_password_is_refused_with_a_reason(siti: Pegawai, lemah: str) -> None:
    client = Client()
    masuk(client, siti.nomor)
    page = client.post(
        "/akun/sandi/", {"oldpassword": SANDI, "password1": lemah, "password2": lemah}
    )
    assert "govuk-error-summary" in page.content.decode()


# A session that ends


def test_after_the_session_ended_a_page_comes_back_with_a_sentence(siti: Pegawai) -> None:
    client = Client()
    masuk(client, siti.nomor)
    client.session.flush()
    to_login = client.get("/saya/jejak/?halaman=2").headers["Location"]
    page = client.get(to_login)
    assert "Sesi Anda sudah berakhir" in page.content.decode()
    back = masuk(client, siti.nomor, next="/saya/jejak/?halaman=2", sesi="berakhir")
    assert back == "/saya/jejak/?halaman=2"
    assert "kembali ke halaman tadi" in client.get(back).content.decode()


def test_a_form_sent_after_the_session_ended_says_what_happened(siti: Pegawai) -> None:
    client = Client()
    masuk(client, siti.nomor)
    client.session.flush()
    page = client.post(
        "/akun/sandi/", {"x": "1"}, headers={"referer": "http://testserver/akun/sandi/?a=1"}
    )
    assert page.status_code == 403
    html = page.content.decode()
    assert "Draf yang sudah tersimpan tidak hilang" in html
    assert "/akun/masuk/?next=%2Fakun%2Fsandi%2F%3Fa%3D1&amp;sesi=berakhir" in html


def test_htmx_is_led_to_the_log_in_instead_of_swapping_it_in(siti: Pegawai) -> None:
    response = Client().get(
        "/saya/jejak/",
        headers={"hx-request": "true", "hx-current-url": "http://testserver/saya/jejak/"},
    )
    assert response.headers["HX-Redirect"].startswith("/akun/masuk/?next=%2Fsaya%2Fjejak%2F")


def test_a_form_without_csrf_token_gets_an_indonesian_page(siti: Pegawai) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(siti.pengguna)
    page = client.post("/akun/sandi/", {}, headers={"referer": "http://testserver/akun/sandi/"})
    assert page.status_code == 403
    html = page.content.decode()
    assert "Halaman sudah terlalu lama terbuka" in html
    assert 'href="/akun/sandi/"' in html


def test_log_in_never_leads_to_another_host(siti: Pegawai) -> None:
    assert masuk(Client(), siti.nomor, next="https://jahat.example/") == "/"
