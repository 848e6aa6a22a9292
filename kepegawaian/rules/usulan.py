"""An usulan's statuses and one table of moves for each family of services.

From `MOVES` come the buttons, the permission check, the timeline and the order of the SOP. Legal
source of the path: PP 11/2017 jo PP 17/2020 (who decides), Peraturan BKN 2/2018 (pertimbangan
teknis); the OPD tier is the kabupaten's own, by version of a service.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kepegawaian.errors import UsulanTransitionError
from sitamu.inti.rules.hak import Hak


class Keluarga(StrEnum):
    """Families of services: whoever decides, the moves are the same inside one.

    PERTEK: SiTAMU makes the SK after BKN's pertek. SK_SENDIRI: the kabupaten decides alone.
    SURAT: a letter, not a keputusan. DITERIMA: the SK is made elsewhere (BKN, the President) and
    received.
    """

    PERTEK = "PERTEK"
    SK_SENDIRI = "SK_SENDIRI"
    SURAT = "SURAT"
    DITERIMA = "DITERIMA"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return {
            "PERTEK": "SK dibuat di sini setelah pertek BKN",
            "SK_SENDIRI": "SK diputuskan kabupaten",
            "SURAT": "Surat dari BKPSDM",
            "DITERIMA": "SK ditetapkan di luar kabupaten dan diterima",
        }[self.value]

    @property
    def naskah(self) -> str:
        """What a reader calls its outcome."""
        return "surat" if self is Keluarga.SURAT else "SK"


class Status(StrEnum):
    DRAF = "DRAF"
    DIAJUKAN = "DIAJUKAN"
    DI_OPD = "DI_OPD"
    DIPERIKSA = "DIPERIKSA"
    PERLU_DIPERBAIKI = "PERLU_DIPERBAIKI"
    TERVERIFIKASI = "TERVERIFIKASI"
    DI_BKN = "DI_BKN"
    BTS = "BTS"
    TMS = "TMS"
    SIAP_TTD = "SIAP_TTD"
    MENUNGGU_TTE = "MENUNGGU_TTE"
    GAGAL_TTE = "GAGAL_TTE"
    TERBIT = "TERBIT"
    DITOLAK = "DITOLAK"
    DIBATALKAN = "DIBATALKAN"

    @property
    def label(self) -> str:
        return LABEL[self]


LABEL: Final[Mapping[Status, str]] = {
    Status.DRAF: "Draf",
    Status.DIAJUKAN: "Diajukan",
    Status.DI_OPD: "Di OPD",
    Status.DIPERIKSA: "Diperiksa",
    Status.PERLU_DIPERBAIKI: "Perlu diperbaiki",
    Status.TERVERIFIKASI: "Terverifikasi",
    Status.DI_BKN: "Di BKN",
    Status.BTS: "Berkas tidak lengkap di BKN (BTS)",
    Status.TMS: "Tidak memenuhi syarat",
    Status.SIAP_TTD: "Menunggu tanda tangan",
    Status.MENUNGGU_TTE: "Menunggu TTE",
    Status.GAGAL_TTE: "TTE gagal",
    Status.TERBIT: "SK terbit",
    Status.DITOLAK: "Ditolak",
    Status.DIBATALKAN: "Dibatalkan",
}

FINAL: Final = frozenset({Status.TERBIT, Status.DITOLAK, Status.TMS, Status.DIBATALKAN})
DI_MEJA: Final = frozenset(Status) - FINAL - {Status.DRAF, Status.DIAJUKAN, Status.DI_OPD}
"""What BKPSDM has, or waits for, once a case has arrived there."""
DENGAN_PEMOHON: Final = frozenset({Status.DRAF, Status.PERLU_DIPERBAIKI, Status.BTS})
"""The person (or the operator for them) has it in hand and may change papers and answers."""


class Action(StrEnum):
    START = "START"
    SUBMIT = "SUBMIT"
    SUBMIT_FOR = "SUBMIT_FOR"
    SUBMIT_DIRECT = "SUBMIT_DIRECT"
    FORWARD = "FORWARD"
    APPROVE_OPD = "APPROVE_OPD"
    TAKE = "TAKE"
    RELEASE = "RELEASE"
    REASSIGN = "REASSIGN"
    RETURN = "RETURN"
    RESUBMIT = "RESUBMIT"
    VERIFY = "VERIFY"
    REJECT = "REJECT"
    SEND_BKN = "SEND_BKN"
    RECORD_PERTEK = "RECORD_PERTEK"
    RECORD_BTS = "RECORD_BTS"
    RECORD_TMS = "RECORD_TMS"
    APPROVE_SK = "APPROVE_SK"
    REVIEW = "REVIEW"
    SEND_TTE = "SEND_TTE"
    FAIL_TTE = "FAIL_TTE"
    FILE_SK = "FILE_SK"
    RECEIVE_SK = "RECEIVE_SK"
    FIX_SCAN = "FIX_SCAN"
    ANNUL_SK = "ANNUL_SK"
    REVOKE_SK = "REVOKE_SK"
    CANCEL = "CANCEL"
    WITHDRAW = "WITHDRAW"
    REOPEN = "REOPEN"

    @property
    def label(self) -> str:
        return ACTION_LABEL[self]


ACTION_LABEL: Final[Mapping[Action, str]] = {
    Action.START: "Usulan dibuat",
    Action.SUBMIT: "Usulan dikirim",
    Action.SUBMIT_FOR: "Usulan dikirim operator OPD",
    Action.SUBMIT_DIRECT: "Usulan dikirim langsung ke BKPSDM",
    Action.FORWARD: "Diteruskan operator OPD",
    Action.APPROVE_OPD: "Disetujui kepala OPD",
    Action.TAKE: "Diambil verifikator",
    Action.RELEASE: "Dilepas ke antrean",
    Action.REASSIGN: "Dialihkan ke verifikator lain",
    Action.RETURN: "Dikembalikan untuk diperbaiki",
    Action.RESUBMIT: "Perbaikan dikirim",
    Action.VERIFY: "Berkas dinyatakan lengkap",
    Action.REJECT: "Ditolak",
    Action.SEND_BKN: "Diteruskan ke BKN",
    Action.RECORD_PERTEK: "Pertek BKN dicatat",
    Action.RECORD_BTS: "BKN meminta perbaikan berkas",
    Action.RECORD_TMS: "BKN menyatakan tidak memenuhi syarat",
    Action.APPROVE_SK: "SK disetujui dan diberi nomor",
    Action.REVIEW: "Diminta diperiksa lagi",
    Action.SEND_TTE: "Dikirim untuk tanda tangan elektronik (TTE)",
    Action.FAIL_TTE: "TTE gagal",
    Action.FILE_SK: "SK bertanda tangan disimpan",
    Action.RECEIVE_SK: "SK dari luar diterima dan dicatat",
    Action.FIX_SCAN: "Pindaian SK diganti",
    Action.ANNUL_SK: "SK bernomor dibatalkan sebelum terbit",
    Action.REVOKE_SK: "SK dicabut",
    Action.CANCEL: "Dibatalkan",
    Action.WITHDRAW: "Ditarik kembali",
    Action.REOPEN: "Dibuka kembali",
}


class Verdict(StrEnum):
    """What an officer says of one item."""

    BELUM = "BELUM"
    SESUAI = "SESUAI"
    PERLU_DIGANTI = "PERLU_DIGANTI"

    @property
    def label(self) -> str:
        return {"BELUM": "Belum dinilai", "SESUAI": "Sesuai", "PERLU_DIGANTI": "Perlu diganti"}[
            self.value
        ]


ALASAN_BUTIR: Final[Mapping[str, str]] = {
    "TIDAK_TERBACA": "Tidak terbaca atau terpotong",
    "SALAH_BERKAS": "Bukan dokumen yang diminta",
    "TANDA_TANGAN": "Tanda tangan atau cap kurang",
    "DATA_BERBEDA": "Isinya berbeda dengan data pegawai",
    "KEDALUWARSA": "Sudah tidak berlaku",
    "LAINNYA": "Alasan lain",
}


def reason_given(alasan: str, catatan: str) -> bool:
    """Whether a fault says why: a known reason, and words of one's own for LAINNYA."""
    return alasan in ALASAN_BUTIR and (alasan != "LAINNYA" or bool(catatan.strip()))


