"""The shape of every parameter in use. A key without a shape cannot be drafted in the portal.

Ranges keep typing errors out; they are wider than any law so far. What rows must say together
(every kind of post has a BUP, a pay table without holes) stands in `cek_bentuk`.
"""

from typing import Any, Final

from kepegawaian.rules.cuti import JenisCuti
from kepegawaian.rules.golongan import GOLONGAN_PNS, GOLONGAN_PPPK, SEMUA
from kepegawaian.rules.hukdis import TingkatHukdis
from kepegawaian.rules.jabatan import JenisJabatan, Jenjang, Rumpun
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.kp_pengabdian import SebabPengabdian, TmtPengabdian
from kepegawaian.rules.pangkat import JenisKp, jalur_kp
from kepegawaian.rules.pensiun import PembulatanMasaKerja
from kepegawaian.rules.pmk import PembulatanBulan
from kepegawaian.rules.ujian_dinas import UjianDinas
from presensi.rules.kinerja import SikapOtomatis
from presensi.rules.pp94 import JENIS_LABEL
from sitamu.aturan.rules import cek_bentuk as cek
from sitamu.aturan.rules.bentuk import (
    Angka,
    Banyak,
    Bentuk,
    Bidang,
    Cek,
    Desimal,
    Jenis,
    Pilihan,
    Susunan,
    Tabel,
    Tanggal,
    Teks,
    YaTidak,
    opsi,
)
from sitamu.aturan.rules.bentuk_tpp import BENTUK_TPP
from sitamu.inti.rules.teks import BULAN

PENSIUN: Final = "Pensiun"
PANGKAT: Final = "Kenaikan pangkat"
GAJI: Final = "Gaji dan masa kerja"
CUTI: Final = "Cuti"
PRESENSI: Final = "Presensi"
IDENTITAS: Final = "Identitas dan perjanjian"
INSTANSI: Final = "Instansi dan naskah"
KELOMPOK: Final = (PENSIUN, PANGKAT, GAJI, BENTUK_TPP.kelompok, CUTI, PRESENSI, IDENTITAS, INSTANSI)

IJAZAH: Final = (
    ("SD", "SD"),
    ("SLTP", "SLTP"),
    ("SLTP_KEJURUAN", "SLTP kejuruan"),
    ("SLTA", "SLTA"),
    ("D1", "Diploma I"),
    ("D2", "Diploma II"),
    ("SGPLB", "SGPLB"),
    ("D3", "Diploma III"),
    ("D4", "Diploma IV"),
    ("S1", "Sarjana (S1)"),
    ("S2", "Magister (S2)"),
    ("DOKTER", "Dokter"),
    ("APOTEKER", "Apoteker"),
    ("S3", "Doktor (S3)"),
)
DIKLAT: Final = (
    ("DIKLATPIM_IV", "Diklatpim IV"),
    ("PKP", "Pelatihan Kepemimpinan Pengawas"),
    ("DIKLATPIM_III", "Diklatpim III"),
    ("PKA", "Pelatihan Kepemimpinan Administrator"),
)
ESELON: Final = tuple(
    (kode, kode) for kode in ("I.a", "I.b", "II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b", "V")
)
STRUKTURAL: Final = tuple(
    (kode, label)
    for kode, label in opsi(JenisJabatan)
    if jalur_kp(JenisJabatan(kode)) is JenisKp.PILIHAN_STRUKTURAL
)
PEMBULATAN: Final = (
    (PembulatanMasaKerja.TAHUN_PENUH.value, "Bulan diabaikan"),
    (PembulatanMasaKerja.PRO_RATA.value, "Setiap bulan seperdua belas tahun"),
    (PembulatanMasaKerja.SETENGAH_KE_ATAS.value, "Enam bulan atau lebih menjadi satu tahun"),
)
GOLONGAN: Final = Pilihan(tuple((kode, SEMUA[kode].sebutan) for kode in GOLONGAN_PNS))
ROMAWI: Final = Pilihan(tuple((kode, kode) for kode in ("II", "III", "IV")))
PREDIKAT: Final = Pilihan(opsi(Predikat))
PERSEN: Final = Desimal(0, 200, "%")
DASAR: Final = Teks(300)
_TAHUN: Final = Angka(0, 60, "tahun")
_BULAN: Final = Angka(0, 120, "bulan")
_MENIT_HARI: Final = Angka(0, 1440, "menit")
_TINGKAT_PP94: Final = Pilihan(tuple((t.name, t.label) for t in TingkatHukdis))
_JENIS_PP94: Final = Pilihan(tuple(JENIS_LABEL.items()))


