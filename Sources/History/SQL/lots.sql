-- lots.sql: how many lots each stratum has. :since is a day, yyyy-mm-dd.
SELECT stratum.stratum AS stratum, COUNT(*) AS lots
FROM stratum
WHERE stratum.opened >= :since
GROUP BY stratum.stratum
ORDER BY stratum.stratum;
