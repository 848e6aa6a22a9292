"""Files encrypted at rest, in a folder and on S3 alike."""

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from sitamu import environment
from sitamu.inti.gudang_sandi import (
    KEPALA_BYTE,
    POTONG_BYTE,
    TAG_BYTE,
    TANDA,
    SandiStorage,
    SegelRusakError,
    is_sealed,
    names_of,
)
from tests.factories.gudang import s3_server

KUNCI = [environment.new_key() for _ in range(3)]
Pasang = Callable[[list[str]], None]


@pytest.fixture(params=["folder", "s3"])
def pasang(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Pasang]:
    """Put a store in place with these keys; none means plain."""
    with s3_server() if request.param == "s3" else nullcontext() as bucket:
        url = bucket or (tmp_path / "berkas").as_uri()

        def put(keys: list[str]) -> None:
            monkeypatch.setenv("SITAMU_KUNCI_BERKAS", ",".join(keys))
            stored = environment.sealed(environment.storage(url))
            settings.STORAGES = {**settings.STORAGES, "default": stored}

        put([])
        if bucket:
            call_command("siapkan_bucket")
        yield put


def raw(name: str) -> bytes:
    store: Any = default_storage
    with getattr(store, "isi", store).open(name) as file:
        return bytes(file.read())


def plain(name: str) -> bytes:
    with default_storage.open(name) as file:
        return bytes(file.read())


