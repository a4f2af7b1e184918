import { ABSENT, where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { put, type Write } from '../../../shared/table/writes.ts';
import { SurveyedRow, SurveyRow, SurveySettingsRow } from '../table/surveys.ts';

export type SurveyStore = ReturnType<typeof surveyStore>;

const faster = (what: string) => () => new ContentionError(`${what} changed meanwhile`);
const standsAt = (version: number) => (version === 0 ? ABSENT : where({ version }));

/** Writes surveys. */
export function surveyStore(table: Table) {
  /** The next version of a survey. */
  const keepSurvey = (row: SurveyRow): Write =>
    put(SurveyRow, row, standsAt(row.version - 1), faster('the survey'));
  return {
    keepSurvey,
    keepSurveySettings: (row: SurveySettingsRow): Promise<void> =>
      table.write(put(SurveySettingsRow, row, standsAt(row.version - 1), faster('the settings'))),
    commitSurvey: (row: SurveyRow): Promise<void> => table.write(keepSurvey(row)),
    markAsked: (seen: SurveyedRow | undefined, next: SurveyedRow): Write =>
      put(SurveyedRow, next, seen ? where({ at: seen.at }) : ABSENT, faster('the requester')),
  };
}
