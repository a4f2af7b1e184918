/** VAT accounts (Vorsteuer, Umsatzsteuer, Abrechnung mit dem Finanzamt). Columns: see the README of the charts. */
export const TAX = `
# Vorsteuer
1560|1410|Aufzuteilende Vorsteuer|Divisible input tax|A|A.B.II.4|tax:input|tod/ton
1561|1411|Aufzuteilende Vorsteuer 7 %|Divisible input tax 7 %|A|A.B.II.4|tax:input:7|tod/ton
1566|1416|Aufzuteilende Vorsteuer 19 %|Divisible input tax 19 %|A|A.B.II.4|tax:input:19|tod/ton
1568|1403|Vorsteuer 5 %|Input tax 5 %|A|A.B.II.4|tax:input:5 kz:66 from:2020-07-01|g
1570|1400|Vorsteuer|Input tax|A|A.B.II.4|tax:input kz:66|tod/ton
1571|1401|Vorsteuer 7 %|Input tax 7 %|A|A.B.II.4|tax:input:7 kz:66|tkod/tkon
1572|1402|Vorsteuer aus innergemeinschaftlichem Erwerb|Input tax on intra-community acquisitions|A|A.B.II.4|tax:acquisition-input kz:61|tkod/tkon
1574|1404|Vorsteuer aus innergemeinschaftlichem Erwerb 19 %|Input tax on intra-community acquisitions 19 %|A|A.B.II.4|tax:acquisition-input:19 kz:61|tod/tkon
1575|1405|Vorsteuer 16 %|Input tax 16 %|A|A.B.II.4|tax:input:16 kz:66|kdg/kg
1576|1406|Vorsteuer 19 %|Input tax 19 %|A|A.B.II.4|tax:input:19 kz:66|tkod/tkon
1577|1407|Vorsteuer nach §13b UStG 19 %|Input tax under §13b UStG 19 %|A|A.B.II.4|tax:reverse-charge-input:19 kz:67|tkod/tkon
1578|1408|Vorsteuer nach §13b UStG|Input tax under §13b UStG|A|A.B.II.4|tax:reverse-charge-input kz:67|tkod/tkon
1580|1480|Gegenkonto der Vorsteuer (EÜR)|Contra account to input tax (cash-basis accounts)|A|A.B.II.4||tkod/tko
1581|1481|Auflösung der Vorsteuer des Vorjahres (EÜR)|Release of last year's input tax (cash-basis accounts)|A|A.B.II.4||tkod/tko
1582|1482|Vorsteuer aus Investitionen (EÜR)|Input tax on investments (cash-basis accounts)|A|A.B.II.4|tax:input|tkod/tko
1584|1432|Vorsteuer aus dem Erwerb neuer Fahrzeuge in der EU|Input tax on new vehicles acquired in the EU|A|A.B.II.4|tax:acquisition-input kz:61|tkod/tkon
1588|1433|Einfuhrumsatzsteuer|Import VAT|A|A.B.II.4|tax:import kz:62|tkod/tkon
1545|1420|Umsatzsteuer-Guthaben|VAT refund due|A|A.B.II.4|tax:settlement|tod/ton
1548|1434|Vorsteuer, erst in der Folgeperiode abziehbar|Input tax deductible in the next period|A|A.B.II.4|tax:input|tod/ton
# Umsatzsteuer
1760|3810|Umsatzsteuer, noch nicht fällig|Output tax not yet due|L|P.B.2|tax:output|tod/ton
1761|3811|Umsatzsteuer 7 %, noch nicht fällig|Output tax 7 % not yet due|L|P.B.2|tax:output:7|tod/ton
1766|3816|Umsatzsteuer 19 %, noch nicht fällig|Output tax 19 % not yet due|L|P.B.2|tax:output:19|tod/ton
1767|3817|Umsatzsteuer anderer EU-Staaten auf Lieferungen|VAT of other EU states on supplies|L|P.C.8|tax:foreign|tkod/tkon
1770|3800|Umsatzsteuer|Output tax|L|P.C.8|tax:output|tod/ton
1771|3801|Umsatzsteuer 7 %|Output tax 7 %|L|P.C.8|tax:output:7|tkod/tkon
1772|3802|Umsatzsteuer aus innergemeinschaftlichem Erwerb|Output tax on intra-community acquisitions|L|P.C.8|tax:acquisition-output|tkod/tkon
1773|3803|Umsatzsteuer 5 %|Output tax 5 %|L|P.C.8|tax:output:5 kz:36 from:2020-07-01|g
1774|3804|Umsatzsteuer aus innergemeinschaftlichem Erwerb 19 %|Output tax on intra-community acquisitions 19 %|L|P.C.8|tax:acquisition-output:19|tod/tkon
1775|3805|Umsatzsteuer 16 %|Output tax 16 %|L|P.C.8|tax:output:16 kz:36|kdg/kg
1776|3806|Umsatzsteuer 19 %|Output tax 19 %|L|P.C.8|tax:output:19|tkod/tkon
1777|3807|Umsatzsteuer auf hier steuerbare EU-Lieferungen|Output tax on supplies to the EU taxed here|L|P.C.8|tax:output-eu|tod/ton
1778|3808|Umsatzsteuer auf hier steuerbare EU-Lieferungen 19 %|Output tax on supplies to the EU taxed here 19 %|L|P.C.8|tax:output-eu:19|tod/ton
1783|3851|Zu Unrecht ausgewiesene Umsatzsteuer|VAT wrongly shown on invoices|L|P.C.8|tax:output kz:69|tod/ton
1784|3834|Umsatzsteuer aus dem Erwerb neuer Fahrzeuge in der EU|Output tax on new vehicles acquired in the EU|L|P.C.8|tax:acquisition-output kz:96|tod/ton
1785|3835|Umsatzsteuer nach §13b UStG|Output tax under §13b UStG|L|P.C.8|tax:reverse-charge-output|tkod/tkon
1787|3837|Umsatzsteuer nach §13b UStG 19 %|Output tax under §13b UStG 19 %|L|P.C.8|tax:reverse-charge-output:19|tod/tkon
# Abrechnung mit dem Finanzamt
1780|3820|Umsatzsteuer-Vorauszahlungen|VAT advance payments|L|P.C.8|tax:settlement|tkod/tkon
1781|3830|Sondervorauszahlung (1/11)|Special advance payment (1/11)|L|P.C.8|tax:settlement kz:39|tod/tkon
1788|3850|Aufgeschobene Einfuhrumsatzsteuer|Deferred import VAT|L|P.C.8|tax:settlement to:2025-12-31|od/on
1789|3840|Umsatzsteuer des laufenden Jahres|VAT of the current year|L|P.C.8|tax:settlement|tod/ton
1790|3841|Umsatzsteuer des Vorjahres|VAT of the previous year|L|P.C.8|tax:settlement|tkod/tkon
1791|3845|Umsatzsteuer früherer Jahre|VAT of earlier years|L|P.C.8|tax:settlement|tkod/tkon
`;
