"""Start pages, answers, drafts and the catalogue over HTTP."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kepegawaian.models import Nominatif, Usulan, VersiLayanan
from kepegawaian.rules.usulan import Status
from kepegawaian.services.nominatif import nominatif_nightly
from kepegawaian.services.otomatis import usulan_prepare
from sitamu.inti.models import Outbox, Pengguna
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.layanan import NOW, TODAY, Jalan, lengkapi, pejabat

pytestmark = pytest.mark.django_db


@pytest.fixture
def jalan() -> Iterator[Jalan]:
    with time_machine.travel(NOW, tick=False):
        pejabat()
        found = Jalan()
        lengkapi(found.p.siti)
        yield found


def as_user(user: Pengguna) -> Client:
    client = Client()
    client.force_login(user)
    return client


# The start page


def test_the_start_page_says_per_service_whether_and_from_when(jalan: Jalan) -> None:
    text = as_user(jalan.oleh("siti")).get(reverse("kepegawaian:layanan-list")).content.decode()
    assert "Dapat diajukan" in text
    assert "Kenaikan pangkat reguler" in text
    assert "Mulai 1 Januari 2027" in text  # KGB
    assert "Jalur kenaikan pangkat menurut jabatan sekarang: reguler." in text
    assert "Pensiun janda" not in text


def test_an_operator_sees_what_only_operators_propose(jalan: Jalan) -> None:
    url = reverse("kepegawaian:pegawai-layanan", args=[jalan.p.siti.pk])
    text = as_user(jalan.oleh("operator")).get(url).content.decode()
    assert "SK jabatan dan pelantikan" in text
    assert as_user(jalan.oleh("operator_lain")).get(url).status_code == 404


def test_the_start_page_costs_the_same_whatever_is_in_the_catalogue(
    jalan: Jalan, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_user(jalan.oleh("siti"))
    with django_assert_max_num_queries(55):
        client.get(reverse("kepegawaian:layanan-list"))


def test_a_service_starts_from_the_page_and_a_closed_one_says_why(jalan: Jalan) -> None:
    client = as_user(jalan.oleh("siti"))
    url = reverse("kepegawaian:usulan-mulai", args=[jalan.p.siti.pk])
    answer = client.post(url, {"layanan": "SURAT_KETERANGAN"})
    usulan = Usulan.objects.get()
    assert answer.headers["Location"] == reverse("kepegawaian:usulan-detail", args=[usulan.pk])
    refused = client.post(url, {"layanan": "KGB_PNS"})
    assert refused.status_code == 422
    assert "1 Januari 2027" in refused.content.decode()
    assert client.post(url, {"layanan": "TIDAK_ADA"}).status_code == 422


def test_answers_are_asked_as_the_catalogue_says_and_checked(jalan: Jalan) -> None:
    usulan = jalan.mulai("MUTASI_UNIT")
    butir = usulan.butir.get(syarat__kode="DATA_DIRI")
    url = reverse("kepegawaian:usulan-butir", args=[usulan.pk, butir.pk])
    client = as_user(jalan.oleh("siti"))
    form = {"benar": "on", "tmt": "01-02-2027", "alasan": "Ikut suami"}
    refused = client.post(url, {**form, "unit_tujuan": "Dinas"})
    assert refused.status_code == 422
    assert "Pilih salah satu: Dinas Kesehatan; Dinas Pendidikan" in refused.content.decode()
    assert client.post(url, {**form, "unit_tujuan": "dinas kesehatan"}).status_code == 302
    usulan.refresh_from_db()
    assert usulan.isian["unit_tujuan"] == str(jalan.p.lain.pk)
    assert usulan.tmt == date(2027, 2, 1)
    shown = client.get(url).content.decode()
    assert 'value="Dinas Kesehatan"' in shown
    page = client.get(reverse("kepegawaian:usulan-periksa", args=[usulan.pk])).content.decode()
    assert "Dinas Kesehatan" in page
    assert "Susunan keluarga" not in page


# What SiTAMU prepares


def test_kpo_and_ppo_open_drafts_once_for_those_whose_turn_it_is(jalan: Jalan) -> None:
    tinggi = calon_pensiun(jalan.p.uptd, nama="Andi Utama", golongan="IV/c", urut=91)
    nominatif_nightly(now=NOW)
    ready = Nominatif.objects.filter(pegawai=jalan.p.siti, keadaan="MEMENUHI")
    assert set(ready.values_list("jenis", flat=True)) == {"PENSIUN", "PANGKAT"}
    assert usulan_prepare(now=NOW) == 2
    drafts = {u.layanan_id: u for u in Usulan.objects.all()}
    assert drafts.keys() == {"KP_REGULER", "PENSIUN_BUP"}
    assert {u.pegawai_id for u in drafts.values()} == {jalan.p.siti.pk}
    assert not Usulan.objects.filter(pegawai=tinggi).exists()  # its SK is made at BKN
    assert drafts["KP_REGULER"].status == Status.DRAF
    assert drafts["KP_REGULER"].riwayat.get().sebagai == "Otomatis"
    assert Outbox.objects.filter(nama="UsulanDisiapkan").exists()
    assert usulan_prepare(now=NOW + timedelta(days=1)) == 0
    jalan.isi(drafts["KP_REGULER"], nomor_hp="081200000000")
    assert jalan.kirim(drafts["KP_REGULER"]).status == Status.DIPERIKSA


# The catalogue

BARU = {
    "nama": "Surat rekomendasi beasiswa",
    "keterangan": "Untuk anak pegawai.",
    "loket": "E",
    "pejabat_kode": "KEPALA_BKPSDM",
    "kode_klasifikasi": "800.1",
    "berlaku_mulai": "25-11-2026",
    "janji_hari_kerja": "2",
    "batas_opd_hari_kerja": "3",
    "perbaikan_hari_kerja": "5",
    "dasar_hukum": "Keputusan Kepala BKPSDM",
    "untuk": ["PNS"],
    "pengusul": ["ASN"],
    "isian": "anak | Nama anak | TEKS",
    "berkas": ["KK"],
    "perihal": "Surat Rekomendasi",
    "pembuka": "Kepala {bkpsdm} merekomendasikan {anak}, anak dari:",
    "tabel": "nama, nip, anak",
    "penutup": "Demikian rekomendasi ini dibuat.",
}


def test_an_admin_adds_a_service_that_walks_to_its_letter(jalan: Jalan) -> None:
    client = as_user(jalan.oleh("admin"))
    answer = client.post(reverse("kepegawaian:katalog-tambah"), BARU)
    assert answer.status_code == 302, answer.content.decode()
    usulan = jalan.mulai("SURAT_REKOMENDASI_BEASISWA")
    assert set(usulan.butir.values_list("syarat__kode", flat=True)) == {"DATA_DIRI", "KK"}
    jalan.isi(usulan, anak="Budi Kecil")
    jalan.kirim(usulan)
    jalan.periksa(usulan)
    sk = jalan.terbit(usulan)
    assert sk.isi["pembuka"][0].endswith("merekomendasikan Budi Kecil, anak dari:")
    assert ["Nama anak", "Budi Kecil"] in sk.isi["data"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"pembuka": "Kepada {kuda}"}, "Bidang {kuda} tidak dikenal"),
        ({"pembuka": "{nama.__class__}"}, "Kurung kurawal hanya untuk bidang"),
        ({"isian": "Nama Besar | x | TEKS"}, "tidak dapat dipakai"),
        ({"berlaku_mulai": "24-11-2026"}, "tidak dapat diubah"),
        ({"nama": "Surat keterangan"}, "sudah ada"),
    ],
)
def test_a_service_that_could_not_work_is_refused_beside_its_field(
    jalan: Jalan, change: dict[str, str], said: str
) -> None:
    answer = as_user(jalan.oleh("admin")).post(
        reverse("kepegawaian:katalog-tambah"), {**BARU, **change}
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_new_version_leaves_the_one_in_force_as_it_is(jalan: Jalan) -> None:
    client = as_user(jalan.oleh("admin"))
    url = reverse("kepegawaian:katalog-versi", args=["KP_REGULER"])
    figures = {
        "berlaku_mulai": "01-01-2027",
        "janji_hari_kerja": "6",
        "lewat_opd": "on",
        "batas_opd_hari_kerja": "2",
        "perbaikan_hari_kerja": "5",
        "dasar_hukum": "Keputusan Bupati",
    }
    running = jalan.mulai("KP_REGULER")
    assert client.post(url, figures).status_code == 302
    new = VersiLayanan.objects.get(layanan="KP_REGULER", berlaku_mulai=date(2027, 1, 1))
    assert (new.janji_hari_kerja, new.aturan, new.akibat) == (6, "KP_REGULER", "GOLONGAN")
    old = running.versi_layanan
    assert old.janji_hari_kerja == 7
    assert set(new.syarat.values_list("kode", "wajib")) == set(
        old.syarat.values_list("kode", "wajib")
    )
    assert new.tahap.count() == old.tahap.count()
    refused = client.post(url, {**figures, "berlaku_mulai": f"{TODAY:%d-%m-%Y}"})
    assert refused.status_code == 422
    page = client.get(reverse("kepegawaian:katalog-detail", args=["KP_REGULER"]))
    assert "Akan berlaku" in page.content.decode()
