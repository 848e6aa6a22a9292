"""Reads of SK: what a signer sees, what the public may ask of a code."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from kepegawaian.models import AturanSk, Pertek, StatusSk, SuratKeputusan, Usulan
from kepegawaian.rules.golongan import golongan_parse
from kepegawaian.rules.pertek import AngkaData, Selisih, pertek_differences
from kepegawaian.rules.surat import kode_normalise
from kepegawaian.rules.usulan import MENUNGGU_TANDA_TANGAN, Keluarga, Status
from kepegawaian.selectors.pensiun import PENSIUN_BUP, FaktaPensiun, fakta_pensiun
from kepegawaian.selectors.surat import angka_layanan, angka_pertek
from kepegawaian.selectors.usulan import usulan_visible_to
from sitamu.inti.errors import DataKurangError, NotFoundError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import units_granted


def aturan_sk(layanan_id: str, golongan: str, *, on: date) -> AturanSk:
    """Who decides an SK of this golongan on that day; raises DataKurangError.

    Golongan edges are inclusive, a row without them is for everybody; of several rows the newest
    in force counts. `golongan` may be empty where only such rows are.
    """
    wanted = golongan_parse(golongan) if golongan else None
    rows = AturanSk.objects.filter(layanan=layanan_id, berlaku_mulai__lte=on)
    for row in rows.order_by("-berlaku_mulai"):
        if not row.golongan_dari:
            return row
        lowest, highest = golongan_parse(row.golongan_dari), golongan_parse(row.golongan_sampai)
        if wanted and wanted.jenis == lowest.jenis and lowest <= wanted <= highest:
            return row
    raise DataKurangError(f"aturan SK golongan {golongan}".strip())


def sk_from_bkn(layanan_id: str, golongan: str, *, on: date) -> AturanSk | None:
    """The rule by which BKN makes the SK of this golongan; None when it is made here."""
    try:
        row = aturan_sk(layanan_id, golongan, on=on)
    except DataKurangError:
        return None
    return None if row.penerbitan == "DIBUAT" else row


def usulan_for_sk(user: Pengguna, *, today: date) -> QuerySet[Usulan]:
    """Usulan whose SK `user` approves, files or has issued: in granted units, never one's own."""
    return (
        usulan_visible_to(user, today=today)
        .filter(
            Q(unit_kerja__in=units_granted(user, Hak.SK_APPROVE, on=today))
            | Q(unit_kerja__in=units_granted(user, Hak.SK_FILE, on=today)),
            SIAP_DISETUJUI | Q(status__in=[*MENUNGGU_TANDA_TANGAN, Status.TERBIT]),
        )
        .exclude(pegawai__pengguna=user)
        .select_related("pertek", "sk", "sk__nomor")
    )


SIAP_DISETUJUI: Final = Q(keluarga=Keluarga.PERTEK, status=Status.DI_BKN, pertek__isnull=False) | Q(
    keluarga__in=[Keluarga.SK_SENDIRI, Keluarga.SURAT], status=Status.TERVERIFIKASI
)
"""Usulan whose SK waits for approval: with BKN's pertek where BKN has a say."""


def usulan_for_sk_get(user: Pengguna, usulan_id: UUID, *, today: date) -> Usulan:
    """One of them; raises NotFoundError."""
    usulan = usulan_for_sk(user, today=today).filter(pk=usulan_id).first()
    if usulan is None:
        raise NotFoundError
    return usulan


def sk_waiting() -> QuerySet[SuratKeputusan]:
    """SK whose PDF is still to be made, for workers."""
    return SuratKeputusan.objects.filter(status=StatusSk.MENUNGGU_PDF)


def selisih_usulan(usulan: Usulan, *, today: date) -> list[Selisih]:
    """Differences between the pertek of any usulan and our record; raises DataKurangError."""
    pertek: Pertek | None = getattr(usulan, "pertek", None)
    if pertek is None:
        return []
    return pertek_differences(angka_pertek(pertek), angka_of(usulan, today=today))


def angka_pensiun(fakta: FaktaPensiun) -> AngkaData:
    """Figures of a pension BUP by our record."""
    return AngkaData(
        golongan=fakta.golongan.golongan,
        mkg=(fakta.mkg.tahun, fakta.mkg.bulan),
        mkp=(fakta.mkp.tahun, fakta.mkp.bulan) if fakta.mkp else (0, 0),
        gaji_pokok=fakta.gaji_pokok,
        tmt=fakta.perkiraan.tmt_pensiun,
        pensiun_pokok=(fakta.pokok.pensiun_ditetapkan or fakta.pokok.pensiun_hitung)
        if fakta.pokok
        else None,
    )


def angka_of(usulan: Usulan, *, today: date) -> AngkaData:
    """Figures of an SK by our record as it is today; raises DataKurangError."""
    if usulan.layanan_id == PENSIUN_BUP:
        return angka_pensiun(fakta_pensiun(usulan.pegawai, today=today))
    return angka_layanan(usulan, today=today)


@dataclass(frozen=True, slots=True)
class SkTerbitan:
    """An SK that went out: whom it is for, its number and day."""

    pegawai_id: UUID
    nomor: str
    tanggal: date


def sk_dated(dari: date, sampai: date) -> list[SkTerbitan]:
    """Every numbered SK dated `dari`..`sampai` (both inclusive) and not withdrawn, oldest first."""
    rows = SuratKeputusan.objects.filter(tanggal__range=(dari, sampai)).exclude(
        status=StatusSk.DICABUT
    )
    found = rows.order_by("tanggal", "pk").values_list(
        "usulan__pegawai_id", Coalesce("nomor__teks", "nomor_luar"), "tanggal"
    )
    return [SkTerbitan(*row) for row in found]


@dataclass(frozen=True, slots=True)
class Keabsahan:
    """What the public page says of a code. `keadaan`: the stable word for it."""

    keadaan: str
    judul: str
    kalimat: str
    sk: SuratKeputusan | None = None


def keabsahan_of(kode: str) -> Keabsahan:
    """Whether the SK behind a code stands: only once the signed scan is filed."""
    sk = (
        SuratKeputusan.objects.filter(kode=kode_normalise(kode)[:16])
        .select_related("nomor", "usulan__layanan", "versi_pdf", "versi_pindaian")
        .first()
    )
    if sk is None:
        return Keabsahan(
            "tidak_ditemukan",
            "Tidak ditemukan",
            "Tidak ada SK dengan kode ini. Periksa lagi kode pada bagian bawah SK.",
        )
    match sk.status:
        case StatusSk.TERBIT:
            return Keabsahan(
                "berlaku",
                "Tercatat dan masih berlaku",
                "SK ini tercatat dan naskah bertanda tangan sudah disimpan.",
                sk,
            )
        case StatusSk.DICABUT:
            return Keabsahan(
                "dicabut", "Dicabut", "SK ini pernah tercatat dan sudah tidak berlaku.", sk
            )
        case _:
            return Keabsahan(
                "belum_ditandatangani",
                "Belum ditandatangani",
                "SK ini sudah bernomor, tetapi naskah bertanda tangan belum tercatat. "
                "SK belum berlaku.",
                sk,
            )
