"""Taps from elsewhere: what is read, what is refused, twice is once, undone counts for nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from presensi.errors import BulanDitutupError
from presensi.models import HariPegawai, Ketukan, PenutupanBulan
from presensi.rules.muatan import arah_tebak, baris_read, kolom_read
from presensi.selectors.rencana import rencana_pada
from presensi.services.hari import hari_recompute, hari_refresh
from presensi.services.muatan import muatan_undo, muatan_work_off
from sitamu.inti.models import Pegawai, Pekerjaan
from tests.factories.inti import PegawaiFactory
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.presensi import pakai_pola, roster
from tests.unit.presensi.test_hari_rules import at

pytestmark = pytest.mark.django_db

KINI = datetime(2026, 7, 9, 2, 0, tzinfo=UTC)  # Thursday, 10.00 WITA
RABU = date(2026, 7, 8)


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        cast = pemeran()
        pakai_pola("J5", cast.akar)
        hari_recompute(Pegawai.objects.all(), RABU, RABU, now=KINI)
        yield cast


def load(cast: Pemeran, text: str | bytes, padanan: str = "", sumber: str = "LEMBAR") -> Pekerjaan:
    client = Client()
    client.force_login(cast.akun["presensi"])
    body = text.encode() if isinstance(text, str) else text
    kunci = uuid4()
    form = {"kunci": str(kunci), "sumber": sumber, "berkas": SimpleUploadedFile("log.csv", body)}
    if padanan:
        form["padanan"] = SimpleUploadedFile("pin.csv", padanan.encode())
    response = client.post(reverse("presensi:muatan-list"), form)
    assert response.status_code == 302, response.content.decode()
    muatan_work_off(now=timezone.now())
    return Pekerjaan.objects.get(pk=kunci)


def test_good_rows_enter_and_bad_ones_say_why(adegan: Pemeran) -> None:
    nip, stranger = adegan.siti.nip, PegawaiFactory(unit=None).nip
    job = load(
        adegan,
        "NIP;TANGGAL;JAM;ARAH\n"
        f"{nip};08-07-2026;07.25;MASUK\n"
        f"{nip};08-07-2026;16.05;PULANG\n"
        f"{nip};32-07-2026;16.05;PULANG\n"
        f"{nip};08-07-2026;07.25;NAIK\n"
        f"{nip};10-07-2026;07.25;MASUK\n"
        f"{stranger};08-07-2026;07.25;MASUK\n",
    )
    assert (job.status, job.selesai, job.gagal) == ("SELESAI", 2, 4)
    told = " ".join(pesan for _, pesan in job.hasil["ditolak"])
    for part in ("tidak terbaca", "tidak dikenal", "belum tiba", "bukan pegawai di unit Anda"):
        assert part in told
    hari_refresh(now=timezone.now())
    day = HariPegawai.objects.get(pegawai=adegan.siti, tanggal=RABU)
    assert (day.status, day.masuk) == ("HADIR", at("07:25", RABU))
    client = Client()
    client.force_login(adegan.akun["presensi"])
    text = client.get(reverse("presensi:muatan-detail", args=[job.pk])).content.decode()
    assert "2 ketukan baru, 0 sudah ada, 4 baris ditolak" in text
    sheet = client.get(reverse("presensi:muatan-gagal", args=[job.pk]))
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(sheet.streaming_content)))  # type: ignore[attr-defined]
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == ["NIP", "TANGGAL", "JAM", "ARAH", "PESAN"]
    assert len(rows) == 5


def test_the_same_times_are_taken_once_and_again_after_an_undoing(adegan: Pemeran) -> None:
    text = f"NIP,TANGGAL,JAM MASUK,JAM PULANG\n{adegan.siti.nip},2026-07-08,07:25:10,16:05\n"
    first = load(adegan, text, sumber="SIMPEGNAS")
    again = load(adegan, text, sumber="SIMPEGNAS")
    assert (first.selesai, again.selesai, again.hasil["sudah_ada"]) == (2, 0, 2)
    hari_refresh(now=timezone.now())
    day = HariPegawai.objects.get(pegawai=adegan.siti, tanggal=RABU)
    assert day.status == "HADIR"
    user = adegan.akun["presensi"]
    muatan_undo(actor=user, job_id=first.pk, alasan="Keliru", now=timezone.now())
    hari_refresh(now=timezone.now())
    day.refresh_from_db()
    assert day.status == "ALPA"
    assert load(adegan, text).selesai == 2
    assert Ketukan.objects.count() == 4


def test_the_log_of_a_machine_is_read_with_its_numbers(adegan: Pemeran) -> None:
    log = "17\t2026-07-08 07:25:10\t1\t0\t1\t0\n17\t2026-07-08 16:02:00\t1\t9\t1\t0\n"
    job = load(adegan, log, padanan=f"PIN,NIP\n17,{adegan.siti.nip}\n", sumber="SIDIK_JARI")
    assert (job.selesai, job.gagal) == (2, 0)
    taps = list(Ketukan.objects.order_by("pada").values_list("arah", flat=True))
    assert taps == ["MASUK", "PULANG"]
    assert "padanan" not in Pekerjaan.objects.get(pk=job.pk).masukan


def test_a_workbook_with_times_as_dates_is_read(adegan: Pemeran) -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_row(0, 0, ["Daftar presensi"])
        sheet.write_row(1, 0, ["NIP", "WAKTU"])
        sheet.write_string(2, 0, adegan.siti.nip or "")
        sheet.write_datetime(2, 1, datetime(2026, 7, 8, 7, 25), moment)  # noqa: DTZ001
    assert load(adegan, out.getvalue()).selesai == 1
    assert Ketukan.objects.get().pada == at("07:25", RABU)


def test_a_time_without_direction_goes_to_the_nearest_edge_of_a_duty(adegan: Pemeran) -> None:
    pakai_pola("SH3", adegan.siti)
    roster(adegan.siti, RABU, "MALAM")
    plan = rencana_pada(adegan.siti.pk, RABU)
    assert arah_tebak(at("20:50", RABU), [plan]) == "MASUK"
    assert arah_tebak(at("08:03", date(2026, 7, 9)), [plan]) == "PULANG"


def test_a_file_without_times_is_refused_as_a_whole(adegan: Pemeran) -> None:
    client = Client()
    client.force_login(adegan.akun["presensi"])
    for body in (b"NIP,NAMA\n1,Siti\n", b"\x00\x01\x02", b"halo"):
        form = {"kunci": str(uuid4()), "sumber": "LEMBAR"}
        files = {**form, "berkas": SimpleUploadedFile("x.csv", body)}
        assert client.post(reverse("presensi:muatan-list"), files).status_code == 422
    assert not Pekerjaan.objects.exists()


def test_a_closed_month_takes_no_row_and_loses_none(adegan: Pemeran) -> None:
    text = f"NIP,WAKTU\n{adegan.siti.nip},2026-06-30 07:25\n"
    first = load(adegan, text)
    PenutupanBulan.objects.create(bulan=date(2026, 6, 1))
    with pytest.raises(BulanDitutupError):
        muatan_undo(actor=adegan.akun["presensi"], job_id=first.pk, alasan="x", now=timezone.now())
    assert load(adegan, text.replace("07:25", "07:26")).gagal == 1


def test_an_officer_cannot_load_their_own_times(adegan: Pemeran) -> None:
    own = Pegawai.objects.filter(pengguna=adegan.akun["presensi"]).first()
    if own is None:
        own = PegawaiFactory(unit=adegan.uptd)
        own.pengguna = adegan.akun["presensi"]
        own.save()
    assert load(adegan, f"NIP,WAKTU\n{own.nip},2026-07-08 07:25\n").gagal == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["1", "08/07/2026", "07.25"], datetime(2026, 7, 8, 7, 25)),  # noqa: DTZ001
        (["1", "2026-07-08", "07:25:59"], datetime(2026, 7, 8, 7, 25, 59)),  # noqa: DTZ001
    ],
)
def test_dates_and_hours_are_read_as_people_write_them(row: list[str], said: datetime) -> None:
    kolom = kolom_read(["NIP", "TGL", "Pukul"])
    assert kolom is not None
    (found,) = baris_read(2, row, kolom)
    assert getattr(found, "pada", None) == said
