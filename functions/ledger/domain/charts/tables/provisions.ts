/** Provisions, accruals and deferred taxes (Rückstellungen, Rechnungsabgrenzung, latente Steuern). Columns: see the README of the charts. */
export const PROVISIONS = `
0950|3000|Pensionsrückstellungen|Provisions for pensions|L|P.B.1||od/on
0955|3020|Steuerrückstellungen|Provisions for taxes|L|P.B.2||od/on
0956|3035|Rückstellung für nicht abziehbare Gewerbesteuer|Provision for non-deductible trade tax|L|P.B.2||o/on
0957|3030|Rückstellung für Gewerbesteuer|Provision for trade tax|L|P.B.2||od/on
0963|3040|Rückstellung für Körperschaftsteuer|Provision for corporation tax|L|P.B.2||od/on
0961|3079|Rückstellung für nicht genommenen Urlaub|Provision for untaken holidays|L|P.B.3||o/on
0965|3074|Rückstellungen für Personal|Provisions for personnel costs|L|P.B.3||od/n
0966|3096|Rückstellung für die Aufbewahrung von Unterlagen|Provision for keeping records|L|P.B.3||od/n
0970|3070|Übrige Rückstellungen|Other provisions|L|P.B.3||od/on
0971|3075|Rückstellung für unterlassene Instandhaltung|Provision for deferred maintenance|L|P.B.3||od/on
0973|3085|Rückstellung für Abraum und Abfall|Provision for spoil and waste removal|L|P.B.3||od/on
0974|3090|Rückstellung für Gewährleistung|Provision for warranties|L|P.B.3||od/on
0976|3092|Rückstellung für drohende Verluste|Provision for onerous contracts|L|P.B.3||od/on
0977|3095|Rückstellung für Abschluss und Prüfung|Provision for year-end closing and audit|L|P.B.3||od/on
0968|3065|Passive latente Steuern|Deferred tax liabilities|L|P.E||o/on
# Abgrenzungen
0980|1900|Aktive Rechnungsabgrenzung|Prepaid expenses|A|A.C||od/on
0983|1950|Aktive latente Steuern|Deferred tax assets|A|A.D||od/on
0986|1940|Disagio|Loan discount|A|A.C||od/on
0990|3900|Passive Rechnungsabgrenzung|Deferred income|L|P.D||od/on
`;
