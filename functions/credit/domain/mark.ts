/** What a mark needs to know of the check that it stands for. */
interface Attempted {
  /** Which attempt wrote the check; absent where nothing went wrong. */
  readonly attempt?: number | undefined;
}

/** The mark of an attempt: after one that was given up, another. */
export function markOf(id: string, earlier: Attempted | undefined): string {
  return earlier?.attempt === undefined ? id : `${id}#${earlier.attempt}`;
}

/** Check and attempt again: no id has a `#`. */
export function splitMark(mark: string): { readonly id: string; readonly attempt: number } {
  const [id = '', attempt = '0'] = mark.split('#');
  return { id, attempt: Number(attempt) };
}
