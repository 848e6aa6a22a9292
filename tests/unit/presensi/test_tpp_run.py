"""A month of a small kabupaten: computed the same twice, approved, closed, corrected later."""

import json
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from presensi.errors import (
    TppBelumBeresError,
    TppOrangSamaError,
    TppTertutupError,
    TppUrutanError,
)
from presensi.models import (
    FaktaBulanTpp,
    HariPegawai,
    HasilTpp,
    PenutupanBulan,
    PeriodeTpp,
    PersetujuanTpp,
)
from presensi.rules.tpp.alur import TingkatTpp
from presensi.selectors.tpp import dibayar
from presensi.services.tpp import tpp_mark, tpp_refresh, tpp_run
from presensi.services.tpp_tutup import selisih_record, tpp_approve, tpp_close
from sitamu.inti.errors import DataKurangError, NotAllowedError
from sitamu.inti.models import Parameter, Pegawai, UnitKerja
from sitamu.inti.rules.hak import Peran
from tests.factories.bulan_tpp import AKHIR, BULAN, HARI, ORANG, TOTAL, aturan_contoh
from tests.factories.inti import beri_hak, petugas

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 1, tzinfo=UTC)
MASA = {"awal": BULAN, "akhir": AKHIR}
ORANG_UJI = 60

PEOPLE = """
INSERT INTO inti_unitkerja (id, nama, nama_kunci, jenis, induk_id, jalur, alamat, kecamatan,
    kode_pos, zona_waktu, hari_kerja_per_minggu)
SELECT md5('unit' || i)::uuid, 'Unit ' || i, 'unit ' || i, 'UNIT',
    CASE WHEN i > 0 THEN md5('unit0')::uuid END,
    '0001.' || CASE WHEN i > 0 THEN lpad(i::text, 4, '0') || '.' ELSE '' END, '', '', '',
    'Asia/Makassar', 5 FROM generate_series(0, 2) i ORDER BY i;
INSERT INTO inti_pegawai (id, nip, nama, nama_kunci, gelar_depan, gelar_belakang, jenis, kedudukan)
SELECT md5('orang' || i)::uuid, '19800101200501' || lpad(i::text, 4, '0'), 'Orang ' || i,
    'orang ' || i, '', '', CASE WHEN i %% 5 = 0 THEN 'PPPK' ELSE 'PNS' END, 'AKTIF'
FROM generate_series(1, %(orang)s) i;
INSERT INTO kepegawaian_profil (pegawai_id, tempat_lahir, tanggal_lahir, jenis_kelamin, agama,
    status_kawin, nik_hash, nama_bank, nomor_hp, email, alamat, nomor_sk_cpns, nomor_sk_pns, kppn,
    kartu_asn)
SELECT id, '', '1980-01-01', 'L', '', '', '', '', '', '', '', '', '', '', '' FROM inti_pegawai;
INSERT INTO inti_penempatan (pegawai_id, unit_id, mulai)
SELECT id, md5('unit' || 1 + substring(nama FROM '[0-9]+')::int %% 2)::uuid, '2015-01-01'
FROM inti_pegawai;
INSERT INTO kepegawaian_jabatan (id, nama, siasn_id, jenis, jenjang, rumpun)
VALUES (md5('jabatan')::uuid, 'Pelaksana', '', 'pelaksana', '', '');
INSERT INTO kepegawaian_riwayatjabatan (pegawai_id, jabatan_id, unit_id, tmt, nomor_sk)
SELECT pegawai_id, md5('jabatan')::uuid, unit_id, '2015-01-01', '' FROM inti_penempatan;
"""


@pytest.fixture(autouse=True)
def _bulan() -> None:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, {"orang": ORANG_UJI})
        cursor.execute(ORANG)
        cursor.execute(HARI, MASA)
    Parameter.objects.create(
        kunci="TPP", berlaku_mulai=BULAN, nilai=aturan_contoh(), dasar_hukum="Perbup 5/2026"
    )


def unit(n: int) -> UnitKerja:
    return UnitKerja.objects.get(nama=f"Unit {n}")


def stored() -> list[tuple[Any, ...]]:
    rows = HasilTpp.objects.order_by("pegawai_id")
    return list(rows.values_list("pegawai_id", "netto", "rincian", "galat"))


