"""Reads of the archive: what a person may know exists, what is there, who looked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, Left
from django.urls import reverse

from arsip.models import (
    AksesAhliWaris,
    AksesKasus,
    Dokumen,
    JenisDokumen,
    KetentuanJenis,
    TeksVersi,
    VersiDokumen,
)
from arsip.permissions import holds, is_own, placed
from arsip.rules.dokumen import (
    GAMBAR_MAKS_HALAMAN,
    KELAS_AHLI_WARIS,
    KELAS_OF,
    PDF_MAKS_BYTE,
    TMT,
    AsalTeks,
    Bukti,
    Kerahasiaan,
    StatusVersi,
)
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import (
    JejakAkses,
    Kedudukan,
    Pegawai,
    PemberianHak,
    Penempatan,
    Pengguna,
    UnitKerja,
)
from sitamu.inti.models.pegawai import SUDAH_BERAKHIR
from sitamu.inti.selectors import bawahan, hak_held, in_force, nilai

Kunci = tuple[str, str]  # (kind, key)
OBJEK_VERSI = "versi_dokumen"
INGAT = "ARSIP_INGAT"
JENIS_SQL = """
    SELECT jenis.*, COALESCE((
        SELECT pdf_maks_byte FROM arsip_ketentuanjenis
        WHERE jenis_id = jenis.kode AND berlaku_mulai <= %(hari)s
        ORDER BY berlaku_mulai DESC LIMIT 1
    ), %(maks)s) AS pdf_maks_byte
    FROM arsip_jenisdokumen AS jenis
    WHERE kode = %(kode)s AND berlaku_mulai <= %(hari)s
        AND (berlaku_sampai IS NULL OR berlaku_sampai >= %(hari)s)
"""
TEKS_BANDING_MAKS = 20_000  # characters of a paper that are compared with the record


def warisan(user: Pengguna, *, today: date) -> QuerySet[AksesAhliWaris]:
    """Files of people who died that are open to `user` as an heir today."""
    return AksesAhliWaris.objects.filter(
        in_force(today), pengguna=user, pegawai__kedudukan=Kedudukan.MENINGGAL
    )


def ketentuan_in_force(*, on: date) -> QuerySet[KetentuanJenis]:
    """The one row of each kind that holds on that day."""
    newer = KetentuanJenis.objects.filter(
        jenis=OuterRef("jenis"), berlaku_mulai__gt=OuterRef("berlaku_mulai"), berlaku_mulai__lte=on
    )
    return KetentuanJenis.objects.filter(~Exists(newer), berlaku_mulai__lte=on)


def _kinds(*, on: date, kelas: Iterable[Kerahasiaan]) -> QuerySet[KetentuanJenis, str]:
    return (
        ketentuan_in_force(on=on)
        .filter(kerahasiaan__in=[k.value for k in kelas])
        .values_list("jenis_id", flat=True)
    )


def jenis_rahasia(*, on: date) -> QuerySet[KetentuanJenis, str]:
    """Kinds whose papers hold specific personal data: never read by machines, never quoted."""
    return _kinds(on=on, kelas=[k for k in Kerahasiaan if k.rahasia])


def kelas_readable(user: Pengguna, pegawai: Pegawai, *, today: date) -> frozenset[Kerahasiaan]:
    """Classes of papers that `user` may read of this person by permission, or all of one's own."""
    if pegawai.pengguna_id is not None and pegawai.pengguna_id == user.pk:
        return frozenset(Kerahasiaan)
    held = {
        hak.value: Case(When(placed(user, hak, "pk", today=today), then=True), default=False)
        for hak in KELAS_OF
    }
    row = Pegawai.objects.filter(pk=pegawai.pk).values_list(*held.values()).get()
    found: frozenset[Kerahasiaan] = frozenset()
    return found.union(*(KELAS_OF[hak] for hak, yes in zip(KELAS_OF, row, strict=True) if yes))


def jenis_readable(user: Pengguna, pegawai: Pegawai, *, today: date) -> QuerySet[JenisDokumen]:
    """Kinds in force of which `user` may read this person's papers by permission."""
    kelas = kelas_readable(user, pegawai, today=today)
    return jenis_in_force(on=today).filter(pk__in=_kinds(on=today, kelas=kelas))


