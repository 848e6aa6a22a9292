"""Leave over HTTP: asked for, judged by the superior, decided, printed; what is left."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import product
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kepegawaian.errors import CutiTransitionError
from kepegawaian.models import Cuti, KartuCuti, RiwayatCuti, SuratCuti
from kepegawaian.rules.alur_cuti import GERAK, LangkahCuti, StatusCuti, gerak
from kepegawaian.rules.cuti import JenisCuti
from kepegawaian.selectors.cuti import cuti_approved_in
from kepegawaian.services.surat_cuti import surat_cuti_make
from notifikasi.models import Pemberitahuan, Saluran
from sitamu.inti.models import HubunganAtasan, Pegawai, PejabatPenandatangan, Pengguna
from sitamu.inti.services.outbox import outbox_deliver
from tests.api.kepegawaian.test_halaman import as_user, page
from tests.factories.berkas import pdf, unggahan
from tests.factories.inti import PegawaiFactory
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db
KINI = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def p() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        yield pemeran()


@pytest.fixture
def budi(p: Pemeran) -> Pengguna:
    """Siti's superior, a plain colleague without any permission."""
    return superior(p, p.siti, "Budi Atasan")


def superior(p: Pemeran, pegawai: Pegawai, nama: str) -> Pengguna:
    atasan: Pegawai = PegawaiFactory(nama=nama, unit=p.uptd, akun=True)
    HubunganAtasan.objects.create(pegawai=pegawai, atasan=atasan, mulai=date(2020, 1, 1))
    assert atasan.pengguna
    return atasan.pengguna


def kartu(pegawai: Pegawai, p: Pemeran, **isi: int) -> KartuCuti:
    return KartuCuti.objects.create(
        pegawai=pegawai,
        **{"tahun": 2026, "bawaan": 0, "terpakai": 0, "tambahan": 0} | isi,
        oleh=p.akun["operator"],
        dicatat_pada=KINI,
    )


def isian(**ubah: Any) -> dict[str, Any]:
    return {
        "mulai": "01-12-2026",
        "selesai": "04-12-2026",
        "perjalanan_hari": "0",
        "keterangan": "Acara keluarga",
        "alamat": "Jalan Contoh 7",
        "nomor_hp": "0812 3456 7890",
        "id_klien": str(uuid4()),
    } | ubah


def ajukan(client: Client, pegawai: Pegawai, jenis: str = "tahunan", **ubah: Any) -> Any:
    url = reverse("kepegawaian:cuti-ajukan", args=[pegawai.pk, jenis])
    return client.post(url, isian(**ubah))


def jawab(user: Pengguna, cuti: Cuti, langkah: str, catatan: str = "") -> Any:
    url = reverse("kepegawaian:cuti-langkah", args=[cuti.pk, langkah])
    return as_user(user).post(url, {"catatan": catatan})


def diajukan(p: Pemeran, **ubah: Any) -> Cuti:
    if not KartuCuti.objects.filter(pegawai=p.siti).exists():
        kartu(p.siti, p)
    response = ajukan(as_user(p.akun["siti"]), p.siti, **ubah)
    assert response.status_code == 302, response.content.decode()
    return Cuti.objects.latest("dibuat_pada", "mulai")


# The way


def test_from_request_to_letter(p: Pemeran, budi: Pengguna) -> None:
    cuti = diajukan(p)
    assert (cuti.status, cuti.hari_kerja) == (StatusCuti.DI_ATASAN, 4)
    assert "Siti Aminah" in page(as_user(budi), "kepegawaian:cuti-keputusan")
    assert jawab(p.akun["kepala"], cuti, "SETUJUI").status_code == 404  # not their turn
    assert jawab(budi, cuti, "SETUJUI").status_code == 302
    cuti.refresh_from_db()
    assert cuti.status == StatusCuti.DI_PEJABAT
    assert "Siti Aminah" not in page(as_user(budi), "kepegawaian:cuti-keputusan")
    assert jawab(p.akun["kepala"], cuti, "SETUJUI").status_code == 302
    cuti.refresh_from_db()
    assert cuti.status == StatusCuti.DISETUJUI
    assert surat_cuti_make(now=KINI) == 1
    assert surat_cuti_make(now=KINI) == 0
    surat = SuratCuti.objects.get(cuti=cuti)
    assert surat.versi
    with default_storage.open(surat.versi.kunci_simpan) as file:
        text = pypdfium2.PdfDocument(BytesIO(file.read()))[0].get_textpage().get_text_bounded()
    for words in (surat.nomor.teks, "Siti Aminah", "4 hari kerja", "1 Desember 2026"):
        assert words in text
    detail = as_user(p.akun["siti"]).get(reverse("kepegawaian:cuti-detail", args=[cuti.pk]))
    assert reverse("arsip:versi-unduh", args=[surat.versi.pk]) in detail.content.decode()
    assert [r.langkah for r in RiwayatCuti.objects.filter(cuti=cuti)] == [
        "AJUKAN",
        "SETUJUI",
        "SETUJUI",
    ]
    assert list(cuti_approved_in([p.siti.pk], date(2026, 12, 4), date(2026, 12, 31))) == [cuti]
    assert not cuti_approved_in([p.siti.pk], date(2026, 12, 5), date(2026, 12, 31))


