"""Cases on their way, built by the services that people use, with the clock set back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from arsip.services.versi import versi_finish
from kepegawaian.rules.nominatif import JenisNominatif, Keadaan
from kepegawaian.rules.usulan import Verdict
from kepegawaian.selectors.layanan import layanan_in_force
from kepegawaian.selectors.nominatif import nominatif_visible_to
from kepegawaian.selectors.pensiun import PENSIUN_BUP, fakta_pensiun
from kepegawaian.selectors.usulan import butir_of, usulan_visible_to
from kepegawaian.services import usulan as services
from kepegawaian.services.nominatif import nominatif_mark, nominatif_refresh
from kepegawaian.services.otomatis import usulan_prepare
from kepegawaian.services.pengantar import pengantar_make
from kepegawaian.services.pertek import IsiPertek, pertek_record
from kepegawaian.services.sk import sk_approve, sk_file, sk_make
from sitamu.contoh import akun
from sitamu.contoh.berkas import FOTO, paper, portrait
from sitamu.inti.errors import DataKurangError, DomainError
from sitamu.inti.models import Kedudukan, Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.kalender import Kalender, hari_kerja
from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.selectors import kalender_in_force, pegawai_visible_to

logger = structlog.get_logger(__name__)

DIPILIH_DARI: Final = 600
DRAF_DARI: Final = 100


@dataclass(frozen=True, slots=True)
class Panggung:
    """Who acts, and the clock: `ago(n)` is mid-morning of the n-th working day before today."""

    operator: Pengguna
    kepala: Pengguna
    verifikator: Pengguna
    verifikator_2: Pengguna
    penandatangan: Pengguna
    kalender: Kalender
    now: datetime

    def ago(self, hari: int, jam: int = 9) -> datetime:
        tanggal = timezone.localdate(self.now)
        while hari > 0:
            tanggal -= timedelta(days=1)
            hari -= hari_kerja(self.kalender, tanggal)
        return timezone.make_aware(datetime.combine(tanggal, time(jam, 15)))


def cases_make(cast: akun.Pemeran, *, now: datetime) -> None:
    """One case for each person chosen; people who have one already are passed over."""
    stage = Panggung(
        operator=cast.pengguna(akun.OPERATOR),
        kepala=cast.pengguna(akun.KEPALA),
        verifikator=cast.pengguna(akun.VERIFIKATOR),
        verifikator_2=cast.pengguna(akun.VERIFIKATOR_2),
        penandatangan=cast.pengguna(akun.PENANDATANGAN),
        kalender=kalender_in_force(),
        now=now,
    )
    fresh = dict(
        Pegawai.objects.filter(nip__in=cast.kasus, usulan__isnull=True).in_bulk(field_name="nip")
    )
    for nip, build in zip(cast.kasus, KASUS, strict=False):
        if nip in fresh:
            try:
                build(stage, fresh[nip])
            except DomainError as error:  # a record that lacks something: one case fewer
                logger.warning("kasus_contoh_gagal", kode=error.code, pesan=error.message)
    services_make(stage)
    pengantar_make(now=now)


def services_make(stage: Panggung) -> None:
    """Further services on their way in the same OPD, and drafts that SiTAMU opens by itself.

    People are taken from the lists of what comes; whoever has a proposal is passed over.
    """
    today = timezone.localdate(stage.now)
    seen = usulan_visible_to(stage.operator, today=today)
    if seen.exclude(layanan=PENSIUN_BUP).exists():
        return
    staff = pegawai_visible_to(stage.operator, today=today, hak=Hak.USULAN_SUBMIT)
    free = staff.filter(usulan__isnull=True, pengguna__isnull=True, jenis="PNS")
    # Nobody has computed the lists yet on a first start: enough of them to choose from.
    ids = list(free.order_by("nama_kunci", "pk").values_list("pk", flat=True)[:DIPILIH_DARI])
    nominatif_mark(pegawai_ids=ids)
    nominatif_refresh(now=stage.now)
    for jenis, builders in LAYANAN.items():
        _build(stage, builders, _due(stage, jenis, free, today))
    others = free.filter(kedudukan=Kedudukan.AKTIF).order_by("nama_kunci", "pk")
    _build(stage, LAIN, list(others[40:60]))
    few = list(free.filter(pk__in=ids).values_list("pk", flat=True)[:DRAF_DARI])
    usulan_prepare(now=stage.now, scope=Pegawai.objects.filter(pk__in=few))


def _due(
    stage: Panggung, jenis: JenisNominatif, free: QuerySet[Pegawai], today: date
) -> list[Pegawai]:
    """People whose event of a kind is due, soonest first: for KP the teachers, whose angka kredit
    is what a paper proves.
    """
    pangkat = jenis is JenisNominatif.PANGKAT
    rows = nominatif_visible_to(
        stage.operator,
        today=today,
        jenis=jenis,
        sampai=tambah_bulan(today, 2),
        keadaan=[Keadaan.DATA_KURANG if pangkat else Keadaan.MEMENUHI],
    )
    rows = rows.filter(pegawai__in=free.values("pk"))
    if pangkat:
        rows = rows.filter(rincian__jenis_kp="pilihan_fungsional")
    return [row.pegawai for row in rows[:20]]


def _build(
    stage: Panggung,
    builders: Sequence[Callable[[Panggung, Pegawai], None]],
    people: Sequence[Pegawai],
) -> None:
    """One case for each builder; whose record lacks something is passed over for the next."""
    waiting = iter(people)
    for build in builders:
        for pegawai in waiting:
            try:
                with transaction.atomic():
                    build(stage, pegawai)
            except DomainError as error:
                logger.warning("kasus_contoh_gagal", kode=error.code, pesan=error.message)
            else:
                break


def _send(
    stage: Panggung,
    pegawai: Pegawai,
    hari: int,
    layanan: str = PENSIUN_BUP,
    **isian: str,
) -> UUID:
    """The operator fills in everything and sends it on, `hari` working days ago."""
    at = stage.ago(hari)
    usulan = services.usulan_start(
        pegawai_id=pegawai.pk, layanan=layanan, actor=stage.operator, now=at
    )
    jawaban = {
        "alamat_pensiun": f"Jalan Contoh Nomor {pegawai.nomor[-2:]}, Kabupaten Bone",
        "nomor_hp": "0899 0000 0000",
        **isian,
    }
    asked = {satu["nama"] for satu in usulan.versi_layanan.isian}
    jawaban = {nama: nilai for nama, nilai in jawaban.items() if nama in asked}
    for butir in butir_of(usulan):
        if butir.syarat.bentuk == "DATA":
            services.butir_confirm(
                usulan_id=usulan.pk,
                butir_id=butir.pk,
                isian=jawaban if butir.syarat.kode == "DATA_DIRI" else {},
                actor=stage.operator,
                now=at,
            )
        elif butir.syarat.wajib:
            foto = butir.syarat.jenis_dokumen_id == FOTO
            filled = services.butir_upload(
                usulan_id=usulan.pk,
                butir_id=butir.pk,
                files=[portrait(int(pegawai.nomor[-3:])) if foto else paper(pegawai, butir.nama)],
                actor=stage.operator,
                now=at,
            )
            if foto and filled.versi_id:
                versi_finish(filled.versi_id, now=stage.now)
    services.usulan_submit(usulan_id=usulan.pk, actor=stage.operator, now=at)
    return usulan.pk


def _arrive(
    stage: Panggung, pegawai: Pegawai, hari: int, layanan: str = PENSIUN_BUP, **isian: str
) -> UUID:
    """At BKPSDM since `hari` working days, in the queue."""
    usulan_id = _send(stage, pegawai, hari + 1, layanan, **isian)
    if layanan_in_force(layanan, on=timezone.localdate(stage.now)).lewat_opd:
        services.usulan_approve_opd(usulan_id=usulan_id, actor=stage.kepala, now=stage.ago(hari))
    return usulan_id


def _verified(stage: Panggung, pegawai: Pegawai, hari: int, layanan: str, **isian: str) -> UUID:
    """Found complete `hari` working days ago."""
    usulan_id, who = _arrive(stage, pegawai, hari + 1, layanan, **isian), stage.verifikator
    _judge(stage, usulan_id, hari, who=who)
    services.usulan_verify(usulan_id=usulan_id, actor=who, now=stage.ago(hari, 11))
    return usulan_id


def _judge(
    stage: Panggung, usulan_id: UUID, hari: int, *, who: Pengguna, wrong: tuple[str, ...] = ()
) -> None:
    """Taken and judged `hari` working days ago; `wrong`: kinds that must be replaced."""
    at = stage.ago(hari, 10)
    usulan = services.usulan_take(usulan_id=usulan_id, actor=who, now=at)
    for butir in butir_of(usulan):
        fault = butir.syarat.kode in wrong
        services.butir_judge(
            usulan_id=usulan_id,
            butir_id=butir.pk,
            verdict=Verdict.PERLU_DIGANTI if fault else Verdict.SESUAI,
            alasan="TIDAK_TERBACA" if fault else "",
            catatan="Foto ulang, tepi kertas terpotong." if fault else "",
            actor=who,
            now=at,
        )


def _at_bkn(stage: Panggung, pegawai: Pegawai, hari: int) -> UUID:
    """Found complete, and at BKN since `hari` working days."""
    usulan_id, who = _arrive(stage, pegawai, hari + 2), stage.verifikator
    _judge(stage, usulan_id, hari + 1, who=who)
    services.usulan_verify(usulan_id=usulan_id, actor=who, now=stage.ago(hari + 1, 11))
    services.usulan_send_bkn(usulan_id=usulan_id, catatan="", actor=who, now=stage.ago(hari))
    return usulan_id


def _with_pertek(stage: Panggung, pegawai: Pegawai, hari: int) -> UUID:
    """BKN's pertek recorded `hari` working days ago with the figures of the record."""
    usulan_id = _at_bkn(stage, pegawai, hari + 4)
    at = stage.ago(hari)
    today = timezone.localdate(at)
    fakta = fakta_pensiun(pegawai, today=today)
    hitung = fakta.pokok
    pokok = hitung.pensiun_ditetapkan or hitung.pensiun_hitung if hitung else None
    if fakta.mkp is None or pokok is None:
        raise DataKurangError(", ".join(fakta.data_kurang))
    isi = IsiPertek(
        nomor=f"PH-CONTOH-{pegawai.nomor[-4:]}",
        tanggal=today,
        golongan=fakta.golongan.golongan,
        mkg_tahun=fakta.mkg.tahun,
        mkg_bulan=fakta.mkg.bulan,
        mkp_tahun=fakta.mkp.tahun,
        mkp_bulan=fakta.mkp.bulan,
        gaji_pokok=fakta.gaji_pokok,
        pensiun_pokok=pokok,
        tmt=fakta.perkiraan.tmt_pensiun,
    )
    pertek_record(
        usulan_id=usulan_id,
        isi=isi,
        files=[paper(pegawai, "Pertimbangan teknis BKN")],
        actor=stage.verifikator,
        now=at,
    )
    return usulan_id


