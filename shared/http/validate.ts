import type * as z from 'zod';
import type { FieldError } from '../kernel/errors.ts';
import { refuse } from './errors.ts';

/** One step of an RFC 6901 pointer: `~` and `/` are escaped. */
export function pointerStep(key: PropertyKey): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}

export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${pointerStep(key)}`).join('');
}

type Issue = z.core.$ZodIssue;

/** Of a union's alternatives, the one that came furthest: its complaints help most. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));
  return branches.reduce<readonly Issue[]>((best, branch) => {
    if (best.length === 0) return branch;
    const deeper = depth(branch) - depth(best);
    return deeper > 0 || (deeper === 0 && branch.length < best.length) ? branch : best;
  }, []);
}

function flatten(issue: Issue, base: readonly PropertyKey[]): FieldError[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerTo([...path, key]), detail: 'unknown field' }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return closestBranch(issue.errors).flatMap((inner) => flatten(inner, path));
  }
  const missing = issue.code === 'invalid_type' && /received undefined$/.test(issue.message);
  return [{ pointer: pointerTo(path), detail: missing ? 'is missing' : issue.message }];
}

/** Complaints beyond this many are left out: the caller has enough to do. */
const MAX_ERRORS = 100;

/** Zod's issues as pointers; `prefix` is '' for the body, `query` or `params` for those (`query/limit`). */
export function fieldErrors(error: z.core.$ZodError, prefix: '' | 'query' | 'params'): FieldError[] {
  return error.issues
    .flatMap((issue) => flatten(issue, []))
    .slice(0, MAX_ERRORS)
    .map(({ pointer, detail }) => ({ pointer: prefix + pointer, detail }));
}

const PLACE = { '': 'body', query: 'query', params: 'path' } as const;

/** Parses a part of the request or refuses it with a pointer for every complaint (400). */
export function parsePart<S extends z.ZodType>(
  schema: S,
  value: unknown,
  prefix: '' | 'query' | 'params',
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error, prefix);
  const first = errors[0];
  const summary = first ? ` ${first.pointer || 'It'}: ${first.detail}.` : '';
  throw refuse('platform.malformed-request', `The ${PLACE[prefix]} does not fit.${summary}`, { errors });
}
