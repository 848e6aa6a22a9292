"""What a file is, is judged by its bytes; each refusal says what happened and how to repair it."""

import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from pikepdf import Dictionary, Name

from arsip import errors
from arsip.errors import ukuran_teks
from arsip.models import JenisDokumen
from arsip.rules.dokumen import FOTO_MAKS_BYTE, PDF_MAKS_BYTE
from arsip.rules.intake import Isi, isi_of, pixel_check, size_check
from arsip.services.intake import files_judge, nama_bersih, pdf_judge
from tests.factories.berkas import (
    EXE,
    docx,
    foto,
    pdf,
    pdf_dengan,
    pdf_terkunci,
    png_bom,
    zip_kecil,
)

HEIC = (Path(__file__).parents[2] / "data" / "foto.heic").read_bytes()
SK = JenisDokumen(kode="SK_CPNS", nama="SK CPNS")
PAS_FOTO = JenisDokumen(kode="PAS_FOTO", nama="Pas foto", foto=True)


def judge(*isi: bytes, nama: str = "scan.pdf", jenis: JenisDokumen = SK) -> Any:
    files = [SimpleUploadedFile(nama, b, content_type="application/pdf") for b in isi]
    return [item for _, item in files_judge(files, jenis=jenis)]


def _javascript(p: pikepdf.Pdf) -> None:
    p.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def _javascript_in_page(p: pikepdf.Pdf) -> None:
    p.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="1"))


def _javascript_by_name(p: pikepdf.Pdf) -> None:
    tree = Dictionary(Names=["a", p.make_indirect(Dictionary(S=Name.JavaScript, JS="1"))])
    p.Root.Names = Dictionary(JavaScript=p.make_indirect(tree))


def _launch(p: pikepdf.Pdf) -> None:
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[0, 0, 9, 9],
        A=Dictionary(S=Name.Launch, F="cmd.exe"),
    )
    p.pages[0].obj.Annots = p.make_indirect(pikepdf.Array([p.make_indirect(link)]))


def _attachment(p: pikepdf.Pdf) -> None:
    p.attachments["gaji.exe"] = EXE


def _xfa(p: pikepdf.Pdf) -> None:
    p.Root.AcroForm = Dictionary(XFA=p.make_stream(b"<xdp/>"), Fields=[])


def _no_pages(p: pikepdf.Pdf) -> None:
    del p.pages[0]


