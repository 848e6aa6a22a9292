"""Acting for somebody: delegated by the holder, or Plt, Plh and Pj recorded by an officer.

Rights and signature are rows with the same dates, so whoever asks "who may" or "who signs" on a
day needs to know nothing of acting. All end together.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Greatest
from django.utils import timezone

from sitamu.inti.errors import ConflictError, DomainError, NotAllowedError, NotFoundError
from sitamu.inti.models import (
    JenisPenugasan,
    Pegawai,
    PejabatPenandatangan,
    PemberianHak,
    Pengguna,
    Penugasan,
    UnitKerja,
)
from sitamu.inti.rules.hak import HAK_OF, Hak, Peran
from sitamu.inti.rules.pengguna import nama_masuk_baku
from sitamu.inti.selectors import (
    bawahan,
    in_force,
    penugasan_visible_to,
    placed_in,
    units_granted,
)

PALING_LAMA: Final = timedelta(days=366)
TIDAK_DIDELEGASIKAN: Final = frozenset({Peran.ADMIN})
"""Accounts and the law itself are nobody's to pass on."""
DIJALANKAN: Final = (Peran.KEPALA_OPD, Peran.PENANDATANGAN)
"""Offices of which there are Plt, Plh and Pj."""


class PenugasanError(DomainError):
    """Dates or people that do not fit."""

    code = "penugasan_tidak_sah"
    http_status = 422


@dataclass(frozen=True, slots=True)
class Surat:
    """The letter it rests on, and the days it holds, both inclusive."""

    mulai: date
    sampai: date
    nomor: str
    tanggal: date
    persetujuan: str = ""


@dataclass(frozen=True, slots=True)
class Kantor:
    """An office that signs: its code, and the words under its line. `pangkat`: of who acts."""

    kode: str
    jabatan: str
    pangkat: str = ""


@transaction.atomic
def penugasan_delegate(
    *,
    nama_masuk: str,
    peran: Peran | None,
    unit_id: UUID | None,
    sebagai_atasan: bool,
    surat: Surat,
    actor: Pengguna,
    now: datetime,
) -> Penugasan:
    """A holder passes on an office over a unit, being the superior, or both, for a time.

    Only what is one's own and held over all these days: nobody passes on what was passed to them.
    The rights of the holder stay. Raises NotFoundError (nobody of that number in reach),
    NotAllowedError (not held), PenugasanError, ConflictError.
    """
    today = timezone.localdate(now)
    _dates(surat, today)
    if peran in TIDAK_DIDELEGASIKAN:
        raise NotAllowedError("Peran ini tidak dapat didelegasikan.")
    own = Pegawai.objects.filter(pengguna=actor).first()
    unit, rights = _held(actor, peran, unit_id, surat)
    if sebagai_atasan and (own is None or not bawahan(actor, today=today).exists()):
        raise PenugasanError("Anda tidak tercatat sebagai atasan siapa pun.")
    if unit is None:
        if not sebagai_atasan or own is None:
            raise PenugasanError("Pilih peran, atau centang sebagai atasan.")
        unit = _unit_of(own, today)
    penerima = _receiver(nama_masuk, unit, actor, today)
    penugasan = _record(
        Penugasan(
            jenis=JenisPenugasan.DELEGASI,
            penerima=penerima,
            pemberi=actor,
            menggantikan=own if sebagai_atasan else None,
            unit=unit,
            peran=peran.value if peran else "",
        ),
        surat,
        actor=actor,
        now=now,
    )
    _give(penugasan, rights, actor=actor)
    return penugasan


def _held(
    actor: Pengguna, peran: Peran | None, unit_id: UUID | None, surat: Surat
) -> tuple[UnitKerja | None, list[Hak]]:
    """The unit and the rights of an office that the actor holds by themself on all these days."""
    if peran is None or unit_id is None:
        return None, []
    rows = list(
        PemberianHak.objects.filter(
            Q(sampai__isnull=True) | Q(sampai__gte=surat.sampai),
            pengguna=actor,
            peran=peran.value,
            unit=unit_id,
            mulai__lte=surat.mulai,
            penugasan__isnull=True,
        ).select_related("unit")
    )
    if not rows:
        raise NotAllowedError("Anda tidak memegang peran itu sepanjang tanggal yang dipilih.")
    return rows[0].unit, sorted({Hak(row.hak) for row in rows})


