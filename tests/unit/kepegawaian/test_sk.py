"""The decree: numbered once, printed once, issued by ink; and the pertek that must agree."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection, connections

from arsip.models import VersiDokumen
from kepegawaian.errors import (
    PertekDifferError,
    SkNotOursError,
    SkNotReadyError,
    SkUnsignedError,
    UsulanTransitionError,
)
from kepegawaian.models import StatusSk, SuratKeputusan, Usulan
from kepegawaian.rules.pertek import AngkaData, pertek_differences
from kepegawaian.selectors.sk import keabsahan_of, selisih_usulan
from kepegawaian.services import sk as services
from kepegawaian.services.dokumen_buatan import KLAIM_BASI
from kepegawaian.services.sk import (
    sk_approve,
    sk_approve_many,
    sk_file,
    sk_make,
    sk_retry,
    sk_settle,
)
from sitamu.inti.errors import DataKurangError, NotAllowedError, NotFoundError
from sitamu.inti.models import NomorTerbit, Outbox, PejabatPenandatangan
from sitamu.inti.rules.hak import Peran
from tests.factories.berkas import pdf, unggahan
from tests.factories.inti import beri_hak
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.sk import NOW, TODAY, Panggung, panggung, terbitkan, usulan_berpertek
from tests.factories.surat import PERTEK

pytestmark = pytest.mark.django_db
LATER = NOW + KLAIM_BASI + timedelta(seconds=1)


@pytest.fixture
def scene() -> Panggung:
    return panggung()


def events(nama: str) -> int:
    return Outbox.objects.filter(nama=nama).values("peristiwa_id").distinct().count()


def ours(**beda: Any) -> AngkaData:
    values = {
        "golongan": "IV/b",
        "mkg": (28, 3),
        "mkp": (35, 3),
        "gaji_pokok": 5086000,
        "tmt": date(2027, 6, 1),
        "pensiun_pokok": 3814500,
    }
    return AngkaData(**{**values, **beda})


def test_equal_figures_differ_in_nothing() -> None:
    assert pertek_differences(PERTEK, ours()) == []


@pytest.mark.parametrize(
    ("nama", "nilai", "bidang", "menahan"),
    [
        ("golongan", "IV/a", "Golongan ruang", True),
        ("mkg", (28, 2), "Masa kerja golongan", True),
        ("mkp", (34, 3), "Masa kerja pensiun", True),
        ("gaji_pokok", 5085999, "Gaji pokok", True),
        ("tmt", date(2027, 7, 1), "TMT", True),
        ("pensiun_pokok", 3814501, "Pensiun pokok (data: perkiraan)", False),
    ],
)
def test_each_figure_that_differs_is_named_and_only_the_estimate_lets_pass(
    nama: str, nilai: Any, bidang: str, menahan: bool
) -> None:
    (selisih,) = pertek_differences(PERTEK, ours(**{nama: nilai}))
    assert (selisih.bidang, selisih.menahan) == (bidang, menahan)


def test_unknown_estimate_is_no_difference() -> None:
    assert pertek_differences(PERTEK, ours(pensiun_pokok=None)) == []


# Approval


def test_approval_numbers_freezes_and_moves_the_usulan(scene: Panggung) -> None:
    sk = sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    scene.usulan.refresh_from_db()
    assert scene.usulan.status == "SIAP_TTD"
    assert sk.nomor.teks.endswith("/BKPSDM/2026")
    assert sk.isi["nama"] == "Siti Aminah"
    assert sk.isi["nomor"] == sk.nomor.teks
    assert len(sk.kode) == 12
    assert scene.usulan.riwayat.get(action="APPROVE_SK").oleh == scene.bupati
    assert events("SkSiapTtd") == 0


def test_double_click_gives_the_same_number(scene: Panggung) -> None:
    first = sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    second = sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    assert first == second
    assert NomorTerbit.objects.filter(register__kode="SK_PENSIUN").count() == 1
    assert scene.usulan.riwayat.filter(action="APPROVE_SK").count() == 1


@pytest.mark.parametrize("status", ["DIPERIKSA", "TERVERIFIKASI", "BTS", "SIAP_TTD", "TERBIT"])
def test_only_an_usulan_at_bkn_with_pertek_can_be_approved(scene: Panggung, status: str) -> None:
    Usulan.objects.filter(pk=scene.usulan.pk).update(status=status)
    with pytest.raises(UsulanTransitionError):
        sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    assert not NomorTerbit.objects.filter(register__kode="SK_PENSIUN").exists()


def test_signer_of_another_unit_sees_nothing(scene: Panggung) -> None:
    with pytest.raises(NotFoundError):
        sk_approve(usulan_id=scene.usulan.pk, actor=scene.made, now=NOW)


def test_nobody_approves_their_own_sk(scene: Panggung) -> None:
    own = scene.siti.pengguna
    assert own is not None
    beri_hak(own, unit=scene.akar, peran=Peran.PENANDATANGAN)
    with pytest.raises(NotAllowedError):
        sk_approve(usulan_id=scene.usulan.pk, actor=own, now=NOW)


def test_pertek_that_differs_stops_the_sk_with_a_list(scene: Panggung) -> None:
    other = usulan_berpertek(calon_pensiun(scene.sekolah, urut=2), scene.sekolah, gaji_pokok=1)
    with pytest.raises(PertekDifferError, match="Gaji pokok"):
        sk_approve(usulan_id=other.pk, actor=scene.bupati, now=NOW)
    assert not SuratKeputusan.objects.filter(usulan=other).exists()


def test_pension_figure_other_than_our_estimate_does_not_stop(scene: Panggung) -> None:
    rows = selisih_usulan(scene.usulan, today=TODAY)
    assert [s.menahan for s in rows] == [False]
    assert sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW).nomor


def test_without_signer_in_force_nothing_is_numbered(scene: Panggung) -> None:
    PejabatPenandatangan.objects.update(sampai=date(2026, 1, 1))
    with pytest.raises(DataKurangError, match="BUPATI"):
        sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    assert not NomorTerbit.objects.filter(register__kode="SK_PENSIUN").exists()


def test_golongan_decided_at_bkn_is_not_made_here(scene: Panggung) -> None:
    tinggi = calon_pensiun(scene.sekolah, urut=3, golongan="IV/c")
    other = usulan_berpertek(tinggi, scene.sekolah)
    with pytest.raises(SkNotOursError):
        sk_approve(usulan_id=other.pk, actor=scene.bupati, now=NOW)


def test_each_of_many_succeeds_or_fails_alone_and_numbers_have_no_gap(scene: Panggung) -> None:
    def more(urut: int, **pertek: Any) -> Usulan:
        return usulan_berpertek(calon_pensiun(scene.sekolah, urut=urut), scene.sekolah, **pertek)

    rows = [scene.usulan, more(4, mkg_bulan=7), more(5), more(6)]
    results = sk_approve_many(usulan_ids=[u.pk for u in rows], actor=scene.bupati, now=NOW)
    kinds = [type(result).__name__ for _, result in results]
    assert kinds == ["SuratKeputusan", "PertekDifferError", "SuratKeputusan", "SuratKeputusan"]
    urut = NomorTerbit.objects.filter(register__kode="SK_PENSIUN").values_list("urut", flat=True)
    assert sorted(urut) == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_two_signers_at_once_leave_one_number_each_and_no_gap() -> None:
    scene = panggung()
    second = usulan_berpertek(calon_pensiun(scene.sekolah, urut=2), scene.sekolah)
    barrier = threading.Barrier(4)
    failed: list[Exception] = []

    def approve(usulan: Usulan) -> None:
        try:
            barrier.wait(10)
            sk_approve(usulan_id=usulan.pk, actor=scene.bupati, now=NOW)
        except Exception as error:  # noqa: BLE001
            failed.append(error)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=approve, args=(u,)) for u in (scene.usulan, second) for _ in (1, 2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == []
    rows = NomorTerbit.objects.filter(register__kode="SK_PENSIUN").order_by("urut")
    assert [row.urut for row in rows] == [1, 2]
    assert SuratKeputusan.objects.count() == 2


# The PDF


def test_worker_prints_stores_with_hash_and_tells_once(scene: Panggung) -> None:
    sk = sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    assert sk_make(now=NOW) == 1
    assert sk_make(now=LATER) == 0
    sk.refresh_from_db()
    assert sk.status == StatusSk.SIAP_TTD
    assert sk.versi_pdf is not None
    assert len(sk.versi_pdf.sha256) == 64
    assert sk.versi_pdf.halaman == 2
    assert events("SkSiapTtd") == 1


def test_worker_killed_while_printing_leaves_one_pdf_and_one_number(
    scene: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    sk = sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    before = VersiDokumen.objects.count()

    class Killed(BaseException):
        pass

    def killed(**_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(services, "dokumen_store_made", killed)
        with pytest.raises(Killed):
            sk_make(now=NOW)
    assert sk_make(now=NOW) == 0, "the claim is still fresh"
    assert sk_make(now=LATER) == 1
    sk.refresh_from_db()
    assert sk.percobaan == 2
    assert VersiDokumen.objects.count() == before + 1
    assert NomorTerbit.objects.filter(register__kode="SK_PENSIUN").count() == 1


def test_worker_killed_before_commit_leaves_nothing_half_written(
    scene: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)

    class Killed(BaseException):
        pass

    def killed(_: object) -> None:
        raise Killed

    before = VersiDokumen.objects.count()
    with monkeypatch.context() as patch:
        patch.setattr(services, "emit", killed)
        with pytest.raises(Killed):
            sk_make(now=NOW)
    assert VersiDokumen.objects.count() == before
    assert sk_make(now=LATER) == 1
    assert VersiDokumen.objects.count() == before + 1


def test_failure_is_shown_and_can_be_asked_again(
    scene: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    sk = sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)

    def broken(*_: object) -> bytes:
        raise RuntimeError("no fonts")

    with monkeypatch.context() as patch:
        patch.setattr(services, "sk_pdf", broken)
        assert sk_make(now=NOW) == 0
    sk.refresh_from_db()
    assert sk.galat == "RuntimeError"
    sk_retry(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    assert sk_make(now=NOW) == 1
    sk.refresh_from_db()
    assert (sk.status, sk.galat) == (StatusSk.SIAP_TTD, "")


def test_worker_stops_after_five_failures_until_somebody_asks(
    scene: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    tried = []

    def broken(sk: SuratKeputusan) -> bytes:
        tried.append(sk.pk)
        raise RuntimeError

    monkeypatch.setattr(services, "sk_pdf", broken)
    for n in range(8):
        sk_make(now=NOW + n * (KLAIM_BASI + timedelta(seconds=1)))
    assert len(tried) == 5


# The ink


def test_filing_the_scan_issues_the_sk_and_stops_the_clock(scene: Panggung) -> None:
    sk = terbitkan(scene.usulan, scene.bupati)
    scene.usulan.refresh_from_db()
    assert (sk.status, scene.usulan.status) == (StatusSk.TERBIT, "TERBIT")
    assert scene.usulan.terbit_pada == NOW
    assert not scene.usulan.interval.filter(selesai_pada__isnull=True).exists()
    assert events("SkTerbit") == 1


def test_filing_twice_changes_nothing(scene: Panggung) -> None:
    first = terbitkan(scene.usulan, scene.bupati)
    again = sk_file(
        usulan_id=scene.usulan.pk,
        files=[unggahan(pdf(teks="lain"), "lain.pdf")],
        actor=scene.bupati,
        now=LATER,
    )
    assert again.versi_pindaian_id == first.versi_pindaian_id
    assert events("SkTerbit") == 1


def test_scan_cannot_be_filed_before_there_is_a_pdf(scene: Panggung) -> None:
    sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    with pytest.raises(SkNotReadyError):
        sk_file(
            usulan_id=scene.usulan.pk,
            files=[unggahan(pdf(), "a.pdf")],
            actor=scene.bupati,
            now=NOW,
        )


def test_unsigned_pdf_is_no_signed_scan(scene: Panggung) -> None:
    sk = sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    sk_make(now=NOW)
    sk.refresh_from_db()
    assert sk.versi_pdf is not None
    with default_storage.open(sk.versi_pdf.kunci_simpan) as stored:
        printed = unggahan(stored.read(), "sk.pdf")
    before = VersiDokumen.objects.count()
    with pytest.raises(SkUnsignedError):
        sk_file(usulan_id=scene.usulan.pk, files=[printed], actor=scene.bupati, now=NOW)
    sk.refresh_from_db()
    assert (sk.status, sk.versi_pindaian) == (StatusSk.SIAP_TTD, None)
    assert VersiDokumen.objects.count() == before
    assert events("SkTerbit") == 0


def test_scan_still_in_work_issues_only_when_it_is_readable(scene: Panggung) -> None:
    sk = _scanned(scene, "DIPROSES")
    assert sk_settle(now=NOW) == 0
    sk.refresh_from_db()
    assert sk.status == StatusSk.SIAP_TTD
    VersiDokumen.objects.filter(pk=sk.versi_pindaian_id).update(status="SIAP")
    assert sk_settle(now=LATER) == 1
    sk.refresh_from_db()
    assert (sk.status, sk.terbit_pada) == (StatusSk.TERBIT, LATER)


def test_refused_scan_is_taken_off_and_the_sk_keeps_waiting(scene: Panggung) -> None:
    sk = _scanned(scene, "DITOLAK")
    assert sk_settle(now=NOW) == 0
    sk.refresh_from_db()
    assert (sk.status, sk.versi_pindaian) == (StatusSk.SIAP_TTD, None)
    assert "Pindaian ditolak" in sk.galat


def _scanned(scene: Panggung, status: str) -> SuratKeputusan:
    """An SK whose scan came in as photos that are in this state."""
    sk = sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    sk_make(now=NOW)
    sk.refresh_from_db()
    assert sk.versi_pdf is not None
    scan = VersiDokumen.objects.create(
        dokumen=sk.versi_pdf.dokumen,
        nomor=9,
        status=status,
        sumber="UNGGAH",
        alasan="kabur",
        nama_asli="a.jpg",
        mime="image/jpeg",
        ukuran_byte=1,
        sha256="0" * 64,
        kunci_simpan="x",
        oleh=scene.bupati,
    )
    sk.versi_pindaian = scan
    sk.save(update_fields=["versi_pindaian"])
    return sk


def test_code_says_what_stands_at_each_stage(scene: Panggung) -> None:
    assert keabsahan_of("TIDAKADA").keadaan == "tidak_ditemukan"
    sk = sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    assert keabsahan_of(sk.isi["kode_teks"].lower()).keadaan == "belum_ditandatangani"
    sk_make(now=NOW)
    assert keabsahan_of(sk.kode).keadaan == "belum_ditandatangani"
    SuratKeputusan.objects.filter(pk=sk.pk).update(status=StatusSk.TERBIT)
    assert keabsahan_of(sk.kode).keadaan == "berlaku"
    SuratKeputusan.objects.filter(pk=sk.pk).update(status=StatusSk.DICABUT)
    assert keabsahan_of(sk.kode).keadaan == "dicabut"


def test_claim_skips_what_another_worker_holds(scene: Panggung) -> None:
    assert connection.vendor == "postgresql"
    sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    SuratKeputusan.objects.update(diklaim_pada=NOW)
    assert sk_make(now=NOW + timedelta(minutes=1)) == 0
