"""Letters: what they say, how they print, and what they refuse to fetch."""

import json
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from kepegawaian.rules import surat
from sitamu.inti.errors import DataKurangError
from sitamu.inti.surat import code128_svg, html_to_pdf, qr_svg, render_pdf
from tests.factories.surat import (
    BUPATI,
    INSTANSI,
    KEPALA_OPD,
    NASKAH,
    PANJANG,
    PERTEK,
    SITI,
    TANGGAL,
)

T = "kepegawaian/surat"
KOP = surat.kop_opd(INSTANSI, nama="Dinas Pendidikan", alamat="Jl. Contoh 2", kode_pos="92751")


def sk_isi(orang: surat.Orang = SITI) -> dict[str, Any]:
    return surat.sk_pensiun_isi(
        INSTANSI,
        NASKAH,
        orang,
        PERTEK,
        tanggal=TANGGAL,
        nomor="800.1.6.6/17/BKPSDM/2026",
        kode="ACDEFGHJKMNP",
        alamat_verifikasi="https://sitamu.contoh.test/verifikasi/ACDEFGHJKMNP",
        pejabat=BUPATI,
    )


def sk_pdf(orang: surat.Orang = SITI) -> bytes:
    isi = sk_isi(orang)
    return render_pdf(f"{T}/keputusan.html", {"isi": isi, "qr": qr_svg(isi["alamat_verifikasi"])})


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\xa0", " ") for page in document]
    finally:
        document.close()


def size_mm(pdf: bytes) -> tuple[int, int]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        width, height = document[0].get_size()
    finally:
        document.close()
    return round(width / 72 * 25.4), round(height / 72 * 25.4)


def test_sk_says_its_parts_in_the_order_of_a_keputusan() -> None:
    text = "\n".join(pages(sk_pdf()))
    parts = ["BUPATI BONE", "NOMOR", "TENTANG", "Menimbang", "Mengingat", "Memperhatikan"]
    parts += ["MEMUTUSKAN", "Menetapkan", "KESATU", "KELIMA", "Ditetapkan di", "Bupati Contoh"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "PH-27404000123 tanggal 20 November 2026" in " ".join(text.split())
    assert "ternyata terdapat kekeliruan" in " ".join(text.split())
    assert text.index("Tembusan") > text.index("MEMUTUSKAN")


def test_sk_prints_the_figures_of_the_pertek_not_ours() -> None:
    text = "\n".join(pages(sk_pdf(replace(SITI, gaji_pokok=1, mkg=(1, 1)))))
    assert "Rp5.086.000" in text
    assert "28 tahun 3 bulan" in text
    assert "Rp3.814.500" in text


@pytest.mark.parametrize(
    ("dasar", "cited"),
    [("UU 14/2005 (PP 11/2017 ps. 240)", True), ("PP 11/2017 ps. 239", False), ("", False)],
)
def test_law_on_guru_is_cited_only_where_it_fixes_the_age(dasar: str, cited: bool) -> None:
    lines = sk_isi(replace(SITI, dasar_bup=dasar))["mengingat"]
    law = "Undang-Undang Nomor 14 Tahun 2005 tentang Guru dan Dosen"
    assert (law in lines) is cited
    assert all(" tentang " in line for line in lines)


@pytest.mark.parametrize("orang", [SITI, PANJANG])
def test_data_of_the_person_follow_their_sentence_on_the_same_page(orang: surat.Orang) -> None:
    (page,) = (page for page in pages(sk_pdf(orang)) if "sebagai berikut:" in page)
    assert "Tempat, tanggal lahir" in page


def test_first_page_of_an_sk_is_filled_down_to_its_first_diktum() -> None:
    assert "KESATU" in pages(sk_pdf())[0]


def test_sk_is_f4_and_letters_are_a4() -> None:
    assert size_mm(sk_pdf()) == (215, 330)
    isi = surat.permohonan_isi(INSTANSI, SITI, TANGGAL)
    assert size_mm(render_pdf(f"{T}/permohonan.html", {"isi": isi})) == (210, 297)


@pytest.mark.parametrize("orang", [SITI, PANJANG])
def test_signature_never_stands_alone_on_a_page(orang: surat.Orang) -> None:
    last = next(page for page in pages(sk_pdf(orang)) if "Ditetapkan di" in page)
    assert "KELIMA" in last


def test_long_covering_letter_keeps_its_closing_sentence_with_the_signature() -> None:
    isi = surat.pengantar_isi(
        INSTANSI,
        [[PANJANG.nama, PANJANG.nip, PANJANG.pangkat, PANJANG.jabatan, PANJANG.unit, "2027"]],
        TANGGAL,
        layanan="Pensiun batas usia (BUP)",
        opd=PANJANG.opd,
        kop=KOP,
        nomor="800/1/DP/2026",
        pejabat=KEPALA_OPD,
        persetujuan="Disetujui di SiTAMU oleh Budi, 25 November 2026 10.00",
        lampiran=[f"Dokumen {n}" for n in range(18)],
    )
    last = next(
        p for p in pages(render_pdf(f"{T}/pengantar.html", {"isi": isi})) if KEPALA_OPD.nama in p
    )
    assert "Demikian usul ini" in last


def test_dpcp_lists_every_child_also_those_without_a_right() -> None:
    isi = surat.dpcp_isi(INSTANSI, PANJANG, TANGGAL, pejabat=KEPALA_OPD)
    assert len(isi["anak"]) == 10
    text = "\n".join(pages(render_pdf(f"{T}/dpcp.html", {"isi": isi})))
    assert "Anak dengan Nama yang Cukup Panjang Nomor 8" in text
    assert "kandung, menikah" in text


def test_html_in_a_name_is_printed_as_text() -> None:
    nama = '<img src="https://contoh.invalid/x.png"><b>Siti</b> & Rekan'
    text = "\n".join(pages(sk_pdf(replace(SITI, nama=nama))))
    assert nama in " ".join(text.split())


@pytest.mark.parametrize(
    "src",
    [
        "https://contoh.invalid/x.png",
        "file:///etc/passwd",
        "surat:../../manage.py",
        "surat:surat.css",
        "/etc/passwd",
        "data:text/html,x",
    ],
)
def test_letter_fetches_nothing_but_its_own_pictures(src: str) -> None:
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError):
        html_to_pdf(f'<body><img src="{src}">')


