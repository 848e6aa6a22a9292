"""Papers that end: who says until when, and when the owner hears of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arsip.models import VersiDokumen
from arsip.rules.dokumen import ingat_langkah, kunci_of
from arsip.services.dokumen import dokumen_upload
from arsip.services.masa import berakhir_remind, masa_set
from notifikasi.models import Pemberitahuan
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import JejakAkses, Outbox, Parameter, Pegawai
from sitamu.inti.rules.hak import Hak, Peran
from sitamu.inti.services.outbox import outbox_deliver
from tests.factories.berkas import pdf, unggahan
from tests.factories.inti import (
    PegawaiFactory,
    PenggunaFactory,
    UnitKerjaFactory,
    beri_hak,
    petugas,
)

NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)
HARI_INI = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("sisa_hari", "langkah"),
    [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7), (-1, 0), (-500, 0)],
)
def test_a_reminder_is_due_at_90_30_and_7_days_and_when_it_has_passed(
    sisa_hari: int, langkah: int | None
) -> None:
    assert ingat_langkah(sisa_hari, (90, 30, 7)) == langkah


@pytest.mark.parametrize(
    ("teks", "kunci"),
    [
        (" 2025 ", "2025"),
        ("1-4-2024", "2024-04-01"),
        ("01/04/2024", "2024-04-01"),
        ("2024-04-01", "2024-04-01"),
        ("Prajabatan", "Prajabatan"),
        ("", ""),
    ],
)
def test_a_day_is_a_key_however_it_is_written(teks: str, kunci: str) -> None:
    assert kunci_of(teks) == kunci


@pytest.fixture
def siti(db: None) -> Pegawai:
    pegawai: Pegawai = PegawaiFactory(akun=True, unit=UnitKerjaFactory())
    return pegawai


def izin(siti: Pegawai, *, sampai: date | None = None, kunci: str = "2025") -> VersiDokumen:
    versi = dokumen_upload(
        pegawai_id=siti.pk,
        jenis_kode="SIP",
        kunci=kunci,
        files=[unggahan(pdf(teks=f"{kunci}{sampai}"))],
        actor=siti.pengguna,
        now=NOW,
    )
    VersiDokumen.objects.filter(pk=versi.pk).update(berlaku_sampai=sampai)
    return versi


def test_the_owner_is_told_once_at_each_step(siti: Pegawai) -> None:
    izin(siti, sampai=HARI_INI + timedelta(days=100))
    told = {}
    for day in range(120):
        if count := berakhir_remind(now=NOW + timedelta(days=day)):
            told[100 - day] = count
    assert told == {90: 1, 30: 1, 7: 1, -1: 1}


def test_how_early_is_a_dated_setting(siti: Pegawai) -> None:
    Parameter.objects.create(
        kunci="ARSIP_INGAT",
        berlaku_mulai=HARI_INI,
        nilai={"hari_pertama": 60, "hari_kedua": 14, "hari_terakhir": 3},
        dasar_hukum="SE contoh",
    )
    izin(siti, sampai=HARI_INI + timedelta(days=100))
    told = [100 - day for day in range(120) if berakhir_remind(now=NOW + timedelta(days=day))]
    assert told == [60, 14, 3, -1]


def test_the_message_names_the_paper_behind_the_log_in_only(siti: Pegawai) -> None:
    izin(siti, sampai=HARI_INI + timedelta(days=10))
    berakhir_remind(now=NOW)
    outbox_deliver(now=NOW)
    app = Pemberitahuan.objects.get(saluran="APLIKASI")
    assert "Surat izin praktik (SIP) 2025 berlaku sampai 5 Desember 2026." in app.isi
    mail = Pemberitahuan.objects.get(saluran="EMAIL")
    assert "izin" not in mail.judul + mail.isi


def test_a_renewed_paper_is_not_reminded_of(siti: Pegawai) -> None:
    izin(siti, sampai=HARI_INI + timedelta(days=10))
    izin(siti, sampai=HARI_INI + timedelta(days=1000))
    assert berakhir_remind(now=NOW) == 0


def test_what_ended_long_ago_and_who_has_no_account_are_let_be(siti: Pegawai) -> None:
    izin(siti, sampai=HARI_INI - timedelta(days=91))
    tanpa = PegawaiFactory(unit=UnitKerjaFactory(), akun=True)
    izin(tanpa, sampai=HARI_INI, kunci="2020")
    Pegawai.objects.filter(pk=tanpa.pk).update(pengguna=None)
    assert berakhir_remind(now=NOW) == 0
    assert not Outbox.objects.filter(nama="DokumenBerakhir").exists()


def test_the_last_day_is_kept_with_a_line_in_the_trail(siti: Pegawai) -> None:
    versi = izin(siti)
    masa_set(dokumen_id=versi.dokumen_id, berlaku_sampai=HARI_INI, actor=siti.pengguna, now=NOW)
    versi.refresh_from_db()
    assert versi.berlaku_sampai == HARI_INI
    assert JejakAkses.objects.get(aksi="ubah_masa_berlaku").rincian == {
        "dari": "",
        "menjadi": "2026-11-25",
    }


def test_who_may_read_but_not_file_cannot_change_it(siti: Pegawai) -> None:
    versi = izin(siti)
    reader = PenggunaFactory()
    beri_hak(reader, Hak.ARSIP_VIEW, unit=siti.penempatan.get().unit)
    with pytest.raises(NotAllowedError):
        masa_set(dokumen_id=versi.dokumen_id, berlaku_sampai=None, actor=reader, now=NOW)
    with pytest.raises(NotFoundError):
        masa_set(dokumen_id=versi.dokumen_id, berlaku_sampai=None, actor=PenggunaFactory(), now=NOW)


def test_a_kind_without_end_has_no_last_day(siti: Pegawai) -> None:
    versi = dokumen_upload(
        pegawai_id=siti.pk,
        jenis_kode="SK_CPNS",
        kunci="",
        files=[unggahan(pdf())],
        actor=siti.pengguna,
        now=NOW,
    )
    with pytest.raises(NotFoundError):
        masa_set(dokumen_id=versi.dokumen_id, berlaku_sampai=None, actor=siti.pengguna, now=NOW)


# Pages


def test_the_page_asks_shows_and_warns(siti: Pegawai) -> None:
    with time_machine.travel(NOW, tick=False):
        client = Client()
        client.force_login(siti.pengguna)
        data = {"jenis": "SIP", "tahun": "2025", "berkas": unggahan(pdf())}
        answer = client.post("/arsip/", data)
        versi = VersiDokumen.objects.get()
        assert versi.dokumen.kunci == "2025"
        assert answer["Location"] == reverse("arsip:dokumen-masa", args=[versi.dokumen_id])
        refused = client.post(answer["Location"], {"berlaku_sampai": "31 Feb"})
        assert refused.status_code == 422
        assert "Tulis tanggalnya seperti 31-12-2027." in refused.content.decode()
        client.post(answer["Location"], {"berlaku_sampai": "05-12-2026"})
        page = client.get("/arsip/").content.decode()
        assert "Perhatikan masa berlakunya" in page
        assert "berlaku sampai 5 Desember 2026" in page
        VersiDokumen.objects.update(berlaku_sampai=timezone.localdate() - timedelta(days=1))
        assert "Sudah berakhir" in client.get("/arsip/").content.decode()


def test_an_officer_sees_it_too(siti: Pegawai) -> None:
    izin(siti, sampai=HARI_INI)
    client = Client()
    client.force_login(petugas(Peran.OPERATOR_OPD, siti.penempatan.get().unit))
    with time_machine.travel(NOW, tick=False):
        page = client.get(reverse("arsip:arsip-pegawai", args=[siti.pk])).content.decode()
    assert "Perhatikan masa berlakunya" in page


def test_officers_list_what_ends_in_their_units_only(
    siti: Pegawai, django_assert_max_num_queries: Any
) -> None:
    akar = siti.penempatan.get().unit
    unit, lain = UnitKerjaFactory(induk=akar), UnitKerjaFactory(induk=akar)
    siti.penempatan.update(unit=unit)
    izin(siti, sampai=HARI_INI + timedelta(days=90))
    izin(siti, sampai=HARI_INI + timedelta(days=91), kunci="2026")
    izin(siti, sampai=HARI_INI - timedelta(days=400), kunci="2021")
    gone = PegawaiFactory(akun=True, unit=unit)
    izin(gone, sampai=HARI_INI, kunci="2019")
    Pegawai.objects.filter(pk=gone.pk).update(kedudukan="PENSIUN")
    izin(PegawaiFactory(akun=True, unit=lain), sampai=HARI_INI, kunci="2018")
    client = Client()
    client.force_login(petugas(Peran.OPERATOR_OPD, unit))
    with time_machine.travel(NOW, tick=False):
        with django_assert_max_num_queries(16):
            page = client.get("/arsip/berakhir/").content.decode()
        narrowed = client.get(f"/arsip/berakhir/?unit={unit.pk}").content.decode()
        client.force_login(siti.pengguna)
        assert client.get("/arsip/berakhir/").status_code == 403
    for seen in (page, narrowed):
        assert "2 dokumen pegawai aktif" in seen
        assert ("90 hari lagi" in seen, "Sudah berakhir" in seen) == (True, True)
        assert seen.index("(SIP) 2021") < seen.index("(SIP) 2025")
        assert "2019" not in seen.split("<tbody>")[1]
        assert "2018" not in seen.split("<tbody>")[1]
