"""Last month's TPP of the people whose attendance the demo keeps, by the example rule set A-2026.

Predikat stand in for those of e-Kinerja. Nobody has approved yet: the log-ins of the run can.
"""

from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from presensi.models import FaktaBulanTpp, HariPegawai, PaguTpp, PeriodeTpp
from presensi.rules.tpp.contoh import contoh_ke_nilai
from presensi.rules.tpp.predikat import PredikatKinerja
from presensi.selectors.tpp import KUNCI
from presensi.services.tpp import tpp_run
from sitamu.aturan.rule_sets import rule_sets_shipped
from sitamu.contoh import akun
from sitamu.inti.models import Parameter, Pegawai

BASIC: Final = 1_050_000  # rupiah for each class, invented
PREDIKAT: Final = ("100", "100", "75.5", "50", "0")


@transaction.atomic
def tpp_make(cast: akun.Pemeran, *, now: datetime) -> None:
    """Rule set, pagu, month facts and one computed month; done once."""
    if akun.TPP not in cast.nomor or PeriodeTpp.objects.exists():
        return
    today = timezone.localdate(now)
    bulan = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    akhir = today.replace(day=1)
    if not Parameter.objects.filter(kunci=KUNCI, berlaku_mulai__lte=bulan).exists():
        Parameter.objects.create(
            kunci=KUNCI,
            berlaku_mulai=date(bulan.year, 1, 1),
            nilai=_rules(),
            dasar_hukum=f"Perbup Contoh 5/{bulan.year}",
            keterangan=akun.DASAR,
        )
    PaguTpp.objects.bulk_create(
        PaguTpp(
            kelas=kelas,
            mulai=date(bulan.year, 1, 1),
            dasar=akun.DASAR,
            beban_kerja=BASIC * kelas * 6 // 10,
            prestasi_kerja=BASIC * kelas * 4 // 10,
        )
        for kelas in range(1, 18)
    )
    days = HariPegawai.objects.filter(tanggal__gte=bulan, tanggal__lt=akhir)
    people: list[UUID] = list(
        Pegawai.objects.filter(pk__in=days.values("pegawai"))
        .order_by("nama_kunci", "pk")
        .values_list("pk", flat=True)
    )
    ratings = list(PredikatKinerja)
    FaktaBulanTpp.objects.bulk_create(
        FaktaBulanTpp(
            pegawai_id=pk,
            bulan=bulan,
            gaji_dasar_bpjs=4_000_000,
            predikat=str(ratings[1 if n % 6 else n // 6 % 3].value),
            sumber_predikat=akun.DASAR,
        )
        for n, pk in enumerate(people)
    )
    tpp_run(bulan=bulan, pegawai_ids=people, now=now)


def _rules() -> dict[str, Any]:
    """A-2026, its productivity by predikat and PPPK paid like PNS."""
    nilai = contoh_ke_nilai(rule_sets_shipped()["A-2026"])
    nilai["produktivitas"] |= {"ukuran": "PREDIKAT", "nol_jika_capaian_sampai": None}
    nilai["predikat"] = [
        {"predikat": str(p.value), "persen": persen}
        for p, persen in zip(PredikatKinerja, PREDIKAT, strict=True)
    ]
    nilai["faktor_bayar"].append({"jenis": "PPPK", "persen": "100"})
    nilai["pph_tarif"] += [
        {"golongan": kelas, "persen": "5"} for kelas in ("V", "VII", "VIII", "IX", "X", "XI")
    ]
    return nilai
