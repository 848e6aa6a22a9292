"""Files on their way: parts that join, batches in which none is lost, names that are read."""

import base64
import errno
import hashlib
import os
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from arsip.errors import (
    BagianBedaError,
    BagianRusakError,
    BerkasTerlaluBesarError,
    IdKlienError,
    KunciError,
    PenuhError,
    UnggahanUsaiError,
)
from arsip.models import JenisDokumen, Unggahan, UnggahanMassal, VersiDokumen
from arsip.rules.dokumen import PDF_MAKS_BYTE
from arsip.rules.unggahan import NamaBerkas, nama_urai
from arsip.selectors.unggahan import (
    jenis_may_file,
    people_for_matching,
    saran_jenis,
    saran_pegawai,
)
from arsip.services import unggahan as service
from arsip.services.penerimaan import unggahan_process
from arsip.services.unggahan import (
    Tujuan,
    massal_begin,
    unggahan_append,
    unggahan_begin,
    unggahan_discard,
    unggahan_match,
    unggahan_receive,
    unggahan_sweep,
)
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.rules.hak import Peran
from tests.factories.berkas import docx, foto, pdf, pdf_dengan
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory, petugas
from tests.factories.jahat import zip_bom, zip_menumpuk, zip_of

NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
TODAY = NOW.date()
NIP = "198501012010011001"


class Panggung:
    """siti's unit with its operator; made works elsewhere."""

    def __init__(self) -> None:
        akar = UnitKerjaFactory()
        self.unit = UnitKerjaFactory(induk=akar, nama="Dinas")
        other = UnitKerjaFactory(induk=akar, nama="Lain")
        self.siti: Any = PegawaiFactory(nama="Siti Aminah", nip=NIP, unit=self.unit, akun=True)
        self.made: Any = PegawaiFactory(nama="Made Wirawan", unit=other, akun=True)
        self.operator = petugas(Peran.OPERATOR_OPD, self.unit)
        self.lain = petugas(Peran.OPERATOR_OPD, other)

    def massal(self) -> UnggahanMassal:
        return massal_begin(actor=self.operator, now=NOW)

    def kirim(self, massal: UnggahanMassal, **files: bytes) -> dict[str, Unggahan]:
        """Send files named by keyword (`_pdf` at the end stands for the ending) and process."""
        uploads = [SimpleUploadedFile(name, content) for name, content in files.items()]
        rows = unggahan_receive(massal_id=massal.pk, files=uploads, actor=self.operator, now=NOW)
        proses()
        return {row.nama: Unggahan.objects.get(pk=row.pk) for row in rows}

    def mulai(self, isi: bytes, **more: Any) -> Unggahan:
        tujuan = Tujuan(self.siti.pk, "SK_CPNS")
        given = {"actor": self.siti.pengguna, "tujuan": tujuan, "nama": "a.pdf", "now": NOW}
        return unggahan_begin(**{**given, "ukuran_byte": len(isi), **more})

    def bagian(self, row: Unggahan, isi: bytes, mulai: int, **more: Any) -> Unggahan:
        given = {"unggahan_id": row.pk, "actor": row.oleh, "mulai": mulai, "now": NOW}
        return unggahan_append(**{**given, "source": BytesIO(isi), **more})


@pytest.fixture
def panggung(db: None) -> Panggung:
    return Panggung()


def proses(now: datetime = NOW) -> None:
    while unggahan_process(now=now):
        pass


def waiting_room() -> list[str]:
    """Every file in the waiting room."""
    found, folders = [], ["masuk"]
    while folders:
        folder = folders.pop()
        if not default_storage.exists(folder):
            continue
        inner, files = default_storage.listdir(folder)
        folders += [f"{folder}/{name}" for name in inner]
        found += files
    return found


# Names


KINDS = [
    JenisDokumen(kode="SKP", nama="SKP (evaluasi kinerja tahunan)", banyak=True, tahunan=True),
    JenisDokumen(kode="SK_PANGKAT", nama="SK pangkat terakhir"),
    JenisDokumen(kode="SK_PNS", nama="SK PNS"),
    JenisDokumen(kode="AKTA_ANAK", nama="Akta kelahiran anak", banyak=True),
    JenisDokumen(kode="KTP", nama="KTP"),
]


