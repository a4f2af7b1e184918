import type * as z from 'zod';
import type { Permission } from '../access.ts';

/** A kind of export that a module makes. Modules export a list `exportKinds` of these in their `contract.ts`. */
export interface ExportKind {
  readonly kind: string;
  readonly permission: Permission;
  readonly summary: string;
  /** What the caller may say besides the kind (`z.strictObject`). */
  readonly params: z.ZodType;
  /** The module whose job queue makes it. */
  readonly module: string;
}

export function exportKey(companyId: string, exportId: string, fileName: string): string {
  return `exports/${companyId}/${exportId}/${fileName}`;
}
