"""Papers leave by the schedule: two persons, minutes, and nothing by a date alone."""

import hashlib
import io
import zipfile
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from arsip.errors import SusutError, SusutSendiriError, SusutStatusError
from arsip.models import (
    ButirSusut,
    DaftarSusut,
    Dokumen,
    IndeksDokumen,
    KelasRetensi,
    TeksVersi,
    VersiDokumen,
)
from arsip.rules.susut import JenisSusut, StatusSusut, status_decided, term_begin
from arsip.selectors import gambar_kunci, kecil_kunci
from arsip.selectors.susut import dokumen_over_term, kelas_get
from arsip.services import susut as service
from arsip.services.dokumen import akses_kasus_end, akses_kasus_grant, dokumen_upload
from arsip.services.susut import (
    penahanan_begin,
    penahanan_end,
    susut_carry_out,
    susut_decide,
    susut_propose,
)
from arsip.services.versi import versi_process
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import JejakAkses, Kedudukan, Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak, Peran
from tests.factories.berkas import foto, pdf, unggahan
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory, beri_hak, petugas

pytestmark = pytest.mark.django_db
MUSNAH, SERAH = JenisSusut.MUSNAH, JenisSusut.SERAH


class Panggung:
    """siti's SKP of 2010, filed sixteen years ago; ari proposes and budi decides."""

    def __init__(self) -> None:
        self.akar = UnitKerjaFactory()
        self.unit = UnitKerjaFactory(induk=self.akar)
        self.siti = PegawaiFactory(akun=True, unit=self.unit, nama="Siti Aminah")
        self.ari = petugas(Peran.ARSIPARIS, self.akar, nama="Ari")
        self.budi = petugas(Peran.ARSIPARIS, self.akar, nama="Budi")
        adopt("KINERJA")
        self.skp = self.upload("SKP", "2010", tahun_lalu=16)

    def upload(self, jenis: str, kunci: str = "", *, tahun_lalu: int = 0) -> VersiDokumen:
        saat = timezone.now() - timedelta(days=int(365.25 * tahun_lalu))
        versi = dokumen_upload(
            pegawai_id=self.siti.pk,
            jenis_kode=jenis,
            kunci=kunci,
            files=[unggahan(foto() if jenis == "KTP" else pdf(2, teks=f"{jenis}{kunci}"))],
            actor=self.siti.pengguna,
            now=timezone.now(),
        )
        VersiDokumen.objects.filter(pk=versi.pk).update(pada=saat)
        versi_process(now=timezone.now())
        versi.refresh_from_db()
        return versi

    def propose(self, *versi: VersiDokumen, kelas: str = "KINERJA", **fields: Any) -> DaftarSusut:
        values: dict[str, Any] = {
            "jenis": MUSNAH,
            "kelas_kode": kelas,
            "dokumen_ids": [v.dokumen_id for v in versi or (self.skp,)],
            "penilaian": "Tidak diperlukan lagi.",
            "actor": self.ari,
            "now": timezone.now(),
        }
        return susut_propose(**{**values, **fields})

    def decide(self, daftar: DaftarSusut, **fields: Any) -> DaftarSusut:
        values: dict[str, Any] = {
            "setuju": True,
            "catatan": "",
            "actor": self.budi,
            "now": timezone.now(),
        }
        return susut_decide(daftar_id=daftar.pk, **{**values, **fields})


def adopt(kode: str, **fields: Any) -> None:
    KelasRetensi.objects.filter(kode=kode).update(ditetapkan=True, **fields)


@pytest.fixture
def panggung() -> Panggung:
    return Panggung()


def over(kelas: str = "KINERJA", jenis: JenisSusut = MUSNAH) -> set[Any]:
    today = timezone.localdate()
    rows = dokumen_over_term(kelas_get(kelas, on=today), jenis, today=today)
    return set(rows.values_list("pk", flat=True))


def client_of(akun: Pengguna) -> Client:
    client = Client()
    client.force_login(akun)
    return client


def names_of(versi: VersiDokumen) -> list[str]:
    pages = [gambar_kunci(versi, n) for n in range(1, (versi.halaman or 0) + 1)]
    return [versi.kunci_simpan, kecil_kunci(versi), *pages]


# What is over its term


