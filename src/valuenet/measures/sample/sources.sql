/*
title: {zh: 来源与行数, en: Sources and their rows}
note:
  zh: 每个来源：读取行数 = 保留行数 + 剔除行数。只剔除个别单元格的行仍计为保留。
  en: For every source, rows read = rows kept + rows rejected. A row that lost single cells only counts as kept.
key: [source_id]
columns:
  {source_id: source, rows_read: number, rows_kept: number, rows_rejected: number, cells_rejected: number,
  share_kept: share, licence: text}
chart: {form: stacked_bar, label: source_id, value: rows_read, series: rows_kept rows_rejected}
*/
WITH basis AS (
    SELECT source_id, ordinal, rows_read, rows_kept, rows_rejected, licence, path, sha256 FROM source
), cells AS (
    SELECT source_id, count(*) AS cells_rejected FROM rejected WHERE scope = 'cell' GROUP BY source_id
)
SELECT
    b.source_id,
    b.rows_read,
    b.rows_kept,
    b.rows_rejected,
    coalesce(c.cells_rejected, 0) AS cells_rejected,
    b.rows_kept / nullif(b.rows_read, 0) AS share_kept,
    b.licence
FROM basis AS b
LEFT JOIN cells AS c ON c.source_id = b.source_id
ORDER BY b.ordinal, b.source_id
