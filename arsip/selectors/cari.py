"""Search in the archive: fast by an index, inside what the asker may see by one queryset.

Two sieves, one after the other. `_reach` cuts the index down to people and cases near the asker,
so that the database need not look further; it decides nothing. What is shown, counted or quoted
has then passed `versi_visible_to`, the same queryset that guards every file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.contrib.postgres.search import SearchHeadline, SearchQuery, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Left

from arsip.models import IndeksDokumen, TeksVersi, VersiDokumen
from arsip.rules.cari import (
    AKHIR,
    AWAL,
    HASIL,
    HITUNG_MAKS,
    KANDIDAT_MAKS,
    MIRIP_MIN,
    Cara,
    Pertanyaan,
    Tempat,
    kutipan_of,
    tsquery_of,
)
from arsip.selectors import _cases, versi_visible_to
from sitamu.inti.models import Pegawai, Penempatan, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import in_force, units_granted

ORANG_MAKS: Final = 2_000  # people named one by one in a question; beyond, by their units
KASUS_MAKS: Final = 5_000
SIEVE: Final = 60  # rows taken from the index at a time
ROUNDS: Final = 20
KUTIPAN_DARI: Final = 20_000  # characters of the text in which a snippet is looked for
TSQUERY: Final = "indonesian"


@dataclass(frozen=True, slots=True)
class Saringan:
    """What narrows a search: a kind, a unit with all below it, a year, the own papers only."""

    jenis: str = ""
    unit_jalur: str = ""
    tahun: int | None = None
    milik_sendiri: bool = False


@dataclass(frozen=True, slots=True)
class Temuan:
    """One hit. `kutipan`: words of its text around what was asked, in parts (text, is a hit)."""

    versi: VersiDokumen
    kutipan: Sequence[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class HasilCari:
    """A page of hits. `jumlah` is None when nobody counted (a later page)."""

    temuan: Sequence[Temuan]
    cara: Cara | None
    jumlah: int | None
    lebih: bool = False  # `jumlah` is the limit of counting, there are more
    lanjut: Tempat | None = None


def dokumen_search(
    user: Pengguna,
    pertanyaan: Pertanyaan,
    saringan: Saringan,
    *,
    today: date,
    setelah: Tempat | None = None,
) -> HasilCari:
    """Documents that fit, newest first, of those whose current version `user` may read today.

    Words first, then parts of words, then what looks alike (its best hits only); `setelah` goes on
    where a page ended.
    """
    if pertanyaan.kosong:
        return HasilCari([], None, 0)
    scope = _narrowed(_reach(user, saringan, today=today), saringan)
    if scope is None:
        return HasilCari([], None, 0)
    ways = [setelah.cara] if setelah else _ways(pertanyaan)
    for cara in ways:
        if cara is Cara.MIRIP:
            return _alike(user, scope, pertanyaan, today=today)
        rows = _matching(scope, pertanyaan, cara)
        found, last = _page(user, rows, today=today, setelah=setelah)
        if found or setelah:
            lanjut = Tempat(last.pada, last.pk, cara) if last else None
            jumlah, lebih = (None, False) if setelah else (len(found), False)
            if lanjut and not setelah:
                jumlah, lebih = _count(user, rows, today=today)
            return HasilCari(_temuan(found, pertanyaan), cara, jumlah, lebih, lanjut)
    return HasilCari([], None, 0)


def _ways(pertanyaan: Pertanyaan) -> list[Cara]:
    if pertanyaan.nip:
        return [Cara.NIP]
    return [Cara.KATA, Cara.BAGIAN, *([Cara.MIRIP] if pertanyaan.ejaan else [])]


def units_to_search(user: Pengguna, *, today: date) -> QuerySet[UnitKerja]:
    """Units by which `user` may narrow a search: those whose archives they may read."""
    return units_granted(user, Hak.ARSIP_VIEW, on=today)


# Near the asker


def _reach(user: Pengguna, saringan: Saringan, *, today: date) -> Q | None:
    """Rows of the index that `user` might see; None when there can be none."""
    if not user.is_active:
        return None
    own = Pegawai.objects.filter(pengguna=user)
    if saringan.milik_sendiri:
        ids = list(own.values_list("pk", flat=True))
        return Q(pegawai__in=ids) if ids else None
    placed = Penempatan.objects.filter(in_force(today), unit__jalur__startswith=saringan.unit_jalur)
    granted = placed.filter(unit__in=units_granted(user, Hak.ARSIP_VIEW, on=today))
    near = list(granted.values_list("pegawai", flat=True)[: ORANG_MAKS + 1])
    cases = _cases(user, today=today).values_list("versi", flat=True)
    if saringan.unit_jalur:
        own = own.filter(penempatan__in=placed)
        cases = cases.filter(versi__dokumen__pegawai__penempatan__in=placed)
    opened = list(cases.distinct()[: KASUS_MAKS + 1])
    people = [*near, *own.values_list("pk", flat=True)]
    if not people and not opened:
        return None
    reach = (
        Q(pegawai__in=people)
        if len(near) <= ORANG_MAKS
        else Q(pegawai__in=granted.values("pegawai"))
    )
    if len(near) > ORANG_MAKS:
        reach |= Q(pegawai__in=own)
    if opened:
        reach |= Q(versi__in=opened if len(opened) <= KASUS_MAKS else cases)
    return reach


def _narrowed(reach: Q | None, saringan: Saringan) -> QuerySet[IndeksDokumen] | None:
    if reach is None:
        return None
    rows = IndeksDokumen.objects.filter(reach)
    if saringan.jenis:
        rows = rows.filter(jenis=saringan.jenis)
    if saringan.tahun is not None:
        rows = rows.filter(tahun=saringan.tahun)
    return rows


def _matching(
    scope: QuerySet[IndeksDokumen], pertanyaan: Pertanyaan, cara: Cara
) -> QuerySet[IndeksDokumen]:
    if cara is Cara.NIP:
        return scope.filter(pegawai__in=Pegawai.objects.filter(nip=pertanyaan.nip))
    if cara is Cara.KATA:
        return scope.filter(vektor=_query(pertanyaan))
    for word in pertanyaan.kata:
        scope = scope.filter(kata__contains=word)
    return scope


def _query(pertanyaan: Pertanyaan) -> SearchQuery:
    return SearchQuery(tsquery_of(pertanyaan), config=TSQUERY, search_type="raw")


# Behind the one queryset


def _page(
    user: Pengguna,
    rows: QuerySet[IndeksDokumen],
    *,
    today: date,
    setelah: Tempat | None,
) -> tuple[list[VersiDokumen], IndeksDokumen | None]:
    """Up to `HASIL` visible versions, newest first, and the row the next page goes on behind."""
    found: list[VersiDokumen] = []
    last: IndeksDokumen | None = None
    for row, versi in _visible(user, rows, today=today, setelah=setelah):
        if len(found) == HASIL:
            return found, last
        found.append(versi)
        last = row
    return found, None


def _visible(
    user: Pengguna,
    rows: QuerySet[IndeksDokumen],
    *,
    today: date,
    setelah: Tempat | None,
) -> Iterator[tuple[IndeksDokumen, VersiDokumen]]:
    """Rows that pass `versi_visible_to`, sieved some at a time until nothing is left."""
    rows = rows.order_by("-pada", "-dokumen").only("pada", "versi")
    place = (setelah.pada, setelah.dokumen_id) if setelah else None
    for _ in range(ROUNDS):
        batch = list((_behind(rows, *place) if place else rows)[:SIEVE])
        seen = _seen(user, [row.versi_id for row in batch], today=today)
        for row in batch:
            if row.versi_id in seen:
                yield row, seen[row.versi_id]
        if len(batch) < SIEVE:
            return
        place = (batch[-1].pada, batch[-1].pk)


def _behind(
    rows: QuerySet[IndeksDokumen], pada: datetime, dokumen_id: UUID
) -> QuerySet[IndeksDokumen]:
    return rows.filter(pada__lte=pada).filter(Q(pada__lt=pada) | Q(dokumen__lt=dokumen_id))


def _seen(user: Pengguna, versi_ids: Sequence[UUID], *, today: date) -> dict[UUID, VersiDokumen]:
    return versi_visible_to(user, today=today).in_bulk(versi_ids)


def _count(user: Pengguna, rows: QuerySet[IndeksDokumen], *, today: date) -> tuple[int, bool]:
    """How many are visible, counted up to the limit; True when there are more."""
    ids = list(rows.values_list("versi", flat=True)[: HITUNG_MAKS + 1])
    jumlah = versi_visible_to(user, today=today).filter(pk__in=ids).count()
    return min(jumlah, HITUNG_MAKS), jumlah > HITUNG_MAKS


def _alike(
    user: Pengguna,
    scope: QuerySet[IndeksDokumen],
    pertanyaan: Pertanyaan,
    *,
    today: date,
) -> HasilCari:
    """The best hits for a typing error, of the first `KANDIDAT_MAKS` rows that look alike."""
    phrase = pertanyaan.ejaan
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL pg_trgm.word_similarity_threshold = %s", [MIRIP_MIN])
        candidates = scope.filter(kata__trigram_word_similar=phrase)[:KANDIDAT_MAKS]
        near = (
            IndeksDokumen.objects.filter(pk__in=list(candidates.values_list("pk", flat=True)))
            .annotate(mirip=TrigramWordSimilarity(phrase, "kata"))
            .order_by("-mirip", "-pada", "-dokumen")
            .values_list("versi", flat=True)[:SIEVE]
        )
        order = list(near)
    seen = _seen(user, order, today=today)
    found = [seen[pk] for pk in order if pk in seen][:HASIL]
    if not found:
        return HasilCari([], None, 0)
    return HasilCari(_temuan(found, pertanyaan), Cara.MIRIP, len(found))


def _temuan(found: Sequence[VersiDokumen], pertanyaan: Pertanyaan) -> list[Temuan]:
    """The hits with words of their text around what was asked; one query."""
    text = SearchHeadline(
        Left("teks", KUTIPAN_DARI),
        _query(pertanyaan),
        config=TSQUERY,
        start_sel=AWAL,
        stop_sel=AKHIR,
        max_words=24,
        min_words=8,
        max_fragments=1,
    )
    rows = TeksVersi.objects.filter(versi__in=found).exclude(teks="").annotate(kutipan=text)
    quotes = dict(rows.values_list("pk", "kutipan"))
    return [Temuan(versi, kutipan_of(quotes.get(versi.pk, ""))) for versi in found]
