"""Places, patterns and rosters as their keepers change them: by date, inside their units."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from presensi.models import HitungHari, PemakaianPola, PenutupanBulan, Roster, Tempat
from presensi.selectors.rencana import rencana_pada
from presensi.selectors.tempat import tempat_hari
from sitamu.inti.rules.hak import Hak
from tests.factories.inti import PenggunaFactory, beri_hak
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.presensi import pakai_pola, pakai_tempat, roster, tempat

pytestmark = pytest.mark.django_db

KINI = datetime(2026, 7, 9, 2, 0, tzinfo=UTC)
KAMIS, JUMAT = date(2026, 7, 9), date(2026, 7, 10)
BENTUK = {
    "lintang": "-4,5386",
    "bujur": "120.3279",
    "radius_m": "100",
    "bukti_web": "ATASAN",
    "mulai": "10-07-2026",
    "dasar": "SK 5/2026",
}


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        cast = pemeran()
        pakai_pola("J5", cast.akar)
        yield cast


def as_(cast: Pemeran, siapa: str = "presensi") -> Client:
    client = Client()
    client.force_login(cast.akun[siapa])
    return client


def post(client: Client, route: str, data: dict[str, Any], *args: object) -> Any:
    return client.post(reverse(route, args=args), data)


def test_a_new_place_is_used_by_its_unit_from_its_day_on(adegan: Pemeran) -> None:
    typed = BENTUK | {"unit": adegan.uptd.pk, "nama": "Kantor UPT", "jenis": "KANTOR"}
    answer = post(as_(adegan), "presensi:tempat-baru", typed)
    assert answer.status_code == 302
    assert tempat_hari(adegan.siti.pk, on=KAMIS).tempat == ()
    place = tempat_hari(adegan.siti.pk, on=JUMAT).tempat[0]
    assert (place.nama, place.aturan.pusat.lintang, place.aturan.radius_m) == (
        "Kantor UPT",
        -4.5386,
        100,
    )


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"radius_m": "5"}, "Radius lingkaran antara 10"),
        ({"lintang": "selatan"}, "Tulis derajat dengan angka"),
        ({"mulai": "01-07-2026"}, "Paling awal 09-07-2026"),
        ({"poligon": "-4,5; 120,3\n-4,5"}, "Baris 2: tulis lintang; bujur"),
        ({"poligon": "-4.5;120.3\n-4.5;120.31"}, "Poligon butuh 3"),
        ({"jaringan": "kantor"}, "Tulis alamat jaringan"),
    ],
)
def test_a_shape_that_cannot_be_comes_back_with_the_reason(
    adegan: Pemeran, ubah: dict[str, str], kata: str
) -> None:
    typed = BENTUK | {"unit": adegan.uptd.pk, "nama": "X", "jenis": "KANTOR"} | ubah
    answer = post(as_(adegan), "presensi:tempat-baru", typed)
    assert answer.status_code == 422
    assert kata in answer.content.decode()
    assert not Tempat.objects.exists()


def test_a_changed_shape_begins_tomorrow_at_the_earliest(adegan: Pemeran) -> None:
    place = tempat(adegan.uptd)
    pakai_tempat(place, adegan.uptd)
    client = as_(adegan)
    refused = post(client, "presensi:tempat-detail", BENTUK | {"mulai": "09-07-2026"}, place.pk)
    assert "Paling awal 10-07-2026" in refused.content.decode()
    for radius_m in ("150", "200"):  # the second replaces the first before it began
        typed = BENTUK | {"radius_m": radius_m, "poligon": ""}
        assert post(client, "presensi:tempat-detail", typed, place.pk).status_code == 302
    assert tempat_hari(adegan.siti.pk, on=KAMIS).tempat[0].aturan.radius_m == 100
    assert tempat_hari(adegan.siti.pk, on=JUMAT).tempat[0].aturan.radius_m == 200
    shown = client.get(reverse("presensi:tempat-detail", args=[place.pk])).content.decode()
    assert "<circle" in shown
    assert "150 m" not in shown


def test_a_person_gets_a_place_of_their_own_and_loses_it(adegan: Pemeran) -> None:
    office, pustu = tempat(adegan.uptd), tempat(adegan.uptd, "Pustu")
    pakai_tempat(office, adegan.uptd)
    client = as_(adegan)
    typed = {"nip": adegan.siti.nip, "mulai": "09-07-2026", "dasar": "SK 6/2026"}
    post(client, "presensi:tempat-pakai", typed, pustu.pk)
    assert [row.nama for row in tempat_hari(adegan.siti.pk, on=KAMIS).tempat] == ["Pustu"]
    row = pustu.pemakaian.get()
    post(client, "presensi:tempat-akhiri", {}, row.pk)
    assert [row.nama for row in tempat_hari(adegan.siti.pk, on=JUMAT).tempat] == ["Kantor"]


def test_a_unit_gets_a_place_from_a_date_on_and_never_both_at_once(adegan: Pemeran) -> None:
    office, field = tempat(adegan.uptd), tempat(adegan.uptd, "Lapangan")
    pakai_tempat(office, adegan.dinas)
    client = as_(adegan)
    typed = {"unit": str(adegan.uptd.pk), "mulai": "10-07-2026", "dasar": "SK 7/2026"}
    post(client, "presensi:tempat-pakai", typed, field.pk)
    assert [row.nama for row in tempat_hari(adegan.siti.pk, on=KAMIS).tempat] == ["Kantor"]
    assert [row.nama for row in tempat_hari(adegan.siti.pk, on=JUMAT).tempat] == ["Lapangan"]
    post(client, "presensi:tempat-pakai", {**typed, "nip": str(adegan.siti.nip)}, field.pk)
    assert field.pemakaian.count() == 1


def test_a_keeper_of_another_unit_cannot_touch_them(adegan: Pemeran) -> None:
    other = PenggunaFactory()
    beri_hak(other, Hak.PRESENSI_MANAGE, Hak.PRESENSI_ROSTER, unit=adegan.lain)
    client = Client()
    client.force_login(other)
    place = tempat(adegan.uptd)
    assert post(client, "presensi:tempat-detail", BENTUK, place.pk).status_code == 404
    typed = BENTUK | {"unit": adegan.uptd.pk, "nama": "X", "jenis": "KANTOR"}
    assert post(client, "presensi:tempat-baru", typed).status_code == 422
    url = reverse("presensi:roster-bulan", args=[adegan.uptd.pk, "2026-07"])
    assert client.post(url, {f"{adegan.siti.pk}-9": "PAGI"}).status_code == 404
    assert not Roster.objects.exists()


# Patterns


def test_another_pattern_begins_tomorrow_for_a_unit_or_a_person(adegan: Pemeran) -> None:
    client = as_(adegan)
    typed = {"unit": adegan.uptd.pk, "pola": "J6S", "mulai": "09-07-2026", "dasar": "SK 7/2026"}
    assert "Paling awal 10-07-2026" in post(client, "presensi:pola-list", typed).content.decode()
    typed["mulai"] = "10-07-2026"
    assert post(client, "presensi:pola-list", typed).status_code == 302
    assert rencana_pada(adegan.siti.pk, KAMIS).pola == "J5"
    assert rencana_pada(adegan.siti.pk, JUMAT).pola == "J6S"
    post(client, "presensi:pola-list", typed | {"nip": adegan.siti.nip, "pola": "J5"})
    assert rencana_pada(adegan.siti.pk, JUMAT).pola == "J5"
    assert PemakaianPola.objects.filter(pegawai=adegan.siti).count() == 1


# Rosters


def grid(cast: Pemeran, data: dict[str, str], siapa: str = "operator") -> Any:
    url = reverse("presensi:roster-bulan", args=[cast.uptd.pk, "2026-07"])
    return as_(cast, siapa).post(url, data)


def test_the_grid_writes_changes_and_days_past_are_judged_again(adegan: Pemeran) -> None:
    pakai_pola("SH3", adegan.uptd)
    assert grid(adegan, {f"{adegan.siti.pk}-9": "MALAM", f"{adegan.siti.pk}-20": "PAGI"})
    assert dict(Roster.objects.values_list("tanggal", "sif")) == {
        KAMIS: "MALAM",
        date(2026, 7, 20): "PAGI",
    }
    mark = HitungHari.objects.get()  # the 20th is still to come
    assert (mark.pegawai_id, mark.dari, mark.sampai) == (
        adegan.siti.pk,
        date(2026, 7, 8),
        KAMIS,
    )
    grid(adegan, {f"{adegan.siti.pk}-9": "", f"{adegan.siti.pk}-20": "PAGI"})
    assert Roster.objects.count() == 1
    page = as_(adegan, "operator").get(
        reverse("presensi:roster-bulan", args=[adegan.uptd.pk, "2026-07"])
    )
    assert "<option selected>PAGI</option>" in page.content.decode()


def test_unknown_shifts_people_and_closed_months_are_refused_as_a_whole(adegan: Pemeran) -> None:
    pakai_pola("SH3", adegan.uptd)
    good = f"{adegan.siti.pk}-20"
    assert grid(adegan, {good: "PAGI", f"{adegan.siti.pk}-21": "SORE"}).status_code == 422
    assert not Roster.objects.exists()
    grid(adegan, {f"{adegan.made.pk}-20": "PAGI"})
    assert not Roster.objects.exists()
    PenutupanBulan.objects.create(bulan=date(2026, 7, 1))
    assert grid(adegan, {good: "PAGI"}).status_code == 409


def workbook(*rows: list[object]) -> SimpleUploadedFile:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("roster.xlsx", out.getvalue())


def test_a_filled_in_workbook_is_the_roster(adegan: Pemeran) -> None:
    pakai_pola("SH3", adegan.uptd)
    roster(adegan.siti, date(2026, 7, 3), "PAGI")
    url = reverse("presensi:roster-unggah", args=[adegan.uptd.pk, "2026-07"])
    sheet = workbook(
        ["Roster Juli"],
        ["NIP", "Nama", 1, 2, 3],
        [adegan.siti.nip, "Siti", "malam", "08:00+1440", ""],
    )
    assert as_(adegan, "operator").post(url, {"berkas": sheet}).status_code == 302
    rows = {row.tanggal.day: row for row in Roster.objects.all()}
    assert (rows[1].sif, sorted(rows)) == ("MALAM", [1, 2])
    assert (rows[2].jam_mulai, rows[2].lama_menit) == (time(8), 1440)


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ([["Nama", 1], ["Siti", "PAGI"]], "Tidak ada baris judul"),
        ([["NIP", 1], ["199001012020011001", "PAGI"]], "Baris 2: NIP 199001012020011001"),
    ],
)
def test_a_workbook_that_cannot_be_read_says_where(
    adegan: Pemeran, isi: list[list[object]], kata: str
) -> None:
    url = reverse("presensi:roster-unggah", args=[adegan.uptd.pk, "2026-07"])
    answer = as_(adegan, "operator").post(url, {"berkas": workbook(*isi)})
    assert answer.status_code == 422
    assert kata in answer.content.decode()


def test_no_workbook_at_all_is_refused(adegan: Pemeran) -> None:
    url = reverse("presensi:roster-unggah", args=[adegan.uptd.pk, "2026-07"])
    for berkas in (SimpleUploadedFile("x.xlsx", b"PK\x03\x04 tidak"), ""):
        assert as_(adegan, "operator").post(url, {"berkas": berkas}).status_code == 422


def test_the_grid_can_be_downloaded(adegan: Pemeran) -> None:
    url = reverse("presensi:roster-unduh", args=[adegan.uptd.pk, "2026-07"])
    answer = as_(adegan, "operator").get(url)
    assert answer["Content-Disposition"].endswith('"roster-2026-07.xlsx"')
    assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
