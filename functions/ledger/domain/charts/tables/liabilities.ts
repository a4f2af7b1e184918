/** Liabilities without tax accounts (Verbindlichkeiten). Columns: see the README of the charts. */
export const LIABILITIES = `
0600|3100|Anleihen|Bonds|L|P.C.1||tod/ton
0615|3120|Wandelanleihen|Convertible bonds|L|P.C.1||tod/ton
0630|3150|Bankschulden|Bank loans|L|P.C.2||tod/ton
0631|3151|Bankschulden, Restlaufzeit bis 1 Jahr|Bank loans due within 1 year|L|P.C.2||tkod/tkon
0640|3160|Bankschulden, Restlaufzeit 1 bis 5 Jahre|Bank loans due in 1 to 5 years|L|P.C.2||tkod/tkon
0650|3170|Bankschulden, Restlaufzeit über 5 Jahre|Bank loans due after 5 years|L|P.C.2||tkod/tkon
0700|3400|Schulden gegenüber Konzernunternehmen|Payables to group companies|L|P.C.6||tod/ton
0715|3450|Schulden gegenüber Beteiligungsunternehmen|Payables to companies in which an interest is held|L|P.C.7||tod/ton
0730|3510|Schulden gegenüber Gesellschaftern|Payables to shareholders|L|P.C.8||tod/ton
1600|3300|Verbindlichkeiten aus Lieferungen und Leistungen|Trade payables|L|P.C.4||tkod/tkon
1610|3310|Verbindlichkeiten aus Lieferungen ohne Kontokorrent|Trade payables without vendor accounts|L|P.C.4||tod/ton
1605|3305|Verbindlichkeiten zum Regelsteuersatz (EÜR)|Payables at the standard rate (cash-basis accounts)|L|P.C.4||tkod/tko
1606|3306|Verbindlichkeiten zum ermäßigten Steuersatz (EÜR)|Payables at the reduced rate (cash-basis accounts)|L|P.C.4||tkod/tko
1607|3307|Verbindlichkeiten ohne Vorsteuer (EÜR)|Payables without input tax (cash-basis accounts)|L|P.C.4||tkod/tko
1609|3309|Gegenkonto zur Aufteilung der Verbindlichkeiten (EÜR)|Contra account to the split of payables (cash-basis accounts)|L|P.C.4||tkod/tko
1660|3350|Wechselschulden|Bills of exchange payable|L|P.C.5|to:2025-12-31|od/on
1700|3500|Übrige Verbindlichkeiten|Other liabilities|L|P.C.8||tod/ton
1705|3560|Erhaltene Darlehen|Loans received|L|P.C.8||tod/ton
1710|3250|Erhaltene Anzahlungen|Advance payments received|L|P.C.3||tod/ton
1711|3260|Erhaltene Anzahlungen, ermäßigter Steuersatz|Advance payments received, reduced rate|L|P.C.3|auto:output:reduced|tod/ton
1718|3272|Erhaltene Anzahlungen, Regelsteuersatz|Advance payments received, standard rate|L|P.C.3|auto:output:standard|tod/ton
1730|3610|Kreditkartenabrechnung|Credit card clearing|L|P.C.8||tod/ton
1732|3550|Erhaltene Kautionen|Deposits received|L|P.C.8||tod/ton
1736|3700|Steuerschulden|Taxes and duties payable|L|P.C.8||tod/ton
1740|3720|Löhne und Gehälter, noch zu zahlen|Wages and salaries payable|L|P.C.8||tod/ton
1741|3730|Lohnsteuer und Kirchensteuer, abzuführen|Wage and church tax payable|L|P.C.8||tod/ton
1742|3740|Sozialversicherung, abzuführen|Social security payable|L|P.C.8||tod/ton
1746|3760|Einbehaltene Kapitalertragsteuer, abzuführen|Withheld tax on dividends payable|L|P.C.8||tod/ton
1750|3770|Vermögensbildung, abzuführen|Employee savings plans payable|L|P.C.8||tod/ton
1755|3790|Verrechnung der Lohnabrechnung|Payroll clearing|L|P.C.8||tod/ton
1759|3759|Geschätzte Sozialversicherung des Monats|Estimated social security of the month|L|P.C.8||tod/ton
1792|3630|Verrechnungskonto|Clearing account|L|P.C.8||tod/ton
1793|3695|Verrechnung geleisteter Anzahlungen auf Lieferantenkonten|Clearing of advances on vendor accounts|L|P.C.4|nets|r
1796|3786|Ausgegebene Gutscheine|Vouchers issued|L|P.C.8||to/ton
`;
