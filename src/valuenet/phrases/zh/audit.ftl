# 与公布数字的核对
audit-summary = 公布数字 { $sum_figures } 个，其中 { $sum_compared } 个可由本数据库计算，一致的有 { $sum_equal } 个。{ $sum_rounding ->
    [0] {""}
   *[other] 末位相差一的有 { $sum_rounding } 个。
}{ $sum_differing ->
    [0] {""}
   *[other] 不一致的有 { $sum_differing } 个。
}{ $sum_without_data ->
    [0] {""}
   *[other] 无对应数据的有 { $sum_without_data } 个。
}
audit-by-status = 公布数字按状态分：{ $each }。
audit-residue = { $rows } 个数字与计算结果不一致。
audit-figures = 公布数字共 { $rows } 个。
audit-residue-empty = 没有公布数字与计算结果不一致。
