"""Services over the API: what may be started, the whole way, twice the same, stale forms."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from arsip.services.dokumen import dokumen_upload
from arsip.services.versi import versi_process
from kepegawaian.models import RiwayatUsulan, SuratPengantar, Usulan
from kepegawaian.rules.giliran import Giliran, giliran
from kepegawaian.rules.usulan import Action, Keluarga, Status
from sitamu.inti.models import JejakAkses, PermintaanKlien
from sitamu.inti.services.klien import permintaan_expire
from tests.factories.berkas import foto, pdf, unggahan
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.klien import Telepon
from tests.factories.layanan import NOW, Jalan, lengkapi, pejabat
from tests.factories.usulan import usulan_siti

pytestmark = pytest.mark.django_db

GELAR = "PENCANTUMAN_GELAR"


@pytest.fixture
def jalan() -> Iterator[Jalan]:
    with time_machine.travel(NOW, tick=False):
        pejabat()
        found = Jalan()
        lengkapi(found.p.siti)
        yield found


@pytest.fixture
def siti(jalan: Jalan) -> Telepon:
    return Telepon(jalan.oleh("siti"))


def mulai(siti: Telepon, layanan: str = "PENSIUN_BUP") -> dict[str, Any]:
    answer = siti.kirim("usulan", {"layanan": layanan})
    assert answer.status_code == 201, answer.content
    return answer.json()


def isi_semua(telepon: Telepon, usulan: dict[str, Any]) -> dict[str, Any]:
    """Confirm the data, upload every paper; the worker is through with them."""
    url = f"usulan/{usulan['id']}"
    for butir in usulan["butir"]:
        if butir["bentuk"] == "DATA":
            isian = {
                q["nama"]: q["nilai"] or "0812 3456 7890" for q in telepon.get(url).json()["isian"]
            }
            said = {"benar": True, "isian": isian if butir["kode"] == "DATA_DIRI" else {}}
            answer = telepon.kirim(f"{url}/butir/{butir['id']}", said, metode="put")
        elif not butir["terisi"]:
            isi = foto() if "FOTO" in butir["jenis_dokumen"] else pdf(teks=butir["id"])
            berkas = unggahan(isi, "foto.jpg" if "FOTO" in butir["jenis_dokumen"] else "a.pdf")
            answer = telepon.unggah(f"{url}/butir/{butir['id']}/berkas", berkas=[berkas])
        else:
            continue
        assert answer.status_code == 200, answer.content
    versi_process(now=timezone.now())
    return telepon.get(url).json()


# What may be started


def test_the_catalogue_says_what_may_be_started_and_why_the_rest_not_yet(siti: Telepon) -> None:
    rows = {row["kode"]: row for row in siti.get("layanan").json()}
    assert (rows["PENSIUN_BUP"]["keadaan"], rows["PENSIUN_BUP"]["tmt"]) == ("DAPAT", "2027-06-01")
    kgb = rows["KGB_PNS"]
    assert (kgb["keadaan"], kgb["mulai"]) == ("NANTI", "2027-01-01")
    assert any(row["keadaan"] == "BELUM" and row["sebab"] and row["teks"] for row in rows.values())
    assert rows["PENSIUN_BUP"]["usulan_id"] is None
    usulan = mulai(siti)
    rows = {row["kode"]: row for row in siti.get("layanan").json()}
    assert rows["PENSIUN_BUP"]["keadaan"] == "BERJALAN"
    assert rows["PENSIUN_BUP"]["usulan_id"] == usulan["id"]


def test_an_operator_asks_and_starts_for_a_colleague_of_the_own_units(jalan: Jalan) -> None:
    siti_id = str(jalan.p.siti.pk)
    operator, lain = Telepon(jalan.oleh("operator")), Telepon(jalan.oleh("operator_lain"))
    assert "PENSIUN_JANDA_DUDA" in {
        row["kode"] for row in operator.get("layanan", pegawai=siti_id).json()
    }
    assert lain.get("layanan", pegawai=siti_id).status_code == 404
    said = {"layanan": "PENSIUN_BUP", "pegawai": siti_id}
    assert lain.kirim("usulan", said).status_code == 404
    assert operator.kirim("usulan", said).status_code == 201
    assert operator.kirim("usulan", {"layanan": "PENSIUN_BUP"}).status_code == 404  # no record
    assert operator.get("layanan", pegawai="x").json()["kode"] == "isian_tidak_sah"


def test_what_may_not_be_started_is_refused_with_its_reason(siti: Telepon) -> None:
    answer = siti.kirim("usulan", {"layanan": "KGB_PNS"})
    assert (answer.status_code, answer.json()["kode"]) == (422, "usulan_belum_dapat_dibuat")
    assert answer.json()["sebab"]
    assert siti.kirim("usulan", {"layanan": "ENTAH"}).json()["kode"] == "data_kurang"
    assert siti.kirim("usulan", {}).json()["kode"] == "isian_tidak_sah"


# The whole way


def test_from_start_to_arrival_at_bkpsdm(jalan: Jalan, siti: Telepon) -> None:
    usulan = mulai(siti)
    url = f"usulan/{usulan['id']}"
    assert (usulan["status"], usulan["giliran"], usulan["sla"]) == ("DRAF", "PEMOHON", None)
    assert {row["kode"] for row in usulan["langkah"]} == {"kirim", "batal"}
    early = siti.kirim(f"{url}/kirim")
    assert (early.status_code, early.json()["kode"]) == (422, "berkas_kurang")
    usulan = isi_semua(siti, usulan)
    assert all(row["terisi"] for row in usulan["butir"] if row["wajib"])
    sent = siti.kirim(f"{url}/kirim").json()
    assert (sent["status"], sent["giliran"]) == ("DIAJUKAN", "OPERATOR")
    assert [row["langkah"] for row in sent["riwayat"]] == ["SUBMIT", "START"]

    operator = Telepon(jalan.oleh("operator"))
    (waiting,) = operator.get("usulan", tampil="menunggu").json()["hasil"]
    assert waiting["id"] == usulan["id"]
    assert "teruskan" in {row["kode"] for row in operator.get(url).json()["langkah"]}
    assert operator.kirim(f"{url}/teruskan").json()["status"] == "DI_OPD"

    kepala = Telepon(jalan.oleh("kepala"))
    assert kepala.get(url).status_code == 200
    done = kepala.kirim(f"{url}/setujui")
    assert done.json()["status"] == "DIPERIKSA"
    assert SuratPengantar.objects.count() == 1
    seen = siti.get(url).json()
    assert (seen["giliran_teks"], seen["sla"]["janji"]) == ("Verifikator BKPSDM", 7)
    assert (seen["sla"]["terpakai"], seen["sla"]["sisa"]) == (0, 7)
    taken = siti.kirim(f"{url}/tarik", {"catatan": "Data saya keliru"}).json()
    assert (taken["status"], taken["giliran"]) == ("DIBATALKAN", "SELESAI")
    assert taken["riwayat"][0]["catatan"] == "Data saya keliru"
    assert taken["langkah"] == []


def test_only_what_was_sent_back_is_repaired(jalan: Jalan, siti: Telepon) -> None:
    usulan = isi_semua(siti, mulai(siti))
    url = f"usulan/{usulan['id']}"
    siti.kirim(f"{url}/kirim")
    wrong, other = [b for b in usulan["butir"] if b["bentuk"] == "ISIAN"][:2]
    operator = Telepon(jalan.oleh("operator"))
    operator.get(url)
    said = {"butir": [{"id": wrong["id"], "alasan": "TIDAK_TERBACA"}], "catatan": "Foto ulang"}
    assert operator.kirim(f"{url}/kembalikan", {"catatan": "kosong"}).status_code == 422
    back = operator.kirim(f"{url}/kembalikan", said)
    assert back.json()["status"] == "PERLU_DIPERBAIKI"

    seen = siti.get(url).json()
    assert [b["id"] for b in seen["butir"] if b["terbuka"]] == [wrong["id"]]
    assert seen["perbaikan_sampai"]
    (at_fault,) = [b for b in seen["butir"] if b["verdict"] == "PERLU_DIGANTI"]
    assert (at_fault["id"], at_fault["alasan_teks"]) == (
        wrong["id"],
        "Tidak terbaca atau terpotong",
    )
    assert siti.kirim(f"{url}/perbaikan").json()["kode"] == "butir_belum_dinilai"
    locked = siti.unggah(f"{url}/butir/{other['id']}/berkas", berkas=[unggahan(pdf())])
    assert (locked.status_code, locked.json()["kode"]) == (409, "butir_terkunci")
    same = siti.unggah(
        f"{url}/butir/{wrong['id']}/berkas",
        berkas=[unggahan(pdf(teks=wrong["id"]))],
    )
    assert same.json()["kode"] == "berkas_sama"
    new = siti.unggah(f"{url}/butir/{wrong['id']}/berkas", berkas=[unggahan(pdf(teks="baru"))])
    assert new.status_code == 200
    versi_process(now=timezone.now())
    siti.get(url)
    assert siti.kirim(f"{url}/perbaikan").json()["status"] == "DIAJUKAN"


def test_a_paper_is_taken_from_the_archive(jalan: Jalan, siti: Telepon) -> None:
    usulan = mulai(siti)
    url = f"usulan/{usulan['id']}"
    butir = next(b for b in usulan["butir"] if b["bentuk"] == "UNGGAH" and not b["terisi"])
    assert butir["arsip_versi_id"] is None
    versi = dokumen_upload(
        pegawai_id=jalan.p.siti.pk,
        jenis_kode=butir["jenis_dokumen"],
        kunci=butir["kunci"],
        files=[unggahan(pdf(teks="arsip"))],
        actor=jalan.oleh("siti"),
        now=NOW,
    )
    versi_process(now=NOW)
    seen = {b["id"]: b for b in siti.get(url).json()["butir"]}
    assert seen[butir["id"]]["arsip_versi_id"] == str(versi.pk)
    strange = siti.kirim(f"{url}/butir/{butir['id']}", {"versi_id": str(uuid4())}, metode="put")
    assert strange.status_code == 404
    assert siti.kirim(f"{url}/butir/{butir['id']}", {}, metode="put").status_code == 400
    put = siti.kirim(f"{url}/butir/{butir['id']}", {"versi_id": str(versi.pk)}, metode="put")
    now = next(b for b in put.json()["butir"] if b["id"] == butir["id"])
    assert (now["terisi"], now["versi_id"]) == (True, str(versi.pk))


def test_the_page_offers_the_paper_of_the_archive_too(jalan: Jalan, siti: Telepon) -> None:
    usulan = mulai(siti)
    butir = next(b for b in usulan["butir"] if b["bentuk"] == "UNGGAH" and not b["terisi"])
    page = f"/usulan/{usulan['id']}/butir/{butir['id']}/"
    assert "Pakai dari arsip" not in siti.client.get(page).content.decode()
    versi = dokumen_upload(
        pegawai_id=jalan.p.siti.pk,
        jenis_kode=butir["jenis_dokumen"],
        kunci=butir["kunci"],
        files=[unggahan(pdf(teks="arsip"))],
        actor=jalan.oleh("siti"),
        now=NOW,
    )
    assert "Pakai dari arsip" in siti.client.get(page).content.decode()
    assert siti.client.post(page, {"arsip": str(versi.pk)}).status_code == 302
    assert "Pakai dari arsip" not in siti.client.get(page).content.decode()
    seen = siti.get(f"usulan/{usulan['id']}").json()["butir"]
    assert next(b for b in seen if b["id"] == butir["id"])["versi_id"] == str(versi.pk)


def test_data_are_shown_and_confirmed_by_the_form_of_the_page(siti: Telepon) -> None:
    usulan = mulai(siti)
    butir = next(b for b in usulan["butir"] if b["kode"] == "DATA_DIRI")
    url = f"usulan/{usulan['id']}/butir/{butir['id']}"
    rows = {row["nama"]: row["nilai"] for row in siti.get(url).json()["baris"]}
    assert "Siti Aminah" in rows.values()
    refused = siti.kirim(url, {"benar": False, "isian": {"nomor_hp": "x"}}, metode="put")
    assert refused.status_code == 400
    assert {"benar", "nomor_hp"} <= refused.json()["errors"].keys()


def test_a_filled_form_is_fetched_as_pdf(siti: Telepon) -> None:
    usulan = mulai(siti)
    isian = next(b for b in usulan["butir"] if b["formulir"])
    answer = siti.get(f"usulan/{usulan['id']}/butir/{isian['id']}/formulir")
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer).startswith(b"%PDF")
    other = next(b for b in usulan["butir"] if not b["formulir"])
    assert siti.get(f"usulan/{usulan['id']}/butir/{other['id']}/formulir").status_code == 404


# The head approves many


def test_the_head_approves_many_and_each_stands_alone(jalan: Jalan) -> None:
    good = usulan_siti(jalan.p, Status.DI_OPD)
    kepala = Telepon(jalan.oleh("kepala"))
    etag = kepala.get(f"usulan/{good.pk}")["ETag"]
    unknown = str(uuid4())
    said = {"usulan": [{"id": str(good.pk), "versi": etag}, {"id": unknown, "versi": "x"}]}
    kunci = uuid4()
    first = kepala.kirim("usulan/setujui", said, kunci=kunci)
    hasil = {row["id"]: (row["hasil"], row["kode"]) for row in first.json()}
    assert hasil == {str(good.pk): ("disetujui", ""), unknown: ("ditolak", "tidak_ditemukan")}
    again = kepala.kirim("usulan/setujui", said, kunci=kunci)
    assert again.json() == first.json()
    assert SuratPengantar.objects.count() == 1


def test_a_stale_one_among_many_is_left_alone(jalan: Jalan) -> None:
    usulan = usulan_siti(jalan.p, Status.DI_OPD)
    kepala = Telepon(jalan.oleh("kepala"))
    said = {"usulan": [{"id": str(usulan.pk), "versi": '"lama.1"'}]}
    (row,) = kepala.kirim("usulan/setujui", said).json()
    assert (row["hasil"], row["kode"]) == ("ditolak", "versi_lama")
    usulan.refresh_from_db()
    assert usulan.status == Status.DI_OPD
    assert kepala.kirim("usulan/setujui", {"usulan": []}).status_code == 400


def test_whoever_sent_it_does_not_approve_it(jalan: Jalan, siti: Telepon) -> None:
    usulan = usulan_siti(jalan.p, Status.DI_OPD)
    siti.get(f"usulan/{usulan.pk}")
    answer = siti.kirim(f"usulan/{usulan.pk}/setujui")
    assert (answer.status_code, answer.json()["kode"]) == (403, "tidak_diizinkan")


# Twice, stale, and without saying so


def test_a_request_sent_twice_happens_once(siti: Telepon) -> None:
    kunci = uuid4()
    first = siti.kirim("usulan", {"layanan": "PENSIUN_BUP"}, kunci=kunci)
    again = siti.kirim("usulan", {"layanan": "PENSIUN_BUP"}, kunci=kunci)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again["Idempotent-Replay"] == "true"
    assert "Idempotent-Replay" not in first
    assert again.json() == first.json()
    assert again["ETag"] == first["ETag"]
    other = siti.kirim("usulan", {"layanan": "KGB_PNS"}, kunci=kunci)
    assert (other.status_code, other.json()["kode"]) == (422, "kunci_ulang_beda")
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        third = siti.kirim("usulan", {"layanan": "PENSIUN_BUP"})  # anew: the running one
    assert (third.status_code, third.json()["id"]) == (200, first.json()["id"])
    assert Usulan.objects.count() == 1


def test_a_move_whose_answer_was_lost_is_answered_again(siti: Telepon) -> None:
    usulan = mulai(siti)
    url, kunci, etag = f"usulan/{usulan['id']}/batal", uuid4(), siti.etag
    said = {"catatan": "Tidak jadi"}
    first = siti.kirim(url, said, kunci=kunci, etag=etag)
    again = siti.kirim(url, said, kunci=kunci, etag=etag)
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json()["status"] == "DIBATALKAN"
    assert RiwayatUsulan.objects.filter(action=Action.CANCEL).count() == 1


def test_a_refusal_is_not_remembered(siti: Telepon) -> None:
    usulan = mulai(siti)
    url, kunci = f"usulan/{usulan['id']}/kirim", uuid4()
    assert siti.kirim(url, kunci=kunci).status_code == 422
    isi_semua(siti, usulan)
    assert siti.kirim(url, kunci=kunci).status_code == 200


def test_a_change_names_what_it_was_made_on(siti: Telepon) -> None:
    usulan = mulai(siti)
    url, old = f"usulan/{usulan['id']}", siti.etag
    none = siti.client.post(
        f"/api/v1/{url}/kirim", headers={"Idempotency-Key": str(uuid4())}, content_type="text/json"
    )
    assert none.status_code == 415
    without = siti.kirim(f"{url}/batal", {"catatan": "x"}, etag="")
    assert (without.status_code, without.json()["kode"]) == (428, "versi_diperlukan")
    keyless = siti.client.post(
        f"/api/v1/{url}/batal", {"catatan": "x"}, content_type="application/json"
    )
    assert (keyless.status_code, keyless.json()["kode"]) == (400, "kunci_ulang_diperlukan")
    isi_semua(siti, usulan)
    stale = siti.kirim(f"{url}/kirim", etag=old)
    assert (stale.status_code, stale.json()["kode"]) == (412, "versi_lama")


def test_a_day_gone_by_is_no_stale_form(jalan: Jalan, siti: Telepon) -> None:
    usulan = usulan_siti(jalan.p, Status.DIPERIKSA)
    siti.get(f"usulan/{usulan.pk}")
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        later = Telepon(siti.akun, siti.etag)
        answer = later.kirim(f"usulan/{usulan.pk}/tarik", {"catatan": "Batal"})
        assert answer.status_code == 200
        assert later.etag != siti.etag


def test_what_one_has_is_not_sent_again(siti: Telepon) -> None:
    url = f"/api/v1/usulan/{mulai(siti)['id']}"
    first = siti.client.get(url)
    same = siti.client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])
    with time_machine.travel(NOW, tick=False):
        other = siti.client.get(url, headers={"If-None-Match": '"lain"'})
    assert other.status_code == 200


def test_answers_are_forgotten_after_a_week(siti: Telepon) -> None:
    mulai(siti)
    assert permintaan_expire(now=NOW + timedelta(days=6)) == 0
    assert permintaan_expire(now=NOW + timedelta(days=8)) == 1
    assert not PermintaanKlien.objects.exists()


def test_the_same_id_of_another_person_is_another_request(jalan: Jalan, siti: Telepon) -> None:
    kunci = uuid4()
    siti.kirim("usulan", {"layanan": "PENSIUN_BUP"}, kunci=kunci)
    operator = Telepon(jalan.oleh("operator"))
    said = {"layanan": "PENSIUN_BUP", "pegawai": str(jalan.p.siti.pk)}
    assert "Idempotent-Replay" not in operator.kirim("usulan", said, kunci=kunci)


# Who sees what


def test_others_usulan_are_hidden_and_reading_them_is_logged(jalan: Jalan, siti: Telepon) -> None:
    usulan = usulan_siti(jalan.p, Status.DIPERIKSA)
    made, kepala = Telepon(jalan.oleh("made")), Telepon(jalan.oleh("kepala"))
    for url in (f"usulan/{usulan.pk}", f"usulan/{uuid4()}"):
        assert made.get(url).status_code == 404
        assert made.kirim(f"{url}/tarik", {"catatan": "x"}, etag='"x"').status_code == 404
    siti.get(f"usulan/{usulan.pk}")
    assert not JejakAkses.objects.filter(aksi="lihat_usulan").exists()
    kepala.get(f"usulan/{usulan.pk}")
    assert JejakAkses.objects.filter(aksi="lihat_usulan", objek_id=usulan.pk).count() == 1
    butir = usulan.butir.first()
    assert butir
    assert kepala.get(f"usulan/{usulan.pk}/butir/{butir.pk}").status_code == 404
    assert siti.get(f"usulan/{usulan.pk}/butir/{uuid4()}").status_code == 404


def test_nobody_is_told_to_log_in_first() -> None:
    answer = Client().get("/api/v1/usulan")
    assert (answer.status_code, answer.json()["kode"]) == (401, "belum_masuk")


def test_a_list_goes_on_where_it_stopped(jalan: Jalan) -> None:
    verifikator = Telepon(jalan.oleh("verifikator"))
    first = usulan_siti(jalan.p, Status.DIPERIKSA)
    for n in range(4):
        pegawai = calon_pensiun(jalan.p.uptd, urut=n + 20)
        other = usulan_siti(jalan.p, Status.DITOLAK)
        Usulan.objects.filter(pk=other.pk).update(
            pegawai=pegawai, dibuat_pada=NOW - timedelta(hours=n + 1)
        )
    Usulan.objects.filter(pk=first.pk).update(dibuat_pada=NOW - timedelta(hours=1))
    seen: list[str] = []
    lanjut, pages = "", 0
    while pages < 10:
        answer = verifikator.get("usulan", jumlah=2, **({"lanjut": lanjut} if lanjut else {}))
        seen += [row["id"] for row in answer.json()["hasil"]]
        lanjut, pages = answer.json()["lanjut"], pages + 1
        if not lanjut:
            break
    assert (len(seen), len(set(seen)), pages) == (5, 5, 3)
    (row,) = verifikator.get("usulan", status="DIPERIKSA").json()["hasil"]
    assert row["id"] == str(first.pk)
    assert len(verifikator.get("usulan", cari="aminah").json()["hasil"]) == 1
    assert len(verifikator.get("usulan", pegawai=jalan.p.siti.pk).json()["hasil"]) == 1
    assert verifikator.get("usulan", tampil="saya").json()["hasil"] == []


@pytest.mark.parametrize(
    "saringan",
    [
        {"status": "ENTAH"},
        {"pegawai": "x"},
        {"jumlah": 0},
        {"jumlah": 101},
        {"jumlah": "x"},
        {"lanjut": "x"},
        {"lanjut": "MjAyNi0xMS0yNSB4"},
        {"lanjut": "é"},
    ],
)
def test_bad_filters_are_refused_with_a_code(siti: Telepon, saringan: dict[str, Any]) -> None:
    answer = siti.get("usulan", **saringan)
    assert (answer.status_code, answer.json()["kode"]) == (400, "isian_tidak_sah")


def test_the_numbers_of_queries_are_fixed(jalan: Jalan, siti: Telepon) -> None:
    def queries(telepon: Telepon, url: str) -> int:
        telepon.client.get("/api/v1/waktu")
        with CaptureQueriesContext(connection) as captured:
            assert telepon.get(url).status_code == 200
        return len(captured)

    usulan = usulan_siti(jalan.p, Status.DIPERIKSA)
    verifikator = Telepon(jalan.oleh("verifikator"))
    one = queries(verifikator, "usulan")
    for n in range(3):
        pegawai = calon_pensiun(jalan.p.uptd, urut=n + 20)
        other = usulan_siti(jalan.p, Status.DITOLAK)
        Usulan.objects.filter(pk=other.pk).update(pegawai=pegawai)
    assert queries(verifikator, "usulan") == one <= 10
    assert queries(siti, f"usulan/{usulan.pk}") <= 20
    assert queries(siti, "layanan") <= 55


# Whose turn it is, and the schema


@pytest.mark.parametrize(
    ("keluarga", "status", "ada_pertek", "expected"),
    [
        (Keluarga.PERTEK, Status.TERVERIFIKASI, False, Giliran.VERIFIKATOR),
        (Keluarga.DITERIMA, Status.TERVERIFIKASI, False, Giliran.VERIFIKATOR),
        (Keluarga.SURAT, Status.TERVERIFIKASI, False, Giliran.PENANDATANGAN),
        (Keluarga.SK_SENDIRI, Status.TERVERIFIKASI, False, Giliran.PENANDATANGAN),
        (Keluarga.PERTEK, Status.DI_BKN, False, Giliran.BKN),
        (Keluarga.PERTEK, Status.DI_BKN, True, Giliran.PENANDATANGAN),
        (Keluarga.DITERIMA, Status.DI_BKN, False, Giliran.PENETAP_LUAR),
        (Keluarga.PERTEK, Status.BTS, False, Giliran.PEMOHON),
        (Keluarga.PERTEK, Status.TMS, False, Giliran.SELESAI),
    ],
)
def test_whose_turn_it_is(
    keluarga: Keluarga, status: Status, ada_pertek: bool, expected: Giliran
) -> None:
    assert giliran(keluarga, status, ada_pertek=ada_pertek) is expected
    assert expected.label


def test_every_status_of_every_family_has_somebody_or_an_end() -> None:
    for keluarga in Keluarga:
        for status in Status:
            assert giliran(keluarga, status, ada_pertek=False) in Giliran


def test_the_schema_names_every_operation(jalan: Jalan) -> None:
    schema = Client().get("/api/v1/skema", HTTP_ACCEPT="application/vnd.oai.openapi+json").json()
    ids = {
        op["operationId"]: path
        for path, ops in schema["paths"].items()
        for op in ops.values()
        if isinstance(op, dict) and "operationId" in op
    }
    for name in ("mulai", "kirim", "perbaikan", "batal", "tarik", "teruskan", "setujui"):
        assert f"usulan_{name}" in ids
    for name in ("kuota", "coba", "daftar", "ajukan", "ajukan_lagi", "langkah", "surat", "kartu"):
        assert f"cuti_{name}" in ids
    kirim = schema["paths"][ids["usulan_kirim"]]["post"]
    assert {"If-Match", "Idempotency-Key"} <= {p["name"] for p in kirim["parameters"]}
