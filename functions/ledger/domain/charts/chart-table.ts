import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { invariant } from '../../../../shared/kernel/errors.ts';
import type { RateLevel } from '../tax/tax-rates.ts';
import type { TaxKind, TaxRule } from '../tax/tax-rule.ts';
import type { AccountCategory, ChartAccount, ChartName, TaxFunction } from './chart-account.ts';

/**
 * Reads the tables of this folder. One row is one kind of account in both charts, so that they cannot drift
 * apart: `SKR03|SKR04|Deutsch|English|category|position|features|confirmed by`. The README explains the columns.
 */

const CATEGORIES: Readonly<Record<string, AccountCategory>> = {
  A: 'asset',
  L: 'liability',
  Q: 'equity',
  I: 'income',
  E: 'expense',
};

type Features = Pick<
  ChartAccount,
  'taxFunction' | 'automatic' | 'automaticThrough' | 'vatReturnKz' | 'validFrom' | 'validTo' | 'nets'
>;

/** Percent as people write it, `19` or `10.7`, times 100; or the name of a rate level. */
function readRate(text: string | undefined): RateLevel | number {
  const percent = Number(text);
  return Number.isFinite(percent) ? Math.round(percent * 100) : (text as RateLevel);
}

function readFeature(feature: string): Features {
  const [name, ...values] = feature.split(':');
  const [first = '', second] = values;
  switch (name) {
    case 'auto':
      return { automatic: { kind: first as TaxKind, rate: readRate(second ?? '0') } satisfies TaxRule };
    case 'tax': {
      const collects = first as TaxFunction['collects'];
      return { taxFunction: second === undefined ? { collects } : { collects, rate: Number(second) * 100 } };
    }
    case 'kz':
      return { vatReturnKz: first };
    case 'from':
      return { validFrom: first as CalendarDate };
    case 'to':
      return { validTo: first as CalendarDate };
    case 'nets':
      return { nets: true };
    case 'through':
      return { automaticThrough: first };
    default:
      invariant(false, `chart table: unknown feature ${feature}`);
  }
}

/** Features of one chart: those with its two digits in front (`04/to:2025-12-31`) and those without any. */
function readFeatures(text: string, chart: ChartName): Features {
  const mine: Features[] = [];
  for (const feature of text.split(' ')) {
    const [scope, scoped] = feature.split('/');
    if (scoped === undefined && feature !== '') mine.push(readFeature(feature));
    else if (scoped !== undefined && chart.endsWith(scope ?? '')) mine.push(readFeature(scoped));
  }
  return Object.assign({}, ...mine);
}

/** Sources that both charts share stand once; else SKR03's before the slash, SKR04's behind it. */
function readSources(text: string, index: 0 | 1): readonly string[] {
  const parts = text.split('/');
  return (parts[parts.length === 1 ? 0 : index] ?? '').split('');
}

/** The accounts of one chart in a table. */
export function readChartTable(table: string, chart: ChartName): ChartAccount[] {
  const index = chart === 'SKR03' ? 0 : 1;
  const accounts: ChartAccount[] = [];
  for (const line of table.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [
      skr03 = '',
      skr04 = '',
      nameDe = '',
      nameEn = '',
      cat = '',
      place = '',
      features = '',
      sources = '',
    ] = line.split('|');
    const number = chart === 'SKR03' ? skr03 : skr04;
    if (number === '') continue;
    const category = CATEGORIES[cat];
    invariant(category, `chart table: no category in ${line}`);
    accounts.push({
      number,
      nameDe,
      nameEn,
      category,
      ...(place === '' ? {} : { position: place }),
      ...readFeatures(features, chart),
      confirmedBy: readSources(sources, index),
    });
  }
  return accounts;
}
