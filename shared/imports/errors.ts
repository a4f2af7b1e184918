import { catalogue } from '../kernel/errors.ts';

/** Why a file is not imported, or not to its end. */
export const refuse = catalogue({
  'transfers.unknown-kind': { kind: 'invalid', title: 'Files of this kind are not taken' },
  'transfers.unknown-import': { kind: 'missing', title: 'There is no such import' },
  'transfers.file-missing': { kind: 'invalid', title: 'The file is gone' },
  'transfers.file-changed': { kind: 'invalid', title: 'The file was overwritten while it was read' },
  'transfers.file-too-large': { kind: 'too-large', title: 'The file is too large for its kind' },
  'transfers.file-empty': { kind: 'invalid', title: 'The file is empty' },
  'transfers.wrong-kind': { kind: 'invalid', title: 'The file lies where another kind belongs' },
  'transfers.no-progress': { kind: 'invalid', title: 'The import was given up: it came no further' },
  'transfers.no-rejected-rows': { kind: 'missing', title: 'No rows were refused, or the import still runs' },
});
