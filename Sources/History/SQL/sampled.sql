-- sampled.sql: how densely the text of each unit was sampled at best, in bids for other lots than :lot.
SELECT bid.unit AS unit, MIN(bid.level) AS level
FROM bid
WHERE bid.lot <> :lot AND bid.level IS NOT NULL
GROUP BY bid.unit
ORDER BY bid.unit;