@pytest.mark.parametrize(
    ("nama", "nomor", "jenis", "kunci"),
    [
        (f"{NIP}_SK_PNS.pdf", NIP, "SK_PNS", ""),
        (f"{NIP}_SKPNS.PDF", NIP, "SK_PNS", ""),
        (f"{NIP}_sk pns.pdf", NIP, "SK_PNS", ""),
        (f"{NIP}-SK-PANGKAT.pdf", NIP, "SK_PANGKAT", ""),
        (f"{NIP}_SKPANGKAT.pdf", NIP, "SK_PANGKAT", ""),
        (f"{NIP}_SK pangkat terakhir.jpg", NIP, "SK_PANGKAT", ""),
        (f"{NIP}_SKP_2025.pdf", NIP, "SKP", "2025"),
        (f"{NIP}_SKP2025.pdf", NIP, "SKP", "2025"),
        (f"{NIP} SKP 2025.pdf", NIP, "SKP", "2025"),
        (f"{NIP}_AKTA_ANAK_2.pdf", NIP, "AKTA_ANAK", "2"),
        ("19850101 201001 1 001_KTP.heic", NIP, "KTP", ""),
        ("TKD-0042_KTP.pdf", "TKD-0042", "KTP", ""),
        (f"KTP {NIP}.pdf", NIP, "KTP", ""),
        # not for certain: to be matched by hand
        (f"{NIP}_SKP.pdf", NIP, "", ""),
        (f"{NIP}_SKP_25.pdf", NIP, "", ""),
        (f"{NIP}_SKPA.pdf", NIP, "", ""),
        (f"{NIP}_SK_PNS_2020.pdf", NIP, "", ""),
        (f"{NIP}_KTP (1).pdf", NIP, "", ""),
        (f"{NIP}_AKTA_ANAK_salinan.pdf", NIP, "", ""),
        ("akta anak siti aminah.pdf", "", "", ""),
        (f"{NIP}.pdf", NIP, "", ""),
        ("scan0003.pdf", "", "", ""),
        ("scan0003_KTP.pdf", "scan0003", "KTP", ""),
        ("ijazah siti.pdf", "", "", ""),
        (f"{NIP}9_KTP.pdf", f"{NIP}9", "KTP", ""),
    ],
)
def test_a_name_is_read_and_never_guessed(nama: str, nomor: str, jenis: str, kunci: str) -> None:
    assert nama_urai(nama, KINDS) == NamaBerkas(nomor, jenis, kunci)


def test_people_are_suggested_by_a_mistyped_nip_and_by_name_inside_the_scope(
    panggung: Panggung,
) -> None:
    people = people_for_matching(panggung.operator, today=TODAY)
    siti = str(panggung.siti.pk)
    assert saran_pegawai(f"{NIP[:-1]}9_KTP.pdf", people) == [siti]
    assert saran_pegawai(f"{NIP[:-1]}_KTP.pdf", people) == [siti]
    assert saran_pegawai("ktp siti aminah.pdf", people) == [siti]
    assert saran_pegawai("ktp made wirawan.pdf", people) == []
    assert saran_pegawai(f"{panggung.made.nip}_KTP.pdf", people) == []
    assert saran_pegawai("scan0003.pdf", people) == []


def test_kinds_are_suggested_by_their_words(panggung: Panggung) -> None:
    kinds = jenis_may_file(on=TODAY)
    assert saran_jenis("siti sk pangkat 2020.pdf", kinds)[0] == "SK_PANGKAT"
    assert saran_jenis("kartu keluarga siti.pdf", kinds)[0] == "KK"
    assert saran_jenis("scan0003.pdf", kinds) == []


# Parts


def test_parts_join_to_the_very_bytes(panggung: Panggung) -> None:
    isi = pdf_dengan(lambda p: setattr(p.Root, "Acak", p.make_stream(os.urandom(700_000))))
    row = panggung.mulai(isi)
    for at in range(0, len(isi), 256_000):
        row = panggung.bagian(row, isi[at : at + 256_000], at)
    assert row.status == "MENUNGGU"
    proses()
    row.refresh_from_db()
    assert (row.status, row.kode) == ("TERSIMPAN", "")
    assert row.versi is not None
    assert row.sha256 == row.versi.sha256 == hashlib.sha256(isi).hexdigest()
    with default_storage.open(row.versi.kunci_simpan) as kept:
        assert kept.read() == isi
    assert waiting_room() == []


