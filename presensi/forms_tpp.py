"""Shapes of what people type about TPP. Law is checked by services."""

from typing import Any

from django import forms

from presensi.rules.tpp.alur import TingkatTpp

TANGGAL = ["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"]


def _tanggal(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=TANGGAL,
        widget=forms.DateInput(
            format="%d-%m-%Y", attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}
        ),
        error_messages={
            "required": "Isi tanggalnya.",
            "invalid": "Tulis tanggal seperti 31-12-2026.",
        },
    )


def _berkas(label: str, help_text: str) -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=help_text,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Pilih berkas XLSX."},
    )


class KeberatanForm(forms.Form):
    """Why the own slip is not right."""

    alasan = forms.CharField(
        label="Apa yang menurut Anda salah?",
        help_text="Sebut hari dan potongannya. Paling banyak 1.000 huruf.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis apa yang salah."},
    )


class JawabForm(forms.Form):
    """Yes or no to an objection, with words."""

    terima = forms.TypedChoiceField(
        choices=[("1", "Diterima"), ("0", "Tidak diterima")], coerce=lambda v: v == "1"
    )
    jawaban = forms.CharField(
        label="Jawaban",
        max_length=1000,
        error_messages={"required": "Tulis jawabannya."},
    )


class SetujuForm(forms.Form):
    """Which tier of which unit is meant."""

    tingkat = forms.TypedChoiceField(
        choices=[(t.value, t.label) for t in TingkatTpp], coerce=TingkatTpp
    )
    unit = forms.UUIDField()


class BulanForm(forms.Form):
    """A month to compute, `2026-10`."""

    bulan = forms.DateField(
        label="Bulan",
        help_text="Contoh: 2026-10",
        input_formats=["%Y-%m"],
        widget=forms.DateInput(
            format="%Y-%m", attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}
        ),
        error_messages={"required": "Isi bulannya.", "invalid": "Tulis bulan seperti 2026-10."},
    )


class BatasForm(forms.Form):
    """The last day for objections."""

    sampai = _tanggal("Keberatan diterima sampai")


class FaktaForm(forms.Form):
    """A workbook of month facts."""

    berkas = _berkas(
        "Berkas XLSX",
        "Kolom NIP wajib. Kolom lain yang tidak ada di berkas tidak diubah.",
    )


class PaguForm(forms.Form):
    """A workbook of pagu, from when, by which decision."""

    berkas = _berkas("Berkas XLSX", "Kolom KELAS wajib; JABATAN, UNIT ID, dan NIP menyempitkan.")
    mulai = _tanggal("Berlaku mulai")
    dasar = forms.CharField(
        label="Dasar",
        max_length=200,
        help_text="Nomor keputusan.",
        error_messages={"required": "Isi nomor keputusan."},
    )


class SelisihForm(forms.Form):
    """One person's later facts about a closed month, settled in a later one."""

    nip = forms.CharField(
        label="NIP",
        max_length=30,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "inputmode": "numeric"}),
        error_messages={"required": "Isi NIP."},
    )
    bayar = forms.DateField(
        label="Dibayar bersama bulan",
        help_text="Contoh: 2026-11",
        input_formats=["%Y-%m"],
        widget=forms.DateInput(format="%Y-%m", attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": "Isi bulannya.", "invalid": "Tulis bulan seperti 2026-11."},
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=300,
        error_messages={"required": "Tulis alasannya."},
    )


def first_error(form: forms.Form) -> str:
    """All refusals of a form that has no fields on the page to stand at."""
    errors: dict[str, Any] = dict(form.errors)
    return " ".join(str(one[0]) for one in errors.values())
