"""A corpus of files that somebody may send to do harm, or by mistake, each with its verdict.

All of it is made here, small and harmless to keep. A verdict is the `kode` of the refusal, or None
when the file is taken (and, being a photo, drawn anew by the worker so that only pixels are kept).
"""

import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

from arsip.rules.dokumen import FOTO_MAKS_BYTE, PDF_MAKS_BYTE
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


@dataclass(frozen=True)
class Contoh:
    """One file: how it is made, what it calls itself, what becomes of it."""

    make: Callable[[], bytes]
    kode: str | None
    nama: str = "scan.pdf"


def _javascript(p: pikepdf.Pdf) -> None:
    p.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def _javascript_in_page(p: pikepdf.Pdf) -> None:
    p.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="1"))


def _javascript_by_name(p: pikepdf.Pdf) -> None:
    tree = Dictionary(Names=["a", p.make_indirect(Dictionary(S=Name.JavaScript, JS="1"))])
    p.Root.Names = Dictionary(JavaScript=p.make_indirect(tree))


def _javascript_hidden(p: pikepdf.Pdf) -> None:
    """The name written with a hash escape, as those who hide do."""
    p.Root.OpenAction = Dictionary({"/S": Name("/JavaScript"), "/JS": pikepdf.String("1")})


def _action(kind: str) -> Callable[[pikepdf.Pdf], None]:
    def change(p: pikepdf.Pdf) -> None:
        action = Dictionary({"/S": Name(f"/{kind}"), "/F": pikepdf.String("x")})
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
        p.pages[0].obj.Annots = p.make_indirect(pikepdf.Array([p.make_indirect(link)]))

    return change


def _attachment(p: pikepdf.Pdf) -> None:
    p.attachments["gaji.exe"] = EXE


def _xfa(p: pikepdf.Pdf) -> None:
    p.Root.AcroForm = Dictionary(XFA=p.make_stream(b"<xdp/>"), Fields=[])


def _no_pages(p: pikepdf.Pdf) -> None:
    del p.pages[0]


def _web_link(p: pikepdf.Pdf) -> None:
    """An ordinary link to a web site does nothing by itself."""
    action = Dictionary(S=Name.URI, URI="https://contoh.test")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
    p.pages[0].obj.Annots = p.make_indirect(pikepdf.Array([p.make_indirect(link)]))


def pdf_bom(unfolded: int = 100_000_000) -> bytes:
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


def _deep_pdf() -> bytes:
    """A page tree within a page tree, thousands deep."""

    def change(p: pikepdf.Pdf) -> None:
        p.Root.Dalam = pikepdf.Object.parse(b"[" * 99 + b"]" * 99)

    return pdf_dengan(change)


def _pdf_after(prefix: bytes) -> bytes:
    return prefix + pdf()


def _pdf_with_page_in_head() -> bytes:
    head, _, rest = pdf().partition(b"\n")
    return head + b"\n%<html><script>alert(1)</script>\n" + rest


def _jpeg_comment(text: bytes) -> bytes:
    """A JPEG with a comment segment right behind its first bytes."""
    plain = foto()
    return plain[:2] + b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text + plain[2:]


