"""The right people are told, once, in the application and by e-mail."""

from dataclasses import fields
from typing import Any
from uuid import UUID, uuid4

import pytest

from kepegawaian import events
from notifikasi.models import Pemberitahuan, Saluran, StatusKirim
from notifikasi.selectors import jumlah_belum_dibaca
from notifikasi.services.pemberitahuan import pemberitahuan_from_event
from sitamu.inti.models import Outbox
from sitamu.inti.rules.hak import Hak
from sitamu.inti.services.outbox import emit, outbox_deliver
from sitamu.subscriptions import SUBSCRIPTIONS
from tests.factories.inti import PegawaiFactory, beri_hak
from tests.unit.notifikasi.contoh import NOW, Pemain, akun, isi, pemain

pytestmark = pytest.mark.django_db
EVENTS = [
    kind
    for kind in (getattr(events, name, object) for name in SUBSCRIPTIONS)
    if issubclass(kind, events.UsulanEvent)
]


@pytest.fixture
def p() -> Pemain:
    return pemain()


def tell(nama: str, payload: dict[str, Any], peristiwa_id: UUID | None = None) -> None:
    pemberitahuan_from_event(peristiwa_id=peristiwa_id or uuid4(), nama=nama, isi=payload, now=NOW)


def told(saluran: Saluran = Saluran.APLIKASI) -> dict[str, str]:
    rows = Pemberitahuan.objects.filter(saluran=saluran).select_related("penerima")
    return {row.penerima.nama_masuk: row.judul for row in rows}


def test_a_sent_usulan_is_told_to_the_operator_of_that_unit_alone(p: Pemain) -> None:
    tell("UsulanDiajukan", isi(p))
    assert told() == {"operator": "Usulan USL-K7M2 perlu Anda periksa"}
    assert told(Saluran.EMAIL) == told()


def test_the_same_event_seen_twice_adds_nothing(p: Pemain) -> None:
    peristiwa_id = uuid4()
    for _ in range(2):
        tell("UsulanDiajukan", isi(p), peristiwa_id)
    assert Pemberitahuan.objects.count() == 2


def test_an_account_without_address_is_told_in_the_application_only(p: Pemain) -> None:
    p.operator.email = ""
    p.operator.save()
    tell("UsulanDiajukan", isi(p))
    row = Pemberitahuan.objects.get()
    assert (row.saluran, row.status) == (Saluran.APLIKASI, StatusKirim.DIKIRIM)


def test_a_closed_account_is_not_told(p: Pemain) -> None:
    p.siti.is_active = p.operator.is_active = False
    p.siti.save()
    p.operator.save()
    tell("UsulanDiajukan", isi(p, actor_id=str(p.kepala.pk)))
    assert told() == {}


def test_the_actor_is_not_told_of_the_own_act(p: Pemain) -> None:
    tell("UsulanDiteruskan", isi(p, actor_id=str(p.operator.pk)))
    assert set(told()) == {"siti", "kepala"}


def test_asn_and_the_operator_who_proposed_for_them_are_told_of_a_return(p: Pemain) -> None:
    tell(
        "UsulanDikembalikan",
        isi(
            p,
            pembuat_id=str(p.operator.pk),
            actor_id=str(p.budi.pk),
            pemeriksa_id=str(p.budi.pk),
            butir=["SKP 2025"],
            catatan="Kurang tanda tangan.",
        ),
    )
    assert set(told()) == {"siti", "operator"}
    own = Pemberitahuan.objects.get(penerima=p.siti, saluran=Saluran.APLIKASI)
    theirs = Pemberitahuan.objects.get(penerima=p.operator, saluran=Saluran.APLIKASI)
    assert "Siti Aminah" not in own.isi
    assert "Siti Aminah" in theirs.isi
    for mail in Pemberitahuan.objects.filter(saluran=Saluran.EMAIL):
        assert "SKP" not in mail.isi + mail.judul
        assert "Kurang" not in mail.isi
        assert "Siti" not in mail.isi


def test_an_asn_without_account_leaves_the_operator_to_be_told(p: Pemain) -> None:
    tell(
        "UsulanTerverifikasi",
        isi(p, akun_id=None, pembuat_id=str(p.operator.pk), actor_id=str(p.budi.pk)),
    )
    assert set(told()) == {"operator"}


def test_an_operator_who_drafted_it_is_asked_to_check_rather_than_informed(p: Pemain) -> None:
    tell("UsulanDiajukan", isi(p, pembuat_id=str(p.operator.pk)))
    assert told() == {"operator": "Usulan USL-K7M2 perlu Anda periksa"}


