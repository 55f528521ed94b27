# Comparison with published figures
audit-summary = { $sum_equal } of { $sum_compared } figures are exact; { $sum_rounding } are off by one in the last digit, { $sum_differing } differ and { $sum_without_data } have no data. { $sum_figures } figures were published.
audit-by-status = Most figures are of these kinds: { $leaders }.
audit-residue = { $rows ->
    [one] One figure differs from what is computed.
   *[other] { $rows } figures differ from what is computed.
}
audit-figures = { $rows ->
    [one] One figure was published.
   *[other] { $rows } figures were published.
}
