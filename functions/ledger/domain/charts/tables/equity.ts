/** Equity and private accounts (Eigenkapital, Privatkonten). Columns: see the README of the charts. */
export const EQUITY = `
# Eigenkapital der Kapitalgesellschaft
0800|2900|Gezeichnetes Kapital (Grundkapital)|Subscribed capital (share capital)|Q|P.A.I||dl/on
0819|2909|Eigene Aktien, offen abgesetzt|Treasury shares, deducted openly|Q|P.A.I||ol/on
0820|2910|Nicht eingeforderte Einlagen, offen abgesetzt|Uncalled contributions, deducted openly|Q|P.A.I||dl/on
0830|1298|Eingeforderte, noch ausstehende Einlagen|Called contributions not yet paid|A|A.B.II.4||dl/on
0840|2920|Kapitalrücklage|Capital reserve|Q|P.A.II||dl/on
0841|2925|Kapitalrücklage aus Aufgeld bei Aktienausgabe|Capital reserve from share premium|Q|P.A.II||d/on
0842|2926|Kapitalrücklage aus Wandel- und Optionsrechten|Capital reserve from conversion and option rights|Q|P.A.II||d/on
0843|2927|Kapitalrücklage aus Zuzahlungen für Vorzüge|Capital reserve from payments for preferences|Q|P.A.II||d/on
0844|2928|Kapitalrücklage aus anderen Zuzahlungen|Capital reserve from other payments|Q|P.A.II||d/on
0846|2930|Gesetzliche Rücklage (§150 AktG)|Statutory reserve (§150 AktG)|Q|P.A.III.1||dl/on
0849|2935|Rücklage für Anteile am beherrschenden Unternehmen|Reserve for shares in a controlling company|Q|P.A.III.2||ol/on
0851|2950|Rücklagen nach der Satzung|Reserves under the articles|Q|P.A.III.3||dl/kon
0855|2960|Andere Gewinnrücklagen|Other revenue reserves|Q|P.A.III.4||d/on
0848|2961|Andere Gewinnrücklagen aus dem Erwerb eigener Aktien|Other revenue reserves from buying treasury shares|Q|P.A.III.4||o/on
0860|2970|Gewinnvortrag|Retained profit brought forward|Q|P.A.IV||dl/on
0868|2978|Verlustvortrag|Accumulated loss brought forward|Q|P.A.IV||d/on
0869|2979|Vortrag auf neue Rechnung|Carried forward to new account|Q|P.A.IV||dl/o
# Privatkonten der Einzelunternehmer
1800|2100|Privatentnahmen|Private withdrawals|Q|P.A.I||kod/ko
1810|2150|Private Steuern|Private taxes|Q|P.A.I||kod/ko
1820|2200|Sonderausgaben, beschränkt abziehbar|Special expenses, deductible within limits|Q|P.A.I||kod/ko
1830|2230|Sonderausgaben, voll abziehbar|Special expenses, fully deductible|Q|P.A.I||kod/ko
1840|2250|Private Spenden|Private donations|Q|P.A.I||kod/ko
1890|2180|Privateinlagen|Private contributions|Q|P.A.I||kod/ko
`;