@pytest.mark.parametrize(
    ("hari", "mulai"),
    [(date(2026, 11, 25), date(2011, 11, 25)), (date(2028, 2, 29), date(2013, 2, 28))],
)
def test_active_and_inactive_years_follow_each_other(hari: date, mulai: date) -> None:
    assert term_begin(on=hari, aktif_tahun=5, inaktif_tahun=10) == mulai


def test_a_paper_is_over_its_term_from_that_day_on(panggung: Panggung) -> None:
    disimpan = timezone.localtime(panggung.skp.pada)
    for tahun, hari, expected in ((15, -1, set()), (15, 0, {panggung.skp.dokumen_id})):
        with time_machine.travel(
            disimpan.replace(year=disimpan.year + tahun) + timedelta(days=hari), tick=False
        ):
            assert over() == expected


def test_a_newer_version_keeps_the_whole_paper(panggung: Panggung) -> None:
    dokumen_upload(
        pegawai_id=panggung.siti.pk,
        jenis_kode="SKP",
        kunci="2010",
        files=[unggahan(pdf(teks="baru"))],
        actor=panggung.siti.pengguna,
        now=timezone.now(),
    )
    assert over() == set()


def test_a_term_from_the_end_of_service_needs_that_day_on_record(panggung: Panggung) -> None:
    adopt("IDENTITAS", aktif_tahun=1, inaktif_tahun=1)
    ktp = panggung.upload("KTP", tahun_lalu=20)
    assert over("IDENTITAS") == set()
    Pegawai.objects.filter(pk=panggung.siti.pk).update(kedudukan=Kedudukan.PENSIUN)
    assert over("IDENTITAS") == set()  # still placed: the last day is not on record
    akhir = timezone.localdate() - timedelta(days=3 * 365)
    panggung.siti.penempatan.update(sampai=akhir)
    assert over("IDENTITAS") == {ktp.dokumen_id}
    Pegawai.objects.filter(pk=panggung.siti.pk).update(kedudukan=Kedudukan.AKTIF)
    assert over("IDENTITAS") == set()


@pytest.mark.parametrize(
    ("nasib", "jenis", "boleh"),
    [
        ("MUSNAH", MUSNAH, True),
        ("MUSNAH", SERAH, False),
        ("PERMANEN", MUSNAH, False),
        ("PERMANEN", SERAH, True),
        ("DINILAI", MUSNAH, True),
        ("DINILAI", SERAH, True),
    ],
)
def test_the_fate_of_a_class_says_which_list_may_hold_it(
    panggung: Panggung, nasib: str, jenis: JenisSusut, boleh: bool
) -> None:
    adopt("KINERJA", nasib=nasib)
    assert bool(over(jenis=jenis)) is boleh
    if not boleh:
        with pytest.raises(SusutError):
            panggung.propose(jenis=jenis, lembaga="Dinas Arsip")


def test_a_term_that_is_not_adopted_lets_nothing_go(panggung: Panggung) -> None:
    KelasRetensi.objects.filter(kode="KINERJA").update(ditetapkan=False)
    assert over() == set()
    with pytest.raises(SusutError, match="tidak dapat dimasukkan"):
        panggung.propose()
    page = client_of(panggung.ari).get(reverse("arsip:retensi")).content.decode()
    assert "Belum ditetapkan" in page


def test_a_running_case_and_a_hold_keep_a_paper(panggung: Panggung) -> None:
    today, kasus = timezone.localdate(), uuid4()
    akses_kasus_grant(
        versi_ids=[panggung.skp.pk],
        rujukan_jenis="usulan",
        rujukan_id=kasus,
        hak=Hak.USULAN_VERIFY,
        unit=panggung.unit,
        mulai=today,
    )
    assert over() == set()
    akses_kasus_end(rujukan_jenis="usulan", rujukan_id=kasus, sampai=today - timedelta(days=1))
    assert over() == {panggung.skp.dokumen_id}
    tahan = penahanan_begin(
        nomor=panggung.siti.nip, alasan="Perkara", dasar="1", actor=panggung.ari, now=timezone.now()
    )
    assert over() == set()
    penahanan_end(penahanan_id=tahan.pk, actor=panggung.budi, now=timezone.now())
    assert over() == set()  # today is the last day
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert over() == {panggung.skp.dokumen_id}


# Two persons


def test_a_date_alone_destroys_nothing(panggung: Panggung) -> None:
    susut_carry_out(now=timezone.now())
    daftar = panggung.propose()
    susut_carry_out(now=timezone.now())
    assert VersiDokumen.objects.get(pk=panggung.skp.pk).status == "SIAP"
    assert default_storage.exists(panggung.skp.kunci_simpan)
    assert daftar.status == StatusSusut.DIUSULKAN


