"""People, units and permissions for tests: invented names, NIP that pass their own check."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from sitamu.inti.models import (
    JenisPegawai,
    Kedudukan,
    Pegawai,
    PemberianHak,
    Penempatan,
    Pengguna,
    UnitKerja,
)
from sitamu.inti.rules.hak import HAK_OF, Hak, Peran
from sitamu.inti.rules.teks import nama_kunci

DULU = date(2010, 1, 1)


def nip(urut: int, *, lahir: date = date(1968, 5, 27), tmt: date = date(1992, 3, 1)) -> str:
    """A well-formed NIP: birth date, month of CPNS, sex 2, running number."""
    return f"{lahir:%Y%m%d}{tmt:%Y%m}2{urut:03d}"


class UnitKerjaFactory(DjangoModelFactory[UnitKerja]):
    """Without `induk` the one root of the tree: asked for again, it comes back."""

    class Meta:
        model = UnitKerja

    id = factory.LazyFunction(uuid.uuid4)
    nama = factory.Sequence(lambda n: f"Unit Contoh {n}")
    nama_kunci = factory.LazyAttribute(lambda o: nama_kunci(o.nama))
    jenis = "UNIT"

    @classmethod
    def _create(cls, model_class: type[UnitKerja], *args: Any, **kwargs: Any) -> UnitKerja:
        induk = kwargs.get("induk")
        if induk is None:
            root = UnitKerja.objects.filter(induk__isnull=True).first()
            if root is not None:
                return root
        if "jalur" not in kwargs:
            urut = UnitKerja.objects.filter(induk=induk).count() + 1
            kwargs["jalur"] = f"{induk.jalur if induk else ''}{urut:04d}."
        return super()._create(model_class, *args, **kwargs)


class PenggunaFactory(DjangoModelFactory[Pengguna]):
    class Meta:
        model = Pengguna

    nama_masuk = factory.Sequence(lambda n: f"pengguna{n}")
    nama = factory.Sequence(lambda n: f"Pengguna Contoh {n}")
    email = factory.LazyAttribute(lambda o: f"{o.nama_masuk}@contoh.test")
    password = factory.LazyFunction(lambda: make_password(None))  # as create_user leaves it


class PegawaiFactory(DjangoModelFactory[Pegawai]):
    """A PNS; `unit` places them there from long ago, `akun=True` gives an account by NIP."""

    class Meta:
        model = Pegawai
        skip_postgeneration_save = True

    nip = factory.Sequence(lambda n: nip(n % 1000, tmt=date(1990 + n // 1000, 3, 1)))
    nama = factory.Sequence(lambda n: f"Pegawai Contoh {n}")
    nama_kunci = factory.LazyAttribute(lambda o: nama_kunci(o.nama))
    jenis = JenisPegawai.PNS
    kedudukan = Kedudukan.AKTIF

    @factory.post_generation
    def akun(self: Any, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        if extracted:
            self.pengguna = PenggunaFactory(nama_masuk=self.nomor, nama=self.nama, **kwargs)
            self.save(update_fields=["pengguna"])

    @factory.post_generation
    def unit(self: Any, create: bool, extracted: UnitKerja | None, **kwargs: Any) -> None:
        if extracted:
            PenempatanFactory(pegawai=self, unit=extracted, **kwargs)


class PenempatanFactory(DjangoModelFactory[Penempatan]):
    class Meta:
        model = Penempatan

    mulai = DULU


def beri_hak(
    pengguna: Pengguna,
    *hak: Hak,
    unit: UnitKerja,
    peran: Peran | None = None,
    mulai: date = DULU,
    sampai: date | None = None,
) -> None:
    """Give single permissions, and those of a usual office, over a unit subtree."""
    given: Iterable[Hak] = {*hak, *(HAK_OF[peran] if peran else ())}
    PemberianHak.objects.bulk_create(
        PemberianHak(
            pengguna=pengguna,
            hak=h.value,
            unit=unit,
            peran=peran.value if peran else "",
            mulai=mulai,
            sampai=sampai,
            dasar="SK Contoh 1/2020",
        )
        for h in given
    )


def petugas(peran: Peran, unit: UnitKerja, **fields: Any) -> Pengguna:
    """An account with the permissions of one office over `unit`."""
    pengguna = PenggunaFactory(**fields)
    beri_hak(pengguna, unit=unit, peran=peran)
    return pengguna
