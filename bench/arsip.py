"""The archive with ten thousand documents beside one with many more: 100,000, or in the long form
1,000,000. Person's page, unit search and NIP as an ordinary operator of 100 people; search over all
as an archivist of the whole office, beside a sequential scan of the same question.

Each database is made in SQL from the template of the tests and kept beside it until a migration or
this file changes.
"""

import hashlib
import os
import time
from collections.abc import Callable
from functools import partial
from statistics import median, quantiles
from string import Template
from typing import Any, Final

from bench import alat

os.environ["DJANGO_SETTINGS_MODULE"] = "sitamu.settings.test"
os.environ["SITAMU_STATE"] = str(alat.CHECKOUT / ".sitamu-test")

import django

django.setup()

from django.db import connection, connections, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone

from arsip.models import TeksVersi
from arsip.rules.cari import pertanyaan_of
from arsip.selectors.cari import Saringan, dokumen_search
from sitamu import servers
from sitamu.inti.models import Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from tests import database

KECIL: Final = 10_000
SEDANG: Final = 100_000
BESAR: Final = 1_000_000
PER_ORANG: Final = 60
PER_UNIT: Final = 20
ROUNDS: Final = 9
PER_ROUND: Final = 3
QUESTIONS: Final = 15
LADDER: Final = {
    "arsip satu orang": 1.5,
    "cari di unit": 1.5,
    "cari nama di unit": 1.5,
    "cari NIP": 1.3,
}

