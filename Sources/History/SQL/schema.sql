-- schema.sql: the tables of a history (历史库). Standard SQL that SQLite and PostgreSQL share.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- A lot (标段): `opened` is the day of the opening in China, yyyy-mm-dd; `award` says which spread of prices would be
-- unusual (narrow, wide, neither, unknown); `region` is the tenderer's administrative division, four digits; `kind` the template;
-- `ceiling` in fen (分); `winner` the code of the unit that won, NULL where nobody told; `digest` of all that is remembered of it.
CREATE TABLE lot (
    lot TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    opened TEXT NOT NULL,
    region TEXT NOT NULL,
    kind TEXT NOT NULL,
    award TEXT NOT NULL,
    ceiling BIGINT,
    winner TEXT,
    digest TEXT NOT NULL
);

-- A bid (投标): `unit` is the unified social credit code; `price` in fen, NULL where none could be read; `bid` a number by which
-- text_print names it; of its text's fingerprints one in two to the power of `level` was looked at, NULL where there was no text.
CREATE TABLE bid (
    lot TEXT NOT NULL REFERENCES lot (lot) ON DELETE CASCADE,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    price BIGINT,
    bid BIGINT NOT NULL UNIQUE,
    level BIGINT,
    PRIMARY KEY (lot, unit)
);

-- A fingerprint of a bid's own text (正文指纹抽样): `print` is 62 bits of SHA-256 over the history's salt and the fingerprint;
-- `place` how many characters stand before it.
CREATE TABLE text_print (
    bid BIGINT NOT NULL REFERENCES bid (bid) ON DELETE CASCADE,
    print BIGINT NOT NULL,
    place BIGINT NOT NULL,
    PRIMARY KEY (bid, print)
);

-- A mark in a bid (标识键): `hash` is SHA-256 over the history's salt, kind, detail and value; `shown` what people see of it.
CREATE TABLE key_use (
    lot TEXT NOT NULL,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL,
    shown TEXT NOT NULL,
    PRIMARY KEY (lot, unit, hash),
    FOREIGN KEY (lot, unit) REFERENCES bid (lot, unit) ON DELETE CASCADE
);

CREATE INDEX bid_by_unit ON bid (unit);
CREATE INDEX key_use_by_hash ON key_use (hash);
CREATE INDEX text_print_by_print ON text_print (print);

-- Lots among which firms could have met by chance: one region, one kind, one year, alike in how many bid.
CREATE VIEW stratum AS
SELECT
    lot.lot AS lot,
    lot.opened AS opened,
    lot.region || '/' || lot.kind || '/' || substr(lot.opened, 1, 4) || '/'
    || CASE
        WHEN COUNT(*) < 4 THEN '2-3'
        WHEN COUNT(*) < 6 THEN '4-5'
        WHEN COUNT(*) < 9 THEN '6-8'
        WHEN COUNT(*) < 13 THEN '9-12'
        WHEN COUNT(*) < 20 THEN '13-19'
        ELSE '20-'
    END AS stratum
FROM lot
JOIN bid ON bid.lot = lot.lot
GROUP BY lot.lot, lot.opened, lot.region, lot.kind;