def _queued(stage: Panggung, pegawai: Pegawai) -> None:
    _arrive(stage, pegawai, 1)


def _queued_longer(stage: Panggung, pegawai: Pegawai) -> None:
    _arrive(stage, pegawai, 4)


def _held_late(stage: Panggung, pegawai: Pegawai) -> None:
    """Taken by the second verifikator, past the promise."""
    usulan_id = _arrive(stage, pegawai, 9)
    services.usulan_take(usulan_id=usulan_id, actor=stage.verifikator_2, now=stage.ago(6))


def _returned(stage: Panggung, pegawai: Pegawai) -> None:
    usulan_id, who = _arrive(stage, pegawai, 4), stage.verifikator
    _judge(stage, usulan_id, 2, who=who, wrong=("KTP", "SK_PNS"))
    services.usulan_return(
        usulan_id=usulan_id,
        catatan="Dua berkas perlu difoto ulang.",
        actor=who,
        now=stage.ago(2, 11),
    )


def _with_head(stage: Panggung, pegawai: Pegawai) -> None:
    _send(stage, pegawai, 1)


def _awaits_signer(stage: Panggung, pegawai: Pegawai) -> None:
    _with_pertek(stage, pegawai, 1)


def _issued(stage: Panggung, pegawai: Pegawai) -> None:
    """Signed and filed yesterday, waits for the post."""
    usulan_id, who = _with_pertek(stage, pegawai, 3), stage.penandatangan
    sk_approve(usulan_id=usulan_id, actor=who, now=stage.ago(2))
    sk_make(now=stage.ago(2, 10))
    scan = paper(pegawai, "SK pensiun bertanda tangan")
    sk_file(usulan_id=usulan_id, files=[scan], actor=who, now=stage.ago(1))


