"""Loading staff lists into PostgreSQL, from small invented workbooks."""

import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, connections

from kepegawaian.errors import WorkbookRefusedError
from kepegawaian.models import (
    Jabatan,
    KontrakPppk,
    KontrakTkd,
    Profil,
    RiwayatAngkaKredit,
    RiwayatGolongan,
    RiwayatHukdis,
    RiwayatJabatan,
    RiwayatSkp,
    RiwayatUjian,
)
from kepegawaian.rules.impor import Laporan
from kepegawaian.rules.ujian_dinas import UjianDinas
from kepegawaian.services.impor import baca
from kepegawaian.services.impor.daftar import DAFTAR, RIWAYAT
from kepegawaian.services.impor.impor import impor_pegawai
from sitamu.inti.models import (
    HubunganAtasan,
    JejakAkses,
    Pegawai,
    Pekerjaan,
    Penempatan,
    Pengguna,
    UnitKerja,
)
from tests.factories.impor import (
    BUDI,
    DINAS,
    MADE,
    PEMDA,
    SEKOLAH,
    SITI,
    UNITS,
    Write,
    every_list,
    orang,
    penulis,
    unit,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return penulis(tmp_path)


def load(now: datetime = NOW, actor: Pengguna | None = None, **files: Path) -> Laporan:
    return impor_pegawai(files=files, actor=actor, now=now)


def codes(laporan: Laporan) -> dict[tuple[str, int | None], str]:
    return {(note.berkas, note.baris): note.kode for note in laporan.ditolak}


def doubts(laporan: Laporan) -> list[str]:
    return [note.kode for note in laporan.peringatan]


def events() -> int:
    return sum(
        model.objects.count()
        for model in apps.get_models()
        if model.__name__.endswith("Event") and model._meta.app_label in ("inti", "kepegawaian")
    )


def test_loading_every_list_twice_changes_nothing_the_second_time(write: Write) -> None:
    files = every_list(write)
    first = load(**files)
    assert (first.diterima, first.ditolak) == (2, [])
    assert all(hasil.diterima >= 1 for hasil in first.per_berkas.values())
    assert doubts(first) == ["hukdis_tingkat_beda"]
    assert events() == 0
    sealed = _sealed()

    again = load(now=NOW + timedelta(days=40), **files)
    assert again.berubah == 0
    assert (again.diterima, again.ditolak) == (2, [])
    assert events() == 0
    assert _sealed() == sealed


def _sealed() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pegawai_id, nik, npwp, bpjs, rekening, xmin::text"
            " FROM kepegawaian_profil ORDER BY 1"
        )
        return [
            [bytes(c) if isinstance(c, memoryview) else c for c in r] for r in cursor.fetchall()
        ]


def test_a_person_stands_in_the_record_as_the_lists_say(write: Write) -> None:
    load(**every_list(write))
    siti = Pegawai.objects.get(nip=SITI)
    assert (siti.jenis, siti.kedudukan, siti.nama_kunci) == ("PNS", "AKTIF", "siti aminah")
    profil = Profil.objects.get(pegawai=siti)
    assert (profil.nik, profil.rekening, profil.nama_bank) == ("7308044301839001", "0012", "BPD")
    assert profil.jenis_kelamin == "P"
    golongan = RiwayatGolongan.objects.get(pegawai=siti)
    assert (golongan.mkg_tahun, golongan.nomor_sk) == (12, "823/1")
    jabatan = RiwayatJabatan.objects.select_related("jabatan").get(pegawai=siti)
    assert (jabatan.kelas, jabatan.jabatan.jenis, jabatan.jabatan.rumpun) == (
        8,
        "fungsional",
        "guru",
    )
    assert Penempatan.objects.get(pegawai=siti).mulai == date(2025, 5, 1)
    assert HubunganAtasan.objects.get(pegawai=siti).atasan.nip == BUDI
    rahmat = Pegawai.objects.get(nomor_induk="TKD-1")
    assert (rahmat.nip, rahmat.jenis) == (None, "TKD")
    assert KontrakTkd.objects.get(pegawai=rahmat).akhir == date(2026, 12, 31)
    hukdis = RiwayatHukdis.objects.get(pegawai=siti)
    assert (hukdis.tingkat, hukdis.akhir) == ("ringan", date(2021, 1, 1))
    kontrak = KontrakPppk.objects.get(pegawai=siti)
    assert (kontrak.nomor, kontrak.akhir) == ("800/1", date(2028, 2, 29))
    pak = RiwayatAngkaKredit.objects.get(pegawai=siti)
    assert (pak.angka_kredit, pak.angka_kredit_jenjang) == (Decimal("87.5"), None)
    assert RiwayatUjian.objects.get(pegawai=siti).jenis == UjianDinas.TINGKAT_2


