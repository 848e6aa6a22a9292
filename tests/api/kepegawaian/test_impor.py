"""Loading staff lists in the browser: upload, progress, report, refused rows, undoing."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from kepegawaian.services.impor.antrean import impor_work_off
from kepegawaian.services.impor.daftar import DAFTAR
from sitamu.inti.models import JejakAkses, Pegawai, Pekerjaan, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Peran
from tests.factories.impor import BUDI, PEMDA, SITI, UNITS, Write, orang, penulis
from tests.factories.inti import UnitKerjaFactory, petugas

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
LIST = "/impor/"


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return penulis(tmp_path)


@pytest.fixture
def admin() -> Pengguna:
    return petugas(Peran.ADMIN, UnitKerjaFactory(id=UUID(PEMDA), jalur="0000."), nama="Ani Admin")


@pytest.fixture
def desk(admin: Pengguna) -> Client:
    client = Client()
    client.force_login(admin)
    return client


def page(response: Any) -> str:
    return " ".join(response.content.decode().split())


def upload(desk: Client, *paths: Path) -> Any:
    """Fill in the form as the page gave it, without any script."""
    kunci = re.search(r'name="kunci" value="([^"]+)"', page(desk.get(LIST)))
    assert kunci
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    return desk.post(LIST, {"kunci": kunci[1], "berkas": files})


def loaded(desk: Client, *paths: Path) -> str:
    """The page of a load that has ended."""
    url: str = upload(desk, *paths)["Location"]
    impor_work_off(now=NOW)
    return url


def test_an_officer_loads_lists_and_reads_what_became_of_every_row(
    write: Write, desk: Client
) -> None:
    answer = upload(
        desk, write("unit", *UNITS), write("pegawai", orang(), orang(BUDI, NAMA="", EMAIL="x"))
    )
    assert answer.status_code == 302
    waiting = page(desk.get(answer["Location"]))
    assert "Menunggu giliran" in waiting
    assert "boleh ditinggalkan" in waiting
    impor_work_off(now=NOW)
    html = page(desk.get(answer["Location"]))
    assert "4 baris diterima, 1 ditolak" in html
    assert (
        '<td data-label="Berkas">pegawai.xlsx</td><td data-label="Baris">3</td>'
        '<td data-label="Kolom">NAMA</td><td data-label="Kode">nama_kosong</td>'
        '<td data-label="Pesan">NAMA kosong. Isi sesuai dokumen.</td>'
    ) in html
    assert "Unduh baris gagal (XLSX)" in html
    history = page(desk.get(LIST))
    assert "Ani Admin" in history
    assert "unit.xlsx, pegawai.xlsx" in history


def test_the_report_names_lists_in_the_order_in_which_they_depend(
    write: Write, desk: Client
) -> None:
    skp = write("skp", {"NIP": SITI, "TAHUN": 2025, "PREDIKAT KINERJA": "Baik"})
    url = upload(desk, skp, write("pegawai", orang()), write("unit", *UNITS))["Location"]
    impor_work_off(now=NOW)
    for html in (page(desk.get(url)), page(desk.get(f"{url}batal/")), page(desk.get(LIST))):
        places = [html.index(name) for name in ("unit.xlsx", "pegawai.xlsx", "skp.xlsx")]
        assert places == sorted(places)


def test_the_server_says_when_to_ask_again_and_when_to_stop(write: Write, desk: Client) -> None:
    url = upload(desk, write("unit", *UNITS))["Location"]
    for second, pause in ((0, 1), (9, 1), (10, 2), (59, 2), (60, 5), (3600, 5)):
        with time_machine.travel(NOW.timestamp() + second, tick=False):
            Pekerjaan.objects.update(dibuat_pada=NOW)
            html = page(desk.get(url, headers={"HX-Request": "true"}))
        assert html.startswith('<div id="muatan"')
        assert f'hx-trigger="load delay:{pause}s"' in html
    impor_work_off(now=NOW)
    html = page(desk.get(url, headers={"HX-Request": "true"}))
    assert html.startswith('<div id="muatan">')
    assert "hx-trigger" not in html


def test_a_running_load_shows_its_phase_and_counts(desk: Client) -> None:
    job = Pekerjaan.objects.create(
        jenis="impor_pegawai",
        status="BERJALAN",
        masukan={"berkas": {"skp": "skp.xlsx"}},
        total=900,
        selesai=440,
        gagal=10,
        pesan="Daftar Riwayat SKP selesai diperiksa.",
    )
    html = page(desk.get(reverse("kepegawaian:impor-detail", args=[job.pk])))
    assert "450 dari sekitar 900 baris diperiksa, 10 ditolak" in html
    assert "Daftar Riwayat SKP selesai diperiksa." in html


def test_a_workbook_nobody_knows_is_refused_with_the_headings_expected(
    write: Write, desk: Client, tmp_path: Path
) -> None:
    path = write("skp", columns=["NAMA", "GAJI"], name="gaji.xlsx")
    answer = upload(desk, path, write("unit", *UNITS))
    html = page(answer)
    assert answer.status_code == 422
    assert "gaji.xlsx: Judul kolomnya tidak cocok dengan satu pun daftar." in html
    assert "<strong>PREDIKAT KINERJA</strong>" in html
    assert not Pekerjaan.objects.exists()


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "Pilih paling sedikit satu berkas Excel."),
        ([b""], "a0.xlsx: Berkas rusak atau bukan berkas Excel (.xlsx)."),
        ([b"%PDF-1.7"], "a0.xlsx: Berkas rusak atau bukan berkas Excel (.xlsx)."),
        ([b"x"] * (len(DAFTAR) + 1), f"Paling banyak {len(DAFTAR)}, satu untuk tiap daftar."),
    ],
)
def test_bad_uploads_are_answered_by_a_sentence(
    desk: Client, files: list[bytes], sentence: str
) -> None:
    sent = [SimpleUploadedFile(f"a{n}.xlsx", content) for n, content in enumerate(files)]
    answer = desk.post(LIST, {"kunci": uuid4(), "berkas": sent})
    assert answer.status_code == 422
    assert sentence in page(answer)


def test_too_much_at_once_is_refused(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kepegawaian.forms.IMPOR_MAKS_BYTE", 10)
    answer = desk.post(
        LIST, {"kunci": uuid4(), "berkas": [SimpleUploadedFile("a.xlsx", b"x" * 11)]}
    )
    assert "Paling besar 50 MB. Muat bertahap." in page(answer)


def test_a_workbook_that_cannot_be_taken_says_so_on_its_page(write: Write, desk: Client) -> None:
    url = loaded(desk, write("pegawai", orang(**{"TMT CPNS": "=A1"})))
    html = page(desk.get(url))
    assert "Tidak ada yang dimuat" in html
    assert "Kolom TMT CPNS berisi rumus" in html
    assert "Perbaiki dan unggah ulang" in html


def test_html_in_a_cell_or_a_file_name_is_shown_as_text(write: Write, desk: Client) -> None:
    name = "<b>a.xlsx"
    rows = [orang(), orang(BUDI, **{"JENIS PEGAWAI NAMA": "<script>alert(1)</script>"})]
    url = loaded(desk, write("unit", *UNITS), write("pegawai", *rows, name=name))
    html = page(desk.get(url))
    assert "“&lt;script&gt;alert(1)&lt;/script&gt;” tidak dikenal" in html
    assert "&lt;b&gt;a.xlsx" in html
    assert "<script>alert" not in html
    assert "<b>a" not in page(desk.get(LIST))


def test_refused_rows_are_paged_and_warnings_stand_apart(write: Write, desk: Client) -> None:
    bad = [orang(f"1983010320100120{n:02}", NAMA="") for n in range(10, 40)]
    url = loaded(desk, write("unit", *UNITS), write("pegawai", orang(EMAIL="x"), *bad))
    html = page(desk.get(url))
    assert "1–25 dari 30" in html
    assert "26–30 dari 30" in page(desk.get(f"{url}?lihat=ditolak&halaman=2"))
    warned = page(desk.get(f"{url}?lihat=peringatan"))
    assert "EMAIL tidak dipakai: tanpa @." in warned


def test_refused_rows_are_downloaded_and_the_download_is_logged(write: Write, desk: Client) -> None:
    url = loaded(desk, write("unit", *UNITS), write("pegawai", orang(), orang(BUDI, NAMA="")))
    answer = desk.get(f"{url}gagal/pegawai.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="baris-gagal-pegawai.xlsx"'
    with CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer))) as book:
        assert len(book.get_sheet_by_index(0).to_python()) == 2
    assert JejakAkses.objects.get(aksi="unduh_baris_gagal").objek_label == "pegawai.xlsx"
    assert desk.get(f"{url}gagal/unit.xlsx").status_code == 404
    default_storage.delete(Pekerjaan.objects.get().hasil["baris_gagal"]["pegawai"])
    assert "dihapus setelah 30 hari" in page(desk.get(f"{url}gagal/pegawai.xlsx"))


def test_layouts_of_all_lists_are_offered(desk: Client) -> None:
    html = page(desk.get(LIST))
    for kode in DAFTAR:
        url = f"/impor/tata-letak/{kode}.xlsx"
        assert url in html
        assert desk.get(url)["Content-Type"].endswith("spreadsheetml.sheet")
    assert desk.get("/impor/tata-letak/gaji.xlsx").status_code == 404


def test_undoing_shows_its_consequence_first_and_is_recorded(write: Write, desk: Client) -> None:
    url = loaded(desk, write("unit", *UNITS), write("pegawai", orang()))
    second_look = page(desk.get(f"{url}batal/"))
    assert "1 pegawai yang ditambahkan muatan ini dihapus." in second_look
    assert "2 unit kerja yang ditambahkan muatan ini dihapus." in second_look
    assert "1 unit kerja kembali ke isi sebelum muatan ini." in second_look
    assert desk.post(f"{url}batal/", {"alasan": ""}).status_code == 422
    assert Pegawai.objects.exists()
    answer = desk.post(f"{url}batal/", {"alasan": "Berkas bulan lalu"})
    impor_work_off(now=NOW)
    html = page(desk.get(answer["Location"]))
    assert "Muatan dibatalkan" in html
    assert "Berkas bulan lalu" in html
    assert not Pegawai.objects.exists()
    assert "Muatan ini dibatalkan" in page(desk.get(url))
    assert "Dibatalkan</strong>" in page(desk.get(LIST))


def test_a_load_on_which_something_stands_says_what_instead_of_a_button(
    write: Write, desk: Client
) -> None:
    url = loaded(desk, write("unit", *UNITS), write("pegawai", orang()))
    siti = Pegawai.objects.get(nip=SITI)
    siti.pengguna = Pengguna.objects.create(nama_masuk=SITI, nama="Siti")
    siti.save()
    answer = desk.post(f"{url}batal/", {"alasan": "Salah"})
    html = page(answer)
    assert answer.status_code == 409
    assert "1 pegawai dari muatan ini sudah punya akun." in html
    assert "Batalkan muatan</button>" not in html
    assert not Pekerjaan.objects.filter(jenis="impor_batal").exists()


def test_an_admin_of_a_part_of_the_tree_sees_no_load_at_all(write: Write, desk: Client) -> None:
    url = loaded(desk, write("unit", *UNITS))
    part = Client()
    part.force_login(
        petugas(Peran.ADMIN, UnitKerjaFactory(induk=UnitKerja.objects.get(induk=None)))
    )
    for path in (LIST, url, f"{url}batal/", "/impor/tata-letak/skp.xlsx"):
        assert part.get(path).status_code == 403, path


def test_pages_cost_the_same_however_many_loads_there_are(
    write: Write, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    loaded(desk, write("unit", *UNITS))
    desk.get(LIST)
    with django_assert_num_queries(8):
        desk.get(LIST)
    for n in range(5):
        url = loaded(desk, write("unit", *UNITS), write("pegawai", orang(), name=f"p{n}.xlsx"))
    with django_assert_num_queries(8):
        desk.get(LIST)
    with django_assert_num_queries(9):
        desk.get(url)
    upload(desk, write("unit", UNITS[0]))
    job = Pekerjaan.objects.get(status="ANTRE")
    with django_assert_num_queries(6):
        desk.get(f"/impor/{job.pk}/", headers={"HX-Request": "true"})
