import type { ImportContext, ImportDefinition, RefusedUnit } from '../../../../shared/imports/definition.ts';
import { DomainError } from '../../../../shared/kernel/errors.ts';
import type { Write } from '../../../../shared/table/writes.ts';
import type { ReceivablesReader } from '../../../receivables/reader.ts';
import { creditRatings } from '../../contract.ts';
import { openRatingFile, type RatingRow } from '../../domain/ratings/read-rating-file.ts';
import { refuse } from '../../errors.ts';
import { type TakeRatingDeps, takeRating } from './take-rating.ts';

export interface ImportRatingsDeps extends TakeRatingDeps {
  readonly receivables: Pick<ReceivablesReader, 'allPartners'>;
  readonly transact: (writes: readonly Write[]) => Promise<void>;
}

/** Each row is a transaction of its own; the cursor follows some of them. */
const BATCH_ROWS = 25;
const OLDER = 'credit.rating-older';

/**
 * How ratings come in from a file. They are kept before the cursor moves over their rows: a row that is read again after a
 * crash finds the rating known, and changes nothing. One that is older than what is known is refused with that reason.
 */
export function ratingImport(deps: ImportRatingsDeps): ImportDefinition<RatingRow> {
  let known:
    | { readonly importId: string; readonly byVatId: ReadonlyMap<string, readonly string[]> }
    | undefined;

  /** Customers by VAT id, read once an import, and only where a row asks for it. */
  async function customersOf({ companyId, importId }: ImportContext, vatId: string) {
    if (known?.importId !== importId) {
      const byVatId = new Map<string, string[]>();
      for (const { id, kind, vatId: own } of await deps.receivables.allPartners(companyId))
        if (kind === 'customer' && own !== undefined) byVatId.set(own, [...(byVatId.get(own) ?? []), id]);
      known = { importId, byVatId };
    }
    return known.byVatId.get(vatId) ?? [];
  }

  async function customerOf(context: ImportContext, { customer, vatId }: RatingRow): Promise<string> {
    if (customer !== '') return customer;
    const found = await customersOf(context, vatId);
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    const shown = vatId.slice(0, 20);
    throw refuse(
      'credit.rating-row',
      found.length === 0
        ? `No customer has the VAT id ${shown}.`
        : `${found.length} customers have the VAT id ${shown}: name one of ${found.slice(0, 3).join(', ')}.`,
    );
  }

  async function takeRow(context: ImportContext, row: RatingRow): Promise<void> {
    if (row.problem !== undefined)
      throw refuse('credit.rating-row', `The row cannot be read: ${row.problem}.`);
    const { companyId, startedBy, now, importId } = context;
    const who = { principal: { id: startedBy, kind: 'machine' as const }, now, requestId: importId };
    const customer = await customerOf(context, row);
    const became = await takeRating(deps, companyId, customer, row.rating, who);
    if (became === 'older')
      throw refuse(OLDER, `A newer rating of ${row.rating.agency} for ${customer} is known.`);
  }

  return {
    kind: creditRatings,
    batchUnits: BATCH_ROWS,
    open: (bytes) => openRatingFile(bytes),
    commit: async (units, context, moveCursor) => {
      const refused: RefusedUnit[] = [];
      for (const unit of units) {
        try {
          await takeRow(context, unit);
        } catch (error) {
          if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
          refused.push({ row: unit.firstRow, code: error.code, reason: error.message });
        }
      }
      const done = units.length - refused.length;
      await deps.transact(moveCursor({ from: 0, to: units.length, done, refused }));
    },
  };
}
