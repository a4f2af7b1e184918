/** How mail programs of several languages mark an answer, or a mail that is passed on. */
const ANSWERED = [
  're', 'aw', 'antw', 'antwort', 'sv', 'vs', 'odp', 'rif', 'res', 'ynt', 'rép', 'rep', 'ref', 'bls', 'ri', 'ατ', 'απ', 'отв', 'atb', 'vá', 'na',
]; // biome-ignore format: a list of words
const PASSED_ON = [
  'fw', 'fwd', 'wg', 'weitergeleitet', 'tr', 'vb', 'vl', 'i', 'rv', 'enc', 'pd', 'vidarebefordrat', 'doorst', 'továbbítás', 'πρθ', 'fs',
]; // biome-ignore format: a list of words

const prefix = (words: readonly string[]) =>
  new RegExp(
    `^\\s*(?:${words.join('|')})\\s*(?:\\[\\d{1,3}\\]|\\(\\d{1,3}\\)|\\^\\d{1,3})?\\s*[:：]\\s*`,
    'iu',
  );
const ANSWER_PREFIX = prefix(ANSWERED);
const FORWARD_PREFIX = prefix(PASSED_ON);

/** Prefixes that are looked at; more of them are no habit of people. */
const MOST_PREFIXES = 20;
const MAX_TITLE = 300;
const TAG = /\[#\d{1,10}-[0-9a-f]{16}\]/g;

/** A subject without the prefixes of answering and passing on, and without our tags. One line, at most 300 characters. */
export function bareSubject(subject: string): string {
  let rest = subject
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(TAG, ' ')
    .replace(/\s{2,}/g, ' ');
  for (let count = 0; count < MOST_PREFIXES; count += 1) {
    const shorter = rest.replace(ANSWER_PREFIX, '').replace(FORWARD_PREFIX, '');
    if (shorter === rest) break;
    rest = shorter;
  }
  return rest.trim().slice(0, MAX_TITLE).trim();
}

/** Whether the subject is marked as passed on, whatever stands before the mark. */
export function isPassedOn(subject: string): boolean {
  let rest = subject;
  for (let count = 0; count < MOST_PREFIXES; count += 1) {
    if (FORWARD_PREFIX.test(rest)) return true;
    const shorter = rest.replace(ANSWER_PREFIX, '');
    if (shorter === rest) return false;
    rest = shorter;
  }
  return false;
}
