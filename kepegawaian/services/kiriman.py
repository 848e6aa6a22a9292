"""SK on their way by post: put on a manifest, handed over, followed until somebody signs for them.

Not connected to PT Pos: a person enters what happened. Every step is one history row and one
event for each usulan in the envelope.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from arsip.services.intake import file_judge
from arsip.services.pindai import file_scan
from kepegawaian import events
from kepegawaian.errors import (
    KirimanEmptyError,
    KirimanTransitionError,
    ReceivedTimeError,
    ResiDoubtfulError,
    ResiInvalidError,
    ResiTakenError,
)
from kepegawaian.models import (
    IsiKiriman,
    Kiriman,
    LayananPos,
    Manifest,
    RiwayatKiriman,
    SuratKeputusan,
    Usulan,
)
from kepegawaian.rules.kiriman import (
    StatusKiriman,
    Tujuan,
    kiriman_next,
    resi_looks_wrong,
    resi_normalise,
    tujuan_ahli_waris,
)
from kepegawaian.rules.surat import HURUF_KODE, Isi
from kepegawaian.selectors.kiriman import (
    alamat_lacking,
    kiriman_of_manifest,
    kiriman_visible_to,
    manifest_get,
    manifest_total,
    sk_unsent,
)
from kepegawaian.selectors.surat import instansi_in_force
from kepegawaian.services.tahap import tahap_close
from kepegawaian.services.usulan import usulan_event
from sitamu.inti.errors import DataKurangError, NotAllowedError, NotFoundError
from sitamu.inti.models import Kedudukan, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import tanggal_panjang
from sitamu.inti.selectors import units_granted
from sitamu.inti.services.nomor import nomor_issue
from sitamu.inti.services.outbox import emit
from sitamu.inti.surat import code128_svg, render_pdf

REGISTER: Final = "MANIFEST"
FORMAT_NOMOR: Final = "MNF/{urut}/{unit}/{tahun}"  # cannot be taken for the number of a letter
BERAT_GRAM: Final = 50


def new_ref() -> str:
    """Our own reference on the envelope: `STM-` keeps it apart from any resi."""
    ref = ""
    while not ref or Kiriman.objects.filter(ref=ref).exists():
        ref = "STM-" + "".join(secrets.choice(HURUF_KODE) for _ in range(8))
    return ref


# Envelopes and manifest


@transaction.atomic
def kiriman_prepare(
    *,
    unit_ids: Sequence[UUID],
    layanan_pos: str,
    kantor_pos: str,
    actor: Pengguna,
    now: datetime,
) -> Manifest:
    """One envelope for each chosen unit with all its unsent SK, on one numbered manifest.

    Shipments made again (after one came back) ride along. The SK are locked, so that a second
    click finds nothing left: KirimanEmptyError. Raises DataKurangError naming what an address
    lacks, NotFoundError for a unit outside the scope.
    """
    today = timezone.localdate(now)
    units = {
        unit.pk: unit
        for unit in units_granted(actor, Hak.KIRIMAN_MANAGE, on=today).filter(pk__in=unit_ids)
    }
    if len(units) != len(set(unit_ids)):
        raise NotFoundError
    layanan = LayananPos.objects.filter(pk=layanan_pos, aktif=True).first()
    if layanan is None:
        raise NotFoundError("Layanan Pos ini tidak ada atau tidak aktif.")
    _lock_sk(actor, units, today)
    contents: dict[UUID, list[SuratKeputusan]] = {}
    for sk in sk_unsent(actor, today=today).filter(usulan__unit_kerja__in=units).order_by("pk"):
        contents.setdefault(sk.usulan.unit_kerja_id, []).append(sk)
    again = list(
        kiriman_visible_to(actor, today=today)
        .select_for_update(of=("self",))
        .filter(unit__in=units, manifest__isnull=True, status=StatusKiriman.DISIAPKAN)
        .order_by("pk")
    )
    if not contents and not again:
        raise KirimanEmptyError
    heirs = [sk for rows in contents.values() for sk in rows if _heir(sk)]
    offices = {pk: [sk for sk in rows if not _heir(sk)] for pk, rows in contents.items()}
    _refuse_lacking([units[pk] for pk, rows in offices.items() if rows])
    manifest = _new_manifest(kantor_pos, actor, today)
    for unit_id, rows in offices.items():
        if rows:
            _new_kiriman(units[unit_id], rows, layanan, manifest=manifest, actor=actor, now=now)
    for sk in heirs:
        unit = units[sk.usulan.unit_kerja_id]
        _new_kiriman(unit, [sk], layanan, manifest=manifest, actor=actor, now=now, ke=_heir(sk))
    for kiriman in again:
        kiriman.manifest = manifest
        kiriman.save(update_fields=["manifest"])
    return manifest


def _heir(sk: SuratKeputusan) -> Tujuan | None:
    """Of somebody who died the SK goes to the heir's own address, one envelope each."""
    if sk.usulan.pegawai.kedudukan != Kedudukan.MENINGGAL:
        return None
    return tujuan_ahli_waris(sk.usulan.isian)


