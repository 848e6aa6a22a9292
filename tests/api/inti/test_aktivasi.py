"""First access: codes on paper, who may make them, and what a wrong one tells."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from notifikasi.models import Pemberitahuan
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import JejakAkses, KodeAktivasi, Pengguna
from sitamu.inti.rules.hak import Hak, Peran
from sitamu.inti.services import aktivasi as services
from sitamu.inti.services.aktivasi import AktivasiError, SandiLemahError, aktivasi_issue
from sitamu.inti.services.akun import AlasanKosongError, akun_open, mfa_reset
from sitamu.inti.services.outbox import outbox_deliver
from tests.factories.inti import PegawaiFactory, PenggunaFactory, beri_hak
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db
SANDI = "kebun-jagung-hijau-7"
HALAMAN = "/aktivasi/"


@pytest.fixture
def p() -> Pemeran:
    return pemeran()


def issue(p: Pemeran, actor: str = "operator", pengguna: Pengguna | None = None) -> str:
    akun = pengguna or p.siti.pengguna
    assert akun
    return aktivasi_issue(pengguna_id=akun.pk, actor=p.akun[actor], now=timezone.now())


def use(nama: str, kode: str, sandi: str = SANDI, **more: Any) -> Pengguna:
    return services.aktivasi_use(
        nama_masuk=nama, kode=kode, sandi=sandi, now=more.get("now", timezone.now())
    )


def send(nama: str, kode: str, **more: str) -> Any:
    typed = {"nama_masuk": nama, "kode": kode, "sandi": SANDI, "sandi_ulang": SANDI, **more}
    return Client().post(HALAMAN, typed)


def test_a_code_sets_the_password_and_leads_to_the_log_in(p: Pemeran) -> None:
    kode = issue(p)
    typed = kode.lower().replace("-", " ")
    response = send(f" {p.siti.nomor[:8]} {p.siti.nomor[8:]}", typed, email="siti@contoh.test")
    assert response.headers["Location"] == "/akun/masuk/"
    akun = Pengguna.objects.get(pk=p.siti.pengguna_id)
    assert akun.check_password(SANDI)
    assert akun.email == "siti@contoh.test"
    assert Client().post("/akun/masuk/", {"login": p.siti.nomor, "password": SANDI}).url == "/"


def test_the_code_itself_is_kept_nowhere(p: Pemeran) -> None:
    kode = issue(p).replace("-", "")
    row = KodeAktivasi.objects.get()
    assert kode not in row.kode_hash
    assert row.dibuat_oleh == p.akun["operator"]


def test_a_code_works_once(p: Pemeran) -> None:
    kode = issue(p)
    use(p.siti.nomor, kode)
    with pytest.raises(AktivasiError):
        use(p.siti.nomor, kode, "pagar-bambu-biru-9")


def test_a_code_dies_after_two_weeks(p: Pemeran) -> None:
    kode = issue(p)
    with pytest.raises(AktivasiError):
        use(p.siti.nomor, kode, now=timezone.now() + timedelta(days=14, seconds=1))


def test_a_new_code_ends_the_old_one(p: Pemeran) -> None:
    old, new = issue(p), issue(p)
    with pytest.raises(AktivasiError):
        use(p.siti.nomor, old)
    assert use(p.siti.nomor, new)


def test_after_ten_wrong_tries_the_right_code_is_dead_too(p: Pemeran) -> None:
    kode = issue(p)
    for _ in range(10):
        with pytest.raises(AktivasiError):
            use(p.siti.nomor, "AAAAA-AAAAA")
    with pytest.raises(AktivasiError):
        use(p.siti.nomor, kode)


def test_a_code_of_somebody_else_does_not_open_the_account(p: Pemeran) -> None:
    kode = issue(p, "operator_lain", p.made.pengguna)
    with pytest.raises(AktivasiError):
        use(p.siti.nomor, kode)


def test_a_weak_password_costs_no_code(p: Pemeran) -> None:
    kode = issue(p)
    with pytest.raises(SandiLemahError):
        use(p.siti.nomor, kode, f"x{p.siti.nomor}")
    assert use(p.siti.nomor, kode)


def test_wrong_spent_and_unknown_get_the_same_page(p: Pemeran) -> None:
    kode = issue(p)
    use(p.siti.nomor, kode)

    def answer(nama: str, kode: str) -> str:
        page = send(nama, kode)
        assert page.status_code == 200
        html: str = page.content.decode().replace(nama, "NAMA").replace(kode, "KODE")
        return html.split("<main")[1].replace(html.split('token" value="')[1][:64], "TOKEN")

    first = answer(p.siti.nomor, kode)
    assert "tidak cocok, atau kode sudah tidak berlaku" in first
    assert answer(p.siti.nomor, "AAAAA-AAAAA") == first
    assert answer("199001012015012009", "AAAAA-AAAAA") == first


def test_known_and_unknown_names_run_the_same_statements(
    p: Pemeran, django_assert_num_queries: Any
) -> None:
    issue(p)
    for nama in (p.siti.nomor, "199001012015012009"):
        with django_assert_num_queries(7), pytest.raises(AktivasiError):
            use(nama, "AAAAA-AAAAA")


@time_machine.travel("2026-11-25T02:00:00Z", tick=False)
def test_one_name_is_tried_ten_times_an_hour_at_most() -> None:
    for _ in range(10):
        assert send("199001012015012009", "AAAAA-AAAAA").status_code == 200
    page = send("199001012015012009", "AAAAA-AAAAA")
    assert page.status_code == 429
    assert "Tunggu 10 menit" in page.content.decode()
    assert JejakAkses.objects.filter(aksi="aktivasi_gagal").count() == 10


@time_machine.travel("2026-11-25T02:00:00Z", tick=False)
def test_one_address_is_stopped_after_sixty_failures_whatever_the_names() -> None:
    for n in range(60):
        send(f"19900101201501{n:04d}", "AAAAA-AAAAA")
    assert send("199001012015019999", "AAAAA-AAAAA").status_code == 429


# An account that has a password already

ALASAN = "Datang sendiri, KTP diperiksa."


def active(p: Pemeran) -> Pengguna:
    akun = p.siti.pengguna
    assert akun
    akun.set_password("pagar-bambu-biru-9")
    akun.email = "siti@contoh.test"
    akun.save()
    return akun


def ask(p: Pemeran, akun: Pengguna, alasan: str) -> Any:
    client = Client()
    client.force_login(p.akun["operator"])
    return client.post(f"/pengguna/{akun.pk}/aktivasi/", {"alasan": alasan})


def news(akun: Pengguna) -> list[tuple[str, str, str]]:
    outbox_deliver(now=timezone.now())
    rows = Pemberitahuan.objects.filter(penerima=akun).order_by("dibuat_pada", "saluran")
    return [(row.saluran, row.judul, row.alamat) for row in rows]


def test_a_code_for_an_active_account_needs_a_reason(p: Pemeran) -> None:
    akun = active(p)
    assert ask(p, akun, " lupa ").status_code == 422
    assert not KodeAktivasi.objects.exists()
    assert news(akun) == []


def test_it_is_written_down_with_the_address_and_the_owner_is_told_by_whom(p: Pemeran) -> None:
    akun = active(p)
    assert ask(p, akun, ALASAN).status_code == 200
    row = JejakAkses.objects.get(aksi="kode_aktivasi_dibuat")
    assert (row.rincian, row.ip) == ({"alasan": ALASAN}, "127.0.0.1")
    assert (row.nama_masuk, row.pegawai_id) == ("operator", p.siti.pk)
    judul = "Kode aktivasi baru untuk akun Anda"
    assert news(akun) == [("APLIKASI", judul, ""), ("EMAIL", judul, "siti@contoh.test")]
    for told in Pemberitahuan.objects.all():
        assert f"dibuat oleh {p.akun['operator'].nama}." in told.isi
        assert "Bila bukan Anda yang meminta" in told.isi


def test_its_use_is_told_at_the_address_held_before(p: Pemeran) -> None:
    akun = active(p)
    kode = ask(p, akun, ALASAN).context["lembar"][0]["kode"]
    news(akun)
    Pemberitahuan.objects.all().delete()
    send(p.siti.nomor, kode, email="pencuri@contoh.test")
    akun.refresh_from_db()
    assert akun.email == "pencuri@contoh.test"
    judul = "Kata sandi akun Anda diganti"
    assert news(akun) == [("APLIKASI", judul, ""), ("EMAIL", judul, "siti@contoh.test")]


def test_a_first_activation_is_no_news(p: Pemeran) -> None:
    use(p.siti.nomor, issue(p))
    assert p.siti.pengguna
    assert news(p.siti.pengguna) == []


def test_a_sheet_leaves_out_whoever_has_a_password(p: Pemeran) -> None:
    active(p)
    client = Client()
    client.force_login(p.akun["operator"])
    sheet = client.post("/pengguna/aktivasi/lembar/", {"pegawai": [str(p.siti.pk)]})
    assert sheet.context["lembar"] == []
    assert sheet.context["dilewati"] == 1


def test_the_page_of_an_active_account_asks_for_the_reason(p: Pemeran) -> None:
    client = Client()
    client.force_login(p.akun["admin"])
    assert p.siti.pengguna
    url = f"/pengguna/{p.siti.pengguna_id}/"
    assert 'id="kode_alasan"' not in client.get(url).content.decode()
    active(p)
    assert 'id="kode_alasan"' in client.get(url).content.decode()


# Who may make one


def test_an_operator_makes_codes_for_the_own_unit_and_below_only(p: Pemeran) -> None:
    assert issue(p, "operator")
    assert issue(p, "operator_atas")
    for actor in ("operator_bawah", "operator_lain", "kepala", "verifikator", "siti"):
        with pytest.raises(NotFoundError):
            issue(p, actor)


def test_an_operator_cannot_take_over_an_officer_who_works_in_the_unit(p: Pemeran) -> None:
    budi = PegawaiFactory(unit=p.uptd, akun=True)
    beri_hak(budi.pengguna, unit=p.akar, peran=Peran.VERIFIKATOR)
    with pytest.raises(NotAllowedError):
        issue(p, "operator", budi.pengguna)
    assert issue(p, "admin", budi.pengguna)


def test_a_manager_of_one_unit_cannot_take_over_rights_beyond_it(p: Pemeran) -> None:
    manager = PenggunaFactory()
    beri_hak(manager, Hak.PENGGUNA_MANAGE, unit=p.dinas)
    inside, beyond = (PegawaiFactory(unit=p.uptd, akun=True) for _ in range(2))
    beri_hak(inside.pengguna, unit=p.uptd, peran=Peran.OPERATOR_OPD)
    beri_hak(beyond.pengguna, unit=p.akar, peran=Peran.ADMIN)
    now = timezone.now()
    assert aktivasi_issue(pengguna_id=inside.pengguna_id, actor=manager, now=now)
    with pytest.raises(NotAllowedError):
        aktivasi_issue(pengguna_id=beyond.pengguna_id, actor=manager, now=now)
    with pytest.raises(NotAllowedError):
        mfa_reset(pengguna_id=beyond.pengguna_id, alasan="x" * 20, actor=manager, now=now)


# Accounts and sheets


def test_opening_an_account_twice_gives_the_same_one_named_by_the_nip(p: Pemeran) -> None:
    baru = PegawaiFactory(unit=p.sekolah)
    now = timezone.now()
    first = akun_open(pegawai_id=baru.pk, actor=p.akun["operator"], now=now)
    again = akun_open(pegawai_id=baru.pk, actor=p.akun["operator"], now=now)
    assert first == again
    assert first.nama_masuk == baru.nip
    assert not first.has_usable_password()
    with pytest.raises(NotFoundError):
        akun_open(pegawai_id=p.made.pk, actor=p.akun["operator"], now=now)


def test_a_sheet_opens_accounts_and_shows_each_code_once(p: Pemeran) -> None:
    baru = PegawaiFactory(unit=p.sekolah, nama="Andi Baru")
    client = Client()
    client.force_login(p.akun["operator"])
    page = client.get("/pengguna/aktivasi/", {"unit": str(p.uptd.pk)}).content.decode()
    assert "Andi Baru" in page
    sheet = client.post("/pengguna/aktivasi/lembar/", {"pegawai": [str(baru.pk), str(p.made.pk)]})
    assert sheet.headers["Cache-Control"] == "private, no-store"
    (line,) = sheet.context["lembar"]  # made, of another unit, is not on it
    assert use(baru.nip, line["kode"]).nama == "Andi Baru"


def test_another_units_people_are_not_even_listed(p: Pemeran) -> None:
    client = Client()
    client.force_login(p.akun["operator"])
    page = client.get("/pengguna/aktivasi/", {"unit": str(p.lain.pk)})
    assert "Made Wirawan" not in page.content.decode()


# Recovery desk


def test_a_lost_phone_is_forgotten_with_a_reason_and_the_password_too(p: Pemeran) -> None:
    akun = p.akun["verifikator"]
    akun.set_password(SANDI)
    akun.save()
    TOTP.activate(akun, "JBSWY3DPEHPK3PXP")
    now = timezone.now()
    with pytest.raises(AlasanKosongError):
        mfa_reset(pengguna_id=akun.pk, alasan=" hilang ", actor=p.akun["admin"], now=now)
    alasan = "Datang sendiri, KTP diperiksa."
    mfa_reset(pengguna_id=akun.pk, alasan=alasan, actor=p.akun["admin"], now=now)
    akun.refresh_from_db()
    assert not akun.has_usable_password()
    assert not akun.authenticator_set.exists()
    assert JejakAkses.objects.get(aksi="kode_masuk_direset").rincian == {"alasan": alasan}


def test_nobody_resets_their_own_second_factor(p: Pemeran) -> None:
    with pytest.raises(NotAllowedError):
        mfa_reset(
            pengguna_id=p.akun["admin"].pk,
            alasan="Ponsel saya hilang kemarin.",
            actor=p.akun["admin"],
            now=timezone.now(),
        )
