"""The command on indices in this process: what it prints, and its exit code."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

from valuenet.cli.entry import main

TREE = """code,parent,direction,weight,label_zh,label_en
index,,,,指数,Index
size,index,,,规模,Size
firms,size,1,0.4,企业数,Firms
staff,size,1,0.2,员工数,Staff
cost,index,,,成本,Costs
rent,cost,-1,0.3,租金,Rent
tax,cost,-1,0.1,税,Tax
"""
VALUES = """region,firms,staff,rent,tax
A,90,30,9,4
B,70,20,4,5
C,40,40,6,3
D,20,10,3,2
E,10,5,2,7
F,60,25,8,
"""


def write(folder: Path, **files: str) -> Path:
    """Write files into a folder, `tree_csv` as tree.csv, beside the tree and the values of an example."""
    for name, text in {"tree_csv": TREE, "values_csv": VALUES, **files}.items():
        (folder / name.replace("_", ".", 1)).write_text(text, encoding="utf-8")
    return folder


def called(*words: str) -> tuple[int, str, str]:
    """Call `valuenet index` and return its exit code, what it printed and what it warned of."""
    out, err = io.StringIO(), io.StringIO()
    with patch.object(sys, "argv", ["valuenet", "index", *words]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as ended:
            return int(ended.code or 0), out.getvalue(), err.getvalue()
    raise AssertionError("the command ended without an exit code")


def answered(folder: Path, word: str, *words: str, values: Sequence[str] = ("values.csv",)) -> Any:
    """Return the JSON of a word on the example in a folder."""
    files = [str(folder / file) for file in values]
    code, printed, warned = called(word, *files, "--tree", str(folder / "tree.csv"), *words, "--json")
    assert code == 0, warned
    return json.loads(printed)
