import * as z from 'zod';
import { Bytes, entity, type ItemOf } from '../../../shared/table/entity.ts';
import { PARK_REASONS } from '../domain/lists/accept-version.ts';

/** Which version of a list counts. To change it is one write: nobody is ever matched with half a list. */
export const SanctionsListRow = entity({
  name: 'screening.list',
  schema: z.object({
    company: z.string(),
    list: z.string(),
    title: z.string(),
    /** The import that brought it. */
    current: z.string(),
    entries: z.int(),
    names: z.int(),
    generatedAt: z.string().optional(),
    activatedAt: z.iso.datetime(),
    activatedBy: z.string(),
    version: z.int().positive(),
  }),
  key: ({ company, list }: { company: string; list: string }) => ({
    pk: `C#${company}#SANCTIONS-LISTS`,
    sk: list,
  }),
  access: ['all of a company, by every screening'],
});
export type SanctionsListRow = ItemOf<typeof SanctionsListRow>;

/** A version of a list, whether it counts or not. */
export const ListVersionRow = entity({
  name: 'screening.list-version',
  schema: z.object({
    company: z.string(),
    list: z.string(),
    /** The import that brought it. */
    id: z.string(),
    title: z.string(),
    entries: z.int(),
    names: z.int(),
    generatedAt: z.string().optional(),
    importedAt: z.iso.datetime(),
    importedBy: z.string(),
    /** Why it did not count at once. */
    parked: z.array(z.enum(PARK_REASONS)),
    added: z.int(),
    changed: z.int(),
    gone: z.int(),
    /** The first hundred. */
    goneEntries: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  key: ({ company, list, id }: { company: string; list: string; id: string }) => ({
    pk: `C#${company}#SANCTIONS-VERSIONS#${list}`,
    sk: id,
  }),
  access: ['by id; all of a list, newest first'],
});
export type ListVersionRow = ItemOf<typeof ListVersionRow>;

/** Some hundred entries of a version, compressed; written once. */
export const ListPartRow = entity({
  name: 'screening.list-part',
  schema: z.object({
    company: z.string(),
    versionId: z.string(),
    throughRow: z.int(),
    content: Bytes,
  }),
  key: (of: { company: string; versionId: string; throughRow: number }) => ({
    pk: `C#${of.company}#SANCTIONS-PARTS#${of.versionId}`,
    sk: String(of.throughRow).padStart(10, '0'),
  }),
  access: ['all of a version, in the order of the file, once for each function that matches with it'],
});
