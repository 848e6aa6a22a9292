"""Papers for the next events of one person: what the archive holds, and what it lacks."""

from dataclasses import dataclass
from datetime import date

from kepegawaian.rules.nominatif import Keadaan, Perkiraan
from kepegawaian.rules.syarat import ButirDiminta
from kepegawaian.selectors.nominatif import berkas_nominatif, perkiraan_of
from sitamu.inti.models import Pegawai


@dataclass(frozen=True, slots=True)
class Kelengkapan:
    """One coming event with its papers."""

    perkiraan: Perkiraan
    ada: tuple[ButirDiminta, ...]
    kurang: tuple[ButirDiminta, ...]

    @property
    def total(self) -> int:
        return len(self.ada) + len(self.kurang)


def kelengkapan_of(pegawai: Pegawai, *, today: date) -> list[Kelengkapan]:
    """Events with a day, soonest first, and those that only lack data; raises DataKurangError."""
    found: list[Kelengkapan] = []
    for perkiraan in perkiraan_of(pegawai, today=today):
        if perkiraan.tmt is None and perkiraan.keadaan is not Keadaan.DATA_KURANG:
            continue
        papers = berkas_nominatif([pegawai.pk], jenis=perkiraan.jenis, today=today)
        found.append(Kelengkapan(perkiraan, *papers[pegawai.pk]))
    return sorted(found, key=lambda k: k.perkiraan.tmt or date.max)
