converged-structure = 应用层企业的价值网络有 { $the_relations } 个关系、{ $the_nodes } 个节点，其中样本节点 { $the_sample_nodes } 个、关系节点 { $the_relation_nodes } 个，平均度为 { $the_average_degree }。
converged-top-sample-nodes = 应用层网络中加权度居前的样本节点是{ $leaders }。
converged-top-relation-nodes = 应用层网络中加权度居前的关系节点是{ $leaders }。
converged-transition-modes = 转型方式以{ $leaders }居前。{ unknown-enterprises }
converged-transition-origins = 原产业已知的 { $known } 家非初始企业中，居前的是{ $leaders }。
converged-transition-regions = 省份已知的 { $known } 家非初始企业{ placed }。
converged-transition-fields = 进入领域已知的 { $known } 家非初始企业中，居前的是{ $leaders }。
converged-compared-totals = { $sum_output_partners ->
    [0] 所选企业均无技术赋能伙伴，技术输入伙伴合计 { $sum_input_partners } 个。
   *[other] 技术赋能伙伴居前的是{ $by_group }。
}
converged-compared-input-regions = 各企业技术输入居前的来源地：{ $by_group }。
converged-compared-output-regions = 各企业技术赋能居前的去向：{ $by_group }。
converged-compared-input-sectors = 各企业技术输入居前的产业部门：{ $by_group }。
converged-compared-output-sectors = 各企业技术赋能居前的产业部门：{ $by_group }。