def jenis_may_read(user: Pengguna, pegawai: Pegawai, jenis: JenisDokumen, *, today: date) -> bool:
    """Whether `jenis_readable` holds this one kind, asked without looking at all the others.

    Of one's own papers one may read every kind.
    """
    if is_own(user, pegawai):
        return True
    row = ketentuan_in_force(on=today).filter(jenis=jenis).first()
    return row is not None and any(
        holds(user, hak, pegawai, today=today)
        for hak, kelas in KELAS_OF.items()
        if row.kerahasiaan in kelas
    )


def _readable(user: Pengguna, dokumen: str, *, today: date) -> Q:
    """Documents whose every version `user` may read today; `dokumen`: path to it, "" or "x__".

    One's own, also after retirement; of people in charge, by the class of the kind and the
    permission that opens it; of direct subordinates, the kinds opened to superiors; of the
    deceased, for their heirs. Permissions that `user` does not hold are left out of the query,
    which otherwise takes longer to plan than to run.
    """
    pegawai, jenis = f"{dokumen}pegawai", f"{dokumen}jenis__in"
    own = Pegawai.objects.filter(pengguna=user)
    allowed = Q(**{f"{pegawai}__in": own.values("pk")})
    for hak in KELAS_OF.keys() & hak_held(user, on=today):
        allowed |= Q(**{jenis: _kinds(on=today, kelas=KELAS_OF[hak])}) & placed(
            user, hak, pegawai, today=today
        )
    for_superiors = ketentuan_in_force(on=today).filter(atasan=True).values("jenis_id")
    allowed |= Q(
        Exists(bawahan(user, today=today).filter(pegawai=OuterRef(pegawai))),
        **{jenis: for_superiors},
    )
    allowed |= Q(
        Exists(warisan(user, today=today).filter(pegawai=OuterRef(pegawai))),
        **{jenis: _kinds(on=today, kelas=KELAS_AHLI_WARIS)},
    )
    return allowed


def cases_running(user: Pengguna, *, today: date) -> QuerySet[AksesKasus]:
    """Running cases whose permission `user` holds over the unit of the case."""
    grants = (
        PemberianHak.objects.filter(in_force(today), pengguna=user, hak=OuterRef("hak"))
        .alias(jalur=ExpressionWrapper(OuterRef("unit__jalur"), output_field=CharField()))
        .filter(jalur__startswith=F("unit__jalur"))
    )
    return AksesKasus.objects.filter(in_force(today)).filter(Exists(grants))


def versi_visible_to(user: Pengguna, *, today: date) -> QuerySet[VersiDokumen]:
    """Every version `user` may read today: the one entry for whatever shows or sends one.

    Versions of the documents of `dokumen_visible_to`, and single versions that a running case
    opens to a permission one holds over its unit.
    """
    if not user.is_active:
        return VersiDokumen.objects.none()
    return VersiDokumen.objects.select_related("dokumen__jenis", "dokumen__pegawai").filter(
        _readable(user, "dokumen__", today=today)
        | Q(Exists(cases_running(user, today=today).filter(versi=OuterRef("pk"))))
    )


def dokumen_visible_to(user: Pengguna, *, today: date) -> QuerySet[Dokumen]:
    """Every document `user` may know in full today: lists, search, counts and exports start here.

    A running case opens versions, not documents: see `versi_visible_to`.
    """
    if not user.is_active:
        return Dokumen.objects.none()
    return Dokumen.objects.filter(_readable(user, "", today=today))


def versi_get(user: Pengguna, versi_id: UUID, *, today: date) -> VersiDokumen:
    """One visible version; raises NotFoundError."""
    versi = versi_visible_to(user, today=today).filter(pk=versi_id).first()
    if versi is None:
        raise NotFoundError
    return versi


def bermasa_get(user: Pengguna, dokumen_id: UUID, *, today: date) -> VersiDokumen:
    """The current version of a visible document of a kind that ends; raises NotFoundError."""
    dokumen = (
        dokumen_visible_to(user, today=today)
        .filter(pk=dokumen_id, jenis__bermasa=True, versi_kini__isnull=False)
        .select_related("versi_kini", "jenis", "pegawai")
        .first()
    )
    if dokumen is None or dokumen.versi_kini is None:
        raise NotFoundError
    dokumen.versi_kini.dokumen = dokumen
    return dokumen.versi_kini


def berakhir_until(on: date) -> QuerySet[VersiDokumen]:
    """Current versions whose last day is `on` or before, soonest first."""
    return (
        VersiDokumen.objects.filter(berlaku_sampai__lte=on, pk=F("dokumen__versi_kini"))
        .select_related("dokumen__jenis", "dokumen__pegawai")
        .order_by("berlaku_sampai", "pk")
    )


