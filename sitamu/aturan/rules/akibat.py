"""What a drafted law changes for one person: its answers beside those of the law in force."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from kepegawaian.rules.alasan import Alasan
from kepegawaian.rules.fakta import FaktaPegawai, pmk_total
from kepegawaian.rules.gaji import TabelGaji
from kepegawaian.rules.masa_kerja import MasaKerja
from kepegawaian.rules.nominatif import AturanNominatif, JenisNominatif, Peramal, Perkiraan
from kepegawaian.rules.pensiun import (
    AturanPokok,
    JenisPensiun,
    SyaratHak,
    masa_kerja_pensiun,
    pensiun_pokok,
)
from sitamu.inti.errors import DomainError
from sitamu.inti.rules.teks import rupiah, tanggal_panjang

POKOK: Final = "POKOK"
LABEL: Final[Mapping[str, str]] = {
    "akhir": "perjanjian berakhir",
    "akhir_tugas": "akhir tugas",
    "batas_bkn": "kirim ke BKN paling lambat",
    "batas_opd": "usul OPD paling lambat",
    "bup": "BUP",
    "gaji_baru": "gaji pokok baru",
    "gaji_sekarang": "gaji pokok sekarang",
    "golongan_baru": "menjadi",
    "jenis_kp": "jenis KP",
    "mkg_baru": "MKG baru",
    "surat_paling_lambat": "surat paling lambat",
    "usul_akhir": "usul sampai",
    "usul_mulai": "usul mulai",
}
# Follow from the TMT: told only when nothing else changes.
TURUNAN: Final = frozenset(
    {
        "akhir_tugas",
        "batas_bkn",
        "batas_opd",
        "surat_paling_lambat",
        "usul_akhir",
        "usul_mulai",
    }
)
UANG: Final = frozenset({"gaji_baru", "gaji_sekarang", "pensiun"})
TAHUN: Final = frozenset({"bup", "mkg_baru"})


class Hukum(Protocol):
    """The part of the law asked here."""

    @property
    def nominatif(self) -> AturanNominatif: ...
    @property
    def pokok(self) -> AturanPokok: ...
    @property
    def syarat_hak(self) -> SyaratHak: ...
    @property
    def gaji_pns(self) -> TabelGaji: ...


@dataclass(frozen=True, slots=True)
class Jawaban:
    """One answer about a person: its parts by name, and why."""

    bagian: Mapping[str, str]
    alasan: Sequence[str]


@dataclass(frozen=True, slots=True)
class Akibat:
    """One list in which two laws answer differently; `alasan`: what only the new answer says."""

    daftar: str
    lama: str
    baru: str
    alasan: str


class Penjawab:
    """Every answer about people by one law on one day."""

    def __init__(self, hukum: Hukum, *, pada: date) -> None:
        self.hukum = hukum
        self.peramal = Peramal(hukum.nominatif, today=pada)

    def jawab(self, fakta: FaktaPegawai) -> dict[str, Jawaban]:
        """By list; never raises a refusal."""
        answers = {
            perkiraan.jenis.value: _forecast(perkiraan) for perkiraan in self.peramal.semua(fakta)
        }
        pensiun = self.peramal.perkiraan(JenisNominatif.PENSIUN, fakta)
        if pensiun.tmt is not None:
            answers[POKOK] = self._pokok(fakta, pensiun.tmt)
        return answers

    def _pokok(self, fakta: FaktaPegawai, tmt: date) -> Jawaban:
        """The estimated pension per month, with the golongan held today."""
        held = fakta.golongan_pada(self.peramal.today)
        if held is None or fakta.tmt_cpns is None or fakta.tmt_cpns > tmt:
            return Jawaban({}, ())
        months = (tmt.year - held.tmt.year) * 12 + tmt.month - held.tmt.month
        mkg = MasaKerja.from_bulan(held.mkg.total_bulan + max(0, months))
        mkp = masa_kerja_pensiun(
            (fakta.tmt_cpns.year, fakta.tmt_cpns.month), (tmt.year, tmt.month), pmk_total(fakta.pmk)
        )
        try:
            hasil = pensiun_pokok(
                JenisPensiun.BUP,
                golongan=held.golongan.kode,
                mkg=mkg,
                tabel=self.hukum.gaji_pns,
                aturan=self.hukum.pokok,
                syarat=self.hukum.syarat_hak,
                masa_kerja_pensiun=mkp,
            )
        except DomainError as error:
            return Jawaban({"keadaan": error.message}, ())
        amount = hasil.pensiun_ditetapkan or hasil.pensiun_hitung
        return Jawaban(
            {"pensiun": rupiah(amount) if amount is not None else "tidak berhak"},
            [row.teks for row in hasil.cara_hitung],
        )


def akibat(lama: Mapping[str, Jawaban], baru: Mapping[str, Jawaban]) -> Iterator[Akibat]:
    """Lists in which the parts of the two answers differ; other reasons alone do not count."""
    none = Jawaban({}, ())
    for daftar in dict.fromkeys([*lama, *baru]):
        before, after = lama.get(daftar, none), baru.get(daftar, none)
        changed = [
            key
            for key in dict.fromkeys([*before.bagian, *after.bagian])
            if before.bagian.get(key) != after.bagian.get(key)
        ]
        if told := [key for key in changed if key not in TURUNAN] or changed:
            yield Akibat(
                daftar,
                _line(before.bagian, told),
                _line(after.bagian, told),
                " ".join(teks for teks in after.alasan if teks not in before.alasan),
            )


def _line(parts: Mapping[str, str], keys: Sequence[str]) -> str:
    return "; ".join(f"{LABEL.get(key, key)} {parts[key]}" for key in keys if key in parts)


def _forecast(hasil: Perkiraan) -> Jawaban:
    parts = {"TMT": tanggal_panjang(hasil.tmt) if hasil.tmt else "belum ada"}
    parts["keadaan"] = hasil.keadaan.label.lower()
    parts |= {key: _words(key, value) for key, value in hasil.rincian.items()}
    return Jawaban(parts, [_sentence(row) for row in hasil.alasan])


def _sentence(row: Alasan) -> str:
    return f"{row.teks} ({row.dasar})" if row.dasar else row.teks


def _words(key: str, value: str | int) -> str:
    if key in UANG and isinstance(value, int):
        return rupiah(value)
    if key in TAHUN:
        return f"{value} tahun"
    try:
        return tanggal_panjang(date.fromisoformat(str(value)))
    except ValueError:
        return str(value).replace("_", " ")
