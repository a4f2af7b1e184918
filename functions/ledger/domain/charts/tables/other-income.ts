/** Other and financial income, sale of assets (§275 Abs. 2 Nr. 4, 9 und 11 HGB). Columns: see the README of the charts. */
export const OTHER_INCOME = `
2500|7400|Außergewöhnliche Erträge|Exceptional income|I|4|to:2025-12-31|kod/kon
2501|7401|Außergewöhnliche Erträge, zahlungswirksam|Exceptional income with cash effect|I|4|to:2025-12-31|kod/kon
2505|7450|Außergewöhnliche Erträge, nicht zahlungswirksam|Exceptional income without cash effect|I|4|to:2025-12-31|kod/kon
2510||Betriebsfremde Erträge|Non-operating income|I|4||tkod/
2520|4960|Periodenfremde Erträge|Income of other periods|I|4||tkod/tkon
2600|7000|Beteiligungserträge|Income from participating interests|I|9||tkod/tkon
2650|7100|Zinserträge|Interest income|I|11||tkod/tkon
2657|7105|Zinserträge auf Steuererstattungen, steuerpflichtig|Interest on tax refunds, taxable|I|11||tkod/ton
2660|4840|Währungsgewinne|Exchange gains|I|4||tkod/tkon
2670|7130|Diskonterträge|Discount income|I|11|to:2025-12-31|kod/kon
2680|7120|Zinsähnliche Erträge|Income similar to interest|I|11||tkod/tkon
2700|4830|Übrige betriebliche Erträge|Other operating income|I|4||tkod/tkon
2707|4837|Betriebsfremde regelmäßige Erträge|Recurring non-operating income|I|4|to:2025-12-31|od/kon
2710|4910|Zuschreibungen auf Sachanlagen|Write-ups of tangible assets|I|4||tkod/tkon
2715|4915|Zuschreibungen auf Umlaufvermögen|Write-ups of current assets|I|4||tkod/tkon
2720|4900|Gewinne aus Abgängen des Anlagevermögens|Gains on disposal of fixed assets|I|4|to:2025-12-31|kod/kon
2725|4905|Gewinne aus Abgängen des Umlaufvermögens|Gains on disposal of current assets|I|4||tkod/tkon
2730|4920|Auflösung der Pauschalwertberichtigung|Release of the general allowance for receivables|I|4||tkod/tkon
2731|4923|Auflösung von Einzelwertberichtigungen|Release of specific allowances for receivables|I|4||tod/ton
2732|4925|Eingänge auf abgeschriebene Forderungen|Recoveries of receivables written off|I|4||tkod/tkon
2735|4930|Auflösung von Rückstellungen|Release of provisions|I|4||tkod/tkon
2742|4970|Entschädigungen von Versicherungen|Insurance compensation|I|4||tkod/tkon
2743|4975|Steuerpflichtige Investitionszuschüsse|Taxable investment grants|I|4||tkod/ton
2744|4980|Steuerfreie Investitionszulagen|Tax-free investment allowances|I|4||tkod/ton
2746|4981|Auflösung steuerlicher Rücklagen, steuerfrei|Release of tax reserves, tax-free|I|4||tkod/tkon
2747|4982|Übrige steuerfreie Betriebseinnahmen|Other tax-free operating income|I|4||tkod/tkon
2749|4972|Erstattungen bei Krankheit und Mutterschaft (AAG)|Sick pay and maternity refunds (AAG)|I|4||tod/ton
2750|4860|Erträge aus Grundstücken|Income from land and buildings|I|4||tkod/tkon
2752|4862|Mieterträge, Regelsteuersatz|Rental income, standard rate|I|4|auto:output:standard|to/ton
|4946|Verrechnete Sachbezüge|Benefits in kind|I|4||/tkn
8590|4940|Verrechnete Sachbezüge ohne Waren|Benefits in kind other than goods|I|4||tkod/ton
8591|4941|Sachbezüge in Waren, ermäßigter Steuersatz|Benefits in goods, reduced rate|I|4|auto:output:reduced|tkod/tkon
8595|4945|Sachbezüge in Waren, Regelsteuersatz|Benefits in goods, standard rate|I|4|auto:output:standard|tkod/tkon
8611|4947|Sachbezüge aus Firmenwagen, Regelsteuersatz|Benefits from company cars, standard rate|I|4|auto:output:standard|tod/ton
8605|4835|Übrige regelmäßige betriebliche Erträge|Other recurring operating income|I|4||tod/tkon
8600||Übrige regelmäßige Erlöse|Other recurring revenue|I|4|to:2025-12-31|kod/
8650||Erlöse aus Zinsen und Diskont|Interest and discount charged|I|11||tkod/
# Anlagenverkäufe
8800|6889|Anlagenverkauf mit Verlust|Sale of tangible assets at a loss|E|8||tkod/ton
8801|6885|Anlagenverkauf mit Verlust, Regelsteuersatz|Sale of tangible assets at a loss, standard rate|E|8|auto:output:standard 03/through:06|tkod/tkon
8807|6884|Anlagenverkauf mit Verlust, steuerfreie Ausfuhr|Sale of tangible assets at a loss, exempt export|E|8|auto:exempt kz:43|tkod/tkon
8808|6888|Anlagenverkauf mit Verlust, innergemeinschaftlich|Sale of tangible assets at a loss, intra-community|E|8|auto:exempt kz:41|tkod/tkon
8820|4845|Anlagenverkauf mit Gewinn, Regelsteuersatz|Sale of tangible assets at a gain, standard rate|I|4|auto:output:standard 03/through:25|tkod/ton
8827|4844|Anlagenverkauf mit Gewinn, steuerfreie Ausfuhr|Sale of tangible assets at a gain, exempt export|I|4|auto:exempt kz:43|tkod/ton
8828|4848|Anlagenverkauf mit Gewinn, innergemeinschaftlich|Sale of tangible assets at a gain, intra-community|I|4|auto:exempt kz:41|tkod/ton
8829|4849|Anlagenverkauf mit Gewinn|Sale of tangible assets at a gain|I|4||tkod/tkon
2310|6895|Restbuchwert abgegangener Sachanlagen bei Verlust|Book value of tangible assets disposed of at a loss|E|8||tkod/tkon
2315|4855|Restbuchwert abgegangener Sachanlagen bei Gewinn|Book value of tangible assets disposed of at a gain|I|4||tkod/ton
`;
