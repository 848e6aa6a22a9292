"""The lists for pages, exports and the API: stored forecasts inside the asker's scope.

    rows = nominatif_visible_to(user, today=today, jenis=JenisNominatif.KGB, sampai=…)
    page = Paginator(rows, 25).page(1)
    shown = nominatif_baris(page.object_list, jenis=…, today=today)

A page costs a count, the rows, and a fixed number of queries for the papers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from arsip.selectors import arsip_ringkas
from kepegawaian.models import HitungNominatif, Nominatif, RiwayatGolongan, RiwayatJabatan
from kepegawaian.rules.fakta import FaktaPegawai
from kepegawaian.rules.nominatif import JenisNominatif, Keadaan, Peramal, Perkiraan
from kepegawaian.rules.syarat import ButirDiminta, FaktaSyarat, SyaratBaris, butir_required
from kepegawaian.selectors.aturan import PustakaAturan
from kepegawaian.selectors.fakta import fakta_load, fakta_of
from kepegawaian.selectors.layanan import butir_diminta, layanan_in_force
from kepegawaian.selectors.pensiun import PENSIUN_BUP
from sitamu.inti.models import (
    SUDAH_BERAKHIR,
    JenisPegawai,
    Pegawai,
    Pekerjaan,
    Penempatan,
    Pengguna,
    StatusPekerjaan,
)
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.rules.teks import nama_kunci
from sitamu.inti.selectors import in_force, nilai, pegawai_visible_to

HITUNG_SEMUA: Final = "nominatif_hitung"  # kind of Pekerjaan: everybody was computed


def nominatif_candidates(scope: QuerySet[Pegawai] | None = None) -> QuerySet[Pegawai]:
    """ASN still in service, who are in the lists."""
    people = Pegawai.objects.all() if scope is None else scope
    return people.exclude(jenis=JenisPegawai.TKD).exclude(kedudukan__in=SUDAH_BERAKHIR)


def peramal_in_force(*, today: date) -> Peramal:
    """The rules of all lists as in force on `today`; raises DataKurangError."""
    return Peramal(PustakaAturan(pada=today).nominatif, today=today)


def nominatif_visible_to(
    user: Pengguna,
    *,
    today: date,
    jenis: JenisNominatif,
    dari: date | None = None,
    sampai: date | None = None,
    tahun: int | None = None,
    bulan: int | None = None,
    keadaan: Iterable[Keadaan] = (),
    unit_jalur: str = "",
    cari: str = "",
) -> QuerySet[Nominatif]:
    """Rows of one list over the people placed in units where `user` holds NOMINATIF_VIEW.

    `dari`..`sampai`: TMT, inclusive; with either, rows without a TMT (data kurang) are left out.
    `tahun`, `bulan` (1-12): of the TMT. `keadaan`: any of these, empty for all. `unit_jalur`: path
    of a unit, with all below it. `cari`: part of a name, or the first digits of a NIP.
    By TMT, then name; each row has `pegawai`, and `unit_id`, `unit_nama`, `jabatan_nama`,
    `golongan_kini` of today.
    """
    people = nominatif_candidates(pegawai_visible_to(user, today=today, hak=Hak.NOMINATIF_VIEW))
    if cari:
        digits = cari.replace(" ", "")
        people = people.filter(Q(nama_kunci__contains=nama_kunci(cari)) | Q(nip__startswith=digits))
    if unit_jalur:
        below = Penempatan.objects.filter(in_force(today), unit__jalur__startswith=unit_jalur)
        people = people.filter(pk__in=below.values("pegawai_id"))
    rows = Nominatif.objects.filter(jenis=jenis.value, pegawai__in=people.values("pk"))
    if dari is not None:
        rows = rows.filter(tmt__gte=dari)
    if sampai is not None:
        rows = rows.filter(tmt__lte=sampai)
    if tahun is not None:
        rows = rows.filter(tmt__year=tahun)
    if bulan is not None:
        rows = rows.filter(tmt__month=bulan)
    if wanted := [k.value for k in keadaan]:
        rows = rows.filter(keadaan__in=wanted)
    return _shown(rows, today=today)


def nominatif_of(pegawai: Pegawai, *, today: date) -> QuerySet[Nominatif]:
    """What comes next for one person, soonest first: for their own pages."""
    return _shown(Nominatif.objects.filter(pegawai=pegawai), today=today)


def _shown(rows: QuerySet[Nominatif], *, today: date) -> QuerySet[Nominatif]:
    place = Penempatan.objects.filter(in_force(today), pegawai=OuterRef("pegawai_id"))
    post = RiwayatJabatan.objects.filter(pegawai=OuterRef("pegawai_id"), tmt__lte=today)
    rank = RiwayatGolongan.objects.filter(pegawai=OuterRef("pegawai_id"), tmt__lte=today)
    return (
        rows.select_related("pegawai")
        .annotate(
            unit_id=Subquery(place.values("unit_id")[:1]),
            unit_nama=Subquery(place.values("unit__nama")[:1]),
            jabatan_nama=Subquery(post.order_by("-tmt").values("jabatan__nama")[:1]),
            golongan_kini=Subquery(rank.order_by("-tmt").values("golongan")[:1]),
        )
        .order_by(F("tmt").asc(nulls_last=True), "pegawai__nama_kunci", "pegawai_id")
    )


def jenis_of(pegawai: Pegawai) -> tuple[JenisNominatif, ...]:
    """The kinds that can come for this person; none once the service has ended."""
    if pegawai.kedudukan in SUDAH_BERAKHIR:
        return ()
    if pegawai.jenis == JenisPegawai.PPPK:
        return JenisNominatif.KGB, JenisNominatif.KONTRAK
    if pegawai.jenis in (JenisPegawai.PNS, JenisPegawai.CPNS):
        return JenisNominatif.PENSIUN, JenisNominatif.PANGKAT, JenisNominatif.KGB
    return ()


def nominatif_count(rows: QuerySet[Nominatif]) -> dict[Keadaan, int]:
    """How many of the rows stand how; one query."""
    counts = dict(rows.order_by().values_list("keadaan").annotate(jumlah=Count("pk")))
    return {keadaan: counts.get(keadaan.value, 0) for keadaan in Keadaan}


def nominatif_sampai(jenis: JenisNominatif, *, today: date) -> date:
    """The last TMT that belongs into a list today: how far it looks ahead, by the dated settings.

    Pensions as long ahead as the daftar penjagaan, promotions up to the period whose proposal
    window is open, KGB as long as the letter is due before, agreements by KONTRAK_PPPK. What is
    overdue stands in the list too, so a list has no first day.
    """
    law = PustakaAturan(pada=today)
    match jenis:
        case JenisNominatif.PENSIUN:
            return tambah_bulan(today, law.batas_pensiun.penjagaan_bulan)
        case JenisNominatif.PANGKAT:
            return Peramal(law.nominatif, today=today).periode_kp
        case JenisNominatif.KGB:
            ahead = max(law.kgb_pns.pemberitahuan_bulan, law.kgb_pppk.pemberitahuan_bulan)
            return tambah_bulan(today, ahead)
        case JenisNominatif.KONTRAK:
            penjagaan: int = law.baris("KONTRAK_PPPK").nilai["penjagaan_bulan"]
            return tambah_bulan(today, penjagaan)


def nominatif_computed() -> datetime | None:
    """When everybody was computed last."""
    return (
        Pekerjaan.objects.filter(jenis=HITUNG_SEMUA, status=StatusPekerjaan.SELESAI)
        .order_by("-selesai_pada")
        .values_list("selesai_pada", flat=True)
        .first()
    )


def nominatif_waiting() -> bool:
    """Whether everybody waits to be computed, as after a load of lists or a new law."""
    return HitungNominatif.objects.filter(pegawai=None).exists()


# Papers


@dataclass(frozen=True, slots=True)
class BarisNominatif:
    """One row with its papers: in the archive already, and not there yet."""

    nominatif: Nominatif
    ada: tuple[ButirDiminta, ...]
    kurang: tuple[ButirDiminta, ...]


def nominatif_baris(
    rows: Iterable[Nominatif], *, jenis: JenisNominatif, today: date
) -> list[BarisNominatif]:
    """The rows of a page with their papers; a fixed number of queries."""
    page = list(rows)
    papers = berkas_nominatif([row.pegawai_id for row in page], jenis=jenis, today=today)
    return [BarisNominatif(row, *papers[row.pegawai_id]) for row in page]


Berkas = tuple[tuple[ButirDiminta, ...], tuple[ButirDiminta, ...]]


def berkas_nominatif(
    pegawai_ids: Sequence[UUID], *, jenis: JenisNominatif, today: date
) -> dict[UUID, Berkas]:
    """For each person the papers of the event that the archive holds, and those it lacks.

    Which papers: the catalogue of the service for pensions, NOMINATIF_BERKAS for the others.
    """
    asked = _asked(pegawai_ids, jenis=jenis, today=today)
    held = arsip_ringkas(pegawai_ids)
    found: dict[UUID, Berkas] = {}
    for pegawai_id, butir in asked.items():
        own = held.get(pegawai_id, set())
        parts: tuple[list[ButirDiminta], list[ButirDiminta]] = ([], [])
        for b in butir:
            if b.syarat.jenis_dokumen:
                parts[(b.syarat.jenis_dokumen, b.kunci) not in own].append(b)
        found[pegawai_id] = tuple(parts[0]), tuple(parts[1])
    return found


def _asked(
    pegawai_ids: Sequence[UUID], *, jenis: JenisNominatif, today: date
) -> Mapping[UUID, Sequence[ButirDiminta]]:
    if jenis is JenisNominatif.PENSIUN:
        return butir_diminta(pegawai_ids, layanan_in_force(PENSIUN_BUP, on=today), on=today)
    rows = [
        SyaratBaris(b["kode"], b["nama"], b["kode"], "", b.get("tahun", 0), n)
        for n, b in enumerate(nilai("NOMINATIF_BERKAS", on=today).get(jenis.value, ()))
    ]
    plain = FaktaSyarat(
        ada_pmk=False,
        ada_pasangan=False,
        pernah_cerai=False,
        lahir_anak=(),
        ada_npwp=False,
        pada=today,
    )
    butir = butir_required(rows, plain, tahun_terakhir=today.year - 1)
    return dict.fromkeys(pegawai_ids, butir)


def butir_kode(butir: ButirDiminta) -> str:
    """Name of a paper for programs: `skp_2025`, `dpcp`."""
    return f"{butir.syarat.kode}_{butir.kunci}".rstrip("_").lower()


# Straight from the record


def perkiraan_list(
    *jenis: JenisNominatif,
    dari: date,
    sampai: date,
    today: date,
    scope: QuerySet[Pegawai] | None = None,
) -> Iterator[tuple[FaktaPegawai, Perkiraan]]:
    """One or more lists computed now, person by person, for any period; fixed queries.

    The same rule that fills the stored rows. People without a TMT come too (data kurang).
    """
    peramal = peramal_in_force(today=today)
    for fakta in fakta_load(nominatif_candidates(scope), today=today):
        for kind in jenis:
            found = peramal.dalam(kind, fakta, dari=dari, sampai=sampai)
            if found is not None:
                yield fakta, found


def perkiraan_of(pegawai: Pegawai, *, today: date) -> list[Perkiraan]:
    """The next event of every kind for one person, with every reason."""
    return peramal_in_force(today=today).semua(fakta_of(pegawai, today=today))
