"""Forms that SiTAMU fills from the record; the person prints, signs and sends them back."""

from datetime import date

from kepegawaian.models import Usulan
from kepegawaian.rules.surat import (
    dpcp_isi,
    permohonan_isi,
    permohonan_umum_isi,
    pernyataan_isi,
)
from kepegawaian.selectors.layanan import PENSIUN
from kepegawaian.selectors.pensiun import PENSIUN_BUP, fakta_pensiun
from kepegawaian.selectors.surat import (
    instansi_in_force,
    isian_baris,
    kepala_opd,
    nilai_surat,
    opd_of,
    orang_of,
)
from sitamu.inti.errors import NotFoundError
from sitamu.inti.surat import render_pdf


def formulir_pdf(*, usulan: Usulan, kode: str, today: date) -> bytes:
    """One filled form as PDF, from the record as it is today; nothing is stored.

    `kode`: the syarat it answers. Raises NotFoundError for a syarat without a form and
    DataKurangError when the record lacks a fact.
    """
    instansi = instansi_in_force(on=today)
    if kode == "PERMOHONAN":
        isi = permohonan_umum_isi(
            instansi,
            today,
            layanan=usulan.layanan.nama,
            nilai=nilai_surat(usulan, today=today),
            isian=isian_baris(usulan),
        )
        return render_pdf("kepegawaian/surat/permohonan_umum.html", {"isi": isi})
    tmt = None if usulan.layanan_id == PENSIUN_BUP else _tmt(usulan)
    orang = orang_of(usulan, fakta_pensiun(usulan.pegawai, today=today, tmt=tmt))
    pejabat = kepala_opd(opd_of(usulan.unit_kerja), on=today)
    match kode:
        case "DPCP":
            isi = dpcp_isi(instansi, orang, today, pejabat=pejabat, layanan=usulan.layanan_id)
            template = "dpcp"
        case "SURAT_PERMOHONAN_PENSIUN":
            isi = permohonan_isi(instansi, orang, today)
            template = "permohonan"
        case "PERNYATAAN_HUKDIS" | "PERNYATAAN_PIDANA":
            pensiun = usulan.layanan.kelompok == PENSIUN
            isi = pernyataan_isi(
                instansi,
                orang,
                today,
                jenis=kode,
                pejabat=pejabat,
                untuk="pensiun" if pensiun else usulan.layanan.nama,
            )
            template = kode.lower()
        case _:
            raise NotFoundError
    return render_pdf(f"kepegawaian/surat/{template}.html", {"isi": isi})


def _tmt(usulan: Usulan) -> date | None:
    """The TMT of a pension that is not by age; of another service none counts here."""
    return usulan.tmt if usulan.layanan.kelompok == PENSIUN else None
