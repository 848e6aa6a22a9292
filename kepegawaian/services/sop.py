"""Signing off an SOP: the head of the unit, in the application, dated; printing it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from kepegawaian.errors import SopCurrentError
from kepegawaian.models import SopLayanan, VersiLayanan
from kepegawaian.rules.sop import (
    TINGGI,
    LangkahSop,
    Simbol,
    StatusSop,
    alur_gambar,
    lajur_of,
    lebar_lajur,
    tinjau_tanggal,
)
from kepegawaian.rules.surat import nip_spasi, singkatan_unit
from kepegawaian.selectors.angka import Angka
from kepegawaian.selectors.sop import (
    layanan_of,
    may_sign,
    pengesah,
    sop_isi,
    sop_states,
    sop_units,
    waktu_nyata,
)
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import Pengguna, UnitKerja
from sitamu.inti.rules.teks import tanggal_panjang
from sitamu.inti.services.nomor import nomor_issue
from sitamu.inti.surat import render_pdf

REGISTER: Final = "SOP"
FORMAT_NOMOR: Final = "SOP/{urut}/{unit}/{tahun}"
MM: Final = 0.2  # millimetres on paper of one unit of the flow chart


@transaction.atomic
def sop_sign(*, layanan: str, unit_id: UUID, actor: Pengguna, now: datetime) -> SopLayanan:
    """The head of a unit signs off the SOP of a service as its catalogue stands today.

    Signed again before anything changed, the same row comes back on the same day; later it is a
    revision that moves the review a year on. Raises NotFoundError (a unit or service out of reach),
    NotAllowedError (not the head), SopCurrentError.
    """
    today = timezone.localdate(now)
    unit = (
        UnitKerja.objects.select_for_update(of=("self",))
        .filter(pk__in=sop_units(actor, today=today).values("pk"), pk=unit_id)
        .first()
    )
    if unit is None:
        raise NotFoundError
    versi = next((v for v in layanan_of(unit, today=today) if v.layanan_id == layanan), None)
    if versi is None:
        raise NotFoundError
    if not may_sign(actor, unit, on=today):
        raise NotAllowedError(
            "Hanya kepala unit ini yang mengesahkan SOP-nya.",
            langkah="Minta kepala unit masuk dan mengesahkannya.",
        )
    last = SopLayanan.objects.filter(unit=unit, layanan=layanan).order_by("-revisi").first()
    if last is not None and last.tanggal == today and last.versi_layanan_id == versi.pk:
        if last.disahkan_oleh_id == actor.pk:
            return last
        raise SopCurrentError
    head = pengesah(actor, unit, on=today)
    sop_id, revisi = uuid4(), last.revisi + 1 if last else 0
    nomor = nomor_issue(
        register=REGISTER,
        format_nomor=FORMAT_NOMOR,
        isian={"unit": singkatan_unit(unit.nama)},
        rujukan_jenis="sop",
        rujukan_id=sop_id,
        tanggal=today,
        oleh=actor,
    )
    first = last.isi.get("dibuat", last.tanggal.isoformat()) if last else today.isoformat()
    return SopLayanan.objects.create(
        pk=sop_id,
        layanan=versi.layanan,
        versi_layanan=versi,
        unit=unit,
        revisi=revisi,
        nomor=nomor,
        tanggal=today,
        tinjau_tanggal=tinjau_tanggal(today),
        isi={
            **sop_isi(versi, unit, today=today),
            "dibuat": first,
            "nomor": nomor.teks,
            "revisi": revisi,
            "pejabat": {
                "jabatan": head.jabatan,
                "nama": head.nama,
                "pangkat": head.pangkat,
                "nip": nip_spasi(head.nip),
            },
        },
        disahkan_oleh=actor,
        disahkan_pada=now,
    )


def sop_shown(versi: VersiLayanan, unit: UnitKerja, *, today: date) -> dict[str, Any]:
    """What page and paper show: the signed text while it is valid, else the draft of today.

    `alur`: the flow chart; `nyata`: by step, what it really took in the past year.
    """
    state = next(
        (s for s in sop_states(unit, today=today) if s.versi.layanan_id == versi.layanan_id), None
    )
    if state is None:
        raise NotFoundError
    sop = state.sop if state.status in (StatusSop.BERLAKU, StatusSop.LEWAT_TINJAU) else None
    isi = sop.isi if sop else sop_isi(versi, unit, today=today)
    langkah = [LangkahSop(**{**row, "simbol": Simbol(row["simbol"])}) for row in isi["langkah"]]
    nyata = waktu_nyata(versi, unit, today=today)
    return {
        "isi": isi,
        "keadaan": state,
        "sop": sop,
        "alur": _alur(langkah),
        "langkah": [
            (row, gambar, _really(nyata, row.status))
            for row, gambar in zip(langkah, alur_gambar(langkah), strict=True)
        ],
    }


def _alur(langkah: list[LangkahSop]) -> dict[str, Any]:
    """The flow chart with its lanes: name, left edge, centre."""
    lanes = lajur_of(langkah)
    lebar = lebar_lajur(len(lanes))
    return {
        "lajur": [(teks, n * lebar, n * lebar + lebar // 2) for n, teks in enumerate(lanes)],
        "baris": alur_gambar(langkah),
        "lebar": lebar * len(lanes),
        "tinggi": TINGGI * len(langkah),
        "tinggi_baris": TINGGI,
    }


def _really(nyata: Mapping[tuple[str, bool], Angka], status: str) -> Angka | None:
    """The stage itself: of the wait at BKN that before the pertek."""
    return nyata.get((status, True)) or nyata.get((status, False))


def sop_pdf(versi: VersiLayanan, unit: UnitKerja, *, today: date) -> bytes:
    """The SOP as PDF (A4 landscape), PermenPANRB 35/2012; the real times stand in an annex."""
    shown = sop_shown(versi, unit, today=today)
    sop = shown["sop"]
    return render_pdf(
        "kepegawaian/surat/sop.html",
        {
            **shown,
            "lebar_mm": f"{shown['alur']['lebar'] * MM:.1f}",
            "tinggi_mm": f"{TINGGI * MM:.1f}",
            "isi": {
                **shown["isi"],
                "tanggal": today.isoformat(),
                "tanggal_teks": tanggal_panjang(today),
                "dibuat_teks": _long(shown["isi"].get("dibuat")),
                "disahkan_teks": tanggal_panjang(sop.tanggal) if sop else "",
                "tinjau_teks": tanggal_panjang(sop.tinjau_tanggal) if sop else "",
                "katalog_teks": _long(shown["isi"]["katalog_mulai"]),
            },
        },
    )


def _long(tanggal: str | None) -> str:
    return tanggal_panjang(date.fromisoformat(tanggal)) if tanggal else ""
