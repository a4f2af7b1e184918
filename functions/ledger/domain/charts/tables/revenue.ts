/** Revenue, deductions from it, supplies without consideration, inventory change (§275 Abs. 2 Nr. 1 bis 3 HGB). Columns: see the README of the charts. */
export const REVENUE = `
# Steuerfrei oder hier nicht steuerbar
8100|4100|Steuerfreie Umsätze ohne Vorsteuerabzug (§4 Nr. 8 ff. UStG)|Exempt revenue without deduction (§4 no. 8 ff. UStG)|I|1|auto:exempt kz:48 through:04|tkod/ton
8110|4110|Übrige steuerfreie Umsätze im Inland|Other exempt domestic revenue|I|1|auto:exempt kz:48|tkod/tkon
8120|4120|Steuerfreie Ausfuhren|Exempt exports|I|1|auto:exempt kz:43|tkod/tkon
8125|4125|Steuerfreie innergemeinschaftliche Lieferungen|Exempt intra-community supplies|I|1|auto:exempt kz:41|tkod/tkon
8130|4130|Dreiecksgeschäfte des mittleren Unternehmers|Triangular supplies of the middle party|I|1|auto:exempt kz:42|tkod/tkon
8135|4135|Neue Fahrzeuge an EU-Abnehmer ohne USt-IdNr.|New vehicles to EU buyers without VAT id|I|1|auto:exempt kz:44|tkod/tkon
8150|4150|Übrige steuerfreie Umsätze mit Vorsteuerabzug (§4 Nr. 2-7 UStG)|Other exempt revenue with deduction (§4 no. 2-7 UStG)|I|1|auto:exempt kz:43|tkod/tkon
8190|4180|Erlöse zu Durchschnittssätzen (§24 UStG)|Revenue at flat rates (§24 UStG)|I|1||tkod/tkon
8192|4184|Steuerfreie Erlöse als Kleinunternehmer (§19 UStG)|Exempt revenue of small businesses (§19 UStG)|I|1|auto:exempt from:2025-01-01|t/tn
8195|4185|Erlöse als Kleinunternehmer (§19 UStG)|Revenue of small businesses (§19 UStG)|I|1|to:2025-12-31|kod/kon
8290|4290|Erlöse zum Nullsatz, Solaranlagen (§12 Abs. 3 UStG)|Zero-rated revenue, solar installations (§12 (3) UStG)|I|1|auto:exempt kz:87 from:2023-01-01|tb/tnb
8320|4320|In anderen EU-Staaten steuerpflichtige Lieferungen|Supplies taxed in other EU states|I|1|kz:45|tkod/tkon
8336|4336|Leistungen an EU-Unternehmen, dort steuerpflichtig|Services to EU businesses, taxed there by the recipient|I|1|auto:exempt kz:21|to/ton
8337|4337|Leistungen mit Steuerschuld des Empfängers (§13b UStG)|Supplies for which the recipient owes the tax (§13b UStG)|I|1|auto:exempt kz:60|tod/ton
8338|4338|Im Drittland steuerbare Leistungen|Services taxable in third countries|I|1|auto:exempt kz:45|tod/ton
8950|4690|Nicht steuerbare Innenumsätze|Internal revenue outside the scope of VAT|I|1||tkod/tkon
8955|4695|Vergütungen von Umsatzsteuer|VAT compensation|I|1|03/to:2025-12-31|kod/tkon
# Steuerpflichtig
8200|4200|Umsatzerlöse|Revenue|I|1||tkod/tkon
8300|4300|Umsatzerlöse, ermäßigter Steuersatz|Revenue, reduced rate|I|1|auto:output:reduced through:09|tkodg/tkon
8310|4310|Hier steuerpflichtige EU-Lieferungen, ermäßigter Steuersatz|Supplies to the EU taxed here, reduced rate|I|1|auto:output-eu:reduced through:14|tkod/tkon
8315|4315|Hier steuerpflichtige EU-Lieferungen, Regelsteuersatz|Supplies to the EU taxed here, standard rate|I|1|auto:output-eu:standard through:19|tkod/tkon
8340|4340|Umsatzerlöse zu 16 %|Revenue at 16 %|I|1|auto:output:16 through:49|td/tkn
8400|4400|Umsatzerlöse, Regelsteuersatz|Revenue, standard rate|I|1|auto:output:standard through:09|tkodg/tkong
8510|4560|Provisionserlöse|Commission revenue|I|1||tod/ton
8516|4566|Provisionserlöse, ermäßigter Steuersatz|Commission revenue, reduced rate|I|1|auto:output:reduced to:2025-12-31|od/kon
8519|4569|Provisionserlöse, Regelsteuersatz|Commission revenue, standard rate|I|1|auto:output:standard|tod/tkon
8520|4510|Erlöse aus Abfällen|Revenue from waste|I|1||tkod/tkon
8540|4520|Erlöse aus Leergut|Revenue from empties|I|1||tkod/tkon
# Erlösschmälerungen
8700|4700|Erlösminderungen|Sales deductions|I|1||tkod/tkon
8710|4710|Erlösminderungen, ermäßigter Steuersatz|Sales deductions, reduced rate|I|1|auto:output:reduced through:11|tkod/tkon
8720|4720|Erlösminderungen, Regelsteuersatz|Sales deductions, standard rate|I|1|auto:output:standard through:21|tkod/tkon
8724|4724|Erlösminderungen bei innergemeinschaftlichen Lieferungen|Deductions on intra-community supplies|I|1|auto:exempt kz:41|tod/ton
8725|4725|Erlösminderungen bei hier steuerpflichtigen EU-Lieferungen, ermäßigt|Deductions on supplies to the EU taxed here, reduced rate|I|1|auto:output-eu:reduced|tkod/tkon
8726|4726|Erlösminderungen bei hier steuerpflichtigen EU-Lieferungen, Regelsatz|Deductions on supplies to the EU taxed here, standard rate|I|1|auto:output-eu:standard|tkod/tkon
8727|4727|Erlösminderungen bei in anderen EU-Staaten steuerpflichtigen Lieferungen|Deductions on supplies taxed in other EU states|I|1|kz:45|tkod/tkon
8730|4730|Gewährte Skonti|Cash discounts granted|I|1||tod/ton
8731|4731|Gewährte Skonti, ermäßigter Steuersatz|Cash discounts granted, reduced rate|I|1|auto:output:reduced|tkod/tkon
8732|4732|Gewährte Skonti zu 5 %|Cash discounts granted at 5 %|I|1|auto:output:5 from:2020-07-01|g
8735|4735|Gewährte Skonti zu 16 %|Cash discounts granted at 16 %|I|1|auto:output:16|kdg/kg
8736|4736|Gewährte Skonti, Regelsteuersatz|Cash discounts granted, standard rate|I|1|auto:output:standard|todg/tkon
8743|4743|Gewährte Skonti auf innergemeinschaftliche Lieferungen|Cash discounts on intra-community supplies|I|1|auto:exempt kz:41|tod/ton
8750|4750|Gewährte Boni, ermäßigter Steuersatz|Bonuses granted, reduced rate|I|1|auto:output:reduced through:51|tkod/tkon
8760|4760|Gewährte Boni, Regelsteuersatz|Bonuses granted, standard rate|I|1|auto:output:standard through:61|tkod/tkon
8770|4770|Gewährte Rabatte|Rebates granted|I|1||tod/ton
8780|4780|Gewährte Rabatte, ermäßigter Steuersatz|Rebates granted, reduced rate|I|1|auto:output:reduced through:81|tkod/tkon
8790|4790|Gewährte Rabatte, Regelsteuersatz|Rebates granted, standard rate|I|1|auto:output:standard through:91|tkod/tkon
# Unentgeltliche Wertabgaben
8900|4600|Unentgeltliche Wertabgaben|Supplies without consideration|I|1||tkod/tkon
8905|4605|Entnahme von Gegenständen ohne Umsatzsteuer|Goods taken for private use, no VAT|I|1||tkod/tko
8910|4620|Warenentnahme, Regelsteuersatz|Goods taken from stock, standard rate|I|1|auto:output:standard 03/through:13 04/through:26|tkod/tko
8915|4610|Warenentnahme, ermäßigter Steuersatz|Goods taken from stock, reduced rate|I|1|auto:output:reduced 03/through:16 04/through:15|tkod/tko
8919|4619|Warenentnahme ohne Umsatzsteuer|Goods taken from stock, no VAT|I|1||tkod/tko
8920|4640|Private Nutzung von Gegenständen, Regelsteuersatz|Private use of assets, standard rate|I|4|auto:output:standard 04/through:44|tkod/tko
8921|4645|Private Nutzung von Fahrzeugen, Regelsteuersatz|Private use of vehicles, standard rate|I|4|auto:output:standard|tkod/tko
8922|4646|Private Nutzung des Telefons, Regelsteuersatz|Private use of telephones, standard rate|I|4|auto:output:standard|tkod/tko
8924|4639|Private Nutzung von Fahrzeugen ohne Umsatzsteuer|Private use of vehicles, no VAT|I|4||tkod/to
|4637|Private Nutzung von Gegenständen ohne Umsatzsteuer|Private use of assets, no VAT|I|4||/tk
8925|4660|Unentgeltliche Leistungen, Regelsteuersatz|Services without consideration, standard rate|I|4|auto:output:standard 03/through:27 04/through:66|tkod/tkon
8930|4630|Private Nutzung von Gegenständen, ermäßigter Steuersatz|Private use of assets, reduced rate|I|4|auto:output:reduced 04/through:35|tkod/tko
8935|4686|Verschenkte Gegenstände, Regelsteuersatz|Assets given away, standard rate|I|4|auto:output:standard 03/through:37 04/through:87|tkod/tkon
8939|4689|Verschenkte Gegenstände ohne Umsatzsteuer|Assets given away, no VAT|I|4||tkod/tkon
8940|4680|Verschenkte Waren, Regelsteuersatz|Goods given away, standard rate|I|1|auto:output:standard 03/through:43 04/through:84|tkod/tkon
8945|4670|Verschenkte Waren, ermäßigter Steuersatz|Goods given away, reduced rate|I|1|auto:output:reduced 03/through:46 04/through:75|tkod/tkon
8949|4679|Verschenkte Waren ohne Umsatzsteuer|Goods given away, no VAT|I|1||tkod/tkon
# Bestände und Eigenleistungen
8960|4810|Bestandsänderung unfertige Erzeugnisse|Change in work in progress|I|2||tkod/tkon
8970|4815|Bestandsänderung unfertige Leistungen|Change in services in progress|I|2||tkod/tkon
8980|4800|Bestandsänderung fertige Erzeugnisse|Change in finished goods|I|2||tkod/tkon
8990|4820|Aktivierte Eigenleistungen|Own work capitalised|I|3||tkod/tkon
`;
