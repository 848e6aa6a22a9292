"""Words about places."""

from enum import StrEnum


class JenisTempat(StrEnum):
    KANTOR = "KANTOR"
    PUSTU = "PUSTU"
    SEKOLAH = "SEKOLAH"
    LAPANGAN = "LAPANGAN"
    LAIN = "LAIN"

    @property
    def label(self) -> str:
        return {
            JenisTempat.KANTOR: "Kantor",
            JenisTempat.PUSTU: "Puskesmas pembantu",
            JenisTempat.SEKOLAH: "Sekolah",
            JenisTempat.LAPANGAN: "Lapangan",
            JenisTempat.LAIN: "Lainnya",
        }[self]


class BuktiWeb(StrEnum):
    """What a tap from a browser, which cannot show a faked position, must bring besides it."""

    JARINGAN = "JARINGAN"
    ATASAN = "ATASAN"
    FOTO = "FOTO"

    @property
    def label(self) -> str:
        return {
            BuktiWeb.JARINGAN: "Jaringan kantor",
            BuktiWeb.ATASAN: "Pembenaran atasan",
            BuktiWeb.FOTO: "Foto diri saat itu",
        }[self]
