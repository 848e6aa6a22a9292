"""Posts and other choices in words that need no knowledge of the law."""

from dataclasses import dataclass
from typing import Final

from kepegawaian.rules.golongan import GOLONGAN_PPPK, PANGKAT
from kepegawaian.rules.jabatan import JenisJabatan, Jenjang, Rumpun
from kepegawaian.rules.pangkat import JenisKp, jalur_kp

PNS: Final = "PNS"
CPNS: Final = "CPNS"
PPPK: Final = "PPPK"
JENIS_PEGAWAI: Final = ((PNS, "PNS"), (CPNS, "CPNS (belum diangkat menjadi PNS)"), (PPPK, "PPPK"))


@dataclass(frozen=True, slots=True)
class PilihanJabatan:
    """A kind of post a person recognises. `nama`: what the rules read the group from."""

    kode: str
    label: str
    contoh: str
    jenis: JenisJabatan
    nama: str = ""
    profesor: bool = False

    @property
    def jalur(self) -> JenisKp:
        """The kind of promotion that belongs to it."""
        return jalur_kp(self.jenis)

    @property
    def perlu_jenjang(self) -> bool:
        """Whether its age limit hangs on the level."""
        return self.jenis is JenisJabatan.FUNGSIONAL and self.kode in _BUP_BY_LEVEL


_FUNGSIONAL: Final = JenisJabatan.FUNGSIONAL
_BUP_BY_LEVEL: Final = ("fungsional", "peneliti", "perekayasa")
JABATAN: Final = {
    pilihan.kode: pilihan
    for pilihan in (
        PilihanJabatan(
            "guru", "Guru atau kepala sekolah", "semua jenjang sekolah", _FUNGSIONAL, "Guru"
        ),
        PilihanJabatan(
            "fungsional",
            "Jabatan fungsional lain",
            "misalnya perawat, bidan, dokter, penyuluh, auditor, analis, pengawas sekolah; nama "
            "jabatannya berakhir dengan Terampil, Mahir, Penyelia, atau Ahli …",
            _FUNGSIONAL,
        ),
        PilihanJabatan(
            "pelaksana",
            "Pelaksana atau staf",
            "misalnya pengadministrasi, pengelola, penelaah, operator, pengemudi, penjaga sekolah",
            JenisJabatan.PELAKSANA,
        ),
        PilihanJabatan(
            "pengawas",
            "Pengawas (eselon IV)",
            "misalnya lurah, kepala seksi, kepala subbagian, kepala UPT",
            JenisJabatan.PENGAWAS,
        ),
        PilihanJabatan(
            "administrator",
            "Administrator (eselon III)",
            "misalnya camat, sekretaris dinas, kepala bidang, kepala bagian",
            JenisJabatan.ADMINISTRATOR,
        ),
        PilihanJabatan(
            "jpt_pratama",
            "Pimpinan tinggi pratama (eselon II)",
            "misalnya sekretaris daerah kabupaten, kepala dinas, kepala badan, asisten, staf ahli",
            JenisJabatan.JPT_PRATAMA,
        ),
        PilihanJabatan("dosen", "Dosen", "belum profesor", _FUNGSIONAL, "Dosen"),
        PilihanJabatan(
            "profesor",
            "Profesor",
            "guru besar di perguruan tinggi",
            _FUNGSIONAL,
            "Dosen",
            profesor=True,
        ),
        PilihanJabatan("peneliti", "Peneliti", "", _FUNGSIONAL, "Peneliti"),
        PilihanJabatan("perekayasa", "Perekayasa", "", _FUNGSIONAL, "Perekayasa"),
        PilihanJabatan(
            "jpt_madya",
            "Pimpinan tinggi madya (eselon I)",
            "misalnya sekretaris daerah provinsi, direktur jenderal",
            JenisJabatan.JPT_MADYA,
        ),
        PilihanJabatan(
            "jpt_utama",
            "Pimpinan tinggi utama",
            "kepala lembaga pemerintah nonkementerian",
            JenisJabatan.JPT_UTAMA,
        ),
    )
}
JENJANG: Final = (
    (Jenjang.PEMULA, "Pemula", ""),
    (Jenjang.TERAMPIL, "Terampil", "dulu: Pelaksana"),
    (Jenjang.MAHIR, "Mahir", "dulu: Pelaksana Lanjutan"),
    (Jenjang.PENYELIA, "Penyelia", ""),
    (Jenjang.AHLI_PERTAMA, "Ahli Pertama", "dosen: Asisten Ahli"),
    (Jenjang.AHLI_MUDA, "Ahli Muda", "dosen: Lektor"),
    (Jenjang.AHLI_MADYA, "Ahli Madya", "dosen: Lektor Kepala"),
    (Jenjang.AHLI_UTAMA, "Ahli Utama", "dosen: Profesor"),
)
PENDIDIKAN: Final = {
    "SD": "SD",
    "SLTP": "SMP atau sederajat",
    "SLTP_KEJURUAN": "SMP kejuruan",
    "SLTA": "SMA, SMK, atau sederajat",
    "D1": "D-1",
    "D2": "D-2",
    "SGPLB": "SGPLB",
    "D3": "D-3 atau sarjana muda",
    "D4": "D-4",
    "S1": "S-1",
    "S2": "S-2",
    "DOKTER": "Dokter",
    "APOTEKER": "Apoteker",
    "S3": "S-3",
}
DIKLAT: Final = {
    "PKP": "Diklatpim IV atau PKP",
    "PKA": "Diklatpim III atau PKA",
}
ESELON: Final = {
    JenisJabatan.PENGAWAS: ("IV.a", "IV.b", "V"),
    JenisJabatan.ADMINISTRATOR: ("III.a", "III.b"),
    JenisJabatan.JPT_PRATAMA: ("II.a", "II.b"),
    JenisJabatan.JPT_MADYA: ("I.a", "I.b"),
    JenisJabatan.JPT_UTAMA: ("I.a",),
}
GOLONGAN: Final = {
    PNS: tuple((kode, f"{kode} – {pangkat}") for kode, pangkat in PANGKAT.items()),
    PPPK: tuple((kode, kode) for kode in GOLONGAN_PPPK),
}


def jabatan_pilihan(jenis: JenisJabatan | None, rumpun: Rumpun | None) -> PilihanJabatan | None:
    """The choice that says what the record says of a post."""
    if rumpun is not None:
        return JABATAN[rumpun.value]
    return JABATAN.get(jenis.value) if jenis else None
