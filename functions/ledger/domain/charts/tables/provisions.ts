/** Provisions, accruals and deferred taxes (Rückstellungen, Rechnungsabgrenzung, latente Steuern). Columns: see the README of the charts. */
export const PROVISIONS = `
0950|3000|Pensionsrückstellungen|Provisions for pensions|L|P.B.1||tod/ton
0955|3020|Steuerrückstellungen|Provisions for taxes|L|P.B.2||tod/ton
0956|3035|Rückstellung für nicht abziehbare Gewerbesteuer|Provision for non-deductible trade tax|L|P.B.2||to/ton
0957|3030|Rückstellung für Gewerbesteuer|Provision for trade tax|L|P.B.2|to:2025-12-31|od/on
0963|3040|Rückstellung für Körperschaftsteuer|Provision for corporation tax|L|P.B.2||tod/ton
0961|3079|Rückstellung für nicht genommenen Urlaub|Provision for untaken holidays|L|P.B.3||to/ton
0965|3074|Rückstellungen für Personal|Provisions for personnel costs|L|P.B.3||tod/tn
0966|3096|Rückstellung für die Aufbewahrung von Unterlagen|Provision for keeping records|L|P.B.3||tod/tn
0970|3070|Übrige Rückstellungen|Other provisions|L|P.B.3||tod/ton
0971|3075|Rückstellung für unterlassene Instandhaltung|Provision for deferred maintenance|L|P.B.3||tod/ton
0973|3085|Rückstellung für Abraum und Abfall|Provision for spoil and waste removal|L|P.B.3||tod/ton
0974|3090|Rückstellung für Gewährleistung|Provision for warranties|L|P.B.3||tod/ton
0976|3092|Rückstellung für drohende Verluste|Provision for onerous contracts|L|P.B.3||tod/ton
0977|3095|Rückstellung für Abschluss und Prüfung|Provision for year-end closing and audit|L|P.B.3||tod/ton
0968|3065|Passive latente Steuern|Deferred tax liabilities|L|P.E||to/ton
# Abgrenzungen
0980|1900|Aktive Rechnungsabgrenzung|Prepaid expenses|A|A.C||tod/ton
0983|1950|Aktive latente Steuern|Deferred tax assets|A|A.D||tod/ton
0986|1940|Disagio|Loan discount|A|A.C||tod/ton
0990|3900|Passive Rechnungsabgrenzung|Deferred income|L|P.D||tod/ton
`;
