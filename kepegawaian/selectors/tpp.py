"""Facts of the record that a month of TPP asks of everybody, as SQL for one set-based query.

One row a person who had a place in the month: `id, nomor, nama, jenis, unit_id, zona, golongan,
kelas, jabatan_id, rekening` (whether a bank account is known) and `hukdis` (kinds of punishment in
force on the deciding day). Ids are texts: they only pass through. Parameters: `awal`, `akhir`
(first day of the month and of the next), `penentu` (the day that decides post and unit); `orang`
(ids) where `ORANG_TPP_SQL` is filled in with `{satu}` = `SEBAGIAN`, nothing for everybody.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models.functions import Lower

from kepegawaian.models import Jabatan, Profil, RiwayatJabatan

SEBAGIAN: Final = "AND pegawai_id = ANY(%(orang)s)"
ORANG_TPP_SQL: Final = """
SELECT p.id::text, COALESCE(p.nip, p.nomor_induk) AS nomor, p.nama, p.jenis,
    t.unit_id::text, u.zona_waktu AS zona, g.golongan, j.kelas, j.jabatan_id::text,
    f.rekening IS NOT NULL AS rekening, h.hukdis
FROM inti_pegawai p
JOIN (
    SELECT DISTINCT ON (pegawai_id) pegawai_id, unit_id FROM inti_penempatan
    WHERE mulai < %(akhir)s AND COALESCE(sampai, 'infinity') >= %(awal)s {satu}
    ORDER BY pegawai_id,
        (mulai <= %(penentu)s AND COALESCE(sampai, 'infinity') >= %(penentu)s) DESC, mulai DESC
) t ON t.pegawai_id = p.id
JOIN inti_unitkerja u ON u.id = t.unit_id
LEFT JOIN kepegawaian_profil f ON f.pegawai_id = p.id
LEFT JOIN (
    SELECT DISTINCT ON (pegawai_id) pegawai_id, golongan FROM kepegawaian_riwayatgolongan
    WHERE tmt < %(akhir)s {satu} ORDER BY pegawai_id, (tmt <= %(penentu)s) DESC, tmt DESC
) g ON g.pegawai_id = p.id
LEFT JOIN (
    SELECT DISTINCT ON (pegawai_id) pegawai_id, kelas, jabatan_id FROM kepegawaian_riwayatjabatan
    WHERE tmt < %(akhir)s {satu}
    ORDER BY pegawai_id, (tmt <= %(penentu)s) DESC,
        CASE WHEN tmt <= %(penentu)s THEN tmt END DESC, tmt
) j ON j.pegawai_id = p.id
LEFT JOIN (
    SELECT pegawai_id, string_agg(jenis, '; ' ORDER BY tmt) AS hukdis
    FROM kepegawaian_riwayathukdis
    WHERE tmt <= %(penentu)s AND COALESCE(akhir, 'infinity') > %(penentu)s {satu}
    GROUP BY pegawai_id
) h ON h.pegawai_id = p.id
WHERE p.kedudukan IN ('AKTIF', 'TUGAS_BELAJAR', 'CLTN')
"""


def jabatan_segments(*, awal: date, akhir: date) -> dict[str, list[tuple[Any, ...]]]:
    """Posts begun inside the month, with the one held on its first day before them.

    By person: rows of (tmt, class, post, unit), oldest first. `akhir`: first day of the next month.
    """
    moved = RiwayatJabatan.objects.filter(tmt__gt=awal, tmt__lt=akhir).values("pegawai_id")
    rows = (
        RiwayatJabatan.objects.filter(pegawai_id__in=moved, tmt__lt=akhir)
        .order_by("pegawai_id", "tmt")
        .values_list("pegawai_id", "tmt", "kelas", "jabatan_id", "unit_id")
    )
    found: dict[str, list[tuple[Any, ...]]] = {}
    for pegawai_id, tmt, kelas, jabatan_id, unit_id in rows:
        parts = found.setdefault(str(pegawai_id), [])
        if parts and tmt <= awal:
            parts.clear()
        parts.append((tmt, kelas, str(jabatan_id), str(unit_id)))
    return found


def rekening_of(pegawai_ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Bank and account by person, opened for the bank file; who has none is not there."""
    rows = Profil.objects.filter(pegawai_id__in=list(pegawai_ids), rekening__isnull=False).only(
        "pegawai_id", "nama_bank", "rekening"
    )
    return {row.pegawai_id: (row.nama_bank, row.rekening or "") for row in rows}


def jabatan_by_name(names: Iterable[str]) -> dict[str, UUID]:
    """Posts by their name in small letters; unknown ones are not there."""
    wanted = {name.strip().lower() for name in names} - {""}
    rows = Jabatan.objects.annotate(kecil=Lower("nama")).filter(kecil__in=wanted)
    return dict(rows.values_list("kecil", "pk"))
