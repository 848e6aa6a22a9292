"""The month as people work it: undo, objections, late facts, workbooks, amounts that agree."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
import xlsxwriter
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kepegawaian.models import Profil
from notifikasi.models import Pemberitahuan, Saluran
from presensi.errors import (
    KeberatanTutupError,
    LembarTppInvalidError,
    TppBelumBeresError,
    TppSudahLanjutError,
    TppTertutupError,
)
from presensi.models import (
    FaktaBulanTpp,
    HariPegawai,
    HasilTpp,
    HitungTpp,
    KeberatanTpp,
    PaguTpp,
    PeriodeTpp,
)
from presensi.rules.tpp.alur import TingkatTpp
from presensi.selectors.tpp import dibayar, jumlah_of
from presensi.selectors.tpp_rekap import bank_rows, beda_of, kemajuan, rekap_opd, sipd_rows
from presensi.selectors.tpp_slip import slip_get, slip_of
from presensi.services.lembar_tpp import fakta_import, pagu_import
from presensi.services.tpp import tpp_from_event, tpp_mark, tpp_refresh, tpp_run
from presensi.services.tpp_keberatan import keberatan_answer, keberatan_submit
from presensi.services.tpp_tutup import tpp_approve, tpp_close, tpp_unapprove
from sitamu.aturan.bulan_tpp import bulan_try
from sitamu.aturan.models import DrafParameter
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Peran
from sitamu.inti.services.outbox import outbox_deliver
from tests.factories.bulan_tpp import BULAN, aturan_contoh
from tests.factories.inti import PenggunaFactory, petugas
from tests.unit.presensi.test_tpp_run import NOW, _bulan, approve_all, stored, unit  # noqa: F401

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _jam() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def akun_of(nama: str) -> Pengguna:
    row = Pegawai.objects.get(nama=nama)
    if row.pengguna is None:
        row.pengguna = PenggunaFactory(nama_masuk=nama.replace(" ", "").lower())
        row.save(update_fields=["pengguna"])
    assert row.pengguna
    return row.pengguna


def slip(nama: str = "Orang 1") -> HasilTpp:
    return HasilTpp.objects.get(pegawai__nama=nama, periode__bulan=BULAN)


def sheet(judul: list[str], *baris: list[object]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for n, row in enumerate([judul, *baris]):
            page.write_row(n, 0, row)
    return out.getvalue()


def pengelola() -> Pengguna:
    return petugas(Peran.PENGELOLA_TPP, unit(0))


def close() -> None:
    approve_all()
    tpp_close(bulan=BULAN, actor=petugas(Peran.BPKAD, unit(0)), now=NOW)


# Approvals


def test_an_approval_is_taken_back_until_the_next_tier_has_given_its_own() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    head = petugas(Peran.KEPALA_OPD, unit(1))
    asked: dict[str, Any] = {
        "bulan": BULAN,
        "tingkat": TingkatTpp.OPD,
        "unit_id": unit(1).pk,
        "actor": head,
        "now": NOW,
    }
    tpp_approve(**asked)
    assert tpp_unapprove(**asked).batal_pada == NOW
    with pytest.raises(NotFoundError):
        tpp_unapprove(**asked)
    approve_all()
    with pytest.raises(TppSudahLanjutError, match="BKPSDM"):
        tpp_unapprove(**asked)


def test_nothing_is_approved_or_objected_to_in_a_closed_month() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    owner = akun_of("Orang 1")
    close()
    with pytest.raises(TppTertutupError):
        tpp_approve(
            bulan=BULAN,
            tingkat=TingkatTpp.OPD,
            unit_id=unit(1).pk,
            actor=petugas(Peran.KEPALA_OPD, unit(1)),
            now=NOW,
        )
    with pytest.raises(TppTertutupError):
        keberatan_submit(hasil_id=slip().pk, alasan="Salah", actor=owner, now=NOW)


# Objections


def test_an_objection_is_made_once_holds_the_closing_and_is_answered(settings: Any) -> None:
    tpp_run(bulan=BULAN, now=NOW)
    owner = akun_of("Orang 1")
    row = keberatan_submit(hasil_id=slip().pk, alasan="Saya hadir.", actor=owner, now=NOW)
    with pytest.raises(KeberatanTutupError):
        keberatan_submit(hasil_id=slip().pk, alasan="Lagi.", actor=owner, now=NOW)
    approve_all()
    with pytest.raises(TppBelumBeresError, match="keberatan"):
        tpp_close(bulan=BULAN, actor=petugas(Peran.BPKAD, unit(0)), now=NOW)
    keberatan_answer(
        keberatan_id=row.pk, terima=False, jawaban="Tidak tercatat.", actor=pengelola(), now=NOW
    )
    assert KeberatanTpp.objects.get().keadaan == "DITOLAK"
    settings.OUTBOX_SUBSCRIPTIONS = "sitamu.subscriptions.SUBSCRIPTIONS"
    outbox_deliver(now=NOW)
    (told,) = Pemberitahuan.objects.filter(penerima=owner, saluran=Saluran.APLIKASI)
    assert told.isi.endswith("TPP Oktober 2026.")
    assert slip_of(slip_get(owner, slip().pk, today=NOW.date())).keberatan[0].jawaban


def test_an_objection_after_its_last_day_or_to_a_colleagues_slip_is_refused() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    PeriodeTpp.objects.update(keberatan_sampai=date(2026, 11, 1))
    with pytest.raises(KeberatanTutupError, match="1 November 2026"):
        keberatan_submit(hasil_id=slip().pk, alasan="x", actor=akun_of("Orang 1"), now=NOW)
    with pytest.raises(NotFoundError):
        keberatan_submit(hasil_id=slip().pk, alasan="x", actor=akun_of("Orang 2"), now=NOW)


def test_nobody_answers_the_own_objection() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    boss = pengelola()
    Pegawai.objects.filter(nama="Orang 1").update(pengguna=boss)
    row = keberatan_submit(hasil_id=slip().pk, alasan="x", actor=boss, now=NOW)
    with pytest.raises(NotAllowedError):
        keberatan_answer(keberatan_id=row.pk, terima=True, jawaban="ya", actor=boss, now=NOW)


# Facts that change


def test_a_changed_day_leaves_the_wish_for_exactly_that_person() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    day = HariPegawai.objects.filter(status="HADIR", terlambat_menit=0, tanpa_masuk=False).first()
    assert day is not None
    HariPegawai.objects.filter(pk=day.pk).update(terlambat_menit=45)
    assert list(HitungTpp.objects.values_list("pegawai_id", flat=True)) == [day.pegawai_id]
    before = dict(HasilTpp.objects.values_list("pegawai_id", "netto"))
    tpp_refresh(now=NOW)
    after = dict(HasilTpp.objects.values_list("pegawai_id", "netto"))
    assert [pk for pk in after if after[pk] != before[pk]] == [day.pegawai_id]
    assert not HitungTpp.objects.exists()


def test_days_of_a_month_nobody_computed_leave_no_wish() -> None:
    HariPegawai.objects.filter(status="HADIR").update(terlambat_menit=45)
    assert not HitungTpp.objects.exists()


def test_an_event_about_a_person_or_the_rule_set_asks_for_computed_months_again() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    pk = str(slip().pegawai_id)
    event: dict[str, Any] = {"peristiwa_id": slip().pk, "now": NOW}
    tpp_from_event(**event, nama="SkTerbit", isi={"pegawai_id": pk})
    tpp_from_event(**event, nama="ParameterDiaktifkan", isi={"kunci": "BUP"})
    assert [str(row.pegawai_id) for row in HitungTpp.objects.all()] == [pk]
    tpp_from_event(**event, nama="ParameterDiaktifkan", isi={"kunci": "TPP"})
    assert kemajuan(PeriodeTpp.objects.get()).sisa == 3
    tpp_refresh(now=NOW)
    assert not kemajuan(PeriodeTpp.objects.get()).jalan


def test_the_closing_waits_for_what_was_asked_to_be_computed() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    approve_all()
    tpp_mark(bulan=BULAN, pegawai_ids=[slip().pegawai_id])
    with pytest.raises(TppBelumBeresError, match="menunggu"):
        tpp_close(bulan=BULAN, actor=petugas(Peran.BPKAD, unit(0)), now=NOW)


# Workbooks


def test_month_facts_come_by_workbook_and_change_only_the_columns_named() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    person = slip().pegawai
    before = FaktaBulanTpp.objects.get(pegawai=person).predikat
    isi = sheet(["NIP", "POTONGAN LAIN"], [person.nomor, "ZAKAT=50000; KOPERASI=100.000"])
    assert fakta_import(isi=isi, bulan=BULAN, actor=pengelola(), now=NOW) == 1
    row = FaktaBulanTpp.objects.get(pegawai=person)
    assert row.potongan_lain == [["ZAKAT", 50000], ["KOPERASI", 100000]]
    assert row.predikat == before
    tpp_refresh(now=NOW)
    assert slip().potongan_lain == 150_000


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["123", "1", "Baik"], "Baris 2: NIP 123 tidak ada."),
        ([None, "-5", "Baik"], "Baris 2, GAJI DASAR BPJS: -5 di luar 0"),
        ([None, "1", "Hebat"], "Baris 2, PREDIKAT: predikat “Hebat” tidak dikenal."),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_taken(cells: list[str | None], said: str) -> None:
    nip = Pegawai.objects.get(nama="Orang 1").nomor
    good = [Pegawai.objects.get(nama="Orang 2").nomor, "7", "Baik"]
    isi = sheet(["NIP", "GAJI DASAR BPJS", "PREDIKAT"], [cells[0] or nip, *cells[1:]], good)
    with pytest.raises(LembarTppInvalidError) as refusal:
        fakta_import(isi=isi, bulan=BULAN, actor=pengelola(), now=NOW)
    assert said in refusal.value.data["salah"][0]
    assert not FaktaBulanTpp.objects.filter(gaji_dasar_bpjs=7).exists()


def test_new_pagu_ends_the_old_and_pays_from_its_day() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    isi = sheet(["KELAS", "BEBAN KERJA"], [12, 9_000_000])
    made = pagu_import(isi=isi, mulai=BULAN, dasar="SK 9/2026", actor=pengelola(), now=NOW)
    assert made == 1
    old = PaguTpp.objects.get(kelas=12, sampai__isnull=False)
    assert old.sampai == date(2026, 9, 30)
    tpp_refresh(now=NOW)
    assert set(HasilTpp.objects.filter(kelas=12).values_list("pagu", flat=True)) == {9_000_000}
    with pytest.raises(LembarTppInvalidError, match="Berkas"):
        pagu_import(isi=isi, mulai=BULAN, dasar="SK 10/2026", actor=pengelola(), now=NOW)


# Amounts that agree


def test_slip_recap_workbook_bank_and_account_recap_agree_to_the_rupiah() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    Profil.objects.update(rekening="0011223344", nama_bank="Bank Contoh")
    tpp_run(bulan=BULAN, now=NOW)
    close()
    periode = PeriodeTpp.objects.get(bulan=BULAN)
    root = petugas(Peran.BPKAD, unit(0))
    slips = sum(slip_of(row).diterima for row in dibayar(periode.hasil.all()))
    whole = jumlah_of(periode.hasil.all())["diterima"]
    by_opd = sum(r.jumlah["diterima"] for r in rekap_opd(periode, UnitKerja.objects.all()))
    bank = sum(row.rupiah for row in bank_rows(periode))
    accounts = sum(row[3][-1] for row in sipd_rows(periode))
    client = Client()
    client.force_login(root)
    text = client.get(reverse("presensi:tpp-unduh", args=["2026-10", "bank"])).content.decode()
    csv_sum = sum(int(row["JUMLAH"]) for row in csv.DictReader(io.StringIO(text)))
    books = 0
    for n in (1, 2):
        address = reverse("presensi:tpp-opd-unduh", args=["2026-10", unit(n).pk, "xlsx"])
        answer: Any = client.get(address)
        rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue())).get_sheet_by_index(0)
        table = rows.to_python()
        column = table[2].index("Diterima")
        books += sum(int(line[column]) for line in table[3:])
    shown = client.get(reverse("presensi_api:tpp-bulan", args=["2026-10"])).json()["diterima"]
    assert slips > 0
    assert {slips, whole, by_opd, bank, accounts, csv_sum, books, shown} == {slips}


def test_the_bank_file_of_an_open_month_is_refused() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    client = Client()
    client.force_login(petugas(Peran.BPKAD, unit(0)))
    assert client.get(reverse("presensi:tpp-unduh", args=["2026-10", "bank"])).status_code == 409


def test_a_month_is_compared_with_the_one_before() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    october = PeriodeTpp.objects.get(bulan=BULAN)
    november = PeriodeTpp.objects.create(bulan=NOVEMBER)
    for row in october.hasil.all():
        row.pk, row.periode, row._state.adding = None, november, True
        row.id = HasilTpp().id
        if row.pegawai.nama == "Orang 1":
            row.netto = 1
        if row.pegawai.nama != "Orang 2":
            row.save()
    found = beda_of(november.hasil.all(), november)
    assert found is not None
    assert (found.turun, found.hilang, found.pencilan) == (1, 1, 1)
    assert {row.nama for row in found.baris} == {"Orang 1", "Orang 2"}


def test_a_draft_says_who_gains_and_who_loses_and_stores_nothing() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    before = stored()
    admin = petugas(Peran.ADMIN, unit(0))
    nilai = aturan_contoh() | {"alpa": {"persen": "0", "dasar": "UMUM"}}
    draf = DrafParameter.objects.create(
        kunci="TPP",
        berlaku_mulai=date(2027, 1, 1),
        nilai=nilai,
        dasar_hukum="Rancangan Perbup",
        dibuat_oleh=admin,
        dibuat_pada=NOW,
        diubah_oleh=admin,
        diubah_pada=NOW,
    )
    found = bulan_try(draf)
    alpa = set(HariPegawai.objects.filter(status="ALPA").values_list("pegawai", flat=True))
    assert 0 < found.naik <= len(alpa)
    assert (found.turun, found.naik + found.tetap) == (0, HasilTpp.objects.count())
    assert stored() == before
    client = Client()
    client.force_login(admin)
    page = client.get(reverse("aturan:draf-bulan", args=[draf.pk])).content.decode()
    assert f"{found.naik} pegawai" in page
    assert found.baris[0].nama not in page  # no right to see TPP
