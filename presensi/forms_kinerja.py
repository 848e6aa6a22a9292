"""Shapes of what people type about performance. Law is checked by services."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from presensi.forms import TANGGAL, _jam, _tanggal
from presensi.models import ButirSkp, Kegiatan, TemplatKegiatan
from presensi.rules.kinerja import JenisKegiatan
from presensi.rules.kinerja_skp import IsiButir, Perilaku
from presensi.rules.tpp.predikat import Ekspektasi
from presensi.services.kinerja import Laporan

__all__ = ["TANGGAL"]
JENIS: Final = [(j.value, j.label) for j in JenisKegiatan]
EKSPEKTASI: Final = [(e.value, e.label) for e in Ekspektasi]
KAKI: Final = "govuk-input--width-5"


def _angka(label: str, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        localize=True,
        max_digits=12,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": KAKI, "inputmode": "decimal"}),
        error_messages={"required": "Isi angkanya.", "invalid": "Tulis angka, misalnya 12."},
        **more,
    )


class KegiatanForm(forms.Form):
    """One activity. The first fields are enough; the others lie folded."""

    id_klien = forms.UUIDField(widget=forms.HiddenInput, required=False)
    uraian = forms.CharField(
        label="Apa yang dikerjakan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis apa yang dikerjakan."},
    )
    menit = forms.IntegerField(
        label="Lamanya (menit)",
        required=False,
        help_text="Boleh kosong bila jam mulai dan selesai diisi.",
        widget=forms.TextInput(attrs={"class": KAKI, "inputmode": "numeric"}),
        error_messages={"invalid": "Tulis menit dengan angka, misalnya 90."},
    )
    butir = forms.ChoiceField(label="Rencana hasil kerja", required=False)
    tanggal = _tanggal("Hari")
    jenis = forms.ChoiceField(label="Jenis tugas", choices=JENIS, initial=JenisKegiatan.UTAMA.value)
    jam_mulai = _jam("Jam mulai", "Misalnya 08.00.")
    jam_selesai = _jam("Jam selesai", "Misalnya 09.30.")
    jumlah = _angka("Jumlah hasil", required=False)
    satuan = forms.CharField(
        label="Satuan hasil",
        required=False,
        max_length=40,
        help_text="Misalnya dokumen.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    tautan = forms.CharField(label="Tautan bukti", required=False, max_length=500)
    berkas = forms.FileField(
        label="Unggah bukti",
        required=False,
        help_text="PDF atau foto, paling besar 5 MB. Tersimpan di arsip Anda.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
    )
    bukti = forms.ChoiceField(label="Bukti dari arsip", required=False)

    RINCI: Final = (
        "tanggal",
        "jenis",
        "jam_mulai",
        "jam_selesai",
        "jumlah",
        "satuan",
        "tautan",
        "berkas",
        "bukti",
    )

    def __init__(
        self,
        *args: Any,
        butir: Iterable[ButirSkp] = (),
        arsip: Iterable[tuple[UUID, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        rows = [(str(b.pk), b.rencana) for b in butir]
        _choices(self, "butir", [("", "Tidak dikaitkan"), *rows])
        _choices(self, "bukti", [("", "Tidak ada"), *((str(pk), label) for pk, label in arsip)])
        self.fields["jam_mulai"].required = self.fields["jam_selesai"].required = False
        if not rows:
            del self.fields["butir"]

    @property
    def rinci(self) -> list[forms.BoundField]:
        """The folded fields."""
        return [self[name] for name in self.RINCI]

    @property
    def rinci_galat(self) -> bool:
        """Whether a folded field is at fault."""
        return any(name in self.errors for name in self.RINCI)

    def laporan(self) -> Laporan:
        """What was typed; only for a valid form."""
        typed = self.cleaned_data
        return Laporan(
            tanggal=typed["tanggal"],
            uraian=typed["uraian"],
            jenis=JenisKegiatan(typed["jenis"]),
            menit=typed["menit"],
            jam_mulai=typed["jam_mulai"],
            jam_selesai=typed["jam_selesai"],
            jumlah=typed["jumlah"],
            satuan=typed["satuan"],
            tautan=typed["tautan"],
            butir_id=UUID(typed["butir"]) if typed.get("butir") else None,
            bukti_id=UUID(typed["bukti"]) if typed["bukti"] else None,
        )

    def unggahan(self) -> Sequence["UploadedFile[Any]"]:
        """The proof uploaded, if any."""
        berkas = self.cleaned_data.get("berkas")
        return [berkas] if berkas else []


def kegiatan_awal(row: Kegiatan) -> dict[str, Any]:
    """The fields of a stored activity, to be edited."""
    names = ("uraian", "menit", "tanggal", "jenis", "jam_mulai", "jam_selesai", "jumlah", "satuan")
    found = {name: getattr(row, name) for name in names}
    return found | {"tautan": row.tautan, "butir": row.butir_id, "bukti": row.bukti_id}


def templat_awal(row: TemplatKegiatan, butir: Iterable[ButirSkp], today: date) -> dict[str, Any]:
    """The fields that a template fills in."""
    key = {b.kunci: b.pk for b in butir}.get(row.butir_kunci) if row.butir_kunci else None
    return {
        "uraian": row.uraian,
        "menit": row.menit,
        "jenis": row.jenis,
        "butir": key,
        "tanggal": today,
    }


class PilihanForm(forms.Form):
    """Rows chosen in a superior's list: `id:ubahan`, several in one field by comma."""

    POLA: Final = re.compile(r"([0-9a-f-]{36}):(\d{1,5})")

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self._values: list[str] = data.getlist("pilih") if data else []

    def pilihan(self) -> dict[UUID, int]:
        """Ids with the count of edits that was shown; what is no such thing is left out."""
        found = {}
        for value in self._values:
            for pk, ubahan in self.POLA.findall(value):
                try:
                    found[UUID(pk)] = int(ubahan)
                except ValueError:
                    continue
        return found