@dataclass(frozen=True, slots=True)
class Move:
    """One permitted move.

    `ke`: the status reached; None means back to whoever returned it (`kembali_ke`).
    `hak`: the permission an officer needs. `pemilik`: the person themself may do it too.
    `tombol`: the button's words. `alasan`: a written reason is demanded.
    """

    ke: Status | None
    hak: Hak
    tombol: str
    pemilik: bool = False
    alasan: bool = False


Moves = Mapping[tuple[Status, Action], Move]

_CANCEL = Move(Status.DIBATALKAN, Hak.USULAN_SUBMIT, "Batalkan usulan", pemilik=True, alasan=True)
_WITHDRAW = Move(Status.DIBATALKAN, Hak.USULAN_SUBMIT, "Tarik usulan", pemilik=True, alasan=True)
_REPAIR = Move(None, Hak.USULAN_SUBMIT, "Kirim perbaikan", pemilik=True)
_REOPEN = Move(Status.DIPERIKSA, Hak.USULAN_VERIFY, "Buka kembali usulan", alasan=True)

_MASUK: Final[Moves] = {
    # With the person, or the operator on their behalf.
    (Status.DRAF, Action.SUBMIT): Move(
        Status.DIAJUKAN, Hak.USULAN_SUBMIT, "Kirim usulan", pemilik=True
    ),
    # The operator has the papers in hand: what the operator sends counts as checked.
    (Status.DRAF, Action.SUBMIT_FOR): Move(
        Status.DI_OPD, Hak.USULAN_CHECK_OPD, "Kirim ke kepala OPD"
    ),
    # A service without OPD tier.
    (Status.DRAF, Action.SUBMIT_DIRECT): Move(
        Status.DIPERIKSA, Hak.USULAN_SUBMIT, "Kirim ke BKPSDM", pemilik=True
    ),
    (Status.DRAF, Action.CANCEL): _CANCEL,
    # At the OPD: the operator checks, the head approves and the surat pengantar is made.
    (Status.DIAJUKAN, Action.FORWARD): Move(
        Status.DI_OPD, Hak.USULAN_CHECK_OPD, "Teruskan ke kepala OPD"
    ),
    (Status.DIAJUKAN, Action.RETURN): Move(
        Status.PERLU_DIPERBAIKI, Hak.USULAN_CHECK_OPD, "Kembalikan untuk diperbaiki"
    ),
    (Status.DIAJUKAN, Action.CANCEL): _CANCEL,
    (Status.DI_OPD, Action.APPROVE_OPD): Move(
        Status.DIPERIKSA, Hak.USULAN_APPROVE_OPD, "Setujui dan kirim ke BKPSDM"
    ),
    (Status.DI_OPD, Action.RETURN): Move(
        Status.PERLU_DIPERBAIKI, Hak.USULAN_APPROVE_OPD, "Kembalikan untuk diperbaiki", alasan=True
    ),
    (Status.DI_OPD, Action.CANCEL): _CANCEL,
}


