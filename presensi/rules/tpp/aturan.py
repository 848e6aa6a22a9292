"""One TPP rule set as values: what a Perbup says, read from the stored JSON of the parameter TPP.

Percentages are Decimal, amounts whole rupiah. A set says nothing about people; facts come to it in
`hitung`. `skema` says what a sound set is; what is read here has passed it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any, Final, Self

SERATUS: Final = Decimal(100)
NOL: Final = Decimal(0)
HARI: Final = ("SENIN", "SELASA", "RABU", "KAMIS", "JUMAT", "SABTU", "MINGGU")


class Kata(StrEnum):
    """A value with the words a page shows."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        item = str.__new__(cls, value)
        item._value_ = value
        item.label = label or value
        return item

    __hash__ = str.__hash__  # the enum's own is a function in Python, and rules look up by these


class DasarPotongan(Kata):
    """What cuts are a percentage of, unless they say otherwise."""

    BULANAN = "PORSI_DISIPLIN_BULANAN", "Porsi disiplin sebulan"
    HARIAN = "PORSI_DISIPLIN_HARIAN", "Porsi disiplin sehari (TPP dibagi hari kerja)"
    SELURUH = "SELURUH_TPP", "Seluruh TPP (tanpa pembagian porsi)"


class Dasar(Kata):
    """What one kind of cut is a percentage of."""

    UMUM = "UMUM", "Dasar potongan umum"
    SELURUH = "SELURUH_TPP", "Seluruh TPP sebulan"
    HARIAN = "TPP_HARIAN", "TPP sehari"


class Bila(Kata):
    """What an ad-hoc event punishes, beside what the day costs anyway."""

    ALPA = "ALPA", "Tidak masuk tanpa keterangan pada hari itu"
    TIDAK_APEL = "TIDAK_APEL", "Hadir tetapi tidak ikut apel atau upacara hari itu"


class Sesi(Kata):
    SEHARI = "SEHARI", "Sehari"
    PAGI = "PAGI", "Pagi"
    SORE = "SORE", "Sore"


class Ukuran(Kata):
    """How productivity is measured."""

    MENIT = "MENIT_DISETUJUI_PER_TARGET", "Menit disetujui dibagi target"
    PREDIKAT = "PREDIKAT", "Predikat kinerja periodik"
    TIDAK_ADA = "TIDAK_ADA", "Tidak diukur"


class PltLebihTinggi(Kata):
    """Acting in a higher post."""

    SENDIRI = "PAGU_SENDIRI", "Tetap pagu sendiri"
    PAGU_PLT = "PAKAI_PAGU_PLT", "Memakai pagu jabatan yang dirangkap"
    TAMBAHAN = "TAMBAHAN_PERSEN", "Ditambah persen yang sama seperti setingkat"


class UrutanHukdis(Kata):
    SEBELUM = "SEBELUM_POTONGAN_DISIPLIN", "Sebelum potongan disiplin"
    SESUDAH = "SESUDAH_POTONGAN_DISIPLIN", "Sesudah potongan disiplin"


class CaraMutasi(Kata):
    TANGGAL = "TANGGAL", "Jabatan pada tanggal penentu"
    PRO_RATA = "PRO_RATA", "Menurut hari kerja pada tiap jabatan"


class DasarIuran(Kata):
    PAGU = "PAGU_DIBAYAR", "Pagu yang dibayarkan"
    BRUTO = "BRUTO", "Bruto"


class ModePph(Kata):
    FINAL = "FINAL_GOLONGAN", "Final menurut golongan"
    TER = "TER", "Tarif efektif rata-rata (TER)"
    PEMDA = "DITANGGUNG_PEMDA", "Ditanggung pemerintah daerah"
    TIDAK = "TIDAK_DIPOTONG", "Tidak dipotong"


class DasarPph(Kata):
    BRUTO = "BRUTO", "Bruto"
    SETELAH_BPJS = "BRUTO_SETELAH_BPJS", "Bruto dikurangi iuran BPJS"


class Arah(Kata):
    SETENGAH_ATAS = "SETENGAH_KE_ATAS", "Setengah ke atas"
    BAWAH = "KE_BAWAH", "Ke bawah"


class SisaHarian(Kata):
    """The rupiah left over when a month is parted into days."""

    HANGUS = "TIDAK_DIBAYAR", "Tidak dibayar"
    AKHIR = "HARI_TERAKHIR", "Dibayar pada hari terakhir"


