"""What a load of staff lists must remember so that it can be undone."""

from django.db import models

from sitamu.inti.models.dasar import MuatanModel, UuidModel


class RahasiaMuatan(MuatanModel, UuidModel):
    """One secret of a known person that a load replaced: the ciphertext before and after.

    Secrets stay out of the trail, so that keys can rotate. The next load of the same secret
    empties this row: it then equals no secret, and its own load can no longer be undone.
    """

    profil = models.ForeignKey("kepegawaian.Profil", on_delete=models.PROTECT, related_name="+")
    kolom = models.CharField(max_length=20)
    sebelum = models.BinaryField(null=True)
    sesudah = models.BinaryField()

    class Meta:
        verbose_name = "nomor rahasia yang diganti muatan lain"
        verbose_name_plural = "nomor rahasia yang diganti muatan lain"

    def __str__(self) -> str:
        return self.kolom
