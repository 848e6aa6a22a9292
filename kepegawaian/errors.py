"""Refusals of kepegawaian."""

from collections.abc import Iterable

from sitamu.inti.errors import DomainError


class GolonganUnknownError(DomainError):
    """A text that names no golongan of PNS or PPPK."""

    code = "golongan_tak_dikenal"
    http_status = 422

    def __init__(self, teks: str) -> None:
        super().__init__(
            f"Golongan “{teks}” tidak dikenal.",
            langkah="Tulis golongan PNS seperti III/d atau golongan PPPK seperti IX.",
            data={"golongan": teks},
        )


class FaktaInvalidError(DomainError):
    """A fact that cannot be true, or that does not fit the others.

    `bidang` names it as the input does; `data["errors"]` holds the sentence under that name.
    """

    code = "fakta_tidak_sah"
    http_status = 422
    langkah = "Betulkan isian yang disebut, lalu coba lagi."

    def __init__(self, bidang: str, message: str, *, langkah: str | None = None) -> None:
        self.bidang = bidang
        super().__init__(message, langkah=langkah, data={"errors": {bidang: [message]}})


class UsulanTransitionError(DomainError):
    """The table of moves holds no move `action` from `status`."""

    code = "langkah_tidak_berlaku"
    http_status = 409
    message = "Langkah ini tidak berlaku lagi untuk keadaan usulan sekarang."
    langkah = "Muat ulang halaman untuk melihat keadaan usulan sekarang."

    def __init__(self, *, status: str, action: str) -> None:
        self.status, self.action = str(status), str(action)
        super().__init__(data={"status": self.status, "action": self.action})


class BerkasIncompleteError(DomainError):
    """Papers that the service requires are not there.

    `missing`: codes of document kinds, sorted; `data["kurang"]` holds the same list.
    """

    code = "berkas_kurang"
    http_status = 422
    langkah = "Lengkapi berkas yang disebut, lalu kirim lagi."

    def __init__(self, *, missing: Iterable[str]) -> None:
        self.missing = tuple(sorted(missing))
        super().__init__(
            f"Berkas belum lengkap: {', '.join(self.missing)}.",
            data={"kurang": list(self.missing)},
        )


class CutiTransitionError(UsulanTransitionError):
    """The table of moves of leave holds no such move."""

    message = "Langkah ini tidak berlaku lagi untuk keadaan cuti sekarang."
    langkah = "Muat ulang halaman untuk melihat keadaan cuti sekarang."


class CutiRefusedError(DomainError):
    """Conditions of a leave that fail; `data["alasan"]`: code, sentence and way out of each."""

    code = "cuti_tidak_memenuhi"
    http_status = 422

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        found = list(rows)
        super().__init__(
            " ".join(teks for _, teks, _ in found),
            langkah=" ".join(dict.fromkeys(upaya for _, _, upaya in found if upaya)) or None,
            data={
                "alasan": [
                    {"kode": kode, "teks": teks, "upaya": upaya} for kode, teks, upaya in found
                ]
            },
        )


class CutiStartedError(DomainError):
    """An approved leave that has begun is not taken back by a click."""

    code = "cuti_sudah_mulai"
    http_status = 409
    message = "Cuti ini sudah mulai, jadi tidak dapat dibatalkan dari sini."
    langkah = "Hubungi atasan Anda bila Anda kembali bekerja lebih awal."


class TautanAhliWarisError(DomainError):
    """One answer for an unknown, spent, expired or dead link and for a wrong answer."""

    code = "tautan_tidak_berlaku"
    http_status = 422
    message = "Jawaban tidak cocok, atau tautan ini sudah tidak berlaku."
    langkah = "Periksa kembali. Bila tetap gagal, minta tautan baru kepada operator kepegawaian."


class KirimanTransitionError(UsulanTransitionError):
    """The table of shipment states holds no such move."""

    message = "Langkah ini tidak berlaku untuk keadaan kiriman sekarang."
    langkah = "Muat ulang halaman untuk melihat keadaan kiriman sekarang."


class UsulanNotOpenError(DomainError):
    """A proposal cannot be opened for this person now; `data["sebab"]` is a stable code."""

    code = "usulan_belum_dapat_dibuat"
    http_status = 422

    def __init__(self, message: str, *, sebab: str, langkah: str | None = None) -> None:
        super().__init__(message, langkah=langkah, data={"sebab": sebab})


