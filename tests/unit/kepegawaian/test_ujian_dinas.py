import pytest

from kepegawaian.rules.golongan import golongan_parse
from kepegawaian.rules.ujian_dinas import HasilUjian, UjianDinas, ujian_check
from tests.unit.kepegawaian.pustaka import ATURAN


def check(dari: str, ke: str, lulus: UjianDinas | None = None, **lain: str) -> HasilUjian:
    return ujian_check(
        golongan_parse(dari), golongan_parse(ke), ATURAN.kp.ujian, lulus=lulus, **lain
    )


@pytest.mark.parametrize(
    ("dari", "ke"),
    [("I/d", "II/a"), ("II/c", "II/d"), ("II/c", "III/a"), ("II/d", "II/d"), ("III/a", "III/b")],
)
def test_only_the_two_borders_need_an_examination(dari: str, ke: str) -> None:
    assert check(dari, ke) == HasilUjian()


@pytest.mark.parametrize(
    ("dari", "ke", "lulus", "memenuhi"),
    [
        ("II/d", "III/a", UjianDinas.TINGKAT_1, True),
        ("II/d", "III/a", UjianDinas.TINGKAT_2, False),
        ("III/d", "IV/a", UjianDinas.TINGKAT_2, True),
        ("III/d", "IV/a", UjianDinas.TINGKAT_1, False),
        ("III/d", "IV/a", None, False),
    ],
)
def test_each_border_has_its_own_level(
    dari: str, ke: str, lulus: UjianDinas | None, memenuhi: bool
) -> None:
    hasil = check(dari, ke, lulus)
    assert hasil.syarat is not None
    assert hasil.syarat.terpenuhi is memenuhi
    assert hasil.bebas is None
    level = "tingkat I" if dari == "II/d" else "tingkat II"
    assert f"ujian dinas {level} " in f"{hasil.syarat.teks} ".replace(".", "")


@pytest.mark.parametrize(
    ("dari", "ke", "fakta", "bebas"),
    [
        ("II/d", "III/a", {"pendidikan": "D3"}, None),
        ("II/d", "III/a", {"pendidikan": "D4"}, "ijazah D4"),
        ("II/d", "III/a", {"pendidikan": "S3"}, "ijazah S3"),
        ("II/d", "III/a", {"diklat": "PKP"}, "diklat PKP"),
        ("III/d", "IV/a", {"pendidikan": "S1"}, None),
        ("III/d", "IV/a", {"pendidikan": "DOKTER"}, "ijazah DOKTER"),
        ("III/d", "IV/a", {"diklat": "PKP"}, None),
        ("III/d", "IV/a", {"diklat": "PKA"}, "diklat PKA"),
    ],
)
def test_ijazah_and_diklat_free_from_their_level(
    dari: str, ke: str, fakta: dict[str, str], bebas: str | None
) -> None:
    hasil = check(dari, ke, **fakta)
    assert hasil.bebas == bebas
    assert hasil.syarat is not None
    assert hasil.syarat.terpenuhi is (bebas is not None)
    assert ("Bebas" in hasil.syarat.teks) is (bebas is not None)
