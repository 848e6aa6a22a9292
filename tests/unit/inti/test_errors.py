from kepegawaian.errors import BerkasIncompleteError, GolonganUnknownError, UsulanTransitionError
from sitamu.inti.errors import (
    ConflictError,
    DataKurangError,
    DomainError,
    NotAllowedError,
    NotFoundError,
)


def test_each_refusal_has_its_status_and_a_sentence() -> None:
    refusals: list[tuple[DomainError, int]] = [
        (NotAllowedError(), 403),
        (NotFoundError(), 404),
        (ConflictError(), 409),
        (DataKurangError("kelas jabatan"), 422),
        (GolonganUnknownError("V/z"), 422),
        (UsulanTransitionError(status="DRAF", action="VERIFY"), 409),
        (BerkasIncompleteError(missing=["sk_pns", "dpcp"]), 422),
    ]
    for refusal, status in refusals:
        assert refusal.http_status == status
        assert refusal.message
        assert str(refusal) == refusal.message
        assert refusal.code
    assert len({refusal.code for refusal, _ in refusals}) == len(refusals)


def test_a_raise_may_narrow_the_defaults_without_changing_the_class() -> None:
    narrowed = ConflictError("Nomor sudah dipakai.", code="nomor_ganda", data={"nomor": "8"})
    assert (narrowed.code, narrowed.message) == ("nomor_ganda", "Nomor sudah dipakai.")
    assert narrowed.data == {"nomor": "8"}
    assert ConflictError().code == "bentrok"
    assert ConflictError().data == {}


def test_missing_papers_are_named_in_a_stable_order() -> None:
    assert BerkasIncompleteError(missing={"sk_pns", "dpcp"}).data == {"kurang": ["dpcp", "sk_pns"]}
