"""Shapes of what people send to the archive. What a file is, is judged by the service."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from arsip.models import JenisDokumen, KelasRetensi, KetentuanJenis
from arsip.rules.cari import TEKS_MAKS, Pertanyaan, Tempat, pertanyaan_of, tempat_of
from arsip.rules.dokumen import kunci_fits, kunci_of
from arsip.selectors.cari import Saringan
from sitamu.inti.fields import BerkasField, BerkasInput
from sitamu.inti.models import Pegawai, UnitKerja

UNIT_MAKS = 60  # units offered one by one; of more, the upper levels only


class TujuanForm(forms.Form):
    """Which paper: `jenis` offers the kinds that may be filed; `kunci` tells many of one apart."""

    jenis = forms.ModelChoiceField(
        queryset=JenisDokumen.objects.none(),
        label="Jenis dokumen",
        empty_label="Pilih jenis dokumen",
        error_messages={
            "required": "Pilih jenis dokumen, misalnya SK CPNS.",
            "invalid_choice": "Pilih jenis dokumen dari daftar.",
        },
    )
    tahun = forms.CharField(
        label="Tahun atau TMT",
        help_text="SKP: tahunnya, misalnya 2025. SK, ijazah, atau sertifikat yang lebih dari satu: "
        "TMT (terhitung mulai tanggal) atau tahunnya, misalnya 01-04-2024.",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )

    def __init__(self, *args: Any, jenis: QuerySet[JenisDokumen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["jenis"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = jenis

    def clean(self) -> dict[str, Any]:
        """The key belongs to kinds of which there are many; a day is kept as ISO."""
        cleaned = super().clean() or self.cleaned_data
        jenis: JenisDokumen | None = cleaned.get("jenis")
        if jenis is not None:
            many = jenis.tahunan or jenis.banyak
            kunci = kunci_of(cleaned.get("tahun", "")) if many else ""
            if not kunci_fits(kunci, banyak=jenis.banyak, tahunan=jenis.tahunan):
                self.add_error(
                    "tahun",
                    "Tulis tahunnya dengan 4 angka, misalnya 2025."
                    if jenis.tahunan
                    else "Tulis tahun atau tanggalnya, misalnya 2024 atau 01-04-2024.",
                )
            cleaned["kunci"] = kunci
        return cleaned


class DokumenForm(TujuanForm):
    """One paper for the archive."""

    berkas = BerkasField(label="Berkas")
    id_klien = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("id_klien", uuid4())


class RancanganForm(TujuanForm):
    """The paper that is going to be photographed."""


FOTO = "image/jpeg,image/png,image/heic"


class FotoForm(forms.Form):
    """The next page from the camera, or several photos already taken; sent as soon as picked."""

    tanpa_tanda_opsional = True

    kamera = BerkasField(
        label="Ambil foto dengan kamera",
        help_text="Satu halaman sekali foto.",
        required=False,
        widget=forms.ClearableFileInput(
            attrs={
                "accept": FOTO,
                "capture": "environment",
                "data-unggah": "",
                "data-langsung": "",
            }
        ),
    )
    berkas = BerkasField(
        label="Atau pilih foto yang sudah ada",
        help_text="Boleh beberapa sekaligus, menurut urutan halamannya.",
        required=False,
        widget=BerkasInput(attrs={"accept": FOTO, "data-unggah": "", "data-langsung": ""}),
    )

    @property
    def foto(self) -> list[Any]:
        """All photos sent, the camera's first."""
        return [*self.cleaned_data["kamera"], *self.cleaned_data["berkas"]]


class MasaForm(forms.Form):
    """Until when a paper is good; empty: without end."""

    tanpa_tanda_opsional = True

    berlaku_sampai = forms.DateField(
        label="Hari terakhir berlaku",
        help_text="Hari-bulan-tahun, misalnya 31-12-2027. Kosongkan bila berlaku tanpa batas.",
        required=False,
        input_formats=["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(
            format="%d-%m-%Y", attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}
        ),
        error_messages={"invalid": "Tulis tanggalnya seperti 31-12-2027."},
    )


