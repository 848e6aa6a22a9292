"""Answers of the four public calculators, with their working, from what was typed.

Everything comes from the engines behind `POST /api/v1/kalkulator/<area>` and from the rules below
them; here it is only put into the order and the words of a person who asks. Nobody is looked up.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_UP
from typing import Any, Final

from kepegawaian.rules.alasan import Alasan, Sumber
from kepegawaian.rules.golongan import golongan_parse
from kepegawaian.rules.hukdis import TingkatHukdis
from kepegawaian.rules.jabatan import Jenjang
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.kp_pilihan import kp_fungsional, kp_struktural
from kepegawaian.rules.masa_kerja import MasaKerja
from kepegawaian.rules.nip import JENIS_KELAMIN
from kepegawaian.rules.pangkat import FaktaKp, HasilKp, JenisKp
from kepegawaian.rules.periode_kp import jendela_usul, tmt_kp, tmt_permitted
from kepegawaian.rules.ujian_dinas import UjianDinas
from kepegawaian.selectors.aturan import PustakaAturan
from sitamu.aturan.area import Jawaban
from sitamu.aturan.engines import PERKIRAAN, area_compute, aturan_used
from sitamu.aturan.forms.kalkulator import (
    KgbForm,
    NipForm,
    PangkatForm,
    PensiunForm,
)
from sitamu.aturan.pilihan import CPNS, PNS, PPPK
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.rules.teks import BULAN, desimal, rupiah, tanggal_panjang

Butir = tuple[str, str]  # what, value

SUKSES: Final = "sukses"
NETRAL: Final = "netral"
GALAT: Final = "galat"


@dataclass(frozen=True, slots=True)
class Bagian:
    """A part of the working: every step, held or failed."""

    judul: str
    langkah: tuple[Alasan, ...]

    @property
    def satu_dasar(self) -> bool:
        """Whether several steps rest on one article and row, which is then said once."""
        return len(self.langkah) > 1 and len({(s.dasar, s.aturan) for s in self.langkah}) == 1


@dataclass(frozen=True, slots=True)
class Hasil:
    """An answer as the page shows it. `sifat` stands beside amounts that are only estimates."""

    judul: str
    kalimat: str
    keadaan: str = SUKSES
    butir: tuple[Butir, ...] = ()
    bagian: tuple[Bagian, ...] = ()
    kurang: str = ""
    sifat: str = ""
    catatan: tuple[str, ...] = ()
    aturan: tuple[Sumber, ...] = field(default=())


def _hasil(pustaka: PustakaAturan, bagian: Iterable[Bagian], **rest: Any) -> Hasil:
    parts = tuple(part for part in bagian if part.langkah)
    steps = [step for part in parts for step in part.langkah]
    return Hasil(bagian=parts, aturan=tuple(aturan_used(pustaka, steps)), **rest)


# Pension


def pensiun_hitung(form: PensiunForm, pustaka: PustakaAturan) -> Hasil:
    """When by BUP, and how much when service and golongan were given."""
    data, jabatan = form.cleaned_data, form.jabatan
    assert jabatan is not None  # noqa: S101  # the first page asked
    facts = {
        "tanggal_lahir": data["tanggal_lahir"],
        "jenis_jabatan": jabatan.jenis.value,
        "jenjang": data.get("jenjang") or None,
        "nama_jabatan": jabatan.nama or None,
        "profesor": jabatan.profesor,
    }
    bup = area_compute("bup", facts, pustaka)
    tmt: date = bup.isi["tmt_pensiun"]
    dates = Bagian("Mengapa tanggal ini", tuple(bup.penjelasan))
    if form.siapa == PPPK:
        return _hasil(
            pustaka,
            [dates],
            judul=tanggal_panjang(tmt),
            kalimat="Perjanjian kerja PPPK paling lama sampai "
            f"{tanggal_panjang(bup.isi['akhir_tugas'])}, saat batas usia jabatan "
            f"{bup.isi['bup']} tahun tercapai.",
            keadaan=NETRAL,
            butir=(("Batas usia jabatan", f"{bup.isi['bup']} tahun"),),
            catatan=(
                (
                    "PPPK tidak menerima pensiun bulanan; haknya jaminan hari tua (PP 49/2018). "
                    "Jumlahnya ditanyakan kepada PT Taspen."
                ),
                "Perjanjian dapat berakhir lebih awal. Tanggalnya ada pada surat perjanjian Anda.",
            ),
        )
    amount, extra, kurang = _amount(form, tmt, pustaka)
    mpp = area_compute("mpp", facts, pustaka)
    past = tmt <= form.hari_ini
    return _hasil(
        pustaka,
        [dates, *amount],
        judul=tanggal_panjang(tmt),
        kalimat=("Batas usia pensiun sudah tercapai: pensiun" if past else "Pensiun Anda berlaku")
        + f" mulai {tanggal_panjang(tmt)}, usia {bup.isi['bup']} tahun. Hari kerja terakhir dalam "
        f"jabatan {tanggal_panjang(bup.isi['akhir_tugas'])}.",
        butir=(
            *extra,
            ("Masuk daftar penjagaan pensiun", tanggal_panjang(bup.isi["masuk_daftar_penjagaan"])),
            ("Unit mengirim berkas paling lambat", tanggal_panjang(bup.isi["batas_opd"])),
            (
                "Masa persiapan pensiun (MPP) paling awal, boleh tidak diambil",
                tanggal_panjang(mpp.isi["mpp_paling_awal"]),
            ),
        ),
        kurang=kurang,
        sifat=PERKIRAAN if extra else "",
        catatan=_notes(extra),
    )


def _notes(extra: Sequence[Butir]) -> tuple[str, ...]:
    jabatan = (
        "Dihitung dengan jabatan Anda sekarang. Bila jabatan berubah, tanggalnya dapat berubah."
    )
    if not extra:
        return (jabatan,)
    return (
        jabatan,
        (
            "Jumlah dihitung dengan golongan sekarang, tanpa cuti di luar tanggungan negara, "
            "sebelum tunjangan keluarga dan pangan. Yang berlaku: angka pertimbangan teknis BKN "
            "dan SK."
        ),
    )


_PENSIUN_PERLU: Final = {
    "tmt_cpns": "TMT CPNS",
    "golongan_awal": "golongan saat CPNS",
    "golongan_kini": "golongan sekarang",
}


def _amount(
    form: PensiunForm, tmt: date, pustaka: PustakaAturan
) -> tuple[list[Bagian], list[Butir], str]:
    """Working, figures, and what is missing for them."""
    data = form.cleaned_data
    lacking = [nama for kunci, nama in _PENSIUN_PERLU.items() if not data.get(kunci)]
    if lacking:
        none_given = len(lacking) == len(_PENSIUN_PERLU)
        return [], [], "" if none_given else f"data kurang: {', '.join(lacking)}"
    pmk = {"tahun": data.get("pmk_tahun") or 0, "bulan": data.get("pmk_bulan") or 0}
    masa = area_compute(
        "masa_kerja",
        {
            "tmt_cpns": data["tmt_cpns"],
            "golongan_awal": data["golongan_awal"],
            "golongan_kini": data["golongan_kini"],
            "tanggal": tmt,
            "pmk": pmk,
        },
        pustaka,
    )
    mkp, mkg = masa.isi["masa_kerja_keseluruhan"], masa.isi["mkg"]
    pokok = area_compute(
        "pensiun_pokok",
        {
            "jenis": "bup",
            "golongan": data["golongan_kini"],
            "mkg": _masa(mkg),
            "masa_kerja_pensiun": _masa(mkp),
        },
        pustaka,
    )
    parts = [
        Bagian("Masa kerja pada tanggal pensiun", tuple(masa.penjelasan)),
        Bagian("Perkiraan pensiun pokok", tuple(pokok.penjelasan)),
    ]
    figures: list[Butir] = [("Masa kerja pensiun", str(mkp)), ("Masa kerja golongan", str(mkg))]
    if not pokok.isi["berhak_pensiun"]:
        return parts, [*figures, ("Hak pensiun", "Belum ada: masa kerja belum cukup")], ""
    figures.insert(0, (f"Pensiun pokok sebulan, {PERKIRAAN}", rupiah(pokok.isi["pensiun_hitung"])))
    if pokok.isi["pensiun_ditetapkan"]:
        figures.insert(
            1,
            (
                f"Menurut lampiran PP 8/2024, {PERKIRAAN}",
                rupiah(pokok.isi["pensiun_ditetapkan"]),
            ),
        )
    return parts, figures, ""


def _masa(masa: MasaKerja) -> dict[str, int]:
    return {"tahun": masa.tahun, "bulan": masa.bulan}


# Promotion


def pangkat_hitung(form: PangkatForm, pustaka: PustakaAturan) -> Hasil:
    """The next promotion by the kind that belongs to the post, and when it is proposed."""
    jabatan = form.jabatan
    assert jabatan is not None  # noqa: S101  # the first page asked
    by_kind: dict[JenisKp, Callable[[PangkatForm, PustakaAturan], tuple[Answer, list[str]]]] = {
        JenisKp.REGULER: _reguler,
        JenisKp.PILIHAN_FUNGSIONAL: _fungsional,
        JenisKp.PILIHAN_STRUKTURAL: _struktural,
    }
    answer, notes = by_kind[jabatan.jalur](form, pustaka)
    failing = tuple(row for row in answer.syarat if row.terpenuhi is False)
    holding = tuple(row for row in answer.syarat if row.terpenuhi is not False)
    parts = [
        Bagian("Yang belum terpenuhi", failing),
        Bagian("Yang sudah terpenuhi" if failing else "Syarat", holding),
    ]
    judul = "Belum memenuhi syarat"
    kalimat = f"{len(failing)} syarat belum terpenuhi. Lihat apa yang dapat Anda lakukan."
    butir: list[Butir] = [("Jalur", JALUR[jabatan.jalur])]
    if answer.golongan_baru is not None:
        butir.append(("Golongan berikutnya", golongan_parse(str(answer.golongan_baru)).sebutan))
    tmt = answer.tmt_kp
    if tmt is not None:
        judul = tanggal_panjang(tmt)
        kalimat = (
            f"Menurut isian Anda, kenaikan pangkat ke {answer.golongan_baru} paling cepat berlaku "
            f"{tanggal_panjang(tmt)}."
        )
        window = area_compute("kp_jendela_usul", {"tmt_kp": tmt}, pustaka)
        parts.append(Bagian("Kapan diusulkan", tuple(window.penjelasan)))
        butir.append(
            (
                "Diusulkan",
                (
                    f"{tanggal_panjang(window.isi['usul_mulai'])} sampai "
                    f"{tanggal_panjang(window.isi['usul_akhir'])}"
                ),
            )
        )
    elif answer.tmt_paling_awal is not None:
        butir.append(("Menurut waktu paling cepat", tanggal_panjang(answer.tmt_paling_awal)))
    return _hasil(
        pustaka,
        parts,
        judul=judul,
        kalimat=kalimat,
        keadaan=SUKSES if tmt else NETRAL,
        butir=tuple(butir),
        catatan=tuple(notes),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What the three kinds share."""

    syarat: tuple[Alasan, ...]
    golongan_baru: object
    tmt_kp: date | None
    tmt_paling_awal: date | None


