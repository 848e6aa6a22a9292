"""Shapes of what people type. Law is checked by services."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils import timezone

from kepegawaian.models import Layanan, TemplatAlasan
from kepegawaian.rules.cuti import SEBAB, BerkasCuti, JenisCuti, SebabCuti
from kepegawaian.rules.golongan import GOLONGAN_PNS
from kepegawaian.rules.katalog import Isian, JenisIsian, Loket, Pengusul
from kepegawaian.rules.naskah import BIDANG
from kepegawaian.selectors.layanan import CARI
from kepegawaian.services.cuti import IsiCuti
from kepegawaian.services.impor.daftar import DAFTAR
from kepegawaian.services.katalog import IsiSurat, IsiVersi
from kepegawaian.services.pertek import IsiPertek
from kepegawaian.services.sk import SkLuar
from kepegawaian.services.waris import IsiAhliWaris
from sitamu.inti.fields import BerkasField, BerkasInput
from sitamu.inti.rules.teks import nama_kunci

IMPOR_MAKS_BYTE = 50 * 2**20  # of one upload; the proxy takes no more
INPUT_FORMATS = ["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"]


class UnggahForm(forms.Form):
    """A paper for one item."""

    berkas = BerkasField(label="Berkas")
    id_klien = forms.UUIDField(widget=forms.HiddenInput, required=False)


TELEPON: Final = r"^[+0][0-9 \-]{8,18}$"
PANJANG_ISIAN: Final = 300


class IsianForm(forms.Form):
    """The questions of one service, as its catalogue asks them, and "I have compared the data".

    Answers come out as texts: dates ISO, units and posts by id. `kata`: what was compared.
    """

    benar = forms.BooleanField(
        label="Data diri di atas sudah saya cocokkan dan benar.",
        error_messages={"required": "Centang setelah data diri Anda cocokkan."},
    )

    def __init__(self, *args: Any, isian: Sequence[Isian], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.isian = isian
        for satu in isian:
            self.fields[satu.nama] = _isian_field(satu)
        self.order_fields([*(satu.nama for satu in isian), "benar"])

    def jawaban(self) -> dict[str, str]:
        """Checked answers by name."""
        return {satu.nama: _answer(self.cleaned_data[satu.nama]) for satu in self.isian}


def _answer(nilai: Any) -> str:
    if isinstance(nilai, date):
        return nilai.isoformat()
    return "" if nilai is None else str(nilai)


def _isian_field(satu: Isian) -> forms.Field:
    kosong = {"required": f"Isi {satu.label[0].lower()}{satu.label[1:]}."}
    common: dict[str, Any] = {
        "label": satu.label,
        "required": satu.wajib,
        "help_text": satu.petunjuk,
        "error_messages": kosong,
    }
    field: forms.Field
    match satu.jenis:
        case JenisIsian.PANJANG:
            area = forms.Textarea(attrs={"rows": 3})
            field = forms.CharField(max_length=PANJANG_ISIAN, widget=area, **common)
        case JenisIsian.TANGGAL:
            field = _tanggal(satu.label)
            field.required = satu.wajib
            field.help_text = satu.petunjuk or field.help_text
            field.error_messages |= kosong
        case JenisIsian.ANGKA:
            field = forms.IntegerField(min_value=0, max_value=9999, **common)
        case JenisIsian.PILIHAN:
            pilihan = [("", "Pilih"), *((p, p) for p in satu.pilihan)]
            field = forms.ChoiceField(choices=pilihan, **common)
        case JenisIsian.TELEPON:
            kosong["invalid"] = "Tulis nomor HP dengan angka, misalnya 0812 3456 7890."
            phone = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})
            field = forms.RegexField(regex=TELEPON, max_length=20, widget=phone, **common)
        case JenisIsian.UNIT | JenisIsian.JABATAN:
            field = NamaField(cari=CARI[satu.jenis], max_length=200, **common)
        case _:
            field = forms.CharField(max_length=PANJANG_ISIAN, **common)
    return field


class NamaField(forms.CharField):
    """Something of a long list by its name; comes out as its id.

    A name that is not there is answered with those that hold it, so that a page need not carry
    the whole list.
    """

    def __init__(self, *, cari: Callable[[str], list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cari = cari
        self.help_text = self.help_text or "Tulis namanya seperti di daftar, misalnya sebagian."

    def prepare_value(self, value: Any) -> Any:
        """The name for an id that was stored."""
        found = self.cari(str(value or ""))
        return found[0][1] if found and found[0][0] == value else value

    def clean(self, value: Any) -> Any:
        """The id; raises ValidationError with the names that fit."""
        teks = super().clean(value)
        if not teks:
            return ""
        found = self.cari(teks)
        if len(found) == 1:
            return found[0][0]
        exact = [pk for pk, nama in found if nama_kunci(nama) == nama_kunci(teks)]
        if len(exact) == 1:
            return exact[0]
        if not found:
            raise forms.ValidationError(f"“{teks}” tidak ada di daftar. Periksa ejaannya.")
        raise forms.ValidationError(f"Pilih salah satu: {'; '.join(n for _, n in found)}.")


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


class TampilanForm(forms.Form):
    """A name for the present filter of the queue."""

    nama = forms.CharField(
        label="Nama tampilan",
        max_length=40,
        help_text="Misalnya “KP Dinkes”.",
        error_messages={"required": "Tulis nama tampilan."},
    )
    dibagikan = forms.BooleanField(label="Tampilkan juga untuk rekan verifikator", required=False)


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

    def sisipkan(self, templat: Sequence[TemplatAlasan]) -> None:
        """Offer sentences that stand before what is typed, or instead of it."""
        if not templat:
            return
        self.fields["templat"] = forms.TypedChoiceField(
            label="Kalimat dari templat",
            required=False,
            choices=[("", "Tanpa templat"), *((str(t.pk), t.teks) for t in templat)],
        )
        self.order_fields(["templat", "catatan"])
        if self.is_bound and self.data.get("templat"):
            self.fields["catatan"].required = False

    def kalimat(self) -> str:
        """The sentence chosen and the words typed, as one text."""
        choices = dict(getattr(self.fields.get("templat"), "choices", ()))
        chosen = str(choices.get(self.cleaned_data.get("templat") or "-", ""))
        return " ".join(filter(None, (chosen, self.cleaned_data["catatan"])))[:500]


class PanggilForm(CatatanForm):
    """When somebody on leave is back at work, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, wajib=True, **kwargs)
        self.fields["kembali"] = _tanggal("Kembali bekerja mulai")
        self.order_fields(["kembali", "catatan"])


