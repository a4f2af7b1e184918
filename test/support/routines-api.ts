import { entryBindings } from '../../functions/ledger/handlers/entries.ts';
import { postingBindings } from '../../functions/ledger/handlers/postings.ts';
import { reportBindings } from '../../functions/ledger/handlers/reports.ts';
import { composeRoutines, type Routines } from '../../functions/routines/compose.ts';
import { accrualBindings } from '../../functions/routines/handlers/accruals.ts';
import { recurringBindings } from '../../functions/routines/handlers/recurring-postings.ts';
import { templateBindings } from '../../functions/routines/handlers/templates.ts';
import { bookDue } from '../../functions/routines/usecases/book-due.ts';
import { newId } from '../../shared/kernel/ids.ts';
import type { Answer } from './http-event.ts';
import { type LedgerApi, openLedgerApi } from './ledger-api.ts';

/** Routines on the books of some companies, all in this process. */
export interface RoutinesApi extends LedgerApi {
  readonly routines: Routines;
  /** `ask('acme', 'PUT', '/posting-templates/{templateId}', { templateId: 'x' }, { body })`: the path below the company. */
  readonly ask: (
    companyId: string,
    method: string,
    path: string,
    params?: Record<string, string>,
    more?: {
      body?: unknown;
      headers?: Record<string, string>;
      query?: Record<string, string>;
      principal?: string;
    },
  ) => Promise<Answer>;
  /** What the schedule does at that moment. */
  readonly runSchedule: (companyId: string, now: string) => Promise<void>;
}

export async function openRoutinesApi(): Promise<RoutinesApi> {
  let routines: Routines | undefined;
  const api = await openLedgerApi((ledger) => {
    routines = composeRoutines(ledger.table, ledger);
    return [
      ...entryBindings({ ledger, newId }),
      ...postingBindings({ ledger, newId }),
      ...reportBindings(ledger),
      ...templateBindings(routines),
      ...recurringBindings(routines),
      ...accrualBindings(routines),
    ];
  });
  if (!routines) throw new Error('nothing was bound');
  const parts = routines;

  async function runSchedule(companyId: string, now: string): Promise<void> {
    const company = await parts.books.loadCompany(companyId);
    if (!company) throw new Error(`no company ${companyId}`);
    const onFailure = (_: string, error: unknown) => {
      throw error;
    };
    await bookDue({ ...parts, onFailure }, company, new Date(now));
  }
  return {
    ...api,
    routines: parts,
    runSchedule,
    ask: (companyId, method, path, params = {}, more = {}) =>
      api.call(method, `/companies/{companyId}${path}`, { params: { companyId, ...params }, ...more }),
  };
}