def test_the_secrets_are_nowhere_in_the_database_as_text(write: Write) -> None:
    load(**every_list(write))
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(p)::text FROM kepegawaian_profil p")
        assert not any("7308044301839" in row[0] for row in cursor.fetchall())


def test_every_damaged_row_is_refused_for_its_own_reason(write: Write) -> None:
    nip, lahir, golongan = "NIP BARU", "TANGGAL LAHIR", "GOL AKHIR NAMA"
    other = [f"1983010{n}2010012001" for n in range(4, 10)]
    damaged = [
        (orang(**{nip: 1.97710142007012e17}), nip, "nip_angka"),
        (orang(**{nip: SITI[:17]}), nip, "nip_panjang"),
        (orang(**{lahir: "31-02-1983"}), lahir, "tanggal_mustahil"),
        (orang(**{lahir: "04-01-1983"}), nip, "nip_ganda"),
        (orang(other[0], **{lahir: "17-08-1945"}), nip, "nip_beda_tanggal_lahir"),
        (orang(other[1], **{"JENIS KELAMIN": "M"}), nip, "nip_beda_jenis_kelamin"),
        (orang(other[2], **{golongan: "V/z"}), golongan, "golongan_tak_dikenal"),
        (orang(other[3], **{"UNOR ID": "TIDAK-ADA"}), "UNOR ID", "unor_tak_dikenal"),
        (orang(other[4], **{"UNOR ID": MADE_UP}), "UNOR ID", "unor_tak_dikenal"),
        (orang(other[5], NAMA=" "), "NAMA", "nama_kosong"),
        (
            orang("198301102010012001", **{"TMT GOLONGAN": "26-11-2026"}),
            "TMT GOLONGAN",
            "tmt_golongan_masa_depan",
        ),
        (orang("198301112010012001", NAMA="Si\u202eti"), "NAMA", "karakter_kendali"),
        (orang("198301122010012001", NAMA="<b>Siti</b>"), "NAMA", "nama_bertanda"),
    ]
    laporan = load(
        unit=write("unit", *UNITS), pegawai=write("pegawai", *(row for row, _, _ in damaged))
    )
    found = [(note.baris, note.kolom, note.kode) for note in laporan.ditolak]
    assert found == [(n, kolom, kode) for n, (_, kolom, kode) in enumerate(damaged, start=2)]
    assert all(note.pesan.endswith(".") for note in laporan.ditolak)
    assert not Pegawai.objects.exists()


MADE_UP = "00000000-0000-4000-8000-000000000000"


def test_what_only_looks_damaged_enters(write: Write) -> None:
    laporan = load(
        unit=write("unit", *UNITS),
        pegawai=write(
            "pegawai",
            orang(**{"NIP BARU": f"'{SITI[:8]} {SITI[8:14]} {SITI[14:]} "}, NAMA="  Siti  Aminah "),
            orang(BUDI, NAMA="Bu\\di \\N", **{"TANGGAL LAHIR": date(1981, 8, 11)}),
            orang(MADE, **{"KEDUDUKAN HUKUM NAMA": "Meninggal"}),
            orang("198301122026012001", **{"STATUS CPNS PNS": "C"}),
        ),
    )
    assert laporan.ditolak == []
    assert Pegawai.objects.get(nip=SITI).nama == "Siti Aminah"
    assert Pegawai.objects.get(nip=BUDI).nama == "Bu\\di \\N"
    assert Profil.objects.get(pegawai__nip=BUDI).tanggal_lahir == date(1981, 8, 11)
    jenis = dict(Pegawai.objects.values_list("nip", "jenis"))
    assert (jenis[MADE], jenis["198301122026012001"]) == ("PPPK", "CPNS")


