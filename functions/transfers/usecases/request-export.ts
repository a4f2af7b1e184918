import { type Membership, mayWith, type Principal } from '../../../shared/access.ts';
import type { ExportKind } from '../../../shared/exports/export-kind.ts';
import { refuse as refusePlatform } from '../../../shared/http/errors.ts';
import type { CommitKey } from '../../../shared/http/once.ts';
import { accepted } from '../../../shared/http/replies.ts';
import { parsePart } from '../../../shared/http/validate.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert } from '../../../shared/table/writes.ts';
import { refuseExport } from '../errors.ts';
import { Export } from '../table.ts';

export interface RequestExportDeps {
  readonly table: Table;
  readonly newId: NewId;
  readonly kinds: readonly ExportKind[];
}

export interface RequestExportInput {
  readonly companyId: string;
  /** `kind` and what the kind takes. */
  readonly wanted: { readonly kind: string; readonly [param: string]: unknown };
  readonly principal: Principal;
  readonly membership: Membership | undefined;
  readonly now: Date;
  readonly idempotency: CommitKey | undefined;
}

/** Writes a waiting export; its insert is the event by which the module that makes it hears of it. */
export async function requestExport(deps: RequestExportDeps, input: RequestExportInput) {
  const { companyId, principal, membership, now, idempotency } = input;
  const { kind: name, ...given } = input.wanted;
  const kind = deps.kinds.find((one) => one.kind === name);
  if (!kind) {
    const known = deps.kinds.map((one) => one.kind).join(', ');
    throw refuseExport('transfers.unknown-export-kind', `The kinds are ${known}.`, {
      errors: [{ pointer: '/kind', detail: `is none of ${known}` }],
    });
  }
  if (!mayWith(membership?.roles ?? [], kind.permission)) {
    throw refusePlatform('platform.forbidden', `This kind needs the permission ${kind.permission}.`);
  }
  const params = parsePart(kind.params, given, '') as Export['params'];
  const exportId = deps.newId('exp');
  const waiting: Export = {
    companyId,
    exportId,
    kind: kind.kind,
    module: kind.module,
    params,
    state: 'waiting',
    requestedBy: principal.id,
    requestedAt: now.toISOString(),
  };
  const reply = accepted(waiting, `/companies/${companyId}/exports/${exportId}`);
  const newExport = insert(Export, waiting, () => new Error(`export ${exportId} exists already`));
  await deps.table.transact([newExport, ...(idempotency ? [idempotency.writeFor(reply)] : [])]);
  return reply;
}
