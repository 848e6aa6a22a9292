"""Reads of shipments: what waits to be sent, what is on its way, what an ASN sees of it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, QuerySet, Sum

from kepegawaian.models import (
    IsiKiriman,
    Kiriman,
    Manifest,
    RiwayatKiriman,
    StatusSk,
    SuratKeputusan,
    Usulan,
)
from kepegawaian.rules.katalog import Antar
from kepegawaian.rules.kiriman import StatusKiriman
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import units_granted


def kiriman_visible_to(user: Pengguna, *, today: date) -> QuerySet[Kiriman]:
    """Shipments to the units over which `user` holds KIRIMAN_MANAGE."""
    return Kiriman.objects.select_related("unit", "layanan_pos", "manifest__nomor").filter(
        unit__in=units_granted(user, Hak.KIRIMAN_MANAGE, on=today)
    )


def kiriman_get(user: Pengguna, kiriman_id: UUID, *, today: date) -> Kiriman:
    """One visible shipment; raises NotFoundError."""
    row = kiriman_visible_to(user, today=today).filter(pk=kiriman_id).first()
    if row is None:
        raise NotFoundError
    return row


def manifest_visible_to(user: Pengguna, *, today: date) -> QuerySet[Manifest]:
    """Manifests that hold at least one visible shipment, newest first."""
    visible = kiriman_visible_to(user, today=today).filter(manifest__isnull=False)
    return (
        Manifest.objects.filter(pk__in=visible.order_by().values("manifest_id"))
        .select_related("nomor", "oleh")
        .order_by("-tanggal", "-dibuat_pada", "pk")
    )


def manifest_get(user: Pengguna, manifest_id: UUID, *, today: date) -> Manifest:
    """One visible manifest; raises NotFoundError."""
    row = manifest_visible_to(user, today=today).filter(pk=manifest_id).first()
    if row is None:
        raise NotFoundError
    return row


def kiriman_of_manifest(user: Pengguna, manifest: Manifest, *, today: date) -> QuerySet[Kiriman]:
    """The visible shipments of one manifest in the order of its lines."""
    return (
        kiriman_visible_to(user, today=today)
        .filter(manifest=manifest)
        .annotate(jumlah_sk=Count("isi"))
        .order_by("tujuan_kode_pos", "tujuan_nama", "ref")
    )


def sk_unsent(user: Pengguna, *, today: date) -> QuerySet[SuratKeputusan]:
    """Issued SK of granted units that go by post and that no shipment has ever held."""
    return SuratKeputusan.objects.select_related(
        "nomor", "usulan__pegawai", "usulan__unit_kerja"
    ).filter(
        status=StatusSk.TERBIT,
        usulan__versi_layanan__antar=Antar.POS,
        usulan__unit_kerja__in=units_granted(user, Hak.KIRIMAN_MANAGE, on=today),
        kiriman__isnull=True,
    )


def alamat_lacking(unit: UnitKerja) -> list[str]:
    """What an address of this unit lacks for the post; empty when it is complete."""
    parts = {"alamat": unit.alamat, "kecamatan": unit.kecamatan, "kode pos": unit.kode_pos}
    return [nama for nama, isi in parts.items() if not isi.strip()]


@dataclass(frozen=True, slots=True)
class Tujuan:
    """One destination of the queue: SK never sent, and shipments made again without manifest."""

    unit: UnitKerja
    sk: tuple[SuratKeputusan, ...]
    kiriman: tuple[Kiriman, ...]
    kurang: tuple[str, ...]


def tujuan_waiting(user: Pengguna, *, today: date) -> list[Tujuan]:
    """The queue grouped by destination, in three queries."""
    units: dict[UUID, UnitKerja] = {}
    sk: dict[UUID, list[SuratKeputusan]] = {}
    loose: dict[UUID, list[Kiriman]] = {}
    for row in sk_unsent(user, today=today).order_by("terbit_pada", "pk"):
        unit = row.usulan.unit_kerja
        units[unit.pk] = unit
        sk.setdefault(unit.pk, []).append(row)
    for kiriman in kiriman_visible_to(user, today=today).filter(
        manifest__isnull=True, status=StatusKiriman.DISIAPKAN
    ):
        units[kiriman.unit_id] = kiriman.unit
        loose.setdefault(kiriman.unit_id, []).append(kiriman)
    return [
        Tujuan(
            unit=unit,
            sk=tuple(sk.get(unit.pk, ())),
            kiriman=tuple(loose.get(unit.pk, ())),
            kurang=tuple(alamat_lacking(unit)),
        )
        for unit in sorted(units.values(), key=lambda u: u.jalur)
    ]


@dataclass(frozen=True, slots=True)
class Jumlah:
    """Totals of a manifest: pieces, grams, rupiah (None while a fee is missing)."""

    koli: int
    berat_gram: int
    biaya_rupiah: int | None


def manifest_total(rows: QuerySet[Kiriman]) -> Jumlah:
    """Sum the lines of a manifest; the fee only once every line has one."""
    total = Kiriman.objects.filter(pk__in=rows.order_by().values("pk")).aggregate(
        koli=Count("pk"),
        berat=Sum("berat_gram"),
        biaya=Sum("biaya_rupiah"),
        berbiaya=Count("biaya_rupiah"),
    )
    complete = total["koli"] > 0 and total["berbiaya"] == total["koli"]
    return Jumlah(total["koli"], total["berat"] or 0, total["biaya"] if complete else None)


@dataclass(frozen=True, slots=True)
class LangkahKiriman:
    """One step of an envelope as the ASN sees it."""

    judul: str
    pada: datetime
    catatan: str
    status: StatusKiriman
    ref: str


def kiriman_steps(usulan: Usulan) -> list[LangkahKiriman]:
    """Every step of every envelope that held the SK of this usulan, newest first; one query."""
    rows = (
        RiwayatKiriman.objects.filter(
            kiriman__in=IsiKiriman.objects.filter(sk__usulan=usulan).values("kiriman_id")
        )
        .exclude(dari=F("ke"))
        .select_related("kiriman__layanan_pos")
        .order_by("-pada", "-pk")
    )
    return [
        LangkahKiriman(
            judul=StatusKiriman(row.ke).label,
            pada=row.pada,
            catatan=_sentence(row),
            status=StatusKiriman(row.ke),
            ref=row.kiriman.ref,
        )
        for row in rows
    ]


def _sentence(row: RiwayatKiriman) -> str:
    kiriman = row.kiriman
    match StatusKiriman(row.ke):
        case StatusKiriman.DISIAPKAN:
            return f"Tujuan {kiriman.tujuan_nama}."
        case StatusKiriman.DISERAHKAN:
            resi = f", resi {kiriman.resi}" if kiriman.resi else ""
            return f"{kiriman.layanan_pos.nama}{resi}."
        case StatusKiriman.DITERIMA:
            hubungan = f" ({kiriman.diterima_hubungan})" if kiriman.diterima_hubungan else ""
            return f"Diterima oleh {kiriman.diterima_oleh}{hubungan}."
        case _:
            return row.catatan
