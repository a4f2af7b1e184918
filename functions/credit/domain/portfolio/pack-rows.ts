import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { AGEING_BUCKETS } from '../../../receivables/rules.ts';
import { COMPONENTS } from '../components.ts';
import { NOTHING_OPEN, type PortfolioRow } from './portfolio-row.ts';

/** Customers of one packed item: some 100 KB at most, whatever they owe. */
export const ROWS_OF_PART = 2_000;

type Packed = readonly [
  customer: string,
  /** `0` where it is the customer itself. */
  root: string | 0,
  riskClass: string | 0,
  limit: string,
  exposure: string,
  group: string,
  oldestOverdueDays: number,
  components: readonly string[],
  ageing: readonly string[],
];

const text = (minor: bigint | undefined) => (minor === undefined ? '' : String(minor));
const minor = (packed: string) => (packed === '' ? undefined : BigInt(packed));

/** Rows as compressed JSON, about 30 bytes a customer. */
export function packRows(rows: readonly PortfolioRow[]): Uint8Array<ArrayBuffer> {
  const packed = rows.map(
    ({ customer, root, riskClass, limitMinor, exposureMinor, groupMinor, ...row }): Packed => [
      customer,
      root === customer ? 0 : root,
      riskClass ?? 0,
      text(limitMinor),
      text(exposureMinor),
      text(groupMinor),
      row.oldestOverdueDays,
      COMPONENTS.map((component) => text(row.components[component])),
      AGEING_BUCKETS.map((bucket) => text(row.ageing[bucket])),
    ],
  );
  return new Uint8Array(deflateRawSync(JSON.stringify(packed), { level: 6 }));
}

export function unpackRows(bytes: Uint8Array): PortfolioRow[] {
  const packed = JSON.parse(inflateRawSync(bytes).toString('utf8')) as readonly Packed[];
  return packed.map(([customer, root, riskClass, limit, exposure, group, oldestOverdueDays, parts, ages]) => {
    const [limitMinor, groupMinor] = [minor(limit), minor(group)];
    const named = <N extends string>(names: readonly N[], amounts: readonly string[]) =>
      Object.fromEntries(names.map((name, at) => [name, minor(amounts[at] ?? '') ?? 0n])) as Record<
        N,
        bigint
      >;
    return {
      customer,
      root: root === 0 ? customer : root,
      ...(riskClass === 0 ? {} : { riskClass }),
      ...(limitMinor === undefined ? {} : { limitMinor }),
      exposureMinor: minor(exposure) ?? 0n,
      ...(groupMinor === undefined ? {} : { groupMinor }),
      components: named(COMPONENTS, parts),
      ageing: { ...NOTHING_OPEN, ...named(AGEING_BUCKETS, ages) },
      oldestOverdueDays,
    };
  });
}