def _reassign(*statuses: Status) -> Moves:
    """Another verifikator goes on: whoever held it may be away. The status stays."""
    return {(s, Action.REASSIGN): Move(s, Hak.USULAN_VERIFY, "Alihkan ke rekan") for s in statuses}


_PERIKSA: Final[Moves] = {
    # At BKPSDM: the promise runs.
    (Status.DIPERIKSA, Action.TAKE): Move(Status.DIPERIKSA, Hak.USULAN_VERIFY, "Ambil usulan"),
    (Status.DIPERIKSA, Action.RELEASE): Move(
        Status.DIPERIKSA, Hak.USULAN_VERIFY, "Lepas ke antrean"
    ),
    (Status.DIPERIKSA, Action.RETURN): Move(
        Status.PERLU_DIPERBAIKI, Hak.USULAN_VERIFY, "Kembalikan untuk diperbaiki"
    ),
    (Status.DIPERIKSA, Action.VERIFY): Move(
        Status.TERVERIFIKASI, Hak.USULAN_VERIFY, "Setujui dan lanjut"
    ),
    (Status.DIPERIKSA, Action.REJECT): Move(
        Status.DITOLAK, Hak.USULAN_VERIFY, "Tolak usulan", alasan=True
    ),
    (Status.DIPERIKSA, Action.WITHDRAW): _WITHDRAW,
    **_reassign(Status.DIPERIKSA, Status.PERLU_DIPERBAIKI, Status.TERVERIFIKASI),
    # Only the items at fault go back; the clock pauses; it returns to whoever sent it back.
    (Status.PERLU_DIPERBAIKI, Action.RESUBMIT): _REPAIR,
    (Status.PERLU_DIPERBAIKI, Action.CANCEL): _CANCEL,
    (Status.PERLU_DIPERBAIKI, Action.WITHDRAW): _WITHDRAW,
    (Status.TERVERIFIKASI, Action.WITHDRAW): _WITHDRAW,
    (Status.DITOLAK, Action.REOPEN): _REOPEN,
}

