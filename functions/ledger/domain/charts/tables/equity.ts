/** Equity and private accounts (Eigenkapital, Privatkonten). Columns: see the README of the charts. */
export const EQUITY = `
# Eigenkapital der Kapitalgesellschaft
0800|2900|Gezeichnetes Kapital (Grundkapital)|Subscribed capital (share capital)|Q|P.A.I||tdl/ton
0819|2909|Eigene Aktien, offen abgesetzt|Treasury shares, deducted openly|Q|P.A.I||olt/ton
0820|2910|Nicht eingeforderte Einlagen, offen abgesetzt|Uncalled contributions, deducted openly|Q|P.A.I||tdl/ton
0830|1298|Eingeforderte, noch ausstehende Einlagen|Called contributions not yet paid|A|A.B.II.4||tdl/ton
0840|2920|Kapitalrücklage|Capital reserve|Q|P.A.II||tdl/ton
0841|2925|Kapitalrücklage aus Aufgeld bei Aktienausgabe|Capital reserve from share premium|Q|P.A.II||td/ton
0842|2926|Kapitalrücklage aus Wandel- und Optionsrechten|Capital reserve from conversion and option rights|Q|P.A.II||td/ton
0843|2927|Kapitalrücklage aus Zuzahlungen für Vorzüge|Capital reserve from payments for preferences|Q|P.A.II||td/ton
0844|2928|Kapitalrücklage aus anderen Zuzahlungen|Capital reserve from other payments|Q|P.A.II||td/ton
0846|2930|Gesetzliche Rücklage (§150 AktG)|Statutory reserve (§150 AktG)|Q|P.A.III.1||tdl/ton
0849|2935|Rücklage für Anteile am beherrschenden Unternehmen|Reserve for shares in a controlling company|Q|P.A.III.2||tol/ton
0851|2950|Rücklagen nach der Satzung|Reserves under the articles|Q|P.A.III.3||tdl/tkon
0855|2960|Andere Gewinnrücklagen|Other revenue reserves|Q|P.A.III.4||td/ton
0848|2961|Andere Gewinnrücklagen aus dem Erwerb eigener Aktien|Other revenue reserves from buying treasury shares|Q|P.A.III.4||to/ton
0860|2970|Gewinnvortrag|Retained profit brought forward|Q|P.A.IV||tdl/ton
0868|2978|Verlustvortrag|Accumulated loss brought forward|Q|P.A.IV||td/ton
0869|2979|Vortrag auf neue Rechnung|Carried forward to new account|Q|P.A.IV|to:2025-12-31|dl/o
# Privatkonten der Einzelunternehmer
1800|2100|Privatentnahmen|Private withdrawals|Q|P.A.I||tkod/tko
1810|2150|Private Steuern|Private taxes|Q|P.A.I||tkod/tko
1820|2200|Sonderausgaben, beschränkt abziehbar|Special expenses, deductible within limits|Q|P.A.I||tkod/tko
1830|2230|Sonderausgaben, voll abziehbar|Special expenses, fully deductible|Q|P.A.I||tkod/tko
1840|2250|Private Spenden|Private donations|Q|P.A.I||tkod/tko
1890|2180|Privateinlagen|Private contributions|Q|P.A.I||tkod/tko
`;
