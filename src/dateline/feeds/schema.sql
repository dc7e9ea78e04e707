-- The state of a watch. Each step of an article is one transaction: wanted -> ready -> done or refused.
CREATE TABLE IF NOT EXISTS feeds (
  address TEXT PRIMARY KEY,
  title TEXT NOT NULL DEFAULT '',
  etag TEXT, modified TEXT,          -- of its last answer
  digest TEXT,                       -- of its last content
  asked REAL,                        -- when it was asked last
  due REAL NOT NULL DEFAULT 0,       -- when it is asked next
  failures INTEGER NOT NULL DEFAULT 0,
  result TEXT NOT NULL DEFAULT 'not asked yet',
  found INTEGER NOT NULL DEFAULT 0, coded INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS articles (
  address TEXT PRIMARY KEY,
  link TEXT NOT NULL, host TEXT NOT NULL, feed TEXT NOT NULL,
  title TEXT NOT NULL, published TEXT, updated TEXT, content TEXT NOT NULL,
  version TEXT NOT NULL,             -- a digest of what the feed says of it
  changed INTEGER NOT NULL DEFAULT 0,-- whether the feed says something else since its page was read
  stage TEXT NOT NULL, words TEXT NOT NULL DEFAULT '',
  due REAL NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
  etag TEXT, modified TEXT,          -- of its page, once that was read
  report TEXT,                       -- the article as JSON while it is ready to be coded
  found REAL NOT NULL, listed REAL NOT NULL, ready REAL
);
CREATE INDEX IF NOT EXISTS by_stage ON articles (stage, host, due);
CREATE TABLE IF NOT EXISTS texts (host TEXT NOT NULL, digest TEXT NOT NULL, seen REAL NOT NULL, PRIMARY KEY (host, digest)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hosts (host TEXT PRIMARY KEY, until REAL NOT NULL, failures INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS robots (origin TEXT PRIMARY KEY, met REAL NOT NULL, text TEXT, why TEXT NOT NULL);
