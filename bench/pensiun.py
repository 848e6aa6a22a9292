"""The pension list: everybody among 9,850 invented people (98,500 in the long form).

A page of 25 lines beside a page of one line over the same list, both through the view; the number
of queries must not grow with the lines. The database is made in SQL from the template of the tests
and kept beside it until a migration or this file changes.
"""

import hashlib
import os
from collections.abc import Callable
from functools import partial
from string import Template
from typing import Final

from bench import alat

os.environ["DJANGO_SETTINGS_MODULE"] = "sitamu.settings.test"
os.environ["SITAMU_STATE"] = str(alat.CHECKOUT / ".sitamu-test")

import django

django.setup()

from django.db import connection, connections
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from kepegawaian.models import Nominatif
from kepegawaian.services.nominatif import nominatif_nightly
from kepegawaian.views import nominatif as views
from sitamu import servers
from sitamu.inti.models import Pengguna
from tests import database

ORANG: Final = 9_850
ORANG_BESAR: Final = 98_500
UNIT: Final = 749
BARIS: Final = 25
RASIO_MAKS: Final = 1.5
ROUNDS: Final = 15

PEOPLE: Final = Template("""
-- Checks that wait for the end make every later change walk all that wait.
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO inti_unitkerja (id, nama, nama_kunci, jenis, induk_id, jalur, alamat, kecamatan,
    kode_pos, zona_waktu, hari_kerja_per_minggu)
SELECT md5('unit' || i)::uuid, 'Unit Contoh ' || i, 'unit contoh ' || i, 'UNIT',
    CASE WHEN i > 0 THEN md5('unit' || CASE WHEN i <= 40 THEN 0 ELSE i % 40 + 1 END)::uuid END,
    '0001.' || CASE WHEN i = 0 THEN '' WHEN i <= 40 THEN lpad(i::text, 4, '0') || '.'
        ELSE lpad((i % 40 + 1)::text, 4, '0') || '.' || lpad(i::text, 4, '0') || '.' END,
    '', '', '', 'Asia/Makassar', 5
FROM generate_series(0, $unit - 1) i ORDER BY i;

-- 12,000 birth dates from 1966 on, each once before any comes again.
CREATE TEMP TABLE orang ON COMMIT DROP AS
SELECT i, md5('orang' || i)::uuid AS id, date '1966-01-01' + i * 13 % 12000 AS lahir,
    md5('unit' || 41 + i % ($unit - 41))::uuid AS unit_id
FROM generate_series(1, $orang) i;

INSERT INTO inti_pegawai (id, nip, nama, nama_kunci, gelar_depan, gelar_belakang, jenis, kedudukan)
SELECT id, to_char(lahir, 'YYYYMMDD') || to_char(lahir + interval '24 years', 'YYYY') || '03'
    || i % 2 + 1 || lpad((i % 999 + 1)::text, 3, '0'),
    'Pegawai Contoh ' || i, 'pegawai contoh ' || i, '', '',
    CASE WHEN i % 5 = 0 THEN 'PPPK' ELSE 'PNS' END, 'AKTIF'
FROM orang;

INSERT INTO kepegawaian_profil (pegawai_id, tempat_lahir, tanggal_lahir, jenis_kelamin, agama,
    status_kawin, nik_hash, nama_bank, nomor_hp, email, alamat, nomor_sk_cpns, nomor_sk_pns, kppn,
    kartu_asn)
SELECT id, 'CONTOH', lahir, CASE WHEN i % 2 = 0 THEN 'L' ELSE 'P' END, '',
    CASE WHEN i % 20 = 0 THEN 'Cerai' ELSE 'Menikah' END, '', '', '', '', '', '', '', '', ''
FROM orang;

INSERT INTO inti_penempatan (pegawai_id, unit_id, mulai)
SELECT id, unit_id, '2015-01-01' FROM orang;

INSERT INTO kepegawaian_jabatan (id, nama, siasn_id, jenis, jenjang, rumpun)
SELECT md5('jabatan' || i)::uuid, nama, '', jenis, jenjang, rumpun FROM (VALUES
    (0, 'Pelaksana Contoh', 'pelaksana', '', ''), (1, 'Pengawas Contoh', 'pengawas', '', ''),
    (2, 'Guru Ahli Muda Contoh', 'fungsional', 'ahli_muda', 'guru'),
    (3, 'Guru Ahli Madya Contoh', 'fungsional', 'ahli_madya', 'guru'),
    (4, 'Perawat Penyelia Contoh', 'fungsional', 'penyelia', ''),
    (5, 'Kepala Dinas Contoh', 'jpt_pratama', '', '')) j (i, nama, jenis, jenjang, rumpun);

INSERT INTO kepegawaian_riwayatjabatan (pegawai_id, jabatan_id, unit_id, tmt, nomor_sk)
SELECT id, md5('jabatan' || (i + k) % 6)::uuid, unit_id, make_date(2008 + 6 * k, 1, 1), ''
FROM orang, generate_series(0, 1) k;

INSERT INTO kepegawaian_riwayatgolongan (pegawai_id, golongan, tmt, mkg_tahun, mkg_bulan, nomor_sk,
    jenis_kp, nomor_pertek)
SELECT id, (ARRAY['III/a', 'III/b', 'III/c', 'III/d'])[k], make_date(2000 + 4 * k, 4, 1), 4 * k, 0,
    '', '', ''
FROM orang, generate_series(1, 4) k;

INSERT INTO kepegawaian_keluarga (pegawai_id, hubungan, nama, tanggal_lahir, status)
SELECT id, CASE WHEN k = 0 THEN 'pasangan' ELSE 'anak' END, 'Keluarga Contoh ' || k,
    CASE WHEN k = 0 THEN lahir ELSE make_date(1998 + 5 * k, 2, 3) END, ''
FROM orang, generate_series(0, 2) k;

INSERT INTO kepegawaian_riwayatpmk (pegawai_id, tahun, bulan, nomor_sk, tmt)
SELECT id, 2, 0, '', '2006-01-01' FROM orang WHERE i % 77 = 0;
""")
PAPERS: Final = """
INSERT INTO arsip_dokumen (id, pegawai_id, jenis_id, kunci)
SELECT md5('dokumen' || j.kode || i)::uuid, o.id, j.kode, ''
FROM (SELECT id, substring(nama FROM '[0-9]+')::int AS i FROM inti_pegawai) o
JOIN (SELECT kode, row_number() OVER (ORDER BY urutan, kode) AS n
    FROM arsip_jenisdokumen WHERE NOT banyak) j ON (o.i + j.n) % 3 = 0;
INSERT INTO arsip_versidokumen (id, dokumen_id, nomor, status, sumber, alasan, nama_asli, mime,
    ukuran_byte, sha256, kunci_simpan, masukan, gambar_siap, bertanda_tangan, percobaan,
    pindai, sha256_masuk)
SELECT md5(id::text)::uuid, id, 1, 'SIAP', 'UNGGAH', '', 'contoh.pdf', 'application/pdf', 1000,
    '', id::text, '[]', false, false, 0, 'TIDAK', ''
FROM arsip_dokumen;
ANALYZE arsip_dokumen;
UPDATE arsip_dokumen SET versi_kini_id = md5(id::text)::uuid;

INSERT INTO inti_pengguna (id, password, is_superuser, nama_masuk, nama, email, is_active, is_staff)
VALUES (md5('budi')::uuid, '', false, 'budi', 'Budi', '', true, false);
INSERT INTO inti_pemberianhak (pengguna_id, hak, unit_id, peran, mulai, dasar)
VALUES (md5('budi')::uuid, 'NOMINATIF_VIEW', md5('unit0')::uuid, '', '2020-01-01', 'SK Contoh');
"""


