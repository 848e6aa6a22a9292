"""Fixity: what is missing, changed or without a row is reported, and nothing is written over."""

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from arsip.models import PutaranUtuh, TemuanUtuh, VersiDokumen
from arsip.rules.utuh import FOLDER, PUTARAN, next_folder, sekali
from arsip.services import utuh as service
from arsip.services.dokumen import dokumen_upload
from arsip.services.utuh import round_begin, utuh_check
from arsip.services.versi import versi_process
from sitamu import environment
from sitamu.inti.models import Outbox
from sitamu.inti.rules.hak import Peran
from tests.factories.berkas import foto, pdf, unggahan
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory, petugas

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["folder", "disandi"])
def folder(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A store on disk, plain and encrypted."""
    if request.param == "disandi":
        monkeypatch.setenv("SITAMU_KUNCI_BERKAS", environment.new_key())
    stored = environment.sealed(environment.storage((tmp_path / "berkas").as_uri()))
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    return tmp_path / "berkas"


def upload(*jenis: str) -> list[VersiDokumen]:
    """One version of each kind, finished, pictures and all, a minute ago."""
    siti = PegawaiFactory(akun=True, unit=UnitKerjaFactory(), nama="Siti Aminah")
    now = timezone.now() - timedelta(minutes=1)
    for nomor, kode in enumerate(jenis):
        isi = foto(warna=("white", "grey")[nomor % 2]) if kode == "KTP" else pdf(teks=kode)
        dokumen_upload(
            pegawai_id=siti.pk,
            jenis_kode=kode,
            kunci="",
            files=[unggahan(isi)],
            actor=siti.pengguna,
            now=now,
        )
    versi_process(now=timezone.now())
    return list(VersiDokumen.objects.order_by("dokumen__jenis"))


def run(**options: Any) -> None:
    """Until the round is over."""
    round_begin(now=timezone.now())
    while not utuh_check(now=timezone.now(), **options).selesai:
        pass


def findings() -> list[tuple[str, str]]:
    rows = TemuanUtuh.objects.filter(pulih_pada__isnull=True)
    return sorted(rows.values_list("jenis", "kunci_simpan"))


def older(file: Path) -> None:
    past = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(file, (past, past))


def test_sound_bytes_give_no_finding_and_are_looked_at_once_a_round(folder: Path) -> None:
    upload("SK_CPNS", "KTP", "SK_PNS")
    for file in folder.rglob("*.*"):
        older(file)
    run(limit=2)
    putaran = PutaranUtuh.objects.get()
    assert putaran.diperiksa == 3
    assert putaran.ukuran_byte == sum(VersiDokumen.objects.values_list("ukuran_byte", flat=True))
    assert putaran.selesai_pada is not None
    assert findings() == []  # pictures and small pictures belong to their version
    assert not Outbox.objects.exists()


def test_a_missing_and_a_changed_file_are_told_and_left_alone(folder: Path) -> None:
    cpns, pns, _ = upload("SK_CPNS", "SK_PNS", "SPMT")
    before = dict(VersiDokumen.objects.values_list("pk", "sha256"))
    (folder / cpns.kunci_simpan).unlink()
    spoilt = (folder / pns.kunci_simpan).read_bytes()[:-1] + b"?"
    (folder / pns.kunci_simpan).write_bytes(spoilt)
    run()
    assert findings() == sorted([("BERUBAH", pns.kunci_simpan), ("HILANG", cpns.kunci_simpan)])
    assert dict(VersiDokumen.objects.values_list("pk", "sha256")) == before
    assert (folder / pns.kunci_simpan).read_bytes() == spoilt
    assert not (folder / cpns.kunci_simpan).exists()


def test_the_administrators_are_told_once_a_day(folder: Path) -> None:
    cpns, pns = upload("SK_CPNS", "SK_PNS")
    (folder / cpns.kunci_simpan).unlink()
    run(limit=1)
    (folder / pns.kunci_simpan).unlink()
    PutaranUtuh.objects.update(mulai_pada=timezone.now() - PUTARAN)
    run(limit=1)
    (row,) = Outbox.objects.filter(nama="ArsipTidakUtuh")
    assert row.isi["jumlah"] == 1
    assert TemuanUtuh.objects.count() == 2


def test_what_was_restored_is_no_finding_any_more(folder: Path) -> None:
    (cpns,) = upload("SK_CPNS")
    file = folder / cpns.kunci_simpan
    kept = file.read_bytes()
    file.unlink()
    run()
    file.write_bytes(kept)
    PutaranUtuh.objects.update(mulai_pada=timezone.now() - PUTARAN)
    run()
    assert findings() == []
    assert TemuanUtuh.objects.get().pulih_pada is not None


def test_a_file_without_a_row_is_told_when_it_is_old(folder: Path) -> None:
    upload("SK_CPNS")
    old, new = (
        default_storage.save(f"dokumen/{n}/x-m1.pdf", ContentFile(b"x")) for n in ("0a", "ff")
    )
    default_storage.save("kiriman/bukti.jpg", ContentFile(b"x"))  # not the archive's
    older(folder / old)
    run()
    assert findings() == [("YATIM", old)]
    assert (folder / old).exists()
    (folder / old).unlink()
    older(folder / new)
    PutaranUtuh.objects.update(mulai_pada=timezone.now() - PUTARAN)
    run()
    assert findings() == [("YATIM", new)]


def test_a_store_that_does_not_answer_is_no_verdict(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload("SK_CPNS")

    def away(*_: Any) -> Any:
        raise ConnectionError("storage")

    with monkeypatch.context() as patch:
        patch.setattr(service.default_storage, "open", away, raising=False)
        with pytest.raises(ConnectionError):
            utuh_check(now=timezone.now())
    assert findings() == []
    run()
    assert PutaranUtuh.objects.get().diperiksa == 1


def test_the_next_round_waits_thirty_days(folder: Path) -> None:
    upload("SK_CPNS")
    run()
    awal = PutaranUtuh.objects.get().mulai_pada
    assert utuh_check(now=awal + PUTARAN - timedelta(seconds=1)).selesai
    assert PutaranUtuh.objects.count() == 1
    assert utuh_check(now=awal + PUTARAN).diperiksa == 1
    assert PutaranUtuh.objects.count() == 2


def test_the_command_says_all_and_fails_when_something_is_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cpns,) = upload("SK_CPNS")
    call_command("periksa_arsip")
    assert capsys.readouterr().out.splitlines() == ["1 diperiksa, 0 temuan."]
    (folder / cpns.kunci_simpan).unlink()
    with pytest.raises(CommandError, match="tidak utuh"):
        call_command("periksa_arsip")
    assert f"HILANG  {cpns.kunci_simpan}" in capsys.readouterr().out


def test_the_command_does_not_trust_a_round_under_way(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As after a restore in the middle of the worker's round."""
    upload("SK_CPNS", "SK_PNS")
    utuh_check(now=timezone.now(), limit=1)
    looked = VersiDokumen.objects.get(utuh_pada__isnull=False)
    (folder / looked.kunci_simpan).unlink()
    call_command("periksa_arsip", lanjut=True)  # goes on where the round stood
    assert capsys.readouterr().out.splitlines() == ["1 diperiksa, 0 temuan."]
    round_begin(now=timezone.now())
    utuh_check(now=timezone.now(), limit=1)
    with pytest.raises(CommandError, match="tidak utuh"):
        call_command("periksa_arsip")
    assert "2 diperiksa, 1 temuan." in capsys.readouterr().out
    assert PutaranUtuh.objects.count() == 2


@pytest.mark.parametrize(
    ("jumlah", "porsi"), [(0, 200), (600_000, 200), (1_152_001, 201), (6_000_000, 1042)]
)
def test_a_round_over_any_number_of_papers_ends_in_twenty_days(jumlah: int, porsi: int) -> None:
    assert sekali(jumlah) == porsi


def test_the_page_of_the_administrator_shows_the_last_report(folder: Path, client: Any) -> None:
    (cpns,) = upload("SK_CPNS")
    admin = petugas(Peran.ADMIN, UnitKerjaFactory())
    client.force_login(admin)
    assert "belum berjalan" in client.get(reverse("arsip:keadaan")).content.decode()
    run()
    assert "Tidak ada temuan" in client.get(reverse("arsip:keadaan")).content.decode()
    (folder / cpns.kunci_simpan).unlink()
    PutaranUtuh.objects.update(mulai_pada=timezone.now() - PUTARAN)
    run()
    page = client.get(reverse("arsip:keadaan")).content.decode()
    assert "1 berkas tidak seperti yang tercatat" in page
    assert cpns.kunci_simpan in page


def test_every_folder_has_its_turn() -> None:
    seen, folder = [], next_folder("")
    while folder is not None:
        seen.append(folder)
        folder = next_folder(folder)
    assert tuple(seen) == FOLDER
    assert len(seen) == 256


def test_versions_that_came_during_the_round_wait_for_the_next(folder: Path) -> None:
    round_begin(now=datetime(2026, 1, 1, tzinfo=UTC))
    upload("SK_CPNS")
    assert utuh_check(now=timezone.now()).diperiksa == 0
    assert hashlib.sha256(b"").hexdigest() not in findings()
