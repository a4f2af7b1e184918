import type { Write } from '../../../shared/table/writes.ts';
import type { NewEntry } from '../domain/entry.ts';
import type { PostingResult, RefusedResult } from '../domain/posting-result.ts';
import type { LedgerReader } from '../reader.ts';
import type { RequestStore } from '../store/requests.ts';
import type { Posting, Together } from './post-entries.ts';

/** The result of one entry as it is answered and remembered. */
export type AnsweredResult = Readonly<Record<string, unknown>>;

export interface PostBatchDeps {
  readonly reader: Pick<LedgerReader, 'loadRequestParts'>;
  readonly store: Pick<RequestStore, 'keepRequestPart' | 'readRequestPart'>;
  readonly post: (
    posting: Posting,
    entries: readonly NewEntry[],
    together?: Together,
  ) => Promise<PostingResult[]>;
  readonly answer: (result: PostingResult) => AnsweredResult;
}

/** A request with an Idempotency-Key: what remembers its answer, and the key its parts are kept under. */
export interface Once {
  readonly partKey: string;
  readonly writeFor: (results: readonly AnsweredResult[]) => Write;
}

/**
 * Books a batch and answers entry by entry, in order. With a key it happens once: a batch that fits one transaction
 * commits its whole answer with it; a larger one keeps a part with each transaction, and a repeated request goes on
 * behind the last part.
 */
export async function postBatch(
  deps: PostBatchDeps,
  posting: Posting,
  parsed: readonly (NewEntry | RefusedResult)[],
  once: Once | undefined,
): Promise<AnsweredResult[]> {
  const answers: AnsweredResult[] = [];
  const places: number[] = [];
  const entries: NewEntry[] = [];
  parsed.forEach((entry, index) => {
    if ('problem' in entry) answers[index] = deps.answer(entry);
    else {
      places.push(index);
      entries.push(entry);
    }
  });
  const place = (from: number, results: readonly AnsweredResult[]) =>
    results.forEach((result, offset) => {
      answers[places[from + offset] as number] = result;
    });
  const done = once ? await resume(deps, posting.company.id, once, place) : 0;
  const together: Together | undefined =
    once &&
    ((from, to, results) => {
      const decided = results.map(deps.answer);
      const whole = done === 0 && from === 0 && to === entries.length;
      if (!whole)
        return [
          deps.store.keepRequestPart(posting.company.id, once.partKey, done + from, done + to, decided),
        ];
      place(0, decided);
      return [once.writeFor(answers)];
    });
  const results = await deps.post(posting, entries.slice(done), together);
  place(done, results.map(deps.answer));
  return answers;
}

/** Takes over what earlier attempts of the request have decided; returns how many entries that is. */
async function resume(
  deps: PostBatchDeps,
  company: string,
  { partKey }: Once,
  place: (from: number, results: readonly AnsweredResult[]) => void,
): Promise<number> {
  let done = 0;
  for (const part of await deps.reader.loadRequestParts(company, partKey)) {
    place(part.from, deps.store.readRequestPart(part));
    done = part.to;
  }
  return done;
}