def test_whoever_proposes_does_not_decide(panggung: Panggung) -> None:
    daftar = panggung.propose()
    with pytest.raises(SusutSendiriError):
        panggung.decide(daftar, actor=panggung.ari)
    page = client_of(panggung.ari).get(reverse("arsip:susut-detail", args=[daftar.pk]))
    assert page.context["form"] is None
    with pytest.raises(IntegrityError), transaction.atomic():  # nor behind the service's back
        DaftarSusut.objects.filter(pk=daftar.pk).update(diputus_oleh=panggung.ari)


def test_a_decision_is_made_once(panggung: Panggung) -> None:
    daftar = panggung.decide(panggung.propose(), setuju=False, catatan="Masih dipakai")
    with pytest.raises(SusutStatusError):
        panggung.decide(daftar)
    assert over() == {panggung.skp.dokumen_id}  # free for another list
    for status in (StatusSusut.DISETUJUI, StatusSusut.DITOLAK, StatusSusut.SELESAI):
        with pytest.raises(SusutStatusError):
            status_decided(status, setuju=True)


def test_a_refusal_says_why(panggung: Panggung) -> None:
    with pytest.raises(SusutError, match="alasan"):
        panggung.decide(panggung.propose(), setuju=False)


def test_only_an_arsiparis_over_the_whole_proposes_and_decides(panggung: Panggung) -> None:
    cabang = petugas(Peran.ARSIPARIS, panggung.unit)
    admin = petugas(Peran.ADMIN, panggung.akar)
    daftar = panggung.propose()
    for akun in (cabang, admin, panggung.siti.pengguna):
        with pytest.raises(NotAllowedError):
            panggung.propose(actor=akun)
        with pytest.raises(NotAllowedError):
            panggung.decide(daftar, actor=akun)
        with pytest.raises(NotAllowedError):
            penahanan_begin(
                nomor=panggung.siti.nip, alasan="x", dasar="x", actor=akun, now=timezone.now()
            )


def test_a_paper_stands_on_one_open_list(panggung: Panggung) -> None:
    panggung.propose()
    with pytest.raises(SusutError, match="daftar lain"):
        panggung.propose()


@pytest.mark.parametrize(
    "salah",
    [
        {"dokumen_ids": []},
        {"dokumen_ids": [uuid4()]},
        {"dokumen_ids": [uuid4() for _ in range(501)]},
    ],
)
def test_a_list_of_none_of_strangers_or_too_many_is_refused(
    panggung: Panggung, salah: dict[str, Any]
) -> None:
    with pytest.raises(SusutError):
        panggung.propose(**salah)
    assert not DaftarSusut.objects.exists()


# Destruction


def test_the_bytes_go_and_row_hash_and_minutes_stay(panggung: Panggung) -> None:
    names = names_of(panggung.skp)
    assert all(default_storage.exists(name) for name in names)
    assert IndeksDokumen.objects.filter(dokumen=panggung.skp.dokumen_id).exists()
    daftar = panggung.decide(panggung.propose())
    assert susut_carry_out(now=timezone.now()) == 1
    assert susut_carry_out(now=timezone.now()) == 0

    assert not any(default_storage.exists(name) for name in names)
    versi = VersiDokumen.objects.get(pk=panggung.skp.pk)
    assert (versi.status, versi.sha256) == ("MUSNAH", panggung.skp.sha256)
    assert daftar.nomor in versi.alasan
    assert Dokumen.objects.get(pk=versi.dokumen_id).versi_kini is None
    assert not TeksVersi.objects.filter(versi=versi).exists()
    assert not IndeksDokumen.objects.filter(dokumen=versi.dokumen_id).exists()

    daftar.refresh_from_db()
    assert daftar.status == StatusSusut.SELESAI
    with default_storage.open(daftar.berita_acara) as file:
        pdf_bytes = file.read()
    assert hashlib.sha256(pdf_bytes).hexdigest() == daftar.berita_acara_sha256
    with pypdfium2.PdfDocument(pdf_bytes) as document:
        teks = "".join(page.get_textpage().get_text_bounded() for page in document)
    flat = "".join(teks.split())
    for part in ("Ari", "Budi", daftar.nomor, "SitiAminah", panggung.skp.sha256[:32]):
        assert part.replace(" ", "") in flat, part


