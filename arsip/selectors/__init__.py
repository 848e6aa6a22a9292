"""Reads of the archive: what a person may know exists, what is there, who looked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)
from django.urls import reverse

from arsip.models import AksesKasus, Dokumen, JenisDokumen, VersiDokumen
from arsip.rules.dokumen import GAMBAR_MAKS_HALAMAN, StatusVersi
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import JejakAkses, Pegawai, PemberianHak, Penempatan, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import in_force, pegawai_visible_to, units_granted

Kunci = tuple[str, str]  # (kind, key)
OBJEK_VERSI = "versi_dokumen"


def _placed(user: Pengguna, pegawai: str, *, today: date) -> Exists:
    """The person named by path `pegawai` is placed today where `user` may read archives."""
    units = units_granted(user, Hak.ARSIP_VIEW, on=today)
    return Exists(
        Penempatan.objects.filter(in_force(today), pegawai=OuterRef(pegawai), unit__in=units)
    )


def _cases(user: Pengguna, *, today: date) -> QuerySet[AksesKasus]:
    """Running cases whose permission `user` holds over the unit of the case."""
    grants = (
        PemberianHak.objects.filter(in_force(today), pengguna=user, hak=OuterRef("hak"))
        .alias(jalur=ExpressionWrapper(OuterRef("unit__jalur"), output_field=CharField()))
        .filter(jalur__startswith=F("unit__jalur"))
    )
    return AksesKasus.objects.filter(in_force(today)).filter(Exists(grants))


def versi_visible_to(user: Pengguna, *, today: date) -> QuerySet[VersiDokumen]:
    """Every version `user` may read today.

    One's own; those of people placed today in units where one holds ARSIP_VIEW; and those that a
    running case opens to a permission one holds over its unit.
    """
    if not user.is_active:
        return VersiDokumen.objects.none()
    return VersiDokumen.objects.select_related("dokumen__jenis", "dokumen__pegawai").filter(
        Q(dokumen__pegawai__pengguna=user)
        | Q(_placed(user, "dokumen__pegawai", today=today))
        | Q(Exists(_cases(user, today=today).filter(versi=OuterRef("pk"))))
    )


def versi_get(user: Pengguna, versi_id: UUID, *, today: date) -> VersiDokumen:
    """One visible version; raises NotFoundError."""
    versi = versi_visible_to(user, today=today).filter(pk=versi_id).first()
    if versi is None:
        raise NotFoundError
    return versi


def gambar_kunci(versi: VersiDokumen, halaman: int) -> str:
    """Name in the storage of the picture of one page (from 1), beside the file."""
    return f"{versi.kunci_simpan.rsplit('.', 1)[0]}.hal/{halaman}.jpg"


def jenis_in_force(*, on: date) -> QuerySet[JenisDokumen]:
    """Kinds that documents may be filed under on that day."""
    return JenisDokumen.objects.filter(
        Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=on), berlaku_mulai__lte=on
    )


def dokumen_of(pegawai_id: UUID) -> Mapping[Kunci, VersiDokumen]:
    """(kind, key) -> current version of one person's documents; one query.

    For services that have already settled who may ask.
    """
    rows = Dokumen.objects.filter(pegawai=pegawai_id, versi_kini__isnull=False).select_related(
        "versi_kini", "jenis"
    )
    found: dict[Kunci, VersiDokumen] = {}
    for dokumen in rows:
        if dokumen.versi_kini is not None:
            dokumen.versi_kini.dokumen = dokumen
            found[dokumen.jenis_id, dokumen.kunci] = dokumen.versi_kini
    return found


def arsip_ringkas(pegawai_ids: Iterable[UUID]) -> dict[UUID, set[Kunci]]:
    """(kind, key) of what each of many people has ready; one query, the empty-handed left out."""
    rows = Dokumen.objects.filter(
        pegawai__in=list(pegawai_ids), versi_kini__isnull=False
    ).values_list("pegawai_id", "jenis_id", "kunci")
    found: dict[UUID, set[Kunci]] = {}
    for pegawai_id, jenis, kunci in rows:
        found.setdefault(pegawai_id, set()).add((jenis, kunci))
    return found


@dataclass(frozen=True, slots=True)
class BarisArsip:
    """One kind on the archive page with what is there of it."""

    jenis: JenisDokumen
    dokumen: Sequence[Dokumen]  # each with `.versi_urut`, newest first


def arsip_of(pegawai: Pegawai, *, on: date) -> list[BarisArsip]:
    """The whole archive of one person by kind, kinds without a paper too; three queries."""
    versions = VersiDokumen.objects.select_related("oleh").order_by("-nomor")
    papers: dict[str, list[Dokumen]] = {}
    for dokumen in (
        Dokumen.objects.filter(pegawai=pegawai)
        .order_by("-kunci")
        .prefetch_related(Prefetch("versi", queryset=versions, to_attr="versi_urut"))
    ):
        papers.setdefault(dokumen.jenis_id, []).append(dokumen)
    kinds = JenisDokumen.objects.filter(
        Q(pk__in=papers) | Q(pk__in=jenis_in_force(on=on).values("pk"))
    )
    return [BarisArsip(jenis, papers.get(jenis.pk, [])) for jenis in kinds]


def pegawai_arsip_get(
    user: Pengguna, pegawai_id: UUID, *, today: date, hak: Hak = Hak.ARSIP_VIEW
) -> Pegawai:
    """Oneself, or a person placed today where `user` holds `hak`; raises NotFoundError."""
    pegawai = pegawai_visible_to(user, today=today, hak=hak).filter(pk=pegawai_id).first()
    if pegawai is None or not user.is_active:
        raise NotFoundError
    return pegawai


@dataclass(frozen=True, slots=True)
class Pembacaan:
    """Somebody else opened one of the papers."""

    pada: datetime
    nama: str
    label: str
    aksi: str


AKSI_BACA = {
    "unduh_dokumen": "Mengunduh",
    "lihat_dokumen": "Membuka",
    "lihat_arsip": "Melihat daftar",
    "cari_arsip": "Menemukan lewat pencarian",
}


def pembaca_of(pegawai: Pegawai, *, limit: int = 50) -> list[Pembacaan]:
    """Who else looked at this person's archive, newest first, one line for a paper and an hour."""
    rows = (
        JejakAkses.objects.filter(pegawai_id=pegawai.pk, aksi__in=AKSI_BACA)
        .exclude(pengguna_id=pegawai.pengguna_id)
        .order_by("-pada")[: limit * 10]
    )
    names = dict(
        Pengguna.objects.filter(pk__in={r.pengguna_id for r in rows if r.pengguna_id}).values_list(
            "pk", "nama"
        )
    )
    lines: dict[tuple[object, ...], Pembacaan] = {}
    for r in rows:
        hour = r.pada.replace(minute=0, second=0, microsecond=0)
        nama = names.get(r.pengguna_id, r.nama_masuk) if r.pengguna_id else r.nama_masuk
        lines.setdefault(
            (hour, r.pengguna_id, r.objek_id, r.aksi),
            Pembacaan(r.pada, nama, r.objek_label, AKSI_BACA[r.aksi]),
        )
    return list(lines.values())[:limit]


def versi_waiting(*, stale_before: datetime, tries: int) -> QuerySet[VersiDokumen]:
    """Versions the worker still has to finish or to picture, oldest first."""
    return (
        VersiDokumen.objects.filter(
            Q(diklaim_pada__isnull=True) | Q(diklaim_pada__lt=stale_before), gambar_siap=False
        )
        .exclude(status=StatusVersi.DITOLAK)
        .exclude(status=StatusVersi.SIAP, percobaan__gte=tries)
        .order_by("pada", "pk")
    )


def versi_gambar_urls(versi: Iterable[VersiDokumen]) -> dict[UUID, list[str]]:
    """Addresses of the page pictures of each version, in page order; left out until made."""
    return {
        v.pk: [
            reverse("arsip:versi-gambar", args=[v.pk, nomor])
            for nomor in range(1, min(v.halaman or 0, GAMBAR_MAKS_HALAMAN) + 1)
        ]
        for v in versi
        if v.gambar_siap
    }