def _kgb_issued(stage: Panggung, pegawai: Pegawai) -> None:
    usulan_id, who = _verified(stage, pegawai, 3, "KGB_PNS"), stage.penandatangan
    sk_approve(usulan_id=usulan_id, actor=who, now=stage.ago(2))
    sk_make(now=stage.ago(2, 10))
    scan = paper(pegawai, "Pemberitahuan KGB bertanda tangan")
    sk_file(usulan_id=usulan_id, files=[scan], actor=who, now=stage.ago(1))


def _kgb_signer(stage: Panggung, pegawai: Pegawai) -> None:
    _verified(stage, pegawai, 1, "KGB_PNS")


def _kp_queued(stage: Panggung, pegawai: Pegawai) -> None:
    _arrive(stage, pegawai, 2, "KP_FUNGSIONAL")


def _kp_at_bkn(stage: Panggung, pegawai: Pegawai) -> None:
    usulan_id = _verified(stage, pegawai, 2, "KP_FUNGSIONAL")
    who = stage.verifikator
    services.usulan_send_bkn(usulan_id=usulan_id, catatan="", actor=who, now=stage.ago(1))


def _letter(stage: Panggung, pegawai: Pegawai) -> None:
    _arrive(stage, pegawai, 1, "SURAT_KETERANGAN", keperluan="pengajuan kredit perumahan")


def _card(stage: Panggung, pegawai: Pegawai) -> None:
    usulan_id = _verified(stage, pegawai, 3, "KARPEG", sebab="Hilang")
    who = stage.verifikator
    services.usulan_send_bkn(usulan_id=usulan_id, catatan="", actor=who, now=stage.ago(2))


LAYANAN: Final[Mapping[JenisNominatif, tuple[Callable[[Panggung, Pegawai], None], ...]]] = {
    JenisNominatif.KGB: (_kgb_issued, _kgb_signer),
    JenisNominatif.PANGKAT: (_kp_queued, _kp_at_bkn),
}
LAIN: Final[tuple[Callable[[Panggung, Pegawai], None], ...]] = (_letter, _card)
KASUS: Final[tuple[Callable[[Panggung, Pegawai], None], ...]] = (
    _queued,
    _awaits_signer,
    _held_late,
    _issued,
    _with_head,
    _returned,
    _queued_longer,
)
