-- wins.sql: who bid in every lot whose winner is known, and who won it. :since is a day, yyyy-mm-dd.
SELECT bid.lot AS lot, lot.winner AS winner, bid.unit AS unit
FROM bid
JOIN lot ON lot.lot = bid.lot
WHERE lot.opened >= :since AND lot.winner IS NOT NULL
ORDER BY bid.lot, bid.unit;
