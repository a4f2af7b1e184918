import * as z from 'zod';
import { CompanyId, CompanyParams, PrincipalId } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code, Line } from '../contract.ts';

const TeamParams = z.object({ companyId: CompanyId, team: Code });

const TeamBody = z
  .strictObject({
    name: Line(100),
    members: z
      .array(PrincipalId)
      .max(100)
      .refine((members) => new Set(members).size === members.length, 'must name everybody once')
      .describe('Who works in it: members of the company who may work on tickets.'),
    escalateTo: Code.optional().describe('The team that hears, too, of deadlines that have passed here.'),
    active: z.boolean().default(true).describe('One that is not gets no tickets any more.'),
  })
  .meta({ id: 'TeamBody', example: { name: 'Network', members: ['anna', 'agneta'], active: true } });
const TeamView = TeamBody.extend({
  id: z.string(),
  version: z.int(),
  at: z.iso.datetime(),
  by: z.string(),
}).meta({ id: 'Team' });

export const putTeam = route({
  id: 'tickets.putTeam',
  method: 'PUT',
  path: '/companies/{companyId}/help-desk/teams/{team}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Keep a team; one that stands needs If-Match',
  description: 'From the first team on, tickets are assigned to teams that are there, and to their members.',
  params: TeamParams,
  body: TeamBody,
  responses: { 200: { description: 'As it stands now', body: TeamView } },
});

export const getTeam = route({
  id: 'tickets.getTeam',
  method: 'GET',
  path: '/companies/{companyId}/help-desk/teams/{team}',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'A team, with ETag',
  params: TeamParams,
  responses: { 200: { description: 'The team', body: TeamView } },
});

export const listTeams = route({
  id: 'tickets.listTeams',
  method: 'GET',
  path: '/companies/{companyId}/help-desk/teams',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'All teams',
  params: CompanyParams,
  responses: { 200: { description: 'All of them', body: z.object({ items: z.array(TeamView) }) } },
});

export const deleteTeam = route({
  id: 'tickets.deleteTeam',
  method: 'DELETE',
  path: '/companies/{companyId}/help-desk/teams/{team}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Drop a team that nothing else of the help desk names; needs If-Match',
  description: 'Tickets keep its code until somebody assigns them. A team that only rests is not `active`.',
  params: TeamParams,
  responses: { 204: { description: 'Gone' } },
});
