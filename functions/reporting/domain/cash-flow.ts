import { CASH_FLOW_LINES, type CashFlowId, type SpecialAccount } from './cash-flow-lines.ts';
import type { AccountAmount, PlacedBalance, StatementLine } from './statements.ts';

/** An account over the range: `debitMinor` of the balance is what it ended with, debit positive. */
export interface MovedBalance extends PlacedBalance {
  readonly openingMinor: bigint;
  readonly debitsMinor: bigint;
  readonly creditsMinor: bigint;
}

export interface FundAccount {
  readonly account: string;
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
}

export interface CashFlow {
  readonly lines: readonly StatementLine[];
  readonly fund: readonly FundAccount[];
  readonly fundOpeningMinor: bigint;
  readonly fundClosingMinor: bigint;
  /** Change of the fund less what the lines explain: zero, or what `unassigned` accounts moved. */
  readonly differenceMinor: bigint;
  /** Accounts that moved and whose place nothing tells, debit positive. */
  readonly unassigned: readonly AccountAmount[];
}

type Part = readonly [line: CashFlowId, amountMinor: bigint];

/** Beside the result itself: what moves an amount from the result to where the money went, or takes it out. Zero together. */
function correctionsOf(position: string, special: SpecialAccount | undefined, flow: bigint): readonly Part[] {
  const moved = (from: CashFlowId, to: CashFlowId): Part[] => [
    [from, -flow],
    [to, flow],
  ];
  if (special === 'no-depreciation') return [];
  if (special === 'book-value') return moved('disposal-result', 'tangible-acquisitions');
  if (special === 'disposal') return moved('disposal-result', 'tangible-disposals');
  if (special === 'write-up') return moved('depreciation', 'tangible-acquisitions');
  if (special === 'intangible-depreciation') return moved('depreciation', 'intangible-acquisitions');
  if (special === 'short-term-depreciation') return moved('depreciation', 'short-term-investments');
  switch (position) {
    case '7a':
      return moved('depreciation', 'tangible-acquisitions');
    case '9':
      return moved('investment-income', 'dividends-received');
    case '10':
    case '11':
      return moved('interest', 'interest-received');
    case '12':
      return moved('depreciation', 'financial-disposals');
    case '13':
      return moved('interest', 'interest-paid');
    case '14':
      return moved('tax-expense', 'tax-paid');
    default:
      return [];
  }
}

/** Where the change of a balance-sheet account belongs. Loans and financial assets gross, all others net. */
function partsOf(balance: MovedBalance, special: SpecialAccount | undefined): readonly Part[] | undefined {
  const { position = '', debitsMinor, creditsMinor } = balance;
  const flow = creditsMinor - debitsMinor;
  if (special === 'income-tax' || position === 'A.D' || position === 'P.E') return [['tax-paid', flow]];
  const isLoan = special === 'loan' || position === 'P.C.1' || position === 'P.C.2';
  if (isLoan) return [['loans-in', creditsMinor], ['loans-out', -debitsMinor]]; // biome-ignore format: a pair
  if (special === 'granted-loan' || position.startsWith('A.A.III'))
    return [['financial-disposals', creditsMinor], ['financial-acquisitions', -debitsMinor]]; // biome-ignore format: a pair
  if (position.startsWith('A.A.II')) return [['tangible-acquisitions', flow]];
  if (position.startsWith('A.A.I')) return [['intangible-acquisitions', flow]];
  if (position.startsWith('A.B.III')) return [['short-term-investments', flow]];
  if (position.startsWith('A.B') || position === 'A.C' || position === 'A.E')
    return [['working-assets', flow]];
  const isProvision = position.startsWith('P.B') && !balance.isVat;
  if (isProvision) return [['provisions', flow]];
  if (/^P\.[BCD]/.test(position)) return [['working-liabilities', flow]];
  return undefined;
}

