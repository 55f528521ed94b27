network-structure = { $relations ->
    [0] 没有已知的关系，价值网络的 { $at_nodes } 个节点互不相连。
   *[other] 价值网络有 { $at_nodes } 个节点，其中样本节点 { $at_sample_nodes } 个；有 { $at_relations } 个关系，平均度为 { $at_average_degree }。合并平行关系后有 { $at_ties } 条连边。
}
network-relations-by-kind = 报告时点共有 { $total } 个关系，居前的类型是{ $leaders }。
network-relations-by-year = 日期已知的 { $known } 个关系{ years }形成，最多的是 { $first } 年，{ each-of }有 { $first_value } 个。{ unknown-relations }
network-overseas-shares = 对方位于境外的关系所占比重：{ $each }。
network-top-sample-nodes = 加权度居前的样本节点是{ $leaders }。
network-top-relation-nodes = 加权度居前的关系节点是{ $leaders }。
network-top-technology-input = 技术输入关系居前的样本企业是{ $leaders }。
network-top-technology-output = 技术赋能关系居前的样本企业是{ $leaders }。
network-foreign-technology = 有境外技术对方的样本企业，按方向分：{ $each }。
network-foreign-flows = 图中各领域从境外输入技术的关系有 { $known } 条，供应方分布在 { $distinct_country } 个国家和地区。
network-domestic-vs-overseas = 样本企业按技术关系分为：{ $each }；没有技术关系或对方国家不详的有 { $unknown } 家。
network-parts = 更换样本企业可得出区间的统计量有 { $rows } 项；其余统计量因调查所见有限，不给出区间。
network-significance = { $relations ->
    [0] 没有关系，无从与随机网络比较。
   *[other] { held-against-chance }
}
held-against-chance = { $models ->
    [0] 网络过大，构建时不与随机网络比较；需要时可运行 valuenet network --null。
   *[other] { against-random-networks }
}
against-random-networks = 每个统计量与{ $models ->
    [1] {""}
   *[other] {" "}{ $models } 种零模型各
} { $networks } 个随机网络比较。{ $untested ->
    [0] {""}
   *[other] 网络过大，构建时未作比较的有：{ $untested_names }，需要时可运行 valuenet network --null。
}{ $above ->
    [0] {""}
   *[other] 在各种零模型下都高于随机水平的有：{ $above_names }。
}{ $below ->
    [0] {""}
   *[other] 都低于随机水平的有：{ $below_names }。
}{ $within ->
    [0] {""}
   *[other] 处于随机波动范围之内的有：{ $within_names }。
}{ $mixed ->
    [0] {""}
   *[other] 零模型或口径之间结论不一的有：{ $mixed_names }，其高低取决于固定了哪些性质。
}
network-core-and-groups = { $relations ->
    [0] 没有关系，也就没有核心和社区。
   *[other] { $core ->
        [none] 分不出核心与边缘；
       *[weak] 拟合最好的核心有 { $at_core_nodes } 个节点，与连边的相关系数为 { $at_core_fit }（完全的核心—边缘结构为 1）；
    }全网分为 { $at_communities } 个社区，模块度为 { $at_modularity }。
}
network-degree-distribution = 至少有一个邻居的节点有 { $the_nodes } 个，邻居最多的节点有 { $to } 个。{ $distinct_curve ->
    [1] {""}
   *[other] 直线为对尾部拟合的幂律：圆点越贴近直线，少数最大的节点越服从同一规律。
}
network-communities = 最大的社区共有 { $sum_nodes } 个节点，内部关系 { $sum_within } 个，对外关系 { $sum_across } 个。
network-top-brokers = 其他节点之间的最短路径经过最多的是{ $leaders }。
network-layers-mixing = 各产业层级之间的关系，按起点层级分：{ $by_group }。
network-regions-mixing = 关系最多的 { $distinct_source_region } 个省份之间共有 { $total } 条关系。多于期望关系数，表示两省之间的联系多于其规模所能解释的程度。
network-critical-suppliers = 失去后受影响接收方最多的供应方是{ $the_subject_id }（{ $the_alone } 个）。
network-shock = { $cut ->
    [country] 若坐落于{ $the_country }的主体全部中断
   *[largest] 没有已知的境外供应方。若最大的 { $removed } 个供应方中断
}，{ $at_relations } 个技术关系中将失去 { $at_relations_lost } 个：{ $hit ->
    [0] 没有接收方失去供应方
   *[other] { $hit } 个接收方失去供应方，{ $losing } 个失去某部门的全部供应方，替代之后仍有 { $losing_still } 个
}；{ $failing ->
    [0] 没有主体连锁中断。
   *[other] 连锁中断的有 { $failing } 个。
}
network-removal-curves = { $verdict ->
    [unknown] 曲线表示随供应方随机移除或从大到小移除而增加的损失。
   *[other] 本次冲击移除 { $shock_removed } 个供应方，连锁中断的接收方占 { $shock_share }；随机移除同样数量时为 { $random_share }（{ $random_low } 至 { $random_high }），从最大的供应方开始移除时为 { $largest_share }。{ $verdict ->
        [above] 冲击的损失高于随机水平。
        [below] 冲击的损失低于随机水平。
       *[within] 冲击的损失处于随机波动范围之内。
    }
}
network-wave-relations = 起止的关系，按原因：{ $by_group }。
network-wave-relations-empty = { $waves ->
    [1] 本研究只有一个时点，没有关系的起止可言。
   *[other] 各时点之间没有关系建立或终止。
}
