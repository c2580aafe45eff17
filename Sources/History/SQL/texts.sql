-- texts.sql: every use of a fingerprint that two units or more have, and fewer than :common. :since is a day, yyyy-mm-dd.
SELECT text_print.print AS print, bid.unit AS unit, bid.bid AS bid, bid.lot AS lot, bid.level AS level,
    text_print.place AS place
FROM text_print
JOIN bid ON bid.bid = text_print.bid
JOIN lot ON lot.lot = bid.lot
WHERE lot.opened >= :since AND text_print.print IN (
    SELECT used.print
    FROM text_print AS used
    JOIN bid AS user_bid ON user_bid.bid = used.bid
    JOIN lot AS other ON other.lot = user_bid.lot
    WHERE other.opened >= :since
    GROUP BY used.print
    HAVING COUNT(DISTINCT user_bid.unit) >= 2 AND COUNT(DISTINCT user_bid.unit) < :common
)
ORDER BY text_print.print, bid.unit, lot.opened, lot.lot;
