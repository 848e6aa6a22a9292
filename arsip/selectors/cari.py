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

from django.contrib.postgres.lookups import TrigramWordSimilar
from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchVectorExact,
    SearchVectorField,
    TrigramWordSimilarity,
)
from django.db import connection, transaction
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Left
from django.db.models.lookups import Contains

from arsip.models import IndeksDokumen, TeksVersi, VersiDokumen
from arsip.permissions import units_read
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
)
from arsip.rules.dokumen import KELAS_OF
from arsip.selectors import (
    bawahan,
    cases_running,
    jenis_rahasia,
    ketentuan_in_force,
    versi_visible_to,
    warisan,
)
from sitamu.inti.models import Pegawai, Penempatan, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held, in_force, units_granted

ORANG_MAKS: Final = 2_000  # people named one by one in a question; beyond, by their units
ORANG_DULU: Final = 200  # up to so many, their papers are fetched first and compared one by one
KASUS_MAKS: Final = 5_000
SIEVE: Final = 24  # rows taken from the index at a time
ROUNDS: Final = 50
BULAT: Final = 100
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
    scope = _reach(user, saringan, today=today)
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
            return HasilCari(_temuan(found, pertanyaan, today=today), cara, jumlah, lebih, lanjut)
    return HasilCari([], None, 0)


def _ways(pertanyaan: Pertanyaan) -> list[Cara]:
    if pertanyaan.nip:
        return [Cara.NIP]
    return [Cara.KATA, Cara.BAGIAN, *([Cara.MIRIP] if pertanyaan.ejaan else [])]


def units_to_search(user: Pengguna, *, today: date) -> QuerySet[UnitKerja]:
    """Units by which `user` may narrow a search: those whose archives they may read."""
    return units_granted(user, Hak.ARSIP_VIEW, on=today)


# Near the asker


@dataclass(frozen=True, slots=True)
class _Jangkauan:
    """Rows of the index near the asker; `few` when they are the papers of some people only."""

    rows: QuerySet[IndeksDokumen]
    few: bool


def _reach(user: Pengguna, saringan: Saringan, *, today: date) -> _Jangkauan | None:
    """Rows that `user` might see, named as cheaply as can be; None when there are none."""
    if not user.is_active:
        return None
    own = list(Pegawai.objects.filter(pengguna=user).values_list("pk", flat=True))
    people, reach = len(own), Q(pegawai__in=own)
    if not saringan.milik_sendiri:
        placed = Penempatan.objects.filter(in_force(today))
        if saringan.unit_jalur:
            placed = placed.filter(unit__jalur__startswith=saringan.unit_jalur)
        count, opened = _by_permission(user, placed, saringan, today=today)
        people, reach = people + count, reach | opened
        others = _by_relation(user, today=today)
        people, reach = people + len(others), reach | Q(pegawai__in=others)
        cases = cases_running(user, today=today).values_list("versi", flat=True).distinct()
        found = list(cases[: KASUS_MAKS + 1])
        people += len(found) // 10
        reach |= Q(versi__in=found if len(found) <= KASUS_MAKS else cases)
        if saringan.unit_jalur:
            reach &= Q(pegawai__in=placed.values("pegawai"))
    if not people and not reach:
        return None
    rows = IndeksDokumen.objects.filter(reach)
    if saringan.jenis:
        rows = rows.filter(jenis=saringan.jenis)
    if saringan.tahun is not None:
        rows = rows.filter(tahun=saringan.tahun)
    return _Jangkauan(rows, people <= ORANG_DULU)


