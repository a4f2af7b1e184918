import { toChartNumber, toCompanyNumber } from '../account-number.ts';
import type { ChartName } from '../charts/chart-account.ts';
import { taxAccountsOf } from './tax-accounts.ts';
import { unpaidTag, unpaidTaxAccount } from './tax-on-payment.ts';

/**
 * Advances (Anzahlungen, Abschläge). Asked for, they are pending business: they stand on a personal account against an
 * account that takes them out of the balance sheet again, and no tax arises. Paid, they are a liability or an asset with
 * their tax: output tax when the money is received, whatever the taxation (§13 Abs. 1 Nr. 1 Buchst. a S. 4 UStG), input tax
 * when there are an invoice and its payment (§15 Abs. 1 S. 1 Nr. 1 S. 3 UStG, from 2028 on S. 2 Buchst. c).
 */
export type AdvanceSide = 'received' | 'paid';

interface AdvanceAccounts {
  /** Against the personal accounts, until it is paid. */
  readonly waiting: string;
  readonly untaxed: string;
  readonly reduced: string;
  readonly standard: string;
}

const ACCOUNTS: Readonly<Record<ChartName, Readonly<Record<AdvanceSide, AdvanceAccounts>>>> = {
  SKR03: {
    received: { waiting: '1593', untaxed: '1710', reduced: '1711', standard: '1718' },
    paid: { waiting: '1793', untaxed: '1510', reduced: '1511', standard: '1518' },
  },
  SKR04: {
    received: { waiting: '1495', untaxed: '3250', reduced: '3260', standard: '3272' },
    paid: { waiting: '3695', untaxed: '1180', reduced: '1181', standard: '1186' },
  },
};

const SIDES: readonly AdvanceSide[] = ['received', 'paid'];
const KINDS = { received: 'output', paid: 'input' } as const;

/** Rates that were a standard or a reduced one since 2007 (§12, §28 UStG), percent times 100. */
const LEVELS: Readonly<Record<number, 'standard' | 'reduced'>> = {
  1900: 'standard',
  1600: 'standard',
  700: 'reduced',
  500: 'reduced',
};

/** What an account of advances takes: which side, and the rate by its level of the day. Undefined: it is none. */
export function advanceAccount(
  chart: ChartName,
  accountLength: number,
  account: string,
): { readonly side: AdvanceSide; readonly level: 'untaxed' | 'reduced' | 'standard' } | undefined {
  const number = toChartNumber(account, accountLength);
  for (const side of SIDES) {
    for (const level of ['untaxed', 'reduced', 'standard'] as const) {
      if (ACCOUNTS[chart][side][level] === number) return { side, level };
    }
  }
  return undefined;
}

/** The account that takes an advance until it is paid, and the tag that no return counts: `advance-output-19`. */
export function waitingAdvance(
  chart: ChartName,
  accountLength: number,
  side: AdvanceSide,
  /** Percent times 100; 0 where there is no tax. */
  rate: number,
): { readonly account: string; readonly taxCode: string } {
  const account = toCompanyNumber(ACCOUNTS[chart][side].waiting, accountLength);
  return { account, taxCode: rate === 0 ? 'advance-none' : `advance-${KINDS[side]}-${rate / 100}` };
}

/** Where an advance goes when it is paid: net on its account, the tax beside it, both under the tag of the return. */
export interface PaidAdvance {
  readonly side: AdvanceSide;
  readonly rate: number;
  readonly account: string;
  /** Absent where there is no tax. */
  readonly taxAccount?: string;
  readonly taxCode?: string;
}

/**
 * Accounts and tag of an advance that was paid. Undefined for rates without accounts.
 * @param waits output tax that falls due with a payment (§20 UStG): the final invoice deducts under the tag and on the
 *   account that its revenue waits on, so that only the rest does
 */
export function paidAdvance(
  chart: ChartName,
  accountLength: number,
  { side, rate, waits = false }: Pick<PaidAdvance, 'side' | 'rate'> & { readonly waits?: boolean },
): PaidAdvance | undefined {
  const accounts = ACCOUNTS[chart][side];
  const company = (number: string) => toCompanyNumber(number, accountLength);
  if (rate === 0) return { side, rate, account: company(accounts.untaxed) };
  const level = LEVELS[rate];
  const kind = KINDS[side];
  const due = taxAccountsOf(chart, kind, rate)?.[kind];
  if (level === undefined || due === undefined) return undefined;
  const tag = `${kind}-${rate / 100}`;
  const isWaiting = waits && kind === 'output';
  return {
    side,
    rate,
    account: company(accounts[level]),
    taxAccount: company(isWaiting ? unpaidTaxAccount(chart, rate) : due),
    taxCode: isWaiting ? unpaidTag(tag) : tag,
  };
}

const TAG = /^(moved-|dropped-)?(advance-(?:none|(output|input)-(\d{1,2}(?:\.\d{1,2})?)))$/;

/** A line on the account where advances wait. */
export interface AdvanceLine {
  /** `asked`: an advance, or its taking back; `moved`: what a payment took away; `dropped`: what will never be paid. */
  readonly state: 'asked' | 'moved' | 'dropped';
  /** Where it goes when it is paid. */
  readonly paid: PaidAdvance;
  /** Tags of what takes it away again. */
  readonly movedTag: string;
  readonly droppedTag: string;
}

/** Reads a line of an advance by account and tag; undefined: it is none. */
export function advanceLine(
  chart: ChartName,
  accountLength: number,
  { account, taxCode }: { readonly account: string; readonly taxCode?: string | undefined },
): AdvanceLine | undefined {
  const read = TAG.exec(taxCode ?? '');
  const number = read ? toChartNumber(account, accountLength) : undefined;
  const side = SIDES.find((one) => ACCOUNTS[chart][one].waiting === number);
  if (!read || side === undefined) return undefined;
  const [, taken, tag, kind, percent = '0'] = read;
  if (kind !== undefined && kind !== KINDS[side]) return undefined;
  const paid = paidAdvance(chart, accountLength, { side, rate: Math.round(Number(percent) * 100) });
  const state = taken === undefined ? 'asked' : taken === 'moved-' ? 'moved' : 'dropped';
  return paid && { state, paid, movedTag: `moved-${tag}`, droppedTag: `dropped-${tag}` };
}

/** Whether an entry took advances from where they waited: undone alone, its clearing would leave them there. */
export function movesAdvance(tag: string | undefined): boolean {
  const taken = TAG.exec(tag ?? '')?.[1];
  return taken !== undefined;
}
