"""Load staff lists: one run, one transaction, a verdict for every row.

The lists by which others are judged are read before the transaction begins, the histories while
the database already writes. A lock lets one run after another; rows are judged against what is
recorded, then written in sets. One workbook that cannot be taken undoes the whole run.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, Protocol
from uuid import uuid4

import pghistory
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from kepegawaian.errors import WorkbookRefusedError
from kepegawaian.events import PegawaiDimuat
from kepegawaian.models import Jabatan, KontrakTkd, Profil, RiwayatPendidikan
from kepegawaian.rules.impor import (
    DIGIT_AMAN,
    MUAT,
    PANJANG_NIP,
    BarisUnit,
    Catatan,
    HasilBerkas,
    Laporan,
    RowRefusedError,
    golongan_refuse,
    kontrak_refuse,
    nik_doubts,
    nip_refuse,
    nip_shape_refuse,
    unit_paths,
)
from kepegawaian.rules.jabatan import jabatan_classify
from kepegawaian.services.impor import muat
from kepegawaian.services.impor.baca import Pembaca, Terbaca
from kepegawaian.services.impor.daftar import DAFTAR, RIWAYAT, DaftarRiwayat, Values
from sitamu.inti.errors import ConflictError
from sitamu.inti.models import (
    SUDAH_BERAKHIR,
    JejakAkses,
    Pegawai,
    Pekerjaan,
    Pengguna,
    StatusPekerjaan,
    UnitKerja,
)
from sitamu.inti.rules.teks import nama_kunci
from sitamu.inti.salin import upsert_rows
from sitamu.inti.sandi import nonces, seal, search_hash
from sitamu.inti.services.outbox import emit

KUNCI: Final = 0x5174_0001  # advisory lock of this use case
RAHASIA: Final = ("nik", "npwp", "bpjs", "rekening")
PROFIL: Final = (
    "tempat_lahir",
    "tanggal_lahir",
    "jenis_kelamin",
    "agama",
    "status_kawin",
    "nik_valid",
    "nomor_hp",
    "email",
    "alamat",
    "nomor_sk_cpns",
    "tanggal_sk_cpns",
    "tmt_cpns",
    "nomor_sk_pns",
    "tanggal_sk_pns",
    "tmt_pns",
    "kppn",
    "kartu_asn",
)


class Kabar(Protocol):
    """Tells how far a load is; outside its transaction, so that others can see it."""

    def __call__(self, pesan: str, *, selesai: int = 0, gagal: int = 0) -> None:
        """`selesai` rows are taken so far, `gagal` refused."""


Simpan = Callable[[Laporan], dict[str, str]]


def _silent(pesan: str, *, selesai: int = 0, gagal: int = 0) -> None: ...


def impor_pegawai(
    *,
    files: Mapping[str, Path],
    actor: Pengguna | None,
    now: datetime,
    job: Pekerjaan | None = None,
    kabar: Kabar = _silent,
    simpan: Simpan | None = None,
) -> Laporan:
    """Load the given lists (`files`: code of a list in `daftar.DAFTAR` to its workbook).

    Rows that may not enter are in `ditolak` with the way to mend them; the rest is written.
    Loading the same lists again changes nothing; an empty cell never erases. Raises
    WorkbookRefusedError when a workbook cannot be taken at all: then nothing is written except
    the failed Pekerjaan.

    `job`: a claimed Pekerjaan, whose `masukan["berkas"]` names the workbooks; without it one is
    made. A job that has ended meanwhile raises ConflictError and loads nothing. `simpan` keeps
    the refused rows before the load is committed and says where those of each list are.
    """
    if job is None:
        names = names_apart({kode: path.name for kode, path in files.items()})
        job = Pekerjaan(jenis=MUAT, oleh=actor, diklaim_pada=now, percobaan=1)
        job.masukan = {"berkas": names}
    try:
        with _collector_paused(), Pembaca(files, job.masukan["berkas"]) as lists:
            kabar("Membaca berkas.")
            lists.begin("unit", "pegawai", "tambahan")
            return _write(job, lists, today=timezone.localdate(now), kabar=kabar, simpan=simpan)
    except WorkbookRefusedError as error:
        job.pesan = f"{error.message} {error.langkah}"[:300]
        job.hasil = {"kode": error.code}
        job_finish(job, StatusPekerjaan.GAGAL)
        raise


def _write(
    job: Pekerjaan, lists: Pembaca, *, today: date, kabar: Kabar, simpan: Simpan | None
) -> Laporan:
    actor_id = str(job.oleh_id) if job.oleh_id else None
    with (
        transaction.atomic(),
        pghistory.context(sumber=MUAT, pekerjaan_id=str(job.pk), pengguna_id=actor_id),
        connection.cursor() as cursor,
    ):
        loads_lock(cursor)
        # The planner knows nothing yet of rows written in this transaction and would loop.
        cursor.execute("SET LOCAL enable_nestloop = off; SET LOCAL jit = off")
        cursor.execute("SET LOCAL work_mem = '64MB'")
        # Foreign keys are checked with each statement, while workbooks are still being read, and
        # not all at the end, when there is nothing else to do.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # Every row that is added from here on carries the id of the load (see MuatanModel).
        cursor.execute("SELECT set_config('sitamu.muatan', %s, true)", [str(job.pk)])
        names: dict[str, str] = job.masukan["berkas"]
        laporan = Laporan(per_berkas={names[k]: HasilBerkas() for k in DAFTAR if k in names})
        _load(_Run(cursor, laporan, lists, job.oleh, today, kabar))
        job.masukan["sha256"] = {k: t.sha256 for k in names if (t := lists.get(k))}
        job.hasil = laporan.as_json()
        if simpan:
            job.hasil["baris_gagal"] = simpan(laporan)
        job.total = sum(h.diterima + h.ditolak for h in laporan.per_berkas.values())
        job.gagal = len(laporan.ditolak)
        job.selesai, job.pesan = job.total - job.gagal, ""
        job_finish(job, StatusPekerjaan.SELESAI)
        if laporan.berubah:
            emit(PegawaiDimuat(pekerjaan_id=job.pk))
        cursor.execute("SET LOCAL sitamu.muatan = ''")
    return laporan


def loads_lock(cursor: CursorWrapper) -> None:
    """Let one load, or the undoing of one, after another until the transaction ends."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KUNCI])
    # Unset, pgtrigger's own setting costs an inner rollback for each row that leaves a trail, and
    # each of those walks all foreign keys still to be checked.
    cursor.execute("SET LOCAL pgtrigger.ignore = '{}'")


