/** Other operating expenses (§275 Abs. 2 Nr. 8 HGB). Columns: see the README of the charts. */
export const OPERATING_EXPENSES = `
# Räume
4200|6305|Raumkosten|Occupancy costs|E|8||tkod/tkon
4210|6310|Miete für Räume|Rent of premises|E|8||tkod/tkon
4220|6315|Pacht für Grundstücke|Lease of land|E|8||tkod/tkon
4230|6320|Heizung|Heating|E|8||tkod/tkon
4240|6325|Gas, Strom und Wasser|Gas, electricity and water|E|8||tkod/tkon
4250|6330|Reinigung|Cleaning|E|8||tkod/tkon
4260|6335|Instandhaltung der Räume|Maintenance of premises|E|8||tkod/tkon
4280|6345|Übrige Raumkosten|Other occupancy costs|E|8||tkod/tkon
4288|6348|Häusliches Arbeitszimmer, abziehbar|Home office, deductible|E|8||tkod/tko
4289|6349|Häusliches Arbeitszimmer, nicht abziehbar|Home office, non-deductible|E|8||tkod/tko
2350|6350|Grundstücksaufwand|Expenses for land and buildings|E|8||tkod/tkon
# Versicherungen, Beiträge, Abgaben
4360|6400|Versicherungen|Insurance|E|8||tkod/tkon
4366|6405|Gebäudeversicherungen|Building insurance|E|8||tod/tkon
4380|6420|Beiträge an Kammern und Verbände|Dues to chambers and associations|E|8||tkod/tkon
4390|6430|Übrige Abgaben|Other charges|E|8||tkod/tkon
4396|6436|Verspätungszuschläge und Zwangsgelder, abziehbar|Late filing penalties, deductible|E|8||tkod/tkon
4397|6437|Verspätungszuschläge und Zwangsgelder, nicht abziehbar|Late filing penalties, non-deductible|E|8||tkod/tkon
4139|6440|Ausgleichsabgabe für Schwerbehinderte|Levy under the disability law|E|8||tkod/tkon
# Fahrzeuge
4500|6500|Fahrzeugkosten|Vehicle costs|E|8||tkod/tkon
4520|6520|Kfz-Versicherung|Vehicle insurance|E|8||tkod/tkon
4530|6530|Kraftstoff und laufender Betrieb|Fuel and running costs|E|8||tkod/tkon
4540|6540|Kfz-Reparaturen|Vehicle repairs|E|8||tkod/tkon
4550|6550|Garagen und Stellplätze|Garages and parking|E|8||tkod/tkon
4560|6580|Maut|Road tolls|E|8||tkod/tkon
4570|6560|Kfz-Leasing|Vehicle leasing|E|8||tkod/tkon
4580|6570|Übrige Kfz-Kosten|Other vehicle costs|E|8||tkod/tkon
4590|6590|Betriebliche Fahrten mit privatem Fahrzeug|Business use of private vehicles|E|8||tod/tko
4595|6595|Fremdfahrzeuge|Hired vehicles|E|8||tkod/tkon
# Werbung, Bewirtung, Reisen
4600|6600|Werbekosten|Advertising|E|8||tkod/tkon
4610||Werbemaßnahmen|Advertising campaigns|E|8|to:2025-12-31|k/
4630|6610|Geschenke, abziehbar|Gifts, deductible|E|8||tkod/tko
4635|6620|Geschenke, nicht abziehbar|Gifts, non-deductible|E|8||tkod/tko
4638|6625|Geschenke zur ausschließlich betrieblichen Nutzung|Gifts for business use only|E|8||tkod/tko
4640|6630|Repräsentation|Representation|E|8||tkod/tkon
4650|6640|Bewirtung, abziehbarer Teil|Entertainment, deductible part|E|8||tkod/tkon
4651|6641|Übrige beschränkt abziehbare Ausgaben, abziehbarer Teil|Other restricted expenses, deductible part|E|8||tkod/ton
4652|6642|Übrige beschränkt abziehbare Ausgaben, nicht abziehbarer Teil|Other restricted expenses, non-deductible part|E|8||tkod/ton
4653|6643|Aufmerksamkeiten|Small courtesies|E|8||tkod/tkon
4654|6644|Bewirtung, nicht abziehbarer Teil|Entertainment, non-deductible part|E|8||tkod/tkon
4655|6645|Nicht abziehbare Werbung und Repräsentation|Non-deductible advertising and representation|E|8||tkod/tkon
4660|6650|Reisekosten der Beschäftigten|Travel costs of employees|E|8||tkod/tkon
4663|6663|Fahrtkosten der Beschäftigten|Fares of employees|E|8||tkod/tkon
4664|6664|Verpflegung der Beschäftigten auf Reisen|Subsistence of employees on travel|E|8||tkod/tkon
4666|6660|Übernachtungen der Beschäftigten|Accommodation of employees|E|8||tkod/tkon
4668|6668|Kilometergeld der Beschäftigten|Mileage allowance of employees|E|8||tkod/tkon
4670|6670|Reisekosten des Unternehmers|Travel costs of the owner|E|8||tkod/tkon
4673|6673|Fahrtkosten des Unternehmers|Fares of the owner|E|8||tkod/tkon
4674|6674|Verpflegung des Unternehmers auf Reisen|Subsistence of the owner on travel|E|8||tkod/tkon
4676|6680|Übernachtungen des Unternehmers|Accommodation of the owner|E|8||tkod/tkon
4678|6688|Fahrten Wohnung-Betrieb, abziehbar|Commuting of the owner, deductible|E|8||tkod/to
4679|6689|Fahrten Wohnung-Betrieb, nicht abziehbar|Commuting of the owner, non-deductible|E|8||tkod/tko
4680|6690|Fahrten Wohnung-Betrieb, Gegenkonto|Commuting of the owner, contra account|E|8||tkod/tko
# Vertrieb
4700|6700|Vertriebskosten der Waren|Distribution costs|E|8||tkod/tkon
4710|6710|Verpackung|Packaging|E|8||tkod/tkon
4730|6740|Ausgangsfrachten|Outgoing freight|E|8||tkod/tkon
4750|6760|Transportversicherung|Transport insurance|E|8||tkod/tkon
4760|6770|Verkaufsprovisionen|Sales commissions paid|E|8||tkod/tkon
4780|6780|Fremdleistungen im Vertrieb|Outside services for sales|E|8||tkod/tkon
4790|6790|Gewährleistung|Warranty costs|E|8||tkod/tkon
# Instandhaltung und Mieten
4800|6460|Instandhaltung technischer Anlagen|Maintenance of plant and machinery|E|8||tkod/tkon
4805|6470|Instandhaltung der Ausstattung|Maintenance of equipment|E|8||tkod/tkon
4806|6495|Wartung von Hard- und Software|Hardware and software maintenance|E|8||tkod/tkon
4809|6490|Übrige Reparaturen und Instandhaltung|Other repairs and maintenance|E|8||tkod/tkon
4810|6498|Leasing technischer Anlagen|Leasing of plant|E|8||tkod/tkon
4960|6835|Miete für Einrichtung|Rent of furnishings|E|8||tkod/tkon
4965|6840|Leasing von Ausstattung|Leasing of equipment|E|8||tkod/tkon
# Verwaltung
4900|6300|Übrige betriebliche Aufwendungen|Other operating expenses|E|8||tkod/tkon
4905|6304|Übrige regelmäßige betriebliche Aufwendungen|Other recurring operating expenses|E|8|to:2025-12-31|kod/kon
4909|6303|Fremdleistungen|Outside services|E|8||tkod/tkon
4910|6800|Porto|Postage|E|8||tkod/tkon
4920|6805|Telefon|Telephone|E|8||tkod/tkon
4925|6810|Internet und Fax|Internet and fax|E|8||tkod/tkon
4930|6815|Büromaterial|Office supplies|E|8||tkod/tkon
4940|6820|Fachliteratur und Zeitschriften|Books and journals|E|8||tkod/tkon
4945|6821|Fortbildung|Training|E|8||tkod/tkon
4946|6822|Freiwillige Sozialleistungen|Voluntary welfare|E|8||tkod/tkon
4950|6825|Rechtsrat und Beratung|Legal and consulting fees|E|8||tkod/tkon
4955|6830|Buchführung|Bookkeeping|E|8||tkod/tkon
4957|6827|Jahresabschluss und Prüfung|Annual accounts and audit|E|8||tkod/tkon
2386|6876|Aufsichtsratsvergütung, abziehbare Hälfte|Supervisory board pay, deductible half|E|8||tod/ton
2385|6875|Aufsichtsratsvergütung, nicht abziehbare Hälfte|Supervisory board pay, non-deductible half|E|8||tod/ton
4969|6859|Entsorgung von Abraum und Abfall|Waste disposal|E|8||tkod/tkon
4970|6855|Bankgebühren|Bank charges|E|8||tkod/tkon
4980|6850|Betriebsbedarf|Operating supplies|E|8||tkod/tkon
4985|6845|Kleine Werkzeuge und Geräte|Tools and small devices|E|8||tkod/tkon
2170|6860|Nicht abziehbare Vorsteuer|Non-deductible input tax|E|8||tkod/tkon
2171|6865|Nicht abziehbare Vorsteuer 7 %|Non-deductible input tax 7 %|E|8||tkod/tkon
2176|6871|Nicht abziehbare Vorsteuer 19 %|Non-deductible input tax 19 %|E|8||tod/ton
4301||Nicht abziehbare Vorsteuer 7 % (Betriebskosten)|Non-deductible input tax 7 % (operating costs)|E|8||tkod/
4306||Nicht abziehbare Vorsteuer 19 % (Betriebskosten)|Non-deductible input tax 19 % (operating costs)|E|8||tod/
2380|6390|Spenden, steuerlich nicht abziehbar|Donations, not tax deductible|E|8||tkod/tkon
# Neutrale Aufwendungen
2000|7500|Außergewöhnliche Aufwendungen|Exceptional expenses|E|8|to:2025-12-31|kod/kon
2010||Betriebsfremde Aufwendungen|Non-operating expenses|E|8|to:2025-12-31|kod/
2307|6967|Betriebsfremde regelmäßige Aufwendungen|Recurring non-operating expenses|E|8|to:2025-12-31|od/kon
2020|6960|Periodenfremde Aufwendungen|Expenses of other periods|E|8||tkod/tkon
2150|6880|Währungsverluste|Exchange losses|E|8||tkod/tkon
2320|6900|Verluste aus Abgängen des Anlagevermögens|Losses on disposal of fixed assets|E|8|to:2025-12-31|kod/kon
2342|6922|Einstellung in die Rücklage nach §6b Abs. 3 EStG|Transfer to the reserve under §6b (3) EStG|E|8||tkod/ton
2400|6930|Forderungsverluste|Bad debts|E|8||tkod/ton
2401|6931|Forderungsverluste, ermäßigter Steuersatz|Bad debts, reduced rate|E|8|auto:output:reduced|tkod/ton
2406|6936|Forderungsverluste, Regelsteuersatz|Bad debts, standard rate|E|8|auto:output:standard|tod/ton
2450|6920|Zuführung zur Pauschalwertberichtigung|Addition to the general allowance for receivables|E|8||tkod/ton
2451|6923|Zuführung zu Einzelwertberichtigungen|Addition to specific allowances for receivables|E|8||tod/ton
# Kalkulatorische Kosten
4990|6970|Kalkulatorischer Unternehmerlohn|Imputed pay of the owner|E|8||tkod/tk
4992|6974|Kalkulatorische Zinsen|Imputed interest|E|8||tkod/tk
4993|6976|Kalkulatorische Abschreibungen|Imputed depreciation|E|8||tkod/tk
4994|6978|Kalkulatorische Wagnisse|Imputed risks|E|8||tkod/tk
4995|6979|Kalkulatorischer Lohn unentgeltlicher Mitarbeiter|Imputed pay of unpaid staff|E|8||tkod/tk
`;
