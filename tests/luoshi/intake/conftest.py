import pytest
from handed import PAGE, payload_of, review_of
from people import People

from luoshi.intake.models import Review


@pytest.fixture
def review(people: People) -> Review:
    """Four proposals: three of 云溪高新区 (one with two measures under a theme), one of 青岭高新区."""
    return review_of(payload_of(PAGE), people)
