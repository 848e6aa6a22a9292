"""First dated rows of the catalogue: every service, its papers, stages, words and signers.

A beginning for the office to go over: kode klasifikasi (Permendagri 83/2022), promises and the
papers that practice adds are changed by new rows. Sources: kepegawaian fact sheet 3.6, 4.5, 7.
"""

from django.db import migrations

MULAI = "2020-01-01"
KPO_LAMA = "2017-01-01"
KPO_BARU = "2025-10-01"  # twelve windows a year, Peraturan BKN 4/2025

UU_20 = "Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara"
UU_11 = "Undang-Undang Nomor 11 Tahun 1969 tentang Pensiun Pegawai dan Pensiun Janda/Duda Pegawai"
PP_7 = (
    "Peraturan Pemerintah Nomor 7 Tahun 1977 tentang Peraturan Gaji Pegawai Negeri Sipil "
    "sebagaimana telah beberapa kali diubah, terakhir dengan Peraturan Pemerintah Nomor 5 "
    "Tahun 2024"
)
PP_99 = (
    "Peraturan Pemerintah Nomor 99 Tahun 2000 tentang Kenaikan Pangkat Pegawai Negeri Sipil "
    "sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 12 Tahun 2002"
)
PP_11 = (
    "Peraturan Pemerintah Nomor 11 Tahun 2017 tentang Manajemen Pegawai Negeri Sipil "
    "sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 17 Tahun 2020"
)
PP_49 = "Peraturan Pemerintah Nomor 49 Tahun 2018 tentang Manajemen PPPK"
PP_8 = (
    "Peraturan Pemerintah Nomor 8 Tahun 2024 tentang penetapan pensiun pokok pensiunan "
    "Pegawai Negeri Sipil dan janda/dudanya"
)
BKN_4 = (
    "Peraturan Badan Kepegawaian Negara Nomor 4 Tahun 2025 tentang periode kenaikan pangkat "
    "Pegawai Negeri Sipil"
)
BKN_2_18 = (
    "Peraturan Badan Kepegawaian Negara Nomor 2 Tahun 2018 tentang pertimbangan teknis pensiun"
)
BKN_3_20 = (
    "Peraturan Badan Kepegawaian Negara Nomor 3 Tahun 2020 tentang pemberhentian Pegawai "
    "Negeri Sipil"
)
BKN_5_19 = "Peraturan Badan Kepegawaian Negara Nomor 5 Tahun 2019 tentang tata cara mutasi"
BKN_2_19 = "Peraturan Badan Kepegawaian Negara Nomor 2 Tahun 2019 tentang masa persiapan pensiun"

TEMBUSAN = [
    "Kepala Badan Keuangan dan Aset Daerah",
    "Kepala perangkat daerah yang bersangkutan",
]
TEMBUSAN_BKN = [
    "Kepala Badan Kepegawaian Negara di Jakarta",
    "Kepala Kantor Regional Badan Kepegawaian Negara di Makassar",
    *TEMBUSAN,
]
TEMBUSAN_PENSIUN = [*TEMBUSAN_BKN[:2], "Kepala Cabang PT Taspen (Persero)", *TEMBUSAN]

# Papers of the archive: kode -> name, key by year. The name of the kind where it says enough.
BERKAS = {
    "SK_CPNS": "SK CPNS",
    "SK_PNS": "SK PNS",
    "SK_PANGKAT": "SK pangkat terakhir",
    "SK_KGB": "SK kenaikan gaji berkala (KGB) terakhir",
    "SK_JABATAN": "SK jabatan terakhir",
    "SK_PPPK": "SK pengangkatan PPPK",
    "PERJANJIAN_KERJA": "Perjanjian kerja terakhir",
    "PELANTIKAN": "Surat pernyataan pelantikan",
    "SPMT": "Surat pernyataan melaksanakan tugas (SPMT)",
    "STTPL": "Sertifikat pelatihan dasar",
    "KETERANGAN_SEHAT": "Surat keterangan sehat",
    "PAK": "Penetapan angka kredit (PAK) terakhir",
    "UJI_KOMPETENSI": "Sertifikat uji kompetensi (bila jenjang berubah)",
    "STLUD": "Tanda lulus ujian dinas, atau sertifikat diklat yang membebaskan",
    "IJAZAH": "Ijazah",
    "TRANSKRIP": "Transkrip nilai",
    "PDDIKTI": "Hasil pemeriksaan ijazah di PDDIKTI",
    "TUGAS_BELAJAR": "SK tugas belajar atau izin belajar",
    "URAIAN_TUGAS": "Uraian tugas",
    "STL_UKPPI": "Tanda lulus ujian penyesuaian ijazah (UKPPI)",
    "BUKTI_PRESTASI": "Keputusan tentang prestasi atau penemuan",
    "REKOMENDASI": "Persetujuan pimpinan",
    "RIWAYAT_HIDUP": "Daftar riwayat hidup",
    "BERITA_ACARA": "Berita acara kejadian",
    "LAPORAN_POLISI": "Laporan kepolisian",
    "UJI_KESEHATAN": "Hasil pengujian tim penguji kesehatan",
    "AKTA_KEMATIAN": "Akta kematian pegawai",
    "AKTA_NIKAH": "Akta nikah",
    "AKTA_ANAK": "Akta kelahiran anak di bawah 25 tahun",
    "KETERANGAN_AHLI_WARIS": "Surat keterangan ahli waris",
    "KETERANGAN_JANDA_DUDA": "Surat keterangan janda atau duda",
    "SK_PENGALAMAN": "SK dan bukti pengalaman kerja sebelum CPNS",
    "EVALUASI_PPPK": "Evaluasi kinerja selama masa perjanjian",
    "ANALISIS_JABATAN": "Analisis jabatan dan beban kerja",
    "KTP": "KTP",
    "KK": "Kartu keluarga",
    "BUKU_REKENING": "Halaman depan buku rekening",
    "PAS_FOTO": "Pas foto 3 x 4 terbaru",
    "SK_HUKDIS": "SK hukuman disiplin",
    "BERKAS_PENDUKUNG": "Berkas pendukung",
}
KONDISI = {
    "STLUD": "LINTAS_GOLONGAN",
    "AKTA_NIKAH": "MENIKAH",
    "AKTA_ANAK": "ADA_ANAK_TERTANGGUNG",
    "RIWAYAT_HIDUP": "GOLONGAN_IV_B_KE_ATAS",
}
FORMULIR = {
    "PERMOHONAN": ("Surat permohonan", "PERMOHONAN"),
    "DPCP": ("DPCP (data perorangan calon penerima pensiun)", "DPCP"),
    "PERNYATAAN_HUKDIS": (
        "Pernyataan tidak sedang atau pernah dihukum disiplin",
        "PERNYATAAN_HUKDIS",
    ),
    "PERNYATAAN_PIDANA": (
        "Pernyataan tidak sedang menjalani proses pidana",
        "PERNYATAAN_PIDANA",
    ),
}
UNDUH = "Unduh formulir yang sudah terisi, tanda tangani, lalu foto atau pindai."


