"""Forms and page frame come out right from the shared templates, whoever calls them."""

import pytest
from django import forms
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler


class Isian(forms.Form):
    nama = forms.CharField(label="Nama", help_text="Sesuai KTP.")
    lahir = forms.DateField(label="Tanggal lahir", required=False)
    status = forms.ChoiceField(
        label="Status", choices=[("k", "Kawin"), ("b", "Belum")], widget=forms.RadioSelect
    )
    setuju = forms.BooleanField(label="Data benar")

    def clean(self) -> None:
        self.add_error(None, "Alamat harus berbeda.")


def render(text: str, **context: object) -> str:
    return engines["django"].from_string(CottonCompiler().process(text)).render(context)


def test_a_field_ties_label_hint_and_error_to_its_control() -> None:
    html = Isian({})["nama"].as_field_group()
    assert '<label class="govuk-label" for="id_nama">Nama</label>' in html
    assert 'aria-describedby="id_nama_helptext id_nama_error"' in html
    assert 'id="id_nama_helptext"' in html
    assert 'id="id_nama_error"' in html
    assert "Bagian ini belum diisi." in html


def test_a_date_is_typed_and_says_how() -> None:
    html = Isian()["lahir"].as_field_group()
    assert 'type="text"' in html
    assert 'inputmode="numeric"' in html
    assert "seperti 01-03-2027" in html
    assert "(boleh dikosongkan)" in html


def test_a_choice_of_few_is_a_fieldset_with_a_legend() -> None:
    html = Isian()["status"].as_field_group()
    assert '<legend class="govuk-fieldset__legend">Status</legend>' in html
    assert html.count('class="govuk-radios__input"') == 2
    assert '<label class="govuk-label govuk-radios__label" for="id_status_0">Kawin</label>' in html


def test_a_whole_form_starts_with_a_focusable_list_naming_each_field() -> None:
    html = render("{{ form.as_div }}", form=Isian({}))
    assert html.index("data-galat-daftar") < html.index('id="id_nama"')
    assert 'tabindex="-1"' in html
    assert '<a href="#id_nama">Nama: belum diisi</a>' in html
    assert "<li>Alamat harus berbeda.</li>" in html


def test_an_untouched_form_shows_no_error_list() -> None:
    assert "data-galat-daftar" not in render("{{ form.as_div }}", form=Isian())


def test_values_and_component_texts_are_escaped() -> None:
    assert "<b>" not in Isian({"nama": '"><b>x'})["nama"].as_field_group()
    assert "<b>" not in render('<c-tag status="draf">{{ x }}</c-tag>', x="<b>")
    panel = render('<c-panel :judul="x" :nomor="x"><p>isi</p></c-panel>', x="<b>")
    assert panel.count("&lt;b&gt;") == 2
    assert "<b>" not in panel
    row = render('<c-tugas-baris nama="{{ x }}" :url="x" ket="{{ x }}" />', x='"><b>')
    assert "<b>" not in row
    assert "&amp;lt;" not in row


def test_a_tag_takes_the_stored_status_in_any_case() -> None:
    assert 'class="tag tag--perlu_diperbaiki' in render(
        '<c-tag :status="s">Perlu diperbaiki</c-tag>', s="PERLU_DIPERBAIKI"
    )


def test_the_frame_renders_when_nothing_is_given() -> None:
    html = render_to_string("base.html", {})
    assert '<html lang="id">' in html
    assert html.index("govuk-skip-link") < html.index("kepala__nama")
    assert 'role="status"' in html
    assert 'id="navigasi"' not in html


@pytest.mark.django_db  # the frame names the office
def test_the_title_of_a_page_with_a_failed_form_starts_with_galat() -> None:
    request = RequestFactory().get("/")
    assert "<title>Galat: " in render_to_string("base.html", {"form": Isian({})}, request)
    assert "<title>SiTAMU" in render_to_string("base.html", {"form": Isian()}, request)


def test_a_refusal_page_tells_what_to_do_and_the_code() -> None:
    html = render_to_string(
        "galat.html", {"judul": "Sudah dikirim", "pesan": "P", "langkah": ["Satu"], "kode": "k1"}
    )
    assert "<title>Galat: Sudah dikirim" in html
    assert "<li>Satu</li>" in html
    assert "k1" in html


def test_no_template_writes_inline_style_or_script() -> None:
    for engine in engines["django"].engine.dirs:
        for path in engine.rglob("*.html"):
            text = path.read_text(encoding="utf-8")
            assert " style=" not in text, path
            assert " onclick=" not in text, path
            assert "<script>" not in text, path