/** Capital comes in and goes out account by account; reserves and retained profit are one sum, for they feed each other. */
function equityParts(capital: ReadonlyMap<string, bigint>, retainedMinor: bigint): Part[] {
  const parts: Part[] = [...capital.values()].map((flow) => [flow > 0n ? 'equity-in' : 'equity-out', flow]);
  return [...parts, [retainedMinor > 0n ? 'equity-in' : 'dividends-paid', retainedMinor]];
}

const isFund = ({ position }: PlacedBalance, special: SpecialAccount | undefined) =>
  position === 'A.B.IV' || special === 'fund';

/**
 * Cash flow statement after DRS 21 by the indirect method, from what every account began with and what was booked on it.
 * The fund is cash, banks (overdrafts too: they are the same accounts) and cash in transit. Every other account's change is
 * on one line, so the lines are the change of the fund; only accounts without a place can make a difference.
 * @param exchangeMinor change of the fund by exchange rates alone, which its caller knows; taken out of the operating part
 */
export function cashFlow(
  balances: readonly MovedBalance[],
  specialOf: (account: string) => SpecialAccount | undefined,
  exchangeMinor = 0n,
): CashFlow {
  const placed = new Map<string, Map<string, bigint>>();
  const add = (account: string, [line, amountMinor]: Part) => {
    const accounts = placed.get(line) ?? new Map<string, bigint>();
    accounts.set(account, (accounts.get(account) ?? 0n) + amountMinor);
    placed.set(line, accounts);
  };
  const fund: FundAccount[] = [];
  const capital = new Map<string, bigint>();
  const unassigned: AccountAmount[] = [];
  let retainedMinor = 0n;
  for (const balance of balances) {
    const { account, position = '', category, openingMinor, debitsMinor, creditsMinor } = balance;
    const special = balance.kind === 'general' ? specialOf(account) : undefined;
    const flow = creditsMinor - debitsMinor;
    if (isFund(balance, special)) {
      fund.push({ account, openingMinor, closingMinor: openingMinor - flow });
    } else if (position.startsWith('158.') || /^P\.A\.(III|IV|V)/.test(position)) {
      retainedMinor += flow;
    } else if (category === 'income' || category === 'expense') {
      for (const part of [['result', flow] as const, ...correctionsOf(position, special, flow)])
        add(account, part);
    } else if (special === 'equity' || position.startsWith('P.A')) {
      capital.set(account, flow);
    } else {
      const parts = partsOf(balance, special);
      if (parts) for (const part of parts) add(account, part);
      else if (flow !== 0n) unassigned.push({ account, amountMinor: -flow });
    }
  }
  for (const part of equityParts(capital, retainedMinor)) add('', part);
  add('', ['non-cash', -exchangeMinor]);
  add('', ['exchange', exchangeMinor]);
  return { ...sumUp(placed, fund), unassigned };
}

function sumUp(placed: ReadonlyMap<string, ReadonlyMap<string, bigint>>, fund: readonly FundAccount[]) {
  const amounts = new Map<string, bigint>();
  const lines = CASH_FLOW_LINES.map(({ id, title, sums }): StatementLine => {
    const accounts = [...(placed.get(id) ?? [])]
      .map(([account, amountMinor]) => ({ account, amountMinor }))
      .filter(({ amountMinor }) => amountMinor !== 0n);
    const own = accounts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
    const amountMinor = sums ? sums.reduce((total, of) => total + (amounts.get(of) ?? 0n), 0n) : own;
    amounts.set(id, amountMinor);
    return { id, title, amountMinor, accounts: accounts.filter(({ account }) => account !== '') };
  });
  const fundOpeningMinor = fund.reduce((total, one) => total + one.openingMinor, 0n);
  const fundClosingMinor = fund.reduce((total, one) => total + one.closingMinor, 0n);
  const explained = (amounts.get('fund-change') ?? 0n) + (amounts.get('exchange') ?? 0n);
  const differenceMinor = fundClosingMinor - fundOpeningMinor - explained;
  return { lines, fund, fundOpeningMinor, fundClosingMinor, differenceMinor };
}
