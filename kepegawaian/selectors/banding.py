"""Papers and answers of an usulan beside the record."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from arsip.selectors import versi_teks
from kepegawaian.models import ButirUsulan, Profil, RiwayatGolongan, Usulan
from kepegawaian.rules.banding import (
    Beda,
    beda_all,
    golongan_beda,
    jawaban_beda,
    nip_beda,
    tanggal_beda,
)


def banding_of(
    usulan: Usulan, butir: Iterable[ButirUsulan], *, today: date
) -> dict[UUID, list[Beda]]:
    """What differs from the record, by item; an item without a difference is left out.

    Three queries. Papers that no machine has read, and those of secret kinds, are not compared.
    """
    rows = list(butir)
    texts = versi_teks(b.versi_id for b in rows if b.versi_id)
    profil = Profil.objects.filter(pegawai=usulan.pegawai_id).first()
    held = (
        RiwayatGolongan.objects.filter(pegawai=usulan.pegawai_id, tmt__lte=today)
        .order_by("-tmt")
        .first()
    )
    found = {}
    for b in rows:
        teks = texts.get(b.versi_id) if b.versi_id else None
        differences = _paper(usulan, b.syarat.kode, teks, profil, held) if teks else []
        if b.syarat.kode == "DATA_DIRI":
            differences += _answers(usulan, profil, held)
        if differences:
            found[b.pk] = differences
    return found


def _paper(
    usulan: Usulan, kode: str, teks: str, profil: Profil | None, held: RiwayatGolongan | None
) -> list[Beda]:
    rows = [nip_beda(usulan.pegawai.nip, teks)]
    match kode:
        case "SK_PANGKAT" if held is not None:
            rows += [
                golongan_beda(held.golongan, teks),
                tanggal_beda("TMT golongan", held.tmt, teks),
            ]
        case "SK_CPNS" if profil is not None:
            rows.append(tanggal_beda("TMT CPNS", profil.tmt_cpns, teks))
        case "SK_PNS" if profil is not None:
            rows.append(tanggal_beda("TMT PNS", profil.tmt_pns, teks))
    return beda_all(rows)


def _answers(usulan: Usulan, profil: Profil | None, held: RiwayatGolongan | None) -> list[Beda]:
    """What was typed, and the golongan of the day of sending, against the record of today."""
    typed, sent = usulan.isian, usulan.rincian
    rows = jawaban_beda(
        {
            "Alamat": (profil.alamat, str(typed.get("alamat", ""))),
            "Nomor HP": (profil.nomor_hp, str(typed.get("nomor_hp", ""))),
        }
        if profil
        else {}
    )
    golongan = {"Golongan": (held.golongan, str(sent.get("golongan", "")))} if held else {}
    return rows + jawaban_beda(golongan, asal="saat dikirim")
