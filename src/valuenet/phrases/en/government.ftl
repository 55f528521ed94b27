government-policies-by-region = The province is known for { $known } of { $total ->
    [one] one sample policy
   *[other] { $total } sample policies
}; most are from { $leaders }.
government-policies-by-year = { $known ->
    [one] One policy of known date was
   *[other] { $known } policies of known date were
} issued { years }. The peak is { $first }, with { $first_value }{ each-of }.{ unknown-subjects }
government-policies-by-area = The areas that policies touch most are { $leaders }.{ unknown-subjects }
government-parks-by-region = The province is known for { $known } of { $total ->
    [one] one sample park
   *[other] { $total } sample parks
}; most are in { $leaders }.
government-parks-by-year = { $known ->
    [one] One park of known date was
   *[other] { $known } parks of known date were
} established { years }. The peak is { $first }, with { $first_value }{ each-of }.{ unknown-subjects }
