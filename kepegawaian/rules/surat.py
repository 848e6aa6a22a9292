"""What each letter says, frozen as plain JSON: the template only prints it.

Order of a keputusan: kop, nomor, tentang, menimbang, mengingat (hierarchy, then year),
memperhatikan (the pertek), menetapkan, diktum, tanggal, penetap, tembusan. Regulations are cited
by number; the sentences are our own. Figures of a pension SK are BKN's, from the pertek.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.teks import masa_kerja_teks, rupiah, tanggal_panjang, terbilang

Isi = dict[str, Any]

DIKTUM: Final = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH")
HURUF_KODE: Final = "ACDEFGHJKMNPQRTVWXY34679"
"""Letters and digits of a verification code; none looks like another."""
PANJANG_KODE: Final = 12
KEPALA_DAERAH: Final = "BUPATI"  # the office whose keputusan bear the lambang negara
NBSP: Final = "\u00a0"
_KATA_SAMBUNG: Final = frozenset({"dan", "di", "ke", "pada"})


@dataclass(frozen=True, slots=True)
class Anggota:
    """One row of the susunan keluarga. `hubungan`: pasangan or anak."""

    hubungan: str
    nama: str
    tanggal_lahir: date | None = None
    tanggal_nikah: date | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Orang:
    """Facts of one person on the day a letter is made. `pangkat`: `Penata (III/c)`.

    `dasar_bup`: the rule that fixes the BUP, as `UU 14/2005 (PP 11/2017 ps. 240)`.
    Every `mkg` and `mkp` is (whole years, months) at the TMT pensiun; `gaji_pokok` in rupiah.
    """

    nama: str
    nip: str
    tempat_lahir: str
    tanggal_lahir: date
    jenis_kelamin: str
    agama: str
    status_kawin: str
    jabatan: str
    unit: str
    opd: str
    golongan: str
    pangkat: str
    tmt_golongan: date
    mkg: tuple[int, int]
    mkp: tuple[int, int]
    pmk: tuple[int, int]
    gaji_pokok: int
    tmt_cpns: date
    tmt_pns: date | None
    pendidikan: str
    tmt: date
    alamat: str
    alamat_pensiun: str
    nomor_hp: str = ""
    npwp: str = ""
    nama_bank: str = ""
    rekening: str = ""
    dasar_bup: str = ""
    keluarga: Sequence[Anggota] = ()

    @property
    def akhir_tugas(self) -> date:
        """The last day of service."""
        return self.tmt - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Penandatangan:
    """Who signs, as printed. Head of region without pangkat and NIP: both empty."""

    jabatan: str
    nama: str
    pangkat: str = ""
    nip: str = ""
    atas_nama: str = ""


@dataclass(frozen=True, slots=True)
class AngkaPertek:
    """BKN's answer. Rupiah a month; masa kerja as (whole years, months).

    `mkp`, `pensiun_pokok`: of a pension; None for other services.
    """

    nomor: str
    tanggal: date
    golongan: str
    pangkat: str
    mkg: tuple[int, int]
    mkp: tuple[int, int] | None
    gaji_pokok: int
    pensiun_pokok: int | None
    tmt: date


def nip_spasi(nip: str) -> str:
    """A NIP in its four groups, kept on one line: `19670512 199203 1 004`; others unchanged."""
    if len(nip) != 18:
        return nip
    return NBSP.join((nip[:8], nip[8:14], nip[14], nip[15:]))


def tempat_tanggal(tempat: str, tanggal: date) -> str:
    """`Watampone, 12 Mei 1967`; SIASN writes the place in capitals."""
    nama = tempat.title() if tempat.isupper() else tempat
    return f"{nama}, {tanggal_panjang(tanggal)}" if nama else tanggal_panjang(tanggal)


def rupiah_terbilang(nilai: int) -> str:
    """`Rp4.425.900 (empat juta ... rupiah)`."""
    return f"{rupiah(nilai)} ({terbilang(nilai)} rupiah)"


def singkatan_unit(nama: str) -> str:
    """Initials of a unit for the number of its letters: `Dinas Komunikasi dan ...` > `DKI`."""
    kata = [k for k in nama.replace("-", " ").split() if k.lower() not in _KATA_SAMBUNG]
    return "".join(k[0] for k in kata if k[0].isalnum()).upper() or "UNIT"


def nama_samar(nama: str) -> str:
    """Initials with asterisks, as many as three: `Siti Aminah` > `S*** A***`."""
    return " ".join(f"{kata[0].upper()}***" for kata in nama.split() if kata[0].isalnum())


def kode_kelompok(kode: str) -> str:
    """A verification code in groups of four: `ACDE-FGHJ-KMNP`."""
    return "-".join(kode[i : i + 4] for i in range(0, len(kode), 4))


def kode_normalise(teks: str) -> str:
    """What somebody typed: upper case, only letters and digits."""
    return "".join(c for c in teks.upper() if c.isascii() and c.isalnum())


def kop_opd(instansi: Mapping[str, Any], *, nama: str, alamat: str, kode_pos: str) -> Isi:
    """Letterhead of a perangkat daerah: lambang daerah, its own name and address."""
    return {
        "lambang": instansi["lambang_daerah"],
        "pemda": instansi["nama_pemda"],
        "nama": nama,
        "alamat": " ".join(filter(None, [alamat, f"Kode Pos {kode_pos}" if kode_pos else ""])),
    }


def kop_kepala_daerah(instansi: Mapping[str, Any]) -> Isi:
    """Letterhead of the head of region: lambang negara and the office, nothing else."""
    return {"lambang": instansi["lambang_negara"], "nama": instansi["kepala_daerah"]}


def kop_penetap(instansi: Mapping[str, Any], *, kepala_daerah: bool) -> Isi:
    """Letterhead by who decides: the head of region, else BKPSDM."""
    if kepala_daerah:
        return kop_kepala_daerah(instansi)
    return kop_opd(
        instansi,
        nama=instansi["nama_bkpsdm"],
        alamat=instansi["alamat_bkpsdm"],
        kode_pos=instansi["kode_pos_bkpsdm"],
    )


@dataclass(frozen=True, slots=True)
class Bingkai:
    """What a letter gets with its number. `alamat_verifikasi`: the address behind the QR."""

    tanggal: date
    nomor: str
    kode: str
    alamat_verifikasi: str
    pejabat: Penandatangan


def surat_isi(
    instansi: Mapping[str, Any],
    kata: Isi,
    bingkai: Bingkai,
    *,
    bentuk: str,
    kop: Isi,
    penetap: str,
    nama: str,
    nip: str,
) -> Isi:
    """A keputusan or letter of any service; `kata`: its words with every field filled."""
    return kata | {
        "jenis": str(bentuk),
        "nama_pemda": instansi["nama_pemda"],
        "kop": kop,
        "penetap": penetap,
        "nomor": bingkai.nomor,
        "tempat": instansi["ibu_kota"],
        "tanggal": bingkai.tanggal.isoformat(),
        "tanggal_teks": tanggal_panjang(bingkai.tanggal),
        "pejabat": _penandatangan(bingkai.pejabat),
        "kode": bingkai.kode,
        "kode_teks": kode_kelompok(bingkai.kode),
        "alamat_verifikasi": bingkai.alamat_verifikasi,
        "nama": nama,
        "nip": nip,
    }


def _penandatangan(pejabat: Penandatangan) -> Isi:
    return {
        "atas_nama": pejabat.atas_nama,
        "jabatan": pejabat.jabatan,
        "nama": pejabat.nama,
        "pangkat": pejabat.pangkat,
        "nip": nip_spasi(pejabat.nip),
    }


def _pemohon(orang: Orang) -> list[list[str]]:
    return [
        ["Nama", orang.nama],
        ["NIP", nip_spasi(orang.nip)],
        ["Pangkat/golongan ruang", orang.pangkat],
        ["Jabatan", orang.jabatan],
        ["Unit kerja", _unit(orang)],
    ]


def _unit(orang: Orang) -> str:
    return orang.unit if orang.unit == orang.opd else f"{orang.unit}, {orang.opd}"


def _surat(instansi: Mapping[str, Any], orang: Orang, tanggal: date, jenis: str) -> Isi:
    """Frame of a letter the person signs: no kop, place and date, name under the signature."""
    return {
        "jenis": jenis,
        "tempat": instansi["ibu_kota"],
        "tanggal": tanggal.isoformat(),
        "tanggal_teks": tanggal_panjang(tanggal),
        "kepala_daerah": instansi["kepala_daerah"],
        "bkpsdm": instansi["nama_bkpsdm"],
        "nama_pemda": instansi["nama_pemda"],
        "pemohon": _pemohon(orang),
        "nama": orang.nama,
        "nip": nip_spasi(orang.nip),
        "pangkat": orang.pangkat,
    }


def permohonan_isi(instansi: Mapping[str, Any], orang: Orang, tanggal: date) -> Isi:
    """Surat permohonan pensiun (BUP), without kop."""
    return _surat(instansi, orang, tanggal, "PERMOHONAN") | {
        "tmt": tanggal_panjang(orang.tmt),
        "akhir_tugas": tanggal_panjang(orang.akhir_tugas),
        "alamat_pensiun": orang.alamat_pensiun or orang.alamat,
        "nomor_hp": orang.nomor_hp,
    }


def permohonan_umum_isi(
    instansi: Mapping[str, Any],
    tanggal: date,
    *,
    layanan: str,
    nilai: Mapping[str, str],
    isian: Sequence[tuple[str, str]],
) -> Isi:
    """Surat permohonan of any service, without kop: who asks for what, with the answers given."""
    pemohon = ("nama", "Nama"), ("nip", "NIP"), ("pangkat", "Pangkat/golongan ruang")
    kerja = ("jabatan", "Jabatan"), ("unit", "Unit kerja")
    return {
        "jenis": "PERMOHONAN",
        "tempat": instansi["ibu_kota"],
        "tanggal": tanggal.isoformat(),
        "tanggal_teks": tanggal_panjang(tanggal),
        "kepala_daerah": instansi["kepala_daerah"],
        "bkpsdm": instansi["nama_bkpsdm"],
        "nama_pemda": instansi["nama_pemda"],
        "layanan": layanan,
        "pemohon": [[label, nilai.get(nama, "")] for nama, label in (*pemohon, *kerja)],
        "isian": [[label, teks] for label, teks in isian if teks],
        "nama": nilai.get("nama", ""),
        "nip": nilai.get("nip", ""),
    }


DPCP_BAGI: Final[Mapping[str, str]] = {
    "PENSIUN_BUP": "yang mencapai batas usia pensiun",
    "PENSIUN_APS": "yang berhenti atas permintaan sendiri",
    "PENSIUN_UZUR": "yang tidak cakap jasmani dan/atau rohani",
    "PENSIUN_PERAMPINGAN": "yang diberhentikan karena perampingan organisasi",
    "PENSIUN_JANDA_DUDA": "yang meninggal dunia",
    "PENSIUN_TEWAS": "yang tewas",
    "PENSIUN_HILANG": "yang dinyatakan hilang",
}
"""Of whom the DPCP is, by service; of any other kind it says no reason."""


def pernyataan_isi(
    instansi: Mapping[str, Any],
    orang: Orang,
    tanggal: date,
    *,
    jenis: str,
    pejabat: Penandatangan | None,
    untuk: str = "pensiun",
) -> Isi:
    """Statement of no hukdis sedang/berat in the last year, or of no criminal case.

    `jenis`: PERNYATAAN_HUKDIS (signed by the head of the OPD when known) or PERNYATAAN_PIDANA.
    `untuk`: what is proposed with it, in words.
    """
    return _surat(instansi, orang, tanggal, jenis) | {
        "pejabat": _penandatangan(pejabat) if pejabat else None,
        "untuk": untuk,
    }


def dpcp_isi(
    instansi: Mapping[str, Any],
    orang: Orang,
    tanggal: date,
    *,
    pejabat: Penandatangan | None,
    layanan: str = "PENSIUN_BUP",
) -> Isi:
    """Data perorangan calon penerima pensiun, with the family and the payment part.

    All children are listed, also those without a right (married, 25 or over), so that the number
    equals the susunan keluarga.
    """
    pasangan = [a for a in orang.keluarga if a.hubungan == "pasangan"]
    anak = [a for a in orang.keluarga if a.hubungan == "anak"]
    return _surat(instansi, orang, tanggal, "DPCP") | {
        "bagi": DPCP_BAGI.get(layanan, ""),
        "pribadi": [
            ["Nama lengkap", orang.nama],
            ["NIP", nip_spasi(orang.nip)],
            ["Tempat, tanggal lahir", tempat_tanggal(orang.tempat_lahir, orang.tanggal_lahir)],
            ["Jenis kelamin", {"L": "Laki-laki", "P": "Perempuan"}.get(orang.jenis_kelamin, "")],
            ["Agama", orang.agama],
            ["Status perkawinan", orang.status_kawin],
            ["Jabatan terakhir", orang.jabatan],
            ["Unit kerja terakhir", _unit(orang)],
            [
                "Pangkat/golongan ruang/TMT",
                f"{orang.pangkat}, {tanggal_panjang(orang.tmt_golongan)}",
            ],
            ["Gaji pokok terakhir", rupiah_terbilang(orang.gaji_pokok)],
            ["Masa kerja golongan", masa_kerja_teks(*orang.mkg, lengkap=True)],
            ["Masa kerja pensiun", masa_kerja_teks(*orang.mkp, lengkap=True)],
            ["Masa kerja sebelum diangkat", masa_kerja_teks(*orang.pmk, lengkap=True)],
            ["Pendidikan", orang.pendidikan],
            ["TMT CPNS", tanggal_panjang(orang.tmt_cpns)],
            ["TMT PNS", tanggal_panjang(orang.tmt_pns) if orang.tmt_pns else ""],
            ["Berhenti pada akhir bulan", tanggal_panjang(orang.akhir_tugas)],
            ["TMT pensiun", tanggal_panjang(orang.tmt)],
        ],
        "pasangan": [
            [a.nama, _tanggal(a.tanggal_lahir), _tanggal(a.tanggal_nikah), a.status]
            for a in pasangan
        ],
        "anak": [[a.nama, _tanggal(a.tanggal_lahir), a.status] for a in anak],
        "alamat": [
            ["Alamat sekarang", orang.alamat],
            ["Alamat sesudah pensiun", orang.alamat_pensiun],
            ["Nomor telepon", orang.nomor_hp],
        ],
        "pembayaran": [
            ["Dibayar melalui bank", orang.nama_bank],
            ["Nomor rekening", orang.rekening],
            ["Atas nama", orang.nama],
            ["NPWP", orang.npwp],
        ],
        "pejabat": _penandatangan(pejabat) if pejabat else None,
    }


def _tanggal(tanggal: date | None) -> str:
    return f"{tanggal:%d-%m-%Y}" if tanggal else ""


def pengantar_isi(
    instansi: Mapping[str, Any],
    nominatif: Sequence[Sequence[str]],
    tanggal: date,
    *,
    layanan: str,
    opd: str,
    kop: Isi,
    nomor: str,
    pejabat: Penandatangan,
    persetujuan: str,
    lampiran: Sequence[str],
) -> Isi:
    """The OPD's surat pengantar with its nominatif (NUKP); `lampiran`: names of the papers sent.

    `nominatif`: for each person name, NIP, pangkat, post, unit and TMT. `layanan`: what is
    proposed. `persetujuan`: who approved it here, printed in place of ink.
    """
    return {
        "jenis": "PENGANTAR",
        "nama_pemda": instansi["nama_pemda"],
        "kop": kop,
        "nomor": nomor,
        "tempat": instansi["ibu_kota"],
        "tanggal": tanggal.isoformat(),
        "tanggal_teks": tanggal_panjang(tanggal),
        "kepala_daerah": instansi["kepala_daerah"],
        "bkpsdm": instansi["nama_bkpsdm"],
        "opd": opd,
        "layanan": layanan,
        "nominatif": [list(baris) for baris in nominatif],
        "lampiran": list(lampiran),
        "persetujuan": persetujuan,
        "pejabat": _penandatangan(pejabat),
    }


def surat_cuti_isi(
    instansi: Mapping[str, Any],
    *,
    kop: Isi,
    nomor: str,
    tanggal: date,
    nama: str,
    nip: str,
    pangkat: str,
    jabatan: str,
    unit: str,
    jenis: str,
    mulai: date,
    selesai: date,
    hari_kerja: int | None,
    hari_kalender: int,
    perjalanan_hari: int,
    alamat: str,
    atasan: str,
    persetujuan: str,
    pejabat: Penandatangan,
) -> Isi:
    """The leave letter; both days inclusive. `persetujuan`: who approved it here."""
    lama = f"{hari_kalender} hari kalender" if hari_kerja is None else f"{hari_kerja} hari kerja"
    if perjalanan_hari:
        lama += f", ditambah {perjalanan_hari} hari perjalanan"
    orang = [["Nama", nama], ["NIP", nip_spasi(nip)]]
    orang += [["Pangkat/golongan ruang", pangkat]] if pangkat else []
    orang += [["Jabatan", jabatan]] if jabatan else []
    orang += [["Unit kerja", unit]]
    return {
        "jenis": "SURAT_CUTI",
        "nama_pemda": instansi["nama_pemda"],
        "kop": kop,
        "nomor": nomor,
        "tempat": instansi["ibu_kota"],
        "tanggal": tanggal.isoformat(),
        "tanggal_teks": tanggal_panjang(tanggal),
        "judul": jenis,
        "orang": orang,
        "cuti": [
            ["Jenis", jenis],
            ["Hari", f"{tanggal_panjang(mulai)} sampai dengan {tanggal_panjang(selesai)}"],
            ["Lama", lama],
            ["Alamat selama cuti", alamat],
        ],
        "kembali": tanggal_panjang(selesai + timedelta(days=1)),
        "atasan": atasan,
        "persetujuan": persetujuan,
        "pejabat": _penandatangan(pejabat),
    }


def sk_pensiun_isi(
    instansi: Mapping[str, Any],
    naskah: Mapping[str, Any],
    orang: Orang,
    pertek: AngkaPertek,
    *,
    tanggal: date,
    nomor: str,
    kode: str,
    alamat_verifikasi: str,
    pejabat: Penandatangan,
) -> Isi:
    """The pension SK. `naskah`: dated lists `mengingat` and `tembusan`.

    A line of `mengingat` with `dasar_bup` is printed only for those whose BUP that law fixes.

    `alamat_verifikasi`: the whole public address behind the QR.

    Raises DataKurangError when the person's address after the pension is not known.
    """
    alamat = orang.alamat_pensiun or orang.alamat
    if not alamat:
        raise DataKurangError("alamat sesudah pensiun")
    if pertek.mkp is None or pertek.pensiun_pokok is None:
        raise DataKurangError("pensiun pokok pada pertek")
    akhir = tanggal_panjang(pertek.tmt - timedelta(days=1))
    mulai = tanggal_panjang(pertek.tmt)
    pertek_teks = f"Nomor {pertek.nomor} tanggal {tanggal_panjang(pertek.tanggal)}"
    diktum: list[Isi] = [
        {
            "teks": f"Memberhentikan dengan hormat sebagai Pegawai Negeri Sipil pada akhir bulan, "
            f"tanggal {akhir}, dengan hak pensiun karena mencapai batas usia pensiun, disertai "
            "ucapan terima kasih atas jasa selama bekerja pada "
            f"{instansi['nama_pemda']}, pegawai yang datanya sebagai berikut:",
            "data": [
                ["Nama", orang.nama],
                ["NIP", nip_spasi(orang.nip)],
                ["Tempat, tanggal lahir", tempat_tanggal(orang.tempat_lahir, orang.tanggal_lahir)],
                ["Jabatan", orang.jabatan],
                ["Unit kerja", _unit(orang)],
                ["Pangkat/golongan ruang", pertek.pangkat],
                ["Masa kerja golongan", masa_kerja_teks(*pertek.mkg, lengkap=True)],
                ["Masa kerja pensiun", masa_kerja_teks(*pertek.mkp, lengkap=True)],
                ["Gaji pokok terakhir", rupiah(pertek.gaji_pokok)],
                ["Pensiun pokok sebulan", rupiah(pertek.pensiun_pokok)],
                ["TMT pensiun", mulai],
                ["Alamat sesudah pensiun", alamat],
            ],
        },
        {
            "teks": f"Terhitung mulai tanggal {mulai} kepada yang bersangkutan diberikan pensiun "
            f"pokok sebesar {rupiah_terbilang(pertek.pensiun_pokok)} sebulan, ditambah tunjangan "
            "keluarga dan tunjangan lain menurut ketentuan yang berlaku bagi penerima pensiun."
        },
        {
            "teks": "Hak pensiun janda, duda, atau anak diberikan menurut ketentuan peraturan "
            "perundang-undangan apabila penerima pensiun meninggal dunia."
        },
        {
            "teks": "Apabila di kemudian hari ternyata terdapat kekeliruan dalam Keputusan ini, "
            "akan diadakan perbaikan dan penghitungan kembali sebagaimana mestinya."
        },
        {
            "teks": "Keputusan ini mulai berlaku pada tanggal ditetapkan. Naskah asli diberikan "
            "kepada yang bersangkutan untuk dipergunakan sebagaimana mestinya."
        },
    ]
    for kata, satu in zip(DIKTUM, diktum, strict=False):
        satu["kata"] = kata
    return {
        "jenis": "SK_PENSIUN",
        "nama_pemda": instansi["nama_pemda"],
        "kop": kop_kepala_daerah(instansi),
        "penetap": instansi["kepala_daerah"],
        "nomor": nomor,
        "tentang": [
            "Pemberhentian dengan Hormat sebagai Pegawai Negeri Sipil",
            "dan Pemberian Pensiun",
        ],
        "perihal": "Pemberhentian dengan hak pensiun (batas usia pensiun)",
        "menimbang": [
            (
                f"bahwa {orang.nama}, NIP{NBSP}{nip_spasi(orang.nip)}, mencapai batas usia pensiun "
                "dan memenuhi syarat untuk diberhentikan dengan hormat dengan hak pensiun "
                f"terhitung mulai tanggal {mulai};"
            ),
            (
                "bahwa Badan Kepegawaian Negara telah memberikan pertimbangan teknis atas "
                "pemberhentian dan pemberian pensiun tersebut;"
            ),
            (
                "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, "
                f"perlu menetapkan Keputusan {instansi['kepala_daerah']} tentang pemberhentian "
                "dengan hormat dan pemberian pensiun kepada yang bersangkutan;"
            ),
        ],
        "mengingat": [
            satu if isinstance(satu, str) else satu["teks"]
            for satu in naskah["mengingat"]
            if isinstance(satu, str) or orang.dasar_bup.startswith(satu["dasar_bup"])
        ],
        "memperhatikan": [
            (
                f"Pertimbangan Teknis Badan Kepegawaian Negara {pertek_teks} tentang pemberhentian "
                "dan pemberian pensiun Pegawai Negeri Sipil."
            )
        ],
        "diktum": diktum,
        "tempat": instansi["ibu_kota"],
        "tanggal": tanggal.isoformat(),
        "tanggal_teks": tanggal_panjang(tanggal),
        "pejabat": _penandatangan(pejabat),
        "tembusan": list(naskah["tembusan"]),
        "kode": kode,
        "kode_teks": kode_kelompok(kode),
        "alamat_verifikasi": alamat_verifikasi,
        "nama": orang.nama,
        "nip": orang.nip,
        "nomor_pertek": pertek.nomor,
    }
