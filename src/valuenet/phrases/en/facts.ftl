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
fact-comma = {", "}
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
change-from-to = { $label } (from { $from } to { $to })
change-rose = more: { $items }
change-fell = fewer: { $items }
change-kept = unchanged: { $items }
known-of-enterprises = { $unknown ->
    [0] { $total ->
        [one] the one sample enterprise
       *[other] all { $total } sample enterprises
    }
   *[other] { $known } of { $total ->
        [one] one sample enterprise
       *[other] { $total } sample enterprises
    }
}
known-of-universities = { $unknown ->
    [0] { $total ->
        [one] the one sample university
       *[other] all { $total } sample universities
    }
   *[other] { $known } of { $total ->
        [one] one sample university
       *[other] { $total } sample universities
    }
}
known-of-institutes = { $unknown ->
    [0] { $total ->
        [one] the one sample research institution
       *[other] all { $total } sample research institutions
    }
   *[other] { $known } of { $total ->
        [one] one sample research institution
       *[other] { $total } sample research institutions
    }
}
known-of-alliances = { $unknown ->
    [0] { $total ->
        [one] the one sample alliance
       *[other] all { $total } sample alliances
    }
   *[other] { $known } of { $total ->
        [one] one sample alliance
       *[other] { $total } sample alliances
    }
}
known-of-policies = { $unknown ->
    [0] { $total ->
        [one] the one sample policy
       *[other] all { $total } sample policies
    }
   *[other] { $known } of { $total ->
        [one] one sample policy
       *[other] { $total } sample policies
    }
}
known-of-parks = { $unknown ->
    [0] { $total ->
        [one] the one sample park
       *[other] all { $total } sample parks
    }
   *[other] { $known } of { $total ->
        [one] one sample park
       *[other] { $total } sample parks
    }
}
peak = { $rows ->
    [1] {""}
   *[other] {" "}The peak is { $first }, with { $first_value }{ each-of }.
}
change-new = at the later wave only: { $items }
