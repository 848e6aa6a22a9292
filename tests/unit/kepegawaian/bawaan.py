"""The figures the rules are tried on: those of the first dated rows, written a second time.

`test_katalog.py` holds the rows of the data migration against them.
"""

from datetime import date
from decimal import Decimal
from typing import Final

from kepegawaian.rules.hukdis import TingkatHukdis
from kepegawaian.rules.jabatan import JenisJabatan, Jenjang, Rumpun
from kepegawaian.rules.pensiun import (
    AturanBup,
    AturanPokok,
    BatasPensiun,
    PembulatanMasaKerja,
    SyaratHak,
)

JANJI_HARI_KERJA: Final = 7  # working days from complete arrival at BKPSDM to the SK
BULAN_BEBAS_HUKDIS: Final = 12
TINGKAT_BEBAS_HUKDIS: Final = frozenset({TingkatHukdis.SEDANG, TingkatHukdis.BERAT})

DASAR_GAJI_PNS: Final = "PP 7/1977 jo PP 5/2024"
DASAR_GAJI_PPPK: Final = "Perpres 98/2020 jo Perpres 11/2024"
BERLAKU_GAJI: Final = date(2024, 1, 1)

_PP_11_2017: Final = "PP 11/2017 jo PP 17/2020 ps. 239-240; UU 20/2023"
_UU_14_2005: Final = "UU 14/2005 (PP 11/2017 ps. 240)"
_UU_11_2019: Final = "UU 11/2019 (PP 11/2017 ps. 240)"
_PP_11_2017_MULAI: Final = date(2017, 4, 7)
_UU_14_2005_MULAI: Final = date(2005, 12, 30)
_UU_11_2019_MULAI: Final = date(2019, 8, 13)

_BUP_JENIS: Final = {
    JenisJabatan.PELAKSANA: 58,
    JenisJabatan.PENGAWAS: 58,
    JenisJabatan.ADMINISTRATOR: 58,
    JenisJabatan.JPT_PRATAMA: 60,
    JenisJabatan.JPT_MADYA: 60,
    JenisJabatan.JPT_UTAMA: 60,
}
_BUP_JENJANG: Final = {
    Jenjang.PEMULA: 58,
    Jenjang.TERAMPIL: 58,
    Jenjang.MAHIR: 58,
    Jenjang.PENYELIA: 58,
    Jenjang.AHLI_PERTAMA: 58,
    Jenjang.AHLI_MUDA: 58,
    Jenjang.AHLI_MADYA: 60,
    Jenjang.AHLI_UTAMA: 65,
}
_BUP_UU_14_2005: Final = {Rumpun.GURU: 60, Rumpun.DOSEN: 65, Rumpun.PROFESOR: 70}
_BUP_UU_11_2019: Final = {
    Jenjang.AHLI_PERTAMA: 58,
    Jenjang.AHLI_MUDA: 58,
    Jenjang.AHLI_MADYA: 65,
    Jenjang.AHLI_UTAMA: 70,
}

ATURAN_BUP: Final = (
    *(
        AturanBup(umur, _PP_11_2017, _PP_11_2017_MULAI, jenis=jenis)
        for jenis, umur in _BUP_JENIS.items()
    ),
    *(
        AturanBup(
            umur, _PP_11_2017, _PP_11_2017_MULAI, jenis=JenisJabatan.FUNGSIONAL, jenjang=jenjang
        )
        for jenjang, umur in _BUP_JENJANG.items()
    ),
    *(
        AturanBup(
            umur,
            _UU_14_2005,
            _UU_14_2005_MULAI,
            jenis=JenisJabatan.FUNGSIONAL,
            rumpun=rumpun,
            undang_undang=True,
        )
        for rumpun, umur in _BUP_UU_14_2005.items()
    ),
    *(
        AturanBup(
            umur,
            _UU_11_2019,
            _UU_11_2019_MULAI,
            jenis=JenisJabatan.FUNGSIONAL,
            jenjang=jenjang,
            rumpun=rumpun,
            undang_undang=True,
        )
        for rumpun in (Rumpun.PENELITI, Rumpun.PEREKAYASA)
        for jenjang, umur in _BUP_UU_11_2019.items()
    ),
)

BATAS_PENSIUN: Final = BatasPensiun(penjagaan_bulan=12, opd_bulan=9, bkn_bulan=6, akhir_bulan=3)

SYARAT_HAK: Final = SyaratHak(
    bup_tahun=10,
    bup_pns_tahun=5,
    aps_usia=50,  # BKN applies UU 11/1969; the 45 of PP 11/2017 ps. 305 is not run
    aps_tahun=20,
    perampingan_usia=50,
    perampingan_tahun=10,
    cacat_tahun=4,
    dasar_hukum="UU 11/1969 ps. 9",
    berlaku_mulai=date(1969, 8, 8),
)

ATURAN_POKOK: Final = AturanPokok(
    persen_per_tahun=Decimal("2.5"),
    persen_terendah=Decimal(40),
    persen_tertinggi=Decimal(75),
    persen_cacat_karena_dinas=Decimal(75),
    persen_janda_duda=Decimal(36),
    persen_janda_duda_tewas=Decimal(72),
    batas_bawah_persen=Decimal(100),
    batas_bawah_janda_duda_persen=Decimal(75),
    pembulatan=PembulatanMasaKerja.TAHUN_PENUH,  # the law is silent on months: keep it a setting
    lajur_3={1685700: 1748100, 4779900: 4957100},  # the two pairs known; the annex is missing
    dasar_hukum="UU 11/1969 ps. 11 dan 17; PP 8/2024",
    berlaku_mulai=date(2024, 1, 1),
)
