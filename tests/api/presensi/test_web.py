"""Tapping from a browser: weaker by rule, honest in words, stored once however often it is sent."""

from base64 import b64encode
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.signing import TimestampSigner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from presensi.models import BentukTempat, FotoKetukan, Ketukan, Tempat
from presensi.services.foto import SISI_MAKS
from presensi.services.layar import KODE_DETIK, layar_alamat, layar_kode
from presensi.services.simpanan import FOTO_HARI, photos_expire
from sitamu.inti.models import Pegawai
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory
from tests.factories.ketukan import isi, kantor

pytestmark = pytest.mark.django_db
ALAMAT = "/api/v1/presensi/web"


class Peramban:
    """siti's browser: asks for a CSRF token as the page does, then sends."""

    def __init__(self, pegawai: Pegawai) -> None:
        assert pegawai.pengguna
        self.client = Client(enforce_csrf_checks=True)
        self.client.force_login(pegawai.pengguna)

    def keadaan(self) -> dict[str, Any]:
        answer = self.client.get(ALAMAT)
        assert answer.status_code == 200, answer.content
        return dict(answer.json())

    def kirim(self, *ketukan: dict[str, Any]) -> list[dict[str, Any]]:
        headers = {"X-CSRFToken": self.keadaan()["csrf"]}
        answer = self.client.post(
            ALAMAT, {"ketukan": ketukan}, content_type="application/json", headers=headers
        )
        assert answer.status_code == 200, answer.content
        return list(answer.json()["ketukan"])

    def ketuk(self, **ubah: Any) -> dict[str, Any]:
        return self.kirim(isi(**ubah))[0]


@pytest.fixture
def siti() -> Pegawai:
    unit = UnitKerjaFactory(induk=UnitKerjaFactory(), nama="Puskesmas Contoh")
    kantor(unit)
    pegawai: Pegawai = PegawaiFactory(unit=unit, akun=True)
    return pegawai


@pytest.fixture
def hp(siti: Pegawai) -> Peramban:
    return Peramban(siti)


def kode(said: dict[str, Any]) -> list[str]:
    return [one["kode"] for one in said.get("tanda", [])]


def foto(width: int = 1200) -> str:
    out = BytesIO()
    image = Image.new("RGB", (width, 900), "teal")
    exif = image.getexif()
    exif[0x9286] = "Siti Aminah"
    image.save(out, "JPEG", exif=exif)
    return b64encode(out.getvalue()).decode()


def test_a_tap_from_a_browser_counts_and_waits_for_the_superior(hp: Peramban) -> None:
    said = hp.ketuk()
    assert (said["penerimaan"], said["putusan"], kode(said)) == ("dibuat", "TINJAU", ["WEB"])
    row = Ketukan.objects.get()
    assert (row.sumber, row.perangkat_id, row.jarak_m) == ("WEB", None, 55.6)


def test_inside_the_network_of_the_office_it_is_accepted(hp: Peramban) -> None:
    BentukTempat.objects.update(jaringan=["127.0.0.0/8"])
    assert hp.ketuk()["putusan"] == "TERIMA"


def test_the_page_learns_where_and_when_and_what_is_there_already(hp: Peramban) -> None:
    hp.ketuk()
    said = hp.keadaan()
    assert [one["nama"] for one in said["tempat"]] == ["Kantor"]
    assert (said["zona_label"], said["jadwal"]) == ("WITA", "jadwal belum diatur")
    assert [(t["arah"], t["putusan_label"]) for t in said["ketukan"]] == [("MASUK", "Ditinjau")]


def test_a_lost_answer_and_a_second_sending_leave_one_tap(hp: Peramban) -> None:
    ketukan = isi()
    hp.kirim(ketukan)
    again = hp.kirim(ketukan | {"luring": True, "umur_fix_detik": 400})
    assert again[0]["penerimaan"] == "sudah_ada"
    assert Ketukan.objects.count() == 1


def test_one_bad_tap_of_the_queue_fails_no_other(hp: Peramban) -> None:
    said = hp.kirim(isi(), isi(arah="TIDUR"), isi(foto="bukan foto"), isi(kode=7))
    assert [one["penerimaan"] for one in said] == ["dibuat", "ditolak", "ditolak", "ditolak"]
    assert said[2]["kode"] == "foto_tidak_sah"