def test_a_part_that_does_not_join_is_told_where_to_go_on(panggung: Panggung) -> None:
    isi = pdf().ljust(1000)
    row = panggung.bagian(panggung.mulai(isi), isi[:400], 0)
    for stale in (0, 399, 401):
        with pytest.raises(BagianBedaError) as caught:
            panggung.bagian(row, b"x", stale)
        assert caught.value.data == {"diterima_byte": 400}
    assert panggung.bagian(row, isi[400:], 400).diterima_byte == 1000
    with pytest.raises(UnggahanUsaiError):
        panggung.bagian(row, b"x", 1000)


def test_more_than_was_said_is_refused(panggung: Panggung) -> None:
    row = panggung.mulai(pdf())
    with pytest.raises(BerkasTerlaluBesarError):
        panggung.bagian(row, pdf() + b"x", 0)
    row.refresh_from_db()
    assert row.diterima_byte == 0
    assert waiting_room() == []


class Terputus(BytesIO):
    """Gives what it has, then the line breaks."""

    def read(self, size: int | None = -1) -> bytes:
        piece = super().read(size)
        if not piece:
            raise OSError("terputus")
        return piece


def test_a_broken_line_keeps_what_came_through(panggung: Panggung) -> None:
    isi = pdf().ljust(1000)
    row = panggung.bagian(panggung.mulai(isi), b"", 0, source=Terputus(isi[:300]))
    assert row.diterima_byte == 300
    row = panggung.bagian(row, isi[300:], 300)
    proses()
    row.refresh_from_db()
    assert row.status == "TERSIMPAN"


def test_a_checksum_vouches_for_the_whole_part(panggung: Panggung) -> None:
    isi = pdf().ljust(1000)
    row = panggung.mulai(isi)
    good = base64.b64encode(hashlib.sha256(isi[:300]).digest()).decode()
    for source, said in [
        (BytesIO(isi[:299] + b"?"), good),
        (Terputus(isi[:300]), good),
        (BytesIO(isi[:300]), "bukan base64"),
    ]:
        with pytest.raises(BagianRusakError):
            panggung.bagian(row, b"", 0, source=source, checksum=f"sha256 {said}")
    row.refresh_from_db()
    assert row.diterima_byte == 0
    assert panggung.bagian(row, isi[:300], 0, checksum=f"sha256 {good}").diterima_byte == 300


def test_the_hash_of_the_sender_is_compared_with_what_arrived(panggung: Panggung) -> None:
    row = panggung.mulai(pdf(), sha256="0" * 64)
    panggung.bagian(row, pdf(), 0)
    proses()
    row.refresh_from_db()
    assert (row.status, row.kode) == ("DITOLAK", "hash_beda")
    assert VersiDokumen.objects.count() == 0
    assert waiting_room() == []


def test_begun_again_it_is_the_same_upload(panggung: Panggung) -> None:
    id_klien = uuid4()
    first = panggung.mulai(pdf(), id_klien=id_klien)
    assert panggung.mulai(pdf(), id_klien=id_klien) == first
    with pytest.raises(IdKlienError):
        panggung.mulai(pdf(2), id_klien=id_klien)
    with pytest.raises(IdKlienError):
        panggung.mulai(
            pdf(),
            id_klien=id_klien,
            actor=panggung.made.pengguna,
            tujuan=Tujuan(panggung.made.pk, "SK_CPNS"),
        )


def test_what_cannot_be_filed_is_refused_before_a_byte_is_sent(panggung: Panggung) -> None:
    with pytest.raises(NotFoundError):
        panggung.mulai(pdf(), tujuan=Tujuan(panggung.made.pk, "SK_CPNS"))
    with pytest.raises(NotFoundError):
        panggung.mulai(pdf(), tujuan=Tujuan(panggung.siti.pk, "TIDAK_ADA"))
    with pytest.raises(KunciError):
        panggung.mulai(pdf(), tujuan=Tujuan(panggung.siti.pk, "SKP"))
    with pytest.raises(BerkasTerlaluBesarError):
        panggung.mulai(pdf(), ukuran_byte=PDF_MAKS_BYTE + 1)
    assert Unggahan.objects.count() == 0


