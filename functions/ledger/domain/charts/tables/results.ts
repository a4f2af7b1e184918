/** Interest, taxes, appropriation of profit, balances brought forward. Columns: see the README of the charts. */
export const RESULTS = `
# Zinsen
2100|7300|Zinsaufwendungen|Interest expenses|E|13||tkod/tkon
2107|7305|Zinsen auf betriebliche Steuern, abziehbar|Interest on business taxes, deductible|E|13||tkod/tkon
2110|7310|Zinsen für kurzfristige Schulden|Interest on short-term debt|E|13||tkod/tkon
2120|7320|Zinsen für langfristige Schulden|Interest on long-term debt|E|13||tkod/tkon
2125|7325|Zinsen für Betriebsgebäude|Interest on business premises|E|13||tkod/tkon
2126|7326|Zinsen für die Finanzierung von Anlagen|Interest on financing fixed assets|E|13||tod/tkon
2130|7340|Diskontaufwendungen|Discount expenses|E|13|to:2025-12-31|kod/kon
2140|7330|Zinsähnliche Aufwendungen|Expenses similar to interest|E|13||tkod/tkon
# Steuern vom Ertrag
2200|7600|Körperschaftsteuer|Corporation tax|E|14||tkod/tkon
2203|7603|Körperschaftsteuer für Vorjahre|Corporation tax for earlier years|E|14||tod/ton
2208|7608|Solidaritätszuschlag|Solidarity surcharge|E|14||tkod/tkon
2209|7609|Solidaritätszuschlag für Vorjahre|Solidarity surcharge for earlier years|E|14||tkod/tkon
2213|7630|Einbehaltene Kapitalertragsteuer 25 %|Tax withheld on investment income 25 %|E|14||tod/ton
2216|7633|Solidaritätszuschlag auf Kapitalertragsteuer|Solidarity surcharge on tax withheld|E|14||tod/ton
4320|7610|Gewerbesteuer|Trade tax|E|14||tkod/tkon
2280|7640|Gewerbesteuernachzahlung für Vorjahre|Trade tax arrears of earlier years|E|14|to:2025-12-31|kod/kon
2281|7641|Gewerbesteuer für Vorjahre, Nachzahlung und Erstattung|Trade tax of earlier years, arrears and refunds|E|14||to/ton
2283|7643|Auflösung der Rückstellung für nicht abziehbare Gewerbesteuer|Release of the provision for non-deductible trade tax|I|14||to/ton
2282|7642|Gewerbesteuererstattung für Vorjahre|Trade tax refunds of earlier years|I|14|to:2025-12-31|kod/kon
2284|7644|Auflösung der Rückstellung für Gewerbesteuer|Release of the provision for trade tax|I|14|to:2025-12-31|kod/kon
# Sonstige Steuern
4340|7650|Übrige Betriebssteuern|Other business taxes|E|16||tkod/tkon
4350|7675|Verbrauchsteuer|Excise duty|E|16||tkod/tkon
4355|7678|Ökosteuer|Ecological tax|E|16||tkod/tkon
4510|7685|Kfz-Steuer|Vehicle tax|E|16||tkod/tkon
2375|7680|Grundsteuer|Property tax|E|16||tkod/tkon
2285|7690|Nachzahlung sonstiger Steuern für Vorjahre|Arrears of other taxes of earlier years|E|16||tkod/tkon
2287|7692|Erstattung sonstiger Steuern für Vorjahre|Refunds of other taxes of earlier years|I|16||tkod/tkon
2289|7694|Auflösung von Rückstellungen für sonstige Steuern|Release of provisions for other taxes|I|16||tkod/tkon
# Ergebnisverwendung (§158 Abs. 1 AktG)
2860|7700|Gewinnvortrag nach Verwendung|Retained profit after appropriation|I|158.1||tdl/tn
2868|7720|Verlustvortrag nach Verwendung|Accumulated loss after appropriation|E|158.1||td/tn
2795|7730|Entnahme aus der Kapitalrücklage|Transfer from the capital reserve|I|158.2||tdl/tn
2796|7735|Entnahme aus der gesetzlichen Rücklage|Transfer from the statutory reserve|I|158.3a||td/tn
2797|7745|Entnahme aus Rücklagen nach der Satzung|Transfer from reserves under the articles|I|158.3c||tkd/tkn
2799|7750|Entnahme aus anderen Gewinnrücklagen|Transfer from other revenue reserves|I|158.3d||td/tn
2496|7765|Einstellung in die gesetzliche Rücklage|Transfer to the statutory reserve|E|158.4a||tdl/tn
2497|7775|Einstellung in Rücklagen nach der Satzung|Transfer to reserves under the articles|E|158.4c||tdl/tn
2499|7780|Einstellung in andere Gewinnrücklagen|Transfer to other revenue reserves|E|158.4d||tdl/tn
# Vorträge
9000|9000|Saldenvorträge der Sachkonten|Balances brought forward, general ledger|A|||tkod/tko
9008|9008|Saldenvorträge der Kunden|Balances brought forward, customers|A|||tkod/tko
9009|9009|Saldenvorträge der Lieferanten|Balances brought forward, vendors|L|||tkod/tko
9090|9090|Summenvortragskonto|Totals brought forward|A|||tkod/tko
`;
