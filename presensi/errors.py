"""Refusals of presensi."""

from collections.abc import Iterable

from sitamu.inti.errors import ConflictError, DataKurangError, DomainError


class TempatInvalidError(DomainError):
    """A place whose shape cannot be measured: `bidang` names the field at fault."""

    code = "tempat_tidak_sah"
    http_status = 422
    langkah = "Betulkan titik yang disebut, lalu simpan lagi."

    def __init__(self, bidang: str, message: str) -> None:
        self.bidang = bidang
        super().__init__(message, data={"errors": {bidang: [message]}})


class PolaInvalidError(DomainError):
    """A pattern of working hours that cannot be read: `bidang` is the path of the fault."""

    code = "pola_tidak_sah"
    http_status = 422
    langkah = "Betulkan jam yang disebut, lalu simpan lagi."

    def __init__(self, bidang: str, message: str) -> None:
        self.bidang = bidang
        super().__init__(f"{bidang}: {message}", data={"errors": {bidang: [message]}})


class AturanTppInvalidError(DomainError):
    """A rule set that contradicts itself; `data["galat"]` lists code, place and sentence."""

    code = "aturan_tpp_tidak_sah"
    http_status = 422
    langkah = "Betulkan bagian yang disebut, lalu simpan lagi."

    def __init__(self, faults: Iterable[tuple[str, str, str]]) -> None:
        rows = list(faults)
        super().__init__(
            " ".join(f"{place}: {text}" for _, place, text in rows[:5]),
            data={"galat": [{"kode": c, "tempat": p, "pesan": t} for c, p, t in rows]},
        )


class FaktaTppInvalidError(DomainError):
    """A fact no month can hold: negative minutes, a day of thirty hours."""

    code = "fakta_tpp_tidak_sah"
    http_status = 422
    langkah = "Betulkan data yang disebut, lalu hitung lagi."

    def __init__(self, bidang: str, message: str) -> None:
        self.bidang = bidang
        super().__init__(message.capitalize(), data={"errors": {bidang: [message]}})


class KodeKejadianUnknownError(DomainError):
    """A code that the rule set has no percentage for."""

    code = "kode_kejadian_tak_dikenal"
    http_status = 422
    langkah = "Pakai kode pita, ALPA, TIDAK_APEL, atau status yang ada pada aturan."

    def __init__(self, kode: str) -> None:
        super().__init__(f"Aturan TPP ini tidak mengenal kode “{kode[:40]}”.", data={"kode": kode})


class PernyataanTransitionError(ConflictError):
    """Somebody decided already, or it was withdrawn."""

    code = "sudah_diputus"
    message = "Ini sudah diputus atau dibatalkan."


class PernyataanLewatError(DomainError):
    """More statements in a month, or later, than the dated limits allow."""

    code = "pernyataan_melewati_batas"
    http_status = 422
    langkah = "Ajukan keberatan dengan bukti, atau tanyakan kepada pengelola presensi."


class BulanDitutupError(ConflictError):
    """Days of a closed month stay as they are."""

    code = "bulan_ditutup"
    message = "Presensi bulan itu sudah ditutup."
    langkah = "Perbaikan dibuat sebagai koreksi pada bulan berikutnya."


class KetukanDiputusError(ConflictError):
    """The tap already is what the decision would make it."""

    code = "ketukan_sudah_diputus"
    message = "Ketukan ini sudah diputus begitu."


class PerangkatTransitionError(ConflictError):
    code = "perangkat_sudah_diputus"
    message = "Ponsel ini sudah diputus atau sudah tidak dipakai."


class PerangkatUnknownError(DomainError):
    """The phone is not registered for this person, or was taken away."""

    code = "perangkat_tidak_aktif"
    http_status = 403
    message = "Ponsel ini tidak terdaftar untuk akun Anda."
    langkah = "Daftarkan ponsel ini di aplikasi, lalu ketuk lagi."


