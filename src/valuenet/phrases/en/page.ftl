# The page and its controls
page-skip = Skip to the text
page-kicker = Industry innovation report
page-wave = Reported wave { $wave } ({ $date })
page-made = Made with valuenet { $version }
page-contents = Contents
page-other-language = 中文
page-synthetic = Synthetic data: the records of this study were generated and are not observations of real organisations.
page-synthetic-short = Synthetic data
page-chapter = Chapter { $number }
page-table = Table { $number }
page-figure = Figure { $number }
page-query = Query
page-sources = Sources
page-sources-none = The figures of this table are not counted from records of subjects or relations.
page-download = Download CSV
page-note = Note: { $note }
page-open-list = { $rows ->
    [one] Show one row
   *[other] Show { $rows } rows
}
page-filter = Filter
page-matches = { $shown } of { $all } rows
page-anchor = Link to { $name }
page-copied = The link has been copied
page-search = Search
page-theme = Colours
page-theme-system = As the system
page-theme-light = Light
page-theme-dark = Dark
page-tables-of = Tables of “{ $title }”
page-lists = Lists of tables and figures
page-terms = Terms
page-terms-about = What the words of this report mean. Where a chapter first uses one of them, it leads here.
page-data-of = { $title }, table
table-rows-left-out = { $rows ->
    [one] One further row is
   *[other] { $rows } further rows are
} in the database.
table-empty = No data: the sources of this study do not provide what this table needs.
table-nothing-left-out = Nothing was left out: every indicator and province is in the index, and every analysis was made.
table-see-left-out = No data: the table of what is not in the index says why.
table-own = { $rows ->
    [1] There is one row: { $leaders }.
   *[other] Of the { $rows } rows, the largest are { $leaders }.
}
table-own-by-year = { $tied ->
    [0] The table goes { years }.
   *[other] The table goes { years }; the highest is { $first }, with { $first_value }{ each-of }.
}
logo-alt = Logo
table-no-index = This study declares no index.
source-producer = Producer
source-licence = Licence
source-accessed = Accessed
source-file = File
source-hash = SHA-256
source-pinned-yes = Same hash as the study declares
source-pinned-no = Another hash than the study declares: the content differs from the original
source-pinned-unknown = The study declares no hash
source-note = Note
source-link = Open the address
trace-title = Behind the figure
trace-close = Close
trace-rows = { $rows ->
    [one] One record
   *[other] { $rows } records
}
trace-more = These are the first { $shown }; this command lists the other { $more } too:
trace-subject = Subject
trace-relation = Relation
trace-source = Source
trace-file = File
trace-row = Row
trace-first = The first { $shown } of { $all }; the CSV has them all.
trace-definition = Definition
trace-unit = Unit: { $unit }
trace-reading = Reading
trace-records = Records
trace-none = This figure is not a count of single records; the query below computes it.
trace-download = Download these records as CSV
trace-cited = How it is cited
trace-ego = Ego
trace-kind = Kind
trace-alter = Alter
search-asked = Headings, sentences, tables, names
search-results = What was found
search-found = { $results ->
    [0] Nothing was found
    [one] One result
   *[other] { $results } results
}
search-cut = , the first { $shown } of them here
search-chapter = Chapter
search-table = Table
search-figure = Figure
search-term = Term
search-text = Text
search-name = Name
search-cell = In a table
search-behind = behind a figure of { $table }
front-sources = Sources
front-rows-read = Rows read
front-rows-kept = Rows kept
front-rows-rejected = Rows rejected
front-enterprises-collected = Enterprises collected
front-enterprises = Sample enterprises
front-nodes = Nodes of the network
front-relations = Relations
chart-description = The chart shows “{ $value }” for each “{ $label }”, with the data of the table below.
chart-share = { $value } ({ $share })
chart-cut = The chart shows { $shown } of { $all }.
chart-series-cut = The chart shows { $shown } of { $all } groups.
chart-not-on-map = Not on the map: { $regions }.
chart-without-label = The row “{ $label }” is left out of the chart.
chart-span = { $low } to { $high }
chart-medians = The dashed lines are the medians: { $across } across, { $up } up.
csv-code = { $label } (code)
csv-synthetic = Synthetic data
chart-added = The chart adds the groups together.
xlsx-contents = Contents
xlsx-definitions = Definitions
xlsx-empty = An empty cell means no data.
xlsx-number = Table
xlsx-table = Title
xlsx-rows = Rows
xlsx-code = Code
xlsx-name = Name in the database
xlsx-column = Column
xlsx-meaning = Meaning
xlsx-unit = Unit
xlsx-definition = Definition and notes
xlsx-unit-count = count
xlsx-unit-rank = rank
xlsx-unit-year = year
xlsx-unit-row = row number
xlsx-unit-share = share (1 is the whole)
xlsx-unit-cny = yuan (CNY)
xlsx-unit-degree = degree (relations a node)
xlsx-unit-weight = weight
xlsx-unit-number = number
xlsx-unit-boolean = yes or no
xlsx-unit-text = text
xlsx-unit-wave = wave
xlsx-unit-code = code and its label
source-title = Title
source-address = Address
print-tables = Tables
print-charts = Figures
print-no-data = no data
print-sources = Appendix A: Sources
print-queries = Appendix B: Queries
print-queries-about = Each table was made by the query of the same number below; run on the same database, it gives the same figures.
print-more = The first { $shown } of { $all } rows; the workbook and the database have them all.
picture-whole = The value network: { $nodes } nodes, { $relations } relations
picture-whole-description = Picture of the value network with { $nodes } nodes and { $relations } relations. Nodes that are tied lie near each other; larger nodes have more relations; around each hub lie the nodes that only it is tied to. Colours stand for kinds of subjects.
picture-whole-caption = Nodes that are tied lie near each other; around each hub lie those that only it is tied to.
picture-application = The application-layer network: { $nodes } nodes, { $relations } relations
picture-application-description = Picture of the part of the value network that application-layer enterprises make, with { $nodes } nodes and { $relations } relations. Every node lies where it lies in the picture of the whole network.
picture-application-caption = The relations whose ego is an application-layer enterprise; every node lies where it lies in the picture of the whole network.
picture-around = The surroundings of { $name }
picture-around-description = Picture of { $name } and all that it has relations with, in a ring around it, in sectors by the kind and the direction of the relation. Colours stand for kinds of relations, arrows show where they lead.
picture-around-caption = The platform of most neighbours, in the middle, and all that it is tied to, by kind and direction of the relation; fainter lines are ties among those.
picture-sample = of the sample
picture-size = larger: more relations
print-term = { $term }: { $means }
