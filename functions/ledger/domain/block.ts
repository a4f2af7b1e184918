import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { sha256Hex } from '../../../shared/kernel/canonical-json.ts';
import { formatMinor, parseMinor } from '../../../shared/kernel/money.ts';
import type { EntryLine, NewEntry, PostedEntry } from './entry.ts';

/**
 * Entries of one commit. `text` is canonical JSON (RFC 8785) and is what the hash covers; the form is documented
 * for auditors in `docs/formats/journal-block.md`.
 */
export interface Block {
  readonly firstNumber: number;
  readonly lastNumber: number;
  readonly text: string;
  readonly hash: string;
  readonly previousHash: string;
}

export interface BlockContext {
  /**
   * Made anew for each attempt to commit: two writers who book the same at the same moment make different blocks, so
   * that one who got no answer can tell whose block stands in the journal.
   */
  readonly commitId: string;
  readonly company: string;
  readonly currency: string;
  readonly fiscalYear: number;
  readonly postedAt: string;
  readonly postedBy: string;
}

/** A block is cut at this size of its text, so that one item and one transaction always hold it. */
export const MAX_BLOCK_TEXT_BYTES = 256 * 1024;
export const MAX_BLOCK_ENTRIES = 2_000;

/*
 * The members of the objects below are written in canonical order, so that the engine's own (fast) JSON.stringify
 * gives canonical JSON; a property test holds it against canonicalJson().
 */

function lineToJson(line: EntryLine, currency: string) {
  return {
    account: line.account,
    costCentre: line.costCentre,
    costCentre2: line.costCentre2,
    credit: line.creditMinor === undefined ? undefined : formatMinor(line.creditMinor, currency),
    debit: line.debitMinor === undefined ? undefined : formatMinor(line.debitMinor, currency),
    dueDate: line.dueDate,
    foreign: line.foreign && {
      amount: formatMinor(line.foreign.amountMinor, line.foreign.currency),
      currency: line.foreign.currency,
      rate: line.foreign.rate,
    },
    partner: line.partner,
    taxBase: line.taxBaseMinor === undefined ? undefined : formatMinor(line.taxBaseMinor, currency),
    taxCode: line.taxCode,
    text: line.text,
  };
}

/** An entry's content without id and number, canonical: what "the same content" means for idempotency. */
export function entryContent(entry: NewEntry, currency: string): string {
  return JSON.stringify(entryToJson({ ...entry, id: undefined }, undefined, currency));
}

function entryToJson(
  entry: Omit<NewEntry, 'id'> & { id?: string | undefined },
  number: number | undefined,
  currency: string,
) {
  return {
    date: entry.date,
    documentNumber: entry.documentNumber,
    generalReversal: entry.generalReversal ? true : undefined,
    id: entry.id,
    kind: entry.kind === 'regular' ? undefined : entry.kind,
    lines: entry.lines.map((line) => lineToJson(line, currency)),
    number,
    reference: entry.reference,
    reverses: entry.reverses,
    serviceDate: entry.serviceDate,
    taxDate: entry.taxDate,
    text: entry.text,
    vouchers: entry.vouchers?.length ? entry.vouchers.map(({ id, sha256 }) => ({ id, sha256 })) : undefined,
  };
}

/** Canonical JSON of one entry as it stands in a block. */
export function entryText(entry: NewEntry, number: number, currency: string): string {
  return JSON.stringify(entryToJson(entry, number, currency));
}

/** SHA-256 over the previous block's hash, a line feed and the block's text. */
export function blockHash(previousHash: string, text: string): string {
  return sha256Hex(`${previousHash}\n${text}`);
}

/** Seals entry texts (as `entryText` makes them, numbered in sequence from `firstNumber`) into a block. */
export function sealBlock(
  context: BlockContext,
  previousHash: string,
  firstNumber: number,
  entryTexts: readonly string[],
): Block {
  const { commitId, company, currency, fiscalYear, postedAt, postedBy } = context;
  const front = JSON.stringify({ commit: commitId, company, currency });
  const tail = JSON.stringify({ fiscalYear, postedAt, postedBy, version: 1 });
  const text = `${front.slice(0, -1)},"entries":[${entryTexts.join(',')}],${tail.slice(1)}`;
  return {
    firstNumber,
    lastNumber: firstNumber + entryTexts.length - 1,
    text,
    hash: blockHash(previousHash, text),
    previousHash,
  };
}

