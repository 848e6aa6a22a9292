"""Requests of API clients that may arrive twice."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from sitamu.inti.models.dasar import UuidModel


class PermintaanKlien(UuidModel):
    """One request by the id its client gave it, with the answer it got.

    Written in the transaction of its effect: sent again, the answer comes again and nothing else
    happens. `sidik`: SHA-256 of method, address and content.
    """

    pengguna = models.ForeignKey("inti.Pengguna", on_delete=models.CASCADE, related_name="+")
    kunci = models.UUIDField()
    sidik = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    isi = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    etag = models.CharField(max_length=80, blank=True)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "permintaan klien"
        verbose_name_plural = "permintaan klien"
        constraints = [
            models.UniqueConstraint(fields=["pengguna", "kunci"], name="permintaanklien_sekali")
        ]
        indexes = [models.Index(fields=["pada"], name="permintaanklien_pada")]

    def __str__(self) -> str:
        return str(self.kunci)
