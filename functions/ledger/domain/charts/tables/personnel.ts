/** Personnel (§275 Abs. 2 Nr. 6 HGB). Columns: see the README of the charts. */
export const PERSONNEL = `
4100|6000|Löhne und Gehälter, gesamt|Wages and salaries, overall|E|6a||tod/ton
4110|6010|Löhne|Wages|E|6a||tkod/tkon
4120|6020|Gehälter|Salaries|E|6a||tkod/tkon
4125|6050|Gehalt des Ehegatten|Salary of the spouse|E|6a||tkod/tko
4126|6026|Tantiemen der Geschäftsleitung|Management bonuses|E|6a||tkod/tkon
4127|6027|Vergütung der Geschäftsleitung (Vorstand, Geschäftsführung)|Management salaries (board, managing directors)|E|6a||tkod/tkon
4129|6029|Tantiemen der Beschäftigten|Employee bonuses|E|6a||to
4145|6060|Freiwillige Leistungen an Beschäftigte, lohnsteuerpflichtig|Voluntary benefits to employees, subject to wage tax|E|6a||tkod/tkon
4149|6069|Pauschale Lohnsteuer auf sonstige Bezüge|Flat-rate wage tax on other benefits|E|6a||tkod/tkon
4150|6070|Zuschüsse zum Krankengeld|Sick pay supplements|E|6a||tkod/tkon
4170|6080|Vermögenswirksame Leistungen|Employer contributions to savings plans|E|6a||tkod/tkon
4175|6090|Erstattete Fahrten zur Arbeit|Commuting costs refunded|E|6a||tkod/tkon
4180|6045|Bedienungsgelder|Service charges of waiting staff|E|6a||tkod/tkon
4190|6030|Löhne für Aushilfen|Wages of casual staff|E|6a||tkod/tkon
4195|6035|Löhne für Minijobs|Wages of mini-jobs|E|6a||to/ton
4199|6040|Pauschale Lohnsteuer für Aushilfen|Flat-rate wage tax for casual staff|E|6a||tkod/tkon
4130|6110|Arbeitgeberanteile zur Sozialversicherung|Employer's social security contributions|E|6b||tkod/tkon
4138|6120|Beiträge zur Berufsgenossenschaft|Statutory accident insurance|E|6b||tkod/tkon
4140|6130|Freiwillige soziale Leistungen, lohnsteuerfrei|Voluntary social benefits, free of wage tax|E|6b||tkod/tkon
4165|6140|Altersversorgung|Pension costs|E|6b||tod/ton
4167|6147|Pauschale Lohnsteuer auf Zukunftssicherung|Flat-rate wage tax on pension contributions|E|6b||tkod/tkon
`;
