import { sha256Hex } from '../../../../shared/kernel/canonical-json.ts';

/** A voucher's file as the archive has it. */
export interface VoucherFile {
  readonly id: string;
  readonly fileName: string;
  readonly bytes: number;
}

/** The vouchers of one entry: one document, however many files. */
export interface VoucherDocument {
  readonly guid: string;
  readonly files: readonly VoucherFile[];
}

/**
 * Limits of one package for DATEV's Belegtransfer, as a program that packs them states them (20 MB a file, 465 MB and
 * 4,999 documents a package); DATEV's own description could not be read.
 */
export const PACKAGE_LIMITS = {
  fileBytes: 20 * 1_048_576,
  bytes: 465 * 1_000_000,
  documents: 4_999,
} as const;

/** The same vouchers always have the same GUID (RFC 9562, version 8: from a hash), so that a second export links the same. */
export function documentGuid(company: string, voucherIds: readonly string[]): string {
  const hex = sha256Hex(`${company} ${[...voucherIds].sort().join(' ')}`).toUpperCase();
  const variant = '89AB'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Name of a voucher inside the package: its id, so that no two are alike, and the end of its own name. */
export function packedName({ id, fileName }: VoucherFile): string {
  const plain = fileName
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9.-]+/g, '-')
    .slice(-60);
  return `${id}-${plain}`.replace(/-+/g, '-');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function attribute(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}

/** Cuts documents into packages within the limits. */
export function packDocuments(documents: readonly VoucherDocument[]): VoucherDocument[][] {
  const packages: VoucherDocument[][] = [];
  let current: VoucherDocument[] = [];
  let bytes = 0;
  for (const document of documents) {
    const more = document.files.reduce((sum, file) => sum + file.bytes, 0);
    const full = current.length >= PACKAGE_LIMITS.documents || bytes + more > PACKAGE_LIMITS.bytes;
    if (current.length > 0 && full) {
      packages.push(current);
      current = [];
      bytes = 0;
    }
    current.push(document);
    bytes += more;
  }
  return current.length > 0 ? [...packages, current] : packages;
}

/**
 * `document.xml` of a package (DATEV, XML-Schnittstelle online, namespace document/v06.0): the GUID of each document, which
 * the Beleglink of the rows names, and its files. Form as programs write it that are in use (Odoo, OpenXE); the schema
 * itself was not at hand.
 * @param createdAt instant, RFC 3339
 */
export function documentXml(documents: readonly VoucherDocument[], createdAt: string): string {
  const namespace = 'http://xml.datev.de/bedi/tps/document/v06.0';
  const listed = documents.map(({ guid, files }) => {
    const extensions = files.map(
      (file) => `      <extension xsi:type="File" name="${attribute(packedName(file))}"/>\n`,
    );
    return `    <document guid="${attribute(guid)}" processID="1">\n${extensions.join('')}    </document>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<archive xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${namespace} Document_v060.xsd" version="6.0" generatingSystem="Backoffice">
  <header>
    <date>${createdAt.slice(0, 19)}</date>
  </header>
  <content>
${listed.join('')}  </content>
</archive>
`;
}
