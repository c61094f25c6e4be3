"""Who is who among staff: the account tells two of one name apart; rows without one are known by the name."""

import pytest

from kypho_prep.prep.author import Author
from kypho_prep.prep.reply import Answerer, Who


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Author("Ann Lee", "1"), Author("Ann Lee", "2"), False),
        (Author("Ann Lee", "1"), Author("Ann Moss", "1"), True),
        (Author("Ann Lee"), Author("Ann Lee", "1"), True),
        (Author("Ann Lee"), Author("Ann Moss", "1"), False),
        (Author("Ann Lee"), Author("Ann Lee"), True),
    ],
)
def test_accounts_count_where_both_have_one(one: Author, other: Author, same: bool) -> None:
    assert one.is_same(other) is same
    assert other.is_same(one) is same


def test_an_answer_from_another_source_is_another_answer() -> None:
    by_phone = Answerer(Who.STAFF, "Ann Lee", "phone", "1")
    assert by_phone.is_same(Answerer(Who.STAFF, "Ann Moss", "phone", "1"))
    assert not by_phone.is_same(Answerer(Who.STAFF, "Ann Lee", "desk", "1"))
    assert not by_phone.is_same(Answerer(Who.STAFF, "Ann Lee", "phone", "2"))
