"""Shapes of what the API of services says about an usulan."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from rest_framework import serializers

from kepegawaian.models import ButirUsulan, Usulan
from kepegawaian.permissions import buttons, usulan_edit
from kepegawaian.rules.giliran import Giliran, giliran
from kepegawaian.rules.usulan import (
    ALASAN_BUTIR,
    Action,
    Keluarga,
    Status,
    Verdict,
    actions_from,
    status_kalimat,
)
from kepegawaian.selectors.kiriman import kiriman_steps
from kepegawaian.selectors.surat import isian_of, isian_teks
from kepegawaian.selectors.usulan import (
    Sla,
    butir_arsip,
    butir_fakta,
    butir_of,
    butir_open,
    riwayat_of,
    sla_for,
    usulan_versi,
)
from sitamu.inti.models import Pengguna

LANGKAH: Final[dict[Action, str]] = {
    Action.SUBMIT: "kirim",
    Action.SUBMIT_FOR: "kirim",
    Action.SUBMIT_DIRECT: "kirim",
    Action.RESUBMIT: "perbaikan",
    Action.CANCEL: "batal",
    Action.WITHDRAW: "tarik",
    Action.FORWARD: "teruskan",
    Action.APPROVE_OPD: "setujui",
    Action.RETURN: "kembalikan",
}
"""Moves that can be made here, by the last part of their address."""


class SlaSerializer(serializers.Serializer[Any]):
    """The promise in working days. `tenggat` is null while the clock rests (`jeda` says why)."""

    janji = serializers.IntegerField()
    terpakai = serializers.IntegerField()
    sisa = serializers.IntegerField()
    tenggat = serializers.DateField(allow_null=True)
    jeda = serializers.CharField(allow_blank=True)
    selesai = serializers.BooleanField()
    galat = serializers.CharField(allow_blank=True)


class UsulanRingkasSerializer(serializers.Serializer[Any]):
    """One usulan in a list. `giliran`: who acts next. `sla` is null before arrival at BKPSDM."""

    id = serializers.UUIDField()
    nomor = serializers.CharField()
    layanan = serializers.CharField()
    nama_layanan = serializers.CharField()
    pegawai_id = serializers.UUIDField()
    pegawai = serializers.CharField()
    nip = serializers.CharField()
    unit = serializers.CharField()
    status = serializers.ChoiceField([s.value for s in Status])
    status_teks = serializers.CharField()
    tmt = serializers.DateField(allow_null=True)
    dibuat_pada = serializers.DateTimeField()
    diajukan_pada = serializers.DateTimeField(allow_null=True)
    tiba_pada = serializers.DateTimeField(allow_null=True)
    terbit_pada = serializers.DateTimeField(allow_null=True)
    giliran = serializers.ChoiceField([g.value for g in Giliran])
    giliran_teks = serializers.CharField()
    sla = SlaSerializer(allow_null=True)


class PertanyaanSerializer(serializers.Serializer[Any]):
    """One question of the service and its answer. `jenis`: as in the catalogue."""

    nama = serializers.CharField()
    pertanyaan = serializers.CharField()
    jenis = serializers.CharField()
    wajib = serializers.BooleanField()
    petunjuk = serializers.CharField(allow_blank=True)
    pilihan = serializers.ListField(child=serializers.CharField())
    nilai = serializers.CharField(allow_blank=True)
    nilai_teks = serializers.CharField(allow_blank=True)


class ButirUsulanSerializer(serializers.Serializer[Any]):
    """One item: a paper, or data to compare (`bentuk` DATA).

    `terbuka`: the caller may change it now. `arsip_versi_id`: a paper in the archive that answers
    it. `formulir`: there is a filled form to print and sign.
    """

    id = serializers.UUIDField()
    kode = serializers.CharField()
    nama = serializers.CharField()
    bentuk = serializers.CharField()
    wajib = serializers.BooleanField()
    petunjuk = serializers.CharField(allow_blank=True)
    jenis_dokumen = serializers.CharField(allow_null=True)
    kunci = serializers.CharField(allow_blank=True)
    terisi = serializers.BooleanField()
    terbuka = serializers.BooleanField()
    formulir = serializers.BooleanField()
    versi_id = serializers.UUIDField(allow_null=True)
    arsip_versi_id = serializers.UUIDField(allow_null=True)
    verdict = serializers.ChoiceField([v.value for v in Verdict])
    alasan = serializers.CharField(allow_blank=True)
    alasan_teks = serializers.CharField(allow_blank=True)
    catatan = serializers.CharField(allow_blank=True)


class LangkahSerializer(serializers.Serializer[Any]):
    """A move that the caller may make now: POST to the usulan's address and `kode`."""

    kode = serializers.ChoiceField(sorted(set(LANGKAH.values())))
    tombol = serializers.CharField()
    alasan_wajib = serializers.BooleanField()


