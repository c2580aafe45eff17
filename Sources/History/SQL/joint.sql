-- joint.sql: in how many lots two units bid beside each other, from :support lots on. :since is a day, yyyy-mm-dd.
SELECT a.unit AS unit_a, b.unit AS unit_b, COUNT(*) AS lots
FROM bid AS a
JOIN bid AS b ON b.lot = a.lot AND a.unit < b.unit
JOIN lot ON lot.lot = a.lot
WHERE lot.opened >= :since
GROUP BY a.unit, b.unit
HAVING COUNT(*) >= :support
ORDER BY a.unit, b.unit;
