"""The archive for programs: upload with the sender's own id, in one request or in parts (tus)."""

import base64
import hashlib
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from arsip.models import Unggahan, VersiDokumen
from arsip.rules.unggahan import ZIP_MAKS_BYTE
from arsip.services.penerimaan import unggahan_process
from arsip.services.unggahan import massal_begin
from arsip.services.versi import versi_process
from sitamu.inti.models import JejakAkses
from sitamu.inti.rules.hak import Peran
from tests.factories.berkas import EXE, foto, pdf
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory, petugas

pytestmark = pytest.mark.django_db
DOKUMEN, UNGGAHAN = "/api/v1/arsip/dokumen", "/api/v1/arsip/unggahan"
ISI = "application/offset+octet-stream"


class Panggung:
    def __init__(self) -> None:
        akar = UnitKerjaFactory()
        unit, other = UnitKerjaFactory(induk=akar), UnitKerjaFactory(induk=akar)
        self.siti: Any = PegawaiFactory(nama="Siti", unit=unit, akun=True)
        self.made: Any = PegawaiFactory(nama="Made", unit=other, akun=True)
        self.operator = petugas(Peran.OPERATOR_OPD, unit)
        self.lain = petugas(Peran.OPERATOR_OPD, other)

    def client(self, siapa: Any) -> Client:
        client = Client()
        client.force_login(siapa)
        return client


@pytest.fixture
def panggung() -> Panggung:
    return Panggung()


@pytest.fixture
def siti(panggung: Panggung) -> Client:
    return panggung.client(panggung.siti.pengguna)


def unggah(client: Client, *isi: bytes, headers: Any = None, **data: Any) -> Any:
    files = [SimpleUploadedFile(f"{n}.pdf", content) for n, content in enumerate(isi)]
    given = {"jenis": "SK_CPNS", "id_klien": str(uuid4()), "berkas": files, **data}
    return client.post(DOKUMEN, {k: v for k, v in given.items() if v is not None}, headers=headers)


def sha(isi: bytes) -> str:
    return hashlib.sha256(isi).hexdigest()


# One request


def test_a_paper_is_filed_and_the_answer_says_what_was_kept(siti: Client) -> None:
    answer = unggah(siti, pdf(2), sha256=sha(pdf(2)))
    assert answer.status_code == 201
    body = answer.json()
    assert (body["status"], body["halaman"], body["jenis"]) == ("SIAP", 2, "SK_CPNS")
    assert body["sha256"] == body["sha256_masuk"] == sha(pdf(2))
    assert (body["sudah_ada"], body["kembar"]) == (False, [])
    got = siti.get(f"/api/v1/arsip/versi/{body['id']}/berkas")
    assert b"".join(got.streaming_content) == pdf(2)
    assert got["Content-Disposition"].startswith("attachment")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert JejakAkses.objects.filter(aksi="unduh_dokumen", objek_id=body["id"]).count() == 1


def test_sent_again_with_the_same_id_the_first_answer_comes_again(siti: Client) -> None:
    kunci = str(uuid4())
    first = unggah(siti, pdf(), id_klien=None, headers={"Idempotency-Key": kunci})
    again = unggah(siti, pdf(), id_klien=kunci)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert "Idempotent-Replay" not in first
    assert again["Idempotent-Replay"] == "true"
    assert VersiDokumen.objects.count() == 1


def test_the_same_id_for_another_paper_or_other_bytes_is_refused(siti: Client) -> None:
    kunci = str(uuid4())
    unggah(siti, pdf(), id_klien=kunci)
    other_bytes = unggah(siti, pdf(2), id_klien=kunci)
    other_paper = unggah(siti, pdf(2), id_klien=kunci, jenis="SK_PNS")
    assert (other_bytes.status_code, other_paper.status_code) == (422, 409)
    assert {r.json()["kode"] for r in (other_bytes, other_paper)} == {"id_kiriman_terpakai"}