@pytest.mark.parametrize(
    "panjang",
    [0, 1, POTONG_BYTE - 1, POTONG_BYTE, POTONG_BYTE + 1, 3 * POTONG_BYTE, 5 * 1024 * 1024 + 7],
)
def test_what_is_stored_comes_back_and_cannot_be_read_without_the_key(
    pasang: Pasang, panjang: int
) -> None:
    pasang(KUNCI[:1])
    isi = os.urandom(panjang)
    name = default_storage.save("a/b.pdf", ContentFile(isi))
    assert is_sealed()
    assert plain(name) == isi
    assert raw(name).startswith(TANDA)
    assert panjang < 64 or isi[:64] not in raw(name)  # one byte may occur by chance
    chunks = max(1, -(-panjang // POTONG_BYTE))
    assert len(raw(name)) == KEPALA_BYTE + panjang + chunks * TAG_BYTE
    assert default_storage.size(name) == panjang


def test_any_part_can_be_read_alone(pasang: Pasang) -> None:
    pasang(KUNCI[:1])
    isi = os.urandom(3 * POTONG_BYTE + 100)
    with default_storage.open(default_storage.save("x", ContentFile(isi))) as file:
        for at in (0, POTONG_BYTE - 3, 2 * POTONG_BYTE, len(isi) - 5):
            file.seek(at)
            assert file.read(7) == isi[at : at + 7]
        assert file.seek(0, io.SEEK_END) == len(isi)


def test_equal_files_look_different(pasang: Pasang) -> None:
    pasang(KUNCI[:1])
    names = [default_storage.save("x", ContentFile(b"isi")) for _ in range(2)]
    assert names[0] != names[1]
    assert len({raw(name)[KEPALA_BYTE:] for name in names}) == 2


@pytest.mark.parametrize(
    "ubah",
    [
        lambda b: b[:-1],
        lambda b: b[: KEPALA_BYTE + POTONG_BYTE + TAG_BYTE],  # the last chunks are gone
        lambda b: b[:-1] + bytes([b[-1] ^ 1]),
        lambda b: b[: KEPALA_BYTE - 1] + bytes([b[KEPALA_BYTE - 1] ^ 1]) + b[KEPALA_BYTE:],
        lambda b: b + b"\0",
        lambda b: (
            b[:KEPALA_BYTE]
            + b[KEPALA_BYTE + POTONG_BYTE + TAG_BYTE : KEPALA_BYTE + 2 * (POTONG_BYTE + TAG_BYTE)]
            + b[KEPALA_BYTE : KEPALA_BYTE + POTONG_BYTE + TAG_BYTE]
            + b[KEPALA_BYTE + 2 * (POTONG_BYTE + TAG_BYTE) :]
        ),  # two chunks have changed places
        lambda b: b[:KEPALA_BYTE],
    ],
    ids=["pendek", "terpotong", "berubah", "kepala", "lebih", "tertukar", "hampa"],
)
def test_changed_bytes_are_not_given_out(pasang: Pasang, ubah: Callable[[bytes], bytes]) -> None:
    pasang(KUNCI[:1])
    name = default_storage.save("x", ContentFile(os.urandom(2 * POTONG_BYTE + 100)))
    spoilt = ubah(raw(name))
    store: Any = default_storage
    store.isi.delete(name)
    store.isi.save(name, ContentFile(spoilt))
    with pytest.raises(SegelRusakError):
        plain(name)


def test_keys_are_rotated_in_steps_and_files_from_before_are_sealed_too(
    pasang: Pasang, capsys: pytest.CaptureFixture[str]
) -> None:
    isi = {f"dokumen/{n:02}/{n}.pdf": os.urandom(70_000) for n in range(4)}
    for name in list(isi)[:2]:
        default_storage.save(name, ContentFile(isi[name]))
    pasang(KUNCI[:1])
    for name in list(isi)[2:]:
        default_storage.save(name, ContentFile(isi[name]))
    assert {name: plain(name) for name in isi} == isi  # from before, and sealed
    pasang([KUNCI[1], KUNCI[0]])
    call_command("putar_kunci_berkas", batas=1)  # stopped on the way
    assert {name: plain(name) for name in isi} == isi
    call_command("putar_kunci_berkas")
    call_command("putar_kunci_berkas")
    assert capsys.readouterr().out.splitlines() == [
        "1 disandi, 0 sudah, 0 gagal.",
        "3 disandi, 1 sudah, 0 gagal.",
        "0 disandi, 4 sudah, 0 gagal.",
    ]
    pasang([KUNCI[1]])  # the old key is no longer needed
    assert {name: plain(name) for name in isi} == isi
    assert sorted(names_of(default_storage)) == sorted(isi)


def test_a_file_whose_key_is_lost_is_named_and_left_as_it_is(
    pasang: Pasang, capsys: pytest.CaptureFixture[str]
) -> None:
    pasang(KUNCI[:1])
    name = default_storage.save("x.pdf", ContentFile(b"isi"))
    before = hashlib.sha256(raw(name)).hexdigest()
    pasang(KUNCI[1:2])
    with pytest.raises(SegelRusakError):
        plain(name)
    with pytest.raises(CommandError):
        call_command("putar_kunci_berkas")
    assert "x.pdf" in capsys.readouterr().err
    assert hashlib.sha256(raw(name)).hexdigest() == before


def test_a_rotation_that_dies_leaves_the_old_file_and_nothing_else(
    pasang: Pasang, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasang(KUNCI[:1])
    name = default_storage.save("d/x.pdf", ContentFile(b"isi"))
    pasang([KUNCI[1], KUNCI[0]])
    store: Any = default_storage
    monkeypatch.setattr(Path, "replace", _dies)
    if hasattr(store.isi, "bucket_name"):
        monkeypatch.setattr(store.isi, "_save", _dies)
    with pytest.raises(KeyboardInterrupt):
        call_command("putar_kunci_berkas")
    assert plain(name) == b"isi"
    assert store.isi.listdir("d")[1] == ["x.pdf"]


def _dies(*_: Any) -> None:
    raise KeyboardInterrupt


def test_a_sealed_store_has_no_addresses_of_its_own(pasang: Pasang) -> None:
    pasang(KUNCI[:1])
    name = default_storage.save("x", ContentFile(b"isi"))
    with pytest.raises(NotImplementedError):
        default_storage.url(name)
    with pytest.raises(NotImplementedError):
        default_storage.path(name)
    with pytest.raises(ValueError, match="whole"):
        default_storage.open(name, "wb")
    with pytest.raises(FileNotFoundError):
        default_storage.open("tidak-ada")


def test_without_keys_nothing_is_rotated(pasang: Pasang) -> None:
    with pytest.raises(CommandError, match="SITAMU_KUNCI_BERKAS"):
        call_command("putar_kunci_berkas")


def test_a_weak_key_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITAMU_KUNCI_BERKAS", "pendek")
    with pytest.raises(ImproperlyConfigured, match="SITAMU_KUNCI_BERKAS"):
        environment.sealed(environment.storage("file:///srv/berkas"))


def test_a_store_is_sealed_by_its_setting_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = environment.storage("file:///srv/berkas")
    monkeypatch.delenv("SITAMU_KUNCI_BERKAS", raising=False)
    assert environment.sealed(inner) == inner
    monkeypatch.setenv("SITAMU_KUNCI_BERKAS", KUNCI[0])
    assert environment.sealed(inner)["BACKEND"].endswith(SandiStorage.__name__)


def test_the_settings_of_the_portal_seal_the_store() -> None:
    """Read in a process of its own, as every start does."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from sitamu.settings import base; print(base.STORAGES['default']['BACKEND'])",
        ],
        env={**os.environ, "SITAMU_KUNCI_BERKAS": KUNCI[0], "STORAGE_URL": "file:///srv/berkas"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip().endswith(SandiStorage.__name__)
