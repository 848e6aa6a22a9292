"""Who gets bytes or hints of a paper: every route of the archive, every person, every class.

To add a route, add a line to RUTE: how to ask for the paper of `Panggung.versi`, and how to tell
that the answer gave it away. Routes that never show somebody's paper stand in TANPA_BERKAS.
Routes that send files are asked again with the files on S3.

    "arsip:versi-baru": Rute(lambda p, v: f"/arsip/.../{v.pk}"),             # 200 or 404
    "arsip:daftar": Rute(lambda p, v: "/arsip/...", tampak=named),           # a page that lists it
    "arsip:sendiri": Rute(lambda p, v: "/arsip/", tampak=named, untuk=PEMILIK),
"""

import hashlib
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from urllib.request import urlopen

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from arsip.models import AksesAhliWaris, VersiDokumen
from arsip.selectors import dokumen_visible_to, versi_visible_to
from arsip.services.ahli_waris import akses_ahli_waris_end, akses_ahli_waris_grant
from arsip.services.dokumen import akses_kasus_grant, dokumen_upload
from arsip.services.versi import versi_process
from sitamu import environment
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import (
    HubunganAtasan,
    JejakAkses,
    Kedudukan,
    Pegawai,
    Pengguna,
    UnitKerja,
)
from sitamu.inti.rules.hak import Hak, Peran
from tests.api.test_access import ROUTES
from tests.factories.berkas import pdf, unggahan
from tests.factories.gudang import s3_server
from tests.factories.inti import (
    DULU,
    PegawaiFactory,
    PenggunaFactory,
    UnitKerjaFactory,
    beri_hak,
    petugas,
)

pytestmark = pytest.mark.django_db

# One kind of each class: open to superiors, closed to them, and the three secret classes.
JENIS: Final = {
    "biasa": "SK_CPNS",
    "terbatas": "KTP",
    "hukdis": "SK_HUKDIS",
    "kesehatan": "SURAT_SAKIT",
    "keuangan": "BUKU_REKENING",
}
SEMUA: Final = frozenset(JENIS)
UMUM: Final = frozenset({"biasa", "terbatas"})
OPERATOR: Final = UMUM | {"keuangan"}
PEMILIK: Final = frozenset({"pemilik"})

# Person -> classes of papers of siti (unit `sekolah`, whose former part is `lama`) they may read.
ORANG: Final = {
    "tanpa masuk": frozenset[str](),
    "pemilik": SEMUA,
    "rekan seunit": frozenset(),
    "orang unit lain": frozenset(),
    "tanpa pegawai": frozenset(),
    "akun ditutup": frozenset(),
    "operator unit": OPERATOR,
    "operator di atasnya": OPERATOR,
    "operator unit lain": frozenset(),
    "operator unit di bawahnya": frozenset(),
    "bekas operator": frozenset(),
    "operator yang belum mulai": frozenset(),
    "pemegang tanpa kelas": UMUM,
    "pemegang hukdis saja": frozenset({"hukdis"}),
    "petugas disiplin": SEMUA,
    "kepala unit": frozenset(),
    "atasan": frozenset({"biasa"}),
    "bekas atasan": frozenset(),
    "atasan yang pensiun": frozenset(),
    "verifikator layanan lain": frozenset(),
    "verifikator kasus": SEMUA,
    "arsiparis": frozenset(),
    "penandatangan": frozenset(),
    "admin": frozenset(),
    "calon ahli waris": frozenset(),  # siti lives
}


@dataclass
class Panggung:
    """siti, a ready paper of each class with its picture, and everybody by name."""

    siti: Pegawai
    sekolah: UnitKerja
    akar: UnitKerja
    versi: dict[str, VersiDokumen]
    akun: dict[str, Pengguna]
    sesi: dict[str, str]

    def client(self, siapa: str) -> Client:
        client = Client()
        if siapa != "tanpa masuk":
            client.cookies[django_settings.SESSION_COOKIE_NAME] = self.sesi[siapa]
        return client