# Unit 0 is the root, 1 an OPD of five units with 20 people each, 2 holds all other units. Everybody
# has 60 papers with words: some in every paper, some in one of 50, some in one of 3,000.
FILL: Final = Template("""
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO inti_unitkerja (id, nama, nama_kunci, jenis, induk_id, jalur, alamat, kecamatan,
    kode_pos, zona_waktu, hari_kerja_per_minggu)
SELECT md5('unit' || i)::uuid, 'Unit Contoh ' || i, 'unit contoh ' || i, 'UNIT',
    CASE WHEN i > 0 THEN md5('unit' || CASE WHEN i <= 2 THEN 0 WHEN i <= 7 THEN 1 ELSE 2 END)::uuid
    END,
    '0001.' || CASE WHEN i = 0 THEN '' WHEN i <= 2 THEN lpad(i::text, 4, '0') || '.'
        ELSE CASE WHEN i <= 7 THEN '0001.' ELSE '0002.' END || lpad(i::text, 4, '0') || '.' END,
    '', '', '', 'Asia/Makassar', 5
FROM generate_series(0, 3 + ($orang - 1) / $per_unit) i ORDER BY i;

CREATE TEMP TABLE orang ON COMMIT DROP AS
SELECT i, md5('orang' || i)::uuid AS id, md5('unit' || 3 + i / $per_unit)::uuid AS unit_id,
    (ARRAY['siti', 'budi', 'andi', 'nur', 'sri', 'dewi', 'agus', 'rina', 'hadi', 'wati', 'joko',
        'ayu', 'made', 'putu', 'lina', 'heru', 'tuti', 'rudi', 'yuni', 'eko'])[1 + i % 20] || ' '
    || (ARRAY['amin', 'surya', 'wira', 'prat', 'handa', 'kusu', 'raha', 'sapu', 'wija', 'hasa'])
        [1 + i / 20 % 10]
    || (ARRAY['ah', 'ma', 'wan', 'ama', 'yani', 'mawa', 'yu', 'tra', 'ya', 'nudin'])
        [1 + i / 200 % 10]
    || ' ' || substr(translate(md5('nama' || i), '0123456789', 'aiueoaiueo'), 1, 6) AS nama
FROM generate_series(0, $orang - 1) i;

INSERT INTO inti_pegawai (id, nip, nama, nama_kunci, gelar_depan, gelar_belakang, jenis, kedudukan)
SELECT id, to_char(date '1966-01-01' + i * 13 % 12000, 'YYYYMMDD')
    || to_char(1990 + i % 30, 'FM0000') || '03' || i % 2 + 1
    || lpad((i / 12000 * 100 + i % 100)::text, 3, '0'),
    initcap(nama), nama, '', '', 'PNS', 'AKTIF'
FROM orang;
INSERT INTO inti_penempatan (pegawai_id, unit_id, mulai)
SELECT id, unit_id, '2015-01-01' FROM orang;

-- The index is filled in one statement at the end instead of row by row.
ALTER TABLE arsip_dokumen DISABLE TRIGGER indeks_dokumen;
ALTER TABLE arsip_teksversi DISABLE TRIGGER indeks_teks;

INSERT INTO arsip_jenisdokumen (kode, nama, petunjuk, bukti, banyak, tahunan, internal, foto,
    bermasa, urutan, berlaku_mulai, dasar_hukum)
SELECT 'CONTOH_' || k, (ARRAY['SK kenaikan pangkat', 'SK jabatan', 'Sertifikat pelatihan', 'Ijazah',
    'Surat tugas', 'SKP tahunan'])[1 + k % 6] || ' ' || k, '', 'SURAT', true, false, false, false,
    false, 500 + k, '2020-01-01', 'contoh'
FROM generate_series(1, 20) k;
INSERT INTO arsip_ketentuanjenis (jenis_id, berlaku_mulai, kerahasiaan, atasan, kelas_retensi,
    siasn_dok_id, pdf_maks_byte, dasar_hukum)
SELECT kode, berlaku_mulai, 'TERBATAS', false, '', '', 5242880, dasar_hukum
FROM arsip_jenisdokumen WHERE kode LIKE 'CONTOH%';

CREATE TEMP TABLE kertas ON COMMIT DROP AS
SELECT n, md5('dokumen' || n)::uuid AS id, md5('versi' || n)::uuid AS versi_id,
    md5('orang' || n / $per_orang)::uuid AS pegawai_id, 'CONTOH_' || 1 + n % 20 AS jenis_id,
    (2000 + n % 25)::text
        || CASE WHEN n % $per_orang >= 20 THEN '-' || n % $per_orang / 20 ELSE '' END AS kunci,
    timestamptz '2016-01-01' + n * 7919 % 5000000 * interval '1 minute' AS pada
FROM generate_series(0::bigint, $dokumen - 1) n;

INSERT INTO arsip_dokumen (id, pegawai_id, jenis_id, kunci)
SELECT id, pegawai_id, jenis_id, kunci FROM kertas;
INSERT INTO arsip_versidokumen (id, dokumen_id, nomor, status, sumber, alasan, nama_asli, mime,
    ukuran_byte, sha256, kunci_simpan, masukan, halaman, gambar_siap, bertanda_tangan, percobaan,
    sha256_masuk, pindai, pada)
SELECT versi_id, id, 1, 'SIAP', 'IMPOR', '', 'contoh.pdf', 'application/pdf', 100000,
    md5(id::text) || md5(versi_id::text), id::text, '[]', 1, true, false, 0,
    '', 'TIDAK', pada
FROM kertas;
UPDATE arsip_dokumen d SET versi_kini_id = k.versi_id FROM kertas k WHERE k.id = d.id;
INSERT INTO arsip_teksversi (versi_id, asal, teks, dibaca_pada, percobaan)
SELECT versi_id, 'OCR', 'PEMERINTAH KABUPATEN CONTOH KEPUTUSAN BUPATI NOMOR ' || n % 997 || '/'
    || n || '/BKPSDM/' || 2000 + n % 25 || ' TENTANG '
    || (SELECT string_agg(substr(translate(md5('umum' || (n * k * 31 + n) % 50),
        '0123456789', 'aiueoaiueo'), 1, 7), ' ') FROM generate_series(1, 3) k) || ' '
    || (SELECT string_agg(substr(translate(md5('jarang' || (n * k * 7907 + n) % 3000),
        '0123456789', 'aiueoaiueo'), 1, 9), ' ') FROM generate_series(1, 6) k), pada, 0
FROM kertas;
CREATE TEMP TABLE gin ON COMMIT DROP AS
SELECT indexname, indexdef FROM pg_indexes
WHERE tablename = 'arsip_indeksdokumen' AND indexdef LIKE '% USING gin %';
DO $$$$ DECLARE one record; BEGIN
    FOR one IN SELECT * FROM gin LOOP EXECUTE format('DROP INDEX %I', one.indexname); END LOOP;
    PERFORM arsip_indeks_tulis(ARRAY(SELECT id FROM kertas));
    SET LOCAL maintenance_work_mem = '512MB';
    FOR one IN SELECT * FROM gin LOOP EXECUTE one.indexdef; END LOOP;
END $$$$;
ALTER TABLE arsip_dokumen ENABLE TRIGGER indeks_dokumen;
ALTER TABLE arsip_teksversi ENABLE TRIGGER indeks_teks;

INSERT INTO inti_pengguna (id, password, is_superuser, nama_masuk, nama, email, is_active, is_staff)
SELECT md5(nama)::uuid, '', false, nama, initcap(nama), '', true, false
FROM unnest(ARRAY['operator', 'arsiparis']) nama;
INSERT INTO inti_pemberianhak (pengguna_id, hak, unit_id, peran, mulai, dasar)
VALUES (md5('operator')::uuid, 'ARSIP_VIEW', md5('unit1')::uuid, '', '2020-01-01', 'SK Contoh'),
    (md5('arsiparis')::uuid, 'ARSIP_VIEW', md5('unit0')::uuid, '', '2020-01-01', 'SK Contoh');
""")


