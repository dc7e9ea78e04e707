-- Fills `conflict_points`: what one origin says of a conflict, once, however many pages carry it.
WITH told AS (
  SELECT k.conflict, f.measure, coalesce(k.who, '') AS who, coalesce(k.country, '') AS country,
    coalesce(f.scope, 'incident') AS scope, coalesce(l.origin, l.copy_group, f.report) AS origin, r.published, f.day_to AS day,
    CASE WHEN k.who = 'households' THEN f.households_low ELSE f.low END AS low,
    CASE WHEN k.who = 'households' THEN f.households_high ELSE f.high END AS high, f.quantifier, f.status, f.source_name, m.linked_event, f.report, l.corrects IS NOT NULL AS corrects
  FROM figures AS f JOIN figure_links AS k USING (figure) JOIN reports AS r ON r.report = f.report
  LEFT JOIN links AS l ON l.report = f.report LEFT JOIN linked_members AS m ON m.event = f.event
  WHERE k.conflict IS NOT NULL
), once AS (
  SELECT conflict, measure, who, country, scope, origin, day, low, high, status, linked_event, min(published) AS said,
    min(quantifier) AS quantifier, min(source_name) AS source, bool_or(corrects) AS corrects,
    list(DISTINCT report ORDER BY report) AS reports
  FROM told GROUP BY ALL
)
SELECT conflict, measure, who, country, scope, origin,
  row_number() OVER (PARTITION BY conflict, measure, who, country, scope, origin
    ORDER BY said NULLS LAST, corrects, day NULLS LAST, low NULLS LAST, high NULLS LAST, status, linked_event) - 1 AS point,
  said, day, low, high, quantifier, status, source, linked_event, corrects, reports
FROM once
