sample-composition = The largest kinds of subject in the sample: { $by_group }.
sample-enterprise-composition = Sample enterprises by status: { $by_group }.
sample-totals = Stocks and flows, summed apart: { $by_group }.
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
sample-admission = What came of the screening: { $by_group }.
sample-screening = Rule by rule: { $by_group }.
