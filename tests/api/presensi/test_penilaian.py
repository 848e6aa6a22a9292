"""Assessment, objections, OPD, ratings by workbook, and the API of daily work."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kepegawaian.models import RiwayatSkp
from presensi.models import Keberatan, Kegiatan, Penilaian, PenutupanBulan, SasaranOpd
from presensi.rules.kinerja import StatusKegiatan
from presensi.selectors.kinerja import kinerja_bulan_load, kinerja_opd
from sitamu.inti.models import HubunganAtasan, Outbox, Pegawai, Pekerjaan, Pengguna
from tests.factories.kinerja import atasan_of, kegiatan, penilaian, skp
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db

KINI = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
HARI_INI = date(2026, 11, 25)
Q3 = "TRIWULAN-2026-3"
SESUAI = {"hasil_kerja": "SESUAI", "perilaku": "SESUAI", "umpan_balik": "Pertahankan"}


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        yield pemeran()


@pytest.fixture
def atasan(adegan: Pemeran) -> Pegawai:
    return atasan_of(adegan.siti, adegan.dinas)


@pytest.fixture
def puncak(adegan: Pemeran, atasan: Pegawai) -> Pengguna:
    """The superior's superior."""
    row = atasan_of(atasan, adegan.dinas, nama="Pak Kepala").pengguna
    assert row
    return row


def as_user(user: Pengguna | None) -> Client:
    assert user
    client = Client()
    client.force_login(user)
    return client


def give(user: Pengguna | None, pegawai: Pegawai, periode: str = Q3, **ubah: str) -> Any:
    url = reverse("presensi:penilaian-beri", args=[pegawai.pk, periode])
    return as_user(user).post(url, SESUAI | ubah)


def test_the_superior_rates_and_the_matrix_says_the_predikat(
    adegan: Pemeran, atasan: Pegawai
) -> None:
    butir = skp(adegan.siti, adegan.uptd)
    kegiatan(adegan.siti, date(2026, 8, 3), butir=butir, jumlah=2, status=StatusKegiatan.DISETUJUI)
    url = reverse("presensi:penilaian-beri", args=[adegan.siti.pk, Q3])
    assert "2 dari 12 laporan" in as_user(atasan.pengguna).get(url).content.decode()
    assert give(atasan.pengguna, adegan.siti, hasil_kerja="DI_BAWAH").status_code == 302
    row = Penilaian.objects.get()
    assert (row.predikat, row.sumber) == ("Butuh Perbaikan", "SITAMU")
    assert Outbox.objects.filter(nama="PenilaianDitetapkan").exists()
    page = as_user(adegan.akun["siti"]).get(reverse("presensi:penilaian-list")).content.decode()
    assert "Butuh Perbaikan" in page
    assert "Pertahankan" in page
    assert give(atasan.pengguna, adegan.siti).status_code == 302
    assert Penilaian.objects.get().predikat == "Baik"
    assert not RiwayatSkp.objects.filter(pegawai=adegan.siti, tahun=2026).exists()


def test_nobody_rates_themselves_or_another_team_or_too_early(
    adegan: Pemeran, atasan: Pegawai
) -> None:
    HubunganAtasan.objects.create(pegawai=adegan.made, atasan=adegan.siti, mulai=date(2020, 1, 1))
    for name in ("siti", "made", "kepala", "presensi"):
        assert give(adegan.akun[name], adegan.siti).status_code == 404, name
    assert give(atasan.pengguna, adegan.siti, "TRIWULAN-2026-5").status_code == 404
    answer = give(atasan.pengguna, adegan.siti, "TRIWULAN-2026-4")
    assert "belum dapat dinilai" in answer.content.decode()
    assert not Penilaian.objects.exists()


def test_a_rating_of_closed_months_is_not_exchanged(adegan: Pemeran, atasan: Pegawai) -> None:
    assert give(atasan.pengguna, adegan.siti).status_code == 302
    PenutupanBulan.objects.create(bulan=date(2026, 9, 1))
    answer = give(atasan.pengguna, adegan.siti, perilaku="DI_BAWAH")
    assert "sudah ditutup" in answer.content.decode()
    assert Penilaian.objects.get().predikat == "Baik"


