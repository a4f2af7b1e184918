import type { Reply } from './route.ts';

type Headers = Readonly<Record<string, string>>;

export function ok<const B>(body: B, headers: Headers = {}): Reply<200, B> {
  return { status: 200, body, headers };
}

/** 201 with the place of the new thing, a path such as `/companies/acme/imports/imp_…`. */
export function created<const B>(body: B, location: string, headers: Headers = {}): Reply<201, B> {
  return { status: 201, body, headers: { location, ...headers } };
}

/** 202: a queue does the work; ask again at `location`. */
export function accepted<const B>(body: B, location: string, headers: Headers = {}): Reply<202, B> {
  return { status: 202, body, headers: { location, ...headers } };
}

export function noContent(headers: Headers = {}): Reply<204, undefined> {
  return { status: 204, body: undefined, headers };
}

/** Whether the caller would rather not wait (`Prefer: respond-async`, RFC 7240). */
export function prefersAsync(headers: Readonly<Record<string, string | undefined>>): boolean {
  return (headers.prefer ?? '')
    .toLowerCase()
    .split(/[,;]/)
    .some((preference) => preference.trim() === 'respond-async');
}
