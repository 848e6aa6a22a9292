"""Facts for letters: the person, the office, who signs."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from kepegawaian.models import (
    Jabatan,
    Keluarga,
    NaskahSurat,
    Pertek,
    Profil,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatKgb,
    RiwayatPendidikan,
    RiwayatPmk,
    Usulan,
)
from kepegawaian.rules.gaji import TabelGaji, gaji_pokok
from kepegawaian.rules.golongan import golongan_parse
from kepegawaian.rules.katalog import Isian, JenisIsian, isian_parse
from kepegawaian.rules.masa_kerja import MasaKerja, cltn_bulan, mkg_pindah
from kepegawaian.rules.naskah import BIDANG
from kepegawaian.rules.pensiun import masa_kerja_pensiun
from kepegawaian.rules.pertek import AngkaData
from kepegawaian.rules.surat import (
    Anggota,
    AngkaPertek,
    Isi,
    Orang,
    Penandatangan,
    kop_opd,
    nip_spasi,
    rupiah_terbilang,
    tempat_tanggal,
)
from kepegawaian.selectors.aturan import PustakaAturan
from kepegawaian.selectors.fakta import cltn_of
from kepegawaian.selectors.layanan import PENSIUN
from kepegawaian.selectors.pensiun import FaktaPensiun
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import PejabatPenandatangan, UnitKerja
from sitamu.inti.rules.teks import masa_kerja_teks, rupiah, tanggal_panjang
from sitamu.inti.selectors import nilai, pejabat_in_force

TITIK = "." * 40


def naskah_in_force(layanan_id: str, *, on: date) -> NaskahSurat:
    """The words of a service's letter on that day; raises DataKurangError."""
    row = (
        NaskahSurat.objects.filter(layanan=layanan_id, berlaku_mulai__lte=on)
        .order_by("-berlaku_mulai")
        .first()
    )
    if row is None:
        raise DataKurangError("naskah surat layanan ini")
    return row


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
        jabatan=pejabat.jabatan_surat,
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


# Figures and fields of any service


def angka_layanan(usulan: Usulan, *, today: date) -> AngkaData:
    """Golongan, MKG and pay that the SK of this usulan gives, by the record of today.

    A promotion is reckoned at its TMT, a KGB as the rule said, a pension at its last day.
    Raises DataKurangError when the pay table has no such step.
    """
    held = (
        RiwayatGolongan.objects.filter(pegawai=usulan.pegawai_id, tmt__lte=today)
        .order_by("-tmt")
        .first()
    )
    if held is None:
        return AngkaData(tmt=usulan.tmt)
    law = PustakaAturan(pada=today)
    golongan, tmt = golongan_parse(held.golongan), usulan.tmt or today
    mkg = _mkg_at(usulan, held, tmt)
    if baru := usulan.rincian.get("golongan_baru"):
        target = golongan_parse(str(baru))
        mkg, golongan = mkg_pindah(mkg, golongan, target, law.mkg).mkg, target
    elif "mkg_baru" in usulan.rincian:
        mkg = MasaKerja(int(usulan.rincian["mkg_baru"]))
    if "pmk_tahun" in usulan.isian:
        added = int(usulan.isian["pmk_tahun"]) * 12 + int(usulan.isian.get("pmk_bulan") or 0)
        mkg = MasaKerja.from_bulan(mkg.total_bulan + added)
    tabel = law.gaji_pppk if golongan.jenis == "PPPK" else law.gaji_pns
    return AngkaData(
        golongan=golongan.kode,
        mkg=(mkg.tahun, mkg.bulan),
        mkp=_mkp(usulan, tmt) if usulan.layanan.kelompok == PENSIUN else None,
        gaji_pokok=gaji_pokok(golongan.kode, mkg, tabel),
        tmt=usulan.tmt,
    )


