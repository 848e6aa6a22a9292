"""Facts of presensi that somebody is told of."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class KetukanDiputus:
    """Taps of a person were rejected by somebody who looked at them; `jumlah`: how many."""

    pegawai_id: UUID
    akun_id: UUID | None
    jumlah: int
    actor_id: UUID
    tautan: str


@dataclass(frozen=True, kw_only=True)
class PerangkatBerubah:
    """A phone was asked for (DIMINTA), became active (AKTIF), or was DITOLAK or DICABUT.

    `unit_id`: where the person works today, None when the record does not say.
    """

    perangkat_id: UUID
    pegawai_id: UUID
    akun_id: UUID | None
    unit_id: UUID | None
    ponsel: str
    keadaan: str
    actor_id: UUID | None
    tautan: str


@dataclass(frozen=True, kw_only=True)
class AlpaMencapaiAmbang:
    """Days without explanation reached a threshold of PP 94/2021: a notice, never a step.

    `pemeriksa_id`: account of the direct superior, None when the record names none with one.
    `hari`: who, how many days, what the law provides for; shown behind the log-in only.
    """

    pegawai_id: UUID
    akun_id: UUID | None
    unit_id: UUID | None
    pemeriksa_id: UUID | None
    hari: str
    actor_id: UUID | None
    tautan: str
    tautan_petugas: str


@dataclass(frozen=True, kw_only=True)
class KegiatanDikembalikan:
    """Reports of one person came back, `jumlah` of them at once; `catatan`: why."""

    pegawai_id: UUID
    akun_id: UUID | None
    unit_id: UUID | None
    jumlah: int
    catatan: str
    actor_id: UUID | None
    tautan: str


@dataclass(frozen=True, kw_only=True)
class KegiatanMenunggu:
    """Reports that a superior (`pemeriksa_id`) has left unanswered too long; once a day."""

    pemeriksa_id: UUID
    akun_id: UUID | None
    unit_id: UUID | None
    jumlah: int
    actor_id: UUID | None
    tautan: str


@dataclass(frozen=True, kw_only=True)
class SkpBerubah:
    """A version was sent (DIAJUKAN), agreed (DISEPAKATI) or came back (DIKEMBALIKAN)."""

    skp_id: UUID
    pegawai_id: UUID
    pegawai_nama: str
    akun_id: UUID | None
    unit_id: UUID | None
    pemeriksa_id: UUID | None
    status: str
    layanan: str
    catatan: str
    actor_id: UUID | None
    tautan: str


@dataclass(frozen=True, kw_only=True)
class PenilaianDitetapkan:
    """A predikat was given, by the superior or in answer to an objection."""

    penilaian_id: UUID
    pegawai_id: UUID
    akun_id: UUID | None
    unit_id: UUID | None
    layanan: str
    pegawai_nama: str
    actor_id: UUID | None
    tautan: str


@dataclass(frozen=True, kw_only=True)
class KeberatanBerubah:
    """An objection was made (DIAJUKAN) or answered (DITERIMA, DITOLAK)."""

    keberatan_id: UUID
    pegawai_id: UUID
    pegawai_nama: str
    akun_id: UUID | None
    unit_id: UUID | None
    pemeriksa_id: UUID | None
    status: str
    layanan: str
    actor_id: UUID | None
    tautan: str
    tautan_petugas: str


@dataclass(frozen=True, kw_only=True)
class KeberatanTppBerubah:
    """Somebody objected to the own slip (DIAJUKAN), or was answered (DIJAWAB).

    `bulan`: in words. `unit_id`: where the person was paid.
    """

    keberatan_id: UUID
    pegawai_id: UUID
    akun_id: UUID
    unit_id: UUID
    bulan: str
    keadaan: str
    actor_id: UUID
    tautan: str
    tautan_petugas: str
