"""Pages of the dated rules over HTTP: what they say, refuse and cost; the public list."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from sitamu.aturan.models import DrafParameter, UjiDraf
from sitamu.inti.models import JejakAkses, Parameter, Pengguna
from sitamu.inti.rules.hak import Peran
from tests.factories.aturan import NAIK, cobakan, draf_bup
from tests.factories.inti import petugas
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db
KINI = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def p() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        yield pemeran()


def as_user(user: Pengguna) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin(p: Pemeran) -> Client:
    return as_user(p.akun["admin"])


def get(client: Client, route: str, *args: Any, status: int = 200, **query: str) -> str:
    response = client.get(reverse(f"aturan:{route}", args=args), query)
    assert response.status_code == status, response.content.decode()[:500]
    return response.content.decode()


def form_of(client: Client, route: str, *args: Any) -> dict[str, Any]:
    """Every field of the page's form as a browser would send it back."""
    page = client.get(reverse(f"aturan:{route}", args=args)).context["isian"]
    data: dict[str, Any] = {}
    forms = [page.form, *(row for tabel in page.tabel for row in tabel.baris)]
    for form in forms:
        for field in form:
            value = field.value()
            if value not in (None, False):
                data[field.html_name] = value
    data.setdefault("dasar_hukum", "UU Contoh 1/2026")
    for tabel in page.tabel:
        data[f"{tabel.awalan}-jumlah"] = str(len(tabel.baris))
    return data


def test_the_list_says_in_plain_words_what_is_in_force_since_when(
    admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Parameter.objects.create(kunci="MPP", berlaku_mulai=NAIK, nilai={}, dasar_hukum="PP Contoh")
    get(admin, "parameter-list")
    with django_assert_num_queries(7):
        text = get(admin, "parameter-list")
    assert "Batas usia pensiun (BUP)" in text
    assert "30 Desember 2005" in text
    assert "PP 7/1977 jo PP 5/2024" in text
    assert '<strong class="tag tag--biru">1 Januari 2027</strong>' in text


def test_a_version_is_read_as_tables_not_as_json(admin: Client) -> None:
    text = get(admin, "parameter-detail", "BUP")
    assert "Pimpinan Tinggi Pratama" in text
    assert "60 tahun" in text
    assert "&quot;umur&quot;" not in text
    assert "1.685.700" in get(admin, "parameter-detail", "GAJI_PNS")
    assert "Setiap bulan" not in get(admin, "parameter-detail", "KP_PERIODE")


def test_every_parameter_opens_and_can_be_drafted_unchanged_through_its_form(
    admin: Client,
) -> None:
    for kunci in sorted(set(Parameter.objects.values_list("kunci", flat=True))):
        get(admin, "parameter-detail", kunci)
        data = form_of(admin, "draf-baru", kunci) | {"berlaku_mulai": "01-02-2027"}
        response = admin.post(reverse("aturan:draf-baru", args=[kunci]), data)
        assert response.status_code == 302, (kunci, response.context["isian"].galat)
        draf = DrafParameter.objects.get(kunci=kunci)
        latest = Parameter.objects.filter(kunci=kunci).latest("berlaku_mulai")
        assert draf.nilai == latest.nilai, kunci
        get(admin, "draf-detail", draf.pk)


def test_a_key_of_something_else_is_not_found(admin: Client) -> None:
    Parameter.objects.create(
        kunci="demo_akun", berlaku_mulai=date(2020, 1, 1), nilai={"rahasia": 1}, dasar_hukum="x"
    )
    get(admin, "parameter-detail", "demo_akun", status=404)
    versi = Parameter.objects.get(kunci="demo_akun")
    get(admin, "versi-detail", versi.pk, status=404)


def test_a_wrong_cell_is_named_and_nothing_is_stored(admin: Client) -> None:
    data = form_of(admin, "draf-baru", "BUP") | {"berlaku_mulai": "01-01-2027", "t0-2-umur": "75"}
    response = admin.post(reverse("aturan:draf-baru", args=["BUP"]), data)
    text = response.content.decode()
    assert response.status_code == 422
    assert "<title>Galat:" in text
    assert 'href="#id_t0-2-umur">BUP, baris ke-3, umur: harus angka 50–70.' in text
    assert not DrafParameter.objects.exists()


def test_a_new_version_asks_for_its_own_legal_basis(admin: Client) -> None:
    data = form_of(admin, "draf-baru", "MPP") | {"berlaku_mulai": "01-01-2027", "dasar_hukum": ""}
    response = admin.post(reverse("aturan:draf-baru", args=["MPP"]), data)
    assert response.status_code == 422
    assert "Dasar hukum: belum diisi" in response.content.decode()


def test_an_overlapping_date_is_refused_at_its_field(admin: Client) -> None:
    data = form_of(admin, "draf-baru", "MPP") | {"berlaku_mulai": "07-04-2017"}
    response = admin.post(reverse("aturan:draf-baru", args=["MPP"]), data)
    assert response.status_code == 422
    assert "sudah punya versi yang berlaku mulai 07-04-2017" in response.content.decode()


def test_a_row_more_needs_no_script_and_saves_nothing(admin: Client) -> None:
    data = form_of(admin, "draf-baru", "BUP") | {"t0-0-umur": "59", "tambah": "t0"}
    response = admin.post(reverse("aturan:draf-baru", args=["BUP"]), data)
    assert response.status_code == 200
    page = response.context["isian"]
    assert len(page.tabel[0].baris) == 25 + 2 + 3
    assert page.tabel[0].baris[0]["umur"].value() == "59"
    assert not DrafParameter.objects.exists()


def test_a_ticked_row_goes(admin: Client) -> None:
    data = form_of(admin, "draf-baru", "BUP") | {"berlaku_mulai": "01-01-2027", "t0-24-hapus": "on"}
    admin.post(reverse("aturan:draf-baru", args=["BUP"]), data)
    assert len(DrafParameter.objects.get().nilai["baris"]) == 24


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_pay_table_goes_out_and_comes_back_changed(admin: Client, ending: str) -> None:
    versi = Parameter.objects.get(kunci="GAJI_PNS")
    sheet = admin.get(reverse("aturan:versi-tabel", args=[versi.pk])).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["golongan", "mkg", "gaji"]
    assert len(rows) == len(versi.nilai["baris"]) + 1
    raised = "\n".join(f"{g};{m:.0f};{pay + 1000:.0f}" for g, m, pay in rows[1:])
    isi = sheet if ending == "xlsx" else f"golongan;mkg;gaji\n{raised}\n".encode()
    data = form_of(admin, "draf-baru", "GAJI_PNS") | {
        "berlaku_mulai": "01-01-2027",
        "t0": SimpleUploadedFile(f"gaji.{ending}", isi),
    }
    assert admin.post(reverse("aturan:draf-baru", args=["GAJI_PNS"]), data).status_code == 302
    more = 0 if ending == "xlsx" else 1000
    drafted = DrafParameter.objects.get().nilai["baris"]
    assert drafted == [[g, m, pay + more] for g, m, pay in versi.nilai["baris"]]


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (b"PK\x03\x04rusak", "tidak dapat dibaca"),
        (b"\xff\xfe\x00", "bukan XLSX atau CSV"),
        (b"golongan,mkg\nI/a,0\n", "Kolom “gaji” tidak ada atau ganda"),
        (b"golongan,mkg,gaji\nI/a,nol,1\n", "baris ke-1, mkg: harus angka"),
        (b"golongan,mkg,gaji\nI/a,0,1685700\n", "belum ada baris untuk golongan I/b"),
        (b" " * 1_048_577, "lebih besar dari 1 MB"),
    ],
)
def test_a_table_that_cannot_be_is_refused_with_a_sentence(
    admin: Client, isi: bytes, kalimat: str
) -> None:
    data = form_of(admin, "draf-baru", "GAJI_PNS") | {
        "berlaku_mulai": "01-01-2027",
        "t0": SimpleUploadedFile("gaji.csv", isi),
    }
    response = admin.post(reverse("aturan:draf-baru", args=["GAJI_PNS"]), data)
    assert response.status_code == 422
    assert kalimat in response.content.decode()


