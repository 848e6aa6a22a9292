# ruff: noqa: INP001, T201  # a script of its own, to be copied
"""Telepon tiruan: plays an Android client against a SiTAMU, for those who write a real one.

    python docs/telepon_tiruan.py --alamat http://localhost:8000 --nama siti \\
        --lintang -1.2995 --bujur 123.29

It asks for the password, then goes through a bad week: a lost answer, the same tap three times, a
restart, three days without signal with a clock that jumps a day, a race of two renewals, log-out.
At the end it counts the taps sent and those the server says it has. Standard library only; copy
it. Every step prints what a real client has to do there. Taps are stored: use a trial account.
"""

import argparse
import getpass
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

Jawab = tuple[int, dict[str, str], Any]
Kirim = Callable[[str, str, dict[str, str], bytes], Jawab]
HARI = timedelta(days=1)


class GagalError(AssertionError):
    """The server did something a client cannot rely on."""


class Jaringan:
    """HTTP by the standard library; `putus` sends and hangs up before the answer."""

    def __init__(self, alamat: str) -> None:
        self.alamat = urlsplit(alamat)

    def _link(self) -> HTTPConnection:
        kind = HTTPSConnection if self.alamat.scheme == "https" else HTTPConnection
        return kind(self.alamat.netloc, timeout=30)

    def kirim(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Jawab:
        link = self._link()
        try:
            link.request(method, self.alamat.path.rstrip("/") + path, body or None, headers)
            answer = link.getresponse()
            text = answer.read()
        finally:
            link.close()
        said = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, said, json.loads(text) if text else None

    def putus(self, method: str, path: str, headers: dict[str, str], body: bytes) -> None:
        link = self._link()
        link.request(method, self.alamat.path.rstrip("/") + path, body or None, headers)
        link.close()


class Telepon:
    """One phone: clock, running clock, queue, tokens."""

    def __init__(
        self, jaringan: Any, nama: str, sandi: str, titik: tuple[float, float], kode: str = ""
    ) -> None:
        self.jaringan = jaringan
        self.akun = {"nama_masuk": nama, "kata_sandi": sandi, "kode": kode}
        self.lintang, self.bujur = titik
        self.nomor = str(uuid4())  # made once, kept; never an IMEI
        self.offset = 0.0  # server minus phone, seconds
        self.jam_meleset = timedelta()  # what the user did to the wall clock
        self.akses = self.segar = ""
        self.terkirim: set[str] = set()
        self.langkah: list[str] = []

    # What a phone does

    def jam(self) -> datetime:
        """The wall clock, which may be wrong."""
        return datetime.now(UTC) + self.jam_meleset

    def minta(self, method: str, path: str, body: Any = None, **headers: str) -> Jawab:
        """One request; a 401 renews the token once and tries again."""
        answer = self._minta(method, path, body, headers)
        if answer[0] == 401 and self.segar and "/auth/" not in path:
            self.segarkan()
            answer = self._minta(method, path, body, headers)
        return answer

    def _minta(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Jawab:
        answer: Jawab = self.jaringan.kirim(method, path, self._kepala(headers), self._isi(body))
        return answer

    def _kepala(self, more: dict[str, str]) -> dict[str, str]:
        own = {
            "Content-Type": "application/json",
            "X-Device-Id": self.nomor,
            "X-App-Version": "tiruan",
        }
        if self.akses:
            own["Authorization"] = f"Bearer {self.akses}"
        return own | more

    @staticmethod
    def _isi(body: Any) -> bytes:
        return b"" if body is None else json.dumps(body).encode()

    def ukur_jam(self) -> None:
        """Server minus phone, halfway between asking and hearing."""
        before = self.jam()
        _, _, said = self.minta("GET", "/api/v1/waktu")
        middle = before + (self.jam() - before) / 2
        self.offset = (datetime.fromisoformat(said["waktu"]) - middle).total_seconds()

    def masuk(self) -> None:
        status, _, said = self.minta("POST", "/api/v1/auth/token", self.akun)
        self.pasti(status == 200, f"masuk: {status} {said}")
        self.akses, self.segar = said["token_akses"], said["token_segar"]

    def segarkan(self) -> None:
        status, _, said = self.minta(
            "POST", "/api/v1/auth/token/segarkan", {"token_segar": self.segar}
        )
        self.pasti(status == 200, f"segarkan: {status} {said}")
        self.akses, self.segar = said["token_akses"], said["token_segar"]

    def ketukan(self, arah: str = "MASUK", **more: Any) -> dict[str, Any]:
        """A tap as it lies in the queue: its id is made now and never again."""
        return {
            "id": str(uuid4()),
            "arah": arah,
            "waktu_perangkat": self.jam().isoformat(),
            "lintang": self.lintang,
            "bujur": self.bujur,
            "akurasi_m": 11.5,
            "umur_fix_detik": 1,
            "offset_detik": round(self.offset, 3),
        } | more

    def lama(self, lalu: timedelta, *, berlalu: bool = True, **more: Any) -> dict[str, Any]:
        """A tap made `lalu` ago without signal; `berlalu`: the phone did not restart since."""
        row = self.ketukan(waktu_perangkat=(self.jam() - lalu).isoformat(), luring=True, **more)
        if berlalu:
            row["berlalu_detik"] = lalu.total_seconds()
        return row

    def kirim(self, row: dict[str, Any]) -> Jawab:
        key = {"Idempotency-Key": row["id"]}
        answer = self.minta("POST", "/api/v1/presensi", row, **key)
        if answer[0] in (200, 201):
            self.terkirim.add(row["id"])
        return answer

    def kirim_semua(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        status, _, said = self.minta("POST", "/api/v1/presensi/batch", {"ketukan": rows})
        self.pasti(status == 200, f"batch: {status} {said}")
        for one in said["ketukan"]:
            if one["penerimaan"] in ("dibuat", "sudah_ada"):
                self.terkirim.add(one["id"])
        return list(said["ketukan"])

    def pasti(self, benar: bool, kalimat: str) -> None:  # noqa: FBT001
        if not benar:
            raise GagalError(kalimat)

    # The bad week

    def jalan(self) -> list[str]:
        """Every step in turn; returns what was done; raises GagalError."""
        for langkah in (
            self.daftar,
            self.tersambung,
            self.jawaban_hilang,
            self.posisi_basi,
            self.tiga_hari_tanpa_sinyal,
            self.jam_melompat,
            self.terlalu_lama,
            self.dua_penyegaran,
            self.ponsel_lain,
            self.hitung,
            self.keluar,
        ):
            langkah()
            self.langkah.append((langkah.__doc__ or "").split("\n")[0])
        return self.langkah

    def daftar(self) -> None:
        """Masuk, ukur jam, daftarkan ponsel: dua kali sama dengan sekali."""
        self.masuk()
        self.ukur_jam()
        phone = {"device_id": self.nomor, "model": "Telepon tiruan", "os": "tiruan"}
        first = self.minta("POST", "/api/v1/perangkat", phone)
        again = self.minta("POST", "/api/v1/perangkat", phone)
        self.pasti(first[0] == again[0] == 200, f"perangkat: {first} {again}")
        self.pasti(first[2]["id"] == again[2]["id"], "pendaftaran kedua membuat ponsel baru")
        self.pasti(first[2]["status"] in ("AKTIF", "MENUNGGU"), f"status {first[2]}")

    def tersambung(self) -> None:
        """Ketukan tersambung: 201, dikirim lagi 200, isi lain dengan id sama 422."""
        row = self.ketukan()
        first, again = self.kirim(row), self.kirim(row)
        self.pasti(first[0] == 201, f"pertama: {first}")
        self.pasti((again[0], again[2]["penerimaan"]) == (200, "sudah_ada"), f"kedua: {again}")
        self.pasti(again[1].get("idempotent-replay") == "true", "tanpa Idempotent-Replay")
        other = self.minta("POST", "/api/v1/presensi", row | {"arah": "PULANG"})
        self.pasti((other[0], other[2]["kode"]) == (422, "kunci_dipakai_ulang"), f"{other}")

    def jawaban_hilang(self) -> None:
        """Jaringan putus sesudah dikirim: kirim lagi dengan id yang sama sampai ada jawaban."""
        row = self.ketukan("PULANG")
        head = self._kepala({"Idempotency-Key": row["id"]})
        self.jaringan.putus("POST", "/api/v1/presensi", head, self._isi(row))
        for _ in range(3):
            answer = self.kirim(row)
            self.pasti(answer[0] in (200, 201), f"sesudah putus: {answer}")

    def posisi_basi(self) -> None:
        """Posisi lama: 422 FIX_BASI, ambil posisi lagi, id tetap."""
        row = self.ketukan("PULANG", umur_fix_detik=600)
        stale = self.minta("POST", "/api/v1/presensi", row)
        self.pasti((stale[0], stale[2]["kode"]) == (422, "FIX_BASI"), f"{stale}")
        self.pasti(self.kirim(row | {"umur_fix_detik": 1})[0] == 201, "posisi baru ditolak")

    def tiga_hari_tanpa_sinyal(self) -> None:
        """Tiga hari tanpa sinyal: satu kiriman, ganda di dalamnya, satu rusak, dikirim dua kali."""
        rows = [
            self.lama(HARI * n + timedelta(hours=hours), arah=arah, berlalu=n != 2)
            for n in (3, 2, 1)
            for arah, hours in (("MASUK", 8), ("PULANG", 0))
        ]
        bad = self.lama(HARI, arah="ISTIRAHAT")
        said = self.kirim_semua([*rows, rows[0], bad])
        kinds = [one["penerimaan"] for one in said]
        self.pasti(kinds == ["dibuat"] * 6 + ["sudah_ada", "ditolak"], f"{kinds}")
        marks = {mark["kode"] for one in said[:6] for mark in one["tanda"]}
        self.pasti("LURING" in marks, f"tanda {marks}")
        self.pasti(all(one["putusan"] == "TINJAU" for one in said[:6]), "bukan TINJAU")
        again = [one["penerimaan"] for one in self.kirim_semua(rows)]
        self.pasti(again == ["sudah_ada"] * 6, f"kiriman kedua: {again}")

    def jam_melompat(self) -> None:
        """Jam ponsel meleset sehari: jam server yang berlaku, atau jam berjalan ponsel."""
        self.jam_meleset = -HARI
        fresh = self.kirim(self.ketukan())
        self.pasti(fresh[0] == 201, f"{fresh}")
        self.dekat(fresh[2]["pada"], timedelta())
        self.pasti("JAM_PERANGKAT" in {m["kode"] for m in fresh[2]["tanda"]}, "tanpa tanda jam")
        late = self.kirim_semua([self.lama(timedelta(hours=5))])[0]
        self.dekat(late["pada"], timedelta(hours=5))
        self.pasti("JAM_PERANGKAT" in {m["kode"] for m in late["tanda"]}, "tanpa tanda jam")
        self.jam_meleset = timedelta()

    def dekat(self, pada: str, lalu: timedelta) -> None:
        """The time that counts lies within a minute of the true one."""
        off = datetime.fromisoformat(pada) - (datetime.now(UTC) - lalu)
        self.pasti(abs(off) < timedelta(minutes=1), f"waktu meleset {off}")

    def terlalu_lama(self) -> None:
        """Lebih dari batas: ditolak dengan jalan keluar, dihapus dari antrean, ditunjukkan."""
        said = self.kirim_semua([self.lama(HARI * 60)])[0]
        self.pasti((said["penerimaan"], said["kode"]) == ("ditolak", "terlalu_lama"), f"{said}")
        self.pasti(bool(said.get("langkah")), "tanpa langkah")

    def dua_penyegaran(self) -> None:
        """Dua penyegaran berebut token yang sama: keduanya mendapat jawaban."""
        old = self.segar
        self.segarkan()
        self.segar = old
        self.segarkan()
        self.pasti(self.kirim(self.ketukan())[0] == 201, "token baru tidak berlaku")

    def ponsel_lain(self) -> None:
        """Ponsel yang tidak terdaftar: 403, ketukan tetap di antrean."""
        own, self.nomor = self.nomor, str(uuid4())
        answer = self.minta("POST", "/api/v1/presensi", self.ketukan())
        self.nomor = own
        self.pasti((answer[0], answer[2]["kode"]) == (403, "perangkat_tidak_aktif"), f"{answer}")

    def hitung(self) -> None:
        """Yang terkirim sama dengan yang ada di server, tidak ada yang ganda."""
        today = datetime.now(UTC).date()
        span = f"dari={today - 5 * HARI}&sampai={today + HARI}"
        status, _, rows = self.minta("GET", f"/api/v1/presensi?{span}")
        self.pasti(status == 200, f"riwayat: {status} {rows}")
        found = [row["id"] for row in rows]
        self.pasti(len(found) == len(set(found)), "ada yang ganda")
        self.pasti(self.terkirim <= set(found), f"hilang: {self.terkirim - set(found)}")

    def keluar(self) -> None:
        """Keluar: token lama tidak berlaku lagi."""
        self.pasti(self.minta("POST", "/api/v1/auth/keluar")[0] == 204, "keluar ditolak")
        self.segar = ""
        self.pasti(self.kirim(self.ketukan())[0] == 401, "token masih berlaku")


def main() -> int:
    parser = argparse.ArgumentParser(description="Memainkan ponsel Android terhadap SiTAMU.")
    parser.add_argument("--alamat", required=True, help="http://localhost:8000")
    parser.add_argument("--nama", required=True, help="nama masuk")
    parser.add_argument("--lintang", type=float, required=True)
    parser.add_argument("--bujur", type=float, required=True)
    parser.add_argument("--kode", default="", help="enam angka aplikasi kode, bila diminta")
    options = parser.parse_args()
    phone = Telepon(
        Jaringan(options.alamat),
        options.nama,
        getpass.getpass("Kata sandi: "),
        (options.lintang, options.bujur),
        options.kode,
    )
    begun = time.monotonic()
    try:
        phone.jalan()
    except GagalError as error:
        for langkah in phone.langkah:
            print(f"ok     {langkah}")
        print(f"GAGAL  {error}")
        return 1
    for langkah in phone.langkah:
        print(f"ok     {langkah}")
    print(f"{len(phone.terkirim)} ketukan terkirim dan ada, {time.monotonic() - begun:.1f} detik")
    return 0


if __name__ == "__main__":
    sys.exit(main())
