"""Why a day counts as it does, in sentences for the person it is about."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from presensi.rules.hari import MASUK, PULANG, STATUS_LABEL, TIDAK_MASUK, StatusHari


class HariTerbaca(Protocol):
    """A judged day as stored."""

    @property
    def status(self) -> str: ...
    @property
    def mulai(self) -> datetime | None: ...
    @property
    def selesai(self) -> datetime | None: ...
    @property
    def masuk(self) -> datetime | None: ...
    @property
    def pulang(self) -> datetime | None: ...
    @property
    def harus_pulang(self) -> datetime | None: ...
    @property
    def terlambat_menit(self) -> int: ...
    @property
    def pulang_cepat_menit(self) -> int: ...
    @property
    def tanpa_masuk(self) -> bool: ...
    @property
    def tanpa_pulang(self) -> bool: ...
    @property
    def bebas(self) -> str: ...
    @property
    def tidak_apel(self) -> str: ...
    @property
    def sif(self) -> str: ...
    @property
    def kurang(self) -> str: ...


def jam(pada: datetime | None, zona: ZoneInfo) -> str:
    """07.28, in the zone of the unit; empty for None."""
    return f"{pada.astimezone(zona):%H.%M}" if pada else ""


def hari_kalimat(hari: HariTerbaca, zona: ZoneInfo) -> list[str]:
    """Every mark of the day with its reason, in the order of the day; empty for a plain one."""
    return list(_sentences(hari, zona))


def _sentences(hari: HariTerbaca, zona: ZoneInfo) -> Iterator[str]:
    if hari.status == StatusHari.DATA_KURANG:
        yield f"Belum dapat dinilai. Data kurang: {hari.kurang}."
    elif hari.status == StatusHari.ALPA:
        yield "Tidak ada catatan masuk, catatan pulang, atau surat untuk hari ini."
    elif hari.status == StatusHari.DINAS_LUAR:
        yield "Surat tugas mencakup seluruh jam kerja."
    elif hari.status in TIDAK_MASUK:
        yield "Disetujui. Catatan hari ini tidak dipakai."
    else:
        yield from _way_in(hari, zona)
        yield from _way_out(hari, zona)
        if hari.tidak_apel:
            yield "Tidak hadir pada apel atau upacara."


def _way_in(hari: HariTerbaca, zona: ZoneInfo) -> Iterator[str]:
    if MASUK in hari.bebas:
        yield "Tidak perlu mencatat masuk: ada surat tugas atau dispensasi."
    if hari.tanpa_masuk:
        yield "Belum ada catatan masuk."
    if hari.terlambat_menit:
        yield (
            f"Terlambat {hari.terlambat_menit} menit: masuk {jam(hari.masuk, zona)}, "
            f"jadwal {jam(hari.mulai, zona)}."
        )


def _way_out(hari: HariTerbaca, zona: ZoneInfo) -> Iterator[str]:
    if PULANG in hari.bebas:
        yield "Tidak perlu mencatat pulang: ada surat tugas atau dispensasi."
    if hari.tanpa_pulang:
        yield "Belum ada catatan pulang."
    if hari.pulang_cepat_menit:
        yield (
            f"Pulang {hari.pulang_cepat_menit} menit lebih cepat: {jam(hari.pulang, zona)}, "
            f"seharusnya {jam(hari.harus_pulang, zona)}."
        )
    elif hari.harus_pulang and hari.harus_pulang != hari.selesai:
        yield f"Jam bergeser: pulang paling cepat {jam(hari.harus_pulang, zona)}."


def ringkas_kalimat(isi: Mapping[str, Any]) -> str:
    """A day as RiwayatHari keeps it, in a few words: Hadir, terlambat 15 menit."""
    parts = [STATUS_LABEL[StatusHari(isi["status"])]]
    if isi.get("terlambat_menit"):
        parts.append(f"terlambat {isi['terlambat_menit']} menit")
    if isi.get("pulang_cepat_menit"):
        parts.append(f"pulang {isi['pulang_cepat_menit']} menit lebih cepat")
    if isi.get("tanpa_masuk"):
        parts.append("tanpa catatan masuk")
    if isi.get("tanpa_pulang"):
        parts.append("tanpa catatan pulang")
    if isi.get("bebas"):
        parts.append("dibebaskan " + " dan ".join(isi["bebas"].lower().split(",")))
    if isi.get("tidak_apel"):
        parts.append("tidak apel")
    return ", ".join(parts)
