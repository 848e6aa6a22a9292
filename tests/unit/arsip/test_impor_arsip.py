"""Old holdings: all that matches goes in once, what does not is named."""

import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from arsip.models import VersiDokumen
from tests.factories.berkas import EXE, foto, pdf
from tests.factories.inti import PegawaiFactory

pytestmark = pytest.mark.django_db
NIP = "198501012010011001"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Scans as an office keeps them, and the list beside them."""
    PegawaiFactory(nip=NIP)
    files = {
        "a/sk pns.pdf": pdf(teks="pns"),
        "a/skp25.jpg": foto(),
        "b/jahat.pdf": EXE,
        "b/tersisa.pdf": pdf(teks="sisa"),
        "b/salah.pdf": pdf(teks="salah"),
        ".kunci": b"x",
    }
    for name, content in files.items():
        path = tmp_path / "lama" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "peta.csv").write_text(
        "﻿NIP;Berkas;Jenis;Kunci\n"
        f"{NIP};a\\sk pns.pdf;SK_PNS;\n"
        f"{NIP};a/skp25.jpg;skp;2025\n"
        f"{NIP};b/jahat.pdf;KTP;\n"
        "199901012020011001;b/salah.pdf;KTP;\n"
        f"{NIP};b/salah.pdf;TIDAK_ADA;\n"
        f"{NIP};b/salah.pdf;SKP;\n"
        f"{NIP};../peta.csv;KTP;\n"
        f"{NIP};b/hilang.pdf;KTP;\n"
        ";;;\n",
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def impor(folder: Path) -> Callable[[], str]:
    def run() -> str:
        said = StringIO()
        call_command(
            "impor_arsip",
            folder / "lama",
            peta=folder / "peta.csv",
            laporan=folder / "tertinggal.csv",
            stdout=said,
        )
        return said.getvalue()

    return run


def test_what_matches_goes_in_with_its_source_and_the_rest_is_named(
    folder: Path, impor: Callable[[], str]
) -> None:
    said = impor()
    rows = VersiDokumen.objects.order_by("nama_asli").values_list("nama_asli", "sumber", "status")
    assert list(rows) == [("sk pns.pdf", "IMPOR", "SIAP"), ("skp25.jpg", "IMPOR", "DIPROSES")]
    assert "2 masuk" in said
    assert "berkas/detik" in said
    left = (folder / "tertinggal.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [line.rsplit(";", 1)[0] for line in left] == [
        "5;b/salah.pdf;nip_tidak_ada",
        "6;b/salah.pdf;jenis_tidak_dikenal",
        "8;../peta.csv;berkas_tidak_ada",
        "9;b/hilang.pdf;berkas_tidak_ada",
        "4;b/jahat.pdf;berkas_berbahaya",
        "7;b/salah.pdf;kunci_dokumen",
        ";b/tersisa.pdf;tidak_di_peta",
    ]


def test_run_again_it_goes_on_and_opens_nothing_twice(
    impor: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = default_storage.save
    seen: list[int] = []

    def dies_at_the_second(*args: Any, **kwargs: Any) -> str:
        seen.append(1)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return plain(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "save", dies_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            impor()
    assert VersiDokumen.objects.count() == 1
    assert "1 masuk" in impor()
    with monkeypatch.context() as patch:
        patch.setattr("arsip.services.impor.dokumen_import", lambda **_: pytest.fail("opened"))
        patch.setattr("arsip.services.impor.length_check", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            impor()  # only the two bad files are looked at again
    assert VersiDokumen.objects.count() == 2


def test_a_changed_file_is_a_new_version(folder: Path, impor: Callable[[], str]) -> None:
    impor()
    changed = folder / "lama" / "a" / "sk pns.pdf"
    changed.write_bytes(pdf(teks="pns baru"))
    os.utime(changed, (1, 1))
    assert "1 masuk" in impor()
    assert VersiDokumen.objects.filter(dokumen__jenis="SK_PNS").count() == 2


@pytest.mark.parametrize("isi", ["nip;jenis\n", "", "\xff".encode("latin-1").decode("latin-1")])
def test_a_list_that_cannot_be_read_stops_everything(folder: Path, isi: str) -> None:
    (folder / "peta.csv").write_text(isi, encoding="latin-1")
    with pytest.raises(CommandError, match="peta_ditolak"):
        call_command("impor_arsip", folder / "lama", peta=folder / "peta.csv")
