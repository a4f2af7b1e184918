import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { ChartName } from '../../../ledger/rules.ts';
import { extfLine, headerDay } from './extf-line.ts';

/** Who makes the file, for whom, of which year: the same in every file of an export. */
export interface ExtfOrigin {
  /** Beraternummer, 1001 to 9999999. */
  readonly consultant: number;
  /** Mandantennummer, 1 to 99999. */
  readonly client: number;
  readonly fiscalYearStart: CalendarDate;
  readonly accountLength: number;
  readonly chart: ChartName;
  /** Instant, RFC 3339 UTC with milliseconds. */
  readonly createdAt: string;
}

export interface ExtfContent {
  readonly category: 16 | 20 | 21;
  readonly name: string;
  readonly version: number;
  /** The rest is for posting batches only. */
  readonly from?: CalendarDate;
  readonly to?: CalendarDate;
  /** At most 30 characters. */
  readonly label?: string;
  readonly locked?: boolean;
  readonly currency?: string;
}

const HEADER_FIELDS = 31;
const QUOTED: ReadonlySet<number> = new Set([1, 4, 8, 9, 10, 17, 18, 22, 24, 27, 30, 31]);

/** The first line of a file in DATEV format (DATEV-Format, header of version 700): 31 fields. */
export function extfHeader(origin: ExtfOrigin, content: ExtfContent): string {
  const { from, to, locked, currency } = content;
  const batch = content.category === 21;
  return extfLine(
    {
      1: 'EXTF',
      2: '700',
      3: String(content.category),
      4: content.name,
      5: String(content.version),
      6: origin.createdAt.replace(/\D/g, '').slice(0, 17).padEnd(17, '0'),
      8: 'BO',
      9: 'Backoffice',
      11: String(origin.consultant),
      12: String(origin.client),
      13: headerDay(origin.fiscalYearStart),
      14: String(origin.accountLength),
      ...(from === undefined ? {} : { 15: headerDay(from) }),
      ...(to === undefined ? {} : { 16: headerDay(to) }),
      17: content.label ?? '',
      ...(batch ? { 19: '1', 20: '0', 21: locked ? '1' : '0', 22: currency ?? '' } : {}),
      27: origin.chart === 'SKR03' ? '03' : '04',
    },
    HEADER_FIELDS,
    QUOTED,
  );
}
