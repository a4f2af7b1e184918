import * as z from 'zod';
import { POINTS } from '../domain/matching/score-match.ts';

const EntryView = z.object({
  id: z.string().describe('The list’s own id, the same from version to version.'),
  kind: z.enum(['person', 'entity', 'unknown']),
  names: z.array(z.object({ text: z.string(), weak: z.boolean().optional() })).describe('The first twenty.'),
  births: z.array(z.string()).optional(),
  countries: z.array(z.string()).optional(),
  reference: z.string().optional(),
  programme: z.string().optional(),
  regulation: z.string().optional(),
});

const FACTS = Object.keys(POINTS) as [keyof typeof POINTS];

/** Somebody on a list, and why a name was taken for theirs. */
export const MatchView = z.object({
  list: z.string(),
  score: z.int().min(0).max(100),
  entry: EntryView,
  explanation: z.object({
    listedName: z.string().describe('The name of the entry that fits best.'),
    nameScore: z.int().describe('Of the names alone.'),
    pairs: z
      .array(z.object({ word: z.string(), listed: z.string(), similarity: z.number() }))
      .describe(
        'Which word was taken for which, as they were compared: without accents, legal forms, titles.',
      ),
    adjustments: z.array(z.object({ fact: z.enum(FACTS), points: z.int() })),
  }),
});
export type MatchView = z.output<typeof MatchView>;