def q(nama, label, jenis="TEKS", *, wajib=True, petunjuk="", pilihan=()):
    row = {"nama": nama, "label": label, "jenis": jenis, "wajib": wajib, "petunjuk": petunjuk}
    return {**row, "pilihan": list(pilihan)} if pilihan else row


HP = q("nomor_hp", "Nomor HP yang dapat dihubungi", "TELEPON", petunjuk="Contoh: 0812 3456 7890")
ALAMAT_PENSIUN = q(
    "alamat_pensiun",
    "Alamat sesudah pensiun",
    "PANJANG",
    petunjuk="Jalan, desa/kelurahan, kecamatan, kabupaten.",
)
TMT = q("tmt", "Berlaku mulai tanggal (TMT)", "TANGGAL")
TMT_1 = q("tmt", "TMT pensiun yang dimohon", "TANGGAL", petunjuk="Tanggal 1 suatu bulan.")
ALASAN = q("alasan", "Alasan", "PANJANG")

PNS, CPNS, PPPK = ["PNS"], ["CPNS"], ["PPPK"]
SEMUA = ["PNS", "CPNS", "PPPK"]
BERDUA = ["ASN", "OPERATOR"]
OPERATOR = ["OPERATOR"]

# Words


def keputusan(
    tentang, pokok, mengingat, data, *, alasan, pertek=False, diktum=(), tembusan=TEMBUSAN
):
    """A keputusan: who is meant in KESATU, further points, the clause on errors, its copies."""
    menimbang = [
        f"bahwa {{nama}}, NIP {{nip}}, {alasan};",
        (
            "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan "
            f"keputusan tentang {' '.join(tentang).lower()};"
        ),
    ]
    return "KEPUTUSAN", {
        "perihal": " ".join(tentang),
        "tentang": tentang,
        "menimbang": menimbang,
        "mengingat": mengingat,
        "memperhatikan": [
            (
                "Pertimbangan Teknis Badan Kepegawaian Negara Nomor {pertek_nomor} tanggal "
                "{pertek_tanggal}."
            )
        ]
        if pertek
        else [],
        "diktum": [
            {"teks": f"{pokok}, pegawai yang datanya sebagai berikut:", "data": data},
            *diktum,
            (
                "Apabila di kemudian hari ternyata terdapat kekeliruan dalam Keputusan ini, akan "
                "diadakan perbaikan sebagaimana mestinya."
            ),
            (
                "Keputusan ini mulai berlaku pada tanggal ditetapkan. Naskah asli diberikan kepada "
                "yang bersangkutan untuk dipergunakan sebagaimana mestinya."
            ),
        ],
        "tembusan": tembusan,
    }


def surat(perihal, pembuka, data, penutup, tembusan=()):
    return "SURAT", {
        "perihal": perihal,
        "pembuka": [pembuka],
        "data": data,
        "penutup": penutup,
        "tembusan": list(tembusan),
    }


ORANG = ["nama", "nip", "lahir", "pangkat", "jabatan", "unit"]


def kp(nama, alasan):
    return keputusan(
        ["Kenaikan Pangkat Pegawai Negeri Sipil", nama]
        if nama
        else ["Kenaikan Pangkat Pegawai Negeri Sipil"],
        "Terhitung mulai tanggal {tmt} menaikkan pangkat menjadi {pangkat_baru} dengan gaji pokok "
        "{gaji_baru_terbilang} sebulan, masa kerja golongan {mkg_baru}",
        [UU_20, PP_7, PP_99, PP_11, BKN_4],
        [*ORANG, "pendidikan", "pangkat_baru", "mkg_baru", "gaji_baru", "tmt"],
        alasan=alasan,
        pertek=True,
        tembusan=TEMBUSAN_BKN,
    )


def pensiun(tentang, alasan, *, janda=False):
    hak = (
        "Terhitung mulai tanggal {tmt} kepada ahli waris yang berhak diberikan pensiun pokok "
        "sebesar {pensiun_pokok_terbilang} sebulan menurut ketentuan yang berlaku."
        if janda
        else "Terhitung mulai tanggal {tmt} kepada yang bersangkutan diberikan pensiun pokok "
        "sebesar {pensiun_pokok_terbilang} sebulan, ditambah tunjangan menurut ketentuan yang "
        "berlaku bagi penerima pensiun."
    )
    return keputusan(
        tentang,
        "Memberhentikan dengan hormat sebagai Pegawai Negeri Sipil pada akhir tanggal "
        "{akhir_tugas} dengan hak pensiun, disertai ucapan terima kasih atas jasa selama bekerja "
        "pada {nama_pemda}",
        [UU_11, UU_20, PP_7, PP_11, PP_8, BKN_2_18, BKN_3_20],
        [*ORANG, "mkg_baru", "mkp", "gaji_baru", "pensiun_pokok", "tmt"],
        alasan=alasan,
        pertek=True,
        diktum=[hak],
        tembusan=TEMBUSAN_PENSIUN,
    )


# Signers: (golongan from, to, made or received, office)
PPK_KP = [("I/a", "IV/b", "DIBUAT", "BUPATI"), ("IV/c", "IV/e", "DITERIMA", "BKN")]
BUPATI = [("", "", "DIBUAT", "BUPATI")]
KABAN = [("", "", "DIBUAT", "KEPALA_BKPSDM")]
LUAR = []

