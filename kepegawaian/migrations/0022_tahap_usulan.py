"""What each stage takes, as rows; those of moves made before are read from the trail."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATUS = [
    ("DRAF", "Draf"),
    ("DIAJUKAN", "Diajukan"),
    ("DI_OPD", "Di OPD"),
    ("DIPERIKSA", "Diperiksa"),
    ("PERLU_DIPERBAIKI", "Perlu diperbaiki"),
    ("TERVERIFIKASI", "Terverifikasi"),
    ("DI_BKN", "Di BKN"),
    ("BTS", "Berkas tidak lengkap di BKN (BTS)"),
    ("TMS", "Tidak memenuhi syarat"),
    ("SIAP_TTD", "Menunggu tanda tangan"),
    ("MENUNGGU_TTE", "Menunggu TTE"),
    ("GAGAL_TTE", "TTE gagal"),
    ("TERBIT", "SK terbit"),
    ("DITOLAK", "Ditolak"),
    ("DIBATALKAN", "Dibatalkan"),
]

# A pertek parts the wait at BKN from the wait for approval. An SK sent by post counts from TERBIT to
# the handover; before this table that stay is left out.
BACKFILL = """
WITH langkah AS (
    SELECT r.usulan_id, r.ke, r.action, r.pada, r.oleh_id, r.urut,
           lead(r.pada) OVER w AS selesai, lead(r.oleh_id) OVER w AS oleh
    FROM kepegawaian_riwayatusulan r
    WHERE r.ke <> r.dari OR r.action = 'RECORD_PERTEK'
    WINDOW w AS (PARTITION BY r.usulan_id ORDER BY r.urut)
)
INSERT INTO kepegawaian_tahapusulan
    (id, usulan_id, status, jeda, mulai_pada, dipegang_pada, pemegang_id, selesai_pada)
SELECT gen_random_uuid(), l.usulan_id, l.ke,
       u.tiba_pada IS NOT NULL AND u.tiba_pada <= l.pada AND (
           l.ke IN ('PERLU_DIPERBAIKI', 'BTS') OR (l.ke = 'DI_BKN' AND l.action <> 'RECORD_PERTEK')),
       l.pada, t.pada,
       CASE WHEN l.selesai IS NULL THEN t.oleh_id
            WHEN p.pengguna_id IS NOT DISTINCT FROM COALESCE(t.oleh_id, l.oleh) THEN NULL
            ELSE COALESCE(t.oleh_id, l.oleh) END,
       l.selesai
FROM langkah l
JOIN kepegawaian_usulan u ON u.id = l.usulan_id
JOIN inti_pegawai p ON p.id = u.pegawai_id
LEFT JOIN LATERAL (
    SELECT a.oleh_id, a.pada FROM kepegawaian_riwayatusulan a
    WHERE a.usulan_id = l.usulan_id AND a.action = 'TAKE' AND l.ke = 'DIPERIKSA'
      AND a.pada >= l.pada AND (l.selesai IS NULL OR a.pada <= l.selesai)
    ORDER BY a.urut DESC LIMIT 1
) t ON TRUE
WHERE l.ke NOT IN ('DRAF', 'TERBIT', 'DITOLAK', 'TMS', 'DIBATALKAN')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kepegawaian", "0021_angka_kredit_ujian"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TahapUsulan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("status", models.CharField(choices=STATUS, max_length=20)),
                ("jeda", models.BooleanField(default=False)),
                ("mulai_pada", models.DateTimeField()),
                ("dipegang_pada", models.DateTimeField(blank=True, null=True)),
                ("selesai_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "pemegang",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tahap",
                        to="kepegawaian.usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "tahap usulan",
                "verbose_name_plural": "tahap usulan",
                "indexes": [models.Index(fields=["selesai_pada"], name="tahapusulan_selesai")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("selesai_pada__isnull", True)),
                        fields=("usulan",),
                        name="tahapusulan_satu_terbuka",
                    )
                ],
            },
        ),
        migrations.RunSQL(BACKFILL, migrations.RunSQL.noop),
    ]
