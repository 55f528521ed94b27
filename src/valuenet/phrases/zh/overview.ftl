# 首章与末章
summary-title = 前言和梗概
summary-opening = 本报告的研究对象是“{ $title }”：{ $country }有哪些相关组织，它们彼此之间、与境外之间有哪些关系，各地区处于什么位置。报告时点为 { $wave }（{ $date }）。以下为梗概，每段取自后文的一章，表格、查询和来源均见该章。
conclusion-title = 结束语
conclusion-opening = 由上述各表可以得出的结论，以及不能得出的结论。
conclusion-concentration-heading = 集中程度
conclusion-concentration = 样本企业中，{ $by_region_first }{ $by_region_tied ->
    [1] 占
   *[other] 各占
} { $by_region_first_share }；关系最多的 1% 节点占全部关系端点的 { $structure_top_share }。{ $core_and_groups_core ->
    [none] 连边之中分不出核心与边缘。
    [weak] 但单一核心并不足以解释连边：拟合最好的核心有 { $core_and_groups_at_core_nodes } 个节点，与连边的相关系数为 { $core_and_groups_at_core_fit }（完全的核心—边缘结构为 1）。
   *[strong] 单一核心可以解释大部分连边：该核心有 { $core_and_groups_at_core_nodes } 个节点，与连边的相关系数为 { $core_and_groups_at_core_fit }（完全的核心—边缘结构为 1）。
}
conclusion-index-heading = 地区
conclusion-index = { $neighbours_top }居首位{ $neighbours_top_is ->
    [sure] 可以确定
   *[open] 尚不能确定
}：在 { $neighbours_top_probability } 的重建中领先于{ $neighbours_second }。{ $neighbours_unsure ->
    [0] 每对相邻省份的先后均可确定。
   *[other] { $neighbours_pairs } 对相邻省份中，先后可以确定的有 { $neighbours_sure } 对；其余处于随机波动范围之内，宜按梯队而不宜按名次解读。
}
conclusion-chance-heading = 结构
conclusion-chance = { $significance_relations ->
    [0] {""}
   *[other] { conclusion-chance-of-relations }
}
conclusion-chance-of-relations = { $significance_above ->
    [0] 没有一项结构统计量
   *[other] 有 { $significance_above } 项结构统计量（{ $significance_above_names }）
}在各种零模型下都高于随机水平{ $significance_mixed ->
    [0] 。
   *[other] ；{ $significance_mixed } 项在不同零模型下结论不一，单独来看不能说明问题。
}
conclusion-shock-heading = 对外依存
conclusion-shock = 对方位于境外的关系所占比重：{ $overseas_shares_each }。{ $shock_cut ->
    [country] 若坐落于{ $shock_the_country }的主体全部中断，
   *[largest] 没有已知的境外供应方。若最大的供应方中断，
}{ $shock_hit ->
    [0] 没有接收方失去供应方，
   *[other] { $shock_hit } 个接收方将失去供应方，其中 { $shock_losing_still } 个找不到同部门的替代，
}{ $shock_failing ->
    [0] 没有主体连锁中断。
   *[other] { $shock_failing } 个将连锁中断。
}
conclusion-doubt-heading = 数据
conclusion-doubt = { $sources_sum_rows_rejected ->
    [0] 没有被剔除的行
   *[other] 剔除 { $sources_sum_rows_rejected } 行
}，{ $resolution_doubtful ->
    [0] 没有存疑的成对主体。
   *[other] { $resolution_doubtful } 对主体可能为同一组织，尚存疑。
}
conclusion-quoted = 《{ $title }》
conclusion-missing = { $tables } 张表无数据，不能据以作任何判断：{ $names }。
summary-heading = { $chapter }。
