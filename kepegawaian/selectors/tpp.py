"""Facts of the record that a month of TPP asks of everybody, as SQL for one set-based query.

One row a person who had a place in the month: `id, nomor, nama, jenis, unit_id, zona, golongan,
kelas, jabatan_id, rekening` (whether a bank account is known) and `hukdis` (kinds of punishment in
force on the deciding day). Parameters: `awal`, `akhir` (first day of the month and of the next),
`penentu` (the day that decides post and unit).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from kepegawaian.models import Profil, RiwayatJabatan

ORANG_TPP_SQL: Final = """
SELECT p.id, COALESCE(p.nip, p.nomor_induk) AS nomor, p.nama, p.jenis, t.unit_id,
    u.zona_waktu AS zona, g.golongan, j.kelas, j.jabatan_id, f.rekening IS NOT NULL AS rekening,
    h.hukdis
FROM inti_pegawai p
JOIN LATERAL (
    SELECT unit_id FROM inti_penempatan WHERE pegawai_id = p.id AND mulai < %(akhir)s
        AND COALESCE(sampai, 'infinity') >= %(awal)s
    ORDER BY (mulai <= %(penentu)s AND COALESCE(sampai, 'infinity') >= %(penentu)s) DESC, mulai DESC
    LIMIT 1
) t ON true
JOIN inti_unitkerja u ON u.id = t.unit_id
LEFT JOIN kepegawaian_profil f ON f.pegawai_id = p.id
LEFT JOIN LATERAL (
    SELECT golongan FROM kepegawaian_riwayatgolongan WHERE pegawai_id = p.id AND tmt < %(akhir)s
    ORDER BY (tmt <= %(penentu)s) DESC, tmt DESC LIMIT 1
) g ON true
LEFT JOIN LATERAL (
    SELECT kelas, jabatan_id FROM kepegawaian_riwayatjabatan
    WHERE pegawai_id = p.id AND tmt < %(akhir)s
    ORDER BY (tmt <= %(penentu)s) DESC, CASE WHEN tmt <= %(penentu)s THEN tmt END DESC, tmt
    LIMIT 1
) j ON true
LEFT JOIN (
    SELECT pegawai_id, string_agg(jenis, '; ' ORDER BY tmt) AS hukdis
    FROM kepegawaian_riwayathukdis
    WHERE tmt <= %(penentu)s AND COALESCE(akhir, 'infinity') > %(penentu)s GROUP BY pegawai_id
) h ON h.pegawai_id = p.id
WHERE p.kedudukan IN ('AKTIF', 'TUGAS_BELAJAR', 'CLTN')
"""


def jabatan_segments(*, awal: date, akhir: date) -> dict[UUID, list[tuple[Any, ...]]]:
    """Posts begun inside the month, with the one held on its first day before them.

    By person: rows of (tmt, class, post, unit), oldest first. `akhir`: first day of the next month.
    """
    moved = RiwayatJabatan.objects.filter(tmt__gt=awal, tmt__lt=akhir).values("pegawai_id")
    rows = (
        RiwayatJabatan.objects.filter(pegawai_id__in=moved, tmt__lt=akhir)
        .order_by("pegawai_id", "tmt")
        .values_list("pegawai_id", "tmt", "kelas", "jabatan_id", "unit_id")
    )
    found: dict[UUID, list[tuple[Any, ...]]] = {}
    for pegawai_id, tmt, *rest in rows:
        parts = found.setdefault(pegawai_id, [])
        if parts and tmt <= awal:
            parts.clear()
        parts.append((tmt, *rest))
    return found


def rekening_of(pegawai_ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Bank and account by person, opened for the bank file; who has none is not there."""
    rows = Profil.objects.filter(pegawai_id__in=list(pegawai_ids), rekening__isnull=False).only(
        "pegawai_id", "nama_bank", "rekening"
    )
    return {row.pegawai_id: (row.nama_bank, row.rekening or "") for row in rows}
