"""Facts that happened to an usulan, its SK and its shipment; named after the status reached.

Every event carries all that a subscriber needs to tell people, so that nobody reads our tables
to do so. Fields are ids, dates as ISO text and short texts; no NIK and no content of papers.
"""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class UsulanEvent:
    """What all events of one usulan carry.

    `layanan`: name of the service. `akun_id`: the account of the ASN, None when there is none.
    `pembuat_id`: who opened the usulan (the ASN, or an operator for them). `unit_id`: its
    unit_kerja. `pemeriksa_id`: the verifikator who holds it. `actor_id`: who made this move, None
    when the clock did.
    `catatan`: the written reason. `butir`: names of the items at fault. `kembali_ke`: the status
    it returns to (who sent it back). `batas_tanggal`: ISO date of the last day to act, inclusive.
    `tautan`: path of the page of the ASN; `tautan_petugas`: of the officers, empty when the same.
    """

    usulan_id: UUID
    nomor: str
    layanan: str
    pegawai_id: UUID
    pegawai_nama: str
    akun_id: UUID | None
    pembuat_id: UUID
    unit_id: UUID
    pemeriksa_id: UUID | None
    actor_id: UUID | None
    tautan: str
    tautan_petugas: str = ""
    catatan: str = ""
    butir: list[str] = field(default_factory=list)
    kembali_ke: str = ""
    batas_tanggal: str = ""


class UsulanDiajukan(UsulanEvent):
    """Sent by the ASN; the operator of the OPD checks it (DIAJUKAN)."""


class UsulanDiteruskan(UsulanEvent):
    """With the head of the OPD for approval (DI_OPD)."""


class UsulanTibaDiBkpsdm(UsulanEvent):
    """Arrived complete at BKPSDM; the clock of the promise starts (DIPERIKSA)."""


class UsulanDikembalikan(UsulanEvent):
    """Sent back for repair; `butir`, `catatan`, `kembali_ke` and `batas_tanggal` are filled."""


class UsulanDiperbaiki(UsulanEvent):
    """Repaired and back with whoever returned it: the status in `kembali_ke`."""


class UsulanDialihkan(UsulanEvent):
    """Given to another verifikator: `pemeriksa_id` is whoever has it now. The status stays."""


class UsulanTerverifikasi(UsulanEvent):
    """All items found in order (TERVERIFIKASI)."""


class UsulanDiBkn(UsulanEvent):
    """Passed on to BKN (DI_BKN)."""


class UsulanPertekDicatat(UsulanEvent):
    """BKN's pertimbangan teknis is recorded for the first time."""


class UsulanSiapDisetujui(UsulanEvent):
    """The pertek agrees with our record: the SK can be approved."""


class UsulanBts(UsulanEvent):
    """BKN wants papers mended (BTS); `butir` and `batas_tanggal` are filled."""


class UsulanTms(UsulanEvent):
    """BKN's no (TMS); `catatan` is filled."""


class UsulanDisiapkan(UsulanEvent):
    """A draft that SiTAMU opened by itself from record and archive (DRAF); no actor."""


class UsulanDimintaPeriksa(UsulanEvent):
    """The signer asks the desk to look again (DIPERIKSA); `catatan` is filled."""


class UsulanDibukaKembali(UsulanEvent):
    """Opened again after a no (DIPERIKSA); `catatan` is filled."""


class UsulanDitolak(UsulanEvent):
    """BKPSDM's no (DITOLAK); `catatan` is filled."""


class UsulanDibatalkan(UsulanEvent):
    """Cancelled by the ASN or the operator (DIBATALKAN)."""


@dataclass(frozen=True, kw_only=True)
class UsulanLewatBatasOpd(UsulanEvent):
    """Still at the OPD after the last day of its tier (`batas_tanggal`); no actor.

    `status`: the step where it lies, DIAJUKAN or DI_OPD.
    """

    status: str


class UsulanIngatPerbaikan(UsulanEvent):
    """One working day is left for the repair, or none; no actor."""


class UsulanLewatPerbaikan(UsulanEvent):
    """The last day for the repair (`batas_tanggal`) has passed; no actor."""