def test_each_step_tells_whoever_must_act_and_the_person(p: Pemeran, budi: Pengguna) -> None:
    cuti = diajukan(p)
    jawab(budi, cuti, "SETUJUI")
    jawab(p.akun["kepala"], cuti, "TANGGUHKAN", "Akhir tahun anggaran")
    outbox_deliver(now=KINI)
    told = Pemberitahuan.objects.filter(saluran=Saluran.APLIKASI)
    assert {(n.penerima_id, n.judul) for n in told} == {
        (budi.pk, "Permohonan cuti menunggu Anda"),
        (p.akun["kepala"].pk, "Permohonan cuti menunggu keputusan Anda"),
        (p.akun["siti"].pk, "Permohonan cuti diteruskan"),
        (p.akun["siti"].pk, "Cuti ditangguhkan"),
    }
    mail = Pemberitahuan.objects.filter(saluran=Saluran.EMAIL)
    assert not any("Siti" in n.judul + n.isi for n in mail)  # names stay behind the log-in


def test_without_a_superior_on_record_the_official_decides_at_once(p: Pemeran) -> None:
    assert diajukan(p).status == StatusCuti.DI_PEJABAT


def test_a_superior_who_also_decides_answers_once(p: Pemeran) -> None:
    atasan: Pegawai = PegawaiFactory(nama="Kepala Sekaligus Atasan", unit=p.dinas)
    Pegawai.objects.filter(pk=atasan.pk).update(pengguna=p.akun["kepala"])
    HubunganAtasan.objects.create(pegawai=p.siti, atasan=atasan, mulai=date(2020, 1, 1))
    cuti = diajukan(p)
    jawab(p.akun["kepala"], cuti, "SETUJUI")
    cuti.refresh_from_db()
    assert cuti.status == StatusCuti.DISETUJUI
    moves = RiwayatCuti.objects.filter(cuti=cuti).values_list("sebagai", flat=True)
    assert list(moves) == ["Pemohon", "Atasan langsung", "Pejabat yang berwenang"]


def test_cuti_besar_is_decided_by_the_ppk_and_not_by_the_head_of_the_opd(p: Pemeran) -> None:
    diajukan(p, jenis="besar", sebab="umum", selesai="31-01-2027")
    cuti = Cuti.objects.get()
    assert jawab(p.akun["kepala"], cuti, "SETUJUI").status_code == 404
    PejabatPenandatangan.objects.create(
        kode="KEPALA_BKPSDM",
        jabatan="Kepala BKPSDM",
        nama="Penandatangan Contoh",
        pengguna=p.akun["penandatangan"],
        mulai=date(2020, 1, 1),
        dasar="SK Contoh",
    )
    assert jawab(p.akun["penandatangan"], cuti, "SETUJUI").status_code == 302
    assert SuratCuti.objects.get(cuti=cuti).isi["pejabat"]["jabatan"] == "Kepala BKPSDM"


def test_whoever_holds_no_signing_office_signs_no_leave(p: Pemeran) -> None:
    diajukan(p, jenis="besar", sebab="umum", selesai="31-01-2027")
    cuti = Cuti.objects.get()
    assert jawab(p.akun["penandatangan"], cuti, "SETUJUI").status_code == 422
    cuti.refresh_from_db()
    assert cuti.status == StatusCuti.DI_PEJABAT


