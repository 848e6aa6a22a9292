"""Trying a draft: on worked cases at once, on the whole staff in a worker.

The row of the job is the truth: a worker claims it with SKIP LOCKED and renews the claim as it
goes, so that a killed worker's trial is begun again by the next one. A trial ends in one
transaction that also takes away the people of older trials of the same draft.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any, Final
from uuid import UUID, uuid5

import structlog
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from kepegawaian.rules.fakta import FaktaPegawai
from kepegawaian.selectors.aturan import PustakaAturan
from kepegawaian.selectors.fakta import fakta_load
from kepegawaian.selectors.sk import sk_dated
from sitamu.aturan.contoh import (
    BERKAS_MAKS_BYTE,
    KASUS_MAKS,
    Kasus,
    case_area,
    case_differences,
    cases_parse,
    cases_shipped,
)
from sitamu.aturan.errors import ContohInvalidError
from sitamu.aturan.events import DrafSiapDiaktifkan
from sitamu.aturan.models import (
    AksiDraf,
    BedaUji,
    DaftarBeda,
    DrafParameter,
    JenisUji,
    StatusDraf,
    UjiDraf,
)
from sitamu.aturan.rules.akibat import Penjawab, akibat
from sitamu.aturan.selectors import (
    bentuk_get,
    law_count,
    referensi_units,
    second_person_needed,
    uji_missing,
    with_draf,
)
from sitamu.aturan.services.draf import draf_lock_for, draf_note
from sitamu.inti.errors import DomainError
from sitamu.inti.models import (
    SUDAH_BERAKHIR,
    Kedudukan,
    Pegawai,
    Pekerjaan,
    Pengguna,
    StatusPekerjaan,
)
from sitamu.inti.selectors import parameter_versions
from sitamu.inti.services.outbox import emit, wake

logger = structlog.get_logger(__name__)

TUGAS: Final = "aturan.uji_work_off"
JENIS_PEKERJAAN: Final = "uji_draf"
KLAIM_BASI: Final = timedelta(minutes=2)
PERCOBAAN_MAKS: Final = 3
SEKALI: Final = 500  # people between two signs of life
BERUBAH: Final = "Draf ini diubah, diaktifkan, atau dibuang sejak percobaan diminta. Coba lagi."
BERHENTI: Final = (
    "Maaf, percobaan ini terputus tiga kali. Tidak ada data yang berubah. "
    "Beri tahu admin sistem, lalu coba lagi."
)


def law_day(draf: DrafParameter, *, today: date) -> date:
    """The day whose law is compared: the first day of the draft, today when it has begun."""
    return max(draf.berlaku_mulai, today)


# Worked cases


def contoh_try(
    *,
    draf_id: UUID,
    versi: int,
    berkas: bytes | None,
    nama_berkas: str,
    actor: Pengguna,
    now: datetime,
) -> UjiDraf:
    """Try the shipped cases, and those of a file (JSON of the same layout, up to 1 MB).

    Raises ContohInvalidError, DrafBerubahError, DrafTertutupError, NotFoundError.
    """
    cases = list(cases_shipped())
    if berkas is not None:
        if len(berkas) > BERKAS_MAKS_BYTE:
            raise ContohInvalidError("Berkas ini lebih besar dari 1 MB.")
        cases += cases_parse(berkas)
        if len(cases) > KASUS_MAKS:
            raise ContohInvalidError(f"Berkas ini berisi lebih dari {KASUS_MAKS} contoh.")
    today = timezone.localdate(now)
    with transaction.atomic():
        draf = draf_lock_for(actor, draf_id, versi, today=today)
        uji = UjiDraf.objects.create(
            draf=draf,
            jenis=JenisUji.CONTOH,
            versi=draf.versi,
            pada=law_day(draf, today=today),
            jumlah_aturan=law_count(),
            hasil=_cases_judge(cases, draf, law_day(draf, today=today)) | {"berkas": nama_berkas},
            oleh=actor,
            selesai_pada=now,
        )
        draf_note(draf, AksiDraf.DICOBA_CONTOH, actor=actor, now=now, rincian=_counts(uji))
        _tell_when_tried(draf, today=today)
    return uji


def _tell_when_tried(draf: DrafParameter, *, today: date) -> None:
    """News for the other keepers when nothing but the second person is missing."""
    editor = draf.diubah_oleh
    if uji_missing(draf) or not second_person_needed(editor, draf, today=today):
        return
    emit(
        DrafSiapDiaktifkan(
            draf_id=draf.pk,
            jenis=bentuk_get(draf.kunci).judul,
            berlaku_sejak=draf.berlaku_mulai,
            unit_id=referensi_units(editor, today=today).values_list("pk", flat=True)[0],
            actor_id=editor.pk,
            tautan=reverse("aturan:draf-detail", args=[draf.pk]),
        ),
        peristiwa_id=uuid5(draf.pk, f"{draf.versi}/{law_count()}"),
    )


def _cases_judge(cases: Sequence[Kasus], draf: DrafParameter, pada: date) -> dict[str, Any]:
    """N cocok, M beda; each difference with what the law without the draft answers."""
    drafted, stored = with_draf(draf), cache(lambda kunci: list(parameter_versions(kunci)))
    rows: list[dict[str, Any]] = []
    cocok = 0
    for case in cases:
        differs = list(case_differences(case, PustakaAturan(pada=pada, versi=drafted)))
        before = list(case_differences(case, PustakaAturan(pada=pada, versi=stored)))
        cocok += not differs
        if differs or before:
            rows.append(
                {
                    "id": str(case.get("id", "?"))[:40],
                    "area": case_area(case)[:40],
                    "selisih": [_plain(row) for row in differs],
                    "sebelum": [_plain(row) for row in before],
                }
            )
    return {"cocok": cocok, "beda": len(cases) - cocok, "baris": rows}


def _plain(row: tuple[str, Any, Any]) -> list[Any]:
    return list(row)


def _counts(uji: UjiDraf) -> dict[str, Any]:
    return {key: uji.hasil[key] for key in ("cocok", "beda")}


# The whole staff: handing in


@transaction.atomic
def pegawai_try(*, draf_id: UUID, versi: int, actor: Pengguna, now: datetime) -> UjiDraf:
    """Queue the trial on everybody; the same edit is queued once.

    Raises DrafBerubahError, DrafTertutupError, NotFoundError.
    """
    today = timezone.localdate(now)
    draf = draf_lock_for(actor, draf_id, versi, today=today)
    running = UjiDraf.objects.filter(
        draf=draf, versi=draf.versi, jenis=JenisUji.PEGAWAI, selesai_pada=None
    ).exclude(pekerjaan__status=StatusPekerjaan.GAGAL)
    if (known := running.first()) is not None:
        return known
    job = Pekerjaan.objects.create(
        jenis=JENIS_PEKERJAAN, oleh=actor, total=_staff().count(), masukan={"draf": str(draf.pk)}
    )
    uji = UjiDraf.objects.create(
        draf=draf,
        jenis=JenisUji.PEGAWAI,
        versi=draf.versi,
        pada=law_day(draf, today=today),
        jumlah_aturan=law_count(),
        pekerjaan=job,
        oleh=actor,
    )
    draf_note(draf, AksiDraf.DICOBA_PEGAWAI, actor=actor, now=now)
    wake(TUGAS)
    return uji


def _staff() -> Any:
    return Pegawai.objects.exclude(kedudukan__in=SUDAH_BERAKHIR)


# The whole staff: working off


def uji_work_off(*, now: datetime) -> int:
    """Do every waiting trial; returns how many ended. Workers share the queue."""
    ended = 0
    while (uji := _claim(now=now)) is not None:
        try:
            ended += _run(uji, now=now)
        except Exception:
            logger.warning("uji_terganggu", uji=str(uji.pk), exc_info=True)
            return ended  # the claim goes stale and is tried again
    return ended


@transaction.atomic
def _claim(*, now: datetime) -> UjiDraf | None:
    waiting = Pekerjaan.objects.filter(jenis=JENIS_PEKERJAAN).filter(
        Q(status=StatusPekerjaan.ANTRE)
        | Q(status=StatusPekerjaan.BERJALAN, diklaim_pada__lt=now - KLAIM_BASI)
    )
    job = waiting.select_for_update(skip_locked=True).order_by("dibuat_pada", "pk").first()
    if job is None:
        return None
    if job.percobaan >= PERCOBAAN_MAKS:
        _fail(job, BERHENTI, now=now)
        return _claim(now=now)
    job.status, job.diklaim_pada, job.selesai = StatusPekerjaan.BERJALAN, now, 0
    job.percobaan += 1
    job.save(update_fields=["status", "diklaim_pada", "selesai", "percobaan"])
    return UjiDraf.objects.select_related("draf", "pekerjaan").get(pekerjaan=job)


def _fail(job: Pekerjaan, pesan: str, *, now: datetime) -> None:
    job.status, job.pesan, job.selesai_pada = StatusPekerjaan.GAGAL, pesan[:300], now
    job.save(update_fields=["status", "pesan", "selesai_pada"])


def _run(uji: UjiDraf, *, now: datetime) -> int:
    """One trial from the start; a draft edited meanwhile ends it without a result."""
    draf, job = uji.draf, uji.pekerjaan
    assert job is not None  # noqa: S101  # claimed by it
    if draf.versi != uji.versi or draf.status != StatusDraf.DRAF:
        _fail(job, BERUBAH, now=now)
        return 1
    asked: set[str] = set()
    try:
        stored = cache(lambda kunci: list(parameter_versions(kunci)))
        before = Penjawab(PustakaAturan(pada=uji.pada, versi=stored), pada=uji.pada)
        drafted = with_draf(draf)

        def noted(kunci: str) -> Iterable[Any]:
            asked.add(kunci)
            return drafted(kunci)

        after = Penjawab(PustakaAturan(pada=uji.pada, versi=noted), pada=uji.pada)
    except DomainError as error:
        _fail(job, error.message, now=now)
        return 1
    found: list[BedaUji] = []
    done = 0
    facts = fakta_load(_staff(), today=timezone.localdate(now))
    while chunk := list(islice(facts, SEKALI)):
        for fakta in chunk:
            found += _compare(uji, fakta, before, after)
        done += len(chunk)
        Pekerjaan.objects.filter(pk=job.pk, percobaan=job.percobaan).update(
            selesai=done, diklaim_pada=timezone.now()
        )
    found += _issued(uji, today=timezone.localdate(now))
    return _finish(uji, found, done, dipakai=draf.kunci in asked, now=now)


def _compare(
    uji: UjiDraf, fakta: FaktaPegawai, before: Penjawab, after: Penjawab
) -> Iterator[BedaUji]:
    for row in akibat(before.jawab(fakta), after.jawab(fakta)):
        yield BedaUji(
            uji=uji,
            daftar=row.daftar,
            pegawai_id=fakta.pegawai_id,
            unit_id=fakta.unit_id,
            nip=fakta.nip,
            nama=fakta.nama,
            lama=row.lama,
            baru=row.baru,
            alasan=row.alasan,
        )


def _issued(uji: UjiDraf, *, today: date) -> Iterator[BedaUji]:
    """SK dated since a draft that begins before today, whose person it would answer otherwise.

    Asked with the law of the day of each SK, and the facts as they stand now.
    """
    draf = uji.draf
    if draf.berlaku_mulai >= today:
        return
    stored, drafted = cache(lambda kunci: list(parameter_versions(kunci))), with_draf(draf)
    for sk in sk_dated(draf.berlaku_mulai, today):
        day = sk.tanggal
        people = Pegawai.objects.filter(pk=sk.pegawai_id)
        fakta = replace(next(fakta_load(people, today=day)), kedudukan=Kedudukan.AKTIF.value)
        before = Penjawab(PustakaAturan(pada=day, versi=stored), pada=day).jawab(fakta)
        after = Penjawab(PustakaAturan(pada=day, versi=drafted), pada=day).jawab(fakta)
        for row in akibat(before, after):
            yield BedaUji(
                uji=uji,
                daftar=DaftarBeda.SK,
                pegawai_id=fakta.pegawai_id,
                unit_id=fakta.unit_id,
                nip=fakta.nip,
                nama=fakta.nama,
                lama=f"SK {sk.nomor}, {row.lama}",
                baru=row.baru,
                alasan=row.alasan,
            )


@transaction.atomic
def _finish(
    uji: UjiDraf, found: Sequence[BedaUji], people: int, *, dipakai: bool, now: datetime
) -> int:
    """Store the result, unless another worker has taken the trial over meanwhile."""
    mine = uji.pekerjaan
    assert mine is not None  # noqa: S101  # claimed by it
    job = Pekerjaan.objects.select_for_update().get(pk=mine.pk)
    if job.percobaan != mine.percobaan or job.status != StatusPekerjaan.BERJALAN:
        return 0
    rows = DrafParameter.objects.filter(pk=uji.draf_id, versi=uji.versi, status=StatusDraf.DRAF)
    draf = rows.select_related("diubah_oleh").first()
    if draf is None:
        _fail(job, BERUBAH, now=now)
        return 1
    BedaUji.objects.filter(uji__draf=uji.draf_id).delete()
    BedaUji.objects.bulk_create(found, batch_size=1000)
    lists = Counter(row.daftar for row in found)
    units: dict[str, Counter[str]] = {}
    for row in found:
        units.setdefault(str(row.unit_id or ""), Counter())[row.daftar] += 1
    uji.hasil = {
        "pegawai": people,
        "berubah": len({row.pegawai_id for row in found}),
        "daftar": dict(lists),
        "unit": {unit: dict(counts) for unit, counts in units.items()},
        "dipakai": dipakai,
    }
    uji.selesai_pada = timezone.now()
    uji.save(update_fields=["hasil", "selesai_pada"])
    job.status, job.selesai, job.selesai_pada = StatusPekerjaan.SELESAI, people, timezone.now()
    job.save(update_fields=["status", "selesai", "selesai_pada"])
    _tell_when_tried(draf, today=timezone.localdate(now))
    return 1
