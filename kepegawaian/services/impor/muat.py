"""Set-based writing where a plain upsert is not enough: what follows from dates.

Each function fills one temporary table and returns how many records it added or changed; doing
it twice changes nothing the second time.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.backends.utils import CursorWrapper

from kepegawaian.models import Profil, RahasiaMuatan, RiwayatGolongan, RiwayatJabatan
from sitamu.inti.models import HubunganAtasan, Penempatan
from sitamu.inti.salin import temporary_copy

Rows = Sequence[Sequence[Any]]


def _run(cursor: CursorWrapper, *statements: str, **values: Any) -> int:
    changed = 0
    for statement in statements:
        cursor.execute(statement, values)
        changed += cursor.rowcount
    return changed


def secrets_keep(cursor: CursorWrapper, rows: Sequence[tuple[str, str, bytes]]) -> None:
    """Before secrets of known people are replaced: keep what they were, so that it can be undone.

    `rows`: (pegawai_id, column, new ciphertext). What earlier loads kept of the same secret is
    emptied: one step back, no more.
    """
    if not rows:
        return
    columns = ("profil_id", "kolom", "sesudah")
    with temporary_copy(cursor, "ganti_rahasia", RahasiaMuatan, columns, rows):
        cursor.execute(
            """
            UPDATE kepegawaian_rahasiamuatan r SET sebelum = NULL, sesudah = ''
            FROM ganti_rahasia b WHERE r.profil_id = b.profil_id AND r.kolom = b.kolom
            """
        )
        cursor.execute(
            """
            INSERT INTO kepegawaian_rahasiamuatan (profil_id, kolom, sebelum, sesudah)
            SELECT b.profil_id, b.kolom, CASE b.kolom WHEN 'nik' THEN p.nik WHEN 'npwp' THEN p.npwp
                   WHEN 'bpjs' THEN p.bpjs ELSE p.rekening END, b.sesudah
            FROM ganti_rahasia b JOIN kepegawaian_profil p ON p.pegawai_id = b.profil_id
            """
        )


def golongan_detail_prepare(cursor: CursorWrapper, rows: Rows) -> int:
    """Before a detailed list enters: it takes the place of rows known only from the main list.

    `rows`: (pegawai_id, golongan, tmt). A row without SK and kind came from the main list; where
    the detailed list knows the same golongan from another day, that row goes (the trail keeps it).
    """
    cursor.execute(
        "SELECT EXISTS (SELECT FROM kepegawaian_riwayatgolongan"
        " WHERE nomor_sk = '' AND jenis_kp = '')"
    )
    if not cursor.fetchone()[0]:
        return 0
    with temporary_copy(
        cursor, "rinci_golongan", RiwayatGolongan, ("pegawai_id", "golongan", "tmt"), rows
    ):
        return _run(
            cursor,
            """
            DELETE FROM kepegawaian_riwayatgolongan g
            WHERE g.nomor_sk = '' AND g.jenis_kp = ''
              AND EXISTS (SELECT FROM rinci_golongan r
                          WHERE r.pegawai_id = g.pegawai_id AND r.golongan = g.golongan)
              AND NOT EXISTS (SELECT FROM rinci_golongan r
                              WHERE r.pegawai_id = g.pegawai_id AND r.golongan = g.golongan
                                AND r.tmt = g.tmt)
            """,
        )


def golongan_summary_write(cursor: CursorWrapper, rows: Rows) -> int:
    """The current golongan as the main list gives it; the detailed list wins over it.

    `rows`: (pegawai_id, golongan, tmt, mkg_tahun, mkg_bulan). Nothing is written when a detailed
    row has the same golongan or a later TMT. A row that came from the main list follows its
    corrections.
    """
    columns = ("pegawai_id", "golongan", "tmt", "mkg_tahun", "mkg_bulan")
    with temporary_copy(cursor, "ringkas_golongan", RiwayatGolongan, columns, rows):
        cursor.execute(
            """
            DELETE FROM ringkas_golongan b
            WHERE EXISTS (SELECT FROM kepegawaian_riwayatgolongan g
                          WHERE g.pegawai_id = b.pegawai_id
                            AND (g.nomor_sk <> '' OR g.jenis_kp <> '')
                            AND (g.golongan = b.golongan OR g.tmt > b.tmt))
            """
        )
        return _run(
            cursor,
            """
            UPDATE kepegawaian_riwayatgolongan g
            SET tmt = b.tmt, mkg_tahun = b.mkg_tahun, mkg_bulan = b.mkg_bulan
            FROM ringkas_golongan b
            WHERE g.pegawai_id = b.pegawai_id AND g.golongan = b.golongan
              AND (g.tmt, g.mkg_tahun, g.mkg_bulan)
                  IS DISTINCT FROM (b.tmt, b.mkg_tahun, b.mkg_bulan)
            """,
            """
            INSERT INTO kepegawaian_riwayatgolongan
                (pegawai_id, golongan, tmt, mkg_tahun, mkg_bulan, nomor_sk, jenis_kp, nomor_pertek)
            SELECT pegawai_id, golongan, tmt, mkg_tahun, mkg_bulan, '', '', ''
            FROM ringkas_golongan b
            WHERE NOT EXISTS (SELECT FROM kepegawaian_riwayatgolongan g
                              WHERE g.pegawai_id = b.pegawai_id AND g.golongan = b.golongan)
            """,
        )


def jabatan_summary_write(cursor: CursorWrapper, rows: Rows) -> int:
    """The current post as the main list gives it. `rows`: (pegawai_id, jabatan_id, unit_id, tmt).

    A row with an SK number came from the detailed list and stays as it is.
    """
    columns = ("pegawai_id", "jabatan_id", "unit_id", "tmt")
    with temporary_copy(cursor, "ringkas_jabatan", RiwayatJabatan, columns, rows):
        return _run(
            cursor,
            """
            INSERT INTO kepegawaian_riwayatjabatan AS j
                (pegawai_id, jabatan_id, unit_id, tmt, nomor_sk)
            SELECT pegawai_id, jabatan_id, unit_id, tmt, '' FROM ringkas_jabatan
            ON CONFLICT (pegawai_id, tmt, jabatan_id) DO UPDATE SET unit_id = EXCLUDED.unit_id
            WHERE j.nomor_sk = '' AND j.unit_id IS DISTINCT FROM EXCLUDED.unit_id
            """,
        )


def kelas_write(cursor: CursorWrapper, rows: Rows, *, only_empty: bool) -> int:
    """Class of the latest post. `rows`: (pegawai_id, kelas).

    `only_empty`: the detailed list of posts is in the same run and its classes win.
    """
    with temporary_copy(cursor, "baru_kelas", RiwayatJabatan, ("pegawai_id", "kelas"), rows):
        return _run(
            cursor,
            """
            UPDATE kepegawaian_riwayatjabatan j SET kelas = b.kelas
            FROM baru_kelas b
            WHERE j.pegawai_id = b.pegawai_id AND j.kelas IS DISTINCT FROM b.kelas
              AND (j.kelas IS NULL OR NOT %(only_empty)s)
              AND NOT EXISTS (SELECT FROM kepegawaian_riwayatjabatan l
                              WHERE l.pegawai_id = j.pegawai_id AND (l.tmt, l.id) > (j.tmt, j.id))
            """,
            only_empty=only_empty,
        )


def bank_write(cursor: CursorWrapper, rows: Rows) -> int:
    """Bank and account of people who have a profile. `rows`: (pegawai_id, nama_bank, rekening).

    None leaves what is there; an account that did not change is None (its ciphertext stays).
    """
    columns = ("pegawai_id", "nama_bank", "rekening")
    with temporary_copy(cursor, "baru_bank", Profil, columns, rows):
        return _run(
            cursor,
            """
            UPDATE kepegawaian_profil p
            SET nama_bank = COALESCE(b.nama_bank, p.nama_bank),
                rekening = COALESCE(b.rekening, p.rekening)
            FROM baru_bank b
            WHERE p.pegawai_id = b.pegawai_id
              AND (COALESCE(b.nama_bank, p.nama_bank) <> p.nama_bank OR b.rekening IS NOT NULL)
            """,
        )


def penempatan_write(cursor: CursorWrapper, rows: Rows) -> int:
    """Where people work now. `rows`: (pegawai_id, unit_id, mulai).

    Another unit from a later day closes the open row the day before and opens a new one. From the
    same or an earlier day it is a correction of the open row, which never reaches back into a
    closed one.
    """
    with temporary_copy(
        cursor, "baru_penempatan", Penempatan, ("pegawai_id", "unit_id", "mulai"), rows
    ):
        return _run(
            cursor,
            """
            UPDATE inti_penempatan p SET sampai = b.mulai - 1
            FROM baru_penempatan b
            WHERE p.pegawai_id = b.pegawai_id AND p.sampai IS NULL
              AND p.unit_id <> b.unit_id AND b.mulai > p.mulai
            """,
            """
            UPDATE inti_penempatan p SET unit_id = b.unit_id, mulai = b.paling_awal
            FROM (SELECT b.pegawai_id, b.unit_id, b.mulai, GREATEST(b.mulai, max(l.sampai) + 1)
                         AS paling_awal
                  FROM baru_penempatan b LEFT JOIN inti_penempatan l ON l.pegawai_id = b.pegawai_id
                  GROUP BY b.pegawai_id, b.unit_id, b.mulai) b
            WHERE p.pegawai_id = b.pegawai_id AND p.sampai IS NULL AND b.paling_awal <= p.mulai
              AND (p.unit_id, p.mulai) IS DISTINCT FROM (b.unit_id, b.paling_awal)
            """,
            """
            INSERT INTO inti_penempatan (pegawai_id, unit_id, mulai)
            SELECT b.pegawai_id, b.unit_id, GREATEST(b.mulai, max(l.sampai) + 1)
            FROM baru_penempatan b LEFT JOIN inti_penempatan l ON l.pegawai_id = b.pegawai_id
            GROUP BY b.pegawai_id, b.unit_id, b.mulai
            HAVING count(*) FILTER (WHERE l.mulai IS NOT NULL AND l.sampai IS NULL) = 0
            """,
        )


def atasan_write(cursor: CursorWrapper, rows: Rows, *, today: date) -> int:
    """Direct superiors. `rows`: (pegawai_id, atasan_id).

    The list has no date: the first superior counts from the day the person came to the unit, a
    change from `today`. A row opened today is corrected in place.
    """
    columns = ("pegawai_id", "atasan_id")
    with temporary_copy(cursor, "baru_atasan", HubunganAtasan, columns, rows):
        return _run(
            cursor,
            """
            UPDATE inti_hubunganatasan h SET atasan_id = b.atasan_id
            FROM baru_atasan b
            WHERE h.pegawai_id = b.pegawai_id AND h.sampai IS NULL
              AND h.atasan_id <> b.atasan_id AND h.mulai >= %(today)s
            """,
            """
            UPDATE inti_hubunganatasan h SET sampai = %(today)s - 1
            FROM baru_atasan b
            WHERE h.pegawai_id = b.pegawai_id AND h.sampai IS NULL AND h.atasan_id <> b.atasan_id
            """,
            """
            INSERT INTO inti_hubunganatasan (pegawai_id, atasan_id, mulai)
            SELECT b.pegawai_id, b.atasan_id,
                   GREATEST(LEAST(p.mulai, %(today)s), max(h.sampai) + 1)
            FROM baru_atasan b
            LEFT JOIN inti_penempatan p ON p.pegawai_id = b.pegawai_id AND p.sampai IS NULL
            LEFT JOIN inti_hubunganatasan h ON h.pegawai_id = b.pegawai_id
            GROUP BY b.pegawai_id, b.atasan_id, p.mulai
            HAVING count(*) FILTER (WHERE h.mulai IS NOT NULL AND h.sampai IS NULL) = 0
            """,
            today=today,
        )