def test_a_request_that_came_back_is_changed_and_sent_again(p: Pemeran, budi: Pengguna) -> None:
    cuti = diajukan(p)
    assert jawab(budi, cuti, "UBAH").status_code == 422  # it must say why
    jawab(budi, cuti, "UBAH", "Mundurkan sepekan")
    client = as_user(p.akun["siti"])
    url = reverse("kepegawaian:cuti-ubah", args=[cuti.pk])
    assert 'value="01-12-2026"' in client.get(url).content.decode()
    client.post(url, isian(mulai="07-12-2026", selesai="08-12-2026"))
    cuti.refresh_from_db()
    assert (cuti.status, cuti.hari_kerja, cuti.mulai.day) == (StatusCuti.DI_ATASAN, 2, 7)
    assert RiwayatCuti.objects.filter(cuti=cuti, urut=1).get().rincian["mulai"] == "2026-12-01"


def test_days_on_their_way_are_taken_and_come_back_when_refused(p: Pemeran, budi: Pengguna) -> None:
    kartu(p.siti, p, terpakai=8)
    cuti = diajukan(p)
    client = as_user(p.akun["siti"])
    assert "0 hari kerja tersisa" in page(client, "kepegawaian:cuti-list")
    text = ajukan(client, p.siti, mulai="07-12-2026", selesai="07-12-2026").content.decode()
    assert "Diminta 1 hari kerja, tersisa 0." in text
    jawab(budi, cuti, "TOLAK", "Belum ada pengganti")
    assert "4 hari kerja tersisa" in page(client, "kepegawaian:cuti-list")


def test_deferred_days_stand_over_to_the_next_year(p: Pemeran, budi: Pengguna) -> None:
    kartu(p.siti, p, terpakai=2)
    cuti = diajukan(p, selesai="14-12-2026")  # 10 working days
    jawab(budi, cuti, "TANGGUHKAN", "Audit")
    with time_machine.travel(datetime(2027, 1, 4, 2, tzinfo=UTC), tick=False):
        assert "22 hari kerja tersisa" in page(as_user(p.akun["siti"]), "kepegawaian:cuti-list")


def test_an_approved_leave_is_taken_back_only_before_it_begins(p: Pemeran) -> None:
    cuti = diajukan(p)
    jawab(p.akun["kepala"], cuti, "SETUJUI")
    with time_machine.travel(datetime(2026, 12, 1, 2, tzinfo=UTC), tick=False):
        assert jawab(p.akun["siti"], cuti, "BATALKAN", "Batal").status_code == 409
    assert jawab(p.akun["siti"], cuti, "BATALKAN", "Batal").status_code == 302
    assert "12 hari kerja tersisa" in page(as_user(p.akun["siti"]), "kepegawaian:cuti-list")


# Papers


def test_an_illness_asks_for_the_letter_and_keeps_it_from_the_superior(
    p: Pemeran, budi: Pengguna
) -> None:
    client = as_user(p.akun["siti"])
    sakit = {"mulai": "24-11-2026", "selesai": "26-11-2026", "sebab": "umum"}
    asked = ajukan(client, p.siti, "sakit", **sakit)
    assert asked.status_code == 422
    assert "Surat keterangan dokter" in asked.content.decode()
    assert not Cuti.objects.exists()
    sent = ajukan(client, p.siti, "sakit", surat_dokter=unggahan(pdf()), **sakit)
    assert sent.status_code == 302, sent.content.decode()
    cuti = Cuti.objects.get()
    versi = cuti.lampiran.get().versi
    unduh = reverse("arsip:versi-unduh", args=[versi.pk])
    assert as_user(budi).get(unduh).status_code == 404
    seen = as_user(budi).get(reverse("kepegawaian:cuti-detail", args=[cuti.pk]))
    assert "Surat keterangan dokter (ada)" in seen.content.decode()
    assert as_user(p.akun["kepala"]).get(unduh).status_code == 200
    assert as_user(p.akun["operator_lain"]).get(unduh).status_code == 404


# Refusals


def test_what_nobody_recorded_is_asked_for_and_not_guessed(p: Pemeran) -> None:
    client = as_user(p.akun["siti"])
    text = ajukan(client, p.siti).content.decode()
    assert "data kurang: sisa cuti tahunan sampai akhir 2025" in text
    assert "Minta operator OPD mencatat sisa cuti tahunan dari kartu cuti." in text
    url = reverse("kepegawaian:cuti-kartu", args=[p.siti.pk])
    card = {"tahun": "2026", "bawaan": "6", "terpakai": "3", "tambahan": "0"}
    assert as_user(p.akun["operator"]).post(url, card).status_code == 302
    assert as_user(p.akun["operator_lain"]).post(url, card).status_code == 404
    assert client.post(url, card | {"terpakai": "0"}).status_code == 403  # not one's own card
    assert "15 hari kerja tersisa" in page(client, "kepegawaian:cuti-list")


