"""Leave over the API: what is left, a request, the answers, the letter, the card."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kepegawaian.errors import CutiTransitionError
from kepegawaian.models import Cuti, KartuCuti
from kepegawaian.rules.alur_cuti import LangkahCuti, StatusCuti, gerak
from kepegawaian.rules.cuti import JenisCuti
from kepegawaian.services.surat_cuti import surat_cuti_make
from sitamu.inti.models import HubunganAtasan, Pegawai
from tests.factories.berkas import pdf, unggahan
from tests.factories.inti import PegawaiFactory
from tests.factories.klien import Telepon
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db
KINI = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def p() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        found = pemeran()
        KartuCuti.objects.create(
            pegawai=found.siti,
            tahun=2026,
            terpakai=2,
            oleh=found.akun["operator"],
            dicatat_pada=KINI,
        )
        yield found


@pytest.fixture
def siti(p: Pemeran) -> Telepon:
    return Telepon(p.akun["siti"])


@pytest.fixture
def budi(p: Pemeran) -> Telepon:
    """Siti's superior, a plain colleague without any permission."""
    atasan: Pegawai = PegawaiFactory(nama="Budi Atasan", unit=p.uptd, akun=True)
    HubunganAtasan.objects.create(pegawai=p.siti, atasan=atasan, mulai=date(2020, 1, 1))
    assert atasan.pengguna
    return Telepon(atasan.pengguna)


def isi(**ubah: Any) -> dict[str, Any]:
    return {
        "jenis": "tahunan",
        "mulai": "2026-12-01",
        "selesai": "2026-12-04",
        "keterangan": "Acara keluarga",
        "alamat": "Jalan Contoh 7",
        "nomor_hp": "0812 3456 7890",
    } | ubah


def ajukan(telepon: Telepon, **ubah: Any) -> dict[str, Any]:
    answer = telepon.kirim("cuti", isi(**ubah))
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_from_quota_to_letter(p: Pemeran, siti: Telepon, budi: Telepon) -> None:
    assert siti.get("cuti/kuota").json() == {
        "tahun": 2026,
        "hak": 12,
        "bawaan": 0,
        "tambahan": 0,
        "terpakai": 2,
        "sisa": 10,
    }
    tried = siti.kirim("cuti/coba", isi()).json()
    assert (tried["dapat"], tried["hari_kerja"], tried["berkas"]) == (True, 4, [])
    assert not Cuti.objects.exists()
    cuti = ajukan(siti)
    url = f"cuti/{cuti['id']}"
    assert (cuti["status"], cuti["atasan"]) == ("DI_ATASAN", "Budi Atasan")
    assert [row["kode"] for row in cuti["langkah"]] == ["BATALKAN"]

    (waiting,) = budi.get("cuti", tampil="menunggu").json()["hasil"]
    assert waiting["id"] == cuti["id"]
    seen = budi.get(url).json()
    assert {row["kode"] for row in seen["langkah"]} == {"SETUJUI", "UBAH", "TANGGUHKAN", "TOLAK"}
    assert budi.kirim(f"{url}/langkah", {"langkah": "TOLAK"}).json()["kode"] == "alasan_kosong"
    assert budi.kirim(f"{url}/langkah", {"langkah": "SETUJUI"}).json()["status"] == "DI_PEJABAT"
    assert budi.get("cuti", tampil="menunggu").json()["hasil"] == []

    kepala = Telepon(p.akun["kepala"])
    kepala.get(url)
    done = kepala.kirim(f"{url}/langkah", {"langkah": "SETUJUI"}).json()
    assert (done["status"], done["surat"]["siap"]) == ("DISETUJUI", False)
    assert siti.get(f"{url}/surat").status_code == 404
    assert surat_cuti_make(now=KINI) == 1
    letter = siti.get(f"{url}/surat")
    assert letter["Content-Type"] == "application/pdf"
    assert siti.get("cuti/kuota").json()["sisa"] == 6
    assert [r["langkah"] for r in siti.get(url).json()["riwayat"]] == [
        "AJUKAN",
        "SETUJUI",
        "SETUJUI",
    ]


