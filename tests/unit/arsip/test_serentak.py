"""Two at once: numbers stay apart, and the lock is what keeps them so."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet

from arsip.models import VersiDokumen
from arsip.services import dokumen as service
from arsip.services import versi as worker
from arsip.services.dokumen import dokumen_upload
from arsip.services.versi import versi_process
from tests.factories.berkas import pdf, unggahan
from tests.factories.inti import PegawaiFactory

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Each job in its own thread and connection; an exception stands for its answer."""

    def run(job: Callable[[], Any]) -> Any:
        try:
            return job()
        except IntegrityError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def meet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold each upload between reading and writing until the other comes, or half a second."""
    barrier, same = Barrier(2), service._same_bytes

    def waiting(*args: Any) -> VersiDokumen | None:
        found = same(*args)
        with suppress(BrokenBarrierError):
            barrier.wait(timeout=0.5)
        return found

    monkeypatch.setattr(service, "_same_bytes", waiting)


def uploads(siti: Any, *isi: bytes) -> list[Any]:
    def job(content: bytes) -> Callable[[], VersiDokumen]:
        return lambda: dokumen_upload(
            pegawai_id=siti.pk,
            jenis_kode="SK_CPNS",
            kunci="",
            files=[unggahan(content)],
            actor=siti.pengguna,
            now=NOW,
        )

    return at_once(*map(job, isi))


def test_two_uploads_get_two_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    siti = PegawaiFactory(akun=True)
    uploads(siti, pdf())
    meet(monkeypatch)
    made = uploads(siti, pdf(teks="a"), pdf(teks="b"))
    assert sorted(versi.nomor for versi in made) == [2, 3]


def test_without_the_lock_they_collide(monkeypatch: pytest.MonkeyPatch) -> None:
    siti = PegawaiFactory(akun=True)
    uploads(siti, pdf())
    meet(monkeypatch)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *_, **__: self.all())
    made = uploads(siti, pdf(teks="a"), pdf(teks="b"))
    assert sum(isinstance(answer, IntegrityError) for answer in made) == 1


def test_a_double_click_makes_one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    siti = PegawaiFactory(akun=True)
    meet(monkeypatch)
    first, second = uploads(siti, pdf(), pdf())
    assert first.pk == second.pk
    assert sorted([first.sudah_ada, second.sudah_ada]) == [False, True]


def test_two_workers_share_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    siti = PegawaiFactory(akun=True)
    uploads(siti, pdf(teks="a"))
    uploads(siti, pdf(teks="b"))
    worked: list[Any] = []
    monkeypatch.setattr(worker, "_work", lambda versi, **_: not worked.append(versi.pk))
    taken = at_once(lambda: versi_process(now=NOW), lambda: versi_process(now=NOW))
    assert sum(taken) == 2
    assert len(set(worked)) == 2
