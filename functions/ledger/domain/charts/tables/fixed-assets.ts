/** Fixed assets (Anlagevermögen). Columns: see the README of the charts. */
export const FIXED_ASSETS = `
# Immaterielle Vermögensgegenstände
0010|0100|Erworbene Rechte und Lizenzen|Purchased rights and licences|A|A.A.I.2||tod/ton
0015|0110|Konzessionen|Concessions|A|A.A.I.2||tod/ton
0020|0120|Patente, Marken und andere Schutzrechte|Patents, trademarks and other protected rights|A|A.A.I.2||tod/ton
0025|0130|Weitere erworbene Rechte und Werte|Other purchased rights|A|A.A.I.2||tod/ton
0027|0135|Software|Software|A|A.A.I.2||tkod/tkon
0030|0140|Lizenzen an Schutzrechten|Licences to protected rights|A|A.A.I.2||tod/ton
0035|0150|Firmenwert|Goodwill|A|A.A.I.3||tod/tkon
0039|0170|Anzahlungen auf immaterielles Vermögen|Prepayments on intangible assets|A|A.A.I.4||tod/ton
0043|0143|Selbst geschaffenes immaterielles Vermögen|Internally generated intangible assets|A|A.A.I.1||to/ton
# Grundstücke und Gebäude
0065|0215|Grundstücke ohne Bebauung|Undeveloped land|A|A.A.II.1||tod/ton
0085|0235|Grund und Boden bebauter eigener Grundstücke|Land of own developed properties|A|A.A.II.1||tod/ton
0090|0240|Geschäftsgebäude|Office and shop buildings|A|A.A.II.1||tkod/tkon
0100|0250|Fabrikgebäude|Factory buildings|A|A.A.II.1||tod/ton
0111|0280|Außenanlagen|Outdoor facilities|A|A.A.II.1||tod/ton
0112|0285|Befestigte Höfe und Wege|Paved yards and drives|A|A.A.II.1||tod/ton
0115|0260|Übrige Gebäude|Other buildings|A|A.A.II.1||tod/ton
0165|0340|Geschäftsgebäude auf fremdem Grund|Office and shop buildings on third-party land|A|A.A.II.1||tod/ton
# Maschinen, Fahrzeuge, Ausstattung
0200|0400|Technische Anlagen und Maschinen, gesamt|Plant and machinery, overall|A|A.A.II.2||tkod/tkon
0210|0440|Maschinen|Machines|A|A.A.II.2||tkod/tkon
0220|0460|Werkzeuge an Maschinen|Machine-bound tools|A|A.A.II.2||tod/ton
0240|0420|Technische Anlagen|Technical plant|A|A.A.II.2||tod/ton
0260|0450|Förder- und Transportanlagen|Conveying and transport systems|A|A.A.II.2||tod/ton
0280|0470|Betriebsvorrichtungen|Operating installations|A|A.A.II.2||tod/ton
0290|0770|Technische Anlagen im Bau|Plant under construction|A|A.A.II.4||tod/ton
0299|0780|Anzahlungen auf technische Anlagen|Prepayments on plant and machinery|A|A.A.II.4||tod/ton
0300|0500|Andere Anlagen und Ausstattung, gesamt|Other equipment and furnishings, overall|A|A.A.II.3||tod/tkon
0310|0510|Andere Anlagen|Other equipment|A|A.A.II.3||tod/tkon
0320|0520|Personenwagen|Passenger cars|A|A.A.II.3||tod/tkon
0350|0540|Lastwagen|Trucks|A|A.A.II.3||tod/ton
0380|0560|Übrige Fahrzeuge und Transportmittel|Other vehicles and means of transport|A|A.A.II.3||tkod/tkon
0400|0630|Ausstattung des Betriebs|Operating equipment|A|A.A.II.3||tkod/ton
0410|0635|Ausstattung der Geschäftsräume|Office equipment|A|A.A.II.3||tkod/ton
0420|0650|Büromöbel und -einrichtung|Office furniture and fittings|A|A.A.II.3||tkod/tkon
0430|0640|Ladenausstattung|Shop fittings|A|A.A.II.3||tkod/tkon
0440|0620|Werkzeuge|Tools|A|A.A.II.3||tkod/tkon
0450|0680|Einbauten in gemieteten Räumen|Leasehold improvements|A|A.A.II.3||tod/ton
0460|0660|Gerüste und Schalungen|Scaffolding and formwork|A|A.A.II.3||tod/ton
0480|0670|Geringwertige Wirtschaftsgüter, sofort abgeschrieben|Low-value assets, written off at once|A|A.A.II.3||tkod/tkon
0485|0675|Sammelposten nach §6 Abs. 2a EStG|Pool of low-value assets, §6 (2a) EStG|A|A.A.II.3||to/tkon
0490|0690|Übrige Ausstattung|Other furnishings|A|A.A.II.3||tod/ton
0498|0785|Andere Anlagen und Ausstattung im Bau|Other equipment under construction|A|A.A.II.4||tod/ton
0499|0795|Anzahlungen auf andere Anlagen und Ausstattung|Prepayments on other equipment|A|A.A.II.4||tod/ton
# Finanzanlagen
0500|0800|Anteile an Konzernunternehmen (Anlagevermögen)|Shares in group companies (fixed assets)|A|A.A.III.1||tod/ton
0505|0810|Ausleihungen an Konzernunternehmen|Long-term loans to group companies|A|A.A.III.2||tod/ton
0510|0820|Beteiligungen|Participating interests|A|A.A.III.3||tod/ton
0517|0850|Beteiligungen an Kapitalgesellschaften|Interests in corporations|A|A.A.III.3||tod/ton
0520|0880|Ausleihungen an Beteiligungsunternehmen|Long-term loans to companies in which an interest is held|A|A.A.III.4||tod/ton
0525|0900|Wertpapiere (Anlagevermögen)|Long-term securities|A|A.A.III.5||tod/ton
0535|0920|Festverzinsliche Wertpapiere (Anlagevermögen)|Fixed-interest securities held long term|A|A.A.III.5||tod/ton
0540|0930|Übrige Ausleihungen|Other long-term loans|A|A.A.III.6||tod/ton
0550|0940|Gewährte langfristige Darlehen|Long-term loans granted|A|A.A.III.6||tod/ton
`;