def _superior(siti: Pegawai, unit: UnitKerja, mulai: int, sampai: int | None, **fields: Any) -> Any:
    """An account that was superior from and until so many days ago."""
    today = timezone.localdate()
    atasan = PegawaiFactory(akun=True, unit=unit, **fields)
    HubunganAtasan.objects.create(
        pegawai=siti,
        atasan=atasan,
        mulai=today - timedelta(days=mulai),
        sampai=None if sampai is None else today - timedelta(days=sampai),
    )
    return atasan.pengguna


def make() -> Panggung:
    today = timezone.localdate()
    kemarin, besok = today - timedelta(days=1), today + timedelta(days=1)
    akar = UnitKerjaFactory()
    dinas = UnitKerjaFactory(induk=akar)
    sekolah = UnitKerjaFactory(induk=dinas)
    kelas = UnitKerjaFactory(induk=sekolah)
    lain = UnitKerjaFactory(induk=akar)
    siti = PegawaiFactory(akun=True, unit=sekolah, nama="Siti Aminah")
    bekas, nanti, tanpa_kelas, hukdis = (PenggunaFactory() for _ in range(4))
    beri_hak(bekas, unit=dinas, peran=Peran.OPERATOR_OPD, sampai=kemarin)
    beri_hak(nanti, unit=dinas, peran=Peran.OPERATOR_OPD, mulai=besok)
    beri_hak(tanpa_kelas, Hak.ARSIP_VIEW, unit=sekolah)
    beri_hak(hukdis, Hak.ARSIP_HUKDIS, unit=sekolah)
    calon = PenggunaFactory()
    akun = {
        "pemilik": siti.pengguna,
        "rekan seunit": PegawaiFactory(akun=True, unit=sekolah).pengguna,
        "orang unit lain": PegawaiFactory(akun=True, unit=lain).pengguna,
        "tanpa pegawai": PenggunaFactory(),
        "akun ditutup": petugas(Peran.OPERATOR_OPD, sekolah, is_active=False),
        "operator unit": petugas(Peran.OPERATOR_OPD, sekolah),
        "operator di atasnya": petugas(Peran.OPERATOR_OPD, dinas),
        "operator unit lain": petugas(Peran.OPERATOR_OPD, lain),
        "operator unit di bawahnya": petugas(Peran.OPERATOR_OPD, kelas),
        "bekas operator": bekas,
        "operator yang belum mulai": nanti,
        "pemegang tanpa kelas": tanpa_kelas,
        "pemegang hukdis saja": hukdis,
        "petugas disiplin": petugas(Peran.PETUGAS_DISIPLIN, akar),
        "kepala unit": petugas(Peran.KEPALA_OPD, sekolah),
        "bekas atasan": _superior(siti, sekolah, 900, 400),
        "atasan yang pensiun": _superior(siti, sekolah, 800, 300, kedudukan=Kedudukan.PENSIUN),
        "atasan": _superior(siti, sekolah, 100, None),
        "verifikator layanan lain": petugas(Peran.VERIFIKATOR, lain),
        "verifikator kasus": petugas(Peran.VERIFIKATOR, akar),
        "arsiparis": petugas(Peran.ARSIPARIS, akar),
        "penandatangan": petugas(Peran.PENANDATANGAN, akar),
        "admin": petugas(Peran.ADMIN, akar),
        "calon ahli waris": calon,
    }
    AksesAhliWaris.objects.create(
        pegawai=siti,
        pengguna=calon,
        hubungan="Suami",
        mulai=DULU,
        sampai=besok,
        dasar="Contoh",
        diberikan_oleh=akun["admin"],
    )
    versi = {
        nama: dokumen_upload(
            pegawai_id=siti.pk,
            jenis_kode=jenis,
            kunci="",
            files=[unggahan(pdf(teks=nama))],
            actor=siti.pengguna,
            now=timezone.now(),
        )
        for nama, jenis in JENIS.items()
    }
    versi_process(now=timezone.now())
    akses_kasus_grant(
        versi_ids=[v.pk for v in versi.values()],
        rujukan_jenis="usulan",
        rujukan_id=uuid.uuid4(),
        hak=Hak.USULAN_VERIFY,
        unit=sekolah,
        mulai=today,
    )
    sesi = {}
    for siapa, orang in akun.items():
        orang.set_password("kebun-jagung-hijau-7")
        orang.save()
        client = Client()
        client.force_login(orang)
        sesi[siapa] = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    return Panggung(siti, sekolah, akar, versi, akun, sesi)


