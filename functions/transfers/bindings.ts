import type { ExportKind } from '../../shared/exports/export-kind.ts';
import { exportKey } from '../../shared/exports/export-kind.ts';
import type { LinkMaker } from '../../shared/files/presign.ts';
import { type Binding, on } from '../../shared/http/api.ts';
import { pagingOf } from '../../shared/http/cursor.ts';
import { ok } from '../../shared/http/replies.ts';
import { refusedRows } from '../../shared/imports/progress.ts';
import { rejectedRowsKey, type UploadKind } from '../../shared/imports/upload-kind.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import { refuseExport, refuseImport } from './errors.ts';
import * as routes from './routes.ts';
import { Export, Import } from './table.ts';
import { requestExport } from './usecases/request-export.ts';
import { requestUpload } from './usecases/request-upload.ts';

export interface TransfersDeps {
  readonly table: Table;
  readonly links: LinkMaker;
  readonly newId: NewId;
  readonly uploadKinds: readonly UploadKind[];
  readonly exportKinds: readonly ExportKind[];
}

const REFUSED_SHOWN = 100;

async function loadImport(table: Table, key: { companyId: string; importId: string }): Promise<Import> {
  const found = await table.get(Import, key);
  if (found) return found;
  throw refuseImport('transfers.unknown-import', `There is no import ${key.importId}.`);
}

function hasRejectedFile({ state, refusedCount }: Import): boolean {
  return state === 'done' && refusedCount > 0;
}

/** The import with up to 100 refused rows after the one asked for. */
async function viewImport(table: Table, key: { companyId: string; importId: string }, refusedAfter: number) {
  const found = await loadImport(table, key);
  const refused: { row: number; code: string; reason: string }[] = [];
  let refusedNext: number | undefined;
  if (found.refusedCount > 0) {
    for await (const { row, code, reason } of refusedRows(table, key, refusedAfter)) {
      if (refused.length === REFUSED_SHOWN) {
        refusedNext = refused.at(-1)?.row;
        break;
      }
      refused.push({ row, code, reason });
    }
  }
  const place = `/companies/${key.companyId}/imports/${key.importId}/rejected-rows`;
  return {
    ...found,
    ...found.result,
    refused,
    ...(refusedNext === undefined ? {} : { refusedNext }),
    ...(hasRejectedFile(found) ? { rejectedFile: place } : {}),
  };
}

function importBindings(deps: TransfersDeps): readonly Binding[] {
  const { table, links } = deps;
  return [
    on(routes.postUpload, ({ params, body, principal, membership, now, idempotency }) =>
      requestUpload(
        { ...deps, kinds: deps.uploadKinds },
        { ...params, ...body, principal, membership, now, idempotency },
      ),
    ),
    on(routes.getImport, async ({ params, query }) =>
      ok(await viewImport(table, params, query.refusedAfter)),
    ),
    on(routes.listImports, async (request) => {
      const paging = pagingOf(routes.listImports.id, request);
      const pk = Import.key({ ...request.params, importId: '' }).pk;
      const { items, next } = await table.query(Import, { pk, descending: true, ...paging });
      return ok(
        paging.page(
          items.map((item) => ({ ...item, ...item.result })),
          next,
        ),
      );
    }),
    on(routes.getRejectedRows, async ({ params, now }) => {
      const found = await loadImport(table, params);
      if (!hasRejectedFile(found)) {
        throw refuseImport(
          'transfers.no-rejected-rows',
          'The import has refused nothing, or is not done yet.',
        );
      }
      const key = rejectedRowsKey(params.companyId, params.importId);
      return ok(links.toDownload(key, `rejected-${found.fileName.replace(/\.csv$/i, '')}.csv`, now));
    }),
  ];
}

function exportBindings(deps: TransfersDeps): readonly Binding[] {
  const { table, links } = deps;
  return [
    on(routes.postExport, ({ params, body, principal, membership, now, idempotency }) =>
      requestExport(
        { ...deps, kinds: deps.exportKinds },
        { ...params, wanted: body, principal, membership, now, idempotency },
      ),
    ),
    on(routes.getExport, async ({ params, now }) => {
      const found = await table.get(Export, params);
      if (!found) throw refuseExport('transfers.unknown-export', `There is no export ${params.exportId}.`);
      const { state, fileName } = found;
      if (state !== 'done' || fileName === undefined) return ok(found);
      const key = exportKey(params.companyId, params.exportId, fileName);
      const { url } = links.toDownload(key, fileName, now);
      return ok({ ...found, url });
    }),
    on(routes.listExports, async (request) => {
      const paging = pagingOf(routes.listExports.id, request);
      const pk = Export.key({ ...request.params, exportId: '' }).pk;
      const { items, next } = await table.query(Export, { pk, descending: true, ...paging });
      return ok(paging.page(items, next));
    }),
  ];
}

/** Every route of the module and what answers it; tests bind them to a table of their own. */
export function transferBindings(deps: TransfersDeps): readonly Binding[] {
  return [...importBindings(deps), ...exportBindings(deps)];
}