def approve_all(*, kecuali: str = "") -> None:
    for n in (1, 2):
        if kecuali != f"OPD{n}":
            tpp_approve(
                bulan=BULAN,
                tingkat=TingkatTpp.OPD,
                unit_id=unit(n).pk,
                actor=petugas(Peran.KEPALA_OPD, unit(n)),
                now=NOW,
            )
    for tingkat, peran in (
        (TingkatTpp.BKPSDM, Peran.PENYETUJU_TPP),
        (TingkatTpp.BPKAD, Peran.BPKAD),
    ):
        tpp_approve(
            bulan=BULAN,
            tingkat=tingkat,
            unit_id=unit(0).pk,
            actor=petugas(peran, unit(0)),
            now=NOW,
        )


def close() -> None:
    approve_all()
    tpp_close(bulan=BULAN, actor=petugas(Peran.BPKAD, unit(0)), now=NOW)


def test_every_person_gets_the_rupiah_of_the_second_computation() -> None:
    assert tpp_run(bulan=BULAN, now=NOW).gagal == 0
    with connection.cursor() as cursor:
        cursor.execute(TOTAL, MASA)
        second = {row[0]: tuple(map(int, row[1:])) for row in cursor.fetchall()}
    found = {
        row.pegawai_id: (
            row.nilai_kinerja,
            row.nilai_disiplin,
            row.bruto,
            row.bpjs_pegawai,
            row.pph_dipotong,
            row.netto,
        )
        for row in HasilTpp.objects.all()
    }
    assert len(found) == ORANG_UJI
    assert found == second


def test_stored_rows_sum_to_the_net_amount_and_name_what_they_rest_on() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    for row in HasilTpp.objects.all():
        assert sum(line.rupiah for line in row.baris) == row.netto
        assert all(line.dasar == "Perbup 5/2026" for line in row.baris)


def test_a_second_run_and_a_run_by_units_write_nothing_new() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    before = stored()
    assert tpp_run(bulan=BULAN, now=NOW).berubah == 0
    HasilTpp.objects.all().delete()
    assert tpp_mark(bulan=BULAN) == 3
    assert tpp_refresh(now=NOW) == 3
    assert stored() == before


def test_one_changed_day_changes_one_person() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    day = HariPegawai.objects.filter(status="HADIR", terlambat_menit=0, tanpa_masuk=False).first()
    assert day is not None
    HariPegawai.objects.filter(pk=day.pk).update(terlambat_menit=45)
    before = dict(HasilTpp.objects.values_list("pegawai_id", "netto"))
    tpp_mark(bulan=BULAN, pegawai_ids=[day.pegawai_id])
    tpp_refresh(now=NOW)
    after = dict(HasilTpp.objects.values_list("pegawai_id", "netto"))
    assert [pk for pk in after if after[pk] != before[pk]] == [day.pegawai_id]


def test_what_a_person_lacks_is_named_and_the_others_go_on() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE kepegawaian_riwayatjabatan SET kelas = NULL "
            "WHERE pegawai_id = md5('orang1')::uuid"
        )
        cursor.execute(
            "UPDATE kepegawaian_profil SET rekening = NULL WHERE pegawai_id = md5('orang2')::uuid"
        )
        cursor.execute("DELETE FROM presensi_haripegawai WHERE pegawai_id = md5('orang3')::uuid")
    assert tpp_run(bulan=BULAN, now=NOW).gagal == 3
    found = dict(HasilTpp.objects.exclude(galat="").values_list("pegawai__nama", "galat"))
    assert found == {
        "Orang 1": "kelas_kosong",
        "Orang 2": "rekening_kosong",
        "Orang 3": "hari_kosong",
    }
    with pytest.raises(TppBelumBeresError):
        approve_all()


def test_tiers_follow_each_other_and_nobody_approves_on_two() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    with pytest.raises(TppUrutanError):
        approve_all(kecuali="OPD1")
    both = petugas(Peran.KEPALA_OPD, unit(0))
    with pytest.raises(NotAllowedError):
        tpp_approve(bulan=BULAN, tingkat=TingkatTpp.BKPSDM, unit_id=unit(0).pk, actor=both, now=NOW)