def test_nobody_is_asked_to_handle_the_own_usulan(p: Pemain) -> None:
    """The head of the OPD retires too."""
    tell("UsulanDiteruskan", isi(p, akun_id=str(p.kepala.pk), actor_id=str(p.operator.pk)))
    assert told()["kepala"] == "Usulan USL-K7M2 di kepala OPD"


def test_an_arrival_is_told_to_every_verifikator_a_repair_to_the_one_who_holds_it(
    p: Pemain,
) -> None:
    tell("UsulanTibaDiBkpsdm", isi(p, actor_id=str(p.kepala.pk)))
    assert set(told()) == {"siti", "budi", "rina"}
    Pemberitahuan.objects.all().delete()
    tell("UsulanDiperbaiki", isi(p, kembali_ke="DIPERIKSA", pemeriksa_id=str(p.budi.pk)))
    assert set(told()) == {"budi"}


def test_a_case_repaired_for_the_opd_goes_back_to_the_opd(p: Pemain) -> None:
    tell("UsulanDiperbaiki", isi(p, kembali_ke="DI_OPD"))
    assert set(told()) == {"kepala"}


def test_the_officer_s_link_leads_to_the_officer_s_page(p: Pemain) -> None:
    tell("UsulanTibaDiBkpsdm", isi(p, actor_id=str(p.kepala.pk), tautan_petugas="/antrean/1/"))
    links = {
        row.penerima.nama_masuk: row.tautan
        for row in Pemberitahuan.objects.select_related("penerima")
    }
    assert links == {"siti": "/usulan/1/", "budi": "/antrean/1/", "rina": "/antrean/1/"}


def test_the_one_who_approved_is_told_when_the_pdf_is_ready(p: Pemain) -> None:
    bupati = akun("bupati", hak=Hak.SK_FILE, di=p.unit)
    tell("SkSiapTtd", isi(p, actor_id=str(bupati.pk), sk_id=str(uuid4()), nomor_sk="800/1"))
    assert told() == {
        "bupati": "SK usulan USL-K7M2 siap dicetak",
        "siti": "SK usulan USL-K7M2 menunggu tanda tangan",
    }


@pytest.mark.parametrize(("antar", "who"), [("POS", {"siti", "pos"}), ("DIGITAL", {"siti"})])
def test_an_issued_sk_is_told_to_the_asn_and_to_those_who_post_it(
    p: Pemain, antar: str, who: set[str]
) -> None:
    more = {"sk_id": str(uuid4()), "nomor_sk": "800/1", "antar": antar}
    tell("SkTerbit", isi(p, actor_id=str(p.budi.pk), **more))
    assert set(told()) == who
    assert jumlah_belum_dibaca(p.siti) == 1
    assert jumlah_belum_dibaca(p.made) == 0


def test_an_event_nobody_described_is_an_error_not_silence(p: Pemain) -> None:
    with pytest.raises(KeyError):
        tell("Entah", isi(p))


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_what_kepegawaian_emits_reaches_people_through_the_outbox(
    p: Pemain, kind: type[events.UsulanEvent]
) -> None:
    facts: dict[str, Any] = {
        "usulan_id": uuid4(),
        "nomor": "USL-K7M2",
        "layanan": "Pensiun BUP",
        "pegawai_id": PegawaiFactory.create().pk,
        "pegawai_nama": "Siti Aminah",
        "akun_id": p.siti.pk,
        "pembuat_id": p.siti.pk,
        "unit_id": p.unit.pk,
        "pemeriksa_id": p.budi.pk if kind is events.UsulanDialihkan else None,
        "actor_id": p.made.pk,
        "tautan": "/usulan/1/",
    }
    more: dict[str, Any] = {
        "sk_id": uuid4(),
        "nomor_sk": "800/1",
        "kiriman_id": uuid4(),
        "status": "DISERAHKAN",
        "status_label": "Diserahkan ke Pos",
        "tujuan": "SDN 1 Contoh",
        "pelaksana": Hak.USULAN_VERIFY.value,
        "atasan_ids": [str(p.kepala.pk)],
    }
    beri_hak(p.budi, Hak.SK_APPROVE, unit=p.unit)
    beri_hak(p.budi, Hak.SK_FILE, unit=p.unit)
    names = {field.name for field in fields(kind)}
    emit(kind(**facts, **{name: value for name, value in more.items() if name in names}))

    outbox_deliver(now=NOW)

    rows = Outbox.objects.all()
    assert {(row.selesai_pada, row.galat) for row in rows} == {(NOW, "")}
    officers = (
        events.UsulanSiapDisetujui,
        events.UsulanDialihkan,
        events.UsulanLewatTahap,
        events.UsulanIngatJanji,
        events.SkTteGagal,
    )
    wanted = "budi" if kind in officers else "siti"
    assert wanted in told()