def test_a_silent_half_file_ends_after_a_week_and_leaves_nothing(panggung: Panggung) -> None:
    row = panggung.bagian(panggung.mulai(pdf()), pdf()[:100], 0)
    unggahan_sweep(now=NOW + timedelta(days=6))
    row.refresh_from_db()
    assert row.status == "MENGIRIM"
    unggahan_sweep(now=NOW + timedelta(days=7, minutes=1))
    unggahan_sweep(now=NOW + timedelta(days=8))
    row.refresh_from_db()
    assert (row.status, row.kode) == ("DITOLAK", "unggahan_usai")
    assert waiting_room() == []
    with pytest.raises(UnggahanUsaiError):
        panggung.bagian(row, b"x", 100)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_store_costs_the_part_and_not_the_file(
    panggung: Panggung, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    isi = pdf().ljust(1000)
    row = panggung.bagian(panggung.mulai(isi), isi[:400], 0)

    def full(*_: Any, **__: Any) -> str:
        raise OSError(number, "penuh")

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "save", full)
        with pytest.raises(PenuhError) as caught:
            panggung.bagian(row, isi[400:], 400)
        assert (caught.value.code, caught.value.http_status) == ("penyimpanan_penuh", 507)
    row.refresh_from_db()
    assert row.diterima_byte == 400
    panggung.bagian(row, isi[400:], 400)
    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "save", full)
        proses()
    row.refresh_from_db()
    assert (row.status, row.percobaan) == ("MENUNGGU", 0)  # not the file's fault
    proses(NOW + timedelta(minutes=6))
    row.refresh_from_db()
    assert row.status == "TERSIMPAN"


# Batches


def test_each_file_of_a_batch_gets_its_own_result(panggung: Panggung) -> None:
    rows = panggung.kirim(
        panggung.massal(),
        **{
            f"{NIP}_SK_PNS.pdf": pdf(teks="pns"),
            f"{NIP}_SKP_2025.jpg": foto(),
            f"{panggung.made.nip}_SK_PNS.pdf": pdf(teks="made"),
            "scan0003.pdf": pdf(teks="scan"),
            f"{NIP}_tidak jelas.pdf": pdf(teks="jelas"),
            "catatan.docx": docx(),
            f"{NIP}_SURAT_PENGANTAR.pdf": pdf(teks="surat"),
        },
    )
    got = {nama: (row.status, row.kode) for nama, row in rows.items()}
    assert got == {
        f"{NIP}_SK_PNS.pdf": ("TERSIMPAN", ""),
        f"{NIP}_SKP_2025.jpg": ("TERSIMPAN", ""),
        # known elsewhere or unknown everywhere: the same answer
        f"{panggung.made.nip}_SK_PNS.pdf": ("COCOKKAN", "nip_tidak_ada"),
        "scan0003.pdf": ("COCOKKAN", "nip_tidak_tertulis"),
        f"{NIP}_tidak jelas.pdf": ("COCOKKAN", "jenis_tidak_dikenal"),
        "catatan.docx": ("DITOLAK", "jenis_berkas_ditolak"),
        # a letter of the office is no kind that may be uploaded
        f"{NIP}_SURAT_PENGANTAR.pdf": ("COCOKKAN", "jenis_tidak_dikenal"),
    }
    assert {v.dokumen.pegawai_id for v in VersiDokumen.objects.all()} == {panggung.siti.pk}
    assert len(waiting_room()) == 4


def test_a_file_waits_until_matched_or_thrown_away(panggung: Panggung) -> None:
    massal = panggung.massal()
    rows = panggung.kirim(massal, **{"a.pdf": pdf(teks="a"), "b.pdf": pdf(teks="b")})
    unggahan_sweep(now=NOW + timedelta(days=400))
    a, b = rows["a.pdf"], rows["b.pdf"]
    target = {"pegawai_id": panggung.siti.pk, "jenis_kode": "SKP", "now": NOW}
    with pytest.raises(NotFoundError):
        unggahan_match(unggahan_id=a.pk, kunci="2025", actor=panggung.lain, **target)
    with pytest.raises(KunciError):
        unggahan_match(unggahan_id=a.pk, kunci="", actor=panggung.operator, **target)
    with pytest.raises(NotFoundError):
        unggahan_match(
            unggahan_id=a.pk,
            kunci="2025",
            actor=panggung.operator,
            **{**target, "pegawai_id": panggung.made.pk},
        )
    unggahan_match(unggahan_id=a.pk, kunci="2025", actor=panggung.operator, **target)
    unggahan_discard(unggahan_id=b.pk, actor=panggung.operator, now=NOW)
    unggahan_discard(unggahan_id=b.pk, actor=panggung.operator, now=NOW)
    proses()
    a.refresh_from_db()
    b.refresh_from_db()
    assert (a.status, a.kunci, b.status) == ("TERSIMPAN", "2025", "DIBUANG")
    assert waiting_room() == []
    for row in (a, b):
        with pytest.raises(UnggahanUsaiError):
            unggahan_match(unggahan_id=row.pk, kunci="2025", actor=panggung.operator, **target)
    with pytest.raises(UnggahanUsaiError):
        unggahan_discard(unggahan_id=a.pk, actor=panggung.operator, now=NOW)


