import pytest

from kepegawaian.rules.jabatan import (
    BarisEselon,
    JabatanFakta,
    JenisJabatan,
    Jenjang,
    Rumpun,
    eselon_of,
    jabatan_classify,
    jabatan_rumpun,
)

STRUKTURAL = "Jabatan Struktural"
TERTENTU = "Jabatan Fungsional Tertentu"
UMUM = "Jabatan Fungsional Umum"


@pytest.mark.parametrize(
    ("nama", "jenis"),
    [
        ("Kepala Dinas Pendidikan", "jpt_pratama"),
        ("Kadis Kesehatan", "jpt_pratama"),
        ("KEPALA BADAN KEPEGAWAIAN DAN PENGEMBANGAN SDM", "jpt_pratama"),
        ("Kepala BKPSDM", "jpt_pratama"),
        ("Kepala Satuan Polisi Pamong Praja", "jpt_pratama"),
        ("Kepala Pelaksana BPBD", "jpt_pratama"),
        ("Kepala Biro Organisasi", "jpt_pratama"),
        ("Sekretaris Daerah", "jpt_pratama"),
        ("Sekda", "jpt_pratama"),
        ("Sekretaris Daerah Provinsi", "jpt_madya"),
        ("Sekretaris DPRD", "jpt_pratama"),
        ("Sekretaris Dewan Perwakilan Rakyat Daerah", "jpt_pratama"),
        ("Sekretaris Dewan Pengurus Korpri", "administrator"),
        ("Asisten Administrasi Umum", "jpt_pratama"),
        ("Staf Ahli Bupati Bidang Hukum", "jpt_pratama"),
        ("Inspektur", "jpt_pratama"),
        ("Inspektur Daerah", "jpt_pratama"),
        ("Inspektur Pembantu Wilayah I", "administrator"),
        ("Irban II", "administrator"),
        ("Sekretaris Inspektorat", "administrator"),
        ("Camat", "administrator"),
        ("Camat Bontocani", "administrator"),
        ("Sekretaris", "administrator"),
        ("Sekretaris Camat", "administrator"),
        ("Sekretaris Dinas Kesehatan", "administrator"),
        ("Kepala Bidang", "administrator"),
        ("Kepala Bidang Pembinaan SD Dinas Pendidikan", "administrator"),
        ("Kabag Hukum", "administrator"),
        ("Kepala Cabang Dinas Wilayah III", "administrator"),
        ("Lurah", "pengawas"),
        ("Sekretaris Kelurahan", "pengawas"),
        ("Kepala Seksi", "pengawas"),
        ("Kepala Seksi Kurikulum SMP", "pengawas"),
        ("Kepala Subbagian Umum dan Kepegawaian", "pengawas"),
        ("Kepala Sub Bagian Keuangan Dinas Perhubungan", "pengawas"),
        ("Kasubag Umum", "pengawas"),
        ("Kepala Sub Bidang Mutasi", "pengawas"),
        ("Kepala UPT Puskesmas Tellu Limpoe", "pengawas"),
        ("Kepala UPTD Pasar", "pengawas"),
    ],
)
def test_structural_posts_are_read_from_their_names(nama: str, jenis: str) -> None:
    fakta = jabatan_classify(nama, STRUKTURAL)
    assert (fakta.jenis, fakta.jenjang, fakta.rumpun) == (jenis, None, None)


