"""Services of each family, from the first page to the record: siti asks, budi verifies."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from arsip.models import Dokumen
from kepegawaian.errors import (
    PertekDifferError,
    SameFileError,
    SkUnsignedError,
    UsulanNotOpenError,
    UsulanTransitionError,
)
from kepegawaian.models import (
    AkibatUsulan,
    RiwayatGolongan,
    RiwayatKgb,
    RiwayatSkp,
    StatusSk,
    SuratKeputusan,
    SuratPengantar,
    Usulan,
)
from kepegawaian.rules.katalog import Pengusul, isian_parse
from kepegawaian.rules.layanan import ATURAN, KeadaanLayanan, Kelayakan
from kepegawaian.rules.naskah import naskah_check
from kepegawaian.rules.usulan import Keluarga, Status
from kepegawaian.selectors.kiriman import sk_unsent
from kepegawaian.selectors.layanan import katalog_in_force, layanan_offered
from kepegawaian.selectors.sk import keabsahan_of
from kepegawaian.services import sk as sk_services
from kepegawaian.services import usulan as services
from kepegawaian.services.akibat import AKIBAT, akibat_due
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.models import Kedudukan, Pegawai, Penempatan
from sitamu.inti.selectors import unit_of
from tests.factories.berkas import pdf, unggahan
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.layanan import NOW, TODAY, Jalan, lengkapi, pejabat

pytestmark = pytest.mark.django_db


@pytest.fixture
def jalan() -> Iterator[Jalan]:
    with time_machine.travel(NOW, tick=False):
        pejabat()
        found = Jalan()
        lengkapi(found.p.siti)
        yield found


# The catalogue


def test_every_service_names_rules_effects_words_and_papers_that_exist() -> None:
    rows = katalog_in_force(on=TODAY)
    assert len(rows) == 38
    for versi in rows:
        kode = versi.layanan_id
        assert versi.aturan in ATURAN, kode
        assert not versi.akibat or versi.akibat in AKIBAT, kode
        assert set(versi.pengusul) <= {p.value for p in Pengusul}, kode
        assert versi.untuk, kode
        labels = {i.nama: i.label for i in isian_parse(versi.isian)}
        naskah = versi.layanan.naskah.first()
        made = kode != "PENSIUN_BUP" and versi.keluarga != Keluarga.DITERIMA
        assert bool(naskah) is made, kode
        if naskah is not None:
            naskah_check(naskah.bentuk, naskah.isi, labels)
            assert versi.layanan.aturan_sk.exists(), kode
        assert versi.tahap.exists(), kode
        assert versi.syarat.filter(kode="DATA_DIRI").exists(), kode


def test_kpo_asks_less_paper_by_the_first_version_than_by_todays() -> None:
    def asked(layanan: str, on: date) -> set[str]:
        versi = next(v for v in katalog_in_force(on=on) if v.layanan_id == layanan)
        return set(versi.syarat.values_list("kode", flat=True))

    assert asked("KP_REGULER", date(2018, 1, 1)) == {"DATA_DIRI", "SKP"}
    assert "STLUD" in asked("KP_REGULER", TODAY)
    assert asked("PENSIUN_BUP", date(2018, 1, 1)) == {
        "DATA_DIRI",
        "DATA_KELUARGA",
        "DPCP",
        "PAS_FOTO",
    }
    assert "KTP" in asked("PENSIUN_BUP", TODAY)


def _state(pegawai: Pegawai, layanan: str, pengusul: Pengusul = Pengusul.ASN) -> Kelayakan | None:
    rows = layanan_offered(pegawai, pengusul, today=TODAY)
    return next((r.kelayakan for r in rows if r.versi.layanan_id == layanan), None)


def test_the_start_page_says_what_may_be_asked_for_and_why_not(jalan: Jalan) -> None:
    siti = jalan.p.siti
    states = {
        r.versi.layanan_id: r.kelayakan for r in layanan_offered(siti, Pengusul.ASN, today=TODAY)
    }
    assert states["KP_REGULER"].keadaan is KeadaanLayanan.DAPAT
    assert "15 Desember 2026" in states["KP_REGULER"].teks
    assert states["PENSIUN_BUP"].keadaan is KeadaanLayanan.DAPAT
    assert states["KP_FUNGSIONAL"].sebab == "jalur_lain"
    assert states["KGB_PNS"].keadaan is KeadaanLayanan.NANTI
    assert states["KGB_PNS"].mulai == date(2027, 1, 1)
    assert states["SURAT_KETERANGAN"].keadaan is KeadaanLayanan.DAPAT
    assert "KGB_PPPK" not in states  # for other people
    assert "PENSIUN_JANDA_DUDA" not in states  # proposed by the operator


# Outside the window, beside a running one, by the wrong hand


def test_outside_the_window_and_beside_a_running_one_nothing_is_opened(jalan: Jalan) -> None:
    with pytest.raises(UsulanNotOpenError) as refused:
        jalan.mulai("KGB_PNS")
    assert refused.value.data["sebab"] == "belum_waktunya"
    first = jalan.mulai("KP_REGULER")
    assert jalan.mulai("KP_REGULER") == first  # asked again: the same one
    with pytest.raises(UsulanNotOpenError, match=first.nomor):
        jalan.mulai("KP_PENGABDIAN")
    with pytest.raises(UsulanNotOpenError) as refused:
        jalan.mulai("SK_JABATAN")
    assert refused.value.data["sebab"] == "bukan_pengusul"


def test_a_window_that_has_closed_since_moves_the_promotion_to_the_open_one(jalan: Jalan) -> None:
    usulan = jalan.mulai("KP_REGULER")
    jalan.isi(usulan, nomor_hp="081200000000")
    RiwayatSkp.objects.create(pegawai=jalan.p.siti, tahun=2026, predikat="Baik")
    jalan.now = NOW + timedelta(days=40)  # 4 January 2027: for TMT 1 February since 16 December
    with time_machine.travel(jalan.now, tick=False):
        services.usulan_submit(usulan_id=usulan.pk, actor=jalan.oleh("siti"), now=jalan.now)
    usulan.refresh_from_db()
    assert usulan.tmt == date(2027, 2, 1)  # the period that is open now


# PERTEK: a promotion


def test_a_promotion_writes_the_record_and_its_revocation_takes_it_back(jalan: Jalan) -> None:
    siti = jalan.p.siti
    usulan = jalan.mulai("KP_REGULER")
    assert (usulan.keluarga, usulan.tmt) == (Keluarga.PERTEK, date(2027, 1, 1))
    assert usulan.rincian["golongan_baru"] == "III/d"
    jalan.isi(usulan, nomor_hp="081200000000")
    jalan.kirim(usulan)
    jalan.periksa(usulan)
    jalan.pertek(usulan)
    usulan.refresh_from_db()
    sk = jalan.terbit(usulan)
    usulan.refresh_from_db()
    assert usulan.status == Status.TERBIT
    row = RiwayatGolongan.objects.get(pegawai=siti, golongan="III/d")
    assert (row.tmt, row.nomor_sk, row.nomor_pertek) == (date(2027, 1, 1), sk.nomor_teks, "PK-1")
    assert row.jenis_kp == "reguler"
    assert (row.mkg_tahun, row.mkg_bulan) == (27, 9)  # since the KGB of April 2025
    assert sk.isi["tentang"] == ["Kenaikan Pangkat Pegawai Negeri Sipil"]
    assert "Penata Tingkat I (III/d)" in sk.isi["diktum"][0]["teks"]
    paper = Dokumen.objects.get(pegawai=siti, jenis="SK_PANGKAT", kunci="2027-01-01")
    assert paper.versi_kini_id == sk.versi_pindaian_id
    assert _state(siti, "KP_REGULER") is not None

    jalan.langkah("sk_revoke", usulan.pk, "penandatangan", "Salah golongan")
    usulan.refresh_from_db()
    assert usulan.status == Status.DIBATALKAN
    assert not RiwayatGolongan.objects.filter(pegawai=siti, golongan="III/d").exists()
    assert keabsahan_of(sk.kode).keadaan == "dicabut"
    with pytest.raises(UsulanTransitionError):
        jalan.langkah("sk_revoke", usulan.pk, "penandatangan")


def test_a_pertek_that_differs_holds_the_promotion_up(jalan: Jalan) -> None:
    usulan = jalan.mulai("KP_REGULER")
    jalan.isi(usulan, nomor_hp="081200000000")
    jalan.kirim(usulan)
    jalan.periksa(usulan)
    jalan.pertek(usulan, gaji_pokok=1)
    with pytest.raises(PertekDifferError, match="Gaji pokok"):
        sk_services.sk_approve(
            usulan_id=usulan.pk, actor=jalan.oleh("penandatangan"), now=jalan.jam()
        )
    assert not SuratKeputusan.objects.exists()


# SK_SENDIRI: a KGB, a move


def test_a_kgb_needs_no_bkn_and_is_not_sent_by_post(jalan: Jalan) -> None:
    siti = jalan.p.siti
    RiwayatKgb.objects.filter(pegawai=siti).update(tmt=date(2024, 4, 1), mkg_tahun=26)
    usulan = jalan.mulai("KGB_PNS")
    assert usulan.tmt == date(2026, 4, 1)
    assert usulan.butir.get(syarat__kode="SK_KGB").versi is None  # may be left out
    jalan.isi(usulan)
    jalan.kirim(usulan)
    jalan.periksa(usulan)
    assert usulan.status == Status.TERVERIFIKASI
    with pytest.raises(NotAllowedError):  # no way to BKN in this family
        services.usulan_send_bkn(
            usulan_id=usulan.pk, catatan="", actor=jalan.oleh("verifikator"), now=jalan.jam()
        )
    sk = jalan.terbit(usulan)
    row = RiwayatKgb.objects.get(pegawai=siti, tmt=date(2026, 4, 1))
    assert (row.golongan, row.mkg_tahun, row.nomor_sk) == ("III/c", 28, sk.nomor_teks)
    assert ["Gaji pokok baru", "Rp4.671.600"] in sk.isi["data"]
    assert not sk_unsent(jalan.oleh("pengiriman"), today=TODAY).exists()


def test_the_signer_may_ask_the_desk_to_look_again(jalan: Jalan) -> None:
    usulan = _mutasi(jalan, TODAY + timedelta(days=30))
    jalan.langkah("usulan_review", usulan.pk, "penandatangan", "Unit tujuan penuh")
    usulan.refresh_from_db()
    assert usulan.status == Status.DIPERIKSA
    assert usulan.pemeriksa == jalan.oleh("verifikator")


def _mutasi(jalan: Jalan, tmt: date) -> Usulan:
    usulan = jalan.mulai("MUTASI_UNIT")
    jalan.isi(usulan, unit_tujuan=str(jalan.p.lain.pk), tmt=tmt.isoformat(), alasan="Keluarga")
    jalan.kirim(usulan)
    jalan.periksa(usulan)
    return usulan


def test_a_move_waits_for_its_day_and_then_happens_once(jalan: Jalan) -> None:
    siti, tmt = jalan.p.siti, TODAY + timedelta(days=30)
    usulan = _mutasi(jalan, tmt)
    jalan.terbit(usulan)
    assert unit_of(siti.pk, on=tmt) == jalan.p.uptd
    assert akibat_due(now=NOW) == 0
    then = NOW + timedelta(days=30)
    assert akibat_due(now=then) == 1
    assert akibat_due(now=then) == 0
    assert unit_of(siti.pk, on=tmt) == jalan.p.lain
    assert unit_of(siti.pk, on=tmt - timedelta(days=1)) == jalan.p.uptd
    jalan.langkah("sk_revoke", usulan.pk, "penandatangan")
    assert unit_of(siti.pk, on=tmt) == jalan.p.uptd
    assert Penempatan.objects.filter(pegawai=siti).count() == 1


def test_a_revoked_sk_that_waited_never_takes_effect(jalan: Jalan) -> None:
    usulan = _mutasi(jalan, TODAY + timedelta(days=30))
    jalan.terbit(usulan)
    jalan.langkah("sk_revoke", usulan.pk, "penandatangan")
    assert akibat_due(now=NOW + timedelta(days=31)) == 0
    assert AkibatUsulan.objects.get().dibatalkan_pada is not None


# SURAT: no OPD tier


def test_a_letter_goes_straight_to_bkpsdm_and_says_what_for(jalan: Jalan) -> None:
    usulan = jalan.mulai("SURAT_KETERANGAN")
    jalan.isi(usulan, keperluan="pengajuan kredit rumah")
    jalan.kirim(usulan)
    assert (usulan.status, usulan.tiba_pada is not None) == (Status.DIPERIKSA, True)
    jalan.periksa(usulan)
    sk = jalan.setujui(usulan)
    assert sk.isi["jenis"] == "SURAT"
    assert any("pengajuan kredit rumah" in teks for teks in sk.isi["penutup"])
    jalan.langkah("sk_annul", usulan.pk, "penandatangan", "Keliru tujuan")
    sk.refresh_from_db()
    usulan.refresh_from_db()
    assert (sk.status, usulan.status) == (StatusSk.DICABUT, Status.DIBATALKAN)
    assert jalan.mulai("SURAT_KETERANGAN") != usulan  # a new one may be made


# DITERIMA: from outside


def test_an_sk_from_outside_is_registered_with_its_own_number(jalan: Jalan) -> None:
    usulan = jalan.mulai("SATYALANCANA")
    jalan.isi(usulan)
    jalan.kirim(usulan)
    jalan.periksa(usulan)
    with pytest.raises(NotAllowedError):
        sk_services.sk_approve(
            usulan_id=usulan.pk, actor=jalan.oleh("penandatangan"), now=jalan.jam()
        )
    sk = jalan.terima(usulan)
    usulan.refresh_from_db()
    assert (sk.nomor, sk.nomor_teks, usulan.status) == (None, "LUAR-1/2026", Status.TERBIT)
    assert keabsahan_of(sk.kode).keadaan == "berlaku"


def test_bkn_decides_the_pension_of_the_highest_golongan_and_it_is_received(jalan: Jalan) -> None:
    tua = calon_pensiun(jalan.p.uptd, nama="Andi Utama", golongan="IV/c", urut=91)
    usulan = jalan.mulai("PENSIUN_BUP", tua, "operator")
    assert usulan.keluarga == Keluarga.DITERIMA
    jalan.isi(usulan, "operator", alamat_pensiun="Jalan A", nomor_hp="081200000000")
    jalan.kirim(usulan, "operator")
    jalan.periksa(usulan)
    assert usulan.keluarga == Keluarga.DITERIMA
    jalan.terima(usulan, tmt=date(2027, 6, 1))
    assert tua.kedudukan == Kedudukan.AKTIF
    akibat_due(now=NOW.replace(year=2027, month=6, day=1))
    tua.refresh_from_db()
    assert tua.kedudukan == Kedudukan.PENSIUN


# Back and open again


def test_what_has_arrived_is_withdrawn_by_the_person_not_cancelled(jalan: Jalan) -> None:
    usulan = jalan.mulai("SURAT_KETERANGAN")
    with pytest.raises(NotAllowedError):
        jalan.langkah("usulan_withdraw", usulan.pk, "siti")
    jalan.isi(usulan, keperluan="kredit")
    jalan.kirim(usulan)
    with pytest.raises(NotAllowedError):
        jalan.langkah("usulan_cancel", usulan.pk, "siti")
    jalan.langkah("usulan_withdraw", usulan.pk, "siti")
    usulan.refresh_from_db()
    assert usulan.status == Status.DIBATALKAN
    with pytest.raises(UsulanTransitionError):
        services.usulan_take(usulan_id=usulan.pk, actor=jalan.oleh("verifikator"), now=jalan.jam())


def test_a_refused_usulan_is_opened_again_unless_another_is_running(jalan: Jalan) -> None:
    usulan = jalan.mulai("SURAT_KETERANGAN")
    jalan.isi(usulan, keperluan="kredit")
    jalan.kirim(usulan)
    services.usulan_take(usulan_id=usulan.pk, actor=jalan.oleh("verifikator"), now=jalan.jam())
    jalan.langkah("usulan_reject", usulan.pk, "verifikator")
    jalan.langkah("usulan_reopen", usulan.pk, "verifikator", "Ada bukti baru")
    usulan.refresh_from_db()
    assert (usulan.status, usulan.pemeriksa) == (Status.DIPERIKSA, jalan.oleh("verifikator"))
    assert usulan.interval.filter(selesai_pada=None).count() == 1
    jalan.langkah("usulan_reject", usulan.pk, "verifikator")
    jalan.mulai("SURAT_KETERANGAN")
    with pytest.raises(UsulanNotOpenError):
        jalan.langkah("usulan_reopen", usulan.pk, "verifikator")


def test_a_better_scan_takes_the_place_of_the_filed_one(jalan: Jalan) -> None:
    usulan = jalan.mulai("SURAT_KETERANGAN")
    jalan.isi(usulan, keperluan="kredit")
    jalan.kirim(usulan)
    jalan.periksa(usulan)
    sk = jalan.terbit(usulan)
    terbit_pada, old = sk.terbit_pada, sk.versi_pindaian_id

    def fix(isi: bytes) -> SuratKeputusan:
        return sk_services.sk_fix_scan(
            usulan_id=usulan.pk,
            files=[unggahan(isi, "baru.pdf")],
            catatan="Halaman 2 terpotong",
            actor=jalan.oleh("penandatangan"),
            now=jalan.jam(),
        )

    with pytest.raises(SameFileError):
        fix(pdf(2, teks=f"ttd {usulan.nomor}"))
    with pytest.raises(SkUnsignedError):
        fix(sk_services.sk_pdf(sk))
    fix(pdf(3, teks="pindaian baru"))
    sk.refresh_from_db()
    assert sk.versi_pindaian_id != old
    assert (sk.status, sk.terbit_pada) == (StatusSk.TERBIT, terbit_pada)


# Many at once


def test_one_surat_pengantar_carries_many_and_each_succeeds_alone(jalan: Jalan) -> None:
    people = [
        calon_pensiun(jalan.p.uptd, nama=f"Andi {n}", urut=60 + n, lahir=date(1969, 5, 9))
        for n in range(3)
    ]
    sent = []
    for orang in people:
        usulan = jalan.mulai("SURAT_KETERANGAN", orang, "operator")
        Usulan.objects.filter(pk=usulan.pk).update(status=Status.DI_OPD)
        sent.append(usulan)
    Usulan.objects.filter(pk=sent[2].pk).update(status=Status.DIAJUKAN)
    results = dict(
        services.usulan_approve_opd_many(
            usulan_ids=[u.pk for u in sent], actor=jalan.oleh("kepala"), now=jalan.jam()
        )
    )
    assert isinstance(results[sent[2].pk], UsulanTransitionError)
    letters = SuratPengantar.objects.filter(usulan__in=sent)
    assert {row.usulan_id for row in letters} == {sent[0].pk, sent[1].pk}
    assert len({row.nomor_id for row in letters}) == 1
    assert {line[0] for line in letters[0].isi["nominatif"]} == {"Andi 0", "Andi 1"}
    for usulan in sent[:2]:
        usulan.refresh_from_db()
        assert usulan.status == Status.DIPERIKSA


def test_a_rule_that_nobody_wrote_is_a_slip_and_said(jalan: Jalan) -> None:
    versi = next(v for v in katalog_in_force(on=TODAY) if v.layanan_id == "SURAT_KETERANGAN")
    versi.aturan = "TIDAK_ADA"
    versi.save()
    with pytest.raises(Exception, match="TIDAK_ADA"):
        jalan.mulai("SURAT_KETERANGAN")
    assert replace(Kelayakan(KeadaanLayanan.DAPAT), teks="x").dapat
