"""Accounts: opening one for a person on the staff list, a forgotten password, a lost phone."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from celery import current_app
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from sitamu.inti.errors import ConflictError, DomainError, NotAllowedError, NotFoundError
from sitamu.inti.models import Pegawai, Pengguna, Penugasan
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.pengguna import nama_masuk_baku
from sitamu.inti.selectors import (
    may_manage,
    pegawai_in_charge_of,
    pengguna_visible_to,
    units_granted,
)
from sitamu.inti.services.jejak import akses_record
from sitamu.inti.services.penugasan import penugasan_stop

logger = structlog.get_logger(__name__)


class AlasanKosongError(DomainError):
    code = "alasan_kosong"
    http_status = 422
    message = "Tulis alasannya: siapa yang meminta dan bagaimana identitasnya diperiksa."


@transaction.atomic
def akun_open(*, pegawai_id: UUID, actor: Pengguna, now: datetime) -> Pengguna:
    """Give a person on the staff list an account; the same one when there is one already.

    `nama_masuk` is the NIP or the issued number. There is no password until an activation code is
    used. Raises NotFoundError outside the actor's charge, ConflictError when the number is taken.
    """
    today = timezone.localdate(now)
    pegawai = (
        pegawai_in_charge_of(actor, today=today)
        .select_for_update(of=("self",))
        .filter(pk=pegawai_id)
        .first()
    )
    if pegawai is None:
        raise NotFoundError
    if pegawai.pengguna is not None:
        return pegawai.pengguna
    nama_masuk = nama_masuk_baku(pegawai.nomor)
    if Pengguna.objects.filter(nama_masuk=nama_masuk).exists():
        raise ConflictError(
            f"Nama masuk {nama_masuk} sudah dipakai akun lain.",
            langkah="Minta admin memeriksa akun itu.",
        )
    akun = Pengguna.objects.create_user(nama_masuk, nama=pegawai.nama_lengkap[:150])
    Pegawai.objects.filter(pk=pegawai.pk).update(pengguna=akun)
    return akun


@transaction.atomic
def akun_create(
    *, nama_masuk: str, nama: str, email: str, actor: Pengguna, now: datetime
) -> Pengguna:
    """Make an account for someone who is not on the staff list; only by who manages the root.

    Raises NotAllowedError, ConflictError when the id is taken.
    """
    managed = units_granted(actor, Hak.PENGGUNA_MANAGE, on=timezone.localdate(now))
    if not managed.filter(induk__isnull=True).exists():
        raise NotAllowedError
    if Pengguna.objects.filter(nama_masuk=nama_masuk_baku(nama_masuk)).exists():
        raise ConflictError("Nama masuk ini sudah dipakai.", langkah="Pilih nama masuk lain.")
    return Pengguna.objects.create_user(nama_masuk, nama=nama, email=email)


def sandi_reset_request(*, nama_masuk: str, alamat: str) -> None:
    """Ask a worker to mail a link. Known and unknown names take the same way and the same time.

    `alamat`: the portal's address as the person typed it, with a slash at the end.
    """
    try:
        current_app.send_task("inti.sandi_reset_send", [nama_masuk, alamat], retry=False)
    except OperationalError:  # the page already says what to do when no mail arrives
        logger.warning("broker_tidak_tersambung", task="inti.sandi_reset_send")


def sandi_reset_send(*, nama_masuk: str, alamat: str) -> bool:
    """Mail the link when the account exists, is active and has an address; whether it was sent."""
    akun = Pengguna.objects.filter(nama_masuk=nama_masuk, is_active=True).first()
    if akun is None or not akun.email or not akun.has_usable_password():
        return False
    kunci = default_token_generator.make_token(akun)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(akun), kunci])
    isi = render_to_string(
        "account/email/atur_sandi.txt", {"akun": akun, "tautan": alamat.rstrip("/") + path}
    )
    send_mail("Atur ulang kata sandi SiTAMU", isi, None, [akun.email])
    return True


@transaction.atomic
def mfa_reset(*, pengguna_id: UUID, alasan: str, actor: Pengguna, now: datetime) -> None:
    """Recovery desk: forget the authenticator of someone whose phone and codes are lost.

    The password stops working too, so that whoever knows it cannot set up an app of their own: the
    person comes back by a new activation code. Raises NotFoundError, NotAllowedError (own account,
    or rights beyond the actor's charge), AlasanKosongError.
    """
    today = timezone.localdate(now)
    akun = (
        pengguna_visible_to(actor, today=today)
        .select_for_update(of=("self",))
        .filter(pk=pengguna_id)
        .first()
    )
    if akun is None:
        raise NotFoundError
    if not may_manage(actor, akun, on=today):
        raise NotAllowedError
    if len(alasan.strip()) < 10:
        raise AlasanKosongError
    Authenticator.objects.filter(user=akun).delete()
    akun.set_unusable_password()
    akun.save(update_fields=["password"])
    akses_record(
        aksi="kode_masuk_direset",
        pengguna=actor,
        objek_jenis="pengguna",
        objek_id=akun.pk,
        objek_label=akun.nama,
        pegawai_id=Pegawai.objects.filter(pengguna=akun).values_list("pk", flat=True).first(),
        rincian={"alasan": alasan.strip()},
    )


@transaction.atomic
def akun_set_active(*, pengguna_id: UUID, aktif: bool, actor: Pengguna, now: datetime) -> None:
    """Close an account at once, or open it again; its rights keep their rows, its acting ends."""
    today = timezone.localdate(now)
    akun = (
        pengguna_visible_to(actor, today=today)
        .select_for_update(of=("self",))
        .filter(pk=pengguna_id)
        .first()
    )
    if akun is None:
        raise NotFoundError
    if not may_manage(actor, akun, on=today):
        raise NotAllowedError
    akun.is_active = aktif
    akun.save(update_fields=["is_active"])
    if not aktif:
        given = Penugasan.objects.filter(Q(pemberi=akun) | Q(penerima=akun))
        penugasan_stop(given, today - timedelta(days=1), actor=actor, now=now)
    akses_record(
        aksi="akun_dibuka" if aktif else "akun_ditutup",
        pengguna=actor,
        objek_jenis="pengguna",
        objek_id=akun.pk,
        objek_label=akun.nama,
    )