def test_the_first_row_of_a_doubled_nip_enters(write: Write) -> None:
    pegawai = write("pegawai", orang(NAMA="Pertama"), orang(NAMA="Kedua"))
    laporan = load(unit=write("unit", *UNITS), pegawai=pegawai)
    assert codes(laporan) == {("pegawai.xlsx", 3): "nip_ganda"}
    assert "baris 2" in laporan.ditolak[0].pesan
    assert Pegawai.objects.get().nama == "Pertama"


def test_rows_of_a_refused_person_say_where_the_person_was_refused(write: Write) -> None:
    skp = [{"NIP": nip, "TAHUN": 2025, "PREDIKAT KINERJA": "Baik"} for nip in (SITI, MADE)]
    float_nip = orang(**{"NIP BARU": 1.98301032010012e17})
    laporan = load(
        unit=write("unit", *UNITS),
        pegawai=write("pegawai", float_nip),
        skp=write("skp", *skp),
    )
    assert codes(laporan)[("skp.xlsx", 2)] == "pegawai_ditolak"
    assert codes(laporan)[("skp.xlsx", 3)] == "pegawai_tak_dikenal"
    assert "pegawai.xlsx baris 2" in laporan.ditolak[1].pesan


def test_a_known_person_who_is_refused_now_takes_no_row_but_a_near_namesake_does(
    write: Write,
) -> None:
    near = f"{SITI[:17]}2"
    load(unit=write("unit", *UNITS), pegawai=write("pegawai", orang(), orang(near)))
    skp = [{"NIP": nip, "TAHUN": 2025, "PREDIKAT KINERJA": "Baik"} for nip in (SITI, near)]
    laporan = load(pegawai=write("pegawai", orang(NAMA="")), skp=write("skp", *skp))
    assert codes(laporan)[("skp.xlsx", 2)] == "pegawai_ditolak"
    assert RiwayatSkp.objects.get().pegawai.nip == near


def test_each_list_may_be_loaded_alone(write: Write) -> None:
    for kode, path in every_list(write).items():
        laporan = load(**{kode: path})
        assert (laporan.ditolak, laporan.diterima > 0) == ([], True), kode
    again = load(**every_list(write))
    assert again.berubah == 0


def test_a_second_root_unit_is_refused_with_all_that_hangs_on_it(write: Write) -> None:
    load(unit=write("unit", *UNITS))
    lain = write("unit", unit(MADE_UP, "Kabupaten lain"), unit(SITI_UNIT, "Dinasnya", MADE_UP))
    laporan = load(unit=lain, pegawai=write("pegawai", orang(**{"UNOR ID": SITI_UNIT})))
    assert codes(laporan) == {
        ("unit.xlsx", 2): "akar_kedua",
        ("unit.xlsx", 3): "induk_ditolak",
        ("pegawai.xlsx", 2): "unor_tak_dikenal",
    }
    assert UnitKerja.objects.count() == 3


SITI_UNIT = "11111111-1111-4111-8111-111111111111"


def test_a_move_closes_the_old_placement_and_opens_the_next(write: Write) -> None:
    units = write("unit", *UNITS)
    load(unit=units, pegawai=write("pegawai", orang()))
    moved = orang(**{"UNOR ID": SEKOLAH, "TMT JABATAN": "01-11-2026"})
    laporan = load(pegawai=write("pegawai", moved))
    assert laporan.berubah > 0
    assert _placements() == [
        (DINAS, date(2025, 5, 1), date(2026, 10, 31)),
        (SEKOLAH, date(2026, 11, 1), None),
    ]
    assert load(pegawai=write("pegawai", moved)).berubah == 0

    corrected = orang(**{"UNOR ID": PEMDA, "TMT JABATAN": "01-01-2020"})
    load(pegawai=write("pegawai", corrected))
    assert _placements() == [
        (DINAS, date(2025, 5, 1), date(2026, 10, 31)),
        (PEMDA, date(2026, 11, 1), None),
    ]
    assert load(pegawai=write("pegawai", corrected)).berubah == 0


def _placements() -> list[tuple[str, date, date | None]]:
    rows = Penempatan.objects.order_by("mulai").values_list("unit_id", "mulai", "sampai")
    return [(str(pk).upper(), mulai, sampai) for pk, mulai, sampai in rows]