def ingat_hari(*, on: date) -> tuple[int, ...]:
    """Days before the end of a paper on which its owner is told, from the dated setting.

    The first is also how early it stands in lists. Raises DataKurangError.
    """
    setting = nilai(INGAT, on=on)
    return setting["hari_pertama"], setting["hari_kedua"], setting["hari_terakhir"]


def berakhir_visible_to(user: Pengguna, *, today: date) -> QuerySet[VersiDokumen]:
    """Current versions that end soon or have ended, of people in service, soonest first.

    "Soon" as the owner is told first; of the papers that `user` may read today.
    """
    soon = today + timedelta(days=max(ingat_hari(on=today)))
    papers = dokumen_visible_to(user, today=today)
    return (
        berakhir_until(soon)
        .filter(dokumen__in=papers)
        .exclude(dokumen__pegawai__kedudukan__in=SUDAH_BERAKHIR)
    )


def berakhir_in(
    rows: QuerySet[VersiDokumen], unit: UnitKerja, *, today: date
) -> QuerySet[VersiDokumen]:
    """Of these versions those of people placed today in `unit` or below."""
    here = Penempatan.objects.filter(in_force(today), unit__jalur__startswith=unit.jalur)
    return rows.filter(dokumen__pegawai__in=here.values("pegawai"))


def gambar_kunci(versi: VersiDokumen, halaman: int) -> str:
    """Name in the storage of the picture of one page (from 1), beside the file."""
    return f"{versi.kunci_simpan.rsplit('.', 1)[0]}.hal/{halaman}.jpg"


def kecil_kunci(versi: VersiDokumen) -> str:
    """Name in the storage of the small picture of the first page."""
    return f"{versi.kunci_simpan.rsplit('.', 1)[0]}.hal/kecil.jpg"


def jenis_in_force(*, on: date) -> QuerySet[JenisDokumen]:
    """Kinds that documents may be filed under on that day."""
    return JenisDokumen.objects.filter(
        Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=on), berlaku_mulai__lte=on
    )


def jenis_with_limit(*, on: date) -> QuerySet[JenisDokumen]:
    """The same kinds, each with the largest PDF that it takes on that day (`pdf_maks_byte`)."""
    newest = KetentuanJenis.objects.filter(jenis=OuterRef("pk"), berlaku_mulai__lte=on)
    limit = newest.order_by("-berlaku_mulai").values("pdf_maks_byte")[:1]
    found = Coalesce(Subquery(limit), PDF_MAKS_BYTE)
    return jenis_in_force(on=on).annotate(pdf_maks_byte=found)  # type: ignore[no-redef]


def pegawai_own(user: Pengguna) -> Pegawai | None:
    """Whose archive is `user`'s own; in SQL for the same reason as `jenis_to_file`."""
    found = Pegawai.objects.raw("SELECT * FROM inti_pegawai WHERE pengguna_id = %s", [user.pk])
    return next(iter(found), None)


def jenis_to_file(kode: str, *, on: date) -> JenisDokumen | None:
    """One of these kinds, or None when nothing may be filed under that code on that day.

    In SQL: asked for every paper that comes in, and putting the question together would take
    Django several times as long as PostgreSQL takes to answer it.
    """
    named = {"kode": kode, "hari": on, "maks": PDF_MAKS_BYTE}
    return next(iter(JenisDokumen.objects.raw(JENIS_SQL, named)), None)


def pdf_maks_of(jenis_kode: str, *, on: date) -> int:
    """The largest PDF in bytes that one kind takes on that day, also one that is not offered."""
    row = ketentuan_in_force(on=on).filter(jenis=jenis_kode).first()
    return row.pdf_maks_byte if row else PDF_MAKS_BYTE


def dokumen_of(pegawai_id: UUID) -> Mapping[Kunci, VersiDokumen]:
    """(kind, key) -> current version of one person's documents; one query.

    For services that have already settled who may ask. Of papers keyed by TMT the latest also
    answers to the empty key, unless one was filed under it.
    """
    rows = Dokumen.objects.filter(pegawai=pegawai_id, versi_kini__isnull=False).select_related(
        "versi_kini", "jenis"
    )
    found: dict[Kunci, VersiDokumen] = {}
    for dokumen in rows:
        if dokumen.versi_kini is not None:
            dokumen.versi_kini.dokumen = dokumen
            found[dokumen.jenis_id, dokumen.kunci] = dokumen.versi_kini
    for jenis, kunci in sorted(found, reverse=True):
        if TMT.fullmatch(kunci):
            found.setdefault((jenis, ""), found[jenis, kunci])
    return found


