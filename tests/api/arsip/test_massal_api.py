"""What pages of the archive can do, programs can do too: batches, matching, earlier versions."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from arsip.models import Unggahan, VersiDokumen
from arsip.services.penerimaan import unggahan_process
from arsip.services.versi import versi_process
from tests.api.arsip.test_unggahan import UNGGAHAN, Panggung, mulai, unggah
from tests.factories.berkas import pdf

pytestmark = pytest.mark.django_db
MASSAL = "/api/v1/arsip/massal"


@pytest.fixture
def panggung() -> Panggung:
    return Panggung()


@pytest.fixture
def operator(panggung: Panggung) -> Client:
    return panggung.client(panggung.operator)


def kirim(client: Client, nama: str, isi: bytes) -> str:
    """Send one file in a new batch; returns the address of the upload."""
    massal = client.post(MASSAL).json()["id"]
    begun = mulai(client, isi, jenis="", filename=nama, massal=massal, sidik=nama)
    url: str = begun["Location"]
    given = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}
    client.patch(url, isi, content_type="application/offset+octet-stream", headers=given)
    unggahan_process(now=timezone.now())
    return url


def test_a_batch_is_begun_filled_and_counted(operator: Client, panggung: Panggung) -> None:
    kirim(operator, f"{panggung.siti.nip}_SK_PNS.pdf", pdf())
    (batch,) = operator.get(MASSAL).json()
    assert {k: n for k, n in batch["per_status"].items() if n} == {"TERSIMPAN": 1}
    (row,) = operator.get(UNGGAHAN, {"massal": batch["id"]}).json()
    assert (row["jenis"], row["versi_status"]) == ("SK_PNS", "SIAP")
    assert panggung.client(panggung.lain).get(MASSAL).json() == []
    answer = panggung.client(panggung.siti.pengguna).post(MASSAL)
    assert (answer.status_code, answer.json()["kode"]) == (403, "tidak_diizinkan")


def test_a_file_is_looked_at_suggested_for_and_matched(
    operator: Client, panggung: Panggung
) -> None:
    url = kirim(operator, "SK CPNS siti.pdf", pdf())
    assert operator.get(url).json()["status"] == "COCOKKAN"
    seen = operator.get(f"{url}/berkas")
    assert b"".join(seen.streaming_content) == pdf()
    assert seen["Content-Security-Policy"] == "sandbox; default-src 'none'"
    offered = operator.get(f"{url}/cocokkan").json()
    assert [p["nomor"] for p in offered["pegawai"]] == [panggung.siti.nip]
    assert offered["jenis"][0] == "SK_CPNS"
    for said, code in (
        ({"jenis": "SK_CPNS"}, 400),
        ({"nip": panggung.siti.nip, "pegawai": str(panggung.siti.pk), "jenis": "SK_CPNS"}, 400),
        ({"nip": panggung.made.nip, "jenis": "SK_CPNS"}, 404),
        ({"pegawai": str(panggung.made.pk), "jenis": "SK_CPNS"}, 404),
        ({"nip": panggung.siti.nip, "jenis": "TIDAK_ADA"}, 404),
        ({"nip": panggung.siti.nip, "jenis": "SKP"}, 422),
    ):
        assert operator.post(f"{url}/cocokkan", said, "application/json").status_code == code, said
    said = {"nip": panggung.siti.nip, "jenis": "SK_CPNS"}
    answer = operator.post(f"{url}/cocokkan", said, "application/json")
    assert (answer.status_code, answer.json()["status"]) == (200, "MENUNGGU")
    unggahan_process(now=timezone.now())
    assert operator.get(url).json()["status"] == "TERSIMPAN"
    assert operator.post(f"{url}/cocokkan", said, "application/json").status_code == 410
    assert operator.get(f"{url}/cocokkan").status_code == 404
    assert operator.get(f"{url}/berkas").status_code == 404


def test_a_waiting_file_is_nobody_elses(operator: Client, panggung: Panggung) -> None:
    url = kirim(operator, "scan.pdf", pdf())
    for who in (panggung.lain, panggung.siti.pengguna):
        client = panggung.client(who)
        said = {"nip": panggung.siti.nip, "jenis": "SK_CPNS"}
        assert client.get(f"{url}/cocokkan").status_code == 404
        assert client.get(f"{url}/berkas").status_code == 404
        assert client.post(f"{url}/cocokkan", said, "application/json").status_code == 404
    assert Unggahan.objects.get().status == "COCOKKAN"


def test_earlier_versions_are_listed_newest_first_with_their_pictures(panggung: Panggung) -> None:
    siti = panggung.client(panggung.siti.pengguna)
    for teks in ("lama", "baru"):
        unggah(siti, pdf(teks=teks))
    versi_process(now=timezone.now())
    versi: Any = VersiDokumen.objects.get(nomor=2)
    rows = siti.get(f"/api/v1/arsip/dokumen/{versi.dokumen_id}/versi").json()
    assert [(r["nomor"], r["gambar_siap"]) for r in rows] == [(2, True), (1, True)]
    for picture in ("kecil", "hal/1"):
        found = siti.get(f"/api/v1/arsip/versi/{rows[1]['id']}/{picture}")
        assert b"".join(found.streaming_content).startswith(b"\xff\xd8\xff")
    assert siti.get(f"/api/v1/arsip/versi/{rows[1]['id']}/hal/2").status_code == 404


def test_papers_that_end_are_listed_for_the_officers_unit(
    operator: Client, panggung: Panggung
) -> None:
    unggah(panggung.client(panggung.siti.pengguna), pdf(), jenis="SIP", kunci="2025")
    VersiDokumen.objects.update(berlaku_sampai=timezone.localdate() + timedelta(days=5))
    url = "/api/v1/arsip/berakhir"
    assert [row["jenis"] for row in operator.get(url).json()] == ["SIP"]
    unit = str(panggung.siti.penempatan.get().unit_id)
    assert len(operator.get(url, {"unit": unit}).json()) == 1
    assert panggung.client(panggung.lain).get(url).json() == []
    assert panggung.client(panggung.siti.pengguna).get(url).status_code == 403
