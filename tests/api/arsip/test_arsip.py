"""Files leave the archive by one door: for whom, how, and with a trace."""

import hashlib
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from arsip.models import AksesKasus, VersiDokumen
from arsip.selectors import gambar_kunci, kecil_kunci
from arsip.services.dokumen import akses_kasus_end, akses_kasus_grant, dokumen_upload
from arsip.services.versi import versi_process
from sitamu import environment
from sitamu.inti.models import JejakAkses
from sitamu.inti.rules.hak import Hak, Peran
from tests.factories.berkas import EXE, foto, pdf, unggahan
from tests.factories.gudang import s3_server
from tests.factories.inti import PegawaiFactory, PenggunaFactory, UnitKerjaFactory, petugas

pytestmark = pytest.mark.django_db
SAYA = "/arsip/"


class Panggung:
    """siti and her papers; everybody else stands somewhere in the tree of units."""

    def __init__(self) -> None:
        bkpsdm = UnitKerjaFactory()
        self.dinas = UnitKerjaFactory(induk=bkpsdm, nama="Dinas")
        self.sekolah = UnitKerjaFactory(induk=self.dinas, nama="Sekolah")
        other = UnitKerjaFactory(induk=bkpsdm, nama="Dinas Lain")
        self.siti = PegawaiFactory(akun=True, unit=self.sekolah, nama="Siti Aminah")
        self.orang = {
            "siti": self.siti.pengguna,
            "operator unit": petugas(Peran.OPERATOR_OPD, self.sekolah),
            "operator di atasnya": petugas(Peran.OPERATOR_OPD, self.dinas),
            "operator unit lain": petugas(Peran.OPERATOR_OPD, other),
            "kepala unit": petugas(Peran.KEPALA_OPD, self.sekolah),
            "verifikator": petugas(Peran.VERIFIKATOR, bkpsdm),
            "rekan": PegawaiFactory(akun=True, unit=self.sekolah).pengguna,
            "admin": petugas(Peran.ADMIN, bkpsdm),
            "tanpa pegawai": PenggunaFactory(),
        }

    def upload(self, *isi: bytes, jenis: str = "SK_CPNS", kunci: str = "") -> VersiDokumen:
        return dokumen_upload(
            pegawai_id=self.siti.pk,
            jenis_kode=jenis,
            kunci=kunci,
            files=[unggahan(b) for b in isi],
            actor=self.siti.pengguna,
            now=timezone.now(),
        )

    def client(self, siapa: str) -> Client:
        client = Client()
        if siapa != "tanpa masuk":
            client.force_login(self.orang[siapa])
        return client


@pytest.fixture
def panggung() -> Panggung:
    return Panggung()


def unduh(versi: VersiDokumen, query: str = "") -> str:
    return reverse("arsip:versi-unduh", args=[versi.pk]) + query


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


MATRIKS = {
    "siti": 200,
    "operator unit": 200,
    "operator di atasnya": 200,
    "operator unit lain": 404,
    "kepala unit": 404,
    "verifikator": 404,
    "rekan": 404,
    "admin": 404,
    "tanpa pegawai": 404,
    "tanpa masuk": 302,
}


@pytest.mark.parametrize(("siapa", "status"), MATRIKS.items())
def test_a_file_opens_for_its_owner_and_the_operators_above(
    panggung: Panggung, siapa: str, status: int
) -> None:
    versi = panggung.upload(pdf())
    versi_process(now=timezone.now())
    client = panggung.client(siapa)
    for url in (
        unduh(versi),
        reverse("arsip:versi-gambar", args=[versi.pk, 1]),
        reverse("arsip:versi-kecil", args=[versi.pk]),
    ):
        assert client.get(url).status_code == status
    rows = JejakAkses.objects.filter(objek_id=versi.pk)
    # The owner's own lists show small pictures without a line in the trail.
    assert rows.count() == (0 if status != 200 else 2 if siapa == "siti" else 3)


def test_a_running_case_opens_the_file_to_the_verifikator_until_it_ends(
    panggung: Panggung,
) -> None:
    versi = panggung.upload(pdf())
    usulan, today = uuid.uuid4(), timezone.localdate()
    client = panggung.client("verifikator")
    akses_kasus_grant(
        versi_ids=[versi.pk],
        rujukan_jenis="usulan",
        rujukan_id=usulan,
        hak=Hak.USULAN_VERIFY,
        unit=panggung.sekolah,
        mulai=today - timedelta(days=7),
    )
    assert client.get(unduh(versi)).status_code == 200
    assert panggung.client("operator unit lain").get(unduh(versi)).status_code == 404
    assert panggung.client("kepala unit").get(unduh(versi)).status_code == 404
    akses_kasus_end(rujukan_jenis="usulan", rujukan_id=usulan, sampai=today - timedelta(days=1))
    assert client.get(unduh(versi)).status_code == 404
    assert AksesKasus.objects.count() == 1


