"""The SK: the worker's whole work beside a bare WeasyPrint call with the same HTML.

The work: claim, QR, template, render, check, SHA-256, store on disk, rows and event. The bare call
has our sheet parsed and the fonts loaded, as the worker has. Then 100 SK in one process: the memory
must not grow with them. The database is a copy of the template of the tests.
"""

import os
import tempfile
from itertools import count
from pathlib import Path
from typing import Final

from bench import alat

os.environ["DJANGO_SETTINGS_MODULE"] = "sitamu.settings.test"
os.environ["SITAMU_STATE"] = str(alat.CHECKOUT / ".sitamu-test")

import django

django.setup()

from django.db import connections
from django.template.loader import render_to_string
from django.test.utils import override_settings

from kepegawaian.models import SuratKeputusan
from kepegawaian.services.sk import sk_approve, sk_make
from sitamu import servers
from sitamu.inti.surat import html_to_pdf, qr_svg
from tests import database
from tests.factories.sk import NOW, panggung

RASIO_MAKS: Final = 1.3
TUMBUH_MAKS_MB: Final = 25
DOKUMEN: Final = 100
DOKUMEN_BESAR: Final = 1000
ROUNDS: Final = 25


def main() -> None:
    """Measure and write the result."""
    started = servers.ensure(durable=False)
    name = f"bench_sk_{os.getpid()}"
    try:
        with database._locked():
            template = database._template()
        database._clone(template, name)
        database._use(name)
        with tempfile.TemporaryDirectory() as folder, override_settings(STORAGES=_disk(folder)):
            _measure()
    finally:
        database._use("postgres")
        database._drop(name)
        connections.close_all()
        if started:
            servers.stop(only_when_idle=True)


def _disk(folder: str) -> dict[str, object]:
    storage = "django.core.files.storage.FileSystemStorage"
    static = "django.contrib.staticfiles.storage.StaticFilesStorage"
    return {
        "default": {"BACKEND": storage, "OPTIONS": {"location": folder}},
        "staticfiles": {"BACKEND": static},
    }


def _measure() -> None:
    scene = panggung()
    sk = sk_approve(usulan_id=scene.usulan.pk, actor=scene.bupati, now=NOW)
    numbers = count(1)

    def work() -> None:
        """Put the order back with another number, so that the bytes are new, and do it."""
        sk.isi["nomor"] = f"800.1.6.4/{next(numbers)}/BKPSDM/2026"
        SuratKeputusan.objects.filter(pk=sk.pk).update(
            status="MENUNGGU_PDF", isi=sk.isi, diklaim_pada=None, percobaan=0, versi_pdf=None
        )
        if sk_make(now=NOW) != 1:
            raise SystemExit("SK tidak dibuat")

    html = render_to_string(
        "kepegawaian/surat/keputusan.html",
        {"isi": sk.isi, "qr": qr_svg(sk.isi["alamat_verifikasi"])},
    )
    seconds = alat.interleave({"bare": lambda: html_to_pdf(html), "kerja": work}, rounds=ROUNDS)
    documents = DOKUMEN_BESAR if alat.besar() else DOKUMEN
    before = _rss_mb()
    for _ in range(documents):
        work()
    after = _rss_mb()
    alat.simpan(
        "sk",
        [
            alat.Ukuran(
                "SK lengkap : WeasyPrint saja",
                round(seconds["kerja"] / seconds["bare"], 2),
                RASIO_MAKS,
            ),
            alat.Ukuran(
                f"memori tumbuh selama {documents} SK (MB)",
                round(max(0.0, after - before), 1),
                TUMBUH_MAKS_MB,
            ),
        ],
        detik={name: round(value, 4) for name, value in seconds.items()},
        rss_mb={"awal": round(before, 1), "akhir": round(after, 1)},
    )


def _rss_mb() -> float:
    """Resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


if __name__ == "__main__":
    main()
