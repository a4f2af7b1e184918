import { recordChange } from '../../../shared/changes.ts';
import { amountReader } from '../../../shared/http/amount-reader.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { assertIfMatch, etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { Cases } from '../compose-cases.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/case-settings.ts';
import type { CreditCaseSettingsRow } from '../table/cases.ts';
import { assertTiers, readTiers, viewTiers } from './tiers.ts';

function viewSettings(
  { checklist, endDays, tiers }: CreditCaseSettingsRow,
  currency: string,
): routes.CaseSettingsBody {
  return { checklist, endDays, ...(tiers ? { tiers: viewTiers(tiers, currency) } : {}) };
}

/** @throws credit.invalid-settings */
function readSettings(
  company: string,
  { checklist = [], endDays = 30, tiers }: routes.CaseSettingsBody,
  currency: string,
  version: number,
): CreditCaseSettingsRow {
  const twice = checklist.findIndex(({ id }, at) => checklist.findIndex((other) => other.id === id) < at);
  if (twice >= 0) {
    const detail = `${checklist[twice]?.id} stands in the checklist twice.`;
    throw refuse('credit.invalid-settings', detail, {
      errors: [{ pointer: `/checklist/${twice}/id`, detail }],
    });
  }
  const amounts = amountReader(currency, (detail, details) =>
    refuse('credit.invalid-settings', detail, details),
  );
  const read = tiers && readTiers(tiers, amounts);
  amounts.assertRead();
  if (read) assertTiers(read);
  return { company, checklist, endDays, ...(read ? { tiers: read } : {}), version };
}

/** How a company works on cases. */
export function caseSettingsBindings({ reader, cases, companies, newId }: Cases): readonly Binding[] {
  async function currencyOf(companyId: string): Promise<string> {
    const company = await companies.loadCompany(companyId);
    invariant(company, `company ${companyId} has members but no settings`);
    return company.currency;
  }
  return [
    on(routes.getCaseSettings, async ({ params: { companyId } }) => {
      const settings = await reader.loadCaseSettings(companyId);
      return ok(viewSettings(settings, await currencyOf(companyId)), etagOf(settings.version));
    }),
    on(
      routes.putCaseSettings,
      async ({ params: { companyId }, body, headers, principal, now, requestId }) => {
        const currency = await currencyOf(companyId);
        const seen = await reader.loadCaseSettings(companyId);
        assertIfMatch(headers, seen.version);
        const next = readSettings(companyId, body, currency, seen.version + 1);
        const trace = recordChange({
          companyId, changeId: newId('chg'), at: now.toISOString(), principal: principal.id, requestId,
          action: 'credit.case-settings-changed', subject: 'credit-case-settings',
          before: { settings: JSON.stringify(viewSettings(seen, currency)) },
          after: { settings: JSON.stringify(viewSettings(next, currency)) },
        }); // biome-ignore format: a record
        await cases.commit([cases.settingsWrite(seen, next), trace]);
        return ok(viewSettings(next, currency), etagOf(next.version));
      },
    ),
  ];
}