def test_moving_away_ends_what_the_old_unit_may_see(panggung: Panggung) -> None:
    versi = panggung.upload(pdf())
    place = panggung.siti.penempatan.get()
    place.sampai = timezone.localdate() - timedelta(days=1)
    place.save()
    assert panggung.client("operator unit").get(unduh(versi)).status_code == 404
    assert panggung.client("siti").get(unduh(versi)).status_code == 200


def test_a_download_is_an_attachment_that_no_browser_runs_or_keeps(panggung: Panggung) -> None:
    versi = panggung.upload(pdf())
    response = panggung.client("siti").get(unduh(versi))
    assert body(response) == pdf()
    assert response["Content-Type"] == "application/pdf"
    assert (
        response["Content-Disposition"] == f'attachment; filename="{panggung.siti.nip}_SK_CPNS.pdf"'
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_only_when_asked_is_it_shown_in_the_page(panggung: Panggung) -> None:
    versi = panggung.upload(pdf(), jenis="SKP", kunci="2025")
    response = panggung.client("siti").get(unduh(versi, "?tampil=1"))
    assert response["Content-Disposition"].startswith("inline; filename=")
    assert "_SKP_2025.pdf" in response["Content-Disposition"]
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_type_outside_the_short_list_is_never_shown_inline(panggung: Panggung) -> None:
    versi = panggung.upload(pdf())
    VersiDokumen.objects.filter(pk=versi.pk).update(mime="text/html")
    response = panggung.client("siti").get(unduh(versi, "?tampil=1"))
    assert response["Content-Disposition"].startswith("attachment")


def test_a_name_with_other_letters_is_written_as_rfc_5987(panggung: Panggung) -> None:
    panggung.siti.nip, panggung.siti.nomor_induk = None, "TKD é 7"
    panggung.siti.save()
    versi = panggung.upload(pdf())
    response = panggung.client("siti").get(unduh(versi))
    assert (
        response["Content-Disposition"]
        == "attachment; filename*=utf-8''TKD%20%C3%A9%207_SK_CPNS.pdf"
    )


def test_each_reading_is_written_down_with_who_and_what(panggung: Panggung) -> None:
    versi = panggung.upload(pdf())
    client = panggung.client("operator unit")
    client.get(unduh(versi))
    client.get(unduh(versi, "?tampil=1"))
    rows = JejakAkses.objects.filter(objek_id=versi.pk).order_by("pada")
    assert [row.aksi for row in rows] == ["unduh_dokumen", "lihat_dokumen"]
    assert {row.pegawai_id for row in rows} == {panggung.siti.pk}
    assert {row.pengguna_id for row in rows} == {panggung.orang["operator unit"].pk}
    assert rows[0].objek_label == "SK CPNS, versi 1"


def test_photos_cannot_be_opened_before_they_are_ready(panggung: Panggung) -> None:
    versi = panggung.upload(foto())
    client = panggung.client("siti")
    response = client.get(unduh(versi))
    assert response.status_code == 409
    assert "masih diproses" in response.content.decode()
    assert client.get(reverse("arsip:versi-gambar", args=[versi.pk, 1])).status_code == 404
    assert not JejakAkses.objects.filter(objek_id=versi.pk).exists()


@pytest.mark.parametrize("halaman", [0, 2, 999])
def test_a_page_that_is_not_there_is_404(panggung: Panggung, halaman: int) -> None:
    versi = panggung.upload(pdf())
    versi_process(now=timezone.now())
    url = reverse("arsip:versi-gambar", args=[versi.pk, halaman])
    assert panggung.client("siti").get(url).status_code == 404


def test_behind_a_proxy_the_portal_names_the_file_and_sends_nothing(
    panggung: Panggung, settings: Any
) -> None:
    settings.SITAMU_X_ACCEL = "/berkas/"
    versi = panggung.upload(pdf())
    response = panggung.client("siti").get(unduh(versi))
    assert response["X-Accel-Redirect"] == f"/berkas/{versi.kunci_simpan}"
    assert response.content == b""
    assert response["Content-Type"] == "application/pdf"
    assert JejakAkses.objects.filter(objek_id=versi.pk).count() == 1


# Storages as they are used in earnest


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": environment.storage((tmp_path / "berkas").as_uri()),
    }
    return tmp_path / "berkas"


