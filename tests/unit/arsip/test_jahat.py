"""The corpus of hostile files: the same verdict by the judge, by the form and in bulk."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from arsip.errors import BerkasError
from arsip.models import JenisDokumen, Unggahan, VersiDokumen
from arsip.services.intake import files_judge
from arsip.services.penerimaan import unggahan_process
from arsip.services.unggahan import massal_begin, unggahan_receive
from arsip.services.versi import versi_process
from sitamu.inti.rules.hak import Peran
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory, petugas
from tests.factories.jahat import JAHAT, Contoh

NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
SK = JenisDokumen(kode="SK_CPNS", nama="SK CPNS")


def upload(contoh: Contoh) -> SimpleUploadedFile:
    return SimpleUploadedFile(contoh.nama, contoh.make(), content_type="application/pdf")


@pytest.mark.parametrize("nama", JAHAT)
def test_each_file_gets_its_verdict(nama: str) -> None:
    contoh = JAHAT[nama]
    if contoh.kode is None:
        assert files_judge([upload(contoh)], jenis=SK)
        return
    with pytest.raises(BerkasError) as caught:
        files_judge([upload(contoh)], jenis=SK)
    assert caught.value.code == contoh.kode
    assert contoh.nama in caught.value.message
    assert caught.value.langkah
    assert caught.value.http_status == 422


@pytest.mark.django_db
def test_in_bulk_each_bad_file_is_refused_alone_and_nothing_of_it_stays() -> None:
    unit = UnitKerjaFactory(induk=UnitKerjaFactory())
    siti: Any = PegawaiFactory(unit=unit)
    operator = petugas(Peran.OPERATOR_OPD, unit)
    massal = massal_begin(actor=operator, now=NOW)
    names = [n for n in JAHAT if n != "a ZIP"]  # in bulk a ZIP is a box of papers
    for at, name in enumerate(names):
        contoh = JAHAT[name]
        ending = contoh.nama.rsplit(".", 1)[-1]
        file = SimpleUploadedFile(f"{siti.nip}_AKTA_ANAK_{at}.{ending}", contoh.make())
        unggahan_receive(massal_id=massal.pk, files=[file], actor=operator, now=NOW)
    while unggahan_process(now=NOW):
        pass
    got = {row.nama.rsplit("_", 1)[1].split(".")[0]: row for row in Unggahan.objects.all()}
    verdicts = {name: got[str(at)].kode or None for at, name in enumerate(names)}
    assert verdicts == {name: JAHAT[name].kode for name in names}
    assert VersiDokumen.objects.count() == sum(JAHAT[n].kode is None for n in names)
    assert not default_storage.exists("masuk") or _files("masuk") == []


def _files(folder: str) -> list[str]:
    folders, files = default_storage.listdir(folder)
    return files + [f for one in folders for f in _files(f"{folder}/{one}")]


@pytest.mark.django_db
def test_of_an_odd_photo_only_the_picture_is_kept() -> None:
    unit = UnitKerjaFactory(induk=UnitKerjaFactory())
    siti: Any = PegawaiFactory(unit=unit)
    operator = petugas(Peran.OPERATOR_OPD, unit)
    massal = massal_begin(actor=operator, now=NOW)
    film = JAHAT["a photo with a film behind it"]
    file = SimpleUploadedFile(f"{siti.nip}_SK_CPNS.jpg", film.make())
    unggahan_receive(massal_id=massal.pk, files=[file], actor=operator, now=NOW)
    unggahan_process(now=NOW)
    versi_process(now=NOW)
    versi = VersiDokumen.objects.get()
    assert versi.status == "SIAP"
    with default_storage.open(versi.kunci_simpan) as kept:
        assert b"ftyp" not in kept.read()