JALUR: Final = {
    JenisKp.REGULER: "Kenaikan pangkat reguler",
    JenisKp.PILIHAN_FUNGSIONAL: "Kenaikan pangkat pilihan, jabatan fungsional",
    JenisKp.PILIHAN_STRUKTURAL: "Kenaikan pangkat pilihan, jabatan struktural",
}


def _nearest(tmt: date, today: date, pustaka: PustakaAturan) -> date:
    """`tmt`, or when its window is shut the first permitted TMT that can still be proposed."""
    month = max(tmt, today.replace(day=1))
    while (
        not tmt_permitted(month, pustaka.periode_kp)
        or jendela_usul(month, pustaka.jendela_kp(month)).usul_akhir < today
    ):
        month = tambah_bulan(month, 1)
    return month


def _reguler(form: PangkatForm, pustaka: PustakaAturan) -> tuple[Answer, list[str]]:
    data = form.cleaned_data
    years = pustaka.kp_reguler[-1].masa_pangkat_tahun
    earliest = tmt_kp(data["tmt_golongan"], years, pustaka.periode_kp).tmt_kp
    nearest = _nearest(earliest, form.hari_ini, pustaka)
    jawaban = area_compute(
        "kp_reguler",
        {
            "jenis_pegawai": form.siapa,
            "jenis_jabatan": "pelaksana",
            "golongan": data["golongan"],
            "tmt_golongan": data["tmt_golongan"],
            "pendidikan": data["pendidikan"],
            "predikat_2_tahun": form.predikat(),
            "hukdis_aktif": data["hukdis"] or None,
            "ujian_dinas": data["ujian_dinas"] or None,
            "diklat": data["diklat"] or None,
            "untuk_periode": nearest,
        },
        pustaka,
    )
    return _answer(jawaban), _late(earliest, nearest)


