import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { SurveyReader } from '../reader/surveys.ts';
import type { SurveyStore } from '../store/surveys.ts';
import type { SurveySettingsRow } from '../table/surveys.ts';
import { type AssertCodesDeps, assertCodes } from './assert-codes.ts';
import type { AnswerKeeper } from './keep-answers.ts';

export interface KeepSurveyDeps {
  readonly reader: Pick<SurveyReader, 'loadSurveySettings'> & AssertCodesDeps['reader'];
  readonly surveys: Pick<SurveyStore, 'keepSurveySettings'>;
  readonly retryWhileContended: Retry;
}

/** Nobody is asked until a company wants it. */
function standardSurvey(companyId: string): SurveySettingsRow {
  return {
    companyId,
    version: 0,
    isOn: false,
    afterHours: 24,
    perRequesterDays: 14,
    exceptTags: ['spam'],
    exceptCategories: [],
    at: '1970-01-01T00:00:00.000Z',
    by: 'standard',
  };
}

export async function surveySettings(
  { reader }: { readonly reader: Pick<SurveyReader, 'loadSurveySettings'> },
  companyId: string,
): Promise<SurveySettingsRow> {
  return (await reader.loadSurveySettings(companyId)) ?? standardSurvey(companyId);
}

/** @throws tickets.does-not-fit, platform.stale, platform.if-match-required */
export async function keepSurveySettings(
  deps: KeepSurveyDeps,
  companyId: string,
  wish: Omit<SurveySettingsRow, 'companyId' | 'version' | 'at' | 'by'>,
  { principal, now, headers }: AnswerKeeper,
): Promise<SurveySettingsRow> {
  await assertCodes(deps, companyId, { survey: wish });
  return deps.retryWhileContended(async () => {
    const { version } = await surveySettings(deps, companyId);
    assertIfMatch(headers, version);
    const row = { companyId, ...wish, version: version + 1, at: now.toISOString(), by: principal };
    await deps.surveys.keepSurveySettings(row);
    return row;
  });
}
