converged-structure = The network of the application-layer enterprises has { $the_relations } relations and { $the_nodes } nodes, of which { $the_sample_nodes } are sample nodes and { $the_relation_nodes } relation nodes: an average degree of { $the_average_degree }.
converged-top-sample-nodes = In the application-layer network, the sample nodes of highest weighted degree are { $leaders }.
converged-top-relation-nodes = In the application-layer network, the relation nodes of highest weighted degree are { $leaders }.
converged-transition-modes = The most frequent modes of transition are { $leaders }.{ unknown-enterprises }
converged-transition-origins = Of the non-initial enterprises whose sector of origin is known ({ $known }), most came from { $leaders }.
converged-transition-regions = The province is known for { $known ->
    [one] one non-initial enterprise
   *[other] { $known } non-initial enterprises
}. { placed }
converged-transition-fields = Of the non-initial enterprises whose new field is known ({ $known }), most entered { $leaders }.
converged-compared-totals = { $sum_output_partners ->
    [0] None of these enterprises has partners of technology output; their partners of technology input add to { $sum_input_partners }.
   *[other] The most partners of technology output are those of { $by_group }.
}
converged-compared-input-regions = Where the technology input of each comes from: { $by_group }.
converged-compared-output-regions = Where the technology output of each goes: { $by_group }.
converged-compared-input-sectors = The sectors from which technology comes in: { $by_group }.
converged-compared-output-sectors = The sectors to which technology goes out: { $by_group }.
