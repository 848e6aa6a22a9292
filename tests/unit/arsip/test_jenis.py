"""Kinds of papers, and what holds for them from which day."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from arsip.forms import BerlakuForm, KetentuanForm
from arsip.models import JenisDokumen, KelasRetensi, KetentuanJenis
from arsip.rules.dokumen import KELAS_OF, PDF_MAKS_BYTE, Bukti, Kerahasiaan
from arsip.selectors import jenis_in_force, ketentuan_in_force

pytestmark = pytest.mark.django_db
SEED = import_module("arsip.migrations.0011_ketentuan_isi")
MASA = import_module("arsip.migrations.0013_masa_berlaku")
LAYANAN = import_module("arsip.migrations.0017_jenis_layanan")
KATALOG = import_module("kepegawaian.migrations.0017_katalog_isi")
CUTI = import_module("kepegawaian.migrations.0020_cuti_isi")
KINERJA = import_module("presensi.migrations.0015_kinerja_isi")
KINDS = 79


def test_every_kind_is_in_force_from_2020_with_its_terms() -> None:
    assert jenis_in_force(on=date(2020, 1, 1)).count() == KINDS
    assert not jenis_in_force(on=date(2019, 12, 31)).exists()
    assert not JenisDokumen.objects.filter(dasar_hukum="").exists()
    rows = list(ketentuan_in_force(on=date(2020, 1, 1)))
    assert {row.jenis_id for row in rows} == set(JenisDokumen.objects.values_list("pk", flat=True))
    assert {row.kerahasiaan for row in rows} <= set(Kerahasiaan)
    assert {row.kelas_retensi for row in rows} == set(
        KelasRetensi.objects.values_list("kode", flat=True)
    )
    assert set(JenisDokumen.objects.values_list("bukti", flat=True)) == set(Bukti)


def test_no_term_is_adopted_before_the_institution_says_so() -> None:
    assert not KelasRetensi.objects.filter(ditetapkan=True).exists()


def test_every_class_is_opened_by_exactly_one_permission() -> None:
    opened = [kelas for some in KELAS_OF.values() for kelas in some]
    assert sorted(opened) == sorted(Kerahasiaan)


def test_only_known_siasn_ids_are_named() -> None:
    rows = KetentuanJenis.objects.exclude(siasn_dok_id="")
    assert dict(rows.values_list("jenis_id", "siasn_dok_id")) == {
        "SK_CPNS": "889",
        "SK_PNS": "887",
        "SPMT": "888",
        "SK_JABATAN": "872",
        "PELANTIKAN": "873",
        "SERTIFIKAT_DIKLAT": "874",
        "SERTIFIKAT_KURSUS": "881",
        "PAK": "879",
        "SK_PAK": "880",
        "SK_HUKDIS": "882",
        "SKP": "891",
        "PENGHARGAAN": "892",
    }


def test_kinds_say_how_they_are_filed() -> None:
    def kinds(**filters: bool) -> set[str]:
        return set(JenisDokumen.objects.filter(**filters).values_list("kode", flat=True))

    assert kinds(foto=True) == {"PAS_FOTO"}
    assert kinds(tahunan=True) == {"SKP"}
    assert kinds(internal=True) == {
        "SURAT_PENGANTAR",
        "PERTEK_PENSIUN",
        "SK_PENSIUN",
        "SK_PENSIUN_TTD",
        "BUKTI_TERIMA",
        "NASKAH_SK",
        "SURAT_TERBIT",
        "PERTEK",
    }
    assert {"SKP", "AKTA_ANAK", "SK_PANGKAT", "SK_KGB"} | kinds(internal=True) <= kinds(banyak=True)
    assert not {"SK_CPNS", "KTP", "SPMT"} & kinds(banyak=True)


def test_specific_personal_data_is_not_opened_to_superiors() -> None:
    rows = KetentuanJenis.objects.filter(kerahasiaan__in=["HUKDIS", "KESEHATAN", "KEUANGAN"])
    assert rows.count() >= 8
    assert not rows.filter(atasan=True).exists()


def test_a_kind_that_has_ended_is_not_offered() -> None:
    JenisDokumen.objects.filter(pk="NPWP").update(berlaku_sampai=date(2026, 6, 30))
    assert jenis_in_force(on=date(2026, 6, 30)).filter(pk="NPWP").exists()
    assert not jenis_in_force(on=date(2026, 7, 1)).filter(pk="NPWP").exists()


def test_a_new_row_counts_from_its_day_and_leaves_the_past_as_it_was() -> None:
    KetentuanJenis.objects.create(
        jenis_id="KTP",
        berlaku_mulai=date(2027, 1, 1),
        kerahasiaan=Kerahasiaan.KEUANGAN,
        kelas_retensi="IDENTITAS",
        dasar_hukum="Contoh",
    )
    for hari, kelas in ((date(2026, 12, 31), "TERBATAS"), (date(2027, 1, 1), "KEUANGAN")):
        assert ketentuan_in_force(on=hari).get(jenis="KTP").kerahasiaan == kelas


@pytest.mark.parametrize(("hari", "baik"), [(-1, False), (0, True), (1, True)])
def test_nobody_enters_terms_for_the_past(hari: int, *, baik: bool) -> None:
    mulai = timezone.localdate() + timedelta(days=hari)
    form = KetentuanForm(
        {
            "jenis": "KTP",
            "berlaku_mulai": f"{mulai:%d-%m-%Y}",
            "kerahasiaan": "TERBATAS",
            "kelas_retensi": "IDENTITAS",
            "pdf_maks_byte": PDF_MAKS_BYTE,
            "dasar_hukum": "Contoh",
        }
    )
    assert form.is_valid() is baik, form.errors
    assert issubclass(KetentuanForm, BerlakuForm)


def test_a_kind_may_ask_for_smaller_files_never_for_larger_ones() -> None:
    row = KetentuanJenis.objects.get(jenis="KTP")
    row.pk, row.berlaku_mulai, row.pdf_maks_byte = None, date(2030, 1, 1), PDF_MAKS_BYTE + 1
    row._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_seed_can_be_taken_back_and_put_in_again() -> None:
    with connection.schema_editor() as editor:
        KINERJA.kinds_unload(apps, editor)
        CUTI.kinds_unload(apps, editor)
        KATALOG.unload(apps, editor)
        LAYANAN.unload(apps, editor)
        MASA.unload(apps, editor)
        SEED.unload(apps, editor)
        assert JenisDokumen.objects.count() == 28
        assert not KetentuanJenis.objects.exists()
        SEED.load(apps, editor)
        MASA.load(apps, editor)
        LAYANAN.load(apps, editor)
        KATALOG.load(apps, editor)
        CUTI.kinds_load(apps, editor)
        KINERJA.kinds_load(apps, editor)
    assert JenisDokumen.objects.count() == KINDS
