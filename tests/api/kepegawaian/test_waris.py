"""A death, the heirs' case, the link of an heir, the envelope to their own address."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from kepegawaian.models import Kematian, Kiriman, LayananPos, TautanAhliWaris, Usulan
from kepegawaian.rules.kiriman import tujuan_ahli_waris
from kepegawaian.rules.usulan import Status
from kepegawaian.services.kiriman import kiriman_prepare
from sitamu.inti.models import Kedudukan, UnitKerja
from tests.factories.berkas import pdf, unggahan
from tests.factories.layanan import NOW, Jalan, lengkapi, pejabat

pytestmark = pytest.mark.django_db
WAFAT = "20-11-2026"


@pytest.fixture
def jalan() -> Iterator[Jalan]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        pejabat()
        found = Jalan()
        lengkapi(found.p.siti)
        yield found


def as_(jalan: Jalan, nama: str) -> Client:
    client = Client()
    client.force_login(jalan.oleh(nama))
    return client


def catat(jalan: Jalan, nama: str = "operator", **ubah: Any) -> Any:
    url = reverse("kepegawaian:kematian", args=[jalan.p.siti.pk])
    isi = {"tanggal": WAFAT, "akta": [unggahan(pdf(teks="akta"))]} | ubah
    return as_(jalan, nama).post(url, isi)


def tautan(jalan: Jalan) -> str:
    """Address of a fresh link, as the operator's page shows it."""
    usulan = Usulan.objects.get(layanan="PENSIUN_JANDA_DUDA")
    url = reverse("kepegawaian:ahli-waris-tautan", args=[usulan.pk])
    page = as_(jalan, "operator").post(url, {"nama": "Andi Suami", "hubungan": "Suami"})
    found = re.search(r"/ahli-waris/[\w-]{20,}/", page.content.decode())
    assert found
    return found[0]


def jawab(client: Client, url: str, jalan: Jalan, **ubah: str) -> Any:
    isi = {"nip_akhir": jalan.p.siti.nip[-4:], "tanggal": WAFAT} | ubah
    return client.post(url, isi)


def kirim(client: Client, url: str, **ubah: Any) -> Any:
    isi = {
        "nama": "Andi Suami",
        "alamat": "Jalan Mawar 5, Desa Contoh",
        "kode_pos": "92711",
        "nomor_hp": "0812 3456 7890",
        "surat_kuasa": [unggahan(pdf(teks="kuasa"))],
        "benar": "on",
    }
    return client.post(url, isi | ubah)


def test_a_death_closes_the_account_and_opens_the_case(jalan: Jalan) -> None:
    siti = as_(jalan, "siti")
    assert siti.get("/").status_code == 200
    assert catat(jalan).status_code == 302
    jalan.p.siti.refresh_from_db()
    assert jalan.p.siti.kedudukan == Kedudukan.MENINGGAL
    assert siti.get("/").status_code == 302  # logged out at once
    usulan = Usulan.objects.get(layanan="PENSIUN_JANDA_DUDA")
    assert (usulan.status, usulan.tmt) == (Status.DRAF, date(2026, 12, 1))
    assert Kematian.objects.get().usulan == usulan
    akta = usulan.butir.get(syarat__kode="AKTA_KEMATIAN")
    assert akta.versi_id == Kematian.objects.get().akta_id
    assert catat(jalan).status_code == 404  # once


def test_a_death_is_recorded_by_an_operator_of_the_unit_with_a_true_day(jalan: Jalan) -> None:
    for nama in ("siti", "made", "kepala", "verifikator", "operator_lain"):
        assert catat(jalan, nama).status_code == 404, nama
    late = catat(jalan, tanggal="26-11-2026")
    assert (late.status_code, "belum tiba" in late.content.decode()) == (422, True)
    assert catat(jalan, akta=[]).status_code == 422
    assert not Kematian.objects.exists()


def test_an_heir_sends_once_without_an_account(jalan: Jalan) -> None:
    catat(jalan)
    url, heir = tautan(jalan), Client()
    first = heir.get(url).content.decode()
    assert "Siti" not in first  # nothing before the answer
    assert jawab(heir, url, jalan).status_code == 302
    page = heir.get(url).content.decode()
    assert "Siti Aminah" in page
    assert "Kartu keluarga" in page
    assert kirim(heir, url, surat_kuasa=[]).status_code == 422
    done = kirim(heir, url)
    assert "Pengajuan diterima" in done.content.decode()
    usulan = Usulan.objects.get(layanan="PENSIUN_JANDA_DUDA")
    assert usulan.isian["alamat_ahli_waris"] == "Jalan Mawar 5, Desa Contoh 92711"
    row = TautanAhliWaris.objects.get()
    assert row.dipakai_pada
    assert row.surat_kuasa_id
    assert usulan.status == Status.DRAF  # papers are missing: the operator completes it
    again = heir.get(url).content.decode()
    assert "Siti" not in again
    assert jawab(heir, url, jalan).status_code == 422
    assert kirim(heir, url).status_code == 422


