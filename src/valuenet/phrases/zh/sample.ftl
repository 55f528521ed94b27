sample-composition = { $compared ->
    [0] { $wave } 时点的样本包括{ $now }。
   *[other] 样本由 { $before } 到 { $wave } 时点的变化：{ $changes }。
}
sample-enterprise-composition = { $compared ->
    [0] { $wave } 时点的样本企业包括{ $now }。
   *[other] 样本企业由 { $before } 到 { $wave } 时点的变化：{ $changes }。
}
sample-totals = { $compared ->
    [0] { $wave } 时点样本的存量与流量分别合计为{ $now }。
   *[other] 样本的存量与流量分别合计，由 { $before } 到 { $wave } 时点的变化：{ $changes }。
}
sample-grand-total = 存量与流量相加，各时点的合计为{ $each }。
sample-sources = { $rows } 个来源共读取 { $sum_rows_read } 行，保留 { $sum_rows_kept } 行，剔除 { $sum_rows_rejected } 行。{ $sum_cells_rejected ->
    [0] {""}
   *[other] 在保留的行中，另有 { $sum_cells_rejected } 个单元格因无法读取而被单独剔除。
}
sample-rejected = 行与单元格合计剔除 { $sum_rejections } 处，居前的原因是{ $leaders }。
sample-resolution = 来源中对组织的 { $mentions } 次提及归为 { $subjects } 个主体，合并依据居前的是{ $leaders }。{ $doubtful ->
    [0] 没有存疑的成对主体
   *[other] 尚有 { $doubtful } 对主体存疑
}，{ $judged ->
    [0] 无人工判断
   *[other] 人工判断 { $judged } 条
}。{ $stopped ->
    [0] {""}
   *[other] 另有 { $stopped } 个会把众多主体连成一片的名称已停用。
}
sample-doubtful = { $doubtful } 对主体可能为同一组织而未合并，合并时改换主体的关系多者居前。
sample-admission = 筛选结果：{ $by_group }。
sample-screening = 受检主体逐条规则的结果：{ $by_group }。
sample-wave-balance = 样本存量：{ $each }；此前的首个时点为 { $the_before }。进入之中，{ $sum_entered_economy } 个的日期落在两时点之间；退出之中，{ $sum_left_economy } 个。
sample-wave-balance-empty = { $waves ->
    [1] 本研究只有一个时点，无从比较。
   *[other] 各时点均无数据。
}
sample-wave-changes = 按原因：{ $by_group }。
sample-wave-changes-empty = { $waves ->
    [1] 本研究只有一个时点，没有进入与退出。
   *[other] 各时点之间，样本存量没有进入与退出。
}
sample-wave-values = 按时点与字段：{ $by_group }。
sample-wave-values-empty = { $waves ->
    [1] 本研究只有一个时点，没有取值变化可言。
   *[other] 没有来源按时点给出与上一时点不同的取值。
}
sample-rejected-empty = 没有行或单元格被剔除。
