network-structure = { $relations ->
    [0] No relation is known: the { $at_nodes } nodes of the value network stand alone.
   *[other] The value network has { $at_nodes } nodes, { $at_sample_nodes } of them sample nodes, and { $at_relations } relations: an average degree of { $at_average_degree }. Once parallel relations are merged, { $at_ties } ties remain.
}
network-relations-by-kind = { $total ->
    [one] One relation stands
   *[other] { $total } relations stand
} at the reported wave; the most frequent kinds are { $leaders }.
network-relations-by-year = { $known ->
    [one] One relation is
   *[other] { $known } relations are
} dated, { years }. The peak is { $first }, with { $first_value }{ each-of }.{ unknown-relations }
network-overseas-shares = Relations whose other side is overseas, as a share of those of known country: { $each }.
network-top-sample-nodes = The sample nodes of highest weighted degree are { $leaders }.
network-top-relation-nodes = The relation nodes of highest weighted degree are { $leaders }.
network-top-technology-input = The sample enterprises with the most technology input are { $leaders }.
network-top-technology-output = The sample enterprises with the most technology output are { $leaders }.
network-foreign-technology = Sample enterprises with a technology partner overseas, by direction: { $each }.
network-foreign-flows = { $known ->
    [one] One relation brings technology
   *[other] { $known } relations bring technology
} from overseas into the fields shown; their suppliers are in { $distinct_country ->
    [one] one country.
   *[other] { $distinct_country } countries.
}
network-domestic-vs-overseas = By their technology ties, the sample enterprises divide into those { $each }. { $unknown ->
    [one] One has no tie to a known country.
   *[other] { $unknown } have no tie to a known country.
}
network-parts = { $rows ->
    [one] One figure has
   *[other] { $rows } figures have
} an interval that another choice of sample enterprises would give; of the others the survey saw too little for one.
network-significance = { $relations ->
    [0] Without relations there is nothing to hold against chance.
   *[other] { held-against-chance }
}
held-against-chance = { $models ->
    [0] To hold the figures of so large a network against random networks would take a build too long; valuenet network --null does so on request.
   *[other] { against-random-networks }
}
against-random-networks = Each figure is held against { $networks } random networks of { $models ->
    [one] one null model
   *[other] each of { $models } null models
}.{ $untested ->
    [0] {""}
   *[other] {" "}Left out, as in so large a network they would take a build too long: { $untested_names }; valuenet network --null tests them on request.
}{ $above ->
    [0] {""}
   *[other] {" "}Beyond what chance would bring, whatever the model: { $above_names }.
}{ $below ->
    [0] {""}
   *[other] {" "}Short of what chance would bring: { $below_names }.
}{ $within ->
    [0] {""}
   *[other] {" "}Within chance: { $within_names }.
}{ $mixed ->
    [0] {""}
   *[other] {" "}Models or readings disagree on { $mixed_names }: there the figures depend on what is held fixed.
}
network-core-and-groups = { $relations ->
    [0] Without relations there is neither a core nor a community.
   *[other] { $core ->
        [none] No core and periphery is told apart.
       *[weak] The best core has { $at_core_nodes } nodes, and its pattern agrees with the ties to { $at_core_fit }, where 1 would be a perfect core and periphery.
    } There are { $at_communities } communities, with a modularity of { $at_modularity }.
}
network-degree-distribution = { $the_nodes } nodes have at least one neighbour, and the most connected has { $to }.{ $distinct_curve ->
    [1] {""}
   *[other] {" "}The line is the power law fitted to the tail: the nearer the dots lie to it, the more the few largest nodes follow one rule.
}
network-communities = The largest communities hold { $sum_nodes } nodes; { $sum_within } relations stay inside them, { $sum_across } lead out.
network-top-brokers = Most shortest paths between others pass through { $leaders }.
network-layers-mixing = Relations between layers, by the layer that they come from: { $by_group }.
network-regions-mixing = { $total ->
    [one] One relation runs
   *[other] { $total } relations run
} among the { $distinct_source_region } provinces of most relations. Where there are more than expected, the two provinces have more to do with each other than their size alone would bring.
network-critical-suppliers = The supplier whose loss would cost most receivers one of their suppliers is { $the_subject_id } ({ $the_alone }).
network-shock = { $cut ->
    [country] If the subjects located in { $the_country } were cut off,
   *[largest] No supplier is known to be overseas. If the { $removed ->
        [one] largest supplier was
       *[other] { $removed } largest suppliers were
    } cut off,
} { $at_relations_lost } of { $at_relations } technology relations would be lost: { $hit ->
    [0] no receiver would lose a supplier
    [one] one receiver would lose a supplier
   *[other] { $hit } receivers would lose a supplier, { $losing } every supplier of a sector, { $losing_still } even after substitution
}; { $failing ->
    [0] none would fail in turn.
   *[other] { $failing } would fail in turn.
}
network-removal-curves = { $verdict ->
    [unknown] The curves show what is lost as suppliers go, at random and the largest first.
   *[other] With the { $shock_removed } suppliers that the shock removes, { $shock_share } of the receivers fail in turn; with as many removed at random { $random_share } ({ $random_low } to { $random_high }), with the largest removed { $largest_share }. { $verdict ->
        [above] The shock costs more than chance would.
        [below] The shock costs less than chance would.
       *[within] What the shock costs is within chance.
    }
}
network-wave-relations = Relations that begin or end, by cause: { $by_group }.
network-wave-relations-empty = { $waves ->
    [1] The study has one wave, so no relation begins or ends.
   *[other] No relation begins or ends between the waves.
}
