"""KP by a higher ijazah: penyesuaian ijazah and tugas belajar (PP 99/2000 ps. 18)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kepegawaian.errors import FaktaInvalidError
from kepegawaian.rules.alasan import Alasan, Sumber, syarat
from kepegawaian.rules.golongan import Golongan
from kepegawaian.rules.kp_pilihan import kp_by_time
from kepegawaian.rules.pangkat import (
    AturanKp,
    FaktaKp,
    HasilKp,
    JenisKp,
    SyaratKp,
    fakta_syarat,
    known,
    kp_hasil,
    not_pns,
    pilihan_teks,
    syarat_umum,
)
from kepegawaian.rules.periode_kp import tmt_kp


@dataclass(frozen=True, slots=True)
class TujuanIjazah:
    """From any golongan `dari` to `sampai` (both inclusive) an ijazah leads to `tujuan`."""

    dari: Golongan
    sampai: Golongan
    tujuan: Golongan


@dataclass(frozen=True, slots=True)
class AturanIjazah:
    """Targets by ijazah, with the conditions of the kind."""

    tujuan: Mapping[str, TujuanIjazah]
    syarat: SyaratKp
    sumber: Sumber


def kp_penyesuaian_ijazah(
    fakta: FaktaKp,
    rule: AturanIjazah,
    aturan: AturanKp,
    *,
    uraian_tugas_sesuai: bool,
    izin_belajar: bool,
    lulus_ukppi: bool,
) -> HasilKp:
    """To the golongan of a higher ijazah (PP 99/2000 ps. 18; exam UKPPI).

    `fakta.pendidikan` is the new ijazah. Raises FaktaInvalidError for one without a target.
    """
    khusus = [
        fakta_syarat(
            "uraian_tugas", rule.syarat, "Tugas sesuai ijazah.", holds=uraian_tugas_sesuai
        ),
        fakta_syarat(
            "izin_belajar", rule.syarat, "Memiliki izin atau tugas belajar.", holds=izin_belajar
        ),
        fakta_syarat(
            "lulus_ukppi", rule.syarat, "Lulus ujian penyesuaian ijazah.", holds=lulus_ukppi
        ),
    ]
    return _by_ijazah(JenisKp.PENYESUAIAN_IJAZAH, fakta, rule, aturan, khusus)


def kp_tugas_belajar(
    fakta: FaktaKp,
    selama: SyaratKp,
    rule: AturanIjazah,
    aturan: AturanKp,
    *,
    sudah_lulus: bool,
) -> HasilKp:
    """On tugas belajar: while studying every so many years, afterwards to the new ijazah."""
    if sudah_lulus:
        return _by_ijazah(JenisKp.TUGAS_BELAJAR, fakta, rule, aturan, [])
    return kp_by_time(JenisKp.TUGAS_BELAJAR, fakta, selama, aturan, ujian=True)


def _by_ijazah(
    jenis: JenisKp,
    fakta: FaktaKp,
    rule: AturanIjazah,
    aturan: AturanKp,
    khusus: Iterable[Alasan],
) -> HasilKp:
    if row := not_pns(fakta, aturan):
        return HasilKp(jenis, (row,))
    ijazah = known(fakta.pendidikan, "pendidikan")
    if ijazah not in rule.tujuan:
        raise FaktaInvalidError(
            "pendidikan",
            f"Ijazah {ijazah} tidak punya golongan tujuan penyesuaian.",
            langkah=f"Pilih: {pilihan_teks(rule.tujuan)}.",
        )
    target, applied = rule.tujuan[ijazah], rule.syarat
    periode = tmt_kp(fakta.tmt_golongan, applied.masa_pangkat_tahun, aturan.periode)
    awal = periode.tmt_kp
    fits = target.dari <= fakta.golongan <= target.sampai
    asal = (
        f"{target.sampai}"
        if target.dari == target.sampai
        else f"{target.dari} sampai {target.sampai}"
    )
    rows = [
        syarat(
            "golongan_asal",
            rule.sumber,
            terpenuhi=fits,
            teks=f"Ijazah {ijazah} menyesuaikan golongan {asal} menjadi {target.tujuan}; golongan "
            f"sekarang {fakta.golongan}.",
        ),
        *khusus,
        *syarat_umum(fakta, applied, periode, aturan, None),
    ]
    return kp_hasil(jenis, rows, target.tujuan if fits else None, awal, awal)
