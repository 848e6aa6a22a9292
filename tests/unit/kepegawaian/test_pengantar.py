"""Forms filled from the record, and the OPD's surat pengantar."""

from datetime import date, timedelta

import pypdfium2
import pytest
from django.db import transaction

from kepegawaian.models import Profil, SuratPengantar, Usulan
from kepegawaian.services import pengantar as services
from kepegawaian.services.dokumen_buatan import KLAIM_BASI
from kepegawaian.services.formulir import formulir_pdf
from kepegawaian.services.pengantar import pengantar_issue, pengantar_make
from sitamu.inti.errors import DataKurangError, NotFoundError
from sitamu.inti.models import PejabatPenandatangan
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.sk import NOW, TODAY, Panggung, panggung, usulan_berpertek

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Panggung:
    return panggung()


def text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).replace("\xa0", " ").split())


@pytest.mark.parametrize(
    ("kode", "kalimat"),
    [
        ("DPCP", "CALON PENERIMA PENSIUN"),
        ("SURAT_PERMOHONAN_PENSIUN", "Permohonan pensiun"),
        ("PERNYATAAN_HUKDIS", "TIDAK PERNAH DIJATUHI HUKUMAN DISIPLIN"),
        ("PERNYATAAN_PIDANA", "TIDAK SEDANG MENJALANI PROSES PIDANA"),
    ],
)
def test_each_form_is_filled_from_the_record(scene: Panggung, kode: str, kalimat: str) -> None:
    body = text(formulir_pdf(usulan=scene.usulan, kode=kode, today=TODAY))
    assert kalimat in body
    assert "Siti Aminah" in body
    assert "19690509 199304" in body


def test_dpcp_carries_family_account_and_the_address_after_the_pension(scene: Panggung) -> None:
    body = text(formulir_pdf(usulan=scene.usulan, kode="DPCP", today=TODAY))
    for word in ("Pasangan Contoh", "Anak 1", "1234567890", "Jalan Sesudah Pensiun 1"):
        assert word in body
    assert "7308011234567890" not in body, "NIK has no place on it"


def test_syarat_without_a_form_is_not_found(scene: Panggung) -> None:
    with pytest.raises(NotFoundError):
        formulir_pdf(usulan=scene.usulan, kode="KTP", today=TODAY)


def test_form_says_which_fact_the_record_lacks(scene: Panggung) -> None:
    Profil.objects.filter(pegawai=scene.siti).update(tmt_cpns=None)
    with pytest.raises(DataKurangError, match="TMT CPNS"):
        formulir_pdf(usulan=scene.usulan, kode="DPCP", today=TODAY)


def test_head_of_the_opd_on_record_signs_the_statement(scene: Panggung) -> None:
    PejabatPenandatangan.objects.create(
        kode="KEPALA_OPD",
        unit=scene.dinas,
        jabatan="Kepala Dinas Pendidikan",
        nama="Kepala Contoh",
        nip="196801011993031001",
        mulai=TODAY - timedelta(days=30),
        dasar="SK",
    )
    assert "Kepala Contoh" in text(
        formulir_pdf(usulan=scene.usulan, kode="PERNYATAAN_HUKDIS", today=TODAY)
    )


def issue(scene: Panggung, urut: int = 0) -> SuratPengantar:
    usulan = scene.usulan
    if urut:
        usulan = usulan_berpertek(calon_pensiun(scene.sekolah, urut=urut), scene.sekolah)
    with transaction.atomic():
        return pengantar_issue(usulan=[usulan], actor=scene.bupati, now=NOW)[0]


def test_letters_of_one_opd_are_numbered_in_turn(scene: Panggung) -> None:
    assert issue(scene).nomor.teks == "800.1.6.4/1/SP/DP/2026"
    assert issue(scene, urut=2).nomor.teks == "800.1.6.4/2/SP/DP/2026"


def test_letter_is_printed_once_and_names_who_approved_it(scene: Panggung) -> None:
    row = issue(scene)
    assert pengantar_make(now=NOW) == 1
    assert pengantar_make(now=NOW + 2 * KLAIM_BASI) == 0
    row.refresh_from_db()
    assert row.versi is not None
    assert row.isi["kop"]["nama"] == "Dinas Pendidikan"
    assert row.isi["persetujuan"] == (
        "Disetujui di SiTAMU oleh Penandatangan Contoh, 25 November 2026 10.00"
    )


def test_letter_that_failed_keeps_the_reason_and_is_tried_again(
    scene: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = issue(scene)

    def broken(*_: object) -> bytes:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(services, "render_pdf", broken)
        assert pengantar_make(now=NOW) == 0
    row.refresh_from_db()
    assert row.galat == "OSError"
    assert pengantar_make(now=NOW + KLAIM_BASI + timedelta(seconds=1)) == 1
    row.refresh_from_db()
    assert row.galat == ""


@pytest.mark.parametrize(
    ("layanan", "judul", "untuk"),
    [
        ("PENSIUN_BUP", "YANG MENCAPAI BATAS USIA PENSIUN", "usul pensiun"),
        ("PENSIUN_APS", "YANG BERHENTI ATAS PERMINTAAN SENDIRI", "usul pensiun"),
        ("MUTASI_KELUAR", "", "usul Mutasi keluar kabupaten"),
    ],
)
def test_forms_say_of_whom_and_for_what_they_are(
    scene: Panggung, layanan: str, judul: str, untuk: str
) -> None:
    Usulan.objects.filter(pk=scene.usulan.pk).update(layanan=layanan, tmt=date(2027, 2, 1))
    usulan = Usulan.objects.select_related("layanan", "pegawai", "unit_kerja").get(
        pk=scene.usulan.pk
    )
    words = " ".join(text(formulir_pdf(usulan=usulan, kode="DPCP", today=TODAY)).split())
    assert judul in words
    assert ("BATAS USIA" in words) == (layanan == "PENSIUN_BUP")
    statement = text(formulir_pdf(usulan=usulan, kode="PERNYATAAN_HUKDIS", today=TODAY))
    assert untuk in " ".join(statement.split())
    if layanan == "PENSIUN_APS":
        assert "1 Februari 2027" in words  # not the day of the age
