/*
 * The books of the demo company as data: one year of a small trading stock corporation that sells coffee and tea (7 %)
 * and machines and tableware (19 %). `demo-journal.ts` makes entries of it. Accounts are SKR04. Nobody real is meant.
 */

/** The year that is booked. It is fixed, so that what the README shows stays true. */
export const DEMO_YEAR = 2025;

export const DEMO_SETTINGS = {
  name: 'Nordwind Handels AG',
  currency: 'EUR',
  chart: 'SKR04',
  fiscalYearStart: '01-01',
  startDate: '2025-01-01',
} as const;

/** Principals and their roles. Whoever made the company is its admin already. */
export const DEMO_MEMBERS = { 'demo-accountant': ['accountant'], 'demo-auditor': ['auditor'] } as const;

/** Percent of an average month, January first: Christmas sells. */
export const SEASON = [88, 90, 96, 98, 99, 97, 92, 94, 101, 106, 117, 122] as const;

/**
 * One invoice a month (or in the months named) with each partner: what, net euros in an average month, VAT, day of the
 * invoice, days until it is paid. `E` is an intra-community acquisition: the buyer owes the VAT and deducts it.
 */
export const TRADES = `
# Customers
10001 | Hafencafé Trave GmbH               | Kaffee           |  9400 | 7  |  4 | 14 |
10002 | Hotel Seeblick Betriebs GmbH       | Kaffee und Tee   | 15800 | 7  |  9 | 10 |
10003 | Kaufhaus am Markt GmbH             | Geschirr         | 17200 | 19 | 12 | 30 |
10004 | Kontor Büroservice GmbH            | Kaffeemaschinen  | 13800 | 19 | 18 | 21 |
10005 | Feinkost Fördeblick GmbH           | Tee              |  9600 | 7  | 23 | 30 |
# Vendors
70001 | Kaffeeimport Elbufer GmbH          | Kaffee           | 18200 | 7  |  2 | 21 |
70002 | Teekontor Weser GmbH               | Tee              |  5200 | 7  |  6 | 14 |
70003 | Porzellan und Glas Großhandel GmbH | Geschirr         | 10600 | 19 |  8 | 30 |
70004 | Macchine Adriatiche S.r.l.         | Espressomaschinen| 24600 | E  | 14 | 30 | 2,5,8,11
`;