def test_what_is_destroyed_says_so_to_its_owner_and_is_not_brought_back_by_the_worker(
    panggung: Panggung,
) -> None:
    panggung.decide(panggung.propose())
    susut_carry_out(now=timezone.now())
    assert versi_process(now=timezone.now()) == 0
    client = client_of(panggung.siti.pengguna)
    assert (
        "Dimusnahkan dengan berita acara"
        in client.get(reverse("arsip:arsip-saya")).content.decode()
    )
    response = client.get(reverse("arsip:versi-unduh", args=[panggung.skp.pk]))
    assert response.status_code == 409
    again = dokumen_upload(
        pegawai_id=panggung.siti.pk,
        jenis_kode="SKP",
        kunci="2010",
        files=[unggahan(pdf(2, teks="SKP2010"))],
        actor=panggung.siti.pengguna,
        now=timezone.now(),
    )
    assert (again.nomor, again.status, again.sudah_ada) == (2, "SIAP", False)


@pytest.mark.parametrize("sebab", ["tahan", "kasus", "versi"])
def test_what_comes_up_after_the_decision_still_keeps_a_paper(
    panggung: Panggung, sebab: str
) -> None:
    lain = panggung.upload("SKP", "2009", tahun_lalu=17)
    daftar = panggung.decide(panggung.propose(panggung.skp, lain))
    if sebab == "versi":
        dokumen_upload(
            pegawai_id=panggung.siti.pk,
            jenis_kode="SKP",
            kunci="2010",
            files=[unggahan(pdf(teks="baru"))],
            actor=panggung.siti.pengguna,
            now=timezone.now(),
        )
        kept = {panggung.skp.pk}
    elif sebab == "kasus":
        akses_kasus_grant(
            versi_ids=[panggung.skp.pk],
            rujukan_jenis="usulan",
            rujukan_id=uuid4(),
            hak=Hak.USULAN_VERIFY,
            unit=panggung.unit,
            mulai=timezone.localdate(),
        )
        kept = {panggung.skp.pk}
    else:
        penahanan_begin(
            nomor=panggung.siti.nip,
            alasan="Perkara",
            dasar="1",
            actor=panggung.ari,
            now=timezone.now(),
        )
        kept = {panggung.skp.pk, lain.pk}
    susut_carry_out(now=timezone.now())
    gone = set(VersiDokumen.objects.filter(status="MUSNAH").values_list("pk", flat=True))
    assert gone == {panggung.skp.pk, lain.pk} - kept
    assert default_storage.exists(panggung.skp.kunci_simpan)
    daftar.refresh_from_db()
    assert daftar.status == StatusSusut.SELESAI
    assert len(daftar.isi["dilewati"]) == len(kept)
    assert all(row["alasan"] for row in daftar.isi["dilewati"])


def test_a_store_that_fails_on_the_way_is_tried_again(
    panggung: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    lain = panggung.upload("SKP", "2009", tahun_lalu=17)
    daftar = panggung.decide(panggung.propose(panggung.skp, lain))
    calls = []

    def fails(name: str) -> None:
        calls.append(name)
        raise OSError("storage")

    with monkeypatch.context() as patch:
        patch.setattr(service.default_storage, "delete", fails, raising=False)
        assert susut_carry_out(now=timezone.now()) == 0
    assert calls
    daftar.refresh_from_db()
    assert daftar.status == StatusSusut.DISETUJUI
    assert ButirSusut.objects.filter(status="MUSNAH").count() == 1
    assert susut_carry_out(now=timezone.now()) == 1
    assert not any(default_storage.exists(n) for v in (panggung.skp, lain) for n in names_of(v))
    assert set(ButirSusut.objects.values_list("status", flat=True)) == {"SELESAI"}


# Transfer


def test_a_transfer_keeps_the_papers_and_gives_list_and_files(panggung: Panggung) -> None:
    adopt("KINERJA", nasib="PERMANEN")
    with pytest.raises(SusutError, match="lembaga"):
        panggung.propose(jenis=SERAH)
    daftar = panggung.propose(jenis=SERAH, lembaga="Dinas Perpustakaan dan Kearsipan")
    client = client_of(panggung.budi)
    url = reverse("arsip:susut-berkas", args=[daftar.pk, "zip"])
    assert client.get(url).status_code == 404  # not before it is decided and done
    panggung.decide(daftar)
    assert client.get(url).status_code == 404
    susut_carry_out(now=timezone.now())
    assert default_storage.exists(panggung.skp.kunci_simpan)
    assert over(jenis=SERAH) == set()  # handed over once

    answer = client.get(url)
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith(".pdf")]
        assert hashlib.sha256(archive.read(name)).hexdigest() == panggung.skp.sha256
        assert panggung.skp.sha256 in archive.read("SHA256SUMS.txt").decode()
    rows = JejakAkses.objects.filter(objek_id=panggung.skp.pk, pengguna_id=panggung.budi.pk)
    assert [r.pegawai_id for r in rows] == [panggung.siti.pk]  # the owner sees it


