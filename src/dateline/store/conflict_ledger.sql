-- Fills `conflict_ledger` from `conflict_points`. What happened in one incident is in the ledger of its happening.
WITH counted AS (
  SELECT * FROM conflict_points WHERE scope IN ('cumulative', 'stock') AND status IN ('occurred', 'claimed')
    AND coalesce(low, high) IS NOT NULL
), latest AS (
  SELECT * FROM counted QUALIFY row_number() OVER (
    PARTITION BY conflict, measure, who, country, scope, origin ORDER BY said DESC NULLS LAST, point DESC) = 1
)
SELECT c.conflict, c.measure, c.who, c.country, c.scope, min(coalesce(l.low, l.high)) AS low, max(coalesce(l.high, l.low)) AS high,
  count(DISTINCT l.origin) AS origins, count(DISTINCT (c.origin, c.point)) AS points, min(c.said) AS first_said,
  max(c.said) AS last_said
FROM counted AS c JOIN latest AS l USING (conflict, measure, who, country, scope) GROUP BY ALL
