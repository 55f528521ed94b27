network-structure = The value network has { $at_nodes } nodes, { $at_sample_nodes } of them sample nodes, and { $at_relations } relations: an average degree of { $at_average_degree }. Once parallel relations are merged, { $at_ties } ties remain.
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
network-domestic-vs-overseas = By their technology ties, the sample enterprises divide into those { $each }. { $unknown ->
    [one] One has no tie to a known country.
   *[other] { $unknown } have no tie to a known country.
}
