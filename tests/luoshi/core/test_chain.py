import hashlib

from luoshi.core import chain


def test_the_same_content_has_one_text_whatever_its_order() -> None:
    assert chain.canonical({"b": 1, "a": "区督"}) == chain.canonical({"a": "区督", "b": 1}) == '{"a":"区督","b":1}'


def test_a_link_depends_on_the_one_before_and_on_the_text() -> None:
    first = chain.link("", "甲", "sha256")
    assert first == hashlib.sha256("\n甲".encode()).hexdigest()
    assert len({first, chain.link("", "乙", "sha256"), chain.link(first, "甲", "sha256")}) == 3


def test_the_algorithm_is_the_one_named() -> None:
    assert len(chain.link("", "甲", "sha512")) == 128


def test_the_same_name_salted_twice_cannot_be_recognised() -> None:
    hashes = {chain.salted("王敏", chain.new_salt(), "sha256") for _n in range(5)}
    assert len(hashes) == 5