KP_SET = ["SKP:2", "SK_PANGKAT", "STLUD"]
PENSIUN_SET = [
    "KELUARGA",
    "DPCP",
    "PERMOHONAN",
    "PERNYATAAN_HUKDIS",
    "PERNYATAAN_PIDANA",
    "SK_CPNS",
    "SK_PNS",
    "SK_PANGKAT",
    "SK_KGB",
    "SK_JABATAN",
    "SKP:2",
    "KTP",
    "KK",
    "BUKU_REKENING",
    "PAS_FOTO",
]
WARIS_SET = [
    "KELUARGA",
    "AKTA_KEMATIAN",
    "KETERANGAN_JANDA_DUDA",
    "KETERANGAN_AHLI_WARIS",
    "AKTA_NIKAH",
    "AKTA_ANAK",
    "SK_CPNS",
    "SK_PNS",
    "SK_PANGKAT",
    "SK_KGB",
    "KK",
    "BUKU_REKENING",
    "PAS_FOTO",
]
WARIS = [
    q("nama_ahli_waris", "Nama penerima (janda, duda, atau anak)"),
    q("alamat_ahli_waris", "Alamat penerima", "PANJANG"),
    TMT_1,
    HP,
]
DASAR_KP = "PP 99/2000 jo PP 12/2002; Peraturan BKN 2/2025; Peraturan BKN 4/2025"
DASAR_PENSIUN = "UU 11/1969; PP 11/2017 jo PP 17/2020; Peraturan BKN 2/2018 dan 3/2020"