def _answer(jawaban: Jawaban) -> Answer:
    isi = jawaban.isi
    return Answer(
        tuple(jawaban.penjelasan), isi["golongan_baru"], isi["tmt_kp"], isi["tmt_paling_awal"]
    )


def _late(earliest: date, nearest: date) -> list[str]:
    if nearest == earliest:
        return []
    return [
        (
            f"Masa dalam pangkat sudah genap untuk {tanggal_panjang(earliest)}, tetapi masa "
            f"usulnya sudah lewat. Yang terdekat sekarang {tanggal_panjang(nearest)}."
        )
    ]


def _facts(form: PangkatForm) -> FaktaKp:
    data, jabatan = form.cleaned_data, form.jabatan
    return FaktaKp(
        jenis_pegawai=form.siapa,
        golongan=golongan_parse(data["golongan"]),
        tmt_golongan=data["tmt_golongan"],
        predikat=tuple(Predikat(p) for p in form.predikat()),
        hukdis_aktif=TingkatHukdis(data["hukdis"]) if data["hukdis"] else None,
        ujian_dinas=UjianDinas(data["ujian_dinas"]) if data.get("ujian_dinas") else None,
        pendidikan=data.get("pendidikan"),
        diklat=data.get("diklat") or None,
        jenis_jabatan=jabatan.jenis if jabatan else None,
        jenjang=Jenjang(data["jenjang"]) if data.get("jenjang") else None,
        tmt_jabatan=data.get("tmt_jabatan"),
        eselon=data.get("eselon"),
    )


