# Comparison with published figures
audit-summary = { $sum_equal } of { $sum_compared } figures are exact.{ $sum_rounding ->
    [0] {""}
    [one] {" "}One is off by one in the last digit.
   *[other] {" "}{ $sum_rounding } are off by one in the last digit.
}{ $sum_differing ->
    [0] {""}
    [one] {" "}One differs.
   *[other] {" "}{ $sum_differing } differ.
}{ $sum_without_data ->
    [0] {""}
    [one] {" "}For one there is no data.
   *[other] {" "}For { $sum_without_data } there is no data.
} { $sum_figures ->
    [one] One figure was
   *[other] { $sum_figures } figures were
} published in all.
audit-by-status = By what is known of the printed figures: { $each }.
audit-residue = { $rows ->
    [one] One figure differs from what is computed.
   *[other] { $rows } figures differ from what is computed.
}
audit-figures = { $rows ->
    [one] One figure was published.
   *[other] { $rows } figures were published.
}
audit-residue-empty = No published figure differs from what is computed.
