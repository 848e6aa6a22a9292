"""An event is kept with its fact, delivered once, and no failure of one holds up another."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, is_dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from celery import current_app
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

from arsip import events as arsip_events
from kepegawaian import events
from notifikasi.rules.kabar import KABAR
from presensi import events as presensi_events
from sitamu.aturan import events as aturan_events
from sitamu.inti import events as akun_events
from sitamu.inti.models import Outbox, Pengguna
from sitamu.inti.services import outbox
from sitamu.inti.services.outbox import emit, outbox_deliver, pause_after, subscriptions, wake
from sitamu.subscriptions import NOTIFY

HERE = "tests.unit.inti.test_outbox"
SUBSCRIPTIONS = {"Terjadi": [f"{HERE}.write_down"], "Racun": [f"{HERE}.fail_always"]}


@dataclass(frozen=True)
class Terjadi:
    siapa: UUID
    teks: str = "x"
    butir: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Racun:
    siapa: UUID


def write_down(*, peristiwa_id: UUID, nama: str, isi: Any, now: datetime) -> None:
    """The effect of this test: one account per delivery; a second delivery would clash."""
    assert nama == "Terjadi"
    Pengguna.objects.create_user(isi["siapa"], nama=isi["teks"])


def fail_always(*, peristiwa_id: UUID, nama: str, isi: Any, now: datetime) -> None:
    Pengguna.objects.create_user(isi["siapa"], nama="setengah jadi")
    raise ValueError("rusak\x00")


@pytest.fixture(autouse=True)
def _subscribed(settings: Any) -> None:
    settings.OUTBOX_SUBSCRIPTIONS = f"{HERE}.SUBSCRIPTIONS"


@contextmanager
def another_connection(work: Any) -> Iterator[threading.Thread]:
    """Run `work` in a thread, hence on a connection of its own, while the block runs."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    yield thread
    thread.join(timeout=20)
    assert not thread.is_alive()


@pytest.mark.django_db
def test_an_event_is_delivered_once_however_often_the_queue_is_run() -> None:
    siapa = uuid4()
    emit(Terjadi(siapa=siapa, teks="siti", butir=["SKP 2025"]))
    row = Outbox.objects.get()
    assert row.isi == {"siapa": str(siapa), "teks": "siti", "butir": ["SKP 2025"]}

    assert outbox_deliver(now=timezone.now()) == 1
    assert outbox_deliver(now=timezone.now()) == 0

    assert Pengguna.objects.get().nama == "siti"
    row.refresh_from_db()
    assert row.selesai_pada is not None


@pytest.mark.django_db
def test_a_new_event_is_due_at_once_even_when_the_worker_s_clock_is_behind() -> None:
    emit(Terjadi(siapa=uuid4()))
    assert outbox_deliver(now=datetime(2020, 1, 1, tzinfo=UTC)) == 1


@pytest.mark.django_db
def test_an_event_without_subscriber_leaves_no_row() -> None:
    @dataclass(frozen=True)
    class Sepi:
        siapa: UUID

    emit(Sepi(siapa=uuid4()))
    assert not Outbox.objects.exists()


@pytest.mark.django_db
def test_a_poisoned_event_leaves_no_half_effect_waits_longer_and_lets_others_pass() -> None:
    now = timezone.now()
    emit(Racun(siapa=uuid4()))
    emit(Terjadi(siapa=uuid4(), teks="siti"))

    assert outbox_deliver(now=now) == 2

    assert [p.nama for p in Pengguna.objects.all()] == ["siti"]
    row = Outbox.objects.get(nama="Racun")
    assert (row.selesai_pada, row.percobaan, row.galat) == (None, 1, "ValueError: rusak")
    assert row.coba_pada == now + timedelta(seconds=5)
    assert outbox_deliver(now=now + timedelta(seconds=4)) == 0
    assert outbox_deliver(now=now + timedelta(seconds=5)) == 1


@pytest.mark.django_db
def test_an_unknown_subscriber_is_kept_with_its_reason() -> None:
    Outbox.objects.create(peristiwa_id=uuid4(), nama="X", isi={}, pelanggan="tidak.ada.f")
    assert outbox_deliver(now=timezone.now()) == 1
    assert "tidak" in Outbox.objects.get().galat


