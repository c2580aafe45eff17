-- beside.sql: which units bid beside the unit :unit, in other lots than :lot.
SELECT DISTINCT other.unit AS unit
FROM bid AS own
JOIN bid AS other ON other.lot = own.lot AND other.unit <> own.unit
WHERE own.unit = :unit AND own.lot <> :lot
ORDER BY other.unit;
