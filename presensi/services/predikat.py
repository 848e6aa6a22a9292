"""Ratings of e-Kinerja BKN by workbook: good rows in, refused rows back with their sentences.

Read-only towards the national system: nothing is sent there. Each row carries its source and the
load it came with; yearly ones go on into the personnel record.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kepegawaian.selectors.impor import impor_require
from kepegawaian.services.skp import NilaiSkp, skp_record
from presensi.errors import BertanggalError, PenilaianInvalidError
from presensi.models import Penilaian, PeriodeTpp
from presensi.rules.kinerja_impor import KOLOM, NIP, PERIODE, WAJIB, BarisPredikat, baris_baca
from presensi.rules.kinerja_nilai import JenisPenilaian, Periode, Sumber
from presensi.selectors.tutup import month_closed
from presensi.services.lembar_roster import rows_read, text_of
from presensi.services.tpp import tpp_mark
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pegawai, Pekerjaan, Pengguna, StatusPekerjaan

JENIS_PEKERJAAN: Final = "PREDIKAT_EKINERJA"
BARIS_MAKS: Final = 20_000


@transaction.atomic
def predikat_load(*, actor: Pengguna, isi: bytes, nama: str, now: datetime) -> Pekerjaan:
    """Take a workbook in. What cannot be kept comes back as `hasil["ditolak"]`, row by row.

    The same workbook again changes nothing. Raises NotAllowedError without IMPOR_RUN over all
    units, BertanggalError for what is no such workbook.
    """
    today = timezone.localdate(now)
    impor_require(actor, today=today)
    cells = _table(rows_read(isi, baris=BARIS_MAKS + 50))
    sha = hashlib.sha256(isi).hexdigest()
    good, bad = _judge(cells, today)
    changed = _write(good, actor=actor, rujukan=f"{nama[:120]} {sha[:12]}", now=now)
    return Pekerjaan.objects.create(
        jenis=JENIS_PEKERJAAN,
        status=StatusPekerjaan.SELESAI,
        masukan={"nama": nama[:200], "sha256": sha},
        hasil={"berubah": changed, "ditolak": bad},
        total=len(cells),
        selesai=len(good),
        gagal=len(bad),
        oleh=actor,
        selesai_pada=now,
    )


def predikat_job(actor: Pengguna, job_id: UUID, *, today: date) -> Pekerjaan:
    """One load; raises NotAllowedError, NotFoundError."""
    impor_require(actor, today=today)
    job = Pekerjaan.objects.filter(pk=job_id, jenis=JENIS_PEKERJAAN).first()
    if job is None:
        raise NotFoundError
    return job


def _table(rows: Sequence[Sequence[object]]) -> list[tuple[int, dict[str, str]]]:
    """Row number (as in the workbook) and cells by heading; empty rows left out."""
    names = [[text_of(cell).upper() for cell in row] for row in rows[:20]]
    at = next((n for n, row in enumerate(names) if NIP in row), None)
    if at is None:
        raise BertanggalError("berkas", "Tidak ada baris judul dengan kolom NIP.")
    heading = names[at]
    if missing := sorted(WAJIB - set(heading)):
        raise BertanggalError("berkas", f"Kolom belum ada: {', '.join(missing)}.")
    places = {kolom: heading.index(kolom) for kolom in KOLOM if kolom in heading}
    found = []
    for number, row in enumerate(rows[at + 1 :], at + 2):
        cells = {k: text_of(row[n]) if n < len(row) else "" for k, n in places.items()}
        if any(cells.values()):
            found.append((number, cells))
    if len(found) > BARIS_MAKS:
        raise BertanggalError("berkas", f"Paling banyak {BARIS_MAKS} baris sekali muat.")
    return found


def _judge(
    cells: Sequence[tuple[int, Mapping[str, str]]], today: date
) -> tuple[dict[tuple[UUID, Periode], BarisPredikat], list[dict[str, Any]]]:
    """Rows to keep by person and period; refused ones as they came, with column and sentence."""
    numbers = {row.get(NIP, "").replace(" ", "").replace("'", "") for _, row in cells}
    rows = Pegawai.objects.filter(nip__in=numbers).values_list("nip", "pk")
    people = {nip: pk for nip, pk in rows if nip}
    good: dict[tuple[UUID, Periode], BarisPredikat] = {}
    bad: list[dict[str, Any]] = []
    for number, row in cells:
        try:
            key, read = _one(row, people, today)
            _once(key in good)
        except PenilaianInvalidError as error:
            bad.append(
                {"baris": number, "sel": dict(row), "kolom": error.bidang, "pesan": error.message}
            )
        else:
            good[key] = read
    return good, bad


def _one(
    row: Mapping[str, str], people: Mapping[str, UUID], today: date
) -> tuple[tuple[UUID, Periode], BarisPredikat]:
    read = baris_baca(row, today)
    if read.nip not in people:
        raise PenilaianInvalidError(NIP, "NIP ini tidak ada di daftar pegawai.")
    return (people[read.nip], read.periode), read


def _once(sudah: bool) -> None:  # noqa: FBT001
    if sudah:
        raise PenilaianInvalidError(PERIODE, "Orang dan periode ini sudah ada di atas.")


def _write(
    good: Mapping[tuple[UUID, Periode], BarisPredikat],
    *,
    actor: Pengguna,
    rujukan: str,
    now: datetime,
) -> int:
    """Add and change; returns how many rows are not as they were."""
    people = {pk for pk, _ in good}
    known = {
        (row.pegawai_id, row.jenis, row.tahun, row.urut): row
        for row in Penilaian.objects.select_for_update()
        .filter(pegawai__in=people, sumber=Sumber.EKINERJA)
        .order_by("pk")
    }
    changed: list[Penilaian] = []
    for (pegawai_id, periode), read in good.items():
        said = (
            read.hasil_kerja.value if read.hasil_kerja else "",
            read.perilaku.value if read.perilaku else "",
            read.predikat.value,
        )
        before = known.get((pegawai_id, periode.jenis.value, periode.tahun, periode.urut))
        if before and (before.hasil_kerja, before.perilaku, before.predikat) == said:
            continue
        row = before or Penilaian(
            pegawai_id=pegawai_id, jenis=periode.jenis, tahun=periode.tahun, urut=periode.urut
        )
        row.hasil_kerja, row.perilaku, row.predikat = said
        row.sumber, row.rujukan = Sumber.EKINERJA.value, rujukan
        row.oleh, row.ditetapkan_pada = actor, now
        changed.append(row)
    Penilaian.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["pegawai", "jenis", "tahun", "urut", "sumber"],
        update_fields=[
            "hasil_kerja",
            "perilaku",
            "predikat",
            "rujukan",
            "oleh",
            "ditetapkan_pada",
        ],
    )
    skp_record(
        [
            NilaiSkp(
                pegawai_id=row.pegawai_id,
                tahun=row.tahun,
                predikat=row.predikat,
                hasil_kerja=row.get_hasil_kerja_display() if row.hasil_kerja else "",
                perilaku_kerja=row.get_perilaku_display() if row.perilaku else "",
            )
            for row in changed
            if row.jenis == JenisPenilaian.TAHUNAN
        ]
    )
    _recompute(good, {row.pegawai_id for row in changed})
    return len(changed)


def _recompute(good: Mapping[tuple[UUID, Periode], BarisPredikat], people: set[UUID]) -> None:
    """TPP of open months that these ratings speak of is computed again for who changed."""
    for one in PeriodeTpp.objects.all():
        touched = {
            pk
            for pk, periode in good
            if pk in people
            and periode.jenis is not JenisPenilaian.TAHUNAN
            and periode.mulai <= one.bulan <= periode.selesai
        }
        if touched and not month_closed(one.bulan):
            tpp_mark(bulan=one.bulan, pegawai_ids=sorted(touched))
