"""Taking a form apart: as Django does it, however the bytes happen to arrive."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from hypothesis import assume, example, given
from hypothesis import strategies as st

from arsip.clients.bagian import Kepala, parts
from arsip.clients.penerima import Penerima

BATAS = "----WebKitFormBoundaryaB3"
GARIS = f"--{BATAS}".encode()
Bagian = tuple[str, str | None, bytes]


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.SITAMU_MASUK = str(tmp_path_factory.mktemp("masuk"))


def form(*bagian: Bagian) -> bytes:
    body = b""
    for name, berkas, isi in bagian:
        head = f'Content-Disposition: form-data; name="{name}"'
        if berkas is not None:
            head += f'; filename="{berkas}"\r\nContent-Type: application/pdf'
        body += GARIS + f"\r\n{head}\r\n\r\n".encode() + isi + b"\r\n"
    return body + GARIS + b"--\r\n"


class Tetes(BytesIO):
    """A line that gives a few bytes at a time."""

    def __init__(self, isi: bytes, per: Callable[[], int]) -> None:
        super().__init__(isi)
        self.per = per

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(max(1, self.per()) if size else size)


def found(body: bytes, handler: Any, source: BytesIO | None = None) -> tuple[Any, Any]:
    """Fields, and files with name, type and bytes."""
    meta = {
        "CONTENT_TYPE": f"multipart/form-data; boundary={BATAS}",
        "CONTENT_LENGTH": str(len(body)),
    }
    post, files = MultiPartParser(meta, source or BytesIO(body), [handler]).parse()
    names = {
        key: [(f.name, f.content_type, f.charset, f.size, f.read()) for f in every]
        for key, every in files.lists()
    }
    for _, every in files.lists():
        for file in every:
            file.close()
    return dict(post.lists()), names


# What a boundary is made of, so that half boundaries and false ones turn up in the middle.
ISI = st.lists(
    st.sampled_from([b"\r", b"\n", b"\r\n", b"--", GARIS[:-1], b"\r\n" + GARIS[:9], b"a", b"\0"])
    | st.binary(max_size=40),
    max_size=12,
).map(b"".join)
NAMA = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20)
BAGIAN = st.tuples(
    st.sampled_from(["berkas", "nama", "a b", "é"]),
    st.none() | st.sampled_from(["a.pdf", "x; y.pdf", "dua  spasi.pdf", "", "..", "C:\\a\\b.pdf"]),
    ISI,
)


@given(bagian=st.lists(BAGIAN, max_size=6), tetes=st.lists(st.integers(1, 200), min_size=1))
def test_a_form_is_read_as_django_reads_it(bagian: list[Bagian], tetes: list[int]) -> None:
    assume(all(GARIS not in isi for _, _, isi in bagian))  # a sender sees to that
    body = form(*bagian)
    steps = iter(range(10**9))
    source = Tetes(body, lambda: tetes[next(steps) % len(tetes)])
    assert found(body, Penerima(), source) == found(body, TemporaryFileUploadHandler())


@given(nama=NAMA, isian=NAMA)
@example(nama="", isian="a\xa0")
def test_a_name_is_what_django_makes_of_it(nama: str, isian: str) -> None:
    isian, nama = (text.replace('"', "") for text in (isian, nama))
    assume(isian.strip())
    body = form((isian, nama, b"%PDF-1.4"))
    assert found(body, Penerima()) == found(body, TemporaryFileUploadHandler())


def test_a_name_may_come_in_its_own_charset() -> None:
    body = form(("berkas", "x.pdf", b"%PDF")).replace(
        b'filename="x.pdf"', b"filename*=utf-8''s%C3%A9%20satu.pdf"
    )
    _, files = found(body, Penerima())
    assert files["berkas"][0][0] == "sé satu.pdf"


@pytest.mark.parametrize("at", range(1, 200, 7))
def test_what_breaks_off_is_not_taken(at: int) -> None:
    whole = form(("a", None, b"1"), ("berkas", "a.pdf", b"%PDF-1.4 " + b"x" * 50))
    post, files = found(whole[:-at], Penerima())
    assert files == {} or at <= len(b"--\r\n")
    assert post in ({}, {"a": ["1"]})


def test_a_file_that_is_here_whole_stays_when_a_field_behind_it_breaks_off() -> None:
    whole = form(("berkas", "a.pdf", b"%PDF-1.4"), ("a", None, b"panjang sekali"))
    post, files = found(whole[:-50], Penerima())
    assert post == {}
    assert files["berkas"][0][4] == b"%PDF-1.4"


@pytest.mark.parametrize(
    ("body", "apa"),
    [
        (GARIS + b"tambahan\r\n\r\n\r\n" + GARIS + b"--", "tidak utuh"),
        (GARIS + b"\r\nX: " + b"x" * 5000 + b"\r\n\r\n", "terlalu panjang"),
        (GARIS + b"\r\nContent-Transfer-Encoding: base64\r\n\r\nYQ==", "apa adanya"),
    ],
)
def test_what_is_no_form_is_refused(body: bytes, apa: str) -> None:
    with pytest.raises(MultiPartParserError, match=apa):
        list(parts(BytesIO(body).read, BATAS.encode()))


def test_a_part_without_a_name_is_nobodys() -> None:
    body = GARIS + b"\r\nContent-Type: text/plain\r\n\r\nhalo\r\n" + form(("a", None, b"1"))
    assert found(body, Penerima()) == ({"a": ["1"]}, {})
    assert next(parts(BytesIO(body).read, BATAS.encode())) == Kepala(
        content_type="text/plain", tambahan={}
    )


@pytest.mark.parametrize(
    ("batas", "bagian", "error"),
    [
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", ("a", None, b""), TooManyFieldsSent),
        ("DATA_UPLOAD_MAX_NUMBER_FILES", ("a", "a.pdf", b"%PDF"), TooManyFilesSent),
        ("DATA_UPLOAD_MAX_MEMORY_SIZE", ("a", None, b"x"), RequestDataTooBig),
    ],
)
def test_a_form_has_limits(settings: Any, batas: str, bagian: Bagian, error: Any) -> None:
    setattr(settings, batas, 12)
    found(form(*[bagian] * 3), Penerima())
    with pytest.raises(error):
        found(form(*[bagian] * 13), Penerima())


def test_what_comes_behind_a_refusal_is_thrown_away(settings: Any, tmp_path: Any) -> None:
    """Files that came before it do not stay behind."""
    settings.SITAMU_MASUK = str(tmp_path)
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    with pytest.raises(TooManyFilesSent):
        found(form(*[("a", "a.pdf", b"%PDF")] * 3), Penerima())
    assert list(tmp_path.iterdir()) == []