# kode, nama, keterangan, loket, kelompok, keluarga, untuk, pengusul, aturan, akibat, jenis terbit,
# antar, lewat OPD, janji, paling cepat (bulan), isian, berkas, penetap, naskah, dasar
LAYANAN = [
    ("KP_REGULER", "Kenaikan pangkat reguler", "Bagi pelaksana, setiap 4 tahun dalam pangkat.", "A", "KP", "PERTEK", PNS, BERDUA, "KP_REGULER", "GOLONGAN", "SK_PANGKAT", "POS", True, 7, 2, [HP], ["SKP:2"], PPK_KP, kp("", "memenuhi syarat kenaikan pangkat reguler"), DASAR_KP),
    ("KP_STRUKTURAL", "Kenaikan pangkat jabatan struktural", "Bagi pejabat administrator, pengawas, dan pimpinan tinggi.", "A", "KP", "PERTEK", PNS, BERDUA, "KP_STRUKTURAL", "GOLONGAN", "SK_PANGKAT", "POS", True, 7, 2, [HP], [*KP_SET, "SK_JABATAN", "PELANTIKAN", "SPMT", "RIWAYAT_HIDUP"], PPK_KP, kp("Pilihan", "memangku jabatan struktural dan memenuhi syarat kenaikan pangkat pilihan"), f"{DASAR_KP}; PP 13/2002"),
    ("KP_FUNGSIONAL", "Kenaikan pangkat jabatan fungsional", "Bagi pejabat fungsional dengan angka kredit yang cukup.", "A", "KP", "PERTEK", PNS, BERDUA, "KP_FUNGSIONAL", "GOLONGAN", "SK_PANGKAT", "POS", True, 7, 2, [HP], ["SKP:2", "SK_PANGKAT", "PAK", "SK_JABATAN", "UJI_KOMPETENSI?", "RIWAYAT_HIDUP"], PPK_KP, kp("Pilihan", "memangku jabatan fungsional dan memenuhi angka kredit yang ditentukan"), f"{DASAR_KP}; PermenPANRB 1/2023; Peraturan BKN 3/2023"),
    ("KP_IJAZAH", "Kenaikan pangkat penyesuaian ijazah", "Setelah lulus ujian penyesuaian ijazah (UKPPI).", "A", "KP", "PERTEK", PNS, BERDUA, "KP_IJAZAH", "GOLONGAN", "SK_PANGKAT", "POS", True, 7, 2, [HP], ["SKP:2", "SK_PANGKAT", "IJAZAH", "TRANSKRIP", "PDDIKTI", "TUGAS_BELAJAR", "URAIAN_TUGAS", "STL_UKPPI"], PPK_KP, kp("Penyesuaian Ijazah", "memperoleh ijazah yang lebih tinggi dan lulus ujian penyesuaian"), f"{DASAR_KP}; PP 99/2000 ps. 18"),
    ("KP_TUGAS_BELAJAR", "Kenaikan pangkat tugas belajar", "Selama atau sesudah tugas belajar.", "A", "KP", "PERTEK", PNS, BERDUA, "KP_TUGAS_BELAJAR", "GOLONGAN", "SK_PANGKAT", "POS", True, 7, 2, [HP], ["SKP:2", "SK_PANGKAT", "TUGAS_BELAJAR", "IJAZAH?", "TRANSKRIP?"], PPK_KP, kp("Tugas Belajar", "sedang atau selesai menjalankan tugas belajar"), DASAR_KP),
    ("KP_SPESIALIS", "Kenaikan pangkat Spesialis I", "Dokter dan tenaga dengan ijazah Spesialis I, dari III/b ke III/c.", "A", "KP", "PERTEK", PNS, BERDUA, "KP_SPESIALIS", "GOLONGAN", "SK_PANGKAT", "POS", True, 7, 2, [HP], ["SKP:1", "SK_PANGKAT", "IJAZAH", "TRANSKRIP"], PPK_KP, kp("Spesialis I", "memiliki ijazah Spesialis I"), f"{DASAR_KP}; PP 99/2000 ps. 7"),
    ("KP_PRESTASI", "Kenaikan pangkat prestasi luar biasa baik", "Dengan keputusan PPK tentang prestasi.", "A", "KP", "PERTEK", PNS, OPERATOR, "KP_PRESTASI", "GOLONGAN", "SK_PANGKAT", "POS", True, 7, 2, [], ["SKP:1", "SK_PANGKAT", "BUKTI_PRESTASI"], PPK_KP, kp("Prestasi Luar Biasa Baik", "menunjukkan prestasi kerja luar biasa baik"), DASAR_KP),
    ("KP_PENEMUAN", "Kenaikan pangkat penemuan baru", "Bagi penemu hal baru yang bermanfaat bagi negara.", "A", "KP", "PERTEK", PNS, OPERATOR, "KP_PENEMUAN", "GOLONGAN", "SK_PANGKAT", "POS", True, 7, 2, [], ["SKP:1", "SK_PANGKAT", "BUKTI_PRESTASI"], PPK_KP, kp("Penemuan Baru", "menemukan penemuan baru yang bermanfaat bagi negara"), DASAR_KP),
    ("KP_DIPERBANTUKAN", "Kenaikan pangkat PNS yang diperbantukan", "Diperbantukan di luar instansi atau pejabat negara.", "A", "KP", "PERTEK", PNS, OPERATOR, "KP_DIPERBANTUKAN", "GOLONGAN", "SK_PANGKAT", "POS", True, 7, 2, [], [*KP_SET, "REKOMENDASI"], PPK_KP, kp("", "diperbantukan dan memenuhi syarat kenaikan pangkat"), DASAR_KP),
    ("KP_PENGABDIAN", "Kenaikan pangkat pengabdian", "Setingkat lebih tinggi menjelang pensiun, diajukan bersama pensiun.", "A", "KP", "PERTEK", PNS, BERDUA, "KP_PENGABDIAN", "GOLONGAN", "SK_PANGKAT", "POS", True, 7, 15, [HP], ["SKP:1", "SK_PANGKAT", "DPCP", "PERNYATAAN_HUKDIS"], PPK_KP, kp("Pengabdian", "mencapai batas usia pensiun dan memenuhi masa pengabdian"), f"{DASAR_KP}; PP 99/2000 ps. 27"),
    ("KP_ANUMERTA", "Kenaikan pangkat anumerta", "Bagi PNS yang tewas dalam tugas.", "A", "KP", "PERTEK", ["PNS", "CPNS"], OPERATOR, "KP_ANUMERTA", "GOLONGAN", "SK_PANGKAT", "POS", True, 7, 0, [q("tmt", "Tanggal tewas", "TANGGAL")], ["SK_PANGKAT", "BERITA_ACARA", "LAPORAN_POLISI?", "AKTA_KEMATIAN", "KETERANGAN_AHLI_WARIS"], PPK_KP, kp("Anumerta", "dinyatakan tewas dalam menjalankan tugas"), f"{DASAR_KP}; PP 99/2000 ps. 22"),
    ("KGB_PNS", "Kenaikan gaji berkala (KGB) PNS", "Surat pemberitahuan KGB, setiap lajur masa kerja tercapai.", "A", "", "SK_SENDIRI", ["PNS", "CPNS"], BERDUA, "KGB", "KGB", "SK_KGB", "DIGITAL", True, 5, 3, [], ["SKP:1", "SK_PANGKAT", "SK_KGB?"], KABAN, surat("Pemberitahuan Kenaikan Gaji Berkala", "Dengan ini diberitahukan bahwa, karena masa kerja dan syarat lain telah terpenuhi, kepada pegawai berikut diberikan kenaikan gaji berkala:", ["nama", "nip", "pangkat", "jabatan", "unit", "gaji", "gaji_baru", "mkg_baru", "tmt"], ["Terhitung mulai tanggal {tmt} kepada yang bersangkutan dibayarkan gaji pokok baru {gaji_baru_terbilang} sebulan.", "Apabila di kemudian hari terdapat kekeliruan, akan diadakan perbaikan sebagaimana mestinya."], TEMBUSAN), "PP 7/1977 ps. 11-13 jo PP 5/2024"),
    ("KGB_PPPK", "Kenaikan gaji berkala (KGB) PPPK", "Surat pemberitahuan KGB PPPK.", "A", "", "SK_SENDIRI", PPPK, BERDUA, "KGB", "KGB", "SK_KGB", "DIGITAL", True, 5, 3, [], ["SKP:2", "SK_PPPK", "PERJANJIAN_KERJA"], KABAN, surat("Pemberitahuan Kenaikan Gaji Berkala PPPK", "Dengan ini diberitahukan bahwa, karena masa kerja dan syarat lain telah terpenuhi, kepada PPPK berikut diberikan kenaikan gaji berkala:", ["nama", "nip", "golongan", "jabatan", "unit", "gaji", "gaji_baru", "mkg_baru", "tmt"], ["Terhitung mulai tanggal {tmt} kepada yang bersangkutan dibayarkan gaji pokok baru {gaji_baru_terbilang} sebulan."], TEMBUSAN), "PermenPANRB 7/2023; Perpres 98/2020 jo Perpres 11/2024"),
    ("PENSIUN_APS", "Pensiun atas permintaan sendiri", "Usia paling rendah 50 tahun dan masa kerja 20 tahun.", "B", "PENSIUN", "PERTEK", PNS, BERDUA, "PENSIUN_APS", "PENSIUN", None, "POS", True, 7, 0, [TMT_1, q("alasan", "Alasan berhenti", "PANJANG"), ALAMAT_PENSIUN, HP], [*PENSIUN_SET, "REKOMENDASI"], PPK_KP, pensiun(["Pemberhentian dengan Hormat atas Permintaan Sendiri", "dan Pemberian Pensiun"], "mengajukan berhenti atas permintaan sendiri dan memenuhi syarat hak pensiun"), DASAR_PENSIUN),
    ("PENSIUN_JANDA_DUDA", "Pensiun janda, duda, atau anak", "Setelah pegawai meninggal; diajukan operator bersama ahli waris.", "B", "PENSIUN", "PERTEK", PNS, OPERATOR, "PENSIUN_JANDA_DUDA", "PENSIUN", None, "POS", True, 7, 0, WARIS, WARIS_SET, PPK_KP, pensiun(["Pemberhentian karena Meninggal Dunia", "dan Pemberian Pensiun Janda/Duda"], "meninggal dunia dan meninggalkan ahli waris yang berhak", janda=True), f"{DASAR_PENSIUN}; UU 11/1969 ps. 16-19"),
    ("PENSIUN_TEWAS", "Pensiun karena tewas", "Meninggal karena dinas.", "B", "PENSIUN", "PERTEK", ["PNS", "CPNS"], OPERATOR, "PENSIUN_TEWAS", "PENSIUN", None, "POS", True, 7, 0, WARIS, [*WARIS_SET, "BERITA_ACARA"], PPK_KP, pensiun(["Pemberhentian karena Tewas", "dan Pemberian Pensiun Janda/Duda"], "dinyatakan tewas dalam menjalankan tugas", janda=True), DASAR_PENSIUN),
    ("PENSIUN_HILANG", "Pensiun karena hilang", "Dianggap meninggal pada akhir bulan kedua belas.", "B", "PENSIUN", "PERTEK", PNS, OPERATOR, "PENSIUN_HILANG", "PENSIUN", None, "POS", True, 7, 0, [q("tanggal_hilang", "Tanggal dinyatakan hilang", "TANGGAL"), *WARIS], [*[k for k in WARIS_SET if k != "AKTA_KEMATIAN"], "LAPORAN_POLISI", "BERITA_ACARA"], PPK_KP, pensiun(["Pemberhentian karena Hilang", "dan Pemberian Pensiun Janda/Duda"], "dinyatakan hilang", janda=True), DASAR_PENSIUN),
    ("PENSIUN_UZUR", "Pensiun karena tidak cakap jasmani atau rohani", "Dengan hasil tim penguji kesehatan.", "B", "PENSIUN", "PERTEK", PNS, BERDUA, "PENSIUN_UZUR", "PENSIUN", None, "POS", True, 7, 0, [TMT_1, ALAMAT_PENSIUN, HP], [*PENSIUN_SET, "UJI_KESEHATAN"], PPK_KP, pensiun(["Pemberhentian karena Tidak Cakap Jasmani dan/atau Rohani", "dan Pemberian Pensiun"], "tidak cakap jasmani dan/atau rohani menurut tim penguji kesehatan"), DASAR_PENSIUN),
    ("PENSIUN_PERAMPINGAN", "Pensiun karena perampingan organisasi", "Penghapusan jabatan atau perampingan.", "B", "PENSIUN", "PERTEK", PNS, OPERATOR, "PENSIUN_PERAMPINGAN", "PENSIUN", None, "POS", True, 7, 0, [TMT_1, ALAMAT_PENSIUN, HP], [*PENSIUN_SET, "REKOMENDASI"], PPK_KP, pensiun(["Pemberhentian karena Perampingan Organisasi", "dan Pemberian Pensiun"], "terkena perampingan organisasi"), DASAR_PENSIUN),
    ("BERHENTI", "Pemberhentian tanpa hak pensiun", "Atas permintaan sendiri tanpa hak pensiun, atau sebab lain.", "B", "PENSIUN", "PERTEK", ["PNS", "CPNS"], BERDUA, "GOLONGAN", "BERHENTI", None, "POS", True, 7, 0, [TMT, ALASAN], ["PERMOHONAN", "REKOMENDASI", "SK_PANGKAT"], PPK_KP, keputusan(["Pemberhentian sebagai Pegawai Negeri Sipil"], "Memberhentikan sebagai Pegawai Negeri Sipil terhitung mulai tanggal {tmt}", [UU_20, PP_11, BKN_3_20], [*ORANG, "tmt"], alasan="diberhentikan dengan alasan {alasan}", pertek=True, tembusan=TEMBUSAN_BKN), "PP 11/2017 jo PP 17/2020; Peraturan BKN 3/2020"),
    ("MPP", "Masa persiapan pensiun (MPP)", "Paling lama 1 tahun sebelum batas usia pensiun.", "B", "", "SK_SENDIRI", PNS, BERDUA, "MPP", "", "SK_MPP", "POS", True, 7, 6, [q("tmt", "MPP dimulai tanggal", "TANGGAL")], ["PERMOHONAN", "SK_PANGKAT", "SK_JABATAN", "PERNYATAAN_HUKDIS", "PERNYATAAN_PIDANA", "REKOMENDASI"], BUPATI, keputusan(["Masa Persiapan Pensiun"], "Membebaskan dari jabatan dan memberikan masa persiapan pensiun terhitung mulai tanggal {tmt} sampai batas usia pensiun", [UU_20, PP_11, BKN_2_19], [*ORANG, "tmt"], alasan="mengajukan masa persiapan pensiun dan memenuhi syarat"), "PP 11/2017 ps. 350; Peraturan BKN 2/2019"),
    ("CPNS_PNS", "Pengangkatan CPNS menjadi PNS", "Setelah masa percobaan satu tahun.", "C", "", "SK_SENDIRI", CPNS, BERDUA, "CPNS_PNS", "PNS", "SK_PNS", "POS", True, 7, 0, [q("tmt", "TMT PNS", "TANGGAL")], ["SK_CPNS", "SPMT", "STTPL", "KETERANGAN_SEHAT", "SKP:1"], BUPATI, keputusan(["Pengangkatan Calon Pegawai Negeri Sipil", "Menjadi Pegawai Negeri Sipil"], "Mengangkat menjadi Pegawai Negeri Sipil terhitung mulai tanggal {tmt}", [UU_20, PP_7, PP_11], [*ORANG, "tmt_cpns", "tmt"], alasan="telah menyelesaikan masa percobaan dan memenuhi syarat", tembusan=TEMBUSAN_BKN), "PP 11/2017 ps. 34-39 jo PP 17/2020"),
    ("PMK", "Peninjauan masa kerja (PMK)", "Masa kerja sebelum CPNS yang dapat dihitung.", "C", "", "PERTEK", PNS, BERDUA, "GOLONGAN", "PMK", "SK_PMK", "POS", True, 7, 0, [TMT, q("pmk_tahun", "Masa kerja yang dimohon: tahun", "ANGKA"), q("pmk_bulan", "Masa kerja yang dimohon: bulan", "ANGKA")], ["PERMOHONAN", "SK_PENGALAMAN", "SK_CPNS", "SK_PANGKAT"], BUPATI, keputusan(["Peninjauan Masa Kerja Pegawai Negeri Sipil"], "Memperhitungkan masa kerja {pmk_tahun} tahun {pmk_bulan} bulan terhitung mulai tanggal {tmt} dengan gaji pokok {gaji_baru_terbilang} sebulan", [UU_20, PP_7, PP_11], [*ORANG, "mkg_baru", "gaji_baru", "tmt"], alasan="memiliki masa kerja sebelum pengangkatan yang dapat diperhitungkan", pertek=True, tembusan=TEMBUSAN_BKN), "PP 98/2000 jo PP 11/2002 ps. 13; Peraturan BKN 14/2018"),
    ("GELAR", "Pencantuman gelar dan pendidikan", "Ijazah baru dicatat oleh BKN.", "C", "", "DITERIMA", PNS, BERDUA, "GELAR", "GELAR", "PENCANTUMAN_GELAR", "DIGITAL", True, 7, 0, [q("tingkat", "Tingkat pendidikan", "PILIHAN", pilihan=["Diploma III/Sarjana Muda", "Diploma IV", "S-1/Sarjana", "S-2", "S-3/Doktor"]), q("nama_pendidikan", "Nama pendidikan (jurusan)"), q("tahun_lulus", "Tahun lulus", "ANGKA"), q("nomor_ijazah", "Nomor ijazah"), q("gelar_depan", "Gelar depan", wajib=False), q("gelar_belakang", "Gelar belakang", wajib=False)], ["IJAZAH", "TRANSKRIP", "PDDIKTI", "TUGAS_BELAJAR", "SK_PANGKAT"], LUAR, None, "PP 11/2017; pengaturan pencantuman gelar BKN"),
    ("IZIN_BELAJAR", "Izin belajar", "Belajar dengan biaya sendiri di luar jam kerja.", "C", "", "SURAT", PNS, BERDUA, "GOLONGAN", "", "TUGAS_BELAJAR", "DIGITAL", True, 5, 0, [q("jenjang", "Jenjang", "PILIHAN", pilihan=["D3", "D4", "S1", "S2", "S3"]), q("prodi", "Program studi"), q("perguruan_tinggi", "Perguruan tinggi"), q("mulai_kuliah", "Mulai kuliah", "TANGGAL")], ["PERMOHONAN", "REKOMENDASI", "SK_PANGKAT", "SKP:1", "PDDIKTI"], KABAN, surat("Surat Izin Belajar", "Kepala {bkpsdm} memberikan izin belajar kepada:", [*ORANG, "jenjang", "prodi", "perguruan_tinggi", "mulai_kuliah"], ["Izin diberikan dengan ketentuan belajar di luar jam kerja dan tidak mengganggu tugas."]), "UU 20/2023; SE MenPANRB 28/2021"),
    ("TUGAS_BELAJAR", "Tugas belajar", "Belajar dengan penugasan, dibebaskan dari jabatan.", "C", "", "SK_SENDIRI", PNS, BERDUA, "GOLONGAN", "TUGAS_BELAJAR", "TUGAS_BELAJAR", "POS", True, 7, 0, [TMT, q("jenjang", "Jenjang", "PILIHAN", pilihan=["D3", "D4", "S1", "S2", "S3"]), q("prodi", "Program studi"), q("perguruan_tinggi", "Perguruan tinggi"), q("selesai", "Selesai paling lambat", "TANGGAL")], ["PERMOHONAN", "REKOMENDASI", "SK_PANGKAT", "SKP:2", "BERKAS_PENDUKUNG"], BUPATI, keputusan(["Tugas Belajar"], "Menugaskan belajar terhitung mulai tanggal {tmt} sampai {selesai}", [UU_20, PP_11], [*ORANG, "jenjang", "prodi", "perguruan_tinggi", "tmt"], alasan="lulus seleksi tugas belajar"), "UU 20/2023; SE MenPANRB 28/2021"),
    ("MUTASI_UNIT", "Mutasi antar unit di kabupaten", "Pindah unit kerja di lingkungan pemerintah kabupaten.", "C", "MUTASI", "SK_SENDIRI", SEMUA, BERDUA, "", "MUTASI", "SK_MUTASI", "POS", True, 10, 0, [q("unit_tujuan", "Unit kerja yang dituju", "UNIT"), TMT, ALASAN], ["PERMOHONAN", "REKOMENDASI", "SKP:2", "ANALISIS_JABATAN?"], BUPATI, keputusan(["Pemindahan Pegawai"], "Memindahkan terhitung mulai tanggal {tmt} dari {unit} ke {unit_tujuan}", [UU_20, PP_11, BKN_5_19], [*ORANG, "unit_tujuan", "tmt"], alasan="memenuhi syarat untuk dipindahkan"), "PP 11/2017 ps. 190; Peraturan BKN 5/2019"),
    ("MUTASI_KELUAR", "Mutasi keluar kabupaten", "Persetujuan pindah ke instansi lain.", "C", "MUTASI", "SURAT", PNS, BERDUA, "GOLONGAN", "", "SK_MUTASI", "POS", True, 10, 0, [q("instansi_tujuan", "Instansi yang dituju"), ALASAN], ["PERMOHONAN", "REKOMENDASI", "SK_PANGKAT", "SKP:2", "PERNYATAAN_HUKDIS", "ANALISIS_JABATAN"], BUPATI, surat("Persetujuan Pindah", "Kepala daerah menyetujui permohonan pindah pegawai berikut:", [*ORANG, "instansi_tujuan"], ["Persetujuan ini menjadi bahan usul mutasi kepada instansi penerima dan BKN."], TEMBUSAN_BKN), "Peraturan BKN 5/2019"),
    ("MUTASI_MASUK", "Mutasi masuk kabupaten", "SK mutasi dari BKN diterima dan dicatat.", "C", "MUTASI", "DITERIMA", PNS, OPERATOR, "GOLONGAN", "MUTASI", "SK_MUTASI", "DIGITAL", False, 10, 0, [q("unit_tujuan", "Unit kerja yang dituju", "UNIT"), TMT, q("instansi_asal", "Instansi asal")], ["REKOMENDASI", "SK_PANGKAT", "ANALISIS_JABATAN"], LUAR, None, "Peraturan BKN 5/2019"),
    ("SK_JABATAN", "SK jabatan dan pelantikan", "Pengangkatan dalam jabatan.", "C", "", "SK_SENDIRI", PNS, OPERATOR, "GOLONGAN", "JABATAN", "SK_JABATAN", "POS", True, 7, 0, [q("jabatan_baru", "Jabatan baru", "JABATAN"), q("unit_tujuan", "Unit kerja jabatan itu", "UNIT"), TMT], ["REKOMENDASI", "SK_PANGKAT", "SKP:2"], BUPATI, keputusan(["Pengangkatan dalam Jabatan"], "Mengangkat dalam jabatan {jabatan_baru} pada {unit_tujuan} terhitung mulai tanggal {tmt}", [UU_20, PP_11], [*ORANG, "jabatan_baru", "unit_tujuan", "tmt"], alasan="memenuhi syarat untuk diangkat dalam jabatan"), "PP 11/2017 jo PP 17/2020"),
    ("PERPANJANGAN_PPPK", "Perpanjangan perjanjian kerja PPPK", "Sebelum perjanjian berakhir.", "C", "KONTRAK", "SK_SENDIRI", PPPK, BERDUA, "PERPANJANGAN_PPPK", "KONTRAK", "PERJANJIAN_KERJA", "DIGITAL", True, 7, 6, [q("akhir", "Perjanjian baru berakhir", "TANGGAL")], ["PERJANJIAN_KERJA", "EVALUASI_PPPK", "REKOMENDASI"], BUPATI, keputusan(["Perpanjangan Perjanjian Kerja PPPK"], "Memperpanjang perjanjian kerja terhitung mulai tanggal {tmt} sampai {akhir}", [UU_20, PP_49], ["nama", "nip", "golongan", "jabatan", "unit", "tmt", "akhir"], alasan="memenuhi penilaian kinerja dan kebutuhan instansi"), "PP 49/2018 ps. 37"),
    ("PEMUTUSAN_PPPK", "Pemutusan hubungan perjanjian kerja PPPK", "Atas permintaan sendiri atau sebab lain.", "C", "KONTRAK", "SK_SENDIRI", PPPK, BERDUA, "", "BERHENTI", None, "POS", True, 7, 0, [TMT, ALASAN], ["PERMOHONAN", "PERJANJIAN_KERJA", "REKOMENDASI"], BUPATI, keputusan(["Pemutusan Hubungan Perjanjian Kerja PPPK"], "Memutuskan hubungan perjanjian kerja dengan hormat terhitung mulai tanggal {tmt}", [UU_20, PP_49], ["nama", "nip", "jabatan", "unit", "tmt"], alasan="berhenti dengan alasan {alasan}"), "PP 49/2018 ps. 53-57"),
    ("SATYALANCANA", "Satyalancana Karya Satya", "Tanda kehormatan 10, 20, atau 30 tahun dari Presiden.", "E", "", "DITERIMA", PNS, BERDUA, "SATYALANCANA", "", "PENGHARGAAN", "POS", True, 10, 0, [], ["SK_CPNS", "SK_PANGKAT", "SK_JABATAN", "SKP:2", "PERNYATAAN_HUKDIS", "RIWAYAT_HIDUP!"], LUAR, None, "UU 20/2009; PP 35/2010"),
    ("KARPEG", "Kartu pegawai (Karpeg/kartu ASN)", "Kartu baru atau pengganti.", "E", "", "DITERIMA", ["PNS", "PPPK"], BERDUA, "", "", "KARPEG", "POS", False, 5, 0, [q("sebab", "Sebab", "PILIHAN", pilihan=["Kartu pertama", "Hilang", "Rusak", "Data berubah"])], ["SK_CPNS?", "PAS_FOTO", "BERKAS_PENDUKUNG?"], LUAR, None, "Keputusan Kepala BKN tentang kartu pegawai"),
    ("KARIS_KARSU", "Kartu istri atau suami (Karis/Karsu)", "Kartu bagi istri atau suami PNS.", "E", "", "DITERIMA", PNS, BERDUA, "GOLONGAN", "", "KARIS_KARSU", "POS", False, 5, 0, [q("nama_pasangan", "Nama istri atau suami"), q("tanggal_nikah", "Tanggal nikah", "TANGGAL")], ["AKTA_NIKAH!", "SK_PNS", "PAS_FOTO"], LUAR, None, "PP 10/1983 jo PP 45/1990"),
    ("SURAT_KETERANGAN", "Surat keterangan pegawai", "Menerangkan status dan data kepegawaian.", "E", "", "SURAT", SEMUA, BERDUA, "", "", "SURAT_TERBIT", "DIGITAL", False, 2, 0, [q("keperluan", "Untuk keperluan", petunjuk="Misalnya pengajuan kredit perumahan.")], [], KABAN, surat("Surat Keterangan", "Kepala {bkpsdm} menerangkan bahwa:", ["nama", "nip", "jabatan", "unit"], ["adalah pegawai yang tercatat bekerja pada {nama_pemda}.", "Surat ini dibuat untuk keperluan {keperluan}."]), "PP 11/2017; Permendagri 1/2023"),
    ("HUKDIS", "Pencatatan hukuman disiplin", "SK yang sudah ditetapkan dicatat dan disimpan.", "D", "", "DITERIMA", SEMUA, OPERATOR, "", "HUKDIS", "SK_HUKDIS", "DIGITAL", True, 7, 0, [q("tingkat_hukdis", "Tingkat", "PILIHAN", pilihan=["ringan", "sedang", "berat"]), q("jenis_hukdis", "Jenis hukuman"), TMT, q("akhir_hukdis", "Selesai dijalani", "TANGGAL", wajib=False)], ["BERKAS_PENDUKUNG"], LUAR, None, "PP 94/2021; Peraturan BKN 6/2022"),
]  # fmt: skip

