-- Fills `happenings` from the linked tables and `known_actors`. `quads` (type, quad) is given by the caller.
WITH tellings AS (
  SELECT m.linked_event, m.contradicts, l.copy_of IS NULL AS own, r.published, p.score, e.*
  FROM linked_members AS m JOIN events AS e USING (event)
  JOIN reports AS r ON r.report = e.report
  LEFT JOIN links AS l ON l.report = e.report
  LEFT JOIN places AS p ON p.report = e.report AND p.n = e.place
), standing AS (
  SELECT * FROM tellings
  QUALIFY row_number() OVER (PARTITION BY linked_event ORDER BY NOT own,
    array_position(['occurred', 'claimed', 'denied', 'planned', 'requested', 'hypothetical'], status),
    day_from IS NULL, lat IS NULL, published, report, start, event) = 1
), told AS (
  SELECT linked_event, bool_or(contradicts) AS contradicted, max(published) AS last_reported,
    min(score) AS place_score, min(confidence) AS confidence,
    count(*) FILTER (own AND status = 'occurred') AS told_occurred, count(*) FILTER (own AND status = 'claimed') AS told_claimed,
    count(*) FILTER (own AND status = 'denied') AS told_denied, count(*) FILTER (own AND status = 'planned') AS told_planned,
    count(*) FILTER (own AND status = 'requested') AS told_requested,
    count(*) FILTER (own AND status = 'hypothetical') AS told_hypothetical
  FROM tellings GROUP BY linked_event
), modes AS (
  SELECT linked_event, mode FROM (SELECT linked_event, mode, count(*) AS times FROM tellings WHERE mode IS NOT NULL GROUP BY ALL)
  QUALIFY row_number() OVER (PARTITION BY linked_event ORDER BY times DESC, mode) = 1
), triggers AS (
  SELECT linked_event, list("trigger" ORDER BY times DESC, "trigger") AS triggers
  FROM (SELECT linked_event, "trigger", count(*) AS times FROM tellings GROUP BY ALL) GROUP BY linked_event
), identified AS (
  SELECT a.linked_event, a.role, list(coalesce(k.name, a.actor) ORDER BY a.place) AS names
  FROM (SELECT linked_event, 'actor' AS role, unnest(actors) AS actor, generate_subscripts(actors, 1) AS place FROM linked_events
        UNION ALL
        SELECT linked_event, 'recipient', unnest(recipients), generate_subscripts(recipients, 1) FROM linked_events) AS a
  LEFT JOIN known_actors AS k USING (actor) GROUP BY a.linked_event, a.role
), unidentified AS (
  SELECT s.linked_event, m.role, list(m.name ORDER BY m.n) AS names
  FROM standing AS s JOIN event_mentions AS m USING (event)
  WHERE m.role IN ('actor', 'recipient') AND m.name IS NOT NULL AND (m.actor IS NULL OR regexp_matches(m.actor, '^x\d+$'))
  GROUP BY s.linked_event, m.role
), mentioned AS (
  SELECT DISTINCT t.linked_event, m.role, CASE WHEN NOT regexp_matches(m.actor, '^x\d+$') THEN m.actor END AS actor, m.country
  FROM tellings AS t JOIN event_mentions AS m USING (event) WHERE m.role IN ('actor', 'recipient')
), keys AS (
  SELECT linked_event, role, list(DISTINCT key ORDER BY key) AS keys FROM (
    SELECT linked_event, role, country AS key FROM mentioned WHERE country IS NOT NULL
    UNION ALL
    SELECT linked_event, role, array_to_string(string_split(actor, '.')[1:level], '.')
    FROM mentioned, generate_series(1, 6) AS levels(level)
    WHERE actor IS NOT NULL AND level <= len(string_split(actor, '.')))
  GROUP BY linked_event, role
), latest AS (
  SELECT p.owner, p.n, s.measure, s.who, p.low, p.high, p.quantifier
  FROM ledger AS s JOIN ledger_points AS p USING (owner, n)
  WHERE s.owner_kind = 'event' AND s.who IS DISTINCT FROM 'households'  -- never weighed against people
    AND coalesce(p.scope, 'incident') = 'incident' AND p.status IN ('occurred', 'claimed')
  QUALIFY row_number() OVER (
    PARTITION BY p.owner, p.n, p.origin ORDER BY p.said DESC NULLS LAST, coalesce(p.high, p.low) DESC, p.point DESC) = 1
), spans AS (
  SELECT owner, n, measure, who, min(low) AS low, max(coalesce(high, low)) AS most, count(*) AS origins,
    coalesce(max(low) FILTER (high IS NULL) >= max(coalesce(high, low)), false) AS open,
    CASE WHEN min(quantifier) = max(quantifier) THEN min(quantifier) END AS quantifier
  FROM latest GROUP BY ALL
), toll AS (
  SELECT * FROM spans QUALIFY row_number() OVER (
    PARTITION BY owner ORDER BY array_position(['killed', 'injured'], measure) NULLS LAST, most DESC NULLS LAST, measure, who, n) = 1
), spots AS (
  SELECT h.linked_event, min(t.place_kind) AS place_kind, min(t.admin1) AS admin1
  FROM linked_events AS h JOIN tellings AS t ON t.linked_event = h.linked_event AND t.lat = h.lat AND t.lon = h.lon
  GROUP BY h.linked_event
)
SELECT h.linked_event, s.event, s.report,
  substring(r.text, s.sentence_start + 1, s.sentence_end - s.sentence_start) AS sentence,
  h.type, q.quad, modes.mode, h.status,
  h.actors, list_concat(coalesce(ia.names, []), coalesce(ua.names, [])) AS actor_names,
  coalesce(ka.keys, []) AS actor_keys,
  h.recipients, list_concat(coalesce(ir.names, []), coalesce(ur.names, [])) AS recipient_names,
  coalesce(kr.keys, []) AS recipient_keys,
  triggers.triggers,
  coalesce(h.place_name, s.place_name) AS place_name, h.geonames_id, h.lat, h.lon, spots.place_kind,
  coalesce(h.country, s.country) AS country, spots.admin1,
  CASE WHEN h.lat IS NOT NULL THEN NOT list_contains($areas, coalesce(spots.place_kind, '')) END AS exact_place,
  h.day_from, h.day_to, h.first_reported, coalesce(told.last_reported, h.first_reported) AS last_reported,
  h.independent_origins, h.origins, h.reports, h.stories, told.contradicted,
  told.told_occurred, told.told_claimed, told.told_denied, told.told_planned, told.told_requested, told.told_hypothetical,
  toll.measure AS toll_measure, toll.who AS toll_who, toll.low AS toll_low,
  CASE WHEN toll.open AND toll.most = toll.low THEN NULL ELSE toll.most END AS toll_high, toll.open AS toll_open,
  toll.quantifier AS toll_quantifier, toll.origins AS toll_origins,
  told.place_score, told.confidence,
  lower(strip_accents(concat_ws(' ', array_to_string(ia.names, ' '), array_to_string(ua.names, ' '),
    array_to_string(ir.names, ' '), array_to_string(ur.names, ' '), array_to_string(triggers.triggers, ' '),
    coalesce(h.place_name, s.place_name), h.type, modes.mode,
    substring(r.text, s.sentence_start + 1, s.sentence_end - s.sentence_start)))) AS search
FROM linked_events AS h
JOIN standing AS s USING (linked_event)
JOIN reports AS r ON r.report = s.report
JOIN told USING (linked_event)
LEFT JOIN modes USING (linked_event)
LEFT JOIN triggers USING (linked_event)
LEFT JOIN spots USING (linked_event)
LEFT JOIN quads AS q ON q.type = h.type
LEFT JOIN toll ON toll.owner = h.linked_event
LEFT JOIN identified AS ia ON ia.linked_event = h.linked_event AND ia.role = 'actor'
LEFT JOIN identified AS ir ON ir.linked_event = h.linked_event AND ir.role = 'recipient'
LEFT JOIN unidentified AS ua ON ua.linked_event = h.linked_event AND ua.role = 'actor'
LEFT JOIN unidentified AS ur ON ur.linked_event = h.linked_event AND ur.role = 'recipient'
LEFT JOIN keys AS ka ON ka.linked_event = h.linked_event AND ka.role = 'actor'
LEFT JOIN keys AS kr ON kr.linked_event = h.linked_event AND kr.role = 'recipient'
ORDER BY h.linked_event
