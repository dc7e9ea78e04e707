-- Fills `conflict_changes` from `conflict_points`: one origin's figure against its figure before.
WITH counted AS (
  SELECT *, coalesce(low, high) AS size FROM conflict_points
  WHERE scope IN ('cumulative', 'stock') AND status IN ('occurred', 'claimed') AND coalesce(low, high) IS NOT NULL
), beside AS (
  SELECT *, lag(size) OVER (PARTITION BY conflict, measure, who, country, scope, origin ORDER BY point) AS before FROM counted
)
SELECT conflict, measure, who, country, scope, origin, point, before, size AS after,
  CASE WHEN size > before THEN 'up' ELSE 'down' END AS direction, CASE WHEN corrects THEN 'correction' ELSE 'update' END AS kind, said
FROM beside WHERE before <> size