def test_same_data_give_the_same_bytes() -> None:
    assert sk_pdf() == sk_pdf()
    assert sk_pdf() != sk_pdf(PANJANG)


def test_frozen_data_survive_json_unchanged() -> None:
    isi = sk_isi()
    assert json.loads(json.dumps(isi)) == isi


def test_sk_without_an_address_is_refused_and_says_what_is_missing() -> None:
    with pytest.raises(DataKurangError, match="alamat sesudah pensiun"):
        sk_isi(replace(SITI, alamat="", alamat_pensiun=""))


def test_no_letter_claims_an_electronic_signature() -> None:
    text = json.dumps(sk_isi()).lower() + "\n".join(pages(sk_pdf())).lower()
    assert "elektronik" not in text
    assert "ditandatangani basah" in " ".join(text.split())


@pytest.mark.parametrize(
    ("nama", "samar"),
    [("Siti Aminah", "S*** A***"), ("x", "X***"), ("Hj. Nur-Aini, S.Pd.", "H*** N*** S***")],
)
def test_public_name_keeps_only_initials(nama: str, samar: str) -> None:
    assert surat.nama_samar(nama) == samar


def test_unit_without_its_own_code_gets_its_initials() -> None:
    assert surat.singkatan_unit("Dinas Komunikasi dan Informatika") == "DKI"
    assert surat.singkatan_unit("SDN 12 Contoh") == "S1C"


def test_code_is_read_with_dashes_spaces_and_small_letters() -> None:
    assert surat.kode_normalise(" acde-fghj kmnp ") == "ACDEFGHJKMNP"
    assert surat.kode_kelompok("ACDEFGHJKMNP") == "ACDE-FGHJ-KMNP"


def test_alphabet_of_codes_holds_no_look_alikes() -> None:
    assert not set(surat.HURUF_KODE) & set("0O1IL2Z5S8BU")
    assert len(set(surat.HURUF_KODE)) == len(surat.HURUF_KODE)


def test_barcode_of_a_shipment_is_a_picture_inside_the_letter() -> None:
    assert code128_svg("STM-7K4P9QAC").startswith("data:image/svg+xml;base64,")
    assert qr_svg("https://contoh.invalid/verifikasi/A").startswith("data:image/svg+xml")
