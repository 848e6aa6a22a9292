"""Tables of the floor."""

from sitamu.inti.models.acuan import (
    HariLibur,
    JamKantor,
    NomorTerbit,
    Parameter,
    PejabatPenandatangan,
    RegisterNomor,
)
from sitamu.inti.models.jejak import (
    JejakAkses,
    Outbox,
    Pekerjaan,
    StatusPekerjaan,
    append_only,
)
from sitamu.inti.models.klien import PermintaanKlien
from sitamu.inti.models.pegawai import (
    SUDAH_BERAKHIR,
    HubunganAtasan,
    JenisPegawai,
    Kedudukan,
    Pegawai,
    Penempatan,
    UnitKerja,
)
from sitamu.inti.models.pengguna import KodeAktivasi, PemberianHak, Pengguna
from sitamu.inti.models.penugasan import JenisPenugasan, Penugasan

__all__ = [
    "SUDAH_BERAKHIR",
    "HariLibur",
    "HubunganAtasan",
    "JamKantor",
    "JejakAkses",
    "JenisPegawai",
    "JenisPenugasan",
    "Kedudukan",
    "KodeAktivasi",
    "NomorTerbit",
    "Outbox",
    "Parameter",
    "Pegawai",
    "PejabatPenandatangan",
    "Pekerjaan",
    "PemberianHak",
    "Penempatan",
    "Pengguna",
    "Penugasan",
    "PermintaanKlien",
    "RegisterNomor",
    "StatusPekerjaan",
    "UnitKerja",
    "append_only",
]