def test_a_stale_form_is_refused_on_the_page(p: Pemeran, admin: Client) -> None:
    draf = draf_bup(p.akun["admin"], KINI)
    data = form_of(admin, "draf-ubah", draf.pk)
    changed = data | {"t0-14-umur": "63"}
    assert admin.post(reverse("aturan:draf-ubah", args=[draf.pk]), changed).status_code == 302
    response = admin.post(reverse("aturan:draf-ubah", args=[draf.pk]), data | {"t0-14-umur": "61"})
    assert response.status_code == 422
    assert "sudah diubah" in response.content.decode()


def test_the_draft_page_shows_the_difference_and_what_is_left_to_do(
    p: Pemeran, admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    draf = draf_bup(p.akun["admin"], KINI)
    text = get(admin, "draf-detail", draf.pk)
    assert "60 tahun" in text
    assert "62 tahun" in text
    assert "Draf ini belum dicoba" in text
    assert "Periksa dan aktifkan" not in text
    cobakan(draf, p.akun["admin"], KINI)
    with django_assert_num_queries(19, exact=False):
        text = get(admin, "draf-detail", draf.pk)
    assert "103 cocok, 2 beda" in text
    assert "Periksa dan aktifkan" in text


def test_a_trial_on_the_staff_is_followed_paged_logged_and_downloaded(
    p: Pemeran, admin: Client
) -> None:
    draf = draf_bup(p.akun["admin"], KINI, guru=60)
    nilai = draf.nilai
    for row in nilai["baris"]:
        row["umur"] = 60 if row["umur"] == 58 else row["umur"]
    DrafParameter.objects.filter(pk=draf.pk).update(nilai=nilai)
    response = admin.post(reverse("aturan:uji-pegawai", args=[draf.pk]), {"versi": "1"})
    assert response.status_code == 302
    waiting = admin.get(response["Location"], headers={"HX-Request": "true"}).content.decode()
    assert "Dikerjakan beberapa saat lagi" in waiting
    assert "<html" not in waiting
    from sitamu.aturan.services.uji import uji_work_off

    calon_pensiun(p.sekolah, nama="<b>Nama Tebal</b>", urut=41)
    uji_work_off(now=KINI)
    text = admin.get(response["Location"]).content.decode()
    assert "Siti Aminah" in text
    assert "&lt;b&gt;Nama Tebal" in text
    assert "UPT Pendidikan" in text
    uji = UjiDraf.objects.get()
    narrow = get(admin, "uji-detail", uji.pk, daftar="PENSIUN", unit=str(p.uptd.pk))
    assert "Siti Aminah" in narrow
    assert "Nama Tebal" not in narrow
    assert "Siti Aminah" in get(admin, "uji-detail", uji.pk, daftar="X", unit="x", halaman="99")
    book = admin.get(reverse("aturan:uji-unduh", args=[uji.pk])).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert "Siti Aminah" in {row[2] for row in rows}
    acts = set(JejakAkses.objects.filter(objek_id=uji.pk).values_list("aksi", flat=True))
    assert acts == {"lihat_akibat_aturan", "unduh_akibat_aturan"}


def test_the_second_look_asks_and_then_activates(p: Pemeran, admin: Client) -> None:
    draf = draf_bup(p.akun["admin"], KINI)
    cobakan(draf, p.akun["admin"], KINI)
    url = reverse("aturan:draf-aktifkan", args=[draf.pk])
    assert "Jawaban untuk tanggal sebelum 1 Januari 2027 tetap" in admin.get(url).content.decode()
    unread = admin.post(url, {"versi": "1"})
    assert unread.status_code == 422
    assert not Parameter.objects.filter(berlaku_mulai=NAIK).exists()
    assert admin.post(url, {"versi": "1", "yakin": "on"}).status_code == 302
    row = Parameter.objects.get(kunci="BUP", berlaku_mulai=NAIK)
    assert "Berubah dari versi" in get(admin, "versi-detail", row.pk)
    again = admin.post(url, {"versi": "1", "yakin": "on"})
    assert again.status_code == 404


def test_a_refused_activation_says_why_on_the_page(p: Pemeran, admin: Client) -> None:
    draf = draf_bup(p.akun["admin"], KINI)
    url = reverse("aturan:draf-aktifkan", args=[draf.pk])
    response = admin.post(url, {"versi": "1", "yakin": "on"})
    assert response.status_code == 409
    assert "belum dicoba" in response.content.decode()
    petugas(Peran.ADMIN, p.akar)
    cobakan(draf, p.akun["admin"], KINI)
    response = admin.post(url, {"versi": "1", "yakin": "on"})
    assert response.status_code == 403
    assert "oleh orang lain" in response.content.decode()


def test_a_retroactive_version_asks_for_one_more_yes(p: Pemeran, admin: Client) -> None:
    draf = draf_bup(p.akun["admin"], KINI, date(2026, 11, 1))
    cobakan(draf, p.akun["admin"], KINI)
    url = reverse("aturan:draf-aktifkan", args=[draf.pk])
    assert "Tidak ada SK sejak 1 November 2026" in admin.get(url).content.decode()
    response = admin.post(url, {"versi": "1", "yakin": "on"})
    assert response.status_code == 422
    assert "berlaku surut" in response.content.decode()
    assert admin.post(url, {"versi": "1", "yakin": "on", "surut": "on"}).status_code == 302


# The public list


def test_the_law_of_a_day_is_public(
    p: Pemeran, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    with django_assert_num_queries(1):
        body = client.get("/api/v1/aturan", {"pada": "2025-06-01"}).json()
    assert body["pada"] == "2025-06-01"
    rows = {row["kunci"]: row for row in body["aturan"]}
    assert rows["KP_PERIODE"]["berlaku_mulai"] == "2024-01-01"
    assert rows["KP_PERIODE"]["nilai"] == {"bulan": [2, 4, 6, 8, 10, 12]}
    assert "KP_JENDELA" not in rows  # not in force yet
    assert {"instansi", "naskah_sk_pensiun", "demo_akun"} & rows.keys() == set()


def test_a_draft_is_not_part_of_the_public_law(p: Pemeran) -> None:
    draf_bup(p.akun["admin"], KINI)
    rows = Client().get("/api/v1/aturan", {"pada": "2027-06-01"}).json()["aturan"]
    assert {row["berlaku_mulai"] for row in rows if row["kunci"] == "BUP"} == {"2005-12-30"}


@pytest.mark.parametrize("pada", ["kemarin", "2027-02-30", "", "99999999"])
def test_a_day_that_is_none_is_refused_with_a_code(p: Pemeran, pada: str) -> None:
    response = Client().get("/api/v1/aturan", {"pada": pada})
    assert response.status_code == 422
    assert response.json()["kode"] == "isian_tidak_sah"
