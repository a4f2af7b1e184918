import { type MembershipOf, mayWith } from '../../../shared/access.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { DeskReader } from '../reader/desk.ts';
import type { DeskStore } from '../store/desk.ts';
import type { TeamRow } from '../table/desk.ts';
import type { AssertUnnamedDeps } from './assert-unnamed.ts';
import { type Keeper, traceOfKeeping } from './keeper.ts';

export interface KeepDeskDeps {
  readonly reader: DeskReader;
  readonly desk: DeskStore;
  readonly companies: { readonly membershipOf: MembershipOf };
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

export interface DropDeskDeps extends KeepDeskDeps {
  readonly reader: DeskReader & AssertUnnamedDeps['reader'];
}

/** A part of a help desk: a team, a category. */
export interface DeskPlace {
  readonly companyId: string;
  readonly id: string;
}

/** What people say of it. */
export type DeskWish<R> = Omit<R, 'companyId' | 'id' | 'version' | 'at' | 'by'>;

/** Where the parts of a help desk are kept. */
const PLACES = { team: 'teams', category: 'categories', template: 'templates', macro: 'macros' } as const;

export function traceOfDesk(
  deps: Pick<KeepDeskDeps, 'newId'>,
  { companyId, id, version }: Pick<TeamRow, 'companyId' | 'id' | 'version'>,
  what: `${keyof typeof PLACES}-${'kept' | 'dropped'}`,
  keeper: Keeper,
): Write {
  const [part] = what.split('-') as [keyof typeof PLACES];
  const subject = `help-desk/${PLACES[part]}/${id}`;
  return traceOfKeeping(deps, companyId, { action: `tickets.${what}`, subject, after: { version } }, keeper);
}

/** Whether somebody may work on tickets of the company. */
export async function isAgent(
  { companies }: Pick<KeepDeskDeps, 'companies'>,
  companyId: string,
  principal: string,
): Promise<boolean> {
  const membership = await companies.membershipOf(companyId, principal);
  return membership !== undefined && mayWith(membership.roles, 'tickets.work');
}