class CariForm(forms.Form):
    """A search: words and what narrows them. `units`: those whose archives one may read."""

    tanpa_tanda_opsional = True

    cari = forms.CharField(
        label="Kata, nama, NIP, nomor",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": TEKS_MAKS}),
    )
    jenis = forms.ModelChoiceField(
        queryset=JenisDokumen.objects.all(),
        label="Jenis",
        required=False,
        empty_label="Semua jenis",
        error_messages={"invalid_choice": "Pilih jenis dokumen dari daftar."},
    )
    unit = forms.ModelChoiceField(
        queryset=UnitKerja.objects.none(),
        label="Unit kerja",
        required=False,
        empty_label="Semua unit",
        error_messages={"invalid_choice": "Pilih unit kerja dari daftar."},
    )
    tahun = forms.IntegerField(
        label="Tahun",
        required=False,
        min_value=1900,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Tulis tahun dengan 4 angka, misalnya 2025."
        ),
    )
    milik = forms.ChoiceField(
        label="Cari di",
        required=False,
        choices=[("", "Semua yang boleh saya lihat"), ("saya", "Arsip saya saja")],
    )
    lanjut = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: QuerySet[UnitKerja], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        offered = list(units.order_by("jalur")[: UNIT_MAKS + 1])
        if len(offered) > UNIT_MAKS:
            offered = list(units.filter(induk__induk__isnull=True).order_by("jalur"))
        field.queryset = units
        field.choices = [("", field.empty_label), *((u.pk, u.nama) for u in offered)]
        self.ada_unit = bool(offered)

    @property
    def pertanyaan(self) -> Pertanyaan:
        return pertanyaan_of(self.cleaned_data["cari"])

    @property
    def tempat(self) -> Tempat | None:
        return tempat_of(self.cleaned_data["lanjut"])

    @property
    def saringan(self) -> Saringan:
        data = self.cleaned_data
        return Saringan(
            jenis=data["jenis"].pk if data["jenis"] else "",
            unit_jalur=data["unit"].jalur if data["unit"] else "",
            tahun=data["tahun"],
            milik_sendiri=data["milik"] == "saya",
        )


class AhliWarisForm(forms.Form):
    """An heir of one who died, by account."""

    nama_masuk = forms.CharField(label="Nama masuk ahli waris", max_length=40)
    hubungan = forms.CharField(
        label="Hubungan dengan pegawai", max_length=60, help_text="Misalnya istri atau anak."
    )
    mulai = forms.DateField(label="Mulai tanggal", help_text="Misalnya 01-03-2027")
    sampai = forms.DateField(label="Sampai tanggal", help_text="Paling lama 2 tahun.")
    dasar = forms.CharField(
        label="Dasar",
        max_length=200,
        help_text="Nomor surat keterangan ahli waris atau surat kuasa.",
    )


