"""The worker: photos become one clean PDF, once, whatever happens to the worker meanwhile."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from arsip.clients import pengolah
from arsip.clients.pengolah import Hasil, PengolahGagalError
from arsip.models import KetentuanJenis, TeksVersi, VersiDokumen
from arsip.rules.dokumen import GAMBAR_MAKS_BYTE, PDF_MAKS_BYTE, PERCOBAAN_MAKS, StatusVersi
from arsip.selectors import dokumen_of, gambar_kunci, kecil_kunci
from arsip.services import versi as service
from arsip.services.dokumen import dokumen_upload
from arsip.services.versi import (
    Pembaca,
    teks_keadaan,
    teks_read,
    versi_finish,
    versi_process,
)
from sitamu.inti.rules.hak import Peran
from tests.factories.berkas import foto, pdf, pdf_teks, unggahan
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory, petugas
from tests.unit.arsip.test_dokumen import stored

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=6)
HEIC = Path(__file__).parents[2] / "data" / "foto.heic"


@pytest.fixture
def siti() -> Any:
    return PegawaiFactory(akun=True)


def upload(siti: Any, *isi: bytes, jenis: str = "SK_CPNS") -> VersiDokumen:
    return dokumen_upload(
        pegawai_id=siti.pk,
        jenis_kode=jenis,
        kunci="",
        files=[unggahan(b) for b in isi],
        actor=siti.pengguna,
        now=NOW,
    )


def content(name: str) -> bytes:
    with default_storage.open(name) as file:
        kept: bytes = file.read()
        return kept


def test_photos_become_one_pdf_with_a_picture_of_each_page(siti: Any) -> None:
    raw = upload(siti, foto(3000, 2000), foto(800, 1200, jenis="PNG"))
    assert dokumen_of(siti.pk) == {}
    assert versi_process(now=NOW) == 1
    done = VersiDokumen.objects.get(pk=raw.pk)
    assert (done.status, done.halaman, done.gambar_siap) == ("SIAP", 2, True)
    assert dokumen_of(siti.pk)[("SK_CPNS", "")] == done
    made = content(done.kunci_simpan)
    assert len(made) == done.ukuran_byte <= PDF_MAKS_BYTE
    with pikepdf.open(BytesIO(made)) as document:
        boxes = [tuple(round(float(n)) for n in page.mediabox[2:]) for page in document.pages]
    assert boxes == [(842, 595), (595, 842)]
    for halaman in (1, 2):
        picture = content(gambar_kunci(done, halaman))
        assert Image.open(BytesIO(picture)).width == 900
        assert len(picture) < GAMBAR_MAKS_BYTE
    assert stored() == {
        done.kunci_simpan,
        kecil_kunci(done),
        gambar_kunci(done, 1),
        gambar_kunci(done, 2),
    }


def test_what_people_wait_for_is_done_before_any_picture(siti: Any) -> None:
    ready = upload(siti, pdf())
    photos = upload(siti, foto(), jenis="KTP")
    olah, gambar = frozenset({StatusVersi.DIPROSES}), frozenset({StatusVersi.SIAP})
    assert versi_process(now=NOW, tahap=olah) == 1
    done = VersiDokumen.objects.get(pk=photos.pk)
    assert (done.status, done.gambar_siap) == ("SIAP", False)
    assert (done.percobaan, done.diklaim_pada) == (0, None)
    assert versi_process(now=NOW, tahap=olah) == 0
    assert versi_process(now=NOW, tahap=gambar) == 2
    assert VersiDokumen.objects.filter(pk__in=[ready.pk, photos.pk], gambar_siap=True).count() == 2


def test_a_second_run_finds_nothing_to_do(siti: Any) -> None:
    raw = upload(siti, foto())
    assert versi_finish(raw.pk, now=NOW)
    before = (VersiDokumen.objects.values().get(), stored())
    assert not versi_finish(raw.pk, now=LATER)
    assert versi_process(now=LATER) == 0
    assert (VersiDokumen.objects.values().get(), stored()) == before


def test_a_pdf_gets_pictures_and_keeps_its_bytes(siti: Any) -> None:
    raw = upload(siti, pdf(3))
    versi_process(now=NOW)
    done = VersiDokumen.objects.get(pk=raw.pk)
    assert done.gambar_siap
    assert content(done.kunci_simpan) == pdf(3)
    assert content(gambar_kunci(done, 3))


def test_a_pas_foto_stays_a_photo_without_its_metadata_and_upright(siti: Any) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "Kamera Contoh"
    exif.get_ifd(0x8825)[1] = "S"  # where it was taken
    raw = upload(siti, foto(600, 400, exif=exif.tobytes()), jenis="PAS_FOTO")
    versi_process(now=NOW)
    done = VersiDokumen.objects.get(pk=raw.pk)
    made = content(done.kunci_simpan)
    assert (done.mime, done.halaman) == ("image/jpeg", 1)
    assert b"Kamera" not in made
    assert b"Exif" not in made
    picture = Image.open(BytesIO(made))
    assert (picture.format, picture.size) == ("JPEG", (400, 600))
    assert Image.open(BytesIO(content(gambar_kunci(done, 1)))).size == (400, 600)


def test_a_large_photo_is_shrunk_to_1600_px(siti: Any) -> None:
    raw = upload(siti, foto(5000, 2500), jenis="PAS_FOTO")
    versi_process(now=NOW)
    made = content(VersiDokumen.objects.get(pk=raw.pk).kunci_simpan)
    assert Image.open(BytesIO(made)).size == (1600, 800)


def test_photos_that_compress_badly_still_fit_in_5_mb(siti: Any) -> None:
    noise = Image.effect_noise((1600, 1600), 120).convert("RGB")
    out = BytesIO()
    noise.save(out, "JPEG", quality=90)
    photos = [out.getvalue() + bytes([n]) for n in range(5)]
    raw = upload(siti, *photos)
    versi_process(now=NOW)
    done = VersiDokumen.objects.get(pk=raw.pk)
    assert (done.status, done.halaman) == ("SIAP", 5)
    assert done.ukuran_byte <= PDF_MAKS_BYTE


def test_a_transparent_png_gets_a_white_ground(siti: Any) -> None:
    out = BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(out, "PNG")
    raw = upload(siti, out.getvalue(), jenis="PAS_FOTO")
    versi_process(now=NOW)
    made = content(VersiDokumen.objects.get(pk=raw.pk).kunci_simpan)
    assert Image.open(BytesIO(made)).getpixel((150, 150)) == (255, 255, 255)


def test_a_heic_photo_becomes_a_pdf(siti: Any) -> None:
    raw = upload(siti, HEIC.read_bytes())
    assert raw.mime == "image/heic"
    versi_process(now=NOW)
    done = VersiDokumen.objects.get(pk=raw.pk)
    assert (done.status, done.mime, done.halaman) == ("SIAP", "application/pdf", 1)


def test_a_photo_that_cannot_be_read_is_refused_by_number(siti: Any) -> None:
    whole = foto(2000, 1500)
    raw = upload(siti, foto(), whole[: len(whole) // 2])
    versi_process(now=NOW)
    done = VersiDokumen.objects.get(pk=raw.pk)
    assert done.status == "DITOLAK"
    assert "Foto ke-2" in done.alasan
    assert stored() == set()
    assert dokumen_of(siti.pk) == {}


def test_a_newer_pdf_is_not_pushed_aside_by_older_photos(siti: Any) -> None:
    upload(siti, foto())
    newer = upload(siti, pdf())
    versi_process(now=NOW)
    assert dokumen_of(siti.pk)[("SK_CPNS", "")] == newer


class KilledError(BaseException):
    """The worker dies on the spot: nothing after it runs."""


@pytest.mark.parametrize(
    "step", ["photos_convert", "_settle", "pages_picture", "_replace"], ids=lambda s: f"at {s}"
)
def test_a_worker_killed_between_steps_loses_nothing(
    siti: Any, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    raw = upload(siti, foto())

    def die(*_: Any, **__: Any) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(service, step, die)
        patch.setattr(service, "discard", lambda _: None)
        with pytest.raises(KilledError):
            versi_process(now=NOW)
    assert versi_process(now=NOW + timedelta(minutes=4)) == 0  # the claim still holds
    assert versi_process(now=LATER) == 1
    done = VersiDokumen.objects.get(pk=raw.pk)
    assert (done.status, done.gambar_siap) == ("SIAP", True)
    assert content(done.kunci_simpan)
    assert content(gambar_kunci(done, 1))


def test_a_slow_worker_whose_claim_was_taken_over_changes_nothing(
    siti: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = upload(siti, foto())
    convert = pengolah.photos_convert

    def slow(folder: Path, *, foto: bool, maks_byte: int) -> Hasil:
        with monkeypatch.context() as patch:
            patch.setattr(service, "photos_convert", convert)
            assert versi_finish(raw.pk, now=LATER)  # somebody else, meanwhile
        return convert(folder, foto=foto, maks_byte=maks_byte)

    monkeypatch.setattr(service, "photos_convert", slow)
    assert versi_finish(raw.pk, now=NOW)
    done = VersiDokumen.objects.get(pk=raw.pk)
    assert (done.status, done.percobaan, done.gambar_siap) == ("SIAP", 2, True)
    assert stored() == {done.kunci_simpan, kecil_kunci(done), gambar_kunci(done, 1)}


def test_a_file_that_kills_its_process_is_given_up_with_a_sentence(
    siti: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = upload(siti, foto())
    other = upload(siti, foto(), jenis="SK_PNS")

    def bomb(*_: Any, **__: Any) -> Hasil:
        raise PengolahGagalError("keluar -9")

    with monkeypatch.context() as patch:
        patch.setattr(service, "photos_convert", bomb)
        for attempt in range(PERCOBAAN_MAKS):
            versi_finish(raw.pk, now=NOW + attempt * timedelta(minutes=6))
    versi_process(now=NOW + timedelta(hours=1))
    raw.refresh_from_db()
    other.refresh_from_db()
    assert (raw.status, other.status) == ("DITOLAK", "SIAP")
    assert raw.alasan.startswith("Maaf")


def test_a_storage_that_is_away_costs_time_and_no_attempt(
    siti: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = upload(siti, foto())

    def away(*_: Any) -> None:
        raise OSError("storage is away")

    with monkeypatch.context() as patch:
        patch.setattr(service, "_fetch", away)
        for attempt in range(10):
            versi_process(now=NOW + attempt * timedelta(minutes=6))
    versi_process(now=NOW + timedelta(hours=2))
    raw.refresh_from_db()
    assert (raw.status, raw.percobaan) == ("SIAP", 1)


def test_pictures_stop_at_the_hundredth_page(siti: Any) -> None:
    raw = upload(siti, pdf(103))
    versi_process(now=NOW)
    raw.refresh_from_db()
    assert raw.gambar_siap
    assert default_storage.exists(gambar_kunci(raw, 100))
    assert not default_storage.exists(gambar_kunci(raw, 101))


# Words


def test_words_of_a_pdf_go_beside_it_and_its_bytes_stay(siti: Any) -> None:
    versi = upload(siti, pdf_teks("NOMOR 800/123 tentang kenaikan pangkat pegawai"))
    versi_process(now=NOW)
    teks = TeksVersi.objects.get()
    assert (teks.asal, "kenaikan pangkat" in teks.teks) == ("TANAM", True)
    kept = VersiDokumen.objects.get(pk=versi.pk)
    assert (kept.sha256, kept.kunci_simpan) == (versi.sha256, versi.kunci_simpan)


def test_words_of_a_secret_kind_are_not_kept(siti: Any) -> None:
    KetentuanJenis.objects.filter(jenis="SK_CPNS").update(kerahasiaan="KESEHATAN")
    upload(siti, pdf_teks("NOMOR 800/123 tentang kenaikan pangkat pegawai"))
    versi_process(now=NOW)
    assert not TeksVersi.objects.exists()


@pytest.fixture
def ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that reads `KEPUTUSAN` on every page."""

    def read(folder: Path) -> Hasil:
        (folder / "teks.txt").write_text("KEPUTUSAN\x00\ue000")
        return Hasil(dibaca=1)

    monkeypatch.setattr(service, "ocr_available", lambda: True)
    monkeypatch.setattr(service, "scan_read", read)


