import type { FieldError } from '../../../shared/kernel/errors.ts';
import { type DeskGround, sortTicket } from '../domain/desk/sort-ticket.ts';
import { refuse } from '../errors.ts';
import type { DeskReader } from '../reader/desk.ts';

export interface DeskGroundDeps {
  readonly reader: Pick<DeskReader, 'loadDesk' | 'loadTeam' | 'loadCategory'>;
}

/** Codes that somebody names. */
export interface Named {
  readonly team?: string | undefined;
  readonly category?: string | undefined;
}

/** Reads the teams and categories that are named, and the teams that those categories give their tickets to. */
export async function loadGround({ reader }: DeskGroundDeps, companyId: string, named: readonly Named[]) {
  const head = await reader.loadDesk(companyId);
  const codes = head.categories === 0 ? [] : named.map(({ category }) => category);
  const categories = await loadActive(codes, (code) => reader.loadCategory(companyId, code));
  const defaults = categories.map((row) => row.defaults.team);
  const teamCodes = head.teams === 0 ? [] : [...named.map(({ team }) => team), ...defaults];
  const teams = await loadActive(teamCodes, (code) => reader.loadTeam(companyId, code));
  const ground: DeskGround = {
    isTeam: (code) => head.teams === 0 || teams.some(({ id }) => id === code),
    category: (code) => (head.categories === 0 ? 'any' : categories.find(({ id }) => id === code)),
  };
  const fieldsOf = (code: string | undefined) => {
    const row = categories.find(({ id }) => id === code);
    return { fields: row?.fields ?? [], version: row?.version };
  };
  return { ground, fieldsOf };
}

/** Those that are there and take tickets; each is read once. */
async function loadActive<R extends { readonly active: boolean }>(
  codes: readonly (string | undefined)[],
  load: (code: string) => Promise<R | undefined>,
): Promise<R[]> {
  const named = [...new Set(codes)].filter((code) => code !== undefined);
  return (await Promise.all(named.map(load)))
    .filter((row) => row !== undefined)
    .filter(({ active }) => active);
}

export const NOT_THERE = {
  category: 'must be a category that is there and active',
  team: 'must be a team that is there and active',
} as const;

export function unknownFaults(unknown: Named = {}): FieldError[] {
  return (['category', 'team'] as const).flatMap((name) =>
    unknown[name] === undefined ? [] : [{ pointer: `/${name}`, detail: NOT_THERE[name] }],
  );
}

/** @throws tickets.does-not-fit where a team or category is named that takes no tickets */
export async function assertThere(deps: DeskGroundDeps, companyId: string, named: Named): Promise<void> {
  const { ground } = await loadGround(deps, companyId, [named]);
  refuseUnfit(unknownFaults(sortTicket(named, {}, ground).unknown));
}

/** @throws tickets.does-not-fit */
export function refuseUnfit(errors: readonly FieldError[]): void {
  const [first, ...others] = errors;
  if (first) throw unfit([first, ...others]);
}

export function unfit(errors: readonly [FieldError, ...FieldError[]]) {
  const [first] = errors;
  return refuse('tickets.does-not-fit', `${first.pointer} ${first.detail}.`, { errors });
}
