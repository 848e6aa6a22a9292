"""Shapes of what people type about accounts, rights and trails."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet

from sitamu.inti.models import JenisPenugasan, UnitKerja
from sitamu.inti.rules.hak import Peran
from sitamu.inti.rules.pengguna import nama_masuk_baku
from sitamu.inti.rules.teks import nama_kunci
from sitamu.inti.services.penugasan import Surat

UNITS_SHOWN = 20

SANDI = (
    "Paling sedikit 10 huruf atau angka. Pilih kalimat yang mudah Anda ingat dan tidak memuat "
    "NIP atau nama Anda."
)


class AktivasiForm(forms.Form):
    nama_masuk = forms.CharField(
        label="NIP atau nama masuk",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    kode = forms.CharField(
        label="Kode aktivasi",
        max_length=20,
        help_text="10 huruf dan angka pada lembar aktivasi, seperti ABCDE-23456.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    sandi = forms.CharField(
        label="Kata sandi baru",
        strip=False,
        help_text=SANDI,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    sandi_ulang = forms.CharField(
        label="Ulangi kata sandi baru",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    email = forms.EmailField(
        label="Email",
        required=False,
        help_text="Untuk kabar tentang usulan Anda dan jika Anda lupa kata sandi.",
    )

    def clean_nama_masuk(self) -> str:
        return nama_masuk_baku(self.cleaned_data["nama_masuk"])

    def clean_sandi(self) -> str:
        sandi: str = self.cleaned_data["sandi"]
        validate_password(sandi)
        return sandi

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"sandi", "sandi_ulang"} <= cleaned.keys() and (
            cleaned["sandi"] != cleaned["sandi_ulang"]
        ):
            self.add_error("sandi_ulang", "Kedua kata sandi belum sama.")
        return cleaned


class UnitForm(forms.Form):
    """One unit among those in charge: all to choose from when they are few, else found by name."""

    cari_unit = forms.CharField(
        label="Unit kerja", required=False, max_length=100, help_text="Ketik sebagian namanya."
    )
    unit = forms.ModelChoiceField(
        UnitKerja.objects.none(), label="Pilih unit", required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, units: QuerySet[UnitKerja], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        few = units.count() <= UNITS_SHOWN
        wanted = "" if few else nama_kunci(self.data.get("cari_unit", ""))
        found = units.filter(nama_kunci__contains=wanted) if wanted or few else units.none()
        self.found = list(found.select_related("induk")[:UNITS_SHOWN])
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # for the type checker
        field.queryset = units
        field.choices = [
            (str(u.pk), f"{u.nama} – {u.induk.nama}" if u.induk else u.nama) for u in self.found
        ]
        field.required = len(self.found) > 1
        field.error_messages["required"] = "Pilih satu dari unit yang cocok."
        self.fields["cari_unit"].required = not self.data.get("unit")
        if few:
            del self.fields["cari_unit"]
        elif not self.found:
            field.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """The unit chosen, or the only one that fits the name."""
        cleaned = super().clean() or {}
        if cleaned.get("unit") is None and not {"unit", "cari_unit"} & self.errors.keys():
            if self.found:
                cleaned["unit"] = self.found[0]
            else:
                field = "cari_unit" if "cari_unit" in self.fields else None
                self.add_error(field, "Tidak ada unit yang cocok. Ketik sebagian namanya.")
        return cleaned


class HakBeriForm(UnitForm):
    peran = forms.ChoiceField(label="Peran", choices=[(p.value, p.label) for p in Peran])
    mulai = forms.DateField(label="Mulai berlaku")
    sampai = forms.DateField(label="Berakhir", required=False)
    dasar = forms.CharField(
        label="Dasar", max_length=200, help_text="Nomor SK atau surat tugas, dan tanggalnya."
    )

    field_order = ["peran", "cari_unit", "unit", "mulai", "sampai", "dasar"]


class HakAkhiriForm(UnitForm):
    peran = forms.ChoiceField(choices=[(p.value, p.label) for p in Peran])
    sampai = forms.DateField(label="Hari terakhir berlaku", required=False)


class PenugasanForm(forms.Form):
    """Who acts, from when to when, by which letter."""

    nama_masuk = forms.CharField(
        label="NIP penerima", max_length=40, help_text="Pegawai yang sudah punya akun."
    )
    mulai = forms.DateField(label="Hari pertama")
    sampai = forms.DateField(label="Hari terakhir")
    nomor = forms.CharField(label="Nomor surat", max_length=80)
    tanggal = forms.DateField(label="Tanggal surat")

    def surat(self) -> Surat:
        """The letter as services take it."""
        typed = self.cleaned_data
        return Surat(
            mulai=typed["mulai"],
            sampai=typed["sampai"],
            nomor=typed["nomor"],
            tanggal=typed["tanggal"],
            persetujuan=typed.get("persetujuan", ""),
        )


class DelegasiForm(PenugasanForm):
    """What the holder passes on: an office over a unit (`PERAN:unit`), being superior, or both."""

    apa = forms.ChoiceField(label="Peran yang didelegasikan", required=False)
    sebagai_atasan = forms.BooleanField(
        label="Juga sebagai atasan langsung bagi bawahan saya", required=False
    )

    field_order = ["apa", "sebagai_atasan", "nama_masuk", "mulai", "sampai", "nomor", "tanggal"]

    def __init__(self, *args: Any, pilihan: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["apa"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        field.choices = [("", "Tidak ada"), *pilihan]


class PltForm(PenugasanForm):
    """A Plt, Plh or Pj: of which office, over which unit, in whose place."""

    jenis = forms.ChoiceField(
        label="Jenis",
        choices=[
            (JenisPenugasan.PLT.value, "Plt. (jabatan kosong)"),
            (JenisPenugasan.PLH.value, "Plh. (pejabat berhalangan sementara)"),
            (JenisPenugasan.PJ.value, "Pj. (penjabat yang diangkat)"),
        ],
    )
    kantor = forms.ChoiceField(label="Jabatan yang dijalankan")
    menggantikan = forms.CharField(
        label="NIP pejabat yang digantikan",
        max_length=30,
        required=False,
        help_text="Kosongkan bila sudah tercatat sebagai pejabat penandatangan.",
    )
    pangkat = forms.CharField(
        label="Pangkat penerima pada surat",
        max_length=80,
        required=False,
        help_text="Misalnya Pembina (IV/a).",
    )
    persetujuan = forms.CharField(
        label="Persetujuan tertulis untuk keputusan strategis (Pj.)",
        max_length=120,
        required=False,
        help_text="Nomor dan tanggalnya. Tanpa ini, Pj. tidak menetapkan keputusan strategis.",
    )

    field_order = [
        *("jenis", "kantor", "menggantikan", "nama_masuk", "pangkat", "mulai", "sampai"),
        *("nomor", "tanggal", "persetujuan"),
    ]

    def __init__(self, *args: Any, pilihan: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kantor"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        field.choices = pilihan


class PenggunaBaruForm(forms.Form):
    nama_masuk = forms.RegexField(
        r"^[A-Za-z][A-Za-z0-9._-]{2,39}$",
        label="Nama masuk",
        max_length=40,
        help_text="Huruf, angka, titik; diawali huruf. Misalnya ajudan.bupati.",
        error_messages={"invalid": "Pakai 3 sampai 40 huruf, angka, atau titik; diawali huruf."},
    )
    nama = forms.CharField(label="Nama lengkap", max_length=150)
    email = forms.EmailField(label="Email", required=False)


class AlasanForm(forms.Form):
    alasan = forms.CharField(
        label="Alasan",
        max_length=500,
        help_text="Siapa yang meminta, dan bagaimana identitasnya diperiksa.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CariForm(forms.Form):
    tanpa_tanda_opsional = True
    cari = forms.CharField(label="Cari nama, NIP, atau nama masuk", required=False, max_length=60)


class JejakForm(forms.Form):
    tanpa_tanda_opsional = True
    cari = forms.CharField(label="NIP atau nama masuk", required=False, max_length=40)
    aksi = forms.ChoiceField(label="Tindakan", required=False)
    dari = forms.DateField(label="Dari", required=False)
    sampai = forms.DateField(label="Sampai", required=False)
