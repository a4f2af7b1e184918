import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { HIT_STATES } from '../domain/hit.ts';
import { POINTS } from '../domain/matching/score-match.ts';

const Entry = z.object({
  id: z.string(),
  kind: z.enum(['person', 'entity', 'unknown']),
  names: z.array(z.object({ text: z.string(), weak: z.boolean().optional() })),
  births: z.array(z.string()).optional(),
  countries: z.array(z.string()).optional(),
  reference: z.string().optional(),
  programme: z.string().optional(),
  regulation: z.string().optional(),
});

/** A partner that could be somebody on a list. Holds words of its name as long as the partner has not been erased. */
export const ScreeningHitRow = entity({
  name: 'screening.hit',
  schema: z.object({
    company: z.string(),
    partner: z.string(),
    list: z.string(),
    entryId: z.string(),
    state: z.enum(HIT_STATES),
    level: z.enum(['hit', 'possible']),
    score: z.int(),
    explanation: z.object({
      listedName: z.string(),
      nameScore: z.int(),
      pairs: z.array(z.object({ word: z.string(), listed: z.string(), similarity: z.number() })),
      adjustments: z.array(
        z.object({ fact: z.enum(Object.keys(POINTS) as [keyof typeof POINTS]), points: z.int() }),
      ),
    }),
    /** As it stood on the list when it was found. */
    entry: Entry,
    nameDigest: z.string(),
    entryDigest: z.string(),
    listVersion: z.string(),
    foundAt: z.iso.datetime(),
    decisions: z.array(
      z.object({ state: z.enum(HIT_STATES), by: z.string(), at: z.iso.datetime(), reason: z.string() }),
    ),
    version: z.int().positive(),
  }),
  key: (of: { company: string; partner: string; list: string; entryId: string }) => ({
    pk: `C#${of.company}#SCREENING-HITS#${of.partner}`,
    sk: `${of.list}~${of.entryId}`,
  }),
  index: ({ company, state, score, partner, list, entryId }) => ({
    gsi1pk: `C#${company}#SCREENING-HITS-BY-STATE#${state}`,
    gsi1sk: `${String(100 - score).padStart(3, '0')}#${partner}~${list}~${entryId}`,
  }),
  access: ['of a partner; by partner, list and entry', 'gsi1: by state, highest score first'],
});
export type ScreeningHitRow = ItemOf<typeof ScreeningHitRow>;
