"""Tell the superior when days without explanation reach a threshold of PP 94/2021.

A superior who does not act is punished himself (art. 28), so he is told at the first day and at
each threshold; nothing else follows from the count. What was told is a row, so nobody is told the
same twice; when a correction takes days back and others come, the threshold is told again only
when it is reached anew.
"""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from presensi.events import AlpaMencapaiAmbang
from presensi.models import PeringatanAlpa
from presensi.rules.pp94 import (
    JENIS_LABEL,
    AturanPp94,
    HitunganAlpa,
    ambang_baru,
    pp94_peringatan,
)
from presensi.selectors.alpa import alpa_counts, alpa_of_year
from presensi.selectors.aturan import aturan_pp94
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import SUDAH_BERAKHIR, Pegawai
from sitamu.inti.selectors import atasan_of, unit_of
from sitamu.inti.services.outbox import emit

KUNCI: Final = 0x5174_0008  # advisory lock: one look after the other


@transaction.atomic
def alpa_watch(*, now: datetime) -> int:
    """Look at everybody with such days this year; returns how many notices went out."""
    today = timezone.localdate(now)
    law = aturan_pp94(on=today)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KUNCI])
    told: dict[UUID, tuple[int, int]] = {}
    rows = PeringatanAlpa.objects.filter(tahun=today.year)
    for pegawai_id, hari, beruntun in rows.values_list("pegawai_id", "hari", "beruntun"):
        before = told.get(pegawai_id, (0, 0))
        told[pegawai_id] = (max(before[0], hari), max(before[1], beruntun))
    due = {
        pegawai_id: hitungan
        for pegawai_id, hitungan in alpa_counts(alpa_of_year(today), today=today)
        if _newly_reached(told.get(pegawai_id, (0, 0)), hitungan, law)
    }
    people = Pegawai.objects.exclude(kedudukan__in=SUDAH_BERAKHIR).in_bulk(list(due))
    for pegawai_id, pegawai in people.items():
        _tell(pegawai, due[pegawai_id], law, today)
    return len(people)


def _newly_reached(before: tuple[int, int], now: HitunganAlpa, law: AturanPp94) -> bool:
    return ambang_baru(before[0], now.kumulatif, law) or (
        before[1] < law.beruntun_hari <= now.beruntun
    )


def _tell(pegawai: Pegawai, hitungan: HitunganAlpa, law: AturanPp94, today: date) -> None:
    jenis = pp94_peringatan(hitungan, law).jenis or ""
    atasan = atasan_of(pegawai.pk, on=today)
    try:
        unit_id = unit_of(pegawai.pk, on=today).pk
    except DataKurangError:
        unit_id = None
    PeringatanAlpa.objects.create(
        pegawai=pegawai,
        tahun=today.year,
        hari=hitungan.kumulatif,
        beruntun=hitungan.beruntun,
        jenis=jenis,
        kepada_id=atasan.pengguna_id if atasan else None,
    )
    said = f"{pegawai.nama_lengkap}: {hitungan.kumulatif} hari tanpa keterangan tahun {today.year}"
    if jenis:
        said += f". PP 94/2021 mengatur: {JENIS_LABEL[jenis]}"
    emit(
        AlpaMencapaiAmbang(
            pegawai_id=pegawai.pk,
            akun_id=pegawai.pengguna_id,
            unit_id=unit_id,
            pemeriksa_id=atasan.pengguna_id if atasan else None,
            hari=said,
            actor_id=None,
            tautan=reverse("presensi:hari-bulan"),
            tautan_petugas=reverse("presensi:peringatan-list"),
        )
    )