def test_the_same_bytes_with_another_id_are_there_already(siti: Client) -> None:
    unggah(siti, pdf())
    again = unggah(siti, pdf())
    assert (again.status_code, again.json()["sudah_ada"]) == (200, True)


def test_the_same_bytes_elsewhere_are_named_inside_the_scope(
    panggung: Panggung, siti: Client
) -> None:
    first = unggah(siti, pdf()).json()
    same = unggah(siti, pdf(), jenis="SK_PNS").json()
    assert [twin["versi_id"] for twin in same["kembar"]] == [first["id"]]
    made = unggah(panggung.client(panggung.made.pengguna), pdf()).json()
    assert made["kembar"] == []


def test_a_hash_that_differs_is_refused(siti: Client) -> None:
    answer = unggah(siti, pdf(), sha256="0" * 64)
    assert (answer.status_code, answer.json()["kode"]) == (422, "hash_beda")
    assert answer["Content-Type"] == "application/problem+json"
    assert VersiDokumen.objects.count() == 0


def test_photos_are_under_way_until_the_worker_is_done(siti: Client) -> None:
    body = unggah(siti, foto(), foto(warna="grey"), sha256=[sha(foto()), sha(foto(warna="grey"))])
    versi = f"/api/v1/arsip/versi/{body.json()['id']}"
    assert siti.get(versi).json()["status"] == "DIPROSES"
    waits = siti.get(f"{versi}/berkas")
    assert (waits.status_code, waits.json()["kode"]) == (409, "berkas_belum_siap")
    versi_process(now=timezone.now())
    done = siti.get(versi).json()
    assert (done["status"], done["halaman"], done["gambar_siap"]) == ("SIAP", 2, True)


@pytest.mark.parametrize(
    ("data", "status", "kode"),
    [
        ({"jenis": ""}, 400, "isian_tidak_sah"),
        ({"id_klien": None}, 400, "isian_tidak_sah"),
        ({"id_klien": "bukan"}, 400, "isian_tidak_sah"),
        ({"sha256": "abc"}, 400, "isian_tidak_sah"),
        ({"sha256": ["0" * 64, "0" * 64]}, 400, "isian_tidak_sah"),
        ({"jenis": "TIDAK_ADA"}, 404, "tidak_ditemukan"),
        ({"jenis": "SKP"}, 422, "kunci_dokumen"),
        ({"pegawai": str(uuid4())}, 404, "tidak_ditemukan"),
        ({"berkas": None}, 422, "berkas_tidak_ada"),
        ({"berkas": SimpleUploadedFile("a.pdf", EXE)}, 422, "berkas_berbahaya"),
        ({"berkas": "teks"}, 400, "isian_tidak_sah"),
    ],
)
def test_each_refusal_has_its_code(
    siti: Client, data: dict[str, Any], status: int, kode: str
) -> None:
    answer = unggah(siti, pdf(), **data)
    assert (answer.status_code, answer.json()["kode"]) == (status, kode)


def test_an_operator_files_for_the_own_unit_only(panggung: Panggung) -> None:
    for who, status in ((panggung.operator, 201), (panggung.lain, 404)):
        answer = unggah(panggung.client(who), pdf(), pegawai=str(panggung.siti.pk))
        assert answer.status_code == status


def test_the_list_holds_the_newest_version_of_each_paper(panggung: Panggung, siti: Client) -> None:
    unggah(siti, pdf())
    unggah(siti, pdf(2))
    unggah(siti, pdf(3), jenis="SKP", kunci="2025")
    rows = siti.get(DOKUMEN).json()
    assert [(r["jenis"], r["kunci"], r["nomor"]) for r in rows] == [
        ("SK_CPNS", "", 2),
        ("SKP", "2025", 1),
    ]
    of_siti = {"pegawai": str(panggung.siti.pk)}
    assert len(panggung.client(panggung.operator).get(DOKUMEN, of_siti).json()) == 2
    for who in (panggung.lain, panggung.made.pengguna):
        assert panggung.client(who).get(DOKUMEN, of_siti).status_code == 404


