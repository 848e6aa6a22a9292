"""First access by a code on paper: kept only as a keyed hash, short-lived, used once."""

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from sitamu.inti.errors import (
    ConflictError,
    DataKurangError,
    DomainError,
    NotAllowedError,
    NotFoundError,
)
from sitamu.inti.events import KodeAktivasiDibuat, KodeAktivasiDipakai
from sitamu.inti.models import KodeAktivasi, Pegawai, PemberianHak, Pengguna, UnitKerja
from sitamu.inti.rules.hak import HAK_OF, Hak, Peran
from sitamu.inti.rules.pengguna import (
    HURUF_KODE,
    PANJANG_KODE,
    kode_baku,
    kode_tampil,
    nama_masuk_baku,
)
from sitamu.inti.sandi import search_hash
from sitamu.inti.selectors import holders_of, may_issue, pengguna_visible_to
from sitamu.inti.services.akun import AlasanKosongError
from sitamu.inti.services.jejak import akses_record
from sitamu.inti.services.outbox import emit

BERLAKU: Final = timedelta(days=14)
PERCOBAAN: Final = 10


class AktivasiError(DomainError):
    """One answer for an unknown name, a wrong, a spent and an expired code."""

    code = "aktivasi_gagal"
    http_status = 422
    message = "NIP atau kode tidak cocok, atau kode sudah tidak berlaku."
    langkah = "Periksa lembar aktivasi Anda. Jika tetap gagal, minta kode baru ke operator unit."


class SandiLemahError(DomainError):
    """The password was refused; `sebab` lists why, in sentences."""

    code = "sandi_lemah"
    http_status = 422
    message = "Pilih kata sandi lain."

    def __init__(self, sebab: list[str]) -> None:
        self.sebab = sebab
        super().__init__(data={"sebab": sebab})


@transaction.atomic
def aktivasi_issue(
    *,
    pengguna_id: UUID,
    actor: Pengguna,
    now: datetime,
    alasan: str = "",
    request: HttpRequest | None = None,
) -> str:
    """Make a code that works 14 days and return it, readable for the only time; older ones end.

    An operator may do it for plain accounts of the own unit and below, whoever manages accounts
    also for officers whose rights all lie within the own charge. An account that already has a
    password needs a reason, kept in the access log (`request` gives its address), and the owner is
    told. Raises NotFoundError, NotAllowedError, AlasanKosongError.
    """
    today = timezone.localdate(now)
    akun = (
        pengguna_visible_to(actor, today=today)
        .select_for_update(of=("self",))
        .filter(pk=pengguna_id, is_active=True)
        .first()
    )
    if akun is None:
        raise NotFoundError
    if not may_issue(actor, akun, on=today):
        raise NotAllowedError
    if akun.has_usable_password():
        if len(alasan.strip()) < 10:
            raise AlasanKosongError
        akses_record(
            aksi="kode_aktivasi_dibuat",
            pengguna=actor,
            request=request,
            objek_jenis="pengguna",
            objek_id=akun.pk,
            objek_label=akun.nama,
            pegawai_id=Pegawai.objects.filter(pengguna=akun).values_list("pk", flat=True).first(),
            rincian={"alasan": alasan.strip()},
        )
        emit(
            KodeAktivasiDibuat(
                akun_id=akun.pk, actor_id=actor.pk, oleh=actor.nama, alamat=akun.email
            )
        )
    return _make(akun, actor, now=now)