def test_files_lie_in_a_private_folder(panggung: Panggung, folder: Path) -> None:
    versi = panggung.upload(foto(), foto(warna="grey"))
    versi_process(now=timezone.now())
    versi.refresh_from_db()
    assert body(panggung.client("siti").get(unduh(versi))).startswith(b"%PDF-")
    kept = sorted(p for p in folder.rglob("*") if p.is_file())
    assert [str(p.relative_to(folder)) for p in kept] == sorted(
        [
            versi.kunci_simpan,
            kecil_kunci(versi),
            gambar_kunci(versi, 1),
            gambar_kunci(versi, 2),
        ]
    )
    assert {p.stat().st_mode & 0o777 for p in kept} == {0o600}


@pytest.fixture
def s3(settings: Any) -> Iterator[str]:
    with s3_server() as url:
        storage = environment.storage(url)
        settings.STORAGES = {**settings.STORAGES, "default": storage}
        call_command("siapkan_bucket")
        yield storage["OPTIONS"]["bucket_name"]


@pytest.mark.usefixtures("s3")
def test_on_s3_a_download_is_a_link_that_lasts_five_minutes(panggung: Panggung) -> None:
    versi = panggung.upload(pdf())
    response = panggung.client("siti").get(unduh(versi))
    assert response.status_code == 302
    link = response["Location"]
    assert "X-Amz-Expires=300" in link
    with urlopen(link) as answer:
        assert answer.read() == pdf()
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert answer.headers["Content-Type"] == "application/pdf"
    assert JejakAkses.objects.filter(objek_id=versi.pk).count() == 1


@pytest.mark.usefixtures("s3")
def test_on_s3_photos_become_a_pdf_and_pictures_come_through_the_portal(
    panggung: Panggung,
) -> None:
    versi = panggung.upload(foto())
    raw = versi.kunci_simpan
    versi_process(now=timezone.now())
    versi.refresh_from_db()
    assert (versi.status, versi.gambar_siap) == ("SIAP", True)
    client = panggung.client("siti")
    picture = client.get(reverse("arsip:versi-gambar", args=[versi.pk, 1]))
    assert body(picture).startswith(b"\xff\xd8\xff")
    link = client.get(unduh(versi))["Location"]
    with urlopen(link) as answer:
        assert answer.read().startswith(b"%PDF-")
    with pytest.raises(HTTPError, match="403"):  # the signature is of one file
        urlopen(link.replace(versi.kunci_simpan, raw))
    assert not default_storage.exists(raw)


def test_behind_a_proxy_on_s3_the_link_goes_to_the_proxy(
    panggung: Panggung, settings: Any, s3: str
) -> None:
    settings.SITAMU_X_ACCEL = "/berkas-s3/"
    versi = panggung.upload(pdf())
    response = panggung.client("siti").get(unduh(versi))
    target = response["X-Accel-Redirect"]
    assert target.startswith(f"/berkas-s3/{s3}/{versi.kunci_simpan}?")
    assert "X-Amz-Signature=" in target


@pytest.mark.parametrize("tempat", ["folder", "s3"])
def test_encrypted_files_are_sent_by_the_portal_itself(
    panggung: Panggung,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    tempat: str,
) -> None:
    request.getfixturevalue(tempat)
    monkeypatch.setenv("SITAMU_KUNCI_BERKAS", environment.new_key())
    inner = settings.STORAGES["default"]
    settings.STORAGES = {**settings.STORAGES, "default": environment.sealed(inner)}
    settings.SITAMU_X_ACCEL = "/berkas/"
    versi = panggung.upload(foto())
    versi_process(now=timezone.now())
    versi.refresh_from_db()
    client = panggung.client("siti")
    response = client.get(unduh(versi))
    assert "X-Accel-Redirect" not in response
    isi = body(response)
    assert hashlib.sha256(isi).hexdigest() == versi.sha256
    picture = client.get(reverse("arsip:versi-gambar", args=[versi.pk, 1]))
    assert body(picture).startswith(b"\xff\xd8\xff")
    with default_storage.isi.open(versi.kunci_simpan) as kept:
        assert b"%PDF" not in kept.read()


# Pages


