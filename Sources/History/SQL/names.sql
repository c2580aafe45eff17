-- names.sql: what each unit called itself, the latest last.
SELECT bid.unit AS unit, bid.name AS name
FROM bid
JOIN lot ON lot.lot = bid.lot
ORDER BY bid.unit, lot.opened, lot.lot;