/** Bookings in so many words: number, day, months (all where empty), text, debit, credit. */
export const BOOKINGS = `
# Every month
MI      |  3 |           | Miete Lager und Büro             | 6310 2400.00 + 1406 456.00 | 1800 2856.00
LS      | 10 |           | Lohnsteuer des Vormonats         | 3730 1720.00               | 1800 1720.00
ST      | 12 |           | Strom                            | 6325 350.00 + 1406 66.50   | 1800 416.50
TE      | 15 |           | Telefon und Internet             | 6805 120.00 + 1406 22.80   | 1800 142.80
FR      | 20 |           | Ausgangsfrachten                 | 6740 940.00 + 1406 178.60  | 1800 1118.60
WE      | 21 |           | Anzeigen                         | 6600 580.00 + 1406 110.20  | 1800 690.20
LG      | 26 |           | Gehälter und Vorstandsvergütung  | 6020 7200.00 + 6027 4000.00 + 6110 1480.00 | 3720 8000.00 + 3730 1720.00 + 3740 2960.00
SV      | 26 |           | Sozialversicherung               | 3740 2960.00               | 1800 2960.00
LZ      | 27 |           | Auszahlung der Gehälter          | 3720 8000.00               | 1800 8000.00
BG      | 28 |           | Kontoführung                     | 6855 35.00                 | 1800 35.00
# Every quarter
GS      | 17 | 2,5,8,11  | Gewerbesteuer-Vorauszahlung      | 7610 2100.00               | 1800 2100.00
KS      | 10 | 3,6,9,12  | Körperschaftsteuer-Vorauszahlung | 7600 2200.00 + 7608 121.00 | 1800 2321.00
DA      | 28 | 3,6,9,12  | Darlehen: Rate und Zinsen        | 3160 2500.00 + 7320 450.00 | 1800 2950.00
# Left over from the year before
US-VJ   | 10 | 1         | Umsatzsteuer Dezember 2024       | 3841 5800.00               | 1800 5800.00
ZE-VJ-1 | 14 | 1         | Zahlung RE-24118                 | 1800 30600.00              | 10003 30600.00
ZE-VJ-2 | 22 | 1         | Zahlung RE-24121                 | 1800 18200.00              | 10005 18200.00
ZA-VJ-1 | 20 | 1         | Zahlung ER-24097                 | 70001 18900.00             | 1800 18900.00
ZA-VJ-2 | 24 | 1         | Zahlung ER-24099                 | 70003 9400.00              | 1800 9400.00
JA-24   | 11 | 4         | Jahresabschluss und Prüfung 2024 | 3095 6000.00 + 1406 1140.00 | 1800 7140.00
GK-24   | 16 | 6         | Gewerbe- und Körperschaftsteuer 2024 | 3030 2600.00 + 3040 2600.00 | 1800 5200.00
# Once
VS      | 30 | 1         | Versicherungen 2025              | 6400 2380.00               | 1800 2380.00
HV-25-1 | 22 | 5         | Hauptversammlung: Dividende 0,30 EUR je Aktie für 2024 | 2970 30000.00 | 3510 30000.00
HV-25-2 | 22 | 5         | Hauptversammlung: Einstellung in andere Gewinnrücklagen | 2970 10000.00 | 2960 10000.00
DV-25   | 27 | 5         | Dividende, Kapitalertragsteuer einbehalten | 3510 30000.00    | 1800 22087.50 + 3760 7912.50
KE-25   | 27 | 5         | Kapitalertragsteuer und Solidaritätszuschlag | 3760 7912.50   | 1800 7912.50
AN-25   | 18 | 6         | Regalanlage                      | 0650 3600.00 + 1406 684.00 | 1800 4284.00
AR-25   | 15 | 12        | Aufsichtsratsvergütung           | 6875 2250.00 + 6876 2250.00 | 1800 4500.00
# At the end of the year
AB-1    | 31 | 12        | Abschreibung Fahrzeuge           | 6222 6000.00               | 0540 6000.00
AB-2    | 31 | 12        | Abschreibung Einrichtung         | 6220 2760.00               | 0650 2760.00
AB-3    | 31 | 12        | Abschreibung Software            | 6200 1400.00               | 0135 1400.00
BV-25   | 31 | 12        | Inventur: Mehrbestand an Waren   | 1140 6500.00               | 5881 6500.00
RS-25   | 31 | 12        | Rückstellung Jahresabschluss und Prüfung 2025 | 6827 6200.00  | 3095 6200.00
`;

/** Balances at the start: number, text, debit, credit. */
export const OPENING = `
EB-1 | Eröffnungsbilanz: Vermögen         | 0135 4200.00 + 0540 18000.00 + 0650 9600.00 + 1140 68000.00 + 1600 650.00 + 1800 96270.00 | 9000 196720.00
EB-2 | Eröffnungsbilanz: Kapital, Schulden | 9000 217220.00 | 2900 100000.00 + 2930 10000.00 + 2970 48500.00 + 3030 2600.00 + 3040 2600.00 + 3095 6000.00 + 3160 40000.00 + 3730 1720.00 + 3841 5800.00
EB-3 | Eröffnungsbilanz: Kunden           | 10003 30600.00 + 10005 18200.00 | 9008 48800.00
EB-4 | Eröffnungsbilanz: Lieferanten      | 9009 28300.00 | 70001 18900.00 + 70003 9400.00
`;

/** An invoice booked twice by mistake and reversed a week later: the journal shows all three. */
export const MISTAKE = {
  copyOf: 'WE-03',
  number: 'WE-03-2',
  date: '2025-03-24',
  reversedOn: '2025-03-31',
} as const;
