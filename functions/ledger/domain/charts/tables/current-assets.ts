/** Current assets without tax accounts (Umlaufvermögen). Columns: see the README of the charts. */
export const CURRENT_ASSETS = `
# Vorräte
3970|1000|Vorräte: Roh-, Hilfs- und Betriebsstoffe|Inventory: raw materials and supplies|A|A.B.I.1||tkod/tkon
7050|1050|Vorräte: unfertige Erzeugnisse|Inventory: work in progress|A|A.B.I.2||tod/ton
7080|1080|Vorräte: unfertige Leistungen|Inventory: services in progress|A|A.B.I.2||tod/ton
7110|1110|Vorräte: fertige Erzeugnisse|Inventory: finished goods|A|A.B.I.3||tod/ton
3980|1140|Vorräte: Waren|Inventory: goods for resale|A|A.B.I.3||tkod/tkon
1510|1180|Geleistete Anzahlungen auf Vorräte|Advance payments for inventory|A|A.B.I.4||tod/ton
1511|1181|Geleistete Anzahlungen, ermäßigter Steuersatz|Advance payments made, reduced rate|A|A.B.I.4|auto:input:reduced|tod/ton
1518|1186|Geleistete Anzahlungen, Regelsteuersatz|Advance payments made, standard rate|A|A.B.I.4|auto:input:standard|tod/ton
# Forderungen
1400|1200|Forderungen aus Lieferungen und Leistungen|Trade receivables|A|A.B.II.1||tkod/tkon
1410|1210|Forderungen aus Lieferungen ohne Kontokorrent|Trade receivables without customer accounts|A|A.B.II.1||tod/ton
1445|1215|Forderungen zum Regelsteuersatz (EÜR)|Receivables at the standard rate (cash-basis accounts)|A|A.B.II.1||tkod/tko
1446|1216|Forderungen zum ermäßigten Steuersatz (EÜR)|Receivables at the reduced rate (cash-basis accounts)|A|A.B.II.1||tkod/tko
1447|1217|Forderungen ohne Umsatzsteuer (EÜR)|Receivables without VAT (cash-basis accounts)|A|A.B.II.1||tkod/tko
1448|1218|Forderungen nach §24 UStG (EÜR)|Receivables under §24 UStG (cash-basis accounts)|A|A.B.II.1||tkod/tko
1449|1219|Gegenkonto zur Aufteilung der Forderungen (EÜR)|Contra account to the split of receivables (cash-basis accounts)|A|A.B.II.1||tkod/tko
1450|1220|Forderungen nach §11 Abs. 1 Satz 2 EStG (EÜR)|Receivables under §11 (1) s. 2 EStG (cash-basis accounts)|A|A.B.II.1||tkod/tko
1460|1240|Zweifelhafte Forderungen|Doubtful receivables|A|A.B.II.1||tod/ton
1300|1230|Wechsel von Kunden|Bills of exchange from customers|A|A.B.II.1|to:2025-12-31|od/on
0996|1248|Pauschalwertberichtigung, Restlaufzeit bis 1 Jahr|General allowance for receivables, due within 1 year|A|A.B.II.1||tod/tkon
0997|1249|Pauschalwertberichtigung, Restlaufzeit über 1 Jahr|General allowance for receivables, due after 1 year|A|A.B.II.1||tod/tkon
0998|1246|Einzelwertberichtigung, Restlaufzeit bis 1 Jahr|Specific allowance for receivables, due within 1 year|A|A.B.II.1||tod/ton
0999|1247|Einzelwertberichtigung, Restlaufzeit über 1 Jahr|Specific allowance for receivables, due after 1 year|A|A.B.II.1||tod/ton
1593|1495|Verrechnung erhaltener Anzahlungen auf Kundenkonten|Clearing of advances on customer accounts|A|A.B.II.1|nets|hr/h
1594|1260|Forderungen gegen Konzernunternehmen|Receivables from group companies|A|A.B.II.2||tod/ton
1597|1280|Forderungen gegen Beteiligungsunternehmen|Receivables from companies in which an interest is held|A|A.B.II.3||tod/ton
# Sonstige Vermögensgegenstände
1500|1300|Übrige Vermögensgegenstände|Other assets|A|A.B.II.4||tod/ton
1503|1311|Forderungen gegen Vorstandsmitglieder, bis 1 Jahr|Receivables from members of the board, due within 1 year|A|A.B.II.4||tod/ton
1505|1321|Forderungen gegen Aufsichtsratsmitglieder, bis 1 Jahr|Receivables from members of the supervisory board, due within 1 year|A|A.B.II.4||tod/ton
1525|1350|Gezahlte Kautionen|Deposits paid|A|A.B.II.4||tod/ton
1530|1340|Forderungen gegen Beschäftigte|Receivables from employees|A|A.B.II.4||tod/ton
1540|1435|Erstattungsanspruch Gewerbesteuer|Trade tax refund due|A|A.B.II.4||tod/ton
1549|1450|Erstattungsanspruch Körperschaftsteuer|Corporation tax refund due|A|A.B.II.4||tod/ton
1550|1360|Gewährte Darlehen|Loans granted|A|A.B.II.4||tod/ton
1590|1370|Durchlaufende Posten|Amounts in transit for others|A|A.B.II.4||tkod/tkon
1592|1374|Fremde Gelder|Money held for others|A|A.B.II.4||tkod/tkon
# Wertpapiere
1348|1510|Wertpapiere (Umlaufvermögen)|Short-term securities|A|A.B.III.2||to/ton
# Kasse und Bank
1000|1600|Kasse|Cash|A|A.B.IV||tkd/tkn
1010|1610|Zweite Kasse|Second cash box|A|A.B.IV||tod/ton
1020|1620|Dritte Kasse|Third cash box|A|A.B.IV||tod/ton
1100|1700|Bank, weiteres Institut|Bank account, other institute|A|A.B.IV||tod/ton
1200|1800|Bank|Bank account|A|A.B.IV||tkd/tkn
1210|1810|Zweites Bankkonto|Second bank account|A|A.B.IV||tod/nt
1220|1820|Drittes Bankkonto|Third bank account|A|A.B.IV||tod/ton
1230|1830|Viertes Bankkonto|Fourth bank account|A|A.B.IV||tod/ton
1240|1840|Fünftes Bankkonto|Fifth bank account|A|A.B.IV||tod/ton
1250|1850|Sechstes Bankkonto|Sixth bank account|A|A.B.IV||tod/ton
1330|1550|Schecks|Cheques|A|A.B.IV|to:2025-12-31|od/on
1360|1460|Geldtransit|Cash in transit|A|A.B.II.4||tkd/tkn
`;
