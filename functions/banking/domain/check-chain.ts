import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';

/** What a statement says of its place among others of the account. */
export interface ChainLink {
  readonly account: string;
  readonly format: string;
  readonly statementId: string;
  readonly sequenceNumber?: string | undefined;
  readonly date: CalendarDate;
  readonly currency?: string | undefined;
  readonly openingMinor?: bigint | undefined;
  readonly closingMinor?: bigint | undefined;
}

/** What does not fit between two statements of one account that follow each other; none is a whole chain. */
export function checkChain(before: ChainLink, after: ChainLink): readonly { code: string; detail: string }[] {
  const findings: { code: string; detail: string }[] = [];
  const { currency, openingMinor } = after;
  const { closingMinor } = before;
  const comparable = currency !== undefined && currency === before.currency;
  if (
    comparable &&
    openingMinor !== undefined &&
    closingMinor !== undefined &&
    openingMinor !== closingMinor
  ) {
    const text = (minor: bigint) => `${formatMinor(minor, currency)} ${currency}`;
    findings.push({
      code: 'banking.chain-broken',
      detail:
        `Statement ${after.statementId} of ${after.account} opens with ${text(openingMinor)}; the one before, ` +
        `${before.statementId} of ${before.date}, closed with ${text(closingMinor)}. A statement may be missing.`,
    });
  }
  const [last, next] = [Number(before.sequenceNumber), Number(after.sequenceNumber)];
  // Numbers begin anew each year; a number that is smaller or equal says nothing.
  if (Number.isSafeInteger(last) && Number.isSafeInteger(next) && next > last + 1 && last > 0) {
    findings.push({
      code: 'banking.number-gap',
      detail: `Statement number ${next} of ${after.account} follows number ${last}: ${next - last - 1} missing.`,
    });
  }
  return findings;
}
