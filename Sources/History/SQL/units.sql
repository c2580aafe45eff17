-- units.sql: how many lots of each stratum each unit bid in. :since is a day, yyyy-mm-dd.
SELECT bid.unit AS unit, stratum.stratum AS stratum, COUNT(*) AS lots
FROM bid
JOIN stratum ON stratum.lot = bid.lot
WHERE stratum.opened >= :since
GROUP BY bid.unit, stratum.stratum
ORDER BY bid.unit, stratum.stratum;
