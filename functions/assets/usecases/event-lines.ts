import { type EntryLine, type ExpandedLine, type expandPosting, signedLine } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import type { AssetEvent } from '../domain/asset.ts';
import {
  disposalAccounts,
  impairmentAccount,
  type SaleTax,
  writeUpAccount,
} from '../domain/asset-accounts.ts';
import { accountOr, type ChartRules, centredLine, placeOf } from './asset-row.ts';

export interface LineRules extends ChartRules {
  readonly expandPosting: typeof expandPosting;
}

/** How a sale is booked where it is not booked already, and accounts instead of the chart's. */
export interface EventAccounts {
  /** Bank, customer: takes the gross amount. Without it the proceeds have been booked with their invoice. */
  readonly proceedsOn?: string | undefined;
  readonly grossMinor?: bigint | undefined;
  readonly tax: SaleTax;
  readonly proceedsAccount?: string | undefined;
  readonly bookValueAccount?: string | undefined;
  readonly contraAccount?: string | undefined;
}

export interface Standing {
  readonly account: string;
  readonly position: string;
  readonly costCentre?: string | undefined;
}

/** Impairment and write-up, against the asset account itself (direct depreciation). */
export function valueLines(
  rules: LineRules,
  company: LedgerCompany,
  at: Standing,
  event: AssetEvent & { readonly kind: 'impairment' | 'write-up' },
  accounts: EventAccounts,
): EntryLine[] {
  const place = placeOf(rules, company, at);
  const number = event.kind === 'impairment' ? impairmentAccount(place) : writeUpAccount(place);
  const contra = accountOr(rules, company, accounts.contraAccount, number, '/contraAccount');
  const amountMinor = event.kind === 'impairment' ? event.amountMinor : -event.amountMinor;
  return [centredLine(contra, amountMinor, at.costCentre), signedLine(at.account, -amountMinor)];
}

export interface DisposalBooking {
  readonly lines: readonly EntryLine[];
  readonly proceedsMinor: bigint;
}

/**
 * A sale: proceeds with their VAT, and the book value that leaves, on the accounts for a gain or for a loss (a sale at
 * book value is booked as a gain). Without proceeds the book value is a loss.
 */
export function disposalLines(
  rules: LineRules,
  company: LedgerCompany,
  at: Standing,
  sale: { readonly date: string; readonly bookMinor: bigint; readonly netMinor: bigint },
  accounts: EventAccounts,
): DisposalBooking {
  const place = placeOf(rules, company, at);
  const { bookMinor } = sale;
  const decide = (netMinor: bigint) => {
    const outcome = netMinor >= bookMinor && netMinor > 0n ? 'gain' : 'loss';
    return disposalAccounts(place, outcome, accounts.tax);
  };
  let proceedsMinor = sale.netMinor;
  let proceeds: readonly ExpandedLine[] = [];
  if (accounts.proceedsOn !== undefined && accounts.grossMinor !== undefined) {
    const gross = accounts.grossMinor;
    const booked = (assumed: bigint) =>
      proceedsLines(rules, company, accounts, sale.date, decide(assumed)?.proceeds, gross);
    // The rate is the same on both sides of gain and loss: the net amount found first says which it is.
    proceedsMinor = booked(gross).netMinor;
    proceeds = booked(proceedsMinor).lines;
  }
  if (bookMinor === 0n) return { lines: proceeds, proceedsMinor };
  const named = accounts.bookValueAccount;
  const account = accountOr(rules, company, named, decide(proceedsMinor)?.bookValue, '/bookValueAccount');
  const leaving = [centredLine(account, bookMinor, at.costCentre), signedLine(at.account, -bookMinor)];
  return { lines: [...proceeds, ...leaving], proceedsMinor };
}

function proceedsLines(
  rules: LineRules,
  company: LedgerCompany,
  accounts: EventAccounts,
  date: string,
  chartNumber: string | undefined,
  grossMinor: bigint,
): { lines: readonly ExpandedLine[]; netMinor: bigint } {
  const debited = accounts.proceedsOn as string;
  const credited = accountOr(rules, company, accounts.proceedsAccount, chartNumber, '/proceedsAccount');
  const { chart, accountLength } = company;
  if (chart === 'none') {
    const lines = [signedLine(debited, grossMinor), signedLine(credited, -grossMinor)];
    return { lines, netMinor: grossMinor };
  }
  const posting = { chart, accountLength, amountMinor: grossMinor, side: 'S' as const, date };
  const { lines } = rules.expandPosting({ ...posting, account: debited, contraAccount: credited });
  const net = lines.find(({ account }) => account === credited);
  return { lines, netMinor: net?.creditMinor ?? grossMinor };
}
