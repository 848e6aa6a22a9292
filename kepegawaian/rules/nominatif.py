"""Nominatif: the next pension, promotion, KGB and end of agreement of one person.

A forecast says when, whether the conditions hold, and which do not: facts of the record against
the law, nothing guessed. What only time brings (years in the pangkat, the end of a penalty, the
next open period) moves the TMT; what somebody must still do or record leaves a condition open.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any, Final

from kepegawaian.rules.alasan import Alasan, Sumber
from kepegawaian.rules.angka_kredit import AturanAngkaKredit
from kepegawaian.rules.fakta import (
    AngkaKreditFakta,
    FaktaPegawai,
    KontrakFakta,
    PendidikanFakta,
    pmk_total,
    setelah_cltn,
)
from kepegawaian.rules.gaji import TabelGaji, langkah_gaji
from kepegawaian.rules.golongan import Golongan, golongan_pns
from kepegawaian.rules.hukdis import BarisHukdis, hukdis_blocking
from kepegawaian.rules.jabatan import BarisEselon, JabatanFakta, JenisJabatan, eselon_of
from kepegawaian.rules.kgb import (
    AturanKgbPns,
    AturanKgbPppk,
    kgb_pns,
    kgb_pppk,
    kgb_waktu,
)
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.kp_ijazah import AturanIjazah, kp_tugas_belajar
from kepegawaian.rules.kp_pengabdian import AturanPengabdian, pengabdian_menjelang
from kepegawaian.rules.kp_pilihan import AturanStruktural, kp_fungsional, kp_struktural
from kepegawaian.rules.kp_reguler import kp_reguler, reguler_in_force
from kepegawaian.rules.masa_kerja import MasaKerja
from kepegawaian.rules.pangkat import (
    AturanKp,
    AturanPendidikan,
    FaktaKp,
    HasilKp,
    JenisKp,
    SyaratKp,
    jalur_kp,
    known,
    kp_paling_awal,
)
from kepegawaian.rules.pensiun import (
    AturanBup,
    BatasPensiun,
    HakPensiun,
    PerkiraanPensiun,
    SebabBerhenti,
    SyaratHak,
    bup_tercapai,
    hak_pensiun,
    masa_kerja_pensiun,
    pensiun_perkiraan,
    tmt_sesudah,
)
from kepegawaian.rules.periode_kp import (
    AturanJendela,
    JendelaUsul,
    jendela_usul,
    rezim_pada,
    tmt_kp,
)
from kepegawaian.rules.ujian_dinas import AturanUjian, UjianDinas
from sitamu.inti.errors import DataKurangError, DomainError
from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.rules.teks import tanggal_panjang

INGATAN: Final = 65_536  # different facts whose answer is remembered
TAHUN_SKP: Final = 5  # years of ratings handed to a rule; it takes the latest it needs
CLTN: Final = "CLTN"
TUGAS_BELAJAR: Final = "TUGAS_BELAJAR"
NOTHING: Final[tuple[Alasan, ...]] = ()
BERAKHIR: Final = frozenset({"PENSIUN", "MENINGGAL", "BERHENTI"})


class JenisNominatif(StrEnum):
    """The lists."""

    PENSIUN = "PENSIUN"
    PANGKAT = "PANGKAT"
    KGB = "KGB"
    KONTRAK = "KONTRAK"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return {
            JenisNominatif.PENSIUN: "Pensiun",
            JenisNominatif.PANGKAT: "Kenaikan pangkat",
            JenisNominatif.KGB: "Kenaikan gaji berkala",
            JenisNominatif.KONTRAK: "Akhir perjanjian kerja",
        }[self]


class Keadaan(StrEnum):
    """How a forecast stands.

    HAMPIR: exactly one condition is open and there is a way to close it. DATA_KURANG: no condition
    fails, but the record does not say enough.
    """

    MEMENUHI = "MEMENUHI"
    HAMPIR = "HAMPIR"
    BELUM = "BELUM"
    DATA_KURANG = "DATA_KURANG"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return {
            Keadaan.MEMENUHI: "Memenuhi syarat",
            Keadaan.HAMPIR: "Kurang satu syarat",
            Keadaan.BELUM: "Belum memenuhi syarat",
            Keadaan.DATA_KURANG: "Data kurang",
        }[self]


@dataclass(frozen=True, slots=True)
class Perkiraan:
    """One forecast with its reasons.

    `tmt`: first day of the pension, the pangkat or the pay; for KONTRAK the last day of the
    agreement. None: it does not come, or nobody can say when. `rincian`: figures for a reader by
    name, dates as ISO text.
    """

    jenis: JenisNominatif
    keadaan: Keadaan
    tmt: date | None
    alasan: tuple[Alasan, ...]
    rincian: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def kurang(self) -> tuple[Alasan, ...]:
        """The conditions that do not hold, or not yet."""
        return tuple(row for row in self.alasan if row.terpenuhi is not True)


@dataclass(frozen=True, slots=True)
class AturanNominatif:
    """Every dated rule that a forecast rests on; where a TMT chooses the version, all of them."""

    bup: Sequence[AturanBup]
    batas_pensiun: BatasPensiun
    hak: SyaratHak
    kp: AturanKp
    kp_reguler: Sequence[SyaratKp]
    kp_struktural: AturanStruktural
    kp_fungsional: SyaratKp
    kp_tugas_belajar: SyaratKp
    kp_ijazah: AturanIjazah
    kp_pengabdian: AturanPengabdian
    eselon: Sequence[BarisEselon]
    angka_kredit: AturanAngkaKredit
    jendela: Sequence[AturanJendela]
    kgb_pns: AturanKgbPns
    kgb_pppk: AturanKgbPppk
    gaji_pns: TabelGaji
    gaji_pppk: TabelGaji

    def jendela_usul(self, tmt: date) -> JendelaUsul | None:
        """When a promotion from `tmt` is proposed; None before the first rule on it."""
        fitting = [rule for rule in self.jendela if rule.sumber.berlaku_mulai <= tmt]
        if not fitting:
            return None
        return jendela_usul(tmt, max(fitting, key=lambda rule: rule.sumber.berlaku_mulai))


class Peramal:
    """Forecasts under one law on one day. Same facts, same answer: it is worked out once.

    `periode_kp`: the first TMT of a promotion that can still be proposed on `today`.
    """

    def __init__(self, aturan: AturanNominatif, *, today: date) -> None:
        remember = lru_cache(INGATAN)
        window = remember(aturan.jendela_usul)
        self.aturan, self.today = aturan, today
        self.periode_kp = _open_period(aturan, window, today)
        ages = [row.umur for row in aturan.bup] or [0]
        self._youngest, self._oldest = min(ages), max(ages)
        self._last_rated = remember(partial(_last_rated, window))
        self._fitting = remember(partial(_fitting, aturan))
        self._hak = remember(partial(_hak, aturan))
        self._ways = remember(partial(_ways, aturan))
        self._eselon = remember(partial(_eselon, aturan))
        self._pangkat = remember(partial(_pangkat, aturan, window, today))
        self._step = remember(partial(_step, aturan, today))
        self._kgb = remember(partial(_kgb, aturan, today))

    def perkiraan(
        self, jenis: JenisNominatif, fakta: FaktaPegawai, *, dari: date = date.min
    ) -> Perkiraan:
        """The next event of one kind; of the KGB an overdue one, or the first from `dari` on.

        A kind that does not concern the person is answered BELUM with the reason, missing facts
        DATA_KURANG: it raises nothing.
        """
        if reason := _unconcerned(jenis, fakta):
            return Perkiraan(jenis, Keadaan.BELUM, None, (reason,))
        found = self._next(jenis, fakta, dari, date.max)
        return found or self.perkiraan(jenis, fakta)  # one that is over before `dari`

    def dalam(
        self, jenis: JenisNominatif, fakta: FaktaPegawai, *, dari: date, sampai: date
    ) -> Perkiraan | None:
        """The event of a list: the same forecast if its TMT lies in `dari`..`sampai` (inclusive).

        Also whoever lacks the facts for a TMT; None for all others, before any reason is written.
        """
        if _unconcerned(jenis, fakta):
            return None
        found = self._next(jenis, fakta, dari, sampai)
        if found is None or (found.tmt is None and found.keadaan is not Keadaan.DATA_KURANG):
            return None
        return found

    def semua(self, fakta: FaktaPegawai) -> list[Perkiraan]:
        """The next event of every kind."""
        return [self.perkiraan(jenis, fakta) for jenis in JenisNominatif]

    def _next(
        self, jenis: JenisNominatif, fakta: FaktaPegawai, dari: date, sampai: date
    ) -> Perkiraan | None:
        try:
            if jenis is JenisNominatif.PENSIUN:
                return self._pensiun(fakta, dari, sampai)
            if jenis is JenisNominatif.PANGKAT:
                return self._promotion(fakta, dari, sampai)
            if jenis is JenisNominatif.KGB:
                return self._raise(fakta, dari, sampai)
            return self._kontrak(fakta, dari, sampai)
        except DomainError as error:
            return _unknown(jenis, error)

    def _limit(self, fakta: FaktaPegawai) -> "_Batas":
        """The end of service by the BUP of the post held today; raises DataKurangError."""
        lahir, jabatan = _birth_and_post(fakta)
        row, capai = bup_tercapai(lahir, jabatan, self._fitting(jabatan))
        tmt = tmt_sesudah(capai)
        return _Batas(tmt - timedelta(days=1), tmt, row)

    def _limit_reasons(self, fakta: FaktaPegawai) -> PerkiraanPensiun:
        lahir, jabatan = _birth_and_post(fakta)
        return pensiun_perkiraan(lahir, jabatan, self.aturan.bup, self.aturan.batas_pensiun)

    def _too_late(self, tmt: date, fakta: FaktaPegawai) -> Alasan | None:
        """The reason when the service ends before `tmt`."""
        lahir = fakta.tanggal_lahir
        if lahir is None or tmt.year < lahir.year + self._youngest:
            return None
        try:
            batas = self._limit(fakta)
        except DataKurangError:
            return None
        if tmt <= batas.akhir_tugas:
            return None
        teks = (
            f"Paling awal {tanggal_panjang(tmt)}, sesudah batas usia pensiun tercapai "
            f"(masa tugas berakhir {tanggal_panjang(batas.akhir_tugas)})."
        )
        row = batas.bup
        return Alasan(teks, row.dasar_hukum, "mencapai_bup", terpenuhi=False, aturan=row.sumber)

    def _pensiun(self, fakta: FaktaPegawai, dari: date, sampai: date) -> Perkiraan | None:
        lahir = known(fakta.tanggal_lahir, "tanggal lahir")
        if lahir.year + self._youngest > sampai.year or lahir.year + self._oldest + 1 < dari.year:
            return None
        if not dari <= self._limit(fakta).tmt_pensiun <= sampai:
            return None
        batas = self._limit_reasons(fakta)
        rows = [*batas.alasan, *self._right(fakta, batas.tmt_pensiun)]
        rincian: dict[str, str | int] = {
            "bup": batas.bup,
            "akhir_tugas": batas.akhir_tugas.isoformat(),
            "batas_opd": batas.batas_opd.isoformat(),
            "batas_bkn": batas.batas_bkn.isoformat(),
            **self._honour(fakta, batas.tmt_pensiun),
        }
        return _perkiraan(JenisNominatif.PENSIUN, batas.tmt_pensiun, rows, rincian)

    def _right(self, fakta: FaktaPegawai, tmt: date) -> Sequence[Alasan]:
        """Whether the service is long enough for a pension."""
        if fakta.kedudukan == CLTN and not fakta.cltn:
            return (_lacking("tanggal CLTN"),)
        if fakta.tmt_cpns is None:
            return (_lacking("TMT CPNS"),)
        if fakta.tmt_cpns > tmt or (fakta.tmt_pns and fakta.tmt_pns > tmt):
            return (_lacking("TMT CPNS dan PNS yang mendahului TMT pensiun"),)
        akhir, pns = _month(tmt), fakta.tmt_pns
        return self._hak(
            masa_kerja_pensiun(_month(fakta.tmt_cpns), akhir, pmk_total(fakta.pmk), fakta.cltn),
            masa_kerja_pensiun(_month(pns), akhir, cltn=fakta.cltn) if pns else None,
        ).syarat

    def _honour(self, fakta: FaktaPegawai, tmt: date) -> Mapping[str, str]:
        """The KP pengabdian that goes with the pension; empty when none does, or nobody can say."""
        try:
            hasil = pengabdian_menjelang(fakta, tmt, self.aturan.kp_pengabdian, today=self.today)
        except DataKurangError:
            return {}
        if hasil.golongan_baru is None or hasil.tmt_kp is None:
            return {}
        return {"pengabdian": hasil.golongan_baru.kode, "pengabdian_tmt": hasil.tmt_kp.isoformat()}

    def _promotion(self, fakta: FaktaPegawai, dari: date, sampai: date) -> Perkiraan | None:
        if fakta.kedudukan == CLTN and not fakta.cltn:
            raise DataKurangError("tanggal CLTN")
        held = known(fakta.golongan_pada(self.today), "golongan")
        golongan_pns(held.golongan)
        jabatan = known(fakta.jabatan, "jabatan")
        eselon = self._eselon(jabatan.jenis, jabatan.nama)
        ways = self._ways(
            held.golongan,
            fakta.pangkat_sejak(held),
            jabatan,
            eselon=eselon,
            tmt_jabatan=fakta.tmt_jabatan if eselon else None,
            pendidikan=_schooling(fakta.pendidikan, self.aturan.kp.pendidikan),
            ujian=fakta.ujian,
            angka_kredit=fakta.angka_kredit_sejak(fakta.tmt_pangkat(held)),
            tugas_belajar=fakta.kedudukan == TUGAS_BELAJAR,
        )
        found = []
        for way in ways:
            tmt, waits = max(way.awal, self.periode_kp), NOTHING
            if fakta.hukdis:
                tmt, waits = _after_penalty(self.aturan, way, fakta.hukdis, tmt)
            if len(ways) == 1 and not dari <= tmt <= sampai:
                return None
            last, need = self._last_rated(tmt), way.syarat_pada(tmt).jumlah_predikat
            predikat = tuple(map(fakta.skp.get, range(last - need + 1, last + 1)))
            found.append(self._pangkat(way, tmt, tahun=last, predikat=predikat, waits=waits))
        hasil = (
            found[0] if len(found) == 1 else _either(ways, found, self.aturan.kp_struktural.sumber)
        )
        if hasil.tmt is None or not dari <= hasil.tmt <= sampai:
            return None
        if row := self._too_late(hasil.tmt, fakta):
            return replace(hasil, keadaan=Keadaan.BELUM, tmt=None, alasan=(*hasil.alasan, row))
        return hasil

    def _raise(self, fakta: FaktaPegawai, dari: date, sampai: date) -> Perkiraan | None:
        if fakta.kedudukan == CLTN and not fakta.cltn:
            raise DataKurangError("tanggal CLTN")
        held = known(fakta.golongan_pada(self.today), "golongan")
        tmt, mkg = held.tmt, held.mkg
        last = fakta.kgb_pada(self.today)
        if last is not None and last.tmt > tmt:
            tmt, mkg = last.tmt, MasaKerja(last.mkg_tahun)
        if fakta.pmk:
            later = pmk_total(row for row in fakta.pmk if tmt < row.tmt <= self.today)
            mkg = MasaKerja.from_bulan(mkg.total_bulan + later.total_bulan)
        pppk = fakta.jenis == "PPPK"
        step = self._step(held.golongan.kode, tmt, mkg, dari=dari, pppk=pppk)
        if fakta.cltn and step.tmt is not None:
            later_tmt = setelah_cltn(tmt, fakta.cltn, step.tmt)
            step = self._step(held.golongan.kode, later_tmt, mkg, dari=dari, pppk=pppk)
        if step.tmt is not None and not dari <= step.tmt <= sampai:
            return None
        rated = range(step.tahun - step.jumlah + 1, step.tahun + 1)
        hasil = self._kgb(
            step,
            jenis=fakta.jenis,
            predikat=tuple(map(fakta.skp.get, rated)),
            kontrak=_agreement(fakta.kontrak) if pppk else None,
        )
        if hasil.tmt and (row := self._too_late(hasil.tmt, fakta)):
            return replace(hasil, keadaan=Keadaan.BELUM, tmt=None, alasan=(*hasil.alasan, row))
        return hasil

    def _kontrak(self, fakta: FaktaPegawai, dari: date, sampai: date) -> Perkiraan | None:
        kontrak = _agreement(fakta.kontrak)
        akhir = self._limit(fakta).akhir_tugas
        if kontrak is not None:
            akhir = min(akhir, kontrak.akhir)
        if not dari <= akhir <= sampai:
            return None
        batas = self._limit_reasons(fakta)
        teks = (
            "Perjanjian kerja tidak melampaui batas usia pensiun jabatan: paling lambat "
            f"{tanggal_panjang(batas.akhir_tugas)}."
        )
        fixed = batas.alasan[0]
        bup = Alasan(teks, f"PP 49/2018; {fixed.dasar}", "batas_bup", aturan=fixed.aturan)
        rincian: dict[str, str | int] = {
            "bup": batas.bup,
            "akhir_tugas": batas.akhir_tugas.isoformat(),
        }
        if kontrak is None:
            rows = [*batas.alasan[:2], bup, _lacking("akhir perjanjian kerja")]
            return _perkiraan(JenisNominatif.KONTRAK, akhir, rows, rincian)
        rincian |= {"mulai": kontrak.mulai.isoformat(), "akhir": kontrak.akhir.isoformat()}
        teks = f"Perjanjian kerja tercatat sampai {tanggal_panjang(kontrak.akhir)}."
        rows = [Alasan(teks, "PP 49/2018", "akhir_perjanjian"), *batas.alasan[:2], bup]
        return _perkiraan(JenisNominatif.KONTRAK, akhir, rows, rincian)


def _unconcerned(jenis: JenisNominatif, fakta: FaktaPegawai) -> Alasan | None:
    """Why this kind of event never comes to this person, as things are."""
    if fakta.kedudukan in BERAKHIR:
        teks = f"Tidak lagi bekerja (kedudukan {fakta.kedudukan.title()})."
        return Alasan(teks, "", "sudah_berakhir", terpenuhi=False)
    if fakta.jenis in _CONCERNED[jenis]:
        return None
    kode, teks, dasar = _UNCONCERNED[jenis]
    cpns = fakta.jenis == "CPNS"
    return Alasan(
        teks.format(fakta.jenis),
        "PP 99/2000 jo PP 12/2002" if cpns else dasar,
        kode,
        terpenuhi=False,
        upaya="Diangkat menjadi PNS lebih dulu." if cpns else "",
    )


_CONCERNED: Final = {
    JenisNominatif.PENSIUN: frozenset({"PNS", "CPNS"}),
    JenisNominatif.PANGKAT: frozenset({"PNS"}),
    JenisNominatif.KGB: frozenset({"PNS", "CPNS", "PPPK"}),
    JenisNominatif.KONTRAK: frozenset({"PPPK"}),
}
_UNCONCERNED: Final = {
    JenisNominatif.PENSIUN: (
        "bukan_pns",
        "{} tidak mendapat pensiun; PPPK mendapat jaminan hari tua.",
        "PP 49/2018",
    ),
    JenisNominatif.PANGKAT: (
        "bukan_pns",
        "Kenaikan pangkat hanya untuk PNS; {} tidak mengenalnya.",
        "PP 49/2018",
    ),
    JenisNominatif.KGB: ("bukan_asn", "Kenaikan gaji berkala hanya untuk ASN.", "UU 20/2023"),
    JenisNominatif.KONTRAK: (
        "bukan_pppk",
        "{} tidak bekerja dengan perjanjian kerja PPPK.",
        "PP 49/2018",
    ),
}


# The answer


def _perkiraan(
    jenis: JenisNominatif,
    tmt: date | None,
    rows: Iterable[Alasan],
    rincian: Mapping[str, str | int],
) -> Perkiraan:
    alasan = tuple(rows)
    return Perkiraan(jenis, _keadaan(alasan), tmt, alasan, rincian)


def _keadaan(rows: Sequence[Alasan]) -> Keadaan:
    missing = [row for row in rows if row.terpenuhi is not True]
    if not missing:
        return Keadaan.MEMENUHI
    failing = any(row.terpenuhi is False for row in missing)
    if not failing and any(row.kode != "menunggu_skp" for row in missing):
        return Keadaan.DATA_KURANG
    if len(missing) == 1 and (missing[0].upaya or missing[0].sejak):
        return Keadaan.HAMPIR
    return Keadaan.BELUM


def _unknown(jenis: JenisNominatif, error: DomainError) -> Perkiraan:
    if isinstance(error, DataKurangError):
        row = _asked(error)
    else:
        row = Alasan(error.message, "", error.code, terpenuhi=None, upaya=error.langkah or "")
    return Perkiraan(jenis, Keadaan.DATA_KURANG, None, (row,))


def _asked(error: DataKurangError) -> Alasan:
    return _lacking(error.apa, error.langkah or "")


def _lacking(apa: str, upaya: str = "", *, asal: Alasan | None = None) -> Alasan:
    """What the record does not say; `asal`: the condition that asks for it."""
    return Alasan(
        f"Data kurang: {apa}.",
        asal.dasar if asal else "",
        "data_kurang",
        terpenuhi=None,
        upaya=upaya,
        aturan=asal.aturan if asal else None,
    )


def _ratings(
    rows: Iterable[Alasan],
    predikat: Sequence[Predikat | None],
    tahun: int,
    today: date,
    *,
    minimal: Predikat | None = None,
) -> list[Alasan]:
    """The same rows; a rating that could not be judged says which SKP it needs.

    `predikat`: of the years up to `tahun`. A year that has ended lacks its SKP, another waits.
    `minimal`: where given, ratings below it say from which years on they are forgotten.
    """
    found: list[Alasan] = []
    for row in rows:
        if row.kode == "predikat_kinerja" and row.terpenuhi is False and minimal:
            found.append(_outlived(row, predikat, tahun, minimal))
            continue
        if row.kode != "predikat_kinerja" or row.terpenuhi is not None:
            found.append(row)
            continue
        begin = tahun - len(predikat) + 1
        absent = [n for n, p in enumerate(predikat, begin) if p is None]
        if past := [n for n in absent if n < today.year]:
            daftar = _and(past)
            found.append(_lacking(f"SKP {daftar}", f"Catat predikat SKP {daftar}.", asal=row))
        if ahead := [n for n in absent if n >= today.year]:
            found.append(_awaited(ahead, row))
    return found


def _outlived(
    row: Alasan, predikat: Sequence[Predikat | None], tahun: int, minimal: Predikat
) -> Alasan:
    """Ratings too low: the years that must be good instead, and when the last of them is over."""
    rated = enumerate(predikat, tahun - len(predikat) + 1)
    bad = max(n for n, p in rated if p is not None and not p.at_least(minimal))
    years = range(bad + 1, bad + len(predikat) + 1)
    return replace(
        row,
        upaya=f"Predikat paling rendah {minimal} pada SKP {_and(years)}.",
        sejak=date(years[-1] + 1, 1, 1),
    )


def _awaited(tahun: Sequence[int], asal: Alasan) -> Alasan:
    return Alasan(
        f"Menunggu SKP {_and(tahun)}.",
        asal.dasar,
        "menunggu_skp",
        terpenuhi=None,
        upaya=f"Dapat dinilai sesudah SKP {tahun[-1]} tercatat.",
        sejak=date(tahun[-1] + 1, 1, 1),
        aturan=asal.aturan,
    )


def _and(tahun: Sequence[int]) -> str:
    return " dan ".join(map(str, tahun))


def _month(tanggal: date) -> tuple[int, int]:
    return tanggal.year, tanggal.month


def _refused(sumber: Sumber, kode: str, teks: str, upaya: str) -> Alasan:
    return Alasan(teks, sumber.dasar_hukum, kode, terpenuhi=False, upaya=upaya, aturan=sumber)


# Pension


@dataclass(frozen=True, slots=True)
class _Batas:
    """End of service by BUP: its last day, the TMT of a pension, the row that fixes the age."""

    akhir_tugas: date
    tmt_pensiun: date
    bup: AturanBup


def _birth_and_post(fakta: FaktaPegawai) -> tuple[date, JabatanFakta]:
    return known(fakta.tanggal_lahir, "tanggal lahir"), known(fakta.jabatan, "jabatan")


def _fitting(aturan: AturanNominatif, jabatan: JabatanFakta) -> tuple[AturanBup, ...]:
    return tuple(row for row in aturan.bup if row.fits(jabatan))


def _hak(aturan: AturanNominatif, masa: MasaKerja, masa_pns: MasaKerja | None) -> HakPensiun:
    return hak_pensiun(
        SebabBerhenti.BUP, aturan.hak, masa_kerja_pensiun=masa, masa_kerja_pns=masa_pns
    )


# Promotion

_Window = Callable[[date], JendelaUsul | None]


def _open_period(aturan: AturanNominatif, window: _Window, today: date) -> date:
    """The first permitted TMT after `today` whose proposal window has not closed."""
    tmt = tmt_kp(today + timedelta(days=1), 0, aturan.kp.periode).tmt_kp
    while (jendela := window(tmt)) is not None and jendela.usul_akhir < today:
        tmt = tmt_kp(tmt + timedelta(days=1), 0, aturan.kp.periode).tmt_kp
    return tmt


def _last_rated(window: _Window, tmt: date) -> int:
    """The last year rated before proposals for `tmt` close."""
    jendela = window(tmt)
    return (jendela.usul_akhir if jendela else tmt).year - 1


def _schooling(rows: Iterable[PendidikanFakta], aturan: AturanPendidikan) -> str | None:
    """The ijazah that leads highest, of those acknowledged by SK."""

    def level(kode: str) -> tuple[int, int, str]:
        batas = aturan.batas[kode]
        return batas.tertinggi.urut, batas.awal.urut, kode

    held = {row.kode for row in rows if row.dicantumkan and row.kode is not None}
    return max(held & aturan.batas.keys(), key=level, default=None)


def _training(held: frozenset[str], aturan: AturanUjian) -> str | None:
    """The leadership training, of those passed, that frees from the most examinations."""

    def frees(kode: str) -> tuple[int, str]:
        return sum(kode in border.bebas_diklat for border in aturan.batas), kode

    known_here = held & frozenset().union(*(border.bebas_diklat for border in aturan.batas))
    return max(known_here, key=frees, default=None)


@dataclass(frozen=True, slots=True, eq=False)
class _Jalur:
    """One way up for somebody: its kind, the conditions and the rule that judges facts, by TMT.

    `awal`: the earliest TMT by years in the pangkat and in the post.
    """

    jenis: JenisKp
    fakta: FaktaKp
    versi: Sequence[SyaratKp]
    hitung: Callable[[FaktaKp, date], HasilKp]
    awal: date

    def syarat_pada(self, tmt: date) -> SyaratKp:
        """What a promotion from `tmt` asks for."""
        if len(self.versi) == 1:
            return self.versi[0]
        fitting = [rule for rule in self.versi if rule.sumber.berlaku_mulai <= tmt]
        return max(fitting or self.versi, key=lambda rule: rule.sumber.berlaku_mulai)


def _ways(
    aturan: AturanNominatif,
    golongan: Golongan,
    tmt_golongan: date,
    jabatan: JabatanFakta,
    *,
    eselon: Sequence[str],
    tmt_jabatan: date | None,
    pendidikan: str | None,
    ujian: frozenset[str],
    angka_kredit: AngkaKreditFakta | None,
    tugas_belajar: bool,
) -> list[_Jalur]:
    """The kind of promotion that belongs to the post; of a structural one, one way an eselon.

    Raises DataKurangError when the record does not tell.
    """
    kp, jenis = aturan.kp, known(jabatan.jenis, "jenis jabatan")
    fakta = FaktaKp(
        "PNS",
        golongan,
        tmt_golongan,
        ujian_dinas=next((u for u in reversed(UjianDinas) if u.value in ujian), None),
        pendidikan=pendidikan,
        diklat=_training(ujian, kp.ujian),
        jenis_jabatan=jenis,
        jenjang=jabatan.jenjang,
        tmt_jabatan=tmt_jabatan,
    )

    kind = JenisKp.TUGAS_BELAJAR if tugas_belajar else jalur_kp(jenis)

    def way(rule: SyaratKp, judge: Callable[[FaktaKp, date], HasilKp], f: FaktaKp) -> _Jalur:
        return _Jalur(kind, f, (rule,), judge, kp_paling_awal(f, rule, kp))

    match kind:
        case JenisKp.TUGAS_BELAJAR:
            selama, ijazah = aturan.kp_tugas_belajar, aturan.kp_ijazah
            study = partial(kp_tugas_belajar, sudah_lulus=False)
            return [way(selama, lambda f, _: study(f, selama, ijazah, kp), fakta)]
        case JenisKp.REGULER:
            versi = aturan.kp_reguler
            _, periode = reguler_in_force(tmt_golongan, versi, kp, None)
            return [_Jalur(kind, fakta, versi, partial(_judge_regular, aturan), periode.tmt_kp)]
        case JenisKp.PILIHAN_FUNGSIONAL:
            rule, ak = aturan.kp_fungsional, aturan.angka_kredit
            points = partial(
                kp_fungsional,
                angka_kredit=angka_kredit.jumlah if angka_kredit else None,
                angka_kredit_jenjang=angka_kredit.jenjang if angka_kredit else None,
                terbuka=True,
            )
            return [way(rule, lambda f, _: points(f, rule, kp, ak), fakta)]
        case _:
            structural = aturan.kp_struktural
            return [
                way(
                    structural.di_bawah if golongan < lowest else structural.di_dalam,
                    lambda f, _: kp_struktural(f, structural, kp),
                    replace(fakta, eselon=kode),
                )
                for kode, (lowest, _) in structural.eselon.items()
                if kode in eselon
            ]


def _eselon(aturan: AturanNominatif, jenis: JenisJabatan | None, nama: str) -> tuple[str, ...]:
    return eselon_of(JabatanFakta(jenis, nama=nama), aturan.eselon)


def _judge_regular(aturan: AturanNominatif, fakta: FaktaKp, tmt: date) -> HasilKp:
    return kp_reguler(fakta, aturan.kp_reguler, aturan.kp, untuk_periode=tmt)


def _pangkat(
    aturan: AturanNominatif,
    window: _Window,
    today: date,
    way: _Jalur,
    tmt: date,
    *,
    tahun: int,
    predikat: tuple[Predikat | None, ...],
    waits: tuple[Alasan, ...],
) -> Perkiraan:
    """The promotion from `tmt`, judged; `predikat`: ratings of the years up to `tahun`."""
    try:
        hasil = way.hitung(replace(way.fakta, predikat=predikat), tmt)
    except DataKurangError as error:  # a condition cannot be judged, the day is known all the same
        hasil = HasilKp(way.jenis, (_asked(error),))
    minimal = way.syarat_pada(tmt).predikat_minimal
    rows = [*_ratings(hasil.syarat, predikat, tahun, today, minimal=minimal), *waits]
    if way.fakta.pendidikan is None:
        rows = [_unschooled(row) for row in rows]
    if tmt > way.awal:
        rezim = rezim_pada(tmt, aturan.kp.periode).sumber
        rows = [_moved(row, tmt, rezim) if row.kode == "periode_kp" else row for row in rows]
    rincian: dict[str, str | int] = {
        "jenis_kp": hasil.jenis.value,
        "golongan": way.fakta.golongan.kode,
    }
    if hasil.golongan_baru:
        rincian["golongan_baru"] = hasil.golongan_baru.kode
    if (jendela := window(tmt)) is not None:
        rows += jendela.alasan
        rincian |= {
            "usul_mulai": jendela.usul_mulai.isoformat(),
            "usul_akhir": jendela.usul_akhir.isoformat(),
        }
    return _perkiraan(JenisNominatif.PANGKAT, tmt, rows, rincian)


def _unschooled(row: Alasan) -> Alasan:
    """The same row; an examination that an ijazah nobody recorded might free from is not failed."""
    if not row.kode.startswith("ujian_dinas") or row.terpenuhi is not False:
        return row
    return _lacking("pendidikan dan ujian dinas", row.upaya, asal=row)


def _moved(periode: Alasan, tmt: date, rezim: Sumber) -> Alasan:
    """The reason of the period when the first one by time cannot be proposed any more.

    `rezim`: the row that permits `tmt`, which need not be the one of the first period.
    """
    teks = f"Periode terdekat yang masih dapat diusulkan: {tanggal_panjang(tmt)}."
    return replace(periode, teks=teks, dasar=rezim.dasar_hukum, aturan=rezim)


def _either(ways: Sequence[_Jalur], found: Sequence[Perkiraan], sumber: Sumber) -> Perkiraan:
    """The answer of a structural post whose eselon is not recorded: one when all agree."""
    if not ways:
        raise DataKurangError("eselon jabatan")
    first = min(found, key=lambda p: p.tmt or date.max)
    daftar = " atau ".join(str(way.fakta.eselon) for way in ways)
    if len({(p.keadaan, p.tmt, p.rincian.get("golongan_baru")) for p in found}) > 1:
        row = _lacking(f"eselon jabatan ({daftar})", "Catat eselon jabatan struktural ini.")
        return replace(first, keadaan=Keadaan.DATA_KURANG, alasan=(row,))
    teks = f"Eselon jabatan belum tercatat; jawabannya sama untuk {daftar}."
    ranges = [row for p in found for row in p.alasan if row.kode == "di_luar_jenjang_pangkat"]
    both = replace(ranges[0], teks=" ".join(row.teks for row in ranges))
    rows = [both if row.kode == both.kode else row for row in first.alasan]
    said = Alasan(teks, sumber.dasar_hukum, "eselon", aturan=sumber)
    return replace(first, alasan=(said, *rows))


def _after_penalty(
    aturan: AturanNominatif, way: "_Jalur", hukdis: Sequence[BarisHukdis], tmt: date
) -> tuple[date, tuple[Alasan, ...]]:
    """The first TMT from `tmt` on without a penalty being served, and what was waited for.

    Which levels stand in the way is said by the version that the TMT chooses.
    """
    rows = []
    while served := hukdis_blocking(
        hukdis, tmt, bulan=0, tingkat=way.syarat_pada(tmt).hukdis_menghalangi
    ):
        akhir = max(row.akhir for row in served if row.akhir is not None)
        tmt = tmt_kp(akhir + timedelta(days=1), 0, aturan.kp.periode).tmt_kp
        teks = f"Hukuman disiplin dijalani sampai {tanggal_panjang(akhir)}."
        sumber = way.syarat_pada(tmt).sumber
        rows.append(Alasan(teks, sumber.dasar_hukum, "hukuman_disiplin_selesai", aturan=sumber))
    if any(
        row.akhir is None
        and row.tmt <= tmt
        and row.tingkat in way.syarat_pada(tmt).hukdis_menghalangi
        for row in hukdis
    ):
        rows.append(_lacking("tanggal akhir hukuman disiplin", "Catat tanggal akhirnya."))
    return tmt, tuple(rows)


_LAYANAN_KP: Final[Mapping[str, str]] = {
    JenisKp.REGULER.value: "KP_REGULER",
    JenisKp.PILIHAN_STRUKTURAL.value: "KP_STRUKTURAL",
    JenisKp.PILIHAN_FUNGSIONAL.value: "KP_FUNGSIONAL",
    JenisKp.TUGAS_BELAJAR.value: "KP_TUGAS_BELAJAR",
}


def layanan_of(jenis: JenisNominatif, pegawai: str, rincian: Mapping[str, Any]) -> str:
    """Code of the service that gives what a row of a list forecasts; empty when none does.

    `pegawai`: kind of employee. `rincian`: of the forecast.
    """
    pppk = pegawai == "PPPK"
    match jenis:
        case JenisNominatif.PENSIUN:
            return "PENSIUN_BUP" if pegawai == "PNS" else ""
        case JenisNominatif.PANGKAT:
            return _LAYANAN_KP.get(str(rincian.get("jenis_kp", "")), "")
        case JenisNominatif.KGB:
            return "KGB_PPPK" if pppk else "KGB_PNS"
        case _:
            return "PERPANJANGAN_PPPK" if pppk else ""


# KGB


@dataclass(frozen=True, slots=True)
class _Langkah:
    """The next step of the pay table: MKG `mkg` on `sejak` reaches `mkg_baru` on `tmt`.

    `tmt` None: there is none. `tahun`: the last year rated before the letter is due; so many
    ratings up to it (`jumlah`) are asked for.
    """

    golongan: str
    sejak: date
    mkg: MasaKerja
    tmt: date | None
    mkg_baru: int = 0
    gaji_baru: int = 0
    tahun: int = 0
    jumlah: int = 0


def _step(
    aturan: AturanNominatif,
    today: date,
    golongan: str,
    sejak: date,
    mkg: MasaKerja,
    *,
    dari: date,
    pppk: bool,
) -> _Langkah:
    """The first step that is not before `dari`; one overdue on `today` must be given first."""
    tabel = aturan.gaji_pppk if pppk else aturan.gaji_pns
    step = kgb_waktu(golongan, sejak, mkg, tabel)
    while step is not None and today <= step[0] < dari:
        sejak, mkg = step[0], MasaKerja(step[1].mkg)
        step = kgb_waktu(golongan, sejak, mkg, tabel)
    if step is None:
        return _Langkah(golongan, sejak, mkg, None)
    tmt, cell = step
    if pppk:
        now = langkah_gaji(golongan, mkg, tabel)
        jumlah = aturan.kgb_pppk.syarat_untuk(golongan, now).jumlah_predikat
        due = tambah_bulan(tmt, -aturan.kgb_pppk.pemberitahuan_bulan)
    else:
        jumlah, due = 1, tambah_bulan(tmt, -aturan.kgb_pns.pemberitahuan_bulan)
    return _Langkah(golongan, sejak, mkg, tmt, cell.mkg, cell.gaji, due.year - 1, jumlah)


def _kgb(
    aturan: AturanNominatif,
    today: date,
    step: _Langkah,
    *,
    jenis: str,
    predikat: tuple[Predikat | None, ...],
    kontrak: KontrakFakta | None,
) -> Perkiraan:
    """The KGB of a step, judged; `predikat`: ratings of the years up to `step.tahun`."""
    facts = (step.golongan, step.sejak, step.mkg)
    sumber = aturan.kgb_pppk.sumber if jenis == "PPPK" else aturan.kgb_pns.sumber
    if jenis == "PPPK":
        hasil = kgb_pppk(
            *facts,
            aturan.gaji_pppk,
            aturan.kgb_pppk,
            lama_perjanjian_bulan=_length(kontrak) if kontrak else None,
            predikat=predikat or (None,) * TAHUN_SKP,
        )
    else:
        rating = predikat[-1] if predikat else None
        hasil = kgb_pns(*facts, aturan.gaji_pns, aturan.kgb_pns, predikat=rating)
    rincian: dict[str, str | int] = {
        "golongan": step.golongan,
        "gaji_sekarang": hasil.gaji_sekarang,
    }
    if step.tmt is None:
        rows = [row for row in hasil.syarat if row.kode == "mkg_maksimum"]
        return Perkiraan(JenisNominatif.KGB, Keadaan.BELUM, None, tuple(rows), rincian)
    rows = _ratings(hasil.syarat, predikat, step.tahun, today)
    if jenis == "CPNS":
        teks = "Kenaikan gaji berkala diberikan kepada PNS; pegawai ini masih CPNS."
        upaya = "Diangkat menjadi PNS lebih dulu."
        rows.append(_refused(sumber, "bukan_pns", teks, upaya))
    if kontrak is not None and step.tmt > kontrak.akhir:
        teks = f"Perjanjian kerja berakhir {tanggal_panjang(kontrak.akhir)}, sebelum TMT."
        upaya = "Perpanjangan perjanjian kerja."
        rows.append(_refused(sumber, "perjanjian_berakhir", teks, upaya))
    bulan = (aturan.kgb_pppk if jenis == "PPPK" else aturan.kgb_pns).pemberitahuan_bulan
    rincian |= {
        "mkg_baru": step.mkg_baru,
        "gaji_baru": step.gaji_baru,
        "surat_paling_lambat": tambah_bulan(step.tmt, -bulan).isoformat(),
    }
    return _perkiraan(JenisNominatif.KGB, step.tmt, rows, rincian)


# Agreements


def _agreement(rows: Sequence[KontrakFakta]) -> KontrakFakta | None:
    """The agreement that ends last, from the first day of the unbroken run it closes."""
    if not rows:
        return None
    ordered = sorted(rows, key=lambda row: (row.akhir, row.mulai), reverse=True)
    mulai = ordered[0].mulai
    for row in ordered[1:]:
        if row.akhir + timedelta(days=1) >= mulai:
            mulai = min(mulai, row.mulai)
    return KontrakFakta(mulai, ordered[0].akhir)


def _length(kontrak: KontrakFakta) -> int:
    """Whole months of an agreement, both days inclusive."""
    sampai = kontrak.akhir + timedelta(days=1)
    bulan = (sampai.year - kontrak.mulai.year) * 12 + sampai.month - kontrak.mulai.month
    return bulan - (sampai.day < kontrak.mulai.day)
