import { balanceSheet, type PlacedBalance } from './statements.ts';

/** One balance-sheet account over a year, minor units, debit positive. */
export interface AccountMovement {
  readonly account: string;
  readonly openingMinor: bigint;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
  readonly closingMinor: bigint;
}

/** A line of the balance sheet over a year: amounts are positive where they raise the line. */
export interface MovementLine {
  readonly id: string;
  readonly title: string;
  readonly openingMinor: bigint;
  readonly increaseMinor: bigint;
  readonly decreaseMinor: bigint;
  readonly closingMinor: bigint;
  readonly accounts: readonly AccountMovement[];
}

export interface BalanceMovements {
  readonly lines: readonly MovementLine[];
  readonly unassigned: readonly AccountMovement[];
}

/** Accounts whose own balance brings the others forward are no part of a balance sheet once they are settled. */
const isResult = ({ category }: PlacedBalance) => category === 'income' || category === 'expense';

const EMPTY = { openingMinor: 0n, debitMinor: 0n, creditMinor: 0n, closingMinor: 0n };

/**
 * Places for every account that had a balance or moved: where the closing balance sheet shows it; where nothing is
 * left, where its last balance would have stood. So every account has one line in all four columns.
 */
function placesOf(
  balances: readonly PlacedBalance[],
  movements: ReadonlyMap<string, AccountMovement>,
): Map<string, string> {
  const shown = (of: readonly PlacedBalance[]): [string, string][] =>
    balanceSheet(of).lines.flatMap(({ id, accounts }) =>
      accounts.map(({ account }): [string, string] => [account, id]),
    );
  const opening = balances.map((one) => ({
    ...one,
    debitMinor: movements.get(one.account)?.openingMinor ?? 0n,
  }));
  const natural = balances.flatMap(({ account, position }): [string, string][] =>
    position === undefined ? [] : [[account, position]],
  );
  return new Map([...natural, ...shown(opening), ...shown(balances)]);
}

/**
 * The balance sheet as a movement: what the year began with, what was booked, what it ends with, account by account and
 * line by line. Opening and movements are closing on every line because they are on every account; the result is no
 * movement of an account and stands in `P.A.V` of the balance sheet.
 * @param balances closing balances of every account that has one, had one, or moved
 */
export function balanceMovements(
  balances: readonly PlacedBalance[],
  movements: readonly AccountMovement[],
): BalanceMovements {
  const byAccount = new Map(movements.map((one) => [one.account, one]));
  const positions = balances.filter((balance) => !isResult(balance));
  const places = placesOf(positions, byAccount);
  const onLine = new Map<string, AccountMovement[]>();
  const unassigned: AccountMovement[] = [];
  for (const { account, bringsForward } of positions) {
    const movement = byAccount.get(account) ?? { account, ...EMPTY };
    const id = places.get(account);
    if (id !== undefined) onLine.set(id, [...(onLine.get(id) ?? []), movement]);
    // What brings balances forward begins and ends with nothing once the year is opened.
    else if (!(bringsForward && movement.closingMinor === 0n)) unassigned.push(movement);
  }
  const lines = balanceSheet(positions).lines.flatMap(({ id, title }) => {
    const below = [...onLine].filter(([at]) => at === id || at.startsWith(`${id}.`)).flatMap(([, of]) => of);
    if (below.length === 0) return [];
    return [{ id, title, ...sumOf(below, id.startsWith('A.') ? 1n : -1n), accounts: onLine.get(id) ?? [] }];
  });
  return { lines, unassigned };
}

function sumOf(movements: readonly AccountMovement[], sign: bigint) {
  const total = (of: (one: AccountMovement) => bigint) => movements.reduce((sum, one) => sum + of(one), 0n);
  const [debits, credits] = [total(({ debitMinor }) => debitMinor), total(({ creditMinor }) => creditMinor)];
  return {
    openingMinor: sign * total(({ openingMinor }) => openingMinor),
    increaseMinor: sign > 0n ? debits : credits,
    decreaseMinor: sign > 0n ? credits : debits,
    closingMinor: sign * total(({ closingMinor }) => closingMinor),
  };
}

/** A year that does not begin with what the year before ended with (Bilanzidentität). */
export interface OpeningDifference {
  /** `equity`: equity accounts are held together, because the result becomes part of them. */
  readonly account: string;
  readonly endedMinor: bigint;
  readonly beganMinor: bigint;
}

/**
 * Holds the opening balances against the closing balances of the year before (§252 Abs. 1 Nr. 1 HGB). Equity is one sum:
 * the result of the year moves into it, and the owners may decide where. Debit positive.
 */
export function openingDifferences(
  closing: readonly PlacedBalance[],
  opening: readonly PlacedBalance[],
): readonly OpeningDifference[] {
  const ended = identitySums(closing);
  const began = identitySums(opening);
  return [...new Set([...ended.keys(), ...began.keys()])].sort().flatMap((account) => {
    const [endedMinor, beganMinor] = [ended.get(account) ?? 0n, began.get(account) ?? 0n];
    return endedMinor === beganMinor ? [] : [{ account, endedMinor, beganMinor }];
  });
}

function identitySums(balances: readonly PlacedBalance[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const balance of balances) {
    if (balance.bringsForward) continue;
    const isEquity = isResult(balance) || balance.position?.startsWith('P.A') === true;
    const key = isEquity ? 'equity' : balance.account;
    sums.set(key, (sums.get(key) ?? 0n) + balance.debitMinor);
  }
  return sums;
}
