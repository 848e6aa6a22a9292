"""Dated parameters as the types the rules ask for.

`PustakaAturan` is the whole law on one day; the functions below it answer single questions.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol

from kepegawaian.rules.ahli_waris import AturanAnak, AturanHilang
from kepegawaian.rules.alasan import Sumber
from kepegawaian.rules.angka_kredit import AturanAngkaKredit, BarisJenjang
from kepegawaian.rules.cuti import AturanCuti, JenisCuti
from kepegawaian.rules.gaji import AturanGajiCpns, TabelGaji, tabel_gaji
from kepegawaian.rules.golongan import golongan_parse
from kepegawaian.rules.hukdis import TingkatHukdis
from kepegawaian.rules.jabatan import BarisEselon, JenisJabatan, Jenjang, Rumpun
from kepegawaian.rules.kgb import AturanKgbPns, AturanKgbPppk, SyaratKgbPppk
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.kp_ijazah import AturanIjazah, TujuanIjazah
from kepegawaian.rules.kp_pengabdian import AturanPengabdian, SebabPengabdian, TmtPengabdian
from kepegawaian.rules.kp_pilihan import AturanStruktural
from kepegawaian.rules.kuota_cuti import AturanTahunan
from kepegawaian.rules.masa_kerja import AturanMkg
from kepegawaian.rules.mpp import AturanMpp
from kepegawaian.rules.nip import AturanNip
from kepegawaian.rules.nominatif import AturanNominatif
from kepegawaian.rules.pangkat import AturanKp, AturanPendidikan, BatasPendidikan, SyaratKp
from kepegawaian.rules.pensiun import (
    AturanBup,
    AturanPokok,
    BatasPensiun,
    PembulatanMasaKerja,
    SyaratHak,
)
from kepegawaian.rules.periode_kp import AturanJendela, RezimPeriode
from kepegawaian.rules.pmk import AturanPmk, PembulatanBulan
from kepegawaian.rules.ujian_dinas import AturanUjian, BatasUjian, UjianDinas
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.kalender import Kalender
from sitamu.inti.rules.teks import nama_kunci
from sitamu.inti.selectors import kalender_in_force, nilai, parameter_in_force, parameter_versions


class BarisAturan(Protocol):
    """One version of one parameter, stored or only drafted."""

    @property
    def kunci(self) -> str: ...
    @property
    def berlaku_mulai(self) -> date: ...
    @property
    def nilai(self) -> Any: ...
    @property
    def dasar_hukum(self) -> str: ...


Versi = Callable[[str], Iterable[BarisAturan]]


def _kalender(hari_per_minggu: int) -> Kalender:
    return kalender_in_force(hari_per_minggu=hari_per_minggu)


class PustakaAturan:
    """The dated rules in force on `pada`, each read once and remembered.

    `versi` gives every version of one parameter; a draft is tried by handing in another one.
    `kalender` gives the office calendar of a five- or six-day week.
    `dipakai`: the rows handed out so far. Rules whose version follows from another date than
    `pada` (the TMT of a promotion) come as all their versions. Every property raises
    DataKurangError when no version is in force.
    """

    def __init__(
        self,
        *,
        pada: date,
        versi: Versi = parameter_versions,
        kalender: Callable[[int], Kalender] = _kalender,
    ) -> None:
        self.pada = pada
        self.kalender = kalender
        self.dipakai: dict[tuple[str, date], Sumber] = {}
        self._versi_of = versi
        self._rows: dict[str, list[BarisAturan]] = {}

    def versi(self, kunci: str) -> list[BarisAturan]:
        """Every version of one parameter, oldest first."""
        if kunci not in self._rows:
            rows = sorted(self._versi_of(kunci), key=lambda row: row.berlaku_mulai)
            self._rows[kunci] = rows
        return self._rows[kunci]

    def baris(self, kunci: str, on: date | None = None) -> BarisAturan:
        """The version in force on `on`, or on `pada`; noted in `dipakai`."""
        day = on or self.pada
        fitting = [row for row in self.versi(kunci) if row.berlaku_mulai <= day]
        if not fitting:
            raise DataKurangError(f"aturan {kunci} pada {day:%d-%m-%Y}")
        row = fitting[-1]
        self.dipakai[kunci, row.berlaku_mulai] = sumber(row)
        return row

    # Identity, pension

    @cached_property
    def nip(self) -> AturanNip:
        """Doubts about a NIP."""
        return AturanNip(**self.baris("NIP_PERIKSA").nilai)

    @cached_property
    def bup(self) -> tuple[AturanBup, ...]:
        """The BUP table."""
        return _bup(self.baris("BUP"))

    @cached_property
    def batas_pensiun(self) -> BatasPensiun:
        """Months before the TMT pensiun at which the office acts."""
        return BatasPensiun(**self.baris("PENSIUN_BATAS").nilai)

    @cached_property
    def syarat_hak(self) -> SyaratHak:
        """Least age and service for a right to pension."""
        return _syarat_hak(self.baris("PENSIUN_HAK"))

    @cached_property
    def pokok(self) -> AturanPokok:
        """Percentages, floors and rounding of the pension amount."""
        return _pokok(self.baris("PENSIUN_POKOK"))

    @cached_property
    def mpp(self) -> AturanMpp:
        """Masa persiapan pensiun."""
        row = self.baris("MPP")
        return AturanMpp(**row.nilai, sumber=sumber(row))

    @cached_property
    def anak(self) -> AturanAnak:
        """Children as heirs."""
        row = self.baris("PENSIUN_ANAK")
        return AturanAnak(**row.nilai, sumber=sumber(row))

    @cached_property
    def hilang(self) -> AturanHilang:
        """When a missing person counts as dead."""
        row = self.baris("PENSIUN_HILANG")
        return AturanHilang(**row.nilai, sumber=sumber(row))

    # Leave

    @cached_property
    def cuti(self) -> AturanCuti:
        """Kinds of leave and their limits."""
        kinds, figures = self.baris("CUTI_JENIS"), self.baris("CUTI")
        tahunan = self.baris("CUTI_TAHUNAN")
        return AturanCuti(
            jenis={
                pegawai: frozenset(map(JenisCuti, jenis)) for pegawai, jenis in kinds.nilai.items()
            },
            tahunan=AturanTahunan(**tahunan.nilai, sumber=sumber(tahunan)),
            **figures.nilai,
            sumber=sumber(figures),
        )

    # Pay, service

    @cached_property
    def gaji_pns(self) -> TabelGaji:
        """Gaji pokok PNS."""
        return _gaji(self.baris("GAJI_PNS"))

    @cached_property
    def gaji_pppk(self) -> TabelGaji:
        """Gaji pokok PPPK."""
        return _gaji(self.baris("GAJI_PPPK"))

    @cached_property
    def gaji_cpns(self) -> AturanGajiCpns:
        """The part a CPNS is paid."""
        row = self.baris("GAJI_CPNS")
        return AturanGajiCpns(Decimal(row.nilai["persen"]), sumber(row))

    @cached_property
    def mkg(self) -> AturanMkg:
        """Cuts and starts of masa kerja golongan."""
        row = self.baris("MKG")
        return AturanMkg(**row.nilai, sumber=sumber(row))

    @cached_property
    def pmk(self) -> AturanPmk:
        """Peninjauan masa kerja."""
        row = self.baris("PMK")
        figures = {**row.nilai, "pembulatan": PembulatanBulan(row.nilai["pembulatan"])}
        return AturanPmk(**figures, sumber=sumber(row))

    @cached_property
    def kgb_pns(self) -> AturanKgbPns:
        """KGB of PNS."""
        row = self.baris("KGB_PNS")
        return AturanKgbPns(
            predikat_minimal=Predikat(row.nilai["predikat_minimal"]),
            penundaan_bulan=row.nilai["penundaan_bulan"],
            pemberitahuan_bulan=row.nilai["pemberitahuan_bulan"],
            sumber=sumber(row),
        )

    @cached_property
    def kgb_pppk(self) -> AturanKgbPppk:
        """KGB of PPPK."""
        row = self.baris("KGB_PPPK")
        return AturanKgbPppk(
            umum=SyaratKgbPppk(**row.nilai["umum"]),
            pertama={
                golongan: SyaratKgbPppk(**syarat)
                for golongan, syarat in row.nilai["pertama"].items()
            },
            predikat_minimal=Predikat(row.nilai["predikat_minimal"]),
            pemberitahuan_bulan=row.nilai["pemberitahuan_bulan"],
            sumber=sumber(row),
        )

    # Promotion

    @cached_property
    def periode_kp(self) -> tuple[RezimPeriode, ...]:
        """Every regime: the TMT of the promotion chooses."""
        return tuple(
            RezimPeriode(frozenset(row.nilai["bulan"]), sumber(row))
            for row in self.versi("KP_PERIODE")
        )

    @cached_property
    def jendela(self) -> tuple[AturanJendela, ...]:
        """Every version of the proposal window: the TMT of the promotion chooses."""
        return tuple(
            AturanJendela(**row.nilai, sumber=sumber(row)) for row in self.versi("KP_JENDELA")
        )

    def jendela_kp(self, tmt: date) -> AturanJendela:
        """The proposal window for a promotion from `tmt`."""
        row = self.baris("KP_JENDELA", tmt)
        return AturanJendela(**row.nilai, sumber=sumber(row))

    @cached_property
    def kp(self) -> AturanKp:
        """What the kinds of promotion share."""
        ujian, pendidikan = self.baris("UJIAN_DINAS"), self.baris("KP_PENDIDIKAN")
        return AturanKp(
            periode=self.periode_kp,
            ujian=AturanUjian(
                tuple(_batas_ujian(batas) for batas in ujian.nilai["batas"]),
                ujian.nilai["duduk_tahun"],
                sumber(ujian),
            ),
            pendidikan=AturanPendidikan(
                {
                    kode: BatasPendidikan(
                        golongan_parse(batas["awal"]), golongan_parse(batas["tertinggi"])
                    )
                    for kode, batas in pendidikan.nilai.items()
                },
                sumber(pendidikan),
            ),
        )

    @cached_property
    def kp_reguler(self) -> tuple[SyaratKp, ...]:
        """Every version of KP reguler: the TMT of the promotion chooses."""
        return tuple(_syarat_kp(row.nilai, sumber(row)) for row in self.versi("KP_REGULER"))

    def syarat_kp(self, kunci: str) -> SyaratKp:
        """A kind of promotion that is nothing but its conditions, by its parameter."""
        row = self.baris(kunci)
        return _syarat_kp(row.nilai, sumber(row))

    @cached_property
    def kp_struktural(self) -> AturanStruktural:
        """KP pilihan of structural posts."""
        row = self.baris("KP_ESELON")
        return AturanStruktural(
            {
                eselon: (golongan_parse(terendah), golongan_parse(tertinggi))
                for eselon, (terendah, tertinggi) in row.nilai.items()
            },
            self.syarat_kp("KP_STRUKTURAL_DI_BAWAH"),
            self.syarat_kp("KP_STRUKTURAL_DI_DALAM"),
            sumber(row),
        )

    @cached_property
    def eselon(self) -> tuple[BarisEselon, ...]:
        """Eselon of structural posts by kind and name."""
        return tuple(
            BarisEselon(
                JenisJabatan(row["jenis"]), nama_kunci(row.get("awalan", "")), tuple(row["eselon"])
            )
            for row in self.baris("ESELON_JABATAN").nilai["baris"]
        )

    @cached_property
    def kp_ijazah(self) -> AturanIjazah:
        """Penyesuaian ijazah."""
        row = self.baris("KP_IJAZAH")
        return AturanIjazah(
            {
                kode: TujuanIjazah(
                    golongan_parse(t["dari"]),
                    golongan_parse(t["sampai"]),
                    golongan_parse(t["tujuan"]),
                )
                for kode, t in row.nilai["tujuan"].items()
            },
            _syarat_kp(row.nilai["syarat"], sumber(row)),
            sumber(row),
        )

    @cached_property
    def kp_pengabdian(self) -> AturanPengabdian:
        """KP pengabdian."""
        row = self.baris("KP_PENGABDIAN")
        return AturanPengabdian(
            tuple((tahun, bulan) for tahun, bulan in row.nilai["masa"]),
            frozenset(SebabPengabdian(sebab) for sebab in row.nilai["tanpa_masa"]),
            TmtPengabdian(row.nilai["tmt"]),
            _syarat_kp(row.nilai["syarat"], sumber(row)),
        )

    @cached_property
    def kp_anumerta(self) -> Sumber:
        """KP anumerta has a basis and no figures."""
        return sumber(self.baris("KP_ANUMERTA"))

    @cached_property
    def angka_kredit(self) -> AturanAngkaKredit:
        """Levels and percentages of angka kredit."""
        row = self.baris("ANGKA_KREDIT")
        return AturanAngkaKredit(
            {
                Jenjang(kode): BarisJenjang(
                    Jenjang(kode),
                    golongan_parse(j["dari"]),
                    golongan_parse(j["sampai"]),
                    Decimal(j["koefisien"]),
                    j["kebutuhan_kp"],
                    j["kebutuhan_jenjang"],
                )
                for kode, j in row.nilai["jenjang"].items()
            },
            {Predikat(kode): Decimal(persen) for kode, persen in row.nilai["persen"].items()},
            sumber(row),
        )

    # All lists

    @cached_property
    def nominatif(self) -> AturanNominatif:
        """Everything the forecasts rest on."""
        return AturanNominatif(
            bup=self.bup,
            batas_pensiun=self.batas_pensiun,
            hak=self.syarat_hak,
            kp=self.kp,
            kp_reguler=self.kp_reguler,
            kp_struktural=self.kp_struktural,
            kp_fungsional=self.syarat_kp("KP_FUNGSIONAL"),
            kp_tugas_belajar=self.syarat_kp("KP_TUGAS_BELAJAR"),
            kp_ijazah=self.kp_ijazah,
            kp_pengabdian=self.kp_pengabdian,
            eselon=self.eselon,
            angka_kredit=self.angka_kredit,
            jendela=self.jendela,
            kgb_pns=self.kgb_pns,
            kgb_pppk=self.kgb_pppk,
            gaji_pns=self.gaji_pns,
            gaji_pppk=self.gaji_pppk,
        )


def sumber(row: BarisAturan) -> Sumber:
    """What an answer says of the row it rests on."""
    return Sumber(row.kunci, row.berlaku_mulai, row.dasar_hukum)


def aturan_bup(*, on: date) -> tuple[AturanBup, ...]:
    """The BUP table in force: each row has its own dates inside the version."""
    return _bup(parameter_in_force("BUP", on=on))


def batas_pensiun(*, on: date) -> BatasPensiun:
    """Months before the TMT at which the office acts."""
    return BatasPensiun(**nilai("PENSIUN_BATAS", on=on))


def syarat_hak(*, on: date) -> SyaratHak:
    """Least age and service for a right to pension."""
    return _syarat_hak(parameter_in_force("PENSIUN_HAK", on=on))


def aturan_pokok(*, on: date) -> AturanPokok:
    """Percentages, floors and rounding of the pension amount."""
    return _pokok(parameter_in_force("PENSIUN_POKOK", on=on))


def tabel_gaji_pns(*, on: date) -> TabelGaji:
    """Gaji pokok PNS in force on that day."""
    return _gaji(parameter_in_force("GAJI_PNS", on=on))


def bebas_hukdis(*, on: date) -> tuple[int, frozenset[TingkatHukdis]]:
    """Months that a statement must cover, and the levels of hukdis that it is about."""
    aturan = nilai("HUKDIS_BEBAS", on=on)
    return aturan["bulan"], frozenset(map(TingkatHukdis, aturan["tingkat"]))


def _bup(row: BarisAturan) -> tuple[AturanBup, ...]:
    versi = sumber(row)
    return tuple(_bup_row(item, versi) for item in row.nilai["baris"])


def _bup_row(row: Mapping[str, Any], versi: Sumber) -> AturanBup:
    sampai = row.get("berlaku_sampai")
    return AturanBup(
        umur=row["umur"],
        dasar_hukum=row["dasar_hukum"],
        berlaku_mulai=date.fromisoformat(row["berlaku_mulai"]),
        jenis=JenisJabatan(row["jenis"]) if row.get("jenis") else None,
        jenjang=Jenjang(row["jenjang"]) if row.get("jenjang") else None,
        rumpun=Rumpun(row["rumpun"]) if row.get("rumpun") else None,
        undang_undang=bool(row.get("undang_undang")),
        berlaku_sampai=date.fromisoformat(sampai) if sampai else None,
        sumber=versi,
    )


def _syarat_hak(row: BarisAturan) -> SyaratHak:
    return SyaratHak(**row.nilai, dasar_hukum=row.dasar_hukum, berlaku_mulai=row.berlaku_mulai)


def _pokok(row: BarisAturan) -> AturanPokok:
    figures: dict[str, Any] = {
        key: Decimal(text)
        for key, text in row.nilai.items()
        if key.startswith(("persen_", "batas_bawah_"))
    }
    return AturanPokok(
        **figures,
        pembulatan=PembulatanMasaKerja(row.nilai["pembulatan"]),
        lajur_3={int(key): value for key, value in row.nilai["lajur_3"].items()},
        dasar_hukum=row.dasar_hukum,
        berlaku_mulai=row.berlaku_mulai,
    )


def _gaji(row: BarisAturan) -> TabelGaji:
    return tabel_gaji(
        ((golongan, mkg, gaji) for golongan, mkg, gaji in row.nilai["baris"]),
        dasar_hukum=row.dasar_hukum,
        berlaku_mulai=row.berlaku_mulai,
        kunci=row.kunci,
    )


def _syarat_kp(nilai_kp: Mapping[str, Any], dari: Sumber) -> SyaratKp:
    lain = {
        kunci: nilai_kp[kunci]
        for kunci in ("masa_jabatan_tahun", "boleh_melampaui_atasan")
        if kunci in nilai_kp
    }
    return SyaratKp(
        masa_pangkat_tahun=nilai_kp["masa_pangkat_tahun"],
        jumlah_predikat=nilai_kp["jumlah_predikat"],
        predikat_minimal=Predikat(nilai_kp["predikat_minimal"]),
        hukdis_menghalangi=frozenset(map(TingkatHukdis, nilai_kp["hukdis_menghalangi"])),
        sumber=dari,
        **lain,
    )


def _batas_ujian(batas: Mapping[str, Any]) -> BatasUjian:
    return BatasUjian(
        batas["dari"],
        batas["ke"],
        UjianDinas(batas["tingkat"]),
        frozenset(batas["bebas_ijazah"]),
        frozenset(batas["bebas_diklat"]),
    )
