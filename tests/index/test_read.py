from __future__ import annotations

import pytest

from valuenet.errors import DataError
from valuenet.index.build import build
from valuenet.index.read import read_recipe, read_table, read_tree
from valuenet.index.recipe import STANDARD

TREE = """code,parent,direction,weight,unit,label_zh,label_en
index,,,,,指数,Index
firms,index,1,0.7,number,企业,Firms
rent,index,-1,0.3,"CNY, a month",,Rent
"""
VALUES = """region,firms,rent,people,coast
北京,10,5,1.5,north

"Upper
Town",20,,2,south
C,5e1,NA,,north
"""


def test_files_make_an_index() -> None:
    named = read_tree(TREE)
    tree = named.tree
    assert (tree.leaves, tree.directions["rent"], tree.weights["index"]) == (("firms", "rent"), -1, 1.0)
    assert named.labels == {"index": ("指数", "Index"), "firms": ("企业", "Firms"), "rent": ("Rent", "Rent")}
    assert tree.indicators[2].unit == "CNY, a month"
    table = read_table(VALUES, tree)
    assert table.regions == ("北京", "Upper\nTown", "C")
    assert table.denominators["people"].tolist()[:2] == [1.5, 2.0]
    assert table.groups == {"coast": ("north", "south", "north")}
    recipe = read_recipe("screen: {constant: leave_out}\naggregate:\n  method: arithmetic\n  levels: {1: arithmetic}\n")
    assert build(tree, table, recipe).rank_of("index").tolist() == [3.0, 2.0, 1.0]
    assert read_recipe("") == STANDARD


def test_a_byte_order_mark_and_other_line_ends_are_no_matter() -> None:
    assert read_tree("\ufeff" + TREE.replace("\n", "\r\n")).tree == read_tree(TREE).tree


TREES = {
    "": "tree.csv: holds no rows",
    "name,parent\na,b\n": "tree.csv, line 1: there is no column 'name'",
    "parent\nb\n": "tree.csv, line 1: there is no column 'code'",
    "code,code\na,b\n": "tree.csv, line 1: the column 'code' is there twice",
    "code,wieght\na,1\n": "line 1: there is no column 'wieght'; did you mean 'weight'?",
    "code,parent,weight\ni,,\n,i,1\n": "tree.csv, line 3, column 1 (code): is empty",
    "code,parent,weight\ni,,\na,i,1;5\n": "tree.csv, line 3, column 3 (weight): '1;5' is no number",
    "code,parent,weight\ni,,\na,i,inf\n": "column 3 (weight): 'inf' is no number",
    "code,parent,weight\ni,,\n\na,i,1,2\n": "tree.csv, line 4: has 4 cells, the header has 3",
    "code,direction\ni,0\n": "line 2, column 2 (direction): is 0, it is 1 (more is better) or -1",
    "code,parent,weight\ni,,\na,i,\n": "tree.csv, line 3: indicator 'a': a leaf needs a weight",
    "code,parent,weight\ni,,\na,j,1\n": "tree.csv, line 3: indicator 'a': its parent 'j' is not in the tree",
    "code,parent,weight\ni,,\na,i,1\na,i,1\n": "tree.csv, line 4: indicator 'a' is in the tree twice",
    "code,parent,weight\ni,,\nj,,1\n": "tree.csv: an index needs one indicator without a parent",
    'code,parent\n"i,\n': "tree.csv, line 2: cannot be read as CSV",
}


@pytest.mark.parametrize("text", TREES)
def test_mistakes_in_a_tree_are_named_with_their_place(text: str) -> None:
    with pytest.raises(DataError) as refused:
        read_tree(text)
    assert TREES[text] in str(refused.value)


TABLES = {
    "region,frims,rent\nA,1,2\n": "values.csv, line 1: there is no column for the indicator 'firms'; did you mean 'fri",
    "region,firms,rent\nA,1,2\nB,1,1 000\n": "values.csv, line 3, column 3 (rent): '1 000' is no number: leave",
    "region,firms,rent\nA,1,2\nB,1,1_000\n": "'1_000' is no number",
    "region,firms,rent\nA,1,nan\n": "line 2, column 3 (rent): 'nan' is no number",
    "region,firms,rent\nA,1,2\nA,2,1\n": "values.csv, line 3, column 1 (region): region 'A' is there twice, first",
    "region,firms,rent\nA,1,2\n,2,1\n": "line 3, column 1 (region): is empty",
    "region,firms,rent\nA,1,1e300\n": "values.csv: indicator 'rent': the value of 'A' is 1e+300",
}


@pytest.mark.parametrize("text", TABLES)
def test_mistakes_in_values_are_named_with_their_place(text: str) -> None:
    with pytest.raises(DataError) as refused:
        read_table(text, read_tree(TREE).tree)
    assert TABLES[text] in str(refused.value)


RECIPES = {
    "treat: [": "recipe.yaml, line 1, column 9: cannot be read as YAML",
    "- a\n- b\n": "recipe.yaml: a recipe is a mapping of steps",
    "treat: none\nnormalise:\n  method: min_max\n  hihg: 9\n": "recipe.yaml, line 4, column 3: normalise: min_max",
    "impute: mean\nscreen:\n  regions: 2\n": "recipe.yaml, line 3, column 3: screen: regions: is 2, it is a",
    "aggregate: sums\n": "recipe.yaml, line 1, column 1: aggregate: there is no method 'sums'",
}


@pytest.mark.parametrize("text", RECIPES)
def test_mistakes_in_a_recipe_are_named_with_their_place(text: str) -> None:
    with pytest.raises(DataError) as refused:
        read_recipe(text)
    assert RECIPES[text] in str(refused.value)
