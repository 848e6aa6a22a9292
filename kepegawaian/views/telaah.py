"""The desk: queue, paper beside data, verdict per item, pertek."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arsip.selectors import versi_gambar_urls
from kepegawaian.forms import PertekForm
from kepegawaian.models import ButirUsulan, RiwayatKgb, RiwayatSkp, Usulan
from kepegawaian.permissions import buttons, is_own, usulan_may
from kepegawaian.rules.pertek import Selisih
from kepegawaian.rules.usulan import (
    ALASAN_BUTIR,
    Action,
    Keluarga,
    Status,
    Verdict,
    actions_from,
    status_kalimat,
)
from kepegawaian.selectors.banding import banding_of
from kepegawaian.selectors.layanan import PENSIUN
from kepegawaian.selectors.meja import catatan_visible_to, templat_in_force
from kepegawaian.selectors.pensiun import PENSIUN_BUP, FaktaPensiun, fakta_pensiun
from kepegawaian.selectors.sk import selisih_usulan
from kepegawaian.selectors.surat import data_diri, isian_baris
from kepegawaian.selectors.usulan import (
    butir_of,
    riwayat_of,
    sla_for,
    usulan_get,
    verifikator_of,
)
from kepegawaian.services.kehadiran import TANYA_DETIK, rekan_seen
from kepegawaian.services.pertek import pertek_record
from kepegawaian.services.usulan import butir_judge
from kepegawaian.views.antrean import back_to, left
from sitamu.inti.errors import DataKurangError, DomainError, NotAllowedError
from sitamu.inti.http import PortalRequest
from sitamu.inti.rules.teks import nik_samar, rupiah, tanggal_panjang
from sitamu.inti.services.jejak import akses_record

KURANG = "data kurang"


Baris = tuple[str, str]


def data_of(butir: ButirUsulan, fakta: FaktaPensiun | None, usulan: Usulan) -> list[Baris]:
    """What the record says beside a paper: label and value."""
    if fakta is None:
        if butir.syarat.kode != "DATA_DIRI":
            return []
        return [*_record(usulan, timezone.localdate()), *isian_baris(usulan)]
    rows: dict[str, Callable[[], list[Baris]]] = {
        "DATA_DIRI": lambda: [
            *(_record(usulan, timezone.localdate()) or _identity(fakta)),
            *isian_baris(usulan),
        ],
        "DATA_KELUARGA": lambda: _family(fakta),
        "DPCP": lambda: [*_identity(fakta), *_rank(fakta), *_service(fakta), *_family(fakta)],
        "SK_CPNS": lambda: [
            ("Nomor SK", _known(fakta.profil.nomor_sk_cpns)),
            ("TMT CPNS", _day(fakta.profil.tmt_cpns)),
        ],
        "SK_PNS": lambda: [
            ("Nomor SK", _known(fakta.profil.nomor_sk_pns)),
            ("TMT PNS", _day(fakta.profil.tmt_pns)),
        ],
        "SK_PANGKAT": lambda: _rank(fakta),
        "SK_KGB": lambda: _increment(fakta),
        "SK_JABATAN": lambda: [
            ("Jabatan", fakta.jabatan.jabatan.nama),
            ("TMT jabatan", _day(fakta.jabatan.tmt)),
            ("Nomor SK", _known(fakta.jabatan.nomor_sk)),
        ],
        "SKP": lambda: _appraisal(fakta, butir.kunci),
        "PERNYATAAN_HUKDIS": lambda: [
            (
                "Hukdis sedang/berat 1 tahun terakhir",
                "ADA CATATAN, periksa" if fakta.hukdis else "Tidak ada catatan",
            )
        ],
        "AKTA_NIKAH": lambda: _family(fakta, "pasangan"),
        "AKTA_ANAK": lambda: _family(fakta, "anak"),
        "KK": lambda: [*_identity(fakta), *_family(fakta)],
        "KTP": lambda: [
            *_identity(fakta),
            ("Alamat", _known(fakta.profil.alamat)),
            ("NIK", nik_samar(fakta.profil.nik) if fakta.profil.nik else KURANG),
        ],
        "BUKU_REKENING": lambda: [
            ("Atas nama", fakta.pegawai.nama),
            ("Bank", _known(fakta.profil.nama_bank)),
            ("Nomor rekening", _known(fakta.profil.rekening)),
        ],
    }
    return rows.get(butir.syarat.kode, lambda: _identity(fakta))()


def _known(teks: str) -> str:
    return teks or KURANG


def _day(tanggal: date | None) -> str:
    return tanggal_panjang(tanggal) if tanggal else KURANG


def _identity(fakta: FaktaPensiun) -> list[Baris]:
    profil = fakta.profil
    return [
        ("Nama", fakta.pegawai.nama_lengkap),
        ("NIP", fakta.pegawai.nip or ""),
        ("Lahir", f"{profil.tempat_lahir}, {tanggal_panjang(profil.tanggal_lahir)}"),
    ]


def _rank(fakta: FaktaPensiun) -> list[Baris]:
    return [
        ("Golongan", fakta.golongan.golongan),
        ("TMT golongan", tanggal_panjang(fakta.golongan.tmt)),
        ("Nomor SK", _known(fakta.golongan.nomor_sk)),
    ]


def _service(fakta: FaktaPensiun) -> list[Baris]:
    return [
        ("Masa kerja golongan saat pensiun", str(fakta.mkg)),
        ("Masa kerja pensiun", str(fakta.mkp) if fakta.mkp else KURANG),
        ("Gaji pokok terakhir", rupiah(fakta.gaji_pokok)),
    ]


def _family(fakta: FaktaPensiun, hubungan: str = "") -> list[Baris]:
    rows = [k for k in fakta.keluarga if hubungan in ("", k.hubungan)]
    listed = [
        (
            k.get_hubungan_display(),
            f"{k.nama}, lahir {_day(k.tanggal_lahir)}"
            + (f", menikah {tanggal_panjang(k.tanggal_nikah)}" if k.tanggal_nikah else ""),
        )
        for k in rows
    ]
    return listed or [("Keluarga", "tidak ada yang tercatat")]


def _increment(fakta: FaktaPensiun) -> list[Baris]:
    row = RiwayatKgb.objects.filter(pegawai=fakta.pegawai).order_by("-tmt").first()
    if row is None:
        return [("KGB terakhir", KURANG)]
    return [
        ("TMT KGB", tanggal_panjang(row.tmt)),
        ("Golongan, MKG", f"{row.golongan}, {row.mkg_tahun} tahun"),
        ("Nomor SK", _known(row.nomor_sk)),
    ]


def _appraisal(fakta: FaktaPensiun, tahun: str) -> list[Baris]:
    row = RiwayatSkp.objects.filter(pegawai=fakta.pegawai, tahun=tahun or 0).first()
    if row is None:
        return [(f"SKP {tahun}", KURANG)]
    return [
        ("Predikat kinerja", row.predikat),
        ("Hasil kerja", _known(row.hasil_kerja)),
        ("Perilaku kerja", _known(row.perilaku_kerja)),
    ]


def _facts(usulan: Usulan) -> FaktaPensiun | None:
    try:
        return fakta_pensiun(usulan.pegawai, today=timezone.localdate())
    except DataKurangError:
        return None


def _differences(usulan: Usulan, today: date) -> list[Selisih]:
    try:
        return selisih_usulan(usulan, today=today)
    except DataKurangError:
        return []


def _telaah_context(request: PortalRequest, usulan: Usulan) -> dict[str, Any]:
    today = timezone.localdate()
    fakta = _facts(usulan)
    butir = butir_of(usulan)
    pictures = versi_gambar_urls([b.versi for b in butir if b.versi])
    differences = banding_of(usulan, butir, today=today)
    rows = [
        {
            "butir": b,
            "data": data_of(b, fakta, usulan),
            "beda": differences.get(b.pk, []),
            "gambar": pictures.get(b.versi_id, []) if b.versi_id else [],
        }
        for b in butir
    ]
    status = Status(usulan.status)
    moves = dict(
        buttons(request.user, usulan, actions_from(Keluarga(usulan.keluarga), status), today=today)
    )
    held = usulan.pemeriksa_id == request.user.pk
    at_bkpsdm = usulan.tiba_pada is not None and status is not Status.PERLU_DIPERBAIKI
    may_judge = (Action.RETURN in moves or (Action.RECORD_BTS in moves)) and (held or not at_bkpsdm)
    if at_bkpsdm and not held:
        moves = {
            a: m
            for a, m in moves.items()
            if a is Action.REASSIGN or (a is Action.TAKE and not usulan.pemeriksa_id)
        }
    else:
        moves.pop(Action.TAKE, None)
    ada_pertek = hasattr(usulan, "pertek")
    riwayat = list(riwayat_of(usulan)[:20])
    return {
        "usulan": usulan,
        "butir": rows,
        "jumlah_beda": len(differences),
        "dilihat": riwayat[0].urut if riwayat else 0,
        "catatan_internal": catatan_visible_to(request.user, usulan, today=today),
        "templat": templat_in_force(usulan.layanan_id, on=today) if may_judge else [],
        "verifikator": [v for v in verifikator_of(usulan, on=today) if v.pk != usulan.pemeriksa_id]
        if Action.REASSIGN in moves
        else [],
        "boleh_nilai": may_judge,
        "moves": moves,
        "alasan": ALASAN_BUTIR,
        "jumlah_sesuai": sum(b.verdict == Verdict.SESUAI for b in butir),
        "jumlah_ganti": sum(b.verdict == Verdict.PERLU_DIGANTI for b in butir),
        "sla": sla_for([usulan], today=today)[usulan.pk],
        "kalimat": status_kalimat(
            status, ada_pertek=ada_pertek, keluarga=Keluarga(usulan.keluarga)
        ),
        "fakta": fakta,
        "pertek": getattr(usulan, "pertek", None),
        "selisih": _differences(usulan, today),
        "riwayat": riwayat,
    }


@require_GET
def telaah(request: PortalRequest, usulan_id: UUID) -> HttpResponse:
    """Paper on the left, data and verdict on the right; for operator, head and verifikator."""
    usulan = usulan_get(request.user, usulan_id, today=timezone.localdate())
    if is_own(request.user, usulan):
        return redirect("kepegawaian:usulan-detail", usulan_id=usulan.pk)
    akses_record(
        aksi="telaah_usulan",
        pengguna=request.user,
        request=request,
        objek_jenis="usulan",
        objek_id=usulan.pk,
        objek_label=usulan.nomor,
        pegawai_id=usulan.pegawai_id,
    )
    now = timezone.now()
    context = {
        **_telaah_context(request, usulan),
        "rekan": rekan_seen(usulan_id=usulan.pk, actor=request.user, now=now),
        "tanya_detik": TANYA_DETIK,
        "kembali": back_to(left(request)),
        "kueri": left(request).kueri,
    }
    return render(request, "kepegawaian/telaah.html", context)


@require_POST
def telaah_nilai(request: PortalRequest, usulan_id: UUID, butir_id: UUID) -> HttpResponse:
    """Save the verdict of one item; with htmx only that item and the counters come back."""
    # A reason alone says that the paper must be replaced.
    verdict = request.POST.get("verdict", "PERLU_DIGANTI" if request.POST.get("alasan") else "")
    try:
        butir_judge(
            usulan_id=usulan_id,
            butir_id=butir_id,
            verdict=Verdict(verdict) if verdict in Verdict.__members__ else Verdict.BELUM,
            alasan=request.POST.get("alasan", ""),
            catatan=request.POST.get("catatan", ""),
            actor=request.user,
            now=timezone.now(),
            dilihat=request.POST.get("versi"),
        )
        galat = ""
    except DomainError as error:
        if error.http_status != 422:
            raise
        galat = error.message
    if not request.htmx and not galat:
        return redirect(f"/telaah/{usulan_id}/#butir-{butir_id}")
    usulan = usulan_get(request.user, usulan_id, today=timezone.localdate())
    context = _telaah_context(request, usulan)
    row = next(r for r in context["butir"] if r["butir"].pk == butir_id)
    if galat:
        # Keep what was ticked so that the reason can be added.
        row["butir"].verdict = verdict
    if not request.htmx:
        shown = {**context, "galat_butir": galat, "galat": galat}
        return render(request, "kepegawaian/telaah.html", shown, status=422)
    return render(
        request,
        "kepegawaian/_telaah_butir.html",
        {**context, "baris": row, "galat_butir": galat, "oob": True},
        status=422 if galat else 200,
    )


def _record(usulan: Usulan, today: date) -> list[Baris]:
    """What our record says of a service other than pensiun BUP, beside BKN's paper."""
    if usulan.layanan_id == PENSIUN_BUP:
        return []
    try:
        return data_diri(usulan, today=today)
    except DataKurangError:
        return []


