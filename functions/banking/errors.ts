import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of the module. Sentences about files begin with the line. */
export const refuse = catalogue({
  'banking.file-unknown': { kind: 'invalid', title: 'The file is no bank statement that is read' },
  'banking.file-empty': { kind: 'invalid', title: 'The file has no statement' },
  'banking.file-field': { kind: 'invalid', title: 'A field of the file is missing or cannot be read' },
  'banking.file-limits': { kind: 'invalid', title: 'The file is larger than what is read' },
  'banking.statement-sum': {
    kind: 'invalid',
    title: 'Opening balance and entries do not give the closing balance',
  },
  'banking.statement-totals': {
    kind: 'invalid',
    title: 'Number or sum of entries is not what the statement says',
  },
  'banking.other-account': {
    kind: 'invalid',
    title: 'The statement is of an account that is not the company’s',
  },
  'banking.invalid-iban': { kind: 'invalid', title: 'The IBAN is not valid' },
  'banking.unknown-bank-account': { kind: 'missing', title: 'There is no such bank account' },
  'banking.unknown-transaction': { kind: 'missing', title: 'There is no such bank transaction' },
  'banking.invalid-range': { kind: 'malformed', title: 'The query asks for what cannot be looked up' },
});
