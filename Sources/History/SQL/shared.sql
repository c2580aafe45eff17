-- shared.sql: every use of a mark that two units or more have used. :since is a day, yyyy-mm-dd.
SELECT key_use.hash AS hash, key_use.kind AS kind, key_use.detail AS detail, key_use.shown AS shown,
    key_use.unit AS unit, key_use.lot AS lot
FROM key_use
JOIN lot ON lot.lot = key_use.lot
WHERE lot.opened >= :since AND key_use.hash IN (
    SELECT used.hash
    FROM key_use AS used
    JOIN lot AS other ON other.lot = used.lot
    WHERE other.opened >= :since
    GROUP BY used.hash
    HAVING COUNT(DISTINCT used.unit) >= 2
)
ORDER BY key_use.hash, key_use.unit, key_use.lot;
