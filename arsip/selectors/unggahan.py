"""Reads of files on their way: one's own batches, the scope for matching, suggestions, twins."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, Value, When
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from arsip.models import JenisDokumen, Unggahan, UnggahanMassal, VersiDokumen
from arsip.rules.dokumen import StatusVersi
from arsip.rules.unggahan import KEDALUWARSA, StatusPindai, StatusUnggahan, batang
from arsip.selectors import jenis_with_limit, versi_visible_to
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import nama_kunci
from sitamu.inti.selectors import pegawai_visible_to

SARAN: Final = 5
KEMBAR_MAKS: Final = 200
NAMA_MIN: Final = 78.0  # of 100, how alike a name must be to be suggested
NIP_BEDA_MAKS: Final = 2  # digits typed wrong
JENIS_MIN: Final = 70.0
# First what asks for somebody, then what is under way, then what is done.
URUTAN: Final = (
    StatusUnggahan.COCOKKAN,
    StatusUnggahan.DITOLAK,
    StatusUnggahan.MENGIRIM,
    StatusUnggahan.MENUNGGU,
    StatusUnggahan.TERSIMPAN,
    StatusUnggahan.DIURAI,
    StatusUnggahan.DIBUANG,
)


def massal_visible_to(user: Pengguna) -> QuerySet[UnggahanMassal]:
    """One's own batches: nobody else sees files that are not yet anybody's."""
    if not user.is_active:
        return UnggahanMassal.objects.none()
    return UnggahanMassal.objects.filter(oleh=user)


def massal_get(user: Pengguna, massal_id: UUID) -> UnggahanMassal:
    """One of one's own batches; raises NotFoundError."""
    massal = massal_visible_to(user).filter(pk=massal_id).first()
    if massal is None:
        raise NotFoundError
    return massal


def massal_list(user: Pengguna) -> QuerySet[UnggahanMassal]:
    """One's own batches, newest first, each with how its files stand."""
    named = {
        f"n_{status.lower()}": Count("unggahan", filter=Q(unggahan__status=status))
        for status in StatusUnggahan
    }
    return massal_visible_to(user).annotate(**named).order_by("-dibuat_pada")


def unggahan_visible_to(user: Pengguna) -> QuerySet[Unggahan]:
    """What one sent oneself."""
    if not user.is_active:
        return Unggahan.objects.none()
    return Unggahan.objects.filter(oleh=user)


def unggahan_get(user: Pengguna, unggahan_id: UUID) -> Unggahan:
    """One of one's own uploads; raises NotFoundError."""
    row = unggahan_visible_to(user).select_related("versi", "jenis", "pegawai")
    found = row.filter(pk=unggahan_id).first()
    if found is None:
        raise NotFoundError
    return found


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """How many files of a batch stand where; `total` leaves out ZIPs that were opened."""

    per_status: dict[str, int]

    def __getattr__(self, name: str) -> int:
        """`ringkas.tersimpan`: files in that state."""
        if name.upper() not in StatusUnggahan.__members__:
            raise AttributeError(name)
        return self.per_status.get(name.upper(), 0)

    @property
    def total(self) -> int:
        return sum(self.per_status.values()) - self.diurai

    @property
    def berjalan(self) -> bool:
        """The worker still has something to do."""
        return self.menunggu > 0


def massal_ringkas(massal: UnggahanMassal) -> Ringkasan:
    """Counts by state in one query."""
    rows = massal.unggahan.values_list("status").annotate(n=Count("pk")).order_by()
    return Ringkasan(dict(rows))


def massal_berkas(massal: UnggahanMassal, *, status: str = "") -> QuerySet[Unggahan]:
    """The files of a batch, those that need somebody first."""
    order = Case(
        *(When(status=s, then=Value(n)) for n, s in enumerate(URUTAN)), output_field=IntegerField()
    )
    rows = massal.unggahan.select_related("pegawai", "jenis", "versi", "induk")
    if status:
        rows = rows.filter(status=status)
    return rows.order_by(order, "nama", "pk")


def jenis_may_file(*, on: date) -> list[JenisDokumen]:
    """Kinds that may be filed by upload on that day."""
    return list(jenis_with_limit(on=on).filter(internal=False))


def pegawai_may_file(user: Pengguna, *, today: date) -> QuerySet[Pegawai]:
    """People into whose archive `user` may file: own, and those in units with ARSIP_UPLOAD."""
    return pegawai_visible_to(user, today=today, hak=Hak.ARSIP_UPLOAD)


def pegawai_by_nomor(user: Pengguna, nomor: str, *, today: date) -> Pegawai | None:
    """The person with that NIP or own number, in scope; else None, whether unknown or elsewhere."""
    if not nomor:
        return None
    people = pegawai_may_file(user, today=today)
    return people.filter(Q(nip=nomor) | Q(nomor_induk=nomor)).first()