TAHAP_OPD = [
    ("DIAJUKAN", "Memeriksa kelengkapan dan meneruskan", "Operator OPD", 1, "Berkas diperiksa"),
    ("DI_OPD", "Menyetujui usulan", "Kepala OPD", 2, "Surat pengantar"),
]
TAHAP = {
    "PERTEK": [
        ("DIPERIKSA", "Memeriksa tiap berkas terhadap data", "Verifikator BKPSDM", 3, "Berkas lengkap"),
        ("TERVERIFIKASI", "Meneruskan ke BKN lewat SIASN", "Verifikator BKPSDM", 1, "Usul di BKN"),
        ("DI_BKN", "Menunggu pertimbangan teknis", "BKN", None, "Pertek"),
        ("SIAP_TTD", "Menandatangani SK", "Penandatangan", 3, "SK bertanda tangan"),
    ],
    "SK_SENDIRI": [
        ("DIPERIKSA", "Memeriksa tiap berkas terhadap data", "Verifikator BKPSDM", 3, "Berkas lengkap"),
        ("TERVERIFIKASI", "Menyetujui dan memberi nomor", "Penandatangan", 1, "SK bernomor"),
        ("SIAP_TTD", "Menandatangani SK", "Penandatangan", 3, "SK bertanda tangan"),
    ],
    "SURAT": [
        ("DIPERIKSA", "Memeriksa permohonan", "Verifikator BKPSDM", 1, "Permohonan lengkap"),
        ("TERVERIFIKASI", "Menyetujui dan memberi nomor", "Penandatangan", 1, "Surat bernomor"),
        ("SIAP_TTD", "Menandatangani surat", "Penandatangan", 1, "Surat bertanda tangan"),
    ],
    "DITERIMA": [
        ("DIPERIKSA", "Memeriksa tiap berkas terhadap data", "Verifikator BKPSDM", 3, "Berkas lengkap"),
        ("TERVERIFIKASI", "Meneruskan kepada penetap", "Verifikator BKPSDM", 1, "Usul terkirim"),
        ("DI_BKN", "Menunggu keputusan dari luar", "Instansi penetap", None, "SK dari luar"),
    ],
}  # fmt: skip
TAHAP_AKHIR = {
    "POS": ("TERBIT", "Menyerahkan SK lewat PT Pos", "Petugas pengiriman", 3, "Resi dan bukti terima"),
    "DIGITAL": ("TERBIT", "Hasil dapat diunduh", "SiTAMU", 0, "Unduhan"),
}  # fmt: skip


