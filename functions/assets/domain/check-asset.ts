import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { refuse } from '../errors.ts';
import type { Method, ValuedAsset } from './asset.ts';
import { type FiscalCalendar, lastDayOf, monthOfDate } from './months.ts';
import { rateOf } from './phases.ts';
import {
  DECLINING,
  highestDecliningRate,
  isAbove,
  isOffered,
  lowValueLimits,
  poolLimits,
} from './tax-rules.ts';

export interface AssetRules {
  readonly currency: string;
  readonly calendar: FiscalCalendar;
  /** The books begin on this day; undefined where nothing is booked. */
  readonly booksFrom?: CalendarDate | undefined;
  /** Equal things that the asset stands for; limits are for one of them. */
  readonly quantity: number;
}

type Checked = Omit<ValuedAsset, 'events' | 'account' | 'position'>;
type Complain = (pointer: string, detail: string) => void;

const WITH_LIFE: readonly Method[] = ['straight-line', 'declining', 'units'];

/** Refuses an asset whose numbers contradict each other, or a method that the law does not offer for it. */
export function checkAsset(asset: Checked, rules: AssetRules): void {
  const errors: FieldError[] = [];
  const complain: Complain = (pointer, detail) => void errors.push({ pointer, detail });
  if (asset.residualMinor > asset.costMinor)
    complain('/residualValue', 'The residual value exceeds the cost.');
  checkMethod(asset, complain);
  checkLimits(asset, rules, complain);
  checkOpening(asset, rules, complain);
  if (errors[0]) throw refuse('assets.invalid-asset', errors[0].detail, { errors });
}

function checkMethod(asset: Checked, complain: Complain): void {
  const { method, usefulLifeMonths: life } = asset;
  const needsLife = WITH_LIFE.includes(method);
  if (needsLife && life === undefined) complain('/usefulLifeMonths', `Method ${method} needs a useful life.`);
  if (!needsLife && life !== undefined) {
    complain('/usefulLifeMonths', `Method ${method} fixes the useful life itself.`);
  }
  if ((method === 'units') !== (asset.totalUnits !== undefined)) {
    complain('/totalUnits', 'Units belong to the method units, which needs them.');
  }
  if ((method === 'building') !== (asset.building !== undefined)) {
    complain(
      '/building',
      'What decides the rate of a building belongs to the method building, which needs it.',
    );
  }
  if (method !== 'declining' && asset.ratePercentTimes100 !== undefined) {
    complain('/ratePercent', 'A rate belongs to the declining method.');
  }
  if (method === 'declining' && life !== undefined) checkRate(asset, life, complain);
}

function checkRate(asset: Checked, life: number, complain: Complain): void {
  const highest = highestDecliningRate(asset.acquiredOn, life);
  if (!highest) {
    const windows = DECLINING.map(({ from, to }) => `${from} to ${to}`).join(', ');
    complain('/method', `Declining depreciation is for acquisitions of ${windows} only (§7 Abs. 2 EStG).`);
    return;
  }
  const rate = rateOf(asset, asset.acquiredOn);
  if (!rate || !isAbove(rate, highest)) return;
  const percent = Math.floor((Number(highest.numerator) / Number(highest.denominator)) * 10_000) / 100;
  complain('/ratePercent', `The rate is at most ${percent} % for this day and useful life (§7 Abs. 2 EStG).`);
}

function checkLimits(asset: Checked, { currency, quantity }: AssetRules, complain: Complain): void {
  const { method, acquiredOn, costMinor } = asset;
  if (method === 'digital' || method === 'electric-vehicle') {
    if (!isOffered(method, acquiredOn)) {
      complain('/method', `Method ${method} is not offered for acquisitions of ${acquiredOn}.`);
    }
    return;
  }
  if (method !== 'immediate' && method !== 'pool') return;
  const limits = method === 'pool' ? poolLimits(acquiredOn) : lowValueLimits(acquiredOn);
  if (!limits) {
    complain('/method', `No limit is known for acquisitions of ${acquiredOn}.`);
    return;
  }
  const each = BigInt(quantity);
  if (costMinor > limits.toMinor * each) {
    const limit = formatMinor(limits.toMinor, currency);
    complain('/cost', `Method ${method} is for assets of up to ${limit} net each.`);
  }
  if (costMinor <= limits.aboveMinor * each && limits.aboveMinor > 0n) {
    const limit = formatMinor(limits.aboveMinor, currency);
    complain('/cost', `Method ${method} is for assets above ${limit} net each.`);
  }
}

function checkOpening(asset: Checked, { calendar, booksFrom }: AssetRules, complain: Complain): void {
  const { opening, acquiredOn, costMinor, residualMinor } = asset;
  if (!opening) {
    if (booksFrom === undefined || acquiredOn >= booksFrom || asset.method === 'none') return;
    const detail = `The books begin on ${booksFrom}: say with opening what was depreciated before.`;
    complain('/opening', detail);
    return;
  }
  const { asOf, accumulatedMinor, thisYearMinor } = opening;
  if (asOf !== lastDayOf(monthOfDate(asOf))) complain('/opening/asOf', 'must be the last day of a month');
  if (asOf < acquiredOn) complain('/opening/asOf', 'lies before the acquisition');
  if (accumulatedMinor > costMinor - residualMinor) {
    complain('/opening/accumulated', 'More is depreciated than there is to depreciate.');
  }
  if (thisYearMinor > accumulatedMinor) complain('/opening/thisYear', 'exceeds the accumulated depreciation');
  const isNew = calendar(monthOfDate(asOf)).first <= monthOfDate(acquiredOn);
  if (isNew && thisYearMinor !== accumulatedMinor) {
    complain('/opening/thisYear', 'is all that was depreciated of an asset acquired in this fiscal year');
  }
}
