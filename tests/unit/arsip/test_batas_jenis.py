"""A kind with a limit of its own holds files to it on every way in, from its day on."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.storage import default_storage
from PIL import Image

from arsip.errors import BerkasTerlaluBesarError
from arsip.models import JenisDokumen, KetentuanJenis, Unggahan, VersiDokumen
from arsip.rules.dokumen import PDF_MAKS_BYTE
from arsip.rules.intake import Isi, size_check
from arsip.selectors import jenis_to_file, jenis_with_limit, pdf_maks_of
from arsip.services.dokumen import dokumen_import, dokumen_upload
from arsip.services.penerimaan import unggahan_process
from arsip.services.unggahan import (
    Tujuan,
    massal_begin,
    unggahan_begin,
    unggahan_match,
    unggahan_receive,
)
from arsip.services.versi import versi_process
from sitamu.inti.rules.hak import Peran
from tests.factories.berkas import foto, pdf, unggahan
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory, petugas
from tests.unit.arsip.test_dokumen import stored

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
TODAY = NOW.date()
MAKS = 1024 * 1024
PESAN = r"Paling besar 1 MB untuk Sertifikat"


@pytest.fixture
def siti() -> Any:
    unit = UnitKerjaFactory(induk=UnitKerjaFactory())
    return PegawaiFactory(akun=True, unit=unit, nip="198501012010011001")


@pytest.fixture(autouse=True)
def _batas() -> None:
    batasi("SERTIFIKAT_DIKLAT", MAKS)


def batasi(jenis: str, maks_byte: int) -> None:
    KetentuanJenis.objects.create(
        jenis_id=jenis,
        berlaku_mulai=TODAY,
        kerahasiaan="BIASA",
        kelas_retensi="IDENTITAS",
        pdf_maks_byte=maks_byte,
        dasar_hukum="Contoh",
    )


def sebesar(ukuran_byte: int) -> bytes:
    """A PDF of exactly that length."""
    return pdf().replace(b"startxref", b"%" * (ukuran_byte - len(pdf()) - 1) + b"\nstartxref")


def upload(siti: Any, *isi: bytes, now: datetime = NOW, jenis: str = "SERTIFIKAT_DIKLAT") -> Any:
    return dokumen_upload(
        pegawai_id=siti.pk,
        jenis_kode=jenis,
        kunci="2024",
        files=[unggahan(b) for b in isi],
        actor=siti.pengguna,
        now=now,
    )


def mulai(siti: Any, nama: str, ukuran_byte: int, source: Any = None) -> Unggahan:
    return unggahan_begin(
        actor=siti.pengguna,
        nama=nama,
        ukuran_byte=ukuran_byte,
        now=NOW,
        tujuan=Tujuan(None, "SERTIFIKAT_DIKLAT", "2024"),
        source=source,
    )


def test_a_pdf_of_the_very_limit_is_taken_and_one_byte_more_is_not(siti: Any) -> None:
    assert upload(siti, sebesar(MAKS)).ukuran_byte == MAKS
    kept = stored()
    with pytest.raises(BerkasTerlaluBesarError, match=PESAN) as refused:
        upload(siti, sebesar(MAKS + 1))
    assert refused.value.data["maks_byte"] == MAKS
    assert stored() == kept


def test_the_limit_counts_from_its_day_and_for_its_kind_only(siti: Any) -> None:
    upload(siti, sebesar(MAKS + 1), now=NOW - timedelta(days=1))
    upload(siti, sebesar(MAKS + 2), jenis="PENGHARGAAN")
    limits = {j.pk: j.pdf_maks_byte for j in jenis_with_limit(on=TODAY)}
    assert limits.pop("SERTIFIKAT_DIKLAT") == MAKS
    assert set(limits.values()) == {PDF_MAKS_BYTE}
    assert pdf_maks_of("SERTIFIKAT_DIKLAT", on=TODAY) == MAKS
    assert pdf_maks_of("SERTIFIKAT_DIKLAT", on=TODAY - timedelta(days=1)) == PDF_MAKS_BYTE


@pytest.mark.parametrize("hari", [-1, 0, 1, 30])
def test_one_kind_asked_for_is_what_the_list_of_all_says(hari: int) -> None:
    JenisDokumen.objects.filter(pk="NPWP").update(berlaku_sampai=TODAY)
    JenisDokumen.objects.filter(pk="KTP").update(berlaku_mulai=TODAY + timedelta(days=1))
    on = TODAY + timedelta(days=hari)
    listed = {j.pk: (j.nama, j.foto, j.pdf_maks_byte) for j in jenis_with_limit(on=on)}
    found = [
        jenis_to_file(kode, on=on) for kode in JenisDokumen.objects.values_list("pk", flat=True)
    ]
    assert {j.pk: (j.nama, j.foto, j.pdf_maks_byte) for j in found if j} == listed
    assert jenis_to_file("TIDAK_ADA", on=on) is None


def test_a_photo_may_be_larger_because_it_is_shrunk() -> None:
    jenis = jenis_with_limit(on=TODAY).get(pk="SERTIFIKAT_DIKLAT")
    size_check(Isi.JPEG, MAKS * 10, nama="a.jpg", jenis=jenis)
    with pytest.raises(BerkasTerlaluBesarError, match=r"besar 20 MB\."):
        size_check(Isi.JPEG, MAKS * 21, nama="a.jpg", jenis=jenis)


def test_a_resumable_upload_is_refused_before_a_byte_is_sent(siti: Any) -> None:
    with pytest.raises(BerkasTerlaluBesarError, match=PESAN):
        mulai(siti, "a.pdf", MAKS + 1)
    assert not Unggahan.objects.exists()


def test_a_name_that_hides_a_pdf_is_judged_by_the_bytes(siti: Any) -> None:
    isi = sebesar(MAKS + 1)
    with pytest.raises(BerkasTerlaluBesarError, match=PESAN):
        mulai(siti, "a.jpg", len(isi), BytesIO(isi))
    assert not stored()


def test_in_a_batch_the_file_named_so_is_refused_with_its_reason(siti: Any) -> None:
    operator = petugas(Peran.OPERATOR_OPD, siti.penempatan.get().unit)
    massal = massal_begin(actor=operator, now=NOW)
    besar = unggahan(sebesar(MAKS + 1), f"{siti.nip}_SERTIFIKAT_DIKLAT_2024.pdf")
    unggahan_receive(massal_id=massal.pk, files=[besar], actor=operator, now=NOW)
    unggahan_process(now=NOW)
    row = Unggahan.objects.get()
    assert (row.status, row.kode) == ("DITOLAK", "berkas_terlalu_besar")
    assert "Paling besar 1 MB untuk Sertifikat" in row.pesan
    assert not stored()


def test_matched_by_hand_it_is_refused_and_can_be_matched_otherwise(siti: Any) -> None:
    operator = petugas(Peran.OPERATOR_OPD, siti.penempatan.get().unit)
    massal = massal_begin(actor=operator, now=NOW)
    besar = unggahan(sebesar(MAKS + 1), "scan.pdf")
    unggahan_receive(massal_id=massal.pk, files=[besar], actor=operator, now=NOW)
    unggahan_process(now=NOW)
    row = Unggahan.objects.get()

    def match(jenis: str) -> Unggahan:
        return unggahan_match(
            unggahan_id=row.pk,
            pegawai_id=siti.pk,
            jenis_kode=jenis,
            kunci="2024",
            actor=operator,
            now=NOW,
        )

    with pytest.raises(BerkasTerlaluBesarError, match=PESAN):
        match("SERTIFIKAT_DIKLAT")
    row.refresh_from_db()
    assert (row.status, row.jenis_id) == ("COCOKKAN", None)
    match("PENGHARGAAN")
    unggahan_process(now=NOW)
    row.refresh_from_db()
    assert row.status == "TERSIMPAN"


def test_an_old_holding_is_held_to_it_too(siti: Any) -> None:
    with pytest.raises(BerkasTerlaluBesarError, match=PESAN):
        dokumen_import(
            pegawai_id=siti.pk,
            jenis_kode="SERTIFIKAT_DIKLAT",
            kunci="2024",
            file=unggahan(sebesar(MAKS + 1)),
            now=NOW,
            id_klien=uuid4(),
        )


def ramai(benih: int) -> bytes:
    """A photo that compresses badly."""
    noise = Image.effect_noise((1600, 1200), 90 + benih)
    out = BytesIO()
    noise.save(out, "JPEG", quality=90)
    return out.getvalue()


def test_photos_are_shrunk_until_their_pdf_fits(siti: Any) -> None:
    upload(siti, ramai(0), ramai(1))
    versi_process(now=NOW)
    versi = VersiDokumen.objects.get()
    assert (versi.status, versi.halaman) == ("SIAP", 2)
    assert 100_000 < versi.ukuran_byte <= MAKS
    with default_storage.open(versi.kunci_simpan) as kept, pikepdf.open(kept) as document:
        assert len(document.pages) == 2


def test_more_pages_than_fit_are_refused_in_words(siti: Any) -> None:
    batasi("SERTIFIKAT_KURSUS", 40 * 1024)
    upload(siti, ramai(0), ramai(1), jenis="SERTIFIKAT_KURSUS")
    versi_process(now=NOW)
    versi = VersiDokumen.objects.get()
    assert versi.status == "DITOLAK"
    assert "Paling besar 40 KB untuk Sertifikat" in versi.alasan
    assert not stored()


def test_a_photo_kept_as_a_photo_knows_no_limit_for_pdf(siti: Any) -> None:
    batasi("PAS_FOTO", 10 * 1024)
    versi = dokumen_upload(
        pegawai_id=siti.pk,
        jenis_kode="PAS_FOTO",
        kunci="",
        files=[unggahan(foto())],
        actor=siti.pengguna,
        now=NOW,
    )
    versi_process(now=NOW)
    versi.refresh_from_db()
    assert versi.status == "SIAP"
