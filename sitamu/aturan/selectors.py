"""Reads of dated parameters as their keepers see them: in force, coming, past, drafted, tried."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from kepegawaian.selectors.aturan import BarisAturan, PustakaAturan
from presensi.rules.tpp.aturan import tpp_baca
from sitamu.aturan.errors import BelumDicobaError, OrangKeduaError
from sitamu.aturan.models import BedaUji, DrafParameter, JenisUji, StatusDraf, UjiDraf
from sitamu.aturan.rules.bentuk import Bentuk, Galat, periksa_nilai
from sitamu.aturan.rules.daftar_bentuk import BENTUK
from sitamu.inti.errors import DomainError, NotAllowedError, NotFoundError
from sitamu.inti.models import Parameter, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import holders_of, parameter_versions, pegawai_visible_to, units_granted

# How the rules read a parameter: what passes its shape must also pass here.
BANGUN: Final[dict[str, Callable[[PustakaAturan], object]]] = {
    "ANGKA_KREDIT": lambda p: p.angka_kredit,
    "BUP": lambda p: p.bup,
    "CUTI": lambda p: p.cuti,
    "CUTI_JENIS": lambda p: p.cuti,
    "CUTI_TAHUNAN": lambda p: p.cuti,
    "ESELON_JABATAN": lambda p: p.eselon,
    "GAJI_CPNS": lambda p: p.gaji_cpns,
    "GAJI_PNS": lambda p: p.gaji_pns,
    "GAJI_PPPK": lambda p: p.gaji_pppk,
    "KGB_PNS": lambda p: p.kgb_pns,
    "KGB_PPPK": lambda p: p.kgb_pppk,
    "KP_ESELON": lambda p: p.kp_struktural,
    "KP_IJAZAH": lambda p: p.kp_ijazah,
    "KP_JENDELA": lambda p: p.jendela_kp(p.pada),
    "KP_PENDIDIKAN": lambda p: p.kp,
    "KP_PENGABDIAN": lambda p: p.kp_pengabdian,
    "KP_PERIODE": lambda p: p.periode_kp,
    "KP_REGULER": lambda p: p.kp_reguler,
    "MKG": lambda p: p.mkg,
    "MPP": lambda p: p.mpp,
    "NIP_PERIKSA": lambda p: p.nip,
    "PENSIUN_ANAK": lambda p: p.anak,
    "PENSIUN_BATAS": lambda p: p.batas_pensiun,
    "PENSIUN_HAK": lambda p: p.syarat_hak,
    "PENSIUN_HILANG": lambda p: p.hilang,
    "PENSIUN_POKOK": lambda p: p.pokok,
    "PMK": lambda p: p.pmk,
    "TPP": lambda p: tpp_baca(p.baris("TPP").nilai),
    "UJIAN_DINAS": lambda p: p.kp,
    **{
        kunci: lambda p, kunci=kunci: p.syarat_kp(kunci)  # type: ignore[misc]
        for kunci in (
            "KP_DIPERBANTUKAN",
            "KP_FUNGSIONAL",
            "KP_PENEMUAN",
            "KP_PRESTASI",
            "KP_SPESIALIS",
            "KP_STRUKTURAL_DI_BAWAH",
            "KP_STRUKTURAL_DI_DALAM",
            "KP_TUGAS_BELAJAR",
        )
    },
}


def referensi_units(user: Pengguna, *, today: date) -> QuerySet[UnitKerja]:
    """The root unit, when `user` holds REFERENSI_EDIT over it: the law holds for the whole."""
    return units_granted(user, Hak.REFERENSI_EDIT, on=today).filter(induk__isnull=True)


def referensi_require(user: Pengguna, *, today: date) -> None:
    """Raise NotAllowedError unless `user` keeps the reference data of the whole kabupaten."""
    if not referensi_units(user, today=today).exists():
        raise NotAllowedError(langkah="Aturan dijaga oleh pemegang hak atas seluruh unit kerja.")


def bentuk_get(kunci: str) -> Bentuk:
    """The shape of a parameter; raises NotFoundError for a key without one."""
    if kunci not in BENTUK:
        raise NotFoundError
    return BENTUK[kunci]


# Versions


@dataclass(frozen=True, slots=True)
class Keadaan:
    """One parameter on one day. `versi`: every version, newest first, without the values."""

    bentuk: Bentuk
    versi: tuple[Parameter, ...]
    berlaku: Parameter | None
    akan: tuple[Parameter, ...]  # next one first
    draf: DrafParameter | None


def parameter_states(*, today: date) -> list[Keadaan]:
    """Every parameter that has a shape, in the order of the shapes; two queries."""
    rows: dict[str, list[Parameter]] = {}
    versions = Parameter.objects.filter(kunci__in=BENTUK).defer("nilai").order_by("-berlaku_mulai")
    for row in versions:
        rows.setdefault(row.kunci, []).append(row)
    drafts = {row.kunci: row for row in draf_open()}
    return [
        _state(bentuk, rows.get(kunci, []), drafts.get(kunci), today=today)
        for kunci, bentuk in BENTUK.items()
    ]


def parameter_state(kunci: str, *, today: date) -> Keadaan:
    """One parameter; two queries. Raises NotFoundError."""
    bentuk = bentuk_get(kunci)
    rows = (
        Parameter.objects.filter(kunci=kunci)
        .defer("nilai")
        .select_related("dimasukkan_oleh")
        .order_by("-berlaku_mulai")
    )
    return _state(bentuk, list(rows), draf_open().filter(kunci=kunci).first(), today=today)


def _state(
    bentuk: Bentuk, rows: list[Parameter], draf: DrafParameter | None, *, today: date
) -> Keadaan:
    begun = [row for row in rows if row.berlaku_mulai <= today]
    coming = [row for row in rows if row.berlaku_mulai > today]
    return Keadaan(bentuk, tuple(rows), begun[0] if begun else None, tuple(reversed(coming)), draf)


def versi_get(versi_id: UUID) -> Parameter:
    """One version of a parameter that has a shape; raises NotFoundError."""
    row = (
        Parameter.objects.filter(pk=versi_id, kunci__in=BENTUK)
        .select_related("dimasukkan_oleh")
        .first()
    )
    if row is None:
        raise NotFoundError
    return row


def versi_before(kunci: str, mulai: date) -> Parameter | None:
    """The version that one starting on `mulai` replaces."""
    rows = Parameter.objects.filter(kunci=kunci, berlaku_mulai__lt=mulai)
    return rows.order_by("-berlaku_mulai").first()


def versi_after(kunci: str, mulai: date) -> Parameter | None:
    """The version that replaces one starting on `mulai`."""
    rows = Parameter.objects.filter(kunci=kunci, berlaku_mulai__gt=mulai)
    return rows.order_by("berlaku_mulai").first()


def versi_taken(kunci: str, mulai: date) -> bool:
    """Whether a version starts on that very day."""
    return Parameter.objects.filter(kunci=kunci, berlaku_mulai=mulai).exists()


# Drafts


def draf_visible_to(user: Pengguna, *, today: date) -> QuerySet[DrafParameter]:
    """Drafts of those who keep the reference data; nobody else knows of them."""
    rows = DrafParameter.objects.select_related("dibuat_oleh", "diubah_oleh", "dari", "parameter")
    return rows if referensi_units(user, today=today).exists() else rows.none()


def draf_get(user: Pengguna, draf_id: UUID, *, today: date) -> DrafParameter:
    """One of them; raises NotFoundError."""
    draf = draf_visible_to(user, today=today).filter(pk=draf_id).first()
    if draf is None:
        raise NotFoundError
    return draf


def draf_open() -> QuerySet[DrafParameter]:
    """Drafts neither activated nor thrown away."""
    return DrafParameter.objects.filter(status=StatusDraf.DRAF).select_related("diubah_oleh")


def with_draf(draf: BarisAturan) -> Callable[[str], Iterable[BarisAturan]]:
    """The law with a draft in it: for `PustakaAturan(versi=…)`; each parameter is read once."""
    known: dict[str, list[BarisAturan]] = {}

    def versions(kunci: str) -> list[BarisAturan]:
        if kunci not in known:
            rows: list[BarisAturan] = list(parameter_versions(kunci))
            if kunci == draf.kunci:
                rows = [row for row in rows if row.berlaku_mulai != draf.berlaku_mulai]
                rows.append(draf)
            known[kunci] = rows
        return known[kunci]

    return versions


def faults_of(draf: BarisAturan) -> list[Galat]:
    """Everything wrong with a drafted version; what fits its shape is read by the rules too."""
    faults = periksa_nilai(bentuk_get(draf.kunci), draf.nilai)
    if faults or draf.kunci not in BANGUN:
        return faults
    try:
        BANGUN[draf.kunci](PustakaAturan(pada=draf.berlaku_mulai, versi=_alone(draf)))
    except (DomainError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        return [Galat("", f"Aturan tidak dapat membaca isian ini ({type(error).__name__}).")]
    return []


def _alone(draf: BarisAturan) -> Callable[[str], Iterator[BarisAturan]]:
    """The draft, and of all other parameters their first version, in force for ever."""

    def versions(kunci: str) -> Iterator[BarisAturan]:
        if kunci == draf.kunci:
            yield draf
            return
        first = Parameter.objects.filter(kunci=kunci).order_by("berlaku_mulai").first()
        if first is not None:
            first.berlaku_mulai = min(first.berlaku_mulai, draf.berlaku_mulai)
            yield first

    return versions


# Trials


def uji_get(user: Pengguna, uji_id: UUID, *, today: date) -> UjiDraf:
    """One trial of a visible draft; raises NotFoundError."""
    drafts = draf_visible_to(user, today=today).values("pk")
    uji = (
        UjiDraf.objects.filter(pk=uji_id, draf__in=drafts)
        .select_related("draf", "pekerjaan", "oleh")
        .first()
    )
    if uji is None:
        raise NotFoundError
    return uji


def uji_latest(draf: DrafParameter) -> dict[str, UjiDraf]:
    """The newest trial of each kind."""
    rows = UjiDraf.objects.filter(draf=draf).select_related("pekerjaan", "oleh")
    newest: dict[str, UjiDraf] = {}
    for row in rows.order_by("dibuat_pada"):
        newest[row.jenis] = row
    return newest


def uji_asked(draf: DrafParameter) -> tuple[JenisUji, ...]:
    """The trials a draft must have gone through: none when no rule reads the parameter."""
    return tuple(JenisUji) if bentuk_get(draf.kunci).pegawai else ()


def law_count() -> int:
    """How many versions of all parameters there are; rows are never removed."""
    return Parameter.objects.filter(kunci__in=BENTUK).count()


def uji_missing(draf: DrafParameter) -> dict[str, str]:
    """Trials that are not done since the last edit, or since another version came: code, words."""
    newest, count = uji_latest(draf), law_count()
    return {
        jenis.value: str(jenis.label).lower()
        for jenis in uji_asked(draf)
        if (uji := newest.get(jenis)) is None
        or uji.selesai_pada is None
        or (uji.versi, uji.jumlah_aturan) != (draf.versi, count)
    }


def beda_visible_to(user: Pengguna, uji: UjiDraf, *, today: date) -> QuerySet[BedaUji]:
    """The differences of one trial for people whose record `user` may see."""
    people = pegawai_visible_to(user, today=today)
    return BedaUji.objects.filter(uji=uji, pegawai__in=people).select_related("unit")


# Activation


def second_person_needed(user: Pengguna, draf: DrafParameter, *, today: date) -> bool:
    """Whether somebody else must activate: `user` edited last, and is not the only keeper."""
    if draf.diubah_oleh_id != user.pk:
        return False
    root = referensi_units(user, today=today).first()
    if root is None:
        return False
    others = holders_of(Hak.REFERENSI_EDIT, root, on=today).exclude(pk=user.pk)
    return others.exists()


def activation_refused(user: Pengguna, draf: DrafParameter, *, today: date) -> DomainError | None:
    """Why `user` cannot activate the draft now; None when nothing but the last yes is missing."""
    if missing := uji_missing(draf):
        return BelumDicobaError(missing)
    if second_person_needed(user, draf, today=today):
        return OrangKeduaError()
    return None


def published_on(pada: date) -> list[dict[str, Any]]:
    """Every rule in force on that day, for other agencies: no office texts, no personal data."""
    rows = (
        Parameter.objects.filter(
            kunci__in=[b.kunci for b in BENTUK.values() if b.pegawai], berlaku_mulai__lte=pada
        )
        .order_by("kunci", "-berlaku_mulai")
        .distinct("kunci")
    )
    return [
        {
            "kunci": row.kunci,
            "judul": BENTUK[row.kunci].judul,
            "berlaku_mulai": row.berlaku_mulai.isoformat(),
            "dasar_hukum": row.dasar_hukum,
            "nilai": row.nilai,
        }
        for row in rows
    ]