def _papers(syarat, versi, berkas, dasar):
    rows = [
        (
            "DATA_DIRI",
            "Data diri dan isian usulan",
            None,
            "DATA",
            "",
            0,
            "Cocokkan data, lalu isi yang ditanyakan.",
        )
    ]
    for satu in berkas:
        kode = satu.rstrip("?!")
        kode, _, tahun = kode.partition(":")
        if kode == "KELUARGA":
            rows.append(
                (
                    "DATA_KELUARGA",
                    "Susunan keluarga",
                    None,
                    "DATA",
                    "",
                    0,
                    "Cocokkan suami/istri dan anak.",
                )
            )
        elif kode in FORMULIR:
            nama, jenis = FORMULIR[kode]
            rows.append((kode, nama, jenis, "ISIAN", "", 0, UNDUH))
        elif kode == "SKP":
            rows.append(
                (
                    "SKP",
                    "SKP",
                    "SKP",
                    "UNGGAH",
                    "",
                    int(tahun),
                    "Evaluasi kinerja yang sudah ditandatangani atasan.",
                )
            )
        else:
            kondisi = "" if satu.endswith("!") else KONDISI.get(kode, "")
            rows.append((kode, BERKAS[kode], kode, "UNGGAH", kondisi, 0, ""))
    opsional = {satu.rstrip("?").partition(":")[0] for satu in berkas if satu.endswith("?")}
    for nomor, (kode, nama, jenis, bentuk, kondisi, tahun, petunjuk) in enumerate(rows, 1):
        syarat.create(
            versi_layanan=versi,
            kode=kode,
            nama=nama,
            jenis_dokumen_id=jenis,
            bentuk=bentuk,
            kondisi=kondisi,
            tahun_ke_belakang=tahun,
            wajib=kode not in opsional,
            urutan=nomor * 10,
            petunjuk=petunjuk,
            dasar_hukum=dasar,
        )  # fmt: skip


