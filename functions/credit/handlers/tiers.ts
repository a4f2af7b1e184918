import type * as z from 'zod';
import type { AmountReader } from '../../../shared/http/amount-reader.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { tiersProblem } from '../domain/limits.ts';
import { refuse } from '../errors.ts';
import type { Tiers } from '../routes/settings.ts';
import type { CreditSettingsRow } from '../table.ts';

type TierRows = CreditSettingsRow['tiers'];

export function viewTiers(tiers: TierRows, currency: string): z.output<typeof Tiers> {
  return tiers.map(({ upToMinor, roles }) => ({
    ...(upToMinor === undefined ? {} : { upTo: formatMinor(upToMinor, currency) }),
    roles: roles as z.output<typeof Tiers>[number]['roles'],
  }));
}

export function readTiers(tiers: z.output<typeof Tiers>, amounts: AmountReader): TierRows {
  return tiers.map(({ upTo, roles }, at) => {
    const upToMinor = amounts.optional(upTo, `/tiers/${at}/upTo`, 'positive');
    return { roles, ...(upToMinor === undefined ? {} : { upToMinor }) };
  });
}

/** @throws credit.invalid-settings */
export function assertTiers(tiers: TierRows): void {
  const problem = tiersProblem(tiers);
  if (problem)
    throw refuse('credit.invalid-settings', problem, { errors: [{ pointer: '/tiers', detail: problem }] });
}
