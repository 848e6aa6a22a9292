"""The lists of pension, promotion, KGB and ending agreements: one page, one filter, two exports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kepegawaian.models import Nominatif, Usulan
from kepegawaian.rules.nominatif import JenisNominatif, Keadaan, layanan_of
from kepegawaian.rules.pangkat import JenisKp
from kepegawaian.rules.usulan import FINAL, Status
from kepegawaian.selectors.layanan import katalog_in_force
from kepegawaian.selectors.nominatif import (
    BarisNominatif,
    nominatif_baris,
    nominatif_computed,
    nominatif_count,
    nominatif_sampai,
    nominatif_visible_to,
    nominatif_waiting,
)
from kepegawaian.selectors.surat import instansi_in_force
from kepegawaian.selectors.usulan import usulan_visible_to
from kepegawaian.services.nominatif_cetak import (
    JALUR,
    PDF_TERBANYAK,
    TMT,
    baris_terbaca,
    khusus_of,
    kolom_buku_of,
    kolom_of,
    nominatif_dasar,
    nominatif_pdf,
    pada_teks,
)
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.lembar import lembar_response
from sitamu.inti.models import JenisPegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.tanggal import akhir_bulan, tambah_bulan
from sitamu.inti.rules.teks import BULAN, tanggal_panjang
from sitamu.inti.selectors import hak_held, pegawai_visible_to, unit_asked, units_offered
from sitamu.inti.services.jejak import akses_record

PER_PAGE: Final = 25
BULAN_KE_DEPAN: Final = 24
TAHUN_KE_DEPAN: Final = 6
TANPA_TANGGAL: Final = "tanpa"
PARAMETER: Final = ("periode", "keadaan", "unit", "jalur", "pegawai", "cari")
JENIS: Final = {jenis.value.lower(): jenis for jenis in JenisNominatif}
PEGAWAI: Final = {  # lists in which kinds of employees stand side by side
    JenisNominatif.KGB: (JenisPegawai.PNS, JenisPegawai.CPNS, JenisPegawai.PPPK),
}
WARNA: Final = {
    Keadaan.MEMENUHI: "hijau",
    Keadaan.HAMPIR: "kuning",
    Keadaan.BELUM: "abu",
    Keadaan.DATA_KURANG: "oranye",
}


@dataclass(frozen=True, slots=True)
class Periode:
    """A choice of time, both days inclusive; None is open. `tanpa`: only rows without a TMT."""

    nilai: str
    label: str
    dari: date | None = None
    sampai: date | None = None
    tanpa: bool = False


@dataclass(frozen=True, slots=True)
class Saringan:
    """What a list is narrowed to."""

    jenis: JenisNominatif
    periode: Periode
    keadaan: Keadaan | None = None
    unit: UnitKerja | None = None
    jalur: JenisKp | None = None
    pegawai: JenisPegawai | None = None
    cari: str = ""

    @property
    def kata(self) -> str:
        """The filter in words, for paper."""
        parts = [
            f"{TMT[self.jenis]}: {self.periode.label}",
            f"Unit: {self.unit.nama}" if self.unit else "",
            f"Keadaan: {self.keadaan.label}" if self.keadaan else "",
            f"Jalur: {JALUR[self.jalur]}" if self.jalur else "",
            f"Pegawai: {self.pegawai.label}" if self.pegawai else "",
            f"Cari: {self.cari}" if self.cari else "",
        ]
        return " · ".join(filter(None, parts))


@require_GET
def nominatif_index(request: PortalRequest) -> HttpResponse:  # noqa: ARG001
    """To the first of the lists."""
    return redirect("kepegawaian:nominatif-list", "pensiun")


@require_GET
def nominatif_list(request: PortalRequest, jenis: str) -> HttpResponse:
    """One list: who, when, whether the conditions hold, what is missing, which papers are there."""
    today = timezone.localdate()
    kind, choices = _gate(request, jenis, today)
    saringan, params = _filter(request, kind, choices, today)
    every = _rows(request.user, saringan, today=today)
    counts = nominatif_count(every)
    rows = every.filter(keadaan=saringan.keadaan) if saringan.keadaan else every
    pages = Paginator(rows, PER_PAGE)
    pages.count = counts[saringan.keadaan] if saringan.keadaan else sum(counts.values())
    page = pages.get_page(request.GET.get("halaman"))
    found = nominatif_baris(page.object_list, jenis=kind, today=today)
    return render(
        request,
        "kepegawaian/nominatif_list.html",
        {
            "jenis": kind,
            "slug": jenis,
            "pdf_terbanyak": PDF_TERBANYAK,
            "judul_tmt": TMT[kind],
            "halaman": page,
            "baris": _lines(found, saringan, request.user, today),
            "kolom": kolom_of(kind)[6:-3],
            "saringan": saringan,
            "jumlah": sum(counts.values()),
            "pilihan_periode": choices.values(),
            "pilihan_unit": units_offered(request.user, Hak.NOMINATIF_VIEW, on=today),
            "pilihan_keadaan": list(counts.items()),
            "pilihan_pegawai": PEGAWAI.get(kind, ()),
            "pilihan_jalur": JALUR.items() if kind is JenisNominatif.PANGKAT else (),
            "bagian": [
                {
                    "label": satu.label,
                    "url": reverse("kepegawaian:nominatif-list", args=[slug]),
                    "aktif": satu is kind,
                }
                for slug, satu in JENIS.items()
            ],
            "dihitung": nominatif_computed(),
            "sedang_dihitung": nominatif_waiting(),
            "kueri": urlencode(params),
        },
    )


@require_GET
def nominatif_unduh(request: PortalRequest, jenis: str, bentuk: str) -> HttpResponse | FileResponse:
    """The whole filtered list as workbook or PDF; each download is logged."""
    now = timezone.now()
    today = timezone.localdate(now)
    kind, choices = _gate(request, jenis, today)
    saringan, _ = _filter(request, kind, choices, today)
    rows = _rows(request.user, saringan, today=today)
    if saringan.keadaan:
        rows = rows.filter(keadaan=saringan.keadaan)
    response: HttpResponse | FileResponse
    match bentuk:
        case "pdf":
            body = nominatif_pdf(
                rows,
                kind,
                saringan=saringan.kata,
                unit=saringan.unit,
                oleh=request.user,
                now=now,
            )
            response = HttpResponse(body, content_type="application/pdf")
            response["Content-Disposition"] = f'attachment; filename="{_name(kind, today)}.pdf"'
        case "xlsx":
            response = _workbook(rows, saringan, request.user, now)
        case _:
            raise NotFoundError
    akses_record(
        aksi=f"unduh_nominatif_{bentuk}",
        pengguna=request.user,
        request=request,
        objek_jenis="nominatif",
        objek_label=f"{kind.label}, {rows.count()} baris",
        rincian={"saringan": saringan.kata},
    )
    return response


def _workbook(
    rows: QuerySet[Nominatif], saringan: Saringan, oleh: Pengguna, now: datetime
) -> FileResponse:
    today, kind = timezone.localdate(now), saringan.jenis
    columns = kolom_buku_of(kind)
    return lembar_response(
        f"{_name(kind, today)}.xlsx",
        [(kolom.judul, kolom.lebar) for kolom in columns],
        (
            [kolom.isi(baris) for kolom in columns]
            for baris in baris_terbaca(rows, kind, today=today)
        ),
        kepala=(
            f"Nominatif {kind.label.lower()}, {instansi_in_force(on=today)['nama_pemda']}",
            saringan.kata,
            f"Dasar: {nominatif_dasar(kind, today=today)}",
            f"Diunduh {pada_teks(now)} oleh {oleh.nama}. Perkiraan (hasil hitung).",
        ),
    )


def _name(jenis: JenisNominatif, today: date) -> str:
    return f"nominatif-{jenis.value.lower()}-{today:%Y%m%d}"


# Filter


def _gate(
    request: PortalRequest, jenis: str, today: date
) -> tuple[JenisNominatif, dict[str, Periode]]:
    """The kind and its periods; raises NotAllowedError, NotFoundError."""
    if Hak.NOMINATIF_VIEW not in hak_held(request.user, on=today):
        raise NotAllowedError
    if jenis not in JENIS:
        raise NotFoundError
    return JENIS[jenis], _periods(JENIS[jenis], today)


def _periods(jenis: JenisNominatif, today: date) -> dict[str, Periode]:
    """What the office watches now, the months to come, whole years, everything, the undated."""
    sampai = nominatif_sampai(jenis, today=today)
    first = today.replace(day=1)
    months = [tambah_bulan(first, n) for n in range(BULAN_KE_DEPAN)]
    years = range(today.year, today.year + TAHUN_KE_DEPAN)
    choices = [
        Periode("", f"perlu disiapkan, sampai {tanggal_panjang(sampai)}", sampai=sampai),
        Periode("mendatang", f"mendatang, sampai {tanggal_panjang(sampai)}", today, sampai),
        Periode("lewat", "sudah lewat", sampai=today - timedelta(days=1)),
        *(
            Periode(f"{m:%Y-%m}", f"{BULAN[m.month - 1]} {m.year}", m, akhir_bulan(m))
            for m in months
        ),
        *(Periode(str(y), f"sepanjang {y}", date(y, 1, 1), date(y, 12, 31)) for y in years),
        Periode("semua", "semua tanggal"),
        Periode(TANPA_TANGGAL, "tanpa tanggal (data kurang)", tanpa=True),
    ]
    return {choice.nilai: choice for choice in choices}


def _filter(
    request: PortalRequest, jenis: JenisNominatif, choices: dict[str, Periode], today: date
) -> tuple[Saringan, dict[str, str]]:
    """The filter asked for, and its parameters; what cannot be read is left out."""
    asked = {name: request.GET.get(name, "").strip() for name in PARAMETER}
    unit = unit_asked(request.user, Hak.NOMINATIF_VIEW, asked["unit"], on=today)
    saringan = Saringan(
        jenis,
        choices.get(asked["periode"], choices[""]),
        next((k for k in Keadaan if k.value == asked["keadaan"]), None),
        unit,
        next((k for k in JALUR if k.value == asked["jalur"]), None)
        if jenis is JenisNominatif.PANGKAT
        else None,
        next((p for p in PEGAWAI.get(jenis, ()) if p.value == asked["pegawai"]), None),
        asked["cari"][:100],
    )
    params = {
        "periode": saringan.periode.nilai,
        "keadaan": saringan.keadaan.value if saringan.keadaan else "",
        "unit": str(unit.pk) if unit else "",
        "jalur": saringan.jalur.value if saringan.jalur else "",
        "pegawai": saringan.pegawai.value if saringan.pegawai else "",
        "cari": saringan.cari,
    }
    return saringan, {name: value for name, value in params.items() if value}


def _rows(user: Pengguna, saringan: Saringan, *, today: date) -> QuerySet[Nominatif]:
    """Every row the filter leaves, whatever its state."""
    rows = nominatif_visible_to(
        user,
        today=today,
        jenis=saringan.jenis,
        dari=saringan.periode.dari,
        sampai=saringan.periode.sampai,
        unit_jalur=saringan.unit.jalur if saringan.unit else "",
        cari=saringan.cari,
    )
    if saringan.periode.tanpa:
        rows = rows.filter(tmt=None)
    if saringan.pegawai:
        rows = rows.filter(pegawai__jenis=saringan.pegawai)
    return rows.filter(rincian__jenis_kp=saringan.jalur.value) if saringan.jalur else rows


# Lines of a page


def _lines(
    found: Sequence[BarisNominatif], saringan: Saringan, user: Pengguna, today: date
) -> list[dict[str, Any]]:
    usulan, boleh = _proposals(found, saringan.jenis, user, today)
    return [
        {
            "n": baris.nominatif,
            "ada": baris.ada,
            "kurang": baris.kurang,
            "diminta": len(baris.ada) + len(baris.kurang),
            "lewat": baris.nominatif.tmt is not None and baris.nominatif.tmt < today,
            "khusus": khusus_of(saringan.jenis, baris),
            "warna": WARNA[Keadaan(baris.nominatif.keadaan)],
            "usulan": usulan.get(baris.nominatif.pegawai_id),
            "layanan": boleh.get(baris.nominatif.pegawai_id, ""),
        }
        for baris in found
    ]


def _proposals(
    found: Sequence[BarisNominatif], jenis: JenisNominatif, user: Pengguna, today: date
) -> tuple[dict[UUID, Usulan], dict[UUID, str]]:
    """The proposals that run or have ended in an SK, and for whom `user` may make one now.

    By person: the usulan of the row's own service and TMT, and the code of the service to make.
    Offered from the day the catalogue names; the service itself judges when it is made.
    """
    named = {
        baris.nominatif.pegawai_id: layanan_of(
            jenis, baris.nominatif.pegawai.jenis, baris.nominatif.rincian
        )
        for baris in found
    }
    seen = usulan_visible_to(user, today=today).filter(
        pegawai__in=named, layanan__in=set(named.values())
    )
    tmt = {baris.nominatif.pegawai_id: baris.nominatif.tmt for baris in found}
    usulan = {
        u.pegawai_id: u
        for u in seen.exclude(status__in=FINAL - {Status.TERBIT})
        if u.layanan_id == named[u.pegawai_id]
        and (u.status != Status.TERBIT or u.tmt == tmt[u.pegawai_id])
    }
    mine = set(
        pegawai_visible_to(user, today=today, hak=Hak.USULAN_SUBMIT)
        .filter(pk__in=named)
        .exclude(pengguna=user)
        .values_list("pk", flat=True)
    )
    near = {
        baris.nominatif.pegawai_id
        for baris in found
        if jenis is JenisNominatif.PENSIUN
        or Keadaan(baris.nominatif.keadaan) in (Keadaan.MEMENUHI, Keadaan.HAMPIR)
    }
    months = {v.layanan_id: v.paling_cepat_bulan for v in katalog_in_force(on=today)}
    due = {
        pk: named[pk]
        for pk in mine - usulan.keys()
        if pk in near and named[pk] in months and _due(tmt[pk], months[named[pk]], today)
    }
    return usulan, due


def _due(tmt: date | None, bulan: int, today: date) -> bool:
    return tmt is not None and today >= tambah_bulan(tmt, -bulan)