def _stages(tahap, versi):
    rows = [
        *(TAHAP_OPD if versi.lewat_opd else ()),
        *TAHAP[versi.keluarga],
        TAHAP_AKHIR[versi.antar],
    ]
    for nomor, (status, kegiatan, aktor, hari, keluaran) in enumerate(rows, 1):
        tahap.create(
            versi_layanan=versi,
            urutan=nomor,
            status=status,
            kegiatan=kegiatan,
            aktor=aktor,
            baku_hari_kerja=hari,
            keluaran=keluaran,
        )  # fmt: skip


def load(apps, schema_editor):
    alias = schema_editor.connection.alias

    def table(nama):
        return apps.get_model("kepegawaian", nama).objects.using(alias)

    layanan, versi, syarat = table("Layanan"), table("VersiLayanan"), table("Syarat")
    tahap, aturan, naskah = table("TahapLayanan"), table("AturanSk"), table("NaskahSurat")

    layanan.filter(pk="PENSIUN_BUP").update(kelompok="PENSIUN", urutan=200)
    bup = {
        "keluarga": "PERTEK",
        "untuk": PNS,
        "pengusul": BERDUA,
        "aturan": "PENSIUN_BUP",
        "akibat": "PENSIUN",
        "antar": "POS",
        "isian": [ALAMAT_PENSIUN, HP],
    }
    versi.filter(layanan="PENSIUN_BUP").update(**bup)
    for row in versi.filter(layanan="PENSIUN_BUP"):
        _stages(tahap, row)
    lama = versi.create(
        layanan_id="PENSIUN_BUP",
        berlaku_mulai=KPO_LAMA,
        janji_hari_kerja=7,
        paling_cepat_bulan=15,
        dasar_hukum="UU 11/1969; layanan pensiun otomatis (PPO) 2017",
        **bup,
    )
    _papers(syarat, lama, ["KELUARGA", "DPCP", "PAS_FOTO"], "Layanan pensiun otomatis (PPO) 2017")
    _stages(tahap, lama)

    for nomor, row in enumerate(LAYANAN, 1):
        (kode, nama, ket, loket, kelompok, keluarga, untuk, pengusul, rule, akibat, terbit, antar,
         opd, janji, cepat, isian, berkas, penetap, kata, dasar) = row  # fmt: skip
        item = layanan.create(
            kode=kode, nama=nama, keterangan=ket, loket=loket, kelompok=kelompok, urutan=nomor * 10
        )
        values = {
            "layanan": item,
            "keluarga": keluarga,
            "untuk": untuk,
            "pengusul": pengusul,
            "aturan": rule,
            "akibat": akibat,
            "jenis_terbit_id": terbit,
            "antar": antar,
            "lewat_opd": opd,
            "janji_hari_kerja": janji,
            "paling_cepat_bulan": cepat,
            "isian": isian,
            "dasar_hukum": dasar,
        }
        first = versi.create(berlaku_mulai=KPO_LAMA if kode == "KP_REGULER" else MULAI, **values)
        _papers(syarat, first, berkas, dasar)
        _stages(tahap, first)
        if kode == "KP_REGULER":
            later = versi.create(berlaku_mulai=KPO_BARU, **values)
            _papers(syarat, later, ["SKP:2", "IJAZAH?", "TRANSKRIP?", "STLUD"], dasar)
            _stages(tahap, later)
        for dari, sampai, penerbitan, pejabat in penetap:
            aturan.create(
                layanan=item,
                berlaku_mulai=KPO_LAMA,
                golongan_dari=dari,
                golongan_sampai=sampai,
                penerbitan=penerbitan,
                pejabat_kode=pejabat,
                register="SURAT" if keluarga == "SURAT" else f"SK_{kelompok or kode}"[:40],
                format_nomor="{kode}/{urut}/BKPSDM/{tahun}",
                kode_klasifikasi="800.1",
                dasar_hukum=f"{dasar}; kode klasifikasi disesuaikan dengan Permendagri 83/2022"[:300],
            )  # fmt: skip
        if kata:
            bentuk, isi = kata
            naskah.create(
                layanan=item, berlaku_mulai=KPO_LAMA, bentuk=bentuk, isi=isi, dasar_hukum=dasar
            )


def unload(apps, schema_editor):
    """Only before anybody has proposed one of these services."""
    alias = schema_editor.connection.alias

    def table(nama):
        return apps.get_model("kepegawaian", nama).objects.using(alias)

    codes = [row[0] for row in LAYANAN]
    versi = table("VersiLayanan").filter(layanan_id__in=codes)
    lama = table("VersiLayanan").filter(layanan_id="PENSIUN_BUP", berlaku_mulai=KPO_LAMA)
    table("TahapLayanan").all().delete()
    table("Syarat").filter(versi_layanan__in=versi).delete()
    table("Syarat").filter(versi_layanan__in=lama).delete()
    table("NaskahSurat").filter(layanan_id__in=codes).delete()
    table("AturanSk").filter(layanan_id__in=codes).delete()
    versi.delete()
    lama.delete()
    table("Layanan").filter(pk__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("kepegawaian", "0016_katalog_layanan"),
        ("arsip", "0017_jenis_layanan"),
    ]

    operations = [migrations.RunPython(load, unload)]