def _by_permission(
    user: Pengguna, placed: QuerySet[Penempatan], saringan: Saringan, *, today: date
) -> tuple[int, Q]:
    """Papers by units and classes, and of how many people (more than `ORANG_MAKS`: many)."""
    held = hak_held(user, on=today) & KELAS_OF.keys()
    if not held:
        return 0, Q(pk__in=[])
    kelas = dict(ketentuan_in_force(on=today).values_list("jenis", "kerahasiaan"))
    total, reach = 0, Q(pk__in=[])
    for hak in held:
        kinds = Q(jenis__in=[jenis for jenis, k in kelas.items() if k in KELAS_OF[hak]])
        units = units_read(user, hak, today=today)
        if not saringan.unit_jalur and units.filter(induk__isnull=True).exists():
            total, reach = total + ORANG_MAKS, reach | kinds  # everybody, placed or not
            continue
        charge = placed.filter(unit__in=units.values("pk")).values_list("pegawai", flat=True)
        near = list(charge[: ORANG_MAKS + 1])
        total += len(near)
        reach |= kinds & Q(pegawai__in=near if len(near) <= ORANG_MAKS else charge)
    return total, reach


def _by_relation(user: Pengguna, *, today: date) -> list[UUID]:
    """Direct subordinates, and the deceased whose heir one is."""
    below = bawahan(user, today=today).values_list("pegawai", flat=True)
    heir = warisan(user, today=today).values_list("pegawai", flat=True)
    return list(below.union(heir))


def _matching(scope: _Jangkauan, pertanyaan: Pertanyaan, cara: Cara) -> QuerySet[IndeksDokumen]:
    if cara is Cara.NIP:
        return scope.rows.filter(pegawai__in=Pegawai.objects.filter(nip=pertanyaan.nip))
    vektor, kata = _columns(scope)
    if cara is Cara.KATA:
        return scope.rows.filter(SearchVectorExact(vektor, _query(pertanyaan)))
    return scope.rows.filter(*(Contains(kata, word) for word in pertanyaan.kata))


def _columns(scope: _Jangkauan) -> tuple[Combinable, Combinable]:
    """`vektor` and `kata`; for few people written so that no index fits them.

    The papers of a unit are then fetched by person and compared one by one, however many papers
    of others hold the same word: the planner, which cannot know how common a word is, would begin
    with the word.
    """
    if scope.few:
        plain = Func(F("kata"), Value(""), function="concat", output_field=TextField())
        return Func(F("vektor"), function="strip", output_field=SearchVectorField()), plain
    return F("vektor"), F("kata")


def _query(pertanyaan: Pertanyaan) -> SearchQuery:
    return SearchQuery(" ".join(pertanyaan.kata), config=TSQUERY, search_type="plain")


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
    """How many are visible, counted up to the limit; True when there are more.

    Rows that the second sieve takes away are not told by the figure: it is then a round one.
    """
    ids = list(rows.values_list("versi", flat=True)[: HITUNG_MAKS + 1])
    jumlah = versi_visible_to(user, today=today).filter(pk__in=ids).count()
    if len(ids) <= HITUNG_MAKS:
        return jumlah, False
    return jumlah - jumlah % BULAT, True


def _alike(
    user: Pengguna,
    scope: _Jangkauan,
    pertanyaan: Pertanyaan,
    *,
    today: date,
) -> HasilCari:
    """The best hits for a typing error, of the first `KANDIDAT_MAKS` rows that look alike."""
    phrase = pertanyaan.ejaan
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL pg_trgm.word_similarity_threshold = %s", [MIRIP_MIN])
        # The limit makes reading the whole table look cheap; each row of it would be compared.
        cursor.execute("SET LOCAL enable_seqscan = off")
        _, kata = _columns(scope)
        candidates = scope.rows.filter(TrigramWordSimilar(kata, phrase))[:KANDIDAT_MAKS]
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
    return HasilCari(_temuan(found, pertanyaan, today=today), Cara.MIRIP, len(found))


def _temuan(found: Sequence[VersiDokumen], pertanyaan: Pertanyaan, *, today: date) -> list[Temuan]:
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
    rows = (
        TeksVersi.objects.filter(versi__in=found)
        .exclude(teks="")
        .exclude(versi__dokumen__jenis__in=jenis_rahasia(on=today))
        .annotate(kutipan=text)
    )
    quotes = dict(rows.values_list("pk", "kutipan"))
    return [Temuan(versi, kutipan_of(quotes.get(versi.pk, ""))) for versi in found]