def test_a_new_superior_counts_from_the_day_of_loading(write: Write) -> None:
    people = write("pegawai", orang(), orang(BUDI), orang(MADE))
    load(unit=write("unit", *UNITS), pegawai=people)
    for atasan, pada in ((BUDI, 0), (MADE, 10), (BUDI, 10), (MADE, 20)):
        load(now=NOW + timedelta(days=pada), tambahan=_superior(write, atasan))
    assert load(now=NOW + timedelta(days=30), tambahan=_superior(write, MADE)).berubah == 0
    rows = HubunganAtasan.objects.order_by("mulai").values_list("atasan__nip", "mulai", "sampai")
    assert list(rows) == [
        (BUDI, date(2025, 5, 1), date(2026, 12, 4)),
        (BUDI, date(2026, 12, 5), date(2026, 12, 14)),
        (MADE, date(2026, 12, 15), None),
    ]


def _superior(write: Write, atasan: str) -> Path:
    return write("tambahan", {"NIP": SITI, "NIP ATASAN": atasan})


@pytest.mark.parametrize(
    ("atasan", "kode"),
    [(SITI, "atasan_diri_sendiri"), (MADE, "atasan_berakhir"), (BUDI, "atasan_tak_dikenal")],
)
def test_a_superior_who_is_not_there_counts_as_missing(
    write: Write, atasan: str, kode: str
) -> None:
    people = write("pegawai", orang(), orang(MADE, **{"KEDUDUKAN HUKUM NAMA": "Pensiun"}))
    laporan = load(unit=write("unit", *UNITS), pegawai=people, tambahan=_superior(write, atasan))
    assert doubts(laporan) == [kode]
    assert not HubunganAtasan.objects.exists()


def test_the_detailed_golongan_list_wins_over_the_main_list(write: Write) -> None:
    files = every_list(write)
    load(unit=files["unit"], pegawai=write("pegawai", orang(**{"TMT GOLONGAN": "02-04-2025"})))
    load(golongan=files["golongan"])
    assert load(pegawai=write("pegawai", orang(**{"TMT GOLONGAN": "02-04-2025"}))).berubah == 0
    row = RiwayatGolongan.objects.get()
    assert (row.tmt, row.mkg_tahun) == (date(2025, 4, 1), 12)

    risen = {"GOL AKHIR NAMA": "IV/a", "TMT GOLONGAN": "01-10-2026"}
    load(pegawai=write("pegawai", orang(**risen)))
    assert set(RiwayatGolongan.objects.values_list("golongan", flat=True)) == {"III/d", "IV/a"}


def test_an_empty_cell_never_erases_and_a_changed_one_leaves_a_trail(write: Write) -> None:
    units = write("unit", *UNITS)
    load(unit=units, pegawai=write("pegawai", orang(EMAIL="siti@contoh.id")))
    changed = orang(EMAIL="", NAMA="Siti Aminah B.", **{"NPWP NOMOR": "0900000000"})
    laporan = load(
        pegawai=write("pegawai", changed), actor=Pengguna.objects.create_user("admin", nama="A")
    )
    assert laporan.berubah == 2
    profil = Profil.objects.get()
    assert (profil.email, profil.npwp, profil.nik[:2]) == ("siti@contoh.id", "0900000000", "73")
    event = apps.get_model("inti", "PegawaiEvent").objects.get()
    assert event.nama == "Siti Aminah"
    assert event.pgh_context["sumber"] == "impor_pegawai"
    trail = JejakAkses.objects.get(aksi="rahasia_diubah")
    assert trail.rincian == {"kolom": ["npwp"], "sumber": "impor_pegawai"}
    assert trail.nama_masuk == "admin"


def test_the_job_keeps_the_report(write: Write) -> None:
    admin = Pengguna.objects.create_user("admin", nama="Admin")
    laporan = load(
        actor=admin, unit=write("unit", *UNITS), pegawai=write("pegawai", orang(NAMA=""))
    )
    job = Pekerjaan.objects.get()
    assert (job.jenis, job.status, job.oleh) == ("impor_pegawai", "SELESAI", admin)
    assert (job.total, job.selesai, job.gagal) == (4, 3, 1)
    assert job.hasil == json.loads(json.dumps(laporan.as_json()))


