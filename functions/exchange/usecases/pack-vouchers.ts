import type { FileStore } from '../../../shared/files/file-store.ts';
import type { LedgerReader } from '../../ledger/reader.ts';
import { voucherKey } from '../../ledger/rules.ts';
import type { Finding } from '../domain/datev/finding.ts';
import {
  documentXml,
  PACKAGE_LIMITS,
  packDocuments,
  packedName,
  type VoucherDocument,
  type VoucherFile,
} from '../domain/datev/voucher-document.ts';
import { writeZip, type ZipPart } from '../zip.ts';

export interface PackVouchersDeps {
  readonly reader: Pick<LedgerReader, 'loadVoucherFiles'>;
  readonly archive: Pick<FileStore, 'open'>;
  readonly companyId: string;
  /** RFC 3339. */
  readonly createdAt: string;
}

type Note = (finding: Finding) => void;

/** Documents read at once: a batch of keys, not all vouchers of a year. */
const DOCUMENTS_AT_ONCE = 500;

async function describeDocuments(
  { reader, companyId }: PackVouchersDeps,
  documents: ReadonlyMap<string, readonly string[]>,
  note: Note,
): Promise<VoucherDocument[]> {
  const described: VoucherDocument[] = [];
  const all = [...documents].sort(([a], [b]) => (a < b ? -1 : 1));
  for (let at = 0; at < all.length; at += DOCUMENTS_AT_ONCE) {
    const some = all.slice(at, at + DOCUMENTS_AT_ONCE);
    const known = await reader.loadVoucherFiles(
      companyId,
      some.flatMap(([, ids]) => [...ids]),
    );
    for (const [guid, ids] of some) {
      const files = ids.flatMap((id): VoucherFile[] => {
        const file = known.get(id);
        if (file && file.bytes <= PACKAGE_LIMITS.fileBytes) return [file];
        const why = file ? `has ${file.bytes} bytes, more than a package takes` : 'is not in the archive';
        note({ code: 'voucher-missing', detail: `Voucher ${id} ${why}; rows link document ${guid}.` });
        return [];
      });
      if (files.length > 0) described.push({ guid, files });
    }
  }
  return described;
}

/** A package for the Belegtransfer: `document.xml` and the files that it names, as they were received. */
async function* packageParts(
  { archive, companyId, createdAt }: PackVouchersDeps,
  documents: readonly VoucherDocument[],
  note: Note,
): AsyncGenerator<ZipPart, void, undefined> {
  const packed: VoucherDocument[] = [];
  const done = new Set<string>();
  for (const { guid, files } of documents) {
    const found: VoucherFile[] = [];
    for (const file of files) {
      if (done.has(file.id)) {
        found.push(file);
        continue;
      }
      const opened = await archive.open(voucherKey(companyId, file.id));
      if (typeof opened === 'string') {
        note({
          code: 'voucher-missing',
          detail: `Voucher ${file.id} is not in the archive; rows link document ${guid}.`,
        });
        continue;
      }
      yield { path: packedName(file), chunks: opened.bytes, stored: true };
      done.add(file.id);
      found.push(file);
    }
    if (found.length > 0) packed.push({ guid, files: found });
  }
  yield { path: 'document.xml', chunks: [documentXml(packed, createdAt)] };
}

/** The vouchers that the rows link, as packages of their own inside the export: each is handed to DATEV as it is. */
export async function* voucherPackages(
  deps: PackVouchersDeps,
  documents: ReadonlyMap<string, readonly string[]>,
  note: Note,
): AsyncGenerator<ZipPart, void, undefined> {
  const packages = packDocuments(await describeDocuments(deps, documents, note));
  for (const [index, some] of packages.entries()) {
    const path = `Belege_${index + 1}.zip`;
    yield { path, chunks: writeZip(packageParts(deps, some, note)), stored: true };
  }
}
