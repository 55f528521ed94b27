sample-composition = { $compared ->
    [0] At the wave { $wave } the sample has { $now }.
   *[other] The sample from { $before } to { $wave } – { $changes }.
}
sample-enterprise-composition = { $compared ->
    [0] The enterprises of the sample at the wave { $wave } are { $now }.
   *[other] The enterprises of the sample by status, from { $before } to { $wave } – { $changes }.
}
sample-totals = { $compared ->
    [0] Stocks and flows of the sample at the wave { $wave }, summed apart: { $now }.
   *[other] The stocks and flows of the sample, summed apart, from { $before } to { $wave } – { $changes }.
}
sample-grand-total = With stocks and flows added, the totals are { $each }.
sample-sources = { $rows ->
    [one] One source was
   *[other] { $rows } sources were
} read: of { $sum_rows_read } rows, { $sum_rows_kept } were kept and { $sum_rows_rejected } rejected.{ $sum_cells_rejected ->
    [0] {""}
    [one] {" "}In the rows kept, one cell could not be read and was set aside.
   *[other] {" "}In the rows kept, { $sum_cells_rejected } cells could not be read and were set aside.
}
sample-rejected = { $sum_rejections ->
    [one] One row or cell was
   *[other] { $sum_rejections } rows and cells were
} rejected, chiefly for these reasons: { $leaders }.
sample-resolution = { $mentions ->
    [one] One mention of an organisation in the sources became
   *[other] { $mentions } mentions of organisations in the sources became
} { $subjects ->
    [one] one subject
   *[other] { $subjects } subjects
}, joined by these rules: { $leaders }. { $doubtful ->
    [0] No pair of subjects stayed doubtful
    [one] One pair of subjects stayed doubtful
   *[other] { $doubtful } pairs of subjects stayed doubtful
}, { $judged ->
    [0] none was judged by people
    [one] one was judged by people
   *[other] { $judged } were judged by people
}.{ $stopped ->
    [0] {""}
    [one] {" "}One name that would have chained many subjects together was stopped.
   *[other] {" "}{ $stopped } names that would have chained many subjects together were stopped.
}
sample-doubtful = { $doubtful ->
    [one] One pair of subjects may be one organisation
   *[other] { $doubtful } pairs of subjects may each be one organisation
} and { $doubtful ->
    [one] was
   *[other] were
} not joined; those through which most relations would change hands come first.
sample-admission = What came of the screening: { $by_group }.
sample-screening = Rule by rule: { $by_group }.
sample-wave-balance = Stocks of the sample: { $each }, after { $the_before } at the wave before these. Of all entries, { $sum_entered_economy } are dated between the waves; of all exits, { $sum_left_economy }.
sample-wave-balance-empty = { $waves ->
    [1] The study has one wave, so there is nothing to compare it with.
   *[other] No data at any wave.
}
sample-wave-changes = By cause: { $by_group }.
sample-wave-changes-empty = { $waves ->
    [1] The study has one wave, so nothing enters or leaves.
   *[other] No stock of the sample entered or left between the waves.
}
sample-wave-values = By wave and field: { $by_group }.
sample-wave-values-empty = { $waves ->
    [1] The study has one wave, so no value can have changed.
   *[other] No source gives values by wave that differ from the wave before.
}
sample-rejected-empty = No row and no cell was rejected.
