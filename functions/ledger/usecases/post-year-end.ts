import { invariant } from '../../../shared/kernel/errors.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { NewEntry, PostedEntry } from '../domain/entry.ts';
import type { PostingResult } from '../domain/posting-result.ts';
import { type YearEndForm, YearEndOutrun } from '../domain/year-end.ts';
import type { LedgerCompany } from '../reader.ts';
import type { YearEndStore } from '../store/year-end.ts';
import type { Posting, Together } from './post-entries.ts';

export interface PostYearEndDeps {
  readonly marks: YearEndStore;
  readonly post: (
    posting: Posting,
    entries: readonly NewEntry[],
    together: Together,
  ) => Promise<PostingResult[]>;
}

/** Who books year-end entries, when, in which fiscal year. */
export interface YearEndAction {
  readonly company: LedgerCompany;
  readonly fiscalYear: number;
  readonly postedBy: string;
  readonly postedAt: string;
}

/**
 * Books year-end entries on top of the mark that was read before the balances they rest on. Another run meanwhile
 * outruns this one: read everything again. A refused entry stops the run; what it has booked stays, and the next run
 * books the rest.
 * @throws the refusal of the first entry that cannot be booked; ContentionError when outrun
 */
export async function postYearEnd(
  { marks, post }: PostYearEndDeps,
  { company, fiscalYear, postedBy, postedAt }: YearEndAction,
  kind: YearEndForm['kind'],
  mark: number,
  entries: readonly NewEntry[],
): Promise<PostedEntry[]> {
  if (entries.length === 0) return [];
  const place = { company: company.id, fiscalYear, kind };
  const together: Together = (from, to, results) => {
    for (const result of results) if (result.status === 'refused') throw result.problem;
    return [marks.moveMark(place, mark + from, mark + to)];
  };
  try {
    const results = await post({ company, postedAt, postedBy }, entries, together);
    return results.flatMap((result, index) => {
      const entry = entries[index];
      invariant(entry && result.status === 'posted', 'a year-end entry without id is posted or refused');
      const { id, number } = result;
      return [{ ...entry, id, fiscalYear, number, postedAt, postedBy }];
    });
  } catch (error) {
    if (error instanceof YearEndOutrun) throw new ContentionError(error.message, { cause: error });
    throw error;
  }
}
