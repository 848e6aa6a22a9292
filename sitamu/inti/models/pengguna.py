"""Who logs in, and what they were allowed from when to when."""

import uuid
from datetime import timedelta
from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Lower, Now

from sitamu.inti.models.dasar import UuidModel
from sitamu.inti.rules.hak import Hak, Peran
from sitamu.inti.rules.pengguna import nama_masuk_baku


class PenggunaManager(BaseUserManager["Pengguna"]):
    def create_user(
        self, nama_masuk: str, password: str | None = None, **fields: Any
    ) -> "Pengguna":
        pengguna = self.model(nama_masuk=nama_masuk_baku(nama_masuk), **fields)
        pengguna.set_password(password)
        pengguna.save(using=self._db)
        return pengguna

    def create_superuser(
        self, nama_masuk: str, password: str | None = None, **fields: Any
    ) -> "Pengguna":
        return self.create_user(
            nama_masuk, password, **{**fields, "is_staff": True, "is_superuser": True}
        )


class Pengguna(AbstractBaseUser, PermissionsMixin):
    """An account. ASN log in by NIP, others by an issued id; an account may have no Pegawai."""

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, db_default=RandomUUID(), editable=False
    )
    nama_masuk = models.CharField("NIP atau nama masuk", max_length=40, unique=True)
    nama = models.CharField("nama", max_length=150)
    email = models.EmailField("email", blank=True)
    is_active = models.BooleanField("aktif", default=True)
    is_staff = models.BooleanField("boleh membuka data acuan", default=False)
    bergabung_pada = models.DateTimeField(db_default=Now(), editable=False)

    USERNAME_FIELD = "nama_masuk"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["nama"]

    objects: ClassVar[PenggunaManager] = PenggunaManager()

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        constraints = [
            # Kept in small letters, so that no two ids differ by case alone.
            models.CheckConstraint(
                condition=models.Q(nama_masuk=Lower("nama_masuk")), name="pengguna_nama_masuk_baku"
            )
        ]

    def __str__(self) -> str:
        return self.nama

    def get_full_name(self) -> str:
        return self.nama


class PemberianHak(UuidModel):
    """One permission over one unit subtree, from `mulai` to `sampai`, both inclusive.

    Rows are ended, never edited: the trail of who was allowed what stays readable.
    """

    pengguna = models.ForeignKey(Pengguna, on_delete=models.PROTECT, related_name="pemberian_hak")
    hak = models.CharField(max_length=32, choices=[(h.value, h.label) for h in Hak])
    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    peran = models.CharField(max_length=32, blank=True, choices=[(p.value, p.label) for p in Peran])
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    dasar = models.CharField("dasar (nomor SK atau surat tugas)", max_length=200)
    penugasan = models.ForeignKey(
        "inti.Penugasan", on_delete=models.PROTECT, null=True, blank=True, related_name="hak"
    )
    diberikan_oleh = models.ForeignKey(
        Pengguna, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)
    diakhiri_oleh = models.ForeignKey(
        Pengguna, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    diakhiri_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "pemberian hak"
        verbose_name_plural = "pemberian hak"
        constraints = [
            # One day earlier means: ended on its first day, never in force.
            models.CheckConstraint(
                condition=models.Q(sampai__isnull=True)
                | models.Q(sampai__gte=models.F("mulai") - timedelta(days=1)),
                name="pemberianhak_sampai_setelah_mulai",
            ),
            models.UniqueConstraint(
                fields=["pengguna", "hak", "unit", "peran", "mulai"],
                condition=models.Q(sampai__isnull=True) | models.Q(sampai__gte=models.F("mulai")),
                name="pemberianhak_sekali",
            ),
        ]
        triggers = [pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)]
        indexes = [models.Index(fields=["pengguna", "hak"], name="pemberianhak_pengguna_hak")]

    def __str__(self) -> str:
        return f"{self.hak} {self.mulai}"


class KodeAktivasi(UuidModel):
    """First access: a code handed over on paper, kept only as a hash, used once."""

    pengguna = models.ForeignKey(Pengguna, on_delete=models.CASCADE, related_name="kode_aktivasi")
    kode_hash = models.CharField(max_length=128)
    dibuat_oleh = models.ForeignKey(
        Pengguna, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)
    berlaku_sampai_pada = models.DateTimeField()
    dipakai_pada = models.DateTimeField(null=True, blank=True)
    percobaan = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "kode aktivasi"
        verbose_name_plural = "kode aktivasi"

    def __str__(self) -> str:
        return f"kode aktivasi {self.dibuat_pada}"
