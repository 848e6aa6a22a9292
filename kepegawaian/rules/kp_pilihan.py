"""KP pilihan: structural and functional posts, achievement, invention, service elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from kepegawaian.errors import FaktaInvalidError
from kepegawaian.rules.alasan import Alasan, Sumber, syarat
from kepegawaian.rules.angka_kredit import AturanAngkaKredit
from kepegawaian.rules.golongan import Golongan, golongan_berikut
from kepegawaian.rules.pangkat import (
    AturanKp,
    FaktaKp,
    HasilKp,
    JenisKp,
    SyaratKp,
    fakta_syarat,
    known,
    kp_hasil,
    kp_paling_awal,
    not_pns,
    pilihan_teks,
    syarat_puncak,
    syarat_ujian,
    syarat_umum,
)
from kepegawaian.rules.periode_kp import tmt_kp
from sitamu.inti.rules.teks import desimal, tanggal_panjang


@dataclass(frozen=True, slots=True)
class AturanStruktural:
    """Range of pangkat of each eselon (PP 13/2002), and the rules under and inside it."""

    eselon: Mapping[str, tuple[Golongan, Golongan]]  # lowest, highest
    di_bawah: SyaratKp
    di_dalam: SyaratKp
    sumber: Sumber


def kp_struktural(fakta: FaktaKp, rule: AturanStruktural, aturan: AturanKp) -> HasilKp:
    """KP pilihan of a structural post, one step under its range or inside it.

    Needs `eselon`, and under the range `tmt_jabatan`. Raises FaktaInvalidError for an unknown
    eselon, DataKurangError for a missing fact.
    """
    if row := not_pns(fakta, aturan):
        return HasilKp(JenisKp.PILIHAN_STRUKTURAL, (row,))
    eselon = known(fakta.eselon, "eselon jabatan")
    if eselon not in rule.eselon:
        raise FaktaInvalidError(
            "eselon",
            f"Eselon “{eselon}” tidak dikenal.",
            langkah=f"Pilih: {pilihan_teks(rule.eselon)}.",
        )
    lowest, highest = rule.eselon[eselon]
    below = fakta.golongan < lowest
    applied = rule.di_bawah if below else rule.di_dalam
    periode = tmt_kp(fakta.tmt_golongan, applied.masa_pangkat_tahun, aturan.periode)
    awal = kp_paling_awal(fakta, applied, aturan)
    baru = golongan_berikut(fakta.golongan)
    in_range = syarat(
        "di_luar_jenjang_pangkat",
        rule.sumber,
        terpenuhi=baru is not None and lowest <= baru <= highest,
        teks=f"Jenjang pangkat eselon {eselon} {lowest} sampai {highest}; golongan sekarang "
        f"{fakta.golongan}.",
        upaya="Jabatan dengan jenjang pangkat yang memuat golongan berikutnya.",
    )
    rows = [in_range]
    if applied.masa_jabatan_tahun:
        rows.append(_in_post(fakta, applied))
    rows += syarat_umum(fakta, applied, periode, aturan, None)
    bebas = None
    if in_range.terpenuhi and baru is not None:
        ujian = syarat_ujian(fakta, baru, aturan)
        bebas = ujian.bebas
        rows += [ujian.syarat] if ujian.syarat else []
    return kp_hasil(JenisKp.PILIHAN_STRUKTURAL, rows, baru, awal, awal, bebas_ujian_dinas=bebas)


def _in_post(fakta: FaktaKp, rule: SyaratKp) -> Alasan:
    mulai = known(fakta.tmt_jabatan, "TMT jabatan")
    tahun = rule.masa_jabatan_tahun
    return syarat(
        f"masa_jabatan_kurang_{tahun}_tahun",
        rule.sumber,
        terpenuhi=True,
        teks=f"Sekurang-kurangnya {tahun} tahun dalam jabatan sejak {tanggal_panjang(mulai)}.",
    )


def kp_fungsional(
    fakta: FaktaKp,
    rule: SyaratKp,
    aturan: AturanKp,
    ak: AturanAngkaKredit,
    *,
    angka_kredit: Decimal | None,
    angka_kredit_jenjang: Decimal | None = None,
    uji_kompetensi: bool | None = None,
    formasi: bool | None = None,
    terbuka: bool = False,
) -> HasilKp:
    """KP pilihan of a jabatan fungsional (PermenPANRB 1/2023, PP 99/2000 ps. 13).

    `angka_kredit`: gathered since the last pangkat, surplus included; None leaves whatever rests
    on points unjudged. `angka_kredit_jenjang`: since entering the jenjang. The last two, with test
    and formation, are needed only when the next golongan belongs to the next jenjang; with
    `terbuka` one that is not known stays an open condition, else it raises DataKurangError. No
    ujian dinas.
    """
    if row := not_pns(fakta, aturan):
        return HasilKp(JenisKp.PILIHAN_FUNGSIONAL, (row,))
    jenjang = ak.baris(known(fakta.jenjang, "jenjang jabatan fungsional"))
    periode = tmt_kp(fakta.tmt_golongan, rule.masa_pangkat_tahun, aturan.periode)
    awal = periode.tmt_kp
    baru = golongan_berikut(fakta.golongan)
    rows = [
        _points(angka_kredit, jenjang.kebutuhan_kp, ak),
        *syarat_umum(fakta, rule, periode, aturan, None),
    ]
    if baru is None:
        rows.insert(0, syarat_puncak(fakta.golongan, rule))
    elif baru > jenjang.sampai:
        judged = angka_kredit is not None and not (terbuka and angka_kredit_jenjang is None)
        rows.append(_next_level(jenjang.kebutuhan_jenjang, ak, angka_kredit_jenjang, judged))
        if judged and jenjang.kebutuhan_jenjang is not None:
            rows += [
                fakta_syarat(
                    kode,
                    rule,
                    teks,
                    holds=holds if terbuka else known(holds, kode.replace("_", " ")),
                )
                for kode, holds, teks in (
                    ("uji_kompetensi", uji_kompetensi, "Lulus uji kompetensi kenaikan jenjang."),
                    ("formasi", formasi, "Tersedia formasi pada jenjang berikutnya."),
                )
            ]
    return kp_hasil(JenisKp.PILIHAN_FUNGSIONAL, rows, baru, awal, awal)


def _points(terkumpul: Decimal | None, kebutuhan: int, ak: AturanAngkaKredit) -> Alasan:
    if terkumpul is None:
        teks = f"Data kurang: angka kredit. Kenaikan pangkat memerlukan {kebutuhan}."
        row = syarat("angka_kredit_kurang", ak.sumber, terpenuhi=None, teks=teks)
        return replace(row, upaya="Cocokkan dengan penetapan angka kredit (PAK) terakhir.")
    return syarat(
        "angka_kredit_kurang",
        ak.sumber,
        terpenuhi=terkumpul >= kebutuhan,
        teks=f"Angka kredit {desimal(terkumpul)} dari {kebutuhan} yang diperlukan.",
        upaya=f"Kurang {desimal(kebutuhan - terkumpul)} angka kredit.",
    )


def _next_level(
    kebutuhan: int | None,
    ak: AturanAngkaKredit,
    terkumpul: Decimal | None,
    judged: bool,  # noqa: FBT001
) -> Alasan:
    if kebutuhan is None:
        return syarat(
            "jenjang_tertinggi",
            ak.sumber,
            terpenuhi=False,
            teks="Jenjang ini yang tertinggi, dan pangkatnya sudah di puncak jenjang.",
        )
    if not judged:
        return syarat(
            "angka_kredit_jenjang_kurang",
            ak.sumber,
            terpenuhi=None,
            teks=f"Juga perlu naik jenjang: angka kredit kumulatif {kebutuhan}, uji kompetensi, "
            "formasi.",
        )
    gathered = known(terkumpul, "angka kredit kumulatif dalam jenjang")
    return syarat(
        "angka_kredit_jenjang_kurang",
        ak.sumber,
        terpenuhi=gathered >= kebutuhan,
        teks=f"Angka kredit dalam jenjang {desimal(gathered)} dari {kebutuhan} untuk naik jenjang.",
        upaya=f"Kurang {desimal(kebutuhan - gathered)} angka kredit.",
    )


def kp_prestasi(
    fakta: FaktaKp, rule: SyaratKp, aturan: AturanKp, *, keputusan_ppk: bool
) -> HasilKp:
    """For outstanding achievement; bound neither to a range of pangkat nor to ujian dinas."""
    row = fakta_syarat(
        "keputusan_ppk", rule, "Ada keputusan PPK tentang prestasi.", holds=keputusan_ppk
    )
    return kp_by_time(JenisKp.PRESTASI, fakta, rule, aturan, row)


def kp_penemuan(
    fakta: FaktaKp, rule: SyaratKp, aturan: AturanKp, *, penghargaan_negara: bool
) -> HasilKp:
    """For a new invention useful to the state; no ujian dinas."""
    row = fakta_syarat(
        "penghargaan_negara", rule, "Ada penghargaan dari negara.", holds=penghargaan_negara
    )
    return kp_by_time(JenisKp.PENEMUAN, fakta, rule, aturan, row)


def kp_diperbantukan(fakta: FaktaKp, rule: SyaratKp, aturan: AturanKp) -> HasilKp:
    """Of a PNS lent outside or serving as pejabat negara."""
    return kp_by_time(JenisKp.DIPERBANTUKAN, fakta, rule, aturan, ujian=True)


def kp_by_time(
    jenis: JenisKp,
    fakta: FaktaKp,
    rule: SyaratKp,
    aturan: AturanKp,
    *khusus: Alasan,
    ujian: bool = False,
) -> HasilKp:
    """One step up after the years of `rule`, with conditions of its own.

    `ujian`: whether crossing a border needs the ujian dinas.
    """
    if row := not_pns(fakta, aturan):
        return HasilKp(jenis, (row,))
    periode = tmt_kp(fakta.tmt_golongan, rule.masa_pangkat_tahun, aturan.periode)
    baru = golongan_berikut(fakta.golongan)
    rows = [*khusus, *syarat_umum(fakta, rule, periode, aturan, None)]
    bebas = None
    if baru is None:
        rows.append(syarat_puncak(fakta.golongan, rule))
    elif ujian:
        exam = syarat_ujian(fakta, baru, aturan)
        bebas = exam.bebas
        rows += [exam.syarat] if exam.syarat else []
    return kp_hasil(jenis, rows, baru, periode.tmt_kp, periode.tmt_kp, bebas_ujian_dinas=bebas)
