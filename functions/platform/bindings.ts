import { type Binding, on } from '../../shared/http/api.ts';
import { pagingOf } from '../../shared/http/cursor.ts';
import { ok } from '../../shared/http/replies.ts';
import {
  type FailedMessage as Failed,
  FailedMessage,
  unpackBody,
} from '../../shared/queue/failed-message.ts';
import type { Table } from '../../shared/table/table.ts';
import { type OpenApiDocument, referencePage } from './domain/reference-page.ts';
import type { Queues } from './queues.ts';
import * as routes from './routes.ts';
import { loadFailedMessage, redriveMessage } from './usecases/redrive-message.ts';

export interface PlatformDeps {
  readonly table: Table;
  readonly queues: Queues;
  readonly version: string;
  /** Text of the generated OpenAPI document, read when it is asked for. */
  readonly readOpenApi: () => string;
}

/** A page from us runs nothing and loads nothing. */
const PAGE_HEADERS = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
} as const;

/** Without the body: a thousand of them, unpacked, are more than an answer can hold. */
function summarizeFailed({ failedMessageId, body: _, ...failed }: Failed) {
  return { id: failedMessageId, ...failed };
}

function viewFailed(failed: Failed) {
  const { body } = failed;
  return { ...summarizeFailed(failed), ...(body ? { body: unpackBody(body) } : {}) };
}

/** Every route of the module and what answers it; tests bind them to a table and queues of their own. */
export function platformBindings(deps: PlatformDeps): readonly Binding[] {
  const { table, version, readOpenApi } = deps;
  return [
    on(routes.getHealth, async () => {
      await table.get(FailedMessage, { companyId: '-', failedMessageId: 'health' });
      return ok({ status: 'ok' as const, version, table: 'ok' as const });
    }),
    on(routes.getOpenApi, async () => ok(readOpenApi())),
    on(routes.getReference, async () =>
      ok(referencePage(JSON.parse(readOpenApi()) as OpenApiDocument), PAGE_HEADERS),
    ),
    on(routes.listFailedMessages, async (request) => {
      const paging = pagingOf(routes.listFailedMessages.id, request);
      const { pk } = FailedMessage.key({ ...request.params, failedMessageId: '' });
      const { items, next } = await table.query(FailedMessage, { pk, ...paging });
      return ok(paging.page(items.map(summarizeFailed), next));
    }),
    on(routes.getFailedMessage, async ({ params }) => ok(viewFailed(await loadFailedMessage(table, params)))),
    on(routes.redriveFailedMessage, async ({ params, principal, now }) =>
      ok(viewFailed(await redriveMessage(deps, { ...params, principal, now }))),
    ),
  ];
}
