method-title = Research design, data and methods
method-study = This report was written from the database of the study “{ $title }”. The study's country is { $country }; the reported wave is { $wave } ({ $date }). Every figure comes from a query; none was typed.
method-account = { $sources ->
    [one] One source
   *[other] { $sources } sources
} gave { $rows_read } rows, of which { $rows_kept } were kept and { $rows_rejected } rejected. They name { $enterprises_collected ->
    [one] one enterprise
   *[other] { $enterprises_collected } enterprises
}; { $enterprises } of these { $enterprises ->
    [one] is
   *[other] are
} in the sample at the reported wave.
method-reading-own = Counts use the reading “own rows”: the technology relations of an enterprise are the rows in which it is ego.
method-reading-either = Counts use the reading “either side”: the technology relations of an enterprise are its own rows together with the mirrored rows of its partners.
method-words = Location is where a subject sits, home country is where its owner is from, and overseas means located outside { $country }. Equal values share a rank, and a list that is cut at a rank shows all that tie there. Missing data is called “no data” and is never written as 0.
method-trace = An underlined figure opens to show each record behind it, with its source file and row. Every table comes with its query, its sources and a CSV file.
method-sources-heading = Sources
method-rejected-rows = Of { $rejections ->
    [one] one rejection
   *[other] { $rejections } rejections
}, { $rows } { $rows ->
    [one] is
   *[other] are
} listed here, with source, row, original value and reason; rows outside the study's scope come last.
method-rejected-rows-title = Rejected rows and cells, one by one
method-rejected-rows-note = Row numbers are those a spreadsheet shows; the header is row 1.
method-outcomes = What became of the enterprises that each source names: { $by_group }. The table has the other kinds, too.
method-outcomes-title = From source to sample
method-outcomes-note = A subject named by several sources counts once in each; shares are of the source's subjects of that kind.
method-funnel = How many subjects of each kind were left after each step, from collection to the sample, which ends with { $enterprises ->
    [one] one enterprise.
   *[other] { $enterprises } enterprises.
}
method-funnel-title = The screening, step by step
method-funnel-note = Each step keeps only what passed all steps before it; shares are of the subjects collected of that kind. Subjects that appear only as one side of a relation are not screened.
method-failed-subjects = Of { $failed ->
    [one] one subject that failed a rule
   *[other] { $failed } subjects that failed a rule
}, { $rows } { $rows ->
    [one] is
   *[other] are
} listed here, with the rules failed and the rows of the sources that name them.
method-failed-subjects-title = Screened subjects that are not in the sample
method-failed-subjects-note = Row numbers are those a spreadsheet shows. Up to four places are given for each subject.
step-collected = Collected
step-present = There at the reported wave
step-listed = Listed by a source in its own right
step-sample = In the sample
outcome-sample = In the sample
outcome-failed = Failed a rule
outcome-absent = Not there at the reported wave
outcome-mentioned = Only one side of a relation
column-step = Step
column-outcome = Outcome
column-row = Row
column-cell = Original value
column-detail = Detail
column-places = Sources and rows
column-rules = Rules failed
method-rejected-rows-empty = No row and no cell was rejected, so there is nothing to list.
method-failed-subjects-empty = No screened subject failed a rule.