def _mkg_at(usulan: Usulan, held: RiwayatGolongan, tmt: date) -> MasaKerja:
    """MKG on `tmt` from the latest SK of golongan or KGB, with later PMK."""
    mulai, bulan = held.tmt, held.mkg_tahun * 12 + held.mkg_bulan
    kgb = (
        RiwayatKgb.objects.filter(pegawai=usulan.pegawai_id, tmt__gt=held.tmt, tmt__lte=tmt)
        .order_by("-tmt")
        .first()
    )
    if kgb is not None:
        mulai, bulan = kgb.tmt, kgb.mkg_tahun * 12
    later = RiwayatPmk.objects.filter(pegawai=usulan.pegawai_id, tmt__gt=mulai, tmt__lte=tmt)
    bulan += sum(row.tahun * 12 + row.bulan for row in later)
    elapsed = (tmt.year - mulai.year) * 12 + tmt.month - mulai.month
    lost = cltn_bulan(cltn_of(usulan.pegawai_id), (mulai.year, mulai.month), (tmt.year, tmt.month))
    return MasaKerja.from_bulan(bulan + max(0, elapsed - lost))


def _mkp(usulan: Usulan, tmt: date) -> tuple[int, int] | None:
    profil = Profil.objects.filter(pegawai=usulan.pegawai_id).first()
    if profil is None or profil.tmt_cpns is None:
        return None
    pmk = sum(r.tahun * 12 + r.bulan for r in RiwayatPmk.objects.filter(pegawai=usulan.pegawai_id))
    masa = masa_kerja_pensiun(
        (profil.tmt_cpns.year, profil.tmt_cpns.month),
        (tmt.year, tmt.month),
        MasaKerja.from_bulan(pmk),
        cltn_of(usulan.pegawai_id),
    )
    return masa.tahun, masa.bulan


def isian_of(usulan: Usulan) -> list[Isian]:
    """The questions that the version of this usulan asks."""
    return isian_parse(usulan.versi_layanan.isian)


def isian_teks(satu: Isian, nilai: object) -> str:
    """One answer as a letter prints it; empty when there is none."""
    teks = str(nilai or "").strip()
    if not teks:
        return ""
    match satu.jenis:
        case JenisIsian.TANGGAL:
            return tanggal_panjang(date.fromisoformat(teks))
        case JenisIsian.UNIT:
            row = UnitKerja.objects.filter(pk=teks).first()
            return row.nama if row else ""
        case JenisIsian.JABATAN:
            post = Jabatan.objects.filter(pk=teks).first()
            return post.nama if post else ""
        case _:
            return teks


def isian_baris(usulan: Usulan) -> list[tuple[str, str]]:
    """Label and answer of every question of this usulan."""
    return [(i.label, isian_teks(i, usulan.isian.get(i.nama))) for i in isian_of(usulan)]


DATA_DIRI: Final = (
    *("nama", "nip", "lahir", "pangkat", "tmt_golongan", "jabatan", "unit", "tmt_cpns"),
    *("pendidikan", "mkg", "gaji", "tmt"),
)
DATA_BARU: Final = ("pangkat_baru", "mkg_baru", "gaji_baru")


def susunan_keluarga(pegawai_id: UUID) -> list[Keluarga]:
    """Spouse and children on record, as the susunan keluarga lists them."""
    return list(Keluarga.objects.filter(pegawai=pegawai_id).order_by("-hubungan", "tanggal_lahir"))


def data_diri(usulan: Usulan, *, today: date) -> list[tuple[str, str]]:
    """What the record says of the person, and what the usulan would give: label and value."""
    nilai = nilai_surat(usulan, today=today)
    gives = {"golongan_baru", "mkg_baru"} & usulan.rincian.keys()
    names = (*DATA_DIRI, *DATA_BARU) if gives else DATA_DIRI
    return [(BIDANG[nama], nilai[nama]) for nama in names if nama in nilai]


