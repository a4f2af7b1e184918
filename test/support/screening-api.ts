import type { Context, SQSRecord } from 'aws-lambda';
import { composeCredit } from '../../functions/credit/compose.ts';
import { composeChecks } from '../../functions/credit/compose-checks.ts';
import { checkBindings } from '../../functions/credit/handlers/checks.ts';
import { profileBindings } from '../../functions/credit/handlers/profiles.ts';
import { followScreenedPartners } from '../../functions/credit/handlers/screening-messages.ts';
import { eventSources } from '../../functions/platform/contract.ts';
import { composeScreening, type Screening } from '../../functions/screening/compose.ts';
import { hitBindings } from '../../functions/screening/handlers/hits.ts';
import { listBindings } from '../../functions/screening/handlers/lists.ts';
import { runBindings } from '../../functions/screening/handlers/runs.ts';
import { followScreeningEvents } from '../../functions/screening/handlers/screening-events.ts';
import { screeningBindings } from '../../functions/screening/handlers/screenings.ts';
import { listImport } from '../../functions/screening/usecases/import-list.ts';
import { importDefinition } from '../../shared/imports/definition.ts';
import { Import } from '../../shared/imports/table.ts';
import { uploadWorker } from '../../shared/imports/upload-worker.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Answer } from './http-event.ts';
import { NOW } from './ledger-api.ts';
import { requestUpload } from './ledger-uploads.ts';
import { memoryFiles } from './memory-files.ts';
import { openReceivablesApi, type ReceivablesApi } from './receivables-api.ts';

export interface ScreeningApi {
  readonly receivables: ReceivablesApi;
  readonly screening: Screening;
  readonly table: Table;
  /** Below the company `acme`. */
  readonly call: (
    method: string,
    path: string,
    params?: Record<string, string>,
    more?: object,
  ) => Promise<Answer>;
  /** Uploads a list and has it read; gives the import. */
  readonly upload: (content: string) => Promise<Import | undefined>;
  /** A partner that is new or has another name, as screening hears of it. */
  readonly partnerChanged: (partnerId: string) => Promise<void>;
  /** Takes the steps of the newest run, one by one. */
  readonly finishRun: () => Promise<void>;
  /** The last step of the newest run once more. */
  readonly repeatStep: () => Promise<void>;
  /** Credit hears what is said of a partner. */
  readonly toldCredit: (partnerId: string) => Promise<void>;
}

const message = <T extends string, P>(type: T, payload: P) => ({
  id: 'm', type, companyId: 'acme', payload, attempt: 1,
}); // biome-ignore format: a record

/** Screening, partners and credit of the company `acme`, all in this process; queues are called by hand. */
export async function openScreeningApi(): Promise<ScreeningApi> {
  let screening: Screening | undefined;
  const receivables = await openReceivablesApi(undefined, ({ table }) => {
    screening = composeScreening(table);
    return [
      ...hitBindings(screening),
      ...listBindings(screening),
      ...runBindings(screening),
      ...screeningBindings(screening),
      ...profileBindings(composeCredit(table)),
      ...checkBindings(composeChecks(table)),
    ];
  });
  if (!screening) throw new Error('nothing was bound');
  const { table } = receivables;
  await receivables.createCompany('acme');
  const files = memoryFiles(1_024);
  const follow = followScreeningEvents(screening);
  const credit = followScreenedPartners(composeCredit(table));
  const definitions = [importDefinition(listImport(screening))];
  const worker = uploadWorker(
    {
      table, files, putBack: async () => {}, bury: async () => {}, log: () => {}, measure: () => {},
      clock: () => new Date(NOW),
    }, // biome-ignore format: ports
    { queue: 'screening-uploads', definitions },
  );

  async function upload(content: string) {
    const { importId, key } = await requestUpload(table, { companyId: 'acme', kind: 'sanctions-list' });
    files.content.set(key, content);
    const body = JSON.stringify({ Records: [{ s3: { object: { key } } }] });
    const context = { getRemainingTimeInMillis: () => 600_000 } as unknown as Context;
    await worker({ Records: [{ messageId: 'm', body } as unknown as SQSRecord] }, context);
    return table.get(Import, { companyId: 'acme', importId });
  }

  async function finishRun(): Promise<void> {
    for (;;) {
      const runs = await screening?.reader.listRuns('acme', { limit: 1 });
      const run = runs?.items[0];
      if (run?.state !== 'running') return;
      await follow(
        [message('screening.run-continued', { runId: run.id, version: run.version })],
        new Date(NOW),
      );
    }
  }

  async function repeatStep(): Promise<void> {
    const runs = await screening?.reader.listRuns('acme', { limit: 1 });
    const { id: runId = '', version = 0 } = runs?.items[0] ?? {};
    await follow([message('screening.run-continued', { runId, version: version - 1 })], new Date(NOW));
  }

  return {
    receivables,
    screening,
    repeatStep,
    table,
    call: (method, path, params = {}, more = {}) =>
      receivables.call(method, `/companies/{companyId}${path}`, {
        params: { companyId: 'acme', ...params },
        ...more,
      }),
    upload,
    partnerChanged: async (partnerId) => {
      await follow([message('receivables.partner-changed', { partnerId })], new Date(NOW));
    },
    finishRun,
    toldCredit: async (partnerId) => {
      await credit(
        [message('screening.partner-screened', { partnerId, state: 'pending' as const })],
        new Date(NOW),
      );
    },
  };
}

/** The events that an item means when it is inserted, of all modules. */
export function eventsOfItem(image: Readonly<Record<string, unknown>>) {
  return eventSources
    .filter(({ entity }) => entity === image.entity)
    .flatMap(({ publishes, toEvents }) =>
      toEvents(image).map((event) => ({ ...event, type: publishes.type })),
    );
}
