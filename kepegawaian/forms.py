"""Shapes of what people type. Law is checked by services."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from kepegawaian.rules.golongan import GOLONGAN_PNS
from kepegawaian.services.impor.daftar import DAFTAR
from kepegawaian.services.pertek import IsiPertek
from sitamu.inti.fields import BerkasField, BerkasInput

IMPOR_MAKS_BYTE = 50 * 2**20  # of one upload; the proxy takes no more
INPUT_FORMATS = ["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"]


class UnggahForm(forms.Form):
    """A paper for one item."""

    berkas = BerkasField(label="Berkas")
    id_klien = forms.UUIDField(widget=forms.HiddenInput, required=False)


class DataDiriForm(forms.Form):
    """What the record cannot know: where the pensioner will live."""

    alamat_pensiun = forms.CharField(
        label="Alamat sesudah pensiun",
        help_text="Jalan, desa/kelurahan, kecamatan, kabupaten.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
        error_messages={"required": "Isi alamat sesudah pensiun."},
    )
    nomor_hp = forms.RegexField(
        label="Nomor HP yang dapat dihubungi",
        regex=r"^[+0][0-9 \-]{8,18}$",
        max_length=20,
        help_text="Contoh: 0812 3456 7890",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        error_messages={
            "required": "Isi nomor HP.",
            "invalid": "Tulis nomor HP dengan angka, misalnya 0812 3456 7890.",
        },
    )
    benar = forms.BooleanField(
        label="Data diri di atas sudah saya cocokkan dan benar.",
        error_messages={"required": "Centang setelah data diri Anda cocokkan."},
    )


class KeluargaForm(forms.Form):
    benar = forms.BooleanField(
        label="Susunan keluarga di atas sudah saya cocokkan dan benar.",
        error_messages={"required": "Centang setelah susunan keluarga Anda cocokkan."},
    )


class KirimForm(forms.Form):
    benar = forms.BooleanField(
        label="Semua jawaban dan berkas ini benar. Saya bersedia menanggung akibat hukum bila "
        "ternyata tidak benar.",
        error_messages={"required": "Centang pernyataan ini sebelum mengirim."},
    )


class CatatanForm(forms.Form):
    catatan = forms.CharField(
        label="Catatan",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, wajib: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if wajib:
            field = self.fields["catatan"]
            field.required = True
            field.label = "Alasan"
            field.error_messages["required"] = "Tulis alasannya."


def _tanggal(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=INPUT_FORMATS,
        help_text="Hari-bulan-tahun, misalnya 01-06-2027.",
        widget=forms.DateInput(format="%d-%m-%Y", attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Tulis tanggal seperti 01-06-2027."},
    )


def _rupiah(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=20,
        help_text="Dalam rupiah, misalnya 4.049.925.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class PertekForm(forms.Form):
    """BKN's pertek as typed from the paper."""

    nomor = forms.RegexField(
        label="Nomor pertek",
        regex=r"^[A-Za-z0-9][A-Za-z0-9 ./-]{2,59}$",
        max_length=60,
        error_messages={"invalid": "Tulis nomor dengan huruf, angka, titik, garis, atau strip."},
    )
    tanggal = _tanggal("Tanggal pertek")
    golongan = forms.ChoiceField(
        label="Golongan", choices=[("", "Pilih golongan"), *((g, g) for g in GOLONGAN_PNS)]
    )
    mkg_tahun = forms.IntegerField(label="Masa kerja golongan: tahun", min_value=0, max_value=60)
    mkg_bulan = forms.IntegerField(label="Masa kerja golongan: bulan", min_value=0, max_value=11)
    mkp_tahun = forms.IntegerField(label="Masa kerja pensiun: tahun", min_value=0, max_value=60)
    mkp_bulan = forms.IntegerField(label="Masa kerja pensiun: bulan", min_value=0, max_value=11)
    gaji_pokok = _rupiah("Gaji pokok terakhir")
    pensiun_pokok = _rupiah("Pensiun pokok")
    tmt = _tanggal("TMT pensiun")
    berkas = BerkasField(
        label="Pindaian pertek",
        help_text="PDF paling besar 5 MB, atau foto.",
        required=False,
        widget=BerkasInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )

    def __init__(self, *args: Any, ada_bukti: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["berkas"].required = not ada_bukti

    def _clean_rupiah(self, name: str) -> int:
        text = str(self.cleaned_data[name]).lower().removeprefix("rp")
        digits = text.replace(".", "").replace(" ", "").removesuffix(",00").removesuffix(",-")
        if not digits.isdecimal() or not 0 < int(digits) < 1_000_000_000:
            raise forms.ValidationError("Tulis jumlah rupiah tanpa sen, misalnya 4.049.925.")
        return int(digits)

    def clean_tanggal(self) -> date:
        """Not after today."""
        tanggal: date = self.cleaned_data["tanggal"]
        if tanggal > timezone.localdate():
            raise forms.ValidationError("Tanggal pertek belum tiba. Tulis seperti pada suratnya.")
        return tanggal

    def clean_gaji_pokok(self) -> int:
        return self._clean_rupiah("gaji_pokok")

    def clean_pensiun_pokok(self) -> int:
        return self._clean_rupiah("pensiun_pokok")

    def isi(self) -> IsiPertek:
        """The checked figures."""
        data = self.cleaned_data
        return IsiPertek(**{name: data[name] for name in IsiPertek.__slots__})


class SkFileForm(forms.Form):
    """The scan of the signed SK."""

    berkas = BerkasField(
        label="Pindaian SK yang sudah ditandatangani",
        help_text="Satu PDF (paling besar 5 MB), atau foto setiap halaman berurutan.",
        widget=BerkasInput(
            attrs={"accept": "application/pdf,image/jpeg,image/png,image/heic", "data-unggah": ""}
        ),
        error_messages={"required": "Pilih pindaian SK lebih dulu."},
    )


class KirimanForm(forms.Form):
    """Which destinations go on one manifest."""

    unit = forms.TypedMultipleChoiceField(
        coerce=UUID, error_messages={"required": "Pilih paling sedikit satu tujuan."}
    )
    layanan_pos = forms.ChoiceField(label="Layanan Pos")
    kantor_pos = forms.CharField(label="Kantor Pos", max_length=100)

    def __init__(
        self,
        *args: Any,
        unit: Sequence[tuple[str, str]],
        layanan_pos: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("unit", unit), ("layanan_pos", layanan_pos)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = list(choices)


class SerahForm(forms.Form):
    petugas_pos = forms.CharField(
        label="Nama petugas Pos yang menerima",
        max_length=100,
        error_messages={"required": "Tulis nama petugas Pos."},
    )


class ResiForm(forms.Form):
    resi = forms.CharField(
        label="Nomor resi",
        max_length=30,
        help_text="Dari PT Pos, misalnya RR473124829ID.",
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        error_messages={"required": "Isi nomor resi dari PT Pos."},
    )
    berat_gram = forms.IntegerField(label="Berat (gram)", min_value=1, max_value=100_000)
    biaya_rupiah = forms.IntegerField(
        label="Biaya (rupiah)", min_value=0, max_value=100_000_000, required=False
    )
    alasan = forms.CharField(
        label="Alasan bila angka pemeriksa resi tidak cocok",
        max_length=200,
        required=False,
    )


class LangkahKirimanForm(forms.Form):
    ke = forms.ChoiceField(label="Kabar dari PT Pos")
    catatan = forms.CharField(
        label="Catatan",
        max_length=300,
        required=False,
        help_text="Wajib bila gagal atau kembali, misalnya alamat tidak lengkap.",
    )

    def __init__(self, *args: Any, ke: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ke"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = list(ke)


class TerimaForm(forms.Form):
    """Proof of delivery."""

    diterima_oleh = forms.CharField(
        label="Nama penerima",
        max_length=100,
        error_messages={"required": "Tulis nama penerima."},
    )
    diterima_hubungan = forms.CharField(
        label="Hubungan atau jabatan",
        max_length=60,
        help_text="Misalnya kepala sekolah, staf tata usaha, yang bersangkutan.",
        error_messages={"required": "Tulis hubungan atau jabatan penerima."},
    )
    tanggal = _tanggal("Tanggal diterima")
    jam = forms.TimeField(
        label="Jam diterima",
        input_formats=["%H.%M", "%H:%M"],
        help_text="Misalnya 10.15.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": "Isi jam.", "invalid": "Tulis jam seperti 10.15."},
    )
    bukti = forms.FileField(
        label="Foto atau PDF bukti terima",
        required=False,
        help_text="Satu PDF (paling besar 5 MB) atau satu foto (paling besar 20 MB).",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png,image/heic"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "tanggal" in data and "jam" in data:
            data["diterima_pada"] = timezone.make_aware(
                datetime.combine(data["tanggal"], data["jam"])
            )
        return data


class CocokkanForm(forms.Form):
    """A PDF to compare with the one on record; it is not kept."""

    berkas = forms.FileField(
        label="PDF yang Anda terima",
        help_text="Dibandingkan, tidak disimpan.",
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={"required": "Pilih PDF lebih dulu."},
    )


class AnomaliForm(forms.Form):
    """What an officer decides about an anomaly. `langkah`: which of the two the page offered."""

    langkah = forms.ChoiceField(
        choices=[("memang", ""), ("buka", "")], widget=forms.HiddenInput, initial="memang"
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tulis dasar yang Anda periksa, misalnya nomor dan tanggal SK.",
        error_messages={"required": "Tulis alasannya."},
    )


class ImporForm(forms.Form):
    """Workbooks with staff lists; which list each holds is told by its headings."""

    kunci = forms.UUIDField(widget=forms.HiddenInput)
    berkas = BerkasField(
        label="Berkas Excel (.xlsx)",
        help_text="Boleh beberapa daftar sekaligus, bersama-sama paling besar 50 MB. "
        "Isinya dikenali dari judul kolom, bukan dari nama berkas.",
        widget=BerkasInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Pilih paling sedikit satu berkas Excel."},
    )

    def clean_berkas(self) -> list[Any]:
        """Raises ValidationError when the files together are too large or too many."""
        files: list[Any] = self.cleaned_data["berkas"]
        total = sum(file.size for file in files)
        if total > IMPOR_MAKS_BYTE:
            besar = f"{total / 2**20:.1f}".replace(".", ",")
            raise forms.ValidationError(
                f"Berkas bersama-sama {besar} MB. Paling besar 50 MB. Muat bertahap."
            )
        if len(files) > len(DAFTAR):
            raise forms.ValidationError(
                f"Ada {len(files)} berkas. Paling banyak {len(DAFTAR)}, satu untuk tiap daftar."
            )
        return files


class BatalMuatanForm(forms.Form):
    alasan = forms.CharField(
        label="Alasan",
        help_text="Dicatat bersama nama Anda dan waktunya.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasan pembatalan."},
    )
