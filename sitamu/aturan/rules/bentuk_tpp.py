"""The shape of a TPP rule set: what a Perbup may say, as figures and tables of one parameter."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from presensi.rules.hari import STATUS_LABEL, TIDAK_MASUK, StatusHari
from presensi.rules.tpp.aturan import (
    HARI,
    Arah,
    Bagian,
    Bila,
    CaraMutasi,
    Dasar,
    DasarIuran,
    DasarPotongan,
    DasarPph,
    ModePph,
    PltLebihTinggi,
    Sesi,
    SisaHarian,
    Ukuran,
    UrutanHukdis,
)
from presensi.rules.tpp.predikat import PredikatKinerja
from presensi.rules.tpp.skema import KELAS_TERTINGGI, tpp_galat
from sitamu.aturan.rules.bentuk import (
    Angka,
    Banyak,
    Bentuk,
    Bidang,
    Desimal,
    Galat,
    Isian,
    Pilihan,
    Tabel,
    Tanggal,
    Teks,
    YaTidak,
    opsi,
    susun,
)
from sitamu.inti.rules.teks import BULAN

TPP: Final = "TPP"
_PERSEN: Final = Desimal(0, 200, "%")
_SERATUS: Final = Desimal(0, 100, "%")
_MENIT: Final = Angka(0, 1440, "menit")
_KELAS: Final = Angka(1, KELAS_TERTINGGI)
_KODE: Final = Teks(30, pola="[A-Z][A-Z0-9_]*", contoh="TL1")
_DASAR: Final = Pilihan(opsi(Dasar))
_STATUS: Final = tuple(
    (status.value, STATUS_LABEL[status])
    for status in StatusHari
    if status in TIDAK_MASUK or status is StatusHari.DINAS_LUAR or status is StatusHari.WFA
)
_JENIS: Final = (("PNS", "PNS"), ("CPNS", "CPNS"), ("PPPK", "PPPK"), ("TKD", "TKD"))


def _pita(kunci: str, label: str) -> Tabel:
    return Tabel(
        kunci,
        label,
        (
            Bidang("kode", "kode", _KODE),
            Bidang("dari", "dari", _MENIT),
            Bidang("sampai", "sampai", _MENIT, wajib=False, null=True),
            Bidang("persen", "persen", _PERSEN),
        ),
        unik=("kode",),
        paling_sedikit=0,
    )


def _tanpa(kunci: str, label: str) -> tuple[Bidang, ...]:
    return (
        Bidang(f"{kunci}.kode", f"{label}: memakai pita", _KODE, wajib=False),
        Bidang(f"{kunci}.setara_menit", f"{label}: setara menit", _MENIT, wajib=False),
    )


def _rates(kunci: str, label: str, name: str, words: Any, *, paling_sedikit: int = 0) -> Tabel:
    return Tabel(
        kunci,
        label,
        (Bidang(name, name, words), Bidang("persen", "persen", _PERSEN)),
        unik=(name,),
        paling_sedikit=paling_sedikit,
    )


def _cek(isian: Isian) -> Iterable[Galat]:
    """What `skema` says of the whole, at the place of the shape it speaks of."""
    return _faults(susun(BENTUK_TPP, isian))


def _faults(nilai: Any) -> Iterator[Galat]:
    names = {part.kunci: part.label for part in BENTUK_TPP.bagian}
    for fault in tpp_galat(nilai):
        key = fault.tempat.split(" ")[0]
        rest = fault.tempat.removeprefix(key).strip()
        place = f"{names.get(key, key)} {rest}".strip()
        yield Galat(place, fault.pesan, key if key in names else "")


BENTUK_TPP: Final = Bentuk(
    TPP,
    "Aturan TPP",
    "Tambahan penghasilan pegawai (TPP)",
    "Seluruh aturan TPP menurut Perbup: porsi, potongan, faktor bayar, iuran, pajak, pembulatan. "
    "Versinya dipilih menurut bulan TPP.",
    (
        Bidang("nama", "Nama aturan", Teks(120)),
        Bidang(
            "berlaku_sampai",
            "Berlaku sampai",
            Tanggal(),
            wajib=False,
            null=True,
            bantuan="Kosongkan bila berlaku terus.",
        ),
        Bidang("dasar_potongan", "Potongan dihitung dari", Pilihan(opsi(DasarPotongan))),
        Tabel(
            "bobot",
            "Bobot produktivitas dan disiplin",
            (
                Bidang("kelas_dari", "dari kelas", _KELAS),
                Bidang("kelas_sampai", "sampai kelas", _KELAS),
                Bidang("produktivitas", "produktivitas", _SERATUS),
                Bidang("disiplin", "disiplin", _SERATUS),
            ),
            unik=("kelas_dari",),
            paling_sedikit=0,
        ),
        _pita("pita_terlambat", "Terlambat"),
        _pita("pita_pulang_cepat", "Pulang cepat"),
        *_tanpa("tanpa_absen_masuk", "Tanpa absen masuk"),
        *_tanpa("tanpa_absen_pulang", "Tanpa absen pulang"),
        Bidang("geser_menit", "Jam kerja boleh bergeser", _MENIT, wajib=False, null=True),
        Bidang("alpa.persen", "Tanpa keterangan, setiap hari", _PERSEN),
        Bidang("alpa.dasar", "Persen itu dari", _DASAR),
        Bidang(
            "apel_ramadan",
            "Tidak ikut apel pada Ramadan",
            _PERSEN,
            wajib=False,
            null=True,
            bantuan="Kosongkan bila sama dengan bulan lain.",
        ),
        Tabel(
            "apel",
            "Tidak ikut apel",
            (
                Bidang("hari", "hari", Pilihan(tuple((h, h.capitalize()) for h in HARI))),
                Bidang("sesi", "sesi", Pilihan(opsi(Sesi))),
                Bidang("persen", "persen", _PERSEN),
            ),
            unik=("hari", "sesi"),
            paling_sedikit=0,
        ),
        Tabel(
            "kejadian_khusus",
            "Peristiwa khusus",
            (
                Bidang("kode", "kode", _KODE),
                Bidang("nama", "nama", Teks(120)),
                Bidang("tanggal", "tanggal", Tanggal()),
                Bidang("bila", "bila", Pilihan(opsi(Bila))),
                Bidang("persen", "persen", _PERSEN),
                Bidang("dasar", "dari", _DASAR),
            ),
            unik=("kode", "tanggal"),
            paling_sedikit=0,
        ),
        Tabel(
            "status",
            "Potongan cuti, sakit, dan izin setiap hari",
            (
                Bidang("status", "status", Pilihan(_STATUS)),
                Bidang("mulai_hari", "mulai hari ke-", Angka(1, 31)),
                Bidang("persen", "persen", _PERSEN),
                Bidang("dasar", "dari", _DASAR),
            ),
            unik=("status", "mulai_hari"),
            paling_sedikit=0,
        ),
        Tabel(
            "bayar_status",
            "Persen bayar bila cuti atau sakit lama",
            (
                Bidang("status", "status", Pilihan(_STATUS)),
                Bidang("hari", "paling sedikit", Angka(1, 31, "hari")),
                Bidang("bayar_persen", "dibayar", _SERATUS),
            ),
            unik=("status", "hari"),
            paling_sedikit=0,
        ),
        Bidang("tidak_dibayar", "Hari yang tidak dibayar", Banyak(_STATUS, 0)),
        Bidang("maks_potongan_persen", "Potongan disiplin paling banyak", _SERATUS),
        Bidang("hukdis_urutan", "Hukuman disiplin memotong", Pilihan(opsi(UrutanHukdis))),
        Bidang(
            "tms.alpa_lebih_dari_hari",
            "Tidak memenuhi syarat bila tanpa keterangan lebih dari",
            Angka(0, 31, "hari"),
            wajib=False,
        ),
        Bidang(
            "tms.apel_lebih_dari_persen",
            "Tidak memenuhi syarat bila potongan apel lebih dari",
            _PERSEN,
            wajib=False,
        ),
        Bidang("tms.bayar_persen", "Yang tidak memenuhi syarat dibayar", _SERATUS),
        Tabel(
            "syarat",
            "Syarat lain yang memotong",
            (
                Bidang("kode", "kode", _KODE),
                Bidang("nama", "nama", Teks(120)),
                Bidang("persen", "persen", _SERATUS),
            ),
            unik=("kode",),
            paling_sedikit=0,
        ),
        Bidang("produktivitas.ukuran", "Produktivitas diukur dengan", Pilihan(opsi(Ukuran))),
        Bidang(
            "produktivitas.target_menit_per_hari",
            "Target menit setiap hari kerja",
            _MENIT,
            wajib=False,
        ),
        Bidang(
            "produktivitas.maks_menit_per_hari",
            "Menit diakui sehari, paling banyak",
            _MENIT,
            wajib=False,
        ),
        Bidang("produktivitas.maks_capaian", "Capaian paling tinggi", _PERSEN),
        Bidang(
            "produktivitas.nol_jika_capaian_sampai",
            "Tidak dibayar bila capaian sampai",
            _PERSEN,
            wajib=False,
        ),
        Bidang(
            "produktivitas.batas_hari_lapor",
            "Laporan ditolak mulai hari ke-",
            Angka(1, 60),
            wajib=False,
            bantuan="5 berarti laporan hari Senin diterima sampai Jumat.",
        ),
        Bidang("produktivitas.wajib_ada_presensi", "Hanya hari dengan presensi", YaTidak()),
        Bidang("produktivitas.hanya_disetujui", "Hanya yang disetujui atasan", YaTidak()),
        Bidang("produktivitas.bobot_utama", "Bobot tugas utama", _PERSEN),
        Bidang("produktivitas.bobot_tambahan", "Bobot tugas tambahan", _PERSEN),
        _rates("predikat", "Persen bayar predikat", "predikat", Pilihan(opsi(PredikatKinerja))),
        _rates("faktor_bayar", "Faktor bayar", "jenis", Pilihan(_JENIS), paling_sedikit=1),
        Bidang("plt.setingkat_tambahan_persen", "Plt setingkat, tambahan", _PERSEN),
        Bidang("plt.lebih_tinggi", "Plt jabatan lebih tinggi", Pilihan(opsi(PltLebihTinggi))),
        Bidang("plt.min_hari_kerja", "Plt dibayar mulai", Angka(0, 31, "hari kerja")),
        Bidang("plt.maks_bulan", "Plt dibayar paling lama", Angka(1, 60, "bulan"), wajib=False),
        Bidang("mutasi.cara", "Pindah jabatan di tengah bulan", Pilihan(opsi(CaraMutasi))),
        Bidang("mutasi.tanggal", "Tanggal penentu", Angka(1, 28)),
        Bidang(
            "bulan_penuh",
            "Bulan yang dibayar penuh",
            Banyak(tuple((n, BULAN[n - 1]) for n in range(1, 13)), 0),
        ),
        Bidang("iuran.pegawai_persen", "BPJS Kesehatan oleh pegawai", _SERATUS),
        Bidang("iuran.pemberi_kerja_persen", "BPJS Kesehatan oleh pemberi kerja", _SERATUS),
        Bidang("iuran.dasar", "Dasar iuran", Pilihan(opsi(DasarIuran))),
        Bidang(
            "iuran.plafon",
            "Plafon dasar iuran (gaji dan TPP)",
            Angka(0, 999_999_999, uang=True),
            wajib=False,
            null=True,
        ),
        Bidang("pph.mode", "PPh 21", Pilihan(opsi(ModePph))),
        Bidang("pph.dasar", "Dasar PPh", Pilihan(opsi(DasarPph))),
        _rates("pph_tarif", "Tarif PPh tiap golongan", "golongan", Teks(5)),
        Tabel(
            "ter",
            "Tarif efektif rata-rata (TER)",
            (
                Bidang("kategori", "kategori", Pilihan((("A", "A"), ("B", "B"), ("C", "C")))),
                Bidang(
                    "sampai",
                    "bruto sampai",
                    Angka(0, 9_999_999_999, uang=True),
                    wajib=False,
                    null=True,
                ),
                Bidang("persen", "persen", _SERATUS),
            ),
            unik=("kategori", "sampai"),
            paling_sedikit=0,
            unggah=True,
        ),
        Bidang("pembulatan.arah", "Pembulatan rupiah", Pilihan(opsi(Arah))),
        Bidang("pembulatan.sisa_harian", "Sisa pembagian harian", Pilihan(opsi(SisaHarian))),
        Tabel(
            "pasal",
            "Pasal tiap bagian",
            (
                Bidang("bagian", "bagian", Pilihan(opsi(Bagian))),
                Bidang("dasar", "pasal", Teks(200)),
            ),
            unik=("bagian",),
            paling_sedikit=0,
        ),
    ),
    (_cek,),
    pegawai=False,
    bab={
        "nama": "Peraturan",
        "dasar_potongan": "Porsi",
        "pita_terlambat": "Kehadiran",
        "status": "Cuti, sakit, dan izin",
        "maks_potongan_persen": "Batas dan syarat",
        "produktivitas.ukuran": "Produktivitas",
        "faktor_bayar": "Siapa dibayar berapa",
        "iuran.pegawai_persen": "Iuran dan pajak",
        "pembulatan.arah": "Pembulatan dan pasal",
    },
)
