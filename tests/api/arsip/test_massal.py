"""Bulk upload without script: many files in one form, one result each, matching by hand."""

import csv
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from arsip.models import Unggahan, UnggahanMassal, VersiDokumen
from arsip.services.penerimaan import unggahan_process
from sitamu.inti.models import JejakAkses
from sitamu.inti.rules.hak import Peran
from tests.factories.berkas import EXE, docx, pdf
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory, petugas

pytestmark = pytest.mark.django_db
NIP = "198501012010011001"
QUERIES = 12  # a page of one batch, whatever it holds


class Panggung:
    def __init__(self) -> None:
        akar = UnitKerjaFactory()
        unit, other = UnitKerjaFactory(induk=akar), UnitKerjaFactory(induk=akar)
        self.siti: Any = PegawaiFactory(nama="Siti Aminah", nip=NIP, unit=unit)
        self.made: Any = PegawaiFactory(nama="Made", unit=other)
        self.operator = petugas(Peran.OPERATOR_OPD, unit)
        self.lain = petugas(Peran.OPERATOR_OPD, other)
        self.client = Client()
        self.client.force_login(self.operator)
        self.client.post(reverse("arsip:massal-list"))
        self.massal = UnggahanMassal.objects.get()
        self.halaman = reverse("arsip:massal-detail", args=[self.massal.pk])

    def kirim(self, files: dict[str, bytes]) -> Any:
        uploads = [SimpleUploadedFile(name, content) for name, content in files.items()]
        url = reverse("arsip:massal-kirim", args=[self.massal.pk])
        answer = self.client.post(url, {"berkas": uploads}, follow=True)
        unggahan_process(now=timezone.now())
        return answer

    def baca(self, **query: str) -> str:
        return str(self.client.get(self.halaman, query).content.decode())

    def cocokkan(self, row: Unggahan, *, htmx: bool = False, **data: str) -> Any:
        return self.client.post(
            reverse("arsip:unggahan-cocokkan", args=[row.pk]),
            {f"{row.pk}-{name}": value for name, value in data.items()},
            headers={"HX-Request": "true"} if htmx else None,
        )


@pytest.fixture
def panggung() -> Panggung:
    return Panggung()


FILES = {
    f"{NIP}_SK_PNS.pdf": pdf(teks="pns"),
    "scan siti aminah.pdf": pdf(teks="scan"),
    "jahat.pdf": EXE,
    "=catatan.docx": docx(),
}


def test_a_form_of_many_files_shows_one_result_for_each(panggung: Panggung) -> None:
    answer = panggung.kirim(FILES)
    assert "4 berkas diterima" in answer.content.decode()
    page = panggung.baca()
    assert "Tersimpan 1 · perlu dicocokkan 1 · ditolak 2" in page
    assert "Siti Aminah, SK PNS" in page
    assert "program Windows" in page
    assert page.index("scan siti aminah.pdf") < page.index(f"{NIP}_SK_PNS.pdf")
    assert f"{NIP}_SK_PNS.pdf" not in panggung.baca(status="COCOKKAN")


def test_a_file_without_owner_is_offered_with_a_suggestion_and_matched(panggung: Panggung) -> None:
    panggung.kirim(FILES)
    row = Unggahan.objects.get(status="COCOKKAN")
    assert f'value="{NIP}" selected' in panggung.baca()
    seen = panggung.client.get(reverse("arsip:unggahan-lihat", args=[row.pk]))
    assert b"".join(seen.streaming_content) == pdf(teks="scan")
    assert seen["Content-Security-Policy"] == "sandbox; default-src 'none'"
    answer = panggung.cocokkan(row, pegawai=NIP, jenis="SKP", kunci="2025")
    assert answer["Location"] == f"{panggung.halaman}#unggahan-{row.pk}"
    unggahan_process(now=timezone.now())
    versi = VersiDokumen.objects.get(dokumen__jenis="SKP")
    assert (versi.dokumen.pegawai, versi.dokumen.kunci) == (panggung.siti, "2025")


@pytest.mark.parametrize(
    ("data", "kalimat"),
    [
        ({"jenis": "SK_PNS"}, "Tulis NIP (18 angka) atau nama"),
        ({"pegawai": NIP}, "Pilih jenis dokumen"),
        ({"nip": "made", "jenis": "SK_PNS"}, "tidak ada di unit Anda"),
        ({"nip": "si", "jenis": "SK_PNS"}, "tidak ada di unit Anda"),
        ({"nip": "199901012020011001", "jenis": "SK_PNS"}, "tidak ada di unit Anda"),
        ({"pegawai": NIP, "jenis": "SKP"}, "Tahun atau keterangan"),
        ({"pegawai": NIP, "jenis": "SURAT_PENGANTAR"}, "dari daftar"),
    ],
)
def test_a_wrong_match_comes_back_with_the_reason(
    panggung: Panggung, data: dict[str, str], kalimat: str
) -> None:
    panggung.kirim(FILES)
    row = Unggahan.objects.get(status="COCOKKAN")
    answer = panggung.cocokkan(row, htmx=True, **data)
    assert answer.status_code == 422
    assert kalimat in answer.content.decode()
    panggung.cocokkan(row, **data)
    assert kalimat in panggung.baca()
    row.refresh_from_db()
    assert row.status == "COCOKKAN"


