import { ABSENT, where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { erase, put } from '../../../shared/table/writes.ts';
import { AgentRow, AnswerSettingsRow } from '../table/answers.ts';

export type AnswerStore = ReturnType<typeof answerStore>;

const faster = (what: string) => () => new ContentionError(`${what} changed meanwhile`);
const standsAt = (version: number) => (version === 0 ? ABSENT : where({ version }));

/** Writes how a company answers, and whom it tells. */
export function answerStore(table: Table) {
  return {
    keepAnswerSettings: (row: AnswerSettingsRow): Promise<void> =>
      table.write(put(AnswerSettingsRow, row, standsAt(row.version - 1), faster('the settings'))),
    keepAgent: (row: AgentRow): Promise<void> =>
      table.write(put(AgentRow, row, standsAt(row.version - 1), faster('the agent'))),
    dropAgent: (row: AgentRow): Promise<void> =>
      table.write(erase(AgentRow, row, where({ version: row.version }), faster('the agent'))),
  };
}
