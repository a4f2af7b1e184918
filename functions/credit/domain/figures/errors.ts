import { catalogue } from '../../../../shared/kernel/errors.ts';

/** What calculations refuse. */
export const refuseFigure = catalogue({
  'credit.impossible-figure': { kind: 'invalid', title: 'This cannot be computed' },
});
