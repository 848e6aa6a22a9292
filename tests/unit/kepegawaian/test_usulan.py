"""The moves of an usulan with a real database: siti asks, budi verifies, made sees nothing."""

import io
import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connections, transaction
from PIL import Image

from arsip.models import VersiDokumen
from arsip.selectors import versi_visible_to
from arsip.services.dokumen import dokumen_store_made, dokumen_upload
from arsip.services.versi import versi_finish
from kepegawaian.errors import (
    BerkasIncompleteError,
    ButirLockedError,
    ButirUnjudgedError,
    HeldByOtherError,
    SameFileError,
    UsulanNotOpenError,
    UsulanTransitionError,
)
from kepegawaian.models import (
    ButirUsulan,
    IntervalUsulan,
    RiwayatUsulan,
    Usulan,
)
from kepegawaian.rules.usulan import Keluarga, Status, Verdict
from kepegawaian.selectors.antrean import antrean
from kepegawaian.selectors.usulan import sla_for, usulan_visible_to
from kepegawaian.services import usulan as services
from kepegawaian.services.pertek import IsiPertek, pertek_record
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import (
    Kedudukan,
    Outbox,
    Pegawai,
    PejabatPenandatangan,
    Pengguna,
    UnitKerja,
)
from sitamu.inti.rules.hak import Peran
from tests.factories.inti import DULU, UnitKerjaFactory, beri_hak, petugas
from tests.factories.kepegawaian import calon_pensiun

pytestmark = pytest.mark.django_db

GAJI = 4_671_600  # III/c, MKG 28 (PP 5/2024)
SENIN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday 10.00 WITA


def pdf(text: str = "x") -> SimpleUploadedFile:
    """A one-page PDF whose bytes depend on `text`."""
    document = pikepdf.new()
    document.add_blank_page()
    document.docinfo["/Title"] = text
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return SimpleUploadedFile(f"{text}.pdf", out.getvalue(), content_type="application/pdf")


