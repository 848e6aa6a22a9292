"""The people of the demo, chosen by rule from the staff list, with their accounts and offices.

Who plays whom is kept in a dated parameter row, so that a later start finds the same people.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kepegawaian.rules.golongan import golongan_parse
from kepegawaian.rules.nominatif import JenisNominatif
from kepegawaian.selectors.nominatif import perkiraan_list
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import (
    Kedudukan,
    Parameter,
    Pegawai,
    PejabatPenandatangan,
    PemberianHak,
    Penempatan,
    Pengguna,
    UnitKerja,
)
from sitamu.inti.rules.hak import HAK_OF, Peran
from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.selectors import in_force, placed_in
from sitamu.inti.services.akun import akun_open
from sitamu.inti.services.hak import hak_grant

KUNCI: Final = "demo_akun"
SANDI: Final = "contoh-sitamu-2026"
DASAR: Final = "Contoh: data percobaan"
TERTINGGI: Final = "IV/b"  # higher ranks are decided at BKN
KASUS: Final = 7

ASN, REKAN, JAUH = "asn", "rekan", "jauh"
OPERATOR, OPERATOR_LAIN, KEPALA = "operator", "operator_lain", "kepala"
VERIFIKATOR, VERIFIKATOR_2, PENANDATANGAN = "verifikator", "verifikator_2", "penandatangan"
BUPATI, PENGIRIMAN, ADMIN = "bupati", "pengiriman", "admin"
ARSIPARIS, ARSIPARIS_2 = "arsiparis", "arsiparis_2"
PRESENSI = "presensi"
TPP, TPP_BKPSDM, BPKAD = "tpp", "tpp_bkpsdm", "bpkad"

SEBUTAN: Final = {
    ASN: "ASN",
    JAUH: "ASN yang jauh dari kota",
    OPERATOR: "Operator OPD",
    KEPALA: "Kepala OPD",
    VERIFIKATOR: "Verifikator",
    VERIFIKATOR_2: "Verifikator kedua",
    PENANDATANGAN: "Penandatangan",
    BUPATI: "Bupati (penandatangan)",
    PENGIRIMAN: "Petugas pengiriman",
    ARSIPARIS: "Arsiparis",
    ARSIPARIS_2: "Arsiparis kedua",
    PRESENSI: "Pengelola presensi",
    TPP: "Pengelola TPP",
    TPP_BKPSDM: "Penyetuju TPP BKPSDM",
    BPKAD: "Petugas BPKAD",
    ADMIN: "Admin",
    OPERATOR_LAIN: "Operator OPD lain",
}


@dataclass(frozen=True, slots=True)
class Pemeran:
    """Who plays whom: part -> `nama_masuk`; `kasus`: NIP of people whose cases are on their way."""

    nomor: dict[str, str]
    kasus: tuple[str, ...]

    def pengguna(self, peran: str) -> Pengguna:
        return Pengguna.objects.get(nama_masuk=self.nomor[peran])

    def pegawai(self, peran: str) -> Pegawai:
        return Pegawai.objects.get(nip=self.nomor[peran])


def pemeran_of() -> Pemeran | None:
    """The cast of an earlier start, if any."""
    row = Parameter.objects.filter(kunci=KUNCI).order_by("-berlaku_mulai").first()
    return Pemeran(row.nilai["nomor"], tuple(row.nilai["kasus"])) if row else None


@transaction.atomic
def pemeran_make(*, now: datetime) -> Pemeran:
    """Choose the cast and give accounts, offices and second factors, all or nothing.

    Raises DataKurangError when the staff list has nobody for a part.
    """
    today = timezone.localdate(now)
    opd, bkpsdm, lain = _units(today)
    retiring = _retiring(opd, today)
    staff = {unit.pk: _staff(unit, today) for unit in (opd, bkpsdm, lain)}
    asn, rekan, jauh = _leading(retiring, today)
    taken = {row.nip for row in (asn, rekan, jauh)}
    people = {ASN: asn.nip, REKAN: rekan.nip, JAUH: jauh.nip}
    for part, unit in (
        (KEPALA, opd),
        (OPERATOR, opd),
        (PENANDATANGAN, bkpsdm),
        (VERIFIKATOR, bkpsdm),
        (VERIFIKATOR_2, bkpsdm),
        (PENGIRIMAN, bkpsdm),
        (ARSIPARIS, bkpsdm),
        (ARSIPARIS_2, bkpsdm),
        (PRESENSI, bkpsdm),
        (TPP, bkpsdm),
        (TPP_BKPSDM, bkpsdm),
        (BPKAD, bkpsdm),
        (OPERATOR_LAIN, lain),
    ):
        chief = part in (KEPALA, PENANDATANGAN)
        people[part] = _pick(staff[unit.pk], taken, chief=chief, unit=unit)
        taken.add(people[part])
    admin = _outsider("admin", "Admin Contoh")
    root = UnitKerja.objects.get(induk__isnull=True)
    PemberianHak.objects.bulk_create(
        PemberianHak(
            pengguna=admin,
            hak=hak.value,
            unit=root,
            peran=Peran.ADMIN.value,
            mulai=_since(today),
            dasar=DASAR,
        )
        for hak in sorted(HAK_OF[Peran.ADMIN])
    )
    for part, nip in people.items():
        if part != REKAN:  # the colleague without a phone has no account
            _open(nip, admin=admin, now=now)
    bupati = _outsider("bupati", "Bupati Contoh")
    nomor = {**people, ADMIN: admin.nama_masuk, BUPATI: bupati.nama_masuk}
    cast = Pemeran(nomor, tuple(row.nip for row in retiring if row.nip not in taken)[:KASUS])
    for part, peran, unit in (
        (OPERATOR, Peran.OPERATOR_OPD, opd),
        (KEPALA, Peran.KEPALA_OPD, opd),
        (OPERATOR_LAIN, Peran.OPERATOR_OPD, lain),
        (VERIFIKATOR, Peran.VERIFIKATOR, root),
        (VERIFIKATOR_2, Peran.VERIFIKATOR, root),
        (PENANDATANGAN, Peran.PENANDATANGAN, root),
        (BUPATI, Peran.PENANDATANGAN, root),
        (PENGIRIMAN, Peran.PETUGAS_PENGIRIMAN, root),
        (ARSIPARIS, Peran.ARSIPARIS, root),
        (ARSIPARIS_2, Peran.ARSIPARIS, root),
        (PRESENSI, Peran.PENGELOLA_PRESENSI, root),
        (TPP, Peran.PENGELOLA_TPP, root),
        (TPP_BKPSDM, Peran.PENYETUJU_TPP, root),
        (BPKAD, Peran.BPKAD, root),
    ):
        hak_grant(
            pengguna_id=cast.pengguna(part).pk,
            peran=peran,
            unit_id=unit.pk,
            mulai=_since(today),
            sampai=None,
            dasar=DASAR,
            actor=admin,
            now=now,
        )
    for akun in Pengguna.objects.filter(pemberian_hak__isnull=False).distinct():
        TOTP.activate(akun, generate_totp_secret())
    _signers(cast, opd, today)
    Parameter.objects.create(
        kunci=KUNCI,
        berlaku_mulai=today,
        nilai={"nomor": cast.nomor, "kasus": list(cast.kasus)},
        dasar_hukum=DASAR,
        keterangan="Pemeran data percobaan",
    )
    return cast


def _since(today: date) -> date:
    """Offices are held long enough that cases can lie in the past weeks."""
    return date(today.year - 1, 1, 1)


def _units(today: date) -> tuple[UnitKerja, UnitKerja, UnitKerja]:
    """The OPD where most people retire soon, the personnel office, and the largest other OPD."""
    opds = {
        u.jalur: u for u in UnitKerja.objects.filter(induk__induk__isnull=True, induk__isnull=False)
    }
    bkpsdm = next((u for u in opds.values() if "kepegawaian" in u.nama_kunci), None)
    paths = dict(UnitKerja.objects.values_list("pk", "jalur"))

    def largest(unit_ids: Iterable[Any], *but: UnitKerja | None) -> UnitKerja | None:
        counted = Counter(_two_levels(paths[pk]) for pk in unit_ids if pk)
        found = (opds.get(jalur) for jalur, _ in counted.most_common())
        return next((unit for unit in found if unit and unit not in but), None)

    soon = perkiraan_list(
        JenisNominatif.PENSIUN, dari=today, sampai=tambah_bulan(today, 14), today=today
    )
    opd = largest((fakta.unit_id for fakta, _ in soon), bkpsdm)
    placed = Penempatan.objects.filter(in_force(today)).values_list("unit_id", flat=True)
    other = largest(placed, bkpsdm, opd)
    if bkpsdm is None or opd is None or other is None:
        raise DataKurangError("unit kepegawaian dan dua OPD yang berpegawai")
    return opd, bkpsdm, other


def _two_levels(jalur: str) -> str:
    return ".".join(jalur.split(".")[:2]) + "."


def _below(unit: UnitKerja) -> QuerySet[UnitKerja]:
    return UnitKerja.objects.filter(jalur__startswith=unit.jalur)


@dataclass(frozen=True, slots=True)
class Calon:
    """Somebody who retires soon."""

    nip: str
    tmt: date
    unit_id: UUID | None


def _retiring(opd: UnitKerja, today: date) -> list[Calon]:
    """PNS of the OPD up to IV/b whose TMT lies 3 to 14 months ahead, the earliest first."""
    rows = perkiraan_list(
        JenisNominatif.PENSIUN,
        dari=tambah_bulan(today, 3),
        sampai=tambah_bulan(today, 14),
        today=today,
        scope=Pegawai.objects.filter(
            placed_in(_below(opd), on=today), kedudukan=Kedudukan.AKTIF, jenis="PNS"
        ),
    )
    highest = golongan_parse(TERTINGGI)
    found: list[Calon] = []
    for fakta, perkiraan in rows:
        held = fakta.golongan_pada(today)
        if perkiraan.tmt and held and held.golongan <= highest:
            found.append(Calon(fakta.nip, perkiraan.tmt, fakta.unit_id))
    return sorted(found, key=lambda calon: (calon.tmt, calon.nip))


def _leading(retiring: Sequence[Calon], today: date) -> tuple[Calon, Calon, Calon]:
    """The ASN (retires in half a year, has e-mail), a colleague without e-mail, one far away."""
    nips = [row.nip for row in retiring]
    mailed = set(
        Pegawai.objects.filter(nip__in=nips, profil__email__gt="").values_list("nip", flat=True)
    )
    km = dict(UnitKerja.objects.values_list("pk", "jarak_jalan_km"))
    later = [row for row in retiring if row.tmt >= tambah_bulan(today, 6)]
    with_mail = [row for row in later if row.nip in mailed]
    without = [row for row in later if row.nip not in mailed]
    if len(with_mail) < 2 or not without:
        raise DataKurangError("pegawai yang pensiun dalam setahun, dengan dan tanpa email")
    asn = with_mail[0]
    jauh = max(with_mail[1:], key=lambda r: (km.get(r.unit_id) if r.unit_id else 0) or 0)
    return asn, without[0], jauh


def _golongan(people: QuerySet[Pegawai], today: date) -> dict[UUID, str]:
    """Golongan of each of these people on that day."""
    riwayat = apps.get_model("kepegawaian", "RiwayatGolongan")
    rows = riwayat._default_manager.filter(  # noqa: SLF001  # its name in the stubs
        pegawai__in=people, tmt__lte=today
    )
    newest = rows.order_by("pegawai_id", "-tmt").distinct("pegawai_id")
    return dict(newest.values_list("pegawai_id", "golongan"))


def _staff(unit: UnitKerja, today: date) -> list[tuple[str, str, bool]]:
    """NIP, golongan and whether an e-mail is on record of PNS placed in the unit itself."""
    own = UnitKerja.objects.filter(pk=unit.pk)
    people = Pegawai.objects.filter(
        placed_in(own, on=today), kedudukan=Kedudukan.AKTIF, jenis="PNS"
    )
    golongan = _golongan(people, today)
    return sorted(
        (
            (nip, golongan.get(pk, ""), bool(email))
            for pk, nip, email in people.values_list("pk", "nip", "profil__email")
            if nip
        ),
        key=lambda row: (not row[2], row[0]),
    )


def _pick(
    staff: Iterable[tuple[str, str, bool]], taken: set[str], *, chief: bool, unit: UnitKerja
) -> str:
    """The highest rank for a chief; else the eldest with an e-mail below golongan IV."""
    free = [row for row in staff if row[0] not in taken]
    desk = [row for row in free if not row[1].startswith("IV")] or free
    if not free:
        raise DataKurangError(f"pegawai di {unit.nama} untuk akun contoh")
    return max(free, key=lambda row: (row[1], row[0]))[0] if chief else desk[0][0]


def _outsider(nama_masuk: str, nama: str) -> Pengguna:
    return Pengguna.objects.create_user(
        nama_masuk, SANDI, nama=nama, email=f"{nama_masuk}@contoh.test"
    )


def _open(nip: str, *, admin: Pengguna, now: datetime) -> None:
    """An account as it is after activation: password, and the e-mail of the record."""
    pegawai = Pegawai.objects.get(nip=nip)
    akun = akun_open(pegawai_id=pegawai.pk, actor=admin, now=now)
    akun.email = (
        Pegawai.objects.filter(pk=pegawai.pk).values_list("profil__email", flat=True).first() or ""
    )
    akun.set_password(SANDI)
    akun.save(update_fields=["email", "password"])


def _signers(cast: Pemeran, opd: UnitKerja, today: date) -> None:
    kepala = cast.pegawai(KEPALA)
    golongan = _golongan(Pegawai.objects.filter(pk=kepala.pk), today)[kepala.pk]
    kaban = cast.pegawai(PENANDATANGAN)
    PejabatPenandatangan.objects.bulk_create(
        [
            PejabatPenandatangan(
                kode="BUPATI",
                jabatan="BUPATI BONE",
                nama="BUPATI CONTOH",
                pengguna=cast.pengguna(BUPATI),
                mulai=_since(today),
                dasar=DASAR,
            ),
            PejabatPenandatangan(
                kode="KEPALA_BKPSDM",
                jabatan="Kepala BKPSDM",
                nama=kaban.nama_lengkap,
                pangkat="",
                nip=kaban.nip or "",
                pengguna=cast.pengguna(PENANDATANGAN),
                mulai=_since(today),
                dasar=DASAR,
            ),
            PejabatPenandatangan(
                kode="KEPALA_OPD",
                jabatan=f"Kepala {opd.nama}",
                nama=kepala.nama_lengkap,
                pangkat=golongan_parse(golongan).sebutan,
                nip=kepala.nip or "",
                pengguna=cast.pengguna(KEPALA),
                unit=opd,
                mulai=_since(today),
                dasar=DASAR,
            ),
        ]
    )


@dataclass(frozen=True, slots=True)
class Masuk:
    """One log-in as shown; `rahasia` and `kode` are empty without a second factor."""

    sebutan: str
    nama: str
    nama_masuk: str
    rahasia: str
    kode: str


def masuk_list(cast: Pemeran) -> list[Masuk]:
    """The log-ins with the code of this half minute, in three queries."""
    akun = {a.nama_masuk: a for a in Pengguna.objects.filter(nama_masuk__in=cast.nomor.values())}
    factors = {
        row.user_id: row
        for row in Authenticator.objects.filter(
            user__in=akun.values(), type=Authenticator.Type.TOTP
        )
    }
    rows = []
    for part, sebutan in SEBUTAN.items():
        pengguna = akun.get(cast.nomor.get(part, ""))  # an earlier cast may lack a part
        if pengguna is not None:
            secret, code = _code(factors.get(pengguna.pk))
            rows.append(Masuk(sebutan, pengguna.nama, pengguna.nama_masuk, secret, code))
    return rows


def _code(factor: Any) -> tuple[str, str]:
    if factor is None:
        return "", ""
    secret = decrypt(factor.data["secret"])
    counters = list(yield_hotp_counters_from_time())
    return secret, format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
