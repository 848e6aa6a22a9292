"""Refusals of the archive: what happened, how to repair it, an example."""

from collections.abc import Mapping

from sitamu.inti.errors import ConflictError, DomainError, NotAllowedError

FOTO_ULANG = "Foto ulang dengan mode dokumen di ponsel, lalu unggah lagi."
CETAK_ULANG = "Buka berkas itu, pilih Cetak, lalu Simpan sebagai PDF. Unggah PDF yang baru."


class BerkasError(DomainError):
    """A file that cannot enter the archive. `nama` is the name the person's device gave it."""

    code = "berkas_ditolak"
    http_status = 422
    message = "Berkas ini tidak dapat disimpan."

    def __init__(
        self, message: str, *, nama: str = "", data: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(message, data={**({"berkas": nama} if nama else {}), **(data or {})})


def _sebut(nama: str) -> str:
    return f"Berkas {nama}" if nama else "Berkas ini"


class BerkasTidakAdaError(BerkasError):
    code = "berkas_tidak_ada"
    langkah = "Pilih satu PDF, atau foto setiap halaman, misalnya 2 foto untuk SK 2 halaman."

    def __init__(self) -> None:
        super().__init__("Belum ada berkas yang dipilih.")


class BerkasKosongError(BerkasError):
    code = "berkas_kosong"
    langkah = "Buka berkas itu di perangkat Anda. Bila kosong, foto ulang dokumennya."

    def __init__(self, *, nama: str) -> None:
        super().__init__(f"{_sebut(nama)} kosong (0 KB).", nama=nama)


class BerkasTerlaluBesarError(BerkasError):
    """`ukuran_byte` over `maks_byte`, the limit of `jenis` where that one is smaller."""

    code = "berkas_terlalu_besar"

    def __init__(
        self, *, nama: str, ukuran_byte: int, maks_byte: int, foto: bool, jenis: str = ""
    ) -> None:
        untuk = f" untuk {jenis}" if jenis else ""
        super().__init__(
            f"{_sebut(nama)} berukuran {ukuran_teks(ukuran_byte)}. "
            f"Paling besar {ukuran_teks(maks_byte)}{untuk}.",
            nama=nama,
            data={"ukuran_byte": ukuran_byte, "maks_byte": maks_byte},
        )
        self.langkah = (
            FOTO_ULANG
            if foto
            else "Foto setiap halaman dengan ponsel lalu unggah fotonya, atau pindai ulang "
            "hitam-putih 150 dpi."
        )


class FotoTerlaluBesarError(BerkasError):
    """More pixels than are decoded, read from the header."""

    code = "foto_terlalu_besar"
    langkah = FOTO_ULANG

    def __init__(self, *, nama: str, lebar: int, tinggi: int, maks_piksel: int) -> None:
        super().__init__(
            f"Foto {nama or 'ini'} berukuran {lebar} x {tinggi} piksel. "
            f"Paling besar {maks_piksel // 1_000_000} juta piksel.",
            nama=nama,
            data={"lebar": lebar, "tinggi": tinggi},
        )


class JenisBerkasError(BerkasError):
    """The content is of a kind that the archive does not take; `isi` says which, if known."""

    code = "jenis_berkas_ditolak"
    langkah = (
        "Kirim sebagai PDF atau foto (JPEG, PNG, HEIC). Dari Word: Berkas > Simpan sebagai > PDF."
    )

    def __init__(self, *, nama: str, isi: str = "") -> None:
        apa = f" adalah {isi}, bukan PDF atau foto" if isi else " bukan PDF atau foto"
        super().__init__(f"{_sebut(nama)}{apa}.", nama=nama, data={"isi": isi} if isi else None)


class BerkasBerbahayaError(BerkasError):
    """A program, or a file that is two things at once."""

    code = "berkas_berbahaya"
    langkah = (
        "Jangan buka berkas itu. Foto atau pindai dokumen aslinya, misalnya dengan kamera ponsel."
    )

    def __init__(self, *, nama: str, isi: str) -> None:
        super().__init__(
            f"{_sebut(nama)} berisi {isi}. Isinya bukan dokumen biasa.",
            nama=nama,
            data={"isi": isi},
        )


class PdfTerkunciError(BerkasError):
    code = "pdf_terkunci"
    langkah = (
        "Buka PDF dengan kata sandinya, pilih Cetak, lalu Simpan sebagai PDF. "
        "Unggah PDF yang baru, yang terbuka tanpa kata sandi."
    )

    def __init__(self, *, nama: str) -> None:
        super().__init__(f"PDF {nama or 'ini'} dikunci atau dilindungi kata sandi.", nama=nama)


class PdfAktifError(BerkasError):
    """Scripts, programs to launch, or files inside the PDF."""

    code = "pdf_aktif"
    langkah = CETAK_ULANG

    def __init__(self, *, nama: str, isi: str) -> None:
        super().__init__(
            f"PDF {nama or 'ini'} berisi {isi}. Arsip hanya menerima PDF biasa.",
            nama=nama,
            data={"isi": isi},
        )


class BerkasRusakError(BerkasError):
    code = "berkas_rusak"

    def __init__(self, *, nama: str, foto: bool = False) -> None:
        super().__init__(f"{_sebut(nama)} rusak atau tidak lengkap, tidak dapat dibuka.", nama=nama)
        self.langkah = (
            FOTO_ULANG
            if foto
            else "Coba buka di perangkat Anda. Bila terbuka, pilih Cetak lalu Simpan sebagai PDF; "
            "bila tidak, foto ulang dokumennya."
        )


class PdfTanpaHalamanError(BerkasError):
    code = "pdf_tanpa_halaman"
    langkah = CETAK_ULANG

    def __init__(self, *, nama: str) -> None:
        super().__init__(f"PDF {nama or 'ini'} tidak mempunyai halaman.", nama=nama)


class BerkasCampurError(BerkasError):
    """More than one PDF, or a PDF together with photos."""

    code = "berkas_campur"
    message = "Pilih satu PDF saja, atau beberapa foto saja."
    langkah = "Contoh: 1 PDF berisi semua halaman, atau 3 foto untuk dokumen 3 halaman."

    def __init__(self) -> None:
        super().__init__(self.message)


class FotoTerlaluBanyakError(BerkasError):
    code = "foto_terlalu_banyak"

    def __init__(self, *, jumlah: int, maks: int) -> None:
        super().__init__(
            f"Anda memilih {jumlah} foto. Paling banyak {maks} foto untuk dokumen ini.",
            data={"jumlah": jumlah, "maks": maks},
        )
        self.langkah = (
            "Pilih satu foto saja."
            if maks == 1
            else "Pindai dokumen panjang menjadi satu PDF, misalnya dengan aplikasi pemindai."
        )


class BukanFotoError(BerkasError):
    """Something else where pages are photographed one by one."""

    code = "bukan_foto"
    langkah = "Di sini hanya foto halaman. PDF diunggah lewat Unggah dokumen di halaman arsip."

    def __init__(self, *, nama: str) -> None:
        super().__init__(f"{_sebut(nama)} bukan foto.", nama=nama)


class HarusFotoError(BerkasError):
    """A PDF for a kind that is kept as a photo."""

    code = "harus_foto"
    langkah = "Unggah satu foto JPEG, PNG, atau HEIC, misalnya dari kamera ponsel."

    def __init__(self, *, jenis: str) -> None:
        super().__init__(f"{jenis} harus berupa foto, bukan PDF.")


class KunciError(BerkasError):
    """The key that tells many documents of a kind apart has a wrong shape, or is not wanted."""

    code = "kunci_dokumen"

    def __init__(self, *, jenis: str) -> None:
        super().__init__(f"Tahun atau keterangan untuk {jenis} tidak tepat.")
        self.langkah = "Tulis tahunnya dengan 4 angka, misalnya 2025."


class JenisInternalError(NotAllowedError):
    """A letter of the office is filed by its service, never by a plain upload."""

    code = "jenis_internal"
    langkah = "Dokumen ini disimpan sendiri oleh SiTAMU saat layanannya berjalan."

    def __init__(self, *, jenis: str) -> None:
        super().__init__(f"{jenis} tidak dapat diunggah langsung ke arsip.")


class KelasTertutupError(NotAllowedError):
    """Papers of this class are read, and so filed, by fewer people."""

    code = "kelas_tertutup"
    langkah = "Serahkan kepada petugas disiplin dan kesejahteraan BKPSDM."

    def __init__(self, *, jenis: str) -> None:
        super().__init__(f"{jenis} termasuk arsip rahasia yang tidak dapat Anda buka.")


class AhliWarisError(DomainError):
    """An heir who cannot be let in as asked."""

    code = "ahli_waris"
    http_status = 422


class BerkasBelumSiapError(ConflictError):
    """A version that the worker has not finished, that waits for the scanner, or was refused."""

    code = "berkas_belum_siap"

    def __init__(self, *, alasan: str = "", pindai: bool = False) -> None:
        sebab = "Berkas ini menunggu pemeriksaan virus." if pindai else "Foto ini masih diproses."
        super().__init__(
            alasan or sebab,
            langkah="Unggah lagi berkas yang lain."
            if alasan
            else "Tunggu satu menit, lalu muat ulang.",
        )


class PaketBelumSiapError(ConflictError):
    """A large ZIP that the worker has not made, or that was removed after a day."""

    code = "paket_belum_siap"
    message = "ZIP belum disiapkan."
    langkah = "Buka Unduh semua dokumen saya, lalu pilih Siapkan ZIP."


class IdKlienError(ConflictError):
    """The client's id of an upload was used for something else."""

    code = "id_kiriman_terpakai"
    message = "Kiriman ini bentrok dengan kiriman lain."
    langkah = "Muat ulang halaman, lalu unggah lagi."


class BervirusError(BerkasError):
    """The scanner found something; `virus` is its name for it."""

    code = "berkas_bervirus"
    langkah = "Jangan buka berkas itu. Foto atau pindai ulang dokumen aslinya."

    def __init__(self, *, nama: str, virus: str) -> None:
        super().__init__(
            f"Pemeriksa virus menemukan {virus[:100]} pada {nama or 'berkas ini'}.", nama=nama
        )


class BelumDiperiksaError(BerkasError):
    """The scanner gave no verdict, and this file cannot wait for one."""

    code = "pemindai_tidak_menjawab"
    http_status = 503
    langkah = (
        "Berkas belum tersimpan. Simpan di perangkat Anda, lalu kirim lagi beberapa menit lagi."
    )

    def __init__(self, *, nama: str) -> None:
        super().__init__("Maaf, pemeriksa virus sedang tidak menjawab.", nama=nama)


class PenuhError(DomainError):
    """Disk or quota has no room left; nothing was kept and nothing is lost that was kept before."""

    code = "penyimpanan_penuh"
    http_status = 507
    message = "Maaf, tempat penyimpanan kami sedang penuh. Berkas ini belum tersimpan."
    langkah = "Simpan berkas di perangkat Anda, lalu kirim lagi nanti. Pengelola sudah diberi tahu."


class HashBedaError(BerkasError):
    """What arrived is not what was sent: the two SHA-256 differ."""

    code = "hash_beda"
    langkah = "Kirim lagi berkas itu. Bila terulang, periksa jaringan Anda."

    def __init__(self, *, nama: str = "") -> None:
        super().__init__(f"{_sebut(nama)} berubah di perjalanan.", nama=nama)


class ZipDitolakError(BerkasError):
    """A ZIP that is not unpacked; `sebab` completes the sentence."""

    code = "zip_ditolak"
    langkah = "Buka ZIP itu di komputer Anda, lalu pilih berkas di dalamnya langsung."

    def __init__(self, *, nama: str, sebab: str) -> None:
        super().__init__(f"ZIP {nama or 'ini'} {sebab}.", nama=nama)


class PetaDitolakError(DomainError):
    """The list that says whose each old file is cannot be read; `sebab` completes the sentence."""

    code = "peta_ditolak"
    http_status = 422
    langkah = "Contoh baris pertama: berkas;nip;jenis;kunci"

    def __init__(self, sebab: str) -> None:
        super().__init__(f"Peta {sebab}.")


class BagianBedaError(ConflictError):
    """A part that does not begin where the file stands; `diterima_byte` says where to go on."""

    code = "bagian_tidak_sambung"
    langkah = "Tanyakan dulu sampai mana berkas diterima, lalu lanjutkan dari sana."

    def __init__(self, *, diterima_byte: int) -> None:
        super().__init__(
            "Bagian ini tidak menyambung dengan yang sudah diterima.",
            data={"diterima_byte": diterima_byte},
        )


class BagianRusakError(DomainError):
    """The checksum of a part is not that of its bytes (tus: 460)."""

    code = "bagian_rusak"
    http_status = 460
    message = "Bagian berkas ini berubah di perjalanan."
    langkah = "Kirim lagi bagian itu."


class UnggahanUsaiError(DomainError):
    """An upload that takes no more bytes: filed, refused, thrown away or too long silent."""

    code = "unggahan_usai"
    http_status = 410
    message = "Unggahan ini sudah selesai atau sudah lewat waktu."
    langkah = "Lihat hasilnya. Bila belum tersimpan, mulai unggahan baru."


def ukuran_teks(byte: int) -> str:
    """`1,2 MB`, `640 KB`: one decimal for MB, rounded up so that a limit is never quoted as met."""
    mb = 1024 * 1024
    if byte < mb:
        return f"{-(-byte // 1024)} KB"
    tenths = -(-byte * 10 // mb)
    utuh, pecahan = divmod(tenths, 10)
    return f"{utuh},{pecahan} MB" if pecahan else f"{utuh} MB"


class SusutError(DomainError):
    """A destruction or transfer list that cannot be made or decided as asked."""

    code = "susut"
    http_status = 422


class SusutStatusError(ConflictError):
    """Somebody has decided already."""

    code = "susut_diputus"
    message = "Daftar ini sudah diputus."


class SusutSendiriError(NotAllowedError):
    """Whoever proposes does not decide."""

    code = "susut_sendiri"
    message = "Daftar ini Anda usulkan sendiri. Orang lain yang memutusnya."
    langkah = "Minta arsiparis lain membuka daftar ini."
