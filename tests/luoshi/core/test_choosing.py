import pytest
from django.core.exceptions import ValidationError
from people import People

from luoshi.core.choosing import RowsField
from luoshi.org.models import Unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sent", [str(10**19), "9" * 5000, "-1", "0", "²", "科技"])
def test_an_id_no_row_can_have_is_refused_in_words(sent: str, people: People) -> None:
    with pytest.raises(ValidationError, match=r"选择|值"):
        RowsField(Unit.objects.all()).clean([sent])


def test_rows_that_are_there_are_chosen(people: People) -> None:
    chosen = RowsField(Unit.objects.all()).clean([str(people.science.pk)])
    assert list(chosen) == [people.science]
