"""The desk with ten thousand proposals beside one with many more: 100,000, or in the long form
1,000,000, and 300 officers at work. Queue, filters, searches, counters and the next case, as a
verifikator of the whole office and as one of a single OPD.

Units and officers are the same in both; people and open cases grow with the proposals (one in ten
is open). Each database is made in SQL from the template of the tests and kept beside it until a
migration or this file changes.
"""

import hashlib
import os
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from string import Template
from typing import Any, Final

from bench import alat

os.environ["DJANGO_SETTINGS_MODULE"] = "sitamu.settings.test"
os.environ["SITAMU_STATE"] = str(alat.CHECKOUT / ".sitamu-test")

import django

django.setup()

from django.db import connection, connections, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from kepegawaian.models import Usulan
from kepegawaian.services.usulan import usulan_release, usulan_take_next
from sitamu import servers
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from tests import database

KECIL: Final = 10_000
SEDANG: Final = 100_000
BESAR: Final = 1_000_000
ROUNDS: Final = 9
PER_ROUND: Final = 3
BATAS: Final = 1.3
KUERI_PUTUSAN: Final = 25

# 60 OPD with 8 units each, one person in seven in the first; a person has ten proposals, of which
# one is open. Nine of ten open cases are younger than two weeks, four of ten that are being
# checked are in nobody's hand. Eight services, and a hundred cases of one officer: the pages that
# are measured are full in both, so that rows drawn make no difference.
FILL: Final = Template("""
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO inti_unitkerja (id, nama, nama_kunci, jenis, induk_id, jalur, alamat, kecamatan,
    kode_pos, zona_waktu, hari_kerja_per_minggu)
SELECT md5('unit' || i)::uuid, 'Unit Contoh ' || i, 'unit contoh ' || i, 'UNIT',
    CASE WHEN i > 0 THEN md5('unit' || CASE WHEN i <= 60 THEN 0 ELSE 1 + (i - 61) / 8 END)::uuid
    END,
    '0001.' || CASE WHEN i = 0 THEN '' WHEN i <= 60 THEN lpad(i::text, 4, '0') || '.'
        ELSE lpad((1 + (i - 61) / 8)::text, 4, '0') || '.' || lpad(i::text, 4, '0') || '.' END,
    '', '', '', 'Asia/Makassar', 5
FROM generate_series(0, 540) i ORDER BY i;

CREATE TEMP TABLE orang ON COMMIT DROP AS
SELECT i, md5('orang' || i)::uuid AS id,
    md5('unit' || 61 + CASE WHEN i % 7 = 0 THEN i / 7 % 8 ELSE i % 480 END)::uuid AS unit_id,
    (ARRAY['siti', 'budi', 'andi', 'nur', 'sri', 'dewi', 'agus', 'rina', 'hadi', 'wati', 'joko',
        'ayu', 'made', 'putu', 'lina', 'heru', 'tuti', 'rudi', 'yuni', 'eko'])[1 + i % 20] || ' '
    || substr(translate(md5('a' || i), '0123456789', 'aiueoaiueo'), 1, 6) || ' '
    || substr(translate(md5('b' || i), '0123456789', 'aiueoaiueo'), 1, 6) AS nama
FROM generate_series(0, $usulan / 10 - 1) i;
INSERT INTO inti_pegawai (id, nip, nama, nama_kunci, gelar_depan, gelar_belakang, jenis, kedudukan)
SELECT id, to_char(date '1966-01-01' + i * 13 % 12000, 'YYYYMMDD')
    || to_char(1990 + i % 30, 'FM0000') || '03' || i % 2 + 1
    || lpad((i / 12000 * 100 + i % 100)::text, 3, '0'),
    initcap(nama), nama, '', '', 'PNS', 'AKTIF'
FROM orang;

INSERT INTO inti_pengguna (id, password, is_superuser, nama_masuk, nama, email, is_active, is_staff)
SELECT md5('petugas' || i)::uuid, '', false, 'petugas' || i, 'Petugas ' || i, '', true, false
FROM generate_series(0, 299) i;
INSERT INTO inti_pemberianhak (pengguna_id, hak, unit_id, peran, mulai, dasar)
SELECT md5('petugas' || i)::uuid, hak,
    md5('unit' || CASE WHEN i % 3 = 0 THEN 0 ELSE 1 + i % 60 END)::uuid, '', '2020-01-01', 'SK'
FROM generate_series(0, 299) i, unnest(ARRAY['USULAN_VIEW', 'USULAN_VERIFY']) hak;

CREATE TEMP TABLE versi ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY layanan_id, berlaku_mulai) - 1 AS nomor, id, layanan_id,
    keluarga, janji_hari_kerja,
    (SELECT id FROM kepegawaian_syarat s WHERE s.versi_layanan_id = v.id LIMIT 1) AS syarat_id
FROM kepegawaian_versilayanan v
WHERE EXISTS (SELECT FROM kepegawaian_syarat s WHERE s.versi_layanan_id = v.id)
    AND NOT EXISTS (SELECT FROM kepegawaian_versilayanan w
        WHERE w.layanan_id = v.layanan_id AND w.berlaku_mulai > v.berlaku_mulai);

CREATE TEMP TABLE kasus ON COMMIT DROP AS
SELECT n, md5('usulan' || n)::uuid AS id, o.id AS pegawai_id, o.unit_id, v.id AS versi_id,
    v.layanan_id, v.keluarga, v.syarat_id, n % 10 = 0 AS buka,
    CASE WHEN n % 10 > 0 THEN (ARRAY['TERBIT', 'TERBIT', 'TERBIT', 'DITOLAK', 'DIBATALKAN'])
            [1 + n % 5]
        ELSE (ARRAY['DIPERIKSA', 'DIPERIKSA', 'DIPERIKSA', 'DIPERIKSA', 'DIPERIKSA', 'DI_BKN',
            'PERLU_DIPERBAIKI', 'TERVERIFIKASI', 'SIAP_TTD', 'DIPERIKSA'])[1 + n / 10 % 10]
    END AS status,
    CASE WHEN n % 10 > 0 THEN now() - interval '30 days' - n::float8 / $usulan * interval '9 years'
        WHEN n % 100 = 0 THEN now() - interval '15 days' - n % 977 * interval '1 minute'
        ELSE now() - n * 7919 % 20000 * interval '1 minute' END AS tiba
FROM generate_series(0::bigint, $usulan - 1) n
JOIN orang o ON o.i = n / 10
JOIN versi v ON v.nomor = n % 8;

INSERT INTO kepegawaian_usulan (id, nomor, layanan_id, versi_layanan_id, pegawai_id, unit_kerja_id,
    keluarga, status, kembali_ke, pemeriksa_id, isian, rincian, dibuat_oleh_id, diajukan_pada,
    tiba_pada, terbit_pada, tenggat_tanggal)
SELECT id, 'USL-' || lpad(upper(to_hex(n)), 6, '0'), layanan_id, versi_id, pegawai_id, unit_id,
    keluarga, status, '',
    CASE WHEN n < 1000 THEN md5('petugas0')::uuid
        WHEN status = 'DIPERIKSA' AND abs(hashtext('bebas' || n)) % 10 < 4 THEN NULL
        ELSE md5('petugas' || abs(hashtext('oleh' || n)) % 300)::uuid END,
    '{}', '{}', md5('petugas0')::uuid, tiba, tiba, CASE WHEN status = 'TERBIT' THEN tiba END,
    CASE WHEN status IN ('DIPERIKSA', 'TERVERIFIKASI', 'SIAP_TTD') THEN tiba::date + 11 END
FROM kasus;
INSERT INTO kepegawaian_butirusulan (id, usulan_id, syarat_id, kunci, nama, urutan, verdict,
    alasan, catatan)
SELECT gen_random_uuid(), id, syarat_id, k::text, 'Berkas ' || k, k,
    CASE WHEN (n + k) % 3 = 0 THEN 'SESUAI' ELSE 'BELUM' END, '', ''
FROM kasus, generate_series(1, CASE WHEN buka THEN 6 ELSE 1 END) k;
INSERT INTO kepegawaian_intervalusulan (id, usulan_id, berjalan, sebab, mulai_pada, selesai_pada)
SELECT gen_random_uuid(), id, status NOT IN ('DI_BKN', 'PERLU_DIPERBAIKI'), '', tiba,
    CASE WHEN buka THEN NULL ELSE tiba + interval '5 days' END
FROM kasus;
INSERT INTO kepegawaian_riwayatusulan (id, usulan_id, urut, action, dari, ke, oleh_id, sebagai,
    pada, catatan, rincian)
SELECT gen_random_uuid(), id, k, CASE k WHEN 1 THEN 'SUBMIT_DIRECT' ELSE 'TAKE' END, 'DRAF', status,
    md5('petugas0')::uuid, 'Verifikator BKPSDM', tiba, '', '{}'
FROM kasus, generate_series(1, 2) k;
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
                f"{name}: {big} : {KECIL} usulan",
                round(seconds[big][name] / seconds[KECIL][name], 2),
                BATAS,
            )
            for name in seconds[big]
        ]
        database._use(ladder[big])
        user = Pengguna.objects.get(nama_masuk="petugas0")
        ukuran.append(alat.Ukuran("kueri satu pengambilan", _queries(user), KUERI_PUTUSAN))
        rincian: dict[str, Any] = {"detik": seconds, "usulan": Usulan.objects.count()}
        alat.simpan("antrean", ukuran, **rincian)
    finally:
        connections.close_all()
        if started:
            servers.stop(only_when_idle=True)


def _ladder(ladder: dict[int, str]) -> dict[int, dict[str, float]]:
    """Median seconds of each page in each database; the databases take turns."""
    measured: dict[int, dict[str, list[float]]] = {size: {} for size in ladder}
    for turn in range(ROUNDS):
        for size in list(ladder)[:: 1 if turn % 2 else -1]:
            database._use(ladder[size])
            for name, action in _pages().items():
                action()
                for _ in range(PER_ROUND):
                    begin = time.perf_counter()
                    action()
                    took = time.perf_counter() - begin
                    measured[size].setdefault(name, []).append(took)
    return {
        size: {name: median(values) for name, values in rows.items()}
        for size, rows in measured.items()
    }


def _pages() -> dict[str, Callable[[], object]]:
    """What a verifikator opens all day; `opd`: one whose office is a single OPD."""
    whole = Pengguna.objects.get(nama_masuk="petugas0")
    opd = Pengguna.objects.get(nama_masuk="petugas1")
    usulan = Usulan.objects.select_related("pegawai", "unit_kerja").get(nomor="USL-0000C8")
    page = partial(_get, whole)
    return {
        "antrean": page,
        "antrean satu OPD": partial(_get, opd),
        "milik saya": partial(page, milik="saya"),
        "belum diambil": partial(page, milik="bebas"),
        "lewat batas": partial(page, batas="lewat", urut="sisa"),
        "layanan dan keadaan": partial(
            page, layanan=usulan.layanan_id, status=usulan.status, urut="sisa"
        ),
        "OPD": partial(page, unit=str(usulan.unit_kerja.induk_id)),
        "cari nama": partial(page, cari=usulan.pegawai.nama),
        "cari nama umum": partial(page, cari="siti"),
        "cari NIP": partial(page, cari=usulan.pegawai.nip or ""),
        "cari nomor": partial(page, cari=usulan.nomor),
        "ambil berikutnya": partial(_take, whole),
    }


def _get(user: Pengguna, **query: str) -> None:
    address = reverse("kepegawaian:antrean")
    request = RequestFactory().get(address, query)
    request.user = user
    request.session = {}  # type: ignore[assignment]
    request.hak = frozenset({Hak.USULAN_VERIFY})  # type: ignore[attr-defined]
    answer = resolve(address).func(request)
    if answer.status_code != 200 or b"Antrean kosong" in answer.content:
        raise SystemExit(f"{query}: tidak seperti yang diminta")


def _take(user: Pengguna) -> None:
    """The next case taken and put back: both moves, then nothing of it is kept."""
    with transaction.atomic():
        usulan = usulan_take_next(actor=user, now=timezone.now())
        if usulan is None:
            raise SystemExit("tidak ada yang dapat diambil")
        usulan_release(usulan_id=usulan.pk, actor=user, now=timezone.now())
        transaction.set_rollback(True)


def _queries(user: Pengguna) -> int:
    with transaction.atomic(), CaptureQueriesContext(connection) as seen:
        usulan_take_next(actor=user, now=timezone.now())
        transaction.set_rollback(True)
    return len(seen)


def _filled(usulan: int) -> str:
    """Name of the filled database, made first when there is none for this code."""
    shape = hashlib.sha256(f"{database._shape()}{FILL.template}".encode()).hexdigest()
    name = f"bench_antrean_{usulan}_{shape[:12]}"
    for (old,) in database._execute(
        f"SELECT datname FROM pg_database WHERE datname LIKE 'bench\\_antrean\\_{usulan}\\_%'"
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
        cursor.execute(FILL.substitute(usulan=usulan))
        cursor.execute("VACUUM ANALYZE")
    database._use("postgres")
    database._execute("ALTER DATABASE {} RENAME TO {}", draft, name)
    return name


if __name__ == "__main__":
    main()