_DI_LUAR: Final[Moves] = {
    # At BKN, or whoever decides outside.
    (Status.TERVERIFIKASI, Action.SEND_BKN): Move(
        Status.DI_BKN, Hak.USULAN_VERIFY, "Catat sudah diteruskan ke BKN"
    ),
    (Status.DI_BKN, Action.RECORD_BTS): Move(Status.BTS, Hak.USULAN_VERIFY, "Catat BTS dari BKN"),
    (Status.DI_BKN, Action.RECORD_TMS): Move(
        Status.TMS, Hak.USULAN_VERIFY, "Catat TMS dari BKN", alasan=True
    ),
    (Status.BTS, Action.RESUBMIT): Move(
        Status.DIPERIKSA, Hak.USULAN_SUBMIT, "Kirim perbaikan", pemilik=True
    ),
    (Status.BTS, Action.WITHDRAW): _WITHDRAW,
    (Status.TMS, Action.REOPEN): _REOPEN,
    **_reassign(Status.DI_BKN, Status.BTS),
}

_TERBIT: Final[Moves] = {
    (Status.TERBIT, Action.FIX_SCAN): Move(
        Status.TERBIT, Hak.SK_FILE, "Ganti pindaian", alasan=True
    ),
    (Status.TERBIT, Action.REVOKE_SK): Move(
        Status.DIBATALKAN, Hak.SK_APPROVE, "Cabut", alasan=True
    ),
}


def _signed(dari: Status, naskah: str) -> Moves:
    """Numbered and printed on approval in `dari`; issued when the signed scan, or the PDF with an
    electronic signature, is filed. What could not be signed electronically may be signed in ink.
    """
    annul = Move(Status.DIBATALKAN, Hak.SK_APPROVE, f"Batalkan {naskah} bernomor", alasan=True)
    ink = Move(Status.TERBIT, Hak.SK_FILE, f"Simpan {naskah} bertanda tangan")
    return {
        (dari, Action.APPROVE_SK): Move(
            Status.SIAP_TTD, Hak.SK_APPROVE, f"Setujui dan beri nomor {naskah}"
        ),
        (Status.SIAP_TTD, Action.FILE_SK): ink,
        (Status.SIAP_TTD, Action.SEND_TTE): Move(
            Status.MENUNGGU_TTE, Hak.SK_FILE, "Kirim untuk tanda tangan elektronik (TTE)"
        ),
        (Status.SIAP_TTD, Action.ANNUL_SK): annul,
        (Status.MENUNGGU_TTE, Action.FILE_SK): Move(
            Status.TERBIT, Hak.SK_FILE, f"Simpan {naskah} ber-TTE"
        ),
        (Status.MENUNGGU_TTE, Action.FAIL_TTE): Move(
            Status.GAGAL_TTE, Hak.SK_FILE, "Catat TTE gagal", alasan=True
        ),
        (Status.MENUNGGU_TTE, Action.ANNUL_SK): annul,
        (Status.GAGAL_TTE, Action.SEND_TTE): Move(
            Status.MENUNGGU_TTE, Hak.SK_FILE, "Kirim ulang untuk TTE"
        ),
        (Status.GAGAL_TTE, Action.FILE_SK): ink,
        (Status.GAGAL_TTE, Action.ANNUL_SK): annul,
        **_TERBIT,
    }


