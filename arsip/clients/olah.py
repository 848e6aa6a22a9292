"""Photos to PDF or JPEG, pages to pictures and words, in a process of its own with hard limits.

Decoders of pictures and PDF are large C libraries fed with what strangers send. They run as
`python -m arsip.clients.olah <perintah> <folder>`: no Django, no database, no secrets in the
environment, with caps on memory, processor time and file size. The folder holds what goes in
(`masuk-1`, ...; `maks_byte`, the largest PDF to make of it) and receives what comes out and
`hasil.json`.
"""

import json
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import img2pdf
import pi_heif
import pypdfium2
from PIL import Image, ImageOps

from arsip.rules.dokumen import (
    FOTO_MAKS_PIKSEL,
    GAMBAR_LEBAR_PX,
    GAMBAR_MAKS_BYTE,
    GAMBAR_MAKS_HALAMAN,
    KECIL_LEBAR_PX,
    KECIL_MAKS_BYTE,
    OCR_DETIK,
    OCR_MAKS_HALAMAN,
    PDF_MAKS_BYTE,
    TEKS_HALAMAN_MIN,
    TEKS_MAKS_HURUF,
)

CPU_DETIK: Final = 180
MEMORI_BYTE: Final = 1536 * 1024 * 1024
KELUARAN_BYTE: Final = 64 * 1024 * 1024
# Long side in px and JPEG quality: the first pair whose total fits is taken.
TANGGA: Final = ((1600, 82), (1600, 70), (1600, 58), (1280, 55), (1024, 50), (800, 45))
TANGGA_GAMBAR: Final = ((1.0, 80), (1.0, 65), (1.0, 50), (1.0, 35), (0.7, 40), (0.5, 35))
TANGGA_KECIL: Final = ((1.0, 75), (1.0, 60), (1.0, 45), (0.8, 40), (0.6, 35))
GAMBAR_TINGGI_PX: Final = 4000
KECIL_TINGGI_PX: Final = 320
OCR_DPI: Final = 200
OCR_PIKSEL: Final = 12_000_000
OCR_HALAMAN_DETIK: Final = 60
A4_MM: Final = (210, 297)


