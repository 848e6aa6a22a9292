"""The table of news: right words, and nothing private where e-mail can carry it."""

import re
import string
from typing import Any

import pytest

from kepegawaian.rules.kiriman import StatusKiriman
from notifikasi.rules.kabar import KABAR, Kabar, Pihak, kabar_for, pesan_for
from sitamu.inti.rules.hak import Hak

ISI: dict[str, Any] = {
    "nomor": "USL-K7M2",
    "layanan": "Pensiun BUP",
    "bulan": "Oktober 2026",
    "pegawai_nama": "Siti Aminah",
    "catatan": "",
    "butir": [],
    "kembali_ke": "",
    "batas_tanggal": "",
}
ALL = [kabar for rows in KABAR.values() for kabar in rows]
OPEN_WORDS = {"jumlah", "nomor", "batas", "yang_diganti", "pada_diterima", "oleh"}


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("kabar", ALL, ids=lambda k: k.judul)
def test_mail_holds_the_number_and_the_step_only(kabar: Kabar) -> None:
    assert _fields(kabar.judul + kabar.isi) <= OPEN_WORDS
    assert len(kabar.judul) < 120


def test_a_return_says_how_many_papers_which_ones_and_until_when() -> None:
    isi = {
        **ISI,
        "butir": ["SKP 2025", "KTP"],
        "catatan": "Foto buram.",
        "batas_tanggal": "2026-03-12",
    }
    (kabar,) = kabar_for("UsulanDikembalikan", isi)
    pesan = pesan_for(kabar, isi, milik_sendiri=True)
    assert pesan.judul == "Usulan USL-K7M2 perlu diperbaiki"
    assert pesan.isi == "2 dokumen perlu diganti paling lambat 12 Maret 2026."
    assert pesan.rincian == "Pensiun BUP. Yang diganti: SKP 2025, KTP. Alasan: Foto buram."


def test_a_return_without_marked_papers_still_reads_as_a_sentence() -> None:
    (kabar,) = kabar_for("UsulanDikembalikan", ISI)
    assert pesan_for(kabar, ISI, milik_sendiri=True).isi == "Perbaiki usulan."


def test_others_read_whose_usulan_it_is() -> None:
    kabar = KABAR["UsulanDiajukan"][0]
    assert pesan_for(kabar, ISI, milik_sendiri=False).rincian == "Pensiun BUP, Siti Aminah."


@pytest.mark.parametrize("status", StatusKiriman)
def test_every_step_of_a_shipment_has_its_own_sentence(status: StatusKiriman) -> None:
    isi = {
        **ISI,
        "status": status.value,
        "tujuan": "SDN 1 Contoh",
        "resi": "P123",
        "diterima_oleh": "Andi",
        "diterima_tanggal": "2026-03-12",
    }
    (kabar,) = kabar_for("KirimanBerubah", isi)
    pesan = pesan_for(kabar, isi, milik_sendiri=True)
    assert "Nomor resi P123." in pesan.rincian
    assert ("diterima pada 12 Maret 2026" in pesan.isi) is (status is StatusKiriman.DITERIMA)


@pytest.mark.parametrize(
    ("kembali_ke", "berapa"), [("DIAJUKAN", 2), ("DI_OPD", 2), ("DIPERIKSA", 2), ("", 1)]
)
def test_a_repair_is_told_to_whoever_returned_it(kembali_ke: str, berapa: int) -> None:
    rows = list(kabar_for("UsulanDiperbaiki", {**ISI, "kembali_ke": kembali_ke}))
    assert len(rows) == berapa
    assert rows[-1].kepada is Pihak.PEMOHON


@pytest.mark.parametrize(
    ("status", "kepada"),
    [
        ("DIAJUKAN", [Hak.USULAN_CHECK_OPD, Hak.USULAN_APPROVE_OPD, Pihak.PEMOHON]),
        ("DI_OPD", [Hak.USULAN_APPROVE_OPD, Pihak.PEMOHON]),
    ],
)
def test_a_late_step_of_the_opd_is_told_to_its_holders_the_tier_above_and_the_asn(
    status: str, kepada: list[Pihak | Hak]
) -> None:
    isi = {**ISI, "status": status, "batas_tanggal": "2026-03-12"}
    rows = list(kabar_for("UsulanLewatBatasOpd", isi))
    assert [kabar.kepada for kabar in rows] == kepada
    for kabar in rows:
        assert "paling lambat 12 Maret 2026." in pesan_for(kabar, isi, milik_sendiri=False).isi


@pytest.mark.parametrize("nama", KABAR)
def test_words_come_out_whole(nama: str) -> None:
    isi = {**ISI, "nomor_sk": "800/1", "oleh": "Budi", "tujuan": "SDN 1 Contoh"}
    for kabar in KABAR[nama]:
        pesan = pesan_for(kabar, isi, milik_sendiri=False)
        for teks in (pesan.judul, pesan.isi, pesan.rincian):
            assert not re.search(r"[{}]|  |\.\.| \.", teks), teks
