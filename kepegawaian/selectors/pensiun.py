"""Pension facts of one person, and the papers that a service asks for."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import QuerySet

from kepegawaian.models import (
    Keluarga,
    Profil,
    RiwayatGolongan,
    RiwayatHukdis,
    RiwayatJabatan,
    RiwayatPmk,
)
from kepegawaian.rules.gaji import gaji_pokok
from kepegawaian.rules.hukdis import BarisHukdis, TingkatHukdis, hukdis_blocking
from kepegawaian.rules.masa_kerja import NOL, MasaKerja, cltn_bulan
from kepegawaian.rules.pensiun import (
    JenisPensiun,
    PensiunPokok,
    PerkiraanPensiun,
    masa_kerja_pensiun,
    pensiun_perkiraan,
    pensiun_pokok,
)
from kepegawaian.selectors.aturan import (
    aturan_bup,
    aturan_pokok,
    batas_pensiun,
    bebas_hukdis,
    syarat_hak,
    tabel_gaji_pns,
)
from kepegawaian.selectors.fakta import cltn_of, jabatan_fakta
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import (
    Kedudukan,
    Pegawai,
)

PENSIUN_BUP = "PENSIUN_BUP"


@dataclass(frozen=True, slots=True)
class FaktaPensiun:
    """Everything a proposal, its forms and its check need of one person."""

    pegawai: Pegawai
    profil: Profil
    jabatan: RiwayatJabatan
    golongan: RiwayatGolongan
    perkiraan: PerkiraanPensiun
    mkg: MasaKerja
    mkp: MasaKerja | None
    gaji_pokok: int
    pokok: PensiunPokok | None
    keluarga: tuple[Keluarga, ...]
    hukdis: tuple[BarisHukdis, ...]
    data_kurang: tuple[str, ...]


def fakta_pensiun(pegawai: Pegawai, *, today: date, tmt: date | None = None) -> FaktaPensiun:
    """Load and compute; raises DataKurangError when the record cannot give a TMT or a pay.

    `tmt`: of a pension that does not wait for the age; service and pay are reckoned up to it.
    """
    profil = Profil.objects.filter(pegawai=pegawai).first()
    jabatan = _latest(RiwayatJabatan.objects.select_related("jabatan", "unit"), pegawai, today)
    golongan = _latest(RiwayatGolongan.objects.all(), pegawai, today)
    if profil is None:
        raise DataKurangError("data pribadi")
    if jabatan is None:
        raise DataKurangError("riwayat jabatan")
    if golongan is None:
        raise DataKurangError("riwayat golongan")
    perkiraan = pensiun_perkiraan(
        profil.tanggal_lahir,
        jabatan_fakta(jabatan.jabatan),
        aturan_bup(on=today),
        batas_pensiun(on=today),
    )
    if tmt is not None:
        akhir = tmt - timedelta(days=1)
        perkiraan = replace(perkiraan, tmt_pensiun=tmt, akhir_tugas=akhir)
    tmt = perkiraan.tmt_pensiun
    mkg = MasaKerja.from_bulan(
        golongan.mkg_tahun * 12
        + golongan.mkg_bulan
        + max(0, (tmt.year - golongan.tmt.year) * 12 + tmt.month - golongan.tmt.month)
        - cltn_bulan(
            cltn_of(pegawai.pk), (golongan.tmt.year, golongan.tmt.month), (tmt.year, tmt.month)
        )
    )
    tabel = tabel_gaji_pns(on=today)
    gaji = gaji_pokok(golongan.golongan, mkg, tabel)
    lacking: list[str] = []
    mkp = _mkp(pegawai, profil, tmt, lacking)
    pokok = (
        None
        if mkp is None
        else pensiun_pokok(
            JenisPensiun.BUP,
            golongan=golongan.golongan,
            mkg=mkg,
            tabel=tabel,
            aturan=aturan_pokok(on=today),
            syarat=syarat_hak(on=today),
            masa_kerja_pensiun=mkp,
        )
    )
    return FaktaPensiun(
        pegawai=pegawai,
        profil=profil,
        jabatan=jabatan,
        golongan=golongan,
        perkiraan=perkiraan,
        mkg=mkg,
        mkp=mkp,
        gaji_pokok=gaji,
        pokok=pokok,
        keluarga=tuple(
            Keluarga.objects.filter(pegawai=pegawai).order_by("-hubungan", "tanggal_lahir")
        ),
        hukdis=_hukdis(pegawai, today),
        data_kurang=tuple(lacking),
    )


Row = TypeVar("Row", RiwayatJabatan, RiwayatGolongan)


def _latest(rows: QuerySet[Row], pegawai: Pegawai, today: date) -> Row | None:
    return rows.filter(pegawai=pegawai, tmt__lte=today).order_by("-tmt").first()


def _mkp(pegawai: Pegawai, profil: Profil, tmt: date, lacking: list[str]) -> MasaKerja | None:
    if profil.tmt_cpns is None:
        lacking.append("TMT CPNS")
        return None
    cltn = cltn_of(pegawai.pk)
    if pegawai.kedudukan == Kedudukan.CLTN and not cltn:
        lacking.append("tanggal CLTN")
        return None
    pmk = sum(
        (row.tahun * 12 + row.bulan for row in RiwayatPmk.objects.filter(pegawai=pegawai)), start=0
    )
    return masa_kerja_pensiun(
        (profil.tmt_cpns.year, profil.tmt_cpns.month),
        (tmt.year, tmt.month),
        MasaKerja.from_bulan(pmk) if pmk else NOL,
        cltn,
    )


def _hukdis(pegawai: Pegawai, today: date) -> tuple[BarisHukdis, ...]:
    rows = (
        BarisHukdis(TingkatHukdis(row.tingkat.lower()), row.tmt, row.akhir)
        for row in RiwayatHukdis.objects.filter(pegawai=pegawai)
    )
    bulan, tingkat = bebas_hukdis(on=today)
    return hukdis_blocking(rows, today, bulan=bulan, tingkat=tingkat)
