"""KP reguler of a pelaksana, and of a Spesialis I (PP 99/2000 ps. 6-8; Peraturan BKN 2/2025)."""

from collections.abc import Sequence
from datetime import date

from kepegawaian.rules.alasan import Alasan, syarat
from kepegawaian.rules.golongan import Golongan, golongan_berikut, golongan_pns
from kepegawaian.rules.pangkat import (
    AturanKp,
    BatasPendidikan,
    FaktaKp,
    HasilKp,
    JenisKp,
    SyaratKp,
    fakta_syarat,
    jalur_kp,
    known,
    kp_hasil,
    not_pns,
    pendidikan_batas,
    syarat_ujian,
    syarat_umum,
)
from kepegawaian.rules.periode_kp import HasilPeriode, tmt_kp
from sitamu.inti.errors import DataKurangError


def kp_reguler(
    fakta: FaktaKp,
    versi: Sequence[SyaratKp],
    aturan: AturanKp,
    *,
    untuk_periode: date | None = None,
) -> HasilKp:
    """KP reguler of a pelaksana (Peraturan BKN 2/2025).

    `versi`: every dated row of this kind; the one in force on the TMT of the promotion applies.
    `untuk_periode`: the TMT asked for; without it the earliest one is answered. Until 19 May 2025
    the superior's golongan must be known. A post with its own kind refuses and names it.
    """
    if row := not_pns(fakta, aturan):
        return HasilKp(JenisKp.REGULER, (row,))
    jalur = jalur_kp(known(fakta.jenis_jabatan, "jenis jabatan"))
    rule, periode = reguler_in_force(fakta.tmt_golongan, versi, aturan, untuk_periode)
    jalur_row = syarat(
        "jalur_bukan_reguler",
        rule.sumber,
        terpenuhi=jalur is JenisKp.REGULER,
        teks="Kenaikan pangkat reguler hanya untuk PNS tanpa jabatan struktural atau fungsional.",
        upaya=f"Gunakan jalur {jalur.value.replace('_', ' ')}.",
    )
    if jalur is not JenisKp.REGULER:
        return HasilKp(JenisKp.REGULER, (jalur_row,), jalur=jalur)
    batas = pendidikan_batas(fakta.pendidikan, aturan.pendidikan)
    baru = golongan_berikut(fakta.golongan)
    cap = _cap(fakta, batas, baru, aturan)
    rows = [jalur_row, cap, *syarat_umum(fakta, rule, periode, aturan, untuk_periode)]
    bebas = None
    if cap.terpenuhi and baru is not None:
        ujian = syarat_ujian(fakta, baru, aturan)
        bebas = ujian.bebas
        rows += [row for row in (ujian.syarat, _superior(fakta, baru, rule)) if row]
    return kp_hasil(
        JenisKp.REGULER,
        rows,
        baru if cap.terpenuhi else None,
        untuk_periode or periode.tmt_kp,
        periode.tmt_kp,
        golongan_tertinggi=batas.tertinggi,
        bebas_ujian_dinas=bebas,
    )


def kp_spesialis(
    fakta: FaktaKp, rule: SyaratKp, aturan: AturanKp, *, ijazah_spesialis: bool
) -> HasilKp:
    """From III/b to III/c on an ijazah Spesialis I (PP 99/2000 ps. 7(2))."""
    if row := not_pns(fakta, aturan):
        return HasilKp(JenisKp.SPESIALIS, (row,))
    periode = tmt_kp(fakta.tmt_golongan, rule.masa_pangkat_tahun, aturan.periode)
    awal = periode.tmt_kp
    baru = golongan_berikut(fakta.golongan)
    rows = [
        syarat(
            "golongan_bukan_iii_b",
            rule.sumber,
            terpenuhi=fakta.golongan.kode == "III/b",
            teks=f"Golongan {fakta.golongan}; jalur ini dari III/b ke III/c.",
        ),
        fakta_syarat(
            "ijazah_spesialis", rule, "Memiliki ijazah Spesialis I.", holds=ijazah_spesialis
        ),
        *syarat_umum(fakta, rule, periode, aturan, None),
    ]
    return kp_hasil(JenisKp.SPESIALIS, rows, baru, awal, awal)


def reguler_in_force(
    tmt_golongan: date, versi: Sequence[SyaratKp], aturan: AturanKp, untuk: date | None
) -> tuple[SyaratKp, HasilPeriode]:
    """The version in force on the TMT asked for, or on the one it leads to; and that period.

    Raises DataKurangError when neither falls under any.
    """
    for rule in sorted(versi, key=lambda rule: rule.sumber.berlaku_mulai, reverse=True):
        periode = tmt_kp(tmt_golongan, rule.masa_pangkat_tahun, aturan.periode)
        if rule.sumber.berlaku_mulai <= (untuk or periode.tmt_kp):
            return rule, periode
    raise DataKurangError("syarat kenaikan pangkat reguler pada masa itu")


def _cap(fakta: FaktaKp, batas: BatasPendidikan, baru: Golongan | None, aturan: AturanKp) -> Alasan:
    return syarat(
        "batas_pendidikan",
        aturan.pendidikan.sumber,
        terpenuhi=baru is not None and baru <= batas.tertinggi,
        teks=f"Ijazah {fakta.pendidikan}: golongan tertinggi {batas.tertinggi}; golongan sekarang "
        f"{fakta.golongan}.",
        upaya="Catatkan ijazah yang lebih tinggi (pencantuman gelar), atau jalur pilihan.",
    )


def _superior(fakta: FaktaKp, baru: Golongan, rule: SyaratKp) -> Alasan:
    if rule.boleh_melampaui_atasan:
        return syarat(
            "melampaui_pangkat_atasan",
            rule.sumber,
            terpenuhi=True,
            teks="Pangkat baru boleh melampaui pangkat atasan langsung.",
        )
    atasan = golongan_pns(
        known(fakta.golongan_atasan, "golongan atasan langsung"), "golongan_atasan"
    )
    return syarat(
        "melampaui_pangkat_atasan",
        rule.sumber,
        terpenuhi=baru <= atasan,
        teks=f"Pangkat baru {baru} tidak boleh melampaui pangkat atasan langsung {atasan}.",
        upaya="Tunggu kenaikan pangkat atasan langsung, atau periode sesudah aturan berubah.",
    )
