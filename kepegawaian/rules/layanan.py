"""Whether a service may be proposed for a person today: one rule a kind, named in the catalogue.

A rule knows facts, the law in force and nothing of the database. It answers with every condition;
what a paper of the proposal proves (an examination, angka kredit) is left to whoever verifies.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from kepegawaian.errors import FaktaInvalidError
from kepegawaian.rules.alasan import Alasan
from kepegawaian.rules.fakta import FaktaPegawai, pmk_total
from kepegawaian.rules.golongan import Golongan
from kepegawaian.rules.hukdis import TingkatHukdis, hukdis_blocking, hukdis_heaviest
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.kp_ijazah import AturanIjazah, kp_penyesuaian_ijazah, kp_tugas_belajar
from kepegawaian.rules.kp_pengabdian import AturanPengabdian, kp_anumerta, pengabdian_menjelang
from kepegawaian.rules.kp_pilihan import kp_diperbantukan, kp_penemuan, kp_prestasi
from kepegawaian.rules.kp_reguler import kp_spesialis
from kepegawaian.rules.mpp import AturanMpp, mpp_hitung
from kepegawaian.rules.nominatif import JenisNominatif, Peramal, Perkiraan
from kepegawaian.rules.pangkat import FaktaKp, HasilKp, SyaratKp, known
from kepegawaian.rules.pensiun import (
    SebabBerhenti,
    SyaratHak,
    hak_pensiun,
    masa_kerja_pensiun,
)
from kepegawaian.rules.usulan import Keluarga
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.tanggal import tambah_bulan, tambah_tahun, umur_pada
from sitamu.inti.rules.teks import tanggal_panjang

Rincian = Mapping[str, str | int]
BERAKHIR: Final = frozenset({"PENSIUN", "MENINGGAL", "BERHENTI"})
MENINGGAL: Final = "MENINGGAL"


class KeadaanLayanan(StrEnum):
    """How a service stands for somebody today."""

    DAPAT = "DAPAT"
    NANTI = "NANTI"
    BELUM = "BELUM"
    BERJALAN = "BERJALAN"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return {
            "DAPAT": "Dapat diajukan",
            "NANTI": "Belum waktunya",
            "BELUM": "Belum memenuhi syarat",
            "BERJALAN": "Sedang diproses",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Kelayakan:
    """The answer. `teks`: one sentence for the person. `sebab`: its stable code.

    `tmt`: first day of what would be proposed, when the rule fixes it. `mulai`: for NANTI the first
    day on which it may be proposed. `rincian`: figures by name, dates as ISO text.
    """

    keadaan: KeadaanLayanan
    teks: str = ""
    sebab: str = ""
    tmt: date | None = None
    mulai: date | None = None
    rincian: Rincian = field(default_factory=dict)
    alasan: tuple[Alasan, ...] = ()
    langkah: str = ""

    @property
    def dapat(self) -> bool:
        """Whether it may be proposed now."""
        return self.keadaan is KeadaanLayanan.DAPAT


@dataclass(frozen=True, slots=True)
class AturanLayanan:
    """The dated rules that the services ask besides those of the forecasts."""

    hak: SyaratHak
    mpp: AturanMpp
    spesialis: SyaratKp
    prestasi: SyaratKp
    penemuan: SyaratKp
    diperbantukan: SyaratKp
    tugas_belajar: SyaratKp
    ijazah: AturanIjazah
    pengabdian: AturanPengabdian


@dataclass(frozen=True, slots=True)
class Perkara:
    """What a rule is asked: a person, the law, the day. `bulan`: how early, before the TMT.

    `tmt`: the day that the person asks for, where they may choose; None before they have.
    """

    fakta: FaktaPegawai
    peramal: Peramal
    aturan: AturanLayanan
    today: date
    bulan: int
    tmt: date | None = None

    def perkiraan(self, jenis: JenisNominatif) -> Perkiraan:
        """The next event of that kind."""
        return self.peramal.perkiraan(jenis, self.fakta)


Rule = Callable[[Perkara], Kelayakan]


def kelayakan(aturan: str, untuk: Sequence[str], perkara: Perkara) -> Kelayakan:
    """Whether the service whose rule is `aturan` may be proposed for this person today.

    `untuk`: kinds of people it is for. A missing fact is answered BELUM with its name. Raises
    DataKurangError for a rule that nobody wrote (a slip in the catalogue).
    """
    if aturan not in ATURAN:
        raise DataKurangError(f"aturan layanan {aturan}")
    fakta = perkara.fakta
    if fakta.jenis not in untuk:
        return _no(f"Layanan ini untuk {' dan '.join(untuk)}.", "bukan_" + untuk[0].lower())
    wafat = aturan in UNTUK_WAFAT
    if wafat and fakta.kedudukan != MENINGGAL:
        return _no(
            "Layanan ini dibuka setelah pegawai tercatat meninggal.",
            "belum_meninggal",
            langkah="Catat kedudukan pegawai lebih dulu dengan akta kematian.",
        )
    if not wafat and fakta.kedudukan in BERAKHIR:
        return _no(
            f"{fakta.nama} tercatat {fakta.kedudukan.lower()}, jadi usulan tidak dapat dibuat.",
            "sudah_berakhir",
            langkah="Bila catatan itu keliru, hubungi operator OPD untuk membetulkan data.",
        )
    try:
        return ATURAN[aturan](perkara)
    except (DataKurangError, FaktaInvalidError) as error:
        return _no(error.message, error.code, langkah=error.langkah or "")


def _yes(tmt: date | None = None, rincian: Rincian | None = None, teks: str = "") -> Kelayakan:
    return Kelayakan(KeadaanLayanan.DAPAT, teks, tmt=tmt, rincian=rincian or {})


def _no(teks: str, sebab: str, *, langkah: str = "", alasan: Sequence[Alasan] = ()) -> Kelayakan:
    return Kelayakan(KeadaanLayanan.BELUM, teks, sebab, langkah=langkah, alasan=tuple(alasan))


def _later(mulai: date, teks: str, *, tmt: date | None = None) -> Kelayakan:
    return Kelayakan(KeadaanLayanan.NANTI, teks, "belum_waktunya", tmt=tmt, mulai=mulai)


def _failing(rows: Sequence[Alasan], proven: frozenset[str] = frozenset()) -> Alasan | None:
    """The first condition that stands in the way; of an unknown one papers may be the proof."""
    open_rows = [r for r in rows if r.terpenuhi is not True and r.kode not in proven]
    return _certain(open_rows) or next(iter(open_rows), None)


def _certain(rows: Sequence[Alasan], proven: frozenset[str] = frozenset()) -> Alasan | None:
    """The first condition that fails for certain, whatever time brings."""
    return next((r for r in rows if r.terpenuhi is False and r.kode not in proven), None)


def _refused(row: Alasan, rows: Sequence[Alasan]) -> Kelayakan:
    return _no(row.teks, row.kode or "syarat", langkah=row.upaya, alasan=rows)


def _in_time(
    rows: Sequence[Alasan], asked: Kelayakan, proven: frozenset[str] = frozenset()
) -> Kelayakan:
    """`asked` (the answer by the calendar) unless a condition fails.

    What only waits, as a rating that is still to come, does not matter before the day.
    """
    row = _certain(rows, proven) if not asked.dapat else _failing(rows, proven)
    return _refused(row, rows) if row else asked


def umum(_: Perkara) -> Kelayakan:
    """Whoever is in service."""
    return _yes()


# Promotions

DIBUKTIKAN_KP: Final = frozenset(
    {
        "angka_kredit_kurang",
        "angka_kredit_jenjang_kurang",
        "ujian_dinas_tingkat_1",
        "ujian_dinas_tingkat_2",
    }
)


def _kp(jalur: str) -> Rule:
    def rule(p: Perkara) -> Kelayakan:
        found = p.perkiraan(JenisNominatif.PANGKAT)
        kind = found.rincian.get("jenis_kp")
        if kind is not None and kind != jalur:
            kata = str(kind).replace("_", " ")
            return _no(f"Jalur kenaikan pangkat menurut jabatan sekarang: {kata}.", "jalur_lain")
        if found.tmt is None or kind is None:
            row = _failing(found.alasan, DIBUKTIKAN_KP)
            belum = "TMT kenaikan pangkat belum dapat dihitung."
            return _refused(row, found.alasan) if row else _no(belum, "data_kurang")
        asked = _in_window(found.tmt, p, _figures(p, found.rincian), found.alasan)
        return _in_time(found.alasan, asked, DIBUKTIKAN_KP)

    return rule


def _in_window(tmt: date, p: Perkara, rincian: Rincian, alasan: Sequence[Alasan] = ()) -> Kelayakan:
    """Inside the proposal window of a promotion from `tmt`."""
    jendela = p.peramal.aturan.jendela_usul(tmt)
    if jendela is not None and p.today < jendela.usul_mulai:
        return _later(
            jendela.usul_mulai,
            f"TMT {tanggal_panjang(tmt)}. Dapat diajukan {tanggal_panjang(jendela.usul_mulai)} "
            f"sampai {tanggal_panjang(jendela.usul_akhir)}.",
            tmt=tmt,
        )
    sampai = f" sampai {tanggal_panjang(jendela.usul_akhir)}" if jendela else ""
    return replace(
        _yes(tmt, rincian, f"TMT {tanggal_panjang(tmt)}. Dapat diajukan{sampai}."),
        alasan=tuple(alasan),
    )


def _figures(p: Perkara, rincian: Rincian) -> Rincian:
    """Golongan held and next; the service and pay of the SK follow from them on approval."""
    return {k: v for k, v in rincian.items() if k in ("golongan", "golongan_baru", "jenis_kp")} | (
        {"golongan": held.golongan.kode} if (held := p.fakta.golongan_pada(p.today)) else {}
    )


def _by_rule(hitung: Callable[[FaktaKp, Perkara], HasilKp]) -> Rule:
    """A promotion that is asked for: judged at the next open period."""

    def rule(p: Perkara) -> Kelayakan:
        held = known(p.fakta.golongan_pada(p.today), "golongan")
        kp = _fakta_kp(p, held.golongan)
        hasil = hitung(kp, p)
        if row := _failing(hasil.syarat, DIBUKTIKAN_KP):
            if row.sejak is not None and row.sejak > p.peramal.periode_kp:
                return _in_window(row.sejak, p, {})
            return _refused(row, hasil.syarat)
        tmt = max(known(hasil.tmt_paling_awal, "TMT"), p.peramal.periode_kp)
        rincian: dict[str, str | int] = {
            "golongan": held.golongan.kode,
            "jenis_kp": hasil.jenis.value,
        }
        if hasil.golongan_baru is not None:
            rincian["golongan_baru"] = hasil.golongan_baru.kode
        return _in_window(tmt, p, rincian, hasil.syarat)

    return rule


def _fakta_kp(p: Perkara, golongan: Golongan) -> FaktaKp:
    f = p.fakta
    held = known(f.golongan_pada(p.today), "golongan")
    last = p.today.year - 1
    rated = [f.skp.get(tahun) for tahun in range(last - 4, last + 1)]
    blocked = hukdis_blocking(f.hukdis, p.today, bulan=0, tingkat=frozenset(TingkatHukdis))
    jabatan = f.jabatan
    return FaktaKp(
        f.jenis,
        golongan,
        f.pangkat_sejak(held),
        predikat=tuple(rated),
        hukdis_aktif=hukdis_heaviest(blocked),
        pendidikan=_new_schooling(p),
        jenis_jabatan=jabatan.jenis if jabatan else None,
        jenjang=jabatan.jenjang if jabatan else None,
        tmt_jabatan=f.tmt_jabatan,
    )


def _new_schooling(p: Perkara) -> str | None:
    """The highest ijazah on record, acknowledged or not: the one the proposal brings."""
    batas = p.peramal.aturan.kp.pendidikan.batas
    codes = [row.kode for row in p.fakta.pendidikan if row.kode in batas]
    return max(
        (c for c in codes if c),
        key=lambda c: (batas[c].awal.urut, batas[c].tertinggi.urut),
        default=None,
    )


def _anumerta(p: Perkara) -> Kelayakan:
    held = known(p.fakta.golongan_pada(p.today), "golongan")
    sumber = p.aturan.pengabdian.sumber
    hasil = kp_anumerta(p.fakta.jenis, held.golongan, p.today, sumber)
    return _yes(
        None,
        {
            "golongan": held.golongan.kode,
            "golongan_baru": hasil.golongan_baru.kode,
            "jenis_kp": "anumerta",
        },
        "TMT hari tewas, diisi pada usulan.",
    )


def _pengabdian(p: Perkara) -> Kelayakan:
    pensiun = p.perkiraan(JenisNominatif.PENSIUN)
    tmt = known(pensiun.tmt, "TMT pensiun")
    if early := _too_early(tmt, p):
        return early
    held = known(p.fakta.golongan_pada(p.today), "golongan")
    hasil = pengabdian_menjelang(p.fakta, tmt, p.aturan.pengabdian, today=p.today)
    if row := _failing(hasil.syarat):
        return _refused(row, hasil.syarat)
    rincian: dict[str, str | int] = {"golongan": held.golongan.kode, "jenis_kp": "pengabdian"}
    if hasil.golongan_baru is not None:
        rincian["golongan_baru"] = hasil.golongan_baru.kode
    return _yes(hasil.tmt_kp, rincian)


def _month(tanggal: date) -> tuple[int, int]:
    return tanggal.year, tanggal.month


def _too_early(tmt: date, p: Perkara) -> Kelayakan | None:
    paling_cepat = tambah_bulan(tmt, -p.bulan)
    if p.today >= paling_cepat:
        return None
    return _later(
        paling_cepat,
        f"TMT {tanggal_panjang(tmt)}. Usulan dapat dibuat paling cepat "
        f"{tanggal_panjang(paling_cepat)}.",
        tmt=tmt,
    )


# KGB, agreement


def _kgb(p: Perkara) -> Kelayakan:
    found = p.perkiraan(JenisNominatif.KGB)
    if found.tmt is None:
        row = _failing(found.alasan)
        return _refused(row, found.alasan) if row else _no("Tidak ada KGB lagi.", "mkg_maksimum")
    wanted = ("golongan", "gaji_sekarang", "mkg_baru", "gaji_baru")
    rincian = {k: found.rincian[k] for k in wanted if k in found.rincian}
    asked = _too_early(found.tmt, p) or _yes(
        found.tmt, rincian, f"TMT KGB {tanggal_panjang(found.tmt)}."
    )
    return _in_time(found.alasan, asked)


def _perpanjangan(p: Perkara) -> Kelayakan:
    found = p.perkiraan(JenisNominatif.KONTRAK)
    if row := _failing(found.alasan):
        return _refused(row, found.alasan)
    akhir = known(found.tmt, "akhir perjanjian kerja")
    akhir_tugas = date.fromisoformat(str(found.rincian["akhir_tugas"]))
    tmt = akhir + timedelta(days=1)
    if tmt > akhir_tugas:
        return _no(
            f"Perjanjian berakhir {tanggal_panjang(akhir)}, saat batas usia pensiun tercapai.",
            "mencapai_bup",
        )
    if early := _too_early(tmt, p):
        return early
    return _yes(tmt, {"akhir_paling_lambat": akhir_tugas.isoformat()})


# Pensions, MPP


def _bup(p: Perkara) -> Kelayakan:
    found = p.perkiraan(JenisNominatif.PENSIUN)
    tmt = found.tmt
    if tmt is None:
        row = _failing(found.alasan)
        return _refused(row, found.alasan) if row else _no("TMT pensiun belum pasti.", "tmt")
    if early := _too_early(tmt, p):
        return replace(early, teks=f"Pensiun mulai {early.teks.removeprefix('TMT ')}")
    if row := next((r for r in found.alasan if r.terpenuhi is False), None):
        return _no(row.teks, "tidak_berhak_pensiun", langkah=row.upaya, alasan=found.alasan)
    return _yes(tmt, _held(p), f"TMT pensiun {tanggal_panjang(tmt)}.")


def _held(p: Perkara) -> Rincian:
    held = p.fakta.golongan_pada(p.today)
    return {"golongan": held.golongan.kode} if held else {}


def _berhenti(sebab: SebabBerhenti) -> Rule:
    """A pension before BUP: judged at the TMT asked for, else as if it began next month."""

    def rule(p: Perkara) -> Kelayakan:
        f = p.fakta
        lahir = known(f.tanggal_lahir, "tanggal lahir")
        tmt = p.tmt or tambah_bulan(p.today, 1).replace(day=1)
        if tmt.day != 1 or tmt <= p.today:
            return _no("TMT pensiun adalah tanggal 1 bulan yang akan datang.", "tmt_tidak_sah")
        cpns = known(f.tmt_cpns, "TMT CPNS")
        hasil = hak_pensiun(
            sebab,
            p.aturan.hak,
            masa_kerja_pensiun=masa_kerja_pensiun(
                _month(cpns), _month(tmt), pmk_total(f.pmk), f.cltn
            ),
            usia=umur_pada(lahir, tmt),
            tanggal_lahir=lahir,
        )
        if hasil.alasan:
            return _refused(hasil.alasan[0], hasil.syarat)
        return replace(_yes(None, _held(p)), alasan=hasil.syarat)

    return rule


def _heirs(p: Perkara) -> Kelayakan:
    return _yes(None, _held(p), "Diajukan operator atau ahli waris.")


def _mpp(p: Perkara) -> Kelayakan:
    tmt = known(p.perkiraan(JenisNominatif.PENSIUN).tmt, "TMT pensiun")
    hasil = mpp_hitung(tmt, p.aturan.mpp)
    if early := _too_early(hasil.mpp_paling_awal, p):
        return early
    akhir = tambah_bulan(tmt, -p.aturan.mpp.permohonan_bulan)
    if p.today >= akhir:
        return _no(
            f"Permohonan MPP paling lambat {tanggal_panjang(akhir)}.",
            "terlambat",
            alasan=hasil.alasan,
        )
    mulai_min = tambah_bulan(p.today, p.aturan.mpp.permohonan_bulan)
    if p.tmt and not max(mulai_min, hasil.mpp_paling_awal) <= p.tmt < tmt:
        return _no(
            f"MPP dapat mulai {tanggal_panjang(max(mulai_min, hasil.mpp_paling_awal))} sampai "
            f"sebelum {tanggal_panjang(tmt)}.",
            "tmt_tidak_sah",
            alasan=hasil.alasan,
        )
    rincian = {
        **_held(p),
        "tmt_pensiun": tmt.isoformat(),
        "mpp_paling_awal": hasil.mpp_paling_awal.isoformat(),
    }
    return replace(_yes(None, rincian), alasan=hasil.alasan)


# Status, awards, schooling


def _cpns_pns(p: Perkara) -> Kelayakan:
    """After one year of trial (PP 11/2017); training, health and rating are proven by papers."""
    cpns = known(p.fakta.tmt_cpns, "TMT CPNS")
    genap = tambah_tahun(cpns, MASA_PERCOBAAN_TAHUN)
    if p.today < genap:
        return _later(genap, f"Masa percobaan satu tahun genap {tanggal_panjang(genap)}.")
    bad = [y for y, r in p.fakta.skp.items() if y >= cpns.year and not r.at_least(Predikat.BAIK)]
    if bad:
        return _no(f"Predikat kinerja {bad[0]} di bawah Baik.", "predikat_kinerja")
    return _yes(None, _held(p))


MASA_PERCOBAAN_TAHUN: Final = 1
TAHUN_SATYALANCANA: Final = (10, 20, 30)  # PP 35/2010 ps. 22


def _satyalancana(p: Perkara) -> Kelayakan:
    cpns = known(p.fakta.tmt_cpns, "TMT CPNS")
    blocked = [r for r in p.fakta.hukdis if r.tingkat is not TingkatHukdis.RINGAN]
    if blocked:
        return _no("Pernah dijatuhi hukuman disiplin sedang atau berat.", "hukuman_disiplin")
    lama = umur_pada(cpns, p.today)
    reached = [tahun for tahun in TAHUN_SATYALANCANA if lama >= tahun]
    if not reached:
        mulai = tambah_tahun(cpns, TAHUN_SATYALANCANA[0])
        return _later(mulai, f"Masa kerja 10 tahun genap {tanggal_panjang(mulai)}.")
    return _yes(None, {**_held(p), "satyalancana": reached[-1]}, f"Masa kerja {lama} tahun.")


def _gelar(p: Perkara) -> Kelayakan:
    open_rows = [row for row in p.fakta.pendidikan if not row.dicantumkan]
    return _yes(None, _held(p), "" if open_rows else "Bawa ijazah yang belum tercatat.")


def _pns_tetap(p: Perkara) -> Kelayakan:
    return _yes(None, _held(p))


ATURAN: Final[Mapping[str, Rule]] = {
    "": umum,
    "KP_REGULER": _kp("reguler"),
    "KP_STRUKTURAL": _kp("pilihan_struktural"),
    "KP_FUNGSIONAL": _kp("pilihan_fungsional"),
    "KP_SPESIALIS": _by_rule(
        lambda f, p: kp_spesialis(f, p.aturan.spesialis, p.peramal.aturan.kp, ijazah_spesialis=True)
    ),
    "KP_IJAZAH": _by_rule(
        lambda f, p: kp_penyesuaian_ijazah(
            f,
            p.aturan.ijazah,
            p.peramal.aturan.kp,
            uraian_tugas_sesuai=True,
            izin_belajar=True,
            lulus_ukppi=True,
        )
    ),
    "KP_TUGAS_BELAJAR": _by_rule(
        lambda f, p: kp_tugas_belajar(
            f,
            p.aturan.tugas_belajar,
            p.aturan.ijazah,
            p.peramal.aturan.kp,
            sudah_lulus=p.fakta.kedudukan != "TUGAS_BELAJAR",
        )
    ),
    "KP_PRESTASI": _by_rule(
        lambda f, p: kp_prestasi(f, p.aturan.prestasi, p.peramal.aturan.kp, keputusan_ppk=True)
    ),
    "KP_PENEMUAN": _by_rule(
        lambda f, p: kp_penemuan(f, p.aturan.penemuan, p.peramal.aturan.kp, penghargaan_negara=True)
    ),
    "KP_DIPERBANTUKAN": _by_rule(
        lambda f, p: kp_diperbantukan(f, p.aturan.diperbantukan, p.peramal.aturan.kp)
    ),
    "KP_PENGABDIAN": _pengabdian,
    "KP_ANUMERTA": _anumerta,
    "KGB": _kgb,
    "PERPANJANGAN_PPPK": _perpanjangan,
    "PENSIUN_BUP": _bup,
    "PENSIUN_APS": _berhenti(SebabBerhenti.APS),
    "PENSIUN_UZUR": _berhenti(SebabBerhenti.CACAT_BUKAN_KARENA_DINAS),
    "PENSIUN_PERAMPINGAN": _berhenti(SebabBerhenti.PERAMPINGAN),
    "PENSIUN_JANDA_DUDA": _heirs,
    "PENSIUN_TEWAS": _heirs,
    "PENSIUN_HILANG": _pns_tetap,
    "MPP": _mpp,
    "CPNS_PNS": _cpns_pns,
    "SATYALANCANA": _satyalancana,
    "GELAR": _gelar,
    "GOLONGAN": _pns_tetap,
}
"""Rules by the name that the catalogue uses; the empty name asks nothing."""

UNTUK_WAFAT: Final = frozenset({"PENSIUN_JANDA_DUDA", "PENSIUN_TEWAS", "KP_ANUMERTA"})
"""Rules of services for people on record as dead; all others are for people in service."""


def keluarga_for(keluarga: Keluarga, *, dari_luar: bool) -> Keluarga:
    """The family of one proposal: BKN makes the SK of the higher golongan, and it is received.

    `dari_luar`: what the dated table by service and golongan says.
    """
    return Keluarga.DITERIMA if dari_luar else keluarga
