"""Mail through a real SMTP server on this machine: once each, never lost, same id when repeated."""

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from django.db import connection, transaction

from notifikasi.models import Pemberitahuan, Saluran, StatusKirim
from notifikasi.services import email
from notifikasi.services.email import CLAIM_LAPSES, PAUSES, SERVER_PAUSE, TRIES, email_deliver
from notifikasi.services.pemberitahuan import pemberitahuan_from_event
from sitamu.inti.models import Pengguna
from tests.unit.notifikasi.contoh import NOW, isi, pemain


class Kotak:
    """An SMTP server's handler that keeps what it takes; `answers` overrides by address."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answers: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Any, envelope: Envelope
    ) -> str:
        parsed = message_from_bytes(envelope.content or b"", policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        self.mails.append(parsed)
        return "250 OK"

    def sent_to(self) -> list[str]:
        return sorted(str(mail["To"]) for mail in self.mails)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def kotak(settings: Any) -> Iterator[Kotak]:
    handler = Kotak()
    controller = Controller(handler, hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    settings.SITAMU_ALAMAT_PORTAL = "https://sitamu.contoh.example/"
    yield handler
    controller.stop()


def _mail(alamat: str, **values: Any) -> Pemberitahuan:
    nama = uuid4().hex
    return Pemberitahuan.objects.create(
        peristiwa_id=uuid4(),
        penerima=Pengguna.objects.create_user(nama, nama=nama),
        saluran=Saluran.EMAIL,
        judul="Usulan USL-K7M2 tiba",
        isi="Sudah tiba.",
        tautan="/usulan/1/",
        alamat=alamat,
        coba_pada=NOW,
        **values,
    )


@pytest.mark.django_db
def test_each_person_gets_one_mail_though_the_event_and_the_run_come_twice(kotak: Kotak) -> None:
    p, peristiwa_id = pemain(), uuid4()
    for _ in range(2):
        pemberitahuan_from_event(
            peristiwa_id=peristiwa_id,
            nama="UsulanTibaDiBkpsdm",
            isi=isi(p, actor_id=str(p.kepala.pk)),
            now=NOW,
        )
        email_deliver(now=NOW)
    assert kotak.sent_to() == [f"{n}@contoh.example" for n in ("budi", "rina", "siti")]

    mail = next(m for m in kotak.mails if "siti" in str(m["To"]))
    assert mail["Subject"] == "Usulan USL-K7M2 tiba di BKPSDM"
    assert mail["Auto-Submitted"] == "auto-generated"
    for part in mail.iter_parts():
        text = part.get_content()
        assert "BKPSDM akan memeriksa berkasnya." in text
        assert "https://sitamu.contoh.example/usulan/1/" in text
        assert "Siti" not in text
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.django_db
def test_mail_waits_while_the_server_is_down_and_no_attempt_is_counted(
    settings: Any, kotak: Kotak
) -> None:
    row = _mail("siti@contoh.example")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert email_deliver(now=NOW) == 0
    row.refresh_from_db()
    assert row.coba_pada == NOW + SERVER_PAUSE  # a server that hangs is not asked without end
    for minutes in range(1, 2 * TRIES):
        assert email_deliver(now=NOW + timedelta(minutes=minutes)) == 0
    row.refresh_from_db()
    assert (row.status, row.percobaan) == (StatusKirim.DIBUAT, 0)

    settings.EMAIL_PORT = port
    assert email_deliver(now=NOW + timedelta(minutes=2 * TRIES)) == 1
    assert kotak.sent_to() == ["siti@contoh.example"]


@pytest.mark.django_db
def test_a_worker_killed_after_smtp_repeats_the_mail_under_the_same_id(
    kotak: Kotak, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = _mail("siti@contoh.example")
    send = email._send

    def send_and_die(*args: Any) -> None:
        send(*args)
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(email, "_send", send_and_die)
        with pytest.raises(SystemExit):
            email_deliver(now=NOW)
    assert email_deliver(now=NOW + timedelta(minutes=1)) == 0  # still claimed
    assert email_deliver(now=NOW + CLAIM_LAPSES + timedelta(minutes=1)) == 1

    assert [m["Message-ID"] for m in kotak.mails] == [f"<{row.pk}@sitamu.contoh.example>"] * 2
    row.refresh_from_db()
    assert (row.status, row.percobaan) == (StatusKirim.DIKIRIM, 2)


@pytest.mark.django_db
def test_a_mail_that_kills_every_worker_is_given_up(
    kotak: Kotak, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = _mail("siti@contoh.example", percobaan=TRIES, diklaim_pada=NOW - 2 * CLAIM_LAPSES)
    assert email_deliver(now=NOW) == 0
    row.refresh_from_db()
    assert (row.status, row.galat) == (StatusKirim.GAGAL, "Terhenti saat dikirim.")


@pytest.mark.django_db
def test_an_address_refused_for_good_is_given_up_at_once_and_others_are_served(
    kotak: Kotak,
) -> None:
    kotak.answers["salah@contoh.example"] = "550 no such user"
    bad, good = _mail("salah@contoh.example"), _mail("siti@contoh.example")
    assert email_deliver(now=NOW) == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.status, good.status) == (StatusKirim.GAGAL, StatusKirim.DIKIRIM)
    assert "550" in bad.galat


@pytest.mark.django_db
def test_a_mail_put_off_by_the_server_waits_longer_each_time_then_stops(kotak: Kotak) -> None:
    kotak.answers["penuh@contoh.example"] = "450 mailbox busy"
    row, now = _mail("penuh@contoh.example"), NOW
    for pause in PAUSES:
        assert email_deliver(now=now) == 0
        row.refresh_from_db()
        assert row.status == StatusKirim.DIBUAT
        assert row.coba_pada - now >= pause
        now = row.coba_pada
    email_deliver(now=now)
    row.refresh_from_db()
    assert (row.status, row.percobaan) == (StatusKirim.GAGAL, TRIES)
    assert "450" in row.galat


@pytest.mark.parametrize("kolom", ["alamat", "judul"])
@pytest.mark.django_db
def test_a_line_break_cannot_become_a_header(kotak: Kotak, kolom: str) -> None:
    row = _mail("siti@contoh.example")
    setattr(row, kolom, "siti@contoh.example\nBcc: semua@contoh.example")
    row.save()
    assert email_deliver(now=NOW) == 0
    row.refresh_from_db()
    assert row.galat.startswith(("BadHeaderError", "ValueError"))
    assert kotak.mails == []


@pytest.mark.django_db(transaction=True)
def test_the_claim_is_committed_before_smtp_and_other_workers_pass_it_over(
    kotak: Kotak, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = _mail("siti@contoh.example")
    send, seen = email._send, []

    def look_from_elsewhere(*args: Any) -> None:
        def look() -> None:
            seen.append(Pemberitahuan.objects.get(pk=row.pk).diklaim_pada is not None)
            seen.append(email_deliver(now=NOW) == 0)
            connection.close()

        thread = threading.Thread(target=look)
        thread.start()
        thread.join(timeout=20)
        send(*args)

    monkeypatch.setattr(email, "_send", look_from_elsewhere)
    assert email_deliver(now=NOW) == 1
    assert seen == [True, True]
    assert len(kotak.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_a_row_locked_by_another_worker_is_skipped_not_waited_for(kotak: Kotak) -> None:
    first = _mail("satu@contoh.example")
    _mail("dua@contoh.example")
    held, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Pemberitahuan.objects.select_for_update().get(pk=first.pk)
            held.set()
            go_on.wait(timeout=20)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(timeout=20)
    assert email_deliver(now=NOW) == 1
    assert kotak.sent_to() == ["dua@contoh.example"]
    go_on.set()
    thread.join(timeout=20)
