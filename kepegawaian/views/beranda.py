"""First page: what must I do now?"""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from kepegawaian.errors import UsulanNotOpenError
from kepegawaian.models import Nominatif
from kepegawaian.rules.nominatif import JenisNominatif, Keadaan
from kepegawaian.rules.usulan import (
    DENGAN_PEMOHON,
    MENUNGGU_TANDA_TANGAN,
    Keluarga,
    Status,
    status_kalimat,
)
from kepegawaian.selectors.anomali import anomali_visible_to
from kepegawaian.selectors.antrean import antrean, antrean_counts
from kepegawaian.selectors.kiriman import sk_unsent
from kepegawaian.selectors.layanan import layanan_in_force
from kepegawaian.selectors.nominatif import jenis_of, nominatif_of, nominatif_waiting
from kepegawaian.selectors.pensiun import PENSIUN_BUP, FaktaPensiun, fakta_pensiun
from kepegawaian.selectors.sk import SIAP_DISETUJUI, usulan_for_sk
from kepegawaian.selectors.usulan import sla_for, usulan_visible_to
from kepegawaian.services.usulan import usulan_open_check
from kepegawaian.views.nominatif import WARNA
from sitamu.inti.errors import DataKurangError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import JenisPegawai, Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.selectors import hak_held, units_granted


@dataclass(frozen=True, slots=True)
class Tugas:
    """One line of 'Perlu Anda kerjakan'."""

    label: str
    jumlah: int
    url: str


def _pekerjaan(user: Pengguna) -> list[Tugas]:
    """Work that waits for an officer; only the counts of offices held are asked."""
    today = timezone.localdate()
    held = hak_held(user, on=today)
    if not held:
        return []
    visible = usulan_visible_to(user, today=today).exclude(pegawai__pengguna=user)

    def count(hak: Hak, *statuses: Status) -> int:
        return visible.filter(
            status__in=statuses, unit_kerja__in=units_granted(user, hak, on=today)
        ).count()

    daftar = reverse("kepegawaian:usulan-list")
    rows: list[Tugas] = []
    if Hak.USULAN_CHECK_OPD in held:
        rows.append(
            Tugas(
                "Usulan pegawai menunggu Anda periksa",
                count(Hak.USULAN_CHECK_OPD, Status.DIAJUKAN),
                f"{daftar}?status=DIAJUKAN",
            )
        )
    if Hak.USULAN_APPROVE_OPD in held:
        rows.append(
            Tugas(
                "Usulan menunggu persetujuan Anda",
                count(Hak.USULAN_APPROVE_OPD, Status.DI_OPD),
                reverse("kepegawaian:persetujuan"),
            )
        )
    if Hak.USULAN_VERIFY in held:
        counts = antrean_counts(antrean(user, today=today), user, today=today)
        rows.append(
            Tugas(
                "Usulan di antrean, belum diambil",
                counts.bebas,
                reverse("kepegawaian:antrean") + "?milik=bebas",
            )
        )
        rows.append(
            Tugas(
                "Usulan yang Anda pegang",
                counts.saya,
                reverse("kepegawaian:antrean") + "?milik=saya",
            )
        )
    if held & {Hak.SK_APPROVE, Hak.SK_FILE}:
        decrees = usulan_for_sk(user, today=today)
        sk_list = reverse("kepegawaian:sk-list")
        waiting = decrees.filter(SIAP_DISETUJUI).count()
        inked = decrees.filter(status__in=MENUNGGU_TANDA_TANGAN).count()
        rows += [
            Tugas("SK menunggu persetujuan", waiting, sk_list),
            Tugas("SK menunggu ditandatangani dan disimpan", inked, sk_list),
        ]
    if Hak.KIRIMAN_MANAGE in held:
        unsent = sk_unsent(user, today=today).count()
        rows.append(Tugas("SK belum dikirim", unsent, reverse("kepegawaian:kiriman-list")))
    if Hak.NOMINATIF_VIEW in held:
        wrong = anomali_visible_to(user, today=today).filter(pemeriksaan__isnull=True).count()
        rows.append(
            Tugas("Data pegawai perlu diperiksa", wrong, reverse("kepegawaian:anomali-list"))
        )
    return rows