def test_a_changed_sum_takes_the_approval_back() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    approve_all()
    person = Pegawai.objects.get(nama="Orang 1")
    HariPegawai.objects.filter(pegawai=person, status="HADIR").update(terlambat_menit=120)
    tpp_run(bulan=BULAN, pegawai_ids=[person.pk], now=NOW)
    left = PersetujuanTpp.objects.filter(batal_pada__isnull=True)
    assert [row.unit.nama for row in left] == ["Unit 1"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE presensi_hasiltpp SET netto = netto + 1",
        "DELETE FROM presensi_hasiltpp",
        "UPDATE presensi_periodetpp SET status = 'TERBUKA', ditutup_pada = NULL",
        "DELETE FROM presensi_persetujuantpp",
        (
            "INSERT INTO presensi_selisihtpp (id, asal_id, dibayar_id, pegawai_id, "
            "oleh_id, rupiah, "
            "alasan) SELECT gen_random_uuid(), p.id, p.id, h.pegawai_id, p.ditutup_oleh_id, 1, '' "
            "FROM presensi_periodetpp p JOIN presensi_hasiltpp h ON h.periode_id = p.id LIMIT 1"
        ),
    ],
)
def test_the_database_refuses_to_change_a_closed_month(statement: str) -> None:
    tpp_run(bulan=BULAN, now=NOW)
    close()
    before = stored()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    with pytest.raises(TppTertutupError):
        tpp_run(bulan=BULAN, now=NOW)
    assert stored() == before
    assert PenutupanBulan.objects.filter(bulan=BULAN).exists()


def test_later_facts_become_one_difference_in_a_later_month() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    close()
    person = Pegawai.objects.get(nama="Orang 4")
    FaktaBulanTpp.objects.filter(pegawai=person).update(predikat="Baik")
    asked: dict[str, Any] = {
        "asal": BULAN,
        "bayar": date(2026, 11, 1),
        "pegawai_ids": [person.pk],
        "alasan": "Predikat datang terlambat",
        "now": NOW,
        "actor": petugas(Peran.PENGELOLA_TPP, unit(0)),
    }
    (row,) = selisih_record(**asked)
    assert row.rupiah > 0
    assert selisih_record(**asked) == []
    (line,) = dibayar(HasilTpp.objects.filter(periode__bulan=asked["bayar"]))
    assert (line.netto, line.diterima) == (0, row.rupiah)


def test_the_command_prints_the_shape_that_scripts_read() -> None:
    out = StringIO()
    call_command("hitung_tpp", "--periode=2026-10", "--format=json", stdout=out)
    answer = json.loads(out.getvalue())
    assert (answer["periode"], answer["jumlah"], answer["gagal"]) == ("2026-10", ORANG_UJI, [])
    assert answer["total_netto"] == sum(row["netto"] for row in answer["baris"])
    assert {"nip", "bruto", "netto", "rincian"} <= answer["baris"][0].keys()


def test_a_month_without_a_rule_set_is_refused_by_name() -> None:
    with pytest.raises(DataKurangError, match="aturan TPP"):
        tpp_run(bulan=date(2026, 9, 1), now=NOW)
    assert not PeriodeTpp.objects.filter(bulan=date(2026, 9, 1)).exists()


def test_one_person_does_not_approve_on_two_tiers() -> None:
    tpp_run(bulan=BULAN, now=NOW)
    chief = petugas(Peran.PENYETUJU_TPP, unit(0))
    for n in (1, 2):
        tpp_approve(
            bulan=BULAN,
            tingkat=TingkatTpp.OPD,
            unit_id=unit(n).pk,
            actor=petugas(Peran.KEPALA_OPD, unit(n)),
            now=NOW,
        )
    tpp_approve(bulan=BULAN, tingkat=TingkatTpp.BKPSDM, unit_id=unit(0).pk, actor=chief, now=NOW)
    beri_hak(chief, unit=unit(0), peran=Peran.BPKAD)
    with pytest.raises(TppOrangSamaError):
        tpp_approve(bulan=BULAN, tingkat=TingkatTpp.BPKAD, unit_id=unit(0).pk, actor=chief, now=NOW)
