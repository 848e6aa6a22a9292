"""Papers leave by the schedule: one proposes, another decides, a worker carries out, minutes stay.

What is destroyed loses its bytes, pictures and words; the row with its hash, the list and the
minutes (berita acara) stay. Asked again, nothing is done twice; killed on the way, it goes on.
"""

import hashlib
import io
import secrets
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import structlog
import xlsxwriter
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from arsip.errors import SusutError, SusutSendiriError
from arsip.models import ButirSusut, DaftarSusut, Dokumen, PenahananArsip, TeksVersi, VersiDokumen
from arsip.rules.dokumen import StatusVersi
from arsip.rules.susut import (
    BUTIR_MAKS,
    JenisSusut,
    StatusButir,
    StatusSusut,
    status_decided,
)
from arsip.selectors import gambar_kunci, kecil_kunci
from arsip.selectors.paket import IsiPaket
from arsip.selectors.susut import (
    daftar_get,
    dokumen_over_term,
    jenis_susut_of,
    kelas_get,
    kept_because,
    may_retain,
    versi_of_list,
)
from arsip.services.dokumen import discard, store
from arsip.services.unduh import versi_nama
from sitamu.inti.errors import DataKurangError, NotAllowedError, NotFoundError
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.rules.teks import tanggal_panjang
from sitamu.inti.selectors import nilai
from sitamu.inti.services.nomor import nomor_issue
from sitamu.inti.services.outbox import wake
from sitamu.inti.surat import render_pdf

logger = structlog.get_logger(__name__)
TUGAS: Final = "arsip.susut_carry_out"
FORMAT_NOMOR: Final = "BA-{urut}/ARSIP/{tahun}"


def _check(actor: Pengguna, *, today: date) -> None:
    if not may_retain(actor, today=today):
        raise NotAllowedError


@transaction.atomic
def susut_propose(
    *,
    jenis: JenisSusut,
    kelas_kode: str,
    dokumen_ids: Sequence[UUID],
    penilaian: str,
    lembaga: str = "",
    actor: Pengguna,
    now: datetime,
) -> DaftarSusut:
    """List papers over their term, with the reason of whoever has looked at them.

    Raises NotAllowedError, NotFoundError (class), SusutError (term not adopted, no papers or too
    many, a paper that is not over its term or is held back, no receiver).
    """
    today = timezone.localdate(now)
    _check(actor, today=today)
    kelas = kelas_get(kelas_kode, on=today)
    if jenis not in jenis_susut_of(kelas):
        raise SusutError(
            f"Arsip kelas {kelas.nama} tidak dapat dimasukkan ke daftar {jenis.label.lower()}.",
            langkah="Tetapkan dulu tenggangnya sesuai JRA instansi di Data acuan.",
        )
    if jenis is JenisSusut.SERAH and not lembaga.strip():
        raise SusutError("Tulis lembaga kearsipan yang menerima.")
    wanted = set(dokumen_ids)
    if not 1 <= len(wanted) <= BUTIR_MAKS:
        raise SusutError(f"Pilih 1 sampai {BUTIR_MAKS} dokumen.")
    rows = list(dokumen_over_term(kelas, jenis, today=today).filter(pk__in=wanted))
    if len(rows) != len(wanted):
        raise SusutError(
            "Sebagian dokumen belum lewat tenggangnya, ditahan, atau sudah di daftar lain.",
            langkah="Muat ulang halaman, lalu pilih lagi.",
        )
    daftar = DaftarSusut.objects.create(
        jenis=jenis.value,
        kelas=kelas,
        lembaga=lembaga.strip(),
        penilaian=penilaian,
        status=StatusSusut.DIUSULKAN.value,
        diusulkan_oleh=actor,
        diusulkan_pada=now,
    )
    ButirSusut.objects.bulk_create(
        ButirSusut(
            daftar=daftar,
            dokumen=dokumen,
            urutan=urutan,
            status=StatusButir.MENUNGGU.value,
            rincian=_frozen(dokumen),
        )
        for urutan, dokumen in enumerate(rows, 1)
    )
    return daftar


