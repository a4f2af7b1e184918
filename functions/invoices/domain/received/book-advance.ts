import { absolute } from '../../../../shared/kernel/money.ts';
import {
  type ChartName,
  type EntryLine,
  type ForeignAmount,
  paidAdvance,
  signedLine,
  waitingAdvance,
} from '../../../ledger/rules.ts';
import { refuse } from '../../errors.ts';
import type { BookedLine } from '../compose-entry.ts';
import { type CompletedLine, taxOf, type WishedLine } from './complete-booking.ts';
import type { Proposal, ProposedLine } from './propose-posting.ts';

interface Books {
  readonly chart: ChartName;
  readonly accountLength: number;
}

function invalid(pointer: string, detail: string): Error {
  return refuse('invoices.invalid-booking', detail, { errors: [{ pointer, detail }] });
}

/** Keys of input tax that a German invoice shows: what an advance may have waiting, besides no tax. */
const INPUT_KEYS: ReadonlySet<string | undefined> = new Set(['9', '8', '7', '6']);

/** The rate that waits, percent times 100; undefined for tax that is ours to pay (§13b, acquisitions) or another state's. */
function waitingRate({ rate, taxCents, decision }: ProposedLine): number | undefined {
  if (INPUT_KEYS.has(decision.taxCode)) return rate;
  return decision.taxCode === undefined && taxCents === 0n ? 0 : undefined;
}

/**
 * The lines of an advance to a vendor: gross on the account where it waits, by rate, as the invoice has it. Nothing is
 * deducted before it is paid (§15 Abs. 1 S. 1 Nr. 1 S. 3 UStG). `taxCode` is the tag of the line.
 * @throws invoices.invalid-booking with pointers `/lines` and `/advance`
 */
export function completeAdvance(
  proposal: Proposal,
  wished: readonly WishedLine[] | undefined,
  { chart, accountLength }: Books,
): readonly CompletedLine[] {
  if (wished) {
    throw invalid(
      '/lines',
      'An advance has no accounts to choose: leave the lines out, or say that it is none.',
    );
  }
  return proposal.lines.map((line) => {
    const rate = waitingRate(line);
    if (rate === undefined || !paidAdvance(chart, accountLength, { side: 'paid', rate })) {
      const detail = `An advance of category ${line.category} at ${line.rate / 100} % is booked by hand: its tax does not wait for the vendor.`;
      throw invalid('/advance', detail);
    }
    const { grossCents, taxCents } = line;
    return { grossCents, taxCents, ...waitingAdvance(chart, accountLength, 'paid', rate), tax: taxOf(line) };
  });
}

/** The entry of an advance: the vendor's open item against what waits, each with its net amount. */
export function advanceEntry(
  lines: readonly BookedLine[],
  vendor: {
    readonly account: string;
    readonly dueDate: string | undefined;
    readonly partner: string | undefined;
    readonly foreign: ForeignAmount | undefined;
  },
): readonly EntryLine[] {
  const { account, dueDate, partner, foreign } = vendor;
  const waiting = lines.flatMap(
    ({ account: number, grossMinor, taxMinor = 0n, taxCode = '' }): EntryLine[] => {
      const taxBaseMinor = grossMinor < 0n ? taxMinor - grossMinor : grossMinor - taxMinor;
      return grossMinor === 0n ? [] : [{ ...signedLine(number, grossMinor), taxCode, taxBaseMinor }];
    },
  );
  const total = lines.reduce((sum, { grossMinor }) => sum + grossMinor, 0n);
  if (total === 0n)
    throw refuse('invoices.nothing-to-book', 'The invoice comes to nothing: there is no open item.');
  return [
    {
      ...signedLine(account, -total),
      ...(dueDate === undefined ? {} : { dueDate }),
      ...(partner === undefined ? {} : { partner }),
      ...(foreign === undefined
        ? {}
        : { foreign: { ...foreign, amountMinor: absolute(foreign.amountMinor) } }),
    },
    ...waiting,
  ];
}