def send(client: Client, url: str = SAYA, *isi: bytes, **fields: Any) -> Any:
    data = {"jenis": "SK_CPNS", "id_klien": str(uuid.uuid4()), **fields}
    return client.post(url, {**data, "berkas": [unggahan(b) for b in isi]})


def test_a_person_files_a_paper_without_javascript(panggung: Panggung) -> None:
    client = panggung.client("siti")
    response = send(client, SAYA, pdf(), follow=True)
    assert response.status_code == 302
    page = client.get(SAYA).content.decode()
    assert "SK CPNS tersimpan sebagai versi 1." in page
    versi = VersiDokumen.objects.get()
    assert unduh(versi) in page


def test_the_same_file_again_is_answered_in_words(panggung: Panggung) -> None:
    client = panggung.client("siti")
    send(client, SAYA, pdf())
    send(client, SAYA, pdf())
    assert (
        "sudah tersimpan sebagai versi 1. Tidak ada versi baru."
        in client.get(SAYA).content.decode()
    )
    assert VersiDokumen.objects.count() == 1


def test_a_refused_file_is_explained_beside_the_field(panggung: Panggung) -> None:
    response = send(panggung.client("siti"), SAYA, EXE)
    page = response.content.decode()
    assert response.status_code == 422
    assert "program Windows (EXE)" in page
    assert "Foto atau pindai dokumen aslinya" in page
    assert not VersiDokumen.objects.exists()


def test_an_empty_file_and_no_file_are_told_apart(panggung: Panggung) -> None:
    client = panggung.client("siti")
    assert "kosong (0 KB)" in send(client, SAYA, b"").content.decode()
    assert "Pilih berkas atau ambil foto" in send(client, SAYA).content.decode()


def test_skp_wants_its_year(panggung: Panggung) -> None:
    client = panggung.client("siti")
    assert "misalnya 2025" in send(client, SAYA, pdf(), jenis="SKP").content.decode()
    assert send(client, SAYA, pdf(), jenis="SKP", tahun="2025").status_code == 302
    assert VersiDokumen.objects.get().dokumen.kunci == "2025"


def test_a_letter_of_the_office_is_not_offered_and_not_taken(panggung: Panggung) -> None:
    client = panggung.client("siti")
    assert "SK_PENSIUN_TTD" not in client.get(SAYA).content.decode()
    assert send(client, SAYA, pdf(), jenis="SK_PENSIUN_TTD").status_code == 422
    assert not VersiDokumen.objects.exists()


def test_the_owner_sees_who_looked_and_not_herself(panggung: Panggung) -> None:
    versi = panggung.upload(pdf())
    panggung.client("siti").get(unduh(versi))
    panggung.client("operator unit").get(unduh(versi))
    page = panggung.client("siti").get(SAYA)
    assert [p.nama for p in page.context["pembaca"]] == [panggung.orang["operator unit"].nama]
    assert "SK CPNS, versi 1" in page.content.decode()


@pytest.mark.parametrize(
    ("siapa", "status"),
    [
        ("siti", 302),
        ("operator unit", 200),
        ("operator di atasnya", 200),
        ("operator unit lain", 404),
        ("kepala unit", 404),
        ("verifikator", 404),
        ("rekan", 404),
        ("tanpa masuk", 302),
    ],
)
def test_the_archive_of_somebody_else_opens_for_operators_above(
    panggung: Panggung, siapa: str, status: int
) -> None:
    url = reverse("arsip:arsip-pegawai", args=[panggung.siti.pk])
    client = panggung.client(siapa)
    assert client.get(url).status_code == status
    assert JejakAkses.objects.filter(aksi="lihat_arsip").count() == (1 if status == 200 else 0)
    if siapa != "siti":
        assert send(client, url, pdf()).status_code == (
            302 if status == 200 else 403 if siapa == "tanpa masuk" else 404
        )
        assert VersiDokumen.objects.count() == (1 if status == 200 else 0)


def test_an_account_without_a_record_is_told_so(panggung: Panggung) -> None:
    page = panggung.client("tanpa pegawai").get(SAYA)
    assert "tidak terhubung dengan data pegawai" in page.content.decode()


def test_the_page_costs_the_same_however_many_papers_there_are(panggung: Panggung) -> None:
    client = panggung.client("siti")
    client.get(SAYA)
    counts = []
    for jenis in ("SK_CPNS", "SK_PNS", "KTP"):
        panggung.upload(pdf(teks=jenis), jenis=jenis)
        with CaptureQueriesContext(connection) as queries:
            client.get(SAYA)
        counts.append(len(queries))
    assert len(set(counts)) == 1
