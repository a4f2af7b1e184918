/** Cost of materials and purchased services (§275 Abs. 2 Nr. 5 HGB). Columns: see the README of the charts. */
export const COST_OF_GOODS = `
3000|5000|Einkauf Roh-, Hilfs- und Betriebsstoffe|Raw materials and supplies purchased|E|5a||tkod/ton
3090|5190|Energie für die Fertigung|Energy for production|E|5a||tkod/tkon
3200|5200|Wareneinkauf|Goods purchased|E|5a||tod/ton
3300|5300|Wareneinkauf, ermäßigter Steuersatz|Goods purchased, reduced rate|E|5a|auto:input:reduced through:09|tkod/tkon
3349|5349|Wareneinkauf ohne Vorsteuerabzug|Goods purchased without deduction of input tax|E|5a||tod/ton
3400|5400|Wareneinkauf, Regelsteuersatz|Goods purchased, standard rate|E|5a|auto:input:standard through:09|tkod/tkon
3420|5420|Innergemeinschaftlicher Erwerb, ermäßigter Steuersatz|Intra-community acquisition, reduced rate|E|5a|auto:acquisition:reduced kz:93 through:24|tkod/tkon
3425|5425|Innergemeinschaftlicher Erwerb, Regelsteuersatz|Intra-community acquisition, standard rate|E|5a|auto:acquisition:standard kz:89 through:29|tkod/tkon
3440|5440|Neue Fahrzeuge aus der EU von Lieferern ohne USt-IdNr.|New vehicles from EU sellers without VAT id|E|5a|auto:vehicle-acquisition:standard kz:94|tkod/tkon
3550|5550|Innergemeinschaftlicher Erwerb, steuerfrei|Exempt intra-community acquisition|E|5a|auto:exempt kz:91|tkod/tkon
3551|5551|Im Drittland steuerbarer Wareneinkauf|Goods purchased, taxable in a third country|E|5a||tod/ton
3559|5559|Steuerfreie Einfuhr von Waren|Exempt import of goods|E|5a||tkod/tkon
3600|5600|Nicht abziehbare Vorsteuer auf Waren|Non-deductible input tax on goods|E|5a||tkod/tko
3610|5610|Nicht abziehbare Vorsteuer auf Waren 7 %|Non-deductible input tax on goods 7 %|E|5a||tkod/tko
3660|5660|Nicht abziehbare Vorsteuer auf Waren 19 %|Non-deductible input tax on goods 19 %|E|5a||tod/tko
# Nachlässe der Lieferanten
3700|5700|Nachlässe von Lieferanten|Allowances from vendors|E|5a||tod/ton
3710|5710|Nachlässe von Lieferanten, ermäßigter Steuersatz|Allowances from vendors, reduced rate|E|5a|auto:input:reduced through:11|tod/ton
3720|5720|Nachlässe von Lieferanten, Regelsteuersatz|Allowances from vendors, standard rate|E|5a|auto:input:standard through:21|tod/ton
3730|5730|Erhaltene Skonti|Cash discounts received|E|5a||tod/ton
3731|5731|Erhaltene Skonti, ermäßigter Steuersatz|Cash discounts received, reduced rate|E|5a|auto:input:reduced|tkod/tkon
3732|5732|Erhaltene Skonti zu 5 %|Cash discounts received at 5 %|E|5a|auto:input:5 from:2020-07-01|g
3735|5735|Erhaltene Skonti zu 16 %|Cash discounts received at 16 %|E|5a|auto:input:16|kdg/kg
3736|5736|Erhaltene Skonti, Regelsteuersatz|Cash discounts received, standard rate|E|5a|auto:input:standard|tod/tkon
3746|5746|Erhaltene Skonti auf innergemeinschaftlichen Erwerb, ermäßigter Steuersatz|Cash discounts on intra-community acquisitions, reduced rate|E|5a|auto:acquisition:reduced kz:93|tod/tn
3748|5748|Erhaltene Skonti auf innergemeinschaftlichen Erwerb, Regelsteuersatz|Cash discounts on intra-community acquisitions, standard rate|E|5a|auto:acquisition:standard kz:89|tod/tn
3750|5750|Erhaltene Boni, ermäßigter Steuersatz|Bonuses received, reduced rate|E|5a|auto:input:reduced through:51|tkod/tkon
3760|5760|Erhaltene Boni, Regelsteuersatz|Bonuses received, standard rate|E|5a|auto:input:standard through:61|tkod/tkon
3769|5769|Erhaltene Boni|Bonuses received|E|5a||tod/tn
3770|5770|Erhaltene Rabatte|Rebates received|E|5a||tod/ton
3780|5780|Erhaltene Rabatte, ermäßigter Steuersatz|Rebates received, reduced rate|E|5a|auto:input:reduced through:81|tkod/tkon
3790|5790|Erhaltene Rabatte, Regelsteuersatz|Rebates received, standard rate|E|5a|auto:input:standard through:91|tkod/tkon
# Bezugskosten und Bestände
3800|5800|Bezugsnebenkosten|Incidental costs of purchase|E|5a||tkod/tkon
3830|5820|Leergut|Empties|E|5a||tkod/tkon
3850|5840|Zoll und andere Einfuhrabgaben|Customs and other import charges|E|5a||tkod/tkon
3960|5880|Bestandsänderung Stoffe und Waren|Change in materials and goods for resale|E|5a||tkod/tko
3950|5881|Bestandsänderung Waren|Change in goods for resale|E|5a||to/ton
3990|5860|Verrechnete Stoffkosten|Materials charged on|E|5a||tkd/tkn
4000||Verbrauch von Material|Materials consumed|E|5a||tkd/
# Bezogene Leistungen
3100|5900|Bezogene Leistungen|Services purchased for production|E|5b||tkod/tkon
3106|5906|Bezogene Leistungen, Regelsteuersatz|Services purchased, standard rate|E|5b|auto:input:standard|to/ton
3108|5908|Bezogene Leistungen, ermäßigter Steuersatz|Services purchased, reduced rate|E|5b|auto:input:reduced|to/ton
3110|5910|Bauleistungen nach §13b UStG, ermäßigter Steuersatz|Construction services under §13b UStG, reduced rate|E|5b|auto:reverse-charge:reduced kz:84|tkod/ton
3113|5913|Leistungen von EU-Unternehmen (§13b UStG), ermäßigter Steuersatz|Services from EU businesses (§13b UStG), reduced rate|E|5b|auto:reverse-charge:reduced kz:46|to/ton
3115|5915|Leistungen ausländischer Unternehmen (§13b UStG), ermäßigter Steuersatz|Services from foreign businesses (§13b UStG), reduced rate|E|5b|auto:reverse-charge:reduced kz:84|tod/tkon
3120|5920|Bauleistungen nach §13b UStG, Regelsteuersatz|Construction services under §13b UStG, standard rate|E|5b|auto:reverse-charge:standard kz:84 through:21|tkod/ton
3123|5923|Leistungen von EU-Unternehmen (§13b UStG), Regelsteuersatz|Services from EU businesses (§13b UStG), standard rate|E|5b|auto:reverse-charge:standard kz:46|to/ton
3125|5925|Leistungen ausländischer Unternehmen (§13b UStG), Regelsteuersatz|Services from foreign businesses (§13b UStG), standard rate|E|5b|auto:reverse-charge:standard kz:84 through:26|tod/tkon
3130|5930|Bauleistungen nach §13b UStG ohne Abzug, ermäßigter Steuersatz|Construction services under §13b UStG, not deductible, reduced rate|E|5b|auto:reverse-charge-undeducted:reduced kz:84|tod/tn
3133|5933|Leistungen von EU-Unternehmen (§13b UStG) ohne Abzug, ermäßigter Steuersatz|Services from EU businesses (§13b UStG), not deductible, reduced rate|E|5b|auto:reverse-charge-undeducted:reduced kz:46|to/tn
3135|5935|Leistungen ausländischer Unternehmen (§13b UStG) ohne Abzug, ermäßigter Steuersatz|Services from foreign businesses (§13b UStG), not deductible, reduced rate|E|5b|auto:reverse-charge-undeducted:reduced kz:84|tod/tn
3140|5940|Bauleistungen nach §13b UStG ohne Abzug, Regelsteuersatz|Construction services under §13b UStG, not deductible, standard rate|E|5b|auto:reverse-charge-undeducted:standard kz:84 through:41|tod/tn
3143|5943|Leistungen von EU-Unternehmen (§13b UStG) ohne Abzug, Regelsteuersatz|Services from EU businesses (§13b UStG), not deductible, standard rate|E|5b|auto:reverse-charge-undeducted:standard kz:46|to/tn
3145|5945|Leistungen ausländischer Unternehmen (§13b UStG) ohne Abzug, Regelsteuersatz|Services from foreign businesses (§13b UStG), not deductible, standard rate|E|5b|auto:reverse-charge-undeducted:standard kz:84 through:46|tod/tn
`;
