"""An usulan whose pertek is on record and equal to the data: one step before its SK."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from arsip.services.dokumen import dokumen_store_made
from kepegawaian.models import Pertek, SuratKeputusan, Usulan
from kepegawaian.selectors.layanan import layanan_in_force
from kepegawaian.selectors.pensiun import PENSIUN_BUP, fakta_pensiun
from kepegawaian.services.sk import sk_approve, sk_file, sk_make
from kepegawaian.services.usulan import new_nomor
from sitamu.inti.models import Pegawai, PejabatPenandatangan, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak, Peran
from tests.factories.berkas import pdf, unggahan
from tests.factories.inti import UnitKerjaFactory, beri_hak, petugas
from tests.factories.kepegawaian import calon_pensiun

WITA = ZoneInfo("Asia/Makassar")
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=WITA)
TODAY = NOW.date()


@dataclass
class Panggung:
    """The small cast: `siti` asks, `bupati` approves, `kurir` ships, `made` sits elsewhere."""

    akar: UnitKerja
    dinas: UnitKerja
    sekolah: UnitKerja
    lain: UnitKerja
    siti: Pegawai
    bupati: Pengguna
    kurir: Pengguna
    made: Pengguna
    usulan: Usulan


def unit(nama: str, induk: UnitKerja | None = None, **fields: Any) -> UnitKerja:
    row: UnitKerja = UnitKerjaFactory(
        nama=nama,
        induk=induk,
        **{
            "alamat": f"Jl. {nama} Nomor 1",
            "kecamatan": "Tanete Riattang",
            "kode_pos": "92711",
            **fields,
        },
    )
    return row


def usulan_berpertek(pegawai: Pegawai, tempat: UnitKerja, **pertek: Any) -> Usulan:
    """An usulan at DI_BKN whose pertek equals the record, but for what `pertek` says."""
    versi = layanan_in_force(PENSIUN_BUP, on=TODAY)
    oleh = petugas(Peran.VERIFIKATOR, tempat)
    fakta = fakta_pensiun(pegawai, today=TODAY)
    assert fakta.mkp is not None
    usulan = Usulan.objects.create(
        nomor=new_nomor(),
        layanan=versi.layanan,
        versi_layanan=versi,
        pegawai=pegawai,
        unit_kerja=tempat,
        status="DI_BKN",
        tmt=fakta.perkiraan.tmt_pensiun,
        isian={"alamat_pensiun": "Jalan Sesudah Pensiun 1", "nomor_hp": "081200000000"},
        dibuat_oleh=oleh,
        pemeriksa=oleh,
        tiba_pada=datetime(2026, 11, 18, 9, 0, tzinfo=WITA),
    )
    bukti = dokumen_store_made(
        pegawai_id=pegawai.pk,
        jenis_kode="PERTEK_PENSIUN",
        kunci=usulan.nomor,
        isi=pdf(teks=usulan.nomor),
        nama_asli="pertek.pdf",
        actor=oleh,
        now=NOW,
    )
    Pertek.objects.create(
        usulan=usulan,
        **{
            "nomor": f"PH-{uuid4().hex[:8]}",
            "tanggal": date(2026, 11, 20),
            "golongan": fakta.golongan.golongan,
            "mkg_tahun": fakta.mkg.tahun,
            "mkg_bulan": fakta.mkg.bulan,
            "mkp_tahun": fakta.mkp.tahun,
            "mkp_bulan": fakta.mkp.bulan,
            "gaji_pokok": fakta.gaji_pokok,
            "pensiun_pokok": 3_500_000,
            "tmt": fakta.perkiraan.tmt_pensiun,
            "versi_bukti": bukti,
            "dicatat_oleh": oleh,
            "dicatat_pada": NOW,
            **pertek,
        },
    )
    return usulan


def panggung(**siti: Any) -> Panggung:
    """Build the scene; keywords go to Siti's record."""
    akar = unit("Pemerintah Kabupaten Contoh")
    dinas = unit("Dinas Pendidikan", akar)
    sekolah = unit("SDN 12 Contoh", dinas)
    lain = unit("Dinas Kesehatan", akar)
    PejabatPenandatangan.objects.create(
        kode="BUPATI",
        jabatan="BUPATI CONTOH",
        nama="Bupati Contoh",
        mulai=date(2025, 2, 20),
        dasar="Keputusan contoh",
    )
    pegawai = calon_pensiun(sekolah, **{"nama": "Siti Aminah", "akun": True, **siti})
    return Panggung(
        akar=akar,
        dinas=dinas,
        sekolah=sekolah,
        lain=lain,
        siti=pegawai,
        bupati=petugas(Peran.PENANDATANGAN, akar, nama="Penandatangan Contoh"),
        kurir=petugas(Peran.PETUGAS_PENGIRIMAN, akar, nama="Kurir Contoh"),
        made=petugas(Peran.PENANDATANGAN, lain, nama="Made"),
        usulan=usulan_berpertek(pegawai, sekolah),
    )


def terbitkan(usulan: Usulan, bupati: Pengguna) -> SuratKeputusan:
    """Approve, print and file the signed scan."""
    sk_approve(usulan_id=usulan.pk, actor=bupati, now=NOW)
    sk_make(now=NOW)
    return sk_file(
        usulan_id=usulan.pk,
        files=[unggahan(pdf(2, teks=f"ttd {usulan.nomor}"), "sk-ttd.pdf")],
        actor=bupati,
        now=NOW,
    )


def beri_kirim(pengguna: Pengguna, tempat: UnitKerja) -> None:
    beri_hak(pengguna, Hak.KIRIMAN_MANAGE, unit=tempat)