def test_nobody_comes_in_without_a_log_in_or_from_another_site(panggung: Panggung) -> None:
    assert Client().get(DOKUMEN).status_code == 401
    assert Client().get(DOKUMEN).json()["kode"] == "belum_masuk"
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(panggung.siti.pengguna)
    assert unggah(strict, pdf()).status_code == 403
    assert VersiDokumen.objects.count() == 0


# In parts


def meta(**said: str) -> str:
    return ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in said.items())


def mulai(client: Client, isi: bytes, **said: str) -> Any:
    given = {"filename": "a.pdf", "jenis": "SK_CPNS", **said}
    return client.post(
        UNGGAHAN,
        headers={
            "Tus-Resumable": "1.0.0",
            "Upload-Length": str(len(isi)),
            "Upload-Metadata": meta(**{k: v for k, v in given.items() if v}),
        },
    )


def bagian(client: Client, url: str, isi: bytes, mulai: int, **headers: str) -> Any:
    given = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(mulai), **headers}
    return client.patch(url, isi, content_type=ISI, headers=given)


def sampai(client: Client, url: str) -> int:
    answer = client.head(url, headers={"Tus-Resumable": "1.0.0"})
    assert answer["Cache-Control"] == "no-store"
    return int(answer["Upload-Offset"])


def test_the_server_says_what_it_can(siti: Client) -> None:
    answer = siti.options(UNGGAHAN)
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert set(answer["Tus-Extension"].split(",")) == {
        "creation",
        "creation-with-upload",
        "checksum",
        "expiration",
        "termination",
    }
    assert answer["Tus-Max-Size"] == str(ZIP_MAKS_BYTE)


def test_a_file_goes_in_parts_and_is_asked_where_it_stands(siti: Client) -> None:
    isi = pdf().ljust(1000)
    begun = mulai(siti, isi, sha256=sha(isi))
    assert (begun.status_code, begun["Upload-Offset"]) == (201, "0")
    assert "Upload-Expires" in begun
    url = begun["Location"]
    checksum = base64.b64encode(hashlib.sha256(isi[:600]).digest()).decode()
    first = bagian(siti, url, isi[:600], 0, **{"Upload-Checksum": f"sha256 {checksum}"})
    assert (first.status_code, first["Upload-Offset"], first.content) == (204, "600", b"")
    assert sampai(siti, url) == 600
    last = bagian(siti, url, isi[600:], 600)
    assert (last.status_code, last["Upload-Offset"]) == (204, "1000")
    assert siti.get(url).json()["status"] == "MENUNGGU"
    unggahan_process(now=timezone.now())
    done = siti.get(url).json()
    assert (done["status"], done["versi_status"], done["sha256"]) == ("TERSIMPAN", "SIAP", sha(isi))


def sekaligus(client: Client, isi: bytes, panjang: int | None = None, **said: str) -> Any:
    """Begin with bytes in the same request: all of `panjang`, or the first of them."""
    return client.post(
        UNGGAHAN,
        isi,
        content_type=ISI,
        headers={
            "Tus-Resumable": "1.0.0",
            "Upload-Length": str(panjang or len(isi)),
            "Upload-Metadata": meta(filename="a.pdf", **{"jenis": "SK_CPNS", **said}),
        },
    )


def test_a_whole_file_goes_with_its_beginning_and_once_only(siti: Client) -> None:
    id_klien = str(uuid4())
    first = sekaligus(siti, pdf(), id_klien=id_klien, sha256=sha(pdf()))
    assert (first.status_code, first["Upload-Offset"]) == (201, str(len(pdf())))
    again = sekaligus(siti, pdf(), id_klien=id_klien)
    assert (again["Location"], again["Upload-Offset"]) == (first["Location"], str(len(pdf())))
    other = sekaligus(siti, pdf(2).ljust(3000), id_klien=id_klien)
    assert (other.status_code, other.json()["kode"]) == (409, "id_kiriman_terpakai")
    unggahan_process(now=timezone.now())
    assert siti.get(first["Location"]).json()["status"] == "TERSIMPAN"
    assert VersiDokumen.objects.count() == 1


