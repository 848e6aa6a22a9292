"""Undoing a whole load: everything as before, or refused with what stands on it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pghistory
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from kepegawaian.errors import MuatanHeldError
from kepegawaian.models import (
    Keluarga,
    Profil,
    RahasiaMuatan,
    RiwayatGolongan,
    Usulan,
)
from kepegawaian.selectors.layanan import layanan_in_force
from kepegawaian.services.impor.antrean import impor_submit, impor_work_off
from kepegawaian.services.impor.batal import undo_preview, undo_submit
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import (
    JejakAkses,
    Outbox,
    Pegawai,
    Pekerjaan,
    Penempatan,
    Pengguna,
    UnitKerja,
)
from sitamu.inti.models.dasar import MuatanModel
from sitamu.inti.rules.hak import Hak, Peran
from tests.factories.impor import (
    BUDI,
    DINAS,
    PEMDA,
    SEKOLAH,
    SITI,
    UNITS,
    Write,
    every_list,
    orang,
    penulis,
    unit,
)
from tests.factories.inti import PenggunaFactory, UnitKerjaFactory, beri_hak, petugas

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return penulis(tmp_path)


@pytest.fixture
def admin() -> Pengguna:
    return petugas(Peran.ADMIN, UnitKerjaFactory(id=UUID(PEMDA), jalur="0000."))


@pytest.fixture
def load(admin: Pengguna) -> Callable[..., Pekerjaan]:
    def run(*paths: Path) -> Pekerjaan:
        files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
        job = impor_submit(kunci=uuid4(), files=files, actor=admin, now=NOW)
        return worked_off(job)

    return run


def worked_off(job: Pekerjaan) -> Pekerjaan:
    impor_work_off(now=NOW)
    job.refresh_from_db()
    return job


def undo(job: Pekerjaan, admin: Pengguna) -> Pekerjaan:
    undoing = undo_submit(job_id=job.pk, alasan="Berkas bulan lalu", actor=admin, now=NOW)
    return worked_off(undoing)


def stands(job: Pekerjaan, admin: Pengguna) -> list[str]:
    """What forbids the undoing, which asking for it must say too."""
    hambatan = undo_preview(job_id=job.pk, actor=admin, now=NOW).hambatan
    if hambatan:
        with pytest.raises(MuatanHeldError) as refused:
            undo_submit(job_id=job.pk, alasan="x", actor=admin, now=NOW)
        assert list(refused.value.hambatan) == hambatan
    return hambatan


def record() -> dict[str, list[dict[str, Any]]]:
    """All that lists are loaded into, secrets opened."""
    return {
        model.__name__: sorted(model._default_manager.values(), key=str)
        for model in apps.get_models()
        if issubclass(model, MuatanModel) and model is not RahasiaMuatan
    }


def test_a_first_load_is_undone_without_a_trace_in_the_record(
    write: Write, admin: Pengguna, load: Callable[..., Pekerjaan]
) -> None:
    before = record()
    job = load(*every_list(write).values())
    assert Pegawai.objects.count() == 3
    akibat = undo_preview(job_id=job.pk, actor=admin, now=NOW)
    assert akibat.hambatan == []
    assert (akibat.dihapus["pegawai"], akibat.dihapus["riwayat golongan"]) == (3, 2)
    undoing = undo(job, admin)
    assert undoing.status == "SELESAI"
    assert record() == before
    assert undoing.hasil["dihapus"] == akibat.dihapus


def test_a_second_load_is_undone_back_to_the_first(
    write: Write, admin: Pengguna, load: Callable[..., Pekerjaan]
) -> None:
    first = load(*every_list(write).values())
    before = record()
    changed = {"NAMA": "Siti A.", "NPWP NOMOR": "777", "UNOR ID": SEKOLAH, "EMAIL": "s@x.id"}
    later = load(
        write("unit", *UNITS[:2], unit(SEKOLAH, "SD Negeri 1", DINAS)),
        write("pegawai", orang(**changed, **{"TMT JABATAN": "01-06-2025"}), orang(BUDI, BPJS="9")),
        write(
            "tambahan",
            {"NIP": SITI, "NAMA BANK": "BRI", "NOMOR REKENING": "0099", "KELAS JABATAN": 7},
        ),
        write(
            "golongan",
            {
                "NIP": BUDI,
                "GOLONGAN": "III/d",
                "TMT": "01-04-2024",
                "MKG TAHUN": 9,
                "MKG BULAN": 0,
                "NOMOR SK": "1",
                "JENIS KP": "Reguler",
            },
        ),
    )
    assert later.hasil["berubah"] > 5
    profil = Profil.objects.get(pegawai__nip=SITI)
    assert (profil.npwp, profil.rekening) == ("777", "0099")
    assert Penempatan.objects.filter(pegawai__nip=SITI).count() == 2
    assert stands(first, admin) != []
    undoing = undo(later, admin)
    assert (undoing.status, undoing.hasil["dikembalikan"]["nomor rahasia"]) == ("SELESAI", 3)
    assert record() == before
    assert (
        JejakAkses.objects.filter(aksi="rahasia_diubah", rincian__sumber="impor_batal").count() == 2
    )
    # Nothing stands on the first any more: loads come off in the order in which they came.
    assert stands(first, admin) == []
    last = undo(first, admin)
    assert (last.status, last.hasil.get("hambatan")) == ("SELESAI", None)
    assert not Pegawai.objects.exists()


def test_an_undone_load_may_be_loaded_again(
    write: Write, admin: Pengguna, load: Callable[..., Pekerjaan]
) -> None:
    files = every_list(write).values()
    undo(load(*files), admin)
    again = load(*files)
    assert Pegawai.objects.count() == 3
    assert stands(again, admin) == []


def test_the_undoing_says_who_when_and_why_and_leaves_a_trail(
    write: Write, admin: Pengguna, load: Callable[..., Pekerjaan]
) -> None:
    job = load(write("unit", *UNITS), write("pegawai", orang()))
    undoing = undo(job, admin)
    assert (undoing.oleh, undoing.masukan["alasan"]) == (admin, "Berkas bulan lalu")
    assert undoing.selesai_pada
    trail = apps.get_model("inti", "PegawaiEvent").objects.get()
    assert (trail.pgh_label, trail.nip) == ("delete", SITI)
    assert trail.pgh_context["pekerjaan_id"] == str(undoing.pk)
    assert trail.pgh_context["pengguna_id"] == str(admin.pk)


def test_loading_and_undoing_tell_those_who_compute_from_the_record(
    write: Write, admin: Pengguna, load: Callable[..., Pekerjaan]
) -> None:
    job = load(write("unit", *UNITS), write("pegawai", orang()))
    undoing = undo(job, admin)
    told = Outbox.objects.filter(nama="PegawaiDimuat").values_list("isi__pekerjaan_id", flat=True)
    assert set(told) == {str(job.pk), str(undoing.pk)}


def test_asking_twice_is_one_undoing_and_an_undone_load_is_not_undone_again(
    write: Write, admin: Pengguna, load: Callable[..., Pekerjaan]
) -> None:
    job = load(write("unit", *UNITS))
    asked = [undo_submit(job_id=job.pk, alasan="salah", actor=admin, now=NOW).pk for _ in range(2)]
    assert asked[0] == asked[1]
    worked_off(Pekerjaan.objects.get(pk=asked[0]))
    assert undo_submit(job_id=job.pk, alasan="lagi", actor=admin, now=NOW).pk == asked[0]
    hambatan = undo_preview(job_id=job.pk, actor=admin, now=NOW).hambatan
    assert hambatan == ["Muatan ini sudah dibatalkan, atau pembatalannya sedang berjalan."]


# What stands on a load


def person() -> Pegawai:
    return Pegawai.objects.get(nip=SITI)


def account(_: Write, __: Callable[..., Pekerjaan]) -> None:
    siti = person()
    siti.pengguna = PenggunaFactory()
    siti.save(update_fields=["pengguna"])


def proposal(_: Write, __: Callable[..., Pekerjaan]) -> None:
    versi = layanan_in_force("PENSIUN_BUP", on=date(2026, 11, 25))
    Usulan.objects.create(
        nomor="USL-K7M2",
        layanan=versi.layanan,
        versi_layanan=versi,
        pegawai=person(),
        unit_kerja_id=PEMDA,
        status="DRAF",
        tmt=date(2027, 6, 1),
        dibuat_oleh=PenggunaFactory(),
    )


def correction(_: Write, __: Callable[..., Pekerjaan]) -> None:
    Keluarga.objects.update(nama="Anak Satu")


def removal(_: Write, __: Callable[..., Pekerjaan]) -> None:
    RiwayatGolongan.objects.filter(pegawai=person()).delete()


def placement(_: Write, __: Callable[..., Pekerjaan]) -> None:
    row = Penempatan.objects.get(pegawai=person())
    Penempatan.objects.create(
        pegawai_id=row.pegawai_id, unit_id=DINAS, mulai=date(1990, 1, 1), sampai=date(1990, 2, 1)
    )


def right(_: Write, __: Callable[..., Pekerjaan]) -> None:
    beri_hak(PenggunaFactory(), Hak.USULAN_VIEW, unit=UnitKerja.objects.get(pk=DINAS))


def later_row(write: Write, load: Callable[..., Pekerjaan]) -> None:
    load(write("skp", {"NIP": SITI, "TAHUN": 2024, "PREDIKAT KINERJA": "Baik"}, name="skp2.xlsx"))


def later_change(write: Write, load: Callable[..., Pekerjaan]) -> None:
    load(write("skp", {"NIP": SITI, "TAHUN": 2025, "PREDIKAT KINERJA": "Kurang"}))


def later_secret(write: Write, load: Callable[..., Pekerjaan]) -> None:
    load(write("tambahan", {"NIP": SITI, "NOMOR REKENING": "0077"}))


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (account, "1 pegawai dari muatan ini sudah punya akun."),
        (proposal, "1 usulan mengacu ke pegawai dari muatan ini."),
        (correction, "1 anggota keluarga diubah sesudah muatan ini."),
        (removal, "1 riwayat golongan diubah sesudah muatan ini."),
        (placement, "1 penempatan mengacu ke pegawai dari muatan ini."),
        (right, "1 pemberian hak mengacu ke unit kerja dari muatan ini."),
        (later_row, "1 riwayat SKP mengacu ke pegawai dari muatan ini."),
        (later_change, "1 riwayat SKP diubah sesudah muatan ini."),
        (
            later_secret,
            "1 nomor rahasia yang diganti muatan lain mengacu ke profil dari muatan ini.",
        ),
    ],
)
def test_what_stands_on_a_load_forbids_its_undoing(
    write: Write,
    admin: Pengguna,
    load: Callable[..., Pekerjaan],
    act: Callable[[Write, Callable[..., Pekerjaan]], None],
    reason: str,
) -> None:
    job = load(*every_list(write).values())
    assert stands(job, admin) == []
    with pghistory.context(sumber="orang"):  # a load's context lasts as long as its transaction
        act(write, load)
    assert reason in stands(job, admin)
    assert not Pekerjaan.objects.filter(jenis="impor_batal").exists()


def test_a_secret_replaced_again_forbids_the_undoing_of_the_load_before(
    write: Write, admin: Pengguna, load: Callable[..., Pekerjaan]
) -> None:
    load(*every_list(write).values())
    second = load(write("tambahan", {"NIP": SITI, "NOMOR REKENING": "0077"}))
    third = load(write("tambahan", {"NIP": SITI, "NOMOR REKENING": "0088"}))
    assert stands(second, admin) == [
        "1 nomor rahasia (NIK, NPWP, BPJS, rekening) diganti sesudahnya."
    ]
    undo(third, admin)
    assert Profil.objects.get(pegawai__nip=SITI).rekening == "0077"


def test_what_came_to_stand_after_it_was_asked_for_refuses_it_with_the_reason(
    write: Write, admin: Pengguna, load: Callable[..., Pekerjaan]
) -> None:
    job = load(*every_list(write).values())
    undoing = undo_submit(job_id=job.pk, alasan="salah", actor=admin, now=NOW)
    account(write, load)
    assert worked_off(undoing).status == "GAGAL"
    assert "1 pegawai dari muatan ini sudah punya akun." in undoing.hasil["hambatan"]
    assert Pegawai.objects.count() == 3
    assert stands(job, admin) != []  # and it may be asked for again


def test_a_load_that_brought_nothing_cannot_be_undone(
    write: Write, admin: Pengguna, load: Callable[..., Pekerjaan]
) -> None:
    job = load(write("unit", *UNITS), write("pegawai", orang(**{"TMT CPNS": "=A1"})))
    assert job.status == "GAGAL"
    assert stands(job, admin) == ["Hanya muatan yang selesai dapat dibatalkan."]


def test_only_who_may_load_may_undo(
    write: Write, admin: Pengguna, load: Callable[..., Pekerjaan]
) -> None:
    job = load(write("unit", *UNITS))
    other = petugas(Peran.VERIFIKATOR, UnitKerja.objects.get(induk=None))
    with pytest.raises(NotAllowedError):
        undo_submit(job_id=job.pk, alasan="x", actor=other, now=NOW)
    with pytest.raises(NotFoundError):
        undo_preview(job_id=job.pk, actor=other, now=NOW)
