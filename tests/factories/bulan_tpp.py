"""A whole synthetic month of a kabupaten in SQL, and its totals computed a second way, in SQL.

Works on the invented people of `bench.pensiun.PEOPLE` (or any people with class and golongan).
`TOTAL` shares nothing with the engine: bands, shares, caps and taxes of the example A-2026 stand in
it as literals. It is the oracle of the tests and the yardstick of the bench.
"""

from datetime import date
from typing import Any, Final

from presensi.rules.tpp.contoh import contoh_ke_nilai
from sitamu.aturan.rule_sets import rule_sets_shipped

BULAN: Final = date(2026, 10, 1)
AKHIR: Final = date(2026, 11, 1)

# Classes, accounts, one golongan of every kind, some punished; a pagu for each class.
ORANG: Final = """
UPDATE kepegawaian_riwayatjabatan j SET kelas = 5 + substring(p.nama FROM '[0-9]+')::int % 8
FROM inti_pegawai p WHERE p.id = j.pegawai_id;
UPDATE kepegawaian_profil SET rekening = '\\x00' WHERE rekening IS NULL;
DELETE FROM kepegawaian_riwayatgolongan;
INSERT INTO kepegawaian_riwayatgolongan (pegawai_id, golongan, tmt, mkg_tahun, mkg_bulan, nomor_sk,
    jenis_kp, nomor_pertek)
SELECT id, CASE WHEN jenis = 'PPPK' THEN 'IX'
    ELSE (ARRAY['II/c', 'III/a', 'III/d', 'IV/a'])[1 + substring(nama FROM '[0-9]+')::int % 4] END,
    '2020-04-01', 4, 0, '', '', '' FROM inti_pegawai;
INSERT INTO kepegawaian_riwayathukdis (pegawai_id, tingkat, jenis, nomor_sk, tmt, akhir)
SELECT id, 'sedang', 'Pemotongan TPP 25% selama 12 bulan', 'TPP', '2026-05-01', '2027-05-01'
FROM inti_pegawai WHERE substring(nama FROM '[0-9]+')::int % 150 = 0;
INSERT INTO presensi_pagutpp (id, kelas, mulai, dasar, beban_kerja, prestasi_kerja,
    tempat_bertugas, kondisi_kerja, kelangkaan_profesi, pertimbangan_lain)
SELECT gen_random_uuid(), k, '2026-01-01', 'SK Contoh', 1000003 * k, 50021 * k, 0, 0, 0, 0
FROM generate_series(1, 17) k;
INSERT INTO presensi_faktabulantpp (id, pegawai_id, bulan, predikat, sumber_predikat,
    penghasilan_lain, pph_lain, kategori_ter, plt_setingkat, plt_hari_kerja, plt_bulan_ke,
    syarat_gagal, potongan_lain)
SELECT gen_random_uuid(), id, '2026-10-01',
    (ARRAY['Sangat Baik', 'Baik', 'Baik', 'Butuh Perbaikan', 'Kurang'])
        [1 + substring(nama FROM '[0-9]+')::int % 5],
    'contoh', 0, 0, '', true, 0, 1, '[]', '[]' FROM inti_pegawai;
"""
# About 31 rows a person: free days, late and early minutes, missed taps, alpa, leave, missed apel.
HARI: Final = """
INSERT INTO presensi_haripegawai (id, pegawai_id, tanggal, status, pola, sif, masuk, pulang,
    terlambat_menit, pulang_cepat_menit, tanpa_masuk, tanpa_pulang, bebas, tidak_apel, ramadan,
    kurang)
SELECT gen_random_uuid(), id, hari, status, 'J5', '',
    CASE WHEN status = 'HADIR' AND NOT tanpa_masuk
        THEN (hari + time '07:30' + make_interval(mins => telat)) AT TIME ZONE 'Asia/Makassar' END,
    CASE WHEN status = 'HADIR' AND NOT tanpa_pulang
        THEN (hari + time '16:00' - make_interval(mins => cepat)) AT TIME ZONE 'Asia/Makassar' END,
    CASE WHEN status = 'HADIR' AND NOT tanpa_masuk THEN telat ELSE 0 END,
    CASE WHEN status = 'HADIR' AND NOT tanpa_pulang THEN cepat ELSE 0 END,
    status = 'HADIR' AND tanpa_masuk, status = 'HADIR' AND tanpa_pulang, '',
    CASE WHEN status = 'HADIR' AND h %% 41 = 0 THEN 'SEHARI' ELSE '' END, false, ''
FROM (
    SELECT p.id, d::date AS hari, h, h %% 61 = 0 AS tanpa_masuk, h %% 67 = 0 AS tanpa_pulang,
        CASE WHEN h %% 11 = 0 THEN h %% 127 ELSE 0 END AS telat,
        CASE WHEN h %% 13 = 0 THEN h %% 109 ELSE 0 END AS cepat,
        CASE WHEN extract(isodow FROM d) > 5 THEN 'AKHIR_PEKAN'
            WHEN h %% 89 = 0 THEN 'ALPA'
            WHEN h %% 97 = 0 THEN 'CUTI_TAHUNAN'
            WHEN h %% 101 = 0 THEN 'DINAS_LUAR' ELSE 'HADIR' END AS status
    FROM inti_pegawai p
    CROSS JOIN generate_series(%(awal)s::date, %(akhir)s::date - 1, interval '1 day') d
    CROSS JOIN LATERAL (SELECT abs(hashtext(p.id::text || d::date::text)) AS h) x
    WHERE NOT EXISTS (SELECT FROM presensi_haripegawai a WHERE a.pegawai_id = p.id)
) s;
"""
# One statement: the month of everybody, from days to net, without a single explanation.
TOTAL: Final = """
SELECT pegawai_id, kinerja, disiplin, bruto, bpjs, pph, bruto - bpjs - pph AS netto FROM (
  SELECT *, floor(((bruto - bpjs) * tarif / 100) + 0.5) AS pph FROM (
    SELECT *, kinerja + disiplin AS bruto, CASE WHEN kinerja + disiplin = 0 THEN 0
        ELSE floor(pagu * 0.01 + 0.5) END AS bpjs FROM (
      SELECT *,
        CASE WHEN alpa > 3 OR apel > 40 THEN 0 ELSE floor(dasar * 0.6 * capai / 100 + 0.5) END
            AS kinerja,
        CASE WHEN alpa > 3 OR apel > 40 THEN 0
            WHEN potong = 0 THEN dasar - floor(dasar * 0.6 + 0.5)
            ELSE floor(dasar * 0.4 * (100 - least(potong, 100)) / 100 + 0.5) END AS disiplin
      FROM (
        SELECT d.*, g.pagu, g.tarif, g.capai,
            g.pagu - (g.pagu - floor(g.pagu * (100 - g.hukdis) / 100.0 + 0.5)) AS dasar
        FROM (
          SELECT pegawai_id, count(*) FILTER (WHERE status = 'ALPA') AS alpa,
            COALESCE(sum(CASE WHEN tidak_apel = '' THEN 0
                WHEN extract(isodow FROM tanggal) = 1 THEN 2 ELSE 0.25 END), 0) AS apel,
            sum(
              CASE WHEN status = 'ALPA' THEN 3 ELSE 0 END
              + CASE WHEN terlambat_menit = 0 THEN 0 WHEN terlambat_menit <= 30 THEN 0.5
                  WHEN terlambat_menit <= 60 THEN 1 WHEN terlambat_menit <= 90 THEN 1.25
                  ELSE 1.5 END
              + CASE WHEN pulang_cepat_menit = 0 THEN 0 WHEN pulang_cepat_menit <= 30 THEN 0.5
                  WHEN pulang_cepat_menit <= 60 THEN 1 WHEN pulang_cepat_menit <= 90 THEN 1.25
                  ELSE 1.5 END
              + CASE WHEN tanpa_masuk THEN 1.5 ELSE 0 END
              + CASE WHEN tanpa_pulang THEN 1.5 ELSE 0 END
              + CASE WHEN tidak_apel = '' THEN 0
                  WHEN extract(isodow FROM tanggal) = 1 THEN 2 ELSE 0.25 END) AS potong
          FROM presensi_haripegawai WHERE tanggal >= %(awal)s AND tanggal < %(akhir)s
          GROUP BY pegawai_id
        ) d JOIN (
          SELECT p.id, 1050024 * k.kelas AS pagu, CASE WHEN EXISTS (
                SELECT FROM kepegawaian_riwayathukdis h WHERE h.pegawai_id = p.id
                    AND h.nomor_sk = 'TPP') THEN 25 ELSE 0 END AS hukdis,
            CASE WHEN g.golongan = 'IX' OR g.golongan LIKE 'III/%%' THEN 5
                WHEN g.golongan LIKE 'IV/%%' THEN 15 ELSE 0 END AS tarif,
            CASE b.predikat WHEN 'Sangat Baik' THEN 100 WHEN 'Baik' THEN 100
                WHEN 'Butuh Perbaikan' THEN 75.5 ELSE 50 END AS capai
          FROM inti_pegawai p
          JOIN kepegawaian_riwayatgolongan g ON g.pegawai_id = p.id
          JOIN (SELECT DISTINCT ON (pegawai_id) pegawai_id, kelas FROM kepegawaian_riwayatjabatan
              WHERE tmt <= %(awal)s ORDER BY pegawai_id, tmt DESC) k ON k.pegawai_id = p.id
          JOIN presensi_faktabulantpp b ON b.pegawai_id = p.id AND b.bulan = %(awal)s
        ) g ON g.id = d.pegawai_id
      ) a
    ) b
  ) c
) e
"""


def aturan_contoh() -> dict[str, Any]:
    """A-2026 with productivity by predikat and with PPPK, as a stored value."""
    nilai = contoh_ke_nilai(rule_sets_shipped()["A-2026"])
    nilai["produktivitas"] |= {"ukuran": "PREDIKAT", "nol_jika_capaian_sampai": None}
    nilai["predikat"] = [
        {"predikat": predikat, "persen": persen}
        for predikat, persen in (
            ("Sangat Baik", "100"),
            ("Baik", "100"),
            ("Butuh Perbaikan", "75.5"),
            ("Kurang", "50"),
            ("Sangat Kurang", "0"),
        )
    ]
    nilai["faktor_bayar"].append({"jenis": "PPPK", "persen": "100"})
    nilai["pph_tarif"].append({"golongan": "IX", "persen": "5"})
    return nilai
