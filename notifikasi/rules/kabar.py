"""Who is told what at each event: one table, read by `kabar_for`.

`judul` and `isi` go out by e-mail too, so they hold the number and the step only (UU 27/2022:
no more personal data than the purpose needs). Names, service, items and reasons stand in
`rincian`, which is shown behind the log-in only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import tanggal_panjang


class Pihak(StrEnum):
    """People an event names itself; everybody else is found by permission over the unit."""

    PEMILIK = "PEMILIK"
    """The owner of the account the event is about."""
    PEMOHON = "PEMOHON"
    """The ASN, and whoever opened the usulan for them."""
    PEMERIKSA = "PEMERIKSA"
    """The verifikator who holds it; while nobody does, all who may verify over the unit."""
    PEMEGANG = "PEMEGANG"
    """The verifikator who holds it, nobody while it lies in the queue."""
    ATASAN = "ATASAN"
    """Those above whoever has it in hand, as the event names them."""


@dataclass(frozen=True, slots=True)
class Kabar:
    """One message for one audience. Of several rows that fit a person, the first is told.

    `bila`: field and value the event must hold, else this row is skipped. `juga_pelaku`: told
    to the actor too, because it is the outcome of a job that ran after their act.
    """

    kepada: Pihak | Hak
    judul: str
    isi: str
    rincian: str = ""
    bila: tuple[str, str] | None = None
    juga_pelaku: bool = False

    @property
    def untuk_petugas(self) -> bool:
        return self.kepada not in (Pihak.PEMILIK, Pihak.PEMOHON)


@dataclass(frozen=True, slots=True)
class Pesan:
    """Words for one person: `isi` for every channel, `rincian` behind the log-in only."""

    judul: str
    isi: str
    rincian: str


def _kiriman(status: str, judul: str, isi: str) -> Kabar:
    return Kabar(
        Pihak.PEMOHON,
        judul,
        isi,
        rincian="Tujuan: {tujuan}.{nomor_resi}",
        bila=("status", status),
    )


def _pelaksana(judul: str, isi: str, rincian: str = "") -> list[Kabar]:
    """The same words for whoever is to bring the case on, by the permission that does."""
    return [
        Kabar(kepada, judul, isi, rincian, bila=("pelaksana", hak.value))
        for kepada, hak in (
            (Pihak.PEMERIKSA, Hak.USULAN_VERIFY),
            (Hak.SK_APPROVE, Hak.SK_APPROVE),
            (Hak.SK_FILE, Hak.SK_FILE),
            (Hak.KIRIMAN_MANAGE, Hak.KIRIMAN_MANAGE),
        )
    ]


KABAR: Final[Mapping[str, Sequence[Kabar]]] = {
    "KodeAktivasiDibuat": [
        Kabar(
            Pihak.PEMILIK,
            "Kode aktivasi baru untuk akun Anda",
            "Kode aktivasi baru dibuat oleh {oleh}. Kode ini dapat mengganti kata sandi Anda. "
            "Bila bukan Anda yang meminta, segera hubungi helpdesk BKPSDM.",
        ),
    ],
    "KodeAktivasiDipakai": [
        Kabar(
            Pihak.PEMILIK,
            "Kata sandi akun Anda diganti",
            "Kata sandi diganti dengan kode aktivasi. "
            "Bila bukan Anda yang menggantinya, segera hubungi helpdesk BKPSDM.",
            juga_pelaku=True,
        ),
    ],
    "UsulanDiajukan": [
        Kabar(
            Hak.USULAN_CHECK_OPD,
            "Usulan {nomor} perlu Anda periksa",
            "Periksa berkasnya, lalu teruskan ke kepala OPD{batas}.",
        ),
        Kabar(
            Pihak.PEMOHON,
            "Usulan {nomor} dikirim",
            "Usulan menunggu diperiksa operator OPD.",
        ),
    ],
    "UsulanDiteruskan": [
        Kabar(
            Hak.USULAN_APPROVE_OPD,
            "Usulan {nomor} menunggu persetujuan Anda",
            "Setujui dan kirim ke BKPSDM, atau kembalikan{batas}.",
        ),
        Kabar(
            Pihak.PEMOHON,
            "Usulan {nomor} di kepala OPD",
            "Usulan menunggu persetujuan kepala OPD.",
        ),
    ],
    "UsulanTibaDiBkpsdm": [
        Kabar(
            Pihak.PEMERIKSA,
            "Usulan {nomor} masuk antrean",
            "Usulan baru tiba dan menunggu diperiksa.",
        ),
        Kabar(
            Pihak.PEMOHON,
            "Usulan {nomor} tiba di BKPSDM",
            "BKPSDM akan memeriksa berkasnya. Anda tidak perlu melakukan apa pun.",
        ),
    ],
    "UsulanDikembalikan": [
        Kabar(
            Pihak.PEMOHON,
            "Usulan {nomor} perlu diperbaiki",
            "{yang_diganti}{batas}.",
            rincian="{daftar_butir}{alasan}",
        ),
    ],
    "UsulanDiperbaiki": [
        *(
            Kabar(
                kepada,
                "Usulan {nomor} sudah diperbaiki",
                "Perbaikan sudah dikirim. Periksa lagi butir yang diganti.",
                bila=("kembali_ke", status),
            )
            for kepada, status in (
                (Hak.USULAN_CHECK_OPD, "DIAJUKAN"),
                (Hak.USULAN_APPROVE_OPD, "DI_OPD"),
                (Pihak.PEMERIKSA, "DIPERIKSA"),
            )
        ),
        Kabar(
            Pihak.PEMOHON,
            "Perbaikan usulan {nomor} dikirim",
            "Perbaikan sudah dikirim dan menunggu diperiksa lagi.",
        ),
    ],
    "UsulanDialihkan": [
        Kabar(
            Pihak.PEMEGANG,
            "Usulan {nomor} dialihkan kepada Anda",
            "Rekan Anda meminta Anda melanjutkan pemeriksaannya.",
        ),
    ],
    "UsulanTerverifikasi": [
        Kabar(
            Pihak.PEMOHON,
            "Berkas usulan {nomor} lengkap",
            "BKPSDM sudah memeriksa semua berkas. Lihat langkah berikutnya di SiTAMU.",
        ),
    ],
    "UsulanDiBkn": [
        Kabar(
            Pihak.PEMOHON,
            "Usulan {nomor} di BKN",
            "Usulan menunggu pertimbangan teknis (pertek) BKN.",
        ),
    ],
    "UsulanSiapDisetujui": [
        Kabar(
            Hak.SK_APPROVE,
            "SK usulan {nomor} menunggu persetujuan Anda",
            "Berkas sudah lengkap diperiksa. Periksa isinya, lalu setujui.",
        ),
    ],
    "UsulanPertekDicatat": [
        Kabar(
            Pihak.PEMOHON,
            "Pertek usulan {nomor} terbit",
            "BKN menyetujui. SK sedang disiapkan.",
        ),
    ],
    "UsulanBts": [
        Kabar(
            Pihak.PEMOHON,
            "BKN meminta perbaikan usulan {nomor}",
            "{yang_diganti}{batas}.",
            rincian="{daftar_butir}{alasan}",
        ),
    ],
    "UsulanTms": [
        Kabar(
            Pihak.PEMOHON,
            "Usulan {nomor} tidak memenuhi syarat",
            "BKN menyatakan usulan tidak dapat dilanjutkan. "
            "Baca alasannya di SiTAMU, lalu tanyakan kepada BKPSDM bila ada yang keliru.",
            rincian="{alasan}",
        ),
    ],
    "UsulanDitolak": [
        Kabar(
            Pihak.PEMOHON,
            "Usulan {nomor} ditolak",
            "BKPSDM menolak usulan ini. "
            "Baca alasannya di SiTAMU, lalu tanyakan kepada BKPSDM bila ada yang keliru.",
            rincian="{alasan}",
        ),
    ],
    "UsulanDibatalkan": [
        Kabar(
            Pihak.PEMEGANG,
            "Usulan {nomor} dibatalkan",
            "Usulan yang Anda periksa dibatalkan. Anda tidak perlu melakukan apa pun.",
            rincian="{alasan}",
        ),
        Kabar(
            Pihak.PEMOHON,
            "Usulan {nomor} dibatalkan",
            "Usulan tidak dilanjutkan. Anda dapat membuat usulan baru.",
            rincian="{alasan}",
        ),
    ],
    "UsulanLewatBatasOpd": [
        Kabar(
            Hak.USULAN_CHECK_OPD,
            "Usulan {nomor} melewati batas waktu OPD",
            "Usulan ini seharusnya Anda periksa{batas}. Periksa sekarang.",
            bila=("status", "DIAJUKAN"),
        ),
        Kabar(
            Hak.USULAN_APPROVE_OPD,
            "Usulan {nomor} belum diperiksa operator OPD",
            "Usulan ini seharusnya diperiksa operator{batas}. Ingatkan operator Anda.",
            bila=("status", "DIAJUKAN"),
        ),
        # Whoever approves over a unit above hears it too: that is the tier above the head.
        Kabar(
            Hak.USULAN_APPROVE_OPD,
            "Usulan {nomor} melewati batas waktu OPD",
            "Usulan ini seharusnya disetujui atau dikembalikan{batas}. Putuskan sekarang.",
            bila=("status", "DI_OPD"),
        ),
        Kabar(
            Pihak.PEMOHON,
            "Usulan {nomor} terlambat di OPD",
            "OPD seharusnya meneruskan usulan{batas}. OPD sudah diingatkan. "
            "Anda tidak perlu melakukan apa pun.",
        ),
    ],
    "UsulanIngatPerbaikan": [
        Kabar(
            Pihak.PEMOHON,
            "Batas perbaikan usulan {nomor} hampir habis",
            "Kirim perbaikan{batas}.",
        ),
    ],
    "UsulanLewatPerbaikan": [
        Kabar(
            Pihak.PEMOHON,
            "Batas perbaikan usulan {nomor} sudah lewat",
            "Perbaikan seharusnya dikirim{batas}. Kirim sekarang, atau hubungi operator OPD.",
        ),
        Kabar(
            Hak.USULAN_CHECK_OPD,
            "Perbaikan usulan {nomor} belum dikirim",
            "Perbaikan seharusnya dikirim{batas}. Bantu pegawainya mengirim perbaikan.",
        ),
    ],
    "UsulanLewatTahap": [
        *_pelaksana(
            "Usulan {nomor} melewati waktu baku",
            "Tahap ini seharusnya selesai{batas}. Selesaikan sekarang.",
            "{tahap}",
        ),
        Kabar(
            Pihak.ATASAN,
            "Usulan {nomor} lambat di bawahan Anda",
            "Tahap ini seharusnya selesai{batas}. Ingatkan pelaksananya, atau alihkan usulannya.",
            "{tahap}",
        ),
    ],
    "UsulanIngatJanji": [
        *_pelaksana(
            "Janji usulan {nomor} hampir habis",
            "Usulan ini dijanjikan selesai{batas}.",
        ),
    ],
    "UsulanLewatJanji": [
        *_pelaksana(
            "Usulan {nomor} melewati janji",
            "Usulan ini dijanjikan selesai{batas}. Selesaikan sekarang.",
        ),
        Kabar(
            Pihak.ATASAN,
            "Usulan {nomor} melewati janji",
            "Usulan ini dijanjikan selesai{batas}. Ingatkan pelaksananya, atau alihkan usulannya.",
        ),
        Kabar(
            Pihak.PEMOHON,
            "Usulan {nomor} terlambat",
            "Kami menjanjikan usulan ini selesai{batas}. Maaf, kami terlambat. "
            "Pelaksana dan atasannya sudah diingatkan. Anda tidak perlu melakukan apa pun.",
        ),
    ],
    "SkSiapTtd": [
        Kabar(
            Hak.SK_FILE,
            "SK usulan {nomor} siap dicetak",
            "Cetak SK, minta tanda tangan pejabat, lalu simpan hasil pindaiannya.",
            rincian="Nomor SK: {nomor_sk}.",
            juga_pelaku=True,
        ),
        Kabar(
            Pihak.PEMOHON,
            "SK usulan {nomor} menunggu tanda tangan",
            "SK sudah diberi nomor dan menunggu tanda tangan pejabat.",
        ),
    ],
    "SkMenungguTte": [
        Kabar(
            Hak.SK_APPROVE,
            "SK usulan {nomor} menunggu TTE",
            "Tanda tangani PDF-nya secara elektronik, lalu simpan hasilnya di SiTAMU.",
            rincian="Nomor SK: {nomor_sk}.",
        ),
        Kabar(
            Pihak.PEMOHON,
            "SK usulan {nomor} menunggu TTE",
            "SK sudah diberi nomor dan menunggu tanda tangan elektronik.",
        ),
    ],
    "SkTteGagal": [
        Kabar(
            Hak.SK_FILE,
            "TTE usulan {nomor} gagal",
            "Kirim lagi untuk TTE, atau cetak dan minta tanda tangan basah.",
            rincian="{alasan}",
        ),
    ],
    "SkTerbit": [
        Kabar(
            Hak.KIRIMAN_MANAGE,
            "SK usulan {nomor} siap dikirim",
            "Masukkan SK ini ke manifest kiriman Pos.",
            rincian="Nomor SK: {nomor_sk}.",
            bila=("antar", "POS"),
        ),
        Kabar(
            Pihak.PEMOHON,
            "SK usulan {nomor} terbit",
            "SK dapat diunduh di SiTAMU. SK fisik akan dikirim lewat Pos.",
            rincian="Nomor SK: {nomor_sk}.",
            bila=("antar", "POS"),
        ),
        Kabar(
            Pihak.PEMOHON,
            "Hasil usulan {nomor} terbit",
            "Hasilnya dapat diunduh di SiTAMU.",
            rincian="Nomor: {nomor_sk}.",
            bila=("antar", "DIGITAL"),
        ),
    ],
    "SkDicabut": [
        Kabar(
            Pihak.PEMOHON,
            "SK usulan {nomor} tidak berlaku lagi",
            "SK ini dicabut. Baca alasannya di SiTAMU.",
            rincian="Nomor SK: {nomor_sk}. {alasan}",
        ),
    ],
    "UsulanDisiapkan": [
        Kabar(
            Pihak.PEMOHON,
            "Usulan {nomor} sudah disiapkan untuk Anda",
            "SiTAMU mengisi draf ini dari data dan arsip Anda. Periksa, lengkapi, lalu kirim.",
        ),
    ],
    "UsulanDimintaPeriksa": [
        Kabar(
            Pihak.PEMERIKSA,
            "Usulan {nomor} diminta diperiksa lagi",
            "Penandatangan meminta usulan ini diperiksa lagi.",
            rincian="{alasan}",
        ),
        Kabar(
            Pihak.PEMOHON,
            "Usulan {nomor} diperiksa lagi",
            "Penandatangan meminta BKPSDM memeriksa usulan ini sekali lagi.",
        ),
    ],
    "UsulanDibukaKembali": [
        Kabar(
            Pihak.PEMOHON,
            "Usulan {nomor} dibuka kembali",
            "BKPSDM membuka kembali usulan ini dan memeriksanya lagi.",
            rincian="{alasan}",
        ),
    ],
    "DokumenBerakhir": [
        Kabar(
            Pihak.PEMILIK,
            "Satu dokumen Anda hampir berakhir",
            "Perbarui sebelum masanya habis, lalu unggah yang baru ke arsip Anda.",
            rincian="{masa_dokumen}",
            bila=("keadaan", "DEKAT"),
        ),
        Kabar(
            Pihak.PEMILIK,
            "Satu dokumen Anda sudah berakhir",
            "Unggah yang baru ke arsip Anda.",
            rincian="{masa_dokumen}",
        ),
    ],
    "PaketSelesai": [
        Kabar(
            Pihak.PEMILIK,
            "ZIP Anda siap",
            "Unduh ZIP semua dokumen Anda di SiTAMU dalam 24 jam.",
            rincian="{jumlah} berkas.",
            bila=("keadaan", "SIAP"),
        ),
        Kabar(
            Pihak.PEMILIK,
            "ZIP Anda belum dapat dibuat",
            "Coba lagi besok, atau unduh dokumennya satu per satu.",
        ),
    ],
    "KeberatanTppBerubah": [
        Kabar(
            Pihak.PEMILIK,
            "Keberatan TPP Anda dijawab",
            "Keberatan Anda tentang slip TPP sudah dijawab. Bacalah di SiTAMU.",
            rincian="{bulan}",
            bila=("keadaan", "DIJAWAB"),
        ),
        Kabar(
            Hak.TPP_MANAGE,
            "Keberatan TPP menunggu jawaban",
            "Ada keberatan TPP yang perlu dijawab sebelum bulan ditutup.",
            rincian="{bulan}",
            bila=("keadaan", "DIAJUKAN"),
        ),
    ],
    "PerangkatBerubah": [
        *(
            Kabar(
                Pihak.PEMILIK,
                judul,
                isi,
                rincian="{ponsel}",
                bila=("keadaan", keadaan),
                juga_pelaku=True,
            )
            for keadaan, judul, isi in (
                (
                    "DIMINTA",
                    "Ponsel lain meminta dipakai untuk presensi Anda",
                    (
                        "Atasan Anda akan diminta menyetujuinya. Bila bukan Anda yang memintanya, "
                        "cabut ponsel itu di SiTAMU dan ganti kata sandi Anda."
                    ),
                ),
                (
                    "AKTIF",
                    "Ponsel presensi Anda diganti",
                    (
                        "Ponsel yang lama tidak dapat dipakai lagi untuk presensi. "
                        "Bila bukan Anda yang menggantinya, cabut ponsel itu dan ganti kata sandi."
                    ),
                ),
                (
                    "DITOLAK",
                    "Ponsel presensi Anda tidak disetujui",
                    "Ketukan dari ponsel itu tidak diterima lagi. Tanyakan kepada atasan Anda.",
                ),
            )
        ),
        Kabar(
            Pihak.PEMILIK,
            "Ponsel presensi Anda dicabut",
            "Daftarkan ponsel yang Anda pakai sebelum ketukan berikutnya.",
            rincian="{ponsel}",
        ),
    ],
    "KetukanDiputus": [
        Kabar(
            Pihak.PEMILIK,
            "Catatan presensi Anda tidak dibenarkan",
            "Yang memeriksa tidak membenarkan catatan Anda. Buka bulan presensi Anda. "
            "Bila Anda memang bekerja saat itu, ajukan keberatan dengan bukti.",
            rincian="{jumlah} catatan",
        ),
    ],
    "AlpaMencapaiAmbang": [
        Kabar(
            Pihak.PEMEGANG,
            "Anggota tim Anda tidak masuk tanpa keterangan",
            "Tanyakan sebabnya, lalu periksa bila perlu. Ini peringatan: hukuman disiplin hanya "
            "dengan SK sesudah pemeriksaan.",
            rincian="{hari}",
        ),
        Kabar(
            Pihak.PEMILIK,
            "Hari tanpa keterangan tercatat pada presensi Anda",
            "Buka presensi Anda. Bila keliru, nyatakan jamnya atau ajukan keberatan sebelum bulan "
            "ditutup.",
            rincian="{hari}",
        ),
    ],
    "CutiDiajukan": [
        Kabar(
            Pihak.PEMEGANG,
            "Permohonan cuti menunggu Anda",
            "Seorang anggota tim Anda memohon cuti. Buka, lalu setujui atau jawab.",
            rincian="{hari}",
        ),
        Kabar(Pihak.PEMOHON, "Permohonan cuti dikirim", "Menunggu atasan Anda.", "{hari}"),
    ],
    "CutiDiteruskan": [
        *(
            Kabar(
                hak,
                "Permohonan cuti menunggu keputusan Anda",
                "Buka, lalu setujui atau jawab.",
                rincian="{hari}",
                bila=("pemutus", hak.value),
            )
            for hak in (Hak.USULAN_APPROVE_OPD, Hak.SK_APPROVE)
        ),
        Kabar(Pihak.PEMOHON, "Permohonan cuti diteruskan", "Menunggu keputusan.", "{hari}"),
    ],
    "CutiDiputuskan": [
        Kabar(
            Pihak.PEMOHON,
            judul,
            isi,
            rincian="{hari}{alasan}",
            bila=("status", status),
        )
        for status, judul, isi in (
            ("DISETUJUI", "Cuti disetujui", "Surat cuti dapat diunduh di SiTAMU."),
            ("PERUBAHAN", "Permohonan cuti perlu diubah", "Ubah permohonan, lalu ajukan lagi."),
            ("DITANGGUHKAN", "Cuti ditangguhkan", "Hari cuti tahunan Anda tetap tersimpan."),
            ("TIDAK_DISETUJUI", "Cuti tidak disetujui", "Baca alasannya di SiTAMU."),
        )
    ],
    "CutiDibatalkan": [
        Kabar(
            Pihak.PEMEGANG,
            "Permohonan cuti dibatalkan",
            "Anda tidak perlu melakukan apa pun.",
            rincian="{hari}{alasan}",
        ),
        Kabar(Pihak.PEMOHON, "Cuti dibatalkan", "Permohonan cuti tidak dilanjutkan.", "{hari}"),
    ],
    "CutiDipanggil": [
        Kabar(
            Pihak.PEMOHON,
            "Anda dipanggil kembali bekerja",
            "Sisa hari cuti Anda tetap menjadi hak Anda.",
            rincian="{hari}{alasan}",
        ),
    ],
    "KegiatanDikembalikan": [
        Kabar(
            Pihak.PEMILIK,
            "{jumlah} kegiatan harian perlu diperbaiki",
            "Buka Kinerja, perbaiki, lalu kirim lagi.",
            rincian="{alasan}",
        ),
    ],
    "KegiatanMenunggu": [
        Kabar(
            Pihak.PEMEGANG,
            "{jumlah} kegiatan harian menunggu Anda",
            "Sudah lewat batas memutus. Buka Kinerja, pilih semua, lalu setujui atau kembalikan.",
        ),
    ],
    "SkpBerubah": [
        Kabar(
            Pihak.PEMEGANG,
            "SKP menunggu Anda",
            "Seorang anggota tim Anda mengirim SKP. Buka, lalu sepakati atau kembalikan.",
            bila=("status", "DIAJUKAN"),
        ),
        Kabar(
            Pihak.PEMILIK,
            "SKP disepakati",
            "Kegiatan harian Anda dapat dikaitkan dengan rencananya.",
            bila=("status", "DISEPAKATI"),
        ),
        Kabar(
            Pihak.PEMILIK,
            "SKP perlu diperbaiki",
            "Buka SKP, perbaiki, lalu kirim lagi.",
            rincian="{alasan}",
            bila=("status", "DIKEMBALIKAN"),
        ),
    ],
    "PenilaianDitetapkan": [
        Kabar(
            Pihak.PEMILIK,
            "Penilaian kinerja Anda ditetapkan",
            "Baca hasil dan umpan baliknya di SiTAMU. Bila tidak sesuai, ajukan keberatan.",
        ),
    ],
    "KeberatanBerubah": [
        Kabar(
            Pihak.PEMEGANG,
            "Keberatan penilaian kinerja menunggu Anda",
            "Baca alasannya, lalu jawab.",
            bila=("status", "DIAJUKAN"),
        ),
        *(
            Kabar(
                Pihak.PEMILIK,
                "Keberatan Anda dijawab",
                "Baca jawabannya di SiTAMU.",
                bila=("status", status),
            )
            for status in ("DITERIMA", "DITOLAK")
        ),
    ],
    "PemindaiMacet": [
        Kabar(
            Hak.REFERENSI_EDIT,
            "Pemeriksa virus tidak menjawab",
            "{jumlah} berkas menunggu pemeriksaan virus lebih dari 15 menit dan belum dapat "
            "dibuka. Minta pengelola server memeriksa clamd.",
        ),
    ],
    "ArsipTidakUtuh": [
        Kabar(
            Hak.REFERENSI_EDIT,
            "Arsip tidak utuh",
            "{jumlah} berkas arsip hilang, berubah, atau tanpa catatan. "
            "Minta pengelola server memulihkannya dari cadangan.",
        ),
    ],
    "DrafSiapDiaktifkan": [
        Kabar(
            Hak.REFERENSI_EDIT,
            "Draf aturan menunggu diaktifkan",
            "Sebuah draf sudah dicoba. Baca hasilnya, lalu aktifkan atau buang.",
            rincian="{draf}",
        ),
    ],
    "KirimanBerubah": [
        _kiriman(
            "DISIAPKAN",
            "SK usulan {nomor} disiapkan untuk dikirim",
            "SK fisik sedang disiapkan untuk diserahkan ke Pos.",
        ),
        _kiriman(
            "DISERAHKAN",
            "SK usulan {nomor} diserahkan ke Pos",
            "SK fisik sudah diserahkan ke Pos.",
        ),
        _kiriman(
            "DALAM_PERJALANAN",
            "SK usulan {nomor} dalam perjalanan",
            "SK fisik dalam perjalanan ke unit kerja.",
        ),
        _kiriman(
            "PROSES_ANTAR",
            "SK usulan {nomor} sedang diantar",
            "Petugas Pos sedang mengantar SK fisik ke unit kerja.",
        ),
        Kabar(
            Pihak.PEMOHON,
            "SK usulan {nomor} diterima",
            "SK fisik sudah diterima{pada_diterima}. Ambil SK di unit kerja.",
            rincian="Tujuan: {tujuan}.{penerima}{nomor_resi}",
            bila=("status", "DITERIMA"),
        ),
        _kiriman(
            "GAGAL",
            "SK usulan {nomor} belum dapat diantar",
            "Pos belum dapat mengantar SK fisik. BKPSDM mengurusnya dengan Pos.",
        ),
        _kiriman(
            "KEMBALI",
            "SK usulan {nomor} kembali ke BKPSDM",
            "SK fisik kembali ke BKPSDM dan akan dikirim ulang.",
        ),
    ],
}


def kabar_for(nama: str, isi: Mapping[str, Any]) -> Iterator[Kabar]:
    """Rows of the table that apply to one event; a KeyError names an event nobody described."""
    for kabar in KABAR[nama]:
        if kabar.bila is None or isi.get(kabar.bila[0]) == kabar.bila[1]:
            yield kabar


def pesan_for(kabar: Kabar, isi: Mapping[str, Any], *, milik_sendiri: bool) -> Pesan:
    """The words of `kabar` for one event; the owner need not read the own name."""
    kata = _words(isi)
    rincian = kabar.rincian.format_map(kata).strip()
    if layanan := isi.get("layanan"):
        perihal = layanan if milik_sendiri else f"{layanan}, {isi['pegawai_nama']}"
        rincian = f"{perihal}. {rincian}".strip()
    return Pesan(
        judul=kabar.judul.format_map(kata),
        isi=kabar.isi.format_map(kata),
        rincian=rincian,
    )


def _words(isi: Mapping[str, Any]) -> dict[str, str]:
    """Placeholders: the event's own texts, and parts of sentences that vanish when empty."""
    butir = list(isi.get("butir", ()))
    resi, oleh = isi.get("resi", ""), isi.get("diterima_oleh", "")
    return {
        "nomor": isi.get("nomor", ""),
        "oleh": isi.get("oleh", ""),
        "tahap": f"Tahap: {isi['tahap']}." if isi.get("tahap") else "",
        "jumlah": str(isi.get("jumlah", "")),
        "nomor_sk": isi.get("nomor_sk", ""),
        "masa_dokumen": _on(
            f"{isi.get('jenis')} berlaku sampai ", isi.get("berlaku_sampai", ""), "."
        ),
        "draf": _on(f"{isi.get('jenis')}, berlaku mulai ", isi.get("berlaku_sejak", ""), "."),
        "tujuan": isi.get("tujuan", ""),
        "bulan": f"TPP {isi['bulan']}." if isi.get("bulan") else "",
        "ponsel": f"Ponsel: {isi['ponsel']}." if isi.get("ponsel") else "",
        "hari": f"{isi['hari']}." if isi.get("hari") else "",
        "yang_diganti": f"{len(butir)} dokumen perlu diganti" if butir else "Perbaiki usulan",
        "daftar_butir": f" Yang diganti: {', '.join(butir)}." if butir else "",
        "alasan": f" Alasan: {isi['catatan']}" if isi.get("catatan") else "",
        "batas": _on(" paling lambat ", isi.get("batas_tanggal", "")),
        "pada_diterima": _on(" pada ", isi.get("diterima_tanggal", "")),
        "penerima": f" Diterima oleh {oleh}." if oleh else "",
        "nomor_resi": f" Nomor resi {resi}." if resi else "",
    }


def _on(kata: str, tanggal: str, akhir: str = "") -> str:
    return kata + tanggal_panjang(date.fromisoformat(tanggal)) + akhir if tanggal else ""
