"""Answers that a signed-in person's own record can give to the calculators in advance."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from kepegawaian.rules.fakta import FaktaPegawai, KontrakFakta, pmk_total
from kepegawaian.rules.hukdis import TingkatHukdis
from sitamu.aturan.pilihan import CPNS, PENDIDIKAN, PNS, PPPK, jabatan_pilihan
from sitamu.inti.rules.tanggal import umur_pada

Isian = dict[str, Any]


def pilih_saya(fakta: FaktaPegawai) -> Isian:
    """Answers to the first page: kind of employee, kind of post; only what is known."""
    post = fakta.jabatan
    pilihan = jabatan_pilihan(post.jenis, post.rumpun) if post else None
    known = {
        "pegawai": fakta.jenis if fakta.jenis in (PNS, CPNS, PPPK) else "",
        "jabatan": pilihan.kode if pilihan else "",
    }
    return {name: value for name, value in known.items() if value}


def isi_saya(kode: str, fakta: FaktaPegawai, *, today: date) -> Isian:
    """What the form of one calculator starts with."""
    return {name: value for name, value in _ISI[kode](fakta, today).items() if value is not None}


def _pensiun(fakta: FaktaPegawai, today: date) -> Isian:
    first = min(fakta.golongan, key=lambda row: row.tmt, default=None)
    now, pmk = fakta.golongan_pada(today), pmk_total(fakta.pmk)
    return {
        "tanggal_lahir": fakta.tanggal_lahir,
        "jenjang": _level(fakta),
        "tmt_cpns": fakta.tmt_cpns,
        "golongan_awal": first.golongan.kode if first else None,
        "golongan_kini": now.golongan.kode if now else None,
        "pmk_tahun": pmk.tahun or None,
        "pmk_bulan": pmk.bulan or None,
    }


def _pangkat(fakta: FaktaPegawai, today: date) -> Isian:
    now = fakta.golongan_pada(today)
    schools = [s.kode for s in fakta.pendidikan if s.dicantumkan and s.kode in PENDIDIKAN]
    active = [h.tingkat for h in fakta.hukdis if h.tmt <= today and h.akhir and today <= h.akhir]
    return {
        "golongan": now.golongan.kode if now else None,
        "tmt_golongan": now.tmt if now else None,
        "tmt_jabatan": fakta.tmt_jabatan,
        "jenjang": _level(fakta),
        "pendidikan": max(schools, key=list(PENDIDIKAN).index, default=None),
        "hukdis": max(active, key=list(TingkatHukdis).index, default=None),
        **_ratings(fakta, today),
    }


def _kgb(fakta: FaktaPegawai, today: date) -> Isian:
    now, last = fakta.golongan_pada(today), fakta.kgb_pada(today)
    isian: Isian = _ratings(fakta, today)
    if now is not None:
        isian |= {
            "golongan": now.golongan.kode,
            "tmt": now.tmt,
            "mkg_tahun": now.mkg.tahun,
            "mkg_bulan": now.mkg.bulan,
        }
    if now is not None and last is not None and last.tmt > now.tmt:
        isian |= {"tmt": last.tmt, "mkg_tahun": last.mkg_tahun, "mkg_bulan": 0}
    running = [k for k in fakta.kontrak if k.mulai <= today <= k.akhir]
    return isian | {"lama_perjanjian": _years(running[0]) if running else None}


def _nip(fakta: FaktaPegawai, _: date) -> Isian:
    return {"pegawai": PPPK if fakta.jenis == PPPK else CPNS, "nip": fakta.nip}


def _level(fakta: FaktaPegawai) -> str | None:
    level = fakta.jabatan.jenjang if fakta.jabatan else None
    return level.value if level else None


def _ratings(fakta: FaktaPegawai, today: date) -> Isian:
    return {
        f"predikat_{n}": rating.value
        for n in (1, 2)
        if (rating := fakta.skp.get(today.year - 3 + n))
    }


def _years(kontrak: KontrakFakta) -> int:
    return umur_pada(kontrak.mulai, date.fromordinal(kontrak.akhir.toordinal() + 1))


_ISI: Final[dict[str, Callable[[FaktaPegawai, date], Isian]]] = {
    "pensiun": _pensiun,
    "pangkat": _pangkat,
    "kgb": _kgb,
    "nip": _nip,
}
