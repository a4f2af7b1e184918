import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';

/** Which accounts a line takes: numbers of the chart from and to, four digits, both included. */
export type AccountRange = readonly [from: string, to: string];

export interface BwaLine {
  /** DATEV's number of the line in form 01; `neutral` is ours, a sum that the form leaves to its reader. */
  readonly id: string;
  readonly title: string;
  /** A sum adds these lines, the amounts being signed: costs negative. */
  readonly sums?: readonly string[];
}

/** Lines that Gesamtkosten adds. */
export const BWA_COSTS: readonly string[] = '1100 1120 1140 1150 1160 1180 1200 1220 1240 1250 1260'.split(
  ' ',
);

/** DATEV BWA form 01 (kurzfristige Erfolgsrechnung): lines in their order, titles in our own words. */
export const BWA_LINES: readonly BwaLine[] = [
  { id: '1020', title: 'Umsatzerlöse' },
  { id: '1040', title: 'Bestandsveränderung Erzeugnisse' },
  { id: '1045', title: 'Aktivierte Eigenleistungen' },
  { id: '1051', title: 'Gesamtleistung', sums: ['1020', '1040', '1045'] },
  { id: '1060', title: 'Material- und Wareneinkauf' },
  { id: '1080', title: 'Rohertrag', sums: ['1051', '1060'] },
  { id: '1090', title: 'Sonstige betriebliche Erlöse' },
  { id: '1092', title: 'Betrieblicher Rohertrag', sums: ['1080', '1090'] },
  { id: '1100', title: 'Personalkosten' },
  { id: '1120', title: 'Raumkosten' },
  { id: '1140', title: 'Betriebliche Steuern' },
  { id: '1150', title: 'Versicherungen und Beiträge' },
  { id: '1160', title: 'Besondere Kosten' },
  { id: '1180', title: 'Fahrzeugkosten (ohne Steuer)' },
  { id: '1200', title: 'Werbe- und Reisekosten' },
  { id: '1220', title: 'Kosten der Warenabgabe' },
  { id: '1240', title: 'Abschreibungen' },
  { id: '1250', title: 'Reparatur und Instandhaltung' },
  { id: '1260', title: 'Sonstige Kosten' },
  { id: '1280', title: 'Gesamtkosten', sums: BWA_COSTS },
  { id: '1300', title: 'Betriebsergebnis', sums: ['1092', '1280'] },
  { id: '1310', title: 'Zinsaufwand' },
  { id: '1312', title: 'Sonstiger neutraler Aufwand' },
  { id: '1320', title: 'Neutraler Aufwand', sums: ['1310', '1312'] },
  { id: '1322', title: 'Zinserträge' },
  { id: '1323', title: 'Sonstiger neutraler Ertrag' },
  { id: '1324', title: 'Verrechnete kalkulatorische Kosten' },
  { id: '1330', title: 'Neutraler Ertrag', sums: ['1322', '1323', '1324'] },
  { id: 'neutral', title: 'Neutrales Ergebnis', sums: ['1320', '1330'] },
  { id: '1345', title: 'Ergebnis vor Steuern', sums: ['1300', 'neutral'] },
  { id: '1355', title: 'Steuern vom Einkommen und Ertrag' },
  { id: '1380', title: 'Vorläufiges Ergebnis', sums: ['1345', '1355'] },
];

interface BwaRanges {
  /** First day of the periods that they hold for. */
  readonly from: CalendarDate;
  readonly SKR03: string;
  readonly SKR04: string;
}

/**
 * Account ranges by line. DATEV's own table (Zuordnungsübersicht) is not public; compared are kivitendo's `pos_bwa` of both
 * charts (`shared/data/charts`, of the time before BilRUG) and ProjectForge's form 01 for SKR04
 * (`BusinessAssessmentConfigTest`). docs/decisions/0110 names what they disagree on. Revenue as §277 Abs. 1 HGB has it since
 * BilRUG (fiscal years that begin after 2015): commissions and waste are revenue.
 */
const RANGES: readonly BwaRanges[] = [
  {
    from: '1900-01-01',
    SKR03: `
1020|8000-8589 8700-8799
1040|8960-8989
1045|8990-8999
1060|3000-3999 4000-4099
1090|8590-8649 8900-8959
1100|4100-4199
1120|4200-4299
1140|2375 4340-4359 4510
1150|4360-4399
1160|4400-4499
1180|4500-4509 4511-4599
1200|4600-4699
1220|4700-4799
1240|4820-4899
1250|4800-4809
1260|2400-2449 4300-4319 4810-4819 4900-4999
1310|2100-2149
1312|2000-2099 2150-2199 2285-2286 2300-2314 2316-2374 2376-2399 2450-2499 8800-8819
1322|2650-2659 2670-2689 8650-8699
1323|2287-2299 2315 2500-2649 2660-2669 2690-2859 8820-8899
1324|2890-2899
1355|2200-2284 4320-4339`,
    SKR04: `
1020|4000-4599 4700-4799
1040|4800-4819
1045|4820-4829
1060|5000-5999
1090|4600-4699 4835 4940-4949
1100|6000-6199 6440-6449
1120|6305-6349
1140|7650-7689
1150|6400-6439
1160|7800-7899
1180|6500-6599
1200|6600-6699
1220|6700-6799
1240|6200-6249 6251-6279 7200-7299
1250|6450-6497
1260|6250 6280-6304 6498-6499 6800-6859 6930-6959 6970-6979
1310|7300-7399
1312|6350-6399 6860-6929 6960-6969 7500-7599 7690-7691
1322|7100-7199
1323|4830-4834 4836-4939 4950-4999 7000-7099 7400-7499 7692-7699
1324|6980-6989
1355|7600-7649`,
  },
];

type Chart = 'SKR03' | 'SKR04';

/** Line and range, in the order of the numbers. */
export function bwaRanges(
  chart: Chart,
  on: CalendarDate,
): readonly (readonly [line: string, range: AccountRange])[] {
  const dated = RANGES.find(({ from }) => from <= on);
  const rows = (dated?.[chart] ?? '').trim().split('\n');
  return rows
    .flatMap((row) => {
      const [line = '', ranges = ''] = row.split('|');
      return ranges.split(' ').map((range) => {
        const [first = '', last = first] = range.split('-');
        return [line, [first, last]] as const;
      });
    })
    .sort(([, [a]], [, [b]]) => (a < b ? -1 : 1));
}