@pytest.mark.usefixtures("ocr")
def test_a_scan_waits_and_is_read_once(siti: Any) -> None:
    upload(siti, foto())
    versi_process(now=NOW)
    assert TeksVersi.objects.get().asal == "TUNGGU"
    assert (teks_read(now=NOW), teks_read(now=NOW)) == (1, 0)
    teks = TeksVersi.objects.get()
    assert (teks.asal, teks.teks) == ("OCR", "KEPUTUSAN")


def test_without_tesseract_a_scan_goes_on_waiting(
    siti: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "ocr_available", lambda: False)
    upload(siti, foto())
    versi_process(now=NOW)
    assert teks_read(now=NOW) == 0
    assert TeksVersi.objects.get().asal == "TUNGGU"


@pytest.mark.usefixtures("ocr")
def test_switched_off_nothing_is_read(siti: Any, settings: Any) -> None:
    settings.SITAMU_OCR = False
    upload(siti, foto())
    versi_process(now=NOW)
    assert teks_read(now=NOW) == 0


def test_a_scan_that_kills_its_reader_is_given_up(
    siti: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_: Path) -> Hasil:
        raise PengolahGagalError

    monkeypatch.setattr(service, "ocr_available", lambda: True)
    monkeypatch.setattr(service, "scan_read", die)
    upload(siti, foto())
    versi_process(now=NOW)
    for turn in range(PERCOBAAN_MAKS):
        assert teks_read(now=NOW + turn * timedelta(minutes=6)) == 1
    assert teks_read(now=NOW + timedelta(days=1)) == 0


@pytest.mark.usefixtures("ocr")
def test_what_a_slow_reader_brings_after_another_took_over_is_dropped(
    siti: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(siti, foto())
    versi_process(now=NOW)
    read = service.scan_read

    def slow(folder: Path) -> Hasil:
        monkeypatch.setattr(service, "scan_read", read)
        assert teks_read(now=LATER) == 1
        result = read(folder)
        (folder / "teks.txt").write_text("terlambat")
        return result

    monkeypatch.setattr(service, "scan_read", slow)
    assert teks_read(now=NOW) == 1
    assert TeksVersi.objects.get().teks == "KEPUTUSAN"


def test_administrators_see_whether_scans_are_read(
    siti: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert teks_keadaan().terpasang is None
    upload(siti, foto())
    versi_process(now=NOW)
    monkeypatch.setattr(service, "ocr_available", lambda: False)
    teks_read(now=NOW)
    assert teks_keadaan() == Pembaca(terpasang=False, menunggu=1)
    web = Client()
    web.force_login(petugas(Peran.ADMIN, UnitKerjaFactory()))
    assert "OCR belum dipasang" in web.get("/arsip/keadaan/").content.decode()
