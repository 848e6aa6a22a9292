"""Leave: asked for, judged by the superior, decided by the official, printed as a letter.

Each move is one transaction with one history row and one event. Requests of one person are taken
one after the other (their row is locked), so that two cannot use the same days twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from arsip.services.dokumen import akses_kasus_end, akses_kasus_grant, dokumen_upload
from kepegawaian import events
from kepegawaian.errors import (
    BerkasIncompleteError,
    CutiRefusedError,
    CutiStartedError,
    CutiTransitionError,
    FaktaInvalidError,
)
from kepegawaian.models import Cuti, KartuCuti, LampiranCuti, RiwayatCuti
from kepegawaian.rules.alur_cuti import GerakCuti, LangkahCuti, Pihak, StatusCuti, gerak
from kepegawaian.rules.cuti import (
    BerkasCuti,
    HasilCuti,
    JenisCuti,
    PermohonanCuti,
    SebabCuti,
    cuti_check,
)
from kepegawaian.selectors.aturan import PustakaAturan
from kepegawaian.selectors.cuti import (
    PUTUS,
    cuti_get,
    cuti_sent,
    fakta_cuti,
    pejabat_cuti,
    pihak_of,
)
from kepegawaian.services.surat_cuti import surat_cuti_issue
from sitamu.inti.errors import DomainError, KunciBedaError, NotAllowedError, NotFoundError
from sitamu.inti.models import SUDAH_BERAKHIR, JenisPegawai, Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.kalender import hari_kerja_dalam
from sitamu.inti.rules.teks import tanggal_panjang
from sitamu.inti.selectors import atasan_of, pegawai_visible_to, unit_of
from sitamu.inti.services.outbox import emit

RUJUKAN: Final = "cuti"
JENIS_BERKAS: Final[Mapping[BerkasCuti, str]] = {
    BerkasCuti.SURAT_DOKTER: "SURAT_SAKIT",
    BerkasCuti.SURAT_DOKTER_PEMERINTAH: "SURAT_SAKIT",
    BerkasCuti.SURAT_RAWAT_INAP: "SURAT_SAKIT",
    BerkasCuti.HASIL_TIM_KESEHATAN: "UJI_KESEHATAN",
    BerkasCuti.SURAT_KELAHIRAN: "BUKTI_CUTI",
    BerkasCuti.BUKTI_ALASAN: "BUKTI_CUTI",
    BerkasCuti.JADWAL_HAJI: "BUKTI_CUTI",
    BerkasCuti.PERSETUJUAN_BKN: "BUKTI_CUTI",
}
SEBAGAI: Final[Mapping[Pihak, str]] = {
    Pihak.PEMOHON: "Pemohon",
    Pihak.ATASAN: "Atasan langsung",
    Pihak.PEJABAT: "Pejabat yang berwenang",
}
Berkas = Mapping[BerkasCuti, Sequence["UploadedFile[Any]"]]  # one PDF or photos of its pages


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiCuti:
    """What a request says, beside its papers."""

    jenis: JenisCuti
    sebab: SebabCuti
    mulai: date
    selesai: date
    perjalanan_hari: int
    keterangan: str
    alamat: str
    nomor_hp: str

    def permohonan(self) -> PermohonanCuti:
        """As the rules read it."""
        return PermohonanCuti(
            self.jenis, self.mulai, self.selesai, self.sebab, self.perjalanan_hari
        )


def cuti_try(
    pegawai: Pegawai, isi: IsiCuti, *, today: date, kecuali: UUID | None = None
) -> HasilCuti:
    """What the rules say to a request, nothing written; raises DataKurangError.

    `kecuali`: the request itself when it is asked for again.
    """
    if pegawai.kedudukan in SUDAH_BERAKHIR or pegawai.jenis == JenisPegawai.TKD:
        raise CutiRefusedError(
            [("bukan_asn_aktif", "Cuti hanya untuk PNS, CPNS, dan PPPK yang aktif.", "")]
        )
    unit = unit_of(pegawai.pk, on=today)
    pustaka = PustakaAturan(pada=today)
    fakta = fakta_cuti(
        pegawai, unit, jenis=isi.jenis, tahun=isi.mulai.year, pustaka=pustaka, kecuali=kecuali
    )
    return cuti_check(
        isi.permohonan(),
        fakta,
        pustaka.kalender(unit.hari_kerja_per_minggu),
        pustaka.cuti,
        hari_ini=today,
    )


@transaction.atomic
def cuti_request(
    *,
    pegawai_id: UUID,
    isi: IsiCuti,
    berkas: Berkas,
    actor: Pengguna,
    now: datetime,
    id_klien: UUID | None = None,
) -> Cuti:
    """Ask for leave, for oneself or (USULAN_SUBMIT over the unit) for a colleague.

    Sent again with the same `id_klien`, the same request comes back. Raises NotFoundError,
    CutiRefusedError with every failing condition, KunciBedaError, BerkasIncompleteError,
    DataKurangError and what the archive refuses.
    """
    today = timezone.localdate(now)
    pegawai = _pegawai(actor, pegawai_id, today=today)
    sent = cuti_sent(pegawai, id_klien)
    if sent is not None:
        return sent
    if id_klien is not None and Cuti.objects.filter(id_klien=id_klien).exists():
        raise KunciBedaError
    hasil = _accept(pegawai, isi, today=today)
    atasan = _asked(pegawai, today=today)
    cuti = Cuti.objects.create(
        pegawai=pegawai,
        unit_kerja=unit_of(pegawai.pk, on=today),
        atasan=atasan,
        status=StatusCuti.DI_ATASAN if atasan else StatusCuti.DI_PEJABAT,
        hari_kerja=hasil.hari_kerja,
        hari_kalender=hasil.hari_kalender,
        dibuat_oleh=actor,
        dibuat_pada=now,
        id_klien=id_klien,
        **asdict(isi),
    )
    _attach(cuti, hasil, berkas, actor=actor, now=now)
    _record(cuti, LangkahCuti.AJUKAN, "Pemohon", actor=actor, now=now)
    return cuti


@transaction.atomic
def cuti_request_again(
    *, cuti_id: UUID, isi: IsiCuti, berkas: Berkas, actor: Pengguna, now: datetime
) -> Cuti:
    """Send a request that came back for change, of the same kind; raises as `cuti_request`."""
    today = timezone.localdate(now)
    cuti = _locked(actor, cuti_id, today=today)
    pegawai = _pegawai(actor, cuti.pegawai_id, today=today)
    gerak(StatusCuti(cuti.status), LangkahCuti.AJUKAN_LAGI, JenisCuti(cuti.jenis))
    hasil = _accept(pegawai, isi, today=today, kecuali=cuti.pk)
    atasan = _asked(pegawai, today=today)
    for name, value in asdict(isi).items():
        setattr(cuti, name, value)
    cuti.hari_kerja, cuti.hari_kalender = hasil.hari_kerja, hasil.hari_kalender
    cuti.atasan = atasan
    cuti.status = StatusCuti.DI_ATASAN if atasan else StatusCuti.DI_PEJABAT
    cuti.save()
    _attach(cuti, hasil, berkas, actor=actor, now=now)
    _record(cuti, LangkahCuti.AJUKAN_LAGI, "Pemohon", actor=actor, now=now)
    return cuti


@transaction.atomic
def cuti_move(
    *, cuti_id: UUID, langkah: LangkahCuti, catatan: str, actor: Pengguna, now: datetime
) -> Cuti:
    """Answer a request, or take it back.

    A superior who also decides answers once for both: two rows in the history, one click.
    Raises NotFoundError, NotAllowedError, CutiTransitionError, CutiStartedError when an approved
    leave has begun, and DomainError `alasan_kosong` when the move must say why.
    """
    today = timezone.localdate(now)
    cuti = _locked(actor, cuti_id, today=today)
    if langkah is LangkahCuti.PANGGIL:  # needs a day: `cuti_recall`
        raise CutiTransitionError(status=cuti.status, action=langkah.label)
    move = gerak(StatusCuti(cuti.status), langkah, JenisCuti(cuti.jenis))
    sides = pihak_of(actor, cuti, today=today)
    if move.oleh not in sides:
        raise NotAllowedError
    if move.alasan and not catatan.strip():
        raise DomainError("Tulis alasannya.", code="alasan_kosong", http_status=422)
    if langkah is LangkahCuti.BATALKAN and _begun(cuti, today=today):
        raise CutiStartedError
    cuti.status = move.ke
    if move.oleh is Pihak.PEJABAT and move.ke is not StatusCuti.PERUBAHAN:
        cuti.diputuskan_pada = now
    cuti.save(update_fields=["status", "diputuskan_pada"])
    if move.ke is StatusCuti.DISETUJUI:
        surat_cuti_issue(cuti=cuti, actor=actor, now=now)
    _open_or_close(cuti, move, today=today)
    _record(cuti, langkah, SEBAGAI[move.oleh], actor=actor, now=now, catatan=catatan)
    if move.ke is StatusCuti.DI_PEJABAT and Pihak.PEJABAT in sides:
        return cuti_move(cuti_id=cuti.pk, langkah=langkah, catatan=catatan, actor=actor, now=now)
    return cuti


@transaction.atomic
def cuti_recall(
    *, cuti_id: UUID, kembali: date, catatan: str, actor: Pengguna, now: datetime
) -> Cuti:
    """Call somebody back to work from `kembali` on; the days not taken stay theirs.

    By the deciding official, for kinds in `DAPAT_DIPANGGIL`, from today at the earliest and on a
    day of the leave after its first. What was approved before stays in the history and in the
    letter. Raises NotFoundError, NotAllowedError, CutiTransitionError, FaktaInvalidError.
    """
    today = timezone.localdate(now)
    cuti = _locked(actor, cuti_id, today=today)
    move = gerak(StatusCuti(cuti.status), LangkahCuti.PANGGIL, JenisCuti(cuti.jenis))
    if move.oleh not in pihak_of(actor, cuti, today=today):
        raise NotAllowedError
    if not catatan.strip():
        raise DomainError("Tulis alasannya.", code="alasan_kosong", http_status=422)
    earliest = max(today, cuti.mulai + timedelta(days=1))
    if not earliest <= kembali <= cuti.selesai:
        raise FaktaInvalidError(
            "kembali",
            f"Hari kembali bekerja antara {tanggal_panjang(earliest)} dan "
            f"{tanggal_panjang(cuti.selesai)}.",
        )
    given_back = (cuti.selesai - kembali).days + 1
    cuti.selesai = kembali - timedelta(days=1)
    cuti.hari_kalender = (cuti.selesai - cuti.mulai).days + 1
    cuti.perjalanan_hari = max(0, cuti.perjalanan_hari - given_back)
    if cuti.jenis == JenisCuti.TAHUNAN:
        kalender = PustakaAturan(pada=today).kalender(cuti.unit_kerja.hari_kerja_per_minggu)
        working = cuti.selesai - timedelta(days=cuti.perjalanan_hari)
        cuti.hari_kerja = hari_kerja_dalam(kalender, cuti.mulai - timedelta(days=1), working)
    cuti.save()
    _record(
        cuti,
        LangkahCuti.PANGGIL,
        SEBAGAI[Pihak.PEJABAT],
        actor=actor,
        now=now,
        catatan=catatan,
        kabar=events.CutiDipanggil,
    )
    return cuti


@transaction.atomic
def kartu_record(
    *,
    pegawai_id: UUID,
    tahun: int,
    bawaan: int,
    terpakai: int,
    tambahan: int,
    actor: Pengguna,
    now: datetime,
) -> KartuCuti:
    """Write what the leave card says of one year; written again, the old words stay in the trail.

    By holders of USULAN_SUBMIT over the unit, never of oneself. Raises NotFoundError,
    NotAllowedError.
    """
    today = timezone.localdate(now)
    pegawai = _pegawai(actor, pegawai_id, today=today)
    if pegawai.pengguna_id == actor.pk:
        raise NotAllowedError
    row, _ = KartuCuti.objects.update_or_create(
        pegawai=pegawai,
        tahun=tahun,
        defaults={
            "bawaan": bawaan,
            "terpakai": terpakai,
            "tambahan": tambahan,
            "oleh": actor,
            "dicatat_pada": now,
        },
    )
    return row


def _pegawai(actor: Pengguna, pegawai_id: UUID, *, today: date) -> Pegawai:
    """The person, locked: their requests come one after the other."""
    rows = pegawai_visible_to(actor, today=today, hak=Hak.USULAN_SUBMIT)
    pegawai = rows.filter(pk=pegawai_id).first()
    if pegawai is None:
        raise NotFoundError
    return Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai.pk)


def _asked(pegawai: Pegawai, *, today: date) -> Pegawai | None:
    """The superior whose opinion is asked: one who can log in."""
    atasan = atasan_of(pegawai.pk, on=today)
    if atasan is None or atasan.pengguna is None or not atasan.pengguna.is_active:
        return None
    return atasan


def _locked(actor: Pengguna, cuti_id: UUID, *, today: date) -> Cuti:
    """The request, its person locked before it as in `cuti_request`."""
    seen = cuti_get(actor, cuti_id, today=today)
    Pegawai.objects.select_for_update(no_key=True).get(pk=seen.pegawai_id)
    rows = Cuti.objects.select_for_update(of=("self",))
    return rows.select_related("pegawai", "unit_kerja", "atasan").get(pk=seen.pk)


def _accept(
    pegawai: Pegawai, isi: IsiCuti, *, today: date, kecuali: UUID | None = None
) -> HasilCuti:
    hasil = cuti_try(pegawai, isi, today=today, kecuali=kecuali)
    if not hasil.dapat:
        raise CutiRefusedError(
            (row.kode, row.teks, row.upaya) for row in hasil.alasan if row.terpenuhi is False
        )
    return hasil


def _attach(
    cuti: Cuti, hasil: HasilCuti, berkas: Berkas, *, actor: Pengguna, now: datetime
) -> None:
    """File the papers the leave needs; those already there stay when none comes anew."""
    have = set(cuti.lampiran.values_list("kode", flat=True))
    if missing := [kode for kode in hasil.berkas if kode not in berkas and kode not in have]:
        raise BerkasIncompleteError(missing=[kode.label for kode in missing])
    for kode in hasil.berkas:
        if kode not in berkas:
            continue
        versi = dokumen_upload(
            pegawai_id=cuti.pegawai_id,
            jenis_kode=JENIS_BERKAS[kode],
            kunci=f"{cuti.mulai.isoformat()} {kode.value}"[:40],
            files=berkas[kode],
            actor=actor,
            now=now,
            hak=Hak.USULAN_SUBMIT,
        )
        LampiranCuti.objects.update_or_create(cuti=cuti, kode=kode, defaults={"versi": versi})
    akses_kasus_grant(
        versi_ids=cuti.lampiran.values_list("versi_id", flat=True),
        rujukan_jenis=RUJUKAN,
        rujukan_id=cuti.pk,
        hak=PUTUS[pejabat_cuti(on=timezone.localdate(now))[cuti.jenis]],
        unit=cuti.unit_kerja,
        mulai=timezone.localdate(now),
    )


def _open_or_close(cuti: Cuti, move: GerakCuti, *, today: date) -> None:
    """Papers of a request are open to the deciding official while it runs."""
    if move.ke in {StatusCuti.DITANGGUHKAN, StatusCuti.TIDAK_DISETUJUI, StatusCuti.DIBATALKAN}:
        akses_kasus_end(rujukan_jenis=RUJUKAN, rujukan_id=cuti.pk, sampai=today)


def _begun(cuti: Cuti, *, today: date) -> bool:
    return cuti.status == StatusCuti.DISETUJUI and cuti.mulai <= today


KABAR: Final[Mapping[StatusCuti, type[events.CutiEvent]]] = {
    StatusCuti.DI_ATASAN: events.CutiDiajukan,
    StatusCuti.DI_PEJABAT: events.CutiDiteruskan,
    StatusCuti.PERUBAHAN: events.CutiDiputuskan,
    StatusCuti.DISETUJUI: events.CutiDiputuskan,
    StatusCuti.DITANGGUHKAN: events.CutiDiputuskan,
    StatusCuti.TIDAK_DISETUJUI: events.CutiDiputuskan,
    StatusCuti.DIBATALKAN: events.CutiDibatalkan,
}


def _record(
    cuti: Cuti,
    langkah: LangkahCuti,
    sebagai: str,
    *,
    actor: Pengguna,
    now: datetime,
    catatan: str = "",
    kabar: type[events.CutiEvent] | None = None,
) -> None:
    status = StatusCuti(cuti.status)
    RiwayatCuti.objects.create(
        cuti=cuti,
        urut=cuti.riwayat.count() + 1,
        langkah=langkah,
        ke=status,
        oleh=actor,
        sebagai=sebagai,
        pada=now,
        catatan=catatan.strip(),
        rincian={
            "jenis": str(cuti.jenis),
            "mulai": cuti.mulai.isoformat(),
            "selesai": cuti.selesai.isoformat(),
            "hari_kerja": cuti.hari_kerja,
        },
    )
    today = timezone.localdate(now)
    hak = PUTUS[pejabat_cuti(on=today)[cuti.jenis]]
    emit(
        (kabar or KABAR[status])(
            cuti_id=cuti.pk,
            pegawai_id=cuti.pegawai_id,
            pegawai_nama=cuti.pegawai.nama,
            akun_id=cuti.pegawai.pengguna_id,
            pembuat_id=cuti.dibuat_oleh_id,
            unit_id=cuti.unit_kerja_id,
            pemeriksa_id=cuti.atasan.pengguna_id if cuti.atasan else None,
            actor_id=actor.pk,
            layanan=JenisCuti(cuti.jenis).label,
            hari=f"{tanggal_panjang(cuti.mulai)} sampai {tanggal_panjang(cuti.selesai)}",
            mulai=cuti.mulai.isoformat(),
            status=status.value,
            pemutus=hak.value,
            tautan=reverse("kepegawaian:cuti-detail", args=[cuti.pk]),
            catatan=catatan.strip(),
        )
    )
