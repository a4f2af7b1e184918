/** Depreciation and write-downs (§275 Abs. 2 Nr. 7 und 12 HGB). Columns: see the README of the charts. */
export const DEPRECIATION = `
4815|6250|Kaufleasing|Finance leases|E|7a||tkod/tkon
4822|6200|Abschreibung immaterielles Vermögen|Amortisation of intangible assets|E|7a||tkod/tkon
4824|6205|Abschreibung Firmenwert|Amortisation of goodwill|E|7a||tkod/tkon
4826|6210|Außerplanmäßige Abschreibung immaterielles Vermögen|Impairment of intangible assets|E|7a||tkod/tkon
4830|6220|Abschreibung Sachanlagen (ohne Fahrzeuge und Gebäude)|Depreciation of tangible assets (without vehicles and buildings)|E|7a||tkod/tkon
4831|6221|Abschreibung Gebäude|Depreciation of buildings|E|7a||tkod/tkon
4832|6222|Abschreibung Fahrzeuge|Depreciation of vehicles|E|7a||tkod/tkon
4840|6230|Außerplanmäßige Abschreibung Sachanlagen|Impairment of tangible assets|E|7a||tkod/tkon
4841|6231|Außergewöhnliche Abnutzung Gebäude|Extraordinary wear of buildings|E|7a||tkod/tkon
4842|6232|Außergewöhnliche Abnutzung Fahrzeuge|Extraordinary wear of vehicles|E|7a||tkod/tkon
4843|6233|Außergewöhnliche Abnutzung übriger Anlagen|Extraordinary wear of other assets|E|7a||tkod/tkon
4850|6240|Steuerliche Sonderabschreibung Sachanlagen|Special tax depreciation of tangible assets|E|7a||tkod/tkon
4851|6241|Sonderabschreibung nach §7g EStG ohne Fahrzeuge|Special depreciation under §7g EStG without vehicles|E|7a||tkod/tkon
4852|6242|Sonderabschreibung nach §7g EStG für Fahrzeuge|Special depreciation under §7g EStG for vehicles|E|7a||tkod/tkon
4855|6260|Geringwertige Wirtschaftsgüter, Sofortabschreibung|Low-value assets, written off immediately|E|7a||tkod/tkon
4860|6262|Abschreibung aktivierter geringwertiger Wirtschaftsgüter|Depreciation of capitalised low-value assets|E|7a||tkod/tkon
4862|6264|Abschreibung Sammelposten|Depreciation of the low-value pool|E|7a||tod/ton
4870|7200|Abschreibung Finanzanlagen|Write-down of long-term financial assets|E|12||tkod/ton
4875|7210|Abschreibung Wertpapiere des Umlaufvermögens|Write-down of short-term securities|E|12||tkod/ton
4880|6270|Unüblich hohe Abschreibung auf übriges Umlaufvermögen|Unusually high write-down of other current assets|E|7b||tkod/tkon
2430|6280|Unüblich hohe Forderungsverluste|Bad debts, unusually high|E|7b||tod/tkon
2431|6281|Forderungsverluste, unüblich hoch, ermäßigter Steuersatz|Bad debts, unusually high, reduced rate|E|7b|auto:output:reduced|to/tkon
2436|6286|Forderungsverluste, unüblich hoch, Regelsteuersatz|Bad debts, unusually high, standard rate|E|7b|auto:output:standard|to/tkon
`;
