"""The map that taps use says the same as the selector that pages use."""

from datetime import date
from uuid import UUID

import pytest

from presensi.rules.jadwal import JenisFleksibel
from presensi.selectors.peta import peta_forget, peta_hari
from presensi.selectors.tempat import tempat_hari
from sitamu.inti.models import Pegawai, UnitKerja
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory
from tests.factories.presensi import fleksibel, pakai_tempat, tempat

pytestmark = pytest.mark.django_db
HARI = date(2026, 7, 6)


def both(pegawai: Pegawai, unit: UnitKerja, *own: UUID) -> None:
    """The two answers, as ids and as whether any place will do."""
    peta_forget()
    said = tempat_hari(pegawai.pk, on=HARI)
    peta = peta_hari(HARI, using="default")
    found = peta.tempat_of(unit.jalur, list(own))
    assert {t.id: t for t in found} == {t.aturan.id: t.aturan for t in said.tempat}
    assert peta.bebas_tempat(unit.jalur) is said.di_mana_saja


def test_the_nearest_unit_upward_answers_and_own_places_win() -> None:
    akar = UnitKerjaFactory()
    dinas = UnitKerjaFactory(induk=akar)
    sekolah = UnitKerjaFactory(induk=dinas)
    siti: Pegawai = PegawaiFactory(unit=sekolah)
    both(siti, sekolah)
    pakai_tempat(tempat(akar, "Kantor bupati"), akar)
    both(siti, sekolah)
    pakai_tempat(tempat(dinas, "Dinas", poligon=[-1.3, 123.2, -1.3, 123.3, -1.2, 123.3]), dinas)
    pakai_tempat(tempat(dinas, "Aula", jaringan=["10.1.0.0/16"]), dinas)
    both(siti, sekolah)
    pakai_tempat(tempat(sekolah, "Lama"), sekolah, sampai=date(2026, 7, 5))
    both(siti, sekolah)
    pakai_tempat(tempat(sekolah, "Baru"), sekolah, mulai=HARI)
    both(siti, sekolah)
    own = tempat(sekolah, "Kebun")
    pakai_tempat(own, siti)
    both(siti, sekolah, own.pk)


@pytest.mark.parametrize(("hari", "bebas"), [([], True), ([1], True), ([2, 3], False)])
def test_a_unit_free_of_place_frees_those_below_on_its_weekdays(
    hari: list[int], bebas: bool
) -> None:
    dinas = UnitKerjaFactory(induk=UnitKerjaFactory())
    sekolah = UnitKerjaFactory(induk=dinas)
    siti: Pegawai = PegawaiFactory(unit=sekolah)
    fleksibel(dinas, HARI, HARI, JenisFleksibel.TEMPAT, hari=hari)
    both(siti, sekolah)
    assert peta_hari(HARI, using="default").bebas_tempat(sekolah.jalur) is bebas


def test_an_address_of_the_offices_network_proves_presence_there() -> None:
    unit = UnitKerjaFactory(induk=UnitKerjaFactory())
    pakai_tempat(tempat(unit, jaringan=["10.1.0.0/16", "2001:db8::/32"]), unit)
    peta = peta_hari(HARI, using="default")
    places = peta.tempat_of(unit.jalur, [])
    assert peta.di_jaringan(places, "10.1.200.7")
    assert peta.di_jaringan(places, "2001:db8::7")
    assert not peta.di_jaringan(places, "10.2.0.1")
    assert not peta.di_jaringan(places, None)
