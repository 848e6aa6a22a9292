"""The SOP of each service in each unit: what it says, who may sign it, how it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from kepegawaian.models import AturanSk, RiwayatJabatan, SopLayanan, VersiLayanan
from kepegawaian.rules.sop import (
    LangkahSop,
    StatusSop,
    TahapBaris,
    langkah_susun,
    status_sop,
)
from kepegawaian.rules.surat import Penandatangan
from kepegawaian.rules.usulan import Keluarga, Status
from kepegawaian.selectors.angka import Angka, angka_layanan
from kepegawaian.selectors.layanan import katalog_in_force
from kepegawaian.selectors.surat import instansi_in_force, penandatangan
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import Pegawai, PejabatPenandatangan, PemberianHak, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import nama_kunci
from sitamu.inti.selectors import hak_held, holders_of, in_force, pejabat_in_force, units_granted

KEPALA_BKPSDM: Final = "KEPALA_BKPSDM"
KEPALA_OPD: Final = "KEPALA_OPD"
SETAHUN: Final = timedelta(days=365)
JABATAN_TERBANYAK: Final = 3
HAK_AKTOR: Final[Mapping[str, Hak]] = {
    "Operator OPD": Hak.USULAN_CHECK_OPD,
    "Kepala OPD": Hak.USULAN_APPROVE_OPD,
    "Verifikator BKPSDM": Hak.USULAN_VERIFY,
    "Penandatangan": Hak.SK_APPROVE,
    "Petugas pengiriman": Hak.KIRIMAN_MANAGE,
}
"""Actors of the catalogue by the permission with which they act."""
OPD_HAK: Final = (Hak.USULAN_CHECK_OPD, Hak.USULAN_APPROVE_OPD)
TIDAK_ADA: Final = "belum ada pejabat yang tercatat"
DI_PENGUSUL: Final = "pejabat di perangkat daerah pengusul"


def unit_bkpsdm(*, on: date) -> UnitKerja | None:
    """The perangkat daerah that keeps the services: by the name that letters bear."""
    units = perangkat_daerah()
    nama = nama_kunci(str(instansi_in_force(on=on)["nama_bkpsdm"]))
    return units.filter(nama_kunci=nama).first() or (
        units.filter(nama_kunci__contains="kepegawaian").order_by("jalur").first()
    )


def perangkat_daerah() -> QuerySet[UnitKerja]:
    """Units right below the root that are still there."""
    return UnitKerja.objects.filter(
        induk__isnull=False, induk__induk__isnull=True, ditutup_tanggal__isnull=True
    ).order_by("nama")


def sop_units(user: Pengguna, *, today: date) -> QuerySet[UnitKerja]:
    """Perangkat daerah whose SOP `user` may follow: by rights over usulan, or the catalogue."""
    if Hak.REFERENSI_EDIT in hak_held(user, on=today):
        return perangkat_daerah()
    units = units_granted(user, Hak.USULAN_VIEW, on=today) | units_granted(
        user, Hak.USULAN_APPROVE_OPD, on=today
    )
    return perangkat_daerah().filter(pk__in=units.values("pk"))


def kepala_of(unit: UnitKerja, *, on: date) -> PejabatPenandatangan | None:
    """The office row of the head of a perangkat daerah on that day, also a Plt; None without."""
    bkpsdm = unit_bkpsdm(on=on)
    try:
        if bkpsdm is not None and bkpsdm.pk == unit.pk:
            return pejabat_in_force(KEPALA_BKPSDM, on=on)
        return pejabat_in_force(KEPALA_OPD, on=on, unit_id=unit.pk)
    except DataKurangError:
        return None


def may_sign(user: Pengguna, unit: UnitKerja, *, on: date) -> bool:
    """Whether `user` heads the unit: by the office row; without one, by the right on it.

    A right over a unit above is not enough: nobody signs for another head.
    """
    kepala = kepala_of(unit, on=on)
    if kepala is not None and kepala.pengguna_id is not None:
        return kepala.pengguna_id == user.pk and user.is_active
    held = PemberianHak.objects.filter(
        in_force(on), pengguna=user, unit=unit, hak=Hak.USULAN_APPROVE_OPD.value
    )
    return user.is_active and held.exists()


def pengesah(user: Pengguna, unit: UnitKerja, *, on: date) -> Penandatangan:
    """The head as the SOP prints them."""
    kepala = kepala_of(unit, on=on)
    if kepala is not None and kepala.pengguna_id == user.pk:
        return penandatangan(kepala)
    pegawai = Pegawai.objects.filter(pengguna=user).first()
    return Penandatangan(
        jabatan=f"Kepala {unit.nama}",
        nama=pegawai.nama_lengkap if pegawai else user.nama,
        nip=(pegawai.nip or "") if pegawai else "",
    )


def layanan_of(unit: UnitKerja, *, today: date) -> list[VersiLayanan]:
    """Services that need an SOP in a unit: all at BKPSDM, elsewhere those with an OPD tier."""
    bkpsdm = unit_bkpsdm(on=today)
    rows = katalog_in_force(on=today)
    if bkpsdm is not None and bkpsdm.pk == unit.pk:
        return rows
    return [row for row in rows if row.lewat_opd]


@dataclass(frozen=True, slots=True)
class KeadaanSop:
    """One service in one unit."""

    versi: VersiLayanan
    status: StatusSop
    sop: SopLayanan | None


def sop_states(unit: UnitKerja, *, today: date) -> list[KeadaanSop]:
    """How each needed SOP of a unit stands, in the order of the catalogue."""
    latest = _latest([unit.pk])
    return [
        _state(versi, latest.get((unit.pk, versi.layanan_id)), today)
        for versi in layanan_of(unit, today=today)
    ]


def _latest(unit_ids: Iterable[UUID]) -> dict[tuple[UUID, str], SopLayanan]:
    rows = (
        SopLayanan.objects.filter(unit__in=unit_ids)
        .select_related("nomor", "disahkan_oleh")
        .order_by("unit_id", "layanan_id", "-revisi")
        .distinct("unit_id", "layanan_id")
    )
    return {(row.unit_id, row.layanan_id): row for row in rows}


def _state(versi: VersiLayanan, sop: SopLayanan | None, today: date) -> KeadaanSop:
    status = status_sop(
        disahkan=sop is not None,
        versi_sama=sop is not None and sop.versi_layanan_id == versi.pk,
        tinjau=sop.tinjau_tanggal if sop else None,
        hari_ini=today,
    )
    return KeadaanSop(versi, status, sop)


@dataclass(frozen=True, slots=True)
class UnitSop:
    """One unit and what it lacks."""

    unit: UnitKerja
    perlu: int
    belum: list[KeadaanSop]

    @property
    def berlaku(self) -> int:
        return self.perlu - len(self.belum)


def sop_lacking(units: Iterable[UnitKerja], *, today: date) -> list[UnitSop]:
    """Each unit with the services without a valid SOP, those that lack most first."""
    rows = list(units)
    latest = _latest([unit.pk for unit in rows])
    bkpsdm = unit_bkpsdm(on=today)
    katalog = katalog_in_force(on=today)
    found = []
    for unit in rows:
        own = bkpsdm is not None and bkpsdm.pk == unit.pk
        needed = [v for v in katalog if own or v.lewat_opd]
        states = [_state(v, latest.get((unit.pk, v.layanan_id)), today) for v in needed]
        lacking = [s for s in states if s.status is not StatusSop.BERLAKU]
        found.append(UnitSop(unit, len(needed), lacking))
    return sorted(found, key=lambda row: (-len(row.belum), row.unit.nama))


# What it says


def langkah_of(versi: VersiLayanan) -> list[LangkahSop]:
    """The steps of a version, from its stages."""
    return langkah_susun(
        [
            TahapBaris(Status(t.status), t.kegiatan, t.aktor, t.baku_hari_kerja, t.keluaran)
            for t in versi.tahap.all()
        ],
        Keluarga(versi.keluarga),
        versi.pengusul,
    )


def aktor_jabatan(langkah: Iterable[LangkahSop], versi: VersiLayanan, unit: UnitKerja, *, on: date
) -> list[list[str]]:  # fmt: skip
    """Each actor with the posts of those who act there today: name of the actor, posts in words."""
    bkpsdm = unit_bkpsdm(on=on)
    own = bkpsdm is not None and bkpsdm.pk == unit.pk
    found = []
    for aktor in dict.fromkeys(satu.aktor for satu in langkah):
        hak = HAK_AKTOR.get(aktor)
        posts = (
            _signers(versi, on=on)
            if hak is Hak.SK_APPROVE
            else _posts(hak, unit, on=on)
            if hak
            else []
        )
        if hak is not None:
            none = DI_PENGUSUL if own and hak in OPD_HAK else TIDAK_ADA
            found.append([aktor, "; ".join(posts) or none])
    return found


def _posts(hak: Hak, unit: UnitKerja, *, on: date) -> list[str]:
    people = Pegawai.objects.filter(pengguna__in=holders_of(hak, unit, on=on).values("pk"))
    newest = (
        RiwayatJabatan.objects.filter(pegawai__in=people, tmt__lte=on)
        .select_related("jabatan")
        .order_by("pegawai_id", "-tmt")
        .distinct("pegawai_id")
    )
    return sorted({row.jabatan.nama for row in newest})[:JABATAN_TERBANYAK]


def _signers(versi: VersiLayanan, *, on: date) -> list[str]:
    kode = AturanSk.objects.filter(
        layanan=versi.layanan_id, penerbitan="DIBUAT", berlaku_mulai__lte=on
    ).values_list("pejabat_kode", flat=True)
    found = []
    for satu in dict.fromkeys(kode.order_by("-berlaku_mulai", "golongan_dari")):
        try:
            found.append(pejabat_in_force(satu, on=on).jabatan)
        except DataKurangError:
            continue
    return found


def syarat_teks(versi: VersiLayanan) -> list[str]:
    """The papers of a version in words."""
    return [
        s.nama
        + (f" {s.tahun_ke_belakang} tahun terakhir" if s.tahun_ke_belakang else "")
        + (" (bila ada)" if not s.wajib or s.kondisi else "")
        for s in versi.syarat.all()
    ]


def sop_isi(versi: VersiLayanan, unit: UnitKerja, *, today: date) -> dict[str, Any]:
    """Everything the SOP says, as plain JSON, but for its number and signature."""
    instansi = instansi_in_force(on=today)
    langkah = langkah_of(versi)
    return {
        "judul": versi.layanan.nama,
        "nama_pemda": instansi["nama_pemda"],
        "lambang": instansi["lambang_daerah"],
        "unit": unit.nama,
        "dasar": [teks.strip() for teks in versi.dasar_hukum.split(";") if teks.strip()],
        "katalog_mulai": versi.berlaku_mulai.isoformat(),
        "syarat": syarat_teks(versi),
        "janji": versi.janji_hari_kerja,
        "keluaran": Keluarga(versi.keluarga).naskah,
        "aktor": aktor_jabatan(langkah, versi, unit, on=today),
        "langkah": [
            {
                "nomor": s.nomor,
                "kegiatan": s.kegiatan,
                "aktor": s.aktor,
                "simbol": s.simbol.value,
                "kelengkapan": s.kelengkapan,
                "waktu": s.waktu,
                "keluaran": s.keluaran,
                "status": s.status,
                "kembali": s.kembali,
            }
            for s in langkah
        ],
        "total_hari": sum(t.baku_hari_kerja or 0 for t in versi.tahap.all()),
    }


def waktu_nyata(
    versi: VersiLayanan, unit: UnitKerja, *, today: date
) -> Mapping[tuple[str, bool], Angka]:
    """What stages really took in the past year: at BKPSDM for everybody, elsewhere in the unit."""
    bkpsdm = unit_bkpsdm(on=today)
    own = None if bkpsdm is not None and bkpsdm.pk == unit.pk else unit
    return angka_layanan(versi.layanan_id, own, mulai=today - SETAHUN, sampai=today)
