"""The queue over HTTP: filter, counters, saved views, the next case, steps for many at once."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db.models import F
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kepegawaian.models import CatatanInternal, IntervalUsulan, TampilanAntrean, Usulan
from kepegawaian.rules import antrean as rules
from kepegawaian.rules.antrean import Saringan
from kepegawaian.rules.usulan import Action, Status, Verdict
from kepegawaian.selectors import antrean as selectors
from kepegawaian.selectors.antrean import antrean, antrean_filter
from kepegawaian.selectors.usulan import usulan_visible_to
from kepegawaian.services.antrean import antrean_bulk, tenggat_refresh
from kepegawaian.services.usulan import usulan_start, usulan_take
from sitamu.inti.models import HariLibur, Pengguna
from sitamu.inti.rules.hak import Hak, Peran
from tests.factories.inti import beri_hak, petugas
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db

KINI = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
HARI_INI = KINI.date()


@pytest.fixture
def p() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        yield pemeran()


def kasus(p: Pemeran, urut: int, *, hari: int = 0, nama: str = "", **fields: object) -> Usulan:
    """An usulan of somebody in `sekolah` that arrived `hari` days ago."""
    pegawai = calon_pensiun(p.sekolah, urut=100 + urut, **({"nama": nama} if nama else {}))
    usulan = usulan_start(pegawai_id=pegawai.pk, actor=p.akun["operator"], now=KINI)
    at = KINI - timedelta(days=hari, minutes=urut)
    changes = {"status": Status.DIPERIKSA.value, "tiba_pada": at, **fields}
    Usulan.objects.filter(pk=usulan.pk).update(**changes)
    IntervalUsulan.objects.create(usulan=usulan, berjalan=True, mulai_pada=at)
    usulan.refresh_from_db()
    return usulan


def masuk(user: Pengguna) -> Client:
    client = Client()
    client.force_login(user)
    return client


def halaman(p: Pemeran, **asked: str) -> str:
    answer = masuk(p.akun["verifikator"]).get(reverse("kepegawaian:antrean"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def nomor(text: str) -> list[str]:
    return re.findall(r'class="utuh" href="[^"]+">(USL-\w+)<', text)


# What is in it


def test_the_queue_is_a_part_of_what_one_may_see(p: Pemeran) -> None:
    budi = p.akun["verifikator"]
    rows = [kasus(p, n, status=s.value) for n, s in enumerate(Status)]
    found = set(antrean(budi, today=HARI_INI))
    assert found <= set(usulan_visible_to(budi, today=HARI_INI))
    assert {Status(u.status) for u in rows if u in found} == set(rules.DI_MEJA)


def test_who_verifies_one_opd_sees_its_cases_only(p: Pemeran) -> None:
    inside = kasus(p, 1)
    near, far = petugas(Peran.VERIFIKATOR, p.dinas), petugas(Peran.VERIFIKATOR, p.lain)
    assert list(antrean(near, today=HARI_INI)) == [inside]
    assert not antrean(far, today=HARI_INI).exists()


def test_verifying_without_seeing_opens_nothing(p: Pemeran) -> None:
    kasus(p, 1)
    user = petugas(Peran.VERIFIKATOR, p.lain)
    beri_hak(user, Hak.USULAN_VERIFY, unit=p.akar)
    assert not antrean(user, today=HARI_INI).exists()


def test_nobody_finds_their_own_case_in_the_queue(p: Pemeran) -> None:
    usulan = kasus(p, 1)
    budi = p.akun["verifikator"]
    usulan.pegawai.pengguna = budi
    usulan.pegawai.save()
    assert not antrean(budi, today=HARI_INI).exists()


# Filter, order, counters


def test_each_filter_leaves_what_it_names(p: Pemeran) -> None:
    budi = p.akun["verifikator"]
    mine = kasus(p, 1, pemeriksa=budi)
    theirs = kasus(p, 2, pemeriksa=petugas(Peran.VERIFIKATOR, p.akar), nama="Wayan Sukra")
    free = kasus(p, 3)
    late = kasus(p, 4, tenggat_tanggal=HARI_INI - timedelta(days=1))
    soon = kasus(p, 5, tenggat_tanggal=HARI_INI + timedelta(days=1))
    bkn = kasus(p, 6, status=Status.DI_BKN.value)

    def found(**asked: str) -> set[Usulan]:
        rows = antrean(budi, today=HARI_INI)
        return set(antrean_filter(rows, Saringan(**asked), budi, today=HARI_INI))

    assert found(milik="saya") == {mine}
    assert found(milik="rekan") == {theirs}
    assert found(milik="bebas") == {free, late, soon}
    assert found(batas="lewat") == {late}
    assert found(batas="segera") == {soon}
    assert found(status="DI_BKN") == {bkn}
    assert found(cari="sukra") == {theirs}
    assert found(cari=mine.nomor.lower()) == {mine}
    assert found(cari=mine.pegawai.nip or "") == {mine}
    assert found(cari="%") == set()
    assert found(layanan="TIDAK_ADA") == set()
    assert found(unit=str(p.uptd.pk)) == {mine, theirs, free, late, soon, bkn}
    assert found(unit=str(p.lain.pk)) == set()


def test_a_name_that_many_bear_is_found_in_the_order_of_the_queue(
    p: Pemeran, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "ORANG_MAKS", 1)
    rows = [kasus(p, n, nama=f"Ketut {n}") for n in range(3)]
    assert nomor(halaman(p, cari="ketut")) == [u.nomor for u in reversed(rows)]


def test_the_nearest_limit_comes_first_and_a_resting_clock_last(p: Pemeran) -> None:
    limits = (date(2026, 12, 4), None, date(2026, 11, 20))
    rows = [kasus(p, n, tenggat_tanggal=limit) for n, limit in enumerate(limits)]
    assert nomor(halaman(p, urut="sisa")) == [rows[i].nomor for i in (2, 0, 1)]
    assert nomor(halaman(p, urut="baru")) == [u.nomor for u in rows]


def test_the_page_counts_up_to_a_bound_and_says_so(
    p: Pemeran, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(4):
        kasus(p, n)
    for module in (rules, selectors):
        monkeypatch.setattr(module, "HITUNG_MAKS", 2)
    monkeypatch.setattr("kepegawaian.views.antrean.HITUNG_MAKS", 2)
    text = halaman(p)
    assert "Belum diambil lebih dari 1.000" in text
    assert "Saya 0" in text
    assert "Persempit saringan" in text


def test_an_active_filter_is_a_chip_that_can_be_taken_off(p: Pemeran) -> None:
    text = halaman(p, status="DI_BKN", milik="saya", cari="x")
    assert 'href="?milik=saya&amp;cari=x">Di BKN' in text
    assert 'href="?status=DI_BKN&amp;milik=saya' not in text


def test_a_broken_address_shows_the_whole_queue(p: Pemeran) -> None:
    usulan = kasus(p, 1)
    text = halaman(p, milik="'", status="DRAF", unit="x", halaman="-4", urut="1", batas="0")
    assert nomor(text) == [usulan.nomor]


# Saved views


def test_a_view_is_kept_shown_and_shared_only_when_asked(p: Pemeran) -> None:
    client = masuk(p.akun["verifikator"])
    for nama, more in (("KGB bebas", {}), ("Lewat", {"dibagikan": "on"})):
        answer = client.post(
            reverse("kepegawaian:tampilan-simpan"),
            {"kueri": "milik=bebas&urut=sisa&cari=siti", "nama": nama, **more},
        )
        assert answer.status_code == 302
    assert TampilanAntrean.objects.get(nama="KGB bebas").kueri == "milik=bebas&urut=sisa"
    own = client.get(reverse("kepegawaian:antrean"), {"milik": "bebas", "urut": "sisa"})
    assert 'aria-current="true">KGB bebas' in own.content.decode()
    rekan = masuk(petugas(Peran.VERIFIKATOR, p.akar)).get(reverse("kepegawaian:antrean"))
    assert "KGB bebas" not in rekan.content.decode()
    assert "Lewat <span" in rekan.content.decode()


def test_a_colleague_does_not_remove_a_view_of_mine(p: Pemeran) -> None:
    view = TampilanAntrean.objects.create(
        pengguna=p.akun["verifikator"], nama="A", kueri="", dibagikan=True
    )
    url = reverse("kepegawaian:tampilan-hapus", args=[view.pk])
    assert masuk(petugas(Peran.VERIFIKATOR, p.akar)).post(url).status_code == 404
    assert masuk(p.akun["verifikator"]).post(url).status_code == 302
    assert not TampilanAntrean.objects.exists()


def test_a_view_needs_a_name_and_their_number_is_bounded(p: Pemeran) -> None:
    client = masuk(p.akun["verifikator"])
    url = reverse("kepegawaian:tampilan-simpan")
    answer = client.post(url, {"kueri": "milik=saya", "nama": " "})
    assert answer.status_code == 422
    assert "Tulis nama tampilan" in answer.content.decode()
    for n in range(20):
        client.post(url, {"nama": f"T{n}"})
    assert client.post(url, {"nama": "T3", "kueri": "milik=saya"}).status_code == 302
    assert client.post(url, {"nama": "T20"}).status_code == 422


# The next case


def test_the_next_case_is_the_first_free_one_of_the_filter(p: Pemeran) -> None:
    kasus(p, 1, hari=3)
    wanted = kasus(p, 2, tenggat_tanggal=HARI_INI - timedelta(days=1))
    client = masuk(p.akun["verifikator"])
    url = reverse("kepegawaian:antrean-ambil")
    answer = client.post(url, {"kueri": "batas=lewat"})
    assert answer["Location"] == reverse("kepegawaian:telaah", args=[wanted.pk])
    again = client.post(url, {"kueri": "batas=lewat"}, follow=True)
    assert "Tidak ada usulan yang menunggu" in again.content.decode()
    assert again.request["QUERY_STRING"] == "batas=lewat"


# Steps for many


def kirim(p: Pemeran, **data: object) -> str:
    url = reverse("kepegawaian:antrean-massal")
    answer = masuk(p.akun["verifikator"]).post(url, data)
    assert answer.status_code == 200, answer.content.decode()[:300]
    return answer.content.decode()


def test_a_bulk_step_names_count_and_filter_before_it_does_anything(p: Pemeran) -> None:
    rows = [kasus(p, n, tenggat_tanggal=HARI_INI - timedelta(days=1)) for n in range(2)]
    kasus(p, 9)
    text = kirim(p, kueri="batas=lewat", semua="1", langkah="TAKE")
    assert "Ambil: 2 usulan?" in text
    assert "Lewat batas" in text
    assert not Usulan.objects.filter(pemeriksa__isnull=False).exists()
    sent = re.findall(r'name="usulan" value="([^"]+)"', text)
    assert set(sent) == {str(u.pk) for u in rows}
    done = kirim(p, kueri="batas=lewat", langkah="TAKE", usulan=sent, yakin="1")
    assert "Ambil: 2 selesai" in done
    assert Usulan.objects.filter(pemeriksa=p.akun["verifikator"]).count() == 2


def test_a_case_that_arrives_after_the_confirmation_is_not_moved_with_the_others(
    p: Pemeran,
) -> None:
    one = kasus(p, 1)
    text = kirim(p, kueri="milik=bebas", semua="1", langkah="TAKE")
    later = kasus(p, 2)
    sent = re.findall(r'name="usulan" value="([^"]+)"', text)
    kirim(p, kueri="milik=bebas", semua="1", langkah="TAKE", usulan=sent, yakin="1")
    one.refresh_from_db()
    later.refresh_from_db()
    assert (one.pemeriksa, later.pemeriksa) == (p.akun["verifikator"], None)


def test_each_of_many_succeeds_or_fails_alone_with_its_reason(p: Pemeran) -> None:
    budi, rekan = p.akun["verifikator"], petugas(Peran.VERIFIKATOR, p.akar, nama_masuk="rina")
    good, unjudged, held, sent_on = (
        kasus(p, n, pemeriksa=who) for n, who in enumerate((budi, budi, rekan, budi))
    )
    good.butir.update(verdict=Verdict.SESUAI.value)
    good.butir.filter(syarat__bentuk="DATA").update(dikonfirmasi_pada=KINI)
    Usulan.objects.filter(pk=sent_on.pk).update(status=Status.DI_BKN.value)
    ids = [str(u.pk) for u in (unjudged, held, sent_on, good)]
    text = kirim(p, kueri="", langkah="VERIFY", usulan=ids, yakin="1")
    assert "1 selesai, 3 tidak" in text
    assert "belum dinyatakan sesuai" in text
    assert "sedang diperiksa" in text
    assert "tidak berlaku lagi" in text
    statuses = {u.pk: u.status for u in Usulan.objects.all()}
    assert statuses[good.pk] == Status.TERVERIFIKASI
    assert statuses[unjudged.pk] == statuses[held.pk] == Status.DIPERIKSA


def test_a_step_that_is_not_for_many_is_not_there(p: Pemeran) -> None:
    usulan = kasus(p, 1, pemeriksa=p.akun["verifikator"])
    url = reverse("kepegawaian:antrean-massal")
    for step in ("REJECT", "RETURN", "APPROVE_SK", "x", ""):
        data = {"langkah": step, "usulan": str(usulan.pk), "yakin": "1"}
        assert masuk(p.akun["verifikator"]).post(url, data).status_code == 404


def test_hand_made_ids_of_another_office_are_refused_one_by_one(p: Pemeran) -> None:
    usulan = kasus(p, 1)
    near = petugas(Peran.VERIFIKATOR, p.lain)
    [result] = antrean_bulk(usulan_ids=[usulan.pk], action=Action.TAKE, actor=near, now=KINI)
    assert result.galat
    usulan.refresh_from_db()
    assert usulan.pemeriksa is None


def test_a_case_of_an_absent_colleague_is_given_to_another_with_a_note(p: Pemeran) -> None:
    rina = petugas(Peran.VERIFIKATOR, p.akar, nama_masuk="rina")
    usulan = kasus(p, 1)
    usulan_take(usulan_id=usulan.pk, actor=rina, now=KINI)
    joko = petugas(Peran.VERIFIKATOR, p.akar, nama_masuk="joko")
    asked = kirim(p, kueri="", langkah="REASSIGN", usulan=[str(usulan.pk)])
    assert joko.nama in asked
    data = {"usulan": [str(usulan.pk)], "kepada": str(joko.pk), "catatan": "Rina cuti", "yakin": 1}
    assert "1 selesai" in kirim(p, kueri="", langkah="REASSIGN", **data)
    usulan.refresh_from_db()
    assert usulan.pemeriksa == joko
    assert CatatanInternal.objects.get(usulan=usulan).isi == "Rina cuti"
    last = usulan.riwayat.order_by("-urut")[0]
    assert (last.action, last.catatan, last.rincian) == ("REASSIGN", "", {"kepada": joko.nama})


def test_a_case_goes_to_nobody_who_may_not_verify_it(p: Pemeran) -> None:
    usulan = kasus(p, 1)
    for user in (petugas(Peran.VERIFIKATOR, p.lain), p.akun["operator"]):
        [result] = antrean_bulk(
            usulan_ids=[usulan.pk],
            action=Action.REASSIGN,
            actor=p.akun["verifikator"],
            now=KINI,
            kepada=user.pk,
        )
        assert result.galat


# Limits kept for lists


def test_limits_follow_the_holidays_and_a_second_run_writes_nothing(p: Pemeran) -> None:
    usulan = kasus(p, 1)
    assert tenggat_refresh() == 1
    usulan.refresh_from_db()
    first = usulan.tenggat_tanggal
    assert first == date(2026, 12, 4)  # seven working days after Wednesday, 25 November
    assert tenggat_refresh() == 0
    HariLibur.objects.create(tanggal=date(2026, 12, 1), nama="Libur contoh")
    assert tenggat_refresh() == 1
    usulan.refresh_from_db()
    assert usulan.tenggat_tanggal == date(2026, 12, 7)


# Cost


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"milik": "saya"},
        {"batas": "lewat", "urut": "sisa"},
        {"cari": "pegawai"},
        {"layanan": "PENSIUN_BUP", "status": "DIPERIKSA"},
    ],
)
def test_the_queue_costs_the_same_for_few_and_for_many(
    p: Pemeran, django_assert_num_queries: DjangoAssertNumQueries, asked: dict[str, str]
) -> None:
    client = masuk(p.akun["verifikator"])
    fields = {"pemeriksa": p.akun["verifikator"], "tenggat_tanggal": HARI_INI - timedelta(days=2)}
    kasus(p, 0, **fields)
    url = reverse("kepegawaian:antrean")
    client.get(url, asked)
    more = bool(asked.get("cari"))
    with django_assert_num_queries(18 + more):
        client.get(url, asked)
    for n in range(1, 12):
        kasus(p, n, **fields)
    with django_assert_num_queries(18 + more):
        client.get(url, asked)


def test_the_order_of_moves_of_a_case_is_not_disturbed_by_the_desk(p: Pemeran) -> None:
    usulan = kasus(p, 1)
    usulan_take(usulan_id=usulan.pk, actor=p.akun["verifikator"], now=KINI)
    assert list(usulan.riwayat.order_by("urut").values_list("urut", flat=True)) == [1, 2]
    assert Usulan.objects.filter(pk=usulan.pk, tiba_pada__lt=F("diajukan_pada")).count() == 0