@transaction.atomic
def admin_pertama(*, nama_masuk: str, nama: str, now: datetime) -> str:
    """Open the account that gives all others their rights: ADMIN over the root of the tree.

    For whoever installs the portal, from the server's console. Returns the activation code; asked
    again before it is used, it makes a new one. Raises DataKurangError without units, ConflictError
    once somebody manages accounts over the root and has a password, or when the id is taken.
    """
    root = UnitKerja.objects.select_for_update().filter(induk__isnull=True).first()
    if root is None:
        raise DataKurangError("unit kerja", langkah="Muat daftar unit kerja lebih dahulu.")
    today = timezone.localdate(now)
    masuk = nama_masuk_baku(nama_masuk)
    holders = list(holders_of(Hak.PENGGUNA_MANAGE, root, on=today))
    akun = next((a for a in holders if a.nama_masuk == masuk), None)
    if any(a.has_usable_password() for a in holders) or (holders and akun is None):
        raise ConflictError("Admin sudah ada.", langkah="Minta admin itu memberi hak.")
    if akun is None:
        if Pengguna.objects.filter(nama_masuk=masuk).exists():
            raise ConflictError("Nama masuk ini sudah dipakai.", langkah="Pilih nama masuk lain.")
        akun = Pengguna.objects.create_user(masuk, nama=nama)
        Pegawai.objects.filter(nip=masuk, pengguna=None).update(pengguna=akun)
        PemberianHak.objects.bulk_create(
            PemberianHak(
                pengguna=akun,
                hak=hak.value,
                unit=root,
                peran=Peran.ADMIN.value,
                mulai=today,
                dasar="Admin pertama, dibuat saat pemasangan",
            )
            for hak in sorted(HAK_OF[Peran.ADMIN])
        )
    return _make(akun, None, now=now)


def _make(akun: Pengguna, actor: Pengguna | None, *, now: datetime) -> str:
    KodeAktivasi.objects.filter(
        pengguna=akun, dipakai_pada=None, berlaku_sampai_pada__gt=now
    ).update(berlaku_sampai_pada=now)
    kode = "".join(secrets.choice(HURUF_KODE) for _ in range(PANJANG_KODE))
    KodeAktivasi.objects.create(
        pengguna=akun,
        kode_hash=_hash(akun.pk, kode),
        dibuat_oleh=actor,
        berlaku_sampai_pada=now + BERLAKU,
    )
    return kode_tampil(kode)


def aktivasi_use(
    *, nama_masuk: str, kode: str, sandi: str, email: str = "", now: datetime
) -> Pengguna:
    """Set the password of whoever holds the code; the code is spent.

    Where there was a password before, the owner is told, at the address held before.
    Known and unknown names run the same statements. A try is counted before the code is looked at,
    in a transaction of its own, so that no refusal takes it back; after 10 tries the code is dead.
    Raises AktivasiError, SandiLemahError (only to a holder of the right code, who keeps it).
    """
    _count_try(nama_masuk, now=now)
    with transaction.atomic():
        row = (
            KodeAktivasi.objects.select_for_update(of=("self",))
            .select_related("pengguna")
            .filter(
                pengguna__nama_masuk=nama_masuk,
                pengguna__is_active=True,
                dipakai_pada=None,
                berlaku_sampai_pada__gt=now,
                percobaan__lte=PERCOBAAN,
            )
            .first()
        )
        given = _hash(row.pengguna_id if row else UUID(int=0), kode_baku(kode))
        if not hmac.compare_digest(given, row.kode_hash if row else "") or row is None:
            raise AktivasiError
        akun = row.pengguna
        try:
            validate_password(sandi, akun)
        except ValidationError as error:
            raise SandiLemahError(list(error.messages)) from None
        if akun.has_usable_password():
            emit(
                KodeAktivasiDipakai(
                    akun_id=akun.pk, actor_id=akun.pk, oleh=akun.nama, alamat=akun.email
                )
            )
        akun.set_password(sandi)
        akun.email = email or akun.email
        akun.save(update_fields=["password", "email"])
        row.dipakai_pada = now
        row.save(update_fields=["dipakai_pada"])
    return akun


@transaction.atomic
def _count_try(nama_masuk: str, *, now: datetime) -> None:
    KodeAktivasi.objects.filter(
        pengguna__nama_masuk=nama_masuk, dipakai_pada=None, berlaku_sampai_pada__gt=now
    ).update(percobaan=F("percobaan") + 1)


def _hash(pengguna_id: UUID, kode: str) -> str:
    return search_hash(f"aktivasi:{pengguna_id}:{kode}")
