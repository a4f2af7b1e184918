export interface CashFlowLine {
  readonly id: string;
  readonly title: string;
  /** The lines that a sum adds. */
  readonly sums?: readonly string[];
}

const OPERATING = [
  'result',
  'depreciation',
  'provisions',
  'non-cash',
  'working-assets',
  'working-liabilities',
  'disposal-result',
  'interest',
  'investment-income',
  'tax-expense',
  'tax-paid',
] as const;
const INVESTING = [
  'intangible-acquisitions',
  'tangible-disposals',
  'tangible-acquisitions',
  'financial-disposals',
  'financial-acquisitions',
  'short-term-investments',
  'interest-received',
  'dividends-received',
] as const;
const FINANCING = [
  'equity-in',
  'equity-out',
  'loans-in',
  'loans-out',
  'interest-paid',
  'dividends-paid',
] as const;

export type CashFlowId =
  | (typeof OPERATING)[number]
  | (typeof INVESTING)[number]
  | (typeof FINANCING)[number]
  | 'exchange';

/** DRS 21, indirect method, without lines that single accounts cannot tell; titles in our own words. */
export const CASH_FLOW_LINES: readonly CashFlowLine[] = [
  { id: 'result', title: 'Periodenergebnis' },
  { id: 'depreciation', title: 'Abschreibungen/Zuschreibungen auf Anlagevermögen und Wertpapiere' },
  { id: 'provisions', title: 'Zunahme/Abnahme der Rückstellungen' },
  { id: 'non-cash', title: 'Sonstige zahlungsunwirksame Aufwendungen/Erträge' },
  { id: 'working-assets', title: 'Zunahme/Abnahme der Vorräte, der Forderungen und anderer Aktiva' },
  { id: 'working-liabilities', title: 'Zunahme/Abnahme der Verbindlichkeiten und anderer Passiva' },
  { id: 'disposal-result', title: 'Gewinn/Verlust aus dem Abgang von Anlagevermögen' },
  { id: 'interest', title: 'Zinsaufwendungen/Zinserträge' },
  { id: 'investment-income', title: 'Beteiligungserträge' },
  { id: 'tax-expense', title: 'Ertragsteueraufwand/Ertragsteuerertrag' },
  { id: 'tax-paid', title: 'Ertragsteuerzahlungen' },
  { id: 'operating', title: 'Cashflow aus der laufenden Geschäftstätigkeit', sums: OPERATING },
  { id: 'intangible-acquisitions', title: 'Investitionen in immaterielles Anlagevermögen' },
  { id: 'tangible-disposals', title: 'Einzahlungen aus Abgängen von Sachanlagen' },
  { id: 'tangible-acquisitions', title: 'Investitionen in Sachanlagen' },
  { id: 'financial-disposals', title: 'Einzahlungen aus Abgängen von Finanzanlagen und Ausleihungen' },
  { id: 'financial-acquisitions', title: 'Investitionen in Finanzanlagen und Ausleihungen' },
  { id: 'short-term-investments', title: 'Kurzfristige Finanzanlagen' },
  { id: 'interest-received', title: 'Erhaltene Zinsen' },
  { id: 'dividends-received', title: 'Erhaltene Dividenden' },
  { id: 'investing', title: 'Cashflow aus der Investitionstätigkeit', sums: INVESTING },
  { id: 'equity-in', title: 'Einzahlungen aus Eigenkapitalzuführungen' },
  { id: 'equity-out', title: 'Auszahlungen aus Eigenkapitalherabsetzungen und Entnahmen' },
  { id: 'loans-in', title: 'Einzahlungen aus Anleihen und Krediten' },
  { id: 'loans-out', title: 'Auszahlungen für die Tilgung von Anleihen und Krediten' },
  { id: 'interest-paid', title: 'Gezahlte Zinsen' },
  { id: 'dividends-paid', title: 'Gezahlte Dividenden' },
  { id: 'financing', title: 'Cashflow aus der Finanzierungstätigkeit', sums: FINANCING },
  {
    id: 'fund-change',
    title: 'Zahlungswirksame Veränderung des Finanzmittelfonds',
    sums: ['operating', 'investing', 'financing'],
  },
  { id: 'exchange', title: 'Wechselkursbedingte Veränderung des Finanzmittelfonds' },
];

/** Accounts by their number where the place in balance sheet or profit and loss does not tell enough. */
export type SpecialAccount =
  | 'fund'
  | 'income-tax'
  | 'loan'
  | 'granted-loan'
  | 'equity'
  | 'intangible-depreciation'
  | 'short-term-depreciation'
  | 'write-up'
  | 'book-value'
  | 'disposal'
  | 'no-depreciation';

const SPECIAL: Readonly<Record<'SKR03' | 'SKR04', string>> = {
  SKR03: `
fund|1360-1369
income-tax|0955-0957 0963-0964 1540 1549
loan|0730-0739 1705-1709
granted-loan|1550-1559
equity|0830-0839
intangible-depreciation|4822-4829
short-term-depreciation|4875-4879
write-up|2710-2714
book-value|2310-2319
disposal|2320-2329 2720-2724 8800-8829
no-depreciation|4815`,
  SKR04: `
fund|1460-1469
income-tax|3020-3049 1435 1450
loan|3510-3519 3560-3569
granted-loan|1360-1369
equity|1298-1299
intangible-depreciation|6200-6219
short-term-depreciation|7210-7219
write-up|4910-4914
book-value|4855-4859 6895-6899
disposal|4844-4849 4900-4904 6884-6889 6900-6909
no-depreciation|6250`,
};

/** What is special about an account, by its first four digits. */
export function specialAccountReader(
  chart: 'SKR03' | 'SKR04',
): (account: string) => SpecialAccount | undefined {
  const ranges = SPECIAL[chart]
    .trim()
    .split('\n')
    .flatMap((row) => {
      const [kind = '', list = ''] = row.split('|');
      return list.split(' ').map((range) => {
        const [from = '', to = from] = range.split('-');
        return { kind: kind as SpecialAccount, from, to };
      });
    });
  return (account) => {
    const number = account.slice(0, 4);
    return ranges.find(({ from, to }) => from <= number && number <= to)?.kind;
  };
}
