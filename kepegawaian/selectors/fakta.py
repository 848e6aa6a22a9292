"""Facts of many people, streamed: the one way in which rules get the record."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from kepegawaian.models import (
    Cuti,
    Jabatan,
    KontrakPppk,
    RiwayatAngkaKredit,
    RiwayatGolongan,
    RiwayatHukdis,
    RiwayatJabatan,
    RiwayatKgb,
    RiwayatPendidikan,
    RiwayatPmk,
    RiwayatSkp,
    RiwayatUjian,
)
from kepegawaian.rules.alur_cuti import StatusCuti
from kepegawaian.rules.cuti import JenisCuti
from kepegawaian.rules.fakta import (
    AngkaKreditFakta,
    FaktaPegawai,
    GolonganFakta,
    KgbFakta,
    KontrakFakta,
    PendidikanFakta,
    PmkFakta,
    ijazah_kode,
)
from kepegawaian.rules.golongan import SEMUA
from kepegawaian.rules.hukdis import BarisHukdis, TingkatHukdis
from kepegawaian.rules.jabatan import JabatanFakta, JenisJabatan, Jenjang, Rumpun
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.masa_kerja import Cltn, MasaKerja
from sitamu.inti.models import HubunganAtasan, Pegawai, Penempatan
from sitamu.inti.selectors import in_force

SEKALI: Final = 2000  # rows fetched at a time from each stream
Row = tuple[Any, ...]


def jabatan_fakta(jabatan: Jabatan) -> JabatanFakta:
    """The post as the rules see it."""
    return JabatanFakta(
        jenis=JenisJabatan(jabatan.jenis) if jabatan.jenis else None,
        jenjang=Jenjang(jabatan.jenjang) if jabatan.jenjang else None,
        rumpun=Rumpun(jabatan.rumpun) if jabatan.rumpun else None,
        nama=jabatan.nama,
    )


def fakta_load(scope: QuerySet[Pegawai], *, today: date) -> Iterator[FaktaPegawai]:
    """Facts of everybody in `scope` (not sliced), by id.

    Fourteen queries whatever the number of people, and memory for a few thousand rows: each table
    comes as a stream in the order of the people, and the streams are merged. Post and unit are
    those of `today`; histories come whole, rows from days to come included.
    """
    ids = scope.order_by().values("pk")
    posts = {post.pk: jabatan_fakta(post) for post in Jabatan.objects.all()}
    held = RiwayatJabatan.objects.filter(tmt__lte=today)
    places = _Stream(Penempatan.objects.filter(in_force(today)), ids, "unit_id")
    superior = _Stream(HubunganAtasan.objects.filter(in_force(today)), ids, "atasan__kedudukan")
    post = _Stream(held, ids, "jabatan_id", "tmt")
    golongan = _Stream(
        RiwayatGolongan.objects.all(), ids, "golongan", "tmt", "mkg_tahun", "mkg_bulan", "jenis_kp"
    )
    kgb = _Stream(RiwayatKgb.objects.all(), ids, "golongan", "tmt", "mkg_tahun")
    pmk = _Stream(RiwayatPmk.objects.all(), ids, "tmt", "tahun", "bulan")
    skp = _Stream(RiwayatSkp.objects.all(), ids, "tahun", "predikat")
    hukdis = _Stream(RiwayatHukdis.objects.all(), ids, "tingkat", "tmt", "akhir", "jenis")
    schools = _Stream(RiwayatPendidikan.objects.all(), ids, "tingkat", "sudah_dicantumkan")
    leaves = Cuti.objects.filter(jenis=JenisCuti.CLTN, status=StatusCuti.DISETUJUI)
    cltn = _Stream(leaves, ids, "mulai", "selesai")
    kontrak = _Stream(KontrakPppk.objects.all(), ids, "mulai", "akhir")
    points = _Stream(
        RiwayatAngkaKredit.objects.all(), ids, "tanggal", "angka_kredit", "angka_kredit_jenjang"
    )
    ujian = _Stream(RiwayatUjian.objects.all(), ids, "jenis")
    people = scope.order_by("pk").values_list(
        "pk",
        "nip",
        "nomor_induk",
        "nama",
        "jenis",
        "kedudukan",
        "profil__jenis_kelamin",
        "profil__tanggal_lahir",
        "profil__tmt_cpns",
        "profil__tmt_pns",
    )
    for pk, nip, nomor, nama, jenis, kedudukan, sex, lahir, cpns, pns in people.iterator(SEKALI):
        unread: list[str] = []
        unit, boss = places.of(pk), superior.of(pk)
        now = max(post.of(pk), key=_by_tmt, default=None)
        yield FaktaPegawai(
            pegawai_id=pk,
            nip=nip or nomor or "",
            nama=nama,
            jenis=jenis,
            kedudukan=kedudukan,
            unit_id=unit[0][1] if unit else None,
            atasan_kedudukan=boss[0][1] if boss else "",
            jenis_kelamin=sex or "",
            tanggal_lahir=lahir,
            tmt_cpns=cpns,
            tmt_pns=pns,
            jabatan=posts.get(now[1]) if now else None,
            tmt_jabatan=now[2] if now else None,
            golongan=tuple(_golongan(golongan.of(pk), unread)),
            kgb=tuple(_kgb(kgb.of(pk), unread)),
            pmk=tuple(PmkFakta(tmt, _masa(tahun, bulan)) for _, tmt, tahun, bulan in pmk.of(pk)),
            skp=dict(_skp(skp.of(pk), unread)),
            hukdis=tuple(_hukdis(hukdis.of(pk), unread)),
            pendidikan=tuple(_school(tingkat, ya) for _, tingkat, ya in schools.of(pk)),
            kontrak=tuple(KontrakFakta(mulai, akhir) for _, mulai, akhir in kontrak.of(pk)),
            angka_kredit=tuple(AngkaKreditFakta(*row[1:]) for row in points.of(pk)),
            ujian=frozenset(jenis for _, jenis in ujian.of(pk)),
            cltn=tuple(_cltn(mulai, selesai) for _, mulai, selesai in cltn.of(pk)),
            tak_terbaca=tuple(unread),
        )


def _cltn(mulai: date, selesai: date) -> Cltn:
    """First month of leave and month of return."""
    kembali = selesai + timedelta(days=1)
    return (mulai.year, mulai.month), (kembali.year, kembali.month)


def cltn_of(pegawai_id: UUID) -> list[Cltn]:
    """Approved leave of one person outside the state's cost, which is no service."""
    rows = Cuti.objects.filter(
        pegawai=pegawai_id, jenis=JenisCuti.CLTN, status=StatusCuti.DISETUJUI
    )
    return [_cltn(row.mulai, row.selesai) for row in rows]


