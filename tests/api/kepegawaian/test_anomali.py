"""The list of anomalies over HTTP: who sees whom, what an officer decides, the workbook."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kepegawaian.models import Anomali, Profil, RiwayatGolongan
from kepegawaian.services.anomali import anomali_recompute
from sitamu.inti.models import JejakAkses, Pegawai
from sitamu.inti.sandi import search_hash
from tests.api.kepegawaian.test_halaman import as_user, page
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db
KINI = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAFTAR = "kepegawaian:anomali-list"


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        yield pemeran()


def salah_mkg(pegawai: Pegawai) -> Anomali:
    """An SK whose MKG ran ahead by a year."""
    RiwayatGolongan.objects.create(
        pegawai=pegawai, golongan="III/d", tmt=date(2023, 4, 1), mkg_tahun=26, mkg_bulan=0
    )
    anomali_recompute(now=KINI)
    return Anomali.objects.get(pegawai=pegawai, jenis="MKG_TIDAK_MENGIKUTI")


def alamat(anomali: Anomali, route: str = "detail") -> str:
    return reverse(f"kepegawaian:anomali-{route}", args=[anomali.pk])


def kirim(client: Client, anomali: Anomali, **isi: str) -> Any:
    return client.post(alamat(anomali, "periksa"), {"langkah": "memang"} | isi)


def test_an_officer_sees_people_of_the_own_units_only(adegan: Pemeran) -> None:
    calon_pensiun(adegan.sekolah, nama="Di Bawah", urut=11)
    calon_pensiun(adegan.lain, nama="Di Lain", urut=12)
    anomali_recompute(now=KINI)
    text = page(as_user(adegan.akun["operator"]), DAFTAR)
    assert "2 data pegawai yang bertentangan atau kosong" in text
    assert "Di Bawah" in text
    assert "Di Lain" not in text


def test_the_list_is_narrowed_by_kind_unit_and_name(adegan: Pemeran) -> None:
    calon_pensiun(adegan.lain, nama="Di Lain", urut=12)
    salah_mkg(adegan.siti)
    budi = as_user(adegan.akun["verifikator"])
    assert "Masa kerja golongan tidak mengikuti (1)" in page(budi, DAFTAR)
    text = page(budi, DAFTAR, jenis="MKG_TIDAK_MENGIKUTI")
    assert "hasilnya 25 tahun" in text
    assert "Di Lain" not in text
    assert "Siti Aminah" not in page(budi, DAFTAR, unit=str(adegan.lain.pk))
    assert "Di Lain" not in page(budi, DAFTAR, cari="aminah")
    assert adegan.siti.nip
    assert "Siti Aminah" in page(budi, DAFTAR, cari=adegan.siti.nip[:10])
    for odd in ({"unit": "x"}, {"jenis": "x"}, {"halaman": "x"}, {"cari": "%"}):
        page(budi, DAFTAR, **odd)


def test_who_checked_leaves_the_reason_and_the_list_grows_shorter(adegan: Pemeran) -> None:
    row = salah_mkg(adegan.siti)
    budi = as_user(adegan.akun["verifikator"])
    assert "Catat memang demikian" in budi.get(alamat(row)).content.decode()
    refused = kirim(budi, row, alasan=" ")
    assert refused.status_code == 422
    assert "Tulis alasannya." in refused.content.decode()
    assert kirim(budi, row, alasan="SK perubahan 7/2024").status_code == 302
    assert "hasilnya 25 tahun" not in page(budi, DAFTAR)
    done = page(budi, DAFTAR, diperiksa="1")
    assert "1 ditandai memang demikian" in done
    assert "SK perubahan 7/2024" in done
    detail = budi.get(alamat(row)).content.decode()
    assert "Riwayat pemeriksaan" in detail
    assert kirim(budi, row, alasan="x").status_code == 409
    assert kirim(budi, row, langkah="buka", alasan="Keliru").status_code == 302
    assert "hasilnya 25 tahun" in page(budi, DAFTAR)


def test_an_operator_reads_and_is_offered_no_decision(adegan: Pemeran) -> None:
    row = salah_mkg(adegan.siti)
    operator = as_user(adegan.akun["operator"])
    text = operator.get(alamat(row)).content.decode()
    assert "Cocokkan masa kerja golongan" in text
    assert "<textarea" not in text
    assert kirim(operator, row, alasan="x").status_code == 403


def test_the_other_holder_of_a_nik_is_named_only_to_who_may_see_them(adegan: Pemeran) -> None:
    twin = calon_pensiun(adegan.lain, nama="Kembar Di Lain", urut=12)
    people = [adegan.siti, twin]
    Profil.objects.filter(pegawai__in=people).update(nik_hash=search_hash("7308011234567890"))
    anomali_recompute(now=KINI)
    row = Anomali.objects.get(pegawai=adegan.siti, jenis="NIK_GANDA")
    assert "Kembar Di Lain" in as_user(adegan.akun["verifikator"]).get(alamat(row)).content.decode()
    text = as_user(adegan.akun["operator"]).get(alamat(row)).content.decode()
    assert "Kembar Di Lain" not in text
    assert "1 pegawai lain" in text


def test_the_page_of_a_person_and_the_first_page_of_an_officer_say_it(adegan: Pemeran) -> None:
    row = salah_mkg(adegan.siti)
    url = reverse("kepegawaian:pegawai-detail", args=[adegan.siti.pk])
    operator = as_user(adegan.akun["operator"])
    assert alamat(row) in operator.get(url).content.decode()
    first = operator.get(reverse("kepegawaian:beranda")).content.decode()
    assert "Data pegawai perlu diperiksa" in first
    assert alamat(row) not in as_user(adegan.akun["siti"]).get(url).content.decode()


def test_the_workbook_holds_the_list_as_filtered_and_is_logged(adegan: Pemeran) -> None:
    Pegawai.objects.filter(pk=adegan.siti.pk).update(nama="=1+1")
    salah_mkg(adegan.siti)
    budi = as_user(adegan.akun["verifikator"])
    response = budi.get(reverse("kepegawaian:anomali-unduh"), {"jenis": "MKG_TIDAK_MENGIKUTI"})
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content)))
    head, *rows = book.get_sheet_by_index(0).to_python()
    assert head[:4] == ["Jenis", "Nama", "NIP", "Unit kerja"]
    assert [row[1:3] for row in rows] == [["=1+1", adegan.siti.nip]]
    assert rows[0][7] == date(2026, 11, 23)
    assert JejakAkses.objects.filter(aksi="unduh_anomali", objek_label="1 baris").exists()