def _frozen(dokumen: Dokumen) -> dict[str, Any]:
    """What the paper is, for the day when it is gone."""
    return {
        "nomor": dokumen.pegawai.nomor,
        "nama": dokumen.pegawai.nama_lengkap,
        "jenis": dokumen.jenis.nama,
        "kunci": dokumen.kunci,
        "versi": [
            {
                "nomor": v.nomor,
                "sha256": v.sha256,
                "ukuran_byte": v.ukuran_byte,
                "disimpan": timezone.localdate(v.pada).isoformat(),
            }
            for v in dokumen.versi.order_by("nomor")
        ],
    }


@transaction.atomic
def susut_decide(
    *, daftar_id: UUID, setuju: bool, catatan: str, actor: Pengguna, now: datetime
) -> DaftarSusut:
    """Approve or refuse a list; never one's own proposal.

    Approved, it gets its number and a worker carries it out. Raises NotAllowedError,
    NotFoundError, SusutSendiriError, SusutStatusError, SusutError (a refusal without a reason).
    """
    today = timezone.localdate(now)
    _check(actor, today=today)
    daftar = DaftarSusut.objects.select_for_update(of=("self",)).filter(pk=daftar_id).first()
    if daftar is None:
        raise NotFoundError
    if daftar.diusulkan_oleh_id == actor.pk:
        raise SusutSendiriError
    status = status_decided(StatusSusut(daftar.status), setuju=setuju)
    if not setuju and not catatan.strip():
        raise SusutError("Tulis alasan penolakan.")
    daftar.status = status.value
    daftar.diputus_oleh, daftar.diputus_pada, daftar.catatan = actor, now, catatan
    if setuju:
        daftar.nomor = nomor_issue(
            register="BA-ARSIP",
            format_nomor=FORMAT_NOMOR,
            isian={},
            rujukan_jenis="daftar_susut",
            rujukan_id=daftar.pk,
            tanggal=today,
            oleh=actor,
        ).teks
        wake(TUGAS)
    daftar.save(update_fields=["status", "diputus_oleh", "diputus_pada", "catatan", "nomor"])
    return daftar


# Carried out by the worker


def susut_carry_out(*, now: datetime) -> int:
    """Carry out approved lists; returns how many are finished. Twice at once is fine."""
    done = 0
    for daftar in DaftarSusut.objects.filter(status=StatusSusut.DISETUJUI.value):
        try:
            for butir in daftar.butir.filter(
                status__in=[StatusButir.MENUNGGU.value, StatusButir.MUSNAH.value]
            ):
                _carry_out(daftar, butir.pk, now=now)
            done += _finish(daftar, now=now)
        except Exception:  # the store or the letter: tried again at the next knock
            logger.exception("susut_tertunda", daftar=str(daftar.pk))
    return done


def _carry_out(daftar: DaftarSusut, butir_id: UUID, *, now: datetime) -> None:
    names = _release(daftar, butir_id, now=now)
    if names is None:
        return
    for name in names:
        default_storage.delete(name)
        if default_storage.exists(name):
            raise OSError(f"{name} is still there")
    ButirSusut.objects.filter(pk=butir_id, status=StatusButir.MUSNAH.value).update(
        status=StatusButir.SELESAI.value
    )


@transaction.atomic
def _release(daftar: DaftarSusut, butir_id: UUID, *, now: datetime) -> list[str] | None:
    """Settle one paper in the database; the names whose bytes must go, None when none must.

    What came up since the proposal (a hold, a case, a new version) keeps the paper.
    """
    butir = ButirSusut.objects.select_for_update().select_related("dokumen").get(pk=butir_id)
    dokumen = Dokumen.objects.select_for_update().get(pk=butir.dokumen_id)
    versions = list(dokumen.versi.order_by("nomor"))
    if butir.status == StatusButir.MUSNAH:
        return _names(versions)
    if butir.status != StatusButir.MENUNGGU:
        return None
    because = kept_because(dokumen, today=timezone.localdate(now)) or _changed(butir, versions)
    if because:
        butir.status, butir.alasan = StatusButir.DILEWATI.value, because
        butir.save(update_fields=["status", "alasan"])
        return None
    if daftar.jenis == JenisSusut.SERAH:
        butir.status = StatusButir.SELESAI.value
        butir.save(update_fields=["status"])
        return None
    dokumen.versi_kini = None
    dokumen.save(update_fields=["versi_kini"])
    TeksVersi.objects.filter(versi__dokumen=dokumen).delete()
    dokumen.versi.update(
        status=StatusVersi.MUSNAH.value,
        gambar_siap=False,
        alasan=f"Dimusnahkan dengan berita acara {daftar.nomor}.",
    )
    butir.status = StatusButir.MUSNAH.value
    butir.save(update_fields=["status"])
    return _names(versions)