class KetukanInvalidError(DomainError):
    """The request is no tap: `data["errors"]` names what is wrong."""

    code = "isian_tidak_sah"
    http_status = 400
    message = "Isi permintaan tidak sesuai."


class FotoInvalidError(DomainError):
    """What came as a photo is none."""

    code = "foto_tidak_sah"
    http_status = 422
    message = "Foto tidak dapat dibaca."
    langkah = "Ambil foto lagi, lalu kirim lagi."


class KetukanKeyError(DomainError):
    """The id was used for another tap."""

    code = "kunci_dipakai_ulang"
    http_status = 422
    message = "Nomor ketukan ini sudah dipakai untuk ketukan lain."


class NonceUsedError(DomainError):
    """The one-time word was used by another tap of this person."""

    code = "REPLAY"
    http_status = 422
    message = "Ketukan ini sudah pernah dipakai."


class KetukanOldError(DomainError):
    """A late tap that comes after the last day on which it could be taken."""

    code = "terlalu_lama"
    http_status = 422
    langkah = "Ajukan pernyataan lupa presensi kepada atasan."

    def __init__(self, hari: int) -> None:
        super().__init__(f"Ketukan ini lebih dari {hari} hari yang lalu.", data={"hari": hari})


class TanpaPegawaiError(DomainError):
    code = "bukan_pegawai"
    http_status = 403
    message = "Akun ini tidak terhubung dengan data pegawai."
    langkah = "Hubungi operator unit Anda."


class PegawaiTutupError(DomainError):
    """The account is closed, or the person does not work here any more."""

    code = "pegawai_tidak_aktif"
    http_status = 403
    message = "Akun atau data pegawai ini sedang tidak aktif."
    langkah = "Hubungi operator unit Anda."


class PosisiBasiError(DomainError):
    """The position is older than a fresh tap allows: take another and tap again."""

    code = "FIX_BASI"
    http_status = 422
    message = "Posisi diambil terlalu lama sebelum ketukan."
    langkah = "Ambil posisi lagi, lalu ketuk ulang."

    def __init__(self) -> None:
        super().__init__(data={"penerimaan": "ulangi", "putusan": "ULANG"})


class BertanggalError(DomainError):
    """A dated change that cannot begin then, or not for them: `bidang` names the field."""

    code = "tanggal_tidak_dapat"
    http_status = 422
    langkah = "Betulkan isian yang disebut, lalu simpan lagi."

    def __init__(self, bidang: str, message: str) -> None:
        self.bidang = bidang
        super().__init__(message, data={"errors": {bidang: [message]}})


class JadwalKosongError(DataKurangError):
    """No pattern was in force: attendance was not kept then, so there is no day to judge."""


class TppTertutupError(DomainError):
    """The month is closed: nothing about it changes any more."""

    code = "tpp_tertutup"
    http_status = 409
    message = "TPP bulan ini sudah ditutup."
    langkah = "Perubahan sesudah penutupan menjadi kekurangan atau kelebihan bulan berikutnya."


class TppUrutanError(DomainError):
    """A tier acts before the one below it has."""

    code = "tpp_belum_giliran"
    http_status = 409

    def __init__(self, tingkat: str, kurang: int) -> None:
        super().__init__(
            f"Persetujuan {tingkat} belum lengkap: {kurang} lagi.",
            langkah="Tunggu persetujuan tingkat sebelumnya.",
        )


class TppBelumBeresError(DomainError):
    """People whose facts have to be repaired before the month may be approved or closed."""

    code = "tpp_belum_beres"
    http_status = 409

    def __init__(self, jumlah: int, sebab: str) -> None:
        super().__init__(
            f"Belum dapat dilanjutkan: {sebab} ({jumlah}).",
            langkah="Perbaiki yang ada pada daftar, hitung lagi, lalu ulangi.",
            data={"jumlah": jumlah},
        )


class TppSudahLanjutError(DomainError):
    """An approval is taken back after the next tier gave its own."""

    code = "tpp_sudah_lanjut"
    http_status = 409

    def __init__(self, tingkat: str) -> None:
        super().__init__(
            f"Persetujuan ini sudah dilanjutkan oleh {tingkat}.",
            langkah=f"Minta {tingkat} mencabut persetujuannya lebih dulu.",
        )