def main() -> None:
    """Measure and write the result."""
    started = servers.ensure(durable=False)
    big = BESAR if alat.besar() else SEDANG
    try:
        ladder = {KECIL: _filled(KECIL), big: _filled(big)}
        seconds = _ladder(ladder)
        ukuran = [
            alat.Ukuran(
                f"{name}: {big} : {KECIL} dokumen",
                round(seconds[big][name] / seconds[KECIL][name], 2),
                batas,
            )
            for name, batas in LADDER.items()
        ]
        rincian: dict[str, Any] = {"detik": seconds}
        if alat.besar():
            database._use(ladder[big])
            searched = _search()
            ukuran += [
                alat.Ukuran(
                    "p95 cari : pindai berurutan",
                    round(searched["cari"] / searched["urut"], 3),
                    0.1,
                ),
                alat.Ukuran(
                    "p95 salah ketik : pindai berurutan",
                    round(searched["mirip"] / searched["urut_mirip"], 3),
                    0.2,
                ),
                alat.Ukuran(
                    "p95 salah ketik, seluruhnya : pindai berurutan",
                    round(searched["mirip_seluruhnya"] / searched["urut_mirip"], 3),
                    0.2,
                ),
            ]
            rincian["cari_detik"] = searched
        alat.simpan("arsip", ukuran, **rincian)
    finally:
        connections.close_all()
        if started:
            servers.stop(only_when_idle=True)


def _ladder(ladder: dict[int, str]) -> dict[int, dict[str, float]]:
    """Median seconds of each page in each database; the databases take turns."""
    measured: dict[int, dict[str, list[float]]] = {
        size: {name: [] for name in LADDER} for size in ladder
    }
    for turn in range(ROUNDS):
        for size in list(ladder)[:: 1 if turn % 2 else -1]:
            database._use(ladder[size])
            for name, action in _pages().items():
                action()
                for _ in range(PER_ROUND):
                    begin = time.perf_counter()
                    action()
                    measured[size][name].append(time.perf_counter() - begin)
    return {
        size: {name: median(values) for name, values in rows.items()}
        for size, rows in measured.items()
    }


def _pages() -> dict[str, Callable[[], object]]:
    """What an operator of 100 people opens: names as in `LADDER`."""
    user = Pengguna.objects.get(nama_masuk="operator")
    unit = UnitKerja.objects.get(nama="Unit Contoh 1")
    pegawai = Pegawai.objects.filter(penempatan__unit__induk=unit).order_by("pk")[0]
    one = partial(_get, user, reverse("arsip:arsip-pegawai", args=[pegawai.pk]))
    search = partial(_get, user, reverse("arsip:cari"))
    return {
        "arsip satu orang": one,
        "cari di unit": partial(search, cari="sk kenaikan pangkat", unit=str(unit.pk)),
        "cari nama di unit": partial(search, cari=pegawai.nama),
        "cari NIP": partial(search, cari=pegawai.nip or ""),
    }