def _kp(awal: str = "", *, jabatan: bool = False, atasan: bool = False) -> tuple[Bidang, ...]:
    """The conditions that kinds of promotion share, under the path `awal`."""
    more = []
    if jabatan:
        more.append(Bidang(f"{awal}masa_jabatan_tahun", "Paling sedikit dalam jabatan", _TAHUN))
    if atasan:
        more.append(
            Bidang(f"{awal}boleh_melampaui_atasan", "Boleh melampaui golongan atasan", YaTidak())
        )
    return (
        Bidang(f"{awal}masa_pangkat_tahun", "Paling sedikit dalam pangkat", _TAHUN),
        Bidang(
            f"{awal}jumlah_predikat",
            "Banyaknya tahun kinerja yang diperiksa",
            Angka(0, 5, "tahun"),
        ),
        Bidang(f"{awal}predikat_minimal", "Predikat kinerja paling rendah", PREDIKAT),
        Bidang(
            f"{awal}hukdis_menghalangi",
            "Hukuman disiplin yang menghalangi",
            Banyak(opsi(TingkatHukdis), 0),
        ),
        *more,
    )


def _kind(
    kunci: str, judul: str, penjelasan: str, *, jabatan: bool = False, atasan: bool = False
) -> Bentuk:
    return Bentuk(kunci, judul, PANGKAT, penjelasan, _kp(jabatan=jabatan, atasan=atasan))


def _pay(kunci: str, judul: str, codes: tuple[str, ...]) -> Bentuk:
    return Bentuk(
        kunci,
        judul,
        GAJI,
        "Gaji pokok sebulan menurut golongan dan masa kerja golongan (MKG).",
        (
            Tabel(
                "baris",
                "Tabel gaji",
                (
                    Bidang("golongan", "golongan", Pilihan(tuple((k, k) for k in codes))),
                    Bidang("mkg", "mkg", Angka(0, 40, "tahun")),
                    Bidang("gaji", "gaji", Angka(100_000, 99_999_999, uang=True)),
                ),
                Susunan.DERET,
                unik=("golongan", "mkg"),
                matriks=("mkg", "golongan", "gaji"),
                unggah=True,
            ),
        ),
        (cek.gaji(codes),),
    )


def _figures(
    kunci: str,
    judul: str,
    kelompok: str,
    penjelasan: str,
    *rows: tuple[str, str, Jenis],
    periksa: tuple[Cek, ...] = (),
) -> Bentuk:
    """A parameter that is nothing but named figures."""
    return Bentuk(kunci, judul, kelompok, penjelasan, tuple(Bidang(*row) for row in rows), periksa)


def _ijazah_table(kunci: str, label: str, *columns: tuple[str, str]) -> Tabel:
    return Tabel(
        kunci,
        label,
        (
            Bidang("ijazah", "ijazah", Pilihan(IJAZAH)),
            *(Bidang(name, words, GOLONGAN) for name, words in columns),
        ),
        Susunan.PETA,
        unik=("ijazah",),
    )


def _text(kunci: str, label: str, maks: int = 200, **more: Any) -> Bidang:
    return Bidang(kunci, label, Teks(maks, **more))


