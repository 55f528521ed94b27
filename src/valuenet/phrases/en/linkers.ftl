linkers-conferences-by-city = Of the conferences listed here, the city is known for { $known }; most were held in { $leaders }.
linkers-organisers-top20 = The organisers of the most conferences are { $leaders }.
linkers-alliances-by-region = The province is known for { known-of-alliances }; most are in { $leaders }.
linkers-alliances-by-year = { $known ->
    [one] One alliance of known date was
   *[other] { $known } alliances of known date were
} established { years }.{ peak }{ unknown-subjects }
