"""Versions are numbered once, kept apart by bytes, and filed only by those who may."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.storage import default_storage

from arsip.errors import IdKlienError, KunciError
from arsip.models import AksesKasus, VersiDokumen
from arsip.selectors import arsip_ringkas, dokumen_of, versi_visible_to
from arsip.services import dokumen as service
from arsip.services.dokumen import (
    akses_kasus_end,
    akses_kasus_grant,
    dokumen_store_made,
    dokumen_upload,
)
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.rules.hak import Hak, Peran
from tests.factories.berkas import foto, pdf, pdf_dengan, unggahan
from tests.factories.inti import (
    PegawaiFactory,
    PenggunaFactory,
    UnitKerjaFactory,
    beri_hak,
    petugas,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)


@pytest.fixture
def siti() -> Any:
    dinas = UnitKerjaFactory(induk=UnitKerjaFactory(), nama="Dinas")
    return PegawaiFactory(akun=True, unit=dinas)


def unit_of(pegawai: Any) -> Any:
    return pegawai.penempatan.get().unit


def upload(pegawai: Any, *isi: bytes, jenis: str = "SK_CPNS", kunci: str = "", **rest: Any) -> Any:
    actor = rest.pop("actor", pegawai.pengguna)
    return dokumen_upload(
        pegawai_id=pegawai.pk,
        jenis_kode=jenis,
        kunci=kunci,
        files=[unggahan(b) for b in isi],
        actor=actor,
        now=NOW,
        **rest,
    )


def stored() -> set[str]:
    """Names of everything in the storage."""
    found: set[str] = set()
    folders = [""]
    while folders:
        folder = folders.pop()
        inner, files = (
            default_storage.listdir(folder) if default_storage.exists(folder or ".") else ([], [])
        )
        folders += [f"{folder}/{name}".lstrip("/") for name in inner]
        found |= {f"{folder}/{name}".lstrip("/") for name in files}
    return found


def test_a_pdf_is_ready_at_once_and_current(siti: Any) -> None:
    versi = upload(siti, pdf(2))
    assert (versi.status, versi.nomor, versi.halaman, versi.mime) == (
        "SIAP",
        1,
        2,
        "application/pdf",
    )
    assert dokumen_of(siti.pk) == {("SK_CPNS", ""): versi}
    assert arsip_ringkas([siti.pk]) == {siti.pk: {("SK_CPNS", "")}}
    with default_storage.open(versi.kunci_simpan) as kept:
        assert kept.read() == pdf(2)


def test_a_replacement_keeps_the_old_version(siti: Any) -> None:
    first, second = upload(siti, pdf(teks="lama")), upload(siti, pdf(teks="baru"))
    assert (first.nomor, second.nomor) == (1, 2)
    assert dokumen_of(siti.pk)[("SK_CPNS", "")] == second
    assert {first.kunci_simpan, second.kunci_simpan} <= stored()


def test_the_same_bytes_again_make_no_new_version(siti: Any) -> None:
    first = upload(siti, pdf())
    before = stored()
    again = upload(siti, pdf())
    assert again == first
    assert again.sudah_ada
    assert stored() == before


def test_the_same_photos_again_make_no_new_version_while_they_wait(siti: Any) -> None:
    first = upload(siti, foto(), foto(warna="grey"))
    assert first.status == "DIPROSES"
    again = upload(siti, foto(), foto(warna="grey"))
    assert again == first
    assert again.sudah_ada


def test_a_sending_repeated_by_the_client_gives_the_first_answer(siti: Any) -> None:
    id_klien = uuid.uuid4()
    first = upload(siti, pdf(teks="a"), id_klien=id_klien)
    upload(siti, pdf(teks="b"))
    again = upload(siti, pdf(teks="a"), id_klien=id_klien)
    assert again == first
    assert VersiDokumen.objects.count() == 2


def test_an_id_used_for_other_bytes_is_refused(siti: Any) -> None:
    id_klien = uuid.uuid4()
    upload(siti, pdf(teks="a"), id_klien=id_klien)
    with pytest.raises(IdKlienError) as caught:
        upload(siti, pdf(teks="b"), id_klien=id_klien)
    assert caught.value.http_status == 422


def test_an_id_used_for_another_document_is_a_conflict(siti: Any) -> None:
    id_klien = uuid.uuid4()
    upload(siti, pdf(teks="a"), id_klien=id_klien)
    before = stored()
    with pytest.raises(IdKlienError):
        upload(siti, pdf(teks="b"), jenis="SK_PNS", id_klien=id_klien)
    assert stored() == before


def test_names_in_the_storage_tell_nothing(siti: Any) -> None:
    versi = upload(siti, pdf())
    assert siti.nip not in versi.kunci_simpan
    assert str(siti.pk) not in versi.kunci_simpan
    assert str(versi.pk) not in versi.kunci_simpan
    assert "CPNS" not in versi.kunci_simpan


def test_bytes_are_removed_when_the_row_cannot_be_written(
    siti: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored()

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("database went away")

    monkeypatch.setattr(service, "_append", broken)
    with pytest.raises(RuntimeError):
        upload(siti, pdf())
    assert stored() == before


def test_a_signature_is_noted_and_the_bytes_stay(siti: Any) -> None:
    def sign(document: Any) -> None:
        import pikepdf

        document.Root.AcroForm = pikepdf.Dictionary(
            Fields=[
                document.make_indirect(
                    pikepdf.Dictionary(
                        FT=pikepdf.Name.Sig,
                        V=pikepdf.Dictionary(
                            Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=b"\0" * 8
                        ),
                    )
                )
            ]
        )

    signed = pdf_dengan(sign)
    versi = upload(siti, signed)
    assert versi.bertanda_tangan
    with default_storage.open(versi.kunci_simpan) as kept:
        assert kept.read() == signed


@pytest.mark.parametrize("kunci", ["../x", "a/b", "x" * 41, " 2025"])
def test_a_key_of_a_wrong_shape_is_refused(siti: Any, kunci: str) -> None:
    with pytest.raises(KunciError):
        upload(siti, pdf(), jenis="SKP", kunci=kunci)


def test_years_of_a_kind_are_documents_of_their_own(siti: Any) -> None:
    upload(siti, pdf(teks="2024"), jenis="SKP", kunci="2024")
    upload(siti, pdf(teks="2025"), jenis="SKP", kunci="2025")
    assert set(dokumen_of(siti.pk)) == {("SKP", "2024"), ("SKP", "2025")}


def test_an_operator_files_for_people_below_the_unit_and_nowhere_else(siti: Any) -> None:
    unit = unit_of(siti)
    andi = petugas(Peran.OPERATOR_OPD, unit)
    below = PegawaiFactory(unit=UnitKerjaFactory(induk=unit))
    beside = PegawaiFactory(unit=UnitKerjaFactory(induk=unit.induk))
    assert upload(siti, pdf(), actor=andi).oleh == andi
    assert upload(below, pdf(), actor=andi).oleh == andi
    with pytest.raises(NotFoundError):
        upload(beside, pdf(), actor=andi)
    with pytest.raises(NotFoundError):
        dokumen_upload(
            pegawai_id=uuid.uuid4(),
            jenis_kode="SK_CPNS",
            kunci="",
            files=[unggahan(pdf())],
            actor=andi,
            now=NOW,
        )


def test_somebody_who_may_only_look_is_told_so(siti: Any) -> None:
    kepala = petugas(Peran.KEPALA_OPD, unit_of(siti))
    with pytest.raises(NotAllowedError):
        upload(siti, pdf(), actor=kepala)


def test_a_calling_app_may_name_the_permission_that_counts(siti: Any) -> None:
    budi = petugas(Peran.VERIFIKATOR, UnitKerjaFactory())
    versi = upload(
        siti, pdf(), jenis="PERTEK_PENSIUN", kunci="USL-K7M2", actor=budi, hak=Hak.USULAN_VERIFY
    )
    assert versi.oleh == budi


def test_a_letter_made_here_is_filed_once(siti: Any) -> None:
    def store(isi: bytes) -> VersiDokumen:
        return dokumen_store_made(
            pegawai_id=siti.pk,
            jenis_kode="SURAT_PENGANTAR",
            kunci="USL-K7M2",
            isi=isi,
            nama_asli="surat-pengantar.pdf",
            now=NOW,
        )

    first, again, other = store(pdf()), store(pdf()), store(pdf(teks="lain"))
    assert first == again
    assert (first.sumber, first.oleh, other.nomor) == ("BUATAN", None, 2)


def test_a_running_case_opens_one_version_until_it_ends(siti: Any) -> None:
    unit, usulan = unit_of(siti), uuid.uuid4()
    versi, other = upload(siti, pdf()), upload(siti, pdf(), jenis="SK_PNS")
    budi = petugas(Peran.VERIFIKATOR, unit.induk)
    made = PenggunaFactory()
    beri_hak(made, Hak.USULAN_VIEW, unit=UnitKerjaFactory(induk=unit.induk))

    def grant() -> None:
        akses_kasus_grant(
            versi_ids=[versi.pk],
            rujukan_jenis="usulan",
            rujukan_id=usulan,
            hak=Hak.USULAN_VIEW,
            unit=unit,
            mulai=TODAY,
        )

    assert not versi_visible_to(budi, today=TODAY).exists()
    grant()
    grant()
    assert AksesKasus.objects.count() == 1
    assert list(versi_visible_to(budi, today=TODAY)) == [versi]
    assert not versi_visible_to(budi, today=date(2026, 11, 24)).exists()
    assert not versi_visible_to(made, today=TODAY).exists()
    assert other not in versi_visible_to(budi, today=TODAY)
    akses_kasus_end(rujukan_jenis="usulan", rujukan_id=usulan, sampai=TODAY)
    akses_kasus_end(rujukan_jenis="usulan", rujukan_id=usulan, sampai=date(2027, 1, 1))
    assert versi_visible_to(budi, today=TODAY).exists()
    assert not versi_visible_to(budi, today=date(2026, 11, 26)).exists()


def test_the_bulk_form_needs_one_query_however_many_people(
    siti: Any, django_assert_num_queries: Any
) -> None:
    upload(siti, pdf())
    people = [siti, *PegawaiFactory.create_batch(5)]
    with django_assert_num_queries(1):
        assert list(arsip_ringkas([p.pk for p in people])) == [siti.pk]
    with django_assert_num_queries(1):
        assert [v.dokumen.jenis.nama for v in dokumen_of(siti.pk).values()] == ["SK CPNS"]
