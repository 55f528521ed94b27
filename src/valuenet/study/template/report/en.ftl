## Your own words, in Fluent (projectfluent.org). A message of the name of one of valuenet's takes its place: all of them
## stand in valuenet's folder `phrases`. Others are for paragraphs (chapters.csv) and for the sentences of your own tables.
## Take away the "# " before a line to use it. What stands here should stand in zh.ftl too: `valuenet check .` says so.

# page-kicker = Report of the Example Institute

## The sentence of the table enterprises.by_region. Its arguments are facts of the table: $rows, $total, $known, $leaders,
## $first, $first_value, $the_COLUMN, $sum_COLUMN …; a wrong one is reported with the list of all.
# enterprises-by-region = { $leaders } have the most enterprises.

## Paragraphs of the chapter `outlook`: counts of the whole study, and any fact of any table as $CHAPTER_TABLE_FACT.
# outlook-opening = { $title } knows { $enterprises_collected } enterprises.
# outlook-place = Most of them are in { $enterprises_by_region_first }.

## The sentence of the table outlook.by_age (tables/outlook/by_age.sql).
# outlook-by-age = The ages at which most enterprises are: { $leaders }.
