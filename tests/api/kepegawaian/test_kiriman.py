"""The shipping desk over HTTP: queue, manifest, paper, resi, proof."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kepegawaian.models import Kiriman, Manifest
from sitamu.inti.models import JejakAkses, UnitKerja
from sitamu.inti.rules.hak import Peran
from tests.factories.berkas import pdf, unggahan
from tests.factories.inti import petugas
from tests.factories.sk import Panggung, panggung, terbitkan

pytestmark = pytest.mark.django_db
LIST = "kepegawaian:kiriman-list"


@pytest.fixture
def scene() -> Panggung:
    made = panggung()
    terbitkan(made.usulan, made.bupati)
    return made


@pytest.fixture
def desk(scene: Panggung) -> Client:
    client = Client()
    client.force_login(scene.kurir)
    return client


def page(response: Any) -> str:
    return " ".join(response.content.decode().split())


def make(desk: Client, scene: Panggung) -> Any:
    return desk.post(
        reverse(LIST),
        {"unit": str(scene.sekolah.pk), "layanan_pos": "EXPRESS", "kantor_pos": "Pos Contoh"},
        follow=True,
    )


def act(desk: Client, name: str, **data: Any) -> Any:
    url = reverse(f"kepegawaian:kiriman-{name}", args=[Kiriman.objects.get().pk])
    return desk.post(url, data, follow=True)


def test_desk_follows_an_sk_from_queue_to_proof(scene: Panggung, desk: Client) -> None:
    html = page(desk.get(reverse(LIST)))
    assert "SDN 12 Contoh" in html
    assert "Belum terhubung ke Pos: resi diisi petugas." in html
    assert "Manifest" in page(make(desk, scene))
    manifest = reverse("kepegawaian:manifest-detail", args=[Manifest.objects.get().pk])
    assert "diserahkan ke Pos" in page(desk.post(manifest, {"petugas_pos": "Pak Pos"}, follow=True))
    assert "Resi tersimpan" in page(act(desk, "resi", resi="rr473124829id", berat_gram="60"))
    assert "Kabar kiriman tersimpan" in page(act(desk, "langkah", ke="PROSES_ANTAR"))
    done = act(
        desk,
        "terima",
        diterima_oleh="Ibu Kepala",
        diterima_hubungan="kepala sekolah",
        tanggal=f"{timezone.localtime():%d-%m-%Y}",
        jam=f"{timezone.localtime():%H.%M}",
        bukti=unggahan(pdf(), "bukti.pdf"),
    )
    assert "Bukti terima tersimpan" in page(done)
    kiriman = Kiriman.objects.get()
    assert (kiriman.status, kiriman.resi) == ("DITERIMA", "RR473124829ID")
    proof = desk.get(reverse("kepegawaian:kiriman-bukti", args=[kiriman.pk]))
    assert b"".join(proof) == pdf()
    assert proof["Content-Disposition"].startswith("attachment")
    assert JejakAkses.objects.filter(aksi="unduh_bukti_terima").count() == 1


def test_asn_reads_every_step_on_the_page_of_the_usulan(scene: Panggung, desk: Client) -> None:
    make(desk, scene)
    siti = Client()
    assert scene.siti.pengguna
    siti.force_login(scene.siti.pengguna)
    url = reverse("kepegawaian:usulan-detail", args=[scene.usulan.pk])
    assert "Tujuan SDN 12 Contoh" in page(siti.get(url))


def test_officer_of_another_unit_finds_nothing(scene: Panggung, desk: Client) -> None:
    make(desk, scene)
    luar = Client()
    luar.force_login(petugas(Peran.PETUGAS_PENGIRIMAN, scene.lain))
    assert "SDN 12 Contoh" not in page(luar.get(reverse(LIST)))
    ref = Kiriman.objects.get().ref
    assert ref not in page(luar.get(reverse(LIST), {"cari": "zzz"}))
    assert "SDN 12" not in page(luar.get(reverse(LIST), {"cari": ref}))
    kiriman = reverse("kepegawaian:kiriman-detail", args=[Kiriman.objects.get().pk])
    manifest = reverse("kepegawaian:manifest-detail", args=[Manifest.objects.get().pk])
    assert luar.get(kiriman).status_code == 404
    assert luar.get(manifest).status_code == 404


def test_unit_without_kode_pos_is_named_and_cannot_be_ticked(scene: Panggung, desk: Client) -> None:
    UnitKerja.objects.filter(pk=scene.sekolah.pk).update(kode_pos="")
    html = page(desk.get(reverse(LIST)))
    assert "data kurang: kode pos" in html
    assert f'value="{scene.sekolah.pk}"' not in html
    response = make(desk, scene)
    assert response.status_code == 422
    assert "data kurang: kode pos SDN 12 Contoh" in page(response)


def test_second_click_makes_no_second_manifest(scene: Panggung, desk: Client) -> None:
    make(desk, scene)
    assert make(desk, scene).status_code == 422
    assert Manifest.objects.count() == 1


def test_doubtful_resi_is_refused_with_the_way_out(scene: Panggung, desk: Client) -> None:
    make(desk, scene)
    refused = act(desk, "resi", resi="RR473124820ID", berat_gram="60")
    assert refused.status_code == 422
    assert "Angka pemeriksa resi RR473124820ID tidak cocok" in page(refused)
    accepted = act(desk, "resi", resi="RR473124820ID", berat_gram="60", alasan="tercetak begitu")
    assert "Resi tersimpan" in page(accepted)


@pytest.mark.parametrize("bentuk", ["manifest", "label", "label-a4"])
def test_paper_comes_as_pdf_and_printing_addresses_is_logged(
    scene: Panggung, desk: Client, bentuk: str
) -> None:
    make(desk, scene)
    url = reverse("kepegawaian:manifest-cetak", args=[Manifest.objects.get().pk, bentuk])
    response = desk.get(url)
    assert response.content.startswith(b"%PDF-")
    assert "attachment" in response["Content-Disposition"]
    assert JejakAkses.objects.filter(aksi=f"cetak_{bentuk.replace('-', '_')}").count() == 1


def test_shape_of_paper_that_does_not_exist_is_not_found(scene: Panggung, desk: Client) -> None:
    make(desk, scene)
    url = reverse("kepegawaian:manifest-cetak", args=[Manifest.objects.get().pk, "amplop"])
    assert desk.get(url).status_code == 404


def test_step_out_of_order_by_hand_made_request_is_refused(scene: Panggung, desk: Client) -> None:
    make(desk, scene)
    assert act(desk, "langkah", ke="KEMBALI", catatan="x").status_code == 422
    response = act(
        desk,
        "terima",
        diterima_oleh="X",
        diterima_hubungan="Y",
        tanggal="25-11-2025",
        jam="10.15",
    )
    assert response.status_code == 422
    assert Kiriman.objects.get().status == "DISIAPKAN"