@require_http_methods(["GET", "POST"])
def pertek_catat(request: PortalRequest, usulan_id: UUID) -> HttpResponse:
    """BKN's pertek: number, date, proof and figures; differences from the record are shown."""
    today = timezone.localdate()
    usulan = usulan_get(request.user, usulan_id, today=today)
    if not usulan_may(request.user, usulan, Action.RECORD_PERTEK, today=today):
        raise NotAllowedError
    old = getattr(usulan, "pertek", None)
    initial = (
        {name: getattr(old, name) for name in PertekForm.base_fields if hasattr(old, name)}
        if old
        else {"tmt": usulan.tmt}
    )
    form = PertekForm(
        request.POST or None,
        request.FILES or None,
        initial=initial,
        ada_bukti=old is not None,
        pensiun=usulan.layanan.kelompok == PENSIUN,
    )
    if request.method == "POST" and form.is_valid():
        try:
            pertek_record(
                usulan_id=usulan.pk,
                isi=form.isi(),
                files=form.cleaned_data["berkas"],
                actor=request.user,
                now=timezone.now(),
            )
        except DomainError as error:
            if error.http_status not in (413, 415, 422):
                raise
            form.add_error("berkas", f"{error.message} {error.langkah or ''}".strip())
        else:
            messages.success(request, "Pertek tersimpan.")
            return redirect("kepegawaian:telaah", usulan_id=usulan.pk)
    return render(
        request,
        "kepegawaian/pertek_form.html",
        {
            "usulan": usulan,
            "form": form,
            "fakta": _facts(usulan) if usulan.layanan_id == PENSIUN_BUP else None,
            "data": _record(usulan, today),
        },
        status=422 if form.errors else 200,
    )
