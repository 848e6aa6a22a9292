"""Trying a drafted TPP rule set on a month that was computed: who gains, who loses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction

from presensi.models import HasilTpp, PeriodeTpp
from presensi.rules.tpp.aturan import tpp_baca
from presensi.selectors.tpp import KUNCI, aturan_pada
from presensi.services.tpp import hasil_compute
from sitamu.aturan.models import DrafParameter
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Parameter

TAMPIL: Final = 100


@dataclass(frozen=True, slots=True)
class Bergeser:
    """One person whose net amount would be another."""

    nama: str
    nomor: str
    unit: str
    dulu: int
    kini: int
    galat: str

    @property
    def selisih(self) -> int:
        """By the draft less as computed."""
        return self.kini - self.dulu


@dataclass(frozen=True, slots=True)
class UjiBulan:
    """Sums of everybody and the largest changes. `galat`: people the draft cannot compute."""

    bulan: date
    naik: int
    turun: int
    tetap: int
    galat: int
    dulu: int
    kini: int
    baris: Sequence[Bergeser]


@transaction.atomic
def bulan_try(draf: DrafParameter) -> UjiBulan:
    """The last computed month by the draft, beside what is stored; nothing is written.

    Raises NotFoundError for a draft of another parameter, or when no month was computed.
    """
    last = PeriodeTpp.objects.filter(dihitung_pada__isnull=False).order_by("-bulan").first()
    if draf.kunci != KUNCI or last is None:
        raise NotFoundError
    row = Parameter(
        kunci=KUNCI,
        berlaku_mulai=draf.berlaku_mulai,
        nilai=draf.nilai,
        dasar_hukum=draf.dasar_hukum,
    )
    aturan = tpp_baca(draf.nilai, dasar_hukum=draf.dasar_hukum, berlaku_mulai=draf.berlaku_mulai)
    stored = {
        str(hasil.pegawai_id): hasil
        for hasil in HasilTpp.objects.filter(periode=last)
        .select_related("unit")
        .defer("rincian", "fakta")
    }
    gains = losses = same = failed = before = after = 0
    moved: list[Bergeser] = []
    for one in hasil_compute(
        aturan_pada(last.bulan, aturan, row), pegawai_ids=[h.pegawai_id for h in stored.values()]
    ):
        hasil = stored[one.row.id]
        difference = one.hasil.netto - hasil.netto
        before += hasil.netto
        after += one.hasil.netto
        gains += difference > 0
        losses += difference < 0
        same += not difference
        failed += bool(one.galat and not hasil.galat)
        if difference:
            moved.append(
                Bergeser(
                    one.row.nama,
                    one.row.nomor,
                    hasil.unit.nama,
                    hasil.netto,
                    one.hasil.netto,
                    one.pesan,
                )
            )
    moved.sort(key=lambda row: (-abs(row.selisih), row.nomor))
    return UjiBulan(last.bulan, gains, losses, same, failed, before, after, moved[:TAMPIL])