class AlasanForm(forms.Form):
    """Why something goes back."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=300,
        error_messages={"required": "Tulis alasan pengembalian."},
    )


class ButirForm(forms.Form):
    """One planned result."""

    jenis = forms.ChoiceField(label="Jenis", choices=JENIS, initial=JenisKegiatan.UTAMA.value)
    rencana = forms.CharField(
        label="Rencana hasil kerja",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis rencana hasil kerja."},
    )
    indikator = forms.CharField(
        label="Indikator",
        max_length=300,
        help_text="Ukuran keberhasilan: kuantitas, kualitas, waktu, atau biaya.",
        error_messages={"required": "Tulis indikatornya."},
    )
    target = _angka("Target")
    satuan = forms.CharField(
        label="Satuan",
        max_length=40,
        help_text="Misalnya dokumen.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"required": "Isi satuan target, misalnya dokumen."},
    )
    dari = forms.CharField(
        label="Rencana atasan yang didukung",
        required=False,
        max_length=300,
        help_text="Boleh kosong.",
    )

    def isi(self) -> tuple[IsiButir, str]:
        """What was typed, and the superior's plan it serves."""
        typed = self.cleaned_data
        target: Decimal = typed["target"]
        return (
            IsiButir(
                JenisKegiatan(typed["jenis"]),
                typed["rencana"],
                typed["indikator"],
                target,
                typed["satuan"],
            ),
            typed["dari"],
        )


class PerilakuForm(forms.Form):
    """What is expected of each core value; empty: the general guide is enough."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nilai in Perilaku:
            self.fields[nilai.value] = forms.CharField(
                label=nilai.label, help_text=nilai.panduan, required=False, max_length=300
            )

    def isi(self) -> dict[str, str]:
        """Only what was said."""
        return {k: v.strip() for k, v in self.cleaned_data.items() if v.strip()}


class PenilaianForm(forms.Form):
    """Results and conduct against what was expected."""

    hasil_kerja = forms.ChoiceField(
        label="Hasil kerja",
        choices=EKSPEKTASI,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih penilaian hasil kerja."},
    )
    perilaku = forms.ChoiceField(
        label="Perilaku kerja",
        choices=EKSPEKTASI,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih penilaian perilaku."},
    )
    umpan_balik = forms.CharField(
        label="Umpan balik",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dibaca oleh pegawai. Tulis yang baik dan yang perlu ditingkatkan.",
    )


class KeberatanForm(forms.Form):
    """Why an assessment is not right."""

    alasan = forms.CharField(
        label="Alasan keberatan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis alasannya."},
    )


class JawabForm(forms.Form):
    """The answer to an objection; accepted, with the new ratings."""

    terima = forms.TypedChoiceField(
        label="Keputusan",
        choices=[("1", "Terima, ubah nilai"), ("0", "Tolak, nilai tetap")],
        coerce=lambda teks: teks == "1",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih keputusannya."},
    )
    hasil_kerja = forms.ChoiceField(
        label="Hasil kerja bila diterima", choices=[("", "–"), *EKSPEKTASI], required=False
    )
    perilaku = forms.ChoiceField(
        label="Perilaku kerja bila diterima", choices=[("", "–"), *EKSPEKTASI], required=False
    )
    jawaban = forms.CharField(
        label="Jawaban",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis jawabannya."},
    )

    def clean(self) -> dict[str, Any]:
        """Accepted needs both ratings."""
        cleaned = super().clean() or {}
        if cleaned.get("terima"):
            for name in ("hasil_kerja", "perilaku"):
                if not cleaned.get(name):
                    self.add_error(name, "Pilih nilai yang baru.")
        return cleaned


class SasaranForm(forms.Form):
    """A yearly target of an OPD."""

    sasaran = forms.CharField(
        label="Sasaran", max_length=300, error_messages={"required": "Tulis sasarannya."}
    )
    indikator = forms.CharField(
        label="Indikator", max_length=300, error_messages={"required": "Tulis indikatornya."}
    )
    target = _angka("Target")
    satuan = forms.CharField(
        label="Satuan", max_length=40, error_messages={"required": "Isi satuannya."}
    )
    hasil = _angka("Tercapai", required=False)


class PredikatForm(forms.Form):
    """Ratings out of the national system, as a workbook."""

    berkas = forms.FileField(
        label="Predikat kinerja (XLSX)",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Pilih berkas XLSX."},
    )


def _choices(form: forms.Form, name: str, rows: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
    field.choices = rows