def _chosen(form: PangkatForm, hasil: HasilKp, pustaka: PustakaAturan) -> tuple[Answer, list[str]]:
    """A kind without a TMT asked for: the TMT moves to the nearest that can be proposed."""
    if hasil.tmt_kp is None:
        answer = Answer(hasil.syarat, hasil.golongan_baru, None, hasil.tmt_paling_awal)
        return answer, []
    nearest = _nearest(hasil.tmt_kp, form.hari_ini, pustaka)
    answer = Answer(hasil.syarat, hasil.golongan_baru, nearest, hasil.tmt_paling_awal)
    return answer, _late(hasil.tmt_kp, nearest)


_YES: Final[Mapping[str, bool | None]] = {"ya": True, "belum": False}


def _fungsional(form: PangkatForm, pustaka: PustakaAturan) -> tuple[Answer, list[str]]:
    data, fakta = form.cleaned_data, _facts(form)
    hasil = kp_fungsional(
        fakta,
        pustaka.syarat_kp("KP_FUNGSIONAL"),
        pustaka.kp,
        pustaka.angka_kredit,
        angka_kredit=data["angka_kredit"],
        angka_kredit_jenjang=data["angka_kredit_jenjang"],
        uji_kompetensi=_YES.get(data["uji_kompetensi"]),
        formasi=_YES.get(data["formasi"]),
    )
    answer, notes = _chosen(form, hasil, pustaka)
    baris = pustaka.angka_kredit.baris(Jenjang(data["jenjang"]))
    short = baris.kebutuhan_kp - data["angka_kredit"]
    if short > 0:
        tahunan = baris.koefisien * pustaka.angka_kredit.persen[Predikat.BAIK] / 100
        bulan = int((short * 12 / tahunan).to_integral_value(ROUND_UP))
        notes.append(
            f"Dengan predikat Baik setahun penuh, angka kredit bertambah {desimal(tahunan)}. Yang "
            f"kurang {desimal(short)} terkumpul dalam sekitar {MasaKerja.from_bulan(bulan)}."
        )
    return answer, notes


def _struktural(form: PangkatForm, pustaka: PustakaAturan) -> tuple[Answer, list[str]]:
    return _chosen(form, kp_struktural(_facts(form), pustaka.kp_struktural, pustaka.kp), pustaka)


# Pay


