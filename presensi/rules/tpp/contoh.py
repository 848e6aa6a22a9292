"""Rule sets in the layout of the example file (`rule_sets`), turned into the stored layout."""

from collections.abc import Mapping
from typing import Any, Final

from presensi.rules.tpp.aturan import HARI, Dasar, Sesi, SisaHarian, Ukuran

ALPA_HARIAN: Final = "_DARI_TPP_HARIAN"
DESEMBER: Final = 12
_APEL_LAIN: Final = ("SELASA", "RABU", "KAMIS", "JUMAT")
_APEL_KODE: Final = "TIDAK_APEL"


def contoh_ke_nilai(contoh: Mapping[str, Any]) -> dict[str, Any]:
    """The stored layout of one example. Unknown keys stay, so that the schema names them."""
    events = dict(contoh.get("persen_kejadian_harian") or {})
    bands = {row["kode"] for row in (*contoh["pita_terlambat"], *contoh["pita_pulang_cepat"])}
    alpa = str(contoh["alpa_persen_per_hari"])
    status = {**(contoh.get("persen_status") or {})}
    status |= {
        kode: persen
        for kode, persen in events.items()
        if kode not in bands and not kode.startswith(_APEL_KODE)
    }
    nilai: dict[str, Any] = {
        "nama": contoh["nama"],
        "berlaku_sampai": contoh.get("berlaku_sampai"),
        "dasar_potongan": contoh["dasar_potongan_disiplin"],
        "bobot": [_text(contoh["bobot"])] if contoh.get("bobot") else [],
        "pita_terlambat": contoh["pita_terlambat"],
        "pita_pulang_cepat": contoh["pita_pulang_cepat"],
        "tanpa_absen_masuk": contoh["tanpa_absen_masuk"],
        "tanpa_absen_pulang": contoh["tanpa_absen_pulang"],
        "alpa": {
            "persen": alpa.removesuffix(ALPA_HARIAN),
            "dasar": (Dasar.HARIAN if alpa.endswith(ALPA_HARIAN) else Dasar.UMUM).value,
        },
        "apel": _apel(contoh.get("apel") or {}, events),
        "apel_ramadan": (contoh.get("apel") or {}).get("saat_ramadan"),
        "status": [
            {"status": kode, "mulai_hari": 1, "persen": str(persen), "dasar": Dasar.UMUM.value}
            for kode, persen in status.items()
        ],
        "bayar_status": [],
        "tidak_dibayar": contoh.get("tidak_dibayar") or [],
        "kejadian_khusus": [],
        "syarat": [],
        "maks_potongan_persen": str(contoh.get("maks_potongan_persen", 100)),
        "tms": _tms(contoh.get("tms") or {}),
        "produktivitas": _produktivitas(
            contoh.get("produktivitas"), shared=bool(contoh.get("bobot"))
        ),
        "predikat": [],
        "faktor_bayar": _rows(contoh["faktor_bayar"], "jenis"),
        "plt": {
            **contoh["plt"],
            "setingkat_tambahan_persen": str(contoh["plt"]["setingkat_tambahan_persen"]),
            "maks_bulan": None,
        },
        "bulan_penuh": [DESEMBER] if contoh.get("desember_tanpa_potongan") else [],
        "mutasi": {"cara": "TANGGAL", "tanggal": 1},
        "iuran": {
            **contoh["iuran"],
            "pegawai_persen": str(contoh["iuran"]["pegawai_persen"]),
            "pemberi_kerja_persen": str(contoh["iuran"]["pemberi_kerja_persen"]),
        },
        "pph": {"mode": contoh["pph"]["mode"], "dasar": contoh["pph"]["dasar"]},
        "pph_tarif": _rows(contoh["pph"].get("tarif") or {}, "golongan"),
        "ter": [],
        "pembulatan": {"arah": "SETENGAH_KE_ATAS", "sisa_harian": SisaHarian.HANGUS.value},
        "geser_menit": (contoh.get("fwa") or {}).get("geser_menit"),
        "pasal": [],
    }
    nilai["hukdis_urutan"] = (contoh.get("hukdis") or {}).get("urutan", "SEBELUM_POTONGAN_DISIPLIN")
    return nilai | {key: contoh[key] for key in contoh if key not in _KNOWN}


_KNOWN: Final = frozenset(
    (
        "id",
        "nama",
        "berlaku_mulai",
        "berlaku_sampai",
        "bobot",
        "dasar_potongan_disiplin",
        "pita_terlambat",
        "pita_pulang_cepat",
        "tanpa_absen_masuk",
        "tanpa_absen_pulang",
        "alpa_persen_per_hari",
        "apel",
        "persen_status",
        "tidak_dibayar",
        "maks_potongan_persen",
        "tms",
        "produktivitas",
        "faktor_bayar",
        "plt",
        "iuran",
        "pph",
        "pembulatan",
        "asal",
        "parameter_contoh",
        "persen_kejadian_harian",
        "desember_tanpa_potongan",
        "hukdis",
        "fwa",
    )
)


def _text(nilai: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kelas_dari": 1,
        "kelas_sampai": 17,
        "produktivitas": str(nilai["produktivitas"]),
        "disiplin": str(nilai["disiplin"]),
    }


def _rows(peta: Mapping[str, Any], kunci: str) -> list[dict[str, Any]]:
    return [{kunci: key, "persen": str(persen)} for key, persen in peta.items()]


def _apel(apel: Mapping[str, Any], events: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = []
    if "SENIN" in apel:
        rows.append(("SENIN", Sesi.SEHARI, apel["SENIN"]))
    if "SELASA_JUMAT" in apel:
        rows += [(day, Sesi.SEHARI, apel["SELASA_JUMAT"]) for day in _APEL_LAIN]
    parts = {
        tuple(kode.removeprefix(f"{_APEL_KODE}_").split("_")): persen
        for kode, persen in events.items()
        if kode.startswith(f"{_APEL_KODE}_")
    }
    if _APEL_KODE in events:
        with_parts = {day for day, _ in parts}
        rows += [
            (day, Sesi.SEHARI, events[_APEL_KODE]) for day in HARI[:5] if day not in with_parts
        ]
    rows += [(day, Sesi(sesi), persen) for (day, sesi), persen in parts.items()]
    return [{"hari": day, "sesi": sesi.value, "persen": str(persen)} for day, sesi, persen in rows]


def _tms(tms: Mapping[str, Any]) -> dict[str, Any]:
    apel = tms.get("potongan_apel_lebih_dari_persen")
    return {
        "alpa_lebih_dari_hari": tms.get("alpa_lebih_dari_hari"),
        "apel_lebih_dari_persen": None if apel is None else str(apel),
        "bayar_persen": "0",
    }


def _produktivitas(contoh: Mapping[str, Any] | None, *, shared: bool) -> dict[str, Any]:
    """A set with shares but no measure of its own takes the achievement as it is given."""
    given = contoh or {"ukuran": Ukuran.MENIT.value if shared else Ukuran.TIDAK_ADA.value}
    floor = given.get("nol_jika_capaian_sampai")
    return {
        "ukuran": given["ukuran"],
        "target_menit_per_hari": given.get("target_menit_per_hari"),
        "maks_menit_per_hari": given.get("maks_menit_per_hari"),
        "maks_capaian": str(given.get("maks_capaian", 100)),
        "nol_jika_capaian_sampai": None if floor is None else str(floor),
        "batas_hari_lapor": given.get("batas_hari_lapor"),
        "wajib_ada_presensi": given.get("wajib_ada_presensi", False),
        "hanya_disetujui": True,
        "bobot_utama": "100",
        "bobot_tambahan": "100",
    }
