"""Two queues: what people wait for never stands behind work of minutes."""

from celery import current_app
from django.conf import settings

from sitamu.celery import app


def queue_of(task: str) -> str:
    return str(app.amqp.router.route({}, task)["queue"].name)


def test_every_task_of_the_clock_and_of_the_table_exists() -> None:
    app.loader.import_default_modules()
    named = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert named | set(settings.CELERY_TASK_ROUTES) <= set(current_app.tasks)


def test_pictures_wait_apart_from_uploads() -> None:
    assert queue_of("arsip.gambar_make") == settings.QUEUE_LAMBAT
    for task in ("arsip.unggahan_process", "arsip.versi_process", "inti.outbox_deliver"):
        assert queue_of(task) == settings.CELERY_TASK_DEFAULT_QUEUE
