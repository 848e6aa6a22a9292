"""The catalogue of services: versions in force, who may ask for what, which papers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from kepegawaian.models import (
    Jabatan,
    Keluarga,
    Layanan,
    Profil,
    RiwayatPmk,
    Syarat,
    Usulan,
    VersiLayanan,
)
from kepegawaian.rules.katalog import JenisIsian, Pengusul
from kepegawaian.rules.layanan import (
    AturanLayanan,
    KeadaanLayanan,
    Kelayakan,
    Perkara,
    kelayakan,
)
from kepegawaian.rules.nominatif import Peramal
from kepegawaian.rules.syarat import ButirDiminta, FaktaSyarat, SyaratBaris, butir_required
from kepegawaian.rules.usulan import FINAL, Status
from kepegawaian.selectors.aturan import PustakaAturan
from kepegawaian.selectors.fakta import fakta_of
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import Pegawai, UnitKerja
from sitamu.inti.rules.teks import nama_kunci, tanggal_panjang

PENSIUN: Final = "PENSIUN"  # the kelompok of which somebody gets one in a life


def layanan_in_force(kode: str, *, on: date) -> VersiLayanan:
    """The version of a service in force on that day; raises DataKurangError."""
    row = (
        VersiLayanan.objects.filter(layanan=kode, berlaku_mulai__lte=on)
        .select_related("layanan")
        .order_by("-berlaku_mulai")
        .first()
    )
    if row is None or (row.berlaku_sampai is not None and row.berlaku_sampai < on):
        raise DataKurangError(f"layanan {kode} pada {on:%d-%m-%Y}")
    return row


def syarat_rows(versi: VersiLayanan) -> list[SyaratBaris]:
    """The papers a version of a service asks for, as the rules see them."""
    return [
        SyaratBaris(
            kode=s.kode,
            nama=s.nama,
            jenis_dokumen=s.jenis_dokumen_id,
            kondisi=s.kondisi,
            tahun_ke_belakang=s.tahun_ke_belakang,
            urutan=s.urutan,
        )
        for s in Syarat.objects.filter(versi_layanan=versi)
    ]


def syarat_fakta(
    pegawai_ids: Sequence[UUID], *, on: date, golongan: str = ""
) -> dict[UUID, FaktaSyarat]:
    """Answers to the conditions of the catalogue for many people, in three queries.

    `golongan`: held before what is proposed, for the papers that a crossing asks for.
    """
    pmk = set(
        RiwayatPmk.objects.filter(pegawai__in=pegawai_ids).values_list("pegawai_id", flat=True)
    )
    kawin = dict(
        Profil.objects.filter(pegawai__in=pegawai_ids).values_list("pegawai_id", "status_kawin")
    )
    pasangan: Counter[UUID] = Counter()
    anak: dict[UUID, list[date]] = {}
    for pegawai_id, hubungan, lahir in Keluarga.objects.filter(pegawai__in=pegawai_ids).values_list(
        "pegawai_id", "hubungan", "tanggal_lahir"
    ):
        if hubungan == "pasangan":
            pasangan[pegawai_id] += 1
        elif lahir is not None:
            anak.setdefault(pegawai_id, []).append(lahir)
    return {
        pegawai_id: FaktaSyarat(
            ada_pmk=pegawai_id in pmk,
            ada_pasangan=bool(pasangan[pegawai_id]),
            pernah_cerai=kawin.get(pegawai_id, "").startswith("Cerai"),
            lahir_anak=tuple(anak.get(pegawai_id, ())),
            ada_npwp=False,
            pada=on,
            golongan=golongan,
        )
        for pegawai_id in pegawai_ids
    }


def butir_diminta(
    pegawai_ids: Sequence[UUID], versi: VersiLayanan, *, on: date, golongan: str = ""
) -> dict[UUID, list[ButirDiminta]]:
    """What the service asks of each of these people on that day."""
    rows = syarat_rows(versi)
    return {
        pegawai_id: butir_required(rows, fakta, tahun_terakhir=on.year - 1)
        for pegawai_id, fakta in syarat_fakta(pegawai_ids, on=on, golongan=golongan).items()
    }


def katalog_in_force(*, on: date) -> list[VersiLayanan]:
    """The version in force of every service, in the order of the catalogue; one query."""
    rows = (
        VersiLayanan.objects.filter(berlaku_mulai__lte=on)
        .select_related("layanan")
        .order_by("layanan_id", "-berlaku_mulai")
        .distinct("layanan_id")
    )
    open_rows = [r for r in rows if r.berlaku_sampai is None or r.berlaku_sampai >= on]
    return sorted(open_rows, key=lambda r: (r.layanan.urutan, r.layanan.nama))


def aturan_layanan(law: PustakaAturan) -> AturanLayanan:
    """The law of the services besides the forecasts; raises DataKurangError."""
    return AturanLayanan(
        hak=law.syarat_hak,
        mpp=law.mpp,
        spesialis=law.syarat_kp("KP_SPESIALIS"),
        prestasi=law.syarat_kp("KP_PRESTASI"),
        penemuan=law.syarat_kp("KP_PENEMUAN"),
        diperbantukan=law.syarat_kp("KP_DIPERBANTUKAN"),
        tugas_belajar=law.syarat_kp("KP_TUGAS_BELAJAR"),
        ijazah=law.kp_ijazah,
        pengabdian=law.kp_pengabdian,
    )


def perkara_of(pegawai: Pegawai, *, today: date) -> Perkara:
    """A person before the law of today, for any number of services."""
    law = PustakaAturan(pada=today)
    return Perkara(
        fakta=fakta_of(pegawai, today=today),
        peramal=Peramal(law.nominatif, today=today),
        aturan=aturan_layanan(law),
        today=today,
        bulan=0,
    )


def kelayakan_of(versi: VersiLayanan, perkara: Perkara, *, tmt: date | None = None) -> Kelayakan:
    """Whether a version of a service may be proposed in this matter, its history left aside.

    `tmt`: the day that was asked for, when there is one.
    """
    judged = replace(perkara, bulan=versi.paling_cepat_bulan, tmt=tmt)
    return kelayakan(versi.aturan, versi.untuk, judged)


def usulan_seen(pegawai_id: UUID) -> list[Usulan]:
    """Proposals of a person that run, or that ended in a letter that stands; one query."""
    return list(
        Usulan.objects.filter(pegawai=pegawai_id)
        .exclude(status__in=FINAL - {Status.TERBIT})
        .exclude(sk__dicabut_pada__isnull=False)
        .select_related("layanan")
        .order_by("-dibuat_pada")
    )


def usulan_same(seen: Iterable[Usulan], layanan: Layanan) -> Usulan | None:
    """The running one that keeps another of this service from being opened."""
    for usulan in seen:
        same = usulan.layanan_id == layanan.pk
        kelompok = layanan.kelompok and usulan.layanan.kelompok == layanan.kelompok
        if (same or kelompok) and Status(usulan.status) not in FINAL:
            return usulan
    return None


def usulan_issued(seen: Iterable[Usulan], layanan: Layanan, tmt: date | None) -> Usulan | None:
    """The one whose SK already gave what is asked for: of the same TMT, or any pension."""
    for usulan in seen:
        if Status(usulan.status) is not Status.TERBIT:
            continue
        if layanan.kelompok == PENSIUN and usulan.layanan.kelompok == PENSIUN:
            return usulan
        if tmt is not None and usulan.layanan_id == layanan.pk and usulan.tmt == tmt:
            return usulan
    return None


@dataclass(frozen=True, slots=True)
class Penawaran:
    """One service for one person: how it stands, and the proposal that runs."""

    versi: VersiLayanan
    kelayakan: Kelayakan
    berjalan: Usulan | None = None


def layanan_offered(pegawai: Pegawai, pengusul: Pengusul, *, today: date) -> list[Penawaran]:
    """Every service that `pengusul` may open for this person, with its state; fixed queries.

    Services for another kind of people are left out.
    """
    perkara, seen = perkara_of(pegawai, today=today), usulan_seen(pegawai.pk)
    found = []
    for versi in katalog_in_force(on=today):
        if pengusul.value not in versi.pengusul or pegawai.jenis not in versi.untuk:
            continue
        found.append(_offer(versi, perkara, seen))
    return found


def _offer(versi: VersiLayanan, perkara: Perkara, seen: Sequence[Usulan]) -> Penawaran:
    if running := usulan_same(seen, versi.layanan):
        teks = f"Usulan {running.nomor} ({running.layanan.nama}) sedang berjalan."
        found = Kelayakan(KeadaanLayanan.BERJALAN, teks, "sedang_berjalan")
        return Penawaran(versi, found, running)
    found = kelayakan_of(versi, perkara)
    if found.dapat and (done := usulan_issued(seen, versi.layanan, found.tmt)):
        teks = f"Sudah terbit dari usulan {done.nomor}"
        teks += f", TMT {tanggal_panjang(done.tmt)}." if done.tmt else "."
        found = Kelayakan(KeadaanLayanan.BELUM, teks, "sk_sudah_terbit")
    return Penawaran(versi, found)


# Long lists, by name

CARI_MAKS: Final = 8


def unit_named(teks: str) -> list[tuple[str, str]]:
    """Id and name of open units whose name holds `teks`, or of the unit with that id."""
    rows = UnitKerja.objects.filter(ditutup_tanggal=None)
    return _named(rows.filter(nama_kunci__contains=nama_kunci(teks)), rows, teks)


def jabatan_named(teks: str) -> list[tuple[str, str]]:
    """Id and name of posts whose name holds `teks`, or of the post with that id."""
    rows = Jabatan.objects.all()
    return _named(rows.filter(nama__icontains=teks.strip()), rows, teks)


def _named(found: QuerySet[Any], rows: QuerySet[Any], teks: str) -> list[tuple[str, str]]:
    if not teks.strip():
        return []
    try:
        found = rows.filter(pk=UUID(teks))
    except ValueError:
        found = found.order_by("nama")
    return [(str(pk), nama) for pk, nama in found.values_list("pk", "nama")[:CARI_MAKS]]


CARI: Final = {JenisIsian.UNIT: unit_named, JenisIsian.JABATAN: jabatan_named}
"""How a question finds what it names."""
