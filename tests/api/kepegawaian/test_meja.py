"""The review: conflicts shown, stale pages refused, colleagues seen, notes kept from the person."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from redis.exceptions import ConnectionError as StoreAwayError

from arsip.models import TeksVersi
from kepegawaian.models import CatatanInternal, TemplatAlasan, Usulan
from kepegawaian.rules.usulan import Status, Verdict
from kepegawaian.services import kehadiran
from kepegawaian.services import usulan as services
from kepegawaian.services.kehadiran import rekan_seen
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Peran
from tests.factories.inti import petugas
from tests.factories.layanan import Jalan, pejabat

pytestmark = pytest.mark.django_db


@pytest.fixture
def jalan() -> Iterator[Jalan]:
    pejabat()
    with time_machine.travel(Jalan.now, tick=False):
        yield Jalan()


def masuk(user: Pengguna) -> Client:
    client = Client()
    client.force_login(user)
    return client


def diperiksa(jalan: Jalan) -> Usulan:
    """Siti's pension at BKPSDM, in budi's hand."""
    usulan = jalan.mulai("PENSIUN_BUP")
    jalan.isi(usulan, alamat_pensiun="Jalan Contoh 7", nomor_hp="081200000000")
    jalan.kirim(usulan)
    services.usulan_take(usulan_id=usulan.pk, actor=jalan.oleh("verifikator"), now=jalan.jam())
    usulan.refresh_from_db()
    return usulan


def layar(user: Pengguna, usulan: Usulan) -> str:
    answer = masuk(user).get(reverse("kepegawaian:telaah", args=[usulan.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def langkah(user: Pengguna, usulan: Usulan, nama: str, **data: object) -> int:
    url = reverse("kepegawaian:usulan-langkah", args=[usulan.pk, nama])
    return masuk(user).post(url, data).status_code


# Conflicts with the record


def test_a_paper_with_the_nip_of_somebody_else_is_marked(jalan: Jalan) -> None:
    usulan = diperiksa(jalan)
    item = usulan.butir.get(syarat__kode="SK_PNS")
    assert "Berbeda dengan data pegawai" not in layar(jalan.oleh("verifikator"), usulan)
    assert item.versi_id
    TeksVersi.objects.update_or_create(
        versi_id=item.versi_id,
        defaults={
            "asal": "OCR",
            "teks": "SK PNS a.n. Rina NIP 199002022015022002",
            "dibaca_pada": jalan.now,
        },
    )
    text = layar(jalan.oleh("verifikator"), usulan)
    assert "1 butir berbeda dengan data pegawai" in text
    assert "199002022015022002" in text


# Stale pages


def test_a_verdict_on_a_paper_that_was_replaced_meanwhile_is_refused(jalan: Jalan) -> None:
    usulan = diperiksa(jalan)
    budi = jalan.oleh("verifikator")
    item = usulan.butir.get(syarat__kode="SK_PNS")
    other = usulan.butir.get(syarat__kode="SK_CPNS").versi_id
    url = reverse("kepegawaian:telaah-nilai", args=[usulan.pk, item.pk])
    seen = str(item.versi_id)
    item.versi_id = other
    item.save(update_fields=["versi"])
    answer = masuk(budi).post(url, {"verdict": "SESUAI", "versi": seen})
    assert answer.status_code == 409
    assert "sudah diganti" in answer.content.decode()
    item.refresh_from_db()
    assert item.verdict == Verdict.BELUM
    assert masuk(budi).post(url, {"verdict": "SESUAI", "versi": str(other)}).status_code == 302


def test_a_page_opened_before_the_return_decides_nothing_after_the_repair(jalan: Jalan) -> None:
    usulan = diperiksa(jalan)
    budi = jalan.oleh("verifikator")
    seen = usulan.riwayat.count()
    item = usulan.butir.get(syarat__kode="SK_PNS")
    services.butir_judge(
        usulan_id=usulan.pk,
        butir_id=item.pk,
        verdict=Verdict.PERLU_DIGANTI,
        alasan="TIDAK_TERBACA",
        catatan="",
        actor=budi,
        now=jalan.jam(),
    )
    assert langkah(budi, usulan, "return", dilihat=seen) == 302
    usulan.butir.filter(pk=item.pk).update(
        verdict="BELUM", versi=usulan.butir.get(syarat__kode="SK_CPNS").versi_id
    )
    services.usulan_resubmit(usulan_id=usulan.pk, actor=jalan.oleh("siti"), now=jalan.jam())
    usulan.butir.update(verdict=Verdict.SESUAI.value)
    assert langkah(budi, usulan, "verify", dilihat=seen) == 409
    usulan.refresh_from_db()
    assert usulan.status == Status.DIPERIKSA
    assert langkah(budi, usulan, "verify", dilihat=usulan.riwayat.count()) == 302


def test_a_second_click_on_a_decision_is_no_stale_page(jalan: Jalan) -> None:
    usulan = diperiksa(jalan)
    budi = jalan.oleh("verifikator")
    usulan.butir.update(verdict=Verdict.SESUAI.value)
    seen = usulan.riwayat.count()
    assert langkah(budi, usulan, "verify", dilihat=seen) == 302
    assert langkah(budi, usulan, "verify", dilihat=seen) == 302
    assert usulan.riwayat.count() == seen + 1


def test_a_withdrawn_usulan_is_not_approved_from_an_old_page(jalan: Jalan) -> None:
    usulan = diperiksa(jalan)
    seen = usulan.riwayat.count()
    usulan.butir.update(verdict=Verdict.SESUAI.value)
    jalan.langkah("usulan_withdraw", usulan.pk, "siti")
    assert langkah(jalan.oleh("verifikator"), usulan, "verify", dilihat=seen) == 409
    assert langkah(jalan.oleh("verifikator"), usulan, "verify") == 409
    usulan.refresh_from_db()
    assert usulan.status == Status.DIBATALKAN


# Colleagues


def test_who_else_has_the_case_open_stands_on_the_page_and_fades(jalan: Jalan) -> None:
    usulan = diperiksa(jalan)
    rina = petugas(Peran.VERIFIKATOR, jalan.p.akar, nama_masuk="rina")
    assert "juga membuka" not in layar(jalan.oleh("verifikator"), usulan)
    assert f"{jalan.oleh('verifikator').nama} juga membuka usulan ini" in layar(rina, usulan)
    with time_machine.travel(jalan.now + timedelta(seconds=61), tick=False):
        assert "juga membuka" not in layar(rina, usulan)


def test_a_case_is_not_said_to_be_open_by_oneself_or_elsewhere(jalan: Jalan) -> None:
    usulan = diperiksa(jalan)
    budi, rina = jalan.oleh("verifikator"), jalan.oleh("penandatangan")
    assert rekan_seen(usulan_id=usulan.pk, actor=budi, now=jalan.now) == []
    assert rekan_seen(usulan_id=usulan.pk, actor=budi, now=jalan.now) == []
    assert rekan_seen(usulan_id=usulan.pegawai_id, actor=rina, now=jalan.now) == []
    later = jalan.now + timedelta(seconds=40)
    [seen] = rekan_seen(usulan_id=usulan.pk, actor=rina, now=later)
    assert (seen.nama, seen.detik) == (budi.nama, 40)


def test_with_the_store_away_the_page_says_nothing_and_works(
    jalan: Jalan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: str) -> object:
        raise StoreAwayError

    monkeypatch.setattr(kehadiran, "get_redis_connection", away)
    usulan = diperiksa(jalan)
    assert "Putusan" in layar(jalan.oleh("verifikator"), usulan)


def test_an_open_page_is_told_that_the_case_has_moved(jalan: Jalan) -> None:
    usulan = diperiksa(jalan)
    client = masuk(jalan.oleh("verifikator"))
    url = reverse("kepegawaian:telaah-rekan", args=[usulan.pk])
    seen = usulan.riwayat.count()
    assert "sudah berubah" not in client.get(url, {"dilihat": seen}).content.decode()
    jalan.langkah("usulan_withdraw", usulan.pk, "siti")
    text = client.get(url, {"dilihat": seen}).content.decode()
    assert "Usulan ini sudah berubah: Ditarik kembali" in text
    assert "<html" not in text


# Notes among colleagues


def test_a_note_is_read_by_bkpsdm_and_by_nobody_else(jalan: Jalan) -> None:
    usulan = diperiksa(jalan)
    url = reverse("kepegawaian:telaah-catatan", args=[usulan.pk])
    budi = jalan.oleh("verifikator")
    assert masuk(budi).post(url, {"isi": "Tanyakan ke bank"}).status_code == 302
    assert masuk(budi).post(url, {"isi": "  "}).status_code == 422
    assert "Tanyakan ke bank" in layar(budi, usulan)
    assert "Tanyakan ke bank" in layar(jalan.oleh("penandatangan"), usulan)
    for who in ("operator", "kepala"):
        assert "Tanyakan ke bank" not in layar(jalan.oleh(who), usulan)
        assert masuk(jalan.oleh(who)).post(url, {"isi": "x"}).status_code == 403
    siti = masuk(jalan.oleh("siti"))
    for route in ("usulan-detail", "telaah"):
        page = siti.get(reverse(f"kepegawaian:{route}", args=[usulan.pk]), follow=True)
        assert "Tanyakan ke bank" not in page.content.decode()
    assert siti.post(url, {"isi": "x"}).status_code == 403
    assert CatatanInternal.objects.count() == 1


# Sentences for reasons


def templat(jalan: Jalan, teks: str, **fields: object) -> TemplatAlasan:
    return TemplatAlasan.objects.create(
        **{
            "teks": teks,
            "berlaku_mulai": date(2026, 1, 1),
            "dibuat_oleh": jalan.oleh("verifikator"),
            **fields,
        }
    )


def test_sentences_are_offered_for_their_service_and_time_only(jalan: Jalan) -> None:
    usulan = diperiksa(jalan)
    templat(jalan, "Unggah ulang dengan cap basah.")
    templat(jalan, "Untuk pensiun saja.", layanan_id="PENSIUN_BUP")
    templat(jalan, "Untuk KGB saja.", layanan_id="KGB_PNS")
    templat(jalan, "Sudah lama.", berlaku_sampai=date(2026, 1, 2))
    templat(jalan, "Belum berlaku.", berlaku_mulai=date(2027, 1, 1))
    text = layar(jalan.oleh("verifikator"), usulan)
    assert '<option value="Unggah ulang dengan cap basah.">' in text
    assert '<option value="Untuk pensiun saja.">' in text
    for absent in ("Untuk KGB saja.", "Sudah lama.", "Belum berlaku."):
        assert absent not in text


def test_a_sentence_stands_in_the_reason_without_typing(jalan: Jalan) -> None:
    usulan = diperiksa(jalan)
    row = templat(jalan, "Berkas bukan milik pemohon.")
    budi = jalan.oleh("verifikator")
    assert langkah(budi, usulan, "reject", catatan="") == 422
    assert langkah(budi, usulan, "reject", templat=str(usulan.pk), catatan="") == 422
    assert langkah(budi, usulan, "reject", templat=str(row.pk), catatan="Lihat KTP.") == 302
    last = usulan.riwayat.order_by("-urut")[0]
    assert last.catatan == "Berkas bukan milik pemohon. Lihat KTP."


def test_other_words_are_a_new_row_and_the_old_one_ends(jalan: Jalan) -> None:
    client = masuk(jalan.oleh("admin"))
    url = reverse("kepegawaian:templat-alasan")
    today = jalan.now.date()
    data = {"teks": "Cap kurang.", "layanan": "KGB_PNS", "mulai": f"{today:%d-%m-%Y}"}
    assert client.post(url, data).status_code == 302
    old = TemplatAlasan.objects.get()
    tomorrow = today + timedelta(days=1)
    changed = {**data, "teks": "Cap basah kurang.", "mulai": f"{tomorrow:%d-%m-%Y}"}
    assert client.post(f"{url}?ganti={old.pk}", changed).status_code == 302
    old.refresh_from_db()
    assert (old.teks, old.berlaku_sampai) == ("Cap kurang.", today)
    assert TemplatAlasan.objects.get(teks="Cap basah kurang.").berlaku_mulai == tomorrow
    assert client.post(url, {**data, "mulai": "01-01-2020"}).status_code == 422
    end = reverse("kepegawaian:templat-akhiri", args=[old.pk])
    assert client.post(end).status_code == 404


# Approval by the head of an OPD


def test_a_head_approves_or_returns_each_from_one_card(jalan: Jalan) -> None:
    usulan = jalan.mulai("PENSIUN_BUP")
    jalan.isi(usulan, alamat_pensiun="Jalan Contoh 7", nomor_hp="081200000000")
    services.usulan_submit(usulan_id=usulan.pk, actor=jalan.oleh("siti"), now=jalan.jam())
    kepala = jalan.oleh("kepala")
    url = reverse("kepegawaian:persetujuan")
    assert "Tidak ada yang menunggu" in masuk(kepala).get(url).content.decode()
    services.usulan_forward(usulan_id=usulan.pk, actor=jalan.oleh("operator"), now=jalan.jam())
    seen = usulan.riwayat.count()
    text = masuk(kepala).get(url).content.decode()
    assert "Siti Aminah" in text
    assert f'name="dilihat" value="{seen}"' in text
    assert langkah(kepala, usulan, "return", dilihat=seen, catatan="") == 422
    assert langkah(kepala, usulan, "return", dilihat=seen, catatan="KTP buram") == 302
    assert "Siti Aminah" not in masuk(kepala).get(url).content.decode()
    services.usulan_resubmit(usulan_id=usulan.pk, actor=jalan.oleh("siti"), now=jalan.jam())
    assert langkah(kepala, usulan, "approve-opd", dilihat=seen) == 409
    now = usulan.riwayat.count()
    assert langkah(kepala, usulan, "approve-opd", dilihat=now) == 302
    assert langkah(kepala, usulan, "approve-opd", dilihat=now) == 302
    usulan.refresh_from_db()
    assert usulan.status == Status.DIPERIKSA


# Cost


def test_a_decision_costs_at_most_25_queries(
    jalan: Jalan, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    usulan = diperiksa(jalan)
    budi = jalan.oleh("verifikator")
    common = {"usulan_id": usulan.pk, "actor": budi}
    item = usulan.butir.get(syarat__kode="SK_PNS")
    with django_assert_max_num_queries(25):
        services.butir_judge(
            butir_id=item.pk,
            verdict=Verdict.PERLU_DIGANTI,
            alasan="TIDAK_TERBACA",
            catatan="",
            now=jalan.jam(),
            **common,
        )
    with django_assert_max_num_queries(25):
        services.usulan_return(catatan="", now=jalan.jam(), **common)
    Usulan.objects.filter(pk=usulan.pk).update(status=Status.DIPERIKSA.value)
    usulan.butir.update(verdict=Verdict.SESUAI.value)
    for run in (services.usulan_release, services.usulan_take, services.usulan_verify):
        with django_assert_max_num_queries(25):
            run(now=jalan.jam(), **common)
    with django_assert_max_num_queries(25):
        services.usulan_send_bkn(catatan="", now=jalan.jam(), **common)


@pytest.mark.parametrize("step", ["take", "release", "verify"])
def test_a_decision_over_http_costs_the_same_with_its_log_in(
    jalan: Jalan, django_assert_max_num_queries: DjangoAssertNumQueries, step: str
) -> None:
    usulan = diperiksa(jalan)
    budi = jalan.oleh("verifikator")
    if step == "take":
        services.usulan_release(usulan_id=usulan.pk, actor=budi, now=jalan.jam())
    usulan.butir.update(verdict=Verdict.SESUAI.value)
    client = masuk(budi)
    url = reverse("kepegawaian:usulan-langkah", args=[usulan.pk, step])
    seen = usulan.riwayat.count()
    with django_assert_max_num_queries(32):
        assert client.post(url, {"dilihat": seen}).status_code == 302


def test_the_review_page_costs_the_same_however_many_papers(
    jalan: Jalan, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    usulan = diperiksa(jalan)
    client = masuk(jalan.oleh("verifikator"))
    url = reverse("kepegawaian:telaah", args=[usulan.pk])
    client.get(url)
    with django_assert_max_num_queries(60):
        client.get(url)
