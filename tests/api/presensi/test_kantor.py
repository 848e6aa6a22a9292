"""The office side over HTTP: overview, recap, waivers, paper lists, appeals, closing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from presensi.errors import BulanBelumBeresError, BulanDitutupError, PernyataanLewatError
from presensi.models import (
    DaftarKertas,
    Dispensasi,
    HariPegawai,
    Ketukan,
    MuatanBatal,
    PenutupanBulan,
    Pernyataan,
    RiwayatHari,
    Roster,
)
from presensi.rules.fakta import JenisPernyataan
from presensi.selectors.tutup import bulan_pending
from presensi.services.hari import hari_recompute, hari_refresh
from presensi.services.massal import dispensasi_grant, dispensasi_revoke
from presensi.services.pernyataan import pernyataan_decide, pernyataan_submit
from presensi.services.tutup import bulan_close
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.models import JejakAkses, Pegawai, Pengguna
from tests.factories.inti import PegawaiFactory
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.presensi import acara, dispensasi, pakai_pola, roster, surat_tugas
from tests.unit.presensi.test_hari_rules import at

pytestmark = pytest.mark.django_db

KINI = datetime(2026, 7, 9, 2, 0, tzinfo=UTC)  # Thursday, 10.00 WITA
RABU, KAMIS = date(2026, 7, 8), date(2026, 7, 9)


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        cast = pemeran()
        pakai_pola("J5", cast.akar)
        yield cast


def tap(pegawai: Pegawai, arah: str, jam: str, hari: date) -> Ketukan:
    row: Ketukan = Ketukan.objects.create(
        id=uuid4(),
        pegawai_id=pegawai.pk,
        arah=arah,
        pada=at(jam, hari),
        putusan="TERIMA",
        sumber="APLIKASI",
        aturan_mulai=date(2026, 1, 1),
    )
    return row


def client_of(user: Pengguna) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: Pengguna, route: str, *args: object, **query: str) -> str:
    response = client_of(user).get(reverse(route, args=args), query)
    assert response.status_code == 200, response.content.decode()[:500]
    return response.content.decode()


def judge(dari: date = RABU, sampai: date = RABU) -> None:
    hari_recompute(Pegawai.objects.all(), dari, sampai, now=timezone.now())


# Before attendance begins


def test_one_sentence_says_that_attendance_has_not_begun() -> None:
    with time_machine.travel(KINI, tick=False):
        cast = pemeran()
        text = page(cast.akun["siti"], "presensi:hari-bulan")
        assert "Presensi belum dimulai pada bulan ini" in text
        assert "Data kurang" not in text
        text = page(cast.akun["kepala"], "presensi:ringkasan")
        assert "Presensi belum dimulai untuk" in text


# Overview


def test_the_overview_counts_who_is_here_late_and_awaited(adegan: Pemeran) -> None:
    tap(adegan.siti, "MASUK", "07:45", KAMIS)
    other = PegawaiFactory(nama="Ani Tepat", unit=adegan.uptd)
    tap(other, "MASUK", "07:20", KAMIS)
    surat_tugas(adegan.siti, adegan.uptd, KAMIS)  # waits: changes nothing
    text = page(adegan.akun["presensi"], "presensi:ringkasan", unit=str(adegan.uptd.pk))
    assert "Ani Tepat" in text
    assert "Masuk 07.45." in text
    assert "Terlambat" in text
    assert JejakAkses.objects.filter(aksi="presensi_unit_lihat").count() == 1


def test_the_overview_of_above_shows_numbers_and_no_names_of_below(adegan: Pemeran) -> None:
    tap(adegan.siti, "MASUK", "07:45", KAMIS)
    text = page(adegan.akun["presensi"], "presensi:ringkasan", unit=str(adegan.dinas.pk))
    assert "Siti Aminah" not in text
    assert adegan.uptd.nama in text


def test_a_waived_morning_is_not_awaited(adegan: Pemeran) -> None:
    dispensasi(adegan.uptd, adegan.akun["presensi"])
    text = page(adegan.akun["presensi"], "presensi:ringkasan", unit=str(adegan.uptd.pk))
    assert '<strong class="tag tag--merah">Belum mencatat</strong> <strong>0</strong>' in text


def test_overview_and_recap_cost_the_same_for_more_people(adegan: Pemeran) -> None:
    client = client_of(adegan.akun["presensi"])

    def cost(route: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(route), {"unit": str(adegan.uptd.pk)}).status_code == 200
        return len(queries)

    judge()
    cost("presensi:ringkasan")
    few = [cost("presensi:ringkasan"), cost("presensi:rekap")]
    PegawaiFactory.create_batch(5, unit=adegan.uptd)
    judge()
    assert [cost("presensi:ringkasan"), cost("presensi:rekap")] == few
    assert few[0] <= 32
    assert few[1] <= 16


# Recap


def test_the_recap_counts_days_and_minutes_and_the_workbook_says_the_same(
    adegan: Pemeran,
) -> None:
    tap(adegan.siti, "MASUK", "07:45", RABU)
    tap(adegan.siti, "PULANG", "15:00", RABU)
    judge(date(2026, 7, 1), RABU)
    user = adegan.akun["presensi"]
    text = page(user, "presensi:rekap", unit=str(adegan.uptd.pk), bulan="2026-07")
    assert "Siti Aminah" in text
    assert 'data-label="Terlambat (menit)">15<' in text
    url = reverse("presensi:rekap-unduh", args=["xlsx"])
    response = client_of(user).get(url, {"unit": str(adegan.uptd.pk), "bulan": "2026-07"})
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    rows = book.get_sheet_by_index(0).to_python()
    heading = next(row for row in rows if row[0] == "Nama")
    line = next(row for row in rows if row[0] == adegan.siti.nama_lengkap)
    assert line[heading.index("Pulang cepat (menit)")] == 60
    assert line[heading.index("8")] == "Htp"
    assert line[heading.index("1")] == "A"
    assert JejakAkses.objects.filter(aksi="unduh_rekap_presensi_xlsx").exists()


def test_the_recap_is_a_letter_too(adegan: Pemeran) -> None:
    judge()
    url = reverse("presensi:rekap-unduh", args=["pdf"])
    response = client_of(adegan.akun["presensi"]).get(url, {"unit": str(adegan.uptd.pk)})
    assert response.content[:5] == b"%PDF-"


# Waivers


def waive(cast: Pemeran, tanggal: date = RABU) -> Dispensasi:
    return dispensasi_grant(
        actor=cast.akun["presensi"],
        unit_id=cast.uptd.pk,
        tanggal=tanggal,
        arah=["MASUK", "PULANG"],
        alasan="Server terganggu",
        dasar="BA 1/2026",
        now=timezone.now(),
    )


def test_a_waiver_changes_the_day_and_says_what_it_was_and_by_whom(adegan: Pemeran) -> None:
    judge()
    day = HariPegawai.objects.get(pegawai=adegan.siti, tanggal=RABU)
    assert day.status == "ALPA"
    row = waive(adegan)
    hari_refresh(now=timezone.now())
    day.refresh_from_db()
    assert (day.status, day.bebas) == ("HADIR", "MASUK,PULANG")
    trail = RiwayatHari.objects.get(pegawai=adegan.siti)
    assert (trail.sebelum["status"], trail.sesudah["status"]) == ("ALPA", "HADIR")
    assert trail.oleh == adegan.akun["presensi"]
    assert "BA 1/2026" in trail.sebab
    text = page(adegan.akun["siti"], "presensi:hari-bulan")
    assert "Tanpa keterangan" in text
    assert "Dispensasi BA 1/2026: Server terganggu" in text
    dispensasi_revoke(
        actor=adegan.akun["presensi"], dispensasi_id=row.pk, alasan="Keliru", now=timezone.now()
    )
    hari_refresh(now=timezone.now())
    day.refresh_from_db()
    assert day.status == "ALPA"


def test_a_waiver_is_given_on_the_page(adegan: Pemeran) -> None:
    client = client_of(adegan.akun["presensi"])
    typed = {
        "unit": str(adegan.uptd.pk),
        "tanggal": "08-07-2026",
        "arah": ["MASUK"],
        "alasan": "Server terganggu",
        "dasar": "BA 3/2026",
    }
    assert client.post(reverse("presensi:dispensasi-list"), typed).status_code == 302
    assert Dispensasi.objects.get().arah == ["MASUK"]
    typed["tanggal"] = "10-07-2026"
    response = client.post(reverse("presensi:dispensasi-list"), typed)
    assert response.status_code == 422
    assert "Hari itu belum tiba." in response.content.decode()


# Paper


def hand_in(cast: Pemeran, **hours: str) -> int:
    url = reverse("presensi:kertas-isi", args=[cast.uptd.pk, f"{RABU:%Y-%m-%d}"])
    typed = {"nomor": "BA 9/2026", "alasan": "Jaringan putus"}
    typed |= {f"{side}-{cast.siti.pk}": hour for side, hour in hours.items()}
    return client_of(cast.akun["operator"]).post(url, typed).status_code


def test_a_paper_list_counts_once_another_officer_agreed(adegan: Pemeran) -> None:
    judge()
    assert hand_in(adegan, masuk="07.25", pulang="16.10") == 302
    daftar = DaftarKertas.objects.get()
    assert Pernyataan.objects.filter(daftar=daftar, keadaan="DIAJUKAN").count() == 2
    url = reverse("presensi:kertas-putus", args=[daftar.pk])
    assert client_of(adegan.akun["operator"]).post(url, {"setuju": "1"}).status_code == 403
    assert client_of(adegan.akun["presensi"]).post(url, {"setuju": "1"}).status_code == 302
    hari_refresh(now=timezone.now())
    day = HariPegawai.objects.get(pegawai=adegan.siti, tanggal=RABU)
    assert (day.status, day.masuk, day.pulang) == ("HADIR", at("07:25", RABU), at("16:10", RABU))
    line = Pernyataan.objects.filter(daftar=daftar).first()
    assert line is not None
    assert (line.sebelum, line.diputus_oleh) == ("Tanpa keterangan", adegan.akun["presensi"])
    text = page(adegan.akun["operator"], "presensi:kertas-detail", daftar.pk)
    assert "07.25" in text
    pdf = client_of(adegan.akun["operator"]).get(reverse("presensi:kertas-cetak", args=[daftar.pk]))
    assert pdf.content[:5] == b"%PDF-"


def test_an_hour_that_cannot_be_read_is_marked_and_nothing_is_kept(adegan: Pemeran) -> None:
    assert hand_in(adegan, masuk="7x") == 422
    assert hand_in(adegan) == 422
    assert not DaftarKertas.objects.exists()


def test_a_side_that_was_stated_before_is_not_stated_twice(adegan: Pemeran) -> None:
    assert hand_in(adegan, masuk="07.25") == 302
    assert hand_in(adegan, masuk="07.20") == 422
    assert DaftarKertas.objects.count() == 1


# Appeals


def state(cast: Pemeran, jenis: JenisPernyataan, tanggal: date) -> Pernyataan:
    return pernyataan_submit(
        actor=cast.akun["siti"],
        tanggal=tanggal,
        arah="MASUK",
        jam=time(7, 28),
        alasan="Saksi: Made",
        jenis=jenis,
        now=timezone.now(),
    )


def test_an_appeal_has_no_limit_of_days_and_goes_to_the_manager(adegan: Pemeran) -> None:
    long_ago = RABU - timedelta(days=20)
    with pytest.raises(PernyataanLewatError):
        state(adegan, JenisPernyataan.LUPA, long_ago)
    row = state(adegan, JenisPernyataan.KEBERATAN, long_ago)
    assert "Keberatan" in page(adegan.akun["presensi"], "presensi:pernyataan-list")
    pernyataan_decide(
        actor=adegan.akun["presensi"],
        pernyataan_id=row.pk,
        setuju=True,
        catatan="",
        now=timezone.now(),
    )
    row.refresh_from_db()
    assert row.keadaan == "DISETUJUI"


def test_one_takes_back_what_nobody_decided_and_nothing_else(adegan: Pemeran) -> None:
    row = state(adegan, JenisPernyataan.KEBERATAN, RABU)
    url = reverse("presensi:pernyataan-batal", args=[row.pk])
    assert client_of(adegan.akun["made"]).post(url).status_code == 404
    assert "Batalkan" in page(adegan.akun["siti"], "presensi:pernyataan-list")
    assert client_of(adegan.akun["siti"]).post(url).status_code == 302
    assert client_of(adegan.akun["siti"]).post(url).status_code == 409
    row.refresh_from_db()
    assert row.keadaan == "DIBATALKAN"
    assert state(adegan, JenisPernyataan.KEBERATAN, RABU).keadaan == "DIAJUKAN"


# The end of a month


def close(cast: Pemeran, bulan: date) -> PenutupanBulan:
    return bulan_close(actor=cast.akun["presensi"], bulan=bulan, now=timezone.now())


JUNI = date(2026, 6, 1)


def test_a_month_is_closed_by_who_manages_the_whole_once_nothing_waits(adegan: Pemeran) -> None:
    with pytest.raises(BulanBelumBeresError):
        close(adegan, date(2026, 7, 1))
    row = state(adegan, JenisPernyataan.KEBERATAN, date(2026, 6, 30))
    with pytest.raises(BulanBelumBeresError, match="Keberatan 1"):
        close(adegan, JUNI)
    pernyataan_decide(
        actor=adegan.akun["presensi"],
        pernyataan_id=row.pk,
        setuju=False,
        catatan="Tidak ada bukti",
        now=timezone.now(),
    )
    with pytest.raises(NotAllowedError):
        bulan_close(actor=adegan.akun["operator"], bulan=JUNI, now=timezone.now())
    assert close(adegan, JUNI).oleh == adegan.akun["presensi"]
    with pytest.raises(BulanDitutupError):
        close(adegan, JUNI)
    with pytest.raises(BulanDitutupError):
        waive(adegan, date(2026, 6, 30))
    with pytest.raises(BulanDitutupError):
        state(adegan, JenisPernyataan.KEBERATAN, date(2026, 6, 29))


def test_the_database_itself_keeps_a_closed_month(adegan: Pemeran) -> None:
    last = date(2026, 6, 30)
    judge(JUNI, last)
    row = dispensasi(adegan.uptd, adegan.akun["presensi"], last)
    roster(adegan.siti, last, "PAGI")
    PenutupanBulan.objects.create(bulan=JUNI)
    for change in (
        lambda: Dispensasi.objects.filter(pk=row.pk).update(alasan="Lain"),
        lambda: Roster.objects.filter(tanggal=last).delete(),
        lambda: dispensasi(adegan.uptd, adegan.akun["presensi"], last),
        lambda: PenutupanBulan.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    judge(JUNI, last)
    day = HariPegawai.objects.get(pegawai=adegan.siti, tanggal=last)
    assert day.status == "ALPA"  # the waiver came before, its computation after the closing


def test_the_page_asks_before_it_closes(adegan: Pemeran) -> None:
    client = client_of(adegan.akun["presensi"])
    url = reverse("presensi:tutup")
    assert client.post(url, {"bulan": "2026-06"}).status_code == 422
    assert client.post(url, {"bulan": "2026-06", "yakin": "ya"}).status_code == 302
    assert "Bulan ini sudah ditutup." in page(
        adegan.akun["presensi"], "presensi:tutup", bulan="2026-06"
    )
    assert bulan_pending(JUNI, now=timezone.now()) == []


# Taps of a load that was undone


def test_taps_of_an_undone_load_count_for_nothing(adegan: Pemeran) -> None:
    from sitamu.inti.models import Pekerjaan

    job = Pekerjaan.objects.create(jenis="presensi_muat")
    row = tap(adegan.siti, "MASUK", "07:20", RABU)
    Ketukan.objects.create(
        id=uuid4(),
        pegawai_id=adegan.siti.pk,
        arah="MASUK",
        pada=at("07:45", KAMIS),
        putusan="TERIMA",
        sumber="IMPOR",
        aturan_mulai=date(2026, 1, 1),
        muatan_id=job.pk,
    )
    kind = "presensi:ringkasan"
    assert "Terlambat" in page(adegan.akun["presensi"], kind, unit=str(adegan.uptd.pk))
    MuatanBatal.objects.create(muatan=job, alasan="Keliru", oleh=adegan.akun["presensi"])
    text = page(adegan.akun["presensi"], kind, unit=str(adegan.uptd.pk))
    assert "07.45" not in text
    assert row.pada == at("07:20", RABU)


# Apel


def test_who_was_not_at_the_apel_gets_the_mark_and_taps_suggest_the_list(
    adegan: Pemeran,
) -> None:
    event = acara(adegan.uptd)
    tap(adegan.siti, "MASUK", "07:50", RABU)
    tap(adegan.siti, "PULANG", "16:00", RABU)
    ani = PegawaiFactory(nama="Ani Tepat", unit=adegan.uptd)
    tap(ani, "MASUK", "07:20", RABU)
    judge()
    url = reverse("presensi:acara-hadir", args=[event.pk, f"{RABU:%Y-%m-%d}"])
    client = client_of(adegan.akun["operator"])
    text = client.get(url).content.decode()
    assert f'value="{ani.pk}" checked' in text
    assert f'value="{adegan.siti.pk}" checked' not in text
    assert client.post(url, {"hadir": [str(ani.pk)]}).status_code == 302
    hari_refresh(now=timezone.now())
    assert HariPegawai.objects.get(pegawai=adegan.siti, tanggal=RABU).tidak_apel == "SEHARI"
    assert HariPegawai.objects.get(pegawai=ani, tanggal=RABU).tidak_apel == ""
    assert "Tidak hadir pada apel" in page(adegan.akun["siti"], "presensi:hari-bulan")


def test_an_apel_is_made_on_the_page_and_ended(adegan: Pemeran) -> None:
    client = client_of(adegan.akun["operator"])
    typed = {
        "unit": str(adegan.uptd.pk),
        "jenis": "APEL",
        "nama": "Apel Senin",
        "mulai": "01-07-2026",
        "hari": ["1"],
        "jam_mulai": "07.30",
        "jam_tutup": "07.45",
        "dasar": "SE 1/2026",
    }
    assert client.post(reverse("presensi:acara-list"), typed).status_code == 302
    assert "Apel Senin" in page(adegan.akun["operator"], "presensi:acara-list")
    typed["jam_tutup"] = "07.00"
    assert client.post(reverse("presensi:acara-list"), typed).status_code == 422


# Working time by date


def test_flexible_place_makes_the_day_wfa(adegan: Pemeran) -> None:
    tap(adegan.siti, "MASUK", "07:20", RABU)
    judge()
    client = client_of(adegan.akun["presensi"])
    typed = {
        "unit": str(adegan.uptd.pk),
        "jenis": "TEMPAT",
        "mulai": "08-07-2026",
        "sampai": "08-07-2026",
        "dasar": "SE 2/2026",
    }
    assert client.post(reverse("presensi:fleksibel-list"), typed).status_code == 302
    hari_refresh(now=timezone.now())
    assert HariPegawai.objects.get(pegawai=adegan.siti, tanggal=RABU).status == "WFA"
    typed |= {"jenis": "WAKTU", "geser_menit": ""}
    assert client.post(reverse("presensi:fleksibel-list"), typed).status_code == 422


def test_new_hours_begin_tomorrow_and_old_days_keep_theirs(adegan: Pemeran) -> None:
    client = client_of(adegan.akun["presensi"])
    typed = {
        "kode": "J5",
        "ikut_libur": "on",
        **{f"hari_{n}": "07.00-15.30" for n in range(1, 6)},
        "mulai": "09-07-2026",
        "dasar": "SE 3/2026",
    }
    url = reverse("presensi:versi-list")
    assert client.post(url, typed).status_code == 422
    typed["mulai"] = "13-07-2026"
    assert client.post(url, typed).status_code == 302
    text = page(adegan.akun["siti"], "presensi:hari-bulan")
    assert "07.30-16.00" in text
    assert "07.00-15.30" in text
    typed["hari_2"] = "pagi"
    response = client.post(url, typed)
    assert response.status_code == 422
    assert "tulis jam seperti" in response.content.decode()


def test_ramadan_is_entered_as_announced(adegan: Pemeran) -> None:
    client = client_of(adegan.akun["presensi"])
    url = reverse("presensi:ramadan-list")
    typed = {
        "hijriah": "1449",
        "mulai": "28-01-2028",
        "sampai": "26-02-2028",
        "perkiraan": "on",
        "sumber": "Kalender",
    }
    assert client.post(url, typed).status_code == 302
    assert "1449 H" in page(adegan.akun["presensi"], "presensi:ramadan-list")
    typed["sampai"] = "26-03-2028"
    assert client.post(url, typed).status_code == 422