def zip_of(files: Mapping[str, bytes], *, level: int = 9) -> bytes:
    """A ZIP of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def zip_bom(megabytes: int = 30) -> bytes:
    """A few kilobytes that unfold into `megabytes` of zeros."""
    return zip_of({"198501012010011001_SKP_2025.pdf": b"\0" * megabytes * 1024 * 1024})


def zip_menumpuk() -> bytes:
    """Two entries of the directory that point at the same bytes (an overlapping bomb)."""
    plain = zip_of({"a.pdf": pdf(teks="a"), "b.pdf": pdf(teks="b")})
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        first, second = (info.header_offset for info in archive.infolist())
    at = plain.rindex(second.to_bytes(4, "little"))
    return plain[:at] + first.to_bytes(4, "little") + plain[at + 4 :]


def _gif() -> bytes:
    out = BytesIO()
    Image.new("P", (4, 4)).save(out, "GIF")
    return out.getvalue()


GIF_SKRIP: Final = b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)//"
BERBAHAYA, RUSAK, AKTIF = "berkas_berbahaya", "berkas_rusak", "pdf_aktif"
JENIS, TERKUNCI = "jenis_berkas_ditolak", "pdf_terkunci"

JAHAT: Final[Mapping[str, Contoh]] = {
    # programs and scripts under an innocent name
    "an EXE named .pdf": Contoh(lambda: EXE, BERBAHAYA),
    "a shell script": Contoh(lambda: b"#!/bin/sh\nrm -rf /", BERBAHAYA),
    "a Linux program": Contoh(lambda: b"\x7fELF" + b"\0" * 60, BERBAHAYA, "foto.jpg"),
    "a macOS program": Contoh(lambda: b"\xcf\xfa\xed\xfe" + b"\0" * 60, BERBAHAYA),
    "a Java class": Contoh(lambda: b"\xca\xfe\xba\xbe" + b"\0" * 60, BERBAHAYA),
    "an Android program": Contoh(lambda: b"dex\n035\0" + b"\0" * 60, BERBAHAYA),
    # two things at once
    "a PDF that is a ZIP": Contoh(lambda: pdf() + zip_kecil(), BERBAHAYA),
    "a PDF then a web page": Contoh(lambda: pdf() + b"\n<script>1</script>", BERBAHAYA),
    "a PDF with a web page in its head": Contoh(_pdf_with_page_in_head, BERBAHAYA),
    "a PDF with a tail": Contoh(lambda: pdf() + b"x" * 5000, BERBAHAYA),
    "a GIF then a PDF": Contoh(lambda: _pdf_after(_gif()), JENIS),
    "a script then a PDF": Contoh(lambda: _pdf_after(b"alert(1);//"), JENIS),
    "a JPEG that is a ZIP": Contoh(lambda: foto() + zip_kecil(), BERBAHAYA, "foto.jpg"),
    "a JPEG that is a PDF": Contoh(lambda: _jpeg_comment(b"%PDF-1.4 1 0 obj"), BERBAHAYA),
    "a JPEG that is a web page": Contoh(
        lambda: _jpeg_comment(b"<html><script>1</script>"), BERBAHAYA, "foto.jpg"
    ),
    "a PNG that is a ZIP": Contoh(lambda: foto(jenis="PNG") + zip_kecil(), BERBAHAYA),
    "a GIF that is a script": Contoh(lambda: GIF_SKRIP, JENIS, "foto.jpg"),
    # kinds that are not taken
    "empty": Contoh(lambda: b"", "berkas_kosong"),
    "a DOCX": Contoh(docx, JENIS, "catatan.docx"),
    "a ZIP": Contoh(zip_kecil, JENIS, "berkas.zip"),
    "a web page": Contoh(lambda: b"<!DOCTYPE html><html>", JENIS),
    "an SVG": Contoh(lambda: b"<svg onload=1>", JENIS, "gambar.svg"),
    "a GIF": Contoh(_gif, JENIS, "gambar.gif"),
    "plain text": Contoh(lambda: b"catatan biasa", JENIS, "catatan.txt"),
    "a video": Contoh(lambda: b"\0\0\0\x18ftypmp42" + b"\0" * 16, JENIS, "film.mp4"),
    # locked, active or broken PDF
    "encrypted": Contoh(pdf_terkunci, TERKUNCI),
    "encrypted, opens by itself": Contoh(lambda: pdf_terkunci(""), TERKUNCI),
    "script on opening": Contoh(lambda: pdf_dengan(_javascript), AKTIF),
    "script in a page": Contoh(lambda: pdf_dengan(_javascript_in_page), AKTIF),
    "named script": Contoh(lambda: pdf_dengan(_javascript_by_name), AKTIF),
    "hidden script": Contoh(lambda: pdf_dengan(_javascript_hidden), AKTIF),
    "launches a program": Contoh(lambda: pdf_dengan(_action("Launch")), AKTIF),
    "fetches data": Contoh(lambda: pdf_dengan(_action("ImportData")), AKTIF),
    "sends data": Contoh(lambda: pdf_dengan(_action("SubmitForm")), AKTIF),
    "opens a file inside": Contoh(lambda: pdf_dengan(_action("GoToE")), AKTIF),
    "plays a film": Contoh(lambda: pdf_dengan(_action("Rendition")), AKTIF),
    "carries a file": Contoh(lambda: pdf_dengan(_attachment), AKTIF),
    "an XFA form": Contoh(lambda: pdf_dengan(_xfa), AKTIF),
    "no pages": Contoh(lambda: pdf_dengan(_no_pages), "pdf_tanpa_halaman"),
    "cut short": Contoh(lambda: pdf()[:-200], RUSAK),
    "no PDF inside": Contoh(lambda: b"%PDF-1.7\nnothing\n%%EOF", RUSAK),
    # bombs
    "a PDF that unfolds": Contoh(pdf_bom, RUSAK),
    "a PDF nested too deep": Contoh(_deep_pdf, RUSAK),
    "400 MP by its header": Contoh(png_bom, "foto_terlalu_besar", "foto.png"),
    "over 5 MB": Contoh(lambda: pdf().ljust(PDF_MAKS_BYTE + 1), "berkas_terlalu_besar"),
    "over 20 MB": Contoh(
        lambda: foto() + b"\0" * FOTO_MAKS_BYTE, "berkas_terlalu_besar", "foto.jpg"
    ),
    # broken photos
    "a JPEG without its header": Contoh(lambda: foto()[:100], RUSAK, "foto.jpg"),
    "a PNG without its header": Contoh(lambda: foto(jenis="PNG")[:20], RUSAK, "foto.png"),
    # looks odd and is well
    "a web link": Contoh(lambda: pdf_dengan(_web_link), None),
    "a photo with a film behind it": Contoh(
        lambda: foto() + b"\0\0\0\x18ftypmp42" + b"\0" * 999, None, "foto.jpg"
    ),
    "a JPEG with GPS and a comment": Contoh(lambda: _jpeg_comment(b"di kantor"), None, "foto.jpg"),
}
