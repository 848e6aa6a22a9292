"""One adapter an area: from the `input` of a worked case to the rule and back.

The same engines answer the calculators, `uji_aturan` and, through the rules, the office itself.
They compute from typed facts only and look up nobody.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from kepegawaian.errors import FaktaInvalidError, GolonganUnknownError
from kepegawaian.rules.ahli_waris import hak_anak, hilang_dianggap_meninggal
from kepegawaian.rules.alasan import Alasan, Sumber, kode_gagal
from kepegawaian.rules.angka_kredit import Penilaian, angka_kredit_hitung
from kepegawaian.rules.cuti import (
    BarisCuti,
    FaktaCuti,
    JenisCuti,
    PermohonanCuti,
    cuti_check,
)
from kepegawaian.rules.gaji import TabelGaji, gaji_hitung
from kepegawaian.rules.golongan import Golongan, golongan_parse, golongan_pns
from kepegawaian.rules.jabatan import JabatanFakta, JenisJabatan, jabatan_rumpun
from kepegawaian.rules.kgb import HasilKgb, kgb_pns, kgb_pppk
from kepegawaian.rules.kp_pengabdian import kp_pengabdian
from kepegawaian.rules.kp_reguler import kp_reguler
from kepegawaian.rules.kuota_cuti import (
    FaktaTahunan,
    KuotaTahunan,
    PemakaianTahun,
    kuota_tahunan,
)
from kepegawaian.rules.masa_kerja import MasaKerja, masa_kerja_hitung, mkg_pindah
from kepegawaian.rules.mpp import mpp_hitung
from kepegawaian.rules.nik import nik_check
from kepegawaian.rules.nip import IdentitasTercatat, nip_check, nip_langkah
from kepegawaian.rules.pangkat import FaktaKp
from kepegawaian.rules.pensiun import (
    HakPensiun,
    PerkiraanPensiun,
    SebabBerhenti,
    hak_pensiun,
    pensiun_perkiraan,
    pensiun_pokok,
)
from kepegawaian.rules.periode_kp import jendela_usul, tmt_kp
from kepegawaian.rules.pmk import MasaPekerjaan, pmk_diakui, pmk_mkg_tertinggi
from kepegawaian.selectors.aturan import PustakaAturan, sumber
from sitamu.aturan.area import Area, Engine, Jawaban
from sitamu.aturan.engines_presensi import AREAS_PRESENSI
from sitamu.aturan.engines_tpp import AREAS_TPP
from sitamu.aturan.errors import AreaUnknownError, IsianKurangError
from sitamu.aturan.isian import (
    AngkaKreditIsian,
    ApsIsian,
    GajiIsian,
    HakAnakIsian,
    HakPensiunIsian,
    Isian,
    JabatanIsian,
    KgbIsian,
    KpJendelaIsian,
    KpPengabdianIsian,
    KpPeriodeIsian,
    KpRegulerIsian,
    MasaIsian,
    MasaKerjaIsian,
    NikIsian,
    NipIsian,
    PekerjaanIsian,
    PensiunPokokIsian,
    PermohonanCutiIsian,
    PmkIsian,
    TercatatIsian,
    isian_read,
)
from sitamu.inti.rules.tanggal import umur_pada

T = TypeVar("T")
PERKIRAAN: Final = "perkiraan (hasil hitung)"


AREAS: Final[dict[str, Area]] = {area.kode: area for area in (*AREAS_TPP, *AREAS_PRESENSI)}


def _area(kode: str, judul: str, isian: type[Isian]) -> Callable[[Engine], Engine]:
    def register(hitung: Engine) -> Engine:
        AREAS[kode] = Area(kode, judul, isian, hitung)
        return hitung

    return register


def area_get(kode: str) -> Area:
    """The area of that name; raises AreaUnknownError."""
    if kode not in AREAS:
        raise AreaUnknownError(kode, AREAS)
    return AREAS[kode]


def area_answer(kode: str, masukan: object, pustaka: PustakaAturan) -> dict[str, Any]:
    """The JSON-ready answer of one area by the rules of `pustaka`.

    Holds the keys of the worked cases, `alasan` (codes of what fails), `penjelasan` (every step
    with its basis) and `aturan` (the dated rows used). Raises AreaUnknownError, IsianKurangError,
    IsianInvalidError and whatever the rule refuses with, each a DomainError.
    """
    jawaban = area_compute(kode, masukan, pustaka)
    answer: dict[str, Any] = _plain(
        {
            **jawaban.isi,
            "alasan": jawaban.alasan,
            "penjelasan": [_step(alasan) for alasan in jawaban.penjelasan],
            "aturan": [
                {
                    "kunci": s.kunci,
                    "berlaku_mulai": s.berlaku_mulai,
                    "dasar_hukum": s.dasar_hukum,
                }
                for s in aturan_used(pustaka, jawaban.penjelasan)
            ],
        }
    )
    return answer


def area_compute(kode: str, masukan: object, pustaka: PustakaAturan) -> Jawaban:
    """The same in types, for a page; raises as `area_answer`."""
    area = area_get(kode)
    return area.hitung(isian_read(masukan, area.isian), pustaka)


def aturan_used(pustaka: PustakaAturan, penjelasan: Iterable[Alasan]) -> list[Sumber]:
    """The dated rows an answer rests on, by key and day."""
    rows = {(s.kunci, s.berlaku_mulai): s for s in pustaka.dipakai.values()}
    rows |= {(a.aturan.kunci, a.aturan.berlaku_mulai): a.aturan for a in penjelasan if a.aturan}
    return [row for _, row in sorted(rows.items())]


# Identity


@_area("nip", "Cek NIP dan NI PPPK", NipIsian)
def _nip(isian: NipIsian, pustaka: PustakaAturan) -> Jawaban:
    hasil = nip_check(
        isian.nip,
        jenis_pegawai=isian.jenis_pegawai,
        tercatat=_recorded(isian.data_tercatat),
        aturan=pustaka.nip,
    )
    return Jawaban(
        {
            "valid": hasil.valid,
            "galat": hasil.galat,
            "peringatan": hasil.peringatan,
            "nip_normal": hasil.nip_normal,
            "tanggal_lahir": hasil.tanggal_lahir,
            "tmt_cpns": f"{hasil.tmt_cpns[0]:04}-{hasil.tmt_cpns[1]:02}"
            if hasil.tmt_cpns
            else None,
            "tahun_pengangkatan": hasil.tahun_pengangkatan,
            "kode_perjanjian": hasil.kode_perjanjian,
            "jenis_kelamin": hasil.jenis_kelamin,
            "nomor_urut": hasil.nomor_urut,
            "umur_saat_tmt": hasil.umur_saat_tmt,
        },
        nip_langkah(hasil, sumber(pustaka.baris("NIP_PERIKSA"))),
        hasil.galat,
    )


@_area("nik", "Cek NIK", NikIsian)
def _nik(isian: NikIsian, pustaka: PustakaAturan) -> Jawaban:  # noqa: ARG001
    hasil = nik_check(isian.nik, tercatat=_recorded(isian.data_tercatat))
    return Jawaban(
        {
            "valid": hasil.valid,
            "galat": hasil.galat,
            "peringatan": hasil.peringatan,
            "kode_wilayah": hasil.kode_wilayah,
            "tanggal_lahir_ddmmyy": hasil.tanggal_lahir_ddmmyy,
            "jenis_kelamin": hasil.jenis_kelamin,
            "nomor_urut": hasil.nomor_urut,
        },
        [
            Alasan(
                "NIK 16 angka: 6 wilayah, tanggal lahir (perempuan tanggal ditambah 40), 4 urut.",
                "UU 23/2006 ps. 13",
                "susunan_nik",
                terpenuhi=hasil.valid,
            )
        ],
        hasil.galat,
    )


# Pension


@_area("bup", "Kapan saya pensiun", JabatanIsian)
def _bup(isian: JabatanIsian, pustaka: PustakaAturan) -> Jawaban:
    hasil = _retirement(isian, pustaka)
    return Jawaban(
        {
            "bup": hasil.bup,
            "tanggal_capai_bup": hasil.tanggal_capai_bup,
            "akhir_tugas": hasil.akhir_tugas,
            "tmt_pensiun": hasil.tmt_pensiun,
            "masuk_daftar_penjagaan": hasil.masuk_daftar_penjagaan,
            "batas_opd": hasil.batas_opd,
            "batas_bkn": hasil.batas_bkn,
            "batas_akhir": hasil.batas_akhir,
        },
        hasil.alasan,
    )


@_area("mpp", "Masa persiapan pensiun", JabatanIsian)
def _mpp(isian: JabatanIsian, pustaka: PustakaAturan) -> Jawaban:
    pensiun = _retirement(isian, pustaka)
    hasil = mpp_hitung(pensiun.tmt_pensiun, pustaka.mpp)
    return Jawaban(
        {
            "bup": pensiun.bup,
            "tmt_pensiun": hasil.tmt_pensiun,
            "mpp_paling_awal": hasil.mpp_paling_awal,
            "permohonan_paling_lambat": hasil.permohonan_paling_lambat,
            "lama_maks_bulan": hasil.lama_maks_bulan,
        },
        (*pensiun.alasan, *hasil.alasan),
    )


@_area("aps", "Pensiun atas permintaan sendiri", ApsIsian)
def _aps(isian: ApsIsian, pustaka: PustakaAturan) -> Jawaban:
    if isian.tmt_berhenti <= isian.tanggal_lahir:
        raise FaktaInvalidError("tmt_berhenti", "TMT berhenti mendahului tanggal lahir.")
    usia = umur_pada(isian.tanggal_lahir, isian.tmt_berhenti)
    hasil = hak_pensiun(
        SebabBerhenti.APS,
        pustaka.syarat_hak,
        masa_kerja_pensiun=_years(isian.masa_kerja_pensiun),
        usia=usia,
        tanggal_lahir=isian.tanggal_lahir,
        tmt_berhenti=isian.tmt_berhenti,
    )
    return _right(hasil, {"usia": usia})


@_area("hak_pensiun", "Hak atas pensiun", HakPensiunIsian)
def _hak_pensiun(isian: HakPensiunIsian, pustaka: PustakaAturan) -> Jawaban:
    if isian.sebab in _ASK_SERVICE:
        _need(masa_kerja_pensiun=isian.masa_kerja_pensiun)
    if isian.sebab in (SebabBerhenti.APS, SebabBerhenti.PERAMPINGAN):
        _need(usia=isian.usia)
    hasil = hak_pensiun(
        isian.sebab,
        pustaka.syarat_hak,
        masa_kerja_pensiun=_years_or_none(isian.masa_kerja_pensiun),
        masa_kerja_pns=_years_or_none(isian.masa_kerja_pns),
        usia=isian.usia,
    )
    lain: dict[str, Any] = {}
    if isian.sebab is SebabBerhenti.HILANG:
        hilang = _known(isian.tanggal_hilang, "tanggal_hilang")
        lain["dianggap_meninggal"] = hilang_dianggap_meninggal(hilang, pustaka.hilang)
    return _right(hasil, lain)


_ASK_SERVICE: Final = (
    SebabBerhenti.BUP,
    SebabBerhenti.APS,
    SebabBerhenti.PERAMPINGAN,
    SebabBerhenti.CACAT_BUKAN_KARENA_DINAS,
)


@_area("hak_pensiun_anak", "Hak anak atas pensiun", HakAnakIsian)
def _hak_anak(isian: HakAnakIsian, pustaka: PustakaAturan) -> Jawaban:
    hasil = hak_anak(
        isian.tanggal_lahir_anak,
        isian.tanggal_wafat_pegawai,
        pustaka.anak,
        pernah_nikah=isian.pernah_nikah,
        berpenghasilan=isian.berpenghasilan,
    )
    return Jawaban({"berhak": hasil.berhak, "usia": hasil.usia}, hasil.syarat, hasil.alasan)


@_area("pensiun_pokok", "Perkiraan pensiun pokok", PensiunPokokIsian)
def _pensiun_pokok(isian: PensiunPokokIsian, pustaka: PustakaAturan) -> Jawaban:
    if isian.jenis in ("bup", "cacat_bukan_karena_dinas"):
        _need(masa_kerja_pensiun=isian.masa_kerja_pensiun)
    golongan = _grade(isian.golongan)
    if golongan.jenis == "PPPK":
        raise FaktaInvalidError(
            "golongan",
            "PPPK tidak mendapat pensiun bulanan; haknya jaminan hari tua.",
            langkah="Untuk PNS, tulis golongan seperti III/d.",
        )
    hasil = pensiun_pokok(
        isian.jenis,
        golongan=golongan.kode,
        mkg=_years(isian.mkg),
        tabel=pustaka.gaji_pns,
        aturan=pustaka.pokok,
        syarat=pustaka.syarat_hak,
        masa_kerja_pensiun=_years_or_none(isian.masa_kerja_pensiun),
        jumlah_istri=isian.jumlah_istri,
    )
    return Jawaban(
        {
            "sifat": PERKIRAAN,
            "berhak_pensiun": hasil.berhak_pensiun,
            "gaji_pokok": hasil.gaji_pokok,
            "persen": hasil.persen,
            "pensiun_hitung": hasil.pensiun_hitung,
            "memakai_batas_bawah": hasil.memakai_batas_bawah,
            "bagian_per_istri": hasil.bagian_per_istri,
            "pensiun_ditetapkan": hasil.pensiun_ditetapkan,
        },
        hasil.cara_hitung,
        kode_gagal(hasil.alasan),
    )


# Leave


@_area("cuti", "Permohonan cuti", PermohonanCutiIsian)
def _cuti(isian: PermohonanCutiIsian, pustaka: PustakaAturan) -> Jawaban:
    kuota = _kuota(isian, pustaka) if isian.jenis is JenisCuti.TAHUNAN else None
    hasil = cuti_check(
        PermohonanCuti(isian.jenis, isian.mulai, isian.selesai, isian.sebab, isian.perjalanan_hari),
        FaktaCuti(
            isian.jenis_pegawai,
            isian.mulai_kerja,
            tuple(BarisCuti(row.jenis, row.mulai, row.selesai) for row in isian.riwayat),
            isian.persalinan,
            isian.tempat_jauh,
            kuota,
        ),
        pustaka.kalender(isian.hari_per_minggu),
        pustaka.cuti,
        hari_ini=isian.hari_ini,
    )
    return Jawaban(
        {
            "dapat": hasil.dapat,
            "hari_kerja": hasil.hari_kerja,
            "hari_kalender": hasil.hari_kalender,
            "berkas": hasil.berkas,
            "kuota": None
            if kuota is None
            else {
                "hak": kuota.hak,
                "bawaan": kuota.bawaan,
                "tambahan": kuota.tambahan,
                "terpakai": kuota.terpakai,
                "sisa": kuota.sisa,
            },
        },
        hasil.alasan,
        kode_gagal(hasil.alasan),
    )


def _kuota(isian: PermohonanCutiIsian, pustaka: PustakaAturan) -> KuotaTahunan:
    fakta = FaktaTahunan(
        isian.mulai_kerja,
        isian.mulai_kerja.year if isian.sejak is None else isian.sejak,
        isian.bawaan_sejak,
        tuple(
            PemakaianTahun(row.tahun, row.terpakai, row.tambahan, row.ditangguhkan, row.cuti_besar)
            for row in isian.pemakaian
        ),
    )
    return kuota_tahunan(isian.mulai.year, fakta, pustaka.cuti.tahunan)


# Promotion


@_area("kp_reguler", "Kenaikan pangkat reguler", KpRegulerIsian)
def _kp_reguler(isian: KpRegulerIsian, pustaka: PustakaAturan) -> Jawaban:
    hasil = kp_reguler(
        FaktaKp(
            jenis_pegawai=isian.jenis_pegawai,
            golongan=_grade(isian.golongan),
            tmt_golongan=isian.tmt_golongan,
            predikat=tuple(isian.predikat_2_tahun),
            hukdis_aktif=isian.hukdis_aktif,
            ujian_dinas=isian.ujian_dinas,
            pendidikan=isian.pendidikan,
            diklat=isian.diklat,
            jenis_jabatan=isian.jenis_jabatan,
            jenjang=isian.jenjang,
            golongan_atasan=_grade_or_none(isian.golongan_atasan, "golongan_atasan"),
        ),
        pustaka.kp_reguler,
        pustaka.kp,
        untuk_periode=isian.untuk_periode,
    )
    return Jawaban(
        {
            "memenuhi": hasil.memenuhi,
            "golongan_baru": hasil.golongan_baru,
            "tmt_kp": hasil.tmt_kp,
            "tmt_paling_awal": hasil.tmt_paling_awal,
            "golongan_tertinggi": hasil.golongan_tertinggi,
            "bebas_ujian_dinas": hasil.bebas_ujian_dinas,
            "jalur": hasil.jalur,
        },
        hasil.syarat,
        hasil.alasan,
    )


@_area("kp_periode", "Periode kenaikan pangkat", KpPeriodeIsian)
def _kp_periode(isian: KpPeriodeIsian, pustaka: PustakaAturan) -> Jawaban:
    hasil = tmt_kp(isian.tmt_golongan, isian.syarat_tahun, pustaka.periode_kp)
    return Jawaban({"tmt_kp": hasil.tmt_kp}, hasil.alasan)


@_area("kp_jendela_usul", "Masa pengusulan kenaikan pangkat", KpJendelaIsian)
def _kp_jendela(isian: KpJendelaIsian, pustaka: PustakaAturan) -> Jawaban:
    hasil = jendela_usul(isian.tmt_kp, pustaka.jendela_kp(isian.tmt_kp))
    return Jawaban(
        {
            "usul_mulai": hasil.usul_mulai,
            "usul_akhir": hasil.usul_akhir,
            "batas_internal": hasil.batas_internal,
        },
        hasil.alasan,
    )


@_area("kp_pengabdian", "Kenaikan pangkat pengabdian", KpPengabdianIsian)
def _kp_pengabdian(isian: KpPengabdianIsian, pustaka: PustakaAturan) -> Jawaban:
    hasil = kp_pengabdian(
        _years(isian.masa_kerja_pns),
        _years(isian.masa_dalam_pangkat),
        isian.predikat_1_tahun,
        isian.hukdis_1_tahun,
        pustaka.kp_pengabdian,
        sebab=isian.sebab,
        golongan=_grade_or_none(isian.golongan),
        tanggal=isian.tanggal,
    )
    return Jawaban(
        {
            "memenuhi": hasil.memenuhi,
            "golongan_baru": hasil.golongan_baru,
            "tmt_kp": hasil.tmt_kp,
        },
        hasil.syarat,
        hasil.alasan,
    )


@_area("angka_kredit", "Angka kredit", AngkaKreditIsian)
def _angka_kredit(isian: AngkaKreditIsian, pustaka: PustakaAturan) -> Jawaban:
    syarat = pustaka.syarat_kp("KP_FUNGSIONAL")
    hasil = angka_kredit_hitung(
        isian.jenjang,
        _grade(isian.golongan),
        [Penilaian(p.predikat, p.bulan) for p in isian.penilaian],
        isian.tahun_dalam_pangkat,
        pustaka.angka_kredit,
        masa_pangkat_tahun=syarat.masa_pangkat_tahun,
        predikat_minimal=syarat.predikat_minimal,
        jumlah_predikat=syarat.jumlah_predikat,
        sumber_kp=syarat.sumber,
        saldo=Decimal(str(isian.saldo)),
    )
    return Jawaban(
        {
            "angka_kredit": hasil.angka_kredit,
            "kebutuhan_kp": hasil.kebutuhan_kp,
            "kebutuhan_jenjang": hasil.kebutuhan_jenjang,
            "memenuhi_kp": hasil.memenuhi_kp,
        },
        hasil.syarat,
        hasil.alasan,
    )


# Pay and service


@_area("kgb", "Kenaikan gaji berkala", KgbIsian)
def _kgb(isian: KgbIsian, pustaka: PustakaAturan) -> Jawaban:
    golongan = _grade_of(isian.jenis_pegawai, isian.golongan)
    mkg, langkah = _kgb_service(isian, golongan, pustaka)
    hasil: HasilKgb
    if isian.jenis_pegawai == "PPPK":
        _need(
            lama_perjanjian_tahun=isian.lama_perjanjian_tahun,
            predikat_2_tahun=isian.predikat_2_tahun,
        )
        hasil = kgb_pppk(
            golongan.kode,
            isian.tmt,
            mkg,
            pustaka.gaji_pppk,
            pustaka.kgb_pppk,
            lama_perjanjian_bulan=(isian.lama_perjanjian_tahun or 0) * 12,
            predikat=isian.predikat_2_tahun or (),
        )
    else:
        hasil = kgb_pns(
            golongan.kode,
            isian.tmt,
            mkg,
            pustaka.gaji_pns,
            pustaka.kgb_pns,
            predikat=isian.predikat_1_tahun,
            penundaan_bulan=isian.penundaan_bulan,
        )
    return Jawaban(
        {
            "mkg": hasil.mkg,
            "gaji_sekarang": hasil.gaji_sekarang,
            "tmt_seharusnya": hasil.tmt_seharusnya,
            "tmt_kgb": hasil.tmt_kgb,
            "mkg_baru": hasil.mkg_baru,
            "gaji_baru": hasil.gaji_baru,
            "surat_paling_lambat": hasil.surat_paling_lambat,
            "tmt_kgb_berikutnya": hasil.tmt_kgb_berikutnya,
        },
        (*langkah, *hasil.syarat),
        hasil.sebab,
    )


def _kgb_service(
    isian: KgbIsian, golongan: Golongan, pustaka: PustakaAturan
) -> tuple[MasaKerja, Sequence[Alasan]]:
    """MKG on the TMT, worked out from before a promotion when that is what was given."""
    if isian.mkg_lama is None and isian.golongan_lama is None:
        return _years(_known(isian.mkg, "mkg")), ()
    mkg_lama, kode = (
        _known(isian.mkg_lama, "mkg_lama"),
        _known(isian.golongan_lama, "golongan_lama"),
    )
    lama = _grade_of(isian.jenis_pegawai, kode, "golongan_lama")
    moved = mkg_pindah(_years(mkg_lama), lama, golongan, pustaka.mkg)
    if isian.mkg is not None and _years(isian.mkg) != moved.mkg:
        raise FaktaInvalidError(
            "mkg",
            f"Masa kerja golongan {_years(isian.mkg)} tidak cocok dengan hasil hitung {moved.mkg}.",
            langkah="Isi mkg saja, atau mkg_lama dengan golongan_lama.",
        )
    return moved.mkg, moved.alasan


@_area("gaji", "Gaji pokok", GajiIsian)
def _gaji(isian: GajiIsian, pustaka: PustakaAturan) -> Jawaban:
    golongan = _grade_of(isian.jenis_pegawai, isian.golongan)
    status = isian.status or isian.jenis_pegawai
    if isian.jenis_pegawai == "PNS" and isian.status is None:
        _need(status=isian.status)
    if (status == "PPPK") != (isian.jenis_pegawai == "PPPK"):
        raise FaktaInvalidError("status", f"Status {status} tidak cocok dengan jenis pegawai.")
    hasil = gaji_hitung(
        golongan.kode,
        _years(isian.mkg),
        _table(isian.jenis_pegawai, pustaka),
        pustaka.gaji_cpns if status == "CPNS" else None,
    )
    return Jawaban(
        {
            "gaji_tabel": hasil.gaji_tabel,
            "gaji_dibayar": hasil.gaji_dibayar,
            "mkg_tabel": hasil.mkg_tabel,
        },
        hasil.alasan,
    )


@_area("masa_kerja", "Masa kerja", MasaKerjaIsian)
def _masa_kerja(isian: MasaKerjaIsian, pustaka: PustakaAturan) -> Jawaban:
    if isian.tanggal.replace(day=1) < isian.tmt_cpns.replace(day=1):
        raise FaktaInvalidError("tanggal", "Tanggal mendahului TMT CPNS.")
    hasil = masa_kerja_hitung(
        _month(isian.tmt_cpns),
        _month(isian.tanggal),
        golongan_pns(_grade(isian.golongan_awal, "golongan_awal"), "golongan_awal"),
        golongan_pns(_grade(isian.golongan_kini, "golongan_kini"), "golongan_kini"),
        pustaka.mkg,
        pmk=_years(isian.pmk),
        cltn=[(_month(cuti.mulai), _month(cuti.selesai)) for cuti in isian.cltn],
    )
    return Jawaban(
        {"masa_kerja_keseluruhan": hasil.masa_kerja_keseluruhan, "mkg": hasil.mkg}, hasil.alasan
    )


@_area("pmk", "Peninjauan masa kerja", PmkIsian)
def _pmk(isian: PmkIsian, pustaka: PustakaAturan) -> Jawaban:
    if isian.swasta is None and isian.penuh is None:
        _need(swasta=None)
    hasil = pmk_diakui(
        pustaka.pmk, penuh=_jobs(isian.penuh or ()), swasta=_jobs(isian.swasta or ())
    )
    isi: dict[str, Any] = {
        "diakui": hasil.diakui,
        "penuh": hasil.penuh,
        "sebagian": hasil.sebagian,
    }
    if isian.golongan is not None:
        golongan = golongan_pns(_grade(isian.golongan)).kode
        isi["mkg_tertinggi"] = pmk_mkg_tertinggi(golongan, pustaka.gaji_pns, pustaka.pmk)
    # A job too short is not counted, which refuses nothing: it is explained and is no `alasan`.
    return Jawaban(isi, hasil.alasan)


# From typed input to facts


def _retirement(isian: JabatanIsian, pustaka: PustakaAturan) -> PerkiraanPensiun:
    nama = isian.nama_jabatan or ""
    rumpun = jabatan_rumpun(nama, profesor=isian.profesor) if nama or isian.profesor else None
    if isian.jenis_jabatan is JenisJabatan.FUNGSIONAL and rumpun is None:
        _need(jenjang=isian.jenjang)
    jabatan = JabatanFakta(isian.jenis_jabatan, isian.jenjang, rumpun, nama)
    return pensiun_perkiraan(isian.tanggal_lahir, jabatan, pustaka.bup, pustaka.batas_pensiun)


def _right(hasil: HakPensiun, lain: dict[str, Any]) -> Jawaban:
    return Jawaban(
        {"berhak_pensiun": hasil.berhak_pensiun, **lain}, hasil.syarat, kode_gagal(hasil.alasan)
    )


def _need(**facts: object) -> None:
    if missing := [nama for nama, value in facts.items() if value is None]:
        raise IsianKurangError(missing)


def _known(value: T | None, nama: str) -> T:
    if value is None:
        raise IsianKurangError([nama])
    return value


def _recorded(tercatat: TercatatIsian | None) -> IdentitasTercatat | None:
    if tercatat is None:
        return None
    return IdentitasTercatat(tercatat.tanggal_lahir, tercatat.jenis_kelamin, tercatat.tmt_cpns)


def _years(masa: MasaIsian) -> MasaKerja:
    return MasaKerja(masa.tahun, masa.bulan)


def _years_or_none(masa: MasaIsian | None) -> MasaKerja | None:
    return _years(masa) if masa else None


def _month(tanggal: date) -> tuple[int, int]:
    return tanggal.year, tanggal.month


def _jobs(rows: Iterable[PekerjaanIsian]) -> list[MasaPekerjaan]:
    return [MasaPekerjaan(row.tahun, row.bulan, row.hari) for row in rows]


def _grade(kode: str, bidang: str = "golongan") -> Golongan:
    """Raises GolonganUnknownError that names the field."""
    try:
        return golongan_parse(kode)
    except GolonganUnknownError as error:
        error.data["errors"] = {bidang: [error.message]}
        raise


def _grade_or_none(kode: str | None, bidang: str = "golongan") -> Golongan | None:
    return _grade(kode, bidang) if kode is not None else None


def _grade_of(jenis_pegawai: str, kode: str, bidang: str = "golongan") -> Golongan:
    """The golongan, when it is one of that kind of person."""
    golongan = _grade(kode, bidang)
    kind = "PPPK" if jenis_pegawai == "PPPK" else "PNS"
    if golongan.jenis != kind:
        raise FaktaInvalidError(bidang, f"Golongan {golongan} bukan golongan {kind}.")
    return golongan


def _table(jenis_pegawai: str, pustaka: PustakaAturan) -> TabelGaji:
    return pustaka.gaji_pppk if jenis_pegawai == "PPPK" else pustaka.gaji_pns


# From answers to JSON


def _step(alasan: Alasan) -> dict[str, Any]:
    return {
        "kode": alasan.kode,
        "teks": alasan.teks,
        "dasar": alasan.dasar,
        "terpenuhi": alasan.terpenuhi,
        "upaya": alasan.upaya or None,
        "sejak": alasan.sejak,
        "aturan": alasan.aturan.kunci if alasan.aturan else None,
    }


def _plain(value: Any) -> Any:
    """Dates ISO, masa kerja as an object, decimals as numbers, golongan by code."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    convert = next((to for kind, to in _JSON if isinstance(value, kind)), None)
    return convert(value) if convert else value


_JSON: Final[tuple[tuple[type, Callable[[Any], Any]], ...]] = (
    (date, date.isoformat),
    (Decimal, float),
    (MasaKerja, lambda masa: {"tahun": masa.tahun, "bulan": masa.bulan}),
    (Golongan, str),
    (str, str),
)