def arsip_ringkas(pegawai_ids: Iterable[UUID]) -> dict[UUID, set[Kunci]]:
    """(kind, key) of what each of many people has ready; one query, the empty-handed left out.

    Papers keyed by TMT also stand under the empty key, as in `dokumen_of`.
    """
    rows = Dokumen.objects.filter(
        pegawai__in=list(pegawai_ids), versi_kini__isnull=False
    ).values_list("pegawai_id", "jenis_id", "kunci")
    found: dict[UUID, set[Kunci]] = {}
    for pegawai_id, jenis, kunci in rows:
        held = found.setdefault(pegawai_id, set())
        held.add((jenis, kunci))
        if kunci and TMT.fullmatch(kunci):
            held.add((jenis, ""))
    return found


@dataclass(frozen=True, slots=True)
class BarisArsip:
    """One kind on the archive page with what is there of it."""

    jenis: JenisDokumen
    dokumen: Sequence[Dokumen]  # each with `.versi_urut`, newest first


@dataclass(frozen=True, slots=True)
class KelompokArsip:
    """Papers that prove one part of the record."""

    nama: str
    baris: Sequence[BarisArsip]


def kelompok_of(rows: Iterable[BarisArsip]) -> list[KelompokArsip]:
    """Kinds with papers by what they prove, in the order of the kinds."""
    groups: dict[str, list[BarisArsip]] = {}
    for row in rows:
        if row.dokumen:
            groups.setdefault(row.jenis.bukti, []).append(row)
    return [KelompokArsip(Bukti(bukti).label, found) for bukti, found in groups.items()]


def arsip_of(user: Pengguna, pegawai: Pegawai, *, on: date) -> list[BarisArsip]:
    """The archive of one person by kind, as far as `user` may read it; kinds without paper too.

    At most four queries.
    """
    versions = VersiDokumen.objects.select_related("oleh").order_by("-nomor")
    papers: dict[str, list[Dokumen]] = {}
    for dokumen in (
        dokumen_visible_to(user, today=on)
        .filter(pegawai=pegawai)
        .order_by("-kunci")
        .prefetch_related(Prefetch("versi", queryset=versions, to_attr="versi_urut"))
    ):
        papers.setdefault(dokumen.jenis_id, []).append(dokumen)
    empty = jenis_readable(user, pegawai, today=on).values("pk")
    kinds = JenisDokumen.objects.filter(Q(pk__in=papers) | Q(pk__in=empty))
    return [BarisArsip(jenis, papers.get(jenis.pk, [])) for jenis in kinds]


def pegawai_arsip_get(user: Pengguna, pegawai_id: UUID, *, today: date) -> Pegawai:
    """A person of whose archive `user` may read some class; raises NotFoundError."""
    allowed = Q(pengguna=user)
    for hak in KELAS_OF:
        allowed |= placed(user, hak, "pk", today=today)
    allowed |= Q(Exists(bawahan(user, today=today).filter(pegawai=OuterRef("pk"))))
    allowed |= Q(Exists(warisan(user, today=today).filter(pegawai=OuterRef("pk"))))
    pegawai = Pegawai.objects.filter(allowed, pk=pegawai_id).first()
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
        .exclude(status=StatusVersi.MUSNAH)
        .exclude(status=StatusVersi.SIAP, percobaan__gte=tries)
        .order_by("pada", "pk")
    )


def teks_waiting(*, stale_before: datetime, tries: int) -> QuerySet[TeksVersi]:
    """Scans that wait for OCR, oldest first."""
    return TeksVersi.objects.filter(
        Q(diklaim_pada__isnull=True) | Q(diklaim_pada__lt=stale_before),
        asal=AsalTeks.TUNGGU,
        percobaan__lt=tries,
    ).order_by("dibaca_pada", "pk")


def versi_teks(versi_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Words that a machine read from these versions, as far as there are any; the first pages."""
    rows = TeksVersi.objects.filter(versi__in=list(versi_ids)).exclude(teks="")
    return dict(rows.values_list("versi_id", Left("teks", TEKS_BANDING_MAKS)))


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
