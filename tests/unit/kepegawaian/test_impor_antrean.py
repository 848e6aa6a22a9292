"""Loads handed in by officers: recognised, queued, worked off once, refused rows given back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
import xlsxwriter
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from python_calamine import CalamineWorkbook

from kepegawaian.errors import WorkbookRefusedError, WorkbooksRefusedError
from kepegawaian.models import Profil
from kepegawaian.services.impor import antrean, muat
from kepegawaian.services.impor.antrean import impor_files_expire, impor_submit, impor_work_off
from kepegawaian.services.impor.baca import workbook_read
from kepegawaian.services.impor.buku import tata_letak
from kepegawaian.services.impor.daftar import DAFTAR
from kepegawaian.services.impor.kenali import workbook_recognise
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.models import Pegawai, Pekerjaan, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Peran
from tests.factories.impor import BUDI, PEMDA, SITI, UNITS, Write, every_list, orang, penulis, unit
from tests.factories.inti import UnitKerjaFactory, petugas

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return penulis(tmp_path)


@pytest.fixture
def admin() -> Pengguna:
    """Holds the right over the root, which the lists of these tests name too."""
    return petugas(Peran.ADMIN, UnitKerjaFactory(id=UUID(PEMDA), jalur="0000."))


@pytest.fixture(autouse=True)
def _storage_is_emptied() -> Iterator[None]:
    yield
    folders, _ = default_storage.listdir("impor") if default_storage.exists("impor") else ([], [])
    for folder in folders:
        for name in default_storage.listdir(f"impor/{folder}")[1]:
            default_storage.delete(f"impor/{folder}/{name}")


def upload(path: Path, name: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name or path.name, path.read_bytes())


def submit(admin: Pengguna, *paths: Path, kunci: UUID | None = None) -> Pekerjaan:
    files = [upload(path) for path in paths]
    return impor_submit(kunci=kunci or uuid4(), files=files, actor=admin, now=NOW)


def ended(job: Pekerjaan) -> Pekerjaan:
    impor_work_off(now=NOW)
    job.refresh_from_db()
    return job


def kept_files(job: Pekerjaan) -> list[str]:
    folder = f"impor/{job.pk}"
    return sorted(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else []


# Recognition


def test_every_list_is_recognised_by_its_headings_whatever_the_file_is_called(
    write: Write, tmp_path: Path
) -> None:
    for kode, path in every_list(write).items():
        daftar, rows = workbook_recognise(path.rename(tmp_path / "data.xlsx"), "data.xlsx")
        assert daftar.kode == kode
        assert rows == len(UNITS) if kode == "unit" else rows in {1, 2}


def test_a_heading_below_a_title_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Rekap PMK")
        sheet.write_row(2, 1, ["nip ", "Tahun", "BULAN", "Nomor  SK", "tmt"])
    assert workbook_recognise(path, "a.xlsx")[0].kode == "pmk"


def test_a_workbook_with_one_column_missing_is_told_which(write: Write, tmp_path: Path) -> None:
    columns = [k.judul for k in DAFTAR["golongan"].kolom if k.judul != "MKG BULAN"]
    with pytest.raises(WorkbookRefusedError) as refused:
        workbook_recognise(write("golongan", columns=columns), "g.xlsx")
    assert refused.value.code == "kolom_tidak_ada"
    assert "mirip daftar Riwayat golongan, tetapi kolom MKG BULAN tidak ada" in str(refused.value)


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        (b"", "berkas_rusak"),
        (b"bukan excel", "berkas_rusak"),
        (b"PK\x03\x04" + b"x" * 99, "berkas_rusak"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "berkas_bersandi",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "berkas_lama"),
    ],
)
def test_what_is_no_readable_workbook_is_refused_by_name(
    admin: Pengguna, isi: bytes, kode: str
) -> None:
    with pytest.raises(WorkbooksRefusedError) as refused:
        impor_submit(kunci=uuid4(), files=[SimpleUploadedFile("x.xlsx", isi)], actor=admin, now=NOW)
    assert [(r.code, r.berkas) for r in refused.value.refusals] == [(kode, "x.xlsx")]


def test_one_bad_workbook_queues_none_and_all_bad_ones_are_named(
    write: Write, admin: Pengguna, tmp_path: Path
) -> None:
    other = tmp_path / "lain.xlsx"
    with xlsxwriter.Workbook(other) as book:
        book.add_worksheet().write_row(0, 0, ["NAMA", "GAJI"])
    again = write("unit", name="unit2.xlsx")
    with pytest.raises(WorkbooksRefusedError) as refused:
        submit(admin, write("unit", *UNITS), other, again)
    assert [r.code for r in refused.value.refusals] == ["daftar_tak_dikenal", "daftar_ganda"]
    assert not Pekerjaan.objects.exists()


# Layouts


@pytest.mark.parametrize("kode", DAFTAR)
def test_a_layout_is_read_as_its_own_list_and_its_example_is_sound(
    kode: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(tata_letak(DAFTAR[kode]))
    assert workbook_recognise(path, "a.xlsx")[0].kode == kode
    empty = workbook_read(path, DAFTAR[kode], "a.xlsx")
    assert (empty.baris, empty.ditolak) == ([], [])
    with CalamineWorkbook.from_path(path) as book:
        example = book.get_sheet_by_name("Contoh").to_python()
        guide = book.get_sheet_by_name("Petunjuk").to_python()
    assert [row[0] for row in guide[1:]] == example[0] == [k.judul for k in DAFTAR[kode].kolom]
    assert all(cell for row in guide for cell in row)
    for kolom, cell in zip(DAFTAR[kode].kolom, example[1], strict=True):
        assert kolom.baca(cell) is not None, kolom.judul


def test_the_example_person_would_pass(write: Write, admin: Pengguna) -> None:
    examples = {kode: {k.judul: k.contoh for k in d.kolom} for kode, d in DAFTAR.items()}
    units = [unit(PEMDA, "Pemda"), examples["unit"]]
    paths = [write("unit", *units)]
    paths += [write(kode, row) for kode, row in examples.items() if kode != "unit"]
    job = ended(submit(admin, *paths))
    assert job.hasil["ditolak"] == []
    assert job.gagal == 0


# Handing in


def test_a_load_says_who_when_and_which_bytes(write: Write, admin: Pengguna) -> None:
    job = ended(submit(admin, write("unit", *UNITS), write("pegawai", orang(), orang(BUDI))))
    assert (job.status, job.oleh, job.percobaan) == ("SELESAI", admin, 1)
    assert job.masukan["berkas"] == {"unit": "unit.xlsx", "pegawai": "pegawai.xlsx"}
    assert {len(digest) for digest in job.masukan["sha256"].values()} == {64}
    assert (job.total, job.selesai, job.gagal) == (5, 5, 0)
    assert Pegawai.objects.count() == 2


def test_the_workbooks_leave_the_storage_when_the_load_has_ended(
    write: Write, admin: Pengguna
) -> None:
    job = submit(admin, write("unit", *UNITS))
    assert kept_files(job) == ["unit.xlsx"]
    ended(job)
    assert kept_files(job) == []
    assert "simpanan" not in job.masukan


def test_a_double_click_is_one_load_and_a_form_used_again_is_another(
    write: Write, admin: Pengguna
) -> None:
    kunci = uuid4()
    same = write("unit", *UNITS)
    first = submit(admin, same, kunci=kunci)
    assert submit(admin, same, kunci=kunci) == first
    other = submit(admin, write("unit", UNITS[0]), kunci=kunci)
    assert other != first
    assert Pekerjaan.objects.count() == 2


def test_only_who_may_over_all_units_loads_lists(write: Write, admin: Pengguna) -> None:
    part = petugas(Peran.ADMIN, UnitKerjaFactory(induk=UnitKerja.objects.get()))
    for who in (part, petugas(Peran.VERIFIKATOR, UnitKerja.objects.get(induk=None))):
        with pytest.raises(NotAllowedError):
            submit(who, write("unit", *UNITS))
    assert not Pekerjaan.objects.exists()


# Refused rows


def test_refused_rows_come_back_as_a_workbook_that_loads_when_mended(
    write: Write, admin: Pengguna, tmp_path: Path
) -> None:
    wrong = orang(BUDI, NAMA="", ALAMAT="=1+1")
    job = ended(submit(admin, write("unit", *UNITS), write("pegawai", orang(), wrong)))
    assert job.gagal == 1
    with default_storage.open(job.hasil["baris_gagal"]["pegawai"]) as stored:
        path = tmp_path / "gagal.xlsx"
        path.write_bytes(stored.read())
    with CalamineWorkbook.from_path(path) as book:
        heading, row = book.get_sheet_by_index(0).to_python()
    assert heading[:1] == ["CATATAN"]  # the columns of the original, where they were
    assert heading[-3:] == ["KOLOM", "KODE", "PESAN"]
    assert row[-3:] == ["NAMA", "nama_kosong", "NAMA kosong. Isi sesuai dokumen."]
    mended = tmp_path / "betul.xlsx"
    with xlsxwriter.Workbook(mended, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, heading)
        row[heading.index("NAMA")] = "Budi"
        sheet.write_row(1, 0, row)
    job = ended(submit(admin, mended))
    assert (job.selesai, job.gagal) == (1, 0)
    assert Pegawai.objects.get(nip=BUDI).nama == "Budi"


def test_a_workbook_that_fails_as_a_whole_ends_the_load_with_its_sentence(
    write: Write, admin: Pengguna
) -> None:
    formula = write("pegawai", orang(**{"TMT CPNS": "=A1"}))
    job = ended(submit(admin, write("unit", *UNITS), formula))
    assert job.status == "GAGAL"
    assert "Kolom TMT CPNS berisi rumus" in job.pesan
    assert "Paste Values" in job.pesan
    assert (UnitKerja.objects.count(), kept_files(job)) == (1, [])


def test_refused_rows_are_forgotten_after_a_month(write: Write, admin: Pengguna) -> None:
    job = ended(submit(admin, write("unit", *UNITS), write("pegawai", orang(NAMA=""))))
    assert impor_files_expire(now=job.selesai_pada + timedelta(days=29)) == 0
    assert impor_files_expire(now=job.selesai_pada + timedelta(days=31)) == 1
    job.refresh_from_db()
    assert (kept_files(job), "baris_gagal" in job.hasil) == ([], False)
    assert len(job.hasil["ditolak"]) == 1


# Working off


def test_a_load_that_ended_is_not_done_again(write: Write, admin: Pengguna) -> None:
    ended(submit(admin, write("unit", *UNITS)))
    assert impor_work_off(now=NOW) == 0


def test_a_killed_workers_load_is_done_by_the_next_one(write: Write, admin: Pengguna) -> None:
    job = submit(admin, write("unit", *UNITS))
    Pekerjaan.objects.filter(pk=job.pk).update(status="BERJALAN", percobaan=1)
    assert ended(job).status == "SELESAI"
    assert job.percobaan == 2


def test_a_load_that_a_living_worker_holds_is_left_to_it(write: Write, admin: Pengguna) -> None:
    job = submit(admin, write("unit", *UNITS))
    other = connections["default"].copy()
    try:
        with antrean._held(other, job.pk) as mine:
            assert mine
            assert impor_work_off(now=NOW) == 0
    finally:
        other.close()
    assert ended(job).status == "SELESAI"


def test_a_failure_nobody_foresaw_is_tried_three_times_and_changes_nothing(
    write: Write, admin: Pengguna, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = submit(admin, write("unit", *UNITS), write("pegawai", orang()))

    def fail(*_args: object) -> int:
        raise RuntimeError("listrik padam")

    monkeypatch.setattr(muat, "penempatan_write", fail)
    for attempt in (1, 2, 3):
        assert ended(job).status == "BERJALAN"
        assert (job.percobaan, job.pesan) == (attempt, antrean.TERGANGGU)
        assert not Pegawai.objects.exists()
    assert ended(job).status == "GAGAL"
    assert "terputus tiga kali. Tidak ada data yang berubah" in job.pesan
    assert kept_files(job) == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_one_load_once(write: Write, admin: Pengguna) -> None:
    jobs = [submit(admin, *every_list(write).values()) for _ in range(2)]
    ended_by: list[int] = []

    def work() -> None:
        try:
            ended_by.append(impor_work_off(now=NOW))
        finally:
            connections.close_all()

    threads = [Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(ended_by) == 2
    for job in jobs:
        job.refresh_from_db()
        assert (job.status, job.percobaan) == ("SELESAI", 1)
    changed = sorted(job.hasil["berubah"] for job in jobs)
    assert changed[0] == 0 < changed[1]
    assert Pegawai.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_others_see_how_far_a_load_is_before_it_is_committed(
    write: Write, admin: Pengguna, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = submit(admin, write("unit", *UNITS), write("pegawai", orang(), orang(BUDI, NAMA="")))
    seen: list[Any] = []
    other = connections["default"].copy()

    def look(*_args: object) -> int:
        with other.cursor() as cursor:
            cursor.execute("SELECT status, pesan, total, selesai, gagal FROM inti_pekerjaan")
            seen.extend(cursor.fetchall())
            cursor.execute("SELECT count(*) FROM inti_pegawai")
            seen.extend(cursor.fetchall())
        return 0

    monkeypatch.setattr(muat, "penempatan_write", look)
    ended(job)
    other.close()
    pesan = "Daftar Data utama pegawai selesai diperiksa."
    assert seen == [("BERJALAN", pesan, 5, 4, 1), (0,)]


def test_every_row_that_a_load_added_carries_its_id(write: Write, admin: Pengguna) -> None:
    job = ended(submit(admin, *every_list(write).values()))
    assert set(Pegawai.objects.values_list("muatan_id", flat=True)) == {job.pk}
    assert set(Profil.objects.values_list("muatan_id", flat=True)) == {job.pk}
    assert UnitKerja.objects.get(pk=PEMDA).muatan_id is None
    assert Pegawai.objects.create(nip="1" * 18, nama="x", nama_kunci="x").muatan_id is None
    assert Pegawai.objects.filter(nip=SITI).count() == 1


def test_a_report_names_two_workbooks_of_one_name_apart() -> None:
    names = antrean.names_apart({"unit": "a.xlsx", "skp": "a.xlsx", "kgb": "b.xlsx"})
    assert names == {"unit": "a.xlsx (unit)", "skp": "a.xlsx (skp)", "kgb": "b.xlsx"}
