import { recordChange } from '../../../shared/changes.ts';
import { amountReader } from '../../../shared/http/amount-reader.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { assertIfMatch, etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Credit } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/settings.ts';
import type { CreditSettingsRow } from '../table.ts';
import { assertTiers, readTiers, viewTiers } from './tiers.ts';

const refuseSettings = (detail: string, details: Parameters<typeof refuse>[2]) =>
  refuse('credit.invalid-settings', detail, details);

function viewSettings(
  { tiers, reviewMonths, horizonDays, newCustomer }: CreditSettingsRow,
  currency: string,
): routes.SettingsBody {
  return {
    tiers: viewTiers(tiers, currency),
    reviewMonths,
    horizonDays,
    ...(newCustomer
      ? {
          newCustomer: {
            days: newCustomer.days,
            documentMaximum: formatMinor(newCustomer.maximumMinor, currency),
          },
        }
      : {}),
  };
}

function readSettings(
  company: string,
  {
    tiers = [{ roles: ['credit-controller', 'admin'] }],
    reviewMonths = {},
    horizonDays,
    newCustomer,
  }: routes.SettingsBody,
  currency: string,
  { version, policies, hasGroups }: CreditSettingsRow,
): CreditSettingsRow {
  const amounts = amountReader(currency, refuseSettings);
  const read = readTiers(tiers, amounts);
  const maximumMinor = amounts.optional(
    newCustomer?.documentMaximum,
    '/newCustomer/documentMaximum',
    'not-negative',
  );
  amounts.assertRead();
  assertTiers(read);
  return {
    company,
    tiers: read,
    reviewMonths,
    ...(horizonDays === undefined ? {} : { horizonDays }),
    ...(newCustomer && maximumMinor !== undefined
      ? { newCustomer: { days: newCustomer.days, maximumMinor } }
      : {}),
    ...(policies ? { policies } : {}),
    ...(hasGroups ? { hasGroups } : {}),
    version: version + 1,
  };
}

/** How a company grants limits and looks at orders. */
export function settingsBindings({ reader, limits, store, companies, newId }: Credit): readonly Binding[] {
  async function currencyOf(companyId: string): Promise<string> {
    const company = await companies.loadCompany(companyId);
    invariant(company, `company ${companyId} has members but no settings`);
    return company.currency;
  }
  return [
    on(routes.getSettings, async ({ params: { companyId } }) => {
      const settings = await reader.loadSettings(companyId);
      return ok(viewSettings(settings, await currencyOf(companyId)), etagOf(settings.version));
    }),
    on(routes.putSettings, async ({ params: { companyId }, body, headers, principal, now, requestId }) => {
      const currency = await currencyOf(companyId);
      const seen = await reader.loadSettings(companyId);
      assertIfMatch(headers, seen.version);
      const next = readSettings(companyId, body, currency, seen);
      const trace = recordChange({
        companyId, changeId: newId('chg'), at: now.toISOString(), principal: principal.id, requestId,
        action: 'credit.settings-changed', subject: 'credit-settings',
        before: { settings: JSON.stringify(viewSettings(seen, currency)) },
        after: { settings: JSON.stringify(viewSettings(next, currency)) },
      }); // biome-ignore format: a record
      await store.commit([limits.settingsWrite(seen, next), trace]);
      return ok(viewSettings(next, currency), etagOf(next.version));
    }),
  ];
}
