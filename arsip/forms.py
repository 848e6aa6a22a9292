"""Shapes of what people send to the archive. What a file is, is judged by the service."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet

from arsip.models import JenisDokumen
from arsip.rules.dokumen import kunci_fits
from sitamu.inti.fields import BerkasField


class DokumenForm(forms.Form):
    """One paper for the archive; `jenis` offers the kinds that a person may file."""

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
        label="Tahun, hanya untuk SKP",
        help_text="Contoh: 2025",
        required=False,
        max_length=4,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )
    berkas = BerkasField(label="Berkas")
    id_klien = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, jenis: QuerySet[JenisDokumen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["jenis"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = jenis
        self.initial.setdefault("id_klien", uuid4())

    def clean(self) -> dict[str, Any]:
        """The year belongs to kinds filed by year, and to no other."""
        cleaned = super().clean() or self.cleaned_data
        jenis: JenisDokumen | None = cleaned.get("jenis")
        if jenis is not None:
            tahun = cleaned.get("tahun", "").strip() if jenis.tahunan else ""
            if not kunci_fits(tahun, banyak=jenis.banyak, tahunan=jenis.tahunan):
                self.add_error("tahun", "Tulis tahunnya dengan 4 angka, misalnya 2025.")
            cleaned["kunci"] = tahun
        return cleaned