class SusutForm(forms.Form):
    """Papers chosen for a list, and what the proposer has found."""

    dokumen = forms.TypedMultipleChoiceField(
        coerce=UUID, error_messages={"required": "Pilih paling sedikit satu dokumen."}
    )
    lembaga = forms.CharField(label="Lembaga kearsipan penerima", max_length=200, required=False)
    penilaian = forms.CharField(
        label="Penilaian",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mengapa arsip ini tidak diperlukan lagi, atau mengapa diserahkan.",
    )

    def __init__(self, *args: Any, dokumen: Iterable[UUID], serah: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["dokumen"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101
        field.choices = [(str(pk), str(pk)) for pk in dokumen]
        if not serah:
            del self.fields["lembaga"]


class PutuskanForm(forms.Form):
    setuju = forms.TypedChoiceField(
        choices=[("ya", "Setujui"), ("tidak", "Tolak")], coerce=lambda v: v == "ya"
    )
    catatan = forms.CharField(
        label="Catatan",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wajib bila Anda menolak.",
    )


class PenahananForm(forms.Form):
    """A legal hold over the file of one person."""

    nomor = forms.CharField(label="NIP atau nomor induk pegawai", max_length=30)
    alasan = forms.CharField(
        label="Alasan", max_length=300, help_text="Misalnya perkara di PTUN atau pemeriksaan."
    )
    dasar = forms.CharField(label="Nomor surat", max_length=200)


class BerlakuForm(forms.ModelForm):  # type: ignore[type-arg]
    """A dated row of a reference table: the past keeps the rows that held then."""

    def clean_berlaku_mulai(self) -> Any:
        """Today or later."""
        mulai = self.cleaned_data["berlaku_mulai"]
        if mulai < timezone.localdate():
            raise forms.ValidationError("Isi tanggal hari ini atau sesudahnya.")
        return mulai


class KetentuanForm(BerlakuForm):
    """Names a retention class by its code."""

    class Meta:
        model = KetentuanJenis
        fields = [
            "jenis",
            "berlaku_mulai",
            "kerahasiaan",
            "atasan",
            "kelas_retensi",
            "siasn_dok_id",
            "pdf_maks_byte",
            "dasar_hukum",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kelas_retensi" in self.fields:  # absent when the row is only shown
            kode = KelasRetensi.objects.values_list("kode", flat=True).order_by("kode").distinct()
            self.fields["kelas_retensi"] = forms.ChoiceField(
                label="Kelas retensi", choices=[(k, k) for k in kode]
            )


class MassalForm(forms.Form):
    """Many files at once, without script. What each is, is judged one by one."""

    berkas = BerkasField(
        label="Pilih berkas",
        help_text="PDF paling besar 5 MB, foto (JPEG, PNG, HEIC) paling besar 20 MB, atau satu ZIP "
        "berisi berkas-berkas itu. Nama: NIP_JENIS.pdf, misalnya 198501012010011001_SKP_2025.pdf.",
        widget=BerkasInput(
            attrs={
                "accept": ".pdf,.jpg,.jpeg,.png,.heic,.heif,.zip,application/pdf,image/*",
                "class": "pilih-berkas",
                "data-massal-pilih": "",
            }
        ),
    )


class CocokkanForm(forms.Form):
    """Whose paper a file is, and what. `offer` adds the people it may be."""

    tanpa_tanda_opsional = True

    pegawai = forms.ChoiceField(label="Pegawai", required=False)
    nip = forms.CharField(
        label="NIP atau nama",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-20"}),
    )
    jenis = forms.ChoiceField(
        label="Jenis dokumen",
        error_messages={
            "required": "Pilih jenis dokumen.",
            "invalid_choice": "Pilih jenis dokumen dari daftar.",
        },
    )
    kunci = forms.CharField(
        label="Tahun atau keterangan",
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "class": "govuk-input--width-10", "placeholder": ""}
        ),
    )

    def __init__(self, *args: Any, jenis: Iterable[JenisDokumen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("", "Pilih jenis dokumen"), *((k.kode, k.nama) for k in jenis)]
        self._choices("jenis", kinds)
        if self.is_bound:  # an offered number comes back as it was; the scope judges it
            given = self["pegawai"].data or ""
            self._choices("pegawai", [("", ""), (given, given)])
        self.tawaran: list[Pegawai] = []

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = choices

    def offer(self, people: Iterable[Pegawai]) -> None:
        """People the file may belong to, likeliest first; any other is named by NIP."""
        found = [(p.nomor, f"{p.nama_lengkap}, {p.nomor}") for p in people]
        if not found:
            del self.fields["pegawai"]
            return
        self._choices("pegawai", [*found, ("", "Pegawai lain: tulis NIP atau namanya")])
        if not self.is_bound:
            self.initial["pegawai"] = found[0][0]

    def clean(self) -> dict[str, Any]:
        """What is typed wins over an offered person: a number, or a name to be looked up."""
        cleaned = super().clean() or self.cleaned_data
        typed = (cleaned.get("nip") or "").strip()
        number = "".join(typed.split())
        cleaned["nomor"] = (number or cleaned.get("pegawai") or "") if _is_number(typed) else ""
        cleaned["nama"] = "" if _is_number(typed) else typed
        if not cleaned["nomor"] and not cleaned["nama"]:
            self.add_error("nip", "Tulis NIP (18 angka) atau nama pegawainya.")
        return cleaned


def _is_number(text: str) -> bool:
    """A NIP, another number, or nothing: whatever is no name."""
    return not text or any(c.isdigit() for c in text)
