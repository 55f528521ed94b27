"""Looking at a database loads nothing of what makes one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LOOK = """
import sys
from pathlib import Path
from valuenet.run.reuse import database_for

found = database_for(sys.argv[1], None, Path("out"), lambda words, done: None)
print(found.path, found.warnings, sorted({"scipy", "valuenet.run.build"} & set(sys.modules)))
"""


def test_a_database_file_is_found_without_loading_the_build(tmp_path: Path) -> None:
    file = tmp_path / "made.duckdb"
    file.touch()
    ended = subprocess.run([sys.executable, "-c", LOOK, str(file)], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == f"{file} [] []"