def nilai_surat(usulan: Usulan, *, today: date) -> dict[str, str]:
    """Every field that a letter about this usulan may print; what is not known is left out.

    Where there is a pertek its figures win over ours.
    """
    pegawai, instansi = usulan.pegawai, instansi_in_force(on=today)
    profil = Profil.objects.filter(pegawai=pegawai).first()
    held = RiwayatGolongan.objects.filter(pegawai=pegawai, tmt__lte=today).order_by("-tmt").first()
    post = (
        RiwayatJabatan.objects.filter(pegawai=pegawai, tmt__lte=today)
        .select_related("jabatan")
        .order_by("-tmt")
        .first()
    )
    found = {
        "nama": pegawai.nama_lengkap,
        "nip": nip_spasi(pegawai.nomor),
        "unit": usulan.unit_kerja.nama,
        "opd": opd_of(usulan.unit_kerja).nama,
        "jabatan": post.jabatan.nama if post else "",
        "pendidikan": _pendidikan(pegawai.pk),
        "nama_pemda": str(instansi["nama_pemda"]),
        "kepala_daerah": str(instansi["kepala_daerah"]),
        "bkpsdm": str(instansi["nama_bkpsdm"]),
        "satyalancana": str(usulan.rincian.get("satyalancana", "")),
    }
    if profil is not None:
        found |= {
            "lahir": tempat_tanggal(profil.tempat_lahir, profil.tanggal_lahir),
            "jenis_kelamin": profil.get_jenis_kelamin_display(),
            "alamat": profil.alamat,
            "tmt_cpns": _panjang(profil.tmt_cpns),
            "tmt_pns": _panjang(profil.tmt_pns),
        }
    if held is not None:
        golongan = golongan_parse(held.golongan)
        law = PustakaAturan(pada=today)
        mkg = _mkg_at(usulan, held, usulan.tmt or today)
        tabel = law.gaji_pppk if golongan.jenis == "PPPK" else law.gaji_pns
        found |= {
            "golongan": golongan.kode,
            "pangkat": golongan.sebutan,
            "tmt_golongan": tanggal_panjang(held.tmt),
            "sk_lama_nomor": held.nomor_sk,
            "mkg": masa_kerja_teks(mkg.tahun, mkg.bulan, lengkap=True),
            "gaji": _pay(usulan, golongan.kode, mkg, tabel),
        }
        found |= _new_figures(usulan, today=today)
    if usulan.tmt is not None:
        found["tmt"] = tanggal_panjang(usulan.tmt)
        found["akhir_tugas"] = tanggal_panjang(usulan.tmt - timedelta(days=1))
    for satu in isian_of(usulan):
        if teks := isian_teks(satu, usulan.isian.get(satu.nama)):
            found[satu.nama] = teks
    return {nama: teks for nama, teks in found.items() if teks}


def _panjang(tanggal: date | None) -> str:
    return tanggal_panjang(tanggal) if tanggal else ""


def _pay(usulan: Usulan, golongan: str, mkg: MasaKerja, tabel: TabelGaji) -> str:
    if now := usulan.rincian.get("gaji_sekarang"):
        return rupiah(int(now))
    try:
        return rupiah(gaji_pokok(golongan, mkg, tabel))
    except DataKurangError:
        return ""


def _new_figures(usulan: Usulan, *, today: date) -> dict[str, str]:
    """What the SK gives: of the pertek when there is one, else of our record."""
    pertek: Pertek | None = getattr(usulan, "pertek", None)
    if pertek is not None:
        given = angka_pertek(pertek)
        golongan, mkg, gaji, mkp = given.golongan, given.mkg, given.gaji_pokok, given.mkp
        found = {"pertek_nomor": pertek.nomor, "pertek_tanggal": tanggal_panjang(pertek.tanggal)}
        if pertek.pensiun_pokok is not None:
            found["pensiun_pokok"] = rupiah(pertek.pensiun_pokok)
            found["pensiun_pokok_terbilang"] = rupiah_terbilang(pertek.pensiun_pokok)
    else:
        try:
            ours = angka_layanan(usulan, today=today)
        except DataKurangError:
            return {}
        if ours.golongan is None or ours.mkg is None or ours.gaji_pokok is None:
            return {}
        golongan, mkg, gaji, mkp = ours.golongan, ours.mkg, ours.gaji_pokok, ours.mkp
        found = {}
    if mkp is not None:
        found["mkp"] = masa_kerja_teks(*mkp, lengkap=True)
    return found | {
        "pangkat_baru": golongan_parse(golongan).sebutan,
        "mkg_baru": masa_kerja_teks(*mkg, lengkap=True),
        "gaji_baru": rupiah(gaji),
        "gaji_baru_terbilang": rupiah_terbilang(gaji),
    }