class _RusakError(Exception):
    def __init__(self, nomor: int) -> None:
        self.nomor = nomor
        super().__init__(str(nomor))


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORI_BYTE),
        (resource.RLIMIT_CPU, CPU_DETIK),
        (resource.RLIMIT_FSIZE, KELUARAN_BYTE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _inputs(folder: Path) -> list[Path]:
    return sorted(folder.glob("masuk-*"), key=lambda file: int(file.name.split("-")[1]))


def _upright(file: Path, nomor: int, side: int) -> Image.Image:
    """Decode, turn, flatten on white and shrink; nothing of the original's metadata is kept."""
    try:
        with Image.open(file, formats=["JPEG", "PNG", "HEIF"]) as opened:
            opened.draft("RGB", (side, side))  # JPEG only: decode at a fraction of the size
            # Turned after shrinking: a quarter turn of 100 MP would double the memory.
            orientation = opened.getexif().get(0x0112, 1)
            opened.thumbnail((side, side), Image.Resampling.LANCZOS)
            image = opened.convert("RGBA") if _transparent(opened) else opened.convert("RGB")
    except MemoryError:
        raise
    except Exception as error:  # whatever a decoder says: this picture cannot be read
        raise _RusakError(nomor) from error
    if image.mode == "RGBA":
        flat = Image.new("RGB", image.size, "white")
        flat.paste(image, mask=image.getchannel("A"))
        image = flat
    image.info.clear()
    image.getexif().clear()
    if orientation != 1:
        image.getexif()[0x0112] = orientation
        image = ImageOps.exif_transpose(image)
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    return clean


def _transparent(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()


def _fitting(files: Sequence[Path], room: int) -> list[bytes]:
    """JPEGs that together stay within `room`, on the gentlest step that does, or on the last."""
    images = [_upright(file, n, TANGGA[0][0]) for n, file in enumerate(files, 1)]
    made: list[bytes] = []
    for side, quality in TANGGA:
        for image in images:
            image.thumbnail((side, side))
        made = [_jpeg(image, quality) for image in images]
        if sum(map(len, made)) <= room:
            break
    return made


def _photo(folder: Path) -> dict[str, int]:
    (made,) = _fitting(_inputs(folder), PDF_MAKS_BYTE)
    (folder / "hasil.jpg").write_bytes(made)
    return {"halaman": 1}


def _pdf(folder: Path) -> dict[str, int]:
    limit = folder / "maks_byte"
    most = int(limit.read_text()) if limit.exists() else PDF_MAKS_BYTE
    files = _inputs(folder)
    made = _fitting(files, most - 1024 * (len(files) + 2))  # the rest is the PDF around them
    a4 = tuple(img2pdf.mm_to_pt(mm) for mm in A4_MM)
    layout = img2pdf.get_layout_fun(a4, auto_orient=True)
    pdf = img2pdf.convert(
        made,
        layout_fun=layout,
        nodate=True,
        producer="SiTAMU",
        engine=img2pdf.Engine.internal,  # the others put random names into the file
    )
    (folder / "hasil.pdf").write_bytes(pdf)
    return {"halaman": len(made)}


def _render(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    scale = min(GAMBAR_LEBAR_PX / max(width, 1), GAMBAR_TINGGI_PX / max(height, 1))
    scale *= 0.9999  # the renderer rounds up
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return image


def _save_pictures(folder: Path, images: Iterable[Image.Image]) -> dict[str, int]:
    """`hal-1.jpg`, ... for reading, and `kecil.jpg` of the first page for lists."""
    count = 0
    for count, image in enumerate(images, 1):
        (folder / f"hal-{count}.jpg").write_bytes(_small(image, TANGGA_GAMBAR, GAMBAR_MAKS_BYTE))
        if count == 1:
            image.thumbnail((KECIL_LEBAR_PX, KECIL_TINGGI_PX), Image.Resampling.LANCZOS)
            tiny = _small(image, TANGGA_KECIL, KECIL_MAKS_BYTE)
            (folder / "kecil.jpg").write_bytes(tiny)
    return {"gambar": count}


def _small(image: Image.Image, steps: Sequence[tuple[float, int]], most: int) -> bytes:
    made = b""
    for share, quality in steps:
        side = (max(1, int(image.width * share)), max(1, int(image.height * share)))
        made = _jpeg(image if share == 1.0 else image.resize(side), quality)
        if len(made) < most:
            break
    return made


def _picture_pdf(folder: Path) -> dict[str, int]:
    """Pictures of the pages, and the words that the PDF itself holds."""
    words: list[str] = []
    with pypdfium2.PdfDocument(folder / "masuk-1") as document:
        document.init_forms()  # what was typed into a form belongs to the page

        def images() -> Iterator[Image.Image]:
            for page in list(document)[:GAMBAR_MAKS_HALAMAN]:
                words.append(_words(page))
                yield _render(page)
                page.close()

        result = _save_pictures(folder, images())
    _save_words(folder, words)
    return {**result, "tanpa_teks": sum(_is_scan(text) for text in words)}


def _picture_photo(folder: Path) -> dict[str, int]:
    image = _upright(folder / "masuk-1", 1, GAMBAR_TINGGI_PX)
    image.thumbnail((GAMBAR_LEBAR_PX, GAMBAR_TINGGI_PX))
    return _save_pictures(folder, [image])


# Words


def _words(page: pypdfium2.PdfPage) -> str:
    page_text = page.get_textpage()
    text: str = page_text.get_text_range(0, min(page_text.count_chars(), TEKS_MAKS_HURUF))
    page_text.close()
    return text


def _is_scan(text: str) -> bool:
    return sum(c.isalnum() for c in text) < TEKS_HALAMAN_MIN


def _save_words(folder: Path, words: Sequence[str]) -> None:
    text = "\n".join(words)[:TEKS_MAKS_HURUF]
    (folder / "teks.txt").write_text(text, encoding="utf-8", errors="ignore")


def _read_scan(folder: Path) -> dict[str, int]:
    """Words of every page, by OCR where the PDF holds none; what fits into the time."""
    words: list[str] = []
    read = 0
    until = time.monotonic() + OCR_DETIK
    with pypdfium2.PdfDocument(folder / "masuk-1") as document:
        for page in list(document)[:GAMBAR_MAKS_HALAMAN]:
            text = _words(page)
            if _is_scan(text) and read < OCR_MAKS_HALAMAN and time.monotonic() < until:
                text = _ocr(page, folder / "ocr.pgm")
                read += 1
            words.append(text)
            page.close()
    _save_words(folder, words)
    return {"dibaca": read}


def _ocr(page: pypdfium2.PdfPage, file: Path) -> str:
    width, height = page.get_size()
    scale = min(OCR_DPI / 72, (OCR_PIKSEL / max(width * height, 1)) ** 0.5)
    page.render(scale=scale, grayscale=True).to_pil().convert("L").save(file)
    try:
        done = subprocess.run(
            ["tesseract", str(file), "stdout", "-l", "ind", "--dpi", str(OCR_DPI)],
            capture_output=True,
            timeout=OCR_HALAMAN_DETIK,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", errors="ignore")


COMMANDS: Final[dict[str, Callable[[Path], dict[str, int]]]] = {
    "foto": _photo,
    "pdf": _pdf,
    "gambar-pdf": _picture_pdf,
    "gambar-foto": _picture_photo,
    "ocr": _read_scan,
}


def main(command: str, folder: Path) -> None:
    """Run one command under the limits and write `hasil.json`."""
    _limit()
    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = FOTO_MAKS_PIKSEL
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        result = COMMANDS[command](folder)
    except _RusakError as error:
        result = {"rusak": error.nomor}
    (folder / "hasil.json").write_text(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