def kgb_hitung(form: KgbForm, pustaka: PustakaAturan) -> Hasil:
    """The next periodic rise."""
    data = form.cleaned_data
    masukan: dict[str, Any] = {
        "jenis_pegawai": form.siapa,
        "golongan": data["golongan"],
        "tmt": data["tmt"],
        "mkg": {"tahun": data["mkg_tahun"], "bulan": data["mkg_bulan"]},
    }
    last = data["predikat_2"] or None
    if form.siapa == PPPK:
        ratings = [p for p in (data["predikat_1"], last) if p]
        masukan |= {
            "lama_perjanjian_tahun": data["lama_perjanjian"],
            "predikat_2_tahun": ratings,
        }
    else:
        masukan |= {
            "predikat_1_tahun": last,
            "penundaan_bulan": data["penundaan_bulan"] or 0,
        }
    jawaban = area_compute("kgb", masukan, pustaka)
    isi = jawaban.isi
    butir: list[Butir] = [("Gaji pokok sekarang menurut tabel", rupiah(isi["gaji_sekarang"]))]
    notes = ["Kenaikan pangkat tidak mengulang hitungan KGB."]
    if form.siapa == CPNS:
        notes.append(_cpns_pay(data, pustaka))
    parts = [Bagian("Cara menghitung", tuple(jawaban.penjelasan))]
    tmt: date | None = isi["tmt_kgb"]
    if tmt is None:
        return _hasil(
            pustaka,
            parts,
            judul="Belum ada KGB berikutnya",
            kalimat="Ada syarat yang belum terpenuhi. Lihat apa yang dapat Anda lakukan.",
            keadaan=NETRAL,
            butir=tuple(butir),
            catatan=tuple(notes),
        )
    butir += [
        ("Gaji pokok baru", rupiah(isi["gaji_baru"])),
        ("Surat pemberitahuan paling lambat", tanggal_panjang(isi["surat_paling_lambat"])),
    ]
    if isi["tmt_kgb_berikutnya"]:
        butir.append(("KGB sesudahnya", tanggal_panjang(isi["tmt_kgb_berikutnya"])))
    if tmt <= form.hari_ini:
        notes.insert(
            0,
            f"{tanggal_panjang(tmt)} sudah lewat. Bila SK KGB-nya sudah ada, hitung lagi dari SK "
            "itu. Bila belum, tanyakan kepada pengelola kepegawaian unit Anda.",
        )
    return _hasil(
        pustaka,
        parts,
        judul=tanggal_panjang(tmt),
        kalimat=f"KGB Anda berikutnya berlaku {tanggal_panjang(tmt)}, gaji pokok menjadi "
        f"{rupiah(isi['gaji_baru'])}.",
        butir=tuple(butir),
        catatan=tuple(notes),
    )


def _cpns_pay(data: Mapping[str, Any], pustaka: PustakaAturan) -> str:
    jawaban = area_compute(
        "gaji",
        {
            "jenis_pegawai": CPNS,
            "golongan": data["golongan"],
            "mkg": {"tahun": data["mkg_tahun"], "bulan": data["mkg_bulan"]},
        },
        pustaka,
    )
    return f"Selama CPNS dibayarkan {rupiah(jawaban.isi['gaji_dibayar'])} sebulan."


# Identity


def nip_hitung(form: NipForm, pustaka: PustakaAturan) -> Hasil:
    """What the digits say; never whose they are."""
    data = form.cleaned_data
    jenis = PPPK if data["pegawai"] == PPPK else PNS
    jawaban = area_compute("nip", {"nip": data["nip"], "jenis_pegawai": jenis}, pustaka)
    isi = jawaban.isi
    nama = "NI PPPK" if jenis == PPPK else "NIP"
    butir: list[Butir] = []
    if isi["tanggal_lahir"]:
        butir.append(("Tanggal lahir", tanggal_panjang(isi["tanggal_lahir"])))
    if isi["tmt_cpns"]:
        tahun, bulan = isi["tmt_cpns"].split("-")
        butir.append(("TMT CPNS", f"{BULAN[int(bulan) - 1]} {tahun}"))
    if isi["tahun_pengangkatan"]:
        butir.append(("Tahun pengangkatan pertama", str(isi["tahun_pengangkatan"])))
    if isi["jenis_kelamin"] in JENIS_KELAMIN.values():
        butir.append(("Jenis kelamin", "Laki-laki" if isi["jenis_kelamin"] == "L" else "Perempuan"))
    ok = isi["valid"]
    return _hasil(
        pustaka,
        [Bagian("Arti setiap angka", tuple(jawaban.penjelasan))],
        judul=f"Susunan {nama} benar" if ok else f"Susunan {nama} tidak benar",
        kalimat="Setiap kelompok angka dapat dibaca."
        if ok
        else "Cocokkan dengan SK pengangkatan, lalu betulkan angka yang ditandai.",
        keadaan=SUKSES if ok else GALAT,
        butir=tuple(butir),
        catatan=(
            (
                "Hanya susunan angkanya yang diperiksa. Halaman ini tidak memeriksa apakah "
                "nomor ini milik seseorang."
            ),
        ),
    )


def kurang_hasil(error: DataKurangError) -> Hasil:
    """A fact that the rule needs was not typed: said, never guessed."""
    return Hasil(
        judul="Belum dapat dihitung",
        kalimat=error.langkah or "Lengkapi isian yang disebut, lalu hitung lagi.",
        keadaan=NETRAL,
        kurang=error.message,
    )
