"""The form of a drafted version, made from the shape of its parameter. It checks nothing itself:
what is typed goes through the shape, and each fault comes back to its field or cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sitamu.aturan.errors import TabelInvalidError
from sitamu.aturan.rules.bentuk import (
    Bagian,
    Banyak,
    Bentuk,
    Bidang,
    Galat,
    Isian,
    Pilihan,
    Tabel,
    Teks,
    YaTidak,
    periksa,
    susun,
)
from sitamu.aturan.services.draf import IsiDraf
from sitamu.aturan.tabel import tabel_read

KOSONG: Final = 2  # empty rows offered below a table
BARIS_FORM_MAKS: Final = 300
FORMAT: Final = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d")


class IsianField(forms.Field):
    """One figure as its kind reads it; an empty one is None. Refuses nothing."""

    def __init__(self, bidang: Bidang, *, sel: bool = False) -> None:
        self.bidang = bidang
        super().__init__(
            label=bidang.label,
            required=False,
            help_text="" if sel else _hint(bidang),
            widget=_widget(bidang, sel=sel),
        )
        self.required = bidang.wajib  # for the page only, see clean

    def clean(self, value: Any) -> Any:
        if value in (None, "", []):
            return [] if isinstance(self.bidang.jenis, Banyak) else None
        text = ",".join(value) if isinstance(value, list) else str(value)
        if isinstance(self.bidang.jenis, Teks) or text.strip():
            return self.bidang.jenis.dari_teks(text)
        return None

    def prepare_value(self, value: Any) -> Any:
        jenis = self.bidang.jenis
        if value is None or (isinstance(value, str) and isinstance(jenis, YaTidak)):
            return value
        if isinstance(jenis, Banyak) and isinstance(value, list):
            return [str(item) for item in value]
        return jenis.ke_teks(value)


def _hint(bidang: Bidang) -> str:
    satuan = getattr(bidang.jenis, "satuan", "")
    parts = [bidang.bantuan, f"Dalam {'persen' if satuan == '%' else satuan}." if satuan else ""]
    return " ".join(filter(None, parts))


def _widget(bidang: Bidang, *, sel: bool) -> forms.Widget:
    attrs: dict[str, Any] = {}
    if sel:
        attrs["aria-label"] = bidang.label
    match bidang.jenis:
        case Pilihan(opsi=choices):
            blank = [("", "Pilih" if bidang.wajib else "–")]
            return forms.Select(attrs, choices=[*blank, *((str(v), label) for v, label in choices)])
        case Banyak(opsi=choices):
            return forms.CheckboxSelectMultiple(choices=[(str(v), label) for v, label in choices])
        case YaTidak():
            blank = [] if bidang.wajib else [("", "–")]
            return forms.Select(attrs, choices=[*blank, ("ya", "Ya"), ("tidak", "Tidak")])
        case Teks(panjang=True):
            return forms.Textarea(attrs | {"rows": 3})
        case Teks():
            return forms.TextInput(attrs)
        case _:
            return forms.TextInput(attrs | {"class": "govuk-input--width-10"})


class DrafForm(forms.Form):
    """What every version has, and the single figures of this one."""

    berlaku_mulai = forms.DateField(
        label="Berlaku mulai",
        input_formats=FORMAT,
        help_text="Seperti pada peraturannya, misalnya 01-01-2027.",
        widget=forms.DateInput(format="%d-%m-%Y", attrs={"class": "govuk-input--width-10"}),
        error_messages={"invalid": "Tulis tanggal seperti 01-01-2027."},
    )
    dasar_hukum = forms.CharField(
        label="Dasar hukum",
        max_length=300,
        help_text="Peraturan dan pasalnya, misalnya PP 11/2017 ps. 239.",
    )
    keterangan = forms.CharField(label="Keterangan", max_length=300, required=False)
    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, bentuk: Bentuk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for bidang in bentuk.bidang:
            self.fields[name_of(bidang)] = IsianField(bidang)

    def clean_berlaku_mulai(self) -> date:
        """A day that any law could name."""
        day: date = self.cleaned_data["berlaku_mulai"]
        if not 1900 <= day.year <= 2200:
            raise forms.ValidationError("Tulis tanggal antara tahun 1900 dan 2200.")
        return day

    def clean_dasar_hukum(self) -> str:
        return _printable(self.cleaned_data["dasar_hukum"])

    def clean_keterangan(self) -> str:
        return _printable(self.cleaned_data["keterangan"])


def _printable(text: str) -> str:
    return " ".join(text.split())


def name_of(bidang: Bidang) -> str:
    """Field name of a single figure."""
    return f"b-{bidang.kunci or 'nilai'}"


class BarisForm(forms.Form):
    """One row of a table."""

    def __init__(self, *args: Any, tabel: Tabel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kolom = [kolom.kunci for kolom in tabel.kolom]
        for kolom in tabel.kolom:
            self.fields[kolom.kunci] = IsianField(kolom, sel=True)
        self.fields["hapus"] = forms.BooleanField(label="Hapus", required=False)

    @property
    def sel(self) -> list[forms.BoundField]:
        return [self[name] for name in self.kolom]

    @property
    def kosong(self) -> bool:
        """Nothing was typed, or the row is to go."""
        data = self.cleaned_data
        return bool(data["hapus"]) or all(data[name] in (None, "", []) for name in self.kolom)


class TabelForm:
    """A table typed row by row, or loaded from a spreadsheet when its shape says so."""

    def __init__(
        self,
        tabel: Tabel,
        number: int,
        rows: Sequence[Mapping[str, Any]],
        *,
        data: QueryDict | None,
        files: MultiValueDict[str, UploadedFile[Any]] | None,
        tambah: bool,
    ) -> None:
        self.tabel, self.awal, self.awalan = tabel, rows, f"t{number}"
        self.berkas = files.get(self.awalan) if files else None
        self.baris: list[BarisForm] = []
        self.dipakai: list[BarisForm] = []
        if tabel.unggah:
            return
        count = len(rows) + KOSONG
        if data is not None:
            try:
                count = int(data.get(f"{self.awalan}-jumlah", ""))
            except ValueError:
                count = 0
            count = max(0, min(count, BARIS_FORM_MAKS)) + (3 if tambah else 0)
        self.baris = [
            BarisForm(
                data,
                tabel=tabel,
                prefix=f"{self.awalan}-{n}",
                initial=dict(rows[n]) if n < len(rows) else None,
            )
            for n in range(count)
        ]

    def read(self) -> list[dict[str, Any]]:
        """The rows typed or uploaded (no file: as before); raises TabelInvalidError."""
        if self.tabel.unggah:
            if self.berkas is None:
                return [dict(row) for row in self.awal]
            return tabel_read(self.tabel, self.berkas.read())
        for row in self.baris:
            row.full_clean()
        self.dipakai = [row for row in self.baris if not row.kosong]
        return [{name: row.cleaned_data[name] for name in row.kolom} for row in self.dipakai]


class ParameterForm:
    """The whole page: `form` for single fields, `tabel` for tables, `galat` for what is wrong."""

    def __init__(
        self,
        bentuk: Bentuk,
        *,
        isian: Isian,
        initial: Mapping[str, Any],
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
    ) -> None:
        self.bentuk = bentuk
        tambah = data.get("tambah") if data else None
        figures = {name_of(b): isian.get(b.kunci) for b in bentuk.bidang}
        self.form = DrafForm(data, bentuk=bentuk, initial={**figures, **initial})
        self.tabel = [
            TabelForm(
                part,
                n,
                isian.get(part.kunci) or [],
                data=data,
                files=files,
                tambah=tambah == f"t{n}",
            )
            for n, part in enumerate(bentuk.tabel)
        ]
        self.galat: list[tuple[str, str]] = []  # sentence, id of the place
        self.nilai: Any = None

    @property
    def bab(self) -> list[tuple[str, list[list[forms.BoundField] | TabelForm]]]:
        """Chapters in order; figures that follow each other stand together."""
        tables = {tabel.tabel.kunci: tabel for tabel in self.tabel}
        return [
            (
                judul,
                [
                    piece
                    for single, run in groupby(parts, key=lambda part: isinstance(part, Bidang))
                    for piece in self._pieces(run, tables, single=single)
                ],
            )
            for judul, parts in self.bentuk.bab_bagian
        ]

    def _pieces(
        self, run: Iterable[Bagian], tables: Mapping[str, TabelForm], *, single: bool
    ) -> list[list[forms.BoundField] | TabelForm]:
        if single:
            return [[self.form[name_of(part)] for part in run if isinstance(part, Bidang)]]
        return [tables[part.kunci] for part in run]

    def is_valid(self) -> bool:
        """Read and check everything; faults go to their field, cell and the list above."""
        sound = self.form.is_valid()
        isian: Isian = {b.kunci: self.form.cleaned_data.get(name_of(b)) for b in self.bentuk.bidang}
        try:
            for tabel in self.tabel:
                isian[tabel.tabel.kunci] = tabel.read()
        except TabelInvalidError as error:
            self.galat.append((f"{error.message} {error.langkah}", ""))
            return False
        faults = periksa(self.bentuk, isian)
        for fault in faults:
            self._place(fault)
        if sound and not faults:
            self.nilai = susun(self.bentuk, isian)
        return sound and not faults

    def refuse(self, message: str, field: str | None = None) -> None:
        """A refusal by the service, at its field or above the form."""
        self.form.add_error(field, message)

    def isi(self) -> IsiDraf:
        """The checked draft."""
        data = self.form.cleaned_data
        return IsiDraf(
            berlaku_mulai=data["berlaku_mulai"],
            nilai=self.nilai,
            dasar_hukum=data["dasar_hukum"],
            keterangan=data["keterangan"],
        )

    def _place(self, fault: Galat) -> None:
        for bidang in self.bentuk.bidang:
            if fault.bidang == bidang.kunci and fault.tempat in ("", bidang.label):
                self.form.add_error(name_of(bidang), fault.pesan)
                return
        parts = fault.bidang.rsplit(":", 2)
        if len(parts) == 3:
            kunci, number, kolom = parts
            rows = next(t.dipakai for t in self.tabel if t.tabel.kunci == kunci)
            if int(number) < len(rows):
                row = rows[int(number)]
                row.add_error(kolom, fault.pesan)
                self.galat.append((str(fault), row[kolom].auto_id))
                return
        self.galat.append((str(fault), ""))


class ContohForm(forms.Form):
    """Worked cases of one's own, besides those shipped."""

    berkas = forms.FileField(
        label="Berkas contoh tambahan",
        required=False,
        help_text="JSON dengan susunan yang sama dengan contoh bawaan, paling besar 1 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": "application/json,.json"}),
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)


class VersiForm(forms.Form):
    """The edit of the draft that the page showed."""

    versi = forms.IntegerField(widget=forms.HiddenInput)


class AktifForm(VersiForm):
    """The last yes. `surut` is asked when the version begins before today."""

    surut = forms.BooleanField(
        label="Ya, versi ini memang berlaku surut. Akibatnya pada SK yang sudah terbit sudah "
        "saya baca.",
        required=False,
    )
    yakin = forms.BooleanField(
        label="Saya sudah membaca perubahan dan akibatnya. Versi yang aktif tidak dapat diubah "
        "atau dihapus.",
        error_messages={"required": "Centang pernyataan ini sebelum mengaktifkan."},
    )

    def __init__(self, *args: Any, surut: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not surut:
            del self.fields["surut"]
