"""Words of letters as data: fields in braces, filled from plain texts.

`isi` of a keputusan: `tentang` (lines), `perihal`, `menimbang`, `mengingat`, `memperhatikan`,
`diktum` (each a text, or `{"teks", "data": [names]}` for a table), `tembusan`. Of a surat:
`perihal`, `pembuka`, `data` (names), `penutup`, `tembusan`. A field is `{nama}`; nothing else is
read in braces, so that whoever writes words can run nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kepegawaian.errors import FaktaInvalidError
from kepegawaian.rules.katalog import Bentuk
from kepegawaian.rules.surat import DIKTUM
from sitamu.inti.errors import DataKurangError

BIDANG: Final[Mapping[str, str]] = {
    "nama": "Nama",
    "nip": "NIP",
    "lahir": "Tempat, tanggal lahir",
    "jenis_kelamin": "Jenis kelamin",
    "pendidikan": "Pendidikan",
    "pangkat": "Pangkat/golongan ruang",
    "golongan": "Golongan ruang",
    "tmt_golongan": "TMT golongan",
    "jabatan": "Jabatan",
    "unit": "Unit kerja",
    "opd": "Perangkat daerah",
    "tmt_cpns": "TMT CPNS",
    "tmt_pns": "TMT PNS",
    "mkg": "Masa kerja golongan",
    "mkp": "Masa kerja pensiun",
    "gaji": "Gaji pokok",
    "tmt": "TMT",
    "akhir_tugas": "Berhenti pada akhir tanggal",
    "pangkat_baru": "Pangkat/gol. ruang baru",
    "mkg_baru": "Masa kerja golongan baru",
    "gaji_baru": "Gaji pokok baru",
    "gaji_baru_terbilang": "Gaji pokok baru",
    "pensiun_pokok": "Pensiun pokok sebulan",
    "pensiun_pokok_terbilang": "Pensiun pokok sebulan",
    "alamat": "Alamat",
    "pertek_nomor": "Nomor pertek",
    "pertek_tanggal": "Tanggal pertek",
    "sk_lama_nomor": "Nomor SK sebelumnya",
    "satyalancana": "Masa kerja (tahun)",
    "nama_pemda": "Pemerintah daerah",
    "kepala_daerah": "Kepala daerah",
    "bkpsdm": "BKPSDM",
}
"""Fields that every letter may use; those of the service's own questions come on top."""

_FIELD: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_DAFTAR: Final = {
    Bentuk.KEPUTUSAN: ("tentang", "menimbang", "mengingat", "memperhatikan", "tembusan"),
    Bentuk.SURAT: ("pembuka", "penutup", "tembusan"),
}
_WAJIB: Final = {
    Bentuk.KEPUTUSAN: ("perihal", "tentang", "menimbang", "mengingat", "diktum"),
    Bentuk.SURAT: ("perihal", "pembuka"),
}


def naskah_check(bentuk: Bentuk, isi: Mapping[str, Any], isian: Mapping[str, str]) -> None:
    """Raises FaktaInvalidError for words that could not be printed.

    `isian`: names of the service's own questions with their labels.
    """
    for nama in _WAJIB[bentuk]:
        if not isi.get(nama):
            raise FaktaInvalidError(nama, f"Bagian {nama} belum diisi.")
    if len(isi.get("diktum", ())) > len(DIKTUM):
        raise FaktaInvalidError("diktum", f"Paling banyak {len(DIKTUM)} diktum.")
    known = BIDANG.keys() | isian.keys()
    for bidang, teks in _texts(bentuk, isi):
        for nama in _FIELD.findall(teks):
            if nama not in known:
                raise FaktaInvalidError(
                    bidang,
                    f"Bidang {{{nama}}} tidak dikenal.",
                    langkah=f"Pakai salah satu: {', '.join(sorted(known))}.",
                )
        if set(_FIELD.sub("", teks)) & {"{", "}"}:
            raise FaktaInvalidError(bidang, "Kurung kurawal hanya untuk bidang, misalnya {nama}.")
    for nama in _tables(isi):
        if nama not in known:
            raise FaktaInvalidError("data", f"Bidang {nama} tidak dikenal.")


def _texts(bentuk: Bentuk, isi: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "perihal", str(isi.get("perihal", ""))
    for bagian in _DAFTAR[bentuk]:
        for teks in isi.get(bagian, ()):
            yield bagian, str(teks)
    for satu in isi.get("diktum", ()):
        yield "diktum", satu if isinstance(satu, str) else str(satu["teks"])


def _tables(isi: Mapping[str, Any]) -> Iterator[str]:
    yield from isi.get("data", ())
    for satu in isi.get("diktum", ()):
        if not isinstance(satu, str):
            yield from satu.get("data", ())


def naskah_render(
    bentuk: Bentuk, isi: Mapping[str, Any], nilai: Mapping[str, str], label: Mapping[str, str]
) -> dict[str, Any]:
    """The words with every field filled; `label`: of the service's own questions.

    Raises DataKurangError naming the first field without a value.
    """
    names = {**BIDANG, **label}

    def value(nama: str) -> str:
        found = nilai.get(nama, "")
        if not found:
            raise DataKurangError(names.get(nama, nama))
        return found

    def fill(teks: str) -> str:
        return _FIELD.sub(lambda m: value(m[1]), teks)

    def table(rows: Iterable[str]) -> list[list[str]]:
        return [[names.get(nama, nama), value(nama)] for nama in rows]

    out: dict[str, Any] = {"perihal": fill(isi["perihal"])}
    for bagian in _DAFTAR[bentuk]:
        out[bagian] = [fill(teks) for teks in isi.get(bagian, ())]
    if bentuk is Bentuk.SURAT:
        return out | {"data": table(isi.get("data", ()))}
    diktum = []
    for kata, satu in zip(DIKTUM, isi["diktum"], strict=False):
        row = {"teks": satu} if isinstance(satu, str) else satu
        filled: dict[str, Any] = {"kata": kata, "teks": fill(row["teks"])}
        if row.get("data"):
            filled["data"] = table(row["data"])
        diktum.append(filled)
    return out | {"diktum": diktum}
