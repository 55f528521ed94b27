ecosystem-members = { $distinct_group_id ->
    [one] One group has
   *[other] { $distinct_group_id } groups have
} { $distinct_subject_id ->
    [one] one member
   *[other] { $distinct_subject_id } members
}; the highest weighted degrees are those of { $by_group }.
ecosystem-shares = { $rows ->
    [1] The members of { $first } take part in { $first_value } relations, { $the_share_of_relations } of the network; they and the nodes tied to them are { $the_share_of_nodes } of all nodes.
   *[other] The groups that take part in the most relations are { $leaders }.
}
ecosystem-relations-by-kind = The most frequent kinds of relation: { $by_group }.
ecosystem-composition = At home and overseas: { $by_group }.
ecosystem-input-regions-top10 = The provinces from which most technology comes in: { $by_group }.
ecosystem-input-countries-top10 = The foreign countries from which most technology comes in: { $by_group }.
ecosystem-output-regions-top10 = The provinces to which most technology goes out: { $by_group }.
ecosystem-output-countries-top10 = The foreign countries to which most technology goes out: { $by_group }.
ecosystem-input-sectors-integrative-top10 = The integrative sectors from which most technology comes in: { $by_group }.
ecosystem-input-sectors-ai-core-top10 = The core sectors from which most technology comes in: { $by_group }.
ecosystem-output-sectors-integrative-top10 = The integrative sectors to which most technology goes out: { $by_group }.
ecosystem-output-sectors-ai-core-top10 = The core sectors to which most technology goes out: { $by_group }.
