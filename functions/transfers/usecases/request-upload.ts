import { type Membership, mayWith, type Principal } from '../../../shared/access.ts';
import type { LinkMaker } from '../../../shared/files/presign.ts';
import { refuse as refusePlatform } from '../../../shared/http/errors.ts';
import type { CommitKey } from '../../../shared/http/once.ts';
import { created } from '../../../shared/http/replies.ts';
import { type UploadKind, uploadKey } from '../../../shared/imports/upload-kind.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert } from '../../../shared/table/writes.ts';
import { refuseImport } from '../errors.ts';
import { Import } from '../table.ts';

export interface RequestUploadDeps {
  readonly table: Table;
  readonly links: LinkMaker;
  readonly newId: NewId;
  readonly kinds: readonly UploadKind[];
}

export interface RequestUploadInput {
  readonly companyId: string;
  readonly kind: string;
  readonly fileName: string;
  readonly principal: Principal;
  readonly membership: Membership | undefined;
  readonly now: Date;
  readonly idempotency: CommitKey | undefined;
}

/** Makes a waiting import and the link to its place in the bucket. */
export async function requestUpload(deps: RequestUploadDeps, input: RequestUploadInput) {
  const { companyId, fileName, principal, membership, now, idempotency } = input;
  const kind = deps.kinds.find((one) => one.kind === input.kind);
  if (!kind) {
    const known = deps.kinds.map((one) => one.kind).join(', ');
    throw refuseImport('transfers.unknown-kind', `The kinds are ${known}.`, {
      errors: [{ pointer: '/kind', detail: `is none of ${known}` }],
    });
  }
  if (!mayWith(membership?.roles ?? [], kind.permission)) {
    throw refusePlatform('platform.forbidden', `This kind needs the permission ${kind.permission}.`);
  }
  const importId = deps.newId('imp');
  const { url, expiresAt } = deps.links.toUpload(uploadKey(kind.kind, companyId, importId), now);
  const reply = created(
    { importId, url, method: 'PUT' as const, expiresAt, maxBytes: kind.maxBytes },
    `/companies/${companyId}/imports/${importId}`,
  );
  const waiting: Import = {
    companyId,
    importId,
    kind: kind.kind,
    fileName,
    state: 'waiting',
    startedBy: principal.id,
    requestedAt: now.toISOString(),
    cursor: 0,
    read: 0,
    done: 0,
    refusedCount: 0,
    attempts: 0,
  };
  const newImport = insert(Import, waiting, () => new Error(`import ${importId} exists already`));
  await deps.table.transact([newImport, ...(idempotency ? [idempotency.writeFor(reply)] : [])]);
  return reply;
}
