import pytest
from people import WAY, People, task_in


@pytest.mark.parametrize("state", WAY)
def test_every_state_can_be_reached_by_the_usual_way(state: str, people: People) -> None:
    assert task_in(state, people).state == state
