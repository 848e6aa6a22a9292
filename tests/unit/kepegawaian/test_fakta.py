"""Facts of people as the rules get them: streams merged person by person."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepegawaian.models import (
    KontrakPppk,
    RiwayatAngkaKredit,
    RiwayatGolongan,
    RiwayatHukdis,
    RiwayatJabatan,
    RiwayatKgb,
    RiwayatPendidikan,
    RiwayatPmk,
    RiwayatSkp,
    RiwayatUjian,
)
from kepegawaian.rules.fakta import FaktaPegawai, ijazah_kode, pmk_total
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.masa_kerja import NOL, MasaKerja
from kepegawaian.selectors import fakta as modul
from kepegawaian.selectors.fakta import fakta_load, fakta_of
from sitamu.inti.models import Pegawai, UnitKerja
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory
from tests.factories.kepegawaian import calon_pensiun

TODAY = date(2026, 11, 25)
KUERI = 15


def load(**filters: Any) -> list[FaktaPegawai]:
    return list(fakta_load(Pegawai.objects.filter(**filters), today=TODAY))


@pytest.fixture
def unit(db: None) -> UnitKerja:
    unit: UnitKerja = UnitKerjaFactory()
    return unit


def test_a_person_comes_with_every_history_of_their_own(unit: UnitKerja) -> None:
    siti = calon_pensiun(unit, urut=1)
    made = calon_pensiun(unit, urut=2)
    RiwayatKgb.objects.create(pegawai=siti, golongan="III/c", tmt=date(2025, 4, 1), mkg_tahun=26)
    RiwayatPmk.objects.create(pegawai=siti, tahun=1, bulan=8, tmt=date(2000, 1, 1))
    RiwayatPmk.objects.create(pegawai=siti, tahun=0, bulan=5, tmt=date(2001, 1, 1))
    RiwayatHukdis.objects.create(
        pegawai=made, tingkat="berat", jenis="x", nomor_sk="1", tmt=date(2026, 1, 1)
    )
    RiwayatPendidikan.objects.create(
        pegawai=siti, tingkat="S-1/Sarjana", nama="S-1 Contoh", sudah_dicantumkan=True
    )
    KontrakPppk.objects.create(
        pegawai=made, nomor="1", mulai=date(2024, 1, 1), akhir=date(2028, 12, 31)
    )
    for jumlah, tanggal in (("87.5", date(2025, 12, 31)), ("50", date(2024, 12, 31))):
        RiwayatAngkaKredit.objects.create(
            pegawai=made, nomor="1", tanggal=tanggal, angka_kredit=jumlah
        )
    RiwayatUjian.objects.create(
        pegawai=siti, jenis="tingkat_1", nomor="1", tanggal=date(2020, 1, 1)
    )

    found = {fakta.pegawai_id: fakta for fakta in load()}

    own, other = found[siti.pk], found[made.pk]
    assert own.unit_id == unit.pk
    assert own.nip == siti.nip
    assert own.tmt_cpns == date(1993, 4, 1)
    assert own.jabatan is not None
    assert own.jabatan.nama == "Pengadministrasi Perkantoran"
    assert own.skp == {2024: Predikat.BAIK, 2025: Predikat.BAIK}
    assert [row.mkg_tahun for row in own.kgb] == [26]
    assert pmk_total(own.pmk) == MasaKerja(2, 1)
    assert [(row.kode, row.dicantumkan) for row in own.pendidikan] == [("S1", True)]
    assert own.hukdis == own.kontrak == ()
    assert [row.tingkat for row in other.hukdis] == ["berat"]
    assert [row.akhir for row in other.kontrak] == [date(2028, 12, 31)]
    assert other.kgb == other.pendidikan == ()
    assert pmk_total(other.pmk) == NOL
    assert (own.angka_kredit, own.ujian) == ((), {"tingkat_1"})
    counted = other.angka_kredit_sejak(date(2025, 12, 31))
    assert (counted and counted.jumlah, other.ujian) == (Decimal("87.5"), frozenset())
    assert other.angka_kredit_sejak(date(2026, 1, 1)) is None  # of the pangkat before


def test_the_number_of_queries_does_not_grow_with_the_people(unit: UnitKerja) -> None:
    calon_pensiun(unit, urut=1)
    with CaptureQueriesContext(connection) as one:
        assert len(load()) == 1
    for n in range(2, 6):
        calon_pensiun(unit, urut=n)
    with CaptureQueriesContext(connection) as five:
        assert len(load()) == 5
    assert len(one) == len(five) == KUERI


def test_streams_fetched_in_small_pieces_stay_in_step(
    unit: UnitKerja, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(1, 8):
        calon_pensiun(unit, urut=n)
    whole = load()
    monkeypatch.setattr(modul, "SEKALI", 2)
    assert load() == whole
    assert all(len(fakta.skp) == 2 for fakta in whole)


def test_people_outside_the_scope_neither_come_nor_lend_their_rows(unit: UnitKerja) -> None:
    people = [calon_pensiun(unit, urut=n) for n in range(1, 6)]
    bare = PegawaiFactory(nip=None, nomor_induk="TKD-1", jenis="TKD")
    asked = [people[0], bare, people[3]]
    found = {fakta.pegawai_id: fakta for fakta in load(pk__in=[p.pk for p in asked])}
    assert set(found) == {p.pk for p in asked}
    assert found[bare.pk] == FaktaPegawai(
        pegawai_id=bare.pk, nip="TKD-1", nama=bare.nama, jenis="TKD", kedudukan="AKTIF"
    )
    assert len(found[people[3].pk].skp) == 2


def test_the_post_is_the_last_one_begun_by_today(unit: UnitKerja) -> None:
    siti = calon_pensiun(unit)
    first = RiwayatJabatan.objects.get(pegawai=siti)
    for tmt, nama in ((date(2026, 11, 25), "Kepala Seksi"), (date(2026, 11, 26), "Camat")):
        post = first.jabatan.__class__.objects.create(nama=nama, jenis="pengawas")
        RiwayatJabatan.objects.create(pegawai=siti, jabatan=post, unit=unit, tmt=tmt)
    fakta = fakta_of(siti, today=TODAY)
    assert fakta.jabatan is not None
    assert (fakta.jabatan.nama, fakta.tmt_jabatan) == ("Kepala Seksi", date(2026, 11, 25))


def test_golongan_of_a_day_to_come_is_known_but_not_held(unit: UnitKerja) -> None:
    siti = calon_pensiun(unit)
    for golongan, tmt in (("III/d", date(2026, 12, 1)), ("III/b", date(2019, 4, 1))):
        RiwayatGolongan.objects.create(
            pegawai=siti, golongan=golongan, tmt=tmt, mkg_tahun=1, mkg_bulan=0
        )
    fakta = fakta_of(siti, today=TODAY)
    held = fakta.golongan_pada(TODAY)
    assert len(fakta.golongan) == 3
    assert held is not None
    assert held.golongan.kode == "III/c"  # of two from one day the higher
    assert fakta.golongan_pada(date(2019, 3, 31)) is None


def test_values_no_rule_knows_are_named_and_stop_nobody(unit: UnitKerja) -> None:
    siti = calon_pensiun(unit, urut=1)
    calon_pensiun(unit, urut=2)
    RiwayatGolongan.objects.filter(pegawai=siti).update(golongan="III/z")
    RiwayatSkp.objects.filter(pegawai=siti, tahun=2025).update(predikat="Lumayan")
    RiwayatKgb.objects.create(pegawai=siti, golongan="V/a", tmt=date(2025, 4, 1), mkg_tahun=26)
    RiwayatHukdis.objects.create(
        pegawai=siti, tingkat="kecil", jenis="x", nomor_sk="1", tmt=date(2026, 1, 1)
    )
    found = {fakta.pegawai_id: fakta for fakta in load()}
    assert len(found) == 2
    assert set(found[siti.pk].tak_terbaca) == {
        "golongan “III/z”",
        "predikat SKP 2025 “Lumayan”",
        "golongan KGB “V/a”",
        "tingkat hukuman disiplin “kecil”",
    }
    assert found[siti.pk].skp == {2024: Predikat.BAIK}


@pytest.mark.parametrize(
    ("tingkat", "kode"),
    [
        ("SLTA", "SLTA"),
        ("Diploma II", "D2"),
        ("Diploma III/Sarjana Muda", "D3"),
        ("S-1/Sarjana", "S1"),
        ("S-2", "S2"),
        ("S-3/Doktor", "S3"),
        ("Kursus Menjahit", None),
    ],
)
def test_levels_of_schooling_get_the_code_of_the_law(tingkat: str, kode: str | None) -> None:
    assert ijazah_kode(tingkat) == kode
