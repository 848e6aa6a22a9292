"""The OPD's surat pengantar: numbered when its head approves, printed by a worker."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from arsip.services.dokumen import akses_kasus_grant, dokumen_store_made
from kepegawaian.models import ButirUsulan, SuratPengantar, Usulan
from kepegawaian.rules.surat import Penandatangan, pengantar_isi, singkatan_unit
from kepegawaian.selectors.surat import (
    TITIK,
    instansi_in_force,
    kepala_opd,
    kop_of,
    nilai_surat,
    opd_of,
)
from kepegawaian.services.dokumen_buatan import work_off
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import tanggal_panjang
from sitamu.inti.services.nomor import nomor_issue
from sitamu.inti.services.outbox import wake
from sitamu.inti.surat import render_pdf

KODE_KLASIFIKASI: Final = "800.1.6.4"
FORMAT_NOMOR: Final = "{kode}/{urut}/SP/{unit}/{tahun}"
JENIS: Final = "SURAT_PENGANTAR"


def pengantar_issue(
    *, usulan: Sequence[Usulan], actor: Pengguna, now: datetime
) -> list[SuratPengantar]:
    """Number and freeze one surat pengantar (NUKP) for locked usulan of one OPD and one service.

    Each of them keeps a row with the same number and text. Must run inside a transaction. Numbers
    run by OPD and year. Raises DataKurangError when the record lacks a fact.
    """
    today = timezone.localdate(now)
    first = usulan[0]
    opd = opd_of(first.unit_kerja)
    instansi = instansi_in_force(on=today)
    pejabat = kepala_opd(opd, on=today)
    if pejabat.nama == TITIK:
        pejabat = Penandatangan(jabatan=f"Kepala {opd.nama}", nama=actor.nama)
    rows = [SuratPengantar(usulan=u, tanggal=today, oleh=actor) for u in usulan]
    nomor = nomor_issue(
        register=f"SP-{opd.pk}",
        format_nomor=FORMAT_NOMOR,
        isian={"kode": KODE_KLASIFIKASI, "unit": singkatan_unit(opd.nama)},
        rujukan_jenis="surat_pengantar",
        rujukan_id=rows[0].pk,
        tanggal=today,
        oleh=actor,
    )
    isi = pengantar_isi(
        instansi,
        [_nominatif(u, today) for u in usulan],
        today,
        layanan=first.layanan.nama,
        opd=opd.nama,
        kop=kop_of(opd, on=today),
        nomor=nomor.teks,
        pejabat=pejabat,
        persetujuan=_approved(actor, now),
        lampiran=_lampiran(usulan),
    )
    for row in rows:
        row.nomor, row.isi = nomor, isi
    SuratPengantar.objects.bulk_create(rows)
    wake("kepegawaian.pengantar_make")
    return rows


def _nominatif(usulan: Usulan, today: date) -> list[str]:
    """One person's line: name, NIP, pangkat, post, unit, TMT."""
    nilai = nilai_surat(usulan, today=today)
    return [
        nilai["nama"],
        nilai["nip"],
        nilai.get("pangkat", ""),
        nilai.get("jabatan", ""),
        nilai["unit"],
        nilai.get("tmt", ""),
    ]


def _lampiran(usulan: Sequence[Usulan]) -> list[str]:
    """Names of the papers sent, each once."""
    rows = ButirUsulan.objects.filter(usulan__in=usulan, versi__isnull=False)
    return list(dict.fromkeys(rows.order_by("urutan", "kunci").values_list("nama", flat=True)))


def _approved(actor: Pengguna, now: datetime) -> str:
    """Who approved it when, printed where ink would be: nobody signs this letter."""
    local = timezone.localtime(now)
    return f"Disetujui di SiTAMU oleh {actor.nama}, {tanggal_panjang(local.date())} {local:%H.%M}"


def pengantar_make(*, now: datetime) -> int:
    """Print every surat pengantar that waits; returns how many were made."""
    waiting = SuratPengantar.objects.filter(versi__isnull=True)

    def make(row: SuratPengantar) -> None:
        pdf = render_pdf("kepegawaian/surat/pengantar.html", {"isi": row.isi})
        with transaction.atomic():
            locked = SuratPengantar.objects.select_for_update(of=("self",)).get(pk=row.pk)
            if locked.versi_id is not None:
                return
            usulan = Usulan.objects.select_related("unit_kerja").get(pk=locked.usulan_id)
            locked.versi = dokumen_store_made(
                pegawai_id=usulan.pegawai_id,
                jenis_kode=JENIS,
                kunci=usulan.nomor,
                nama_asli=f"surat-pengantar-{usulan.nomor.lower()}.pdf",
                isi=pdf,
                now=now,
                actor=locked.oleh,
            )
            locked.galat = ""
            locked.save(update_fields=["versi", "galat"])
            akses_kasus_grant(
                versi_ids=[locked.versi.pk],
                rujukan_jenis="usulan",
                rujukan_id=usulan.pk,
                hak=Hak.USULAN_VIEW,
                unit=usulan.unit_kerja,
                mulai=timezone.localdate(now),
            )

    return work_off(waiting, make, now=now)
