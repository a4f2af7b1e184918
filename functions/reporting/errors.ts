import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of reports and tax returns. */
export const refuse = catalogue({
  'reporting.chart-without-tax': { kind: 'invalid', title: 'The chart has no tax rules' },
  'reporting.chart-without-places': { kind: 'invalid', title: 'The chart names no places of the statements' },
  'reporting.invalid-range': { kind: 'malformed', title: 'The range cannot be reported on' },
  'reporting.not-in-euros': { kind: 'invalid', title: 'The return is declared in euros' },
  'reporting.no-form': { kind: 'invalid', title: 'No form is known for the year' },
  'reporting.unknown-kz': { kind: 'malformed', title: 'The form has no such Kennzahl' },
  'reporting.report-too-long': { kind: 'invalid', title: 'The report takes longer than an answer may' },
  'reporting.return-unchanged': {
    kind: 'conflict',
    title: 'The return was filed before, and nothing has changed since',
  },
  'reporting.filed-meanwhile': { kind: 'conflict', title: 'The period was filed by somebody else meanwhile' },
  'reporting.invalid-revaluation': { kind: 'invalid', title: 'The revaluation cannot be' },
  'reporting.revalued-otherwise': { kind: 'conflict', title: 'It was revalued otherwise for that day' },
  'reporting.invalid-rules': { kind: 'invalid', title: 'The rules cannot be' },
  'reporting.unknown-supply': { kind: 'missing', title: 'There is no such entry' },
  'reporting.no-supply': { kind: 'invalid', title: 'The entry is no intra-community supply' },
  'reporting.unknown-proof': { kind: 'missing', title: 'Nothing is recorded that proves the delivery' },
  'reporting.invalid-proof': { kind: 'invalid', title: 'This proves nothing' },
  'reporting.proof-changed': { kind: 'conflict', title: 'The proof was changed meanwhile' },
  'reporting.check-recorded': { kind: 'conflict', title: 'A check of that moment is recorded' },
  'reporting.invalid-vat-id': {
    kind: 'invalid',
    title: 'It has not the form of a VAT id of its member state',
  },
  'reporting.invalid-amount': { kind: 'invalid', title: 'The amount cannot be read' },
});