@pytest.mark.parametrize(
    ("isi", "error"),
    [
        pytest.param(EXE, errors.BerkasBerbahayaError, id="an EXE named .pdf"),
        pytest.param(b"#!/bin/sh\nrm -rf /", errors.BerkasBerbahayaError, id="a script"),
        pytest.param(b"\x7fELF" + b"\0" * 60, errors.BerkasBerbahayaError, id="a Linux program"),
        pytest.param(pdf() + zip_kecil(), errors.BerkasBerbahayaError, id="a PDF that is a ZIP"),
        pytest.param(
            pdf() + b"\n<script>1</script>", errors.BerkasBerbahayaError, id="a PDF then HTML"
        ),
        pytest.param(pdf() + b"x" * 5000, errors.BerkasBerbahayaError, id="a PDF with a tail"),
        pytest.param(b"", errors.BerkasKosongError, id="empty"),
        pytest.param(docx(), errors.JenisBerkasError, id="a DOCX"),
        pytest.param(zip_kecil(), errors.JenisBerkasError, id="a ZIP"),
        pytest.param(b"<!DOCTYPE html><html>", errors.JenisBerkasError, id="a web page"),
        pytest.param(b"<svg onload=1>", errors.JenisBerkasError, id="an SVG"),
        pytest.param(b"GIF89a" + b"\0" * 20, errors.JenisBerkasError, id="a GIF"),
        pytest.param(b"catatan biasa", errors.JenisBerkasError, id="plain text"),
        pytest.param(b"\0\0\0\x18ftypmp42" + b"\0" * 16, errors.JenisBerkasError, id="a video"),
        pytest.param(pdf_terkunci(), errors.PdfTerkunciError, id="encrypted"),
        pytest.param(pdf_terkunci(""), errors.PdfTerkunciError, id="encrypted, opens by itself"),
        pytest.param(pdf_dengan(_javascript), errors.PdfAktifError, id="script on opening"),
        pytest.param(pdf_dengan(_javascript_in_page), errors.PdfAktifError, id="script in a page"),
        pytest.param(pdf_dengan(_javascript_by_name), errors.PdfAktifError, id="named script"),
        pytest.param(pdf_dengan(_launch), errors.PdfAktifError, id="launches a program"),
        pytest.param(pdf_dengan(_attachment), errors.PdfAktifError, id="carries a file"),
        pytest.param(pdf_dengan(_xfa), errors.PdfAktifError, id="an XFA form"),
        pytest.param(pdf_dengan(_no_pages), errors.PdfTanpaHalamanError, id="no pages"),
        pytest.param(pdf()[:-200], errors.BerkasRusakError, id="cut short"),
        pytest.param(b"%PDF-1.7\nnothing\n%%EOF", errors.BerkasRusakError, id="no PDF inside"),
        pytest.param(png_bom(), errors.FotoTerlaluBesarError, id="400 MP by its header"),
        pytest.param(foto()[:100], errors.BerkasRusakError, id="a JPEG without its header"),
        pytest.param(
            foto(jenis="PNG")[:20], errors.BerkasRusakError, id="a PNG without its header"
        ),
        pytest.param(
            pdf().ljust(PDF_MAKS_BYTE + 1), errors.BerkasTerlaluBesarError, id="over 5 MB"
        ),
        pytest.param(
            foto() + b"\0" * FOTO_MAKS_BYTE, errors.BerkasTerlaluBesarError, id="over 20 MB"
        ),
    ],
)
def test_a_file_is_refused_with_what_happened_and_how_to_repair(
    isi: bytes, error: type[errors.BerkasError]
) -> None:
    with pytest.raises(error) as caught:
        judge(isi)
    assert type(caught.value) is error
    assert "scan.pdf" in caught.value.message
    assert caught.value.langkah
    assert caught.value.http_status == 422


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


def _pdf_bomb(unfolded: int) -> bytes:
    """A valid PDF whose catalogue sits in an object stream of `unfolded` bytes, mostly blanks."""
    inner = b"1 0 <</Type/Catalog/Pages 4 0 R>>" + b" " * unfolded
    packed = zlib.compress(inner, 9)
    parts = [
        b"%PDF-1.5\n",
        b"2 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\n"
        b"endstream\nendobj\n" % (len(packed), packed),
        b"4 0 obj\n<</Type/Pages/Kids[5 0 R]/Count 1>>\nendobj\n",
        b"5 0 obj\n<</Type/Page/Parent 4 0 R/MediaBox[0 0 9 9]>>\nendobj\n",
    ]
    at = [sum(map(len, parts[:n])) for n in range(5)]
    entries = ((0, 0, 65535), (2, 2, 0), (1, at[1], 0), (1, at[4], 0), (1, at[2], 0), (1, at[3], 0))
    rows = b"".join(
        kind.to_bytes(1, "big") + a.to_bytes(4, "big") + b.to_bytes(2, "big")
        for kind, a, b in entries
    )
    return b"".join(parts) + (
        b"3 0 obj\n<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>stream\n%s\n"
        b"endstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(rows), rows, at[4])
    )


def test_a_small_pdf_that_unfolds_beyond_all_measure_is_refused() -> None:
    assert pdf_judge(BytesIO(_pdf_bomb(1000)), nama="") == (1, False)
    with pytest.raises(errors.BerkasRusakError):
        pdf_judge(BytesIO(_pdf_bomb(100_000_000)), nama="")


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
