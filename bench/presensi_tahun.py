"""A person's month page, and their taps of a month, after one month of history and after twelve.

9,850 invented people (98,500 in the long form, 50 million taps): the page shows the same month both
times. One database holds October alone, the other a year that ends with it. They take turns; the
overview of everybody today is timed beside, because it reads taps of all.
"""

from datetime import UTC, date, datetime
from functools import partial
from statistics import median
from typing import Final

import time_machine
from django.db import connections
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from bench import alat
from bench.pensiun import ORANG, ORANG_BESAR, PEOPLE, UNIT, use_filled
from bench.presensi_hari import MORE
from presensi.models import Ketukan
from presensi.selectors.ketukan_lihat import ketukan_own
from presensi.selectors.ringkasan import ringkasan_load
from presensi.views.hari import hari_bulan
from sitamu import servers
from sitamu.inti.models import Pengguna, UnitKerja

LAMBAT_MAKS: Final = 1.2
PUTARAN: Final = 4
HALAMAN: Final = 25
KINI: Final = datetime(2026, 10, 30, 2, 0, tzinfo=UTC)
DARI, SAMPAI = date(2026, 10, 1), date(2026, 10, 31)
SETAHUN: Final = """
SELECT sitamu_partisi_buat(tabel, m::date)
FROM unnest(ARRAY['presensi_ketukan', 'presensi_posisiketukan']) tabel,
    generate_series(date '2025-11-01', date '2026-11-01', interval '1 month') m;
"""
OCTOBER: Final = """
INSERT INTO presensi_haripegawai (pegawai_id, tanggal, status, pola, sif, mulai, selesai, masuk,
    pulang, harus_pulang, bebas, tidak_apel, kurang, terlambat_menit, pulang_cepat_menit,
    tanpa_masuk, tanpa_pulang, ramadan)
SELECT id, d::date, CASE WHEN extract(isodow FROM d) < 6 THEN 'HADIR' ELSE 'AKHIR_PEKAN' END,
    'J5', '', d + interval '7.5 hours', d + interval '16 hours', d + interval '7 hours',
    d + interval '16 hours', d + interval '16 hours', '', '', '',
    0, 0, false, false, false
FROM inti_pegawai, generate_series(date '2026-10-01', date '2026-10-29', interval '1 day') d;
INSERT INTO inti_pengguna (id, password, is_superuser, nama_masuk, nama, email, is_active, is_staff)
VALUES (md5('siti')::uuid, '', false, 'siti', 'Siti', '', true, false);
UPDATE inti_pegawai SET pengguna_id = md5('siti')::uuid WHERE id = md5('orang500')::uuid;
"""
ELEVEN: Final = """
INSERT INTO presensi_ketukan (id, pada, pegawai_id, arah, sumber, putusan, aturan_mulai)
SELECT gen_random_uuid(), (d::date + jam) AT TIME ZONE 'Asia/Makassar'
        + (i * 7 + extract(day FROM d)::int * 13) % 55 * interval '1 minute',
    id, arah, 'APLIKASI', 'TERIMA', '2025-01-01'
FROM generate_series(date '2025-11-01', date '2026-09-30', interval '1 day') d,
    (SELECT id, substring(nama FROM '[0-9]+')::int AS i FROM inti_pegawai ORDER BY id) o,
    (VALUES ('MASUK', time '06:50'), ('PULANG', time '16:00')) a (arah, jam)
WHERE extract(isodow FROM d) < 6 OR extract(day FROM d)::int % 3 = 0;
INSERT INTO presensi_haripegawai (pegawai_id, tanggal, status, pola, sif, mulai, selesai, masuk,
    pulang, harus_pulang, bebas, tidak_apel, kurang, terlambat_menit, pulang_cepat_menit,
    tanpa_masuk, tanpa_pulang, ramadan)
SELECT id, d::date, 'HADIR', 'J5', '', d + interval '7.5 hours', d + interval '16 hours',
    d + interval '7 hours', d + interval '16 hours', d + interval '16 hours', '', '', '',
    0, 0, false, false, false
FROM inti_pegawai, generate_series(date '2025-11-01', date '2026-09-30', interval '1 day') d;
"""


def main() -> None:
    """Measure and write the result."""
    started = servers.ensure(durable=False)
    people = ORANG_BESAR if alat.besar() else ORANG
    fill = PEOPLE.substitute(unit=UNIT, orang=people) + SETAHUN + MORE + OCTOBER
    seconds: dict[str, list[float]] = {}
    try:
        with time_machine.travel(KINI, tick=True):
            for _ in range(PUTARAN):
                for nama, more in (("sebulan", ""), ("setahun", ELEVEN)):
                    use_filled(f"presensi_{nama}", people, fill + more)
                    for apa, lama in _measure().items():
                        seconds.setdefault(f"{apa}_{nama}", []).append(lama)
            taps = Ketukan.objects.count()
    finally:
        connections.close_all()
        if started:
            servers.stop(only_when_idle=True)
    lasted = {name: median(found) for name, found in seconds.items()}

    def slower(apa: str) -> float:
        return round(lasted[f"{apa}_setahun"] / lasted[f"{apa}_sebulan"], 2)

    what = f"{people} pegawai, {taps} ketukan setahun : sebulan"
    alat.simpan(
        "presensi_tahun",
        [
            alat.Ukuran(f"halaman bulan, {what}", slower("halaman"), LAMBAT_MAKS),
            alat.Ukuran(f"ketukan sebulan, {what}", slower("ketukan"), LAMBAT_MAKS),
            alat.Ukuran(f"ringkasan hari ini, {what}", slower("ringkasan"), LAMBAT_MAKS),
        ],
        detik={name: round(value, 4) for name, value in lasted.items()},
    )


def _measure() -> dict[str, float]:
    request = RequestFactory().get(reverse("presensi:hari-bulan"), {"bulan": "2026-10"})
    request.user = Pengguna.objects.get(nama_masuk="siti")
    view = partial(hari_bulan, request)
    answer: HttpResponse = view()
    if answer.content.decode().count('data-label="Tanggal"') < 28:
        raise SystemExit("Halaman bulan tidak berisi hari-harinya.")
    pegawai_id = request.user.pegawai.pk
    root = UnitKerja.objects.get(induk__isnull=True)
    page = {
        "halaman": view,
        "ketukan": lambda: list(ketukan_own(pegawai_id, DARI, SAMPAI)),
    }
    found = alat.interleave(page, rounds=HALAMAN)
    whole = {"ringkasan": partial(ringkasan_load, root, now=KINI)}
    return found | alat.interleave(whole, rounds=3, warm=1)


if __name__ == "__main__":
    main()
