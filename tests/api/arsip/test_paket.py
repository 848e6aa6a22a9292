"""Everything of one's own as one ZIP: whole, checked, for the owner alone."""

import hashlib
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from arsip.models import VersiDokumen
from arsip.rules.paket import nama_berkas, nama_rapi
from arsip.selectors import paket as selectors
from arsip.selectors.paket import paket_isi
from arsip.services import paket as service
from arsip.services.dokumen import dokumen_upload
from arsip.services.paket import paket_make, paket_stream, paket_sweep
from notifikasi.models import Pemberitahuan
from sitamu.inti.models import JejakAkses, Pekerjaan
from sitamu.inti.services.outbox import outbox_deliver
from tests.factories.berkas import pdf, unggahan
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db
KINI = datetime(2026, 11, 25, 2, tzinfo=UTC)
UNDUH = "/arsip/paket/unduh"


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        yield pemeran()


def simpan(adegan: Pemeran, isi: bytes, jenis: str = "SK_CPNS", kunci: str = "") -> VersiDokumen:
    return dokumen_upload(
        pegawai_id=adegan.siti.pk,
        jenis_kode=jenis,
        kunci=kunci,
        files=[unggahan(isi)],
        actor=adegan.akun["siti"],
        now=timezone.now(),
    )


def client(adegan: Pemeran, siapa: str = "siti") -> Client:
    found = Client()
    found.force_login(adegan.akun[siapa])
    return found


def opened(answer: Any) -> zipfile.ZipFile:
    assert answer.status_code == 200
    return zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))


@pytest.mark.parametrize(
    ("teks", "rapi"),
    [
        ("SKP (evaluasi kinerja) 2025", "SKP (evaluasi kinerja) 2025"),
        ("../../etc/passwd", "etc passwd"),
        ('a<b>:"|?*\\c', "a b c"),
        ("...", "dokumen"),
        ("é Ñ", "é Ñ"),
        ("x" * 200, "x" * 80),
    ],
)
def test_names_in_the_zip_are_taken_by_every_computer(teks: str, rapi: str) -> None:
    assert nama_rapi(teks) == rapi


def test_an_earlier_version_lies_in_a_folder_of_its_own() -> None:
    assert (
        nama_berkas("Jabatan", "SIP", "2025", 1, kini=False, foto=False)
        == "Jabatan/Versi lama/SIP 2025 (versi 1).pdf"
    )


def test_the_zip_holds_every_version_and_a_list_with_hashes(adegan: Pemeran) -> None:
    simpan(adegan, pdf(teks="lama"))
    simpan(adegan, pdf(teks="baru"))
    simpan(adegan, pdf(teks="skp"), "SKP", "2025")
    answer = client(adegan).get(UNDUH)
    assert answer["Content-Disposition"] == (
        f'attachment; filename="arsip_{adegan.siti.nip}_2026-11-25.zip"'
    )
    with opened(answer) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        assert names == {
            "Pengangkatan/SK CPNS.pdf",
            "Pengangkatan/Versi lama/SK CPNS (versi 1).pdf",
            "SKP/SKP (evaluasi kinerja tahunan) 2025.pdf",
            "daftar.csv",
            "SHA256SUMS.txt",
        }
        assert archive.read("Pengangkatan/SK CPNS.pdf") == pdf(teks="baru")
        for line in archive.read("SHA256SUMS.txt").decode().splitlines():
            digest, _, nama = line.partition("  ")
            assert hashlib.sha256(archive.read(nama)).hexdigest() == digest
        rows = archive.read("daftar.csv").decode("utf-8-sig").splitlines()
        assert len(rows) == 4
        assert all(row.endswith(";ya") for row in rows[1:])
    row = JejakAkses.objects.get(aksi="unduh_paket")
    assert (row.pegawai_id, row.rincian["jumlah"]) == (adegan.siti.pk, 3)


def test_a_file_that_is_gone_or_changed_is_named_and_the_rest_comes(adegan: Pemeran) -> None:
    gone, changed = simpan(adegan, pdf(teks="a")), simpan(adegan, pdf(teks="b"), "SKP", "2025")
    default_storage.delete(gone.kunci_simpan)
    VersiDokumen.objects.filter(pk=changed.pk).update(sha256="0" * 64)
    with opened(client(adegan).get(UNDUH)) as archive:
        rows = archive.read("daftar.csv").decode("utf-8-sig").splitlines()
        assert sorted(row.rsplit(";", 1)[1] for row in rows[1:]) == ["hilang", "tidak"]