def test_a_beginning_with_the_first_part_goes_on_from_there(siti: Client) -> None:
    isi = pdf().ljust(1000)
    begun = sekaligus(siti, isi[:400], panjang=1000)
    assert (begun.status_code, begun["Upload-Offset"]) == (201, "400")
    assert bagian(siti, begun["Location"], isi[400:], 400).status_code == 204
    unggahan_process(now=timezone.now())
    assert siti.get(begun["Location"]).json()["sha256"] == sha(isi)


@pytest.mark.parametrize(
    ("isi", "said", "kode"),
    [(EXE, {}, "berkas_berbahaya"), (pdf(), {"sha256": "0" * 64}, "hash_beda")],
)
def test_a_whole_file_is_judged_at_once_and_never_stored_in_vain(
    siti: Client, isi: bytes, said: dict[str, str], kode: str
) -> None:
    answer = sekaligus(siti, isi, **said)
    assert (answer.status_code, answer.json()["kode"]) == (422, kode)
    assert Unggahan.objects.count() == 0
    assert not default_storage.exists("masuk")


def test_stale_parts_twice_begun_and_ended_uploads_have_their_codes(siti: Client) -> None:
    isi = pdf().ljust(1000)
    id_klien = str(uuid4())
    url = mulai(siti, isi, id_klien=id_klien)["Location"]
    bagian(siti, url, isi[:600], 0)
    stale = bagian(siti, url, isi[:600], 0)
    assert (stale.status_code, stale.json()["kode"]) == (409, "bagian_tidak_sambung")
    assert stale.json()["diterima_byte"] == 600
    assert stale["Tus-Resumable"] == "1.0.0"
    wrong = bagian(siti, url, isi[600:], 600, **{"Upload-Checksum": "sha256 AAAA"})
    assert (wrong.status_code, wrong.json()["kode"]) == (460, "bagian_rusak")
    again = mulai(siti, isi, id_klien=id_klien)
    assert (again["Location"], again["Upload-Offset"]) == (url, "600")
    assert siti.delete(url, headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    ended = bagian(siti, url, isi[600:], 600)
    assert (ended.status_code, ended.json()["kode"]) == (410, "unggahan_usai")
    assert Unggahan.objects.count() == 1


@pytest.mark.parametrize(
    ("headers", "status", "kode"),
    [
        ({"Tus-Resumable": ""}, 412, "versi_tus"),
        ({"Upload-Length": "-1"}, 400, "isian_tidak_sah"),
        ({"Upload-Length": "abc"}, 400, "isian_tidak_sah"),
        ({"Upload-Length": "0"}, 422, "berkas_kosong"),
        ({"Upload-Length": "6000000"}, 422, "berkas_terlalu_besar"),
        ({"Upload-Metadata": "filename ???"}, 400, "isian_tidak_sah"),
        ({"Upload-Metadata": meta(filename="a.pdf")}, 400, "isian_tidak_sah"),
        ({"Upload-Metadata": meta(filename="a.pdf", massal="x")}, 400, "isian_tidak_sah"),
        ({"Upload-Metadata": meta(massal=str(uuid4()))}, 404, "tidak_ditemukan"),
        ({"Upload-Metadata": meta(jenis="SURAT_PENGANTAR")}, 403, "jenis_internal"),
    ],
)
def test_a_bad_beginning_is_refused_by_its_code(
    siti: Client, headers: dict[str, str], status: int, kode: str
) -> None:
    plain = {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": "1000",
        "Upload-Metadata": meta(filename="a.pdf", jenis="SK_CPNS"),
    }
    answer = siti.post(UNGGAHAN, headers={**plain, **headers})
    assert (answer.status_code, answer.json()["kode"]) == (status, kode)
    assert Unggahan.objects.count() == 0


def test_an_upload_is_nobody_elses(panggung: Panggung, siti: Client) -> None:
    url = mulai(siti, pdf())["Location"]
    for who in (panggung.made.pengguna, panggung.operator, panggung.lain):
        other = panggung.client(who)
        tus = {"Tus-Resumable": "1.0.0"}
        assert other.get(url).status_code == 404
        assert other.head(url, headers=tus).status_code == 404
        assert other.delete(url, headers=tus).status_code == 404
        assert bagian(other, url, pdf(), 0).status_code == 404
    assert Unggahan.objects.get().diterima_byte == 0


def test_a_batch_lists_what_is_here_of_each_file(panggung: Panggung) -> None:
    massal = massal_begin(actor=panggung.operator, now=timezone.now())
    operator = panggung.client(panggung.operator)
    isi = pdf().ljust(1000)
    said = {"jenis": "", "massal": str(massal.pk), "sidik": "a.pdf|1000|1"}
    url = mulai(operator, isi, **said)["Location"]
    bagian(operator, url, isi[:400], 0)
    assert mulai(operator, isi, **said)["Location"] == url
    big = operator.post(
        UNGGAHAN,
        headers={
            "Tus-Resumable": "1.0.0",
            "Upload-Length": "6000000",
            "Upload-Metadata": meta(filename="b.pdf", massal=str(massal.pk), sidik="b"),
        },
    )
    assert big.status_code == 422
    rows = operator.get(UNGGAHAN, {"massal": str(massal.pk)}).json()
    assert [(r["sidik"], r["status"], r["diterima_byte"]) for r in rows] == [
        ("a.pdf|1000|1", "MENGIRIM", 400),
        ("b", "DITOLAK", 0),
    ]
    for who in (panggung.lain, panggung.siti.pengguna):
        answer = panggung.client(who).get(UNGGAHAN, {"massal": str(massal.pk)})
        assert answer.status_code == 404


def test_a_full_store_is_said_and_costs_nothing(
    siti: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> str:
        raise OSError(28, "No space left on device")

    url = mulai(siti, pdf())["Location"]
    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "save", full)
        for answer in (unggah(siti, pdf()), bagian(siti, url, pdf(), 0)):
            assert (answer.status_code, answer.json()["kode"]) == (507, "penyimpanan_penuh")
            assert "penuh" in answer.json()["detail"]
    assert VersiDokumen.objects.count() == 0
    assert sampai(siti, url) == 0
    assert bagian(siti, url, pdf(), 0).status_code == 204


def test_the_kinds_are_listed(siti: Client) -> None:
    kinds = {row["kode"]: row for row in siti.get("/api/v1/arsip/jenis").json()}
    assert kinds["SKP"]["tahunan"]
    assert "SURAT_PENGANTAR" not in kinds


def test_the_schema_names_every_operation(siti: Client) -> None:
    schema = siti.get("/api/v1/skema", {"format": "json"}).json()
    named = {
        operation["operationId"]
        for path, methods in schema["paths"].items()
        if path.startswith("/api/v1/arsip/")
        for method, operation in methods.items()
        if method != "parameters"
    }
    assert named >= {
        "arsip_jenis_daftar",
        "arsip_dokumen_daftar",
        "arsip_dokumen_unggah",
        "arsip_dokumen_versi",
        "arsip_berakhir",
        "arsip_massal_daftar",
        "arsip_massal_mulai",
        "arsip_unggahan_saran",
        "arsip_unggahan_cocokkan",
        "arsip_unggahan_berkas",
        "arsip_versi",
        "arsip_versi_gambar",
        "arsip_versi_kecil",
        "arsip_versi_berkas",
        "arsip_unggahan_daftar",
        "arsip_unggahan_mulai",
        "arsip_unggahan",
        "arsip_unggahan_lanjut",
        "arsip_unggahan_batal",
    }