def test_a_yearly_rating_goes_into_the_record(adegan: Pemeran, atasan: Pegawai) -> None:
    with time_machine.travel(datetime(2026, 12, 10, 2, tzinfo=UTC), tick=False):
        give(
            atasan.pengguna,
            adegan.siti,
            "TAHUNAN-2026-0",
            hasil_kerja="DI_ATAS",
            perilaku="DI_ATAS",
        )
    row = RiwayatSkp.objects.get(pegawai=adegan.siti, tahun=2026)
    assert (row.predikat, row.hasil_kerja) == ("Sangat Baik", "Di atas ekspektasi")
    assert Outbox.objects.get(nama="SkpDinilai").isi["pegawai_id"] == str(adegan.siti.pk)


# Objections


def object_to(adegan: Pemeran, row: Penilaian) -> Any:
    url = reverse("presensi:keberatan-ajukan", args=[row.pk])
    return as_user(adegan.akun["siti"]).post(url, {"alasan": "Target tercapai semua"})


def test_an_objection_is_answered_above_the_assessor(
    adegan: Pemeran, atasan: Pegawai, puncak: Pengguna
) -> None:
    assert atasan.pengguna
    row = penilaian(adegan.siti, atasan.pengguna)
    assert object_to(adegan, row).status_code == 302
    made = Keberatan.objects.get()
    told = Outbox.objects.get(nama="KeberatanBerubah")
    assert told.isi["pemeriksa_id"] == str(puncak.pk)
    url = reverse("presensi:keberatan", args=[made.pk])
    isi = {"terima": "1", "jawaban": "Benar", "hasil_kerja": "DI_ATAS", "perilaku": "DI_ATAS"}
    for user in (adegan.akun["siti"], atasan.pengguna, adegan.akun["presensi"]):
        assert as_user(user).post(url, isi).status_code == 404
    assert as_user(puncak).post(url, isi | {"hasil_kerja": ""}).status_code == 422
    assert as_user(puncak).post(url, isi).status_code == 302
    row.refresh_from_db()
    made.refresh_from_db()
    assert (row.predikat, made.keadaan, made.predikat_semula) == ("Sangat Baik", "DITERIMA", "Baik")
    assert as_user(puncak).post(url, isi).status_code == 409
    assert object_to(adegan, row).status_code == 422
    assert "Sudah ada keberatan" in give(atasan.pengguna, adegan.siti).content.decode()


def test_an_objection_has_its_days(adegan: Pemeran, atasan: Pegawai) -> None:
    assert atasan.pengguna
    row = penilaian(adegan.siti, atasan.pengguna, ditetapkan_pada=KINI - timedelta(days=15))
    assert "sudah lewat" in object_to(adegan, row).content.decode()
    Penilaian.objects.update(ditetapkan_pada=KINI - timedelta(days=14))
    assert object_to(adegan, row).status_code == 302


# OPD


def test_an_opd_is_its_people_and_its_targets(adegan: Pemeran, atasan: Pegawai) -> None:
    assert atasan.pengguna
    kegiatan(adegan.siti, date(2026, 11, 3), 90, status=StatusKegiatan.DISETUJUI)
    kegiatan(adegan.siti, date(2026, 11, 4), 30)
    kegiatan(adegan.made, date(2026, 11, 4), 30)
    skp(adegan.siti, adegan.uptd)
    penilaian(adegan.siti, atasan.pengguna)
    isi = {
        "unit": str(adegan.dinas.pk),
        "sasaran": "Layanan cepat",
        "indikator": "Hari layanan",
        "target": "8",
        "satuan": "hari",
        "hasil": "6",
    }
    url = reverse("presensi:kinerja-opd")
    assert as_user(adegan.akun["presensi"]).post(url, isi).status_code == 302
    assert as_user(adegan.akun["kepala"]).post(url, isi).status_code == 403
    assert SasaranOpd.objects.count() == 1
    hasil = kinerja_opd(adegan.dinas, date(2026, 11, 1), today=HARI_INI)
    assert (hasil.orang, hasil.ber_skp, hasil.melapor, hasil.menit, hasil.menunggu) == (
        2,
        1,
        1,
        90,
        1,
    )
    page = as_user(adegan.akun["kepala"]).get(url).content.decode()
    assert "6 (75,0%)" in page
    assert "paling sedikit 5 orang" in page


