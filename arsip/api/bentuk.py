"""Shapes of what the API takes and gives."""

from datetime import date
from typing import Any

from rest_framework import serializers

from arsip.models import JenisDokumen, Unggahan, VersiDokumen
from arsip.selectors.unggahan import kembar_of
from sitamu.inti.models import Pengguna


class JenisSerializer(serializers.ModelSerializer[JenisDokumen]):
    """A kind of document that may be filed today."""

    pdf_maks_byte = serializers.IntegerField(read_only=True, help_text="PDF paling besar.")

    class Meta:
        model = JenisDokumen
        fields = (
            "kode",
            "nama",
            "petunjuk",
            "banyak",
            "tahunan",
            "foto",
            "bermasa",
            "pdf_maks_byte",
        )
        read_only_fields = fields


class KembarSerializer(serializers.Serializer[Any]):
    """Another document with the same bytes, which the caller may read."""

    versi_id = serializers.UUIDField()
    jenis = serializers.CharField()
    kunci = serializers.CharField(allow_blank=True)
    pegawai_id = serializers.UUIDField()


class VersiSerializer(serializers.Serializer[Any]):
    """A version and how far it is.

    `sha256_masuk`: of what was sent (of several photos, the hash of their hashes); `sha256`: of
    what is kept. `status`: DIPROSES, SIAP, or DITOLAK
    and MUSNAH (destroyed by the schedule), both with `alasan`.
    """

    id = serializers.UUIDField()
    dokumen_id = serializers.UUIDField()
    pegawai_id = serializers.UUIDField()
    jenis = serializers.CharField()
    nama_jenis = serializers.CharField()
    kunci = serializers.CharField(allow_blank=True)
    nomor = serializers.IntegerField()
    status = serializers.CharField()
    alasan = serializers.CharField(allow_blank=True)
    pindai = serializers.CharField()
    mime = serializers.CharField()
    ukuran_byte = serializers.IntegerField()
    halaman = serializers.IntegerField(allow_null=True)
    gambar_siap = serializers.BooleanField()
    bertanda_tangan = serializers.BooleanField()
    sha256 = serializers.CharField()
    sha256_masuk = serializers.CharField(allow_blank=True)
    pada = serializers.DateTimeField()
    berlaku_sampai = serializers.DateField(allow_null=True, help_text="Hari terakhir berlaku.")


class MasaSerializer(serializers.Serializer[Any]):
    """The last day on which a paper is good; null: without end."""

    berlaku_sampai = serializers.DateField(allow_null=True)


class PembacaanSerializer(serializers.Serializer[Any]):
    """Somebody else looked at one's own archive."""

    pada = serializers.DateTimeField()
    nama = serializers.CharField()
    dokumen = serializers.CharField(
        source="label", help_text="Dokumen dan versinya, atau daftarnya."
    )
    aksi = serializers.CharField()


class PaketSerializer(serializers.Serializer[Any]):
    """The ZIP of everything of one's own: `siap` once it can be fetched.

    A small one is always ready; a large one is made by the worker when asked for (`berjalan`).
    """

    jumlah = serializers.IntegerField()
    ukuran_byte = serializers.IntegerField()
    siap = serializers.BooleanField()
    berjalan = serializers.BooleanField()
    pesan = serializers.CharField(allow_blank=True)


class DiterimaSerializer(VersiSerializer):
    """The answer to an upload. `sudah_ada`: the same bytes were the newest version already."""

    sudah_ada = serializers.BooleanField()
    kembar = KembarSerializer(many=True)


class UnggahSerializer(serializers.Serializer[Any]):
    """One PDF, or one to twenty photos, with the sender's own id and hashes."""

    jenis = serializers.CharField(max_length=40)
    kunci = serializers.CharField(max_length=40, required=False, default="", allow_blank=True)
    pegawai = serializers.UUIDField(required=False, help_text="Kosong: arsip sendiri.")
    id_klien = serializers.UUIDField(
        required=False, help_text="Sama dengan header Idempotency-Key; salah satu wajib."
    )
    sha256 = serializers.ListField(
        child=serializers.RegexField(r"^[0-9a-fA-F]{64}$"),
        required=False,
        default=list,
        help_text="SHA-256 tiap berkas, urut; dibandingkan dengan yang diterima.",
    )
    berkas = serializers.ListField(child=serializers.FileField(allow_empty_file=True))


class UnggahanSerializer(serializers.ModelSerializer[Unggahan]):
    """A file on its way. `diterima_byte` says where to go on while `status` is MENGIRIM."""

    jenis = serializers.CharField(source="jenis_id", allow_null=True)
    versi_status = serializers.CharField(source="versi.status", default=None, allow_null=True)

    class Meta:
        model = Unggahan
        fields = (
            "id",
            "massal_id",
            "sidik",
            "nama",
            "ukuran_byte",
            "diterima_byte",
            "sha256",
            "status",
            "kode",
            "pesan",
            "langkah",
            "pegawai_id",
            "jenis",
            "kunci",
            "versi_id",
            "versi_status",
            "dibuat_pada",
        )
        read_only_fields = fields


def versi_shape(versi: VersiDokumen) -> dict[str, Any]:
    """Fields of `VersiSerializer`."""
    dokumen = versi.dokumen
    plain = (
        "id",
        "dokumen_id",
        "nomor",
        "status",
        "alasan",
        "pindai",
        "mime",
        "ukuran_byte",
        "halaman",
        "gambar_siap",
        "bertanda_tangan",
        "sha256",
        "sha256_masuk",
        "pada",
        "berlaku_sampai",
    )
    return {
        **{name: getattr(versi, name) for name in plain},
        "pegawai_id": dokumen.pegawai_id,
        "jenis": dokumen.jenis_id,
        "nama_jenis": dokumen.jenis.nama,
        "kunci": dokumen.kunci,
    }


def diterima_shape(versi: VersiDokumen, user: Pengguna, *, today: date) -> dict[str, Any]:
    """Fields of `DiterimaSerializer`."""
    twins = kembar_of(user, sha256=versi.sha256_masuk, kecuali=versi.dokumen_id, today=today)
    return {
        **versi_shape(versi),
        "sudah_ada": versi.sudah_ada,
        "kembar": [
            {
                "versi_id": twin.pk,
                "jenis": twin.dokumen.jenis_id,
                "kunci": twin.dokumen.kunci,
                "pegawai_id": twin.dokumen.pegawai_id,
            }
            for twin in twins
        ],
    }