def test_every_failing_condition_is_named_with_its_way_out(p: Pemeran) -> None:
    kartu(p.siti, p, terpakai=11)
    text = ajukan(as_user(p.akun["siti"]), p.siti, mulai="20-11-2026").content.decode()
    assert "Cuti tahunan diajukan sebelum hari pertamanya." in text
    assert "Ajukan paling banyak 1 hari kerja pada 2026." in text


def test_a_button_pressed_twice_asks_once(p: Pemeran) -> None:
    kartu(p.siti, p)
    client, key = as_user(p.akun["siti"]), str(uuid4())
    first = ajukan(client, p.siti, id_klien=key)
    again = ajukan(client, p.siti, id_klien=key)
    assert Cuti.objects.count() == 1
    assert first.status_code == again.status_code == 302


def test_the_database_itself_keeps_two_leaves_apart(p: Pemeran) -> None:
    cuti = diajukan(p)
    cuti.pk, cuti.id_klien = uuid4(), None
    with pytest.raises(IntegrityError), transaction.atomic():
        cuti.save(force_insert=True)


def test_nobody_answers_their_own_request(p: Pemeran) -> None:
    kepala = calon_pensiun(p.dinas, nama="Kepala Dinas", urut=31)
    kepala.pengguna = p.akun["kepala"]
    kepala.save()
    kartu(kepala, p)
    assert ajukan(as_user(p.akun["kepala"]), kepala).status_code == 302
    cuti = Cuti.objects.get()
    assert jawab(p.akun["kepala"], cuti, "SETUJUI").status_code == 404
    assert "Tidak ada yang menunggu" in page(
        as_user(p.akun["kepala"]), "kepegawaian:cuti-keputusan"
    )


def test_an_answer_that_came_too_late_is_refused(p: Pemeran, budi: Pengguna) -> None:
    cuti = diajukan(p)
    jawab(p.akun["siti"], cuti, "BATALKAN", "Tidak jadi")
    assert jawab(budi, cuti, "SETUJUI").status_code == 409


@pytest.mark.parametrize(("status", "langkah"), list(product(StatusCuti, LangkahCuti)))
def test_only_moves_of_the_table_are_made(status: StatusCuti, langkah: LangkahCuti) -> None:
    if langkah in GERAK.get(status, {}):
        ke = gerak(status, langkah, JenisCuti.TAHUNAN).ke
        assert ke is not status or langkah is LangkahCuti.PANGGIL
    else:
        with pytest.raises(CutiTransitionError):
            gerak(status, langkah, JenisCuti.TAHUNAN)


def test_illness_and_birth_are_never_deferred() -> None:
    for jenis in (JenisCuti.SAKIT, JenisCuti.MELAHIRKAN):
        with pytest.raises(CutiTransitionError):
            gerak(StatusCuti.DI_ATASAN, LangkahCuti.TANGGUHKAN, jenis)


# Scope and cost


def test_leave_is_seen_by_the_person_the_superior_and_the_own_units(
    p: Pemeran, budi: Pengguna
) -> None:
    cuti = diajukan(p)
    url = reverse("kepegawaian:cuti-detail", args=[cuti.pk])
    seen = {name: as_user(user).get(url).status_code for name, user in p.akun.items()}
    assert {name for name, status in seen.items() if status == 200} == {
        "siti",
        "operator",
        "operator_atas",
        "kepala",
        "verifikator",
        "penandatangan",
    }
    assert as_user(budi).get(url).status_code == 200


def test_the_list_costs_the_same_for_one_and_for_many(
    p: Pemeran, budi: Pengguna, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_user(budi)
    url = reverse("kepegawaian:cuti-keputusan")
    diajukan(p)
    client.get(url)
    with django_assert_num_queries(QUERIES):
        client.get(url)
    for n in range(3):
        rekan = calon_pensiun(p.uptd, nama=f"Rekan {n}", urut=50 + n, akun=True)
        HubunganAtasan.objects.create(
            pegawai=rekan, atasan=Pegawai.objects.get(pengguna=budi), mulai=date(2020, 1, 1)
        )
        kartu(rekan, p)
        assert rekan.pengguna
        ajukan(as_user(rekan.pengguna), rekan)
    with django_assert_num_queries(QUERIES):
        assert client.get(url).content.decode().count("Rekan ") >= 3


QUERIES = 8
