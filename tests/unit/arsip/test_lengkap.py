"""Papers of before: what lacks pictures, thumbnails or words is queued again, the rest let be."""

from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from arsip.models import TeksVersi, VersiDokumen
from arsip.selectors import gambar_kunci, kecil_kunci
from arsip.services import lengkap as service
from arsip.services.dokumen import dokumen_upload
from arsip.services.lengkap import arsip_complete
from arsip.services.versi import versi_process
from tests.factories.berkas import foto, pdf_teks, unggahan
from tests.factories.inti import PegawaiFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)


@pytest.fixture
def siti() -> Any:
    return PegawaiFactory(akun=True)


def simpan(siti: Any, jenis: str, kunci: str = "", isi: bytes = b"") -> VersiDokumen:
    return dokumen_upload(
        pegawai_id=siti.pk,
        jenis_kode=jenis,
        kunci=kunci,
        files=[unggahan(isi or pdf_teks(f"{jenis} {kunci}"))],
        actor=siti.pengguna,
        now=NOW,
    )


def queued() -> set[Any]:
    return set(VersiDokumen.objects.filter(gambar_siap=False).values_list("pk", flat=True))


def test_what_lacks_something_is_queued_and_made(siti: Any, monkeypatch: Any) -> None:
    tanpa_kecil, tanpa_halaman, tanpa_teks, utuh, menyerah = (
        simpan(siti, "SKP", str(tahun)) for tahun in range(2020, 2025)
    )
    secret, picture = simpan(siti, "SK_HUKDIS"), simpan(siti, "PAS_FOTO", isi=foto())
    versi_process(now=NOW)
    for versi in (tanpa_kecil, tanpa_halaman, picture):
        versi.refresh_from_db()
    default_storage.delete(kecil_kunci(tanpa_kecil))
    default_storage.delete(gambar_kunci(tanpa_halaman, 1))
    TeksVersi.objects.filter(versi=tanpa_teks).delete()
    VersiDokumen.objects.filter(pk=menyerah.pk).update(gambar_siap=False, percobaan=9)
    monkeypatch.setattr(service, "SEKALI", 2)
    last = list(arsip_complete())[-1]
    lacking = {v.pk for v in (tanpa_kecil, tanpa_halaman, tanpa_teks, menyerah)}
    assert queued() == lacking
    assert (last.diperiksa, last.antre) == (7, 4)
    assert list(arsip_complete())[-1].antre == 0  # they wait already
    versi_process(now=NOW)
    assert list(arsip_complete())[-1].antre == 0
    assert queued() == set()
    assert default_storage.exists(kecil_kunci(tanpa_kecil))
    assert TeksVersi.objects.filter(versi=tanpa_teks).exists()
    assert not TeksVersi.objects.filter(versi__in=[secret, picture]).exists()
    assert not {utuh.pk} & lacking


def test_the_command_goes_on_behind_a_version(siti: Any) -> None:
    first, second = sorted(simpan(siti, "SKP", str(tahun)).pk for tahun in (2020, 2021))
    out = StringIO()
    call_command("lengkapi_arsip", setelah=first, stdout=out)
    assert "1 diperiksa" in out.getvalue()
    assert str(second) in out.getvalue()
