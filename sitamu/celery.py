"""The Celery app and its clock. `celery -A sitamu.celery worker|beat`."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sitamu.settings.dev")

app = Celery("sitamu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)

# Name of the entry -> task, schedule in seconds or crontab. Work that must not be lost has its own
# rows in PostgreSQL; the clock only wakes whoever looks at them.
# A knock older than its own period is worth nothing: it expires instead of piling up.
app.conf.beat_schedule = {
    "outbox": {
        "task": "inti.outbox_deliver",
        "schedule": 5,
        "options": {"expires": 5},
    },
    "email": {
        "task": "notifikasi.email_deliver",
        "schedule": 10,
        "options": {"expires": 10},
    },
    "arsip": {
        "task": "arsip.versi_process",
        "schedule": 10,
        "options": {"expires": 10},
    },
    "gambar": {
        "task": "arsip.gambar_make",
        "schedule": 30,
        "options": {"expires": 30},
    },
    "unggahan": {
        "task": "arsip.unggahan_process",
        "schedule": 10,
        "options": {"expires": 10},
    },
    "unggahan-sapu": {
        "task": "arsip.unggahan_sweep",
        "schedule": crontab(minute=20),
    },
    "pindai": {
        "task": "arsip.pindai_watch",
        "schedule": crontab(minute="*/5"),
    },
    "teks": {
        "task": "arsip.teks_read",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "sk": {
        "task": "kepegawaian.sk_make",
        "schedule": 15,
        "options": {"expires": 15},
    },
    "pengantar": {
        "task": "kepegawaian.pengantar_make",
        "schedule": 15,
        "options": {"expires": 15},
    },
    "surat-cuti": {
        "task": "kepegawaian.surat_cuti_make",
        "schedule": 15,
        "options": {"expires": 15},
    },
    "nominatif": {
        "task": "kepegawaian.nominatif_hitung",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "akibat-sk": {
        "task": "kepegawaian.akibat_due",
        "schedule": crontab(hour=0, minute=5),
    },
    "tenggat": {
        "task": "kepegawaian.tenggat_refresh",
        "schedule": crontab(hour=0, minute=10),
    },
    "usulan-otomatis": {
        "task": "kepegawaian.usulan_prepare",
        "schedule": crontab(hour=2, minute=10),
    },
    "nominatif-malam": {
        "task": "kepegawaian.nominatif_malam",
        "schedule": crontab(hour=0, minute=20),
    },
    "pengingat": {
        "task": "kepegawaian.usulan_remind",
        "schedule": crontab(hour=7, minute=30),
    },
    "impor": {
        "task": "kepegawaian.impor_run",
        "schedule": 30,
        "options": {"expires": 30},
    },
    "uji_draf": {
        "task": "aturan.uji_work_off",
        "schedule": 30,
        "options": {"expires": 30},
    },
    "impor_berkas": {
        "task": "kepegawaian.impor_files_expire",
        "schedule": crontab(hour=1, minute=30),
    },
    "paket": {
        "task": "arsip.paket_make",
        "schedule": 30,
        "options": {"expires": 30},
    },
    "paket-sapu": {
        "task": "arsip.paket_sweep",
        "schedule": crontab(minute=40),
    },
    "masa-berlaku": {
        "task": "arsip.berakhir_remind",
        "schedule": crontab(hour=7, minute=15),
    },
    "susut": {
        "task": "arsip.susut_carry_out",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "keutuhan": {
        "task": "arsip.utuh_check",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 300},
    },
    "perangkat": {
        "task": "presensi.perangkat_wait_over",
        "schedule": crontab(minute="*/10"),
    },
    "kinerja-lewat": {
        "task": "presensi.kegiatan_lewat",
        "schedule": crontab(hour=7, minute=5),
    },
    "presensi-hari": {
        "task": "presensi.hari_hitung",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "presensi-hari-malam": {
        "task": "presensi.hari_malam",
        "schedule": crontab(hour="1,23", minute=50),
    },
    "presensi-alpa": {
        "task": "presensi.alpa_watch",
        "schedule": crontab(hour=7, minute=5),
    },
    "presensi-muatan": {
        "task": "presensi.muatan_run",
        "schedule": 30,
        "options": {"expires": 30},
    },
    "tpp": {
        "task": "presensi.tpp_hitung",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "presensi-simpanan": {
        "task": "presensi.simpanan",
        "schedule": crontab(hour=1, minute=12),
    },
    "permintaan-klien": {
        "task": "inti.permintaan_expire",
        "schedule": crontab(hour=1, minute=18),
    },
    "partisi": {
        "task": "inti.partitions_make",
        "schedule": crontab(hour=1, minute=10),
    },
}


@setup_logging.connect
def use_settings_logging(**_: object) -> None:
    """Keep Django's LOGGING in workers too."""
    import logging.config  # noqa: PLC0415

    from django.conf import settings  # noqa: PLC0415

    logging.config.dictConfig(settings.LOGGING)
