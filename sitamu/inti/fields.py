"""Form fields that several apps share."""

from typing import Any

from django import forms


class BerkasInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class BerkasField(forms.FileField):
    """One PDF or several photos of one paper; what they are is judged by the archive."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text", "Satu PDF (paling besar 5 MB), atau satu sampai dua puluh foto halaman."
        )
        kwargs.setdefault(
            "widget",
            BerkasInput(
                attrs={
                    "accept": "application/pdf,image/jpeg,image/png,image/heic",
                    "data-unggah": "",
                }
            ),
        )
        kwargs.setdefault(
            "error_messages", {"required": "Pilih berkas atau ambil foto lebih dulu."}
        )
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """All files chosen, at least one when required."""
        single = super().clean
        rows = [
            row for row in (data if isinstance(data, list | tuple) else [data]) if row is not None
        ]
        if not rows and self.required:
            single(None, initial)
        return [single(row, initial) for row in rows]
