import { changedValues, recordChange } from '../../../shared/changes.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { assertIfMatch, etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { describeAmountProblem, formatMinor, parseMinor } from '../../../shared/kernel/money.ts';
import { refuseDunning } from '../domain/dunning/dunning-errors.ts';
import { checkSettings, type DunningSettings, USUAL_SETTINGS } from '../domain/dunning/dunning-settings.ts';
import { packJson, unpackJson } from '../domain/dunning/packed-json.ts';
import * as routes from '../routes/dunning.ts';
import type { DunningStore } from '../store/dunning.ts';

export async function settingsOf(store: DunningStore, company: string): Promise<DunningSettings> {
  const row = await store.loadSettings(company);
  return row ? unpackJson<DunningSettings>(row.settings) : USUAL_SETTINGS;
}

export interface SettingsDeps {
  readonly store: DunningStore;
  readonly currencyOf: (company: string) => Promise<string>;
  readonly newId: NewId;
}

/** Routes of the settings. */
export function dunningSettingsBindings({ store, currencyOf, newId }: SettingsDeps): readonly Binding[] {
  return [
    on(routes.getSettings, async ({ params: { companyId: company } }) => {
      const row = await store.loadSettings(company);
      const settings = await settingsOf(store, company);
      return ok(viewSettings(settings, await currencyOf(company)), etagOf(row?.version ?? 0));
    }),
    on(
      routes.putSettings,
      async ({ params: { companyId: company }, body, headers, principal, now, requestId }) => {
        const currency = await currencyOf(company);
        const settings = checkSettings(readSettings(body, currency));
        const seen = await store.loadSettings(company);
        assertIfMatch(headers, seen?.version ?? 0);
        const next = { company, settings: packJson(settings), version: (seen?.version ?? 0) + 1 };
        const before = viewSettings(await settingsOf(store, company), currency);
        const trace = recordChange({
          companyId: company,
          changeId: newId('chg'),
          at: now.toISOString(),
          principal: principal.id,
          action: 'receivables.dunning-settings-changed',
          subject: 'dunning-settings',
          requestId,
          // Without the sender, which names persons: its words are in the letters.
          ...changedValues(traceable(before), traceable(body)),
        });
        await store.saveSettings(seen, next, trace);
        return ok(viewSettings(settings, currency), etagOf(next.version));
      },
    ),
  ];
}

function traceable({ sender: _, levels, accounts = {}, ...rest }: routes.SettingsView) {
  const steps = levels.map(({ texts: _texts, ...level }) => ({ ...level }));
  const { interest: interestAccount, costs: costsAccount } = accounts;
  return { ...rest, interestAccount, costsAccount, levels: steps };
}

function readAmount(text: string, currency: string, pointer: string): bigint {
  const minor = parseMinor(text, currency);
  if (typeof minor === 'bigint') return minor;
  const detail = describeAmountProblem(minor, currency);
  const details = { errors: [{ pointer, detail }] };
  throw refuseDunning('receivables.invalid-dunning-settings', `${pointer} ${detail}.`, details);
}

function readSettings(body: routes.SettingsBody, currency: string): DunningSettings {
  const { levels, smallBalance, sender, accounts, ...rest } = body;
  const steps = levels.map(({ fee, texts: _, ...level }, at) => ({
    ...level,
    feeMinor: readAmount(fee, currency, `/levels/${at}/fee`),
  }));
  const smallBalanceMinor = readAmount(smallBalance, currency, '/smallBalance');
  const texts = levels.map((level) => level.texts ?? {});
  return { terms: { ...rest, levels: steps, smallBalanceMinor }, texts, sender, accounts };
}

function viewSettings(
  { terms, texts, sender, accounts }: DunningSettings,
  currency: string,
): routes.SettingsView {
  const { levels, smallBalanceMinor, ...rest } = terms;
  return {
    ...rest,
    levels: levels.map(({ feeMinor, ...level }, at) => ({
      ...level,
      fee: formatMinor(feeMinor, currency),
      ...(Object.keys(texts[at] ?? {}).length > 0 ? { texts: texts[at] } : {}),
    })),
    smallBalance: formatMinor(smallBalanceMinor, currency),
    ...(accounts ? { accounts } : {}),
    ...(sender ? { sender: { ...sender, address: [...sender.address], footer: [...sender.footer] } } : {}),
  };
}
