"""What an issued SK does to the record, and how it is taken back.

Rows of a history are written at once, with their TMT and the number of the SK. What changes a
person's state (pension, move, appointment) waits for its day. Every change leaves a row of
`AkibatUsulan`: its source, and what stood there before.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import structlog
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from kepegawaian.models import (
    AkibatUsulan,
    KontrakPppk,
    Profil,
    RiwayatGolongan,
    RiwayatHukdis,
    RiwayatJabatan,
    RiwayatKgb,
    RiwayatPendidikan,
    RiwayatPmk,
    SuratKeputusan,
    Usulan,
)
from kepegawaian.rules.katalog import NamaAkibat
from kepegawaian.rules.pertek import AngkaData
from kepegawaian.selectors.sk import angka_of
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import JenisPegawai, Kedudukan, Pegawai, Penempatan
from sitamu.inti.selectors import in_force

logger = structlog.get_logger(__name__)

Row = models.Model
Perubahan = tuple[Row, dict[str, Any]]  # the row, and its changed fields as they were


def akibat_begin(*, usulan: Usulan, sk: SuratKeputusan, now: datetime) -> None:
    """Write what the SK of a locked usulan does; must run inside its transaction.

    Raises DataKurangError when the usulan does not say enough: then nothing is issued.
    """
    nama = usulan.versi_layanan.akibat
    if not nama:
        return
    today = timezone.localdate(now)
    kind = NamaAkibat(nama)
    mulai = usulan.tmt or sk.tanggal
    if kind in NANTI and mulai > today:
        AkibatUsulan.objects.create(usulan=usulan, nama=nama, berlaku_mulai=mulai)
        return
    _apply(usulan, sk, kind, mulai=mulai, now=now)


def _apply(
    usulan: Usulan, sk: SuratKeputusan, kind: NamaAkibat, *, mulai: date, now: datetime
) -> None:
    for row, sebelum in AKIBAT[kind](usulan, sk, mulai):
        AkibatUsulan.objects.create(
            usulan=usulan,
            nama=kind.value,
            tabel=type(row).__name__,
            objek_id=row.pk,
            sebelum=sebelum,
            berlaku_mulai=mulai,
            diterapkan_pada=now,
        )


def akibat_due(*, now: datetime) -> int:
    """Apply what has waited for its day; returns how many. Twice changes nothing more."""
    today = timezone.localdate(now)
    waiting = AkibatUsulan.objects.filter(
        diterapkan_pada=None, dibatalkan_pada=None, berlaku_mulai__lte=today
    )
    done = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        try:
            done += _due_one(pk, now=now)
        except (DataKurangError, ValidationError) as error:
            logger.warning("akibat_tertunda", akibat=str(pk), galat=str(error))
    return done


@transaction.atomic
def _due_one(pk: UUID, *, now: datetime) -> bool:
    row = AkibatUsulan.objects.select_for_update().select_related("usulan").get(pk=pk)
    if row.diterapkan_pada is not None or row.dibatalkan_pada is not None:
        return False
    usulan = Usulan.objects.select_related(
        "pegawai", "unit_kerja", "layanan", "versi_layanan", "sk", "sk__nomor"
    ).get(pk=row.usulan_id)
    _apply(usulan, usulan.sk, NamaAkibat(row.nama), mulai=row.berlaku_mulai, now=now)
    row.diterapkan_pada = now
    row.save(update_fields=["diterapkan_pada"])
    return True


def akibat_revert(*, usulan: Usulan, now: datetime) -> None:
    """Take back what the SK of a locked usulan wrote; must run inside a transaction.

    Added rows go first, then a changed one says again what it said. A row that somebody has
    corrected since keeps the correction in the trail.
    """
    rows = AkibatUsulan.objects.select_for_update().filter(usulan=usulan, dibatalkan_pada=None)
    for row in sorted(rows, key=lambda row: bool(row.sebelum)):
        if row.tabel:
            found = TABEL[row.tabel].objects.filter(pk=row.objek_id)
            if row.sebelum:
                found.update(**row.sebelum)
            else:
                found.delete()
        row.dibatalkan_pada = now
        row.save(update_fields=["dibatalkan_pada"])


# One effect each


def _figures(usulan: Usulan) -> AngkaData:
    """What the SK says: BKN's figures where there is a pertek."""
    pertek = getattr(usulan, "pertek", None)
    if pertek is None:
        return angka_of(usulan, today=timezone.localdate())
    return AngkaData(
        golongan=pertek.golongan,
        mkg=(pertek.mkg_tahun, pertek.mkg_bulan),
        gaji_pokok=pertek.gaji_pokok,
        tmt=pertek.tmt,
    )


