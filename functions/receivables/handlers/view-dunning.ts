import { formatMinor } from '../../../shared/kernel/money.ts';
import type { DunnedItem } from '../domain/dunning/dunned-item.ts';
import { unpackJson } from '../domain/dunning/packed-json.ts';
import type { LetterView, RunView } from '../routes/dunning.ts';
import type { DunningLetterRow, DunningRunRow } from '../table/dunning.ts';
import type { MadeExclusion } from '../usecases/leave-out-of-dunning.ts';
import type { StoredLeftOut, StoredLetter } from '../usecases/propose-dunning-run.ts';

export function viewRun(run: DunningRunRow): RunView {
  const { runId: id, asOf, currency, state, letters, proposedBy, proposedAt, decidedBy, decidedAt } = run;
  const { undoneBy, undoneAt } = run;
  const { counts, items } = unpackJson<StoredLeftOut>(run.leftOut);
  return {
    id,
    asOf,
    currency,
    state,
    letters,
    leftOutCounts: { ...counts },
    leftOut: [...items],
    exclusions: unpackJson<MadeExclusion[]>(run.exclusions),
    proposedBy,
    proposedAt,
    decidedBy,
    decidedAt,
    undoneBy,
    undoneAt,
  };
}

export function viewLetter(
  { number, partnerId, standing, content }: DunningLetterRow,
  currency: string,
): LetterView {
  const { proposed } = unpackJson<StoredLetter>(content);
  const { partner, level, payBy } = proposed;
  const amount = (minor: bigint) => formatMinor(minor, currency);
  const viewItem = ({ id: itemId, documentNumber, dueDate, openMinor }: DunnedItem) => ({
    itemId,
    documentNumber,
    dueDate,
    open: amount(openMinor),
  });
  return {
    number,
    partnerId,
    partner: partner.name,
    account: partner.account,
    level,
    standing,
    principal: amount(proposed.principalMinor),
    interest: amount(proposed.interestMinor),
    fee: amount(proposed.feeMinor),
    lumpSum: amount(proposed.lumpSumMinor ?? 0n),
    total: amount(proposed.totalMinor),
    payBy,
    items: [
      ...proposed.claims.map(({ item, level: reached, interestMinor, lumpSumMinor, inDefault }) => ({
        ...viewItem(item),
        level: reached,
        interest: amount(interestMinor),
        lumpSum: lumpSumMinor ? amount(lumpSumMinor) : undefined,
        defaultSince: inDefault?.since,
        defaultReason: inDefault?.reason,
      })),
      ...proposed.credits.map((item) => ({ ...viewItem(item), interest: amount(0n) })),
    ],
  };
}
