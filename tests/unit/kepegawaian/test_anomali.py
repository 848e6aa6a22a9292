"""The stored list of anomalies: it follows the facts, and keeps what officers decided."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kepegawaian.models import Anomali, PemeriksaanAnomali, Profil, RiwayatGolongan, RiwayatPmk
from kepegawaian.services.anomali import anomali_recompute, anomali_reopen, anomali_settle
from kepegawaian.services.nominatif import nominatif_mark, nominatif_nightly, nominatif_refresh
from sitamu.inti.errors import ConflictError, NotAllowedError, NotFoundError
from sitamu.inti.models import HubunganAtasan, Pegawai
from sitamu.inti.sandi import search_hash
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.pemeran import Pemeran, pemeran

KINI = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def adegan(db: None) -> Pemeran:
    return pemeran()


def nik_sama(*people: Pegawai) -> None:
    Profil.objects.filter(pegawai__in=people).update(nik_hash=search_hash("7308011234567890"))


def hitung(*people: Pegawai) -> int:
    ids = [pegawai.pk for pegawai in people] or None
    return anomali_recompute(now=KINI, pegawai_ids=ids)


def daftar(pegawai: Pegawai) -> list[tuple[str, bool]]:
    rows = Anomali.objects.filter(pegawai=pegawai).order_by("jenis", "kunci")
    return [(row.jenis, row.terbuka) for row in rows]


def satu(pegawai: Pegawai, jenis: str) -> Anomali:
    return Anomali.objects.get(pegawai=pegawai, jenis=jenis)


def test_the_list_follows_the_facts_and_a_second_run_changes_nothing(adegan: Pemeran) -> None:
    assert hitung() > 0
    assert daftar(adegan.siti) == [("ATASAN", True)]
    before = satu(adegan.siti, "ATASAN").pk
    assert hitung() == 0
    assert satu(adegan.siti, "ATASAN").pk == before
    HubunganAtasan.objects.create(pegawai=adegan.siti, atasan=adegan.made, mulai=date(2020, 1, 1))
    RiwayatGolongan.objects.create(
        pegawai=adegan.siti, golongan="III/d", tmt=date(2023, 4, 1), mkg_tahun=24, mkg_bulan=0
    )
    assert hitung(adegan.siti) == 2
    assert daftar(adegan.siti) == [("MKG_TIDAK_MENGIKUTI", True)]


def test_whoever_is_marked_for_the_lists_is_judged_too_and_everybody_at_night(
    adegan: Pemeran,
) -> None:
    nominatif_mark(pegawai_ids=[adegan.siti.pk])
    nominatif_refresh(now=KINI)
    assert daftar(adegan.siti) == [("ATASAN", True)]
    assert daftar(adegan.made) == []
    nominatif_nightly(now=KINI)
    assert ("DATA_KOSONG", True) in daftar(adegan.made)


def test_only_the_people_named_are_judged_anew(adegan: Pemeran) -> None:
    hitung()
    other = calon_pensiun(adegan.lain, urut=5)
    nik_sama(adegan.siti, other)
    hitung(adegan.siti)
    assert daftar(other) == [("NIK_GANDA", True)]  # a shared NIK is looked for among all
    hitung(other)
    assert daftar(other) == [("ATASAN", True), ("NIK_GANDA", True)]


def test_two_people_with_one_nik_are_both_listed_until_one_is_mended(adegan: Pemeran) -> None:
    twin = calon_pensiun(adegan.lain, urut=5)
    nik_sama(adegan.siti, twin)
    hitung()
    assert satu(adegan.siti, "NIK_GANDA").sidik == satu(twin, "NIK_GANDA").sidik
    Profil.objects.filter(pegawai=twin).update(nik_hash=search_hash("7308011234567891"))
    hitung(twin)
    assert ("NIK_GANDA", True) not in daftar(adegan.siti) + daftar(twin)


def test_who_has_left_shares_a_nik_with_nobody(adegan: Pemeran) -> None:
    twin = calon_pensiun(adegan.lain, urut=5, kedudukan="PENSIUN")
    nik_sama(adegan.siti, twin)
    hitung()
    assert daftar(twin) == []
    assert daftar(adegan.siti) == [("ATASAN", True)]


def test_a_settled_anomaly_stays_away_until_its_facts_change(adegan: Pemeran) -> None:
    RiwayatGolongan.objects.create(
        pegawai=adegan.siti, golongan="III/d", tmt=date(2023, 4, 1), mkg_tahun=24, mkg_bulan=0
    )
    hitung()
    row = satu(adegan.siti, "MKG_TIDAK_MENGIKUTI")
    budi = adegan.akun["verifikator"]
    decision = anomali_settle(anomali_id=row.pk, alasan="SK perubahan 7/2024", actor=budi, now=KINI)
    assert (decision.oleh, decision.pada, decision.kalimat) == (budi, KINI, row.kalimat)
    hitung()
    assert not satu(adegan.siti, "MKG_TIDAK_MENGIKUTI").terbuka
    rows = RiwayatGolongan.objects.filter(pegawai=adegan.siti, golongan="III/d")
    rows.update(mkg_tahun=23)
    hitung(adegan.siti)
    assert satu(adegan.siti, "MKG_TIDAK_MENGIKUTI").terbuka
    rows.update(mkg_tahun=24)  # back to the very facts that were looked at
    hitung(adegan.siti)
    assert not satu(adegan.siti, "MKG_TIDAK_MENGIKUTI").terbuka


def test_a_settled_anomaly_can_be_taken_back_and_both_stay_on_record(adegan: Pemeran) -> None:
    hitung()
    row = satu(adegan.siti, "ATASAN")
    who: dict[str, Any] = {"anomali_id": row.pk, "actor": adegan.akun["verifikator"], "now": KINI}
    with pytest.raises(ConflictError):
        anomali_reopen(alasan="x", **who)
    anomali_settle(alasan="Pj. Bupati", **who)
    with pytest.raises(ConflictError):
        anomali_settle(alasan="lagi", **who)
    anomali_reopen(alasan="Keliru", **who)
    hitung()
    assert satu(adegan.siti, "ATASAN").terbuka
    assert [p.memang_demikian for p in PemeriksaanAnomali.objects.order_by("pada", "alasan")] == [
        False,
        True,
    ]


def test_only_the_desk_settles_and_nobody_their_own(adegan: Pemeran) -> None:
    hitung()
    row = satu(adegan.siti, "ATASAN")
    for peran, error in (
        ("operator", NotAllowedError),
        ("kepala", NotAllowedError),
        ("operator_lain", NotFoundError),
        ("siti", NotFoundError),
    ):
        with pytest.raises(error):
            anomali_settle(anomali_id=row.pk, alasan="x", actor=adegan.akun[peran], now=KINI)
    budi = adegan.akun["verifikator"]
    Pegawai.objects.filter(pk=adegan.siti.pk).update(pengguna=None)
    Pegawai.objects.filter(pk=adegan.siti.pk).update(pengguna=budi)
    with pytest.raises(NotAllowedError):
        anomali_settle(anomali_id=row.pk, alasan="x", actor=budi, now=KINI)


def test_decisions_are_never_changed_by_the_portal(adegan: Pemeran) -> None:
    hitung()
    decision = anomali_settle(
        anomali_id=satu(adegan.siti, "ATASAN").pk,
        alasan="x",
        actor=adegan.akun["verifikator"],
        now=KINI,
    )
    rows = PemeriksaanAnomali.objects.filter(pk=decision.pk)
    for change in (lambda: rows.update(alasan="y"), lambda: rows._raw_delete("default")):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()


def test_going_through_many_people_costs_as_many_queries_as_through_few(adegan: Pemeran) -> None:
    def kueri() -> int:
        hitung()
        with CaptureQueriesContext(
            connection,
        ) as caught:
            hitung()
        return len(caught)

    few = kueri()
    for n in range(5):
        pegawai = calon_pensiun(adegan.sekolah, urut=20 + n)
        RiwayatPmk.objects.create(pegawai=pegawai, tahun=1, bulan=0, tmt=date(2030, 1, 1))
    assert kueri() == few
