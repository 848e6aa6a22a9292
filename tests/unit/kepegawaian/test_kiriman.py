"""SK on their way by post: one envelope a destination, steps by the table, resi from PT Pos."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from arsip.errors import BelumDiperiksaError, BerkasError, BervirusError
from kepegawaian.errors import (
    KirimanEmptyError,
    KirimanTransitionError,
    ReceivedTimeError,
    ResiDoubtfulError,
    ResiInvalidError,
    ResiTakenError,
)
from kepegawaian.models import Kiriman, Manifest, SuratKeputusan
from kepegawaian.rules.kiriman import (
    MOVES,
    StatusKiriman,
    kiriman_next,
    resi_looks_wrong,
    resi_normalise,
    s10_check_digit,
)
from kepegawaian.selectors.kiriman import (
    kiriman_of_manifest,
    kiriman_steps,
    kiriman_visible_to,
    manifest_total,
    tujuan_waiting,
)
from kepegawaian.services import kiriman as services
from sitamu.inti.errors import DataKurangError, NotAllowedError, NotFoundError
from sitamu.inti.models import Outbox, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Peran
from tests.factories.berkas import foto, pdf, unggahan
from tests.factories.clamd import VIRUS, clamd
from tests.factories.inti import petugas
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.sk import NOW, TODAY, Panggung, panggung, terbitkan, usulan_berpertek

HEIC = Path(__file__).parents[2] / "data" / "foto.heic"
S = StatusKiriman
DIGITS = st.text("0123456789", min_size=8, max_size=8)


# The number


@pytest.mark.parametrize(
    ("digits", "check"),
    [
        ("47312482", 9),
        ("00000000", 5),
        ("02000000", 0),
        ("12345678", 5),
        ("00000001", 4),
        ("10000007", 9),
    ],
)
def test_check_digit_follows_the_upu_standard(digits: str, check: int) -> None:
    assert s10_check_digit(digits) == check


@given(DIGITS, st.integers(0, 7), st.integers(1, 9))
def test_a_single_wrong_digit_is_caught_unless_the_check_digit_is_five(
    digits: str, place: int, shift: int
) -> None:
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    if s10_check_digit(digits) != 5:
        assert s10_check_digit(wrong) != s10_check_digit(digits)


@given(DIGITS, st.integers(0, 6))
def test_swapped_neighbours_are_caught_unless_the_check_digit_is_five(
    digits: str, place: int
) -> None:
    a, b = digits[place], digits[place + 1]
    swapped = digits[:place] + b + a + digits[place + 2 :]
    if a != b and s10_check_digit(digits) != 5:
        assert s10_check_digit(swapped) != s10_check_digit(digits)


@given(DIGITS)
def test_number_with_its_own_check_digit_looks_right(digits: str) -> None:
    assert not resi_looks_wrong(f"RR{digits}{s10_check_digit(digits)}ID")


@pytest.mark.parametrize(
    ("teks", "resi"),
    [
        (" rr 473124829 id ", "RR473124829ID"),
        ("P23090801122", "P23090801122"),
        ("1234567", None),
        ("RR-473124829-ID", None),
        ("STMACDE47TX", None),
        ("STM-7K4P9QAC", None),
        ("A" * 21, None),
    ],
)
def test_resi_is_normalised_and_our_own_reference_is_no_resi(teks: str, resi: str | None) -> None:
    assert resi_normalise(teks) == resi


@pytest.mark.parametrize("dari", list(S))
@pytest.mark.parametrize("ke", list(S))
def test_only_moves_of_the_table_are_made(dari: S, ke: S) -> None:
    if ke in MOVES[dari]:
        assert kiriman_next(dari, ke) is ke
    else:
        with pytest.raises(KirimanTransitionError):
            kiriman_next(dari, ke)


# Envelopes


@pytest.fixture
def scene(db: None) -> Panggung:
    return panggung()


@pytest.fixture
def issued(scene: Panggung) -> Panggung:
    terbitkan(scene.usulan, scene.bupati)
    return scene


def prepare(actor: Pengguna, *units: UnitKerja) -> Manifest:
    return services.kiriman_prepare(
        unit_ids=[u.pk for u in units],
        layanan_pos="EXPRESS",
        kantor_pos="Kantor Pos Contoh",
        actor=actor,
        now=NOW,
    )


def handed_over(scene: Panggung) -> Kiriman:
    manifest = prepare(scene.kurir, scene.sekolah)
    services.manifest_handover(
        manifest_id=manifest.pk, petugas_pos="Pak Pos", actor=scene.kurir, now=NOW
    )
    return Kiriman.objects.get(manifest=manifest)


def move(kiriman: Kiriman, ke: S, actor: Pengguna, catatan: str = "") -> Kiriman:
    return services.kiriman_move(
        kiriman_id=kiriman.pk, ke=ke, catatan=catatan, actor=actor, now=NOW
    )


def receive(kiriman: Kiriman, actor: Pengguna, **beda: Any) -> Kiriman:
    return services.kiriman_receive(
        **{
            "kiriman_id": kiriman.pk,
            "diterima_oleh": "Ibu Kepala",
            "diterima_hubungan": "kepala sekolah",
            "diterima_pada": NOW,
            "bukti": None,
            "actor": actor,
            "now": NOW,
            **beda,
        }
    )


def told(kiriman: Kiriman) -> list[str]:
    rows = Outbox.objects.filter(nama="KirimanBerubah").order_by("dibuat_pada", "pk")
    return [r.isi["status"] for r in rows if r.isi["kiriman_id"] == str(kiriman.pk)]


def test_sk_not_yet_issued_does_not_wait_for_the_post(scene: Panggung) -> None:
    assert tujuan_waiting(scene.kurir, today=TODAY) == []


def test_queue_groups_issued_sk_by_destination(issued: Panggung) -> None:
    teman = usulan_berpertek(calon_pensiun(issued.sekolah, urut=2), issued.sekolah)
    jauh = usulan_berpertek(calon_pensiun(issued.lain, urut=3), issued.lain)
    for usulan in (teman, jauh):
        terbitkan(usulan, issued.bupati)
    rows = tujuan_waiting(issued.kurir, today=TODAY)
    assert [(t.unit, len(t.sk)) for t in rows] == [(issued.sekolah, 2), (issued.lain, 1)]


def test_officer_of_another_unit_sees_neither_queue_nor_envelope(issued: Panggung) -> None:
    luar = petugas(Peran.PETUGAS_PENGIRIMAN, issued.lain)
    assert tujuan_waiting(luar, today=TODAY) == []
    with pytest.raises(NotFoundError):
        prepare(luar, issued.sekolah)
    kiriman = handed_over(issued)
    assert not kiriman_visible_to(luar, today=TODAY).exists()
    with pytest.raises(NotFoundError):
        move(kiriman, S.PROSES_ANTAR, luar)


def test_manifest_copies_the_address_and_later_changes_do_not_touch_it(issued: Panggung) -> None:
    manifest = prepare(issued.kurir, issued.sekolah)
    UnitKerja.objects.filter(pk=issued.sekolah.pk).update(alamat="Pindah", kode_pos="99999")
    kiriman = Kiriman.objects.get(manifest=manifest)
    assert kiriman.tujuan_alamat == "Jl. SDN 12 Contoh Nomor 1"
    assert kiriman.tujuan_kode_pos == "92711"
    assert kiriman.ref.startswith("STM-")
    assert told(kiriman) == ["DISIAPKAN"]


@pytest.mark.parametrize("kolom", ["kode_pos", "alamat", "kecamatan"])
def test_address_that_is_not_complete_is_named_and_nothing_is_numbered(
    issued: Panggung, kolom: str
) -> None:
    UnitKerja.objects.filter(pk=issued.sekolah.pk).update(**{kolom: ""})
    with pytest.raises(DataKurangError, match=kolom.replace("_", " ")):
        prepare(issued.kurir, issued.sekolah)
    assert not Manifest.objects.exists()


def test_second_click_finds_nothing_left_to_send(issued: Panggung) -> None:
    prepare(issued.kurir, issued.sekolah)
    with pytest.raises(KirimanEmptyError):
        prepare(issued.kurir, issued.sekolah)
    assert Manifest.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_desks_at_once_put_an_sk_into_one_envelope() -> None:
    scene = panggung()
    terbitkan(scene.usulan, scene.bupati)
    barrier = threading.Barrier(2)
    results: list[str] = []

    def work() -> None:
        try:
            barrier.wait(10)
            prepare(scene.kurir, scene.sekolah)
            results.append("dibuat")
        except KirimanEmptyError:
            results.append("kosong")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(results) == ["dibuat", "kosong"]
    assert Kiriman.objects.count() == 1


def test_totals_count_pieces_grams_and_fees_once_all_are_known(issued: Panggung) -> None:
    jauh = usulan_berpertek(calon_pensiun(issued.lain, urut=3), issued.lain)
    terbitkan(jauh, issued.bupati)
    manifest = prepare(issued.kurir, issued.sekolah, issued.lain)
    rows = kiriman_of_manifest(issued.kurir, manifest, today=TODAY)
    assert [k.jumlah_sk for k in rows] == [1, 1]
    first, second = rows
    services.resi_enter(
        kiriman_id=first.pk,
        resi="RR473124829ID",
        biaya_rupiah=9000,
        berat_gram=120,
        actor=issued.kurir,
        now=NOW,
    )
    total = manifest_total(rows)
    assert (total.koli, total.berat_gram, total.biaya_rupiah) == (2, 170, None)
    services.resi_enter(
        kiriman_id=second.pk,
        resi="P23090801122",
        biaya_rupiah=11500,
        actor=issued.kurir,
        now=NOW,
    )
    assert manifest_total(rows).biaya_rupiah == 20500
    isi = services.manifest_isi(manifest, issued.kurir, today=TODAY)
    assert (isi["jumlah"], isi["berat"], isi["biaya"]) == (2, "170", "20.500")
    assert isi["lembar"] == ["Lembar 1: PT Pos", "Lembar 2: pengirim"]


def test_paper_of_a_manifest_is_printed_without_nip_or_subject(issued: Panggung) -> None:
    import pypdfium2

    manifest = prepare(issued.kurir, issued.sekolah)
    for body in (
        services.manifest_pdf(manifest_id=manifest.pk, actor=issued.kurir, today=TODAY),
        services.label_pdf(manifest_id=manifest.pk, empat=False, actor=issued.kurir, today=TODAY),
        services.label_pdf(manifest_id=manifest.pk, empat=True, actor=issued.kurir, today=TODAY),
    ):
        document = pypdfium2.PdfDocument(body)
        text = " ".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        assert "SDN 12 Contoh" in text
        assert (issued.siti.nip or "") not in text.replace(" ", "")
        assert "Siti" not in text
        assert "pensiun" not in text.lower()


def test_handover_moves_every_envelope_once(issued: Panggung) -> None:
    kiriman = handed_over(issued)
    assert kiriman.manifest is not None
    services.manifest_handover(
        manifest_id=kiriman.manifest.pk, petugas_pos="Lain", actor=issued.kurir, now=NOW
    )
    kiriman.refresh_from_db()
    assert kiriman.status == S.DISERAHKAN
    assert Manifest.objects.get().petugas_pos == "Pak Pos"
    assert told(kiriman) == ["DISIAPKAN", "DISERAHKAN"]


def test_only_who_sees_every_line_hands_over_the_whole(issued: Panggung) -> None:
    jauh = usulan_berpertek(calon_pensiun(issued.lain, urut=3), issued.lain)
    terbitkan(jauh, issued.bupati)
    manifest = prepare(issued.kurir, issued.sekolah, issued.lain)
    luar = petugas(Peran.PETUGAS_PENGIRIMAN, issued.lain)
    with pytest.raises(NotAllowedError):
        services.manifest_handover(manifest_id=manifest.pk, petugas_pos="X", actor=luar, now=NOW)


# Resi


def enter(kiriman: Kiriman, resi: str, actor: Pengguna, alasan: str = "") -> Kiriman:
    return services.resi_enter(
        kiriman_id=kiriman.pk, resi=resi, alasan=alasan, actor=actor, now=NOW
    )


def test_resi_is_kept_and_its_change_leaves_a_trace(issued: Panggung) -> None:
    kiriman = handed_over(issued)
    enter(kiriman, "rr473124829id", issued.kurir)
    enter(kiriman, "P23090801122", issued.kurir)
    kiriman.refresh_from_db()
    assert kiriman.resi == "P23090801122"
    notes = set(kiriman.riwayat.filter(dari="DISERAHKAN").values_list("catatan", flat=True))
    assert notes == {"Resi RR473124829ID.", "Resi RR473124829ID diganti P23090801122."}
    assert told(kiriman) == ["DISIAPKAN", "DISERAHKAN"]


def test_resi_with_a_wrong_check_digit_needs_a_reason(issued: Panggung) -> None:
    kiriman = handed_over(issued)
    with pytest.raises(ResiDoubtfulError):
        enter(kiriman, "RR473124820ID", issued.kurir)
    enter(kiriman, "RR473124820ID", issued.kurir, alasan="tercetak begitu")
    kiriman.refresh_from_db()
    assert kiriman.resi == "RR473124820ID"
    assert kiriman.riwayat.filter(catatan__contains="tercetak begitu").count() == 1


def test_what_cannot_be_a_resi_is_refused(issued: Panggung) -> None:
    kiriman = handed_over(issued)
    with pytest.raises(ResiInvalidError):
        enter(kiriman, kiriman.ref, issued.kurir)


def test_one_resi_belongs_to_one_envelope(issued: Panggung) -> None:
    jauh = usulan_berpertek(calon_pensiun(issued.lain, urut=3), issued.lain)
    terbitkan(jauh, issued.bupati)
    first, second = Kiriman.objects.filter(
        manifest=prepare(issued.kurir, issued.sekolah, issued.lain)
    )
    enter(first, "RR473124829ID", issued.kurir)
    with pytest.raises(ResiTakenError, match=first.ref):
        enter(second, "RR473124829ID", issued.kurir)


# Steps


def test_asn_sees_each_step_newest_first(issued: Panggung) -> None:
    kiriman = handed_over(issued)
    enter(kiriman, "RR473124829ID", issued.kurir)
    move(kiriman, S.PROSES_ANTAR, issued.kurir)
    receive(kiriman, issued.kurir)
    steps = kiriman_steps(issued.usulan)
    assert {s.status for s in steps} == {S.DITERIMA, S.PROSES_ANTAR, S.DISERAHKAN, S.DISIAPKAN}
    assert len(steps) == 4, "a resi is a note, not a step"
    notes = {s.status: s.catatan for s in steps}
    assert notes[S.DITERIMA] == "Diterima oleh Ibu Kepala (kepala sekolah)."
    assert notes[S.DISERAHKAN] == "Pos Express, resi RR473124829ID."
    assert told(kiriman) == ["DISIAPKAN", "DISERAHKAN", "PROSES_ANTAR", "DITERIMA"]


def test_envelope_tells_the_owner_of_each_sk_in_it(issued: Panggung) -> None:
    teman = usulan_berpertek(calon_pensiun(issued.sekolah, urut=2), issued.sekolah)
    terbitkan(teman, issued.bupati)
    prepare(issued.kurir, issued.sekolah)
    rows = Outbox.objects.filter(nama="KirimanBerubah")
    assert {r.isi["usulan_id"] for r in rows} == {str(issued.usulan.pk), str(teman.pk)}


def test_failure_needs_a_reason_and_said_twice_is_one_step(issued: Panggung) -> None:
    kiriman = handed_over(issued)
    with pytest.raises(DataKurangError, match="alasan"):
        move(kiriman, S.GAGAL, issued.kurir)
    for _ in range(2):
        move(kiriman, S.GAGAL, issued.kurir, "tidak di tempat")
    assert told(kiriman).count("GAGAL") == 1


@pytest.mark.parametrize("ke", [S.DITERIMA, S.DISERAHKAN])
def test_receiving_and_handing_over_have_their_own_forms(issued: Panggung, ke: S) -> None:
    kiriman = Kiriman.objects.get(manifest=prepare(issued.kurir, issued.sekolah))
    with pytest.raises(KirimanTransitionError):
        move(kiriman, ke, issued.kurir)


def test_proof_is_stored_privately_with_who_and_when(issued: Panggung) -> None:
    kiriman = handed_over(issued)
    done = receive(kiriman, issued.kurir, bukti=unggahan(pdf(), "bukti.pdf"))
    assert done.bukti.startswith(f"kiriman/{kiriman.pk}/")
    assert default_storage.open(done.bukti).read() == pdf()
    assert done.diterima_pada == NOW
    assert receive(kiriman, issued.kurir, diterima_oleh="Lain").diterima_oleh == "Ibu Kepala"


def test_large_photo_of_a_phone_is_proof(issued: Panggung) -> None:
    body = foto(jenis="PNG", compress_level=0)
    body += b"\0" * (6 * 1024 * 1024)
    done = receive(handed_over(issued), issued.kurir, bukti=unggahan(body, "IMG_0001.png"))
    assert done.bukti.endswith(".png")


def test_heic_of_a_phone_is_proof(issued: Panggung) -> None:
    done = receive(
        handed_over(issued), issued.kurir, bukti=unggahan(HEIC.read_bytes(), "IMG_0002.HEIC")
    )
    assert done.bukti.endswith(".heic")


@pytest.mark.parametrize("isi", [b"MZ program", b"", b"<html>", b"%PDF-" + b"x" * 5 * 1024 * 1024])
def test_proof_that_is_no_picture_or_too_large_is_refused(issued: Panggung, isi: bytes) -> None:
    kiriman = handed_over(issued)
    with pytest.raises(BerkasError):
        receive(kiriman, issued.kurir, bukti=unggahan(isi, "bukti.pdf"))
    kiriman.refresh_from_db()
    assert kiriman.status == S.DISERAHKAN


def test_a_proof_with_a_virus_is_refused_and_one_without_a_verdict_is_not_kept(
    issued: Panggung, settings: Any
) -> None:
    kiriman = handed_over(issued)
    with clamd() as running:
        settings.SITAMU_CLAMD = running.url
        with pytest.raises(BervirusError, match=r"Uji-Virus-1 pada bukti\.pdf"):
            receive(kiriman, issued.kurir, bukti=unggahan(pdf(teks=VIRUS), "bukti.pdf"))
        running.answer = lambda _: b"stream: Can't allocate memory ERROR"
        with pytest.raises(BelumDiperiksaError, match="tidak menjawab"):
            receive(kiriman, issued.kurir, bukti=unggahan(pdf(), "bukti.pdf"))
    with pytest.raises(BelumDiperiksaError):  # the scanner is gone
        receive(kiriman, issued.kurir, bukti=unggahan(pdf(), "bukti.pdf"))
    kiriman.refresh_from_db()
    assert (kiriman.status, kiriman.bukti) == (S.DISERAHKAN, "")
    assert not default_storage.exists(f"kiriman/{kiriman.pk}")


def test_a_clean_proof_is_kept_whole_after_the_scan(issued: Panggung, settings: Any) -> None:
    with clamd() as running:
        settings.SITAMU_CLAMD = running.url
        done = receive(handed_over(issued), issued.kurir, bukti=unggahan(pdf(), "bukti.pdf"))
    assert running.seen == [pdf()]
    assert default_storage.open(done.bukti).read() == pdf()


def test_nothing_is_received_in_the_future(issued: Panggung) -> None:
    kiriman = handed_over(issued)
    with pytest.raises(ReceivedTimeError, match=r"^Waktu diterima belum lewat\.$"):
        receive(kiriman, issued.kurir, diterima_pada=NOW + timedelta(minutes=1))


def test_nothing_is_received_before_it_was_handed_over(issued: Panggung) -> None:
    manifest = prepare(issued.kurir, issued.sekolah)
    at = NOW + timedelta(seconds=40)
    services.manifest_handover(
        manifest_id=manifest.pk, petugas_pos="Pak Pos", actor=issued.kurir, now=at
    )
    kiriman = Kiriman.objects.get(manifest=manifest)
    before = NOW - timedelta(minutes=1)
    with pytest.raises(ReceivedTimeError, match=r"diserahkan ke Pos, 25 November 2026 10\.00\."):
        receive(kiriman, issued.kurir, diterima_pada=before, now=at)
    kiriman.refresh_from_db()
    assert kiriman.status == S.DISERAHKAN
    assert receive(kiriman, issued.kurir, diterima_pada=NOW, now=at).status == S.DITERIMA


def test_what_came_back_is_sent_again_in_a_linked_envelope(issued: Panggung) -> None:
    kiriman = handed_over(issued)
    move(kiriman, S.KEMBALI, issued.kurir, "pindah alamat")
    UnitKerja.objects.filter(pk=issued.sekolah.pk).update(alamat="Alamat Baru")
    made = services.kiriman_resend(kiriman_id=kiriman.pk, actor=issued.kurir, now=NOW)
    again = services.kiriman_resend(kiriman_id=kiriman.pk, actor=issued.kurir, now=NOW)
    assert made == again
    assert (made.pengganti_dari, made.tujuan_alamat) == (kiriman, "Alamat Baru")
    assert {i.sk for i in made.isi.all()} == {SuratKeputusan.objects.get()}
    (tujuan,) = tujuan_waiting(issued.kurir, today=TODAY)
    assert tujuan.kiriman == (made,)
    manifest = prepare(issued.kurir, issued.sekolah)
    made.refresh_from_db()
    assert made.manifest == manifest
    with pytest.raises(KirimanTransitionError):
        move(kiriman, S.PROSES_ANTAR, issued.kurir)


def test_only_what_failed_or_came_back_is_sent_again(issued: Panggung) -> None:
    kiriman = handed_over(issued)
    with pytest.raises(KirimanTransitionError):
        services.kiriman_resend(kiriman_id=kiriman.pk, actor=issued.kurir, now=NOW)