interface BlockJson extends Omit<BlockContext, 'commitId'> {
  readonly entries: readonly (Record<string, unknown> & {
    readonly lines: readonly Record<string, unknown>[];
  })[];
}

function minorOf(amount: unknown, currency: string): bigint | undefined {
  if (amount === undefined) return undefined;
  // Year-end entries hold sums of amounts: what was booked must be read again, however large.
  const minor = parseMinor(String(amount), currency, Number.POSITIVE_INFINITY);
  if (typeof minor === 'string') throw new TypeError(`amount ${String(amount)} in a block: ${minor}`);
  return minor;
}

function lineFromJson(json: Record<string, unknown>, currency: string): EntryLine {
  const { credit, debit, foreign, taxBase, ...rest } = json;
  const line: Record<string, unknown> = rest;
  const debitMinor = minorOf(debit, currency);
  const creditMinor = minorOf(credit, currency);
  if (debitMinor !== undefined) line.debitMinor = debitMinor;
  if (creditMinor !== undefined) line.creditMinor = creditMinor;
  const taxBaseMinor = minorOf(taxBase, currency);
  if (taxBaseMinor !== undefined) line.taxBaseMinor = taxBaseMinor;
  if (foreign !== undefined) {
    const { amount, currency: code, rate } = foreign as { amount: string; currency: string; rate: string };
    line.foreign = { currency: code, amountMinor: minorOf(amount, code), rate };
  }
  return line as unknown as EntryLine;
}

/** Opens a block's text again: entries with number, id, time and person. */
export function readBlock(text: string): PostedEntry[] {
  const { currency, entries, fiscalYear, postedAt, postedBy } = JSON.parse(text) as BlockJson;
  return entries.map((json) => {
    const { lines, number, id, kind, ...rest } = json;
    return {
      ...rest,
      id: id ?? madeEntryId(fiscalYear, Number(number)),
      kind: kind ?? 'regular',
      lines: lines.map((line) => lineFromJson(line, currency)),
      fiscalYear,
      number,
      postedAt,
      postedBy,
    } as unknown as PostedEntry;
  });
}

/** The id of an entry whose client chose none. It encodes where the entry stands, so it needs no item of its own. */
export function madeEntryId(fiscalYear: number, number: number): string {
  return `ent_${fiscalYear}_${number}`;
}

const MADE_ID = /^ent_(\d{4})_([1-9]\d{0,9})$/;

/** Year and number inside an id that we made, or undefined for an id that a client chose. */
export function parseMadeEntryId(id: string): { fiscalYear: number; number: number } | undefined {
  const match = MADE_ID.exec(id);
  return match ? { fiscalYear: Number(match[1]), number: Number(match[2]) } : undefined;
}

const CHECKSUM_BYTES = 4;

/**
 * Raw DEFLATE (RFC 1951), Node's stable compression; zstd is still experimental there. Behind it stands the CRC-32 of
 * the compressed bytes, big-endian: DEFLATE has bits that say nothing, and ignores what follows its end, so that
 * without the checksum not every altered byte would show.
 */
export function compress(text: string): Uint8Array {
  const bytes = deflateRawSync(text, { level: 6 });
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32BE(crc32(bytes));
  return Buffer.concat([bytes, checksum]);
}

/** Far above what a block or page holds: a forged item must not fill the memory of whoever opens it. */
const MAX_OPENED_BYTES = 16 * 1024 * 1024;

/** The text again. @throws TypeError when a byte of it is not what it was; RangeError when it opens to too much */
export function decompress(packed: Uint8Array): string {
  const end = packed.byteLength - CHECKSUM_BYTES;
  const bytes = packed.subarray(0, Math.max(0, end));
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (end < 0 || view.getUint32(end) !== crc32(bytes)) {
    throw new TypeError('compressed content does not have its checksum');
  }
  return inflateRawSync(bytes, { maxOutputLength: MAX_OPENED_BYTES }).toString('utf8');
}