@transaction.atomic
def penugasan_appoint(
    *,
    jenis: JenisPenugasan,
    nama_masuk: str,
    peran: Peran,
    unit_id: UUID,
    kantor: Kantor,
    menggantikan_nip: str,
    surat: Surat,
    actor: Pengguna,
    now: datetime,
) -> Penugasan:
    """Record a Plt, Plh or Pj of an office over a unit, with the signature it has for that time.

    By whoever manages accounts of the unit, never for themself. Whose post it is, when the record
    names one, is followed by their subordinates too. Raises NotFoundError, NotAllowedError,
    PenugasanError, ConflictError.
    """
    today = timezone.localdate(now)
    _dates(surat, today)
    units = units_granted(actor, Hak.PENGGUNA_MANAGE, on=today)
    unit = units.filter(pk=unit_id).first()
    if unit is None:
        raise NotFoundError
    if jenis is JenisPenugasan.DELEGASI or peran not in DIJALANKAN:
        raise PenugasanError("Pilih Plt., Plh., atau Pj., dan jabatan yang dijalankan.")
    root = UnitKerja.objects.filter(induk__isnull=True).first() or unit
    penerima = _receiver(nama_masuk, root, actor, today)
    pegawai = Pegawai.objects.filter(pengguna=penerima).first()
    if pegawai is None:
        raise PenugasanError("Penerima harus seorang pegawai.")
    lama = _predecessor(kantor.kode, unit, menggantikan_nip, on=surat.mulai)
    if lama is not None and lama.pk == pegawai.pk:
        raise PenugasanError("Penerima sudah memegang jabatan itu.")
    penugasan = _record(
        Penugasan(
            jenis=jenis,
            penerima=penerima,
            menggantikan=lama,
            unit=unit,
            peran=peran.value,
            jabatan=kantor.jabatan,
        ),
        surat,
        actor=actor,
        now=now,
    )
    _give(penugasan, sorted(HAK_OF[peran]), actor=actor)
    PejabatPenandatangan.objects.create(
        kode=kantor.kode,
        jabatan=kantor.jabatan,
        nama=pegawai.nama_lengkap,
        pangkat=kantor.pangkat,
        nip=pegawai.nip or "",
        pengguna=penerima,
        unit=unit if kantor.kode == "KEPALA_OPD" else None,
        mulai=surat.mulai,
        sampai=surat.sampai,
        dasar=f"{surat.nomor}, {surat.tanggal:%d-%m-%Y}",
        penugasan=penugasan,
    )
    return penugasan


def _predecessor(kode: str, unit: UnitKerja, nip: str, *, on: date) -> Pegawai | None:
    """Whose post it is: the one named, else whoever holds the office on record that day."""
    if nip.strip():
        found = Pegawai.objects.filter(nip=nip.replace(" ", "")).first()
        if found is None:
            raise PenugasanError("NIP pejabat yang digantikan tidak ditemukan.")
        return found
    rows = PejabatPenandatangan.objects.filter(in_force(on), kode=kode, penugasan__isnull=True)
    if kode == "KEPALA_OPD":
        rows = rows.filter(unit=unit)
    held = rows.exclude(nip="").order_by("-mulai").first()
    return Pegawai.objects.filter(nip=held.nip).first() if held else None


@transaction.atomic
def penugasan_end(
    *, penugasan_id: UUID, sampai: date | None, actor: Pengguna, now: datetime
) -> Penugasan:
    """End it after the day `sampai`, or at once (the last day was yesterday) when it is None.

    By whoever gave it, or manages accounts of its unit. Raises NotFoundError, NotAllowedError,
    PenugasanError (a day that has passed, or after its end).
    """
    today = timezone.localdate(now)
    row = (
        penugasan_visible_to(actor, today=today)
        .select_for_update(of=("self",))
        .filter(pk=penugasan_id)
        .first()
    )
    if row is None:
        raise NotFoundError
    if not may_end(actor, row, on=today):
        raise NotAllowedError
    if row.sampai < today or (sampai is not None and not today <= sampai <= row.sampai):
        raise PenugasanError("Pilih hari antara hari ini dan hari terakhirnya.")
    last = sampai or today - timedelta(days=1)
    penugasan_stop(Penugasan.objects.filter(pk=row.pk), last, actor=actor, now=now)
    row.refresh_from_db()
    return row