_BUP: Final = Bentuk(
    "BUP",
    "Batas usia pensiun (BUP)",
    PENSIUN,
    "Usia pensiun menurut jabatan. Baris yang ditetapkan undang-undang mengalahkan jenjang; lalu "
    "baris yang lebih rinci; lalu baris yang lebih baru.",
    (
        Tabel(
            "baris",
            "BUP",
            (
                Bidang("umur", "umur", Angka(50, 70, "tahun")),
                Bidang("jenis", "jenis jabatan", Pilihan(opsi(JenisJabatan)), wajib=False),
                Bidang("jenjang", "jenjang", Pilihan(opsi(Jenjang)), wajib=False),
                Bidang("rumpun", "rumpun", Pilihan(opsi(Rumpun)), wajib=False),
                Bidang("undang_undang", "ditetapkan undang-undang", YaTidak(), wajib=False),
                Bidang("dasar_hukum", "dasar hukum", DASAR),
                Bidang("berlaku_mulai", "berlaku mulai", Tanggal()),
                Bidang("berlaku_sampai", "berlaku sampai", Tanggal(), wajib=False),
            ),
            unik=("jenis", "jenjang", "rumpun", "berlaku_mulai"),
        ),
    ),
    (cek.bup,),
)
_POKOK: Final = Bentuk(
    "PENSIUN_POKOK",
    "Besar pensiun pokok",
    PENSIUN,
    "Persentase, batas bawah, dan pembulatan. Hasilnya selalu perkiraan; angka SK dari pertek BKN.",
    (
        Bidang("persen_per_tahun", "Untuk setiap tahun masa kerja", PERSEN),
        Bidang("persen_terendah", "Paling rendah, dari gaji pokok", PERSEN),
        Bidang("persen_tertinggi", "Paling tinggi, dari gaji pokok", PERSEN),
        Bidang("persen_cacat_karena_dinas", "Cacat karena dinas", PERSEN),
        Bidang("persen_janda_duda", "Janda atau duda", PERSEN),
        Bidang("persen_janda_duda_tewas", "Janda atau duda pegawai yang tewas", PERSEN),
        Bidang("batas_bawah_persen", "Batas bawah, dari gaji pokok terendah", PERSEN),
        Bidang("batas_bawah_janda_duda_persen", "Batas bawah janda atau duda", PERSEN),
        Bidang("pembulatan", "Bulan di luar tahun penuh", Pilihan(PEMBULATAN)),
        Tabel(
            "lajur_3",
            "Penetapan (lajur 3)",
            (
                Bidang("hitung", "hasil rumus", Angka(100_000, 99_999_999, uang=True)),
                Bidang("ditetapkan", "ditetapkan", Angka(100_000, 99_999_999, uang=True)),
            ),
            Susunan.PETA_NILAI,
            unik=("hitung",),
            paling_sedikit=0,
        ),
    ),
    (cek.pokok,),
)
_UJIAN: Final = Bentuk(
    "UJIAN_DINAS",
    "Ujian dinas",
    PANGKAT,
    "Kenaikan golongan yang meminta ujian dinas, dan apa yang membebaskan darinya.",
    (
        Bidang("duduk_tahun", "Lama dalam pangkat sebelum ujian (hanya ditampilkan)", _TAHUN),
        Tabel(
            "batas",
            "Batas ujian",
            (
                Bidang("dari", "dari golongan", GOLONGAN),
                Bidang("ke", "ke golongan", GOLONGAN),
                Bidang("tingkat", "tingkat ujian", Pilihan(opsi(UjianDinas))),
                Bidang("bebas_ijazah", "bebas dengan ijazah", Banyak(IJAZAH, 0)),
                Bidang("bebas_diklat", "bebas dengan diklat", Banyak(DIKLAT, 0)),
            ),
            unik=("dari", "ke"),
        ),
    ),
    (cek.naik("batas", "dari", "ke", tepat=True),),
)
_ANGKA_KREDIT: Final = Bentuk(
    "ANGKA_KREDIT",
    "Angka kredit",
    PANGKAT,
    "Koefisien dan kebutuhan angka kredit setiap jenjang fungsional, dan persen setiap predikat.",
    (
        Tabel(
            "jenjang",
            "Jenjang",
            (
                Bidang("jenjang", "jenjang", Pilihan(opsi(Jenjang))),
                Bidang("dari", "dari golongan", GOLONGAN),
                Bidang("sampai", "sampai golongan", GOLONGAN),
                Bidang("koefisien", "koefisien setahun", Desimal(0, 200)),
                Bidang("kebutuhan_kp", "kebutuhan naik pangkat", Angka(1, 1000)),
                Bidang(
                    "kebutuhan_jenjang",
                    "kebutuhan naik jenjang",
                    Angka(1, 1000),
                    wajib=False,
                    null=True,
                ),
            ),
            Susunan.PETA,
            unik=("jenjang",),
        ),
        Tabel(
            "persen",
            "Predikat",
            (Bidang("predikat", "predikat", PREDIKAT), Bidang("persen", "persen", PERSEN)),
            Susunan.PETA_NILAI,
            unik=("predikat",),
        ),
    ),
    (
        cek.lengkap("jenjang", "jenjang", opsi(Jenjang)),
        cek.lengkap("persen", "predikat", opsi(Predikat)),
        cek.naik("jenjang", "dari", "sampai"),
        cek.predikat_turun,
    ),
)
_KGB_PPPK: Final = Bentuk(
    "KGB_PPPK",
    "Kenaikan gaji berkala PPPK",
    GAJI,
    "Lama perjanjian dan kinerja yang diminta; beberapa golongan lebih ringan pada KGB pertama.",
    (
        Bidang("umum.perjanjian_lebih_tahun", "Perjanjian lebih dari", _TAHUN),
        Bidang("umum.jumlah_predikat", "Tahun kinerja yang diperiksa", Angka(0, 5, "tahun")),
        Tabel(
            "pertama",
            "KGB pertama",
            (
                Bidang("golongan", "golongan", Pilihan(tuple((k, k) for k in GOLONGAN_PPPK))),
                Bidang("perjanjian_lebih_tahun", "perjanjian lebih dari", _TAHUN),
                Bidang("jumlah_predikat", "tahun kinerja", Angka(0, 5, "tahun")),
            ),
            Susunan.PETA,
            unik=("golongan",),
            paling_sedikit=0,
        ),
        Bidang("predikat_minimal", "Predikat kinerja paling rendah", PREDIKAT),
        Bidang("pemberitahuan_bulan", "Diberitahukan sebelum TMT", _BULAN),
    ),
)
_BERKAS: Final = Bentuk(
    "NOMINATIF_BERKAS",
    "Berkas yang dicari untuk daftar nominatif",
    INSTANSI,
    "Berkas di arsip yang ditandai belum ada. Berkas pensiun ada pada katalog layanan.",
    tuple(
        Tabel(
            kunci,
            label,
            (
                Bidang(
                    "kode",
                    "kode jenis dokumen",
                    Teks(40, pola="[A-Z][A-Z0-9_]*", contoh="SK_PANGKAT"),
                ),
                Bidang("nama", "nama", Teks(120)),
                Bidang("tahun", "tahun terakhir", Angka(1, 10), wajib=False),
            ),
            unik=("kode",),
            paling_sedikit=0,
        )
        for kunci, label in (
            ("PANGKAT", "Kenaikan pangkat"),
            ("KGB", "Kenaikan gaji berkala"),
            ("KONTRAK", "Perpanjangan perjanjian"),
        )
    ),
    pegawai=False,
)
_INGAT: Final = Bentuk(
    "ARSIP_INGAT",
    "Pengingat dokumen yang akan berakhir",
    INSTANSI,
    "Berapa hari sebelum hari terakhir sebuah dokumen (misalnya SIP) pemiliknya diberi tahu. "
    "Sejak pengingat pertama, dokumen itu juga tampil dalam daftar operator.",
    (
        Bidang("hari_pertama", "Pengingat pertama", Angka(14, 365, "hari")),
        Bidang("hari_kedua", "Pengingat kedua", Angka(2, 180, "hari")),
        Bidang("hari_terakhir", "Pengingat terakhir", Angka(1, 60, "hari")),
    ),
    (cek.menurun("hari_pertama", "hari_kedua", "hari_terakhir"),),
    pegawai=False,
)
_INSTANSI: Final = Bentuk(
    "instansi",
    "Instansi",
    INSTANSI,
    "Nama, alamat, dan lambang pada surat dan halaman.",
    (
        _text("nama_portal", "Nama portal", 60),
        _text("nama_pemda", "Nama pemerintah daerah"),
        _text("kabupaten", "Kabupaten atau kota"),
        _text("provinsi", "Provinsi"),
        _text("ibu_kota", "Ibu kota, tempat surat dibuat"),
        _text("kepala_daerah", "Jabatan kepala daerah"),
        _text("nama_bkpsdm", "Nama badan kepegawaian"),
        _text("alamat_bkpsdm", "Alamat badan kepegawaian"),
        _text("kode_pos_bkpsdm", "Kode pos", 5, pola="[0-9]{5}", contoh="92751"),
        _text("telepon_bkpsdm", "Telepon", 30),
        _text("kode_unit", "Kode unit pada nomor surat", 30),
        _text("kantor_pos", "Kantor Pos"),
        _text(
            "lambang_negara",
            "Berkas lambang negara",
            80,
            pola=r"surat:[a-z0-9-]+\.(svg|png)",
            contoh="surat:lambang-negara.svg",
        ),
        _text(
            "lambang_daerah",
            "Berkas lambang daerah",
            80,
            pola=r"surat:[a-z0-9-]+\.(svg|png)",
            contoh="surat:lambang-daerah.svg",
        ),
    ),
    pegawai=False,
)
_NASKAH: Final = Bentuk(
    "naskah_sk_pensiun",
    "Naskah SK pensiun",
    INSTANSI,
    "Peraturan pada “Mengingat” (menurut hierarki, lalu tahun), dan tembusan.",
    (
        Tabel(
            "mengingat",
            "Mengingat",
            (
                Bidang("teks", "peraturan", Teks(500, panjang=True)),
                Bidang(
                    "dasar_bup",
                    "hanya bila BUP berdasar",
                    Teks(60),
                    wajib=False,
                    bantuan="Misalnya UU 14/2005: dicetak hanya pada SK guru dan dosen.",
                ),
            ),
            Susunan.CAMPUR,
            unik=("teks",),
        ),
        Tabel(
            "tembusan",
            "Tembusan",
            (Bidang("teks", "kepada", Teks(200)),),
            Susunan.NILAI,
            unik=("teks",),
            paling_sedikit=0,
        ),
    ),
    pegawai=False,
)