def test_with_every_paper_the_case_goes_to_the_operator(jalan: Jalan) -> None:
    catat(jalan)
    usulan = Usulan.objects.get(layanan="PENSIUN_JANDA_DUDA")
    own = usulan.butir.exclude(syarat__bentuk="UNGGAH").exclude(syarat__bentuk="DATA")
    own.update(versi=Kematian.objects.get().akta_id)  # forms that the operator has filled in
    url, heir = tautan(jalan), Client()
    jawab(heir, url, jalan)
    asked = re.findall(r'name="([0-9a-f-]{36})"', heir.get(url).content.decode())
    papers = {pk: [unggahan(pdf(teks=pk))] for pk in asked}
    foto = usulan.butir.filter(syarat__jenis_dokumen__foto=True).values_list("pk", flat=True)
    papers = {pk: files for pk, files in papers.items() if pk not in set(map(str, foto))}
    usulan.butir.filter(pk__in=foto).update(versi=Kematian.objects.get().akta_id)
    assert "diteruskan kepada operator" in kirim(heir, url, **papers).content.decode()
    usulan.refresh_from_db()
    last = usulan.riwayat.latest("urut")
    assert (usulan.status, last.catatan) == (
        Status.DIAJUKAN,
        "Dikirim ahli waris: Andi Suami (Suami).",
    )


def test_whoever_guesses_is_shut_out(jalan: Jalan) -> None:
    catat(jalan)
    url, stranger = tautan(jalan), Client()
    for _ in range(5):
        assert jawab(stranger, url, jalan, nip_akhir="0000").status_code == 422
    assert jawab(stranger, url, jalan).status_code == 422  # right, but too late
    assert (
        "ditutup karena terlalu banyak"
        in as_(jalan, "operator")
        .get(reverse("kepegawaian:ahli-waris-tautan", args=[Usulan.objects.get().pk]))
        .content.decode()
    )


@pytest.mark.parametrize("ubah", [{"nip_akhir": "9999"}, {"tanggal": "19-11-2026"}])
def test_the_wrong_person_gets_in_by_no_single_fact(jalan: Jalan, ubah: dict[str, str]) -> None:
    catat(jalan)
    url, stranger = tautan(jalan), Client()
    assert jawab(stranger, url, jalan, **ubah).status_code == 422
    assert "Siti" not in stranger.get(url).content.decode()


def test_a_link_ends_after_a_week_and_with_the_next_one(jalan: Jalan) -> None:
    catat(jalan)
    old = tautan(jalan)
    new = tautan(jalan)
    heir = Client()
    assert jawab(heir, old, jalan).status_code == 422
    assert jawab(heir, new, jalan).status_code == 302
    with time_machine.travel(NOW + timedelta(days=7, minutes=1), tick=False):
        late = Client()
        assert jawab(late, new, jalan).status_code == 422


def test_an_answer_opens_one_link_only(jalan: Jalan) -> None:
    catat(jalan)
    url, heir = tautan(jalan), Client()
    jawab(heir, url, jalan)
    other = "/ahli-waris/" + "x" * 32 + "/"
    assert "Siti" not in heir.get(other).content.decode()
    assert kirim(heir, other).status_code == 422
    assert not TautanAhliWaris.objects.filter(dipakai_pada__isnull=False).exists()


def test_only_the_operator_of_the_unit_makes_a_link(jalan: Jalan) -> None:
    catat(jalan)
    usulan = Usulan.objects.get()
    url = reverse("kepegawaian:ahli-waris-tautan", args=[usulan.pk])
    for nama in ("made", "kepala", "operator_lain", "verifikator"):
        assert as_(jalan, nama).get(url).status_code == 404, nama
    running = jalan.p.siti
    running.kedudukan = Kedudukan.AKTIF
    running.save()
    assert as_(jalan, "operator").get(url).status_code == 404  # of the living there is none


@pytest.mark.parametrize(
    ("alamat", "kode_pos"),
    [("Jalan Mawar 5, Contoh 92711", "92711"), ("Jalan 12345 no 5 kode 92712", "92712"), ("X", "")],
)
def test_the_post_code_is_read_from_the_address(alamat: str, kode_pos: str) -> None:
    found = tujuan_ahli_waris({"alamat_ahli_waris": alamat, "nama_ahli_waris": "Andi"})
    assert found
    assert (found.nama, found.kode_pos) == ("Andi", kode_pos)
    assert tujuan_ahli_waris({"alamat_ahli_waris": " "}) is None


def test_the_sk_goes_to_the_heirs_own_address(jalan: Jalan) -> None:
    usulan = jalan.mulai("PENSIUN_BUP")
    jalan.isi(usulan, alamat_pensiun="Jalan", nomor_hp="0812")
    sk = jalan.terbit(jalan.pertek(jalan.periksa(jalan.kirim(usulan))))
    siti = jalan.p.siti
    siti.kedudukan = Kedudukan.MENINGGAL
    siti.save()
    Usulan.objects.filter(pk=usulan.pk).update(
        isian={"nama_ahli_waris": "Andi Suami", "alamat_ahli_waris": "Jalan Mawar 5 92711"}
    )
    assert UnitKerja.objects.get(pk=jalan.p.uptd.pk).kode_pos == ""  # none is needed
    layanan = LayananPos.objects.filter(aktif=True)[0]
    kiriman_prepare(
        unit_ids=[jalan.p.uptd.pk],
        layanan_pos=layanan.kode,
        kantor_pos="Contoh",
        actor=jalan.oleh("pengiriman"),
        now=jalan.jam(),
    )
    found = Kiriman.objects.get(isi__sk=sk)
    assert (found.tujuan_nama, found.tujuan_alamat) == ("Andi Suami", "Jalan Mawar 5 92711")
    assert found.tujuan_kode_pos == "92711"