@contextmanager
def _scene(blocker: DjangoDbBlocker, url: str) -> Iterator[tuple[Panggung, dict[str, Any]]]:
    """Made once for a whole table, in a transaction that never ends well; files go to `url`."""
    storages = {**django_settings.STORAGES, "default": environment.storage(url)}
    with blocker.unblock(), transaction.atomic(), override_settings(STORAGES=storages):
        if url.startswith("s3:"):
            call_command("siapkan_bucket")
        yield make(), storages
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def sekali(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Panggung, dict[str, Any]]]:
    with _scene(django_db_blocker, tmp_path_factory.mktemp("berkas").as_uri()) as scene:
        yield scene


@pytest.fixture(scope="module")
def sekali_s3(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Panggung, dict[str, Any]]]:
    with s3_server() as url, _scene(django_db_blocker, url) as scene:
        yield scene


@pytest.fixture
def bersama(sekali: tuple[Panggung, dict[str, Any]], settings: Any) -> Panggung:
    """The same scene, with its files in place."""
    settings.STORAGES = dict(sekali[1])
    return sekali[0]


@pytest.fixture
def bersama_s3(sekali_s3: tuple[Panggung, dict[str, Any]], settings: Any) -> Panggung:
    """The same again, with its files on S3."""
    settings.STORAGES = dict(sekali_s3[1])
    return sekali_s3[0]


def _finish(response: Any) -> None:
    """Read a file to its end, which closes it."""
    if response.streaming and not response.closed:
        b"".join(response.streaming_content)


def sent(response: Any, versi: VersiDokumen) -> bool:
    """The paper itself, or a part of it; on S3 also by a signed link, which is followed."""
    if response.status_code == 302 and "X-Amz-Signature=" in response["Location"]:
        with urlopen(response["Location"]) as answer:
            return hashlib.sha256(answer.read()).hexdigest() == versi.sha256
    return response.status_code == 200


def packed(response: Any, versi: VersiDokumen) -> bool:
    """Among other things, its SHA-256 stands in the list inside."""
    if response.status_code != 200:
        return False
    return versi.sha256.encode() in b"".join(response.streaming_content)


def named(response: Any, versi: VersiDokumen) -> bool:
    """A page that leads to the paper."""
    return response.status_code == 200 and str(versi.pk) in response.content.decode()


@dataclass(frozen=True)
class Rute:
    """`untuk`: the only ones a route ever serves."""

    alamat: Callable[[Panggung, VersiDokumen], str]
    tampak: Callable[[Any, VersiDokumen], bool] = sent
    untuk: frozenset[str] | None = None


# The owner is led to the own page, and a case opens single papers, not the list.
PEMBACA_DAFTAR: Final = frozenset(ORANG) - {"pemilik", "verifikator kasus"}


# Officers of the archive; a case, a class alone or being a superior opens no list of many people.
PETUGAS_ARSIP: Final = PEMBACA_DAFTAR - {"atasan", "pemegang hukdis saja"}


def ending(_: Panggung, versi: VersiDokumen) -> str:
    """The list of papers that end, this one among them."""
    VersiDokumen.objects.filter(pk=versi.pk).update(berlaku_sampai=timezone.localdate())
    return reverse("arsip:berakhir")


def kind_named(response: Any, versi: VersiDokumen) -> bool:
    """A page that says that there is such a paper."""
    return response.status_code == 200 and versi.dokumen.jenis.nama in response.content.decode()


def _versi(name: str, *more: object) -> Rute:
    return Rute(lambda p, v: reverse(name, args=[v.pk, *more]))