def _get(user: Pengguna, page: str, **query: str) -> HttpResponse:
    request = RequestFactory().get(page, query)
    request.user = user
    request.hak = frozenset({Hak.ARSIP_VIEW})  # type: ignore[attr-defined]
    match = resolve(page)
    answer: HttpResponse = match.func(request, **match.kwargs)
    if answer.status_code != 200 or b"Tidak ada dokumen" in answer.content:
        raise SystemExit(f"{page} {query}: tidak seperti yang diminta")
    return answer


def _search() -> dict[str, float]:
    """95th percentiles of an archivist's searches over everything, and of reading all rows.

    `cari`, `mirip`: what looks into the index, as in the reading of all rows; `..._seluruhnya`:
    with permissions, versions and snippets.
    """
    user = Pengguna.objects.get(nama_masuk="arsiparis")
    today = timezone.localdate()
    people = list(Pegawai.objects.order_by("pk").values_list("nama", flat=True)[:QUESTIONS])
    texts = list(TeksVersi.objects.order_by("pk").values_list("teks", flat=True)[:QUESTIONS])
    plain = [
        question
        for nama, teks in zip(people, texts, strict=True)
        for question in (
            nama,
            f"{' '.join(nama.split()[:2])} sk jabatan",
            teks.split(" NOMOR ")[1].split(" ")[0],
            " ".join(teks.split()[-2:]),
            teks.split()[-7],
            nama[3:9],
        )
    ]
    typed = [f"{nama[:-2]}{nama[-1]}{nama[-2]}q" for nama in people]

    def ask(question: str) -> tuple[float, float]:
        index = _Index()
        begin = time.perf_counter()
        with connection.execute_wrapper(index):
            dokumen_search(user, pertanyaan_of(question), Saringan(), today=today)
        return index.seconds, time.perf_counter() - begin

    ask(plain[0])
    found, alike = [ask(q) for q in plain], [ask(q) for q in typed]
    words = "vektor @@ plainto_tsquery('indonesian', %s)"
    return {
        "cari": _p95([index for index, _ in found]),
        "cari_seluruhnya": _p95([whole for _, whole in found]),
        "mirip": _p95([index for index, _ in alike]),
        "mirip_seluruhnya": _p95([whole for _, whole in alike]),
        "urut": _p95([_sequential(words, q) for q in plain[:9]]),
        "urut_mirip": _sequential("word_similarity(%s, kata) > 0.5", typed[0]),
    }


class _Index:
    """Adds up the time of the statements that look into the index of the search."""

    seconds = 0.0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        begin = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            if "arsip_indeksdokumen" in sql:
                self.seconds += time.perf_counter() - begin


def _sequential(condition: str, question: str) -> float:
    """Seconds of the same question without any index."""
    with transaction.atomic(), connection.cursor() as cursor:
        for way in ("indexscan", "indexonlyscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        begin = time.perf_counter()
        cursor.execute(
            f"SELECT dokumen_id FROM arsip_indeksdokumen WHERE {condition} "
            "ORDER BY pada DESC, dokumen_id DESC LIMIT 20",
            [question],
        )
        cursor.fetchall()
        return time.perf_counter() - begin


def _p95(seconds: list[float]) -> float:
    return round(quantiles(seconds, n=20)[-1], 4)


def _filled(dokumen: int) -> str:
    """Name of the filled database, made first when there is none for this code."""
    shape = hashlib.sha256(f"{database._shape()}{FILL.template}".encode()).hexdigest()
    name = f"bench_arsip_{dokumen}_{shape[:12]}"
    for (old,) in database._execute(
        f"SELECT datname FROM pg_database WHERE datname LIKE 'bench\\_arsip\\_{dokumen}\\_%'"
    ):
        if old == name:
            return name
        database._drop(old)
    with database._locked():
        template = database._template()
    draft = f"{name}_baru"
    database._clone(template, draft)
    database._use(draft)
    with connections["pemilik"].cursor() as cursor:
        cursor.execute(
            FILL.substitute(
                dokumen=dokumen,
                orang=-(-dokumen // PER_ORANG),
                per_orang=PER_ORANG,
                per_unit=PER_UNIT,
            )
        )
        cursor.execute("VACUUM ANALYZE")
    database._use("postgres")
    database._execute("ALTER DATABASE {} RENAME TO {}", draft, name)
    return name


if __name__ == "__main__":
    main()
