enterprises-by-status = The status is known for { known-of-enterprises }: { $each }.
enterprises-by-region = The province is known for { known-of-enterprises }. { placed }
enterprises-by-metropolitan-region = { known-enterprises } { $known ->
    [one] is
   *[other] are
} located in a metropolitan region: { $each }.
enterprises-by-city = The cities with the most sample enterprises are { $leaders }.
enterprises-by-country = The country is known for { known-enterprises }, { $rows ->
    [one] all in one country
   *[other] in { $rows } countries
}: { $leaders }.{ unknown-enterprises }
enterprises-by-founding-year = The year of founding is known for { known-enterprises }, founded { years }.{ $rows ->
    [1] {""}
   *[other] {" "}The peak is { $first }, with { $first_value }{ each-of } or { $first_share } of the sample.
}{ unknown-enterprises }
enterprises-by-layer = The layer is known for { known-of-enterprises }: { $each }.
enterprises-by-application-field = The field of application is known for { known-of-enterprises }. It is most often { $leaders }.
enterprises-funding-total = Of the enterprises in the sample ({ $sum_enterprises }), { $sum_enterprises_financed } have been financed; { $sum_enterprises_disclosed ->
    [0] no amount has been disclosed.
   *[other] { $sum_enterprises_disclosed } disclose how much: { $the_funding_cny } in all, { $the_mean_funding_cny } on average, with a median of { $the_median_funding_cny }.
}
enterprises-funding-bands = By size of funding, the enterprises with a disclosed amount ({ $known }) divide into { $each }. For { $unknown } none is disclosed.
enterprises-funding-by-field = The fields that raised the most are { $leaders }.
enterprises-funding-by-round = { $sum_rounds ->
    [one] One round is
   *[other] { $sum_rounds } rounds are
} known, { $sum_rounds_disclosed } of them with an amount; the most frequent types are { $leaders }.
enterprises-funding-by-year = The dated rounds took place { years }. Disclosed amounts are highest for { $first }: { $first_value }{ each-of }.
