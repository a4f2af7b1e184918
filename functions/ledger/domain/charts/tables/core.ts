export const CORE = `
1000|1600|Kasse|Cash|A|A.B.IV||k
1200|1800|Bank|Bank account|A|A.B.IV||k
1400|1200|Forderungen aus Lieferungen und Leistungen|Trade receivables|A|A.B.II.1||ko
1600|3300|Verbindlichkeiten aus Lieferungen und Leistungen|Trade payables|L|P.C.4||ko
1571|1401|Vorsteuer 7 %|Input tax 7 %|A|A.B.II.4|tax:input:7|ko
1576|1406|Vorsteuer 19 %|Input tax 19 %|A|A.B.II.4|tax:input:19|ko
1771|3801|Umsatzsteuer 7 %|Output tax 7 %|L|P.C.8|tax:output:7|ko
1776|3806|Umsatzsteuer 19 %|Output tax 19 %|L|P.C.8|tax:output:19|ko
3300|5300|Wareneinkauf, ermäßigter Steuersatz|Goods purchased, reduced rate|E|5a|auto:input:reduced|ko
3400|5400|Wareneinkauf, Regelsteuersatz|Goods purchased, standard rate|E|5a|auto:input:standard|ko
3420|5420|Innergemeinschaftlicher Erwerb, ermäßigter Steuersatz|Intra-community acquisition, reduced rate|E|5a|auto:acquisition:reduced|ko
3425|5425|Innergemeinschaftlicher Erwerb, Regelsteuersatz|Intra-community acquisition, standard rate|E|5a|auto:acquisition:standard|ko
4940|6820|Fachliteratur und Zeitschriften|Books and journals|E|8||ko
8125|4125|Steuerfreie innergemeinschaftliche Lieferungen|Exempt intra-community supplies|I|1|auto:exempt kz:41|ko
8120|4120|Steuerfreie Ausfuhren|Exempt exports|I|1|auto:exempt kz:43|ko
8300|4300|Umsatzerlöse, ermäßigter Steuersatz|Revenue, reduced rate|I|1|auto:output:reduced|ko
8400|4400|Umsatzerlöse, Regelsteuersatz|Revenue, standard rate|I|1|auto:output:standard|ko
`;
