import { hash32 } from '../../../shared/kernel/hash32.ts';
import { DOCUMENT_SHARDS, normalizeDocumentNumber, readDocumentIndex } from './document-index.ts';
import type { PostedEntry } from './entry.ts';
import type { Finding } from './verification.ts';

/** One stored part of the document index. */
export interface IndexPart {
  readonly shard: number;
  /** Last entry of the fold's step that wrote it. */
  readonly through: number;
  readonly content: Uint8Array;
}

/** Holds the stored document index against the journal. Memory holds one pair for each entry with a document number. */
export interface ExpectedIndex {
  readonly store: (part: IndexPart) => void;
  readonly add: (entries: readonly PostedEntry[]) => void;
  /** After the last block: what is wrong, missing up to `foldedThrough`, or too much. */
  readonly firstDifference: () => Finding | undefined;
}

export function expectDocumentIndex(foldedThrough: number): ExpectedIndex {
  const hashes = new Map<number, number>();
  let first: Finding | undefined;
  const flaw = (number: number, detail: string) => {
    first ??= { what: 'document-index', number, detail };
  };

  function store({ shard, through, content }: IndexPart): void {
    if (content.byteLength % 8 !== 0) flaw(through, `Part ${through} of the index is cut amid a pair.`);
    let before = 0;
    for (const [hash, number] of readDocumentIndex(content)) {
      const fits = number > before && number <= through && hash % DOCUMENT_SHARDS === shard;
      // Two folds in other steps may both have written a pair.
      if (!fits || (hashes.get(number) ?? hash) !== hash) wrong(number);
      hashes.set(number, hash);
      before = number;
    }
  }

  function wrong(number: number): void {
    flaw(number, `The index names entry ${number} for a document number that it does not bear.`);
  }

  function add(entries: readonly PostedEntry[]): void {
    for (const { number, documentNumber } of entries) {
      const stored = hashes.get(number);
      hashes.delete(number);
      const hash = documentNumber ? hash32(normalizeDocumentNumber(documentNumber)) : undefined;
      if (stored === hash) continue;
      if (stored !== undefined) wrong(number);
      else if (number <= foldedThrough) {
        flaw(number, `Entry ${number} is missing from the index of document numbers.`);
      }
    }
  }

  return {
    store,
    add,
    firstDifference: () => {
      for (const number of hashes.keys()) wrong(number);
      return first;
    },
  };
}