def pegawai_by_name(user: Pengguna, nama: str, *, today: date) -> list[Pegawai]:
    """Up to `SARAN` people in scope whose name holds all these words."""
    words = nama_kunci(nama).split()
    if not any(len(word) > 2 for word in words):
        return []
    people = pegawai_may_file(user, today=today)
    for word in words:
        people = people.filter(nama_kunci__contains=word)
    return list(people.order_by("nama_kunci", "pk")[:SARAN])


def people_for_matching(user: Pengguna, *, today: date) -> list[tuple[str, str, str]]:
    """(id, number, folded name) of everybody in scope, once for a whole page of suggestions."""
    rows = pegawai_may_file(user, today=today).values_list("pk", "nip", "nomor_induk", "nama_kunci")
    return [(str(pk), nip or nomor or "", kunci) for pk, nip, nomor, kunci in rows]


def saran_pegawai(nama: str, people: Sequence[tuple[str, str, str]]) -> list[str]:
    """Ids of the people a file name may mean, likeliest first: a NIP nearly right, then a name."""
    stem = batang(nama)
    digits = re.sub(r"\D", "", max(re.findall(r"[\d .]{12,}", stem), key=len, default=""))
    found: list[str] = []
    if len(digits) >= 14:
        near = process.extract(
            digits,
            [nomor for _, nomor, _ in people],
            scorer=Levenshtein.distance,
            score_cutoff=NIP_BEDA_MAKS,
            limit=SARAN,
        )
        found += [people[at][0] for _, _, at in near]
    words = nama_kunci(re.sub(r"[\d_.\-]+", " ", stem))
    if len(words) >= 3:
        alike = process.extract(
            words,
            [name for _, _, name in people],
            scorer=fuzz.token_set_ratio,
            score_cutoff=NAMA_MIN,
            limit=SARAN,
        )
        found += [people[at][0] for _, _, at in alike]
    return list(dict.fromkeys(found))[:SARAN]


def saran_jenis(nama: str, jenis: Iterable[JenisDokumen]) -> list[str]:
    """Codes of the kinds a file name may mean, likeliest first."""
    stem = _words(batang(nama))
    if not stem:
        return []
    scored = [
        (max(fuzz.token_set_ratio(stem, _words(text)) for text in (k.kode, k.nama)), len(k.kode), k)
        for k in jenis
    ]
    good = sorted((row for row in scored if row[0] >= JENIS_MIN), key=lambda r: r[:2], reverse=True)
    return [kind.kode for _, _, kind in good[:3]]


def _words(text: str) -> str:
    return re.sub(r"[\W_\d]+", " ", text).upper().strip()


def kembar_of(
    user: Pengguna, *, sha256: str, kecuali: UUID, today: date, limit: int = 3
) -> list[VersiDokumen]:
    """Other documents with the same bytes that `user` may read: nobody learns of a paper so.

    `kecuali`: the document just filed.
    """
    if not sha256:
        return []
    same = (
        VersiDokumen.objects.filter(Q(sha256=sha256) | Q(sha256_masuk=sha256))
        .exclude(dokumen_id=kecuali)
        .exclude(status=StatusVersi.DITOLAK)
        .exclude(status=StatusVersi.MUSNAH)
    )
    found = list(same.values_list("pk", flat=True)[:KEMBAR_MAKS])
    if not found:  # nearly always; the scope is a large question
        return []
    return list(versi_visible_to(user, today=today).filter(pk__in=found).order_by("-pada")[:limit])


def unggahan_waiting(*, stale_before: datetime) -> QuerySet[Unggahan]:
    """Files whose bytes are all here and that no worker has in hand, oldest first."""
    return Unggahan.objects.filter(
        Q(diklaim_pada__isnull=True) | Q(diklaim_pada__lt=stale_before),
        status=StatusUnggahan.MENUNGGU,
    ).order_by("dibuat_pada", "pk")


def unggahan_silent(*, now: datetime) -> QuerySet[Unggahan]:
    """Half files of which nothing has come for a week."""
    return Unggahan.objects.filter(
        status=StatusUnggahan.MENGIRIM, diubah_pada__lt=now - KEDALUWARSA
    )


def unggahan_untidy() -> QuerySet[Unggahan]:
    """Files that are done, of which bytes still lie in the waiting room."""
    return Unggahan.objects.filter(
        Q(bagian__isnull=False) | ~Q(kunci_simpan=""),
        status__in=[
            StatusUnggahan.TERSIMPAN,
            StatusUnggahan.DITOLAK,
            StatusUnggahan.DIBUANG,
            StatusUnggahan.DIURAI,
        ],
    ).distinct()


@dataclass(frozen=True, slots=True)
class Antrean:
    """What waits for the virus scanner, and since when."""

    jumlah: int
    sejak: datetime | None


def pindai_antrean() -> Antrean:
    """Versions without a verdict."""
    found = VersiDokumen.objects.filter(pindai=StatusPindai.MENUNGGU).aggregate(
        jumlah=Count("pk"), sejak=Min("pada")
    )
    return Antrean(found["jumlah"], found["sejak"])
