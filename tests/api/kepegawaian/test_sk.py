"""The signer's pages and the public page behind the QR, over HTTP."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from arsip.models import AksesKasus
from kepegawaian.models import StatusSk, SuratKeputusan
from kepegawaian.services.sk import sk_approve, sk_make
from sitamu.inti.models import JejakAkses, NomorTerbit
from tests.factories.berkas import pdf, unggahan
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.sk import NOW, Panggung, panggung, terbitkan, usulan_berpertek

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Panggung:
    return panggung()


@pytest.fixture
def signer(scene: Panggung) -> Client:
    client = Client()
    client.force_login(scene.bupati)
    return client


def page(response: Any) -> str:
    return " ".join(response.content.decode().split())


def detail(scene: Panggung) -> str:
    return reverse("kepegawaian:sk-detail", args=[scene.usulan.pk])


def test_list_shows_what_waits_for_approval_ink_and_what_is_issued(
    scene: Panggung, signer: Client
) -> None:
    html = page(signer.get(reverse("kepegawaian:sk-list")))
    assert "Siti Aminah" in html
    assert f'value="{scene.usulan.pk}"' in html
    sk = sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    assert "PDF sedang dibuat" in page(signer.get(reverse("kepegawaian:sk-list")))
    sk_make(now=NOW)
    assert "Menunggu tanda tangan" in page(signer.get(reverse("kepegawaian:sk-list")))
    assert sk.nomor.teks in page(signer.get(reverse("kepegawaian:sk-list")))


def test_signer_of_another_unit_sees_none_of_it(scene: Panggung) -> None:
    client = Client()
    client.force_login(scene.made)
    assert "Siti" not in page(client.get(reverse("kepegawaian:sk-list")))
    assert client.get(detail(scene)).status_code == 404


def test_ticked_sk_succeed_or_fail_alone_and_the_page_says_which(
    scene: Panggung, signer: Client
) -> None:
    bad = usulan_berpertek(
        calon_pensiun(scene.sekolah, urut=2, nama="Budi Beda"), scene.sekolah, gaji_pokok=1
    )
    response = signer.post(
        reverse("kepegawaian:sk-setujui"),
        {"usulan": [str(scene.usulan.pk), str(bad.pk), "bukan-uuid"]},
        follow=True,
    )
    html = page(response)
    assert "1 SK disetujui dan diberi nomor" in html
    assert "Budi Beda: Pertek berbeda dengan data: Gaji pokok" in html
    assert NomorTerbit.objects.filter(register__kode="SK_PENSIUN").count() == 1


def test_ticking_nothing_is_said_and_numbers_nothing(signer: Client) -> None:
    html = page(signer.post(reverse("kepegawaian:sk-setujui"), follow=True))
    assert "Pilih dulu usulan" in html


def test_list_asks_the_same_number_of_queries_for_one_and_for_many(
    scene: Panggung, signer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = reverse("kepegawaian:sk-list")
    signer.get(url)
    with CaptureQueriesContext(connection) as one:
        signer.get(url)
    for urut in (2, 3, 4):
        usulan_berpertek(calon_pensiun(scene.sekolah, urut=urut), scene.sekolah)
    with django_assert_num_queries(len(one)):
        signer.get(url)


def test_detail_shows_what_stops_the_sk_and_hides_the_button(scene: Panggung) -> None:
    client = Client()
    client.force_login(scene.bupati)
    html = page(client.get(detail(scene)))
    assert "Setujui dan beri nomor SK" in html
    assert "Perbedaan ini tidak menghalangi persetujuan" in html
    scene.usulan.pertek.mkg_tahun += 1
    scene.usulan.pertek.save()
    html = page(client.get(detail(scene)))
    assert "SK belum dapat disetujui" in html
    assert "Setujui dan beri nomor SK" not in html


def test_page_says_that_bkn_makes_the_sk_of_a_high_golongan(
    scene: Panggung, signer: Client
) -> None:
    high = usulan_berpertek(calon_pensiun(scene.sekolah, urut=2, golongan="IV/c"), scene.sekolah)
    html = page(signer.get(reverse("kepegawaian:sk-detail", args=[high.pk])))
    assert "SK golongan IV/c ke atas ditetapkan di BKN" in html
    assert "Setujui dan beri nomor SK" not in html


def test_looking_at_an_sk_is_logged(scene: Panggung, signer: Client) -> None:
    signer.get(detail(scene))
    row = JejakAkses.objects.get(aksi="lihat_sk")
    assert row.objek_label == scene.usulan.nomor


def test_signer_goes_from_approval_to_issue(scene: Panggung, signer: Client) -> None:
    url = reverse("kepegawaian:sk-setujui-satu", args=[scene.usulan.pk])
    assert "SK diberi nomor" in page(signer.post(url, follow=True))
    sk_make(now=NOW)
    html = page(signer.get(detail(scene)))
    assert "Simpan SK yang sudah ditandatangani" in html
    assert "SiTAMU belum tersambung dengan BSrE" in html  # nothing pretends to sign
    save = reverse("kepegawaian:sk-simpan", args=[scene.usulan.pk])
    assert "Pilih pindaian SK lebih dulu" in page(signer.post(save))
    refused = signer.post(save, {"berkas": unggahan(b"MZ\x90\x00" * 50, "sk.pdf")})
    assert refused.status_code == 422
    done = signer.post(save, {"berkas": unggahan(pdf(2), "sk.pdf")}, follow=True)
    assert " terbit." in page(done)
    assert SuratKeputusan.objects.get().status == StatusSk.TERBIT


def test_ended_case_closes_the_papers_but_not_the_page(scene: Panggung, signer: Client) -> None:
    terbitkan(scene.usulan, scene.bupati)
    AksesKasus.objects.update(sampai=date(2026, 1, 1))
    html = page(signer.get(detail(scene)))
    assert scene.usulan.nomor in html
    assert "Unduh PDF" not in html


def test_failed_pdf_is_shown_with_a_button_to_try_again(scene: Panggung, signer: Client) -> None:
    sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    SuratKeputusan.objects.update(galat="RuntimeError", percobaan=5, diklaim_pada=NOW)
    assert "PDF belum berhasil dibuat" in page(signer.get(detail(scene)))
    signer.post(reverse("kepegawaian:sk-ulang", args=[scene.usulan.pk]))
    assert SuratKeputusan.objects.get().status in (StatusSk.MENUNGGU_PDF, StatusSk.SIAP_TTD)
    sk_make(now=NOW)
    assert "PDF belum berhasil dibuat" not in page(signer.get(detail(scene)))


# The public page


def verify(kode: str, **data: Any) -> Any:
    url = reverse("kepegawaian:verifikasi", args=[kode])
    return Client().post(url, data) if data else Client().get(url)


def test_unknown_code_is_a_calm_page() -> None:
    response = verify("ACDEFGHJKMNP")
    assert response.status_code == 404
    assert "Periksa lagi kode" in page(response)


def test_public_page_says_what_stands_without_full_name_or_birth_date(scene: Panggung) -> None:
    sk = sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    html = page(verify(sk.kode))
    assert "Belum ditandatangani" in html
    sk_make(now=NOW)
    SuratKeputusan.objects.update(status=StatusSk.TERBIT, terbit_pada=NOW)
    response = verify(sk.isi["kode_teks"].lower())
    html = page(response)
    assert response.status_code == 200
    assert "Tercatat dan masih berlaku" in html
    assert sk.nomor.teks in html
    assert "S*** A***" in html
    assert "Aminah" not in html
    assert (scene.siti.nip or "")[:8] not in html
    assert (scene.siti.nip or "")[8:] in html
    assert "elektronik" not in html.lower()
    SuratKeputusan.objects.update(status=StatusSk.DICABUT, dicabut_pada=NOW)
    assert "Dicabut" in page(verify(sk.kode))


def test_public_page_is_not_indexed_and_leaves_no_referrer_elsewhere(scene: Panggung) -> None:
    response = verify("ACDEFGHJKMNP")
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
    assert 'content="noindex' in page(response)
    assert '<meta name="referrer" content="same-origin">' in page(response)


def test_pdf_sent_along_is_compared_and_not_kept(scene: Panggung) -> None:
    from django.core.files.storage import default_storage

    sk = terbitkan(scene.usulan, scene.bupati)
    assert sk.versi_pindaian
    with default_storage.open(sk.versi_pindaian.kunci_simpan) as stored:
        body = stored.read()
    before = default_storage.listdir("")
    assert "Sama" in page(verify(sk.kode, berkas=unggahan(body)))
    assert "naskah bertanda tangan yang tercatat" in page(verify(sk.kode, berkas=unggahan(body)))
    assert "tidak sama dengan yang tercatat" in page(verify(sk.kode, berkas=unggahan(b"lain")))
    assert default_storage.listdir("") == before


@time_machine.travel("2026-11-25T02:00:00Z", tick=False)  # the limit counts in whole minutes
def test_public_page_slows_down_whoever_tries_many_codes() -> None:
    answers = [verify("ACDEFGHJKMNP").status_code for _ in range(31)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_html_in_a_name_stays_text_on_every_page(scene: Panggung, signer: Client) -> None:
    evil = "<script>alert(1)</script> <b>Evil</b>"
    scene.siti.nama = evil
    scene.siti.save()
    sk = terbitkan(scene.usulan, scene.bupati)
    for response in (
        signer.get(reverse("kepegawaian:sk-list")),
        signer.get(detail(scene)),
        verify(sk.kode),
    ):
        assert "<script>alert" not in page(response)
        assert "<b>Evil" not in page(response)