def test_a_post_that_somebody_mended_stays_mended(write: Write) -> None:
    files = every_list(write)
    load(**files)
    Jabatan.objects.update(jenis="pelaksana", rumpun="")
    load(**files)
    assert Jabatan.objects.get().jenis == "pelaksana"


def test_two_rows_of_one_fact_are_not_both_taken(write: Write) -> None:
    load(unit=write("unit", *UNITS), pegawai=write("pegawai", orang()))
    row = {"NIP": SITI, "TAHUN": 2025, "PREDIKAT KINERJA": "Baik"}
    laporan = load(skp=write("skp", row, {**row, "PREDIKAT KINERJA": "Kurang"}))
    assert codes(laporan) == {("skp.xlsx", 3): "baris_ganda"}
    assert RiwayatSkp.objects.get().predikat == "Baik"


# Workbooks that cannot be taken


def refusal(**files: Path) -> WorkbookRefusedError:
    with pytest.raises(WorkbookRefusedError) as refused:
        load(**files)
    assert refused.value.langkah
    assert not Pegawai.objects.exists()
    assert Pekerjaan.objects.get().status == "GAGAL"
    return refused.value


@pytest.mark.parametrize(
    ("kode", "content"),
    [
        ("berkas_rusak", b"bukan excel"),
        ("berkas_rusak", b"PK\x03\x04rusak"),
        ("berkas_rusak", b""),
        ("berkas_lama", baca.OLE + bytes(2000)),
        ("berkas_bersandi", baca.OLE + bytes(2000) + "EncryptedPackage".encode("utf-16-le")),
    ],
)
def test_a_file_that_is_no_readable_workbook_is_refused(
    tmp_path: Path, kode: str, content: bytes
) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(content)
    assert refusal(pegawai=path).code == kode


def test_a_workbook_that_was_cut_short_is_refused(write: Write) -> None:
    path = write("unit", *UNITS)
    path.write_bytes(path.read_bytes()[:-400])
    assert refusal(unit=path).code == "berkas_rusak"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(unit=tmp_path / "tidak-ada.xlsx").code == "berkas_tidak_ada"


def test_missing_and_doubled_columns_are_named(write: Write) -> None:
    headings = [k.judul for k in DAFTAR["skp"].kolom]
    missing = refusal(skp=write("skp", columns=headings[:-1]))
    assert (missing.code, missing.kolom) == ("kolom_tidak_ada", "PERILAKU KERJA")
    Pekerjaan.objects.all().delete()
    doubled = refusal(skp=write("skp", columns=[*headings, "tahun "]))
    assert (doubled.code, doubled.kolom) == ("kolom_ganda", "TAHUN")
    Pekerjaan.objects.all().delete()
    assert refusal(pegawai=write("skp", columns=headings)).kolom == "NIP BARU"


def test_a_formula_in_a_key_column_is_refused_and_elsewhere_taken(write: Write) -> None:
    formula = refusal(
        unit=write("unit", *UNITS),
        pegawai=write("pegawai", orang(), orang(BUDI, **{"TMT JABATAN": "=A1"})),
    )
    assert (formula.code, formula.kolom) == ("sel_rumus", "TMT JABATAN")
    assert "3)" in formula.message
    assert not UnitKerja.objects.exists()
    laporan = load(unit=write("unit", *UNITS), pegawai=write("pegawai", orang(ALAMAT="=A1")))
    assert laporan.ditolak == []