def _added(row: Row, created: bool) -> list[Perubahan]:  # noqa: FBT001
    """A row that was there already (loaded meanwhile) is left as it is, and not ours to remove."""
    return [(row, {})] if created else []


def _golongan(usulan: Usulan, sk: SuratKeputusan, mulai: date) -> list[Perubahan]:
    angka = _figures(usulan)
    if angka.golongan is None or angka.mkg is None:
        raise DataKurangError("golongan dan masa kerja golongan")
    pertek = getattr(usulan, "pertek", None)
    return _added(
        *RiwayatGolongan.objects.get_or_create(
            pegawai=usulan.pegawai,
            tmt=mulai,
            golongan=angka.golongan,
            defaults={
                "mkg_tahun": angka.mkg[0],
                "mkg_bulan": angka.mkg[1],
                "nomor_sk": sk.nomor_teks[:60],
                "tanggal_sk": sk.tanggal,
                "jenis_kp": str(usulan.rincian.get("jenis_kp", ""))[:30],
                "nomor_pertek": pertek.nomor if pertek else "",
                "tanggal_pertek": pertek.tanggal if pertek else None,
            },
        )
    )


def _kgb(usulan: Usulan, sk: SuratKeputusan, mulai: date) -> list[Perubahan]:
    angka = _figures(usulan)
    if angka.golongan is None or angka.mkg is None:
        raise DataKurangError("golongan dan masa kerja golongan")
    return _added(
        *RiwayatKgb.objects.get_or_create(
            pegawai=usulan.pegawai,
            tmt=mulai,
            defaults={
                "golongan": angka.golongan,
                "mkg_tahun": angka.mkg[0],
                "nomor_sk": sk.nomor_teks[:60],
            },
        )
    )


def _pmk(usulan: Usulan, sk: SuratKeputusan, mulai: date) -> list[Perubahan]:
    return _added(
        *RiwayatPmk.objects.get_or_create(
            pegawai=usulan.pegawai,
            tmt=mulai,
            defaults={
                "tahun": int(_answer(usulan, "pmk_tahun")),
                "bulan": int(usulan.isian.get("pmk_bulan") or 0),
                "nomor_sk": sk.nomor_teks[:60],
            },
        )
    )


def _kontrak(usulan: Usulan, sk: SuratKeputusan, mulai: date) -> list[Perubahan]:
    akhir = date.fromisoformat(_answer(usulan, "akhir"))
    if akhir < mulai:
        raise DataKurangError("akhir perjanjian sesudah TMT")
    return _added(
        *KontrakPppk.objects.get_or_create(
            pegawai=usulan.pegawai,
            nomor=sk.nomor_teks[:60],
            defaults={"mulai": mulai, "akhir": akhir},
        )
    )


def _jabatan(usulan: Usulan, sk: SuratKeputusan, mulai: date) -> list[Perubahan]:
    unit_id = usulan.isian.get("unit_tujuan") or usulan.unit_kerja_id
    return _added(
        *RiwayatJabatan.objects.get_or_create(
            pegawai=usulan.pegawai,
            tmt=mulai,
            jabatan_id=_answer(usulan, "jabatan_baru"),
            defaults={"unit_id": unit_id, "nomor_sk": sk.nomor_teks[:60]},
        )
    )


def _gelar(usulan: Usulan, _: SuratKeputusan, __: date) -> list[Perubahan]:
    row, created = RiwayatPendidikan.objects.get_or_create(
        pegawai=usulan.pegawai,
        tingkat=_answer(usulan, "tingkat"),
        nama=_answer(usulan, "nama_pendidikan"),
        defaults={
            "tahun_lulus": int(usulan.isian.get("tahun_lulus") or 0) or None,
            "nomor_ijazah": str(usulan.isian.get("nomor_ijazah", ""))[:60],
            "sudah_dicantumkan": True,
        },
    )
    if created:
        found: list[Perubahan] = [(row, {})]
    else:
        found = [_change(row, {"sudah_dicantumkan": True})]
    gelar = {
        nama: str(usulan.isian[nama])[:50]
        for nama in ("gelar_depan", "gelar_belakang")
        if usulan.isian.get(nama)
    }
    if gelar:
        found.append(_change(usulan.pegawai, gelar))
    return found


