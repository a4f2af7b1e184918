import { unmarshalItem } from '../../shared/table/entity.ts';
import type { QuerySpec, Table } from '../../shared/table/table.ts';
import type { RawItem } from './table-image.ts';

const isIn = (sk: string, { beginsWith = '', from = '', to = '\uffff' }: QuerySpec) =>
  sk.startsWith(beginsWith) && sk >= from && sk <= to;

/** Items as a table that can only be read: what hundreds of slightly different tables would take too long to be. */
export function tableOfItems(items: readonly RawItem[]): Table {
  const byPartition = Map.groupBy(
    [...items].sort((a, b) => ((a.sk?.S ?? '') < (b.sk?.S ?? '') ? -1 : 1)),
    ({ pk }) => pk?.S ?? '',
  );
  const never = () => Promise.reject(new Error('this table is only read'));
  const find = (pk: string, sk: string) => byPartition.get(pk)?.find((item) => item.sk?.S === sk);

  const select = (spec: QuerySpec) => {
    if (spec.index) throw new Error('this table has no indexes');
    const found = (byPartition.get(spec.pk) ?? []).filter((item) => isIn(item.sk?.S ?? '', spec));
    const ordered = spec.descending ? found.reverse() : found;
    const after = spec.after?.sk;
    const rest =
      after === undefined ? ordered : ordered.slice(ordered.findIndex(({ sk }) => sk?.S === after) + 1);
    return rest.slice(0, spec.limit);
  };

  const getTogether: Table['getTogether'] = async (lookups) =>
    lookups.map((wanted) => {
      const item = wanted && find(wanted.key.pk, wanted.key.sk);
      return item && wanted.read(item);
    }) as never;

  return {
    get: async (entity, key) => {
      const { pk, sk } = entity.key(key);
      const item = find(pk, sk);
      return item && entity.read(item);
    },
    getMany: async (entity, keys) =>
      keys.flatMap((key) => {
        const { pk, sk } = entity.key(key);
        const item = find(pk, sk);
        return item ? [entity.read(item)] : [];
      }),
    getTogether,
    getAtOnce: getTogether,
    query: async (entity, spec) => {
      const found = select(spec);
      const read = found.map((item) => entity.read(item));
      const last = found.at(-1);
      if (!last || found.length !== spec.limit) return { items: read };
      const { pk, sk } = unmarshalItem(last) as Record<string, string>;
      return { items: read, next: { pk: pk ?? '', sk: sk ?? '' } };
    },
    queryAll: async function* (entity, spec) {
      for (const item of select(spec)) yield entity.read(item);
    },
    write: never,
    update: never,
    increase: never,
    transact: never,
  };
}
