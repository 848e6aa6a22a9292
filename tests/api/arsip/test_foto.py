"""A paper photographed page by page: nothing sent is lost, the order can be changed, no script."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arsip.models import HalamanFoto, RancanganFoto, VersiDokumen
from arsip.services.rancangan import rancangan_sweep
from arsip.services.versi import versi_process
from tests.factories.berkas import EXE, foto, pdf, unggahan
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db
KINI = datetime(2026, 11, 25, 2, tzinfo=UTC)
LEBAR = (300, 500, 700)  # widths tell the pages apart


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        yield pemeran()


def client(adegan: Pemeran, siapa: str = "siti") -> Client:
    found = Client()
    found.force_login(adegan.akun[siapa])
    return found


def begin(web: Client, adegan: Pemeran, jenis: str = "SK_CPNS", tahun: str = "") -> str:
    """Choose the paper; returns the address of its draft."""
    url = reverse("arsip:foto-mulai", args=[adegan.siti.pk])
    answer = web.post(url, {"jenis": jenis, "tahun": tahun})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def photo(web: Client, url: str, *isi: bytes, field: str = "kamera", nama: str = "hal.jpg") -> Any:
    return web.post(url, {field: [unggahan(b, nama) for b in isi]})


def pages(url: str) -> list[HalamanFoto]:
    return list(HalamanFoto.objects.filter(rancangan=url.split("/")[3]).order_by("urutan"))


def step(web: Client, page: HalamanFoto, langkah: str) -> Any:
    args = [page.rancangan_id, page.pk, langkah]
    return web.post(reverse("arsip:foto-halaman", args=args))


def test_pages_are_photographed_ordered_and_filed_as_one_pdf(adegan: Pemeran) -> None:
    web = client(adegan)
    url = begin(web, adegan)
    for lebar in LEBAR:
        assert photo(web, url, foto(lebar, 600)).status_code == 302
    shown = web.get(url).content.decode()
    assert "3 halaman tersimpan" in shown
    assert 'capture="environment"' in shown
    first, _, third = pages(url)
    step(web, third, "naik")
    step(web, first, "turun")
    step(web, third, "naik")  # it is the first already: nothing happens
    answer = web.post(f"{url}simpan", follow=True)
    assert "3 halaman diterima" in answer.content.decode()
    versi_process(now=timezone.now())
    versi = VersiDokumen.objects.get()
    assert (versi.status, versi.halaman) == ("SIAP", 3)
    with default_storage.open(versi.kunci_simpan) as file:
        content = BytesIO(file.read())
    with pikepdf.open(content) as done:
        ratios = [int(next(iter(p.Resources.XObject.values())).Width) for p in done.pages]
    assert ratios == [700, 300, 500]
    assert not RancanganFoto.objects.exists()


def test_photos_of_the_gallery_come_in_the_order_chosen(adegan: Pemeran) -> None:
    web = client(adegan)
    url = begin(web, adegan)
    photo(web, url, *(foto(lebar, 600) for lebar in LEBAR), field="berkas")
    assert [page.urutan for page in pages(url)] == [1, 2, 3]
    assert len({page.sha256 for page in pages(url)}) == 3


def test_a_page_can_be_thrown_away_with_its_file(adegan: Pemeran) -> None:
    web = client(adegan)
    url = begin(web, adegan)
    photo(web, url, foto(), foto(warna="grey"), field="berkas")
    gone, kept = pages(url)
    step(web, gone, "buang")
    assert pages(url) == [kept]
    assert not default_storage.exists(gone.kunci_simpan)
    assert default_storage.exists(kept.kunci_simpan)


def test_a_draft_waits_to_be_gone_on_with(adegan: Pemeran) -> None:
    web = client(adegan)
    url = begin(web, adegan)
    photo(web, url, foto())
    page = web.get(reverse("arsip:foto-mulai", args=[adegan.siti.pk])).content.decode()
    assert url in page
    assert "1 halaman, dimulai" in page


@pytest.mark.parametrize(
    ("isi", "kata"),
    [(pdf(), "bukan foto"), (EXE, "program Windows"), (b"", "kosong (0 KB)")],
)
def test_what_is_no_photo_is_refused_beside_the_field(
    adegan: Pemeran, isi: bytes, kata: str
) -> None:
    web = client(adegan)
    url = begin(web, adegan)
    answer = photo(web, url, isi)
    assert answer.status_code == 422
    assert kata in answer.content.decode()
    assert pages(url) == []


def test_no_photo_at_all_is_said(adegan: Pemeran) -> None:
    web = client(adegan)
    answer = web.post(begin(web, adegan), {})
    assert answer.status_code == 422
    assert "Belum ada berkas yang dipilih." in answer.content.decode()


def test_no_more_pages_than_a_paper_may_have(adegan: Pemeran) -> None:
    web = client(adegan)
    url = begin(web, adegan)
    photo(web, url, *(foto(40 + n, 40) for n in range(20)), field="berkas")
    assert "Paling banyak 20 halaman" in web.get(url).content.decode()
    assert photo(web, url, foto()).status_code == 422
    assert len(pages(url)) == 20


def test_sent_twice_it_is_filed_once(adegan: Pemeran) -> None:
    web = client(adegan)
    url = begin(web, adegan)
    photo(web, url, foto())
    assert web.post(f"{url}simpan").status_code == 302
    assert web.post(f"{url}simpan").status_code == 302
    assert VersiDokumen.objects.count() == 1


def test_the_same_photos_once_more_make_no_new_version(adegan: Pemeran) -> None:
    web = client(adegan)
    for _ in range(2):
        url = begin(web, adegan)
        photo(web, url, foto())
        kunci = pages(url)[0].kunci_simpan
        answer = web.post(f"{url}simpan", follow=True)
    assert "sudah tersimpan sebagai versi 1" in answer.content.decode()
    assert VersiDokumen.objects.count() == 1
    assert not default_storage.exists(kunci)


def test_an_empty_draft_is_not_filed(adegan: Pemeran) -> None:
    web = client(adegan)
    answer = web.post(f"{begin(web, adegan)}simpan")
    assert answer.status_code == 422
    assert RancanganFoto.objects.exists()


def test_drafts_nobody_finished_are_gone_after_a_week(adegan: Pemeran) -> None:
    web = client(adegan)
    url = begin(web, adegan)
    photo(web, url, foto())
    kunci = pages(url)[0].kunci_simpan
    made = RancanganFoto.objects.get().dibuat_pada
    assert rancangan_sweep(now=made + timedelta(days=6)) == 0
    assert rancangan_sweep(now=made + timedelta(days=8)) == 1
    assert not default_storage.exists(kunci)


def test_an_operator_photographs_for_somebody_in_the_unit(adegan: Pemeran) -> None:
    web = client(adegan, "operator")
    url = begin(web, adegan)
    photo(web, url, foto())
    answer = web.post(f"{url}simpan")
    assert answer["Location"] == reverse("arsip:arsip-pegawai", args=[adegan.siti.pk])
    assert VersiDokumen.objects.get().oleh == adegan.akun["operator"]
    assert client(adegan).get(url).status_code == 404
