"""Assessment: given by the superior, objected to, answered by somebody above; targets of an OPD.

A yearly predikat is written into the personnel record, which KP, KGB and angka kredit read. One
from e-Kinerja BKN stands before our own and is not changed here.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kepegawaian.services.skp import NilaiSkp, skp_record
from presensi import events
from presensi.errors import KeberatanTransitionError, PenilaianInvalidError
from presensi.models import Keberatan, Penilaian, PeriodeTpp, SasaranOpd
from presensi.permissions import is_own
from presensi.rules.kinerja_nilai import (
    JenisPenilaian,
    KeadaanKeberatan,
    Periode,
    Sumber,
    keberatan_batas,
    penilaian_time_check,
)
from presensi.rules.tpp.predikat import Ekspektasi, predikat_matriks
from presensi.selectors.aturan import aturan_kinerja
from presensi.selectors.hari import team_of
from presensi.selectors.kinerja import keberatan_visible_to
from presensi.selectors.tutup import month_closed
from presensi.services.tpp import tpp_mark
from sitamu.inti.errors import DataKurangError, NotAllowedError, NotFoundError
from sitamu.inti.models import Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import tanggal_panjang
from sitamu.inti.selectors import atasan_of, has_hak, unit_of
from sitamu.inti.services.outbox import emit


@dataclass(frozen=True, slots=True)
class Nilai:
    """Both ratings and the words for the person."""

    hasil_kerja: Ekspektasi
    perilaku: Ekspektasi
    umpan_balik: str = ""


@transaction.atomic
def penilaian_give(
    *, actor: Pengguna, pegawai_id: UUID, periode: Periode, nilai: Nilai, now: datetime
) -> Penilaian:
    """Assess a member of the own team; given again, the old words stay in the trail.

    Nobody assesses themselves. Raises NotFoundError for people outside the team,
    PenilaianInvalidError too early, for a change after the months of the period are closed or after
    an objection, and where e-Kinerja has spoken.
    """
    today = timezone.localdate(now)
    team = team_of(actor, today=today).exclude(pengguna=actor)
    if not team.filter(pk=pegawai_id).exists():
        raise NotFoundError
    pegawai = Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai_id)
    penilaian_time_check(periode, today)
    key: dict[str, Any] = {"jenis": periode.jenis, "tahun": periode.tahun, "urut": periode.urut}
    given = Penilaian.objects.filter(pegawai=pegawai, **key)
    yearly = periode.jenis is JenisPenilaian.TAHUNAN
    if given.exists() and not yearly and month_closed(periode.selesai):
        raise PenilaianInvalidError(
            "hasil_kerja", f"{periode.label} sudah ditutup; nilainya tidak dapat diganti."
        )
    if given.filter(sumber=Sumber.EKINERJA).exists():
        raise PenilaianInvalidError(
            "hasil_kerja", f"Predikat {periode.label} sudah datang dari e-Kinerja BKN."
        )
    if Keberatan.objects.filter(penilaian__in=given).exists():
        raise PenilaianInvalidError(
            "hasil_kerja", "Sudah ada keberatan; nilai hanya berubah lewat jawabannya."
        )
    try:
        unit: UnitKerja | None = unit_of(pegawai.pk, on=today)
    except DataKurangError:
        unit = None
    row, _ = Penilaian.objects.update_or_create(
        pegawai=pegawai,
        **key,
        sumber=Sumber.SITAMU.value,
        defaults={
            **_said(nilai),
            "umpan_balik": nilai.umpan_balik.strip(),
            "unit": unit,
            "oleh": actor,
            "ditetapkan_pada": now,
        },
    )
    _into_record(row)
    _recompute(row)
    _tell(row, actor=actor)
    return row


@transaction.atomic
def keberatan_submit(
    *, actor: Pengguna, penilaian_id: UUID, alasan: str, now: datetime
) -> Keberatan:
    """Object to one's own assessment, once, within the dated days after it was given.

    Raises NotFoundError, PenilaianInvalidError, KeberatanTransitionError.
    """
    today = timezone.localdate(now)
    rows = Penilaian.objects.select_for_update(of=("self",)).select_related("pegawai")
    row = rows.filter(pk=penilaian_id, pegawai__pengguna=actor).first()
    if row is None:
        raise NotFoundError
    if row.sumber != Sumber.SITAMU:
        raise PenilaianInvalidError("alasan", "Ajukan keberatan ini di e-Kinerja BKN.")
    limit = keberatan_batas(
        timezone.localdate(row.ditetapkan_pada), aturan_kinerja(on=today).keberatan_hari
    )
    if today > limit:
        raise PenilaianInvalidError(
            "alasan", f"Batas keberatan sudah lewat pada {tanggal_panjang(limit)}."
        )
    if not alasan.strip():
        raise PenilaianInvalidError("alasan", "Tulis alasannya.")
    if row.keberatan.exists():
        raise KeberatanTransitionError
    made = Keberatan.objects.create(
        penilaian=row,
        alasan=alasan.strip(),
        predikat_semula=row.predikat,
        diajukan_oleh=actor,
        diajukan_pada=now,
    )
    _tell_objection(made, actor=actor, now=now)
    return made


@transaction.atomic
def keberatan_answer(
    *,
    actor: Pengguna,
    keberatan_id: UUID,
    nilai: Nilai | None,
    jawaban: str,
    now: datetime,
) -> Keberatan:
    """Accept with new ratings, or (None) let the old ones stand; never the assessor or the person.

    Raises NotFoundError, KeberatanTransitionError, PenilaianInvalidError without words.
    """
    today = timezone.localdate(now)
    if not keberatan_visible_to(actor, today=today).filter(pk=keberatan_id).exists():
        raise NotFoundError
    made = (
        Keberatan.objects.select_for_update(of=("self",))
        .select_related("penilaian__pegawai")
        .get(pk=keberatan_id)
    )
    row = made.penilaian
    if actor.pk == row.oleh_id or is_own(actor, row.pegawai):
        raise NotAllowedError
    if made.keadaan != KeadaanKeberatan.DIAJUKAN:
        raise KeberatanTransitionError
    if not jawaban.strip():
        raise PenilaianInvalidError("jawaban", "Tulis jawabannya.")
    made.keadaan = (KeadaanKeberatan.DITERIMA if nilai else KeadaanKeberatan.DITOLAK).value
    made.jawaban, made.dijawab_oleh, made.dijawab_pada = jawaban.strip(), actor, now
    made.save()
    if nilai is not None:
        for name, value in _said(nilai).items():
            setattr(row, name, value)
        row.save()
        _into_record(row)
        _recompute(row)
    _tell_objection(made, actor=actor, now=now)
    return made


@transaction.atomic
def sasaran_save(
    *,
    actor: Pengguna,
    unit: UnitKerja,
    tahun: int,
    sasaran: str,
    indikator: str,
    target: Decimal,
    satuan: str,
    hasil: Decimal,
    now: datetime,
) -> SasaranOpd:
    """Write a yearly target of a unit and what was reached; the old figures stay in the trail.

    By holders of PRESENSI_MANAGE over the unit. Raises NotAllowedError, PenilaianInvalidError.
    """
    if not has_hak(actor, Hak.PRESENSI_MANAGE, unit.pk, on=timezone.localdate(now)):
        raise NotAllowedError
    if target <= 0:
        raise PenilaianInvalidError("target", "Target harus lebih dari nol.")
    if hasil < 0:
        raise PenilaianInvalidError("hasil", "Hasil tidak boleh kurang dari nol.")
    row, _ = SasaranOpd.objects.update_or_create(
        unit=unit,
        tahun=tahun,
        sasaran=sasaran.strip(),
        indikator=indikator.strip(),
        defaults={
            "target": target,
            "satuan": satuan.strip(),
            "hasil": hasil,
            "oleh": actor,
            "berubah_pada": now,
        },
    )
    return row


def periode_of(row: Penilaian) -> Periode:
    """The period of a stored assessment."""
    return Periode(JenisPenilaian(row.jenis), row.tahun, row.urut)


def _said(nilai: Nilai) -> dict[str, str]:
    return {
        "hasil_kerja": nilai.hasil_kerja.value,
        "perilaku": nilai.perilaku.value,
        "predikat": predikat_matriks(nilai.hasil_kerja, nilai.perilaku).value,
    }


def _into_record(row: Penilaian) -> None:
    if row.jenis != JenisPenilaian.TAHUNAN:
        return
    skp_record(
        [
            NilaiSkp(
                pegawai_id=row.pegawai_id,
                tahun=row.tahun,
                predikat=row.predikat,
                hasil_kerja=Ekspektasi(row.hasil_kerja).label,
                perilaku_kerja=Ekspektasi(row.perilaku).label,
            )
        ]
    )


def _recompute(row: Penilaian) -> None:
    """TPP of the months of the period that is being computed is computed again for this person."""
    if row.jenis == JenisPenilaian.TAHUNAN:
        return
    periode = periode_of(row)
    for one in PeriodeTpp.objects.filter(bulan__range=(periode.mulai, periode.selesai)):
        if not month_closed(one.bulan):
            tpp_mark(bulan=one.bulan, pegawai_ids=[row.pegawai_id])


def _tell(row: Penilaian, *, actor: Pengguna) -> None:
    emit(
        events.PenilaianDitetapkan(
            penilaian_id=row.pk,
            pegawai_id=row.pegawai_id,
            akun_id=row.pegawai.pengguna_id,
            unit_id=row.unit_id,
            layanan=periode_of(row).label,
            pegawai_nama=row.pegawai.nama,
            actor_id=actor.pk,
            tautan=reverse("presensi:penilaian-list"),
        )
    )


def _tell_objection(made: Keberatan, *, actor: Pengguna, now: datetime) -> None:
    row = made.penilaian
    assessor = Pegawai.objects.filter(pengguna=row.oleh_id).first()
    above = atasan_of(assessor.pk, on=timezone.localdate(now)) if assessor else None
    emit(
        events.KeberatanBerubah(
            keberatan_id=made.pk,
            pegawai_id=row.pegawai_id,
            pegawai_nama=row.pegawai.nama,
            akun_id=row.pegawai.pengguna_id,
            unit_id=row.unit_id,
            pemeriksa_id=above.pengguna_id if above else None,
            status=made.keadaan,
            layanan=periode_of(row).label,
            actor_id=actor.pk,
            tautan=reverse("presensi:penilaian-list"),
            tautan_petugas=reverse("presensi:keberatan", args=[made.pk]),
        )
    )
