import { AGEING_BUCKETS, bucketOf } from '../../../receivables/rules.ts';
import type { AgedDebtor } from './aged-debtor.ts';
import { openMinor, overdueMinor } from './portfolio-row.ts';
import {
  amount,
  count,
  decimal,
  largestFirst,
  type PortfolioReport,
  percentOf,
  type ReportCustomer,
  totalsOf,
} from './report.ts';

/** The line of credit notes and payments that no invoice took; it is negative. */
export const CREDITS = 'credits';

const AGEING_COLUMNS = [{ ...count('customers'), adds: false }, amount('open'), decimal('share')];

/** Open items by days overdue; all lines together are the balance of the customers' accounts. */
export function ageingReport(debtors: readonly AgedDebtor[]): PortfolioReport {
  const owed = debtors.reduce((sum, { ageing }) => sum + openMinor(ageing), 0n);
  const buckets = AGEING_BUCKETS.map((bucket) => {
    const within = debtors.filter(({ ageing }) => ageing[bucket] > 0n);
    const open = within.reduce((sum, { ageing }) => sum + ageing[bucket], 0n);
    return { key: bucket, cells: { customers: within.length, open, share: percentOf(open, owed) } };
  });
  const withCredit = debtors.filter(({ creditsMinor }) => creditsMinor > 0n);
  const credits = withCredit.reduce((sum, { creditsMinor }) => sum - creditsMinor, 0n);
  const lines = [...buckets, { key: CREDITS, cells: { customers: withCredit.length, open: credits } }];
  return {
    kind: 'ageing',
    columns: AGEING_COLUMNS,
    lines,
    totals: { customers: debtors.length, ...totalsOf(AGEING_COLUMNS, lines) },
    customerColumns: [amount('open'), ...AGEING_BUCKETS.map((bucket) => amount(bucket)), amount(CREDITS)],
    customers: largestFirst(
      debtors.map(({ customer, ageing, creditsMinor }): ReportCustomer => {
        const of: string[] = AGEING_BUCKETS.filter((bucket) => ageing[bucket] > 0n);
        return {
          customer,
          of: creditsMinor > 0n ? [...of, CREDITS] : of,
          cells: { open: openMinor(ageing) - creditsMinor, ...ageing, credits: -creditsMinor },
        };
      }),
      'open',
    ),
    notes: [],
  };
}

const OVERDUE_COLUMNS = [count('customers'), amount('overdue'), amount('open'), decimal('share')];

/** Who is overdue and by how much; a customer stands where its oldest open item does. Credits are not taken off. */
export function overdueReport(debtors: readonly AgedDebtor[]): PortfolioReport {
  const owing = debtors.filter(({ ageing }) => openMinor(ageing) > 0n);
  const lines = AGEING_BUCKETS.map((bucket) => {
    const within = owing.filter(({ oldestOverdueDays }) => bucketOf(oldestOverdueDays) === bucket);
    const overdue = within.reduce((sum, { ageing }) => sum + overdueMinor(ageing), 0n);
    const open = within.reduce((sum, { ageing }) => sum + openMinor(ageing), 0n);
    return {
      key: bucket,
      cells: { customers: within.length, overdue, open, share: percentOf(overdue, open) },
    };
  });
  const totals = totalsOf(OVERDUE_COLUMNS, lines);
  return {
    kind: 'overdue',
    columns: OVERDUE_COLUMNS,
    lines,
    totals: { ...totals, share: percentOf(totals.overdue as bigint, totals.open as bigint) },
    customerColumns: [
      amount('overdue'),
      amount('open'),
      decimal('share'),
      { ...count('oldestDays'), adds: false },
    ],
    customers: largestFirst(
      owing.map(({ customer, ageing, oldestOverdueDays }) => {
        const [overdue, open] = [overdueMinor(ageing), openMinor(ageing)];
        return {
          customer,
          of: [bucketOf(oldestOverdueDays)],
          cells: { overdue, open, share: percentOf(overdue, open), oldestDays: oldestOverdueDays },
        };
      }),
      'overdue',
    ),
    notes: [],
  };
}