def test_a_name_finds_the_person_or_offers_those_who_bear_it(panggung: Panggung) -> None:
    panggung.kirim(FILES)
    row = Unggahan.objects.get(status="COCOKKAN")
    unit = panggung.siti.penempatan.get().unit
    other: Any = PegawaiFactory(nama="Siti Rahma", unit=unit)
    answer = panggung.cocokkan(row, htmx=True, nip="siti", jenis="SK_CPNS").content.decode()
    assert "Pilih salah satu" in answer
    assert "Siti Aminah" in answer
    assert f"Siti Rahma, {other.nip}" in answer
    answer = panggung.cocokkan(row, htmx=True, nip="RAHMA siti", jenis="SK_CPNS").content.decode()
    assert "Sedang diperiksa" in answer
    row.refresh_from_db()
    assert row.pegawai == other


def test_a_person_elsewhere_is_as_unknown_as_nobody(panggung: Panggung) -> None:
    panggung.kirim(FILES)
    row = Unggahan.objects.get(status="COCOKKAN")
    answers = [
        panggung.cocokkan(row, htmx=True, nip=nip, jenis="SK_PNS").content.decode()
        for nip in (panggung.made.nip, "199901012020011001")
    ]
    plain = [re.sub(r'value="[A-Za-z0-9]{64}"|\d{18}', "", answer) for answer in answers]
    assert plain[0] == plain[1]


def test_a_file_is_thrown_away_only_before_it_is_filed(panggung: Panggung) -> None:
    panggung.kirim(FILES)
    row = Unggahan.objects.get(status="COCOKKAN")
    url = reverse("arsip:unggahan-buang", args=[row.pk])
    answer = panggung.client.post(url, headers={"HX-Request": "true"})
    assert "Dibuang" in answer.content.decode()
    assert panggung.client.get(reverse("arsip:unggahan-lihat", args=[row.pk])).status_code == 404
    filed = Unggahan.objects.get(status="TERSIMPAN")
    url = reverse("arsip:unggahan-buang", args=[filed.pk])
    assert panggung.client.post(url).status_code == 410


def test_the_report_names_every_file_and_runs_no_formula(panggung: Panggung) -> None:
    panggung.kirim(FILES)
    url = reverse("arsip:massal-laporan", args=[panggung.massal.pk, "csv"])
    answer = panggung.client.get(url)
    text = answer.content.decode("utf-8-sig")
    rows = {r["Berkas"]: r for r in csv.DictReader(io.StringIO(text), delimiter=";")}
    assert set(rows) == {*FILES, "'=catatan.docx"} - {"=catatan.docx"}
    filed = rows[f"{NIP}_SK_PNS.pdf"]
    assert (filed["Hasil"], filed["NIP"], filed["Nama"]) == ("Tersimpan", NIP, "Siti Aminah")
    assert "Word" in rows["'=catatan.docx"]["Catatan"]
    url = reverse("arsip:massal-laporan", args=[panggung.massal.pk, "xlsx"])
    book = io.BytesIO(panggung.client.get(url).content)
    sheet = CalamineWorkbook.from_filelike(book).get_sheet_by_index(0).to_python()
    assert {row[0] for row in sheet[1:]} == set(FILES)
    assert JejakAkses.objects.filter(aksi="ekspor", objek_id=panggung.massal.pk).count() == 2
    url = reverse("arsip:massal-laporan", args=[panggung.massal.pk, "exe"])
    assert panggung.client.get(url).status_code == 404


def test_a_batch_and_its_files_are_nobody_elses(panggung: Panggung) -> None:
    panggung.kirim(FILES)
    row = Unggahan.objects.get(status="COCOKKAN")
    other = Client()
    other.force_login(panggung.lain)
    for name, pk in (("massal-detail", panggung.massal.pk), ("unggahan-lihat", row.pk)):
        assert other.get(reverse(f"arsip:{name}", args=[pk])).status_code == 404
    listed = other.get(reverse("arsip:massal-list")).content.decode()
    assert str(panggung.massal.pk) not in listed


def test_an_empty_form_says_so(panggung: Panggung) -> None:
    url = reverse("arsip:massal-kirim", args=[panggung.massal.pk])
    answer = panggung.client.post(url, {})
    assert answer.status_code == 422
    assert "Pilih berkas atau ambil foto" in answer.content.decode()


def test_the_page_asks_as_often_for_many_files_as_for_few(
    panggung: Panggung, django_assert_num_queries: Any
) -> None:
    panggung.kirim({f"scan siti aminah {n}.pdf": pdf(teks=f"s{n}") for n in range(2)})
    panggung.client.get(panggung.halaman)
    with django_assert_num_queries(QUERIES):
        panggung.client.get(panggung.halaman)
    panggung.kirim({f"scan siti aminah {n}.pdf": pdf(teks=f"s{n}") for n in range(2, 15)})
    with django_assert_num_queries(QUERIES):
        panggung.client.get(panggung.halaman)
