"""What people type into the public calculators. Shape only; the law is asked by `hitung`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

from kepegawaian.rules.golongan import GOLONGAN_PNS
from kepegawaian.rules.hukdis import TingkatHukdis
from kepegawaian.rules.jabatan import JenisJabatan
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.ujian_dinas import UjianDinas
from sitamu.aturan.pilihan import (
    CPNS,
    DIKLAT,
    ESELON,
    GOLONGAN,
    JABATAN,
    JENIS_PEGAWAI,
    JENJANG,
    PENDIDIKAN,
    PPPK,
    PilihanJabatan,
)
from sitamu.inti.errors import DomainError
from sitamu.inti.rules.tanggal import umur_pada
from sitamu.inti.rules.teks import tanggal_panjang

UMUR_WAJAR: Final = range(15, 101)
FORMAT_TANGGAL: Final = (
    *("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"),
    *("%d %m %Y", "%d%m%Y", "%Y-%m-%d"),
)
MASA_TERPANJANG_TAHUN: Final = 50

Kelompok = tuple[str, str, list[BoundField]]  # heading, introduction, fields


def _berhint(label: str, contoh: str) -> str | SafeString:
    return format_html('{} <span class="govuk-hint">{}</span>', label, contoh) if contoh else label


def _tanggal(label: str, contoh: str, hint: str = "", *, wajib: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=wajib,
        input_formats=FORMAT_TANGGAL,
        help_text=f"{hint} Hari, bulan, tahun, misalnya {contoh}.".strip(),
        widget=forms.DateInput(
            format="%d-%m-%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={
            "required": f"{label}: isi tanggalnya, misalnya {contoh}.",
            "invalid": f"{label}: tanggal itu tidak ada. Tulis seperti {contoh}.",
        },
    )


def _angka(label: str, akhir: int, hint: str = "", *, wajib: bool = True) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=wajib,
        min_value=0,
        max_value=akhir,
        help_text=hint,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-4", "autocomplete": "off"}
        ),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"{label}: tulis angka 0 sampai {akhir}.",
        ),
    )


def _pilih(
    label: str,
    pilihan: Iterable[tuple[str, str]],
    hint: str = "",
    *,
    kosong: str = "Pilih",
    wajib: bool = True,
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=wajib,
        choices=[("", kosong), *pilihan],
        help_text=hint,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), f"{label}: pilih salah satu dari daftar."
        ),
    )


def _radio(
    label: str,
    pilihan: Iterable[tuple[str, str | SafeString]],
    hint: str = "",
    *,
    wajib: bool = True,
    awal: str = "",
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=wajib,
        choices=list(pilihan),
        help_text=hint,
        initial=awal or None,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), f"{label}: pilih salah satu."),
    )


def _predikat(tahun: int) -> forms.ChoiceField:
    return _pilih(
        f"Predikat kinerja {tahun}",
        [(p.value, p.label) for p in Predikat],
        kosong="Belum tahu",
        wajib=False,
    )


def _jenjang() -> forms.ChoiceField:
    return _radio(
        "Jenjang jabatan fungsional",
        [(kode.value, _berhint(label, contoh)) for kode, label, contoh in JENJANG],
        "Lihat SK jabatan terakhir: kata di akhir nama jabatan.",
    )


class PilihForm(forms.Form):
    """First question of a calculator; sent by GET, for it says nothing about a person."""

    pegawai = _radio("Anda", JENIS_PEGAWAI)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data or None)


class PilihJabatanForm(PilihForm):
    """Kind of employee and kind of post."""

    jabatan = _radio(
        "Jabatan Anda sekarang",
        [(p.kode, _berhint(p.label, p.contoh)) for p in JABATAN.values()],
        "Pelaksana tugas (Plt.) atau pelaksana harian (Plh.)? Pilih jabatan tetap Anda.",
    )


class HitungForm(forms.Form):
    """The facts of one calculation.

    `padanan`: names of facts as the engines write them, to the field where they were typed.
    `siapa`: PNS, CPNS or PPPK; empty where it is not asked first.
    """

    padanan: ClassVar[Mapping[str, str]] = {}
    bagian: ClassVar[Sequence[tuple[str, str, tuple[str, ...]]]] = ()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        hari_ini: date,
        siapa: str = "",
        jabatan: PilihanJabatan | None = None,
        **kwargs: Any,
    ) -> None:
        self.hari_ini, self.siapa, self.jabatan = hari_ini, siapa, jabatan
        super().__init__(data, **kwargs)

    def kelompok(self) -> Iterator[Kelompok]:
        """Fields under their headings; a field that this person is not asked is left out."""
        for judul, pengantar, names in self.bagian:
            if fields := [self[name] for name in names if name in self.fields]:
                yield judul, pengantar, fields

    def terisi(self) -> list[tuple[str, str]]:
        """What was typed, in words, for paper."""
        rows = []
        for _, _, fields in self.kelompok():
            for bound in fields:
                value = self.cleaned_data.get(bound.name)
                if value not in (None, ""):
                    rows.append((str(bound.label), _said(bound.field, value)))
        return rows

    def refuse(self, error: DomainError) -> None:
        """Put a refusal of the rules at its field, or above the form."""
        rows = error.data.get("errors")
        langkah = f" {error.langkah}" if error.langkah else ""
        if not isinstance(rows, dict) or not rows:
            self.add_error(None, f"{_sentence(error.message)}{langkah}")
            return
        for name, texts in rows.items():
            bare = str(name).split(".")[0].split("[")[0]
            field = self.padanan.get(bare, bare)
            for text in texts:
                self.add_error(
                    field if field in self.fields else None, f"{_sentence(text)}{langkah}"
                )

    def _not_future(self, name: str) -> None:
        day = self.cleaned_data.get(name)
        if day and day > self.hari_ini:
            self.add_error(
                name,
                f"{tanggal_panjang(day)} belum tiba. Tulis tanggal yang ada pada SK.",
            )


def _said(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ChoiceField):
        choices: Mapping[str, str] = dict(field.choices)  # type: ignore[arg-type]
        return strip_tags(choices[value])
    if isinstance(value, date):
        return tanggal_panjang(value)
    return f"{value}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def _sentence(text: str) -> str:
    """Upper first letter, full stop."""
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."


class PensiunForm(HitungForm):
    """Birth date, and what the amount needs."""

    tanggal_lahir = _tanggal("Tanggal lahir", "17-05-1968", "Seperti pada SK CPNS.")
    jenjang = _jenjang()
    tmt_cpns = _tanggal(
        "TMT CPNS", "01-03-1994", "TMT (terhitung mulai tanggal) pada SK CPNS.", wajib=False
    )
    golongan_awal = _pilih("Golongan saat CPNS", GOLONGAN["PNS"], wajib=False)
    golongan_kini = _pilih("Golongan sekarang", GOLONGAN["PNS"], wajib=False)
    pmk_tahun = _angka(
        "Tambahan masa kerja dari SK PMK (tahun)",
        MASA_TERPANJANG_TAHUN,
        "PMK (peninjauan masa kerja). Kosongkan bila tidak punya SK PMK.",
        wajib=False,
    )
    pmk_bulan = _angka("Tambahan masa kerja dari SK PMK (bulan)", 11, wajib=False)

    padanan = {"tanggal": "tmt_cpns"}
    jumlah = ("tmt_cpns", "golongan_awal", "golongan_kini", "pmk_tahun", "pmk_bulan")
    bagian = (
        ("", "", ("tanggal_lahir", "jenjang")),
        (
            "Perkiraan jumlahnya",
            "Boleh dikosongkan bila Anda hanya ingin tahu tanggalnya.",
            jumlah,
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.jabatan is None or not self.jabatan.perlu_jenjang:
            del self.fields["jenjang"]
        if self.siapa == PPPK:
            for name in self.jumlah:
                del self.fields[name]
        self.tanpa_tanda_opsional = self.siapa != PPPK

    def clean(self) -> dict[str, Any]:
        """Dates in an order that can be; golongan that do not fall."""
        data = super().clean() or self.cleaned_data
        lahir, masuk = data.get("tanggal_lahir"), data.get("tmt_cpns")
        if lahir:
            umur = umur_pada(lahir, self.hari_ini) if lahir <= self.hari_ini else -1
            if umur not in UMUR_WAJAR:
                self.add_error(
                    "tanggal_lahir",
                    f"{tanggal_panjang(lahir)} tidak mungkin bagi seorang pegawai. "
                    "Periksa tahunnya.",
                )
            elif masuk and umur_pada(lahir, masuk) < UMUR_WAJAR.start:
                self.add_error("tmt_cpns", "TMT CPNS terlalu dekat dengan tanggal lahir.")
        self._not_future("tmt_cpns")
        awal, kini = data.get("golongan_awal"), data.get("golongan_kini")
        if awal and kini and GOLONGAN_PNS.index(kini) < GOLONGAN_PNS.index(awal):
            self.add_error(
                "golongan_kini", f"Golongan sekarang {kini} di bawah golongan saat CPNS {awal}."
            )
        return data


class PangkatForm(HitungForm):
    """What every kind of promotion asks."""

    golongan = _pilih("Golongan sekarang", GOLONGAN["PNS"])
    tmt_golongan = _tanggal(
        "TMT golongan terakhir",
        "01-04-2022",
        "Pada SK kenaikan pangkat terakhir. Belum pernah naik pangkat? Tulis TMT CPNS.",
    )
    hukdis = _radio(
        "Hukuman disiplin yang sedang dijalani",
        [("", "Tidak ada"), *((t.value, t.label) for t in TingkatHukdis)],
        wajib=False,
    )

    padanan = {"hukdis_aktif": "hukdis", "angka_kredit_kumulatif": "angka_kredit_jenjang"}
    tanpa_tanda_opsional = True
    bagian = (
        ("", "", ("jenjang", "eselon", "tmt_jabatan", "golongan", "tmt_golongan", "pendidikan")),
        ("", "", ("predikat_1", "predikat_2", "hukdis")),
        (
            "Angka kredit",
            "Lihat penetapan angka kredit (PAK) terakhir Anda.",
            ("angka_kredit", "angka_kredit_jenjang", "uji_kompetensi", "formasi"),
        ),
        (
            "Ujian dinas",
            "Hanya untuk naik dari II/d ke III/a atau dari III/d ke IV/a. Selain itu lewati.",
            ("ujian_dinas", "diklat"),
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n, tahun in enumerate((self.hari_ini.year - 2, self.hari_ini.year - 1), 1):
            self.fields[f"predikat_{n}"] = _predikat(tahun)

    def clean(self) -> dict[str, Any]:
        """Nothing that has not happened yet."""
        data = super().clean() or self.cleaned_data
        self._not_future("tmt_golongan")
        self._not_future("tmt_jabatan")
        return data

    def predikat(self) -> list[str]:
        """Ratings from older to latest, without the unknown."""
        return [p for n in (1, 2) if (p := self.cleaned_data.get(f"predikat_{n}"))]


class PangkatRegulerForm(PangkatForm):
    """Reguler: schooling and examination besides."""

    pendidikan = _pilih(
        "Ijazah tertinggi yang sudah dicatat",
        PENDIDIKAN.items(),
        "Yang sudah diakui dalam SK pangkat atau SK pencantuman gelar.",
    )
    ujian_dinas = _radio(
        "Lulus ujian dinas",
        [("", "Belum"), *((u.value, f"Lulus {u.label}") for u in UjianDinas)],
        wajib=False,
    )
    diklat = _radio("Pelatihan kepemimpinan", [("", "Belum"), *DIKLAT.items()], wajib=False)


class PangkatStrukturalForm(PangkatRegulerForm):
    """Pilihan of a structural post."""

    tmt_jabatan = _tanggal("TMT jabatan", "01-01-2024", "Pada SK jabatan sekarang.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        jenis = self.jabatan.jenis if self.jabatan else JenisJabatan.PENGAWAS
        self.fields["eselon"] = _pilih(
            "Eselon jabatan",
            [(e, e) for e in ESELON[jenis]],
            "Ada pada SK jabatan atau peta jabatan unit Anda.",
        )


class PangkatFungsionalForm(PangkatForm):
    """Pilihan of a functional post."""

    jenjang = _jenjang()
    angka_kredit = forms.DecimalField(
        label="Angka kredit sejak pangkat terakhir",
        min_value=Decimal(0),
        max_value=Decimal(5000),
        decimal_places=3,
        localize=True,
        help_text="Misalnya 37,5.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_decimal_places", "max_digits"),
            "Angka kredit sejak pangkat terakhir: tulis angka 0 atau lebih, misalnya 37,5.",
        ),
    )
    angka_kredit_jenjang = forms.DecimalField(
        label="Angka kredit sejak masuk jenjang ini",
        min_value=Decimal(0),
        max_value=Decimal(5000),
        decimal_places=3,
        required=False,
        localize=True,
        help_text="Hanya bila golongan Anda sudah di puncak jenjang, misalnya Ahli Pertama III/b.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )
    uji_kompetensi = _radio(
        "Lulus uji kompetensi kenaikan jenjang",
        [("", "Tidak perlu atau belum tahu"), ("ya", "Sudah"), ("belum", "Belum")],
        wajib=False,
    )
    formasi = _radio(
        "Ada formasi pada jenjang berikutnya",
        [("", "Tidak perlu atau belum tahu"), ("ya", "Ada"), ("belum", "Belum ada")],
        wajib=False,
    )


class KgbForm(HitungForm):
    """The last step of pay as the SK prints it."""

    golongan = _pilih("Golongan", GOLONGAN["PNS"])
    tmt = _tanggal(
        "TMT gaji terakhir",
        "01-03-2025",
        "Pada SK KGB (kenaikan gaji berkala) terakhir; atau pada SK pangkat atau SK CPNS bila itu "
        "yang lebih baru.",
    )
    mkg_tahun = _angka(
        "Masa kerja golongan (tahun)", MASA_TERPANJANG_TAHUN, "Seperti tertulis pada SK yang sama."
    )
    mkg_bulan = _angka("Masa kerja golongan (bulan)", 11)
    predikat_2 = _predikat(0)

    padanan = {"mkg": "mkg_tahun"}
    tanpa_tanda_opsional = True
    bagian = (
        (
            "",
            "",
            ("golongan", "tmt", "mkg_tahun", "mkg_bulan", "lama_perjanjian"),
        ),
        ("", "", ("predikat_1", "predikat_2", "penundaan_bulan")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["predikat_2"] = _predikat(self.hari_ini.year - 1)

    def clean(self) -> dict[str, Any]:
        """Nothing that has not happened yet."""
        data = super().clean() or self.cleaned_data
        self._not_future("tmt")
        return data


class KgbPnsForm(KgbForm):
    penundaan_bulan = _angka(
        "Lama penundaan KGB (bulan)",
        120,
        "Hanya bila KGB Anda pernah ditunda dengan SK. Selain itu kosongkan.",
        wajib=False,
    )


class KgbPppkForm(KgbForm):
    lama_perjanjian = _angka("Lama perjanjian kerja (tahun)", 40)
    predikat_1 = _predikat(0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["golongan"] = _pilih("Golongan", GOLONGAN[PPPK])
        self.fields["predikat_1"] = _predikat(self.hari_ini.year - 2)


class NipForm(HitungForm):
    pegawai = _radio("Nomor ini", ((CPNS, "NIP (PNS atau CPNS)"), (PPPK, "NI PPPK")))
    nip = forms.CharField(
        label="Nomor",
        max_length=60,
        help_text="18 angka. Spasi dan titik boleh.",
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "spellcheck": "false",
                "class": "govuk-input--width-20",
            }
        ),
        error_messages={
            "required": "Nomor: tulis 18 angka NIP.",
            "max_length": "Nomor: terlalu panjang. NIP 18 angka.",
        },
    )

    bagian = (("", "", ("pegawai", "nip")),)
