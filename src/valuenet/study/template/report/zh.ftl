## 用 Fluent 写的自有文字（projectfluent.org）。与 valuenet 的消息同名者取而代之，全部消息见 valuenet 的 `phrases` 文件夹；
## 其他消息用于段落（chapters.csv）和自有表的文字。去掉行首的 "# " 即可启用。两种语言应当都写：`valuenet check .` 会检查。

# page-kicker = 示例研究院报告

## 表 enterprises.by_region 的文字。参数是该表的事实：$rows、$total、$known、$leaders、$first、$first_value、
## $the_列名、$sum_列名等；写错时会列出全部参数。
# enterprises-by-region = 企业最多的是{ $leaders }。

## “展望”一章的段落：可用整个研究的计数，也可用任何表的事实，写作 $章_表_事实。
# outlook-opening = 《{ $title }》收录企业 { $enterprises_collected } 家。
# outlook-place = 其中最多的位于{ $enterprises_by_region_first }。

## 表 outlook.by_age（tables/outlook/by_age.sql）的文字。
# outlook-by-age = 企业最集中的年龄是 { $leaders }。
