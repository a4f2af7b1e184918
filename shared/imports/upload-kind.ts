import type { Permission } from '../access.ts';

/** A kind of file that a module takes. Modules export a list `uploadKinds` of these in their `contract.ts`. */
export interface UploadKind {
  /** First folder below `uploads/`, by which the bucket tells the module's queue. */
  readonly kind: string;
  /** What whoever asks for the upload must be allowed. */
  readonly permission: Permission;
  readonly maxBytes: number;
  readonly summary: string;
  /** Page of `docs/formats` that describes the content. */
  readonly format: string;
}

/** Where an upload lies in the files bucket; only who has the presigned URL can put it there. */
export function uploadKey(kind: string, companyId: string, importId: string): string {
  return `uploads/${kind}/${companyId}/${importId}`;
}

const UPLOAD_KEY = /^uploads\/([a-z0-9-]+)\/([a-z0-9][a-z0-9-]{1,62})\/(imp_[0-9A-Z]{26})$/;

/** Reads a key back; undefined for an object that no upload of ours put there. */
export function readUploadKey(
  key: string,
): { kind: string; companyId: string; importId: string } | undefined {
  const [, kind, companyId, importId] = UPLOAD_KEY.exec(key) ?? [];
  return kind && companyId && importId ? { kind, companyId, importId } : undefined;
}

export function rejectedRowsKey(companyId: string, importId: string): string {
  return `rejected/${companyId}/${importId}.csv`;
}
