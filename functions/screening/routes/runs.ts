import * as z from 'zod';
import { CompanyId, CompanyParams, Instant, madeId, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

export const RunView = z
  .object({
    runId: z.string(),
    because: z.enum(['list-changed', 'settings-changed', 'nightly', 'asked']),
    state: z.enum(['running', 'done']),
    looked: z.int().describe('Partners that the run has come to.'),
    screened: z.int().describe('Those that were not up to date.'),
    changed: z.int().describe('Those of which something else is said now.'),
    startedAt: Instant,
    startedBy: z.string(),
    finishedAt: Instant.optional(),
  })
  .meta({ id: 'ScreeningRun' });
export type RunView = z.output<typeof RunView>;

export const postRun = route({
  id: 'screening.postRun',
  method: 'POST',
  path: '/companies/{companyId}/screenings/runs',
  scope: 'write',
  permission: 'screening.manage',
  summary: 'Screen all customers and vendors that are not up to date',
  description: 'Runs by itself when a list or the settings change, and every night.',
  params: CompanyParams,
  idempotent: true,
  responses: { 202: { description: 'A queue does it', body: RunView } },
});

export const listRuns = route({
  id: 'screening.listRuns',
  method: 'GET',
  path: '/companies/{companyId}/screenings/runs',
  scope: 'read',
  permission: 'screening.read',
  summary: 'Runs, newest first',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of runs', body: pageOf(RunView) } },
});

export const getRun = route({
  id: 'screening.getRun',
  method: 'GET',
  path: '/companies/{companyId}/screenings/runs/{runId}',
  scope: 'read',
  permission: 'screening.read',
  summary: 'How far a run has come',
  params: z.object({ companyId: CompanyId, runId: madeId('srn') }),
  responses: { 200: { description: 'The run', body: RunView } },
});

const Score = z.int().min(60).max(100);
export const SettingsBody = z
  .strictObject({
    hitFrom: Score.describe('From this score on it is called a hit; 92 unless said.'),
    possibleFrom: Score.describe('From this score on somebody has to look; 82 unless said.'),
  })
  .meta({ example: { hitFrom: 92, possibleFrom: 82 } });

export const getSettings = route({
  id: 'screening.getSettings',
  method: 'GET',
  path: '/companies/{companyId}/screening-settings',
  scope: 'read',
  permission: 'screening.read',
  summary: 'From which score on names are looked at, with ETag',
  params: CompanyParams,
  responses: { 200: { description: 'The settings', body: SettingsBody } },
});

export const putSettings = route({
  id: 'screening.putSettings',
  method: 'PUT',
  path: '/companies/{companyId}/screening-settings',
  scope: 'write',
  permission: 'companies.configure',
  summary: 'Say from which score on names are looked at; needs If-Match',
  description: 'Everybody is screened again; what was decided stays decided.',
  params: CompanyParams,
  body: SettingsBody,
  responses: { 200: { description: 'As they stand now', body: SettingsBody } },
});