RUTE: Final = {
    "arsip:versi-unduh": _versi("arsip:versi-unduh"),
    "arsip:versi-gambar": _versi("arsip:versi-gambar", 1),
    "arsip:versi-kecil": _versi("arsip:versi-kecil"),
    "arsip:arsip-pegawai": Rute(
        lambda p, v: reverse("arsip:arsip-pegawai", args=[p.siti.pk]),
        tampak=named,
        untuk=PEMBACA_DAFTAR,
    ),
    "arsip:arsip-saya": Rute(lambda p, v: reverse("arsip:arsip-saya"), tampak=named, untuk=PEMILIK),
    "arsip:paket-unduh": Rute(
        lambda p, v: reverse("arsip:paket-unduh"), tampak=packed, untuk=PEMILIK
    ),
    "arsip:berakhir": Rute(ending, tampak=kind_named, untuk=PETUGAS_ARSIP),
    "arsip_api:paket-berkas": Rute(
        lambda p, v: reverse("arsip_api:paket-berkas"), tampak=packed, untuk=PEMILIK
    ),
    "arsip:cari": Rute(lambda p, v: reverse("arsip:cari") + f"?cari={p.siti.nip}", tampak=named),
    "arsip_api:versi": _versi("arsip_api:versi"),
    "arsip_api:versi-berkas": _versi("arsip_api:versi-berkas"),
    "arsip_api:dokumen": Rute(
        lambda p, v: reverse("arsip_api:dokumen") + f"?pegawai={p.siti.pk}",
        tampak=named,
        untuk=frozenset(ORANG) - {"verifikator kasus"},
    ),
    "arsip_api:versi-gambar": _versi("arsip_api:versi-gambar", 1),
    "arsip_api:versi-kecil": _versi("arsip_api:versi-kecil"),
    "arsip_api:dokumen-versi": Rute(
        lambda p, v: reverse("arsip_api:dokumen-versi", args=[v.dokumen_id]), tampak=named
    ),
    "arsip_api:berakhir": Rute(
        lambda p, v: ending(p, v) and reverse("arsip_api:berakhir"),
        tampak=named,
        untuk=PETUGAS_ARSIP,
    ),
    "arsip_api:cari": Rute(
        lambda p, v: reverse("arsip_api:cari") + f"?cari={p.siti.nip}",
        tampak=named,
    ),
}
TANPA_BERKAS: Final = {
    # who may read, or how much, never what
    "arsip:paket",
    "arsip:ahli-waris",
    "arsip:ahli-waris-akhiri",
    "arsip:keadaan",
    "arsip_api:jenis",
    # the waiting room of the one who sends: nobody else has any of it (test_access)
    "arsip:massal-list",
    "arsip:massal-detail",
    "arsip:massal-kirim",
    "arsip:massal-hasil",
    "arsip:massal-laporan",
    "arsip:unggahan-lihat",
    "arsip:unggahan-cocokkan",
    "arsip:unggahan-buang",
    "arsip:foto-mulai",
    "arsip:foto",
    "arsip:foto-lihat",
    "arsip:foto-halaman",
    "arsip:foto-simpan",
    "arsip:foto-buang",
    "arsip_api:massal",
    "arsip_api:unggahan-cocokkan",
    "arsip_api:unggahan-berkas",
    "arsip_api:unggahan-list",
    "arsip_api:unggahan",
    # the arsiparis: names and kinds, logged; files only of a finished transfer (test_susut)
    "arsip:retensi",
    "arsip:penahanan",
    "arsip:penahanan-akhiri",
    "arsip:susut-baru",
    "arsip:susut-detail",
    "arsip:susut-putuskan",
    "arsip:susut-berkas",
    "arsip_api:pembaca",
    "arsip_api:paket",
    # a form for those who may file
    "arsip_api:dokumen-masa",
    "arsip:dokumen-masa",
}


def test_every_route_of_the_archive_stands_in_the_table() -> None:
    ours = {name for name in ROUTES if name.split(":")[0] in ("arsip", "arsip_api")}
    assert sorted(ours - RUTE.keys() - TANPA_BERKAS) == [], "add them to RUTE"
    assert sorted((RUTE.keys() | TANPA_BERKAS) - ours) == []


