"""The process that decodes: whatever becomes of it, the worker gets an answer."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from arsip.clients import pengolah
from arsip.clients.pengolah import (
    PengolahGagalError,
    ocr_available,
    pages_picture,
    photos_convert,
    scan_read,
)
from arsip.rules.dokumen import KECIL_MAKS_BYTE, TEKS_MAKS_HURUF
from tests.factories.berkas import foto, pdf, pdf_teks, pindaian


def test_the_same_photos_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("satu", "dua"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "masuk-1").write_bytes(foto())
        (folder / "masuk-2").write_bytes(foto(warna="grey"))
        assert photos_convert(folder, foto=False).halaman == 2
        made.append((folder / "hasil.pdf").read_bytes())
    assert made[0] == made[1]


def test_eleven_photos_keep_their_order(tmp_path: Path) -> None:
    for nomor in range(1, 12):
        (tmp_path / f"masuk-{nomor}").write_bytes(foto(100 + nomor, 100, warna="white"))
    (tmp_path / "masuk-11").write_bytes(b"\xff\xd8\xff broken")
    assert photos_convert(tmp_path, foto=False).rusak == 11


def test_more_pixels_than_the_limit_are_not_decoded(tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("1", (11_000, 11_000)).save(out, "PNG")
    (tmp_path / "masuk-1").write_bytes(out.getvalue())
    assert photos_convert(tmp_path, foto=True).rusak == 1


def test_a_process_that_dies_is_no_verdict_on_the_file(tmp_path: Path) -> None:
    (tmp_path / "masuk-1").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(PengolahGagalError):
        pages_picture(tmp_path, foto=False)


def test_a_process_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pengolah, "WAKTU_DETIK", 0.01)
    (tmp_path / "masuk-1").write_bytes(pdf())
    with pytest.raises(PengolahGagalError, match="detik"):
        pages_picture(tmp_path, foto=False)


def test_the_process_sees_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    monkeypatch.setattr(pengolah, "OLAH", "tests.unit.arsip.lingkungan")
    pages_picture(tmp_path, foto=False)
    assert "SECRET_KEY" in os.environ
    assert (tmp_path / "lingkungan").read_text().split() == [
        "LC_ALL",
        "OMP_THREAD_LIMIT",
        "PATH",
    ]


def test_the_first_page_gets_a_small_picture_for_lists(tmp_path: Path) -> None:
    (tmp_path / "masuk-1").write_bytes(pindaian("KEPUTUSAN BUPATI", "halaman dua"))
    assert pages_picture(tmp_path, foto=False).gambar == 2
    small = (tmp_path / "kecil.jpg").read_bytes()
    assert len(small) < KECIL_MAKS_BYTE
    with Image.open(BytesIO(small)) as image:
        assert image.width == 200


def test_words_of_a_pdf_are_read_with_its_pictures(tmp_path: Path) -> None:
    (tmp_path / "masuk-1").write_bytes(pdf_teks("NOMOR 800/123/BKPSDM tentang kenaikan pangkat"))
    assert pages_picture(tmp_path, foto=False).tanpa_teks == 0
    assert "800/123/BKPSDM" in (tmp_path / "teks.txt").read_text()


def test_a_page_of_a_scan_has_no_words(tmp_path: Path) -> None:
    (tmp_path / "masuk-1").write_bytes(pindaian("KEPUTUSAN"))
    assert pages_picture(tmp_path, foto=False).tanpa_teks == 1


def test_more_words_than_the_limit_are_cut(tmp_path: Path) -> None:
    (tmp_path / "masuk-1").write_bytes(pdf_teks(*["kata yang panjang " * 400] * 20))
    pages_picture(tmp_path, foto=False)
    assert len((tmp_path / "teks.txt").read_text()) == TEKS_MAKS_HURUF


@pytest.mark.skipif(not ocr_available(), reason="Tesseract with Indonesian is not installed")
def test_a_scan_is_read_by_ocr_and_a_page_with_words_is_not(tmp_path: Path) -> None:
    (tmp_path / "masuk-1").write_bytes(pindaian("KEPUTUSAN BUPATI", "kenaikan pangkat"))
    assert scan_read(tmp_path).dibaca == 2
    text = (tmp_path / "teks.txt").read_text()
    assert "KEPUTUSAN BUPATI" in text
    assert "kenaikan pangkat" in text
    (tmp_path / "masuk-1").write_bytes(pdf_teks("Sudah ada teksnya, tidak perlu dibaca mesin"))
    assert scan_read(tmp_path).dibaca == 0
