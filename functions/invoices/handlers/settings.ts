import { type Binding, on } from '../../../shared/http/binding.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Invoices } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/settings.ts';
import type { InvoiceSettingsRow } from '../table.ts';
import { putSettings } from '../usecases/put-settings.ts';

function viewSettings({ company: _company, version, ...settings }: InvoiceSettingsRow) {
  return ok(settings, etagOf(version));
}

/** Who the company is on invoices. */
export function settingsBindings(invoices: Invoices): readonly Binding[] {
  return [
    on(routes.putSettings, async ({ params, body, principal, now, requestId, headers }) => {
      const company = await companyOf(invoices.books, params.companyId);
      return viewSettings(await putSettings(invoices, { company, principal, now, requestId, headers }, body));
    }),
    on(routes.getSettings, async ({ params }) => {
      const settings = await invoices.reader.loadSettings(params.companyId);
      if (settings) return viewSettings(settings);
      throw refuse('invoices.no-settings', 'The company has no invoice settings yet.');
    }),
  ];
}