class Bagian(Kata):
    """Parts of a rule set that may name their own article."""

    TERLAMBAT = "TERLAMBAT", "Terlambat"
    PULANG_CEPAT = "PULANG_CEPAT", "Pulang cepat"
    TANPA_ABSEN = "TANPA_ABSEN", "Lupa absen"
    ALPA = "ALPA", "Tanpa keterangan"
    APEL = "APEL", "Apel"
    STATUS = "STATUS", "Cuti, sakit, dan izin"
    KHUSUS = "KHUSUS", "Peristiwa khusus"
    PRODUKTIVITAS = "PRODUKTIVITAS", "Produktivitas"
    TMS = "TMS", "Tidak memenuhi syarat"
    FAKTOR = "FAKTOR", "Faktor bayar"
    PLT = "PLT", "Plt, Plh, dan Pj"
    TIDAK_DIBAYAR = "TIDAK_DIBAYAR", "Keadaan yang tidak dibayar"
    HUKDIS = "HUKDIS", "Hukuman disiplin"
    MUTASI = "MUTASI", "Mutasi"
    IURAN = "IURAN", "Iuran BPJS"
    PPH = "PPH", "PPh 21"
    PENUH = "PENUH", "Bulan dibayar penuh"
    PEMBULATAN = "PEMBULATAN", "Pembulatan"


@dataclass(frozen=True, slots=True)
class Pita:
    """Whole minutes from `dari` to `sampai`, both inclusive; None: no upper edge."""

    kode: str
    dari: int
    sampai: int | None
    persen: Decimal

    def memuat(self, menit: int) -> bool:
        return self.dari <= menit and (self.sampai is None or menit <= self.sampai)


@dataclass(frozen=True, slots=True)
class TanpaAbsen:
    """A missing tap: the band of that code, or of so many minutes. Neither: no cut."""

    kode: str | None = None
    setara_menit: int | None = None


@dataclass(frozen=True, slots=True)
class Bobot:
    """Shares for classes `kelas_dari` to `kelas_sampai`, inclusive; they sum to 100."""

    kelas_dari: int
    kelas_sampai: int
    produktivitas: Decimal
    disiplin: Decimal


@dataclass(frozen=True, slots=True)
class Apel:
    hari: str
    sesi: Sesi
    persen: Decimal


@dataclass(frozen=True, slots=True)
class PotonganStatus:
    """From the `mulai_hari`-th day of that status in the month on, so much a day."""

    status: str
    mulai_hari: int
    persen: Decimal
    dasar: Dasar


@dataclass(frozen=True, slots=True)
class BayarStatus:
    """That status on at least so many days of the month lowers what is paid to a percentage."""

    status: str
    hari: int
    bayar_persen: Decimal


@dataclass(frozen=True, slots=True)
class KejadianKhusus:
    """An ad-hoc event (absent after a holiday, a ceremony) with its own date and percentage."""

    kode: str
    nama: str
    tanggal: date
    bila: Bila
    persen: Decimal
    dasar: Dasar


@dataclass(frozen=True, slots=True)
class SyaratLain:
    """A local condition (LHKPN, asset return): failed, it costs a percentage of the whole."""

    kode: str
    nama: str
    persen: Decimal


@dataclass(frozen=True, slots=True)
class Tms:
    """More than these: not eligible, paid only `bayar_persen`. None: not tested."""

    alpa_lebih_dari_hari: int | None
    apel_lebih_dari_persen: Decimal | None
    bayar_persen: Decimal


@dataclass(frozen=True, slots=True)
class Produktivitas:
    """`batas_hari_lapor` n: reported at most n - 1 days after the day of the activity."""

    ukuran: Ukuran
    target_menit_per_hari: int | None
    maks_menit_per_hari: int | None
    maks_capaian: Decimal
    nol_jika_capaian_sampai: Decimal | None
    batas_hari_lapor: int | None
    wajib_ada_presensi: bool
    hanya_disetujui: bool
    bobot_utama: Decimal
    bobot_tambahan: Decimal
    predikat: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Plt:
    setingkat_tambahan_persen: Decimal
    lebih_tinggi: PltLebihTinggi
    min_hari_kerja: int
    maks_bulan: int | None


@dataclass(frozen=True, slots=True)
class Iuran:
    """`plafon`: cap of the base over salary and TPP together; None: no cap."""

    pegawai_persen: Decimal
    pemberi_kerja_persen: Decimal
    dasar: DasarIuran
    plafon: int | None


@dataclass(frozen=True, slots=True)
class Ter:
    """Rate of gross pay up to `sampai`, inclusive; None: above all others."""

    kategori: str
    sampai: int | None
    persen: Decimal


