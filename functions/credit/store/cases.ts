import { ABSENT, where } from '../../../shared/table/condition.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert, put, type Write } from '../../../shared/table/writes.ts';
import { changed } from '../store.ts';
import { CreditCaseRow, CreditCaseSettingsRow } from '../table/cases.ts';
import type { CreditProfileRow } from '../table.ts';
import { updateCounter, type When } from './counter-update.ts';

export type CaseStore = ReturnType<typeof caseStore>;

/** Writes cases, and how a company works on them. */
export function caseStore(table: Table) {
  async function commit(writes: readonly Write[]): Promise<void> {
    await table.transact(writes);
  }

  function addCase(row: CreditCaseRow): Write {
    return insert(CreditCaseRow, row, changed('the case'));
  }

  function changeCase(seen: CreditCaseRow, next: CreditCaseRow): Write {
    return put(CreditCaseRow, next, where({ version: seen.version }), changed('the case'));
  }

  /** Holds as long as the terms are those that were read, where nothing is taken of the limits yet. */
  function termsStand(
    { company, root, customer, terms }: Pick<CreditProfileRow, 'company' | 'root' | 'customer' | 'terms'>,
    when: readonly When[],
  ): Write {
    const path = ['members', customer, 'terms'];
    const same = { path, is: '=' as const, value: terms };
    return updateCounter(
      { company, root },
      { set: [{ path, value: terms }], when: [same, ...when] },
      changed('the counter'),
    );
  }

  function settingsWrite(seen: CreditCaseSettingsRow, next: CreditCaseSettingsRow): Write {
    const when = seen.version === 0 ? ABSENT : where({ version: seen.version });
    return put(CreditCaseSettingsRow, next, when, changed('the settings'));
  }

  return { commit, addCase, changeCase, termsStand, settingsWrite };
}