def may_end(actor: Pengguna, penugasan: Penugasan, *, on: date) -> bool:
    """Whether `actor` gave it, or manages the accounts of its unit; never who only received it."""
    if actor.pk == penugasan.pemberi_id:
        return True
    managed = units_granted(actor, Hak.PENGGUNA_MANAGE, on=on).filter(pk=penugasan.unit_id)
    return actor.pk != penugasan.penerima_id and managed.exists()


def penugasan_stop(
    rows: QuerySet[Penugasan], last: date, *, actor: Pengguna, now: datetime
) -> None:
    """Let these end after `last` with all that was made with them; one not begun never begins."""
    ids = list(rows.filter(sampai__gt=last).values_list("pk", flat=True))
    never = Cast(F("mulai") - timedelta(days=1), DateField())
    end = Greatest(never, Value(last))
    PemberianHak.objects.filter(penugasan__in=ids, sampai__gt=last).update(
        sampai=end, diakhiri_oleh=actor, diakhiri_pada=now
    )
    PejabatPenandatangan.objects.filter(penugasan__in=ids).update(sampai=end)
    Penugasan.objects.filter(pk__in=ids).update(sampai=end, diakhiri_oleh=actor, diakhiri_pada=now)


def _dates(surat: Surat, today: date) -> None:
    if surat.sampai < surat.mulai:
        raise PenugasanError("Hari terakhir harus sama dengan atau setelah hari pertama.")
    if surat.mulai < today:
        raise PenugasanError("Penugasan mulai paling cepat hari ini.")
    if surat.sampai - surat.mulai > PALING_LAMA:
        raise PenugasanError("Paling lama satu tahun. Buat penugasan baru setelahnya.")


def _receiver(nama_masuk: str, unit: UnitKerja, actor: Pengguna, today: date) -> Pengguna:
    """An active account of somebody who works in the unit, below it, or beside it in one OPD."""
    above = unit.induk
    top = above if above is not None and above.induk_id is not None else unit
    within = UnitKerja.objects.filter(jalur__startswith=top.jalur)
    found = (
        Pengguna.objects.select_for_update(of=("self",))
        .filter(
            nama_masuk=nama_masuk_baku(nama_masuk),
            is_active=True,
            pk__in=Pegawai.objects.filter(placed_in(within, on=today)).values("pengguna_id"),
        )
        .first()
    )
    if found is None:
        raise NotFoundError(
            "Tidak ada pegawai dengan akun aktif bernomor itu di unit ini.",
            langkah="Periksa NIP-nya, atau minta akunnya dibuka lebih dulu.",
        )
    if found.pk == actor.pk:
        raise NotAllowedError("Anda tidak dapat menugaskan diri sendiri.")
    return found


def _unit_of(pegawai: Pegawai, today: date) -> UnitKerja:
    row = pegawai.penempatan.filter(in_force(today)).select_related("unit").first()
    if row is None:
        raise PenugasanError("Unit kerja Anda belum tercatat.")
    return row.unit


def _record(penugasan: Penugasan, surat: Surat, *, actor: Pengguna, now: datetime) -> Penugasan:
    same = Penugasan.objects.filter(
        penerima=penugasan.penerima,
        unit=penugasan.unit,
        peran=penugasan.peran,
        menggantikan=penugasan.menggantikan,
        mulai__lte=surat.sampai,
        sampai__gte=surat.mulai,
    )
    if same.exists():
        raise ConflictError(
            "Penugasan yang sama sudah tercatat pada waktu itu.",
            langkah="Akhiri dulu yang lama, atau pilih tanggal lain.",
        )
    penugasan.mulai, penugasan.sampai = surat.mulai, surat.sampai
    penugasan.nomor_surat, penugasan.tanggal_surat = surat.nomor, surat.tanggal
    penugasan.persetujuan = surat.persetujuan
    penugasan.dicatat_oleh, penugasan.dicatat_pada = actor, now
    penugasan.save()
    return penugasan


def _give(penugasan: Penugasan, rights: list[Hak], *, actor: Pengguna) -> None:
    """The rights as rows; of one already held in the same office from the same day, no second."""
    PemberianHak.objects.bulk_create(
        (
            PemberianHak(
                pengguna=penugasan.penerima,
                hak=hak.value,
                unit=penugasan.unit,
                peran=penugasan.peran,
                mulai=penugasan.mulai,
                sampai=penugasan.sampai,
                dasar=f"{penugasan.get_jenis_display()} {penugasan.nomor_surat}",
                diberikan_oleh=actor,
                penugasan=penugasan,
            )
            for hak in rights
        ),
        ignore_conflicts=True,
    )