@dataclass(frozen=True, slots=True)
class Pph:
    """`tarif`: by golongan I-IV or, for PPPK, by its number."""

    mode: ModePph
    dasar: DasarPph
    tarif: Mapping[str, Decimal]
    ter: Sequence[Ter]


@dataclass(frozen=True, slots=True)
class AturanTpp:
    """A whole rule set. `dasar_hukum`: the SK of the version; `pasal`: articles of single parts."""

    nama: str
    dasar_hukum: str
    berlaku_mulai: date
    berlaku_sampai: date | None
    dasar_potongan: DasarPotongan
    bobot: Sequence[Bobot]
    terlambat: Sequence[Pita]
    pulang_cepat: Sequence[Pita]
    tanpa_masuk: TanpaAbsen
    tanpa_pulang: TanpaAbsen
    alpa_persen: Decimal
    alpa_dasar: Dasar
    apel: Sequence[Apel]
    apel_ramadan: Decimal | None  # None: as outside Ramadan
    status: Sequence[PotonganStatus]
    bayar_status: Sequence[BayarStatus]
    tidak_dibayar: frozenset[str]
    khusus: Sequence[KejadianKhusus]
    syarat: Sequence[SyaratLain]
    maks_potongan: Decimal
    tms: Tms
    produktivitas: Produktivitas
    faktor: Mapping[str, Decimal]
    plt: Plt
    bulan_penuh: frozenset[int]
    hukdis: UrutanHukdis
    mutasi: CaraMutasi
    mutasi_tanggal: int
    iuran: Iuran
    pph: Pph
    arah: Arah
    sisa_harian: SisaHarian
    geser_menit: int | None
    pasal: Mapping[Bagian, str]

    def bulat(self, nilai: Decimal) -> int:
        """Whole rupiah by the direction of the set: the one rounding of amounts."""
        rounding = ROUND_DOWN if self.arah is Arah.BAWAH else ROUND_HALF_UP
        return int(nilai.to_integral_value(rounding))

    def bobot_untuk(self, kelas: int | None) -> tuple[Decimal, Decimal]:
        """Shares of productivity and discipline; without a class those of the first row."""
        for row in self.bobot:
            if kelas is None or row.kelas_dari <= kelas <= row.kelas_sampai:
                return row.produktivitas, row.disiplin
        return NOL, SERATUS

    def dasar_untuk(self, bagian: Bagian) -> str:
        """What a part rests on: its article, else the SK of the set."""
        return self.pasal.get(bagian) or self.dasar_hukum


