"""What a ZIP of one's own papers holds, and how far one is that the worker makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from arsip.models import VersiDokumen
from arsip.rules.dokumen import Bukti, StatusVersi
from arsip.rules.paket import KLAIM_BASI, LANGSUNG_MAKS_BYTE, SIMPAN, nama_berkas
from arsip.selectors import versi_visible_to
from sitamu.inti.models import Pegawai, Pekerjaan, Pengguna, StatusPekerjaan

PAKET: Final = "arsip_paket"


@dataclass(frozen=True, slots=True)
class IsiPaket:
    """Every ready version of one's own papers with its name in the ZIP."""

    berkas: Sequence[tuple[str, VersiDokumen]]

    @property
    def jumlah(self) -> int:
        return len(self.berkas)

    @property
    def ukuran_byte(self) -> int:
        return sum(versi.ukuran_byte for _, versi in self.berkas)


def paket_isi(user: Pengguna, *, today: date) -> IsiPaket:
    """Current and earlier versions of the own papers of `user`; two queries."""
    own = Pegawai.objects.filter(pengguna=user)
    rows = (
        versi_visible_to(user, today=today)
        .filter(dokumen__pegawai__in=own.values("pk"), status=StatusVersi.SIAP)
        .order_by("dokumen__jenis__urutan", "dokumen__jenis", "dokumen__kunci", "-nomor")
    )
    taken: set[str] = set()
    found: list[tuple[str, VersiDokumen]] = []
    for versi in rows:
        dokumen = versi.dokumen
        nama = nama_berkas(
            Bukti(dokumen.jenis.bukti).label,
            dokumen.jenis.nama,
            dokumen.kunci,
            versi.nomor,
            kini=versi.pk == dokumen.versi_kini_id,
            foto=versi.foto,
        )
        stem, dot, suffix = nama.rpartition(".")
        number = 1
        while nama.casefold() in taken:
            number += 1
            nama = f"{stem} [{number}]{dot}{suffix}"
        taken.add(nama.casefold())
        found.append((nama, versi))
    return IsiPaket(found)


def paket_of(user: Pengguna, *, now: datetime) -> Pekerjaan | None:
    """The newest ZIP that the worker makes or made for `user` and that can still be fetched."""
    return (
        Pekerjaan.objects.filter(jenis=PAKET, oleh=user)
        .exclude(status=StatusPekerjaan.SELESAI, selesai_pada__lt=now - SIMPAN)
        .order_by("-dibuat_pada")
        .first()
    )


def paket_waiting(*, now: datetime) -> QuerySet[Pekerjaan]:
    """ZIPs to be made, oldest first; one whose worker fell silent counts again."""
    return Pekerjaan.objects.filter(
        Q(status=StatusPekerjaan.ANTRE)
        | Q(status=StatusPekerjaan.BERJALAN, diklaim_pada__lt=now - KLAIM_BASI),
        jenis=PAKET,
    ).order_by("dibuat_pada")


def paket_stale(*, now: datetime) -> QuerySet[Pekerjaan]:
    """ZIPs that nobody may fetch any more and whose file is still there."""
    return Pekerjaan.objects.filter(
        jenis=PAKET, selesai_pada__lt=now - SIMPAN, hasil__has_key="kunci"
    )


@dataclass(frozen=True, slots=True)
class KeadaanPaket:
    """How far one's ZIP is. `langsung`: small enough to be sent while it is made."""

    isi: IsiPaket
    langsung: bool
    pekerjaan: Pekerjaan | None

    @property
    def berjalan(self) -> bool:
        job = self.pekerjaan
        return job is not None and job.status in (StatusPekerjaan.ANTRE, StatusPekerjaan.BERJALAN)

    @property
    def siap(self) -> bool:
        return self.pekerjaan is not None and self.pekerjaan.status == StatusPekerjaan.SELESAI


def paket_state(user: Pengguna, *, now: datetime) -> KeadaanPaket:
    """What the ZIP would hold today, and what became of the last one asked for."""
    isi = paket_isi(user, today=timezone.localdate(now))
    return KeadaanPaket(isi, isi.ukuran_byte <= LANGSUNG_MAKS_BYTE, paket_of(user, now=now))
