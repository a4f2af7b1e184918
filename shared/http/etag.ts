import { refuse } from './errors.ts';

/** The entity tag of a version: a strong validator, `"7"`. */
export function etagOf(version: number): { etag: string } {
  return { etag: `"${version}"` };
}

/**
 * Refuses a change that was made on an older version. `If-Match: "7"` must name the current one (412); without the
 * header the change is refused too (428, RFC 6585), or two people would overwrite each other unawares. `*` is "any".
 */
export function assertIfMatch(
  headers: Readonly<Record<string, string | undefined>>,
  currentVersion: number,
): void {
  const given = headers['if-match']?.trim();
  const { etag } = etagOf(currentVersion);
  if (!given) {
    throw refuse('platform.if-match-required', 'Send If-Match with the ETag of the version you have seen.');
  }
  if (given === '*' || given.split(',').some((tag) => tag.trim() === etag)) return;
  throw refuse('platform.stale', `The current version is ${etag}; look again before you change it.`);
}
