"""Adapters of TPP: from the `input` of a worked case to the rules of presensi and back.

The rule set is the one in force (parameter TPP), or one of the shipped examples by `rule_set`.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain, repeat
from typing import Annotated, Final, Literal

from msgspec import Meta

from kepegawaian.rules.alasan import Alasan
from kepegawaian.selectors.aturan import PustakaAturan, sumber
from presensi.rules.tpp.aturan import AturanTpp, ModePph, tpp_baca
from presensi.rules.tpp.disiplin import (
    Kejadian,
    disiplin_bulan,
    kejadian_dari_kode,
    kejadian_potongan,
)
from presensi.rules.tpp.hitung import FaktaTpp, PltFakta, angka, rincian_isi, tpp_hitung
from presensi.rules.tpp.pagu import basic_tpp, indeks_tpp
from presensi.rules.tpp.predikat import Ekspektasi, predikat_matriks
from presensi.rules.tpp.produktivitas import Aktivitas, capaian_menit, menit_diakui
from sitamu.aturan.area import Area, Jawaban
from sitamu.aturan.errors import IsianInvalidError, IsianKurangError
from sitamu.aturan.isian import Isian, Kode
from sitamu.aturan.rule_sets import KUNCI_TPP, rule_set_shipped

Rupiah = Annotated[int, Meta(ge=0, le=999_999_999_999)]
Menit = Annotated[int, Meta(ge=0, le=1_000_000)]
PERSEN_MAKS: Final = 200
Hari = Annotated[int, Meta(ge=0, le=31)]
Banyak = Annotated[int, Meta(ge=0, le=1000)]


class TppIsian(Isian):
    """`rule_set`: id of a shipped example; without it the set in force answers."""

    rule_set: Kode | None = None


class DisiplinIsian(TppIsian, kw_only=True):
    """How often each code happened in the month."""

    jumlah: dict[str, Banyak]


class AktivitasIsian(Isian):
    """One reported activity."""

    tanggal: date
    tanggal_lapor: date
    menit: Annotated[int, Meta(ge=-100_000, le=100_000)]
    disetujui: bool
    status_presensi: Kode | None = None
    tambahan: bool = False


class ProduktivitasIsian(TppIsian, kw_only=True):
    """Either valid minutes or the activities they come from."""

    target_menit: Menit
    menit_valid: Menit | None = None
    aktivitas: list[AktivitasIsian] | None = None


class PltIsian(Isian):
    tingkat: Literal["SETINGKAT", "LEBIH_TINGGI"]
    pagu_plt: Rupiah
    hari_kerja_menjabat: Hari


class TppRupiahIsian(TppIsian, kw_only=True):
    """One person's month. Discipline comes as a percentage or as events."""

    bulan: Annotated[str, Meta(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", max_length=7)]
    pagu: Rupiah
    golongan: Kode = ""
    status_pegawai: Literal["PNS", "CPNS", "PPPK", "TKD"] = "PNS"
    kelas: Annotated[int, Meta(ge=1, le=17)] | None = None
    capaian_persen: Decimal = Decimal(100)
    potongan_disiplin_persen: Decimal | None = None
    kejadian: dict[str, Banyak] | None = None
    hari_kerja: Hari = 0
    gaji_dasar_bpjs: Rupiah = 0
    hukdis_persen: Decimal = Decimal(0)
    memenuhi_syarat: bool | None = None
    status_bulan_penuh: Kode | None = None
    plt: PltIsian | None = None


class BasicTppIsian(Isian):
    """The index, or the three it is the product of."""

    kelas_jabatan: Annotated[int, Meta(ge=1, le=17)]
    tunjangan_bpk: Rupiah
    indeks_tpp: Decimal | None = None
    ikfd: Decimal | None = None
    ikk: Decimal | None = None
    ippd: Decimal | None = None


class PredikatIsian(Isian):
    hasil_kerja: Ekspektasi
    perilaku: Ekspektasi


@cache
def _shipped(kode: str) -> AturanTpp:
    return tpp_baca(rule_set_shipped(kode), dasar_hukum=f"contoh {kode}")


def _in_range(isian: Isian) -> None:
    """Raise IsianInvalidError for a decimal that is none or lies outside 0 to 200."""
    wrong = {
        name: "harus 0 sampai 200."
        for name in isian.__struct_fields__
        if isinstance(value := getattr(isian, name), Decimal)
        and not (value.is_finite() and 0 <= value <= PERSEN_MAKS)
    }
    if wrong:
        raise IsianInvalidError(wrong)


def rule_set_of(
    isian: TppIsian, pustaka: PustakaAturan, *, on: date | None = None
) -> tuple[AturanTpp, list[Alasan]]:
    """The rule set in force on `on`, and the step that names it.

    Raises DataKurangError, IsianInvalidError.
    """
    if isian.rule_set is not None:
        aturan = _shipped(isian.rule_set)
        return aturan, [
            Alasan(f"Memakai contoh aturan {aturan.nama}.", aturan.dasar_hukum, "aturan")
        ]
    row = pustaka.baris(KUNCI_TPP, on)
    aturan = tpp_baca(row.nilai, dasar_hukum=row.dasar_hukum, berlaku_mulai=row.berlaku_mulai)
    return aturan, [
        Alasan(f"Memakai aturan {aturan.nama}.", row.dasar_hukum, "aturan", aturan=sumber(row))
    ]


def _disiplin(isian: DisiplinIsian, pustaka: PustakaAturan) -> Jawaban:
    aturan, steps = rule_set_of(isian, pustaka)
    month = disiplin_bulan(_events(isian.jumlah, aturan), aturan)
    return Jawaban(
        {"potongan_persen": angka(month.persen), "memenuhi_syarat": month.memenuhi_syarat}, steps
    )


def _produktivitas(isian: ProduktivitasIsian, pustaka: PustakaAturan) -> Jawaban:
    aturan, steps = rule_set_of(isian, pustaka)
    if isian.menit_valid is None and isian.aktivitas is None:
        raise IsianKurangError(["menit_valid"])
    menit = isian.menit_valid
    if menit is None:
        menit = menit_diakui(
            [
                Aktivitas(
                    row.tanggal,
                    row.tanggal_lapor,
                    row.menit,
                    row.disetujui,
                    row.status_presensi,
                    row.tambahan,
                )
                for row in isian.aktivitas or ()
            ],
            aturan.produktivitas,
        )
    found = capaian_menit(menit, isian.target_menit, aturan.produktivitas)
    return Jawaban(
        {
            "menit_diakui": found.menit_diakui,
            "capaian_persen": angka(found.persen),
            "faktor_dibayar_persen": angka(found.dibayar),
        },
        steps,
    )


def _rupiah(isian: TppRupiahIsian, pustaka: PustakaAturan) -> Jawaban:
    _in_range(isian)
    aturan, steps = rule_set_of(isian, pustaka)
    events = [] if isian.kejadian is None else _events(isian.kejadian, aturan)
    if isian.potongan_disiplin_persen:
        events.append(kejadian_potongan(isian.potongan_disiplin_persen))
    paid = isian.capaian_persen
    floor = aturan.produktivitas.nol_jika_capaian_sampai
    if floor is not None and paid <= floor:
        paid = Decimal(0)
    whole = isian.status_bulan_penuh
    hasil = tpp_hitung(
        FaktaTpp(
            bulan=int(isian.bulan[5:]),
            pagu=isian.pagu,
            jenis=isian.status_pegawai,
            golongan=isian.golongan,
            kelas=isian.kelas,
            capaian=paid,
            kejadian=events,
            hari_kerja=isian.hari_kerja,
            tidak_dibayar_penuh=whole in aturan.tidak_dibayar,
            status_hari={whole: isian.hari_kerja} if whole else {},
            plt=_plt(isian.plt),
            hukdis_persen=isian.hukdis_persen,
            memenuhi_syarat=isian.memenuhi_syarat,
            gaji_dasar_bpjs=isian.gaji_dasar_bpjs,
        ),
        aturan,
    )
    isi = {
        name: getattr(hasil, name)
        for name in _AMOUNTS
        if name != "pph_ditanggung_pemda" or aturan.pph.mode is ModePph.PEMDA
    }
    if hasil.tpp_harian is not None:
        isi["tpp_harian"] = hasil.tpp_harian
    return Jawaban(
        isi | {"keterangan": hasil.keterangan, "rincian": rincian_isi(hasil.rincian)}, steps
    )


_AMOUNTS: Final = (
    "pagu_dibayar",
    "potongan_kejadian",
    "potongan_alpa",
    "nilai_kinerja",
    "nilai_disiplin",
    "bruto",
    "bpjs_pegawai",
    "bpjs_pemberi_kerja",
    "pph_dipotong",
    "pph_ditanggung_pemda",
    "netto",
)


def _basic(isian: BasicTppIsian, pustaka: PustakaAturan) -> Jawaban:  # noqa: ARG001
    _in_range(isian)
    indeks = isian.indeks_tpp
    if indeks is None:
        if isian.ikfd is None or isian.ikk is None or isian.ippd is None:
            raise IsianKurangError(["indeks_tpp"])
        indeks = indeks_tpp(isian.ikfd, isian.ikk, isian.ippd)
    return Jawaban(
        {"indeks_tpp": angka(indeks), "basic_tpp": basic_tpp(isian.tunjangan_bpk, indeks)},
        [
            Alasan(
                "Tunjangan kinerja BPK kelas jabatan dikali indeks TPP, dibulatkan ke rupiah.",
                "PP 12/2019 ps. 58",
                "basic_tpp",
            )
        ],
    )


def _predikat(isian: PredikatIsian, pustaka: PustakaAturan) -> Jawaban:  # noqa: ARG001
    found = predikat_matriks(isian.hasil_kerja, isian.perilaku)
    return Jawaban(
        {"predikat": found.name},
        [
            Alasan(
                "Hasil kerja dan perilaku kerja menentukan predikat menurut matriks.",
                "PermenPANRB 6/2022",
                "predikat",
            )
        ],
    )


def _events(jumlah: Mapping[str, int], aturan: AturanTpp) -> list[Kejadian]:
    return list(
        chain.from_iterable(
            repeat(kejadian_dari_kode(kode, aturan), times) for kode, times in jumlah.items()
        )
    )


def _plt(plt: PltIsian | None) -> PltFakta | None:
    if plt is None:
        return None
    return PltFakta(plt.tingkat == "SETINGKAT", plt.pagu_plt, plt.hari_kerja_menjabat)


AREAS_TPP: Final = (
    Area("DISIPLIN_BULANAN", "Potongan disiplin sebulan", DisiplinIsian, _disiplin),
    Area("PRODUKTIVITAS", "Capaian produktivitas", ProduktivitasIsian, _produktivitas),
    Area("TPP_RUPIAH", "TPP sebulan", TppRupiahIsian, _rupiah),
    Area("BASIC_TPP", "Basic TPP kelas jabatan", BasicTppIsian, _basic),
    Area("PREDIKAT", "Predikat kinerja", PredikatIsian, _predikat),
)
