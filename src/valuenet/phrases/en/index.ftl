index-tree = The tree has { $rows ->
    [one] one indicator
   *[other] { $rows } indicators
}, composite ones included{ $apart ->
    [0] .
    [one] ; the published weight of one is not the sum of its leaves: { $apart_names }.
   *[other] ; the published weights of { $apart } are not the sums of their leaves, among them { $apart_names }.
}
index-scores = { $tied ->
    [0] No province has a score: what is known of { rows-provinces } is not enough for the recipe.
   *[other] { $rows ->
        [one] One province enters
       *[other] { $rows } provinces enter
    } the index; the highest scores are those of { $leaders }.
}
index-by-dimension = { $tied ->
    [0] No province has a score in any dimension.
   *[other] The highest scores by dimension: { $by_group }.
}
index-leaves = Values and normalised values of { $distinct_indicator ->
    [one] one leaf indicator
   *[other] { $distinct_indicator } leaf indicators
} in { $distinct_region ->
    [one] one province
   *[other] { $distinct_region } provinces
}.
index-recipe = Indicators are normalised by { $way_normalise } and put together by { $way_aggregate }; weights: { $way_weigh }, gaps: { $way_impute }, outliers: { $way_treat }.
index-comparisons = Of { $groups ->
    [one] one group
   *[other] { $groups } groups
} of published weights, comparisons on Saaty's scale can have made { $possible }, and cannot have made { $impossible }{ $not_found ->
    [0] .
    [one] ; for one group none was found.
   *[other] ; for { $not_found } groups none was found.
}
index-intervals = { $top_is ->
    [fixed] { $top } keeps rank { $top_low } in nine of ten builds or more.
   *[open] { $top } is at rank { $top_low } to { $top_high }.
} { $overlapping ->
    [0] No two neighbours of the ranking have intervals that overlap.
   *[other] Of { $pairs ->
    [one] one pair
   *[other] { $pairs } pairs
} of neighbours, { $overlapping } { $overlapping ->
    [one] has
   *[other] have
} intervals that overlap: the order there is within chance. The least sure is { $widest }, from { $widest_low } to { $widest_high }.
}
index-neighbours = { $top_is ->
    [sure] { $top } is before { $second } in { $top_probability } of the builds, which is sure.
   *[open] { $top } is before { $second } in { $top_probability } of the builds only: their order is within chance.
} Of { $pairs ->
    [one] one pair
   *[other] { $pairs } pairs
}, the order of { $sure } is sure (95% or more){ $reversed ->
    [0] .
    [one] , and one comes more often the other way round.
   *[other] , and { $reversed } come more often the other way round.
} Hardest to tell apart are { $close } and { $close_other } ({ $close_probability }).
index-sensitivity = { $largest_is ->
    [apart] Interactions included, { $largest } makes { $largest_value } of the variance of the ranks, more than anything else.
   *[close] Interactions included, { $largest } makes { $largest_value } of the variance of the ranks and { $next } { $next_value }; their intervals overlap, so which is the larger is open.
}{ $idle ->
    [0] { "" }
   *[other] { " " }Without any effect: { $idle_names }.
}
index-varied = All of this was varied at once, in { $rows ->
    [one] one option or setting
   *[other] { $rows } options and settings
}.
index-resampled = The subjects behind { $resampled ->
    [one] one indicator
   *[other] { $resampled } indicators
} were drawn anew{ $fixed ->
    [0] .
   *[other] ; { $fixed } stay as they are, among them { $fixed_names }.
}
index-strengths = Most often, { $strength } lifts a province most ({ $strength_times } of { $rows }), and { $weakness } holds it back most ({ $weakness_times }).
index-peers = Most alike are { $near } and { $near_peer }; furthest from all others is { $alone }, whose nearest is { $alone_peer }.
index-gain = Of { $regions ->
    [one] one province that can
   *[other] { $regions } provinces that can
}, { $single } would gain a rank by changing one indicator alone; most often it is { $often } ({ $often_times }). The smallest single change would be that of { $easiest } ({ $easiest_indicator }).
index-change = Of { $moved } provinces with a rank at both waves, { $up } rose and { $down } fell{ $up ->
    [0] .
   *[other] ; { $best } rose furthest, from { $best_before } to { $best_after }.
} { $coverage ->
    [0] In none of them is the greatest part of the change due to data that only one wave has.
   *[other] In { $coverage } of { $split }, the greatest part of the change of the score is due to data that only one wave has, and says nothing of the province.
}
index-weights = The weight of { $over } is { $over_weight } of the whole, but it makes { $over_share } of the differences between scores; that of { $under } is { $under_weight }, and it makes { $under_share }.
index-consistency = { $whole ->
    [known] Cronbach's alpha of all leaves is { $all_alpha }
   *[unknown] There is no alpha of all leaves, because too few provinces have data on every one of them
}{ $groups ->
    [0] .
    [one] .
   *[other] ; of the groups, { $best } goes together best ({ $best_alpha }) and { $worst } least ({ $worst_alpha }).
}
index-removal = Without { $most } the ranks would shift by { $most_shift } on average; { $idle ->
    [0] every indicator matters for some rank.
    [one] one indicator matters for no rank.
   *[other] { $idle } indicators matter for no rank.
}
index-left-out = Not in the index: { $indicator ->
    [0] no indicator
    [one] one indicator
   *[other] { $indicator } indicators
} and { $region ->
    [0] no province
    [one] one province
   *[other] { $region } provinces
}{ $analysis ->
    [0] .
    [one] ; one analysis was not possible.
   *[other] ; { $analysis } analyses were not possible.
} The reasons stand beside them.