class ButirLockedError(DomainError):
    """The item is not one of those that were sent back, or the usulan is not with the person."""

    code = "butir_terkunci"
    http_status = 409
    message = "Butir ini tidak dapat diubah sekarang."
    langkah = "Hanya butir yang dikembalikan untuk diperbaiki yang dapat diganti."


class ButirUnjudgedError(DomainError):
    """Items that still need a verdict, or a reason, before this step."""

    code = "butir_belum_dinilai"
    http_status = 422

    def __init__(self, message: str, *, butir: Iterable[str]) -> None:
        names = list(butir)
        super().__init__(
            f"{message}: {', '.join(names)}." if names else message, data={"butir": names}
        )


class HeldByOtherError(DomainError):
    """Another verifikator has taken the usulan."""

    code = "dipegang_orang_lain"
    http_status = 409

    def __init__(self, nama: str) -> None:
        super().__init__(
            f"Usulan ini sedang diperiksa {nama}.",
            langkah="Ambil usulan lain dari antrean, atau minta rekan Anda melepasnya.",
            data={"pemeriksa": nama},
        )


class PertekDifferError(DomainError):
    """The pertek differs from our record; the SK must equal the pertek, so it waits."""

    code = "pertek_berbeda"
    http_status = 422
    langkah = "Betulkan data pegawai atau pertek yang dicatat, lalu coba lagi."

    def __init__(self, selisih: Iterable[str]) -> None:
        rows = list(selisih)
        super().__init__(f"Pertek berbeda dengan data: {'; '.join(rows)}.", data={"selisih": rows})


class WorkbookRefusedError(DomainError):
    """A workbook that cannot be taken at all; nothing of the run is written.

    `berkas` and, where one is at fault, `kolom` (heading) are in `data` and name the place.
    """

    http_status = 422

    def __init__(
        self, kode: str, message: str, *, langkah: str, berkas: str, kolom: str = ""
    ) -> None:
        self.berkas, self.kolom = berkas, kolom
        super().__init__(
            f"{berkas}: {message}",
            code=kode,
            langkah=langkah,
            data={"berkas": berkas, "kolom": kolom},
        )


