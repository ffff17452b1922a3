from pathlib import Path

import pytest
from plans import write_plans


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return write_plans(tmp_path / "公文", 8)