def job_finish(job: Pekerjaan, status: StatusPekerjaan) -> None:
    """Write how the job ended; raises ConflictError when it had ended before."""
    job.status, job.selesai_pada = status, timezone.now()
    if job._state.adding:  # noqa: SLF001
        job.save()
        return
    running = Pekerjaan.objects.filter(pk=job.pk, status=StatusPekerjaan.BERJALAN)
    columns = ("status", "pesan", "masukan", "hasil", "total", "selesai", "gagal", "selesai_pada")
    if not running.update(**{name: getattr(job, name) for name in columns}):
        raise ConflictError


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Many rows and no circles: without this the collector walks them all again and again."""
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


def names_apart(names: Mapping[str, str]) -> dict[str, str]:
    """How the report calls each workbook: its name, with the list where two have the same."""
    count = Counter(names.values())
    return {k: name if count[name] == 1 else f"{name} ({k})" for k, name in names.items()}


@dataclass(slots=True)
class _Run:
    """What the lists of one run know of each other."""

    cursor: CursorWrapper
    laporan: Laporan
    lists: Pembaca
    actor: Pengguna | None
    today: date
    kabar: Kabar
    units: set[str] = field(default_factory=set)
    people: dict[str, str] = field(default_factory=dict)  # NIP -> id
    refused: dict[str, str] = field(default_factory=dict)  # NIP -> place
    damaged: dict[str, str] = field(
        default_factory=dict
    )  # first 15 digits of a broken NIP -> place
    posts: dict[str, str] = field(default_factory=dict)  # name of a post -> id
    secrets: dict[str, dict[str, str]] = field(default_factory=dict)  # id -> secrets recorded
    niks: dict[str, str] = field(default_factory=dict)  # hash of a NIK -> id
    nonces: Iterator[bytes] = field(default_factory=nonces)

    def wrote(self, terbaca: Terbaca, changed: int) -> None:
        self.laporan.per_berkas[terbaca.berkas].berubah += changed
        self.laporan.berubah += changed

    def refuse(self, terbaca: Terbaca, baris: int, error: RowRefusedError) -> None:
        note = Catatan(terbaca.berkas, baris, error.kolom, error.kode, error.pesan)
        terbaca.ditolak.append((note, None))

    def put_refused(self, nip: str, terbaca: Terbaca, baris: int | None) -> None:
        """Remember who was refused; of a broken NIP only the digits that can be trusted."""
        whole = len(nip) == PANJANG_NIP
        target, key = (self.refused, nip) if whole else (self.damaged, nip[:DIGIT_AMAN])
        target[key] = f"{terbaca.berkas} baris {baris}"

    def warn(self, terbaca: Terbaca, baris: int, kolom: str, kode: str, pesan: str) -> None:
        self.laporan.peringatan.append(Catatan(terbaca.berkas, baris, kolom, kode, pesan))

    def close(self, terbaca: Terbaca, accepted: int) -> None:
        """Put the verdicts of one list into the report."""
        hasil = self.laporan.per_berkas[terbaca.berkas]
        hasil.diterima, hasil.ditolak = accepted, len(terbaca.ditolak)
        self.laporan.ditolak += (note for note, _ in terbaca.ditolak)
        taken = sum(h.diterima for h in self.laporan.per_berkas.values())
        pesan = f"Daftar {terbaca.daftar.judul} selesai diperiksa."
        self.kabar(pesan, selesai=taken, gagal=len(self.laporan.ditolak))


def _load(run: _Run) -> None:
    """Judge and write every list, those that others depend on first; sort the report."""
    run.units = {str(pk) for pk in UnitKerja.objects.values_list("pk", flat=True)}
    if terbaca := run.lists.get("unit"):
        _units(run, terbaca)
    rows = Pegawai.objects.values_list("nip", "pk")
    run.people = {nip: str(pk) for nip, pk in rows if nip}
    for pk, nik_hash, *kept in Profil.objects.values_list("pegawai_id", "nik_hash", *RAHASIA):
        run.secrets[str(pk)] = dict(zip(RAHASIA, kept, strict=True))
        run.niks[nik_hash] = str(pk)
    main: list[Values] = []
    if terbaca := run.lists.get("pegawai"):
        main = _people(run, terbaca)
    _posts(run, main)
    for daftar in RIWAYAT:
        if terbaca := run.lists.get(daftar.kode):
            _history(run, terbaca, daftar)
    if terbaca := run.lists.get("tkd"):
        _tkd(run, terbaca)
    if terbaca := run.lists.get("pegawai"):
        _summaries(run, terbaca, main)
    if terbaca := run.lists.get("tambahan"):
        _additions(run, terbaca)
    laporan = run.laporan
    order = {berkas: index for index, berkas in enumerate(laporan.per_berkas)}
    for notes in (laporan.ditolak, laporan.peringatan):
        notes.sort(key=lambda note: (order[note.berkas], note.baris or 0))
    taken = run.lists.get("pegawai")
    counts = {berkas: hasil.diterima for berkas, hasil in laporan.per_berkas.items()}
    laporan.diterima = counts[taken.berkas] if taken else sum(counts.values())


def _values(terbaca: Terbaca) -> Iterator[tuple[int, Values]]:
    names = [kolom.nama for kolom in terbaca.daftar.kolom]
    for baris, values in terbaca.baris:
        yield baris, dict(zip(names, values, strict=True))


def _once(seen: dict[Any, int], key: Any, baris: int, *, kode: str, apa: str, kolom: str) -> None:
    """Refuse what an earlier row of the same list already has."""
    if (first := seen.setdefault(key, baris)) != baris:
        raise RowRefusedError(kode, f"{apa} sudah ada di baris {first}. Hapus salah satu.", kolom)


# Units


def _units(run: _Run, terbaca: Terbaca) -> None:
    seen: dict[str, int] = {}
    rows: dict[str, Values] = {}
    tree: list[BarisUnit] = []
    for baris, values in _values(terbaca):
        try:
            _once(seen, values["id"], baris, kode="unor_ganda", apa="UNOR ID ini", kolom="UNOR ID")
        except RowRefusedError as error:
            run.refuse(terbaca, baris, error)
            continue
        rows[values["id"]] = values
        tree.append(BarisUnit(baris, values["id"], values["induk"]))
    known = {
        str(pk): (str(induk) if induk else None, jalur)
        for pk, induk, jalur in UnitKerja.objects.values_list("pk", "induk_id", "jalur")
    }
    paths, refused = unit_paths(tree, known)
    for unit, refusal in refused:
        run.refuse(terbaca, unit.baris, refusal)
    columns = [kolom.nama for kolom in terbaca.daftar.kolom if kolom.nama not in {"id", "induk"}]
    pick = itemgetter(*columns)
    # Parents first: a shorter path is written before a longer one.
    written = [
        (unit, rows[unit]["induk"], path, nama_kunci(rows[unit]["nama"]), *pick(rows[unit]))
        for unit, path in sorted(paths.items(), key=lambda item: item[1])
    ]
    run.wrote(
        terbaca,
        upsert_rows(
            run.cursor,
            model=UnitKerja,
            columns=("id", "induk_id", "jalur", "nama_kunci", *columns),
            unique=("id",),
            rows=written,
        ),
    )
    run.units.update(paths)
    run.close(terbaca, len(paths))


def _unit_refuse(run: _Run, unit: str) -> None:
    if unit not in run.units:
        raise RowRefusedError(
            "unor_tak_dikenal",
            "UNOR ID tidak ada di daftar unit kerja. Betulkan, atau muat unitnya lebih dahulu.",
            "UNOR ID",
        )


# People


def _people(run: _Run, terbaca: Terbaca) -> list[Values]:
    """Judge and write the main list; returns the rows taken, each with `pegawai_id`."""
    seen: dict[str, int] = {}
    rows = Pegawai.objects.filter(siasn_id__isnull=False).values_list("siasn_id", "nip")
    siasn = {str(pk): nip or "" for pk, nip in rows}
    taken: list[Values] = []
    for note, nip in terbaca.ditolak:
        if nip:
            run.put_refused(nip, terbaca, note.baris)
            seen.setdefault(nip, note.baris or 0)
    for baris, values in _values(terbaca):
        try:
            _person_refuse(run, values, baris, seen, siasn)
        except RowRefusedError as error:
            error.kolom = error.kolom or "NIP BARU"
            run.refuse(terbaca, baris, error)
            if error.kode != "nip_ganda":
                run.put_refused(values["nip"], terbaca, baris)
            continue
        if values["siasn_id"]:
            siasn[values["siasn_id"]] = values["nip"]
        values["baris"] = baris
        values["pegawai_id"] = run.people.setdefault(values["nip"], str(uuid4()))
        taken.append(values)
    run.wrote(
        terbaca,
        upsert_rows(
            run.cursor,
            model=Pegawai,
            columns=(
                "id",
                "nip",
                "siasn_id",
                "nama",
                "nama_kunci",
                "gelar_depan",
                "gelar_belakang",
                "jenis",
                "kedudukan",
            ),
            unique=("id",),
            rows=[
                (
                    v["pegawai_id"],
                    v["nip"],
                    v["siasn_id"],
                    v["nama"],
                    nama_kunci(v["nama"]),
                    v["gelar_depan"],
                    v["gelar_belakang"],
                    v["jenis"],
                    v["kedudukan"],
                )
                for v in taken
            ],
        ),
    )
    _banks_join(run, taken)
    _profiles(run, terbaca, taken, (*PROFIL, "nama_bank"), RAHASIA)
    run.close(terbaca, len(taken))
    return taken


def _banks_join(run: _Run, people: Sequence[Values]) -> None:
    """Bank and account from the additions, when they are in the same run: one write, not two."""
    banks: dict[str, Values] = {}
    if terbaca := run.lists.get("tambahan"):
        for _, v in _values(terbaca):
            banks.setdefault(v["nip"], v)
    for v in people:
        bank = banks.get(v["nip"], {})
        v["nama_bank"], v["rekening"] = bank.get("nama_bank"), bank.get("rekening")


def _person_refuse(
    run: _Run, values: Values, baris: int, seen: dict[str, int], siasn: Mapping[str, str]
) -> None:
    """Judge one row of the main list against itself, the other rows and what is recorded.

    Sets `jenis` to CPNS where the status says so.
    """
    nip = values["nip"]
    nip_shape_refuse(nip)
    _once(seen, nip, baris, kode="nip_ganda", apa="NIP ini", kolom="NIP BARU")
    if values["jenis"] == "PNS":
        if values["status_cpns"] is None:
            pesan = "STATUS CPNS PNS kosong. Isi C untuk CPNS atau P untuk PNS."
            raise RowRefusedError("status_cpns_kosong", pesan, "STATUS CPNS PNS")
        values["jenis"] = values["status_cpns"]
    nip_refuse(
        nip,
        jenis=values["jenis"],
        tanggal_lahir=values["tanggal_lahir"],
        jenis_kelamin=values["jenis_kelamin"],
        tmt_cpns=values["tmt_cpns"],
    )
    _unit_refuse(run, values["unit_id"])
    golongan_refuse(values["golongan"], values["tmt_golongan"], values["jenis"], run.today)
    if siasn.get(values["siasn_id"], nip) != nip:
        pesan = "PNS ID ini milik NIP lain. Cocokkan dengan SIASN."
        raise RowRefusedError("pns_id_ganda", pesan, "PNS ID")


def _profiles(
    run: _Run,
    terbaca: Terbaca,
    people: Sequence[Values],
    columns: Sequence[str],
    secrets: Sequence[str],
) -> None:
    """Write profiles. A secret that did not change is left out, so that its ciphertext stays."""
    pick = itemgetter(*columns)
    rows = []
    trail = []
    kept: list[tuple[str, str, bytes]] = []
    for v in people:
        if v.get("email") and "@" not in v["email"]:
            run.warn(terbaca, v["baris"], "EMAIL", "email_salah", "EMAIL tidak dipakai: tanpa @.")
            v["email"] = None
        _nik_warn(run, terbaca, v)
        known = v["pegawai_id"] in run.secrets
        sealed, changed = _sealed(run, v, secrets)
        trail += changed
        if known:
            pairs = zip(secrets, sealed, strict=True)
            kept += [(v["pegawai_id"], name, secret) for name, secret in pairs if secret]
        rows.append((v["pegawai_id"], *pick(v), *sealed, v["nik_hash"]))
    muat.secrets_keep(run.cursor, kept)
    run.wrote(
        terbaca,
        upsert_rows(
            run.cursor,
            model=Profil,
            columns=("pegawai_id", *columns, *secrets, "nik_hash"),
            unique=("pegawai_id",),
            rows=rows,
        ),
    )
    JejakAkses.objects.bulk_create(trail, batch_size=1000)


def _nik_warn(run: _Run, terbaca: Terbaca, v: Values) -> None:
    v["nik_hash"] = search_hash(v["nik"]) if v["nik"] else None
    if not v["nik"]:
        return
    doubts = list(
        nik_doubts(v["nik"], tanggal_lahir=v["tanggal_lahir"], jenis_kelamin=v["jenis_kelamin"])
    )
    if run.niks.setdefault(v["nik_hash"], v["pegawai_id"]) != v["pegawai_id"]:
        doubts.append(("nik_ganda", "NIK ini juga tercatat pada orang lain. Cocokkan dengan KTP."))
    for kode, pesan in doubts:
        run.warn(terbaca, v["baris"], "NIK", kode, pesan)


def _sealed(
    run: _Run, v: Values, secrets: Sequence[str]
) -> tuple[list[bytes | None], list[JejakAkses]]:
    """Ciphertext of each secret that is new or changed, None where it is not, and the trail.

    The trail says which secret of a known person changed, never what it says; a secret that was
    empty before leaves none.
    """
    old = run.secrets.setdefault(v["pegawai_id"], dict.fromkeys(RAHASIA, ""))
    changed = [name for name in secrets if v[name] and old[name] != v[name]]
    replaced = [name for name in changed if old[name]]
    sealed = [
        seal(v[name], nonce=next(run.nonces)) if name in changed else None for name in secrets
    ]
    old.update((name, v[name]) for name in changed)
    if not replaced:
        return sealed, []
    trail = JejakAkses(
        aksi="rahasia_diubah",
        pengguna_id=run.actor.pk if run.actor else None,
        nama_masuk=run.actor.nama_masuk if run.actor else "",
        objek_jenis="profil",
        objek_id=v["pegawai_id"],
        pegawai_id=v["pegawai_id"],
        rincian={"kolom": replaced, "sumber": MUAT},
    )
    return sealed, [trail]


def _tkd(run: _Run, terbaca: Terbaca) -> None:
    rows = Pegawai.objects.filter(nomor_induk__isnull=False).values_list("nomor_induk", "pk")
    known = {nomor: str(pk) for nomor, pk in rows}
    seen: dict[str, int] = {}
    taken: list[Values] = []
    for baris, values in _values(terbaca):
        nomor = values["nomor_induk"]
        try:
            _once(
                seen,
                nomor,
                baris,
                kode="nomor_induk_ganda",
                apa="Nomor induk ini",
                kolom="NOMOR INDUK",
            )
            _unit_refuse(run, values["unit_id"])
            kontrak_refuse(values["mulai"], values["akhir"], "AKHIR KONTRAK")
        except RowRefusedError as error:
            run.refuse(terbaca, baris, error)
            continue
        values["baris"] = baris
        values["pegawai_id"] = known.setdefault(nomor, str(uuid4()))
        taken.append(values)
    changed = upsert_rows(
        run.cursor,
        model=Pegawai,
        columns=("id", "nomor_induk", "nama", "nama_kunci", "jenis", "kedudukan"),
        unique=("id",),
        rows=[
            (
                v["pegawai_id"],
                v["nomor_induk"],
                v["nama"],
                nama_kunci(v["nama"]),
                "TKD",
                "AKTIF",
            )
            for v in taken
        ],
        insert_only=("jenis", "kedudukan"),
    )
    run.wrote(terbaca, changed)
    _profiles(run, terbaca, taken, ("tanggal_lahir", "jenis_kelamin", "nomor_hp"), ("nik",))
    changed = upsert_rows(
        run.cursor,
        model=KontrakTkd,
        columns=("pegawai_id", "nomor", "mulai", "akhir"),
        unique=("pegawai_id", "nomor"),
        rows=[(v["pegawai_id"], v["nomor"], v["mulai"], v["akhir"]) for v in taken],
    )
    places = [(v["pegawai_id"], v["unit_id"], v["mulai"]) for v in taken]
    run.wrote(terbaca, changed + muat.penempatan_write(run.cursor, places))
    run.close(terbaca, len(taken))


# Posts


def _posts(run: _Run, main: Sequence[Values]) -> None:
    """Add the posts that are named for the first time, read from name and kind.

    One name is one post; where lists give it two kinds, the kind that can be read counts. A post
    already there keeps what somebody may have mended.
    """
    found: dict[str, tuple[str, str]] = {}  # name -> kind in SIASN, id in SIASN
    for v in main:
        if v["jabatan"]:
            found.setdefault(v["jabatan"], (v["jenis_jabatan"] or "", v["jabatan_id"] or ""))
    if terbaca := run.lists.get("jabatan"):
        for _, v in _values(terbaca):
            found.setdefault(v["jabatan_id"], (v["jenis_jabatan"], ""))
    run.posts = {nama: str(pk) for nama, pk in Jabatan.objects.values_list("nama", "pk")}
    new = []
    for nama in found.keys() - run.posts.keys():
        kind, siasn_id = found[nama]
        fakta = jabatan_classify(nama, kind)
        new.append(
            Jabatan(
                nama=nama,
                siasn_id=siasn_id,
                jenis=fakta.jenis or "",
                jenjang=fakta.jenjang or "",
                rumpun=fakta.rumpun or "",
            )
        )
    Jabatan.objects.bulk_create(new)
    run.posts.update({post.nama: str(post.pk) for post in new})
    run.laporan.berubah += len(new)


# Histories


def _person_of(run: _Run, nip: str) -> str:
    """Id of the person a row of another list belongs to; raises RowRefusedError.

    A NIP that the main list holds only in damaged form is found by the digits a number cell keeps.
    """
    if nip in run.people and nip not in run.refused:
        return run.people[nip]
    nip_shape_refuse(nip)
    if place := run.refused.get(nip) or run.damaged.get(nip[:DIGIT_AMAN]):
        raise RowRefusedError(
            "pegawai_ditolak",
            f"Pegawai dengan NIP ini ditolak di {place}. Betulkan di sana, lalu muat lagi.",
        )
    raise RowRefusedError(
        "pegawai_tak_dikenal",
        "NIP ini tidak ada di data utama. Betulkan NIP, atau muat data utamanya lebih dahulu.",
    )


def _history(run: _Run, terbaca: Terbaca, daftar: DaftarRiwayat) -> None:
    """Judge and write one history; this loop sees most of the rows, so it works on plain lists."""
    names = [kolom.nama for kolom in daftar.kolom]
    known = {nip: pk for nip, pk in run.people.items() if nip not in run.refused}
    key = itemgetter(0, *(names.index(nama) for nama in daftar.unik))
    kolom = next(k.judul for k in daftar.kolom if k.nama == daftar.unik[-1])
    seen: dict[tuple[Any, ...], int] = {}
    rows: list[list[Any]] = []
    for baris, values in terbaca.baris:
        try:
            values[0] = known.get(values[0]) or _person_of(run, values[0])
            if daftar.kode == "jabatan":
                _unit_refuse(run, values[names.index("unit_id")])
                values[names.index("jabatan_id")] = run.posts[values[names.index("jabatan_id")]]
            _once(seen, key(values), baris, kode="baris_ganda", apa="Isi baris ini", kolom=kolom)
            if daftar.periksa:
                for doubt in daftar.periksa(dict(zip(names, values, strict=True)), run.today):
                    run.warn(terbaca, baris, *doubt)
        except RowRefusedError as error:
            error.kolom = error.kolom or "NIP"
            run.refuse(terbaca, baris, error)
            continue
        rows.append(values)
    names[0] = "pegawai_id"
    changed = 0
    if daftar.kode == "golongan":
        facts = itemgetter(*map(names.index, ("pegawai_id", "golongan", "tmt")))
        changed += muat.golongan_detail_prepare(run.cursor, [facts(values) for values in rows])
    stored = [nama for nama in names if nama not in daftar.hanya_dibaca]
    pick = itemgetter(*map(names.index, stored))
    changed += upsert_rows(
        run.cursor,
        model=daftar.model,
        columns=stored,
        unique=("pegawai_id", *daftar.unik),
        rows=[pick(values) for values in rows],
    )
    run.wrote(terbaca, changed)
    run.close(terbaca, len(rows))


def _summaries(run: _Run, terbaca: Terbaca, main: Sequence[Values]) -> None:
    """Where people are now, and what the main list alone knows of golongan, post and schooling."""
    cursor = run.cursor
    places = [
        (v["pegawai_id"], v["unit_id"], v["tmt_jabatan"] or v["tmt_cpns"] or run.today)
        for v in main
    ]
    changed = muat.penempatan_write(cursor, places)
    golongan = itemgetter("pegawai_id", "golongan", "tmt_golongan", "mkg_tahun", "mkg_bulan")
    changed += muat.golongan_summary_write(
        cursor, [row for row in map(golongan, main) if None not in row]
    )
    changed += muat.jabatan_summary_write(
        cursor,
        [
            (v["pegawai_id"], run.posts[v["jabatan"]], v["unit_id"], v["tmt_jabatan"])
            for v in main
            if v["jabatan"] and v["tmt_jabatan"]
        ],
    )
    changed += upsert_rows(
        cursor,
        model=RiwayatPendidikan,
        columns=("pegawai_id", "tingkat", "nama", "tahun_lulus", "sudah_dicantumkan"),
        unique=("pegawai_id", "tingkat", "nama"),
        # SIASN's main list shows the schooling that is acknowledged.
        rows=[
            (v["pegawai_id"], v["tingkat"], v["pendidikan"], v["tahun_lulus"], True)
            for v in main
            if v["tingkat"] and v["pendidikan"]
        ],
        insert_only=("tahun_lulus", "sudah_dicantumkan"),
    )
    run.wrote(terbaca, changed)
    future = (v for v in main if v["tmt_jabatan"] and v["tmt_jabatan"] > run.today)
    for v in future:
        pesan = "TMT jabatan belum tiba; unit kerja ini berlaku mulai tanggal itu."
        run.warn(terbaca, v["baris"], "TMT JABATAN", "tmt_jabatan_masa_depan", pesan)


# Additions


def _additions(run: _Run, terbaca: Terbaca) -> None:
    """Superior, bank and class of the post."""
    gone = {
        str(pk)
        for pk in Pegawai.objects.filter(kedudukan__in=SUDAH_BERAKHIR).values_list("pk", flat=True)
    }
    seen: dict[str, int] = {}
    taken: list[Values] = []
    superiors: list[tuple[str, str]] = []
    banks: list[tuple[str, str | None, bytes | None]] = []
    trail: list[JejakAkses] = []
    for baris, v in _values(terbaca):
        try:
            v["pegawai_id"] = _person_of(run, v["nip"])
            _once(seen, v["nip"], baris, kode="baris_ganda", apa="NIP ini", kolom="NIP")
        except RowRefusedError as error:
            error.kolom = error.kolom or "NIP"
            run.refuse(terbaca, baris, error)
            continue
        taken.append(v)
        superior = run.people.get(v["atasan"] or "")
        if v["atasan"] and (doubt := _superior_doubt(v["pegawai_id"], superior, gone)):
            run.warn(terbaca, baris, "NIP ATASAN", *doubt)
        elif superior:
            superiors.append((v["pegawai_id"], superior))
        (sealed,), changed = _sealed(run, v, ("rekening",))
        trail += changed
        if sealed or v["nama_bank"]:
            banks.append((v["pegawai_id"], v["nama_bank"], sealed))
    kelas = [(v["pegawai_id"], v["kelas"]) for v in taken if v["kelas"]]
    muat.secrets_keep(run.cursor, [(pk, "rekening", sealed) for pk, _, sealed in banks if sealed])
    changes = muat.bank_write(run.cursor, banks)
    changes += muat.kelas_write(run.cursor, kelas, only_empty="jabatan" in run.lists)
    changes += muat.atasan_write(run.cursor, superiors, today=run.today)
    JejakAkses.objects.bulk_create(trail, batch_size=1000)
    run.wrote(terbaca, changes)
    run.close(terbaca, len(taken))


def _superior_doubt(
    pegawai_id: str, superior: str | None, gone: set[str]
) -> tuple[str, str] | None:
    """Why a named superior counts as missing; None when there is one."""
    if superior is None:
        return (
            "atasan_tak_dikenal",
            "NIP atasan tidak ada di daftar pegawai; atasan dianggap kosong.",
        )
    if superior == pegawai_id:
        return "atasan_diri_sendiri", "NIP atasan adalah NIP sendiri; atasan dianggap kosong."
    if superior in gone:
        return "atasan_berakhir", "Atasan sudah pensiun, meninggal, atau berhenti; dianggap kosong."
    return None