def main() -> None:
    """Measure and write the result."""
    started = servers.ensure(durable=False)
    try:
        people = ORANG_BESAR if alat.besar() else ORANG
        use_filled("pensiun", people, PEOPLE.substitute(unit=UNIT, orang=people) + PAPERS)
        _measure(people)
    finally:
        connections.close_all()
        if started:
            servers.stop(only_when_idle=True)


def use_filled(bench: str, people: int, fill: str) -> None:
    """Connect to the database filled by `fill`, made first when there is none for this code."""
    shape = hashlib.sha256(f"{database._shape()}{fill}".encode()).hexdigest()
    name = f"bench_{bench}_{people}_{shape[:12]}"
    for (old,) in database._execute(
        f"SELECT datname FROM pg_database WHERE datname LIKE 'bench\\_{bench}\\_{people}\\_%'"
    ):
        if old == name:
            database._use(name)
            return
        database._drop(old)
    with database._locked():
        template = database._template()
    draft = f"{name}_baru"
    database._clone(template, draft)
    database._use(draft)
    with connections["pemilik"].cursor() as cursor:
        cursor.execute(fill)
        cursor.execute("VACUUM ANALYZE")
    database._use("postgres")
    database._execute("ALTER DATABASE {} RENAME TO {}", draft, name)
    database._use(name)


def _measure(people: int) -> None:
    if not Nominatif.objects.exists():
        nominatif_nightly(now=timezone.now())
    page = reverse("kepegawaian:nominatif-list", args=["pensiun"])
    view = partial(resolve(page).func, jenis="pensiun")
    request = RequestFactory().get(page, {"periode": "semua"})
    request.user = Pengguna.objects.get(nama_masuk="budi")

    def show(lines: int) -> HttpResponse:
        views.PER_PAGE = lines
        answer: HttpResponse = view(request)
        return answer

    shown = {
        lines: show(lines).content.decode().count('data-label="Nama dan NIP"')
        for lines in (1, BARIS)
    }
    if shown != {1: 1, BARIS: BARIS}:
        raise SystemExit(f"Halaman tidak berisi baris yang diminta: {shown}")
    queries = {lines: _queries(partial(show, lines)) for lines in (1, BARIS)}
    seconds = alat.interleave(
        {"satu": partial(show, 1), "penuh": partial(show, BARIS)}, rounds=ROUNDS
    )
    alat.simpan(
        "pensiun",
        [
            alat.Ukuran(
                f"halaman {BARIS} baris : 1 baris, {people} pegawai",
                round(seconds["penuh"] / seconds["satu"], 2),
                RASIO_MAKS,
            ),
            alat.Ukuran(f"kueri tambahan dari 1 ke {BARIS} baris", queries[BARIS] - queries[1], 0),
        ],
        detik={name: round(value, 4) for name, value in seconds.items()},
        kueri=queries,
    )


def _queries(action: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


if __name__ == "__main__":
    main()
