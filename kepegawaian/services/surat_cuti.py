"""The leave letter: numbered when the leave is approved, printed by a worker."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from arsip.services.dokumen import dokumen_store_made
from kepegawaian.models import Cuti, RiwayatGolongan, RiwayatJabatan, SuratCuti
from kepegawaian.rules.golongan import golongan_parse
from kepegawaian.rules.surat import (
    KEPALA_DAERAH,
    Isi,
    Penandatangan,
    kop_penetap,
    singkatan_unit,
    surat_cuti_isi,
)
from kepegawaian.selectors.cuti import pejabat_cuti
from kepegawaian.selectors.surat import (
    TITIK,
    instansi_in_force,
    kepala_opd,
    kop_of,
    opd_of,
    penandatangan,
)
from kepegawaian.services.dokumen_buatan import work_off
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import PejabatPenandatangan, Pengguna
from sitamu.inti.rules.teks import tanggal_panjang
from sitamu.inti.selectors import in_force
from sitamu.inti.services.nomor import nomor_issue
from sitamu.inti.services.outbox import wake
from sitamu.inti.surat import render_pdf

KODE_KLASIFIKASI: Final = "800.1.11.4"
FORMAT_NOMOR: Final = "{kode}/{urut}/CUTI/{unit}/{tahun}"
JENIS: Final = "SURAT_CUTI"


def surat_cuti_issue(*, cuti: Cuti, actor: Pengguna, now: datetime) -> SuratCuti:
    """Number and freeze the letter of an approved leave; must run inside a transaction.

    By the OPD or by the PPK, whoever decides this kind; numbers run by that office and year.
    Raises DataKurangError when a fact of the office is missing.
    """
    today = timezone.localdate(now)
    kantor = _kantor(cuti, actor=actor, today=today)
    surat = SuratCuti(cuti=cuti, tanggal=today, oleh=actor)
    surat.nomor = nomor_issue(
        register=kantor.register,
        format_nomor=FORMAT_NOMOR,
        isian={"kode": KODE_KLASIFIKASI, "unit": kantor.kode},
        rujukan_jenis="cuti",
        rujukan_id=cuti.pk,
        tanggal=today,
        oleh=actor,
    )
    golongan = RiwayatGolongan.objects.filter(pegawai=cuti.pegawai, tmt__lte=today)
    pangkat = golongan.order_by("-tmt").values_list("golongan", flat=True).first()
    jabatan = RiwayatJabatan.objects.filter(pegawai=cuti.pegawai, tmt__lte=today)
    local = timezone.localtime(now)
    surat.isi = surat_cuti_isi(
        instansi_in_force(on=today),
        kop=kantor.kop,
        nomor=surat.nomor.teks,
        tanggal=today,
        nama=cuti.pegawai.nama_lengkap,
        nip=cuti.pegawai.nomor,
        pangkat=golongan_parse(pangkat).sebutan if pangkat else "",
        jabatan=jabatan.order_by("-tmt").values_list("jabatan__nama", flat=True).first() or "",
        unit=cuti.unit_kerja.nama,
        jenis=cuti.get_jenis_display(),
        mulai=cuti.mulai,
        selesai=cuti.selesai,
        hari_kerja=cuti.hari_kerja,
        hari_kalender=cuti.hari_kalender,
        perjalanan_hari=cuti.perjalanan_hari,
        alamat=cuti.alamat,
        atasan=cuti.atasan.nama_lengkap if cuti.atasan else "",
        persetujuan=f"Disetujui di SiTAMU oleh {actor.nama}, "
        f"{tanggal_panjang(local.date())} {local:%H.%M}",
        pejabat=kantor.pejabat,
    )
    surat.save()
    wake("kepegawaian.surat_cuti_make")
    return surat


@dataclass(frozen=True, slots=True)
class _Kantor:
    """The office that grants: its register, its short name, its letterhead, who signs."""

    register: str
    kode: str
    kop: Isi
    pejabat: Penandatangan


def _kantor(cuti: Cuti, *, actor: Pengguna, today: date) -> _Kantor:
    if pejabat_cuti(on=today)[cuti.jenis] == "OPD":
        opd = opd_of(cuti.unit_kerja)
        pejabat = kepala_opd(opd, on=today)
        if pejabat.nama == TITIK:
            pejabat = Penandatangan(jabatan=f"Kepala {opd.nama}", nama=actor.nama)
        return _Kantor(f"CT-{opd.pk}", singkatan_unit(opd.nama), kop_of(opd, on=today), pejabat)
    signer = PejabatPenandatangan.objects.filter(in_force(today), pengguna=actor).first()
    if signer is None:
        raise DataKurangError(
            f"jabatan penandatangan {actor.nama}",
            langkah="Minta admin mencatat jabatan itu pada Data acuan, Pejabat penandatangan.",
        )
    instansi = instansi_in_force(on=today)
    kop = kop_penetap(instansi, kepala_daerah=signer.kode == KEPALA_DAERAH)
    return _Kantor("CUTI-PPK", instansi["kode_unit"], kop, penandatangan(signer))


def surat_cuti_make(*, now: datetime) -> int:
    """Print every leave letter that waits; returns how many were made."""

    def make(row: SuratCuti) -> None:
        pdf = render_pdf("kepegawaian/surat/cuti.html", {"isi": row.isi})
        with transaction.atomic():
            locked = SuratCuti.objects.select_for_update(of=("self",)).get(pk=row.pk)
            if locked.versi_id is not None:
                return
            cuti = Cuti.objects.get(pk=locked.cuti_id)
            locked.versi = dokumen_store_made(
                pegawai_id=cuti.pegawai_id,
                jenis_kode=JENIS,
                kunci=cuti.mulai.isoformat(),
                nama_asli=f"surat-cuti-{cuti.mulai.isoformat()}.pdf",
                isi=pdf,
                now=now,
                actor=locked.oleh,
            )
            locked.galat = ""
            locked.save(update_fields=["versi", "galat"])

    return work_off(SuratCuti.objects.filter(versi__isnull=True), make, now=now)