def tpp_baca(
    nilai: Mapping[str, Any], *, dasar_hukum: str = "", berlaku_mulai: date = date.min
) -> AturanTpp:
    """The stored JSON of a sound set as values; what is left out has the default named here."""
    tms, hasil = nilai.get("tms", {}), nilai.get("produktivitas", {})
    return AturanTpp(
        nama=nilai.get("nama", ""),
        dasar_hukum=dasar_hukum,
        berlaku_mulai=berlaku_mulai,
        berlaku_sampai=_day(nilai.get("berlaku_sampai")),
        dasar_potongan=DasarPotongan(nilai["dasar_potongan"]),
        bobot=tuple(
            Bobot(
                row.get("kelas_dari", 1),
                row.get("kelas_sampai", 17),
                Decimal(row["produktivitas"]),
                Decimal(row["disiplin"]),
            )
            for row in nilai.get("bobot", ())
        ),
        terlambat=tuple(map(_pita, nilai.get("pita_terlambat", ()))),
        pulang_cepat=tuple(map(_pita, nilai.get("pita_pulang_cepat", ()))),
        tanpa_masuk=_tanpa(nilai.get("tanpa_absen_masuk")),
        tanpa_pulang=_tanpa(nilai.get("tanpa_absen_pulang")),
        alpa_persen=Decimal(nilai["alpa"]["persen"]),
        alpa_dasar=Dasar(nilai["alpa"].get("dasar", "UMUM")),
        apel=tuple(
            Apel(row["hari"], Sesi(row.get("sesi", "SEHARI")), Decimal(row["persen"]))
            for row in nilai.get("apel", ())
        ),
        apel_ramadan=_desimal(nilai.get("apel_ramadan")),
        status=tuple(
            PotonganStatus(
                row["status"],
                row.get("mulai_hari", 1),
                Decimal(row["persen"]),
                Dasar(row.get("dasar", "UMUM")),
            )
            for row in nilai.get("status", ())
        ),
        bayar_status=tuple(
            BayarStatus(row["status"], row["hari"], Decimal(row["bayar_persen"]))
            for row in nilai.get("bayar_status", ())
        ),
        tidak_dibayar=frozenset(nilai.get("tidak_dibayar", ())),
        khusus=tuple(
            KejadianKhusus(
                row["kode"],
                row["nama"],
                date.fromisoformat(row["tanggal"]),
                Bila(row.get("bila", Bila.ALPA)),
                Decimal(row["persen"]),
                Dasar(row.get("dasar", "UMUM")),
            )
            for row in nilai.get("kejadian_khusus", ())
        ),
        syarat=tuple(
            SyaratLain(row["kode"], row["nama"], Decimal(row["persen"]))
            for row in nilai.get("syarat", ())
        ),
        maks_potongan=Decimal(nilai.get("maks_potongan_persen", 100)),
        tms=Tms(
            tms.get("alpa_lebih_dari_hari"),
            _desimal(tms.get("apel_lebih_dari_persen")),
            Decimal(tms.get("bayar_persen", 0)),
        ),
        produktivitas=Produktivitas(
            ukuran=Ukuran(hasil.get("ukuran", Ukuran.TIDAK_ADA)),
            target_menit_per_hari=hasil.get("target_menit_per_hari"),
            maks_menit_per_hari=hasil.get("maks_menit_per_hari"),
            maks_capaian=Decimal(hasil.get("maks_capaian", 100)),
            nol_jika_capaian_sampai=_desimal(hasil.get("nol_jika_capaian_sampai")),
            batas_hari_lapor=hasil.get("batas_hari_lapor"),
            wajib_ada_presensi=hasil.get("wajib_ada_presensi", False),
            hanya_disetujui=hasil.get("hanya_disetujui", True),
            bobot_utama=Decimal(hasil.get("bobot_utama", 100)),
            bobot_tambahan=Decimal(hasil.get("bobot_tambahan", 100)),
            predikat=_peta(nilai.get("predikat", ()), "predikat"),
        ),
        faktor=_peta(nilai.get("faktor_bayar", ()), "jenis"),
        plt=Plt(
            Decimal(nilai["plt"]["setingkat_tambahan_persen"]),
            PltLebihTinggi(nilai["plt"]["lebih_tinggi"]),
            nilai["plt"].get("min_hari_kerja", 0),
            nilai["plt"].get("maks_bulan"),
        ),
        bulan_penuh=frozenset(nilai.get("bulan_penuh", ())),
        hukdis=UrutanHukdis(nilai.get("hukdis_urutan", UrutanHukdis.SEBELUM)),
        mutasi=CaraMutasi(nilai.get("mutasi", {}).get("cara", CaraMutasi.TANGGAL)),
        mutasi_tanggal=nilai.get("mutasi", {}).get("tanggal", 1),
        iuran=Iuran(
            Decimal(nilai["iuran"]["pegawai_persen"]),
            Decimal(nilai["iuran"]["pemberi_kerja_persen"]),
            DasarIuran(nilai["iuran"]["dasar"]),
            nilai["iuran"].get("plafon"),
        ),
        pph=Pph(
            ModePph(nilai["pph"]["mode"]),
            DasarPph(nilai["pph"]["dasar"]),
            _peta(nilai.get("pph_tarif", ()), "golongan"),
            tuple(
                Ter(row["kategori"], row.get("sampai"), Decimal(row["persen"]))
                for row in nilai.get("ter", ())
            ),
        ),
        arah=Arah(nilai.get("pembulatan", {}).get("arah", Arah.SETENGAH_ATAS)),
        sisa_harian=SisaHarian(nilai.get("pembulatan", {}).get("sisa_harian", SisaHarian.HANGUS)),
        geser_menit=nilai.get("geser_menit"),
        pasal={Bagian(row["bagian"]): row["dasar"] for row in nilai.get("pasal", ())},
    )


def _pita(row: Mapping[str, Any]) -> Pita:
    return Pita(row["kode"], row["dari"], row.get("sampai"), Decimal(row["persen"]))


def _tanpa(nilai: Mapping[str, Any] | None) -> TanpaAbsen:
    return TanpaAbsen((nilai or {}).get("kode"), (nilai or {}).get("setara_menit"))


def _peta(rows: Sequence[Mapping[str, Any]], kunci: str) -> dict[str, Decimal]:
    return {row[kunci]: Decimal(row["persen"]) for row in rows}


def _desimal(nilai: Any) -> Decimal | None:
    return None if nilai is None else Decimal(nilai)


def _day(nilai: Any) -> date | None:
    return date.fromisoformat(nilai) if nilai else None