@pytest.mark.parametrize(
    ("nama", "jenjang", "rumpun"),
    [
        ("Guru Ahli Madya", "ahli_madya", "guru"),
        ("Guru Muda", "ahli_muda", "guru"),
        ("Guru Kelas Ahli Pertama", "ahli_pertama", "guru"),
        ("AHLI PERTAMA - GURU KELAS", "ahli_pertama", "guru"),
        ("Kepala Sekolah", None, "guru"),
        ("Perawat Penyelia", "penyelia", None),
        ("Perawat Pelaksana Lanjutan", "mahir", None),
        ("Perawat Pelaksana", "terampil", None),
        ("Polisi Pamong Praja Pelaksana Pemula", "pemula", None),
        ("TERAMPIL - BIDAN", "terampil", None),
        ("PELAKSANA/TERAMPIL - BIDAN", "terampil", None),
        ("Bidan Mahir", "mahir", None),
        ("Analis SDM Aparatur Ahli Muda", "ahli_muda", None),
        ("Auditor Madya", "ahli_madya", None),
        ("Widyaiswara Ahli Utama", "ahli_utama", None),
        ("Pengawas Sekolah Ahli Madya", "ahli_madya", None),
        ("Pamong Belajar Ahli Muda", "ahli_muda", None),
        ("Dokter", None, None),
        ("Guru Besar", "ahli_utama", "profesor"),
        ("Dosen Lektor Kepala", "ahli_madya", "dosen"),
        ("Lektor", "ahli_muda", "dosen"),
        ("Asisten Ahli", "ahli_pertama", "dosen"),
        ("Asisten Apoteker Penyelia", "penyelia", None),
        ("Peneliti Ahli Utama", "ahli_utama", "peneliti"),
        ("Perekayasa Ahli Madya", "ahli_madya", "perekayasa"),
        ("Teknisi Penelitian dan Perekayasaan Mahir", "mahir", None),
    ],
)
def test_functional_posts_carry_level_and_group(
    nama: str, jenjang: str | None, rumpun: str | None
) -> None:
    fakta = jabatan_classify(nama, TERTENTU)
    assert (fakta.jenis, fakta.jenjang, fakta.rumpun) == ("fungsional", jenjang, rumpun)


@pytest.mark.parametrize(
    "nama",
    [
        "Kepala Sekolah",
        "Kepala SMP Negeri 2 Watampone",
        "Kepala UPT SD Negeri 316",
        "Kepala UPT SPF SDN Maccini",
        "Wakil Kepala Sekolah",
    ],
)
def test_the_head_of_a_school_stays_a_guru_also_when_recorded_as_structural(nama: str) -> None:
    assert jabatan_classify(nama, STRUKTURAL) == JabatanFakta(
        JenisJabatan.FUNGSIONAL, None, Rumpun.GURU
    )


def test_every_general_functional_post_is_pelaksana() -> None:
    for nama in ("Pengadministrasi Perkantoran", "Operator Layanan Operasional", "Pengawas Kebun"):
        assert jabatan_classify(nama, UMUM) == JabatanFakta(JenisJabatan.PELAKSANA)


@pytest.mark.parametrize(
    ("nama", "kind"),
    [
        ("Plt. Kepala Dinas Sosial", STRUKTURAL),
        ("Pj. Sekretaris Daerah", STRUKTURAL),
        ("Guru Ahli Muda", STRUKTURAL),
        ("Direktur RSUD", STRUKTURAL),
        ("", STRUKTURAL),
        ("Kepala Dinas Sosial", ""),
        ("Kepala Dinas Sosial", "Jabatan Rangkap"),
    ],
)
def test_a_post_that_cannot_be_read_is_left_open(nama: str, kind: str) -> None:
    assert jabatan_classify(nama, kind) == JabatanFakta(None)


def test_a_professor_is_one_whatever_the_post_is_called() -> None:
    assert jabatan_rumpun("Dosen", profesor=True) is Rumpun.PROFESOR


def test_the_longest_name_that_fits_tells_the_eselon() -> None:
    kind = JenisJabatan.JPT_PRATAMA
    rows = [
        BarisEselon(kind, "", ("II.a", "II.b")),
        BarisEselon(kind, "kepala dinas", ("II.b",)),
        BarisEselon(JenisJabatan.PENGAWAS, "", ("IV.a",)),
    ]
    assert eselon_of(JabatanFakta(kind, nama="Kepala Dinas Pendidikan"), rows) == ("II.b",)
    assert eselon_of(JabatanFakta(kind, nama="Asisten"), rows) == ("II.a", "II.b")
    assert eselon_of(JabatanFakta(JenisJabatan.ADMINISTRATOR, nama="Kepala Dinas"), rows) == ()


def test_labels_are_words_for_a_page() -> None:
    assert JenisJabatan.JPT_PRATAMA.label == "Pimpinan Tinggi Pratama"
    assert JenisJabatan.PELAKSANA.label == "Pelaksana"
    assert Jenjang.AHLI_MADYA.label == "Ahli Madya"
    assert Rumpun.GURU.label == "Guru"


@pytest.mark.parametrize(
    ("nama", "kind"),
    [
        ("Plt. Camat", STRUKTURAL),
        ("Camat", STRUKTURAL),
        ("Direktur RSUD", STRUKTURAL),
        ("Guru Muda", TERTENTU),
        ("Operator", UMUM),
    ],
)
def test_a_post_keeps_its_name_for_sentences(nama: str, kind: str) -> None:
    assert jabatan_classify(nama, kind).nama == nama
