"""TPP of one person in one month, every rupiah explained.

Order: pagu, status factor, Plt, days not paid, hukdis (where the set puts it first), productivity,
discipline, eligibility, bruto, BPJS, PPh 21, other deductions. Each component is rounded once, by
`AturanTpp.bulat`. The rows tell how one becomes the next: their rupiah sum to the net amount, and
those of several cuts sum to the rounded component because each is the step of a running total.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final, NamedTuple

from presensi.errors import FaktaTppInvalidError
from presensi.rules.tpp.aturan import (
    NOL,
    SERATUS,
    AturanTpp,
    Bagian,
    Dasar,
    DasarIuran,
    DasarPotongan,
    DasarPph,
    ModePph,
    PltLebihTinggi,
    SisaHarian,
    UrutanHukdis,
)
from presensi.rules.tpp.disiplin import DisiplinBulan, Kejadian, disiplin_bulan
from sitamu.inti.errors import DataKurangError

DESEMBER: Final = 12
_NAMES: Final = (
    "pagu",
    "hari_kerja",
    "hari_tidak_dibayar",
    "gaji_dasar_bpjs",
    "penghasilan_lain",
    "pph_lain",
)
_AMOUNTS: Final = attrgetter(*_NAMES)


class Baris(NamedTuple):
    """One line of the slip: what, when, how much. Cuts have negative rupiah.

    Stored as the plain array of its fields in this order: add new ones at the end.
    """

    kode: str
    rupiah: int
    dasar: str
    tanggal: date | None = None
    menit: int | None = None
    persen: Decimal | None = None
    jam: str = ""

    def isi(self) -> dict[str, Any]:
        """As sent; what is not there is left out."""
        found: dict[str, Any] = {"kode": self.kode, "rupiah": self.rupiah, "dasar": self.dasar}
        if self.tanggal is not None:
            found["tanggal"] = self.tanggal.isoformat()
        if self.menit is not None:
            found["menit"] = self.menit
        if self.persen is not None:
            found["persen"] = angka(self.persen)
        if self.jam:
            found["jam"] = self.jam
        return found


@dataclass(frozen=True, slots=True)
class PltFakta:
    """A second post. `setingkat`: same level as the own one. `bulan_ke`: counts from 1."""

    setingkat: bool
    pagu: int
    hari_kerja: int
    bulan_ke: int = 1


@dataclass(frozen=True, slots=True)
class FaktaTpp:
    """Everything a month's calculation asks. Amounts in whole rupiah.

    `golongan`: I to IV, or a PPPK's number. `hari_tidak_dibayar`: own working days in statuses that
    are not paid. `status_hari`: days of each status other than presence. `memenuhi_syarat`: decided
    elsewhere; None: by the events. `potongan_lain`: code and amount, taken last in this order.
    """

    bulan: int
    pagu: int
    jenis: str = "PNS"
    golongan: str = ""
    kelas: int | None = None
    capaian: Decimal = SERATUS
    kejadian: Sequence[Kejadian] = ()
    hari_kerja: int = 0
    hari_tidak_dibayar: int = 0
    tidak_dibayar_penuh: bool = False
    status_hari: Mapping[str, int] = field(default_factory=dict)
    plt: PltFakta | None = None
    hukdis_persen: Decimal = NOL
    memenuhi_syarat: bool | None = None
    syarat_gagal: Sequence[str] = ()
    gaji_dasar_bpjs: int = 0
    kategori_ter: str = ""
    penghasilan_lain: int = 0
    pph_lain: int = 0
    potongan_lain: Sequence[tuple[str, int]] = ()


@dataclass(slots=True)
class HasilTpp:
    """Components of the month and the rows that explain them; `rincian` sums to `netto`."""

    pagu: int = 0
    pagu_dibayar: int = 0
    tpp_harian: int | None = None
    nilai_kinerja: int = 0
    nilai_disiplin: int = 0
    potongan_kejadian: int = 0
    potongan_alpa: int = 0
    bruto: int = 0
    bpjs_pegawai: int = 0
    bpjs_pemberi_kerja: int = 0
    pph_dipotong: int = 0
    pph_ditanggung_pemda: int = 0
    potongan_lain: int = 0
    netto: int = 0
    disiplin_persen: Decimal = NOL
    memenuhi_syarat: bool = True
    keterangan: list[str] = field(default_factory=list)
    rincian: list[Baris] = field(default_factory=list)


def tpp_hitung(fakta: FaktaTpp, aturan: AturanTpp) -> HasilTpp:
    """The month of one person by one rule set.

    Raises FaktaTppInvalidError for impossible facts and DataKurangError for what the set needs and
    the facts lack.
    """
    _sane(fakta)
    return _Hitung(fakta, aturan).jalan()


def angka(nilai: Decimal) -> str:
    """A percentage without trailing zeros: 0.5, 100, 50.02."""
    return f"{nilai.normalize():f}"


def _sane(fakta: FaktaTpp) -> None:
    if min(amounts := _AMOUNTS(fakta)) < 0:
        name = _NAMES[next(n for n, amount in enumerate(amounts) if amount < 0)]
        raise FaktaTppInvalidError(name, f"{name.replace('_', ' ')} kurang dari nol.")
    if fakta.capaian < 0:
        raise FaktaTppInvalidError("capaian", "capaian kurang dari nol.")
    if not NOL <= fakta.hukdis_persen <= SERATUS:
        raise FaktaTppInvalidError("hukdis_persen", "persen hukuman disiplin di luar 0 sampai 100.")
    if any(amount < 0 for _, amount in fakta.potongan_lain):
        raise FaktaTppInvalidError("potongan_lain", "potongan lain kurang dari nol.")


def _urut(row: Kejadian) -> tuple[date, str, str, Decimal]:
    return row.tanggal or date.min, row.bagian, row.kode, row.persen


def rincian_baca(rows: Iterable[Sequence[Any]]) -> list[Baris]:
    """Stored rows as lines again."""
    return [
        Baris(
            kode,
            rupiah,
            dasar,
            date.fromisoformat(tanggal) if tanggal else None,
            menit,
            None if persen is None else Decimal(persen),
            jam,
        )
        for kode, rupiah, dasar, tanggal, menit, persen, jam in rows
    ]


def rincian_isi(rincian: Iterable[Baris]) -> list[dict[str, Any]]:
    """The rows as programs are sent them."""
    return [row.isi() for row in rincian]


class _Hitung:
    """One calculation under way: facts, set, and the result so far."""

    def __init__(self, fakta: FaktaTpp, aturan: AturanTpp) -> None:
        self.fakta, self.aturan = fakta, aturan
        self.hasil = HasilTpp(pagu=fakta.pagu)

    def jalan(self) -> HasilTpp:
        """Every step in the order of the module."""
        fakta, aturan, hasil = self.fakta, self.aturan, self.hasil
        hasil.rincian.append(Baris("PAGU", fakta.pagu, aturan.dasar_hukum))
        full = fakta.bulan in aturan.bulan_penuh
        if full:
            hasil.keterangan.append("DESEMBER_PENUH" if fakta.bulan == DESEMBER else "BULAN_PENUH")
        events: Sequence[Kejadian] = [] if full else sorted(fakta.kejadian, key=_urut)
        capaian = SERATUS if full else min(fakta.capaian, aturan.produktivitas.maks_capaian)
        dasar = self._pagu_dibayar()
        month = disiplin_bulan(events, aturan)
        hasil.disiplin_persen = month.persen
        if aturan.hukdis is UrutanHukdis.SEBELUM:
            dasar -= self._hukdis(dasar)
        if aturan.dasar_potongan is DasarPotongan.HARIAN:
            self._harian(dasar, capaian, events)
        else:
            self._bulanan(dasar, capaian, events)
        self._syarat(month, full=full)
        hasil.bruto = hasil.nilai_kinerja + hasil.nilai_disiplin
        if aturan.hukdis is UrutanHukdis.SESUDAH:
            self._less(self._hukdis(hasil.bruto))
        self._iuran()
        self._pph()
        self._lain()
        return hasil

    def _pagu_dibayar(self) -> int:
        factor = self.aturan.faktor.get(self.fakta.jenis)
        if factor is None:
            raise DataKurangError(f"faktor bayar untuk {self.fakta.jenis}")
        pagu = self.aturan.bulat(self.fakta.pagu * factor / SERATUS)
        self._step("FAKTOR_STATUS", pagu - self.fakta.pagu, Bagian.FAKTOR, factor)
        pagu += self._plt(pagu)
        paid = pagu
        if self.fakta.tidak_dibayar_penuh or (
            self.fakta.hari_tidak_dibayar and self.fakta.hari_tidak_dibayar >= self.fakta.hari_kerja
        ):
            paid = 0
            self.hasil.keterangan.append("TIDAK_DIBAYAR")
        elif self.fakta.hari_tidak_dibayar:
            days = self.fakta.hari_kerja - self.fakta.hari_tidak_dibayar
            paid = self.aturan.bulat(Decimal(pagu * days) / self.fakta.hari_kerja)
            self.hasil.keterangan.append("TIDAK_DIBAYAR_SEBAGIAN")
        self._step("TIDAK_DIBAYAR", paid - pagu, Bagian.TIDAK_DIBAYAR)
        for row in self.aturan.bayar_status:
            if self.fakta.status_hari.get(row.status, 0) >= row.hari:
                lower = self.aturan.bulat(paid * row.bayar_persen / SERATUS)
                self._step(row.status, lower - paid, Bagian.STATUS, row.bayar_persen)
                paid = lower
        self.hasil.pagu_dibayar = paid
        return paid

    def _plt(self, pagu: int) -> int:
        """What the second post adds."""
        plt, rule = self.fakta.plt, self.aturan.plt
        if plt is None:
            return 0
        if plt.hari_kerja < rule.min_hari_kerja or (
            rule.maks_bulan is not None and plt.bulan_ke > rule.maks_bulan
        ):
            self.hasil.keterangan.append("PLT_TIDAK_DIBAYAR")
            return 0
        share = self.aturan.bulat(plt.pagu * rule.setingkat_tambahan_persen / SERATUS)
        persen: Decimal | None = rule.setingkat_tambahan_persen
        if plt.setingkat or rule.lebih_tinggi is PltLebihTinggi.TAMBAHAN:
            more = share
        elif rule.lebih_tinggi is PltLebihTinggi.PAGU_PLT:
            more, persen = max(0, plt.pagu - pagu), None
        else:
            more = 0
        self._step("PLT", more, Bagian.PLT, persen)
        return more

    def _hukdis(self, nilai: int) -> int:
        cut = nilai - self.aturan.bulat(nilai * (SERATUS - self.fakta.hukdis_persen) / SERATUS)
        self._step("HUKDIS", -cut, Bagian.HUKDIS, self.fakta.hukdis_persen)
        return cut

    def _bulanan(self, dasar: int, capaian: Decimal, events: Sequence[Kejadian]) -> None:
        """Cuts of the month from the discipline share, or from the whole."""
        if self.aturan.dasar_potongan is DasarPotongan.SELURUH:
            share_p, share_d = NOL, SERATUS
        else:
            share_p, share_d = self.aturan.bobot_untuk(self.fakta.kelas)
        porsi_p, porsi_d = dasar * share_p / SERATUS, dasar * share_d / SERATUS
        whole_p = self.aturan.bulat(porsi_p)
        self.hasil.nilai_kinerja = min(self.aturan.bulat(porsi_p * capaian / SERATUS), dasar)
        self._step("CAPAIAN", self.hasil.nilai_kinerja - whole_p, Bagian.PRODUKTIVITAS, capaian)
        rest = max(0, dasar - max(whole_p, self.hasil.nilai_kinerja))
        pool = porsi_d
        if self.aturan.dasar_potongan is DasarPotongan.SELURUH and capaian != SERATUS:
            pool = porsi_d * capaian / SERATUS
            reached = min(self.aturan.bulat(pool), dasar)
            self._step("CAPAIAN", reached - rest, Bagian.PRODUKTIVITAS, capaian)
            rest = reached
        if self.hasil.nilai_kinerja > whole_p:  # more than the share by achievement above 100
            self._step("BATAS_PAGU", rest - (dasar - whole_p), Bagian.PRODUKTIVITAS)
        self._cuts(pool, rest, dasar, events)

    def _cuts(self, pool: Decimal, start: int, dasar: int, events: Sequence[Kejadian]) -> None:
        """Running totals, so that single rows sum to the rounded component.

        Cuts of the general base stop at the cap of the set; those of the whole TPP at nothing left.
        """
        cap = pool * self.aturan.maks_potongan / SERATUS
        general = whole = NOL
        left = start
        both = start + self.hasil.nilai_kinerja
        floor = -self.hasil.nilai_kinerja
        step, step_whole, bulat = pool / SERATUS, dasar / SERATUS, self.aturan.bulat
        umum = Dasar.UMUM
        for row in events:
            if row.dasar is umum:
                general += step * row.persen
            else:
                whole += step_whole * row.persen
            value = bulat(max(NOL, pool - min(general, cap)) - whole)
            value = max(min(value, left), floor)
            self._event(row, value - left)
            left = value
        self.hasil.potongan_kejadian = start - left
        if left < 0:  # cuts of the whole reach into the productivity share
            self.hasil.nilai_kinerja = max(0, self.hasil.nilai_kinerja + left)
            left = 0
        self.hasil.nilai_disiplin = min(left, both)

    def _harian(self, dasar: int, capaian: Decimal, events: Sequence[Kejadian]) -> None:
        """TPP by working day: a lost day leaves the whole, other cuts its discipline share.

        The daily amount and each cut are rounded. One day's cuts stop at its share.
        """
        if self.fakta.hari_kerja <= 0:
            raise DataKurangError("hari kerja pada bulan ini")
        share_p, share_d = self.aturan.bobot_untuk(self.fakta.kelas)
        self.hasil.tpp_harian = daily = self.aturan.bulat(Decimal(dasar) / self.fakta.hari_kerja)
        total = dasar
        if self.aturan.sisa_harian is SisaHarian.HANGUS:
            total = min(daily * self.fakta.hari_kerja, dasar)
            self._step("SISA_PEMBAGIAN", total - dasar, Bagian.PEMBULATAN)
        paid = total
        for row in events:
            if row.dasar is Dasar.HARIAN:
                cut = min(self.aturan.bulat(daily * row.persen / SERATUS), paid)
                self._event(row, -cut)
                paid -= cut
        self.hasil.potongan_alpa = total - paid
        whole_p = self.aturan.bulat(paid * share_p / SERATUS)
        self.hasil.nilai_kinerja = min(
            self.aturan.bulat(paid * share_p * capaian / (SERATUS * SERATUS)), paid
        )
        self._step("CAPAIAN", self.hasil.nilai_kinerja - whole_p, Bagian.PRODUKTIVITAS, capaian)
        start = left = max(0, paid - max(whole_p, self.hasil.nilai_kinerja))
        if self.hasil.nilai_kinerja > whole_p:
            self._step("BATAS_PAGU", left - (paid - whole_p), Bagian.PRODUKTIVITAS)
        share = daily * share_d / SERATUS
        cap = self.aturan.bulat(share * self.aturan.maks_potongan / SERATUS)
        spent: dict[date, int] = {}
        for row in events:
            if row.dasar is Dasar.HARIAN:
                continue
            base = share if row.dasar is Dasar.UMUM else Decimal(dasar)
            cut = self.aturan.bulat(base * row.persen / SERATUS)
            if row.dasar is Dasar.UMUM and row.tanggal is not None:
                cut = min(cut, cap - spent.get(row.tanggal, 0))
                spent[row.tanggal] = spent.get(row.tanggal, 0) + cut
            cut = min(cut, left)
            self._event(row, -cut)
            left -= cut
        self.hasil.potongan_kejadian = start - left
        self.hasil.nilai_disiplin = left

    def _syarat(self, month: DisiplinBulan, *, full: bool) -> None:
        """Eligibility: TMS pays a percentage (mostly none); failed conditions cost theirs."""
        fit = (
            month.memenuhi_syarat
            if self.fakta.memenuhi_syarat is None
            else self.fakta.memenuhi_syarat
        )
        self.hasil.memenuhi_syarat = fit or full
        before = self.hasil.nilai_kinerja + self.hasil.nilai_disiplin
        if not self.hasil.memenuhi_syarat:
            self.hasil.keterangan.append("TMS")
            self._shrink(self.aturan.tms.bayar_persen)
            after = self.hasil.nilai_kinerja + self.hasil.nilai_disiplin
            self._step("TMS", after - before, Bagian.TMS, self.aturan.tms.bayar_persen)
        rules = {row.kode: row for row in self.aturan.syarat}
        for kode in sorted(self.fakta.syarat_gagal):
            if kode not in rules:
                raise DataKurangError(f"persen potongan untuk syarat {kode}")
            before = self.hasil.nilai_kinerja + self.hasil.nilai_disiplin
            self._shrink(SERATUS - rules[kode].persen)
            after = self.hasil.nilai_kinerja + self.hasil.nilai_disiplin
            self._step(kode, after - before, Bagian.TMS, rules[kode].persen)

    def _shrink(self, persen: Decimal) -> None:
        self.hasil.nilai_kinerja = self.aturan.bulat(self.hasil.nilai_kinerja * persen / SERATUS)
        self.hasil.nilai_disiplin = self.aturan.bulat(self.hasil.nilai_disiplin * persen / SERATUS)

    def _less(self, cut: int) -> None:
        """Take from the discipline part first, so that the two still sum to bruto."""
        self.hasil.bruto -= cut
        first = min(cut, self.hasil.nilai_disiplin)
        self.hasil.nilai_disiplin -= first
        self.hasil.nilai_kinerja -= cut - first

    def _iuran(self) -> None:
        rule = self.aturan.iuran
        if not self.hasil.bruto:
            return
        base = self.hasil.pagu_dibayar if rule.dasar is DasarIuran.PAGU else self.hasil.bruto
        if rule.plafon is not None:
            base = min(base, max(0, rule.plafon - self.fakta.gaji_dasar_bpjs))
        self.hasil.bpjs_pegawai = min(
            self.aturan.bulat(base * rule.pegawai_persen / SERATUS), self.hasil.bruto
        )
        self.hasil.bpjs_pemberi_kerja = self.aturan.bulat(
            base * rule.pemberi_kerja_persen / SERATUS
        )
        self._step("BPJS", -self.hasil.bpjs_pegawai, Bagian.IURAN, rule.pegawai_persen)

    def _pph(self) -> None:
        rule = self.aturan.pph
        base = self.hasil.bruto
        if rule.dasar is DasarPph.SETELAH_BPJS:
            base -= self.hasil.bpjs_pegawai
        if not base or rule.mode is ModePph.TIDAK:
            return
        if rule.mode is ModePph.TER:
            persen, tax = self._ter(base)
        else:
            rate = rule.tarif.get(self.fakta.golongan)
            if rate is None:
                raise DataKurangError(
                    f"tarif PPh untuk golongan {self.fakta.golongan or '(kosong)'}"
                )
            persen, tax = rate, self.aturan.bulat(base * rate / SERATUS)
        if rule.mode is ModePph.PEMDA:
            self.hasil.pph_ditanggung_pemda = tax
            return
        self.hasil.pph_dipotong = min(tax, self.hasil.bruto - self.hasil.bpjs_pegawai)
        self._step("PPH21", -self.hasil.pph_dipotong, Bagian.PPH, persen)

    def _ter(self, base: int) -> tuple[Decimal, int]:
        """Rate of salary and TPP together; what the salary was taxed already is taken off."""
        if not self.fakta.kategori_ter:
            raise DataKurangError("kategori TER (status PTKP)")
        gross = self.fakta.penghasilan_lain + base
        for row in self.aturan.pph.ter:
            if row.kategori == self.fakta.kategori_ter and (
                row.sampai is None or gross <= row.sampai
            ):
                tax = self.aturan.bulat(gross * row.persen / SERATUS) - self.fakta.pph_lain
                return row.persen, max(0, tax)
        raise DataKurangError(f"tarif TER kategori {self.fakta.kategori_ter}")

    def _lain(self) -> None:
        """Zakat, cooperative, claims: never more than is left."""
        left = self.hasil.bruto - self.hasil.bpjs_pegawai - self.hasil.pph_dipotong
        for kode, amount in self.fakta.potongan_lain:
            cut = min(amount, left)
            if cut < amount:
                self.hasil.keterangan.append("POTONGAN_LAIN_TERSISA")
            if cut:
                self.hasil.rincian.append(Baris(kode, -cut, ""))
            left -= cut
            self.hasil.potongan_lain += cut
        self.hasil.netto = left

    def _step(self, kode: str, rupiah: int, bagian: Bagian, persen: Decimal | None = None) -> None:
        """A row for a change of the running amount; no change, no row."""
        if rupiah:
            self.hasil.rincian.append(
                Baris(kode, rupiah, self.aturan.dasar_untuk(bagian), persen=persen)
            )

    def _event(self, row: Kejadian, rupiah: int) -> None:
        """A row for every event, also where the cap leaves nothing to take."""
        self.hasil.rincian.append(
            Baris(
                row.kode,
                rupiah,
                self.aturan.dasar_untuk(row.bagian),
                row.tanggal,
                row.menit,
                row.persen,
                row.jam,
            )
        )
