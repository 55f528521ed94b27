index-tree = The tree has { $rows ->
    [one] one indicator
   *[other] { $rows } indicators
}, composite ones included.
index-scores = { rows-provinces } { $rows ->
    [one] enters
   *[other] enter
} the index; the highest scores are those of { $leaders }.
index-by-dimension = The highest scores by dimension: { $by_group }.
index-leaves = Values and normalised values of { $distinct_indicator ->
    [one] one leaf indicator
   *[other] { $distinct_indicator } leaf indicators
} in { $distinct_region ->
    [one] one province
   *[other] { $distinct_region } provinces
}.