def test_too_many_rows_or_bytes_are_refused_before_they_are_read(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [unit(PEMDA, "Pemda")] * 5
    path = write("unit", *rows)
    for limit, value, kode in (
        ("BARIS_MAKS", 4, "baris_terlalu_banyak"),
        ("BERKAS_MAKS_BYTE", 100, "berkas_terlalu_besar"),
        ("TERURAI_MAKS_BYTE", 1000, "berkas_terlalu_besar"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(baca, limit, value)
            assert refusal(unit=path).code == kode
        Pekerjaan.objects.all().delete()


@pytest.mark.parametrize(
    ("cell", "kode"), [("A1048576", "baris_terlalu_banyak"), ("DA9", "kolom_terlalu_banyak")]
)
def test_a_small_file_with_a_cell_far_away_does_not_fill_the_memory(
    write: Write, cell: str, kode: str
) -> None:
    path = write("unit", *UNITS)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    far = f'<row r="1048576"><c r="{cell}"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", far.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert refusal(unit=path).code == kode


def test_one_refused_workbook_stops_the_whole_run(write: Write, tmp_path: Path) -> None:
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"x")
    refusal(unit=write("unit", *UNITS), skp=broken)
    assert not UnitKerja.objects.exists()


def test_a_failure_while_writing_leaves_nothing(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> int:
        raise RuntimeError("listrik padam")

    monkeypatch.setattr("kepegawaian.services.impor.muat.penempatan_write", fail)
    with pytest.raises(RuntimeError, match="listrik"):
        load(**every_list(write))
    assert not UnitKerja.objects.exists()
    assert not Pegawai.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_loads_at_once_do_not_collide(write: Write) -> None:
    files = every_list(write)
    reports: list[Laporan] = []

    def run() -> None:
        try:
            reports.append(load(**files))
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(report.berubah > 0 for report in reports) == [False, True]
    assert Pegawai.objects.count() == 3


# The command


def test_the_command_writes_the_report_for_scripts(write: Write, tmp_path: Path) -> None:
    target = tmp_path / "hasil.json"
    files = {
        "unit": write("unit", *UNITS),
        "pegawai": write("pegawai", orang(), orang(BUDI, NAMA="")),
    }
    call_command("impor_pegawai", **files, laporan=target, stdout=_Quiet())
    report = json.loads(target.read_text())
    assert report["diterima"] == 1
    assert report["per_berkas"]["pegawai.xlsx"]["ditolak"] == 1
    (refused,) = report["ditolak"]
    pesan = refused.pop("pesan")
    assert pesan.startswith("NAMA kosong")
    assert refused == {"berkas": "pegawai.xlsx", "baris": 3, "kolom": "NAMA", "kode": "nama_kosong"}


def test_the_command_says_in_one_sentence_why_nothing_was_loaded(
    tmp_path: Path,
) -> None:
    target = tmp_path / "hasil.json"
    with pytest.raises(CommandError, match="Tidak ada data yang dimuat"):
        call_command("impor_pegawai", unit=tmp_path / "x.xlsx", laporan=target)
    (refused,) = json.loads(target.read_text())["ditolak"]
    assert (refused["berkas"], refused["kode"]) == ("x.xlsx", "berkas_tidak_ada")
    with pytest.raises(CommandError, match="paling sedikit satu"):
        call_command("impor_pegawai")


class _Quiet:
    def write(self, _text: str) -> None: ...


def test_no_reader_lets_through_what_the_table_cannot_hold() -> None:
    for daftar in RIWAYAT:
        columns: Mapping[str, Any] = {f.column: f for f in daftar.model._meta.concrete_fields}
        for kolom in daftar.kolom[1:]:
            if kolom.nama in daftar.hanya_dibaca:
                continue
            assert kolom.nama in columns, kolom
            limit = getattr(columns[kolom.nama], "max_length", None)
            if limit and kolom.nama not in ("golongan", "tingkat", "predikat", "hubungan"):
                with pytest.raises(Exception, match=r"huruf|tidak dikenal"):
                    kolom.baca("x" * (limit + 1))


SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "kotor"


@pytest.mark.lengkap
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared lists are not beside this checkout")
def test_the_dirty_set_enters_as_its_key_says() -> None:
    key = json.loads((SHARED / "kunci.json").read_text())
    names = {
        "unit": "unit-kerja",
        "pegawai": "data-utama",
        "tambahan": "pegawai-tambahan",
        "tkd": "tkd",
    }
    files = {kode: SHARED / f"{names.get(kode, f'riwayat-{kode}')}.xlsx" for kode in DAFTAR}
    laporan = load(**files)
    bad = {row["baris"] for row in key["rusak"] if not row["boleh_masuk"]}
    assert {n.baris for n in laporan.ditolak if n.berkas == "data-utama.xlsx"} == bad
    assert laporan.diterima == key["baris"] - len(bad)
    allowed = [row["nip"] for row in key["rusak"] if row["boleh_masuk"]]
    assert Pegawai.objects.filter(nip__in=allowed).count() == len(allowed)
    assert load(**files).berubah == 0
