-- prices.sql: the prices of every lot whose method of award gives their spread a meaning, in fen. :since is a day, yyyy-mm-dd.
SELECT bid.lot AS lot, lot.award AS award, bid.unit AS unit, bid.price AS price
FROM bid
JOIN lot ON lot.lot = bid.lot
WHERE lot.opened >= :since AND bid.price > 0 AND lot.award IN ('narrow', 'wide')
ORDER BY bid.lot, bid.unit;