def test_a_request_that_came_back_is_changed(siti: Telepon, budi: Telepon) -> None:
    cuti = ajukan(siti)
    url = f"cuti/{cuti['id']}"
    budi.get(url)
    budi.kirim(f"{url}/langkah", {"langkah": "UBAH", "catatan": "Geser sehari"})
    stale = siti.kirim(f"{url}/ajukan-lagi", isi(mulai="2026-12-02"))
    assert (stale.status_code, stale.json()["kode"]) == (412, "versi_lama")
    siti.get(url)
    other = siti.kirim(f"{url}/ajukan-lagi", isi(jenis="sakit"))
    assert other.status_code == 400
    again = siti.kirim(f"{url}/ajukan-lagi", isi(mulai="2026-12-02")).json()
    assert (again["status"], again["mulai"]) == ("DI_ATASAN", "2026-12-02")


def test_papers_are_sent_along(siti: Telepon) -> None:
    sick = isi(jenis="sakit", sebab="umum", mulai="2026-11-24", selesai="2026-11-26")
    (paper,) = siti.kirim("cuti/coba", sick).json()["berkas"]
    assert paper["kode"] == "surat_dokter"
    short = siti.kirim("cuti", sick)
    assert (short.status_code, short.json()["kode"]) == (422, "berkas_kurang")
    answer = siti.unggah("cuti", **sick, surat_dokter=[unggahan(pdf())])
    assert answer.status_code == 201
    assert answer.json()["berkas"][0]["versi_id"]


def test_the_same_sending_is_one_request(p: Pemeran, siti: Telepon) -> None:
    kunci = uuid4()
    first = siti.kirim("cuti", isi(), kunci=kunci)
    again = siti.kirim("cuti", isi(), kunci=kunci)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again["Idempotent-Replay"] == "true"
    other = siti.kirim("cuti", isi(mulai="2026-12-02"), kunci=kunci)
    assert (other.status_code, other.json()["kode"]) == (422, "kunci_ulang_beda")
    made = Telepon(p.akun["made"]).kirim("cuti", isi(jenis="sakit", sebab="umum"), kunci=kunci)
    assert made.status_code == 422
    assert Cuti.objects.count() == 1
    keyless = siti.client.post("/api/v1/cuti", isi(), content_type="application/json")
    assert keyless.json()["kode"] == "kunci_ulang_diperlukan"


def test_what_the_rules_refuse_is_refused_with_every_reason(siti: Telepon) -> None:
    long = siti.kirim("cuti", isi(selesai="2026-12-23"))
    assert (long.status_code, long.json()["kode"]) == (422, "cuti_tidak_memenuhi")
    assert long.json()["alasan"][0]["upaya"]
    assert siti.kirim("cuti", isi(jenis="besar")).json()["errors"]["sebab"]
    assert siti.kirim("cuti", isi(jenis="entah")).json()["kode"] == "isian_tidak_sah"
    assert siti.kirim("cuti/coba", isi(selesai="2026-11-30")).json()["kode"] == "fakta_tidak_sah"


def test_nobody_answers_for_another(p: Pemeran, siti: Telepon, budi: Telepon) -> None:
    cuti = ajukan(siti)
    url = f"cuti/{cuti['id']}"
    made, kepala = Telepon(p.akun["made"]), Telepon(p.akun["kepala"])
    assert made.get(url).status_code == 404
    assert made.kirim(f"{url}/langkah", {"langkah": "SETUJUI"}, etag='"1"').status_code == 404
    kepala.get(url)
    early = kepala.kirim(f"{url}/langkah", {"langkah": "SETUJUI"})
    assert (early.status_code, early.json()["kode"]) == (403, "tidak_diizinkan")
    siti.get(url)
    assert siti.kirim(f"{url}/langkah", {"langkah": "SETUJUI"}).status_code == 403
    assert siti.kirim(f"{url}/langkah", {"langkah": "AJUKAN"}).status_code == 400
    asked = made.kirim("cuti", isi(pegawai=str(p.siti.pk)))
    assert asked.status_code == 404


def test_an_operator_keeps_the_card_and_asks_for_a_colleague(p: Pemeran, siti: Telepon) -> None:
    operator, siti_id = Telepon(p.akun["operator"]), str(p.siti.pk)
    card = {"pegawai": siti_id, "tahun": 2026, "bawaan": 3, "terpakai": 1}
    assert operator.kirim("cuti/kartu", card, metode="put").json()["sisa"] == 14
    assert siti.kirim("cuti/kartu", card, metode="put").status_code == 403
    assert Telepon(p.akun["operator_lain"]).kirim("cuti/kartu", card, metode="put").status_code == (
        404
    )
    assert operator.get("cuti/kuota", pegawai=siti_id, tahun=2026).json()["sisa"] == 14
    assert operator.get("cuti/kuota", pegawai=siti_id, tahun="x").status_code == 400
    assert operator.kirim("cuti", isi(pegawai=siti_id)).status_code == 201
    assert len(operator.get("cuti", tampil="semua").json()["hasil"]) == 1
    assert operator.get("cuti", tampil="entah").status_code == 400


