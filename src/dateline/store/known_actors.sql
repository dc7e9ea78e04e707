-- Fills `known_actors`: the description that most reports give an identified actor. x1, x2 ... hold within one report alone.
WITH described AS (
  SELECT actor, name, kind, country, role, affiliation, count(*) AS times
  FROM actors WHERE NOT regexp_matches(actor, '^x\d+$') GROUP BY ALL
), best AS (
  SELECT * FROM described QUALIFY row_number() OVER (
    PARTITION BY actor ORDER BY name IS NULL, times DESC, name, kind, country, role, affiliation) = 1
)
SELECT best.* EXCLUDE (times), told.reports
FROM best JOIN (SELECT actor, sum(times) AS reports FROM described GROUP BY actor) AS told USING (actor)
ORDER BY actor