class RiwayatUsulanSerializer(serializers.Serializer[Any]):
    """One move that was made. `butir`: items that were sent back, with the reason of each."""

    pada = serializers.DateTimeField()
    langkah = serializers.CharField()
    langkah_teks = serializers.CharField()
    dari = serializers.CharField()
    ke = serializers.CharField()
    oleh = serializers.CharField()
    sebagai = serializers.CharField()
    catatan = serializers.CharField(allow_blank=True)
    butir = serializers.DictField(child=serializers.CharField())


class SkSerializer(serializers.Serializer[Any]):
    """The outcome. `versi_id`: the signed scan in the archive, once there is one."""

    nomor = serializers.CharField()
    tanggal = serializers.DateField()
    status = serializers.CharField()
    terbit_pada = serializers.DateTimeField(allow_null=True)
    versi_id = serializers.UUIDField(allow_null=True)


class KirimanSerializer(serializers.Serializer[Any]):
    """One step of the envelope."""

    pada = serializers.DateTimeField()
    status = serializers.CharField()
    judul = serializers.CharField()
    catatan = serializers.CharField(allow_blank=True)


class UsulanSerializer(UsulanRingkasSerializer):
    """One usulan whole. `kalimat`: what is happening now, for the person."""

    kalimat = serializers.CharField()
    perbaikan_sampai = serializers.DateField(allow_null=True)
    isian = PertanyaanSerializer(many=True)
    butir = ButirUsulanSerializer(many=True)
    langkah = LangkahSerializer(many=True)
    riwayat = RiwayatUsulanSerializer(many=True)
    sk = SkSerializer(allow_null=True)
    kiriman = KirimanSerializer(many=True)


def ringkas(usulan: Usulan, sla: Sla | None) -> dict[str, Any]:
    """Fields of `UsulanRingkasSerializer`; wants `pertek` joined."""
    turn = giliran(
        Keluarga(usulan.keluarga), Status(usulan.status), ada_pertek=hasattr(usulan, "pertek")
    )
    return {
        "id": usulan.pk,
        "nomor": usulan.nomor,
        "layanan": usulan.layanan_id,
        "nama_layanan": usulan.layanan.nama,
        "pegawai_id": usulan.pegawai_id,
        "pegawai": usulan.pegawai.nama_lengkap,
        "nip": usulan.pegawai.nomor,
        "unit": usulan.unit_kerja.nama,
        "status": usulan.status,
        "status_teks": Status(usulan.status).label,
        "tmt": usulan.tmt,
        "dibuat_pada": usulan.dibuat_pada,
        "diajukan_pada": usulan.diajukan_pada,
        "tiba_pada": usulan.tiba_pada,
        "terbit_pada": usulan.terbit_pada,
        "giliran": turn.value,
        "giliran_teks": turn.label,
        "sla": sla,
    }