# Ratings by workbook


def book(*rows: tuple[Any, ...], judul: tuple[str, ...] | None = None) -> SimpleUploadedFile:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet()
        names = ("NIP", "JENIS", "TAHUN", "PERIODE", "HASIL KERJA", "PERILAKU KERJA")
        sheet.write_row(0, 0, judul or (*names, "PREDIKAT KINERJA"))
        for n, row in enumerate(rows, 1):
            sheet.write_row(n, 0, row)
    return SimpleUploadedFile("predikat.xlsx", out.getvalue())


def load(adegan: Pemeran, berkas: SimpleUploadedFile) -> Any:
    url = reverse("presensi:predikat-impor")
    return as_user(adegan.akun["admin"]).post(url, {"berkas": berkas}, follow=True)


def test_ratings_of_ekinerja_enter_the_record_and_refused_rows_come_back(adegan: Pemeran) -> None:
    sesuai, atas = "Sesuai ekspektasi", "Di atas ekspektasi"
    rows = (
        (
            adegan.siti.nip,
            "TAHUNAN",
            2025,
            "",
            atas,
            atas.lower(),
            "Sangat baik",
        ),
        (adegan.siti.nip, "triwulan", 2026, 3, sesuai, sesuai, "Baik"),
        (adegan.siti.nip, "TRIWULAN", 2026, 3, sesuai, sesuai, "Baik"),
        (adegan.made.nip, "TRIWULAN", 2026, 3, "Di bawah", sesuai, "Baik"),
        (adegan.made.nip, "TRIWULAN", 2026, 4, "", "", "Baik"),
        ("199901012020011001", "TRIWULAN", 2026, 3, "", "", "Baik"),
        ("12", "TRIWULAN", 2026, 3, "", "", "Baik"),
        (adegan.made.nip, "HARIAN", 2026, 3, "", "", "Baik"),
        (adegan.made.nip, "TRIWULAN", 2026, 1, "", "", "Lumayan"),
    )
    answer = load(adegan, book(*rows))
    text = answer.content.decode()
    for kata in (
        "sudah ada di atas",
        "Menurut matriks",
        "belum dapat dinilai",
        "tidak ada di daftar",
        "18 angka",
        "BULANAN, TRIWULAN",
        "Isi Sangat Baik",
    ):
        assert kata in text
    job = Pekerjaan.objects.get(jenis="PREDIKAT_EKINERJA")
    assert (job.total, job.selesai, job.gagal, job.hasil["berubah"]) == (9, 2, 7, 2)
    year = RiwayatSkp.objects.get(pegawai=adegan.siti, tahun=2025)
    assert (year.predikat, year.perilaku_kerja) == ("Sangat Baik", "Di atas ekspektasi")
    assert Penilaian.objects.get(jenis="TRIWULAN").rujukan.startswith("predikat.xlsx")
    back = as_user(adegan.akun["admin"]).get(reverse("presensi:predikat-gagal", args=[job.pk]))
    cells = CalamineWorkbook.from_filelike(
        io.BytesIO(b"".join(back.streaming_content))  # type: ignore[attr-defined]
    ).get_sheet_by_index(0)
    found = cells.to_python()
    assert (len(found), found[0][-1], found[-1][-2]) == (8, "PESAN", "PREDIKAT KINERJA")
    before = Outbox.objects.filter(nama="SkpDinilai").count()
    load(adegan, book(*rows[:2]))
    assert Pekerjaan.objects.latest("dibuat_pada").hasil["berubah"] == 0
    assert Outbox.objects.filter(nama="SkpDinilai").count() == before


def test_a_rating_of_ekinerja_stands_before_our_own(adegan: Pemeran, atasan: Pegawai) -> None:
    give(atasan.pengguna, adegan.siti, perilaku="DI_BAWAH")
    load(adegan, book((adegan.siti.nip, "TRIWULAN", 2026, 3, "", "", "Baik")))
    found = dict(kinerja_bulan_load(date(2026, 9, 1), date(2026, 10, 1)))
    assert found[adegan.siti.pk].predikat == "Baik"
    answer = give(atasan.pengguna, adegan.siti, perilaku="DI_ATAS")
    assert "dari e-Kinerja BKN" in answer.content.decode()