MENUNGGU_TANDA_TANGAN: Final = (Status.SIAP_TTD, Status.MENUNGGU_TTE, Status.GAGAL_TTE)
"""Numbered, not yet signed."""

_REVIEW: Final[Moves] = {
    (Status.TERVERIFIKASI, Action.REVIEW): Move(
        Status.DIPERIKSA, Hak.SK_APPROVE, "Minta diperiksa lagi", alasan=True
    ),
}

MOVES: Final[Mapping[Keluarga, Moves]] = {
    Keluarga.PERTEK: {
        **_MASUK,
        **_PERIKSA,
        **_DI_LUAR,
        # No SK without pertek.
        (Status.DI_BKN, Action.RECORD_PERTEK): Move(
            Status.DI_BKN, Hak.USULAN_VERIFY, "Catat pertek BKN"
        ),
        **_signed(Status.DI_BKN, "SK"),
    },
    Keluarga.SK_SENDIRI: {
        **_MASUK,
        **_PERIKSA,
        **_REVIEW,
        **_signed(Status.TERVERIFIKASI, "SK"),
    },
    Keluarga.SURAT: {
        **_MASUK,
        **_PERIKSA,
        **_REVIEW,
        **_signed(Status.TERVERIFIKASI, "surat"),
    },
    Keluarga.DITERIMA: {
        **_MASUK,
        **_PERIKSA,
        **_DI_LUAR,
        (Status.DI_BKN, Action.RECEIVE_SK): Move(
            Status.TERBIT, Hak.USULAN_VERIFY, "Catat SK yang diterima"
        ),
        **_TERBIT,
    },
}


REACHABLE: Final = tuple(
    s
    for s in Status
    if s is Status.DRAF or any(move.ke is s for moves in MOVES.values() for move in moves.values())
)
"""Statuses some move leads to today, in order: what a filter offers."""


def next_status(
    keluarga: Keluarga, status: Status, action: Action, *, kembali_ke: Status | None = None
) -> Status:
    """The status reached; raises UsulanTransitionError for a move that is not in the table."""
    move = MOVES[keluarga].get((status, action))
    reached = None if move is None else move.ke or kembali_ke
    if reached is None:
        raise UsulanTransitionError(status=status.label, action=action.label)
    return reached


def actions_from(keluarga: Keluarga, status: Status) -> list[tuple[Action, Move]]:
    """Moves out of `status` in the order of the table."""
    return [(action, move) for (dari, action), move in MOVES[keluarga].items() if dari is status]


class Jam(StrEnum):
    """What the clock of the promise does in a status."""

    BELUM = "BELUM"
    BERJALAN = "BERJALAN"
    JEDA = "JEDA"
    BERHENTI = "BERHENTI"


SEBAB_JEDA: Final[Mapping[Status, str]] = {
    Status.PERLU_DIPERBAIKI: "Menunggu perbaikan berkas",
    Status.BTS: "Menunggu perbaikan berkas untuk BKN",
    Status.DI_BKN: "Menunggu pertek BKN",
}


def sebab_jeda(keluarga: Keluarga, status: Status) -> str:
    """Why the promise rests in `status`, as every screen names it."""
    if keluarga is Keluarga.DITERIMA and status is Status.DI_BKN:
        return "Menunggu keputusan penetap di luar kabupaten"
    return SEBAB_JEDA[status]


MAJU: Final = (
    *(Action.FORWARD, Action.APPROVE_OPD, Action.VERIFY, Action.SEND_BKN),
    *(Action.RECEIVE_SK, Action.APPROVE_SK, Action.FILE_SK),
)


def pelaksana_of(keluarga: Keluarga, status: Status) -> Hak | None:
    """The permission that brings an usulan on from `status`; None where only others can.

    An issued SK is brought on by whoever sends it.
    """
    if status is Status.TERBIT:
        return Hak.KIRIMAN_MANAGE
    moves = MOVES[keluarga]
    return next((moves[status, action].hak for action in MAJU if (status, action) in moves), None)


