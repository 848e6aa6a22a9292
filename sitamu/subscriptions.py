"""Which event wakes whom: event name -> subscriber functions, in the order they are called.

A subscriber is `f(*, peristiwa_id, nama, isi, now)`; it runs in the transaction that marks the
delivery, and copes with seeing an event twice.
"""

from collections.abc import Mapping, Sequence
from typing import Final

NOTIFY: Final = "notifikasi.services.pemberitahuan.pemberitahuan_from_event"
NOMINATIF: Final = "kepegawaian.services.nominatif.nominatif_from_event"  # facts or law changed
HARI: Final = "presensi.services.hari.hari_from_event"  # facts or law about days changed
TPP: Final = "presensi.services.tpp.tpp_from_event"  # record or rule set changed
TEMPAT: Final = "presensi.services.acuan.acuan_from_event"

SUBSCRIPTIONS: Final[Mapping[str, Sequence[str]]] = {
    "KodeAktivasiDibuat": [NOTIFY],
    "KodeAktivasiDipakai": [NOTIFY],
    "UsulanDiajukan": [NOTIFY],
    "UsulanDiteruskan": [NOTIFY],
    "UsulanTibaDiBkpsdm": [NOTIFY],
    "UsulanDikembalikan": [NOTIFY],
    "UsulanDiperbaiki": [NOTIFY],
    "UsulanTerverifikasi": [NOTIFY],
    "UsulanDiBkn": [NOTIFY],
    "UsulanPertekDicatat": [NOTIFY],
    "UsulanSiapDisetujui": [NOTIFY],
    "UsulanBts": [NOTIFY],
    "UsulanTms": [NOTIFY],
    "UsulanDitolak": [NOTIFY],
    "UsulanDibatalkan": [NOTIFY],
    "UsulanLewatBatasOpd": [NOTIFY],
    "UsulanIngatPerbaikan": [NOTIFY],
    "UsulanLewatPerbaikan": [NOTIFY],
    "UsulanLewatTahap": [NOTIFY],
    "UsulanIngatJanji": [NOTIFY],
    "UsulanLewatJanji": [NOTIFY],
    "SkSiapTtd": [NOTIFY],
    "SkMenungguTte": [NOTIFY],
    "SkTteGagal": [NOTIFY],
    "DrafSiapDiaktifkan": [NOTIFY],
    "ParameterDiaktifkan": [NOMINATIF, TEMPAT, HARI, TPP],
    "PegawaiDimuat": [NOMINATIF, TEMPAT, HARI, TPP],
    "SkDicabut": [NOTIFY, NOMINATIF, TPP],
    "UsulanDimintaPeriksa": [NOTIFY],
    "UsulanDialihkan": [NOTIFY],
    "UsulanDisiapkan": [NOTIFY],
    "UsulanDibukaKembali": [NOTIFY],
    "SkTerbit": [NOTIFY, NOMINATIF, TPP],
    "KirimanBerubah": [NOTIFY],
    "CutiDiajukan": [NOTIFY],
    "CutiDiteruskan": [NOTIFY],
    "CutiDiputuskan": [NOTIFY, HARI, NOMINATIF],  # CLTN is no service
    "CutiDibatalkan": [NOTIFY, HARI, NOMINATIF],
    "CutiDipanggil": [NOTIFY, HARI],
    "PemindaiMacet": [NOTIFY],
    "ArsipTidakUtuh": [NOTIFY],
    "DokumenBerakhir": [NOTIFY],
    "PerangkatBerubah": [NOTIFY],
    "KetukanDiputus": [NOTIFY],
    "AlpaMencapaiAmbang": [NOTIFY],
    "KegiatanDikembalikan": [NOTIFY],
    "KegiatanMenunggu": [NOTIFY],
    "SkpBerubah": [NOTIFY],
    "PenilaianDitetapkan": [NOTIFY, TPP],
    "KeberatanBerubah": [NOTIFY],
    "SkpDinilai": [NOMINATIF],
    "KeberatanTppBerubah": [NOTIFY],
    "PaketSelesai": [NOTIFY],
}
