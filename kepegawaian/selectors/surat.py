"""Facts for letters: the person, the office, who signs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kepegawaian.models import Pertek, RiwayatPendidikan, RiwayatPmk, Usulan
from kepegawaian.rules.golongan import golongan_parse
from kepegawaian.rules.surat import Anggota, AngkaPertek, Isi, Orang, Penandatangan, kop_opd
from kepegawaian.selectors.pensiun import FaktaPensiun
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import PejabatPenandatangan, UnitKerja
from sitamu.inti.selectors import nilai, pejabat_in_force

TITIK = "." * 40


def instansi_in_force(*, on: date) -> Mapping[str, Any]:
    """What letters say of the office on that day; raises DataKurangError."""
    row: Mapping[str, Any] = nilai("instansi", on=on)
    return row


def opd_of(unit: UnitKerja) -> UnitKerja:
    """The perangkat daerah a unit belongs to: its ancestor right below the root, or the root."""
    ends = [i + 1 for i, c in enumerate(unit.jalur) if c == "."]
    if len(ends) <= 2:
        return unit
    return UnitKerja.objects.get(jalur=unit.jalur[: ends[1]])


def orang_of(usulan: Usulan, fakta: FaktaPensiun) -> Orang:
    """One person as letters print them; raises DataKurangError when the service is not known."""
    profil, pegawai = fakta.profil, fakta.pegawai
    if fakta.mkp is None or profil.tmt_cpns is None:
        raise DataKurangError(", ".join(fakta.data_kurang) or "TMT CPNS")
    pmk = sum(r.tahun * 12 + r.bulan for r in RiwayatPmk.objects.filter(pegawai=pegawai))
    golongan = golongan_parse(fakta.golongan.golongan)
    tmt = fakta.perkiraan.tmt_pensiun
    return Orang(
        nama=pegawai.nama_lengkap,
        nip=pegawai.nomor,
        tempat_lahir=profil.tempat_lahir,
        tanggal_lahir=profil.tanggal_lahir,
        jenis_kelamin=profil.jenis_kelamin,
        agama=profil.agama,
        status_kawin=profil.status_kawin,
        jabatan=fakta.jabatan.jabatan.nama,
        unit=usulan.unit_kerja.nama,
        opd=opd_of(usulan.unit_kerja).nama,
        golongan=golongan.kode,
        pangkat=golongan.sebutan,
        tmt_golongan=fakta.golongan.tmt,
        mkg=(fakta.mkg.tahun, fakta.mkg.bulan),
        mkp=(fakta.mkp.tahun, fakta.mkp.bulan),
        pmk=divmod(pmk, 12),
        gaji_pokok=fakta.gaji_pokok,
        tmt_cpns=profil.tmt_cpns,
        tmt_pns=profil.tmt_pns,
        pendidikan=_pendidikan(pegawai.pk),
        tmt=tmt,
        alamat=profil.alamat,
        alamat_pensiun=str(usulan.isian.get("alamat_pensiun", "")).strip(),
        nomor_hp=str(usulan.isian.get("nomor_hp", "")).strip() or profil.nomor_hp,
        npwp=profil.npwp or "",
        nama_bank=profil.nama_bank,
        rekening=profil.rekening or "",
        dasar_bup=next((a.dasar for a in fakta.perkiraan.alasan if a.kode == "bup"), ""),
        keluarga=[
            Anggota(k.hubungan, k.nama, k.tanggal_lahir, k.tanggal_nikah, k.status)
            for k in fakta.keluarga
        ],
    )


def _pendidikan(pegawai_id: Any) -> str:
    row = (
        RiwayatPendidikan.objects.filter(pegawai=pegawai_id, sudah_dicantumkan=True)
        .order_by("-tahun_lulus")
        .first()
    )
    if row is None:
        return ""
    return f"{row.nama} ({row.tahun_lulus})" if row.tahun_lulus else row.nama


def angka_pertek(pertek: Pertek) -> AngkaPertek:
    """The pertek on record as letters and rules see it."""
    golongan = golongan_parse(pertek.golongan)
    return AngkaPertek(
        nomor=pertek.nomor,
        tanggal=pertek.tanggal,
        golongan=golongan.kode,
        pangkat=golongan.sebutan,
        mkg=(pertek.mkg_tahun, pertek.mkg_bulan),
        mkp=None
        if pertek.mkp_tahun is None or pertek.mkp_bulan is None
        else (pertek.mkp_tahun, pertek.mkp_bulan),
        gaji_pokok=pertek.gaji_pokok,
        pensiun_pokok=pertek.pensiun_pokok,
        tmt=pertek.tmt,
    )


def penandatangan(pejabat: PejabatPenandatangan) -> Penandatangan:
    """A signing office as printed."""
    return Penandatangan(
        jabatan=pejabat.jabatan,
        nama=pejabat.nama,
        pangkat=pejabat.pangkat,
        nip=pejabat.nip,
        atas_nama=pejabat.atas_nama,
    )


def kepala_opd(opd: UnitKerja, *, on: date) -> Penandatangan:
    """Head of an OPD that day; a dotted line for the name when the office is not on record."""
    try:
        return penandatangan(pejabat_in_force("KEPALA_OPD", on=on, unit_id=opd.pk))
    except DataKurangError:
        return Penandatangan(jabatan=f"Kepala {opd.nama}", nama=TITIK)


def kop_of(opd: UnitKerja, *, on: date) -> Isi:
    """Letterhead of one OPD."""
    return kop_opd(
        instansi_in_force(on=on), nama=opd.nama, alamat=opd.alamat, kode_pos=opd.kode_pos
    )