@pytest.mark.parametrize(
    ("berkas", "kata"),
    [
        (SimpleUploadedFile("a.xlsx", b"bukan xlsx"), "tidak dapat dibaca"),
        (book(judul=("NIP", "JENIS")), "Kolom belum ada: PREDIKAT KINERJA, TAHUN"),
        (book(judul=("NAMA", "JENIS")), "kolom NIP"),
    ],
)
def test_a_workbook_that_is_none_is_refused(
    adegan: Pemeran, berkas: SimpleUploadedFile, kata: str
) -> None:
    berkas.seek(0)
    answer = load(adegan, berkas)
    assert answer.status_code == 422
    assert kata in answer.content.decode()


# The API


def api(user: Pengguna | None, name: str, data: Any) -> Any:
    url = reverse(f"presensi_api:{name}")
    return as_user(user).post(url, data, content_type="application/json")


def test_a_batch_is_taken_row_by_row_and_twice_is_once(adegan: Pemeran) -> None:
    good, bad = str(uuid4()), str(uuid4())
    isi = {
        "kegiatan": [
            {"id": good, "tanggal": "2026-11-25", "uraian": "Rapat", "menit": 60},
            {"id": bad, "tanggal": "2026-11-25", "uraian": "Rapat", "menit": 1800},
        ]
    }
    first = api(adegan.akun["siti"], "kegiatan", isi).json()["kegiatan"]
    assert [r["penerimaan"] for r in first] == ["dibuat", "ditolak"]
    assert "30 jam" in first[1]["pesan"]
    assert first[1]["galat"].keys() == {"menit"}
    again = api(adegan.akun["siti"], "kegiatan", isi).json()["kegiatan"]
    assert [r["penerimaan"] for r in again] == ["sudah_ada", "ditolak"]
    assert Kegiatan.objects.count() == 1
    listed = as_user(adegan.akun["siti"]).get(reverse("presensi_api:kegiatan")).json()
    assert [r["id"] for r in listed] == [good]
    assert api(adegan.akun["siti"], "kegiatan", {"kegiatan": []}).status_code == 400


def test_the_superior_approves_by_api_and_the_same_answer_changes_nothing(
    adegan: Pemeran, atasan: Pegawai
) -> None:
    row = kegiatan(adegan.siti, HARI_INI)
    listed = as_user(atasan.pengguna).get(reverse("presensi_api:persetujuan")).json()
    assert [(r["id"], r["ubahan"]) for r in listed] == [(str(row.pk), 0)]
    isi = {"putusan": [{"id": str(row.pk), "setuju": True, "ubahan": 0}]}
    for end in ("diputus", "sudah_ada"):
        answer = api(atasan.pengguna, "persetujuan", isi).json()
        assert [p["akhir"] for p in answer["putusan"]] == [end]
    other = api(adegan.akun["siti"], "persetujuan", isi).json()
    assert other["putusan"][0]["akhir"] == "tidak_ditemukan"
    no_reason = {"putusan": [{"id": str(row.pk), "setuju": False}]}
    assert api(atasan.pengguna, "persetujuan", no_reason).status_code == 422
    undone = api(atasan.pengguna, "persetujuan-batal", {"id": [str(row.pk)]}).json()
    assert undone["putusan"][0]["akhir"] == "diputus"
    row.refresh_from_db()
    assert row.status == "DILAPORKAN"


def test_results_to_tie_work_to_are_ones_own(adegan: Pemeran) -> None:
    butir = skp(adegan.siti, adegan.uptd)
    url = reverse("presensi_api:rencana")
    mine = as_user(adegan.akun["siti"]).get(url).json()
    assert [b["id"] for b in mine] == [str(butir.pk)]
    assert as_user(adegan.akun["made"]).get(url, {"tanggal": "2026-11-25"}).json() == []
    assert as_user(adegan.akun["made"]).get(url, {"tanggal": "kemarin"}).status_code == 400
