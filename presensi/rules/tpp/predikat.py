"""The matrix of PermenPANRB 6/2022: work results and conduct together give the predikat."""

from typing import Final

from presensi.rules.tpp.aturan import Kata


class Ekspektasi(Kata):
    """Against what the superior expected."""

    DI_ATAS = "DI_ATAS", "Di atas ekspektasi"
    SESUAI = "SESUAI", "Sesuai ekspektasi"
    DI_BAWAH = "DI_BAWAH", "Di bawah ekspektasi"


class PredikatKinerja(Kata):
    """The five ratings, best first, in the words the record keeps."""

    SANGAT_BAIK = "Sangat Baik"
    BAIK = "Baik"
    BUTUH_PERBAIKAN = "Butuh Perbaikan"
    KURANG = "Kurang"
    SANGAT_KURANG = "Sangat Kurang"


_P = PredikatKinerja
MATRIKS: Final = {
    Ekspektasi.DI_ATAS: (_P.KURANG, _P.BAIK, _P.SANGAT_BAIK),
    Ekspektasi.SESUAI: (_P.KURANG, _P.BAIK, _P.BAIK),
    Ekspektasi.DI_BAWAH: (_P.SANGAT_KURANG, _P.BUTUH_PERBAIKAN, _P.BUTUH_PERBAIKAN),
}
_PERILAKU: Final = (Ekspektasi.DI_BAWAH, Ekspektasi.SESUAI, Ekspektasi.DI_ATAS)


def predikat_matriks(hasil_kerja: Ekspektasi, perilaku: Ekspektasi) -> PredikatKinerja:
    """The predikat of one person and period."""
    return MATRIKS[hasil_kerja][_PERILAKU.index(perilaku)]
