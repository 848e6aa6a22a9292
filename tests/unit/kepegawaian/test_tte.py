"""Electronic signatures as outside steps: sent, failed, sent again, filed as signed PDF."""

import io

import pikepdf
import pytest

from kepegawaian.errors import (
    ButirUnjudgedError,
    SkNotReadyError,
    SkNotTteError,
    UsulanTransitionError,
)
from kepegawaian.models import IntervalUsulan, StatusSk, SuratKeputusan, Usulan
from kepegawaian.rules.usulan import Status
from kepegawaian.services import sk as services
from sitamu.inti.errors import NotAllowedError
from tests.factories.berkas import pdf, unggahan
from tests.factories.layanan import Jalan, lengkapi, pejabat

pytestmark = pytest.mark.django_db


def signed(teks: str = "tte") -> bytes:
    """A PDF with a signature field that is filled, as BSrE's clients leave it."""
    document = pikepdf.open(io.BytesIO(pdf(teks=teks)))
    value = pikepdf.Dictionary(
        Type=pikepdf.Name.Sig, ByteRange=pikepdf.Array([0, 10, 20, 30]), Contents=b"x"
    )
    field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="Signature1", V=value))
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def jalan() -> Jalan:
    walk = Jalan()
    pejabat()
    lengkapi(walk.p.siti)
    return walk


@pytest.fixture
def usulan(jalan: Jalan) -> Usulan:
    """A letter, numbered and printed, that waits for its signature."""
    row = jalan.mulai("SURAT_KETERANGAN")
    jalan.isi(row, keperluan="Kredit")
    jalan.kirim(row)
    jalan.periksa(row)
    jalan.setujui(row)
    row.refresh_from_db()
    return row


def file(jalan: Jalan, usulan: Usulan, isi: bytes) -> SuratKeputusan:
    return services.sk_file(
        usulan_id=usulan.pk,
        files=[unggahan(isi, "surat.pdf")],
        actor=jalan.oleh("penandatangan"),
        now=jalan.jam(),
    )


def status(usulan: Usulan) -> Status:
    usulan.refresh_from_db()
    return Status(usulan.status)


def test_a_pdf_with_tte_is_filed_as_it_is_and_issues_the_letter(
    jalan: Jalan, usulan: Usulan
) -> None:
    jalan.langkah("sk_send_tte", usulan.pk, "penandatangan", "")
    assert status(usulan) is Status.MENUNGGU_TTE
    isi = signed()
    sk = file(jalan, usulan, isi)
    assert status(usulan) is Status.TERBIT
    assert sk.status == StatusSk.TERBIT
    assert sk.versi_pindaian
    assert sk.versi_pindaian.ukuran_byte == len(isi)  # not a byte of a signed PDF is changed


def test_a_scan_is_not_taken_for_an_electronic_signature(jalan: Jalan, usulan: Usulan) -> None:
    jalan.langkah("sk_send_tte", usulan.pk, "penandatangan", "")
    for isi in (pdf(teks="pindaian"), b"%PDF-1.7 rusak"):
        with pytest.raises(SkNotTteError):
            file(jalan, usulan, isi)
    assert status(usulan) is Status.MENUNGGU_TTE


def test_what_failed_is_sent_again_or_signed_in_ink(jalan: Jalan, usulan: Usulan) -> None:
    jalan.langkah("sk_send_tte", usulan.pk, "penandatangan", "")
    jalan.langkah("sk_fail_tte", usulan.pk, "penandatangan", "Sertifikat habis masa berlaku")
    assert status(usulan) is Status.GAGAL_TTE
    jalan.langkah("sk_send_tte", usulan.pk, "penandatangan", "")
    assert status(usulan) is Status.MENUNGGU_TTE
    jalan.langkah("sk_fail_tte", usulan.pk, "penandatangan", "Sertifikat habis masa berlaku")
    file(jalan, usulan, pdf(2, teks="basah"))
    assert status(usulan) is Status.TERBIT


def test_a_failure_says_why(jalan: Jalan, usulan: Usulan) -> None:
    jalan.langkah("sk_send_tte", usulan.pk, "penandatangan", "")
    with pytest.raises(ButirUnjudgedError):
        jalan.langkah("sk_fail_tte", usulan.pk, "penandatangan", " ")


def test_the_promise_runs_on_while_it_waits_for_tte(jalan: Jalan, usulan: Usulan) -> None:
    jalan.langkah("sk_send_tte", usulan.pk, "penandatangan", "")
    row = IntervalUsulan.objects.get(usulan=usulan, selesai_pada=None)
    assert row.berjalan


def test_a_numbered_letter_may_be_annulled_while_it_waits(jalan: Jalan, usulan: Usulan) -> None:
    jalan.langkah("sk_send_tte", usulan.pk, "penandatangan", "")
    jalan.langkah("sk_annul", usulan.pk, "penandatangan")
    assert status(usulan) is Status.DIBATALKAN


def test_nothing_is_sent_before_it_is_printed(jalan: Jalan) -> None:
    row = jalan.mulai("SURAT_KETERANGAN")
    jalan.isi(row, keperluan="Kredit")
    jalan.kirim(row)
    jalan.periksa(row)
    with pytest.raises(UsulanTransitionError):
        jalan.langkah("sk_send_tte", row.pk, "penandatangan", "")
    services.sk_approve(usulan_id=row.pk, actor=jalan.oleh("penandatangan"), now=jalan.jam())
    with pytest.raises(SkNotReadyError):
        jalan.langkah("sk_send_tte", row.pk, "penandatangan", "")


def test_a_verifikator_sends_nothing_for_signature(jalan: Jalan, usulan: Usulan) -> None:
    with pytest.raises(NotAllowedError):
        jalan.langkah("sk_send_tte", usulan.pk, "verifikator", "")