def jam_for(status: Status, *, sudah_tiba: bool, ada_pertek: bool) -> Jam:
    """State of the clock: from complete arrival at BKPSDM to SK issued.

    It rests while the matter lies with the person or the OPD for repair, and at BKN until the
    pertek is recorded; it stops for good in a final status.
    """
    if not sudah_tiba:
        return Jam.BELUM
    if status in FINAL:
        return Jam.BERHENTI
    if status in SEBAB_JEDA and not (status is Status.DI_BKN and ada_pertek):
        return Jam.JEDA
    return Jam.BERJALAN


@dataclass(frozen=True, slots=True)
class ButirFakta:
    """What the rules need of one item. `terisi`: paper attached and ready, or data confirmed."""

    nama: str
    terisi: bool
    verdict: Verdict


def butir_missing(butir: Iterable[ButirFakta]) -> list[str]:
    """Names of the items that are still empty, in their order."""
    return [b.nama for b in butir if not b.terisi]


def butir_unjudged(butir: Iterable[ButirFakta]) -> list[str]:
    """Names of the items an officer has not found SESUAI, in their order."""
    return [b.nama for b in butir if b.verdict is not Verdict.SESUAI]


def butir_at_fault(butir: Iterable[ButirFakta]) -> list[str]:
    return [b.nama for b in butir if b.verdict is Verdict.PERLU_DIGANTI]


STATUS_KALIMAT: Final[Mapping[Status, str]] = {
    Status.DRAF: "Belum dikirim. Lanjutkan kapan saja.",
    Status.DIAJUKAN: "Menunggu diperiksa operator OPD.",
    Status.DI_OPD: "Menunggu persetujuan kepala unit Anda.",
    Status.DIPERIKSA: "Sedang diperiksa BKPSDM.",
    Status.PERLU_DIPERBAIKI: "Ada berkas yang perlu diganti.",
    Status.TERVERIFIKASI: "Lengkap. Akan diteruskan ke BKN.",
    Status.DI_BKN: "Menunggu pertimbangan teknis (pertek) BKN.",
    Status.BTS: "BKN meminta perbaikan berkas.",
    Status.TMS: "BKN menyatakan tidak memenuhi syarat. Lihat alasannya di linimasa.",
    Status.SIAP_TTD: "SK sudah bernomor dan menunggu ditandatangani.",
    Status.MENUNGGU_TTE: "SK menunggu tanda tangan elektronik.",
    Status.GAGAL_TTE: "Tanda tangan elektronik gagal. Akan diulang, atau ditandatangani basah.",
    Status.TERBIT: "SK sudah terbit dan dapat diunduh.",
    Status.DITOLAK: "Tidak dapat dilanjutkan. Lihat alasan dan dasarnya di linimasa.",
    Status.DIBATALKAN: "Usulan dibatalkan.",
}


_KALIMAT_LAIN: Final[Mapping[tuple[Keluarga, Status], str]] = {
    (Keluarga.SK_SENDIRI, Status.TERVERIFIKASI): "Lengkap. Menunggu persetujuan SK.",
    (Keluarga.SURAT, Status.TERVERIFIKASI): "Lengkap. Menunggu persetujuan surat.",
    (Keluarga.SURAT, Status.SIAP_TTD): "Surat sudah bernomor dan menunggu ditandatangani.",
    (Keluarga.SURAT, Status.MENUNGGU_TTE): "Surat menunggu tanda tangan elektronik.",
    (Keluarga.SURAT, Status.TERBIT): "Surat sudah terbit dan dapat diunduh.",
    (Keluarga.DITERIMA, Status.TERVERIFIKASI): "Lengkap. Akan diteruskan ke instansi penetap.",
    (Keluarga.DITERIMA, Status.DI_BKN): "Menunggu keputusan instansi penetap di luar kabupaten.",
    (Keluarga.DITERIMA, Status.TERBIT): "SK sudah diterima dan dapat diunduh.",
}


def status_kalimat(
    status: Status, *, ada_pertek: bool, keluarga: Keluarga = Keluarga.PERTEK
) -> str:
    """What is happening now, in one sentence for the person."""
    if status is Status.DI_BKN and ada_pertek:
        return "Pertek BKN sudah terbit. Menunggu persetujuan SK."
    return _KALIMAT_LAIN.get((keluarga, status)) or STATUS_KALIMAT[status]
