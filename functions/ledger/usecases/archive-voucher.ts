import { createHash } from 'node:crypto';
import type { FileStore } from '../../../shared/files/file-store.ts';
import type { ImportDefinition, ImportUnit, ReadableFile } from '../../../shared/imports/definition.ts';
import { retryWhileContended } from '../../../shared/table/failures.ts';
import { voucherUpload } from '../contract/transfers.ts';
import { voucherIdOf, voucherKey, voucherType } from '../domain/voucher.ts';
import { refuse } from '../errors.ts';
import type { VoucherStore } from '../store/vouchers.ts';

/** A voucher on its way into the archive: an import of one row, the file itself. */
export interface VoucherUnit extends ImportUnit {
  readonly content: Uint8Array;
  readonly contentType: string;
  readonly sha256: string;
}

export interface ArchiveVoucherDeps {
  /** The archive bucket: versioned, and locked where the deployment says so. */
  readonly archive: Pick<FileStore, 'write'>;
  readonly vouchers: Pick<VoucherStore, 'addVoucher'>;
}

async function readWhole(bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > maxBytes) {
      throw refuse('ledger.file-refused', `A voucher has at most ${maxBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* once<T>(item: T): AsyncGenerator<T, void, undefined> {
  yield item;
}

async function openVoucher(bytes: AsyncIterable<Uint8Array>): Promise<ReadableFile<VoucherUnit>> {
  const content = await readWhole(bytes, voucherUpload.maxBytes);
  const contentType = voucherType(content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const unit = { firstRow: 1, lastRow: 1, source: [], content, contentType, sha256 };
  return { headings: [], delimiter: ';', items: once(unit) };
}

/**
 * Archives uploaded vouchers. The file goes first, under the id that its upload gives it: killed before the table
 * knows of it, the next attempt writes the same file again.
 */
export function voucherImport({ archive, vouchers }: ArchiveVoucherDeps): ImportDefinition<VoucherUnit> {
  return {
    kind: voucherUpload,
    open: openVoucher,
    batchUnits: 1,
    commit: async (units, { companyId, importId, fileName, startedBy, now }, moveCursor) => {
      for (const { content, contentType, sha256 } of units) {
        const id = voucherIdOf(importId);
        await archive.write(voucherKey(companyId, id), [content], contentType);
        const voucher = {
          company: companyId,
          id,
          fileName,
          contentType,
          sha256,
          bytes: content.byteLength,
          archivedAt: now.toISOString(),
          uploadedBy: startedBy,
        };
        const span = { from: 0, to: 1, done: 1, refused: [] };
        await retryWhileContended(() => vouchers.addVoucher(voucher, moveCursor(span)));
      }
    },
  };
}
