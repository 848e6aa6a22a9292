"""Permissions (`Hak`) and the bundles (`Peran`) in which an office usually receives them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Hak(StrEnum):
    """One permission. It is always given over a unit subtree and between two dates."""

    PEGAWAI_VIEW = "PEGAWAI_VIEW"
    NOMINATIF_VIEW = "NOMINATIF_VIEW"
    ARSIP_VIEW = "ARSIP_VIEW"
    ARSIP_UPLOAD = "ARSIP_UPLOAD"
    ARSIP_HUKDIS = "ARSIP_HUKDIS"
    ARSIP_KESEHATAN = "ARSIP_KESEHATAN"
    ARSIP_KEUANGAN = "ARSIP_KEUANGAN"
    ARSIP_RETENSI = "ARSIP_RETENSI"
    USULAN_VIEW = "USULAN_VIEW"
    USULAN_SUBMIT = "USULAN_SUBMIT"
    USULAN_CHECK_OPD = "USULAN_CHECK_OPD"
    USULAN_APPROVE_OPD = "USULAN_APPROVE_OPD"
    USULAN_VERIFY = "USULAN_VERIFY"
    SK_APPROVE = "SK_APPROVE"
    SK_FILE = "SK_FILE"
    KIRIMAN_MANAGE = "KIRIMAN_MANAGE"
    IMPOR_RUN = "IMPOR_RUN"
    PENGGUNA_MANAGE = "PENGGUNA_MANAGE"
    AKTIVASI_ISSUE = "AKTIVASI_ISSUE"
    REFERENSI_EDIT = "REFERENSI_EDIT"
    JEJAK_VIEW = "JEJAK_VIEW"
    PRESENSI_VIEW = "PRESENSI_VIEW"
    PRESENSI_ROSTER = "PRESENSI_ROSTER"
    PRESENSI_MANAGE = "PRESENSI_MANAGE"
    TPP_VIEW = "TPP_VIEW"
    TPP_MANAGE = "TPP_MANAGE"
    TPP_APPROVE_OPD = "TPP_APPROVE_OPD"
    TPP_APPROVE_BKPSDM = "TPP_APPROVE_BKPSDM"
    TPP_APPROVE_BPKAD = "TPP_APPROVE_BPKAD"

    @property
    def label(self) -> str:
        return HAK_LABEL[self]


HAK_LABEL: Final[Mapping[Hak, str]] = {
    Hak.PEGAWAI_VIEW: "Melihat data pegawai",
    Hak.NOMINATIF_VIEW: "Melihat daftar nominatif",
    Hak.ARSIP_VIEW: "Melihat arsip pegawai",
    Hak.ARSIP_UPLOAD: "Mengunggah ke arsip pegawai",
    Hak.ARSIP_HUKDIS: "Melihat arsip hukuman disiplin",
    Hak.ARSIP_KESEHATAN: "Melihat arsip kesehatan",
    Hak.ARSIP_KEUANGAN: "Melihat arsip keuangan pribadi",
    Hak.ARSIP_RETENSI: "Mengelola retensi dan pemusnahan arsip",
    Hak.USULAN_VIEW: "Melihat usulan",
    Hak.USULAN_SUBMIT: "Mengusulkan atas nama pegawai",
    Hak.USULAN_CHECK_OPD: "Memeriksa usulan di OPD",
    Hak.USULAN_APPROVE_OPD: "Menyetujui usulan di OPD",
    Hak.USULAN_VERIFY: "Memeriksa usulan di BKPSDM",
    Hak.SK_APPROVE: "Menyetujui SK",
    Hak.SK_FILE: "Menyimpan SK yang sudah ditandatangani",
    Hak.KIRIMAN_MANAGE: "Mengirim SK lewat Pos",
    Hak.IMPOR_RUN: "Memuat daftar pegawai",
    Hak.PENGGUNA_MANAGE: "Mengelola pengguna dan hak",
    Hak.AKTIVASI_ISSUE: "Membuka akun dan membuat kode aktivasi",
    Hak.REFERENSI_EDIT: "Mengubah data acuan dan aturan",
    Hak.JEJAK_VIEW: "Melihat jejak akses",
    Hak.PRESENSI_VIEW: "Melihat presensi pegawai",
    Hak.PRESENSI_ROSTER: "Menyusun roster jaga",
    Hak.PRESENSI_MANAGE: "Mengelola tempat, jadwal, dan koreksi presensi",
    Hak.TPP_VIEW: "Melihat TPP pegawai",
    Hak.TPP_MANAGE: "Menghitung TPP dan mengisi pagunya",
    Hak.TPP_APPROVE_OPD: "Menyetujui TPP di OPD",
    Hak.TPP_APPROVE_BKPSDM: "Menyetujui TPP di BKPSDM",
    Hak.TPP_APPROVE_BPKAD: "Menyetujui dan menutup TPP di BPKAD",
}


class Peran(StrEnum):
    """A usual office: a name for a bundle of permissions, nothing more."""

    OPERATOR_OPD = "OPERATOR_OPD"
    KEPALA_OPD = "KEPALA_OPD"
    VERIFIKATOR = "VERIFIKATOR"
    PENANDATANGAN = "PENANDATANGAN"
    PETUGAS_PENGIRIMAN = "PETUGAS_PENGIRIMAN"
    PETUGAS_DISIPLIN = "PETUGAS_DISIPLIN"
    ARSIPARIS = "ARSIPARIS"
    PENGELOLA_PRESENSI = "PENGELOLA_PRESENSI"
    PENGELOLA_TPP = "PENGELOLA_TPP"
    PENYETUJU_TPP = "PENYETUJU_TPP"
    BPKAD = "BPKAD"
    ADMIN = "ADMIN"

    @property
    def label(self) -> str:
        return PERAN_LABEL[self]


PERAN_LABEL: Final[Mapping[Peran, str]] = {
    Peran.OPERATOR_OPD: "Operator OPD",
    Peran.KEPALA_OPD: "Kepala OPD",
    Peran.VERIFIKATOR: "Verifikator BKPSDM",
    Peran.PENANDATANGAN: "Penandatangan",
    Peran.PETUGAS_PENGIRIMAN: "Petugas pengiriman",
    Peran.PETUGAS_DISIPLIN: "Petugas disiplin dan kesejahteraan",
    Peran.ARSIPARIS: "Arsiparis",
    Peran.PENGELOLA_PRESENSI: "Pengelola presensi",
    Peran.PENGELOLA_TPP: "Pengelola TPP",
    Peran.PENYETUJU_TPP: "Penyetuju TPP BKPSDM",
    Peran.BPKAD: "Petugas BPKAD",
    Peran.ADMIN: "Admin",
}

HAK_OF: Final[Mapping[Peran, frozenset[Hak]]] = {
    Peran.OPERATOR_OPD: frozenset(
        {
            Hak.PEGAWAI_VIEW,
            Hak.NOMINATIF_VIEW,
            Hak.ARSIP_VIEW,
            Hak.ARSIP_UPLOAD,
            Hak.ARSIP_KEUANGAN,
            Hak.USULAN_VIEW,
            Hak.USULAN_SUBMIT,
            Hak.USULAN_CHECK_OPD,
            Hak.AKTIVASI_ISSUE,
            Hak.PRESENSI_VIEW,
            Hak.PRESENSI_ROSTER,
        }
    ),
    Peran.KEPALA_OPD: frozenset(
        {
            Hak.PEGAWAI_VIEW,
            Hak.NOMINATIF_VIEW,
            Hak.USULAN_VIEW,
            Hak.USULAN_APPROVE_OPD,
            Hak.PRESENSI_VIEW,
            Hak.TPP_VIEW,
            Hak.TPP_APPROVE_OPD,
        }
    ),
    # A verifikator reads the papers of running cases only, by the grants that each case pushes.
    Peran.VERIFIKATOR: frozenset(
        {Hak.PEGAWAI_VIEW, Hak.NOMINATIF_VIEW, Hak.USULAN_VIEW, Hak.USULAN_VERIFY}
    ),
    Peran.PENANDATANGAN: frozenset({Hak.USULAN_VIEW, Hak.SK_APPROVE, Hak.SK_FILE}),
    Peran.PETUGAS_PENGIRIMAN: frozenset({Hak.KIRIMAN_MANAGE}),
    Peran.PETUGAS_DISIPLIN: frozenset(
        {
            Hak.PEGAWAI_VIEW,
            Hak.ARSIP_VIEW,
            Hak.ARSIP_UPLOAD,
            Hak.ARSIP_HUKDIS,
            Hak.ARSIP_KESEHATAN,
            Hak.ARSIP_KEUANGAN,
        }
    ),
    # An arsiparis sees lists of papers (kind, dates, hash) and opens none of them.
    Peran.ARSIPARIS: frozenset({Hak.ARSIP_RETENSI}),
    Peran.PENGELOLA_PRESENSI: frozenset(
        {Hak.PEGAWAI_VIEW, Hak.PRESENSI_VIEW, Hak.PRESENSI_ROSTER, Hak.PRESENSI_MANAGE}
    ),
    Peran.PENGELOLA_TPP: frozenset({Hak.PEGAWAI_VIEW, Hak.TPP_VIEW, Hak.TPP_MANAGE}),
    Peran.PENYETUJU_TPP: frozenset({Hak.TPP_VIEW, Hak.TPP_APPROVE_BKPSDM}),
    Peran.BPKAD: frozenset({Hak.TPP_VIEW, Hak.TPP_APPROVE_BPKAD}),
    Peran.ADMIN: frozenset(
        {
            Hak.PEGAWAI_VIEW,
            Hak.IMPOR_RUN,
            Hak.PENGGUNA_MANAGE,
            Hak.REFERENSI_EDIT,
            Hak.JEJAK_VIEW,
        }
    ),
}