def _changed(butir: ButirSusut, versions: Sequence[VersiDokumen]) -> str:
    listed = [v["sha256"] for v in butir.rincian["versi"]]
    same = listed == [v.sha256 for v in versions]
    return "" if same else "Dokumen berubah sejak diusulkan."


def _names(versions: Sequence[VersiDokumen]) -> list[str]:
    """Every name under which bytes of these versions may lie."""
    names: list[str] = []
    for versi in versions:
        names += [versi.kunci_simpan, kecil_kunci(versi)]
        names += [item["kunci"] for item in versi.masukan]
        names += [gambar_kunci(versi, n) for n in range(1, (versi.halaman or 0) + 1)]
    return list(dict.fromkeys(names))


def _finish(daftar: DaftarSusut, *, now: datetime) -> bool:
    """Print the minutes and close the list; False when another worker was first."""
    if daftar.butir.filter(
        status__in=[StatusButir.MENUNGGU.value, StatusButir.MUSNAH.value]
    ).exists():
        return False
    isi = minutes(daftar_get(daftar.pk), now=now)
    pdf = render_pdf("arsip/surat/berita_acara.html", {"isi": isi})
    name = store(f"susut/{secrets.token_hex(20)}.pdf", ContentFile(pdf))
    closed = DaftarSusut.objects.filter(pk=daftar.pk, status=StatusSusut.DISETUJUI.value).update(
        status=StatusSusut.SELESAI.value,
        selesai_pada=now,
        isi=isi,
        berita_acara=name,
        berita_acara_sha256=hashlib.sha256(pdf).hexdigest(),
    )
    if not closed:
        discard([name])
    return bool(closed)


def minutes(daftar: DaftarSusut, *, now: datetime) -> dict[str, Any]:
    """What the berita acara says, frozen: who proposed and decided, what went, what stayed."""
    today = timezone.localdate(now)
    try:
        instansi = nilai("instansi", on=today)
    except DataKurangError:
        instansi = {}
    rows = list(daftar.butir.order_by("urutan"))
    assert daftar.diputus_oleh is not None  # noqa: S101
    assert daftar.diputus_pada is not None  # noqa: S101
    return {
        "nama_pemda": instansi.get("nama_pemda", ""),
        "nama_bkpsdm": instansi.get("nama_bkpsdm", ""),
        "tempat": instansi.get("ibu_kota", ""),
        "judul": daftar.jenis_label,
        "musnah": daftar.jenis == JenisSusut.MUSNAH,
        "nomor": daftar.nomor,
        "tanggal": today.isoformat(),
        "tanggal_teks": tanggal_panjang(today),
        "kelas": daftar.kelas.nama,
        "dasar": daftar.kelas.dasar_hukum,
        "tenggang": f"{daftar.kelas.aktif_tahun} tahun aktif, "
        f"{daftar.kelas.inaktif_tahun} tahun inaktif",
        "lembaga": daftar.lembaga,
        "penilaian": daftar.penilaian,
        "pengusul": daftar.diusulkan_oleh.nama,
        "diusulkan": _moment(daftar.diusulkan_pada),
        "pemutus": daftar.diputus_oleh.nama,
        "diputus": _moment(daftar.diputus_pada),
        "butir": [_line(b) for b in rows if b.status == StatusButir.SELESAI],
        "dilewati": [
            {**_line(b), "alasan": b.alasan} for b in rows if b.status == StatusButir.DILEWATI
        ],
    }