def photo() -> SimpleUploadedFile:
    """A small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (300, 400), "navy").save(out, "JPEG")
    return SimpleUploadedFile("foto.jpg", out.getvalue(), content_type="image/jpeg")


@dataclass
class Cast:
    root: UnitKerja
    dinas: UnitKerja
    sekolah: UnitKerja
    pegawai: Pegawai
    siti: Pengguna
    operator: Pengguna
    kepala: Pengguna
    budi: Pengguna
    made: Pengguna


@pytest.fixture
def cast() -> Cast:
    root = UnitKerjaFactory()
    dinas = UnitKerjaFactory(induk=root, nama="Dinas Pendidikan")
    sekolah = UnitKerjaFactory(induk=dinas, nama="SDN 12 Contoh", kode_pos="92711")
    lain = UnitKerjaFactory(induk=root, nama="Dinas Sosial")
    pegawai = calon_pensiun(sekolah, akun=True)
    assert pegawai.pengguna is not None
    kepala = petugas(Peran.KEPALA_OPD, dinas)
    PejabatPenandatangan.objects.create(
        kode="KEPALA_OPD",
        jabatan="Kepala Dinas Pendidikan",
        nama="Kepala Contoh",
        pangkat="Pembina (IV/a)",
        nip="197001011995031001",
        pengguna=kepala,
        unit=dinas,
        mulai=DULU,
        dasar="SK Contoh",
    )
    return Cast(
        root=root,
        dinas=dinas,
        sekolah=sekolah,
        pegawai=pegawai,
        siti=pegawai.pengguna,
        operator=petugas(Peran.OPERATOR_OPD, dinas),
        kepala=kepala,
        budi=petugas(Peran.VERIFIKATOR, root),
        made=petugas(Peran.OPERATOR_OPD, lain),
    )


def fill(usulan: Usulan, actor: Pengguna, now: datetime) -> None:
    """Every item filled, papers straight into the archive."""
    for item in usulan.butir.select_related("syarat"):
        jenis = item.syarat.jenis_dokumen_id
        if jenis is None:
            item.dikonfirmasi_pada = now
        else:
            item.versi = dokumen_store_made(
                pegawai_id=usulan.pegawai_id,
                jenis_kode=jenis,
                kunci=item.kunci,
                isi=pdf(f"{jenis}{item.kunci}").read(),
                nama_asli="contoh.pdf",
                actor=actor,
                now=now,
            )
        item.save()


def upload(usulan: Usulan, kode: str, actor: Pengguna, now: datetime) -> None:
    services.butir_upload(
        usulan_id=usulan.pk,
        butir_id=butir(usulan, kode).pk,
        files=[photo() if kode == "PAS_FOTO" else pdf(f"{kode} baru")],
        actor=actor,
        now=now,
    )
    for versi in VersiDokumen.objects.filter(status="DIPROSES"):
        versi_finish(versi.pk, now=now)


def filled(cast: Cast, now: datetime = SENIN) -> Usulan:
    usulan = services.usulan_start(pegawai_id=cast.pegawai.pk, actor=cast.siti, now=now)
    fill(usulan, cast.siti, now)
    return usulan


def sent(cast: Cast, now: datetime = SENIN) -> Usulan:
    usulan = filled(cast, now)
    return services.usulan_submit(usulan_id=usulan.pk, actor=cast.siti, now=now)


def arrived(cast: Cast, now: datetime = SENIN) -> Usulan:
    usulan = sent(cast, now)
    services.usulan_forward(usulan_id=usulan.pk, actor=cast.operator, now=now)
    return services.usulan_approve_opd(usulan_id=usulan.pk, actor=cast.kepala, now=now)


def judge(usulan: Usulan, actor: Pengguna, now: datetime, *, wrong: tuple[str, ...] = ()) -> None:
    for butir in usulan.butir.select_related("syarat"):
        bad = butir.syarat.kode in wrong
        services.butir_judge(
            usulan_id=usulan.pk,
            butir_id=butir.pk,
            verdict=Verdict.PERLU_DIGANTI if bad else Verdict.SESUAI,
            alasan="TIDAK_TERBACA" if bad else "",
            catatan="Foto gelap" if bad else "",
            actor=actor,
            now=now,
        )


def butir(usulan: Usulan, kode: str) -> ButirUsulan:
    return usulan.butir.select_related("versi").get(syarat__kode=kode)


# Opening


def test_a_paper_from_the_archive_is_in_the_task_list_already(cast: Cast) -> None:
    versi = dokumen_upload(
        pegawai_id=cast.pegawai.pk,
        jenis_kode="SK_CPNS",
        kunci="",
        files=[pdf("cpns")],
        actor=cast.siti,
        now=SENIN,
    )
    usulan = services.usulan_start(pegawai_id=cast.pegawai.pk, actor=cast.siti, now=SENIN)
    assert butir(usulan, "SK_CPNS").versi_id == versi.pk
    assert butir(usulan, "KTP").versi_id is None
    assert [b.kunci for b in usulan.butir.filter(syarat__kode="SKP")] == ["2024", "2025"]


def test_starting_twice_opens_one(cast: Cast) -> None:
    first = services.usulan_start(pegawai_id=cast.pegawai.pk, actor=cast.siti, now=SENIN)
    again = services.usulan_start(pegawai_id=cast.pegawai.pk, actor=cast.operator, now=SENIN)
    assert again.pk == first.pk
    assert RiwayatUsulan.objects.count() == 1


@pytest.mark.parametrize("kedudukan", [Kedudukan.PENSIUN, Kedudukan.MENINGGAL])
def test_nobody_proposes_for_someone_already_gone(cast: Cast, kedudukan: str) -> None:
    Pegawai.objects.filter(pk=cast.pegawai.pk).update(kedudukan=kedudukan)
    with pytest.raises(UsulanNotOpenError) as refused:
        services.usulan_start(pegawai_id=cast.pegawai.pk, actor=cast.operator, now=SENIN)
    assert refused.value.data["sebab"] == "sudah_berakhir"
    assert not Usulan.objects.exists()


def test_it_is_too_early_more_than_fifteen_months_ahead(cast: Cast) -> None:
    early = datetime(2026, 2, 27, 2, 0, tzinfo=UTC)
    with pytest.raises(UsulanNotOpenError, match="1 Maret 2026"):
        services.usulan_start(pegawai_id=cast.pegawai.pk, actor=cast.siti, now=early)
    on_the_day = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
    assert services.usulan_start(pegawai_id=cast.pegawai.pk, actor=cast.siti, now=on_the_day)


# Sending


def test_an_unfinished_draft_is_not_sent_and_says_what_is_missing(cast: Cast) -> None:
    usulan = services.usulan_start(pegawai_id=cast.pegawai.pk, actor=cast.siti, now=SENIN)
    with pytest.raises(BerkasIncompleteError) as refused:
        services.usulan_submit(usulan_id=usulan.pk, actor=cast.siti, now=SENIN)
    assert "KTP" in refused.value.missing
    usulan.refresh_from_db()
    assert usulan.status == Status.DRAF
    assert not Outbox.objects.exists()


def test_a_second_click_sends_nothing_twice(cast: Cast) -> None:
    usulan = sent(cast)
    again = services.usulan_submit(usulan_id=usulan.pk, actor=cast.siti, now=SENIN)
    assert again.status == Status.DIAJUKAN
    assert usulan.riwayat.filter(action="SUBMIT").count() == 1
    assert Outbox.objects.filter(nama="UsulanDiajukan").count() == 1


def test_what_the_operator_sends_goes_straight_to_the_head(cast: Cast) -> None:
    usulan = services.usulan_start(pegawai_id=cast.pegawai.pk, actor=cast.operator, now=SENIN)
    fill(usulan, cast.operator, SENIN)
    usulan = services.usulan_submit(usulan_id=usulan.pk, actor=cast.operator, now=SENIN)
    assert usulan.status == Status.DI_OPD


def test_another_unit_does_not_know_the_usulan_exists(cast: Cast) -> None:
    usulan = arrived(cast)
    today = date(2026, 11, 23)
    assert not usulan_visible_to(cast.made, today=today).exists()
    assert not versi_visible_to(cast.made, today=today).exists()
    for call in (services.usulan_submit, services.usulan_forward, services.usulan_take):
        with pytest.raises(NotFoundError):
            call(usulan_id=usulan.pk, actor=cast.made, now=SENIN)
    with pytest.raises(NotFoundError):
        services.usulan_start(pegawai_id=cast.pegawai.pk, actor=cast.made, now=SENIN)


def test_bkpsdm_does_not_see_it_before_it_arrives(cast: Cast) -> None:
    usulan = sent(cast)
    today = date(2026, 11, 23)
    assert not usulan_visible_to(cast.budi, today=today).exists()
    assert usulan.tiba_pada is None
    assert not versi_visible_to(cast.budi, today=today).exists()
    assert versi_visible_to(cast.kepala, today=today).exists()


def test_the_person_cannot_move_it_on_for_the_office(cast: Cast) -> None:
    usulan = sent(cast)
    with pytest.raises(NotAllowedError):
        services.usulan_forward(usulan_id=usulan.pk, actor=cast.siti, now=SENIN)


def test_nobody_verifies_their_own_usulan_whatever_their_office(cast: Cast) -> None:
    beri_hak(cast.siti, unit=cast.root, peran=Peran.VERIFIKATOR)
    usulan = arrived(cast)
    assert not antrean(cast.siti, today=date(2026, 11, 23)).exists()
    with pytest.raises(NotAllowedError):
        services.usulan_take(usulan_id=usulan.pk, actor=cast.siti, now=SENIN)


def test_a_head_does_not_approve_what_they_made(cast: Cast) -> None:
    beri_hak(cast.kepala, unit=cast.dinas, peran=Peran.OPERATOR_OPD, mulai=date(2020, 1, 1))
    usulan = services.usulan_start(pegawai_id=cast.pegawai.pk, actor=cast.kepala, now=SENIN)
    fill(usulan, cast.kepala, SENIN)
    services.usulan_submit(usulan_id=usulan.pk, actor=cast.kepala, now=SENIN)
    with pytest.raises(NotAllowedError):
        services.usulan_approve_opd(usulan_id=usulan.pk, actor=cast.kepala, now=SENIN)


# At BKPSDM


def test_approval_of_the_opd_starts_the_promise_and_numbers_the_letter_once(cast: Cast) -> None:
    usulan = arrived(cast)
    services.usulan_approve_opd(usulan_id=usulan.pk, actor=cast.kepala, now=SENIN)
    assert usulan.status == Status.DIPERIKSA
    assert usulan.surat_pengantar.count() == 1
    clock = sla_for([usulan], today=date(2026, 11, 23))[usulan.pk]
    assert clock is not None
    assert (clock.janji, clock.terpakai, clock.sisa) == (7, 0, 7)
    assert clock.tenggat == date(2026, 12, 2)


def test_only_the_wrong_items_go_back_and_the_clock_rests(cast: Cast) -> None:
    usulan = arrived(cast)
    services.usulan_take(usulan_id=usulan.pk, actor=cast.budi, now=SENIN)
    judge(usulan, cast.budi, SENIN, wrong=("KTP", "KK"))
    old = butir(usulan, "KTP").versi_id
    rabu = SENIN + timedelta(days=2)
    usulan = services.usulan_return(usulan_id=usulan.pk, catatan="", actor=cast.budi, now=rabu)
    assert usulan.status == Status.PERLU_DIPERBAIKI
    last = usulan.riwayat.order_by("-urut").first()
    assert last is not None
    assert (last.oleh, last.sebagai) == (cast.budi, "Verifikator BKPSDM")
    assert last.rincian["alasan"]["KTP"] == "Tidak terbaca atau terpotong: Foto gelap"

    with pytest.raises(ButirLockedError):
        upload(usulan, "SK_PNS", cast.siti, rabu)
    with pytest.raises(ButirUnjudgedError) as refused:
        services.usulan_resubmit(usulan_id=usulan.pk, actor=cast.siti, now=rabu)
    assert refused.value.data["butir"] == ["Kartu keluarga", "KTP"]

    same = [pdf("KTP")]
    with pytest.raises(SameFileError):
        services.butir_upload(
            usulan_id=usulan.pk,
            butir_id=butir(usulan, "KTP").pk,
            files=same,
            actor=cast.siti,
            now=rabu,
        )

    senin_depan = SENIN + timedelta(days=7)
    for kode in ("KTP", "KK"):
        upload(usulan, kode, cast.siti, senin_depan)
    usulan = services.usulan_resubmit(usulan_id=usulan.pk, actor=cast.siti, now=senin_depan)
    assert usulan.status == Status.DIPERIKSA
    assert usulan.pemeriksa_id == cast.budi.pk
    assert butir(usulan, "KTP").verdict == Verdict.BELUM
    assert butir(usulan, "SK_PNS").verdict == Verdict.SESUAI
    new = butir(usulan, "KTP").versi
    assert new is not None
    assert new.pk != old
    assert VersiDokumen.objects.filter(pk=old).exists()
    clock = sla_for([usulan], today=date(2026, 12, 1))[usulan.pk]
    assert clock is not None
    # Tuesday and Wednesday before the return, Tuesday 1 December after it.
    assert clock.terpakai == 3


def test_two_verifikator_taking_the_next_get_different_cases(cast: Cast) -> None:
    usulan = arrived(cast)
    lain = petugas(Peran.VERIFIKATOR, cast.root)
    assert services.usulan_take_next(actor=cast.budi, now=SENIN) == usulan
    assert services.usulan_take_next(actor=lain, now=SENIN) is None
    with pytest.raises(HeldByOtherError, match=cast.budi.nama):
        services.usulan_take(usulan_id=usulan.pk, actor=lain, now=SENIN)
    with pytest.raises(HeldByOtherError):
        services.usulan_verify(usulan_id=usulan.pk, actor=lain, now=SENIN)


def test_papers_are_complete_only_when_every_item_was_found_right(cast: Cast) -> None:
    usulan = arrived(cast)
    services.usulan_take(usulan_id=usulan.pk, actor=cast.budi, now=SENIN)
    with pytest.raises(ButirUnjudgedError):
        services.usulan_verify(usulan_id=usulan.pk, actor=cast.budi, now=SENIN)
    judge(usulan, cast.budi, SENIN)
    assert (
        services.usulan_verify(usulan_id=usulan.pk, actor=cast.budi, now=SENIN).status
        == Status.TERVERIFIKASI
    )


def test_a_golongan_that_rose_meanwhile_is_decided_at_bkn(cast: Cast) -> None:
    usulan = arrived(cast)
    services.usulan_take(usulan_id=usulan.pk, actor=cast.budi, now=SENIN)
    judge(usulan, cast.budi, SENIN)
    Usulan.objects.filter(pk=usulan.pk).update(rincian={"golongan": "IV/c"})
    services.usulan_verify(usulan_id=usulan.pk, actor=cast.budi, now=SENIN)
    usulan.refresh_from_db()
    assert (usulan.status, usulan.keluarga) == (Status.TERVERIFIKASI, Keluarga.DITERIMA)


def test_a_fault_is_kept_at_once_and_its_reason_demanded_before_it_goes_back(cast: Cast) -> None:
    usulan = arrived(cast)
    services.usulan_take(usulan_id=usulan.pk, actor=cast.budi, now=SENIN)
    judge(usulan, cast.budi, SENIN)
    mark(usulan, "KTP", cast.budi)
    with pytest.raises(ButirUnjudgedError):
        services.usulan_verify(usulan_id=usulan.pk, actor=cast.budi, now=SENIN)
    with pytest.raises(ButirUnjudgedError, match="KTP"):
        services.usulan_return(usulan_id=usulan.pk, catatan="", actor=cast.budi, now=SENIN)
    mark(usulan, "KTP", cast.budi, alasan="LAINNYA")
    with pytest.raises(ButirUnjudgedError, match="KTP"):
        services.usulan_return(usulan_id=usulan.pk, catatan="", actor=cast.budi, now=SENIN)
    mark(usulan, "KTP", cast.budi, alasan="LAINNYA", catatan="Nama terpotong")
    services.usulan_return(usulan_id=usulan.pk, catatan="", actor=cast.budi, now=SENIN)


def mark(
    usulan: Usulan, kode: str, actor: Pengguna, *, alasan: str = "", catatan: str = ""
) -> None:
    services.butir_judge(
        usulan_id=usulan.pk,
        butir_id=butir(usulan, kode).pk,
        verdict=Verdict.PERLU_DIGANTI,
        alasan=alasan,
        catatan=catatan,
        actor=actor,
        now=SENIN,
    )


def test_what_bkpsdm_has_is_not_withdrawn_even_while_it_is_repaired(cast: Cast) -> None:
    usulan = arrived(cast)
    services.usulan_take(usulan_id=usulan.pk, actor=cast.budi, now=SENIN)
    judge(usulan, cast.budi, SENIN, wrong=("KTP",))
    services.usulan_return(usulan_id=usulan.pk, catatan="", actor=cast.budi, now=SENIN)
    with pytest.raises(NotAllowedError):
        services.usulan_cancel(usulan_id=usulan.pk, catatan="x", actor=cast.siti, now=SENIN)


def test_only_the_holder_records_the_pertek_and_each_is_told_once(cast: Cast) -> None:
    usulan = at_bkn(cast)
    lain = petugas(Peran.VERIFIKATOR, cast.root)
    with pytest.raises(HeldByOtherError):
        record(usulan, cast, SENIN, actor=lain)
    for gaji in (4_000_000, 4_000_000, 4_100_000):
        record(usulan, cast, SENIN, gaji=gaji)
    assert Outbox.objects.filter(nama="UsulanPertekDicatat").count() == 1
    assert not Outbox.objects.filter(nama="UsulanSiapDisetujui").exists()
    record(usulan, cast, SENIN)
    record(usulan, cast, SENIN)
    assert Outbox.objects.filter(nama="UsulanSiapDisetujui").count() == 1
    trail = usulan.riwayat.filter(action="RECORD_PERTEK").order_by("urut")
    assert [row.rincian["gaji_pokok"] for row in trail] == [4_000_000, 4_100_000, GAJI]


def test_the_clock_rests_at_bkn_until_the_pertek_is_recorded(cast: Cast) -> None:
    usulan = at_bkn(cast)
    jumat = SENIN + timedelta(days=4)
    record(usulan, cast, jumat)
    usulan.refresh_from_db()
    assert usulan.status == Status.DI_BKN
    rows = list(IntervalUsulan.objects.filter(usulan=usulan).values_list("berjalan", "sebab"))
    assert rows == [(True, ""), (False, "Menunggu pertek BKN"), (True, "")]


def at_bkn(cast: Cast) -> Usulan:
    usulan = arrived(cast)
    services.usulan_take(usulan_id=usulan.pk, actor=cast.budi, now=SENIN)
    judge(usulan, cast.budi, SENIN)
    services.usulan_verify(usulan_id=usulan.pk, actor=cast.budi, now=SENIN)
    return services.usulan_send_bkn(usulan_id=usulan.pk, catatan="", actor=cast.budi, now=SENIN)


def record(
    usulan: Usulan,
    cast: Cast,
    now: datetime,
    *,
    gaji: int | None = None,
    actor: Pengguna | None = None,
) -> None:
    pertek_record(
        usulan_id=usulan.pk,
        isi=IsiPertek(
            nomor="PH-1",
            tanggal=date(2026, 11, 20),
            golongan="III/c",
            mkg_tahun=29,
            mkg_bulan=2,
            mkp_tahun=34,
            mkp_bulan=2,
            gaji_pokok=gaji or GAJI,
            pensiun_pokok=3_554_475,
            tmt=date(2027, 6, 1),
        ),
        files=[] if hasattr(Usulan.objects.get(pk=usulan.pk), "pertek") else [pdf("pertek")],
        actor=actor or cast.budi,
        now=now,
    )


def test_bts_sends_the_marked_items_back_and_they_return_to_bkpsdm(cast: Cast) -> None:
    usulan = at_bkn(cast)
    services.butir_judge(
        usulan_id=usulan.pk,
        butir_id=butir(usulan, "PAS_FOTO").pk,
        verdict=Verdict.PERLU_DIGANTI,
        alasan="TIDAK_TERBACA",
        catatan="",
        actor=cast.budi,
        now=SENIN,
    )
    usulan = services.usulan_record_bts(
        usulan_id=usulan.pk, catatan="Foto buram", actor=cast.budi, now=SENIN
    )
    assert usulan.status == Status.BTS
    with pytest.raises(ButirLockedError):
        services.butir_confirm(
            usulan_id=usulan.pk,
            butir_id=butir(usulan, "DATA_DIRI").pk,
            isian={},
            actor=cast.siti,
            now=SENIN,
        )
    upload(usulan, "PAS_FOTO", cast.siti, SENIN)
    usulan = services.usulan_resubmit(usulan_id=usulan.pk, actor=cast.siti, now=SENIN)
    assert (usulan.status, usulan.pemeriksa_id) == (Status.DIPERIKSA, cast.budi.pk)


def test_a_hand_made_jump_over_stages_is_refused(cast: Cast) -> None:
    usulan = arrived(cast)
    with pytest.raises(UsulanTransitionError):
        services.usulan_send_bkn(usulan_id=usulan.pk, catatan="", actor=cast.budi, now=SENIN)
    with pytest.raises(NotAllowedError):
        services.usulan_cancel(usulan_id=usulan.pk, catatan="x", actor=cast.budi, now=SENIN)
    with pytest.raises(NotAllowedError):
        services.usulan_cancel(usulan_id=usulan.pk, catatan="x", actor=cast.siti, now=SENIN)


def test_a_rejection_needs_its_reason_and_ends_the_case(cast: Cast) -> None:
    usulan = arrived(cast)
    services.usulan_take(usulan_id=usulan.pk, actor=cast.budi, now=SENIN)
    with pytest.raises(ButirUnjudgedError):
        services.usulan_reject(usulan_id=usulan.pk, catatan=" ", actor=cast.budi, now=SENIN)
    services.usulan_reject(usulan_id=usulan.pk, catatan="Masih dihukum", actor=cast.budi, now=SENIN)
    assert not IntervalUsulan.objects.filter(usulan=usulan, selesai_pada=None).exists()
    # A final case closes its papers to BKPSDM, and a new one may be opened.
    tomorrow = date(2026, 11, 24)
    assert not versi_visible_to(cast.budi, today=tomorrow).exists()
    assert (
        services.usulan_start(pegawai_id=cast.pegawai.pk, actor=cast.siti, now=SENIN).pk
        != usulan.pk
    )


# The trail


def test_the_trail_cannot_be_changed_or_removed_by_the_application(cast: Cast) -> None:
    usulan = sent(cast)
    for tamper in (
        lambda: usulan.riwayat.update(catatan="lain"),
        lambda: usulan.riwayat.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            tamper()
    assert usulan.riwayat.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_send_once(cast: Cast) -> None:
    usulan = filled(cast)
    gate = threading.Barrier(2)
    answers: list[str] = []

    def click() -> None:
        try:
            gate.wait(timeout=10)
            services.usulan_submit(usulan_id=usulan.pk, actor=cast.siti, now=SENIN)
            answers.append("ok")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert answers == ["ok", "ok"]
    assert usulan.riwayat.filter(action="SUBMIT").count() == 1
    assert Outbox.objects.filter(nama="UsulanDiajukan").count() == 1


def test_an_unknown_item_is_not_found(cast: Cast) -> None:
    usulan = services.usulan_start(pegawai_id=cast.pegawai.pk, actor=cast.siti, now=SENIN)
    with pytest.raises((NotFoundError, ButirLockedError)):
        services.butir_confirm(
            usulan_id=usulan.pk, butir_id=uuid4(), isian={}, actor=cast.siti, now=SENIN
        )
