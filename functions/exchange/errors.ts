import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of the module; an export that is refused ends as failed with one of these. */
export const refuse = catalogue({
  'exchange.unknown-fiscal-year': { kind: 'missing', title: 'The fiscal year has no journal' },
  'exchange.year-not-opened': { kind: 'invalid', title: 'The year before has not been carried forward' },
  'exchange.archive-too-large': { kind: 'too-large', title: 'The files do not fit one archive' },
  'exchange.range-outside-year': { kind: 'invalid', title: 'The days do not lie in the fiscal year' },
  'exchange.chart-without-tax-rules': { kind: 'invalid', title: 'The chart has no tax rules' },
  'exchange.currency-not-expressible': {
    kind: 'invalid',
    title: 'The format has fewer decimals than the currency',
  },
  'exchange.unsuitable-clearing-account': {
    kind: 'invalid',
    title: 'The account cannot be used for clearing',
  },
});
