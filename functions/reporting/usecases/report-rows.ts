import { currencyDecimals } from '../../../shared/kernel/currency.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { germanAmount, germanDate, type ReportRow } from '../domain/report-table.ts';
import type { StatementLine } from '../domain/statements.ts';
import type { ReportRange } from './read-statements.ts';

type AsOfNumbers = Readonly<Record<string, number>>;

export const rangeText = ({ from, to }: ReportRange) => `${germanDate(from)} bis ${germanDate(to)}`;

/** The journal numbers that a report is true for. */
export function stand(asOfNumbers: AsOfNumbers): string {
  const years = Object.entries(asOfNumbers).map(([year, number]) => `${year} bis Nr. ${number}`);
  return `Stand des Journals: ${years.join(', ')}.`;
}

/** Amounts as German readers expect them. */
export function writer({ currency }: LedgerCompany) {
  const decimals = currencyDecimals(currency);
  return (minor: bigint) => germanAmount(minor, decimals);
}

export const noPlace = (
  accounts: readonly { account: string; amountMinor: bigint }[],
  money: (minor: bigint) => string,
) =>
  accounts.map(
    ({ account, amountMinor }) =>
      `Konto ${account} (${money(amountMinor)}) hat keinen Platz in der Gliederung.`,
  );

/** A column's head: the end of the range names it. */
export const rangeShort = ({ to }: ReportRange) => `bis ${germanDate(to)}`;

/** Lines beside the same lines of the year before; those that are empty in both are left out (§265 Abs. 8 HGB). */
export function rowsOf(
  lines: readonly StatementLine[],
  previous: readonly StatementLine[],
  money: (minor: bigint) => string,
  shape: (line: StatementLine) => Pick<ReportRow, 'depth' | 'kind'> & { readonly label: string },
): ReportRow[] {
  const before = new Map(previous.map(({ id, amountMinor }) => [id, amountMinor]));
  return lines.flatMap((line) => {
    const then = before.get(line.id) ?? 0n;
    const { kind, ...rest } = shape(line);
    if (line.amountMinor === 0n && then === 0n && kind === 'line') return [];
    return [{ ...rest, kind, cells: [money(line.amountMinor), money(then)] }];
  });
}
