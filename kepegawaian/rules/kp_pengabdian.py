"""KP at the end of service: pengabdian and anumerta; their TMT follows no period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kepegawaian.errors import FaktaInvalidError
from kepegawaian.rules.alasan import Alasan, Sumber, kode_gagal, memenuhi, syarat
from kepegawaian.rules.fakta import FaktaPegawai, setelah_cltn
from kepegawaian.rules.golongan import Golongan, golongan_berikut, golongan_pns
from kepegawaian.rules.hukdis import TingkatHukdis, hukdis_blocking, hukdis_heaviest
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.masa_kerja import MasaKerja
from kepegawaian.rules.pangkat import (
    SyaratKp,
    known,
    syarat_hukdis,
    syarat_predikat,
    syarat_puncak,
)
from kepegawaian.rules.pensiun import tmt_sesudah
from sitamu.inti.rules.teks import tanggal_panjang


class SebabPengabdian(StrEnum):
    """Why the service ends with a KP pengabdian."""

    BUP = "bup"
    MENINGGAL = "meninggal"
    CACAT_KARENA_DINAS = "cacat_karena_dinas"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return self.value.replace("_", " ")


class TmtPengabdian(StrEnum):
    """From when it counts for whoever leaves alive."""

    AWAL_BULAN_BERHENTI = "awal_bulan_berhenti"  # the 1st of the last month of service
    TMT_PENSIUN = "tmt_pensiun"  # the 1st of the month after it

    @property
    def label(self) -> str:
        """As a page writes it."""
        return {
            TmtPengabdian.AWAL_BULAN_BERHENTI: "tanggal 1 bulan berhenti",
            TmtPengabdian.TMT_PENSIUN: "TMT pensiun",
        }[self]


@dataclass(frozen=True, slots=True)
class AturanPengabdian:
    """`masa`: (years of unbroken service, months in the pangkat), any one of them is enough.

    `tanpa_masa`: causes for which no service is tested. `tmt`: of all causes but death.
    """

    masa: Sequence[tuple[int, int]]
    tanpa_masa: frozenset[SebabPengabdian]
    tmt: TmtPengabdian
    syarat: SyaratKp

    @property
    def sumber(self) -> Sumber:
        """The dated row."""
        return self.syarat.sumber


@dataclass(frozen=True, slots=True)
class HasilPengabdian:
    """Whether it is given; `golongan_baru` and `tmt_kp` when golongan and date are known."""

    syarat: tuple[Alasan, ...]
    golongan_baru: Golongan | None = None
    tmt_kp: date | None = None

    @property
    def memenuhi(self) -> bool:
        """Whether the person qualifies."""
        return memenuhi(self.syarat)

    @property
    def alasan(self) -> tuple[str, ...]:
        """Codes of the conditions that fail."""
        return kode_gagal(self.syarat)


def kp_pengabdian(
    masa_kerja_pns: MasaKerja,
    masa_dalam_pangkat: MasaKerja,
    predikat_1_tahun: Predikat,
    hukdis_1_tahun: TingkatHukdis | None,
    aturan: AturanPengabdian,
    *,
    sebab: SebabPengabdian = SebabPengabdian.BUP,
    golongan: Golongan | None = None,
    tanggal: date | None = None,
) -> HasilPengabdian:
    """KP pengabdian at the end of service.

    `hukdis_1_tahun`: heaviest penalty of the last year. `tanggal`: day of death, or any day of
    the month in which service ends; the TMT is the day of death, or as `aturan.tmt` says.
    """
    need = aturan.syarat
    tested = sebab not in aturan.tanpa_masa
    reached = any(
        masa_kerja_pns.tahun >= tahun and masa_dalam_pangkat.total_bulan >= bulan
        for tahun, bulan in aturan.masa
    )
    pilihan = "; ".join(
        f"{tahun} tahun dan {MasaKerja.from_bulan(bulan)} dalam pangkat"
        for tahun, bulan in aturan.masa
    )
    rows = [
        syarat(
            "masa_kerja_pengabdian",
            aturan.sumber,
            terpenuhi=reached or not tested,
            teks=f"Masa kerja {masa_kerja_pns} dan {masa_dalam_pangkat} dalam pangkat; syarat "
            f"salah satu dari: {pilihan}."
            if tested
            else f"Berhenti karena {sebab.label}: tanpa syarat masa kerja.",
            upaya=f"Salah satu dari: {pilihan}.",
        ),
        syarat_predikat((predikat_1_tahun,), 1, need),
        syarat_hukdis(hukdis_1_tahun, need, "dalam setahun terakhir"),
    ]
    baru = None
    if golongan is not None:
        baru = golongan_berikut(golongan_pns(golongan))
        if baru is None:
            rows.append(syarat_puncak(golongan, need))
    if not memenuhi(rows):
        return HasilPengabdian(tuple(rows))
    tmt = tanggal
    if tanggal is not None and sebab is not SebabPengabdian.MENINGGAL:
        pensiun = aturan.tmt is TmtPengabdian.TMT_PENSIUN
        tmt = tmt_sesudah(tanggal) if pensiun else tanggal.replace(day=1)
    return HasilPengabdian(tuple(rows), baru, tmt)


def pengabdian_menjelang(
    fakta: FaktaPegawai, tmt_pensiun: date, aturan: AturanPengabdian, *, today: date
) -> HasilPengabdian:
    """KP pengabdian with a pension by BUP from `tmt_pensiun`, as the record stands `today`.

    The rating is that of the last year that has ended, the penalty the heaviest of twelve months.
    Raises DataKurangError for a missing fact.
    """
    held = known(fakta.golongan_pada(today), "golongan")
    cpns, tahun = known(fakta.tmt_cpns, "TMT CPNS"), today.year - 1
    hukdis = hukdis_blocking(fakta.hukdis, today, bulan=12, tingkat=frozenset(TingkatHukdis))
    return kp_pengabdian(
        _whole_months(setelah_cltn(cpns, fakta.cltn), tmt_pensiun),
        _whole_months(fakta.pangkat_sejak(held), tmt_pensiun),
        known(fakta.skp.get(tahun), f"SKP {tahun}"),
        hukdis_heaviest(hukdis),
        aturan,
        golongan=held.golongan,
        tanggal=tmt_pensiun - timedelta(days=1),
    )


def _whole_months(mulai: date, sampai: date) -> MasaKerja:
    """From the month of `mulai` to the one before `sampai`, whole months."""
    bulan = (sampai.year - mulai.year) * 12 + sampai.month - mulai.month
    return MasaKerja.from_bulan(max(0, bulan))


@dataclass(frozen=True, slots=True)
class HasilAnumerta:
    """One step up on the day of death, whatever the years; pension from the next month."""

    golongan_baru: Golongan
    tmt_kp: date
    tmt_pensiun: date
    alasan: tuple[Alasan, ...]


def kp_anumerta(
    jenis_pegawai: str, golongan: Golongan, tanggal_tewas: date, sumber: Sumber
) -> HasilAnumerta:
    """KP anumerta of a PNS who died in duty (tewas); a CPNS is made PNS first.

    IV/e stays. Raises FaktaInvalidError for anybody else than PNS or CPNS.
    """
    if jenis_pegawai not in ("PNS", "CPNS"):
        raise FaktaInvalidError("jenis_pegawai", "Kenaikan pangkat anumerta hanya untuk PNS.")
    baru = golongan_berikut(golongan_pns(golongan)) or golongan
    rows = [
        syarat(
            "anumerta",
            sumber,
            terpenuhi=True,
            teks=f"Tewas pada {tanggal_panjang(tanggal_tewas)}: golongan {golongan} menjadi "
            f"{baru} mulai hari itu.",
        )
    ]
    if jenis_pegawai == "CPNS":
        rows.insert(
            0,
            syarat("diangkat_pns", sumber, terpenuhi=True, teks="Diangkat menjadi PNS lebih dulu."),
        )
    return HasilAnumerta(baru, tanggal_tewas, tmt_sesudah(tanggal_tewas), tuple(rows))