def beranda(request: PortalRequest) -> HttpResponse:
    """Own matters of the person, and the work of the offices they hold."""
    today = timezone.localdate()
    user = request.user
    pegawai = Pegawai.objects.filter(pengguna=user).first()
    usulan = (
        list(
            usulan_visible_to(user, today=today)
            .filter(pegawai__pengguna=user)
            .order_by("-dibuat_pada")[:5]
        )
        if pegawai
        else []
    )
    clocks = sla_for(usulan, today=today) if usulan else {}
    fakta, kurang = _own_facts(pegawai) if pegawai else (None, "")
    acara = _events(pegawai, fakta) if pegawai else []
    return render(
        request,
        "kepegawaian/beranda.html",
        {
            "pegawai": pegawai,
            "fakta": fakta,
            "data_kurang": kurang,
            "acara": acara,
            "sedang_dihitung": any(a.baris is None for a in acara) and nominatif_waiting(),
            "boleh_mulai": _may_start(pegawai, fakta),
            "usulan": [
                {
                    "usulan": u,
                    "sla": clocks.get(u.pk),
                    "kalimat": status_kalimat(
                        Status(u.status),
                        ada_pertek=hasattr(u, "pertek"),
                        keluarga=Keluarga(u.keluarga),
                    ),
                    "perlu": Status(u.status) in DENGAN_PEMOHON,
                }
                for u in usulan
            ],
            "pekerjaan": _pekerjaan(user),
        },
    )


@dataclass(frozen=True, slots=True)
class Acara:
    """What comes next of one kind. `baris` None: nothing is in sight."""

    jenis: JenisNominatif
    baris: Nominatif | None
    tmt: date | None
    warna: str = ""

    @property
    def hari(self) -> dict[str, date]:
        """The days among the figures of the row, by name."""
        figures = self.baris.rincian if self.baris else {}
        return {
            nama: date.fromisoformat(figures[nama])
            for nama in ("usul_mulai", "usul_akhir", "akhir_tugas")
            if nama in figures
        }


def _events(pegawai: Pegawai, fakta: FaktaPensiun | None) -> list[Acara]:
    """The next event of every kind that can come, soonest first; the pension from its facts."""
    rows = {row.jenis: row for row in nominatif_of(pegawai, today=timezone.localdate())}
    events = []
    for jenis in jenis_of(pegawai):
        row = rows.get(jenis.value)
        tmt = row.tmt if row else None
        if jenis is JenisNominatif.PENSIUN and fakta:
            tmt = fakta.perkiraan.tmt_pensiun
        events.append(Acara(jenis, row, tmt, WARNA[Keadaan(row.keadaan)] if row else ""))
    return sorted(events, key=lambda acara: acara.tmt or date.max)


def _own_facts(pegawai: Pegawai) -> tuple[FaktaPensiun | None, str]:
    if pegawai.jenis not in (JenisPegawai.PNS, JenisPegawai.CPNS):
        return None, ""
    try:
        return fakta_pensiun(pegawai, today=timezone.localdate()), ""
    except DataKurangError as error:
        return None, error.message


def _may_start(pegawai: Pegawai | None, fakta: FaktaPensiun | None) -> bool:
    """Whether 'Buat usulan pensiun' would be accepted now."""
    if pegawai is None or fakta is None:
        return False
    today = timezone.localdate()
    bulan = layanan_in_force(PENSIUN_BUP, on=today).paling_cepat_bulan
    if today < tambah_bulan(fakta.perkiraan.tmt_pensiun, -bulan):
        return False  # not near: nothing more is asked
    try:
        usulan_open_check(pegawai, PENSIUN_BUP, today=today)
    except (UsulanNotOpenError, DataKurangError):
        return False
    return True
