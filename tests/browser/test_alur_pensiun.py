"""Pensiun BUP from the first tap on a phone to the letter in the post, with everybody who acts.

The people come from the packaged staff list and the demo's casting. What workers do happens at
`kerja()`, between two steps. `SITAMU_GAMBAR` names a folder for a picture of each step.
"""

import io
import os
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from arsip.services.versi import versi_process
from kepegawaian.selectors.pensiun import fakta_pensiun
from kepegawaian.services.nominatif import nominatif_refresh
from kepegawaian.services.pengantar import pengantar_make
from kepegawaian.services.sk import sk_make, sk_settle
from notifikasi.models import Pemberitahuan
from notifikasi.services.email import email_deliver
from sitamu import demo
from sitamu.contoh import akun, berkas
from sitamu.inti.models import Outbox
from sitamu.inti.services.outbox import outbox_deliver
from tests.contoh_pegawai import FOLDER

PAGI = datetime(2026, 11, 25, 9, 0, tzinfo=ZoneInfo("Asia/Makassar"))
PONSEL, MEJA = 360, 1366
GAMBAR = os.environ.get("SITAMU_GAMBAR")

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def _async_allowed() -> Iterator[None]:
    """Playwright's loop runs in this thread; the database is asked only between its calls."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def pemeran(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[akun.Pemeran]:
    """The packaged staff list on a fixed morning, with accounts and papers."""
    monkeypatch.setenv("SITAMU_DATA", str(FOLDER))
    with time_machine.travel(PAGI, tick=True):
        call_command("impor_pegawai", **demo._lists(), stdout=io.StringIO())
        cast = akun.pemeran_make(now=timezone.now())
        berkas.papers_make(cast, now=timezone.now())
        kerja()
        yield cast


def kerja() -> None:
    """What worker and beat do, until nothing waits."""
    # Rows fall due by the clock of the database, which does not travel.
    later = max(timezone.now(), time_machine.escape_hatch.datetime.datetime.now(UTC))
    later += timedelta(minutes=1)
    now = timezone.now()
    for _ in range(4):
        versi_process(now=now, limit=200)
        pengantar_make(now=now)
        sk_make(now=now)
        sk_settle(now=now)
        outbox_deliver(now=later)
        email_deliver(now=later)
        nominatif_refresh(now=now)
    assert not Outbox.objects.filter(selesai_pada__isnull=True).values("nama", "galat")


LANGKAH_KODE = 30  # seconds for which a code of the application is good


@dataclass
class Layar:
    """One person at one screen; whatever the console says is kept."""

    page: Page
    nama: str
    lebar: int
    keluhan: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(8000)
        self.page.on("console", lambda m: self._hear(m.type, m.text))
        self.page.on("pageerror", lambda error: self.keluhan.append(str(error)))

    def _hear(self, kind: str, text: str) -> None:
        answered = re.match(r"Failed to load resource: the server responded with .* 4\d\d", text)
        if kind in ("error", "warning") and not answered:
            self.keluhan.append(text)

    def tekan(self, nama: str, *, exact: bool = True) -> None:
        """Press the one button or link of that name."""
        self.tombol(nama, exact=exact).first.click()

    def tombol(self, nama: str, *, exact: bool = True) -> Locator:
        button = self.page.get_by_role("button", name=nama, exact=exact)
        return button.or_(self.page.get_by_role("link", name=nama, exact=exact))

    def lihat(self, teks: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(teks).locator("visible=true").first).to_be_visible()

    def potret(self, nama: str, *, periksa: bool = False) -> None:
        """Keep a picture; look for WCAG faults and sideways scrolling."""
        self.page.wait_for_load_state("networkidle" if GAMBAR else "load")  # sheets have come
        if GAMBAR:
            folder = Path(GAMBAR)
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=folder / f"{nama}-{self.lebar}.png", full_page=True)
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.lebar, nama
        if periksa:
            found = Axe().run(self.page).response["violations"]
            assert {v["id"]: v["nodes"][0]["html"] for v in found} == {}, nama
        size = self.page.viewport_size
        if size and self.lebar == PONSEL:
            self.page.set_viewport_size({"width": 320, "height": size["height"]})
            assert self.page.evaluate("document.documentElement.scrollWidth") <= 320, nama
            self.page.set_viewport_size(size)


@dataclass
class Kantor:
    """Opens a screen for each part, logged in once."""

    browser: Browser
    alamat: str
    cast: akun.Pemeran
    stack: ExitStack
    layar: dict[str, Layar] = field(default_factory=dict)

    def buka(self, peran: str, lebar: int, *, skrip: bool = True) -> Layar:
        """Log `peran` in, officers with their code."""
        context = self.browser.new_context(
            viewport={"width": lebar, "height": 780 if lebar == PONSEL else 768},
            locale="id-ID",
            base_url=self.alamat,
            java_script_enabled=skrip,
        )
        self.stack.callback(context.close)
        layar = Layar(context.new_page(), peran, lebar)
        self.layar[peran if skrip else f"{peran} tanpa skrip"] = layar
        page = layar.page
        page.goto("/")
        page.get_by_label("NIP atau nama masuk").fill(self.cast.nomor[peran])
        page.get_by_label("Kata sandi").fill(akun.SANDI)
        layar.tekan("Masuk")
        entry = self._entry(peran)
        if entry.kode:
            left = LANGKAH_KODE - time.time() % LANGKAH_KODE
            if left < LANGKAH_KODE / 3:  # one that ends while it is typed is refused: the next one
                page.wait_for_timeout(left * 1000)
                entry = self._entry(peran)
            page.get_by_label("Kode 6 angka dari aplikasi").fill(entry.kode)
            layar.tekan("Masuk")
        expect(page.get_by_role("heading", level=1)).to_contain_text(entry.nama)
        return layar

    def _entry(self, peran: str) -> akun.Masuk:
        """How `peran` gets in, with the code of this moment."""
        nomor = self.cast.nomor[peran]
        return next(m for m in akun.masuk_list(self.cast) if m.nama_masuk == nomor)

    def tamu(self, lebar: int) -> Layar:
        """Somebody without an account."""
        context = self.browser.new_context(
            viewport={"width": lebar, "height": 780}, locale="id-ID", base_url=self.alamat
        )
        self.stack.callback(context.close)
        self.layar["tamu"] = Layar(context.new_page(), "tamu", lebar)
        return self.layar["tamu"]

    def keluhan(self) -> dict[str, list[str]]:
        return {nama: layar.keluhan for nama, layar in self.layar.items() if layar.keluhan}


@pytest.fixture
def kantor(browser: Browser, live_server: LiveServer, pemeran: akun.Pemeran) -> Iterator[Kantor]:
    with ExitStack() as stack:
        yield Kantor(browser, live_server.url, pemeran, stack)


def foto(teks: str) -> FilePayload:
    """A photographed paper as a phone gives it."""
    picture = Image.effect_noise((900, 1200), 30).convert("RGB")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 60, 840, 1140), fill=(246, 244, 238))
    draw.text((100, 120), f"CONTOH {teks}", fill=(20, 20, 20), font_size=44)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return {"name": f"{teks}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def pas_foto() -> FilePayload:
    upload = berkas.portrait()
    return {"name": "pas foto.jpg", "mimeType": "image/jpeg", "buffer": upload.read()}


def pindaian(cast: akun.Pemeran, nama: str) -> FilePayload:
    upload = berkas.paper(cast.pegawai(akun.ASN), nama)
    return {"name": f"{nama}.pdf", "mimeType": "application/pdf", "buffer": upload.read()}


def unggah(layar: Layar, butir: str, *files: FilePayload) -> None:
    """From the task list: open the item, choose files, save."""
    layar.page.locator(".tugas").get_by_role("link", name=butir, exact=True).click()
    layar.page.get_by_label("Berkas").set_input_files(list(files))
    layar.page.get_by_role("button", name=re.compile("Simpan berkas|Ganti berkas")).click()
    layar.lihat(f"{butir} tersimpan.")


def isi(layar: Layar, **nilai: str) -> None:
    for label, teks in nilai.items():
        layar.page.get_by_label(label.replace("_", " "), exact=False).fill(teks)


def test_from_the_first_tap_to_the_letter_in_the_post(kantor: Kantor) -> None:
    cast = kantor.cast
    asn = kantor.buka(akun.ASN, PONSEL)
    asn.lihat("1 Juni 2027")
    asn.potret("01-asn-beranda", periksa=True)

    # The ASN starts: archive and record have filled most of it.
    asn.tekan("Buat usulan pensiun")
    asn.lihat("Daftar tugas")
    usulan_url = asn.page.url
    asn.potret("02-asn-daftar-tugas", periksa=True)
    tugas = asn.page.locator(".tugas__baris")
    expect(tugas.filter(has_text="SK CPNS")).to_contain_text("Dari arsip")
    expect(tugas.filter(has_text="Pas foto")).to_contain_text("Belum ada di arsip")

    # Data to compare, one step without JavaScript.
    polos = kantor.buka(akun.ASN, PONSEL, skrip=False)
    polos.page.goto(usulan_url)
    polos.tekan("Data diri dan alamat sesudah pensiun")
    polos.page.get_by_label("Data diri di atas").uncheck()
    polos.tekan("Simpan")
    polos.lihat("Centang setelah data diri Anda cocokkan.")
    polos.potret("03-asn-data-diri-galat")
    polos.page.get_by_label("Alamat sesudah pensiun").fill("Jalan Contoh Nomor 1, Watampone")
    polos.page.get_by_label("Nomor HP").fill("0899 0000 0045")
    polos.page.get_by_label("Data diri di atas").check()
    polos.tekan("Simpan")
    polos.lihat("Data diri dan alamat sesudah pensiun tersimpan.")
    unggah(polos, "SKP 2025", foto("SKP 2025"))
    polos.potret("04-asn-tanpa-skrip")
    asn.page.goto(usulan_url)
    asn.lihat("Sedang diproses")
    kerja()

    asn.page.reload()
    asn.tekan("Susunan keluarga")
    asn.potret("05-asn-keluarga", periksa=True)
    asn.page.get_by_label("Susunan keluarga di atas").check()
    asn.tekan("Simpan")

    # Forms come filled; signed, they go back as photos. The pas foto is a photo, too.
    asn.tekan("DPCP (data perorangan calon penerima pensiun)")
    asn.potret("06-asn-formulir", periksa=True)
    with asn.page.expect_download() as downloaded:
        asn.tekan("Unduh formulir yang sudah terisi (PDF)")
    assert Path(downloaded.value.path()).read_bytes().startswith(b"%PDF-")
    asn.page.goto(usulan_url)
    for nama in (
        "DPCP (data perorangan calon penerima pensiun)",
        "Surat permohonan pensiun",
        "Pernyataan tidak sedang atau pernah dihukum disiplin",
        "Pernyataan tidak sedang menjalani proses pidana",
        "Halaman depan buku rekening",
    ):
        unggah(asn, nama, foto(nama), foto(f"{nama} 2"))
    unggah(asn, "Pas foto 3 x 4 terbaru", pas_foto())
    asn.potret("07-asn-sedang-diproses")
    kerja()

    # Check the answers, send, with a double click.
    asn.page.reload()
    asn.potret("08-asn-semua-selesai")
    asn.tekan("Periksa jawaban")
    asn.potret("09-asn-periksa-jawaban")
    asn.tekan("Kirim usulan")
    asn.lihat("Centang pernyataan ini sebelum mengirim.")
    asn.potret("10-asn-periksa-galat", periksa=True)
    asn.page.get_by_label("Semua jawaban dan berkas ini benar").check()
    asn.page.get_by_role("button", name="Kirim usulan").dblclick()
    asn.lihat("Usulan terkirim")
    asn.potret("11-asn-terkirim", periksa=True)
    kerja()

    # The operator checks and passes on.
    operator = kantor.buka(akun.OPERATOR, MEJA)
    operator.potret("12-operator-beranda")
    operator.tekan("Usulan pegawai menunggu Anda periksa", exact=False)
    operator.potret("13-operator-daftar")
    operator.page.get_by_role("link", name=re.compile("USL-")).first.click()
    operator.potret("14-operator-usulan")
    operator.tekan("Periksa berkas")
    operator.potret("15-operator-telaah", periksa=True)
    operator.tekan("Teruskan ke kepala OPD")
    operator.lihat("Diteruskan operator OPD")
    kerja()

    # The head approves on a phone; the surat pengantar is made.
    kepala = kantor.buka(akun.KEPALA, PONSEL)
    kepala.potret("16-kepala-beranda")
    kepala.tekan("Usulan menunggu persetujuan Anda", exact=False)
    kepala.potret("17-kepala-persetujuan", periksa=True)
    kepala.tekan("Lihat data dan berkas", exact=False)
    kepala.potret("18-kepala-telaah")
    kepala.page.go_back()
    kepala.tekan("Setujui dan kirim", exact=False)
    kepala.lihat("Disetujui kepala OPD")
    kerja()
    asn.page.goto(usulan_url)
    asn.lihat("Surat pengantar OPD")
    asn.lihat(re.compile("Janji 7 hari kerja, terpakai 0, sisa 7"))
    asn.potret("19-asn-di-bkpsdm")

    # The verifikator takes the next one, finds two papers wrong.
    verifikator = kantor.buka(akun.VERIFIKATOR, MEJA)
    verifikator.potret("20-verifikator-beranda")
    verifikator.tekan("Nominatif")
    verifikator.potret("21-verifikator-pensiun", periksa=True)
    for daftar in ("Kenaikan pangkat", "Kenaikan gaji berkala", "Akhir perjanjian kerja"):
        verifikator.tekan(daftar)
        verifikator.lihat(f"Nominatif {daftar.lower()}")
        verifikator.potret(f"21-verifikator-{daftar.lower().replace(' ', '-')}", periksa=True)
    verifikator.page.goto("/antrean/")
    verifikator.potret("22-verifikator-antrean", periksa=True)
    verifikator.tekan("Ambil berikutnya")
    verifikator.lihat("Dipegang Anda")
    telaah_url = verifikator.page.url
    verifikator.potret("23-verifikator-telaah")
    nilai(
        verifikator,
        wrong={"SKP 2025": "Tanda tangan atau cap kurang", "KTP": "Tidak terbaca atau terpotong"},
    )
    verifikator.lihat("16 dari 18 sesuai, 2 perlu diganti")
    verifikator.potret("24-verifikator-dua-salah", periksa=True)
    verifikator.tekan("Kembalikan untuk diperbaiki (2 butir)")
    verifikator.page.get_by_label("Catatan").fill("Mohon dua berkas ini diganti.")
    verifikator.potret("25-verifikator-kembalikan")
    verifikator.tekan("Kembalikan untuk diperbaiki")
    kerja()

    # Only those two come back; the clock rests.
    asn.page.goto("/")
    asn.potret("26-asn-perlu-dikerjakan")
    asn.page.goto(usulan_url)
    asn.lihat("2 butir perlu diganti")
    asn.lihat("Jam berhenti")
    asn.potret("27-asn-dua-butir", periksa=True)
    expect(asn.page.locator(".tugas__nama a")).to_have_count(2)
    unggah(asn, "SKP 2025", foto("SKP 2025 bertanda tangan"))
    unggah(asn, "KTP", foto("KTP jelas"))
    kerja()
    asn.page.reload()
    asn.tekan("Periksa jawaban")
    asn.page.get_by_label("Semua jawaban dan berkas ini benar").check()
    asn.potret("28-asn-periksa-perbaikan")
    asn.tekan("Kirim perbaikan")
    asn.lihat("Perbaikan terkirim")
    asn.potret("29-asn-perbaikan-terkirim")
    kerja()

    # Complete; to BKN; the pertek with its figures.
    verifikator.page.goto(telaah_url)
    verifikator.lihat("Versi 2")
    nilai(verifikator, only={"SKP 2025", "KTP"})
    verifikator.lihat("18 dari 18 sesuai")
    verifikator.tekan("Setujui dan lanjut")
    verifikator.potret("30-verifikator-lengkap")
    verifikator.tekan("Catat sudah diteruskan ke BKN")
    verifikator.potret("31-verifikator-ke-bkn")
    verifikator.tekan("Catat sudah diteruskan ke BKN")
    kerja()
    verifikator.page.goto(telaah_url)
    verifikator.tekan("Catat pertek BKN")
    verifikator.potret("32-verifikator-pertek", periksa=True)
    pertek(verifikator, cast)
    verifikator.tekan("Simpan pertek")
    verifikator.lihat("Pertek tersimpan.")
    verifikator.potret("33-verifikator-pertek-tersimpan")
    kerja()

    # The signer approves; number and PDF; the signed scan.
    bupati = kantor.buka(akun.BUPATI, MEJA)
    bupati.potret("34-bupati-beranda")
    bupati.page.goto("/sk/")
    bupati.potret("35-bupati-daftar-sk", periksa=True)
    bupati.page.get_by_role("link", name=re.compile("USL-")).first.click()
    bupati.potret("36-bupati-sk")
    bupati.tekan("Setujui dan beri nomor SK")
    bupati.lihat("PDF sedang dibuat")
    kerja()
    bupati.page.reload()
    bupati.potret("37-bupati-sk-siap", periksa=True)
    sk_url = bupati.page.url
    verifikasi_url = bupati.page.locator("a[href*='/verifikasi/']").get_attribute("href") or ""
    tamu = kantor.tamu(PONSEL)
    tamu.page.goto(verifikasi_url)
    tamu.lihat("Belum ditandatangani")
    tamu.potret("38-tamu-belum-ditandatangani")
    bupati.page.get_by_label("Pindaian SK").set_input_files([pindaian(cast, "SK bertanda tangan")])
    bupati.tekan("Simpan SK bertanda tangan")
    bupati.lihat(re.compile("SK .* terbit"))
    kerja()
    bupati.page.goto(sk_url)
    bupati.potret("39-bupati-sk-terbit")
    tamu.page.reload()
    tamu.lihat("Tercatat dan masih berlaku")
    tamu.potret("40-tamu-berlaku", periksa=True)

    # By post: manifest, resi, proof of delivery.
    pengirim = kantor.buka(akun.PENGIRIMAN, MEJA)
    pengirim.potret("41-pengiriman-beranda")
    pengirim.page.goto("/kiriman/")
    pengirim.potret("42-pengiriman-menunggu", periksa=True)
    pengirim.page.get_by_role("checkbox").first.check()
    pengirim.tekan("Buat manifest")
    pengirim.lihat(re.compile("Manifest .* dibuat"))
    pengirim.potret("43-pengiriman-manifest", periksa=True)
    manifest_url = pengirim.page.url
    with pengirim.page.expect_download() as downloaded:
        pengirim.tekan("Cetak manifest (2 lembar)")
    assert Path(downloaded.value.path()).read_bytes().startswith(b"%PDF-")
    pengirim.page.get_by_label("Nama petugas Pos").fill("Petugas Pos Contoh")
    pengirim.tekan("Catat sudah diserahkan")
    pengirim.lihat("Kiriman diserahkan ke Pos")
    pengirim.page.get_by_role("link", name=re.compile("STM-")).first.click()
    pengirim.page.get_by_label("Nomor resi").fill("P2611250000042")
    pengirim.page.get_by_label("Biaya").fill("15000")
    pengirim.tekan("Simpan resi")
    pengirim.potret("44-pengiriman-resi", periksa=True)
    pengirim.page.get_by_label("Nama penerima").fill("Kepala Sekolah Contoh")
    pengirim.page.get_by_label("Hubungan").fill("Kepala sekolah")
    pengirim.page.get_by_label("Tanggal diterima").fill("25-11-2026")
    pengirim.page.get_by_label("Jam diterima").fill(f"{timezone.localtime():%H.%M}")
    pengirim.page.get_by_label("Foto atau PDF bukti terima").set_input_files([foto("bukti terima")])
    pengirim.tekan("Catat sudah diterima")
    pengirim.potret("45-pengiriman-diterima")
    pengirim.page.goto(manifest_url)
    pengirim.potret("46-pengiriman-manifest-akhir")
    kerja()

    # The ASN sees each step, and was told of each once.
    asn.page.goto(usulan_url)
    for langkah in ("Diserahkan ke Pos", "Diterima", "SK bertanda tangan disimpan"):
        asn.lihat(re.compile(langkah))
    asn.potret("47-asn-linimasa", periksa=True)
    asn.page.goto("/pemberitahuan/")
    asn.potret("48-asn-pemberitahuan", periksa=True)
    asn.page.goto("/arsip/")
    asn.potret("49-asn-arsip", periksa=True)
    asn.page.goto("/")
    asn.potret("50-asn-beranda-akhir")
    expect(asn.tombol("Buat usulan pensiun")).to_have_count(0)
    told_once(
        cast,
        akun.ASN,
        "Usulan USL di kepala OPD",
        "Usulan USL tiba di BKPSDM",
        "Usulan USL perlu diperbaiki",
        "Berkas usulan USL lengkap",
        "Usulan USL di BKN",
        "Pertek usulan USL terbit",
        "SK usulan USL menunggu tanda tangan",
        "SK usulan USL terbit",
        "SK usulan USL disiapkan untuk dikirim",
        "SK usulan USL diserahkan ke Pos",
        "SK usulan USL diterima",
    )
    assert kantor.keluhan() == {}


def told_once(cast: akun.Pemeran, peran: str, *judul: str) -> None:
    """Of each of these in the application and by e-mail, once; of nothing else."""
    who = cast.pengguna(peran)
    rows = Pemberitahuan.objects.filter(penerima=who, saluran="APLIKASI")
    told = sorted(re.sub(r"USL-\w+", "USL", row.judul) for row in rows)
    assert told == sorted(judul)
    sent = [message.subject for message in mail.outbox if message.to == [who.email]]
    assert sorted(sent) == sorted(row.judul for row in rows)


def test_an_operator_proposes_for_a_colleague_without_a_phone(kantor: Kantor) -> None:
    cast = kantor.cast
    rekan = cast.pegawai(akun.REKAN)
    operator = kantor.buka(akun.OPERATOR, MEJA)
    operator.tekan("Pegawai")
    operator.page.get_by_label("Nama atau NIP").fill(rekan.nip or "")
    operator.tekan("Cari")
    operator.potret("60-operator-cari")
    operator.tekan(rekan.nama_lengkap)
    pegawai_url = operator.page.url
    operator.potret("61-operator-pegawai")
    operator.tekan("Buat usulan pensiun")
    usulan_url = operator.page.url
    for nama, benar in (
        ("Data diri dan alamat sesudah pensiun", "Data diri di atas"),
        ("Susunan keluarga", "Susunan keluarga di atas"),
    ):
        operator.tekan(nama)
        operator.page.get_by_label(benar).check()
        operator.tekan("Simpan")
    while (kosong := operator.page.locator(".tugas__baris", has_text="Unggah")).count():
        nama = kosong.first.get_by_role("link").first.inner_text()
        berkas_isi = pas_foto() if nama.startswith("Pas foto") else pindaian(cast, nama)
        unggah(operator, nama, berkas_isi)
        kerja()
        operator.page.reload()
    while (kosong := operator.page.locator(".tugas__baris", has_text="Tanda tangani")).count():
        nama = kosong.first.get_by_role("link").first.inner_text()
        unggah(operator, nama, pindaian(cast, nama))
    operator.potret("62-operator-semua-selesai")
    operator.tekan("Periksa jawaban")
    operator.page.get_by_label("Semua jawaban dan berkas ini benar").check()
    operator.tekan("Kirim usulan")
    operator.potret("63-operator-terkirim")
    kerja()
    kepala = kantor.buka(akun.KEPALA, PONSEL)
    kepala.page.goto(usulan_url)
    kepala.lihat("Usulan dikirim operator OPD")
    kepala.potret("64-kepala-usulan-operator")

    # Another OPD sees nothing of it, not in a list, not by its address.
    lain = kantor.buka(akun.OPERATOR_LAIN, MEJA)
    lihat_berkas = operator.page.request.get(usulan_url).text()
    versi_url = re.search(r'href="(/arsip/versi/[^"]+)"', lihat_berkas)
    assert versi_url
    for url in (usulan_url, pegawai_url, usulan_url.replace("/usulan/", "/telaah/"), versi_url[1]):
        assert operator.page.request.get(url).status == 200, url
        assert lain.page.request.get(url).status == 404, url
    lain.page.goto(usulan_url)
    lain.potret("65-operator-lain-404")
    for url in ("/usulan/", f"/pegawai/?cari={rekan.nip}", f"/nominatif/pensiun/?cari={rekan.nip}"):
        lain.page.goto(url)
        assert rekan.nama not in lain.page.content(), url
    lain.potret("66-operator-lain-daftar")
    assert kantor.keluhan() == {}


def nilai(
    layar: Layar, *, wrong: dict[str, str] | None = None, only: set[str] | None = None
) -> None:
    """Judge the items one by one: right, but for those in `wrong` with their reason."""
    faults = wrong or {}
    names = [text.strip() for text in layar.page.locator(".telaah__butir h2").all_text_contents()]
    for index, raw in enumerate(names):
        nama = re.sub(r"\s*(Sesuai|Perlu diganti)$", "", raw).strip()
        if only is not None and nama not in only:
            continue
        butir = layar.page.locator(".telaah__butir").nth(index)
        if nama in faults:
            butir.get_by_label("Perlu diganti", exact=True).check()
            butir.get_by_label("Alasan bila perlu diganti").select_option(label=faults[nama])
            expect(butir.locator("h2 .tag")).to_have_text("Perlu diganti")
        else:
            butir.get_by_label("Sesuai", exact=True).check()
            expect(butir.locator("h2 .tag")).to_have_text("Sesuai")


def pertek(layar: Layar, cast: akun.Pemeran) -> None:
    """Type the pertek with the figures of the record, and put in its scan."""
    fakta = fakta_pensiun(cast.pegawai(akun.ASN), today=timezone.localdate())
    assert fakta.mkp and fakta.pokok  # noqa: PT018
    for label, teks in {
        "Nomor pertek": "PH-CONTOH-0001",
        "Tanggal pertek": f"{timezone.localdate():%d-%m-%Y}",
        "Masa kerja golongan: tahun": str(fakta.mkg.tahun),
        "Masa kerja golongan: bulan": str(fakta.mkg.bulan),
        "Masa kerja pensiun: tahun": str(fakta.mkp.tahun),
        "Masa kerja pensiun: bulan": str(fakta.mkp.bulan),
        "Gaji pokok terakhir": str(fakta.gaji_pokok),
        "Pensiun pokok": str(fakta.pokok.pensiun_ditetapkan or fakta.pokok.pensiun_hitung),
        "TMT pensiun": f"{fakta.perkiraan.tmt_pensiun:%d-%m-%Y}",
    }.items():
        layar.page.get_by_label(label, exact=True).fill(teks)
    layar.page.get_by_label("Golongan", exact=True).select_option(fakta.golongan.golongan)
    layar.page.get_by_label("Pindaian pertek").set_input_files([pindaian(cast, "Pertek BKN")])
