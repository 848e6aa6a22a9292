"""Uploads into S3, spoken to over HTTP: parts, whole files, batches, and nothing left behind."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.request import urlopen

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arsip.models import BagianUnggahan, Unggahan, VersiDokumen
from arsip.services.penerimaan import unggahan_process
from arsip.services.unggahan import massal_begin, unggahan_sweep
from sitamu import environment
from tests.api.arsip.test_unggahan import (
    ISI,
    UNGGAHAN,
    Panggung,
    bagian,
    meta,
    mulai,
    sampai,
    sekaligus,
    sha,
)
from tests.factories.berkas import EXE, pdf
from tests.factories.gudang import s3_server
from tests.factories.jahat import zip_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _s3(settings: Any) -> Iterator[None]:
    with s3_server() as url:
        settings.STORAGES = {**settings.STORAGES, "default": environment.storage(url)}
        call_command("siapkan_bucket")
        yield


@pytest.fixture
def panggung() -> Panggung:
    return Panggung()


@pytest.fixture
def siti(panggung: Panggung) -> Client:
    return panggung.client(panggung.siti.pengguna)


def objects() -> list[str]:
    """Names of everything in the bucket."""
    store: Any = default_storage
    return sorted(found.key for found in store.bucket.objects.all())


def waiting() -> list[str]:
    return [name for name in objects() if name.startswith("masuk/")]


def unduhan(client: Client, versi: VersiDokumen) -> bytes:
    """The bytes as the signed link gives them."""
    with urlopen(client.get(reverse("arsip:versi-unduh", args=[versi.pk]))["Location"]) as answer:
        return bytes(answer.read())


def test_parts_lie_in_the_bucket_until_the_paper_is_filed(siti: Client) -> None:
    isi = pdf().ljust(1000)
    url = mulai(siti, isi, sha256=sha(isi))["Location"]
    for at in (0, 300, 700):
        assert bagian(siti, url, isi[at : [300, 700, 1000][at // 300]], at).status_code == 204
        assert sampai(siti, url) > at
    assert len(waiting()) == 3
    unggahan_process(now=timezone.now())
    assert siti.get(url).json()["status"] == "TERSIMPAN"
    versi = VersiDokumen.objects.get()
    assert objects() == [versi.kunci_simpan]
    assert unduhan(siti, versi) == isi
    assert not BagianUnggahan.objects.exists()


def test_a_part_that_is_not_what_was_vouched_for_leaves_no_object(siti: Client) -> None:
    isi = pdf().ljust(1000)
    url = mulai(siti, isi)["Location"]
    wrong = base64.b64encode(hashlib.sha256(b"lain").digest()).decode()
    answer = bagian(siti, url, isi[:500], 0, **{"Upload-Checksum": f"sha256 {wrong}"})
    assert answer.status_code == 460
    assert bagian(siti, url, isi[:500], 200).status_code == 409
    assert (sampai(siti, url), objects()) == (0, [])


def test_a_whole_file_in_one_request_is_one_object_and_sent_again_still_one(siti: Client) -> None:
    id_klien = "0b7f0a52-33a4-4bb9-9f6c-0a5d7cfb1a11"
    for _ in range(2):
        assert sekaligus(siti, pdf(), id_klien=id_klien).status_code == 201
    assert len(waiting()) == 1
    assert sekaligus(siti, EXE).status_code == 422
    unggahan_process(now=timezone.now())
    versi = VersiDokumen.objects.get()
    assert objects() == [versi.kunci_simpan]
    assert unduhan(siti, versi) == pdf()


def test_what_is_given_up_or_falls_silent_is_removed(siti: Client) -> None:
    isi = pdf().ljust(1000)
    for _ in range(2):
        bagian(siti, mulai(siti, isi)["Location"], isi[:500], 0)
    assert len(waiting()) == 2
    first, second = Unggahan.objects.order_by("dibuat_pada")
    url = reverse("arsip_api:unggahan", args=[first.pk])
    assert siti.delete(url, headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    assert len(waiting()) == 1
    assert unggahan_sweep(now=timezone.now() + timedelta(days=8)) == 1
    unggahan_sweep(now=timezone.now() + timedelta(days=9))
    assert objects() == []
    second.refresh_from_db()
    assert second.status == "DITOLAK"


def test_a_batch_of_a_form_and_a_zip_in_parts_is_filed_and_the_rest_waits(
    panggung: Panggung,
) -> None:
    client = panggung.client(panggung.operator)
    massal = massal_begin(actor=panggung.operator, now=timezone.now())
    nip = panggung.siti.nip
    files = [
        SimpleUploadedFile(name, isi)
        for name, isi in (
            (f"{nip}_SK_CPNS.pdf", pdf(teks="cpns")),
            ("scan 1.pdf", pdf(teks="siapa")),
            (f"{nip}_KTP.pdf", EXE),
        )
    ]
    assert client.post(reverse("arsip:massal-kirim", args=[massal.pk]), {"berkas": files})
    isi = zip_of({f"{nip}_SK_PNS.pdf": pdf(teks="pns"), f"{nip}_SPMT.pdf": pdf(teks="spmt")})
    url = client.post(
        UNGGAHAN,
        isi[:100],
        content_type=ISI,
        headers={
            "Tus-Resumable": "1.0.0",
            "Upload-Length": str(len(isi)),
            "Upload-Metadata": meta(filename="a.zip", massal=str(massal.pk), sidik="zip"),
        },
    )["Location"]
    assert bagian(client, url, isi[100:], 100).status_code == 204
    unggahan_process(now=timezone.now())
    status = dict(Unggahan.objects.values_list("nama", "status"))
    assert status == {
        f"{nip}_SK_CPNS.pdf": "TERSIMPAN",
        f"{nip}_SK_PNS.pdf": "TERSIMPAN",
        f"{nip}_SPMT.pdf": "TERSIMPAN",
        f"{nip}_KTP.pdf": "DITOLAK",
        "scan 1.pdf": "COCOKKAN",
        "a.zip": "DIURAI",
    }
    scan = Unggahan.objects.get(status="COCOKKAN")
    assert waiting() == [scan.kunci_simpan]
    seen = client.get(reverse("arsip:unggahan-lihat", args=[scan.pk]))
    assert b"".join(seen.streaming_content) == pdf(teks="siapa")
    match = {f"{scan.pk}-nip": nip, f"{scan.pk}-jenis": "NPWP"}
    client.post(reverse("arsip:unggahan-cocokkan", args=[scan.pk]), match)
    unggahan_process(now=timezone.now())
    assert waiting() == []
    kept = VersiDokumen.objects.filter(dokumen__pegawai=panggung.siti)
    assert sorted(objects()) == sorted(kept.values_list("kunci_simpan", flat=True))
    assert kept.count() == 4