def _line(butir: ButirSusut) -> dict[str, Any]:
    rincian = butir.rincian
    return {
        "nama": rincian["nama"],
        "nomor": rincian["nomor"],
        "dokumen": f"{rincian['jenis']} {rincian['kunci']}".strip(),
        "versi": rincian["versi"],
    }


def _moment(pada: datetime) -> str:
    local = timezone.localtime(pada)
    return f"{tanggal_panjang(local.date())} {local:%H.%M}"


# Legal holds


@transaction.atomic
def penahanan_begin(
    *, nomor: str, alasan: str, dasar: str, actor: Pengguna, now: datetime
) -> PenahananArsip:
    """Hold everything of one person (NIP or own number) from today until ended.

    Raises NotAllowedError, SusutError (nobody of that number).
    """
    today = timezone.localdate(now)
    _check(actor, today=today)
    clean = "".join(nomor.split())
    pegawai = (
        Pegawai.objects.filter(nip=clean).first()
        or Pegawai.objects.filter(nomor_induk=clean).first()
    )
    if pegawai is None:
        raise SusutError("Pegawai dengan nomor itu tidak ditemukan.")
    return PenahananArsip.objects.create(
        pegawai=pegawai, alasan=alasan, dasar=dasar, mulai=today, oleh=actor
    )


@transaction.atomic
def penahanan_end(*, penahanan_id: UUID, actor: Pengguna, now: datetime) -> PenahananArsip:
    """End a hold after today; the row stays. Raises NotAllowedError or NotFoundError."""
    today = timezone.localdate(now)
    _check(actor, today=today)
    row = (
        PenahananArsip.objects.select_for_update()
        .filter(pk=penahanan_id, sampai__isnull=True)
        .first()
    )
    if row is None:
        raise NotFoundError
    row.sampai, row.diakhiri_oleh = today, actor
    row.save(update_fields=["sampai", "diakhiri_oleh"])
    return row


# To be taken along

KEPALA: Final = (
    "No.",
    "NIP",
    "Nama",
    "Dokumen",
    "Kunci",
    "Versi",
    "Disimpan",
    "Ukuran (byte)",
    "SHA-256",
    "Keadaan",
    "Catatan",
)
LEBAR: Final = (6, 22, 34, 40, 16, 8, 14, 14, 66, 18, 50)


def daftar_xlsx(daftar: DaftarSusut) -> bytes:
    """The list as a workbook, one line for each version; numbers of people are text."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Daftar")
        bold = book.add_format({"bold": True})
        for column, (title, width) in enumerate(zip(KEPALA, LEBAR, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, bold)
        for line, row in enumerate(_lines(daftar), 1):
            for column, cell in enumerate(row):
                write = sheet.write_number if isinstance(cell, int) else sheet.write_string
                write(line, column, cell)
        sheet.freeze_panes(1, 2)
    return out.getvalue()


def _lines(daftar: DaftarSusut) -> Iterator[Sequence[str | int]]:
    for butir in daftar.butir.order_by("urutan"):
        rincian = butir.rincian
        for versi in rincian["versi"]:
            yield (
                butir.urutan,
                rincian["nomor"],
                rincian["nama"],
                rincian["jenis"],
                rincian["kunci"],
                versi["nomor"],
                versi["disimpan"],
                versi["ukuran_byte"],
                versi["sha256"],
                butir.status_label,
                butir.alasan,
            )


def daftar_paket(daftar: DaftarSusut) -> IsiPaket:
    """The files of a finished transfer list, named `0001_NIP_JENIS_KUNCI_v2.pdf`."""
    found = []
    urutan = dict(daftar.butir.values_list("dokumen_id", "urutan"))
    for versi in versi_of_list(daftar):
        stem, _, suffix = versi_nama(versi).rpartition(".")
        found.append((f"{urutan[versi.dokumen_id]:04}_{stem}_v{versi.nomor}.{suffix}", versi))
    return IsiPaket(found)
