"""The kinds that a pensiun BUP needs are there from the first day."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from arsip.models import JenisDokumen
from arsip.rules.dokumen import Kerahasiaan
from arsip.selectors import jenis_in_force

pytestmark = pytest.mark.django_db
SEED = import_module("arsip.migrations.0003_jenis_dokumen")


def test_every_kind_is_in_force_from_2020() -> None:
    assert jenis_in_force(on=date(2020, 1, 1)).count() == len(SEED.JENIS) == 28
    assert not jenis_in_force(on=date(2019, 12, 31)).exists()
    assert not JenisDokumen.objects.filter(dasar_hukum="").exists()
    assert set(JenisDokumen.objects.values_list("kerahasiaan", flat=True)) <= set(Kerahasiaan)


def test_only_known_siasn_ids_are_named() -> None:
    known = dict(JenisDokumen.objects.exclude(siasn_dok_id="").values_list("kode", "siasn_dok_id"))
    assert known == {"SK_CPNS": "889", "SK_PNS": "887", "SK_JABATAN": "872", "SKP": "891"}


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
    }
    assert kinds(banyak=True) == {"SKP", "AKTA_ANAK"} | kinds(internal=True)


def test_a_kind_that_has_ended_is_not_offered() -> None:
    JenisDokumen.objects.filter(pk="NPWP").update(berlaku_sampai=date(2026, 6, 30))
    assert jenis_in_force(on=date(2026, 6, 30)).filter(pk="NPWP").exists()
    assert not jenis_in_force(on=date(2026, 7, 1)).filter(pk="NPWP").exists()


def test_the_seed_can_be_taken_back_and_put_in_again() -> None:
    apps.get_model("kepegawaian", "Syarat").objects.update(jenis_dokumen=None)
    with connection.schema_editor() as editor:
        SEED.unload(apps, editor)
        assert not JenisDokumen.objects.exists()
        SEED.load(apps, editor)
    assert JenisDokumen.objects.count() == 28