def test_the_workbook_has_a_line_for_each_version(panggung: Panggung) -> None:
    daftar = panggung.propose()
    answer = client_of(panggung.budi).get(reverse("arsip:susut-berkas", args=[daftar.pk, "xlsx"]))
    with CalamineWorkbook.from_filelike(io.BytesIO(answer.content)) as book:
        rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][1] == panggung.siti.nip
    assert rows[1][8] == panggung.skp.sha256
    assert len(rows) == 2


@pytest.mark.parametrize("bentuk", ["pdf", "zip", "docx"])
def test_what_is_not_there_yet_is_not_found(panggung: Panggung, bentuk: str) -> None:
    daftar = panggung.propose()
    url = reverse("arsip:susut-berkas", args=[daftar.pk, bentuk])
    assert client_of(panggung.budi).get(url).status_code == 404


# Pages


def test_from_the_class_to_the_minutes_without_javascript(panggung: Panggung) -> None:
    ari, budi = client_of(panggung.ari), client_of(panggung.budi)
    url = reverse("arsip:susut-baru", args=["KINERJA", "MUSNAH"])
    assert url in ari.get(reverse("arsip:retensi")).content.decode()
    assert "Siti Aminah" in ari.get(url).content.decode()
    wrong = ari.post(url, {"penilaian": "Tidak perlu"})
    assert wrong.status_code == 422
    assert "Pilih paling sedikit satu dokumen." in wrong.content.decode()
    sent = ari.post(url, {"dokumen": [str(panggung.skp.dokumen_id)], "penilaian": "Tidak perlu"})
    assert sent.status_code == 302
    daftar = DaftarSusut.objects.get()
    decide = reverse("arsip:susut-putuskan", args=[daftar.pk])
    assert ari.post(decide, {"setuju": "ya"}).status_code == 403
    assert "Tulis alasan" in budi.post(decide, {"setuju": "tidak"}).content.decode()
    assert budi.post(decide, {"setuju": "ya"}).status_code == 302
    susut_carry_out(now=timezone.now())
    page = budi.get(sent["Location"]).content.decode()
    assert "Berita acara (PDF)" in page
    answer = budi.get(reverse("arsip:susut-berkas", args=[daftar.pk, "pdf"]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    kinds = JejakAkses.objects.filter(objek_id=daftar.pk).values_list("aksi", flat=True)
    assert set(kinds) == {"lihat_susut", "unduh_susut"}


def test_holds_are_set_and_ended_on_their_page(panggung: Panggung) -> None:
    client, url = client_of(panggung.ari), reverse("arsip:penahanan")
    data = {"nomor": "000", "alasan": "Perkara", "dasar": "Surat 1"}
    assert client.post(url, data).status_code == 422
    assert client.post(url, {**data, "nomor": panggung.siti.nip}).status_code == 302
    page = client.get(url)
    (row,) = page.context["penahanan"]
    assert "Siti Aminah" in page.content.decode()
    end = reverse("arsip:penahanan-akhiri", args=[row.pk])
    assert client.post(end).status_code == 302
    assert client.post(end).status_code == 404
    with pytest.raises(NotFoundError):
        penahanan_end(penahanan_id=uuid4(), actor=panggung.ari, now=timezone.now())


def test_an_unknown_class_or_list_is_not_found(panggung: Panggung) -> None:
    client = client_of(panggung.ari)
    for args in (["TIDAK_ADA", "MUSNAH"], ["KINERJA", "LAIN"], ["KINERJA", "SERAH"]):
        assert client.get(reverse("arsip:susut-baru", args=args)).status_code == 404
    beri_hak(panggung.siti.pengguna, Hak.ARSIP_RETENSI, unit=panggung.unit)
    assert client.get(reverse("arsip:susut-detail", args=[uuid4()])).status_code == 404