def _lock_sk(actor: Pengguna, units: dict[UUID, UnitKerja], today: date) -> None:
    """Lock what may be sent, in one order; read it again afterwards, for what others took."""
    ids = sk_unsent(actor, today=today).filter(usulan__unit_kerja__in=units).values("pk")
    list(
        SuratKeputusan.objects.filter(pk__in=ids)
        .select_for_update()
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _refuse_lacking(units: Sequence[UnitKerja]) -> None:
    lacking = [f"{', '.join(kurang)} {u.nama}" for u in units if (kurang := alamat_lacking(u))]
    if lacking:
        raise DataKurangError(
            "; ".join(lacking),
            langkah="Lengkapi alamat unit pada data unit kerja, atau kirim tujuan lain dulu.",
        )


def _new_manifest(kantor_pos: str, actor: Pengguna, today: date) -> Manifest:
    instansi = instansi_in_force(on=today)
    manifest = Manifest(tanggal=today, kantor_pos=kantor_pos.strip(), oleh=actor)
    manifest.nomor = nomor_issue(
        register=REGISTER,
        format_nomor=FORMAT_NOMOR,
        isian={"unit": str(instansi["kode_unit"])},
        rujukan_jenis="manifest",
        rujukan_id=manifest.pk,
        tanggal=today,
        oleh=actor,
    )
    manifest.save()
    return manifest


def _new_kiriman(
    unit: UnitKerja,
    rows: Sequence[SuratKeputusan],
    layanan: LayananPos,
    *,
    actor: Pengguna,
    now: datetime,
    manifest: Manifest | None = None,
    pengganti_dari: Kiriman | None = None,
    ke: Tujuan | None = None,
) -> Kiriman:
    """The address is copied: a later change of the unit does not touch history.

    `ke`: where it goes instead of the unit.
    """
    to = ke or Tujuan(unit.nama, unit.alamat, unit.kecamatan, unit.kode_pos)
    kiriman = Kiriman.objects.create(
        ref=new_ref(),
        unit=unit,
        manifest=manifest,
        layanan_pos=layanan,
        tujuan_nama=to.nama,
        tujuan_alamat=to.alamat,
        tujuan_kecamatan=to.kecamatan,
        tujuan_kode_pos=to.kode_pos,
        berat_gram=BERAT_GRAM * max(1, len(rows)),
        pengganti_dari=pengganti_dari,
    )
    IsiKiriman.objects.bulk_create(IsiKiriman(kiriman=kiriman, sk=sk) for sk in rows)
    _record(kiriman, "", actor=actor, now=now, catatan="")
    return kiriman


def _record(kiriman: Kiriman, dari: str, *, actor: Pengguna, now: datetime, catatan: str) -> None:
    """One history row; when the status changed, one event for each usulan in the envelope."""
    RiwayatKiriman.objects.create(
        kiriman=kiriman,
        dari=dari,
        ke=kiriman.status,
        oleh=actor,
        pada=now,
        catatan=catatan.strip()[:300],
    )
    if dari == kiriman.status:
        return
    status = StatusKiriman(kiriman.status)
    diterima = kiriman.diterima_pada
    sent = Usulan.objects.filter(sk__kiriman__kiriman=kiriman).select_related("pegawai", "layanan")
    if status is StatusKiriman.DISERAHKAN:
        tahap_close(usulan_ids=[usulan.pk for usulan in sent], actor=actor, now=now)
    for usulan in sent:
        emit(
            usulan_event(
                events.KirimanBerubah,
                usulan,
                actor=actor,
                catatan=catatan.strip(),
                kiriman_id=kiriman.pk,
                status=status.value,
                status_label=status.label,
                tujuan=kiriman.tujuan_nama,
                resi=kiriman.resi,
                diterima_oleh=kiriman.diterima_oleh,
                diterima_tanggal=timezone.localdate(diterima).isoformat() if diterima else "",
            )
        )


# Steps


def _locked(kiriman_id: UUID, actor: Pengguna, now: datetime) -> Kiriman:
    """Lock one visible shipment; raises NotFoundError."""
    row = (
        kiriman_visible_to(actor, today=timezone.localdate(now))
        .select_for_update(of=("self",))
        .filter(pk=kiriman_id)
        .first()
    )
    if row is None:
        raise NotFoundError
    return row


def _move(
    kiriman: Kiriman, ke: StatusKiriman, *, actor: Pengguna, now: datetime, catatan: str = ""
) -> Kiriman:
    dari = StatusKiriman(kiriman.status)
    if kiriman.pengganti.exists():
        raise KirimanTransitionError(status=dari.label, action=ke.label)
    kiriman.status = kiriman_next(dari, ke).value
    kiriman.save()
    _record(kiriman, dari.value, actor=actor, now=now, catatan=catatan)
    return kiriman


@transaction.atomic
def manifest_handover(
    *, manifest_id: UUID, petugas_pos: str, actor: Pengguna, now: datetime
) -> Manifest:
    """PT Pos has counted and taken everything on the manifest. Twice gives the same answer.

    Only whoever may see every line hands over the whole; raises NotAllowedError otherwise.
    """
    today = timezone.localdate(now)
    manifest = manifest_get(actor, manifest_id, today=today)
    manifest = Manifest.objects.select_for_update().select_related("nomor").get(pk=manifest.pk)
    if manifest.diserahkan_pada is not None:
        return manifest
    rows = list(
        kiriman_visible_to(actor, today=today)
        .select_for_update(of=("self",))
        .filter(manifest=manifest)
        .order_by("pk")
    )
    if len(rows) != manifest.kiriman.count():
        raise NotAllowedError
    manifest.petugas_pos, manifest.diserahkan_pada = petugas_pos.strip(), now
    manifest.save(update_fields=["petugas_pos", "diserahkan_pada"])
    for row in rows:
        _move(row, StatusKiriman.DISERAHKAN, actor=actor, now=now, catatan=manifest.kantor_pos)
    return manifest


@transaction.atomic
def resi_enter(
    *,
    kiriman_id: UUID,
    resi: str,
    alasan: str = "",
    biaya_rupiah: int | None = None,
    berat_gram: int | None = None,
    actor: Pengguna,
    now: datetime,
) -> Kiriman:
    """Note the number PT Pos gave, and weight (g) and fee (rupiah) when known.

    Raises ResiInvalidError for a shape that is no resi, ResiDoubtfulError when the S10 check digit
    disagrees and no `alasan` is given, ResiTakenError when another shipment has it.
    """
    number = resi_normalise(resi)
    if number is None:
        raise ResiInvalidError
    kiriman = _locked(kiriman_id, actor, now)
    if kiriman.status in (StatusKiriman.DITERIMA, StatusKiriman.KEMBALI):
        raise KirimanTransitionError(status=kiriman.status, action="resi")
    doubtful = resi_looks_wrong(number)
    if doubtful and not alasan.strip():
        raise ResiDoubtfulError(number)
    other = Kiriman.objects.filter(resi=number).exclude(pk=kiriman.pk).first()
    if other is not None:
        raise ResiTakenError(number, other.ref)
    old, kiriman.resi = kiriman.resi, number
    if biaya_rupiah is not None:
        kiriman.biaya_rupiah = biaya_rupiah
    if berat_gram is not None:
        kiriman.berat_gram = berat_gram
    try:
        with transaction.atomic():
            kiriman.save(update_fields=["resi", "biaya_rupiah", "berat_gram"])
    except IntegrityError:
        raise ResiTakenError(number, "lain") from None
    if old != number:
        catatan = f"Resi {old} diganti {number}." if old else f"Resi {number}."
        if doubtful:
            catatan += f" Angka pemeriksa tidak cocok: {alasan.strip()}"
        _record(kiriman, kiriman.status, actor=actor, now=now, catatan=catatan)
    return kiriman


@transaction.atomic
def kiriman_move(
    *, kiriman_id: UUID, ke: StatusKiriman, catatan: str, actor: Pengguna, now: datetime
) -> Kiriman:
    """Note a step that PT Pos reported; receiving and handing over have their own functions.

    GAGAL and KEMBALI need a reason (DataKurangError). Said twice, the second changes nothing.
    """
    kiriman = _locked(kiriman_id, actor, now)
    if kiriman.status == ke:
        return kiriman
    if ke in (StatusKiriman.DITERIMA, StatusKiriman.DISERAHKAN):
        raise KirimanTransitionError(status=kiriman.status, action=ke.label)
    if ke in (StatusKiriman.GAGAL, StatusKiriman.KEMBALI) and not catatan.strip():
        raise DataKurangError("alasan", langkah="Tulis alasan dari PT Pos, misalnya pindah alamat.")
    return _move(kiriman, ke, actor=actor, now=now, catatan=catatan)


def kiriman_receive(
    *,
    kiriman_id: UUID,
    diterima_oleh: str,
    diterima_hubungan: str,
    diterima_pada: datetime,
    bukti: UploadedFile[Any] | None,
    actor: Pengguna,
    now: datetime,
) -> Kiriman:
    """Record the proof of delivery: who took it, when, and the picture or PDF when there is one.

    The proof is stored before the transaction. Raises ReceivedTimeError for a time ahead of `now`
    or before the minute of the hand-over (that minute included is right), and what the archive
    refuses of a file.
    """
    if diterima_pada > now:
        raise ReceivedTimeError("Waktu diterima belum lewat.")
    with transaction.atomic():
        kiriman = _locked(kiriman_id, actor, now)
        if kiriman.status == StatusKiriman.DITERIMA:
            return kiriman
        kiriman_next(StatusKiriman(kiriman.status), StatusKiriman.DITERIMA)
        handed = kiriman.riwayat.get(ke=StatusKiriman.DISERAHKAN, dari=StatusKiriman.DISIAPKAN).pada
    if diterima_pada < handed.replace(second=0, microsecond=0):
        local = timezone.localtime(handed)
        raise ReceivedTimeError(
            "Waktu diterima lebih awal daripada waktu diserahkan ke Pos, "
            f"{tanggal_panjang(local.date())} {local:%H.%M}."
        )
    stored = _store_proof(kiriman_id, bukti) if bukti is not None else ""
    with transaction.atomic():
        kiriman = _locked(kiriman_id, actor, now)
        if kiriman.status == StatusKiriman.DITERIMA:
            return kiriman
        kiriman.diterima_oleh = diterima_oleh.strip()
        kiriman.diterima_hubungan = diterima_hubungan.strip()
        kiriman.diterima_pada = diterima_pada
        kiriman.bukti = stored
        return _move(
            kiriman,
            StatusKiriman.DITERIMA,
            actor=actor,
            now=now,
            catatan=f"Diterima {kiriman.diterima_oleh}",
        )


def _store_proof(kiriman_id: UUID, bukti: UploadedFile[Any]) -> str:
    """Store a PDF or photo under the limits of the archive, free of viruses; raises BerkasError."""
    suffix = file_judge(bukti).isi.lower()
    file_scan(bukti)
    return default_storage.save(f"kiriman/{kiriman_id}/{uuid4().hex}.{suffix}", bukti)


@transaction.atomic
def kiriman_resend(*, kiriman_id: UUID, actor: Pengguna, now: datetime) -> Kiriman:
    """A new envelope for what came back or failed, linked to the old one, with today's address.

    Asked twice, the same new one comes back. Raises KirimanTransitionError from other states,
    DataKurangError when the address is not complete.
    """
    kiriman = _locked(kiriman_id, actor, now)
    made = kiriman.pengganti.first()
    if made is not None:
        return made
    if kiriman.status not in (StatusKiriman.KEMBALI, StatusKiriman.GAGAL):
        raise KirimanTransitionError(status=kiriman.status, action="kirim ulang")
    unit = UnitKerja.objects.get(pk=kiriman.unit_id)
    rows = [isi.sk for isi in kiriman.isi.select_related("sk__usulan__pegawai")]
    ke = next(filter(None, map(_heir, rows)), None)
    if ke is None:
        _refuse_lacking([unit])
    return _new_kiriman(
        unit, rows, kiriman.layanan_pos, actor=actor, now=now, pengganti_dari=kiriman, ke=ke
    )


# Paper


def _ribuan(nilai: int | None) -> str:
    return "" if nilai is None else f"{nilai:,}".replace(",", ".")


def manifest_isi(manifest: Manifest, actor: Pengguna, *, today: date) -> Isi:
    """What the manifest prints: its lines, totals, and two copies to sign."""
    instansi = instansi_in_force(on=today)
    rows = kiriman_of_manifest(actor, manifest, today=today)
    total = manifest_total(rows)
    taken = timezone.localtime(manifest.diserahkan_pada) if manifest.diserahkan_pada else None
    return {
        "nama_pemda": instansi["nama_pemda"],
        "nomor": manifest.nomor.teks,
        "tanggal": manifest.tanggal.isoformat(),
        "tanggal_teks": tanggal_panjang(manifest.tanggal),
        "kantor_pos": manifest.kantor_pos,
        "kop": {
            "lambang": instansi["lambang_daerah"],
            "pemda": instansi["nama_pemda"],
            "nama": instansi["nama_bkpsdm"],
            "alamat": f"{instansi['alamat_bkpsdm']} Kode Pos {instansi['kode_pos_bkpsdm']}",
        },
        "lembar": ["Lembar 1: PT Pos", "Lembar 2: pengirim"],
        "baris": [
            {
                "ref": k.ref,
                "resi": k.resi,
                "nama": k.tujuan_nama,
                "alamat": k.tujuan_alamat,
                "kode_pos": k.tujuan_kode_pos,
                "layanan": k.layanan_pos.nama,
                "isi": f"Dokumen kepegawaian ({k.isi.count()})",
                "berat": _ribuan(k.berat_gram),
                "biaya": _ribuan(k.biaya_rupiah),
            }
            for k in rows
        ],
        "jumlah": total.koli,
        "berat": _ribuan(total.berat_gram),
        "biaya": _ribuan(total.biaya_rupiah),
        "petugas": manifest.oleh.nama,
        "petugas_pos": manifest.petugas_pos,
        "diserahkan": tanggal_panjang(taken.date()) if taken else "",
        "pukul": f"{taken:%H.%M %Z}" if taken else "",
    }


def manifest_pdf(*, manifest_id: UUID, actor: Pengguna, today: date) -> bytes:
    """The manifest with its berita acara, in two copies; raises NotFoundError."""
    manifest = manifest_get(actor, manifest_id, today=today)
    isi = manifest_isi(manifest, actor, today=today)
    return render_pdf("kepegawaian/surat/manifest.html", {"isi": isi})


def label_pdf(*, manifest_id: UUID, empat: bool, actor: Pengguna, today: date) -> bytes:
    """Labels of a manifest: 100 x 150 mm each, or four on an A4 sheet. No NIP, no subject of SK."""
    manifest = manifest_get(actor, manifest_id, today=today)
    instansi = instansi_in_force(on=today)
    labels = [
        {
            "pengirim": {
                "nama": instansi["nama_bkpsdm"],
                "alamat": instansi["alamat_bkpsdm"],
                "kode_pos": instansi["kode_pos_bkpsdm"],
                "telepon": instansi["telepon_bkpsdm"],
            },
            "nama": k.tujuan_nama,
            "alamat": k.tujuan_alamat,
            "kecamatan": f"Kecamatan {k.tujuan_kecamatan}" if k.tujuan_kecamatan else "",
            "kabupaten": instansi["kabupaten"],
            "provinsi": instansi["provinsi"],
            "kode_pos": k.tujuan_kode_pos,
            "layanan": k.layanan_pos.nama,
            "berat": _ribuan(k.berat_gram),
            "koli": "1/1",
            "tanggal_teks": tanggal_panjang(manifest.tanggal),
            "ref": k.ref,
            "batang_ref": code128_svg(k.ref),
            "resi": k.resi,
            "batang_resi": code128_svg(k.resi) if k.resi else "",
        }
        for k in kiriman_of_manifest(actor, manifest, today=today)
    ]
    isi = {
        "nama_pemda": instansi["nama_pemda"],
        "tanggal": manifest.tanggal.isoformat(),
        "empat": empat,
        "lembar": [labels[i : i + 4] for i in range(0, len(labels), 4)],
    }
    return render_pdf("kepegawaian/surat/label.html", {"isi": isi})