def test_pauses_double_from_five_seconds_to_an_hour() -> None:
    assert [pause_after(n).total_seconds() for n in (1, 2, 3)] == [5, 10, 20]
    assert pause_after(11) == pause_after(32_000) == timedelta(hours=1)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(TransactionManagementError):
        emit(Terjadi(siapa=uuid4()))
    assert not Outbox.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_its_fact_when_that_is_rolled_back() -> None:
    with transaction.atomic():
        emit(Terjadi(siapa=uuid4()))
        transaction.set_rollback(True)
    assert not Outbox.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_queue_and_neither_waits_for_the_other(settings: Any) -> None:
    with transaction.atomic():
        emit(Terjadi(siapa=uuid4(), teks="satu"))
        emit(Terjadi(siapa=uuid4(), teks="dua"))
    held, go_on = threading.Event(), threading.Event()

    def hold_the_first() -> None:
        with transaction.atomic():
            Outbox.objects.select_for_update().get(isi__teks="satu")
            held.set()
            assert go_on.wait(timeout=20)

    with another_connection(hold_the_first):
        assert held.wait(timeout=20)
        assert outbox_deliver(now=timezone.now()) == 1
        assert [p.nama for p in Pengguna.objects.all()] == ["dua"]
        go_on.set()
    assert outbox_deliver(now=timezone.now()) == 1
    assert sorted(p.nama for p in Pengguna.objects.all()) == ["dua", "satu"]


@pytest.mark.django_db(transaction=True)
def test_many_events_and_two_workers_give_each_effect_once() -> None:
    with transaction.atomic():
        for n in range(40):
            emit(Terjadi(siapa=uuid4(), teks=str(n)))
    tried: list[int] = []

    def work() -> None:
        tried.append(outbox_deliver(now=timezone.now()))

    with another_connection(work):
        work()
    assert sum(tried) == 40
    assert not Outbox.objects.exclude(percobaan=0).exists()
    assert sorted(int(p.nama) for p in Pengguna.objects.all()) == list(range(40))


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_while_delivering_leaves_the_event_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with transaction.atomic():
        emit(Terjadi(siapa=uuid4(), teks="siti"))

    def die(*args: Any, **kwargs: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "save", die)  # after the effect, before the mark
        with pytest.raises(SystemExit):
            outbox_deliver(now=timezone.now())
    assert not Pengguna.objects.exists()

    assert outbox_deliver(now=timezone.now()) == 1
    assert Pengguna.objects.get().nama == "siti"


@pytest.mark.parametrize("error", [OperationalError("mati"), RuntimeError("lain")])
@pytest.mark.django_db(transaction=True)
def test_no_trouble_with_the_broker_fails_an_act_that_is_committed(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise error

    monkeypatch.setattr(current_app, "send_task", refuse)
    with transaction.atomic():
        emit(Terjadi(siapa=uuid4(), teks="siti"))
    assert outbox_deliver(now=timezone.now()) == 1  # as beat would


def test_a_broker_that_is_away_is_not_waited_for(settings: Any) -> None:
    """Kombu's default keeps trying for seconds, in the request of whoever clicked."""
    assert current_app.conf.broker_transport_options["max_retries"] == 0
    with (
        current_app.connection_for_write("redis://127.0.0.1:1/0") as nowhere,
        pytest.raises(OperationalError),
    ):
        current_app.send_task("inti.outbox_deliver", retry=False, connection=nowhere)


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_woken_only_after_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[str] = []
    monkeypatch.setattr(current_app, "send_task", lambda task, **_: woken.append(task))
    with transaction.atomic():
        wake("inti.outbox_deliver")
        assert not woken
    assert woken == ["inti.outbox_deliver"]


class _Tunggu:
    """A timer that goes off when the test says so."""

    waiting: ClassVar[list[Callable[[], None]]] = []

    def __init__(self, seconds: float, act: Callable[..., None], args: list[str]) -> None:
        assert 0 < seconds <= 60
        self.act = lambda: act(*args)

    def start(self) -> None:
        self.waiting.append(self.act)


@pytest.mark.django_db(transaction=True)
def test_many_files_in_a_row_are_told_at_once_and_again_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(current_app, "send_task", lambda task, **_: woken.append(task))
    monkeypatch.setattr(outbox, "Timer", _Tunggu)
    monkeypatch.setattr(outbox, "_knocked", {})
    for _ in range(5):
        wake("arsip.unggahan_process", gather_seconds=60)
    wake("lain", gather_seconds=60)
    assert woken == ["arsip.unggahan_process", "lain"]
    (last,) = _Tunggu.waiting
    last()
    assert woken == ["arsip.unggahan_process", "lain", "arsip.unggahan_process"]


MODULES = (events, akun_events, arsip_events, aturan_events, presensi_events)
BASES = (
    events.UsulanEvent,
    events.UsulanTahapEvent,
    events.CutiEvent,
    akun_events.AkunEvent,
    arsip_events.ArsipEvent,
)


def test_every_event_has_a_subscriber_that_exists_and_knows_it(
    settings: Any,
) -> None:
    settings.OUTBOX_SUBSCRIPTIONS = "sitamu.subscriptions.SUBSCRIPTIONS"
    named = {
        name
        for module in MODULES
        for name, kind in vars(module).items()
        if is_dataclass(kind) and kind.__module__ == module.__name__ and kind not in BASES
    }
    told = {name for name, targets in subscriptions().items() if NOTIFY in targets}
    assert named == set(subscriptions())
    assert told == set(KABAR)
    for targets in subscriptions().values():
        for target in targets:
            assert callable(import_string(target))
