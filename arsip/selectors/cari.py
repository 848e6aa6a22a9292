"""Search in the archive: fast by an index, inside what the asker may see by one queryset.

Two sieves, one after the other. `_reach` cuts the index down to people and cases near the asker,
so that the database need not look further; it decides nothing. What is shown, counted or quoted
has then passed `dokumen_visible_to` or a running case, which guard every file.
"""

from collections.abc import Sequence
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
    cases_running,
    dokumen_visible_to,
    jenis_rahasia,
    ketentuan_in_force,
    warisan,
)
from sitamu.inti.models import Pegawai, Penempatan, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import bawahan, hak_held, in_force, units_granted

ORANG_MAKS: Final = 2_000  # people named one by one in a question; beyond, by their units
ORANG_DULU: Final = 200  # up to so many, their papers are fetched first and compared one by one
KASUS_MAKS: Final = 5_000
TRIGRAM: Final = 3  # characters from which the index of parts of words knows a word
SIEVE: Final = 24  # rows taken from the index at a time
ROUNDS: Final = 50
JAJAK: Final = 2_000  # hits looked up before it is decided how the newest are found
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
        known = cara is Cara.KATA and len(pertanyaan.kata) == 1
        found = _page(user, rows, few=scope.few, known=known, today=today, setelah=setelah)
        if found.ids or setelah:
            return HasilCari(
                _temuan(found.ids, pertanyaan, today=today),
                cara,
                None if setelah else found.jumlah,
                found.lebih and not setelah,
                Tempat(*found.lanjut, cara) if found.lanjut else None,
            )
    return HasilCari([], None, 0)


def _ways(pertanyaan: Pertanyaan) -> list[Cara]:
    if pertanyaan.nip:
        return [Cara.NIP]
    ways = [Cara.KATA]
    if any(len(word) >= TRIGRAM for word in pertanyaan.kata):
        ways.append(Cara.BAGIAN)
    if pertanyaan.ejaan:
        ways.append(Cara.MIRIP)
    return ways


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
    """Rows that `user` might see, named as cheaply as can be; None for a closed account."""
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


Baris = tuple[datetime, UUID, UUID]  # day of the version, document, version


@dataclass(frozen=True, slots=True)
class _Halaman:
    """Versions of one page, in order; `jumlah` and `lebih` tell of what was looked through."""

    ids: list[UUID]
    jumlah: int
    lebih: bool
    lanjut: tuple[datetime, UUID] | None


def _page(
    user: Pengguna,
    rows: QuerySet[IndeksDokumen],
    *,
    few: bool,
    known: bool,
    today: date,
    setelah: Tempat | None,
) -> _Halaman:
    """Up to `HASIL` visible versions, newest first, and how many there are up to the limit.

    What the second sieve takes away is not told by the figure.
    """
    place = (setelah.pada, setelah.dokumen_id) if setelah else None
    found: list[Baris] = []
    taken = 0
    for _ in range(ROUNDS):
        looked, more = _look(_behind(rows, place), few=few, known=known)
        seen = _seen(user, looked, today=today)
        found += [row for row in looked if row[2] in seen]
        taken += len(looked)
        if not more or len(found) > HASIL:
            break
        place = looked[-1][:2]
    jumlah = len(found)
    if more:
        jumlah = HITUNG_MAKS if jumlah == taken else min(jumlah, HASIL)
    shown = found[:HASIL]
    return _Halaman(
        [versi for *_, versi in shown],
        jumlah,
        more,
        shown[-1][:2] if len(found) > HASIL else None,
    )


def _look(rows: QuerySet[IndeksDokumen], *, few: bool, known: bool) -> tuple[list[Baris], bool]:
    """Rows newest first, and whether there are more; at least `HITUNG_MAKS` of them when so.

    The planner cannot know how often several words stand together: too low a guess sorts a tenth
    of the table, too high a guess walks all of it. So the words are looked up first, in no order
    and up to a limit. Up to there all are sorted here; beyond it, the newest are near the top.
    Of one word alone (`known`) its statistics are right.
    """
    plain = rows.order_by().values_list("pada", "dokumen", "versi")
    if few:
        found = list(plain.order_by("-pada", "-dokumen")[: HITUNG_MAKS + 1])
        return found, len(found) > HITUNG_MAKS
    with transaction.atomic(), connection.cursor() as cursor:
        if not known:
            cursor.execute("SET LOCAL enable_seqscan = off")
        found = list(plain[: JAJAK + 1])
        if len(found) <= JAJAK:
            found.sort(reverse=True)
            return found[: HITUNG_MAKS + 1], len(found) > HITUNG_MAKS
        cursor.execute("SET LOCAL enable_bitmapscan = off; SET LOCAL enable_seqscan = off")
        return list(plain.order_by("-pada", "-dokumen")[:SIEVE]), True


def _behind(
    rows: QuerySet[IndeksDokumen], place: tuple[datetime, UUID] | None
) -> QuerySet[IndeksDokumen]:
    if place is None:
        return rows
    pada, dokumen_id = place
    return rows.filter(pada__lte=pada).filter(Q(pada__lt=pada) | Q(dokumen__lt=dokumen_id))


def _seen(user: Pengguna, rows: Sequence[Baris], *, today: date) -> set[UUID]:
    """Versions of `rows` that `user` may read today, as `versi_visible_to` says it.

    By document and by running case in two questions: together, over a million documents, the
    planner prefers to read them all.
    """
    if not rows:
        return set()
    papers = {dokumen: versi for _, dokumen, versi in rows}
    visible = dokumen_visible_to(user, today=today).filter(pk__in=papers)
    seen = {papers[pk] for pk in visible.values_list("pk", flat=True)}
    rest = set(papers.values()) - seen
    if rest:
        opened = cases_running(user, today=today).filter(versi__in=rest)
        seen |= set(opened.values_list("versi", flat=True))
    return seen


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
            .values_list("pada", "dokumen", "versi")[:SIEVE]
        )
        order = list(near)
    seen = _seen(user, order, today=today)
    found = [versi for *_, versi in order if versi in seen][:HASIL]
    if not found:
        return HasilCari([], None, 0)
    return HasilCari(_temuan(found, pertanyaan, today=today), Cara.MIRIP, len(found))


def _temuan(versi_ids: Sequence[UUID], pertanyaan: Pertanyaan, *, today: date) -> list[Temuan]:
    """The hits with words of their text around what was asked; two queries."""
    if not versi_ids:
        return []
    versions = VersiDokumen.objects.select_related("dokumen__jenis", "dokumen__pegawai")
    found = versions.in_bulk(versi_ids)
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
        TeksVersi.objects.filter(versi__in=versi_ids)
        .exclude(teks="")
        .exclude(versi__dokumen__jenis__in=jenis_rahasia(on=today))
        .annotate(kutipan=text)
    )
    quotes = dict(rows.values_list("pk", "kutipan"))
    return [Temuan(found[pk], kutipan_of(quotes.get(pk, ""))) for pk in versi_ids if pk in found]
