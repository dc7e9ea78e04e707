-- The differences between the snapshot (before_*) and the record as it is now (now_*), as the table `news`.
CREATE OR REPLACE TEMP TABLE heirs AS  -- a happening of now and the one before that it is, or that it went on from
SELECT linked_event AS now, linked_event AS before FROM now_happenings JOIN before_happenings USING (linked_event)
UNION ALL
SELECT now, before FROM (
  SELECT n.linked_event AS now, b.linked_event AS before, count(*) AS shared
  FROM now_tellings AS n JOIN before_tellings AS b USING (telling)
  WHERE n.linked_event NOT IN (SELECT linked_event FROM before_happenings) GROUP BY ALL)
QUALIFY row_number() OVER (PARTITION BY now ORDER BY shared DESC, before) = 1;

CREATE OR REPLACE TEMP TABLE story_heirs AS
SELECT now, before FROM (
  SELECT n.story AS now, b.story AS before, count(*) AS shared
  FROM now_stories AS n JOIN before_stories AS b USING (report) GROUP BY ALL)
QUALIFY row_number() OVER (PARTITION BY now ORDER BY now = before DESC, shared DESC, before) = 1;

CREATE OR REPLACE TEMP TABLE figures_now AS  -- each series with what it was before; was_new: its owner is new
SELECT s.owner, s.owner_kind, s.measure, s.who, s.country, s.low, s.high, coalesce(h.before, t.before) IS NULL AS was_new,
  b.owner IS NOT NULL AS was_told, b.low AS low_before, b.high AS high_before
FROM now_series AS s
LEFT JOIN heirs AS h ON s.owner_kind = 'event' AND h.now = s.owner
LEFT JOIN story_heirs AS t ON s.owner_kind = 'story' AND t.now = s.owner
LEFT JOIN before_series AS b ON b.owner = coalesce(h.before, t.before) AND b.owner_kind = s.owner_kind AND b.measure = s.measure
  AND b.who = s.who AND b.country = s.country;

CREATE OR REPLACE TEMP TABLE figure_news AS
SELECT *, CASE WHEN NOT was_told THEN 'figure_new'
  WHEN coalesce(low, high) >= coalesce(low_before, high_before) AND coalesce(high, low) >= coalesce(high_before, low_before)
    THEN 'figure_raised'
  WHEN coalesce(low, high) <= coalesce(low_before, high_before) AND coalesce(high, low) <= coalesce(high_before, low_before)
    THEN 'figure_lowered'
  ELSE 'figure_changed' END AS kind
FROM figures_now
WHERE NOT was_told OR low IS DISTINCT FROM low_before OR high IS DISTINCT FROM high_before;

CREATE OR REPLACE TEMP TABLE covered AS  -- figures of stories that one of their happenings has, new or changed: told once
SELECT DISTINCT story, f.measure, f.who, f.country
FROM (SELECT linked_event, unnest(stories) AS story FROM linked_events) AS e
JOIN figures_now AS f ON f.owner = e.linked_event AND f.owner_kind = 'event'
WHERE f.was_new OR NOT f.was_told OR f.low IS DISTINCT FROM f.low_before OR f.high IS DISTINCT FROM f.high_before;

CREATE OR REPLACE TEMP TABLE news AS
WITH pairs AS (
  SELECT n.*, b.status AS status_before, b.origins AS origins_before, coalesce(b.contradicted, false) AS contradicted_before,
    b.linked_event IS NULL AS is_new
  FROM now_happenings AS n LEFT JOIN heirs AS h ON h.now = n.linked_event
  LEFT JOIN before_happenings AS b ON b.linked_event = h.before
), went_on AS (
  SELECT happening, after FROM (
    SELECT b.linked_event AS happening, n.linked_event AS after, count(*) AS shared
    FROM before_tellings AS b JOIN now_tellings AS n USING (telling)
    WHERE b.linked_event NOT IN (SELECT linked_event FROM now_happenings) GROUP BY ALL)
  QUALIFY row_number() OVER (PARTITION BY happening ORDER BY shared DESC, after) = 1
), flat AS (
  SELECT 'event' AS kind, linked_event AS happening, NULL AS before, status AS after FROM pairs WHERE is_new
  UNION ALL
  SELECT 'status', linked_event, status_before, status FROM pairs WHERE NOT is_new AND status <> status_before
  UNION ALL
  SELECT 'origins', linked_event, CAST(origins_before AS VARCHAR), CAST(origins AS VARCHAR) FROM pairs
  WHERE NOT is_new AND origins <> origins_before
  UNION ALL
  SELECT 'contradiction', linked_event, NULL, NULL FROM pairs WHERE contradicted AND NOT contradicted_before
  UNION ALL
  SELECT 'gone', b.linked_event, b.status, w.after FROM before_happenings AS b LEFT JOIN went_on AS w
  ON w.happening = b.linked_event WHERE b.linked_event NOT IN (SELECT linked_event FROM now_happenings)
)
SELECT kind, happening, NULL::VARCHAR AS story, NULL::VARCHAR AS measure, NULL::VARCHAR AS who, NULL::VARCHAR AS country,
  NULL::VARCHAR AS crossing, CAST(before AS VARCHAR) AS before, CAST(after AS VARCHAR) AS after,
  NULL::BIGINT AS low_before, NULL::BIGINT AS high_before, NULL::BIGINT AS low, NULL::BIGINT AS high
FROM flat
UNION ALL
SELECT kind, CASE WHEN owner_kind = 'event' THEN owner END, CASE WHEN owner_kind = 'story' THEN owner END, measure, who, country,
  NULL, NULL, NULL, low_before, high_before, low, high
FROM figure_news AS f
WHERE CASE WHEN owner_kind = 'event' THEN NOT (was_new AND kind = 'figure_new')
  ELSE NOT EXISTS (SELECT 1 FROM covered AS c WHERE c.story = f.owner AND c.measure = f.measure AND c.who = f.who
                   AND c.country = f.country) END
UNION ALL
SELECT 'crossing_' || n.state, NULL, n.story, NULL, NULL, NULL, n.crossing, b.state, n.state, NULL, NULL, NULL, NULL
FROM now_crossings AS n LEFT JOIN before_crossings AS b ON b.crossing = n.crossing AND b.what = n.what
WHERE b.state IS DISTINCT FROM n.state