@pytest.mark.parametrize("kelas", JENIS)
@pytest.mark.parametrize("nama", RUTE)
def test_each_route_shows_a_paper_to_those_who_may_read_it(
    bersama: Panggung, nama: str, kelas: str
) -> None:
    assert _seen(bersama, nama, kelas) == _may(nama, kelas)


@pytest.mark.parametrize("kelas", ["biasa", "kesehatan"])
@pytest.mark.parametrize("nama", [n for n, rute in RUTE.items() if rute.tampak in (sent, packed)])
def test_on_s3_each_route_sends_a_file_to_the_same_people(
    bersama_s3: Panggung, nama: str, kelas: str
) -> None:
    assert _seen(bersama_s3, nama, kelas) == _may(nama, kelas)


def _seen(panggung: Panggung, nama: str, kelas: str) -> set[str]:
    """Who got the paper when everybody asked."""
    rute, versi = RUTE[nama], panggung.versi[kelas]
    seen = set()
    with transaction.atomic():
        for siapa in ORANG:
            response = panggung.client(siapa).get(rute.alamat(panggung, versi))
            assert response.status_code in (200, 302, 401, 403, 404), siapa
            if rute.tampak(response, versi):
                seen.add(siapa)
            _finish(response)
        transaction.set_rollback(True)
    return seen


def _may(nama: str, kelas: str) -> set[str]:
    untuk = RUTE[nama].untuk
    may = {siapa for siapa, open_to in ORANG.items() if kelas in open_to}
    return may if untuk is None else may & untuk


@pytest.mark.parametrize("nama", ["arsip:versi-unduh", "arsip:versi-gambar"])
@pytest.mark.parametrize("siapa", ["operator unit", "atasan", "operator unit lain"])
def test_a_file_sent_leaves_one_trace_and_a_file_refused_none(
    bersama: Panggung, nama: str, siapa: str
) -> None:
    versi = bersama.versi["biasa"]
    with transaction.atomic():
        _finish(bersama.client(siapa).get(RUTE[nama].alamat(bersama, versi)))
        rows = list(JejakAkses.objects.filter(objek_id=versi.pk))
        transaction.set_rollback(True)
    assert len(rows) == ("biasa" in ORANG[siapa])
    assert all(r.pengguna_id == bersama.akun[siapa].pk for r in rows)
    assert all(r.pegawai_id == bersama.siti.pk for r in rows)


def test_documents_and_versions_are_seen_by_the_same_people(bersama: Panggung) -> None:
    """But for a case, which opens single versions."""
    today = timezone.localdate()
    for siapa, akun in bersama.akun.items():
        if siapa == "verifikator kasus":
            continue
        versions = set(versi_visible_to(akun, today=today).values_list("dokumen", flat=True))
        documents = set(dokumen_visible_to(akun, today=today).values_list("pk", flat=True))
        assert versions == documents, siapa


# What changes in time


@pytest.fixture
def panggung(settings: Any, tmp_path: Path) -> Panggung:
    """A scene of its own, whatever store the tables above still hold open."""
    storage = environment.storage(tmp_path.as_uri())
    settings.STORAGES = {**django_settings.STORAGES, "default": storage}
    return make()


def visible(panggung: Panggung, akun: Pengguna) -> set[str]:
    found = versi_visible_to(akun, today=timezone.localdate()).values_list("pk", flat=True)
    return {nama for nama, versi in panggung.versi.items() if versi.pk in set(found)}


def test_who_moved_away_is_out_of_the_old_units_sight(panggung: Panggung) -> None:
    lain = UnitKerjaFactory(induk=panggung.akar)
    baru = petugas(Peran.OPERATOR_OPD, lain)
    today = timezone.localdate()
    panggung.siti.penempatan.update(sampai=today - timedelta(days=1))
    panggung.siti.penempatan.create(unit=lain, mulai=today)
    assert visible(panggung, panggung.akun["operator unit"]) == set()
    assert visible(panggung, baru) == set(OPERATOR)
    assert visible(panggung, panggung.akun["pemilik"]) == set(SEMUA)