def _mutasi(usulan: Usulan, _: SuratKeputusan, mulai: date) -> list[Perubahan]:
    found: list[Perubahan] = []
    unit_id = _answer(usulan, "unit_tujuan")
    old = Penempatan.objects.filter(in_force(mulai), pegawai=usulan.pegawai).first()
    if old is not None:
        if str(old.unit_id) == unit_id:
            return []
        if old.mulai >= mulai:
            raise DataKurangError("penempatan sebelum TMT mutasi")
        found.append(_change(old, {"sampai": mulai - timedelta(days=1)}))
    row = Penempatan.objects.create(pegawai=usulan.pegawai, unit_id=unit_id, mulai=mulai)
    return [*found, (row, {})]


def _pns(usulan: Usulan, sk: SuratKeputusan, mulai: date) -> list[Perubahan]:
    profil = Profil.objects.get(pegawai=usulan.pegawai)
    return [
        _change(usulan.pegawai, {"jenis": JenisPegawai.PNS.value}),
        _change(
            profil,
            {
                "tmt_pns": mulai,
                "nomor_sk_pns": sk.nomor_teks[:60],
                "tanggal_sk_pns": sk.tanggal,
            },
        ),
    ]


def _hukdis(usulan: Usulan, sk: SuratKeputusan, mulai: date) -> list[Perubahan]:
    akhir = str(usulan.isian.get("akhir_hukdis") or "")
    return _added(
        *RiwayatHukdis.objects.get_or_create(
            pegawai=usulan.pegawai,
            nomor_sk=sk.nomor_teks[:60],
            tmt=mulai,
            defaults={
                "tingkat": _answer(usulan, "tingkat_hukdis"),
                "jenis": _answer(usulan, "jenis_hukdis")[:150],
                "akhir": date.fromisoformat(akhir) if akhir else None,
            },
        )
    )


def _kedudukan(kedudukan: Kedudukan) -> "Effect":
    def effect(usulan: Usulan, _: SuratKeputusan, __: date) -> list[Perubahan]:
        # Whoever has died stays so on record: the SK gives the heirs a pension.
        if usulan.pegawai.kedudukan in (Kedudukan.MENINGGAL, kedudukan):
            return []
        return [_change(usulan.pegawai, {"kedudukan": kedudukan.value})]

    return effect


def _change(row: Row, fields: Mapping[str, Any]) -> Perubahan:
    sebelum = {nama: _plain(getattr(row, nama)) for nama in fields}
    for nama, nilai in fields.items():
        setattr(row, nama, nilai)
    row.save(update_fields=list(fields))
    return row, sebelum


def _plain(nilai: Any) -> Any:
    return nilai.isoformat() if isinstance(nilai, date) else nilai


def _answer(usulan: Usulan, nama: str) -> str:
    """An answer that this effect cannot do without; raises DataKurangError."""
    nilai = str(usulan.isian.get(nama, "") or "").strip()
    if not nilai:
        raise DataKurangError(nama.replace("_", " "))
    return nilai


TABEL: Final[Mapping[str, Any]] = {
    model.__name__: model
    for model in (
        KontrakPppk,
        Pegawai,
        Penempatan,
        Profil,
        RiwayatGolongan,
        RiwayatHukdis,
        RiwayatJabatan,
        RiwayatKgb,
        RiwayatPendidikan,
        RiwayatPmk,
    )
}
"""Tables that an SK may change."""

Effect = Callable[[Usulan, SuratKeputusan, date], list[Perubahan]]
AKIBAT: Final[Mapping[NamaAkibat, Effect]] = {
    NamaAkibat.GOLONGAN: _golongan,
    NamaAkibat.KGB: _kgb,
    NamaAkibat.PMK: _pmk,
    NamaAkibat.KONTRAK: _kontrak,
    NamaAkibat.JABATAN: _jabatan,
    NamaAkibat.GELAR: _gelar,
    NamaAkibat.HUKDIS: _hukdis,
    NamaAkibat.MUTASI: _mutasi,
    NamaAkibat.PNS: _pns,
    NamaAkibat.PENSIUN: _kedudukan(Kedudukan.PENSIUN),
    NamaAkibat.BERHENTI: _kedudukan(Kedudukan.BERHENTI),
    NamaAkibat.TUGAS_BELAJAR: _kedudukan(Kedudukan.TUGAS_BELAJAR),
}
NANTI: Final = frozenset(
    {
        NamaAkibat.MUTASI,
        NamaAkibat.PNS,
        NamaAkibat.PENSIUN,
        NamaAkibat.BERHENTI,
        NamaAkibat.TUGAS_BELAJAR,
    }
)
"""Effects that wait for the TMT."""
