import type { Table } from '../../../shared/table/table.ts';
import { SurveyedRow, SurveyRow, SurveySettingsRow } from '../table/surveys.ts';

export type SurveyReader = ReturnType<typeof surveyReader>;

/** Read-only queries of surveys. Strongly consistent but where an index is named. */
export function surveyReader(table: Table) {
  return {
    loadSurveySettings: (companyId: string) => table.get(SurveySettingsRow, { companyId }),
    loadSurvey: (companyId: string, ticketId: string) => table.get(SurveyRow, { companyId, ticketId }),
    loadSurveyed: (companyId: string, requesterId: string) =>
      table.get(SurveyedRow, { companyId, requesterId }),
    /** Surveys to be sent and clicks that count by now, by the index. */
    allDueSurveys: (companyId: string, now: string) =>
      table.queryAll(SurveyRow, { pk: `C#${companyId}#SURVEYS-DUE`, index: 'gsi1', to: `${now}#~` }),
  };
}
