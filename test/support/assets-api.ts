import { type Assets, composeAssets } from '../../functions/assets/compose.ts';
import { bookingBindings } from '../../functions/assets/handlers/bookings.ts';
import { registerBindings } from '../../functions/assets/handlers/register.ts';
import { reportBindings as assetReports } from '../../functions/assets/handlers/reports.ts';
import { entryBindings } from '../../functions/ledger/handlers/entries.ts';
import { postingBindings } from '../../functions/ledger/handlers/postings.ts';
import { reportBindings } from '../../functions/ledger/handlers/reports.ts';
import { yearBindings } from '../../functions/ledger/handlers/years.ts';
import { newId } from '../../shared/kernel/ids.ts';
import type { Answer } from './http-event.ts';
import { type LedgerApi, openLedgerApi } from './ledger-api.ts';
import type { TestTable } from './table.ts';

/** Fixed assets on the books of companies, all in this process. */
export interface AssetsApi extends LedgerApi {
  readonly assets: Assets;
  readonly at: (companyId: string) => AssetBooks;
}

type Headers = Record<string, string>;

export interface AssetBooks {
  readonly put: (id: string, body: unknown, headers?: Headers) => Promise<Answer>;
  readonly putAll: (assets: readonly unknown[]) => Promise<Answer>;
  readonly get: (id: string, asOf?: string) => Promise<Answer>;
  readonly list: (query?: Record<string, string>) => Promise<Answer>;
  readonly plan: (id: string) => Promise<Answer>;
  readonly happen: (id: string, body: unknown, headers?: Headers) => Promise<Answer>;
  readonly undo: (id: string, eventId: string, body?: unknown) => Promise<Answer>;
  readonly run: (fiscalYear: number, through: string, preview?: boolean) => Promise<Answer>;
  readonly schedule: (fiscalYear: number, through?: string) => Promise<Answer>;
  readonly csv: (fiscalYear: number) => Promise<Answer>;
  readonly calculate: (body: unknown) => Promise<Answer>;
  readonly buy: (account: string, gross: string, date: string) => Promise<Answer>;
  readonly entry: (entryId: string) => Promise<Answer>;
  readonly closePeriod: (fiscalYear: number, period: number) => Promise<Answer>;
}

const COMPANY = '/companies/{companyId}';

export async function openAssetsApi(table?: TestTable): Promise<AssetsApi> {
  let assets: Assets | undefined;
  const api = await openLedgerApi((ledger) => {
    assets = composeAssets(ledger.table, ledger);
    return [
      ...entryBindings({ ledger, newId }),
      ...postingBindings({ ledger, newId }),
      ...reportBindings(ledger),
      ...yearBindings(ledger, newId),
      ...registerBindings(assets),
      ...bookingBindings(assets),
      ...assetReports(assets),
    ];
  }, table);
  if (!assets) throw new Error('nothing was bound');

  function at(companyId: string): AssetBooks {
    const ask = (method: string, path: string, params: Record<string, string>, more: object = {}) =>
      api.call(method, `${COMPANY}${path}`, { params: { companyId, ...params }, ...more });
    const of = (assetId: string) => ({ assetId });
    const year = (fiscalYear: number, through?: string) => ({
      query: { fiscalYear: String(fiscalYear), ...(through ? { through } : {}) },
    });
    return {
      put: (id, body, headers = {}) => ask('PUT', '/assets/{assetId}', of(id), { body, headers }),
      putAll: (assets) => ask('POST', '/assets/batch', {}, { body: { assets } }),
      get: (id, asOf) => ask('GET', '/assets/{assetId}', of(id), asOf ? { query: { asOf } } : {}),
      list: (query = {}) => ask('GET', '/assets', {}, { query }),
      plan: (id) => ask('GET', '/assets/{assetId}/plan', of(id)),
      happen: (id, body, headers = {}) => ask('POST', '/assets/{assetId}/events', of(id), { body, headers }),
      undo: (id, eventId, body = {}) =>
        ask('POST', '/assets/{assetId}/events/{eventId}/undo', { ...of(id), eventId }, { body }),
      run: (fiscalYear, through, preview = false) =>
        ask('POST', '/depreciation-runs', {}, { body: { fiscalYear, through, preview } }),
      schedule: (fiscalYear, through) => ask('GET', '/reports/asset-schedule', {}, year(fiscalYear, through)),
      csv: (fiscalYear) => ask('GET', '/reports/asset-schedule/csv', {}, year(fiscalYear)),
      calculate: (body) => ask('POST', '/calculations/depreciation', {}, { body }),
      buy: (account, gross, date) =>
        ask(
          'POST',
          '/postings',
          {},
          {
            body: {
              date,
              amount: gross,
              debitAccount: account,
              creditAccount: '70000',
              taxCode: '9',
              text: 'Purchase',
            },
          },
        ),
      entry: (entryId) => ask('GET', '/journal-entries/{entryId}', { entryId }),
      closePeriod: (fiscalYear, period) =>
        ask(
          'POST',
          '/fiscal-years/{fiscalYear}/periods/{period}/closing',
          {
            fiscalYear: String(fiscalYear),
            period: String(period),
          },
          { body: { includingEarlier: true } },
        ),
    };
  }
  return { ...api, assets, at };
}

/** A laptop of 1,800.00 net over three years: 50.00 a month from March 2026 on. */
export const LAPTOP = {
  name: 'Laptop',
  account: '0420',
  costCentre: 'IT',
  acquiredOn: '2026-03-10',
  cost: '1800.00',
  method: 'straight-line',
  usefulLifeMonths: 36,
};
