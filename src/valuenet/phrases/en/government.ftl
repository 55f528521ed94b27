government-policies-by-region = The province is known for { known-of-policies }; most are from { $leaders }.
government-policies-by-year = { $known ->
    [one] One policy of known date was
   *[other] { $known } policies of known date were
} issued { years }.{ peak }{ unknown-subjects }
government-policies-by-area = The areas that policies touch most are { $leaders }.{ unknown-subjects }
government-parks-by-region = The province is known for { known-of-parks }; most are in { $leaders }.
government-parks-by-year = { $known ->
    [one] One park of known date was
   *[other] { $known } parks of known date were
} established { years }.{ peak }{ unknown-subjects }
