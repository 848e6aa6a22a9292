"""Pension facts of one person, and the papers that a service asks for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from kepegawaian.models import (
    Keluarga,
    Profil,
    RiwayatGolongan,
    RiwayatHukdis,
    RiwayatJabatan,
    RiwayatPmk,
    Syarat,
    VersiLayanan,
)
from kepegawaian.rules.gaji import gaji_pokok
from kepegawaian.rules.hukdis import BarisHukdis, TingkatHukdis, hukdis_blocking
from kepegawaian.rules.masa_kerja import NOL, MasaKerja
from kepegawaian.rules.pensiun import (
    JenisPensiun,
    PensiunPokok,
    PerkiraanPensiun,
    masa_kerja_pensiun,
    pensiun_perkiraan,
    pensiun_pokok,
)
from kepegawaian.rules.syarat import ButirDiminta, FaktaSyarat, SyaratBaris, butir_required
from kepegawaian.selectors.aturan import (
    aturan_bup,
    aturan_pokok,
    batas_pensiun,
    bebas_hukdis,
    syarat_hak,
    tabel_gaji_pns,
)
from kepegawaian.selectors.fakta import jabatan_fakta
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import (
    Kedudukan,
    Pegawai,
)

PENSIUN_BUP = "PENSIUN_BUP"


def layanan_in_force(kode: str, *, on: date) -> VersiLayanan:
    """The version of a service in force on that day; raises DataKurangError."""
    row = (
        VersiLayanan.objects.filter(layanan=kode, berlaku_mulai__lte=on)
        .select_related("layanan")
        .order_by("-berlaku_mulai")
        .first()
    )
    if row is None:
        raise DataKurangError(f"layanan {kode} pada {on:%d-%m-%Y}")
    return row


def syarat_rows(versi: VersiLayanan) -> list[SyaratBaris]:
    """The papers a version of a service asks for, as the rules see them."""
    return [
        SyaratBaris(
            kode=s.kode,
            nama=s.nama,
            jenis_dokumen=s.jenis_dokumen_id,
            kondisi=s.kondisi,
            tahun_ke_belakang=s.tahun_ke_belakang,
            urutan=s.urutan,
        )
        for s in Syarat.objects.filter(versi_layanan=versi)
    ]


def syarat_fakta(pegawai_ids: Sequence[UUID], *, on: date) -> dict[UUID, FaktaSyarat]:
    """Answers to the conditions of the catalogue for many people, in three queries."""
    pmk = set(
        RiwayatPmk.objects.filter(pegawai__in=pegawai_ids).values_list("pegawai_id", flat=True)
    )
    kawin = dict(
        Profil.objects.filter(pegawai__in=pegawai_ids).values_list("pegawai_id", "status_kawin")
    )
    pasangan: Counter[UUID] = Counter()
    anak: dict[UUID, list[date]] = {}
    for pegawai_id, hubungan, lahir in Keluarga.objects.filter(pegawai__in=pegawai_ids).values_list(
        "pegawai_id", "hubungan", "tanggal_lahir"
    ):
        if hubungan == "pasangan":
            pasangan[pegawai_id] += 1
        elif lahir is not None:
            anak.setdefault(pegawai_id, []).append(lahir)
    return {
        pegawai_id: FaktaSyarat(
            ada_pmk=pegawai_id in pmk,
            ada_pasangan=bool(pasangan[pegawai_id]),
            pernah_cerai=kawin.get(pegawai_id, "").startswith("Cerai"),
            lahir_anak=tuple(anak.get(pegawai_id, ())),
            ada_npwp=False,
            pada=on,
        )
        for pegawai_id in pegawai_ids
    }


def butir_diminta(
    pegawai_ids: Sequence[UUID], versi: VersiLayanan, *, on: date
) -> dict[UUID, list[ButirDiminta]]:
    """What the service asks of each of these people on that day."""
    rows = syarat_rows(versi)
    return {
        pegawai_id: butir_required(rows, fakta, tahun_terakhir=on.year - 1)
        for pegawai_id, fakta in syarat_fakta(pegawai_ids, on=on).items()
    }


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


def fakta_pensiun(pegawai: Pegawai, *, today: date) -> FaktaPensiun:
    """Load and compute; raises DataKurangError when the record cannot give a TMT or a pay."""
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
    tmt = perkiraan.tmt_pensiun
    mkg = MasaKerja.from_bulan(
        golongan.mkg_tahun * 12
        + golongan.mkg_bulan
        + max(0, (tmt.year - golongan.tmt.year) * 12 + tmt.month - golongan.tmt.month)
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
    if pegawai.kedudukan == Kedudukan.CLTN:
        lacking.append("tanggal CLTN")
        return None
    pmk = sum(
        (row.tahun * 12 + row.bulan for row in RiwayatPmk.objects.filter(pegawai=pegawai)), start=0
    )
    return masa_kerja_pensiun(
        (profil.tmt_cpns.year, profil.tmt_cpns.month),
        (tmt.year, tmt.month),
        MasaKerja.from_bulan(pmk) if pmk else NOL,
    )


def _hukdis(pegawai: Pegawai, today: date) -> tuple[BarisHukdis, ...]:
    rows = (
        BarisHukdis(TingkatHukdis(row.tingkat.lower()), row.tmt, row.akhir)
        for row in RiwayatHukdis.objects.filter(pegawai=pegawai)
    )
    bulan, tingkat = bebas_hukdis(on=today)
    return hukdis_blocking(rows, today, bulan=bulan, tingkat=tingkat)