def fakta_of(pegawai: Pegawai, *, today: date) -> FaktaPegawai:
    """Facts of one person."""
    return next(fakta_load(Pegawai.objects.filter(pk=pegawai.pk), today=today))


class _Stream:
    """The rows of one table, the person's id first, handed out person by person.

    People are asked for in rising order; rows of people who are not asked for are passed over.
    """

    def __init__(self, rows: QuerySet[Any], ids: QuerySet[Any], *columns: str) -> None:
        ordered = rows.filter(pegawai__in=ids).order_by("pegawai_id")
        self._rows = ordered.values_list("pegawai_id", *columns).iterator(SEKALI)
        self._next: Row | None = next(self._rows, None)

    def of(self, pegawai_id: UUID) -> list[Row]:
        """The rows of one person."""
        row = self._next
        while row is not None and row[0] < pegawai_id:
            row = next(self._rows, None)
        found = []
        while row is not None and row[0] == pegawai_id:
            found.append(row)
            row = next(self._rows, None)
        self._next = row
        return found


def _by_tmt(row: Row) -> Any:
    return row[2], str(row[1])  # two posts from one day: always the same one


@cache
def _masa(tahun: int, bulan: int) -> MasaKerja:
    return MasaKerja(tahun, bulan)


@cache
def _school(tingkat: str, dicantumkan: bool) -> PendidikanFakta:  # noqa: FBT001
    return PendidikanFakta(tingkat, ijazah_kode(tingkat), dicantumkan)


def _golongan(rows: Iterable[Row], unread: list[str]) -> Iterator[GolonganFakta]:
    for _, kode, tmt, tahun, bulan, jenis_kp in rows:
        if kode in SEMUA:
            yield GolonganFakta(SEMUA[kode], tmt, _masa(tahun, bulan), jenis_kp)
        else:
            unread.append(f"golongan “{kode}”")


def _kgb(rows: Iterable[Row], unread: list[str]) -> Iterator[KgbFakta]:
    for _, kode, tmt, tahun in rows:
        if kode in SEMUA:
            yield KgbFakta(SEMUA[kode], tmt, tahun)
        else:
            unread.append(f"golongan KGB “{kode}”")


_PREDIKAT: Final = {p.value: p for p in Predikat}
_TINGKAT: Final = {t.value: t for t in TingkatHukdis}


def _skp(rows: Iterable[Row], unread: list[str]) -> Iterator[tuple[int, Predikat]]:
    for _, tahun, predikat in rows:
        if predikat in _PREDIKAT:
            yield tahun, _PREDIKAT[predikat]
        else:
            unread.append(f"predikat SKP {tahun} “{predikat}”")


def _hukdis(rows: Iterable[Row], unread: list[str]) -> Iterator[BarisHukdis]:
    for _, tingkat, tmt, akhir, jenis in rows:
        if tingkat.lower() in _TINGKAT:
            yield BarisHukdis(_TINGKAT[tingkat.lower()], tmt, akhir, jenis)
        else:
            unread.append(f"tingkat hukuman disiplin “{tingkat}”")
