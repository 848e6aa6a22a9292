"""What a search box holds, and what the index keeps."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from arsip.models import Dokumen, IndeksDokumen, JenisDokumen, TeksVersi, VersiDokumen
from arsip.rules.cari import (
    AKHIR,
    AWAL,
    Cara,
    Tempat,
    kutipan_of,
    pertanyaan_of,
    tempat_of,
)
from arsip.services.dokumen import dokumen_upload
from tests.factories.berkas import pdf, unggahan
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("  Siti   AMINAH ", ("siti", "aminah")),
        ("800/123/2026", ("800", "123", "2026")),
        ("Ma'ruf, S.Pd.", ("maruf", "s", "pd")),
        ("sk sk SK", ("sk",)),
        ("a & b | !c <-> 'd' :*", ("a", "b", "c", "d")),
        ("", ()),
        (" ".join(f"kata{n}" for n in range(20)), tuple(f"kata{n}" for n in range(8))),
    ],
)
def test_a_question_is_read_as_folded_words(teks: str, kata: tuple[str, ...]) -> None:
    assert pertanyaan_of(teks).kata == kata


@pytest.mark.parametrize("teks", ["196805271992032077", "19680527 199203 2 077"])
def test_a_whole_nip_is_recognised_however_it_is_spaced(teks: str) -> None:
    assert pertanyaan_of(teks).nip == "196805271992032077"


def test_seventeen_digits_are_words() -> None:
    assert pertanyaan_of("19680527199203207").nip == ""


@pytest.mark.parametrize(("teks", "ejaan"), [("aminha sk 2022", "aminha"), ("800/12", "")])
def test_only_longer_words_without_digits_can_be_misspelt(teks: str, ejaan: str) -> None:
    assert pertanyaan_of(teks).ejaan == ejaan


def test_a_place_between_pages_is_read_back_as_written() -> None:
    place = Tempat(datetime(2026, 11, 25, 1, 2, 3, 456789, tzinfo=UTC), uuid4(), Cara.KATA)
    assert tempat_of(str(place)) == place


@pytest.mark.parametrize(
    "teks", ["", "x", "kata.1.2", "kata.9999999999999999999.x", "x.1." + "0" * 32]
)
def test_a_made_up_place_is_no_place(teks: str) -> None:
    assert tempat_of(teks) is None


def test_a_snippet_keeps_markup_of_the_file_as_text() -> None:
    assert kutipan_of(f"<b>{AWAL}satu{AKHIR} dan {AWAL}dua{AKHIR}") == [
        ("<b>", False),
        ("satu", True),
        (" dan ", False),
        ("dua", True),
    ]
    assert kutipan_of("tanpa temuan") == ()


# The index


def berkas() -> VersiDokumen:
    pegawai = PegawaiFactory(akun=True, unit=UnitKerjaFactory(), nama="Siti Aminah")
    return dokumen_upload(
        pegawai_id=pegawai.pk,
        jenis_kode="SKP",
        kunci="2025",
        files=[unggahan(pdf())],
        actor=pegawai.pengguna,
        now=timezone.now(),
    )


def found(kata: str) -> bool:
    return IndeksDokumen.objects.filter(vektor=kata).exists()


@pytest.mark.django_db
def test_the_index_follows_document_text_person_and_kind() -> None:
    versi = berkas()
    row = IndeksDokumen.objects.get()
    assert (row.versi_id, row.tahun) == (versi.pk, 2025)
    assert row.kata.startswith("siti aminah ")
    TeksVersi.objects.create(
        versi=versi, asal="OCR", teks="Nomor: 800/123/BKPSDM", dibaca_pada=timezone.now()
    )
    assert found("bkpsdm")
    pegawai = versi.dokumen.pegawai
    pegawai.nama_kunci = "siti rahayu"
    pegawai.save()
    assert not found("aminah")
    assert found("rahayu")
    JenisDokumen.objects.filter(pk="SKP").update(nama="Evaluasi kinerja")
    assert found("kinerja")
    assert found("bkpsdm")


@pytest.mark.django_db
def test_a_newer_version_takes_the_place_of_the_older_one() -> None:
    first = berkas()
    TeksVersi.objects.create(versi=first, asal="OCR", teks="lamasekali", dibaca_pada=timezone.now())
    second = dokumen_upload(
        pegawai_id=first.dokumen.pegawai_id,
        jenis_kode="SKP",
        kunci="2025",
        files=[unggahan(pdf(teks="lain"))],
        actor=first.dokumen.pegawai.pengguna,
        now=timezone.now(),
    )
    assert IndeksDokumen.objects.get().versi_id == second.pk
    assert not found("lamasekali")


@pytest.mark.django_db
def test_what_is_no_longer_ready_leaves_no_word() -> None:
    versi = berkas()
    TeksVersi.objects.create(versi=versi, asal="OCR", teks="rahasia", dibaca_pada=timezone.now())
    VersiDokumen.objects.filter(pk=versi.pk).update(status="DITOLAK")
    assert not IndeksDokumen.objects.exists()
    assert not TeksVersi.objects.exists()
    assert Dokumen.objects.exists()