def test_who_is_placed_nowhere_belongs_to_those_over_the_whole(panggung: Panggung) -> None:
    pusat = petugas(Peran.OPERATOR_OPD, panggung.akar)
    panggung.siti.penempatan.update(sampai=timezone.localdate() - timedelta(days=1))
    assert visible(panggung, panggung.akun["operator di atasnya"]) == set()
    assert visible(panggung, pusat) == set(OPERATOR)


def test_the_duties_of_a_closed_unit_pass_to_its_successor_from_that_day(
    panggung: Panggung,
) -> None:
    today = timezone.localdate()
    antara = UnitKerjaFactory(induk=panggung.akar)
    pengganti = UnitKerjaFactory(induk=panggung.akar)
    operator = petugas(Peran.OPERATOR_OPD, pengganti)
    units = UnitKerja.objects
    units.filter(pk=antara.pk).update(pengganti=pengganti, ditutup_tanggal=today)
    units.filter(pk=panggung.sekolah.pk).update(
        pengganti=antara, ditutup_tanggal=today + timedelta(days=1)
    )
    assert visible(panggung, operator) == set()
    units.filter(pk=panggung.sekolah.pk).update(ditutup_tanggal=today)
    assert visible(panggung, operator) == set(OPERATOR)
    assert visible(panggung, panggung.akun["operator unit"]) == set(OPERATOR)


def test_a_new_superior_takes_the_place_of_the_old_one(panggung: Panggung) -> None:
    assert visible(panggung, panggung.akun["atasan"]) == {"biasa"}
    baru = _superior(panggung.siti, panggung.sekolah, 0, None)
    assert visible(panggung, baru) == {"biasa"}
    assert visible(panggung, panggung.akun["atasan"]) == set()


def test_who_retired_keeps_the_own_file_to_read(panggung: Panggung) -> None:
    Pegawai.objects.filter(pk=panggung.siti.pk).update(kedudukan=Kedudukan.PENSIUN)
    panggung.siti.penempatan.update(sampai=timezone.localdate() - timedelta(days=1))
    client = panggung.client("pemilik")
    for kelas, versi in panggung.versi.items():
        response = client.get(reverse("arsip:versi-unduh", args=[versi.pk]))
        _finish(response)
        assert response.status_code == 200, kelas
    page = client.get(reverse("arsip:arsip-saya"))
    assert page.context["form"] is None
    data = {"jenis": "SK_PNS", "berkas": [unggahan(pdf(teks="baru"))]}
    assert client.post(reverse("arsip:arsip-saya"), data).status_code == 404
    assert VersiDokumen.objects.filter(dokumen__pegawai=panggung.siti).count() == len(JENIS)


def test_a_class_made_narrower_closes_what_was_open(panggung: Panggung) -> None:
    from arsip.models import KetentuanJenis

    KetentuanJenis.objects.create(
        jenis_id="KTP",
        berlaku_mulai=timezone.localdate(),
        kerahasiaan="KESEHATAN",
        kelas_retensi="IDENTITAS",
        dasar_hukum="Contoh",
    )
    assert visible(panggung, panggung.akun["operator unit"]) == set(OPERATOR) - {"terbatas"}
    assert visible(panggung, panggung.akun["petugas disiplin"]) == set(SEMUA)


def test_an_officer_does_not_file_what_they_may_not_read(panggung: Panggung) -> None:
    client = panggung.client("operator unit")
    url = reverse("arsip:arsip-pegawai", args=[panggung.siti.pk])
    page = client.get(url).content.decode()
    assert "SK_PNS" in page
    assert "SK_HUKDIS" not in page  # neither offered nor named among the missing
    response = client.post(url, {"jenis": "SK_HUKDIS", "berkas": [unggahan(pdf(teks="x"))]})
    assert response.status_code == 422
    from arsip.errors import KelasTertutupError

    with pytest.raises(KelasTertutupError):
        dokumen_upload(
            pegawai_id=panggung.siti.pk,
            jenis_kode="SK_HUKDIS",
            kunci="",
            files=[unggahan(pdf(teks="x"))],
            actor=panggung.akun["operator unit"],
            now=timezone.now(),
        )


