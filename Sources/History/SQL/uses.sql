-- uses.sql: of all units known from other lots than :lot, how many have used the mark :hash in them.
SELECT
    (SELECT COUNT(DISTINCT key_use.unit) FROM key_use WHERE key_use.hash = :hash AND key_use.lot <> :lot) AS using_it,
    (SELECT COUNT(DISTINCT bid.unit) FROM bid WHERE bid.lot <> :lot) AS known;
