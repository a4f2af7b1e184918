import type { CostCentreAmount } from './cost-centres.ts';
import { type CostFunction, type FunctionRule, sharesOf, splitAmount } from './cost-functions.ts';
import type { LineTitle } from './statement-lines.ts';
import type { AccountAmount, PlacedBalance, Statement, StatementLine } from './statements.ts';

/** §275 Abs. 3 HGB (as of BilRUG) in our own short words; 3, 14 and 16 are sums. */
export const COST_OF_SALES_LINES: readonly LineTitle[] = [
  { id: '1', title: 'Umsatzerlöse' },
  { id: '2', title: 'Herstellungskosten der Leistungen, mit denen Umsatz erzielt wurde' },
  { id: '3', title: 'Bruttoergebnis vom Umsatz' },
  { id: '4', title: 'Vertriebskosten' },
  { id: '5', title: 'Allgemeine Verwaltungskosten' },
  { id: '6', title: 'Sonstige betriebliche Erträge' },
  { id: '7', title: 'Sonstige betriebliche Aufwendungen' },
  { id: '8', title: 'Erträge aus Beteiligungen' },
  { id: '9', title: 'Erträge aus anderen Wertpapieren und Ausleihungen' },
  { id: '10', title: 'Sonstige Zinsen und ähnliche Erträge' },
  { id: '11', title: 'Abschreibungen auf Finanzanlagen und Wertpapiere des Umlaufvermögens' },
  { id: '12', title: 'Zinsen und ähnliche Aufwendungen' },
  { id: '13', title: 'Steuern vom Einkommen und vom Ertrag' },
  { id: '14', title: 'Ergebnis nach Steuern' },
  { id: '15', title: 'Sonstige Steuern' },
  { id: '16', title: 'Jahresüberschuss/Jahresfehlbetrag' },
];

const LINE_OF_FUNCTION: Readonly<Record<CostFunction, string>> = {
  production: '2',
  distribution: '4',
  administration: '5',
  other: '7',
};

/** Lines of Abs. 2 that are lines of Abs. 3 under another number. */
const SAME_LINE: Readonly<Record<string, string>> = {
  '1': '1',
  '4': '6',
  '9': '8',
  '10': '9',
  '11': '10',
  '12': '11',
  '13': '12',
  '14': '13',
  '16': '15',
};

/**
 * What serves production by its nature, where no rule says otherwise: changes of stocks and own work capitalised (both turn
 * expenses of the period into cost of goods made for another one), materials and purchased services.
 */
const PRODUCTION_BY_NATURE = ['2', '3', '5a', '5b'];

export interface CostOfSales extends Statement {
  readonly resultMinor: bigint;
  /** Expenses that no rule assigns: they stand in line 7 until one does. Debit positive. */
  readonly unmapped: readonly CostCentreAmount[];
}

/**
 * Profit and loss by function of expense. Expenses by nature that have no line of their own in Abs. 3 are split by the
 * company's rules; the result is that of the total-cost format because every amount goes somewhere whole.
 */
export function costOfSales(
  amounts: readonly CostCentreAmount[],
  place: (account: string) => PlacedBalance,
  rules: readonly FunctionRule[],
): CostOfSales {
  const placed = new Map<string, Map<string, bigint>>();
  const add = (line: string, account: string, amountMinor: bigint) => {
    const accounts = placed.get(line) ?? new Map<string, bigint>();
    accounts.set(account, (accounts.get(account) ?? 0n) + amountMinor);
    placed.set(line, accounts);
  };
  const unmapped: CostCentreAmount[] = [];
  const unassigned = new Map<string, bigint>();
  for (const amount of amounts) {
    const { account, costCentre, debitMinor } = amount;
    const { position } = place(account);
    if (debitMinor === 0n || position?.startsWith('158.')) continue;
    if (position === undefined) {
      unassigned.set(account, (unassigned.get(account) ?? 0n) + debitMinor);
      continue;
    }
    const same = SAME_LINE[position];
    if (same !== undefined) {
      add(same, account, -debitMinor);
      continue;
    }
    const byNature = PRODUCTION_BY_NATURE.includes(position) ? { production: 10_000 } : undefined;
    const shares = sharesOf(rules, account, costCentre) ?? byNature;
    if (!shares) unmapped.push(amount);
    for (const [name, part] of splitAmount(-debitMinor, shares ?? { other: 10_000 }))
      add(LINE_OF_FUNCTION[name], account, part);
  }
  return { ...sumLines(placed, unassigned), unmapped };
}

type PlacedAmounts = ReadonlyMap<string, ReadonlyMap<string, bigint>>;

function sumLines(placed: PlacedAmounts, unplaced: ReadonlyMap<string, bigint>) {
  const toList = (of: ReadonlyMap<string, bigint> | undefined): AccountAmount[] =>
    [...(of ?? [])]
      .map(([account, amountMinor]) => ({ account, amountMinor }))
      .sort((a, b) => (a.account < b.account ? -1 : 1));
  const sum = (of: readonly AccountAmount[]) =>
    of.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  const unassigned = toList(unplaced);
  const through = (last: number) =>
    [...placed].reduce(
      (total, [id, accounts]) => (Number(id) <= last ? total + sum(toList(accounts)) : total),
      0n,
    );
  const sums: Readonly<Record<string, bigint>> = {
    '3': through(2),
    '14': through(13) - sum(unassigned),
    '16': through(15) - sum(unassigned),
  };
  const lines = COST_OF_SALES_LINES.map((line): StatementLine => {
    const accounts = toList(placed.get(line.id));
    return { ...line, accounts, amountMinor: sums[line.id] ?? sum(accounts) };
  });
  return { lines, unassigned, resultMinor: sums['16'] ?? 0n };
}