def test_a_place_that_asks_for_a_photo_says_when_there_is_none(hp: Peramban, siti: Pegawai) -> None:
    BentukTempat.objects.update(bukti_web="FOTO")
    assert kode(hp.ketuk()) == ["WEB", "TANPA_FOTO"]
    assert kode(hp.ketuk(foto=foto())) == ["WEB"]
    with Image.open(BytesIO(bytes(FotoKetukan.objects.get().isi))) as image:
        assert max(image.size) == SISI_MAKS
        assert not image.getexif()
    assert photos_expire(now=timezone.now() + timedelta(days=FOTO_HARI - 1)) == 0
    assert photos_expire(now=timezone.now() + timedelta(days=FOTO_HARI + 1)) == 1


def test_a_photo_comes_with_its_tap_even_when_the_first_answer_was_lost(hp: Peramban) -> None:
    ketukan = isi()
    hp.kirim(ketukan)
    hp.kirim(ketukan | {"foto": foto(300)})
    assert str(FotoKetukan.objects.get().pk) == ketukan["id"]


def test_the_code_of_an_office_screen_is_noted_while_it_is_fresh(hp: Peramban) -> None:
    place = Tempat.objects.get()
    fresh = layar_kode(place.pk)
    assert kode(hp.ketuk(kode=fresh)) == ["WEB", "LAYAR_KANTOR"]
    forged = TimestampSigner(key="x", salt="presensi.layar.kode").sign(place.pk.hex)
    assert kode(hp.ketuk(kode=forged)) == ["WEB"]
    with time_machine.travel(timezone.now() + timedelta(seconds=KODE_DETIK + 1)):
        assert kode(hp.ketuk(kode=fresh)) == ["WEB"]


def test_the_screen_needs_no_log_in_and_ends_with_the_working_day(client: Client) -> None:
    place = kantor(UnitKerjaFactory(induk=UnitKerjaFactory()))
    url = reverse("presensi:layar", args=[layar_alamat(place.pk)])
    page = client.get(url)
    assert page.status_code == 200
    assert "data:image/svg" in page.content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=17)):
        assert client.get(url).status_code == 404
    assert client.get(reverse("presensi:layar", args=["palsu"])).status_code == 404


def test_without_script_a_form_takes_the_servers_time_and_no_position(
    siti: Pegawai, client: Client
) -> None:
    assert siti.pengguna
    client.force_login(siti.pengguna)
    url = reverse("presensi:ketuk")
    page = client.get(url).content.decode()
    assert "tidak dapat membaca posisi" in page
    sent = {"id": str(uuid4()), "arah": "MASUK"}
    for _ in range(2):
        assert client.post(url, sent).status_code == 302
    row = Ketukan.objects.get()
    assert row.pk == UUID(sent["id"])
    assert (row.putusan, sorted(row.tanda)) == ("TINJAU", ["TANPA_POSISI", "WEB"])
    assert "Atasan" in client.get(url).content.decode()
    assert client.post(url, {"id": str(uuid4()), "arah": "TIDUR"}).status_code == 200


def test_no_word_of_the_page_claims_to_see_fake_positions(siti: Pegawai, client: Client) -> None:
    assert siti.pengguna
    client.force_login(siti.pengguna)
    page = client.get(reverse("presensi:ketuk")).content.decode().lower()
    assert "palsu" not in page
    assert "fake" not in page
    assert "tidak dapat memastikan posisi itu asli" in page


def test_the_shell_holds_nobodys_data_and_the_worker_caches_no_other_page(
    siti: Pegawai, client: Client
) -> None:
    assert siti.pengguna
    client.force_login(siti.pengguna)
    shell = client.get(reverse("presensi:cangkang")).content.decode()
    assert siti.nama not in shell
    assert str(siti.pengguna_id) not in shell
    worker = client.get(reverse("presensi:pekerja"))
    assert worker["Content-Type"].startswith("text/javascript")
    body = worker.content.decode()
    kept = body[body.index("BERKAS = [") : body.index("];")]
    assert [s for s in kept.split('"') if s.startswith("/") and "static" not in s] == [
        "/presensi/ketuk/tanpa\\u002Dsinyal/"
    ]
    assert Client().get(reverse("presensi:manifes")).json()["start_url"] == "/presensi/ketuk/"


def test_the_page_costs_a_fixed_number_of_queries(siti: Pegawai, client: Client) -> None:
    assert siti.pengguna
    client.force_login(siti.pengguna)
    url = reverse("presensi:ketuk")
    Peramban(siti).ketuk()
    client.get(url)
    with CaptureQueriesContext(connection) as some:
        client.get(url)
    for _ in range(5):
        Peramban(siti).ketuk()
    with CaptureQueriesContext(connection) as more:
        client.get(url)
    assert len(some) == len(more)
    assert len(more) <= 22


def test_without_session_the_page_is_told_to_log_in(client: Client) -> None:
    assert client.get(ALAMAT).status_code == 401
    assert client.post(ALAMAT, {}, content_type="application/json").status_code == 401
