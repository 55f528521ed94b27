# Parts of sentences: items, groups and spans of years
fact-item = { $label } ({ $value })
fact-item-share = { $label } ({ $value }, { $share })
fact-and = {"; "}
fact-group = { $group }: { $items }
fact-groups-more = { $groups }; the table has { $more } more
years = { $rows ->
    [1] in { $from }
   *[other] from { $from } to { $to }
}
unknown-enterprises = { $unknown ->
    [0] {""}
    [one] {" "}For one more there is no data.
   *[other] {" "}For { $unknown } more there is no data.
}
unknown-subjects = { unknown-enterprises }
unknown-relations = { $unknown ->
    [0] {""}
    [one] {" "}One more is of unknown date.
   *[other] {" "}{ $unknown } more are of unknown date.
}
total-enterprises = { $total ->
    [one] one sample enterprise
   *[other] { $total } sample enterprises
}
known-enterprises = { $known ->
    [one] one sample enterprise
   *[other] { $known } sample enterprises
}
rows-provinces = { $rows ->
    [one] one province
   *[other] { $rows } provinces
}
fact-tied = { $names } and { $more } more, all tied ({ $value } each)
fact-passed-yes = passed
fact-passed-no = failed
fact-admitted-yes = in the sample
fact-admitted-no = not in the sample
fact-has-foreign-ties-yes = with ties overseas
fact-has-foreign-ties-no = with ties at home only
fact-more = { $names } and { $more } more
each-of = { $tied ->
    [1] {""}
   *[other] {" "}each
}
fact-place = { $source }, row { $row }
placed = { $rows ->
    [1] All of these are in { $first }.
   *[other] They are in { rows-provinces }, led by { $leaders }.
}
fact-within = {", "}