def lengkap(user: Pengguna, usulan: Usulan, *, today: date) -> tuple[dict[str, Any], str]:
    """What `user` sees of one usulan, as the API answers it, and the version of it."""
    butir = butir_of(usulan)
    status, keluarga = Status(usulan.status), Keluarga(usulan.keluarga)
    body = {
        **ringkas(usulan, sla_for([usulan], today=today)[usulan.pk]),
        "kalimat": status_kalimat(status, ada_pertek=hasattr(usulan, "pertek"), keluarga=keluarga),
        "perbaikan_sampai": usulan.perbaikan_sampai_tanggal,
        "isian": [
            {
                "nama": satu.nama,
                "pertanyaan": satu.label,
                "jenis": satu.jenis.value,
                "wajib": satu.wajib,
                "petunjuk": satu.petunjuk,
                "pilihan": satu.pilihan,
                "nilai": str(usulan.isian.get(satu.nama) or ""),
                "nilai_teks": isian_teks(satu, usulan.isian.get(satu.nama)),
            }
            for satu in isian_of(usulan)
        ],
        "butir": _butir(user, usulan, butir, today=today),
        "langkah": _langkah(user, usulan, today=today),
        "riwayat": [
            {
                "pada": row.pada,
                "langkah": row.action,
                "langkah_teks": Action(row.action).label,
                "dari": row.dari,
                "ke": row.ke,
                "oleh": row.oleh.nama,
                "sebagai": row.sebagai,
                "catatan": row.catatan,
                "butir": row.rincian.get("alasan", {}),
            }
            for row in riwayat_of(usulan)
        ],
        "sk": _sk(usulan),
        "kiriman": kiriman_steps(usulan) if status is Status.TERBIT else [],
    }
    return dict(UsulanSerializer(body).data), usulan_versi(usulan, butir)


def _butir(
    user: Pengguna, usulan: Usulan, butir: list[ButirUsulan], *, today: date
) -> list[dict[str, Any]]:
    may = usulan_edit(user, usulan, today=today)
    open_ids: set[UUID] = butir_open(usulan, butir) if may else set()
    held = butir_arsip((b for b in butir if b.pk in open_ids), usulan.pegawai_id)
    return [
        {
            "id": b.pk,
            "kode": b.syarat.kode,
            "nama": b.nama,
            "bentuk": b.syarat.bentuk,
            "wajib": b.syarat.wajib,
            "petunjuk": b.syarat.petunjuk,
            "jenis_dokumen": b.syarat.jenis_dokumen_id,
            "kunci": b.kunci,
            "terisi": f.terisi and f.verdict is not Verdict.PERLU_DIGANTI,
            "terbuka": b.pk in open_ids,
            "formulir": b.syarat.bentuk == "ISIAN",
            "versi_id": b.versi_id,
            "arsip_versi_id": held[b.pk].pk if b.pk in held else None,
            "verdict": b.verdict,
            "alasan": b.alasan,
            "alasan_teks": ALASAN_BUTIR.get(b.alasan, ""),
            "catatan": b.catatan,
        }
        for b, f in zip(butir, butir_fakta(butir), strict=True)
    ]


def _langkah(user: Pengguna, usulan: Usulan, *, today: date) -> Iterable[dict[str, Any]]:
    moves = buttons(
        user, usulan, actions_from(Keluarga(usulan.keluarga), Status(usulan.status)), today=today
    )
    found: dict[str, dict[str, Any]] = {}
    for action, move in moves:  # of the ways to send, the last one that fits is the one taken
        if kode := LANGKAH.get(action):
            found[kode] = {"kode": kode, "tombol": move.tombol, "alasan_wajib": move.alasan}
    return found.values()


def _sk(usulan: Usulan) -> dict[str, Any] | None:
    sk = getattr(usulan, "sk", None)
    if sk is None:
        return None
    return {
        "nomor": sk.nomor_teks,
        "tanggal": sk.tanggal,
        "status": sk.status,
        "terbit_pada": sk.terbit_pada,
        "versi_id": sk.versi_pindaian_id if sk.terbit_pada else None,
    }
