-- prints.sql: which bids for other lots than :lot have the fingerprint :print.
SELECT bid.bid AS bid, bid.unit AS unit, bid.level AS level
FROM text_print
JOIN bid ON bid.bid = text_print.bid
WHERE text_print.print = :print AND bid.lot <> :lot
ORDER BY bid.bid;