def _tanggal(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=INPUT_FORMATS,
        help_text="Hari-bulan-tahun, misalnya 01-06-2027.",
        widget=forms.DateInput(format="%d-%m-%Y", attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Tulis tanggal seperti 01-06-2027."},
    )


class TemplatForm(forms.Form):
    """A sentence for whoever sends something back."""

    teks = forms.CharField(
        label="Kalimat",
        max_length=300,
        help_text="Katakan apa yang kurang dan apa yang harus dilakukan.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis kalimatnya."},
    )
    layanan = forms.ModelChoiceField(
        label="Untuk layanan",
        queryset=Layanan.objects.order_by("nama"),
        required=False,
        empty_label="Semua layanan",
    )
    mulai = _tanggal("Berlaku mulai")

    def clean_mulai(self) -> date:
        """Not in the past: what was offered stays what it was."""
        mulai: date = self.cleaned_data["mulai"]
        if mulai < timezone.localdate():
            raise forms.ValidationError("Pilih hari ini atau sesudahnya.")
        return mulai


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

    def __init__(
        self, *args: Any, ada_bukti: bool = False, pensiun: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["berkas"].required = not ada_bukti
        if not pensiun:
            for nama in ("mkp_tahun", "mkp_bulan", "pensiun_pokok"):
                del self.fields[nama]
            self.fields["gaji_pokok"].label = "Gaji pokok baru"
            self.fields["tmt"].label = "TMT"

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
        data: dict[str, Any] = {name: self.cleaned_data.get(name) for name in IsiPertek.__slots__}
        return IsiPertek(**data)


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


class SkLuarForm(forms.Form):
    """An SK made outside, as typed from its paper."""

    nomor = forms.CharField(
        label="Nomor SK", max_length=80, error_messages={"required": "Isi nomor SK."}
    )
    tanggal = _tanggal("Tanggal SK")
    penetap = forms.CharField(
        label="Ditetapkan oleh",
        max_length=120,
        help_text="Misalnya Kepala BKN atas nama Presiden.",
        error_messages={"required": "Isi siapa yang menetapkan."},
    )
    tmt = _tanggal("TMT pada SK")
    berkas = BerkasField(label="Pindaian SK")

    def __init__(self, *args: Any, tanpa_tmt: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if tanpa_tmt:
            del self.fields["tmt"]

    def clean_tanggal(self) -> date:
        """Not after today."""
        tanggal: date = self.cleaned_data["tanggal"]
        if tanggal > timezone.localdate():
            raise forms.ValidationError("Tanggal SK belum tiba. Tulis seperti pada SK.")
        return tanggal

    def isi(self) -> SkLuar:
        """The checked figures."""
        data = self.cleaned_data
        return SkLuar(data["nomor"], data["tanggal"], data["penetap"], data.get("tmt"))


class GantiPindaianForm(SkFileForm):
    """A better scan, and why."""

    catatan = forms.CharField(
        label="Alasan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasannya."},
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


JENIS_PEGAWAI_ASN: Final = [("PNS", "PNS"), ("CPNS", "CPNS"), ("PPPK", "PPPK")]


class VersiForm(forms.Form):
    """Figures of a version of any service."""

    berlaku_mulai = _tanggal("Berlaku mulai")
    janji_hari_kerja = forms.IntegerField(
        label="Janji layanan (hari kerja)", min_value=1, max_value=60
    )
    lewat_opd = forms.BooleanField(label="Lewat persetujuan OPD", required=False)
    batas_opd_hari_kerja = forms.IntegerField(
        label="Batas waktu OPD (hari kerja)", min_value=1, max_value=60, initial=3
    )
    perbaikan_hari_kerja = forms.IntegerField(
        label="Batas waktu perbaikan (hari kerja)", min_value=1, max_value=60, initial=5
    )
    dasar_hukum = forms.CharField(label="Dasar hukum", max_length=300)

    def versi(self) -> IsiVersi:
        """The checked figures."""
        data = self.cleaned_data
        return IsiVersi(**{name: data[name] for name in IsiVersi.__slots__})


class SuratForm(VersiForm):
    """A simple service: who asks, what is asked, what the letter says."""

    untuk = forms.MultipleChoiceField(
        label="Untuk", choices=JENIS_PEGAWAI_ASN, widget=forms.CheckboxSelectMultiple
    )
    pengusul = forms.MultipleChoiceField(
        label="Yang boleh mengusulkan",
        choices=[(p.value, p.label) for p in Pengusul],
        widget=forms.CheckboxSelectMultiple,
    )
    isian = forms.CharField(
        label="Yang ditanyakan kepada pemohon",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu baris satu isian: nama | label | jenis. Jenis: TEKS, PANJANG, TANGGAL, "
        "ANGKA. Misalnya: keperluan | Untuk keperluan | TEKS",
    )
    berkas = forms.MultipleChoiceField(
        label="Berkas yang diminta", required=False, widget=forms.CheckboxSelectMultiple
    )
    perihal = forms.CharField(label="Judul surat", max_length=150)
    pembuka = forms.CharField(
        label="Kalimat pembuka",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bidang ditulis dalam kurung kurawal, misalnya {nama} atau {bkpsdm}.",
    )
    tabel = forms.CharField(
        label="Data dalam tabel",
        max_length=500,
        initial="nama, nip, jabatan, unit",
        help_text=f"Nama bidang dipisah koma. Yang tersedia: {', '.join(BIDANG)}, dan nama isian.",
    )
    penutup = forms.CharField(
        label="Kalimat penutup",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu baris satu paragraf.",
    )

    def __init__(self, *args: Any, berkas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["berkas"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = list(berkas)

    def clean_isian(self) -> list[dict[str, str]]:
        """Questions as the catalogue stores them."""
        rows = []
        for baris in str(self.cleaned_data["isian"]).splitlines():
            if not baris.strip():
                continue
            nama, _, rest = baris.partition("|")
            label, _, jenis = rest.partition("|")
            rows.append(
                {
                    "nama": nama.strip(),
                    "label": label.strip() or nama.strip(),
                    "jenis": jenis.strip().upper() or JenisIsian.TEKS.value,
                }
            )
        return rows

    def surat(self) -> IsiSurat:
        """The checked words."""
        data = self.cleaned_data
        return IsiSurat(
            untuk=data["untuk"],
            pengusul=data["pengusul"],
            isian=data["isian"],
            berkas=data["berkas"],
            perihal=data["perihal"],
            pembuka=data["pembuka"],
            data=[nama.strip() for nama in data["tabel"].split(",") if nama.strip()],
            penutup=[teks.strip() for teks in data["penutup"].splitlines() if teks.strip()],
        )


class LayananForm(SuratForm):
    """A new simple service."""

    nama = forms.CharField(label="Nama layanan", max_length=150)
    keterangan = forms.CharField(label="Keterangan singkat", max_length=300, required=False)
    loket = forms.ChoiceField(label="Loket", choices=[(k.value, k.label) for k in Loket])
    pejabat_kode = forms.ChoiceField(
        label="Penanda tangan",
        choices=[("KEPALA_BKPSDM", "Kepala BKPSDM"), ("BUPATI", "Kepala daerah")],
    )
    kode_klasifikasi = forms.CharField(
        label="Kode klasifikasi surat", max_length=20, initial="800.1"
    )
    field_order = ("nama", "keterangan", "loket", "pejabat_kode", "kode_klasifikasi")


class KematianForm(forms.Form):
    """A death with its deed."""

    tanggal = _tanggal("Tanggal meninggal")
    akta = BerkasField(label="Akta kematian")


HUBUNGAN: Final = ("Istri", "Suami", "Anak", "Orang tua", "Wali anak")


class TautanForm(forms.Form):
    """Who gets the link."""

    nama = forms.CharField(
        label="Nama ahli waris",
        max_length=150,
        error_messages={"required": "Tulis nama ahli waris."},
    )
    hubungan = forms.ChoiceField(
        label="Hubungan dengan pegawai", choices=[("", "Pilih"), *((h, h) for h in HUBUNGAN)]
    )


class BuktiDekatForm(forms.Form):
    """What somebody near the dead knows."""

    nip_akhir = forms.RegexField(
        label="4 angka terakhir NIP pegawai yang meninggal",
        regex=r"^\d{4}$",
        help_text="Ada pada kartu pegawai, SK, atau daftar gaji.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Tulis 4 angka."},
    )
    tanggal = _tanggal("Tanggal meninggal")


class AhliWarisForm(forms.Form):
    """The heir's own data, the letter of authority, and the papers that are missing."""

    nama = forms.CharField(label="Nama penerima pensiun", max_length=150)
    alamat = forms.CharField(
        label="Alamat lengkap untuk pengiriman SK",
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
        error_messages={"required": "Isi alamat. SK dikirim ke alamat ini."},
    )
    kode_pos = forms.RegexField(
        label="Kode pos",
        regex=r"^\d{5}$",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
        error_messages={"invalid": "Kode pos 5 angka.", "required": "Isi kode pos."},
    )
    nomor_hp = forms.RegexField(
        label="Nomor HP",
        regex=TELEPON,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"invalid": "Tulis nomor HP dengan angka, misalnya 0812 3456 7890."},
    )
    surat_kuasa = BerkasField(label="Surat keterangan ahli waris, atau surat kuasa ahli waris lain")
    benar = forms.BooleanField(
        label="Data dan berkas ini benar, dan saya berhak mengajukannya sebagai ahli waris.",
        error_messages={"required": "Centang pernyataan ini sebelum mengirim."},
    )

    def __init__(self, *args: Any, butir: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pk, nama in butir:
            self.fields[pk] = BerkasField(label=nama, required=False)
        self.order_fields([*(n for n in self.fields if n != "benar"), "benar"])

    def isi(self) -> IsiAhliWaris:
        """The checked answers."""
        return IsiAhliWaris(**{nama: self.cleaned_data[nama] for nama in IsiAhliWaris.__slots__})


class CutiJenisForm(forms.Form):
    """First question: which kind."""

    jenis = forms.ChoiceField(
        label="Jenis cuti",
        choices=[(j.value, j.label) for j in JenisCuti],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jenis cuti."},
    )


class CutiForm(forms.Form):
    """A request of one kind; papers are asked for when the length is known."""

    mulai = _tanggal("Hari pertama cuti")
    selesai = _tanggal("Hari terakhir cuti")
    sebab = forms.ChoiceField(label="Untuk", required=False)
    perjalanan_hari = forms.IntegerField(
        label="Tambahan hari perjalanan",
        help_text="Termasuk dalam tanggal di atas, paling akhir. Isi 0 bila tidak meminta.",
        min_value=0,
        max_value=60,
        initial=0,
        required=False,
    )
    keterangan = forms.CharField(
        label="Alasan cuti",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasan cuti."},
    )
    alamat = forms.CharField(
        label="Alamat selama cuti",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
        error_messages={"required": "Isi alamat selama cuti."},
    )
    nomor_hp = forms.RegexField(
        label="Nomor HP yang dapat dihubungi",
        regex=r"^[+0][0-9 \-]{8,18}$",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        error_messages={
            "required": "Isi nomor HP.",
            "invalid": "Tulis nomor HP dengan angka, misalnya 0812 3456 7890.",
        },
    )
    id_klien = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, jenis: JenisCuti, berkas: Sequence[BerkasCuti] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.jenis = jenis
        reasons = SEBAB[jenis]
        if len(reasons) == 1:
            del self.fields["sebab"]
        else:
            self.fields["sebab"] = forms.ChoiceField(
                label="Untuk",
                choices=[("", "Pilih satu"), *((s.value, s.label) for s in reasons)],
                error_messages={"required": "Pilih untuk apa cuti ini."},
            )
        if jenis is not JenisCuti.TAHUNAN:
            del self.fields["perjalanan_hari"]
        for kode in berkas:
            self.fields[kode.value] = BerkasField(label=kode.label, required=False)

    def isi(self) -> IsiCuti:
        """The cleaned request."""
        data = self.cleaned_data
        return IsiCuti(
            jenis=self.jenis,
            sebab=SebabCuti(data.get("sebab") or SEBAB[self.jenis][0]),
            mulai=data["mulai"],
            selesai=data["selesai"],
            perjalanan_hari=data.get("perjalanan_hari") or 0,
            keterangan=data["keterangan"],
            alamat=data["alamat"],
            nomor_hp=data["nomor_hp"],
        )

    def berkas(self) -> dict[BerkasCuti, Any]:
        """The papers sent along."""
        return {kode: file for kode in BerkasCuti if (file := self.cleaned_data.get(kode.value))}


class KartuCutiForm(forms.Form):
    """One year of a leave card."""

    tahun = forms.IntegerField(label="Tahun", min_value=2000, max_value=2100)
    bawaan = forms.IntegerField(
        label="Sisa dari tahun sebelumnya",
        help_text="Hari kerja, menurut kartu cuti. Dipakai untuk tahun pertama yang dicatat.",
        min_value=0,
        max_value=60,
    )
    terpakai = forms.IntegerField(
        label="Terpakai di luar SiTAMU", help_text="Hari kerja.", min_value=0, max_value=60
    )
    tambahan = forms.IntegerField(
        label="Pengganti cuti bersama",
        help_text="Hari kerja yang dijalani saat cuti bersama.",
        min_value=0,
        max_value=30,
        initial=0,
    )
