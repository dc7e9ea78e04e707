-- Invented rows of every table, a statement a table. $events: happenings. Telling t is of happening t % events and report t // 3;
-- every value is a hash of the row's number. dice(a, 'what', n) gives 0 to n - 1.
CREATE TEMP MACRO dice(a, b, n) AS (hash(a, b) % n)::INT;
CREATE TEMP MACRO one_of(listed, a, b) AS listed[1 + dice(a, b, len(listed))];
CREATE TEMP MACRO a_type(h) AS one_of(['ASSAULT', 'ASSAULT', 'ASSAULT', 'COERCE', 'COERCE', 'PROTEST', 'CONSULT', 'CONSULT', 'AID',
  'AGREE', 'THREATEN', 'ACCUSE', 'REQUEST', 'MOBILIZE', 'SUPPORT', 'REJECT', 'SANCTION', 'RETREAT', 'COOPERATE', 'CONCEDE'], h, 'type');
CREATE TEMP MACRO a_status(h) AS one_of(['occurred', 'occurred', 'occurred', 'occurred', 'occurred', 'occurred', 'claimed', 'claimed',
  'claimed', 'planned', 'denied', 'hypothetical', 'requested'], h, 'status');
CREATE TEMP MACRO a_state(h, side) AS one_of(['PAK', 'IRN', 'AFG', 'IND', 'IRQ', 'SYR', 'TUR', 'SAU'], h, side || ' state');
CREATE TEMP MACRO an_actor(h, side) AS a_state(h, side) || one_of(['', '.gov', '.mil', '.mfa', '.police', '.civilian'], h, side);
CREATE TEMP MACRO a_measure(h) AS one_of(['killed', 'killed', 'killed', 'killed', 'killed', 'injured', 'injured', 'injured',
  'displaced', 'detained', 'evacuated'], h, 'measure');
CREATE TEMP MACRO a_sentence(t, k) AS one_of(['border guards shelled a post', 'the council met envoys', 'drivers blocked the road',
  'the army moved tanks', 'a convoy brought flour', 'the ministry rejected the charge', 'fighters raided a depot',
  'marchers filled the square'], t, k);
CREATE TEMP MACRO a_day(h) AS DATE '2022-01-01' + dice(h, 'day', 1400);
CREATE TEMP MACRO a_spot(h) AS least(dice(h, 'spot', 3000), dice(h, 'other spot', 3000));
CREATE TEMP MACRO an_outlet(t) AS 'Outlet ' || dice(t, 'outlet', 300);
CREATE TEMP MACRO a_key(t) AS printf('%016x', t);

CREATE TEMP TABLE spots AS
SELECT i AS spot, 'Place' || i AS place_name, (i + 1)::BIGINT AS geonames_id, 15 + dice(i, 'lat', 25000) / 1000.0 AS lat,
  40 + dice(i, 'lon', 40000) / 1000.0 AS lon, a_state(i, 'of') AS country, 'Province ' || dice(i, 'province', 90) AS admin1,
  CASE WHEN i % 40 = 0 THEN 'country' WHEN i % 12 = 0 THEN 'admin1' ELSE 'city' END AS place_kind FROM range(3000) AS r(i);

CREATE TEMP TABLE told AS  -- a row a happening
SELECT h, a_type(h) AS type, 'm' || dice(h, 'mode', 6) AS mode, a_status(h) AS status, an_actor(h, 'acts') AS actor,
  an_actor(h, 'suffers') AS recipient, CASE WHEN dice(h, 'dated', 5) > 0 THEN a_day(h) END AS day, s.*
FROM range($events) AS r(h) LEFT JOIN spots AS s ON s.spot = CASE WHEN dice(h, 'placed', 4) > 0 THEN a_spot(h) END;