class WorkbooksRefusedError(DomainError):
    """Uploaded workbooks of which some cannot be taken; nothing is queued. One refusal each."""

    code = "berkas_ditolak"
    http_status = 422
    message = "Tidak ada yang dimuat."

    def __init__(self, refusals: Iterable[WorkbookRefusedError]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(data={"berkas": [r.berkas for r in self.refusals]})


class MuatanHeldError(DomainError):
    """A load that cannot be undone; `hambatan`: one sentence for each thing that stands on it."""

    code = "muatan_tertahan"
    http_status = 409
    message = "Muatan ini tidak dapat dibatalkan."
    langkah = "Betulkan datanya dengan memuat daftar yang benar."

    def __init__(self, hambatan: Iterable[str]) -> None:
        self.hambatan = tuple(hambatan)
        super().__init__(data={"hambatan": list(self.hambatan)})


class SkNotOursError(DomainError):
    """BKN makes the SK from this golongan upwards: it is received, not approved here."""

    code = "sk_ditetapkan_bkn"
    http_status = 422
    langkah = "Catat SK dari BKN setelah diterima."

    def __init__(self, golongan_dari: str) -> None:
        super().__init__(
            f"SK golongan {golongan_dari} ke atas ditetapkan di BKN.",
            data={"golongan_dari": golongan_dari},
        )


class PltMayNotError(DomainError):
    """A decision that changes somebody's legal status is kept from a Plt or Plh."""

    code = "bukan_wewenang_plt"
    http_status = 403

    def __init__(self, sebutan: str) -> None:
        super().__init__(
            f"Keputusan ini mengubah status kepegawaian dan bukan wewenang {sebutan}",
            langkah="Tunggu pejabat definitif, atau Pj. dengan persetujuan tertulis "
            "(UU 30/2014 ps. 14; SE Kepala BKN 1/2021).",
        )


class SopCurrentError(DomainError):
    """Somebody has signed this SOP today, and nothing has changed since."""

    code = "sop_sudah_disahkan"
    http_status = 409
    message = "SOP ini sudah disahkan hari ini."


class SkNotTteError(DomainError):
    """What is filed carries no electronic signature, though one is waited for."""

    code = "tanpa_tte"
    http_status = 422
    message = "Berkas ini belum memuat tanda tangan elektronik."
    langkah = (
        "Unggah satu PDF hasil TTE, tanpa dicetak atau dipindai. "
        "Bila ditandatangani basah, catat dulu bahwa TTE gagal."
    )


class SkNotReadyError(DomainError):
    """The PDF of the SK is not made yet, so there is nothing that could have been signed."""

    code = "sk_belum_dibuat"
    http_status = 409
    message = "PDF SK ini belum selesai dibuat."
    langkah = "Tunggu sebentar, lalu muat ulang halaman ini."


class VersiInForceError(DomainError):
    """A version of a service begins before today, or before one that is there already."""

    code = "versi_sudah_berlaku"
    http_status = 422
    langkah = "Pilih tanggal mulai sesudah versi yang terakhir, paling awal hari ini."

    def __init__(self, mulai: str) -> None:
        super().__init__(
            f"Versi sejak {mulai} sudah berlaku dan tidak dapat diubah.", data={"mulai": mulai}
        )


class ScanNotPdfError(DomainError):
    """A better scan is wanted as one PDF: photos would leave the SK without a readable scan."""

    code = "pindaian_bukan_pdf"
    http_status = 422
    message = "Pindaian pengganti harus satu berkas PDF."
    langkah = "Pindai semua halaman menjadi satu PDF, lalu unggah."


class SkUnsignedError(DomainError):
    """The scan has the very bytes of the PDF that was printed: nobody has signed it."""

    code = "sk_belum_ditandatangani"
    http_status = 422
    message = "Ini naskah yang belum ditandatangani."
    langkah = "Pindai naskah yang sudah ditandatangani, lalu unggah."


class KirimanEmptyError(DomainError):
    """No issued SK is left to send to the chosen places."""

    code = "tidak_ada_yang_dikirim"
    http_status = 409
    message = "Tidak ada SK yang menunggu dikirim ke tujuan yang Anda pilih."
    langkah = "Muat ulang halaman. Mungkin rekan Anda sudah membuat kirimannya."


class ResiInvalidError(DomainError):
    """The text cannot be a resi of PT Pos."""

    code = "resi_tidak_sah"
    http_status = 422
    message = "Nomor resi harus 8 sampai 20 huruf atau angka."
    langkah = "Salin nomor resi dari PT Pos, misalnya RR473124829ID. Nomor STM bukan resi."


class ResiDoubtfulError(DomainError):
    """The check digit does not agree (UPU S10): may be entered with a reason."""

    code = "resi_diragukan"
    http_status = 422
    langkah = "Periksa kembali angkanya. Bila memang begitu di resi, tulis alasannya."

    def __init__(self, resi: str) -> None:
        super().__init__(f"Angka pemeriksa resi {resi} tidak cocok.", data={"resi": resi})


class ResiTakenError(DomainError):
    """Another shipment has this resi."""

    code = "resi_ganda"
    http_status = 409

    def __init__(self, resi: str, ref: str) -> None:
        super().__init__(
            f"Resi {resi} sudah dipakai kiriman {ref}.",
            langkah="Periksa resi pada bukti PT Pos.",
            data={"resi": resi, "ref": ref},
        )


class ReceivedTimeError(DomainError):
    """The time of delivery lies ahead of now, or before the hand-over to PT Pos."""

    code = "waktu_terima_tidak_sah"
    http_status = 422
    langkah = "Periksa tanggal dan jam pada bukti terima."


class SameFileError(DomainError):
    """The replacement has the bytes of the very paper that was sent back."""

    code = "berkas_sama"
    http_status = 422
    message = "Berkas ini sama dengan yang dikembalikan."
    langkah = "Foto ulang dokumennya, atau pilih berkas lain."


class TampilanRefusedError(DomainError):
    """Too many saved views of one person."""

    code = "tampilan_penuh"
    http_status = 422
    langkah = "Hapus tampilan yang tidak dipakai lagi, lalu simpan lagi."

    def __init__(self, batas: int) -> None:
        super().__init__(f"Anda sudah menyimpan {batas} tampilan.", data={"batas": batas})


class UsulanStaleError(DomainError):
    """The usulan has moved, or a paper was replaced, since the page was opened."""

    code = "halaman_usang"
    http_status = 409
    langkah = "Muat ulang halaman, periksa lagi, lalu putuskan."


class CatatanEmptyError(DomainError):
    """A note without words."""

    code = "catatan_kosong"
    http_status = 422
    message = "Catatan masih kosong."
    langkah = "Tulis catatannya, lalu simpan lagi."