def test_what_is_missing_is_said(p: Pemeran) -> None:
    made = Telepon(p.akun["made"])
    answer = made.get("cuti/kuota")
    assert (answer.status_code, answer.json()["kode"]) == (422, "data_kurang")


def test_the_numbers_of_queries_are_fixed(p: Pemeran, siti: Telepon, budi: Telepon) -> None:
    def queries(telepon: Telepon, url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert telepon.get(url).status_code == 200
        return len(captured)

    cuti = ajukan(siti)
    one = queries(siti, "cuti")
    for mulai in ("2026-12-07", "2026-12-08", "2026-12-09"):
        ajukan(siti, mulai=mulai, selesai=mulai)
    assert queries(siti, "cuti") == one <= 6
    assert queries(budi, f"cuti/{cuti['id']}") <= 14


# Called back to work


def disetujui(p: Pemeran, siti: Telepon, budi: Telepon, **ubah: Any) -> str:
    url = f"cuti/{ajukan(siti, **ubah)['id']}"
    for telepon in (budi, Telepon(p.akun["kepala"])):
        telepon.get(url)
        assert telepon.kirim(f"{url}/langkah", {"langkah": "SETUJUI"}).status_code == 200
    return url


def test_who_is_called_back_keeps_the_days_not_taken(
    p: Pemeran, siti: Telepon, budi: Telepon
) -> None:
    url = disetujui(p, siti, budi)  # Tuesday 1 to Friday 4 December
    said = {"kembali": "2026-12-03", "catatan": "Pemeriksaan mendadak"}
    with time_machine.travel(datetime(2026, 12, 2, 2, tzinfo=UTC), tick=False):
        kepala, anew = Telepon(p.akun["kepala"]), Telepon(p.akun["siti"])
        assert anew.get("cuti/kuota").json()["sisa"] == 6
        assert "PANGGIL" in {row["kode"] for row in kepala.get(url).json()["langkah"]}
        assert anew.get(url).json()["langkah"] == []
        assert anew.kirim(f"{url}/panggil", said).status_code == 403
        early = kepala.kirim(f"{url}/panggil", {**said, "kembali": "2026-12-01"})
        assert (early.status_code, early.json()["kode"]) == (422, "fakta_tidak_sah")
        kepala.get(url)
        assert kepala.kirim(f"{url}/langkah", {"langkah": "PANGGIL"}).status_code == 400
        done = kepala.kirim(f"{url}/panggil", said).json()
        assert (done["selesai"], done["hari_kerja"], done["status"]) == (
            "2026-12-02",
            2,
            "DISETUJUI",
        )
        assert done["riwayat"][-1]["langkah"] == "PANGGIL"
        assert anew.get("cuti/kuota").json()["sisa"] == 8


def test_the_page_calls_back_too(p: Pemeran, siti: Telepon, budi: Telepon) -> None:
    cuti_id = disetujui(p, siti, budi).removeprefix("cuti/")
    page = reverse("kepegawaian:cuti-langkah", args=[cuti_id, "PANGGIL"])
    with time_machine.travel(datetime(2026, 12, 2, 2, tzinfo=UTC), tick=False):
        kepala = Telepon(p.akun["kepala"]).client
        assert "Kembali bekerja mulai" in kepala.get(page).content.decode()
        said = {"kembali": "05-12-2026", "catatan": "Mendadak"}
        late = kepala.post(page, said)
        assert late.status_code == 422
        assert "Hari kembali bekerja antara" in late.content.decode()
        assert kepala.post(page, {**said, "kembali": "04-12-2026"}).status_code == 302
        assert Cuti.objects.get().selesai == date(2026, 12, 3)


@pytest.mark.parametrize("jenis", ["sakit", "melahirkan", "cltn"])
def test_nobody_is_called_back_from_illness_birth_or_cltn(jenis: str) -> None:
    with pytest.raises(CutiTransitionError):
        gerak(StatusCuti.DISETUJUI, LangkahCuti.PANGGIL, JenisCuti(jenis))