_HARI: Final = Bentuk(
    "PRESENSI_HARI",
    "Hari presensi",
    PRESENSI,
    "Catatan mana yang masuk ke hari kerja mana, dan batas pernyataan lupa mencatat.",
    (
        Bidang("sebelum_menit", "Masuk dihitung paling awal sebelum jam masuk", _MENIT_HARI),
        Bidang("sesudah_menit", "Pulang dihitung paling lambat setelah jam pulang", _MENIT_HARI),
        Bidang("lupa_maks_sebulan", "Pernyataan lupa paling banyak sebulan", Angka(0, 60, "kali")),
        Bidang("lupa_batas_hari", "Pernyataan lupa paling lambat setelah", Angka(0, 60, "hari")),
    ),
    pegawai=False,
)
_PP94: Final = Bentuk(
    "PP94_ALPA",
    "Ambang tidak masuk kerja (PP 94/2021)",
    PRESENSI,
    "Hari tanpa keterangan dalam setahun yang menjadi peringatan kepada atasan. Hukuman disiplin "
    "hanya dengan SK.",
    (
        Tabel(
            "ambang",
            "Ambang setahun",
            (
                Bidang("dari", "mulai hari ke-", Angka(1, 366)),
                Bidang("tingkat", "tingkat", _TINGKAT_PP94),
                Bidang("jenis", "jenis", _JENIS_PP94),
            ),
            unik=("dari",),
        ),
        Bidang("beruntun_hari", "Hari kerja berturut-turut", Angka(1, 60, "hari")),
        Bidang("beruntun_tingkat", "Tingkatnya", _TINGKAT_PP94),
        Bidang("beruntun_jenis", "Jenisnya", _JENIS_PP94),
    ),
    pegawai=False,
)
_KINERJA: Final = Bentuk(
    "KINERJA",
    "Laporan harian dan penilaian kinerja",
    PRESENSI,
    "Batas melaporkan kegiatan, memutus, membatalkan, dan mengajukan keberatan.",
    (
        Bidang("lapor_hari", "Kegiatan dilaporkan paling lambat setelah", Angka(0, 60, "hari")),
        Bidang("perbaiki_hari", "Kegiatan yang kembali diperbaiki dalam", Angka(0, 60, "hari")),
        Bidang("rencana_hari", "Rencana paling jauh ke depan", Angka(0, 366, "hari")),
        Bidang("putus_hari", "Atasan memutus paling lambat setelah", Angka(1, 60, "hari")),
        Bidang("sikap", "Bila atasan tidak memutus", Pilihan(opsi(SikapOtomatis))),
        Bidang(
            "batal_hari",
            "Persetujuan dapat dibatalkan dalam",
            Angka(0, 60, "hari"),
            bantuan="0: sampai bulannya ditutup.",
        ),
        Bidang("kurang_menit", "Hari ditandai bila kurang dari", _MENIT_HARI),
        Bidang("sebulan", "Dinilai tiap bulan, bukan tiap triwulan", YaTidak()),
        Bidang("keberatan_hari", "Keberatan diajukan dalam", Angka(1, 90, "hari")),
        Bidang("jawab_hari", "Keberatan dijawab dalam", Angka(1, 90, "hari")),
    ),
    pegawai=False,
)
_KETUKAN: Final = Bentuk(
    "PRESENSI_KETUKAN",
    "Penilaian ketukan presensi",
    PRESENSI,
    "Kapan satu ketukan diterima, ditinjau orang, atau diminta ulang. Tanda tidak pernah "
    "menghukum.",
    (
        Bidang("akurasi_maks_m", "Ketelitian posisi paling rendah", Angka(10, 1000, "m")),
        Bidang("umur_fix_maks_detik", "Umur posisi paling lama", Angka(5, 600, "detik")),
        Bidang("kecepatan_maks_kmj", "Kecepatan antara dua ketukan", Angka(50, 1000, "km/jam")),
        Bidang("selisih_jam_maks_detik", "Selisih jam ponsel", Angka(10, 3600, "detik")),
        Bidang("jendela_luring_jam", "Catatan tanpa sinyal dikirim dalam", Angka(1, 720, "jam")),
        Bidang("luring_ditolak_hari", "Catatan ditolak setelah", Angka(1, 31, "hari")),
        Bidang("titik_sama_maks", "Ketukan terdahulu pada titik yang sama persis", Angka(0, 100)),
        Bidang("jejak_hari", "Ketukan terdahulu yang dibandingkan", Angka(1, 7, "hari")),
    ),
    pegawai=False,
)
_PERANGKAT: Final = Bentuk(
    "PRESENSI_PERANGKAT",
    "Pergantian ponsel presensi",
    PRESENSI,
    "Ponsel baru menunggu persetujuan; tanpa keputusan ia aktif sendiri.",
    (Bidang("tunggu_jam", "Aktif sendiri setelah", Angka(1, 720, "jam")),),
    pegawai=False,
)
_POSISI: Final = Bentuk(
    "PRESENSI_POSISI",
    "Lama posisi tepat disimpan",
    PRESENSI,
    "Sesudahnya hanya jarak ke tempat dan petak satu kilometer yang tinggal.",
    (Bidang("simpan_bulan", "Disimpan", Angka(3, 60, "bulan")),),
    pegawai=False,
)
_MULAI: Final = Bentuk(
    "PRESENSI_MULAI",
    "Mulai presensi",
    PRESENSI,
    "Hari pertama presensi dihitung ialah hari mulai berlakunya versi yang berisi ya. Sebelum itu "
    "tidak ada jadwal dan tidak ada hari tanpa keterangan. Mulailah setelah cara mencatat siap.",
    (Bidang("dari_daftar_unit", "Unit bekerja menurut daftar unit kerja", YaTidak()),),
    pegawai=False,
)
BENTUK: Final = {
    bentuk.kunci: bentuk
    for bentuk in (
        _BUP,
        _MULAI,
        _HARI,
        _KETUKAN,
        _KINERJA,
        _PERANGKAT,
        _POSISI,
        _PP94,
        _figures(
            "PENSIUN_BATAS",
            "Kalender penjagaan pensiun",
            PENSIUN,
            "Berapa bulan sebelum TMT pensiun setiap langkah dimulai atau selesai.",
            ("penjagaan_bulan", "Masuk daftar penjagaan", _BULAN),
            ("opd_bulan", "OPD mengusulkan paling lambat", _BULAN),
            ("bkn_bulan", "BKPSDM mengirim ke BKN paling lambat", _BULAN),
            ("akhir_bulan", "Batas terakhir", _BULAN),
            periksa=(cek.menurun("penjagaan_bulan", "opd_bulan", "bkn_bulan", "akhir_bulan"),),
        ),
        _figures(
            "PENSIUN_HAK",
            "Hak atas pensiun",
            PENSIUN,
            "Usia dan masa kerja paling sedikit untuk berhak atas pensiun.",
            ("bup_tahun", "BUP: masa kerja", _TAHUN),
            ("bup_pns_tahun", "BUP: di antaranya sebagai PNS", _TAHUN),
            ("aps_usia", "Atas permintaan sendiri: usia", Angka(30, 70, "tahun")),
            ("aps_tahun", "Atas permintaan sendiri: masa kerja", _TAHUN),
            ("perampingan_usia", "Perampingan: usia", Angka(30, 70, "tahun")),
            ("perampingan_tahun", "Perampingan: masa kerja", _TAHUN),
            ("cacat_tahun", "Cacat bukan karena dinas: masa kerja", _TAHUN),
            periksa=(cek.menurun("bup_tahun", "bup_pns_tahun"),),
        ),
        _POKOK,
        _figures(
            "PENSIUN_ANAK",
            "Anak sebagai ahli waris",
            PENSIUN,
            "Usia sampai kapan anak berhak.",
            ("usia_di_bawah", "Berhak selama belum berusia", Angka(18, 30, "tahun")),
        ),
        _figures(
            "PENSIUN_HILANG",
            "Pegawai yang hilang",
            PENSIUN,
            "Kapan pegawai yang hilang dianggap meninggal.",
            ("bulan", "Pada akhir bulan ke-", Angka(1, 60)),
        ),
        _figures(
            "MPP",
            "Masa persiapan pensiun (MPP)",
            PENSIUN,
            "Lama MPP dan kapan dimohon.",
            ("lama_maks_bulan", "Paling lama", Angka(1, 24, "bulan")),
            ("permohonan_bulan", "Dimohon sebelum mulai", Angka(0, 12, "bulan")),
        ),
        _figures(
            "HUKDIS_BEBAS",
            "Bebas hukuman disiplin untuk pensiun",
            PENSIUN,
            "Masa dan tingkat hukuman disiplin yang dinyatakan tidak ada.",
            ("bulan", "Lama", Angka(0, 120, "bulan")),
            ("tingkat", "Tingkat hukuman", Banyak(opsi(TingkatHukdis), 0)),
        ),
        _figures(
            "CUTI_JENIS",
            "Jenis cuti menurut jenis pegawai",
            CUTI,
            "Jenis cuti yang dapat diajukan. Cuti bersama berlaku bagi semua menurut Keppres.",
            *(
                (pegawai, pegawai, Banyak(opsi(JenisCuti), 0))
                for pegawai in ("PNS", "CPNS", "PPPK")
            ),
        ),
        Bentuk(
            "CUTI_PEJABAT",
            "Pejabat yang memutuskan cuti",
            CUTI,
            "Kepala OPD, atau pejabat pembina kepegawaian (PPK) lewat penandatangan SK.",
            tuple(
                Bidang(
                    jenis.value,
                    jenis.label,
                    Pilihan((("OPD", "Kepala OPD"), ("PPK", "Penandatangan SK (PPK)"))),
                )
                for jenis in JenisCuti
            ),
            pegawai=False,
        ),
        Bentuk(
            "CUTI_TEMPAT_JAUH",
            "Tempat yang sulit dijangkau",
            CUTI,
            "Unit kerja yang pegawainya dapat meminta tambahan hari perjalanan.",
            (Bidang("perjalanan_jam", "Perjalanan dari ibu kota", Angka(0, 48, "jam atau lebih")),),
            pegawai=False,
        ),
        _figures(
            "CUTI_TAHUNAN",
            "Cuti tahunan",
            CUTI,
            "Hak setahun, dan berapa banyak sisa tahun lalu yang masih dapat dipakai.",
            ("hari", "Hak setahun", Angka(1, 60, "hari kerja")),
            ("masa_kerja_bulan", "Setelah bekerja terus-menerus", _BULAN),
            (
                "batas_satu_tahun",
                "Paling banyak bila ada sisa tahun lalu",
                Angka(1, 90, "hari kerja"),
            ),
            (
                "batas_dua_tahun",
                "Paling banyak bila dua tahun tidak dipakai, atau ditangguhkan",
                Angka(1, 120, "hari kerja"),
            ),
            ("perjalanan_hari", "Tambahan bagi tempat sulit dijangkau", Angka(0, 60, "hari")),
        ),
        _figures(
            "CUTI",
            "Lama dan syarat cuti lain",
            CUTI,
            "Lama paling panjang setiap jenis cuti dan masa kerja yang diminta.",
            ("besar_masa_kerja_bulan", "Cuti besar setelah bekerja", _BULAN),
            ("besar_bulan", "Cuti besar paling lama", Angka(1, 24, "bulan")),
            ("sakit_dokter_hari", "Cuti sakit dengan surat dokter mana pun", Angka(1, 90, "hari")),
            ("sakit_bulan", "Cuti sakit paling lama", Angka(1, 60, "bulan")),
            ("sakit_perpanjangan_bulan", "Perpanjangan cuti sakit", Angka(0, 60, "bulan")),
            ("gugur_bulan", "Gugur kandungan paling lama", Angka(0, 12, "bulan")),
            ("gugur_hari", "Gugur kandungan, ditambah", Angka(0, 30, "hari")),
            ("melahirkan_bulan", "Cuti melahirkan", Angka(1, 12, "bulan")),
            ("melahirkan_ke", "Sampai persalinan ke", Angka(1, 20)),
            ("penting_bulan", "Cuti alasan penting paling lama", Angka(1, 12, "bulan")),
            ("cltn_masa_kerja_bulan", "CLTN setelah bekerja", _BULAN),
            ("cltn_bulan", "CLTN paling lama", Angka(1, 120, "bulan")),
            ("cltn_perpanjangan_bulan", "Perpanjangan CLTN", Angka(0, 60, "bulan")),
        ),
        _figures(
            "KP_PERIODE",
            "Periode kenaikan pangkat",
            PANGKAT,
            "Bulan yang tanggal 1-nya boleh menjadi TMT. Versi dipilih oleh TMT kenaikan pangkat.",
            (
                "bulan",
                "Bulan TMT",
                Banyak(tuple((n, nama) for n, nama in enumerate(BULAN, start=1))),
            ),
        ),
        _figures(
            "KP_JENDELA",
            "Masa pengusulan kenaikan pangkat",
            PANGKAT,
            "Kapan usul diterima untuk TMT suatu bulan. Versi dipilih oleh TMT kenaikan pangkat.",
            ("mulai_tanggal", "Mulai tanggal", Angka(1, 31)),
            ("mulai_bulan_sebelum", "Mulai sekian bulan sebelum TMT", Angka(0, 12)),
            ("akhir_tanggal", "Sampai tanggal", Angka(1, 31)),
            ("akhir_bulan_sebelum", "Sampai sekian bulan sebelum TMT", Angka(0, 12)),
            ("internal_hari", "Tenggat OPD, hari sebelum berakhir", Angka(0, 60, "hari")),
            periksa=(cek.jendela,),
        ),
        _kind("KP_REGULER", "KP reguler", "Syarat kenaikan pangkat reguler.", atasan=True),
        _kind("KP_FUNGSIONAL", "KP jabatan fungsional", "Syarat di luar angka kredit."),
        _kind("KP_SPESIALIS", "KP dokter spesialis", "Syarat kenaikan pangkat."),
        _kind(
            "KP_STRUKTURAL_DI_BAWAH",
            "KP struktural di bawah jenjang pangkat",
            "Pangkat masih di bawah pangkat terendah jabatan.",
            jabatan=True,
        ),
        _kind(
            "KP_STRUKTURAL_DI_DALAM",
            "KP struktural di dalam jenjang pangkat",
            "Pangkat di antara yang terendah dan tertinggi jabatan.",
        ),
        Bentuk(
            "KP_ESELON",
            "Jenjang pangkat jabatan struktural",
            PANGKAT,
            "Pangkat terendah dan tertinggi setiap eselon.",
            (
                Tabel(
                    "",
                    "Eselon",
                    (
                        Bidang("eselon", "eselon", Pilihan(ESELON)),
                        Bidang("terendah", "terendah", GOLONGAN),
                        Bidang("tertinggi", "tertinggi", GOLONGAN),
                    ),
                    Susunan.PETA_DERET,
                    unik=("eselon",),
                ),
            ),
            (cek.naik("", "terendah", "tertinggi"), cek.lengkap("", "eselon", ESELON)),
        ),
        Bentuk(
            "ESELON_JABATAN",
            "Eselon jabatan struktural",
            PANGKAT,
            "Eselon menurut jenis jabatan dan awal namanya; baris dengan awal nama terpanjang yang "
            "cocok yang dipakai.",
            (
                Tabel(
                    "baris",
                    "Jabatan",
                    (
                        Bidang("jenis", "jenis jabatan", Pilihan(STRUKTURAL)),
                        Bidang("awalan", "awal nama jabatan", Teks(100), wajib=False),
                        Bidang("eselon", "eselon", Banyak(ESELON)),
                    ),
                    unik=("jenis", "awalan"),
                ),
            ),
        ),
        _kind("KP_PRESTASI", "KP prestasi luar biasa", "Syarat kenaikan pangkat."),
        _kind("KP_PENEMUAN", "KP penemuan baru", "Syarat kenaikan pangkat."),
        _kind("KP_DIPERBANTUKAN", "KP pegawai diperbantukan", "Syarat kenaikan pangkat."),
        _kind("KP_TUGAS_BELAJAR", "KP tugas belajar", "Syarat kenaikan pangkat."),
        Bentuk(
            "KP_IJAZAH",
            "KP penyesuaian ijazah",
            PANGKAT,
            "Golongan asal dan tujuan setiap ijazah, dan syaratnya.",
            (
                *_kp("syarat."),
                _ijazah_table(
                    "tujuan",
                    "Tujuan",
                    ("dari", "dari golongan"),
                    ("sampai", "sampai golongan"),
                    ("tujuan", "menjadi"),
                ),
            ),
            (cek.naik("tujuan", "dari", "sampai"), cek.naik("tujuan", "sampai", "tujuan")),
        ),
        Bentuk(
            "KP_PENGABDIAN",
            "KP pengabdian",
            PANGKAT,
            "Masa kerja terus-menerus dan lama dalam pangkat; salah satu baris cukup.",
            (
                *_kp("syarat."),
                Tabel(
                    "masa",
                    "Masa",
                    (
                        Bidang("tahun", "masa kerja", _TAHUN),
                        Bidang("bulan", "dalam pangkat", _BULAN),
                    ),
                    Susunan.DERET,
                    unik=("tahun",),
                ),
                Bidang("tanpa_masa", "Tanpa syarat masa kerja", Banyak(opsi(SebabPengabdian), 0)),
                Bidang("tmt", "TMT bila berhenti (bukan wafat)", Pilihan(opsi(TmtPengabdian))),
            ),
        ),
        Bentuk("KP_ANUMERTA", "KP anumerta", PANGKAT, "Hanya dasar hukum; tidak ada angka.", ()),
        Bentuk(
            "KP_PENDIDIKAN",
            "Batas pangkat menurut ijazah",
            PANGKAT,
            "Golongan CPNS dan golongan tertinggi dengan KP reguler untuk setiap ijazah.",
            (_ijazah_table("", "Ijazah", ("awal", "golongan CPNS"), ("tertinggi", "tertinggi")),),
            (cek.naik("", "awal", "tertinggi"), cek.lengkap("", "ijazah", IJAZAH)),
        ),
        _UJIAN,
        _ANGKA_KREDIT,
        _pay("GAJI_PNS", "Gaji pokok PNS", GOLONGAN_PNS),
        _pay("GAJI_PPPK", "Gaji pokok PPPK", GOLONGAN_PPPK),
        _figures(
            "GAJI_CPNS",
            "Gaji CPNS",
            GAJI,
            "Bagian gaji pokok yang dibayar kepada CPNS.",
            ("persen", "Dari gaji pokok", Desimal(1, 100, "%")),
        ),
        Bentuk(
            "MKG",
            "Masa kerja golongan (MKG)",
            GAJI,
            "Pengurangan ketika pindah golongan ruang, dan MKG awal golongan tertentu.",
            (
                Tabel(
                    "pengurangan_bulan",
                    "Pengurangan",
                    (
                        Bidang("golongan", "masuk golongan", ROMAWI),
                        Bidang("bulan", "dikurangi", _BULAN),
                    ),
                    Susunan.PETA_NILAI,
                    unik=("golongan",),
                ),
                Tabel(
                    "awal_bulan",
                    "MKG awal",
                    (
                        Bidang("golongan", "golongan pertama", GOLONGAN),
                        Bidang("bulan", "mulai dengan", _BULAN),
                    ),
                    Susunan.PETA_NILAI,
                    unik=("golongan",),
                    paling_sedikit=0,
                ),
            ),
            (cek.lengkap("pengurangan_bulan", "golongan", ROMAWI.opsi),),
        ),
        _figures(
            "PMK",
            "Peninjauan masa kerja (PMK)",
            GAJI,
            "Berapa bagian masa kerja swasta yang diakui.",
            ("bagian_persen", "Bagian yang diakui", Angka(0, 100, "%")),
            ("minimal_bulan", "Setiap pekerjaan paling sedikit", _BULAN),
            ("tertinggi_bulan", "Diakui paling banyak", Angka(0, 240, "bulan")),
            ("langkah_di_bawah", "Langkah KGB di bawah yang tertinggi", Angka(0, 10)),
            ("pembulatan", "Pembulatan ke bulan", Pilihan(opsi(PembulatanBulan))),
        ),
        _figures(
            "KGB_PNS",
            "Kenaikan gaji berkala PNS",
            GAJI,
            "Kinerja yang diminta, penundaan, dan pemberitahuan.",
            ("predikat_minimal", "Predikat kinerja paling rendah", PREDIKAT),
            ("penundaan_bulan", "Ditunda paling lama", _BULAN),
            ("pemberitahuan_bulan", "Diberitahukan sebelum TMT", _BULAN),
        ),
        _KGB_PPPK,
        _figures(
            "NIP_PERIKSA",
            "Pemeriksaan NIP",
            IDENTITAS,
            "Yang menimbulkan peringatan (tidak pernah menolak).",
            ("umur_terendah", "Umur terendah saat TMT", Angka(15, 25, "tahun")),
            ("kode_pppk_terendah", "Kode perjanjian PPPK terendah", Angka(0, 99)),
        ),
        _figures(
            "KONTRAK_PPPK",
            "Akhir perjanjian kerja PPPK",
            IDENTITAS,
            "Sejak kapan perjanjian yang akan berakhir masuk daftar.",
            ("penjagaan_bulan", "Masuk daftar sebelum berakhir", _BULAN),
        ),
        _BERKAS,
        _INGAT,
        _INSTANSI,
        _NASKAH,
        BENTUK_TPP,
    )
}