class TppBelumDitutupError(DomainError):
    """The bank is told of a month only when it is closed."""

    code = "tpp_belum_ditutup"
    http_status = 409
    message = "TPP bulan ini belum ditutup."
    langkah = "Berkas bank dibuat sesudah BPKAD menutup bulan."


class KeberatanTutupError(DomainError):
    """An objection after its last day, or a second one while the first waits."""

    code = "keberatan_tutup"
    http_status = 409

    def __init__(self, message: str, langkah: str) -> None:
        super().__init__(message, langkah=langkah)


class LembarTppInvalidError(DomainError):
    """A workbook of pagu or month facts cannot be taken; `data` names row and column."""

    code = "lembar_tpp_tidak_sah"
    http_status = 422

    def __init__(self, salah: list[str]) -> None:
        super().__init__(
            "Berkas belum dapat dimuat.",
            langkah="Perbaiki baris yang disebut, lalu muat lagi. Belum ada yang disimpan.",
            data={"salah": salah},
        )


class TppOrangSamaError(DomainError):
    """Who approved on one tier approves on another."""

    code = "tpp_orang_sama"
    http_status = 403
    message = "Anda sudah menyetujui bulan ini pada tingkat lain."
    langkah = "Minta pejabat lain menyetujui pada tingkat ini."


class BulanBelumBeresError(ConflictError):
    """Something about the month is still open: `data["menunggu"]` names what and how many."""

    code = "bulan_belum_beres"
    langkah = "Selesaikan yang disebut, lalu tutup lagi."

    def __init__(self, menunggu: Iterable[str]) -> None:
        rows = list(menunggu)
        super().__init__(
            f"Bulan ini belum dapat ditutup: {', '.join(rows)}.", data={"menunggu": rows}
        )


class MuatanInvalidError(DomainError):
    """A file of taps that cannot be read as a whole."""

    code = "muatan_tidak_sah"
    http_status = 422
    langkah = "Betulkan berkasnya, lalu unggah lagi."


class KegiatanInvalidError(DomainError):
    """Daily work that no day can hold, or too early or too late: `bidang` names the field."""

    code = "kegiatan_tidak_sah"
    http_status = 422
    langkah = "Betulkan isian yang disebut, lalu kirim lagi."

    def __init__(self, bidang: str, message: str) -> None:
        self.bidang = bidang
        super().__init__(message, data={"errors": {bidang: [message]}})


class KegiatanTransitionError(ConflictError):
    """Answered already, changed since it was shown, or not reported yet."""

    code = "kegiatan_sudah_berubah"
    message = "Kegiatan ini sudah diputus atau diubah."


class SkpInvalidError(DomainError):
    """An SKP, or one of its planned results, that cannot be kept: `bidang` names the field."""

    code = "skp_tidak_sah"
    http_status = 422
    langkah = "Betulkan isian yang disebut, lalu simpan lagi."

    def __init__(self, bidang: str, message: str) -> None:
        self.bidang = bidang
        super().__init__(message, data={"errors": {bidang: [message]}})


class SkpTransitionError(ConflictError):
    """Sent, answered or replaced already."""

    code = "skp_sudah_berubah"
    message = "SKP ini sudah dikirim, diputus, atau diganti."


class PenilaianInvalidError(DomainError):
    """An assessment or an objection out of its time or shape: `bidang` names the field."""

    code = "penilaian_tidak_sah"
    http_status = 422
    langkah = "Betulkan isian yang disebut, lalu simpan lagi."

    def __init__(self, bidang: str, message: str) -> None:
        self.bidang = bidang
        super().__init__(message, data={"errors": {bidang: [message]}})


class KeberatanTransitionError(ConflictError):
    code = "keberatan_sudah_dijawab"
    message = "Keberatan ini sudah diajukan atau dijawab."
