ecosystem-members = { $distinct_group_id } 个组共有 { $distinct_subject_id } 个成员，加权度居前的是{ $by_group }。
ecosystem-shares = { $rows ->
    [1] { $first }的成员涉及 { $first_value } 个关系，占全网络的 { $the_share_of_relations }；与之相连的节点占全部节点的 { $the_share_of_nodes }。
   *[other] 涉及关系数居前的组是{ $leaders }。
}
ecosystem-relations-by-kind = 关系数居前的类型：{ $by_group }。
ecosystem-composition = 按境内与境外分：{ $by_group }。
ecosystem-input-regions-top10 = 技术输入居前的来源省份：{ $by_group }。
ecosystem-input-countries-top10 = 技术输入居前的境外来源地：{ $by_group }。
ecosystem-output-regions-top10 = 技术赋能居前的省份：{ $by_group }。
ecosystem-output-countries-top10 = 技术赋能居前的境外国家和地区：{ $by_group }。
ecosystem-input-sectors-integrative-top10 = 技术输入居前的融合产业部门：{ $by_group }。
ecosystem-input-sectors-ai-core-top10 = 技术输入居前的核心产业部门：{ $by_group }。
ecosystem-output-sectors-integrative-top10 = 技术赋能居前的融合产业部门：{ $by_group }。
ecosystem-output-sectors-ai-core-top10 = 技术赋能居前的核心产业部门：{ $by_group }。
