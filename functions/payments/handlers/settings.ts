import { type Binding, on } from '../../../shared/http/binding.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { Payments } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/settings.ts';
import type { PaymentSettingsRow } from '../table.ts';
import { putSettings } from '../usecases/put-settings.ts';
import { actionOf } from './action-of.ts';

function viewSettings({ company: _company, version, address, ...settings }: PaymentSettingsRow) {
  const { city, country, ...rest } = address ?? {};
  const place = city === undefined || country === undefined ? undefined : { ...rest, city, country };
  return ok({ ...settings, address: place }, etagOf(version));
}

/** The account that payments are ordered from, and how. */
export function settingsBindings(payments: Payments): readonly Binding[] {
  return [
    on(routes.putSettings, async (request) => {
      const action = await actionOf(payments, request.params.companyId, request);
      return viewSettings(await putSettings(payments, action, request.body, request.headers));
    }),
    on(routes.getSettings, async ({ params }) => {
      const settings = await payments.reader.loadSettings(params.companyId);
      if (settings) return viewSettings(settings);
      throw refuse('payments.no-settings', 'The company has no payment settings yet.');
    }),
  ];
}
