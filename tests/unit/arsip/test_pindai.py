"""The virus scanner: a file is pending until a verdict, and only a verdict ends that."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from arsip.clients import pemindai
from arsip.errors import BerkasBelumSiapError
from arsip.models import VersiDokumen
from arsip.services.dokumen import dokumen_upload
from arsip.services.pindai import pindai_keadaan, pindai_watch
from arsip.services.unduh import versi_deliver
from arsip.services.versi import versi_process
from notifikasi.models import Pemberitahuan
from sitamu.inti.models import Outbox
from sitamu.inti.rules.hak import Peran
from sitamu.inti.services.outbox import outbox_deliver
from tests.factories.berkas import foto, pdf, unggahan
from tests.factories.clamd import VIRUS, Clamd, clamd
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory, petugas

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=2)


@pytest.fixture
def daemon(settings: Any) -> Iterator[Clamd]:
    with clamd() as running:
        settings.SITAMU_CLAMD = running.url
        yield running


@pytest.fixture
def siti() -> Any:
    return PegawaiFactory(akun=True, unit=UnitKerjaFactory(induk=UnitKerjaFactory()))


def upload(siti: Any, *isi: bytes, jenis: str = "SK_CPNS") -> VersiDokumen:
    return dokumen_upload(
        pegawai_id=siti.pk,
        jenis_kode=jenis,
        kunci="",
        files=[unggahan(b) for b in isi],
        actor=siti.pengguna,
        now=NOW,
    )


def test_a_pdf_is_pending_until_the_verdict_and_then_ready_untouched(
    daemon: Clamd, siti: Any
) -> None:
    versi = upload(siti, pdf())
    assert (versi.status, versi.pindai) == ("DIPROSES", "MENUNGGU")
    assert versi.dokumen.versi_kini is None
    versi_process(now=NOW)
    versi.refresh_from_db()
    assert (versi.status, versi.pindai) == ("SIAP", "BERSIH")
    versi.dokumen.refresh_from_db()
    assert versi.dokumen.versi_kini == versi
    with default_storage.open(versi.kunci_simpan) as kept:
        assert kept.read() == pdf()
    assert daemon.seen == [pdf()]


def test_every_photo_is_scanned_before_it_is_decoded(daemon: Clamd, siti: Any) -> None:
    versi = upload(siti, foto(), foto(warna="grey"))
    versi_process(now=NOW)
    versi.refresh_from_db()
    assert (versi.status, versi.pindai, versi.halaman) == ("SIAP", "BERSIH", 2)
    assert daemon.seen == [foto(), foto(warna="grey")]


def test_a_virus_is_refused_by_name_and_its_bytes_are_gone(daemon: Clamd, siti: Any) -> None:
    versi = upload(siti, pdf(teks=VIRUS))
    versi_process(now=NOW)
    versi.refresh_from_db()
    assert (versi.status, versi.pindai) == ("DITOLAK", "VIRUS")
    assert "Uji-Virus-1" in versi.alasan
    assert not default_storage.exists(versi.kunci_simpan)


@pytest.mark.parametrize(
    "answer",
    [
        b"INSTREAM size limit exceeded. ERROR",
        b"stream: Can't allocate memory ERROR",
        b"stream: OK FOUNDATION",
        b"",
        b"OK",
        b"lain: OK",
        None,
    ],
)
def test_whatever_is_no_verdict_leaves_the_file_pending(
    daemon: Clamd, siti: Any, answer: bytes | None
) -> None:
    daemon.answer = lambda _: answer
    versi = upload(siti, pdf())
    for minute in range(10):
        versi_process(now=NOW + timedelta(minutes=2 * minute))
    versi.refresh_from_db()
    assert (versi.status, versi.pindai, versi.percobaan) == ("DIPROSES", "MENUNGGU", 0)
    with pytest.raises(BerkasBelumSiapError, match="pemeriksaan virus"):
        versi_deliver(None, siti.pengguna, versi.pk, inline=False)  # type: ignore[arg-type]
    daemon.answer = lambda _: b"stream: OK"
    versi_process(now=NOW + timedelta(hours=1))
    versi.refresh_from_db()
    assert versi.status == "SIAP"


def test_a_silent_scanner_is_given_up_for_this_round(
    daemon: Clamd, siti: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def never(_: Any) -> Any:
        asked.append(1)
        raise pemindai.PindaiGagalError("diam")

    monkeypatch.setattr("arsip.services.versi.scan", never)
    for kind in ("SK_CPNS", "SK_PNS", "SK_PANGKAT"):
        upload(siti, pdf(teks=kind), jenis=kind)
    versi_process(now=NOW)
    assert len(asked) == 1
    assert VersiDokumen.objects.filter(pindai="MENUNGGU").count() == 3


def test_a_scanner_that_is_gone_leaves_files_pending(siti: Any, settings: Any) -> None:
    settings.SITAMU_CLAMD = "tcp://127.0.0.1:1"
    versi = upload(siti, pdf())
    versi_process(now=NOW)
    versi.refresh_from_db()
    assert versi.pindai == "MENUNGGU"
    assert pindai_keadaan(now=NOW, ask=True).galat


def test_a_unix_socket_is_spoken_to_alike(siti: Any, settings: Any, tmp_path: Path) -> None:
    with clamd(tmp_path / "clamd.ctl") as running:
        settings.SITAMU_CLAMD = running.url
        versi = upload(siti, pdf())
        versi_process(now=NOW)
        assert pindai_keadaan(now=NOW, ask=True).versi.startswith("ClamAV")
    versi.refresh_from_db()
    assert versi.pindai == "BERSIH"


def test_without_a_scanner_files_are_ready_and_say_that_nobody_looked(siti: Any) -> None:
    versi = upload(siti, pdf())
    assert (versi.status, versi.pindai) == ("SIAP", "TIDAK")
    assert not pindai_keadaan(now=NOW, ask=True).terpasang


def test_a_stuck_scanner_raises_an_alarm_once_a_day(siti: Any, settings: Any) -> None:
    settings.SITAMU_CLAMD = "tcp://127.0.0.1:1"
    admin = petugas(Peran.ADMIN, UnitKerjaFactory())
    upload(siti, pdf())
    assert not pindai_watch(now=NOW + timedelta(minutes=15))
    assert pindai_watch(now=NOW + timedelta(minutes=16))
    assert pindai_watch(now=NOW + timedelta(minutes=21))
    assert Outbox.objects.filter(nama="PemindaiMacet").count() == 1
    outbox_deliver(now=NOW + timedelta(days=9999))
    told = Pemberitahuan.objects.filter(penerima=admin, saluran="APLIKASI").get()
    assert told.judul == "Pemeriksa virus tidak menjawab"
    assert "1 berkas" in told.isi
    assert pindai_watch(now=NOW + timedelta(days=1))
    assert Outbox.objects.filter(nama="PemindaiMacet").count() == 2
