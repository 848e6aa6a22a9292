"""Invented papers: one page that says in large letters that it is an example."""

from datetime import datetime
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from arsip.selectors import arsip_ringkas
from arsip.services.dokumen import dokumen_upload
from kepegawaian.selectors.layanan import butir_diminta, layanan_in_force
from kepegawaian.selectors.pensiun import PENSIUN_BUP
from sitamu.contoh import akun
from sitamu.inti.models import Pegawai
from sitamu.inti.surat import render_pdf

FOTO = "PAS_FOTO"
KURANG = frozenset({FOTO, "BUKU_REKENING"})  # and the SKP of last year


def paper(pegawai: Pegawai, nama: str) -> SimpleUploadedFile:
    """One invented page as PDF."""
    pdf = render_pdf("contoh/berkas.html", {"pegawai": pegawai, "nama": nama})
    return SimpleUploadedFile(f"contoh {nama[:60]}.pdf", pdf, "application/pdf")


def portrait(seed: int = 0) -> SimpleUploadedFile:
    """A drawn head and shoulders before a red ground, as JPEG."""
    picture = Image.new("RGB", (450, 600), (178, 34 + seed % 40, 34))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((140, 110, 310, 320), fill=(224, 187, 160))
    draw.pieslice((40, 340, 410, 860), 180, 360, fill=(60, 72, 88))
    draw.text((20, 570), "CONTOH", fill=(255, 255, 255))
    stored = BytesIO()
    picture.save(stored, "JPEG", quality=85)
    return SimpleUploadedFile("contoh pas foto.jpg", stored.getvalue(), "image/jpeg")


def papers_make(cast: akun.Pemeran, *, now: datetime) -> None:
    """Fill the archives of the leading people, but for a few papers that they must still bring."""
    today = timezone.localdate(now)
    versi = layanan_in_force(PENSIUN_BUP, on=today)
    from_archive = set(versi.syarat.filter(bentuk="UNGGAH").values_list("kode", flat=True))
    operator = cast.pengguna(akun.OPERATOR)
    people = [cast.pegawai(part) for part in (akun.ASN, akun.REKAN, akun.JAUH)]
    asked = butir_diminta([p.pk for p in people], versi, on=today)
    held = arsip_ringkas([p.pk for p in people])
    for pegawai in people:
        for butir in asked[pegawai.pk]:
            jenis = butir.syarat.jenis_dokumen or ""
            last_skp = jenis == "SKP" and butir.kunci == str(today.year - 1)
            if butir.syarat.kode not in from_archive or jenis in KURANG or last_skp:
                continue
            if (jenis, butir.kunci) not in held.get(pegawai.pk, set()):
                dokumen_upload(
                    pegawai_id=pegawai.pk,
                    jenis_kode=jenis,
                    kunci=butir.kunci,
                    files=[paper(pegawai, butir.nama)],
                    actor=operator,
                    now=now,
                )
