"""Daily work over HTTP: report, approve, undo; who may; what a closed month refuses."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from presensi.models import (
    HariPegawai,
    Kegiatan,
    PenutupanBulan,
    RiwayatKegiatan,
    Skp,
    TemplatKegiatan,
    VersiSkp,
)
from presensi.rules.kinerja import StatusKegiatan
from presensi.rules.kinerja_skp import StatusSkp
from presensi.selectors.kinerja import kinerja_bulan_load
from presensi.services.kinerja import kegiatan_overdue
from sitamu.inti.models import HubunganAtasan, Outbox, Parameter, Pegawai, Pengguna
from tests.factories.inti import PegawaiFactory
from tests.factories.kinerja import atasan_of, kegiatan, skp
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db

RABU = date(2026, 7, 8)
KINI = datetime(2026, 7, 8, 8, 0, tzinfo=UTC)  # 16.00 WITA
ISI = {"uraian": "Menyusun laporan", "menit": "90", "tanggal": "08-07-2026", "jenis": "UTAMA"}


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        yield pemeran()


@pytest.fixture
def atasan(adegan: Pemeran) -> Pengguna:
    row = atasan_of(adegan.siti, adegan.dinas).pengguna
    assert row
    return row


def as_user(user: Pengguna) -> Client:
    client = Client()
    client.force_login(user)
    return client


def report(user: Pengguna, **ubah: str) -> Any:
    return as_user(user).post(reverse("presensi:kinerja"), ISI | ubah)


def decide(user: Pengguna, route: str, rows: list[Kegiatan], **data: str) -> Any:
    pilih = ",".join(f"{r.pk}:{r.ubahan}" for r in rows)
    return as_user(user).post(reverse(route), {"pilih": pilih, **data}, follow=True)


def test_a_report_goes_to_the_superior_who_approves_and_may_undo(
    adegan: Pemeran, atasan: Pengguna
) -> None:
    assert report(adegan.akun["siti"]).status_code == 302
    row = Kegiatan.objects.get()
    assert (row.status, row.menit, row.lapor_tanggal) == ("DILAPORKAN", 90, RABU)
    page = as_user(atasan).get(reverse("presensi:kinerja-setujui")).content.decode()
    assert "Siti Aminah" in page
    assert "Sedikit" in page
    assert (
        "1 kegiatan disetujui" in decide(atasan, "presensi:kinerja-setujui", [row]).content.decode()
    )
    row.refresh_from_db()
    assert (row.status, row.diputus_oleh) == ("DISETUJUI", atasan)
    decide(atasan, "presensi:kinerja-batal", [row])
    row.refresh_from_db()
    assert (row.status, row.diputus_oleh) == ("DILAPORKAN", None)
    steps = list(
        RiwayatKegiatan.objects.order_by("pada", "langkah").values_list("langkah", flat=True)
    )
    assert sorted(steps) == ["BATALKAN", "LAPORKAN", "SETUJUI"]


def test_the_same_report_sent_twice_is_one(adegan: Pemeran) -> None:
    key = str(uuid4())
    for _n in range(2):
        assert report(adegan.akun["siti"], id_klien=key).status_code == 302
    assert Kegiatan.objects.count() == 1
    assert report(adegan.akun["made"], id_klien=key).status_code == 422
    assert Kegiatan.objects.count() == 1


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"menit": "-5"}, "kurang dari nol"),
        ({"menit": "1800"}, "30 jam"),
        ({"tanggal": "09-07-2026"}, "belum tiba"),
        ({"tanggal": "01-07-2026"}, "sudah lewat"),
        ({"menit": "banyak"}, "Tulis menit dengan angka"),
        ({"jam_mulai": "08.00", "jam_selesai": "08.30"}, "lebih lama dari jam mulai"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(
    adegan: Pemeran, ubah: dict[str, str], kata: str
) -> None:
    answer = report(adegan.akun["siti"], **ubah)
    assert answer.status_code == 422
    assert kata in answer.content.decode()
    assert not Kegiatan.objects.exists()


def test_a_day_of_thirty_hours_or_without_presence_is_refused(adegan: Pemeran) -> None:
    kegiatan(adegan.siti, RABU, 1000)
    assert "25 jam" in report(adegan.akun["siti"], menit="500").content.decode()
    HariPegawai.objects.create(pegawai=adegan.siti, tanggal=date(2026, 7, 7), status="ALPA")
    answer = report(adegan.akun["siti"], tanggal="07-07-2026")
    assert "tanpa keterangan" in answer.content.decode()
    assert Kegiatan.objects.count() == 1


def test_an_agreed_skp_wants_its_result_and_only_its_own(adegan: Pemeran) -> None:
    butir = skp(adegan.siti, adegan.uptd)
    other = skp(adegan.made, adegan.lain)
    siti = adegan.akun["siti"]
    assert "Pilih rencana hasil kerja" in report(siti).content.decode()
    assert report(siti, butir=str(other.pk)).status_code == 422
    assert report(siti, butir=str(butir.pk)).status_code == 302
    assert Kegiatan.objects.get().butir == butir


def test_yesterday_again_and_templates_save_typing(adegan: Pemeran) -> None:
    siti = adegan.akun["siti"]
    kegiatan(adegan.siti, RABU - timedelta(days=1), uraian="Melayani loket")
    client = as_user(siti)
    for _n in range(2):
        client.post(reverse("presensi:kegiatan-ulangi"))
    assert Kegiatan.objects.get(tanggal=RABU).uraian == "Melayani loket"
    report(siti, templat="1")
    templat = TemplatKegiatan.objects.get()
    url = reverse("presensi:templat-pakai", args=[templat.pk])
    assert client.post(url).status_code == 302
    assert Kegiatan.objects.filter(tanggal=RABU, uraian="Menyusun laporan").count() == 2
    assert as_user(adegan.akun["made"]).post(url).status_code == 404
    client.post(url, {"aksi": "hapus"})
    assert not TemplatKegiatan.objects.exists()


def test_a_returned_report_says_why_and_goes_again(adegan: Pemeran, atasan: Pengguna) -> None:
    row = kegiatan(adegan.siti, RABU)
    decide(atasan, "presensi:kinerja-kembalikan", [row])
    row.refresh_from_db()
    assert row.status == "DILAPORKAN"
    decide(atasan, "presensi:kinerja-kembalikan", [row], alasan="Tulis hasilnya")
    row.refresh_from_db()
    assert (row.status, row.catatan) == ("DIKEMBALIKAN", "Tulis hasilnya")
    assert Outbox.objects.filter(nama="KegiatanDikembalikan").count() == 1
    client = as_user(adegan.akun["siti"])
    url = reverse("presensi:kegiatan", args=[row.pk])
    assert "Tulis hasilnya" in client.get(url).content.decode()
    assert client.post(url, ISI | {"uraian": "Laporan Juni selesai"}).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.uraian, row.ubahan) == ("DILAPORKAN", "Laporan Juni selesai", 1)


def test_what_changed_since_it_was_shown_is_left_and_named(
    adegan: Pemeran, atasan: Pengguna
) -> None:
    row, other = kegiatan(adegan.siti, RABU), kegiatan(adegan.siti, RABU, uraian="Rapat")
    as_user(adegan.akun["siti"]).post(
        reverse("presensi:kegiatan", args=[row.pk]), ISI | {"menit": "400"}
    )
    text = decide(atasan, "presensi:kinerja-setujui", [row, other]).content.decode()
    assert "1 kegiatan disetujui" in text
    assert "1 dilewati, berubah sejak Anda membukanya: Siti Aminah" in text
    row.refresh_from_db()
    assert row.status == "DILAPORKAN"


def test_nobody_approves_their_own_nor_other_teams(adegan: Pemeran, atasan: Pengguna) -> None:
    row = kegiatan(adegan.siti, RABU)
    HubunganAtasan.objects.create(pegawai=adegan.made, atasan=adegan.siti, mulai=date(2020, 1, 1))
    for name in ("siti", "made", "kepala", "presensi"):
        decide(adegan.akun[name], "presensi:kinerja-setujui", [row])
        row.refresh_from_db()
        assert row.status == "DILAPORKAN", name


def test_a_closed_month_takes_nothing_any_more(adegan: Pemeran, atasan: Pengguna) -> None:
    row, done = kegiatan(adegan.siti, RABU), kegiatan(adegan.siti, RABU, uraian="Rapat")
    decide(atasan, "presensi:kinerja-setujui", [done])
    PenutupanBulan.objects.create(bulan=date(2026, 7, 1))
    assert (
        "bulannya sudah ditutup"
        in decide(atasan, "presensi:kinerja-setujui", [row]).content.decode()
    )
    decide(atasan, "presensi:kinerja-batal", [done])
    row.refresh_from_db()
    done.refresh_from_db()
    assert (row.status, done.status) == ("DILAPORKAN", "DISETUJUI")
    siti = adegan.akun["siti"]
    assert report(siti).status_code == 409
    client = as_user(siti)
    assert client.post(reverse("presensi:kegiatan-hapus", args=[row.pk])).status_code == 409
    assert (
        "tidak dapat diubah"
        in client.get(reverse("presensi:kegiatan", args=[row.pk])).content.decode()
    )


def test_a_silent_superior_is_reminded_once_or_the_rule_answers(
    adegan: Pemeran, atasan: Pengguna
) -> None:
    late = RABU - timedelta(days=6)
    rows = [kegiatan(adegan.siti, late), kegiatan(adegan.siti, late, uraian="Rapat")]
    kegiatan(adegan.siti, RABU - timedelta(days=5), uraian="Masih ada waktu")
    assert kegiatan_overdue(now=KINI) == (0, 1)
    told = Outbox.objects.get(nama="KegiatanMenunggu")
    assert (told.isi["jumlah"], told.isi["pemeriksa_id"]) == (2, str(atasan.pk))
    row = Parameter.objects.get(kunci="KINERJA")
    Parameter.objects.create(
        kunci="KINERJA",
        berlaku_mulai=date(2026, 7, 1),
        nilai=row.nilai | {"sikap": "SETUJUI"},
        dasar_hukum="Perbup Contoh",
    )
    assert kegiatan_overdue(now=KINI) == (2, 0)
    assert kegiatan_overdue(now=KINI) == (0, 0)
    for one in rows:
        one.refresh_from_db()
        assert (one.status, one.otomatis, one.diputus_oleh) == ("DISETUJUI", True, None)


def test_a_list_costs_the_same_for_many(
    adegan: Pemeran, atasan: Pengguna, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_user(atasan)
    url = reverse("presensi:kinerja-setujui")
    client.get(url)
    kegiatan(adegan.siti, RABU)
    with django_assert_num_queries(SETUJUI_QUERIES):
        client.get(url)
    for n in range(5):
        person: Pegawai = PegawaiFactory(unit=adegan.uptd)
        HubunganAtasan.objects.create(pegawai=person, atasan=atasan.pegawai, mulai=date(2020, 1, 1))
        kegiatan(person, RABU - timedelta(days=n))
    with django_assert_num_queries(SETUJUI_QUERIES):
        assert client.get(url).content.decode().count("Pilih") > 0


SETUJUI_QUERIES = 7


def test_the_tpp_run_reads_every_month_in_two_queries(
    adegan: Pemeran, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for menit in (60, 40):
        kegiatan(adegan.siti, RABU, menit, status=StatusKegiatan.DISETUJUI)
    kegiatan(adegan.siti, RABU, 50, jenis="TAMBAHAN")
    kegiatan(adegan.made, RABU, 30, status=StatusKegiatan.DISETUJUI)
    HariPegawai.objects.create(pegawai=adegan.siti, tanggal=RABU, status="HADIR")
    HariPegawai.objects.create(pegawai=adegan.made, tanggal=RABU, status="CUTI_SAKIT")
    span = date(2026, 7, 1), date(2026, 8, 1)
    with django_assert_num_queries(2):
        found = dict(kinerja_bulan_load(*span))
    mine = found[adegan.siti.pk]
    assert [(a.menit, a.disetujui, a.tambahan, a.status_presensi) for a in mine.aktivitas] == [
        (100, True, False, "HADIR"),
        (50, False, True, "HADIR"),
    ]
    assert found[adegan.made.pk].aktivitas[0].status_presensi is None
    assert set(dict(kinerja_bulan_load(*span, pegawai_ids=[adegan.made.pk]))) == {adegan.made.pk}


# The agreement


def step(user: Pengguna, row: Skp, langkah: str, **data: str) -> int:
    url = reverse("presensi:skp-langkah", args=[row.pk, langkah])
    return as_user(user).post(url, data).status_code


def test_an_skp_is_drafted_agreed_and_changed_by_version(adegan: Pemeran, atasan: Pengguna) -> None:
    siti = as_user(adegan.akun["siti"])
    siti.post(reverse("presensi:skp-list"), {"tahun": "2026"})
    row = Skp.objects.get()
    url = reverse("presensi:skp", args=[row.pk])
    step(adegan.akun["siti"], row, "ajukan")
    assert VersiSkp.objects.get().status == StatusSkp.DRAF
    isi = {
        "jenis": "UTAMA",
        "rencana": "Laporan tersusun",
        "indikator": "Jumlah laporan",
        "target": "12",
        "satuan": "laporan",
    }
    assert siti.post(url, isi | {"target": "0"}).status_code == 422
    assert siti.post(url, isi).status_code == 302
    step(adegan.akun["siti"], row, "ajukan")
    assert step(adegan.akun["siti"], row, "sepakati") == 403
    assert step(adegan.akun["made"], row, "sepakati") == 404
    assert step(adegan.akun["kepala"], row, "sepakati") == 403
    step(atasan, row, "kembalikan")
    assert VersiSkp.objects.get().status == StatusSkp.DIAJUKAN
    step(atasan, row, "sepakati")
    assert VersiSkp.objects.get().status == StatusSkp.DISEPAKATI
    assert siti.post(url, isi).status_code == 409
    step(adegan.akun["siti"], row, "ubah", catatan="Tugas bertambah")
    first, second = VersiSkp.objects.order_by("nomor")
    assert (first.status, second.status) == ("DISEPAKATI", "DRAF")
    assert [b.kunci for b in first.butir.all()] == [b.kunci for b in second.butir.all()]
    step(adegan.akun["siti"], row, "ajukan")
    step(atasan, row, "sepakati")
    assert list(VersiSkp.objects.order_by("nomor").values_list("status", flat=True)) == [
        "DIGANTI",
        "DISEPAKATI",
    ]


def test_after_a_move_a_second_skp_begins_and_the_first_ends(adegan: Pemeran) -> None:
    siti = as_user(adegan.akun["siti"])
    skp(adegan.siti, adegan.uptd)
    answer = siti.post(reverse("presensi:skp-list"), {"tahun": "2026"}, follow=True)
    assert "SKP 2026 sudah ada" in answer.content.decode()
    other = PegawaiFactory(unit=adegan.dinas)
    HubunganAtasan.objects.create(pegawai=adegan.siti, atasan=other, mulai=date(2026, 6, 1))
    siti.post(reverse("presensi:skp-list"), {"tahun": "2026"})
    first, second = Skp.objects.filter(pegawai=adegan.siti).order_by("mulai")
    assert (first.sampai, second.mulai) == (date(2026, 5, 31), date(2026, 6, 1))


def test_work_tied_to_an_earlier_version_still_counts(adegan: Pemeran, atasan: Pengguna) -> None:
    butir = skp(adegan.siti, adegan.uptd)
    kegiatan(
        adegan.siti, RABU, butir=butir, jumlah=3, satuan="laporan", status=StatusKegiatan.DISETUJUI
    )
    row = butir.versi.skp
    step(adegan.akun["siti"], row, "ubah", catatan="Target naik")
    page = as_user(atasan).get(reverse("presensi:skp", args=[row.pk])).content.decode()
    assert "3 (25,0%)" in page
