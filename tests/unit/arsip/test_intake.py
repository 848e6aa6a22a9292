"""What a file is, is judged by its bytes; each refusal says what happened and how to repair it."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from arsip import errors
from arsip.errors import ukuran_teks
from arsip.models import JenisDokumen
from arsip.rules.dokumen import FOTO_MAKS_BYTE, PDF_MAKS_BYTE
from arsip.rules.intake import Isi, isi_of, pixel_check, size_check
from arsip.services.intake import files_judge, nama_bersih, pdf_judge
from tests.factories.berkas import foto, pdf, png_bom
from tests.factories.jahat import pdf_bom

HEIC = (Path(__file__).parents[2] / "data" / "foto.heic").read_bytes()
SK = JenisDokumen(kode="SK_CPNS", nama="SK CPNS")
PAS_FOTO = JenisDokumen(kode="PAS_FOTO", nama="Pas foto", foto=True)


def judge(*isi: bytes, nama: str = "scan.pdf", jenis: JenisDokumen = SK) -> Any:
    files = [SimpleUploadedFile(nama, b, content_type="application/pdf") for b in isi]
    return [item for _, item in files_judge(files, jenis=jenis)]


@pytest.mark.parametrize(
    ("isi", "jenis", "halaman"),
    [
        (pdf(3), Isi.PDF, 3),
        (foto(), Isi.JPEG, None),
        (foto(jenis="JPEG", progressive=True), Isi.JPEG, None),
        (foto(jenis="PNG"), Isi.PNG, None),
        (HEIC, Isi.HEIC, None),
    ],
)
def test_what_may_enter_is_recognised_whatever_its_name(
    isi: bytes, jenis: Isi, halaman: int | None
) -> None:
    (item,) = judge(isi, nama="foto.exe")
    assert (item.isi, item.halaman, item.ukuran_byte) == (jenis, halaman, len(isi))


def test_the_limit_itself_is_allowed() -> None:
    size_check(Isi.PDF, PDF_MAKS_BYTE, nama="")
    size_check(Isi.JPEG, FOTO_MAKS_BYTE, nama="")
    pixel_check(BytesIO(png_bom(10_000, 10_000)), Isi.PNG, nama="")
    with pytest.raises(errors.FotoTerlaluBesarError):
        pixel_check(BytesIO(png_bom(10_000, 10_001)), Isi.PNG, nama="")


def test_the_size_of_a_heic_is_that_of_the_whole_picture() -> None:
    at = HEIC.index(b"ispe") + 8
    huge = HEIC[:at] + (20_000).to_bytes(4, "big") * 2 + HEIC[at + 8 :]
    with pytest.raises(errors.FotoTerlaluBesarError):
        pixel_check(BytesIO(huge), Isi.HEIC, nama="")


def test_a_large_exif_block_does_not_hide_the_size() -> None:
    padded = foto()[:2] + b"\xff\xe1\xff\xff" + b"\0" * 65_533 + foto()[2:]
    assert judge(padded)[0].isi is Isi.JPEG


@pytest.mark.parametrize(
    ("isi", "jenis", "error"),
    [
        ([], SK, errors.BerkasTidakAdaError),
        ([pdf(), pdf()], SK, errors.BerkasCampurError),
        ([pdf(), foto()], SK, errors.BerkasCampurError),
        ([foto(50, 50)] * 21, SK, errors.FotoTerlaluBanyakError),
        ([pdf()], PAS_FOTO, errors.HarusFotoError),
        ([foto(), foto()], PAS_FOTO, errors.FotoTerlaluBanyakError),
    ],
)
def test_one_pdf_or_up_to_twenty_photos(
    isi: list[bytes], jenis: JenisDokumen, error: type[errors.BerkasError]
) -> None:
    with pytest.raises(error):
        judge(*isi, jenis=jenis)
    assert len(judge(*[foto(50, 50)] * 20)) == 20


def test_a_small_pdf_that_unfolds_beyond_all_measure_is_refused() -> None:
    assert pdf_judge(BytesIO(pdf_bom(1000)), nama="") == (1, False)
    with pytest.raises(errors.BerkasRusakError):
        pdf_judge(BytesIO(pdf_bom(100_000_000)), nama="")


def test_an_upload_on_disk_is_judged_like_one_in_memory() -> None:
    with TemporaryUploadedFile("scan.pdf", "application/pdf", len(pdf()), None) as upload:
        upload.write(pdf())
        ((_, item),) = files_judge([upload], jenis=SK)
    assert item.sha256 == judge(pdf())[0].sha256


@pytest.mark.parametrize(
    ("nama", "bersih"),
    [
        ("C:\\Users\\siti\\SK.pdf", "SK.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("x" * 300, "x" * 200),
        ("", ""),
    ],
)
def test_a_device_name_loses_folders_and_control_characters(nama: str, bersih: str) -> None:
    assert nama_bersih(nama) == bersih


@pytest.mark.parametrize(
    ("byte", "teks"),
    [
        (1, "1 KB"),
        (640 * 1024, "640 KB"),
        (PDF_MAKS_BYTE, "5 MB"),
        (PDF_MAKS_BYTE + 1, "5,1 MB"),
        (6_501_171, "6,2 MB"),
    ],
)
def test_a_size_over_a_limit_never_reads_as_the_limit(byte: int, teks: str) -> None:
    assert ukuran_teks(byte) == teks


def test_content_of_a_photo_is_not_asked_of_its_name() -> None:
    assert isi_of(BytesIO(foto()), nama="sk.pdf") is Isi.JPEG
