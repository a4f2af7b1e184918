import { BALANCE_LINES, INCOME_LINES, type LineTitle } from './statement-lines.ts';

/** An account with its balance (debit positive) and its place; the ledger tells both. */
export interface PlacedBalance {
  readonly account: string;
  readonly debitMinor: bigint;
  readonly position?: string;
  readonly category?: string;
  readonly kind: 'general' | 'customer' | 'vendor';
  readonly isVat: boolean;
  readonly bringsForward: boolean;
  /** A deduction from its line, which it never leaves (advances asked for, against the personal accounts). */
  readonly nets?: true;
}

export interface AccountAmount {
  readonly account: string;
  /** Positive where it raises the line. */
  readonly amountMinor: bigint;
}

export interface StatementLine extends LineTitle {
  readonly amountMinor: bigint;
  /** Accounts that stand on this very line, not on those below it. */
  readonly accounts: readonly AccountAmount[];
}

export interface Statement {
  readonly lines: readonly StatementLine[];
  /** Accounts whose place nothing tells: never lost, never guessed. Debit positive. */
  readonly unassigned: readonly AccountAmount[];
}

const isResult = ({ category }: PlacedBalance) => category === 'income' || category === 'expense';

/** Allowances stand among the receivables with credit balances, and stay there. */
function otherSide(balance: PlacedBalance): string | undefined {
  const { position = '', debitMinor, kind } = balance;
  if (balance.nets) return undefined;
  if (debitMinor < 0n) {
    if (position === 'A.B.IV') return 'P.C.2';
    const isClaim = kind === 'customer' || /^A\.B\.II\.[234]$/.test(position);
    return isClaim ? 'P.C.8' : undefined;
  }
  return debitMinor > 0n && position.startsWith('P.C.') ? 'A.B.II.4' : undefined;
}

/** All VAT accounts are one balance with one tax office: a claim or a debt (those not due yet are provisions, and stay). */
function vatPlace(balances: readonly PlacedBalance[]): string {
  const net = balances.filter(isOneVat).reduce((sum, { debitMinor }) => sum + debitMinor, 0n);
  return net > 0n ? 'A.B.II.4' : 'P.C.8';
}

function isOneVat({ isVat, position }: PlacedBalance): boolean {
  return isVat && (position === 'A.B.II.4' || position === 'P.C.8');
}

/** What brings balances forward is zero together, and then no part of a balance sheet; else something is missing. */
function isForwardSettled(balances: readonly PlacedBalance[]): boolean {
  const forward = balances.filter(({ bringsForward }) => bringsForward);
  return forward.reduce((total, { debitMinor }) => total + debitMinor, 0n) === 0n;
}

type Placed = Map<string, AccountAmount[]>;

function place(placed: Placed, id: string, account: string, amountMinor: bigint): void {
  placed.set(id, [...(placed.get(id) ?? []), { account, amountMinor }]);
}

const sum = (accounts: readonly AccountAmount[]) =>
  accounts.reduce((total, { amountMinor }) => total + amountMinor, 0n);

function sumBelow(placed: Placed, id: string): bigint {
  return [...placed].reduce(
    (total, [at, accounts]) => (at === id || at.startsWith(`${id}.`) ? total + sum(accounts) : total),
    0n,
  );
}

/** Stands for the result of the year, which no account holds before the books are closed. */
export const RESULT = 'RESULT';

/**
 * Balance sheet of §266 HGB. Assets are positive debits, equity and liabilities positive credits. Accounts that changed
 * sign stand on the other side: overdrafts, customers in credit, vendors in debit, other claims and debts; VAT accounts
 * are netted. The year's result stands in P.A.V, provisional until it is closed; equity below zero moves to the assets
 * (§268 Abs. 3 HGB).
 */
export function balanceSheet(balances: readonly PlacedBalance[]): Statement & {
  readonly assetsMinor: bigint;
  readonly liabilitiesMinor: bigint;
} {
  const placed: Placed = new Map();
  const unassigned: AccountAmount[] = [];
  const forVat = vatPlace(balances);
  const settled = isForwardSettled(balances);
  let resultMinor = 0n;
  for (const balance of balances) {
    const { account, debitMinor } = balance;
    if (debitMinor === 0n || (settled && balance.bringsForward)) continue;
    if (isResult(balance)) {
      resultMinor -= debitMinor;
      continue;
    }
    const id = isOneVat(balance) ? forVat : (otherSide(balance) ?? balance.position);
    if (id === undefined) unassigned.push({ account, amountMinor: debitMinor });
    else place(placed, id, account, id.startsWith('A.') ? debitMinor : -debitMinor);
  }
  if (resultMinor !== 0n) place(placed, 'P.A.V', RESULT, resultMinor);
  const equityMinor = sumBelow(placed, 'P.A');
  if (equityMinor < 0n) {
    place(placed, 'A.deficit', RESULT, -equityMinor);
    place(placed, 'P.A.deficit', RESULT, -equityMinor);
  }
  const lines = BALANCE_LINES.map((line) => ({
    ...line,
    amountMinor: sumBelow(placed, line.id),
    accounts: placed.get(line.id) ?? [],
  }));
  return { lines, unassigned, assetsMinor: sumBelow(placed, 'A'), liabilitiesMinor: sumBelow(placed, 'P') };
}

/** Which lines a size may leave out (§266 Abs. 1 Satz 3 and 4 HGB): parts of an id that are shown, by size. */
const DEPTH = { micro: 2, small: 3, medium: 4, large: 4 } as const;
export type SizeClass = keyof typeof DEPTH;

/** The lines that a company of this size shows; what is left out is contained in the line above. */
export function isShown(id: string, size: SizeClass): boolean {
  return id.split('.').length <= DEPTH[size] || (id.endsWith('.deficit') && size !== 'micro');
}

const NUMBER = /^(\d+)/;

/** Lines before `15` and `17` by their numbers; §158 AktG begins where the result for the year is known. */
function sumOfLines(placed: Placed, through: number): bigint {
  return [...placed].reduce((total, [id, accounts]) => {
    if (id.startsWith('158.')) return total;
    return Number(NUMBER.exec(id)?.[1]) <= through ? total + sum(accounts) : total;
  }, 0n);
}

/**
 * Profit and loss by nature of expense (§275 Abs. 2 HGB): income positive, expenses negative, so that every sum is plain
 * addition. Accounts without a place count into the result, and are listed.
 */
export function profitAndLoss(
  balances: readonly PlacedBalance[],
): Statement & { readonly resultMinor: bigint } {
  const placed: Placed = new Map();
  const unassigned: AccountAmount[] = [];
  for (const balance of balances.filter(isResult)) {
    const { account, debitMinor, position } = balance;
    if (debitMinor === 0n) continue;
    if (position === undefined) unassigned.push({ account, amountMinor: debitMinor });
    else place(placed, position, account, -debitMinor);
  }
  const unplaced = -sum(unassigned);
  const resultMinor = sumOfLines(placed, 16) + unplaced;
  const appropriated = sumBelow(placed, '158');
  const sums: Readonly<Record<string, bigint>> = {
    '15': sumOfLines(placed, 14) + unplaced,
    '17': resultMinor,
    '158.5': resultMinor + appropriated,
  };
  const lines = INCOME_LINES.filter(({ id }) => !id.startsWith('158.') || appropriated !== 0n).map((line) => {
    const accounts = placed.get(line.id) ?? [];
    return { ...line, accounts, amountMinor: sums[line.id] ?? sum(accounts) };
  });
  return { lines, unassigned, resultMinor };
}
