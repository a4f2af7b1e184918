import { catalogue } from '../../../../shared/kernel/errors.ts';

/** Refusals of tax rules; the module's catalogue (`errors.ts`) includes them. */
export const refuseTax = catalogue({
  'ledger.tax-key-unknown': { kind: 'invalid', title: 'The tax key is not known' },
  'ledger.tax-key-on-automatic-account': {
    kind: 'invalid',
    title: 'The account carries its tax itself and takes no tax key but 40',
  },
  'ledger.tax-key-without-account': {
    kind: 'invalid',
    title: 'Neither account can carry the tax of the key',
  },
  'ledger.tax-rate-unknown': { kind: 'invalid', title: 'No tax rate is known for the date' },
  'ledger.posting-amount-not-positive': {
    kind: 'invalid',
    title: 'The amount of a posting must be positive; its side says the direction',
  },
});
