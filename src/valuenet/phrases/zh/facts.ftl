# 句子的零件：各条目、分组与年份区间
fact-item = { $label }（{ $value }）
fact-item-share = { $label }（{ $value }，{ $share }）
fact-and = {"；"}
fact-group = { $group }：{ $items }
fact-groups-more = { $groups }；其余 { $more } 组见下表
years = { $rows ->
    [1] 在 { $from } 年
   *[other] 在 { $from } 年至 { $to } 年间
}
unknown-enterprises = { $unknown ->
    [0] {""}
   *[other] 另有 { $unknown } 家无此项数据。
}
unknown-subjects = { $unknown ->
    [0] {""}
   *[other] 另有 { $unknown } 个无此项数据。
}
unknown-relations = { $unknown ->
    [0] {""}
   *[other] 另有 { $unknown } 个日期不详。
}
total-enterprises = { $total } 家样本企业
known-enterprises = { $known } 家样本企业
rows-provinces = { $rows } 个省级行政区
fact-tied = { $names }等 { $all } 项（并列，各 { $value }）
fact-passed-yes = 通过
fact-passed-no = 未通过
fact-admitted-yes = 进入样本
fact-admitted-no = 未进入样本
fact-has-foreign-ties-yes = 有境外技术关系
fact-has-foreign-ties-no = 只有境内技术关系
fact-comma = 、
fact-more = { $names }等 { $all } 个
each-of = { $tied ->
    [1] {""}
   *[other] 各
}
fact-place = { $source }第 { $row } 行
placed = { $rows ->
    [1] 均位于{ $first }
   *[other] 分布在 { rows-provinces }，居前的是{ $leaders }
}
fact-within = {" · "}
change-from-to = { $label }（由 { $from } 至 { $to }）
change-rose = 增加的有{ $items }
change-fell = 减少的有{ $items }
change-kept = 持平的有{ $items }
known-of-enterprises = { $unknown ->
    [0] { $total } 家样本企业
   *[other] { $total } 家样本企业中有此项数据的 { $known } 家
}
known-of-universities = { $unknown ->
    [0] { $total } 所样本大学
   *[other] { $total } 所样本大学中有此项数据的 { $known } 所
}
known-of-institutes = { $unknown ->
    [0] { $total } 家样本科研机构
   *[other] { $total } 家样本科研机构中有此项数据的 { $known } 家
}
known-of-alliances = { $unknown ->
    [0] { $total } 家样本产业联盟
   *[other] { $total } 家样本产业联盟中有此项数据的 { $known } 家
}
known-of-policies = { $unknown ->
    [0] { $total } 项样本政策
   *[other] { $total } 项样本政策中有此项数据的 { $known } 项
}
known-of-parks = { $unknown ->
    [0] { $total } 个样本产业园区
   *[other] { $total } 个样本产业园区中有此项数据的 { $known } 个
}
peak = { $rows ->
    [1] 。
   *[other] ；以 { $first } 年为最多（{ $tied ->
        [1] { $first_value }
       *[other] 各 { $first_value }
    }）。
}
change-new = 仅后一时点才有的是{ $items }
