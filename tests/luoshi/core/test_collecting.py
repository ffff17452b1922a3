"""The collector rests while rows are made, and works again afterwards whatever happened."""

import gc

import pytest

from luoshi.core.collecting import no_collecting


def test_it_rests_inside_and_works_again_outside() -> None:
    with no_collecting():
        assert not gc.isenabled()
        with no_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_a_fault() -> None:
    with pytest.raises(ValueError, match="fault"), no_collecting():
        raise ValueError("fault")
    assert gc.isenabled()
