import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { refuse } from '../errors.ts';
import {
  type CorrectedTax,
  canTake,
  MAX_CLEARINGS_OF_ITEM,
  type OpenItem,
  openMinorOf,
} from './open-item.ts';

/** What a clearing takes from one item, signed like the item's amount. */
export interface ClearingPart {
  readonly itemId: string;
  readonly account: string;
  readonly amountMinor: bigint;
  /** Of it by discount or write-off, signed likewise; absent where nothing is. */
  readonly adjustedMinor?: bigint | undefined;
  /** Of a credit note for this very invoice: what it took, by tag. */
  readonly corrected?: CorrectedTax[] | undefined;
}

export type ClearingKind = 'payment' | 'netting' | 'write-off' | 'assignment' | 'reversal' | 'undo';

/** Items of an account set against each other: for each account its parts add up to zero. */
export interface Clearing {
  readonly id: string;
  readonly kind: ClearingKind;
  readonly on: CalendarDate;
  readonly parts: readonly ClearingPart[];
  /** The entry that was booked with it and takes part in it. */
  readonly entryId?: string;
  /** The clearing that this one undoes. */
  readonly undoes?: string;
}

/**
 * Items of one clearing. Undoing it moves each of them back to the open ones (two writes), with its own and the head's
 * writes that is below the 100 items of a transaction.
 */
export const MAX_PARTS = 40;

function given(adjustedMinor: bigint | undefined): { adjustedMinor?: bigint } {
  return adjustedMinor === undefined || adjustedMinor === 0n ? {} : { adjustedMinor };
}

/** The items after a clearing. The caller has seen to it that each part can be taken. */
export function applyParts(
  items: ReadonlyMap<string, OpenItem>,
  { id, on, parts, undoes }: Pick<Clearing, 'id' | 'on' | 'parts' | 'undoes'>,
): OpenItem[] {
  return parts.map(({ itemId, amountMinor, adjustedMinor, corrected }) => {
    const item = items.get(itemId);
    if (!item) throw refuse('receivables.unknown-item', `There is no open item ${itemId}.`);
    return {
      ...item,
      clearings: [
        ...item.clearings,
        {
          ...{ id, on, amountMinor },
          ...given(adjustedMinor),
          ...(corrected === undefined ? {} : { corrected }),
          ...(undoes === undefined ? {} : { undoes }),
        },
      ],
    };
  });
}

/** Refuses what cannot be taken from an item: more than is left, the other sign, one clearing too many. */
export function assertTakeable(item: OpenItem, amountMinor: bigint, pointer: string, shown: string): void {
  const at = (detail: string) => ({ errors: [{ pointer, detail }] });
  if (openMinorOf(item) === 0n) {
    const detail = `Item ${item.id} is settled.`;
    throw refuse('receivables.item-settled', detail, at(detail));
  }
  if (!canTake(item, amountMinor)) {
    const detail = `Of item ${item.id} no more than ${shown} is open.`;
    throw refuse('receivables.more-than-open', detail, at(detail));
  }
  if (item.clearings.length >= MAX_CLEARINGS_OF_ITEM) {
    const detail = `Item ${item.id} has been cleared in ${MAX_CLEARINGS_OF_ITEM} parts; it takes no more.`;
    throw refuse('receivables.too-many-parts', detail, at(detail));
  }
}

/** What takes a clearing back: the same parts with the other sign, from `on` on, but not before it held itself. */
export function undoingOf(clearing: Clearing, id: string, on: CalendarDate): Clearing {
  return {
    id,
    kind: 'undo',
    on: on < clearing.on ? clearing.on : on,
    parts: clearing.parts.map(({ adjustedMinor, corrected, ...part }) => ({
      ...part,
      amountMinor: -part.amountMinor,
      ...given(adjustedMinor === undefined ? undefined : -adjustedMinor),
      ...(corrected === undefined ? {} : { corrected: corrected.map(negated) }),
    })),
    undoes: clearing.id,
  };
}

function negated({ taxCode, netMinor, taxMinor }: CorrectedTax): CorrectedTax {
  return { taxCode, netMinor: -netMinor, taxMinor: -taxMinor };
}
