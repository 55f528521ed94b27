# The first chapter and the last
summary-title = Introduction and summary
summary-opening = This report is about “{ $title }”: which organisations of the industry there are in { $country }, what ties them to one another and to the world, and where the regions stand. It describes the wave { $wave } ({ $date }). What follows is the summary: each paragraph comes from a chapter below, where its tables, queries and sources stand.
conclusion-title = Conclusion
conclusion-opening = What may be concluded from the tables above, and what may not.
conclusion-concentration-heading = Concentration
conclusion-concentration = { $by_region_first } { $by_region_tied ->
    [1] has { $by_region_first_share }
   *[other] have { $by_region_first_share } each
} of the sample enterprises. The one node in a hundred with most relations has { $structure_top_share } of all ends of relations. { $core_and_groups_core ->
    [none] No core and periphery is told apart in the ties.
    [weak] Yet no single core explains the ties: the best one, of { $core_and_groups_at_core_nodes } nodes, agrees with them to { $core_and_groups_at_core_fit }, where 1 would be a perfect core and periphery.
   *[strong] A single core explains much of the ties: of { $core_and_groups_at_core_nodes } nodes, it agrees with them to { $core_and_groups_at_core_fit }, where 1 would be a perfect core and periphery.
}
conclusion-index-heading = Regions
conclusion-index = { $neighbours_top_is ->
    [sure] That { $neighbours_top } comes first is sure
   *[open] That { $neighbours_top } comes first is not sure
}: it is before { $neighbours_second } in { $neighbours_top_probability } of the builds. { $neighbours_unsure ->
    [0] The order of every pair of neighbours is sure.
   *[other] Of { $neighbours_pairs ->
        [one] one pair
       *[other] { $neighbours_pairs } pairs
    } of neighbours the order of { $neighbours_sure } is sure; the others are within chance, and the ranking there should be read as groups rather than as places.
}
conclusion-chance-heading = Structure
conclusion-chance = { $significance_relations ->
    [0] {""}
   *[other] { conclusion-chance-of-relations }
}
conclusion-chance-of-relations = { $significance_above ->
    [0] No figure of the structure
    [one] One figure of the structure, { $significance_above_names },
   *[other] { $significance_above } figures of the structure, { $significance_above_names },
} { $significance_above ->
    [0] lies
    [one] lies
   *[other] lie
} beyond what chance would bring under every null model{ $significance_mixed ->
    [0] .
    [one] ; on one the models disagree, and it says nothing by itself.
   *[other] ; on { $significance_mixed } the models disagree, and these say nothing by themselves.
}
conclusion-shock-heading = Exposure
conclusion-shock = Of the relations whose other side has a known country, these are overseas: { $overseas_shares_each }.{ $shock_cut ->
    [country] {" "}If all subjects located in { $shock_the_country } were cut off,
   *[largest] {" "}No supplier is known to be overseas. If the largest ones were cut off,
} { $shock_hit ->
    [0] no receiver would lose a supplier, and
    [one] one receiver would lose a supplier, and
   *[other] { $shock_hit } receivers would lose a supplier, { $shock_losing_still } would find no other of the same sector, and
} { $shock_failing ->
    [0] none would fail in turn.
   *[other] { $shock_failing } would fail in turn.
}
conclusion-doubt-heading = Data
conclusion-doubt = { $sources_sum_rows_rejected ->
    [0] No row was rejected
    [one] One row was rejected
   *[other] { $sources_sum_rows_rejected } rows were rejected
}, and { $resolution_doubtful ->
    [0] no pair of subjects is left in doubt.
    [one] one pair of subjects, which may be one organisation, is left in doubt.
   *[other] { $resolution_doubtful } pairs of subjects, each of which may be one organisation, are left in doubt.
}
conclusion-quoted = “{ $title }”
conclusion-missing = { $tables ->
    [one] One table is without data and says
   *[other] { $tables } tables are without data and say
} nothing either way: { $names }.
summary-heading = { $chapter }.{" "}
