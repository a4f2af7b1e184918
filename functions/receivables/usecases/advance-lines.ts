import { absolute } from '../../../shared/kernel/money.ts';
import { type AdvanceLine, type EntryLine, type PostedEntry, signedLine } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { splitGross } from '../../ledger/rules.ts';
import { advanceShares, type WaitingAmount } from '../domain/advance-shares.ts';
import type { ClearingPart } from '../domain/clearing.ts';
import { isFreedPayment, type OpenItem, openMinorOf, paidMinorOf, type Side } from '../domain/open-item.ts';
import { refuse } from '../errors.ts';

/** The ledger's rules of advances. */
export interface AdvanceRules {
  readonly advanceLine: (
    chart: 'SKR03' | 'SKR04',
    accountLength: number,
    line: { readonly account: string; readonly taxCode?: string | undefined },
  ) => AdvanceLine | undefined;
  readonly sideOf: (account: string, accountLength: number) => Side;
  readonly isPersonal: (account: string, accountLength: number) => boolean;
}

export interface WaitingLine extends WaitingAmount {
  readonly line: AdvanceLine;
  readonly account: string;
}

/** What an item has waiting, and how much of the entry is on its side: its share where the entry has several items. */
export interface WaitingAdvances {
  readonly lines: readonly WaitingLine[];
  readonly sizeMinor: bigint;
  /** Of a freed payment what was paid beyond its items: refunded first, it has no tax. */
  readonly excessMinor: bigint;
}

function amountOf({ debitMinor = 0n, creditMinor = 0n }: EntryLine): bigint {
  return debitMinor - creditMinor;
}

function waitingLine(line: EntryLine, known: AdvanceLine): WaitingLine {
  const grossMinor = amountOf(line);
  const { taxBaseMinor } = line;
  const sign = line.debitMinor === undefined ? -1n : 1n;
  // An entry that somebody wrote line by line may name no base: then it is by the rate of the tag.
  const netMinor =
    taxBaseMinor === undefined ? splitGross(grossMinor, known.paid.rate).netMinor : sign * taxBaseMinor;
  return { line: known, account: line.account, grossMinor, netMinor };
}

/**
 * The advances that wait for an item to be cleared: those that its entry asked for; of a payment that was freed again
 * those that it had moved, which go back as it is refunded. None for everything else.
 */
export function waitingAdvances(
  rules: AdvanceRules,
  { chart, accountLength }: Pick<LedgerCompany, 'chart' | 'accountLength'>,
  item: OpenItem,
  entry: Pick<PostedEntry, 'lines'>,
): WaitingAdvances | undefined {
  if (chart === 'none') return undefined;
  const wanted = rules.sideOf(item.account, accountLength);
  const known = entry.lines.flatMap((line) => {
    const read = rules.advanceLine(chart, accountLength, line);
    const isMine = read && (read.paid.side === 'received') === (wanted === 'receivable');
    return isMine ? [waitingLine(line, read)] : [];
  });
  const asked = known.filter(({ line }) => line.state === 'asked');
  const [born] = item.clearings;
  if (asked.length === 0 && born && isFreedPayment(item)) {
    const lines = known.filter(({ line }) => line.state === 'moved');
    const [sizeMinor, whole] = [absolute(born.amountMinor), absolute(item.amountMinor)];
    return lines.length === 0 ? undefined : { lines, sizeMinor, excessMinor: whole - sizeMinor };
  }
  if (asked.length === 0) return undefined;
  const sizeMinor = entry.lines
    .filter(({ account }) => rules.isPersonal(account, accountLength))
    .filter(({ account }) => rules.sideOf(account, accountLength) === wanted)
    .map(amountOf)
    .filter((amount) => amount < 0n === item.amountMinor < 0n)
    .reduce((sum, amount) => sum + amount, 0n);
  return { lines: asked, sizeMinor: absolute(sizeMinor), excessMinor: 0n };
}

/** A line that is not yet on a side; lines of one account and tag are one. */
export interface Moved {
  readonly account: string;
  readonly taxCode?: string | undefined;
  readonly amountMinor: bigint;
  readonly baseMinor?: bigint;
}

/**
 * What a clearing of an advance books: what is paid goes from where it waited to the account of advances, its tax to the
 * tax account; what is written off or given as discount is only taken from where it waited.
 * @throws receivables.invalid-clearing where a discount or write-off has an account of its own
 */
export function advanceLines(
  { lines, sizeMinor, excessMinor }: WaitingAdvances,
  item: OpenItem,
  { amountMinor, adjustedMinor = 0n }: ClearingPart,
  adjustmentAccount: string | undefined,
): Moved[] {
  if (adjustedMinor !== 0n && adjustmentAccount !== undefined) {
    const detail = `Item ${item.id} is an advance: what is not paid of it is no cost, leave the account out.`;
    throw refuse('receivables.invalid-clearing', detail, {
      errors: [{ pointer: '/adjustmentAccount', detail }],
    });
  }
  const sign = item.amountMinor < 0n ? -1n : 1n;
  const beyond = (minor: bigint) => (minor < excessMinor ? 0n : minor - excessMinor);
  const clearedMinor = sign * (item.amountMinor - openMinorOf(item));
  const paidMinor = sign * paidMinorOf(item);
  const before = { clearedMinor: beyond(clearedMinor), paidMinor: beyond(paidMinor) };
  const after = {
    sizeMinor,
    clearedMinor: beyond(clearedMinor + sign * amountMinor),
    paidMinor: beyond(paidMinor + sign * (amountMinor - adjustedMinor)),
  };
  const shares = advanceShares(lines, before, after);
  return lines.flatMap(({ line, account }, index): Moved[] => {
    const share = shares[index];
    if (!share) return [];
    const { paid, writtenOff } = share;
    const { taxCode, taxAccount = '' } = line.paid;
    const taxMinor = paid.grossMinor - paid.netMinor;
    return [
      { account, taxCode: line.movedTag, amountMinor: -paid.grossMinor, baseMinor: -paid.netMinor },
      { account: line.paid.account, taxCode, amountMinor: paid.netMinor },
      { account: taxAccount, taxCode, amountMinor: taxMinor },
      {
        account,
        taxCode: line.droppedTag,
        amountMinor: -writtenOff.grossMinor,
        baseMinor: -writtenOff.netMinor,
      },
    ];
  });
}

/** The lines on their sides, those of one account and tag as one; what comes to nothing is left out. */
export function sumMoved(moved: readonly Moved[]): EntryLine[] {
  const groups = Map.groupBy(moved, ({ account, taxCode = '' }) => `${account}#${taxCode}`);
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    const amountMinor = members.reduce((sum, one) => sum + one.amountMinor, 0n);
    if (!first || amountMinor === 0n) return [];
    const baseMinor = members.reduce((sum, one) => sum + (one.baseMinor ?? 0n), 0n);
    return [
      {
        ...signedLine(first.account, amountMinor),
        ...(first.taxCode === undefined ? {} : { taxCode: first.taxCode }),
        ...(first.baseMinor === undefined ? {} : { taxBaseMinor: amountMinor < 0n ? -baseMinor : baseMinor }),
      },
    ];
  });
}
