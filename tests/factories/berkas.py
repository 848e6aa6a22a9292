"""Files as people send them, made here: scans, photos, and what must be refused."""

import zipfile
from io import BytesIO
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw


def pdf(halaman: int = 1, *, teks: str = "contoh", **extra: Any) -> bytes:
    """A plain PDF; `teks` goes into its metadata, so that two texts give two files."""
    document = pikepdf.new()
    for _ in range(halaman):
        document.add_blank_page(page_size=(595, 842))
    document.docinfo["/Title"] = teks
    out = BytesIO()
    document.save(out, deterministic_id="encryption" not in extra, **extra)
    return out.getvalue()


def pdf_dengan(ubah: Any) -> bytes:
    """A one-page PDF after `ubah(pdf)`."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    ubah(document)
    out = BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def pdf_teks(*halaman: str) -> bytes:
    """A PDF with one page of words for each text, as a word processor makes it."""
    document = pikepdf.new()
    for teks in halaman:
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F1=pikepdf.Dictionary(
                    Type=pikepdf.Name.Font,
                    Subtype=pikepdf.Name.Type1,
                    BaseFont=pikepdf.Name.Helvetica,
                )
            )
        )
        page.Contents = document.make_stream(f"BT /F1 9 Tf 40 780 Td ({teks}) Tj ET".encode())
    out = BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def pindaian(*halaman: str) -> bytes:
    """A PDF of pictures of words, as a scanner makes it: no word in it can be selected."""
    pages = []
    for teks in halaman:
        image = Image.new("L", (1240, 1754), "white")
        ImageDraw.Draw(image).text((120, 200), teks, fill="black", font_size=52)
        pages.append(image)
    out = BytesIO()
    pages[0].save(out, "PDF", resolution=150, save_all=True, append_images=pages[1:])
    return out.getvalue()


def pdf_terkunci(sandi: str = "rahasia") -> bytes:
    return pdf(encryption=pikepdf.Encryption(user=sandi, owner="pemilik"))


def foto(
    lebar: int = 1200,
    tinggi: int = 900,
    *,
    jenis: str = "JPEG",
    warna: str = "white",
    **extra: Any,
) -> bytes:
    """A photo with some lines on it."""
    image = Image.new("RGB", (lebar, tinggi), warna)
    draw = ImageDraw.Draw(image)
    for at in range(0, tinggi, max(1, tinggi // 20)):
        draw.line((0, at, lebar, at // 2), fill="black", width=3)
    out = BytesIO()
    image.save(out, jenis, **extra)
    return out.getvalue()


def png_bom(lebar: int = 20_000, tinggi: int = 20_000) -> bytes:
    """A small PNG whose header claims `lebar` x `tinggi` pixels."""
    small = foto(10, 10, jenis="PNG")
    return small[:16] + lebar.to_bytes(4, "big") + tinggi.to_bytes(4, "big") + small[24:]


def docx() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def zip_kecil() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "isi")
    return out.getvalue()


EXE = b"MZ\x90\x00" + b"\0" * 200


def unggahan(isi: bytes, nama: str = "dokumen.pdf") -> SimpleUploadedFile:
    """As Django hands it over; the content type is what a browser might claim, never trusted."""
    return SimpleUploadedFile(nama, isi, content_type="application/pdf")
