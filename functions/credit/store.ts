import { ABSENT, where } from '../../shared/table/condition.ts';
import { ContentionError } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { check, erase, insert, put, type Write } from '../../shared/table/writes.ts';
import { updateCounter } from './store/counter-update.ts';
import { CreditCounter, CreditExposureRow, CreditProfileRow } from './table.ts';

/** Somebody else was faster: read and decide again. */
export const changed = (what: string) => () => new ContentionError(`${what} changed meanwhile`);

type Member = CreditCounter['members'][string];

export type CreditStore = ReturnType<typeof creditStore>;

/** Writes profiles and what of them stands in the counters. */
export function creditStore(table: Table) {
  async function commit(writes: readonly Write[]): Promise<void> {
    await table.transact(writes);
  }

  function profileWrite(seen: CreditProfileRow | undefined, next: CreditProfileRow): Write {
    const when = seen ? where({ version: seen.version }) : ABSENT;
    return put(CreditProfileRow, next, when, changed('the profile'));
  }

  function openCounter(counter: CreditCounter): Write {
    return insert(CreditCounter, counter, changed('the counter'));
  }

  /** The counter of a customer that joins another group: it must be as it was read, with nothing under way (`assertSettled`). */
  function closeCounter(counter: CreditCounter): Write {
    const { company, root, totalMinor, members, marks } = counter;
    return erase(
      CreditCounter,
      { company, root },
      where({ totalMinor, members, marks }),
      changed('the counter'),
    );
  }

  /** Takes a customer into a group with what it owes. */
  function addMember(company: string, root: string, customer: string, member: Member): Write {
    return updateCounter(
      { company, root },
      {
        set: [{ path: ['members', customer], value: member }],
        add: [{ path: ['totalMinor'], minor: member.exposureMinor }],
        when: [{ path: ['members', customer], is: 'absent' }],
      },
      changed('the group'),
    );
  }

  /** Takes a customer out of a group; nothing of it may be under way (`assertSettled`). */
  function removeMember({ company, root, marks }: CreditCounter, customer: string, member: Member): Write {
    return updateCounter(
      { company, root },
      {
        remove: [['members', customer]],
        add: [{ path: ['totalMinor'], minor: -member.exposureMinor }],
        when: [...unchanged(customer, member), { path: ['marks'], is: '=', value: marks }],
      },
      changed('the group'),
    );
  }

  /** Brings the terms of a customer up to date, and what counts against its limit where that has changed with them. */
  function changeTerms(
    { company, root }: { readonly company: string; readonly root: string },
    customer: string,
    seen: Member,
    next: Pick<Member, 'terms' | 'exposureMinor'>,
    shared: CreditCounter['shared'] | undefined,
  ): Write {
    const moved = next.exposureMinor - seen.exposureMinor;
    return updateCounter(
      { company, root },
      {
        set: [
          { path: ['members', customer, 'terms'], value: next.terms },
          ...(shared ? [{ path: ['shared'], value: shared }] : []),
        ],
        add: [
          { path: ['members', customer, 'exposureMinor'], minor: moved },
          { path: ['totalMinor'], minor: moved },
        ],
        when:
          moved === 0n
            ? [{ path: ['members', customer, 'terms'], is: '=', value: seen.terms }]
            : unchanged(customer, seen),
      },
      changed('the counter'),
    );
  }

  /** Holds as long as what a customer owes is what was read. */
  function exposureStands(company: string, customer: string, seen: CreditExposureRow | undefined): Write {
    const when = seen ? where({ version: seen.version }) : ABSENT;
    return check(CreditExposureRow, { company, customer }, when, changed('the exposure'));
  }

  return {
    commit,
    profileWrite,
    openCounter,
    closeCounter,
    addMember,
    removeMember,
    changeTerms,
    exposureStands,
  };
}

function unchanged(customer: string, { exposureMinor, reservedMinor, terms }: Member) {
  const at = (name: string, value: unknown) => ({
    path: ['members', customer, name],
    is: '=' as const,
    value,
  });
  return [at('exposureMinor', exposureMinor), at('reservedMinor', reservedMinor), at('terms', terms)];
}