# Heirs


def warisan(panggung: Panggung, **fields: Any) -> AksesAhliWaris:
    today = timezone.localdate()
    values: dict[str, Any] = {
        "pegawai_id": panggung.siti.pk,
        "nama_masuk": panggung.akun["tanpa pegawai"].nama_masuk,
        "hubungan": "Anak",
        "mulai": today,
        "sampai": today + timedelta(days=90),
        "dasar": "Surat keterangan ahli waris 1/2026",
        "actor": panggung.akun["admin"],
        "now": timezone.now(),
    }
    return akses_ahli_waris_grant(**{**values, **fields})


@pytest.fixture
def wafat(panggung: Panggung) -> Panggung:
    Pegawai.objects.filter(pk=panggung.siti.pk).update(kedudukan=Kedudukan.MENINGGAL)
    return panggung


def test_an_heir_reads_what_a_survivors_pension_stands_on_until_the_last_day(
    wafat: Panggung,
) -> None:
    akun = wafat.akun["tanpa pegawai"]
    assert visible(wafat, akun) == set()
    akses = warisan(wafat)
    assert visible(wafat, akun) == {"biasa", "terbatas", "keuangan"}
    client = wafat.client("tanpa pegawai")
    page = client.get(reverse("arsip:arsip-saya")).content.decode()
    url = reverse("arsip:arsip-pegawai", args=[wafat.siti.pk])
    assert url in page
    listed = client.get(url)
    assert str(wafat.versi["terbatas"].pk) in listed.content.decode()
    assert str(wafat.versi["hukdis"].pk) not in listed.content.decode()
    assert listed.context["form"] is None
    AksesAhliWaris.objects.filter(pk=akses.pk).update(
        sampai=timezone.localdate() - timedelta(days=1)
    )
    assert visible(wafat, akun) == set()


def test_an_heir_can_be_sent_away_and_the_row_stays(wafat: Panggung) -> None:
    akses = warisan(wafat)
    akses_ahli_waris_end(akses_id=akses.pk, actor=wafat.akun["admin"], now=timezone.now())
    akses.refresh_from_db()
    assert akses.sampai == timezone.localdate()
    with pytest.raises(NotFoundError):
        akses_ahli_waris_end(
            akses_id=akses.pk, actor=wafat.akun["operator unit"], now=timezone.now()
        )


def test_nobody_is_the_heir_of_the_living(panggung: Panggung) -> None:
    from arsip.errors import AhliWarisError

    with pytest.raises(AhliWarisError):
        warisan(panggung)


@pytest.mark.parametrize(
    "salah",
    [{"sampai": timedelta(days=-1)}, {"sampai": timedelta(days=800)}, {"nama_masuk": "tidak.ada"}],
)
def test_an_heir_is_let_in_for_two_years_at_most_and_by_an_account(
    wafat: Panggung, salah: dict[str, Any]
) -> None:
    from arsip.errors import AhliWarisError

    fields = {
        k: timezone.localdate() + v if isinstance(v, timedelta) else v for k, v in salah.items()
    }
    with pytest.raises(AhliWarisError):
        warisan(wafat, **fields)


def test_the_form_for_heirs_works_without_javascript(wafat: Panggung) -> None:
    url = reverse("arsip:ahli-waris", args=[wafat.siti.pk])
    client = wafat.client("admin")
    data = {
        "nama_masuk": wafat.akun["rekan seunit"].nama_masuk,
        "hubungan": "Anak",
        "mulai": "25-11-2026",
        "sampai": "25-12-2026",
        "dasar": "Surat 1",
    }
    assert client.post(url, {**data, "sampai": "25-10-2026"}).status_code == 422
    assert client.post(url, data).status_code == 302
    assert wafat.akun["rekan seunit"].nama in client.get(url).content.decode()
    assert wafat.client("operator unit").get(url).status_code == 404