CREATE TEMP TABLE tellings AS
SELECT t, a_key(t // 3) AS report, a_key(t // 3) || ':e' || t % 3 AS event, told.*
FROM range($events + $events // 2) AS r(t) JOIN told ON told.h = t % $events;

INSERT INTO reports BY NAME
SELECT a_key(t) AS report, 'in-' || t AS id, a_day(t) AS published, an_outlet(t) AS outlet, 'https://news.example/' || t AS url,
  'Headline ' || t AS title, 'en' AS language, true AS coded, hash(t)::VARCHAR AS digest, 'f' AS fingerprint,
  a_sentence(t, 'first') || ' near Place' || a_spot(t) || ' on Monday. ' || a_sentence(t, 'second') || ', officials said. '
  || a_sentence(t, 'third') || ' near Place' || a_spot(t + 1) || '. ' || repeat(a_sentence(t, 'last') || '. ', 8) AS text
FROM range($events // 2) AS r(t);

INSERT INTO sentences BY NAME
SELECT a_key(t) AS report, n, n * 60 AS start, n * 60 + 58 AS "end" FROM range($events // 2) AS r(t), range(4) AS s(n);

INSERT INTO actors BY NAME
SELECT DISTINCT report, actor, 'Name of ' || actor AS name, 'government' AS kind, actor[1:3] AS country
FROM (SELECT report, actor FROM tellings UNION ALL SELECT report, recipient FROM tellings);

INSERT INTO events BY NAME
SELECT event, report, type, mode, a_status(t) AS status, 'shelled' AS "trigger", 10 * (t % 3) AS start, 10 * (t % 3) + 7 AS "end",
  [actor] AS actor, ['Name of ' || actor] AS actor_name, ['government'] AS actor_kind, [actor[1:3]] AS actor_country,
  [recipient] AS recipient, ['Name of ' || recipient] AS recipient_name, ['government'] AS recipient_kind,
  [recipient[1:3]] AS recipient_country, t % 3 AS place, place_name, geonames_id, place_kind, lat, lon, country, admin1,
  day AS day_from, day AS day_to, 0 AS sentence_start, 60 AS sentence_end, 'rule.x' AS rule,
  0.5 + dice(t, 'confidence', 50) / 100.0 AS confidence FROM tellings;

INSERT INTO places BY NAME
SELECT report, t % 3 AS n, place_name AS name, geonames_id, lat, lon, country, admin1, place_kind AS kind,
  0.3 + dice(t, 'score', 70) / 100.0 AS score, '[]' AS candidates FROM tellings;

INSERT INTO event_mentions BY NAME
SELECT event, report, role, 0 AS n, CASE role WHEN 'actor' THEN actor ELSE recipient END AS actor,
  'Name of ' || CASE role WHEN 'actor' THEN actor ELSE recipient END AS name,
  CASE role WHEN 'actor' THEN actor ELSE recipient END[1:3] AS country, 20 AS start, 30 AS "end", 'the guards' AS words
FROM tellings, (VALUES ('actor'), ('recipient')) AS v(role);

INSERT INTO figures BY NAME
SELECT report || ':f' || i AS figure, report, a_measure(i) AS measure, dice(i, 'low', 60) AS low, low AS high, 'exact' AS quantifier,
  'incident' AS scope, 'occurred' AS status, event, day AS day_from, day AS day_to, place_name, lat, lon, country, 'some' AS words,
  30 AS start, 34 AS "end" FROM range(2 * $events) AS r(i) JOIN tellings ON tellings.t = i % ($events + $events // 2);

INSERT INTO statements BY NAME
SELECT report || ':s' || t % 3 AS statement, report, actor AS speaker, 'Name of ' || actor AS speaker_name, 'said' AS cue,
  'indirect' AS quote, a_sentence(t, 'said') || ' near ' || coalesce(place_name, 'here') AS content, 0 AS start, 30 AS "end"
FROM tellings WHERE t < $events;

INSERT INTO crossings BY NAME
SELECT a_key(t) || ':c' AS crossing, a_key(t) AS report, one_of(['open', 'closed', 'restricted'], t, 'state') AS state,
  'occurred' AS status, 'crossing' AS what, ['Gate ' || dice(t, 'gate', 120)] AS name, 10 * (t % 3) AS start,
  10 * (t % 3) + 7 AS "end", 'shut' AS "trigger" FROM range($events // 10) AS r(t);

INSERT INTO links BY NAME
SELECT a_key(t) AS report, a_key(t) AS copy_group, CASE WHEN dice(t, 'copy', 3) = 0 AND t > 0 THEN a_key(t - 1) END AS copy_of,
  an_outlet(t) AS origin, 's' || t // 6 AS story, 1 AS version FROM range($events // 2) AS r(t);

INSERT INTO linked_events BY NAME
SELECT 'e' || a_key(h) AS linked_event, type, [mode] AS modes, status, [actor] AS actors, [recipient] AS recipients, place_name,
  geonames_id, lat, lon, country, day AS day_from, day AS day_to, a_day(h) + 1 AS first_reported,
  1 + dice(h, 'origins', 3) AS independent_origins, [an_outlet(h)] AS origins, 1 + dice(h, 'reports', 5) AS reports,
  ['s' || h // 18] AS stories FROM told;

INSERT INTO linked_members BY NAME
SELECT 'e' || a_key(h) AS linked_event, report, event, dice(t, 'denies', 60) = 0 AS contradicts FROM tellings;

INSERT INTO stories BY NAME
SELECT 's' || t AS story, 6 AS reports, 2 AS independent_origins, a_day(t) AS first_reported FROM range($events // 12) AS r(t);

INSERT INTO ledger BY NAME
SELECT 'e' || a_key(i % $events) AS owner, 'event' AS owner_kind, i // $events AS n, '' AS who, '' AS country,
  CASE WHEN i < $events THEN a_measure(i) ELSE 'arrested' END AS measure, dice(i, 'low', 60) AS low, low + dice(i, 'more', 9) AS high
FROM range(2 * $events) AS r(i);

INSERT INTO ledger_points BY NAME
SELECT 'e' || a_key(i % $events) AS owner, i // $events AS n, 0 AS point, dice(i, 'low', 60) AS low, low + dice(i, 'more', 9) AS high,
  'range' AS quantifier, 'incident' AS scope, 'occurred' AS status, an_outlet(i) AS origin, a_day(i % $events) AS said,
  [a_key((i % $events) // 3)] AS reports FROM range(2 * $events) AS r(i);

INSERT INTO crossing_states BY NAME
SELECT 's' || dice(t, 'story', greatest(1, $events // 12)) AS story, t AS n, 'Gate ' || dice(t, 'gate', 120) AS crossing,
  'crossing' AS what, one_of(['open', 'closed', 'restricted'], t, 'state') AS state, 'occurred' AS status, a_day(t) AS said,
  an_outlet(t) AS origin FROM range($events // 10) AS r(t);
