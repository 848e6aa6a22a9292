"""The trail of a search: who asked what, and whose papers came up."""

from django.http import HttpRequest

from arsip.rules.cari import Pertanyaan
from arsip.selectors.cari import HasilCari
from sitamu.inti.models import Pengguna
from sitamu.inti.services.jejak import akses_record


def pencarian_record(
    *, request: HttpRequest, user: Pengguna, pertanyaan: Pertanyaan, hasil: HasilCari
) -> None:
    """One row when papers of others came up: a hit shows words of the paper.

    Of a single person, so that they see it too.
    """
    others = [t.versi for t in hasil.temuan if t.versi.dokumen.pegawai.pengguna_id != user.pk]
    if not others:
        return
    people = {versi.dokumen.pegawai_id for versi in others}
    akses_record(
        aksi="cari_arsip",
        pengguna=user,
        request=request,
        objek_label="Pencarian arsip",
        pegawai_id=people.pop() if len(people) == 1 else None,
        rincian={"kata": " ".join(pertanyaan.kata), "versi": [str(v.pk) for v in others]},
    )