@pytest.mark.parametrize("siapa", ["operator", "verifikator", "admin"])
def test_nobody_else_gets_it(adegan: Pemeran, siapa: str) -> None:
    simpan(adegan, pdf())
    assert client(adegan, siapa).get(UNDUH).status_code == 404
    with opened(client(adegan, "made").get(UNDUH)) as archive:
        assert archive.namelist() == ["daftar.csv", "SHA256SUMS.txt"]


def test_memory_does_not_grow_with_the_archive(adegan: Pemeran, tmp_path: Path) -> None:
    big = pdf() + b"\n%" + b"0" * 4_000_000
    versi = simpan(adegan, pdf())
    default_storage.delete(versi.kunci_simpan)
    default_storage.save(versi.kunci_simpan, unggahan(big))
    isi = paket_isi(adegan.akun["siti"], today=timezone.localdate())
    many = type(isi)([(f"{n}.pdf", isi.berkas[0][1]) for n in range(8)])
    tracemalloc.start()
    with (tmp_path / "semua.zip").open("wb") as file:
        for part in paket_stream(many):
            file.write(part)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "semua.zip").stat().st_size > 32_000_000
    assert peak < 6_000_000


# Large ones


@pytest.fixture
def besar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "LANGSUNG_MAKS_BYTE", 10)


@pytest.mark.usefixtures("besar")
def test_a_large_one_is_made_by_the_worker_and_fetched_for_a_day(adegan: Pemeran) -> None:
    simpan(adegan, pdf())
    web = client(adegan)
    assert web.get(UNDUH).status_code == 409
    assert "Siapkan ZIP" in web.get("/arsip/paket/").content.decode()
    web.post("/arsip/paket/")
    web.post("/arsip/paket/")  # a double tap
    assert Pekerjaan.objects.filter(jenis="arsip_paket").count() == 1
    assert "sedang disiapkan" in web.get("/arsip/paket/").content.decode()
    assert paket_make(now=timezone.now()) == 1
    assert "ZIP siap sejak" in web.get("/arsip/paket/").content.decode()
    with opened(web.get(UNDUH)) as archive:
        assert "Pengangkatan/SK CPNS.pdf" in archive.namelist()
    assert client(adegan, "made").get("/arsip/paket/").status_code == 200
    kunci = Pekerjaan.objects.get().hasil["kunci"]
    assert paket_sweep(now=timezone.now()) == 0
    assert paket_sweep(now=timezone.now() + timedelta(hours=25)) == 1
    assert not default_storage.exists(kunci)
    with time_machine.travel(KINI + timedelta(hours=25), tick=False):
        assert client(adegan).get(UNDUH).status_code == 409


@pytest.mark.usefixtures("besar")
def test_a_zip_of_somebody_else_is_never_handed_out(adegan: Pemeran) -> None:
    simpan(adegan, pdf())
    client(adegan).post("/arsip/paket/")
    paket_make(now=timezone.now())
    answer = client(adegan, "made").get(UNDUH)
    assert answer.status_code == 200  # the own one, which is empty
    with opened(answer) as archive:
        assert "Pengangkatan/SK CPNS.pdf" not in archive.namelist()


def test_one_that_cannot_be_made_is_given_up_with_a_sentence(
    adegan: Pemeran, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> Iterator[bytes]:
        raise OSError

    monkeypatch.setattr(service, "paket_stream", fail)
    service.paket_submit(actor=adegan.akun["siti"], now=timezone.now())
    assert paket_make(now=timezone.now()) == 3
    job = Pekerjaan.objects.get()
    assert (job.status, "tidak dapat dibuat" in job.pesan) == ("GAGAL", True)
    assert paket_make(now=timezone.now()) == 0
    outbox_deliver(now=timezone.now())
    told = Pemberitahuan.objects.filter(penerima=adegan.akun["siti"], saluran="APLIKASI")
    assert [row.judul for row in told] == ["ZIP Anda belum dapat dibuat"]


def test_whoever_asked_hears_once_that_it_is_ready(adegan: Pemeran) -> None:
    simpan(adegan, pdf())
    service.paket_submit(actor=adegan.akun["siti"], now=timezone.now())
    paket_make(now=timezone.now())
    paket_make(now=timezone.now())
    outbox_deliver(now=timezone.now())
    told = Pemberitahuan.objects.filter(judul="ZIP Anda siap", saluran="APLIKASI").get()
    assert told.penerima == adegan.akun["siti"]
    assert "1 berkas." in told.isi
    assert told.tautan == "/arsip/paket/"
