"""The catalogue on screens: a new simple service, a new version; what is in force stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from arsip.selectors import jenis_in_force
from kepegawaian.errors import FaktaInvalidError, VersiInForceError
from kepegawaian.models import (
    AturanSk,
    Layanan,
    NaskahSurat,
    Syarat,
    TahapLayanan,
    VersiLayanan,
)
from kepegawaian.rules.katalog import Antar, Bentuk, Isian, Pengusul, isian_parse
from kepegawaian.rules.naskah import naskah_check
from kepegawaian.rules.usulan import Keluarga, Status
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import nama_kunci, tanggal_panjang
from sitamu.inti.selectors import hak_held

JENIS_SURAT: Final = "SURAT_TERBIT"
REGISTER: Final = "BKPSDM"
FORMAT_NOMOR: Final = "{kode}/{urut}/BKPSDM/{tahun}"
DATA_DIRI: Final = ("DATA_DIRI", "Data diri dan isian usulan")
TAHAP_OPD: Final = (
    (Status.DIAJUKAN, "Memeriksa kelengkapan dan meneruskan", "Operator OPD", 1),
    (Status.DI_OPD, "Menyetujui usulan", "Kepala OPD", 2),
)
TAHAP_SURAT: Final = (
    (Status.DIPERIKSA, "Memeriksa permohonan", "Verifikator BKPSDM", 1),
    (Status.TERVERIFIKASI, "Menyetujui dan memberi nomor", "Penandatangan", 1),
    (Status.SIAP_TTD, "Menandatangani surat", "Penandatangan", 1),
    (Status.TERBIT, "Hasil dapat diunduh", "SiTAMU", 0),
)


@dataclass(frozen=True, slots=True)
class IsiVersi:
    """Figures of a version of any service. Days are working days."""

    berlaku_mulai: date
    janji_hari_kerja: int
    lewat_opd: bool
    batas_opd_hari_kerja: int
    perbaikan_hari_kerja: int
    dasar_hukum: str


@dataclass(frozen=True, slots=True)
class IsiSurat:
    """What a simple service asks and prints. `berkas`: kinds of documents asked for."""

    untuk: Sequence[str]
    pengusul: Sequence[str]
    isian: Sequence[dict[str, Any]]
    berkas: Sequence[str]
    perihal: str
    pembuka: str
    data: Sequence[str]
    penutup: Sequence[str]

    @property
    def naskah(self) -> dict[str, Any]:
        """The words as `rules.naskah` reads them."""
        return {
            "perihal": self.perihal,
            "pembuka": [self.pembuka],
            "data": list(self.data),
            "penutup": list(self.penutup),
            "tembusan": [],
        }


def _may(actor: Pengguna, today: date) -> None:
    if Hak.REFERENSI_EDIT not in hak_held(actor, on=today):
        raise NotAllowedError


@transaction.atomic
def layanan_add(
    *,
    nama: str,
    keterangan: str,
    loket: str,
    pejabat_kode: str,
    kode_klasifikasi: str,
    versi: IsiVersi,
    surat: IsiSurat,
    actor: Pengguna,
    now: datetime,
) -> Layanan:
    """Add a service of the family SURAT with its first version, papers, words and signer.

    Raises NotAllowedError, FaktaInvalidError for words or questions that cannot be used,
    VersiInForceError for a start before today.
    """
    today = timezone.localdate(now)
    _may(actor, today)
    kode = nama_kunci(nama).upper().replace(" ", "_")[:40].strip("_")
    if not kode or Layanan.objects.filter(pk=kode).exists():
        raise FaktaInvalidError("nama", f"Layanan “{nama}” sudah ada.")
    row = Layanan.objects.create(kode=kode, nama=nama, loket=loket, keterangan=keterangan)
    AturanSk.objects.create(
        layanan=row,
        berlaku_mulai=versi.berlaku_mulai,
        penerbitan="DIBUAT",
        pejabat_kode=pejabat_kode,
        register=REGISTER,
        format_nomor=FORMAT_NOMOR,
        kode_klasifikasi=kode_klasifikasi,
        plt_boleh=True,  # a letter changes nobody's legal status
        dasar_hukum=versi.dasar_hukum,
    )
    _write(row, versi, surat, actor=actor, today=today)
    return row


@transaction.atomic
def versi_add(
    *, kode: str, versi: IsiVersi, surat: IsiSurat | None, actor: Pengguna, now: datetime
) -> VersiLayanan:
    """Add a version of a service; those before it stay, and so does every usulan under them.

    `surat`: for a simple service; None copies papers, stages, questions and way of the latest
    version. Raises NotFoundError, NotAllowedError, VersiInForceError, FaktaInvalidError.
    """
    today = timezone.localdate(now)
    _may(actor, today)
    layanan = Layanan.objects.select_for_update().filter(pk=kode).first()
    if layanan is None:
        raise NotFoundError
    latest = layanan.versi.order_by("-berlaku_mulai").first()
    if latest is None:
        raise NotFoundError
    if versi.berlaku_mulai <= latest.berlaku_mulai:
        raise VersiInForceError(tanggal_panjang(latest.berlaku_mulai))
    if surat is not None:
        return _write(layanan, versi, surat, actor=actor, today=today)
    return _copy(latest, versi, actor=actor, today=today)


def _figures(versi: IsiVersi, actor: Pengguna, today: date) -> dict[str, Any]:
    if versi.berlaku_mulai < today:
        raise VersiInForceError(tanggal_panjang(versi.berlaku_mulai))
    values = {name: getattr(versi, name) for name in IsiVersi.__slots__}
    return {**values, "dibuat_oleh": actor}


def _write(
    layanan: Layanan, versi: IsiVersi, surat: IsiSurat, *, actor: Pengguna, today: date
) -> VersiLayanan:
    isian: list[Isian] = isian_parse(surat.isian)
    naskah_check(Bentuk.SURAT, surat.naskah, {i.nama: i.label for i in isian})
    kinds = jenis_in_force(on=today).filter(internal=False).in_bulk(surat.berkas)
    if unknown := set(surat.berkas) - kinds.keys():
        raise FaktaInvalidError("berkas", f"Jenis berkas {min(unknown)} tidak dikenal.")
    if not surat.untuk or not set(surat.pengusul) <= {p.value for p in Pengusul}:
        raise FaktaInvalidError("untuk", "Pilih bagi siapa layanan ini dan siapa pengusulnya.")
    row = VersiLayanan.objects.create(
        layanan=layanan,
        keluarga=Keluarga.SURAT.value,
        untuk=list(surat.untuk),
        pengusul=list(surat.pengusul),
        isian=list(surat.isian),
        jenis_terbit_id=JENIS_SURAT,
        antar=Antar.DIGITAL.value,
        paling_cepat_bulan=0,
        **_figures(versi, actor, today),
    )
    kode, nama = DATA_DIRI
    Syarat.objects.create(
        versi_layanan=row,
        kode=kode,
        nama=nama,
        bentuk="DATA",
        urutan=10,
        petunjuk="Cocokkan data, lalu isi yang ditanyakan.",
        dasar_hukum=versi.dasar_hukum,
    )
    Syarat.objects.bulk_create(
        Syarat(
            versi_layanan=row,
            kode=kode,
            nama=kinds[kode].nama,
            jenis_dokumen=kinds[kode],
            bentuk="UNGGAH",
            urutan=20 + nomor * 10,
            tahun_ke_belakang=1 if kinds[kode].tahunan else 0,
            dasar_hukum=versi.dasar_hukum,
        )
        for nomor, kode in enumerate(surat.berkas)
    )
    stages = [*(TAHAP_OPD if versi.lewat_opd else ()), *TAHAP_SURAT]
    TahapLayanan.objects.bulk_create(
        TahapLayanan(
            versi_layanan=row,
            urutan=nomor,
            status=status.value,
            kegiatan=kegiatan,
            aktor=aktor,
            baku_hari_kerja=hari,
        )
        for nomor, (status, kegiatan, aktor, hari) in enumerate(stages, 1)
    )
    NaskahSurat.objects.create(
        layanan=layanan,
        berlaku_mulai=versi.berlaku_mulai,
        bentuk=Bentuk.SURAT.value,
        isi=surat.naskah,
        dasar_hukum=versi.dasar_hukum,
    )
    return row


SALIN_VERSI: Final = (
    *("layanan_id", "keluarga", "untuk", "pengusul", "aturan", "isian", "akibat"),
    *("jenis_terbit_id", "antar", "paling_cepat_bulan"),
)
SALIN_SYARAT: Final = (
    *("kode", "nama", "jenis_dokumen_id", "bentuk", "kondisi", "tahun_ke_belakang"),
    *("wajib", "urutan", "petunjuk", "dasar_hukum"),
)
SALIN_TAHAP: Final = ("urutan", "status", "kegiatan", "aktor", "baku_hari_kerja", "keluaran")


def _copy(latest: VersiLayanan, versi: IsiVersi, *, actor: Pengguna, today: date) -> VersiLayanan:
    row = VersiLayanan.objects.create(
        **{name: getattr(latest, name) for name in SALIN_VERSI}, **_figures(versi, actor, today)
    )
    Syarat.objects.bulk_create(
        Syarat(versi_layanan=row, **values) for values in latest.syarat.values(*SALIN_SYARAT)
    )
    TahapLayanan.objects.bulk_create(
        TahapLayanan(versi_layanan=row, **values) for values in latest.tahap.values(*SALIN_TAHAP)
    )
    return row
