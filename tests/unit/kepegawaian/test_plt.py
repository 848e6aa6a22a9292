"""What a Plt may sign and what the law keeps from them; delegates answer leave."""

from datetime import date, timedelta

import pytest

from kepegawaian.errors import PltMayNotError
from kepegawaian.models import AturanSk, SuratKeputusan, Usulan
from kepegawaian.services.sk import sk_approve
from sitamu.inti.models import JenisPenugasan, Pegawai, PejabatPenandatangan, Penugasan
from sitamu.inti.rules.hak import Peran
from sitamu.inti.services.penugasan import (
    Kantor,
    Surat,
    penugasan_appoint,
    penugasan_delegate,
)
from tests.factories.inti import PegawaiFactory
from tests.factories.layanan import Jalan, lengkapi, pejabat
from tests.factories.sk import NOW, TODAY

pytestmark = pytest.mark.django_db

SAMPAI = TODAY + timedelta(days=30)


@pytest.fixture
def jalan() -> Jalan:
    walk = Jalan()
    pejabat()
    lengkapi(walk.p.siti)
    return walk


@pytest.fixture
def rina(jalan: Jalan) -> Pegawai:
    pegawai: Pegawai = PegawaiFactory(nama="Rina", unit=jalan.p.akar, akun=True)
    return pegawai


def acting(
    jalan: Jalan, rina: Pegawai, kode: str, jenis: JenisPenugasan, persetujuan: str = ""
) -> Penugasan:
    jabatan = PejabatPenandatangan.objects.get(kode=kode).jabatan
    return penugasan_appoint(
        jenis=jenis,
        nama_masuk=rina.nomor,
        peran=Peran.PENANDATANGAN,
        unit_id=jalan.p.akar.pk,
        kantor=Kantor(kode, jabatan, "Pembina (IV/a)"),
        menggantikan_nip="",
        surat=Surat(TODAY, SAMPAI, "800/5", TODAY, persetujuan),
        actor=jalan.oleh("admin"),
        now=NOW,
    )


def pension(jalan: Jalan) -> Usulan:
    usulan = jalan.mulai("PENSIUN_BUP")
    jalan.isi(usulan, alamat_pensiun="Jalan Contoh 1", nomor_hp="0812000000")
    jalan.kirim(usulan)
    jalan.periksa(usulan)
    jalan.pertek(usulan)
    return usulan


def letter(jalan: Jalan) -> Usulan:
    usulan = jalan.mulai("SURAT_KETERANGAN")
    jalan.isi(usulan, keperluan="Kredit")
    jalan.kirim(usulan)
    jalan.periksa(usulan)
    return usulan


def test_a_letter_is_signed_by_the_plt_and_says_so(jalan: Jalan, rina: Pegawai) -> None:
    acting(jalan, rina, "KEPALA_BKPSDM", JenisPenugasan.PLT)
    sk = jalan.setujui(letter(jalan))
    assert sk.isi["pejabat"]["jabatan"] == "Plt. Kepala BKPSDM"
    assert sk.isi["pejabat"]["nama"] == "Rina"


@pytest.mark.parametrize("jenis", [JenisPenugasan.PLT, JenisPenugasan.PLH])
def test_a_pension_is_kept_from_plt_and_plh(
    jalan: Jalan, rina: Pegawai, jenis: JenisPenugasan
) -> None:
    usulan = pension(jalan)
    acting(jalan, rina, "BUPATI", jenis)
    with pytest.raises(PltMayNotError) as caught:
        sk_approve(usulan_id=usulan.pk, actor=jalan.oleh("penandatangan"), now=jalan.jam())
    assert caught.value.http_status == 403
    assert not SuratKeputusan.objects.filter(usulan=usulan).exists()


def test_who_approves_only_as_plt_does_not_approve_it_for_another_signer(
    jalan: Jalan, rina: Pegawai
) -> None:
    usulan = pension(jalan)
    acting(jalan, rina, "KEPALA_BKPSDM", JenisPenugasan.PLH)
    assert rina.pengguna
    with pytest.raises(PltMayNotError):
        sk_approve(usulan_id=usulan.pk, actor=rina.pengguna, now=jalan.jam())


def test_a_pj_needs_the_written_approval(jalan: Jalan, rina: Pegawai) -> None:
    usulan = pension(jalan)
    made = acting(jalan, rina, "BUPATI", JenisPenugasan.PJ)
    with pytest.raises(PltMayNotError):
        jalan.setujui(usulan)
    Penugasan.objects.filter(pk=made.pk).update(persetujuan="100.2.1/55/SJ, 20-11-2026")
    assert jalan.setujui(usulan).isi["pejabat"]["jabatan"] == "Pj. BUPATI CONTOH"


def test_a_delegate_approves_for_the_signer_who_signs(jalan: Jalan, rina: Pegawai) -> None:
    usulan = pension(jalan)
    penugasan_delegate(
        nama_masuk=rina.nomor,
        peran=Peran.PENANDATANGAN,
        unit_id=jalan.p.akar.pk,
        sebagai_atasan=False,
        surat=Surat(TODAY, SAMPAI, "800/6", TODAY),
        actor=jalan.oleh("penandatangan"),
        now=NOW,
    )
    assert rina.pengguna
    sk = sk_approve(usulan_id=usulan.pk, actor=rina.pengguna, now=jalan.jam())
    assert sk.isi["pejabat"]["jabatan"] == "BUPATI CONTOH"


def test_what_a_plt_may_sign_are_letters_kgb_and_izin_belajar() -> None:
    rows = AturanSk.objects.filter(plt_boleh=True).values_list("layanan_id", flat=True)
    assert set(rows) == {"KGB_PNS", "KGB_PPPK", "IZIN_BELAJAR", "SURAT_KETERANGAN"}


def test_the_day_decides_who_signs(jalan: Jalan, rina: Pegawai) -> None:
    made = acting(jalan, rina, "BUPATI", JenisPenugasan.PLH)
    usulan = pension(jalan)
    PejabatPenandatangan.objects.filter(penugasan=made).update(
        mulai=date(2026, 12, 1), sampai=date(2026, 12, 5)
    )
    assert jalan.setujui(usulan).isi["pejabat"]["nama"] == "Pejabat Contoh"
