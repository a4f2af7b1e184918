import { catalogue } from '../kernel/errors.ts';

export const refuse = catalogue({
  'transfers.unknown-export-kind': { kind: 'invalid', title: 'There is no such export' },
  'transfers.unknown-export': { kind: 'missing', title: 'There is no such export here' },
  'transfers.malformed-export': { kind: 'malformed', title: 'The parameters do not fit the export' },
});