@dataclass(frozen=True, kw_only=True)
class UsulanTahapEvent(UsulanEvent):
    """A clock at BKPSDM; no actor. `pelaksana`: the permission that brings the case on.

    `atasan_ids`: accounts above whoever has it in hand. `tahap`: what is to be done.
    """

    pelaksana: str
    atasan_ids: list[str]
    tahap: str = ""


class UsulanLewatTahap(UsulanTahapEvent):
    """A stage takes longer than its standard time (`batas_tanggal` was its last day)."""


class UsulanIngatJanji(UsulanTahapEvent):
    """One working day of the promise is left, or none."""


class UsulanLewatJanji(UsulanTahapEvent):
    """The promise is broken: `batas_tanggal` was its last day."""


@dataclass(frozen=True, kw_only=True)
class SkSiapTtd(UsulanEvent):
    """The numbered PDF is stored and waits for ink; the actor is who approved it."""

    sk_id: UUID
    nomor_sk: str


class SkMenungguTte(SkSiapTtd):
    """The PDF went to its signer for an electronic signature (MENUNGGU_TTE)."""


class SkTteGagal(SkSiapTtd):
    """The electronic signature failed (GAGAL_TTE); `catatan` is filled."""


@dataclass(frozen=True, kw_only=True)
class SkTerbit(UsulanEvent):
    """The signed scan is filed, or the SK from outside is (TERBIT).

    `antar`: POS when the paper is sent, DIGITAL when the download is all.
    """

    sk_id: UUID
    nomor_sk: str
    antar: str = "POS"


@dataclass(frozen=True, kw_only=True)
class SkDicabut(UsulanEvent):
    """A numbered or issued SK does not stand any more (DIBATALKAN); `catatan` is filled."""

    sk_id: UUID
    nomor_sk: str


@dataclass(frozen=True, kw_only=True)
class KirimanBerubah(UsulanEvent):
    """One step of the envelope that holds the SK of this usulan: one event for each usulan in it.

    `status`, `status_label`: StatusKiriman reached. `tujuan`: name of the place it goes to.
    `diterima_oleh`, `diterima_tanggal` (ISO): filled when DITERIMA.
    """

    kiriman_id: UUID
    status: str
    status_label: str
    tujuan: str
    resi: str = ""
    diterima_oleh: str = ""
    diterima_tanggal: str = ""


@dataclass(frozen=True, kw_only=True)
class PegawaiDimuat:
    """A load of staff lists, or its undoing, changed the record. `pekerjaan_id`: the run."""

    pekerjaan_id: UUID


@dataclass(frozen=True, kw_only=True)
class CutiEvent:
    """What all events of one leave carry; fields of the same name as in UsulanEvent mean the same.

    `pemeriksa_id`: account of the superior who is asked. `layanan`: kind of leave. `hari`: its
    days in words, `mulai` the first, as ISO date. `status`: StatusCuti reached. `pemutus`: the
    permission that decides.
    """

    cuti_id: UUID
    pegawai_id: UUID
    pegawai_nama: str
    akun_id: UUID | None
    pembuat_id: UUID
    unit_id: UUID
    pemeriksa_id: UUID | None
    actor_id: UUID
    layanan: str
    hari: str
    mulai: str
    status: str
    pemutus: str
    tautan: str
    catatan: str = ""


class CutiDiajukan(CutiEvent):
    """Waits for the opinion of the superior (DI_ATASAN)."""


class CutiDiteruskan(CutiEvent):
    """Waits for the decision (DI_PEJABAT)."""


class CutiDiputuskan(CutiEvent):
    """Answered: DISETUJUI, PERUBAHAN, DITANGGUHKAN or TIDAK_DISETUJUI."""


class CutiDibatalkan(CutiEvent):
    """Taken back by the person (DIBATALKAN)."""


class CutiDipanggil(CutiEvent):
    """Cut short for urgent duty; `hari` says what is left of it."""


@dataclass(frozen=True, kw_only=True)
class SkpDinilai:
    """Ratings of years changed in the record, of one person or (None) of many."""

    pegawai_id: UUID | None