def test_only_who_may_file_for_others_begins_a_batch(panggung: Panggung) -> None:
    with pytest.raises(NotAllowedError):
        massal_begin(actor=panggung.siti.pengguna, now=NOW)
    massal = panggung.massal()
    with pytest.raises(NotFoundError):
        unggahan_receive(massal_id=massal.pk, files=[], actor=panggung.lain, now=NOW)


def test_the_same_file_again_and_elsewhere_is_said_inside_the_scope(panggung: Panggung) -> None:
    budi: Any = PegawaiFactory(nama="Budi", unit=panggung.unit)
    massal = panggung.massal()
    panggung.kirim(massal, **{f"{NIP}_SK_PNS.pdf": pdf(teks="sama")})
    made = unggahan_begin(
        actor=panggung.made.pengguna,
        tujuan=Tujuan(panggung.made.pk, "SK_PNS"),
        nama="a.pdf",
        ukuran_byte=len(pdf(teks="sama")),
        now=NOW,
    )
    panggung.bagian(made, pdf(teks="sama"), 0)
    proses()
    made.refresh_from_db()
    assert (made.status, made.kode) == ("TERSIMPAN", "")  # siti's paper is nothing made may know
    rows = panggung.kirim(
        massal,
        **{
            f"{NIP}_SK_PNS.pdf": pdf(teks="sama"),
            f"{NIP}_SK_CPNS.pdf": pdf(teks="sama"),
            f"{budi.nip}_SK_PNS.pdf": pdf(teks="sama"),
        },
    )
    again, same, other = rows.values()
    assert (again.status, again.kode) == ("TERSIMPAN", "sudah_ada")
    assert (same.status, same.kode) == ("TERSIMPAN", "kembar")
    assert "SK PNS (Siti Aminah)" in same.pesan
    assert (other.status, other.kode) == ("TERSIMPAN", "kembar")
    assert "Made" not in same.pesan + other.pesan


