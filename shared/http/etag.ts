import { refuse } from './errors.ts';

/** The entity tag of a version: a strong validator, `"7"`. */
export function etagOf(version: number): { etag: string } {
  return { etag: `"${version}"` };
}

/**
 * Refuses a change that was made on an older version. `If-Match: "7"` must name the current one (412); without the
 * header the change is refused too (428, RFC 6585), or two people would overwrite each other unawares. `*` is "any".
 * @param since the oldest version that does as well, where what has changed since then overwrites nothing
 */
export function assertIfMatch(
  headers: Readonly<Record<string, string | undefined>>,
  currentVersion: number,
  since = currentVersion,
): void {
  const given = headers['if-match']?.trim();
  const { etag } = etagOf(currentVersion);
  if (!given) {
    throw refuse('platform.if-match-required', 'Send If-Match with the ETag of the version you have seen.');
  }
  const versions = given.split(',').map((tag) => Number(/^"([0-9]{1,15})"$/.exec(tag.trim())?.[1]));
  if (given === '*' || versions.some((version) => version >= since && version <= currentVersion)) return;
  throw refuse('platform.stale', `The current version is ${etag}; look again before you change it.`);
}
