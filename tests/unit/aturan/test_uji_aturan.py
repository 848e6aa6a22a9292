import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sitamu.inti.models import Parameter
from tests.unit.kepegawaian.pustaka import semua_baris

pytestmark = pytest.mark.django_db
CASES = Path(__file__).parents[2] / "data/contoh-kepegawaian.json"


def run(*args: Path | str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("uji_aturan", *map(str, args), stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def write(folder: Path, isi: object) -> Path:
    berkas = folder / "contoh.json"
    berkas.write_text(json.dumps(isi), encoding="utf-8")
    return berkas


def test_the_rules_in_the_database_answer_every_worked_case() -> None:
    assert run(CASES) == (0, "105 cocok, 0 beda\n")


def test_the_rows_in_the_database_are_those_the_rules_are_tried_on() -> None:
    for row in semua_baris():
        stored = Parameter.objects.get(kunci=row.kunci, berlaku_mulai=row.berlaku_mulai)
        assert (stored.nilai, stored.dasar_hukum) == (row.nilai, row.dasar_hukum)


def test_each_difference_is_printed_with_both_values(tmp_path: Path) -> None:
    case = {
        "id": "KPW-9",
        "area": "kp_jendela_usul",
        "input": {"tmt_kp": "2026-01-01"},
        "expected": {"usul_mulai": "2025-11-16", "usul_akhir": "2025-12-16", "lain": 1},
    }
    code, out = run(write(tmp_path, {"cases": [case]}))
    assert code == 1
    assert out.splitlines() == [
        'KPW-9  usul_akhir: harapan "2025-12-16", hasil "2025-12-15"',
        'KPW-9  lain: harapan 1, hasil "(tidak ada)"',
        "0 cocok, 1 beda",
    ]


def test_an_area_without_rules_and_a_refusal_count_as_different(tmp_path: Path) -> None:
    rows = [
        {"id": "H-01", "kategori": "CUACA", "input": {}, "expected": {"kode": []}},
        {"id": "X", "area": "mpp", "input": {}, "expected": {"lama_maks_bulan": 12}},
        {"id": "Y", "area": "mpp"},
    ]
    code, out = run(write(tmp_path, {"kasus": rows}), CASES)
    assert code == 1
    assert "H-01  CUACA" in out
    assert "belum ada aturan" in out
    assert "X  galat" in out
    assert "data kurang: tanggal_lahir, jenis_jabatan" in out
    assert out.endswith("105 cocok, 3 beda\n")


def test_the_rules_of_another_day_are_tried_on_request(tmp_path: Path) -> None:
    case = {
        "id": "G",
        "area": "gaji",
        "input": {
            "jenis_pegawai": "PNS",
            "status": "PNS",
            "golongan": "III/a",
            "mkg": {"tahun": 0, "bulan": 0},
        },
        "expected": {"gaji_tabel": 2785700},
    }
    berkas = write(tmp_path, {"cases": [case]})
    assert run(berkas, "--pada=2024-01-01")[0] == 0
    code, out = run(berkas, "--pada=2023-12-31")
    assert code == 1
    assert "data kurang: aturan GAJI_PNS pada 31-12-2023" in out


@pytest.mark.parametrize("isi", [[], {}, {"cases": [1]}, {"cases": {}}])
def test_a_file_of_another_layout_is_refused(tmp_path: Path, isi: object) -> None:
    with pytest.raises(CommandError, match="tidak berisi daftar"):
        run(write(tmp_path, isi))


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        run(tmp_path / "tiada.json")
    broken = tmp_path / "rusak.json"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        run(broken)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="2026-12-31"):
        run(CASES, "--pada=kemarin")


def test_attendance_is_judged_by_what_is_in_the_database(tmp_path: Path) -> None:
    data = json.loads((CASES.parent / "contoh-tpp.json").read_bytes())
    kinds = {"KLASIFIKASI_HARI": 39, "CUTI_HARI_KERJA": 2, "PP94_AMBANG": 9, "GEOFENCE": 12}
    data["kasus"] = [row for row in data["kasus"] if row["kategori"] in kinds]
    assert run(write(tmp_path, data)) == (0, f"{sum(kinds.values())} cocok, 0 beda\n")
