from pathlib import Path

import pytest
from command import PLAN


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "方案.txt"
    file.write_text(PLAN, encoding="utf-8")
    return file