def test_a_filing_cut_short_finds_its_own_version_again(
    panggung: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    massal = panggung.massal()
    upload = SimpleUploadedFile(f"{NIP}_SK_PNS.pdf", pdf())
    unggahan_receive(massal_id=massal.pk, files=[upload], actor=panggung.operator, now=NOW)
    with monkeypatch.context() as patch:
        patch.setattr("arsip.services.penerimaan._settle", lambda *_, **__: 1 / 0)
        unggahan_process(now=NOW)
    assert VersiDokumen.objects.count() == 1
    proses(NOW + timedelta(minutes=6))
    row = Unggahan.objects.get()
    assert (row.status, row.kode) == ("TERSIMPAN", "")
    assert VersiDokumen.objects.count() == 1


def test_a_file_that_kills_its_worker_is_given_up(panggung: Panggung) -> None:
    massal = panggung.massal()
    upload = SimpleUploadedFile(f"{NIP}_SK_PNS.pdf", pdf())
    unggahan_receive(massal_id=massal.pk, files=[upload], actor=panggung.operator, now=NOW)
    Unggahan.objects.update(percobaan=4)
    proses()
    row = Unggahan.objects.get()
    assert (row.status, row.kode) == ("DITOLAK", "berkas_rusak")


# ZIP


def test_a_zip_becomes_rows_of_their_own(panggung: Panggung) -> None:
    isi = zip_of(
        {
            f"folder/{NIP}_SK_PNS.pdf": pdf(teks="pns"),
            f"folder/{NIP}_SKP_2025.jpg": foto(),
            "scan 1.pdf": pdf(teks="scan"),
            "jahat.pdf": b"MZ" + b"\0" * 99,
            "dalam.zip": zip_of({"a.pdf": pdf()}),
            "../../../etc/passwd": b"root",
            "__MACOSX/._a.pdf": b"x",
            "folder/.DS_Store": b"x",
        }
    )
    rows = panggung.kirim(panggung.massal(), **{"arsip.zip": isi})
    assert (rows["arsip.zip"].status, rows["arsip.zip"].pesan) == (
        "DIURAI",
        "6 berkas di dalamnya.",
    )
    got = {r.nama: (r.status, r.kode) for r in Unggahan.objects.filter(induk__isnull=False)}
    assert got == {
        f"{NIP}_SK_PNS.pdf": ("TERSIMPAN", ""),
        f"{NIP}_SKP_2025.jpg": ("TERSIMPAN", ""),
        "scan 1.pdf": ("COCOKKAN", "nip_tidak_tertulis"),
        "jahat.pdf": ("DITOLAK", "berkas_berbahaya"),
        "dalam.zip": ("DITOLAK", "zip_ditolak"),
        "passwd": ("DITOLAK", "jenis_berkas_ditolak"),
    }


def test_a_zip_unpacked_again_makes_nothing_twice(
    panggung: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    isi = zip_of({f"{NIP}_SKP_{y}.pdf": pdf(teks=str(y)) for y in range(2015, 2026)})
    massal = panggung.massal()
    upload = SimpleUploadedFile("arsip.zip", isi)
    unggahan_receive(massal_id=massal.pk, files=[upload], actor=panggung.operator, now=NOW)
    plain = service.keep_whole
    seen: list[int] = []

    def dies_at_the_fifth(*args: Any) -> str:
        seen.append(1)
        if len(seen) == 5:
            raise RuntimeError
        return plain(*args)

    with monkeypatch.context() as patch:
        patch.setattr("arsip.services.penerimaan.keep_whole", dies_at_the_fifth)
        unggahan_process(now=NOW, limit=1)
    assert Unggahan.objects.filter(induk__isnull=False).count() == 4
    proses(NOW + timedelta(minutes=6))
    assert Unggahan.objects.filter(status="TERSIMPAN").count() == 11
    assert VersiDokumen.objects.count() == 11
    assert waiting_room() == []


def _many(count: int) -> bytes:
    return zip_of({f"{n}.pdf": b"x" for n in range(count)}, level=1)


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        (zip_menumpuk(), "saling menumpuk"),
        (zip_of({"a.pdf": pdf()})[:-30], "rusak"),
        (zip_of({"folder/": b""}), "kosong"),
        (_many(1001), "paling banyak 1000"),
    ],
    ids=["overlapping", "cut short", "empty", "too many"],
)
def test_a_bad_zip_is_refused_as_one(panggung: Panggung, isi: bytes, sebab: str) -> None:
    row = panggung.kirim(panggung.massal(), **{"arsip.zip": isi})["arsip.zip"]
    assert (row.status, row.kode) == ("DITOLAK", "zip_ditolak")
    assert sebab in row.pesan
    assert row.langkah
    assert Unggahan.objects.count() == 1
    assert waiting_room() == []


def test_a_zip_bomb_stops_at_the_limit_of_one_file(panggung: Panggung) -> None:
    panggung.kirim(panggung.massal(), **{"bom.zip": zip_bom(30)})
    row = Unggahan.objects.get(induk__isnull=False)
    assert (row.status, row.kode) == ("DITOLAK", "berkas_terlalu_besar")


def test_what_unfolds_beyond_a_gigabyte_is_not_begun(
    panggung: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("arsip.services.penerimaan.ZIP_ISI_MAKS_BYTE", 1024 * 1024)
    row = panggung.kirim(panggung.massal(), **{"bom.zip": zip_bom(2)})["bom.zip"]
    assert (row.status, row.kode) == ("DITOLAK", "zip_ditolak")


def test_bytes_that_change_while_they_wait_are_not_filed(panggung: Panggung) -> None:
    massal = panggung.massal()
    upload = SimpleUploadedFile(f"{NIP}_SK_PNS.pdf", pdf())
    (row,) = unggahan_receive(massal_id=massal.pk, files=[upload], actor=panggung.operator, now=NOW)
    Unggahan.objects.update(sha256="0" * 64)
    proses()
    row.refresh_from_db()
    assert (row.status, row.percobaan) == ("MENUNGGU", 0)
    assert VersiDokumen.objects.count() == 0
