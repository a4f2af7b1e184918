import { addMonths, type CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import { refuse } from '../errors.ts';
import { compactNumber, isBic, isCreditorId, isIban, isSepaIban, isSepaId } from './sepa/identifiers.ts';
import type { DebitScheme, DebitSequence, MandateAmendment } from './sepa/write-direct-debit.ts';

/** A payer's permission to collect from an account; named by its id together with the creditor identifier. */
export interface Mandate {
  readonly id: string;
  readonly partnerId: string;
  readonly iban: string;
  readonly bic?: string | undefined;
  /** Where it is somebody else's account. */
  readonly accountHolder?: string | undefined;
  readonly signedOn: CalendarDate;
  readonly scheme: DebitScheme;
  readonly sequence: 'recurring' | 'one-off';
  /** The next collection is announced as the last one. */
  readonly lastCollection?: boolean | undefined;
  readonly uses: number;
  readonly lastUsedOn?: CalendarDate | undefined;
  readonly revokedOn?: CalendarDate | undefined;
  readonly amendment?: MandateAmendment | undefined;
}

/** Months without a collection after which a mandate ends (SDD Core and B2B rulebooks, chapter 4.1). */
export const MANDATE_MONTHS = 36;

export type MandateProblem = 'mandate-revoked' | 'mandate-expired' | 'mandate-used' | 'mandate-not-signed';

/** The last day on which it can be used: 36 months after its last collection, or its signing. */
export function mandateEndsOn({ lastUsedOn, signedOn }: Mandate): CalendarDate {
  return addMonths(lastUsedOn ?? signedOn, MANDATE_MONTHS);
}

/** Why nothing can be collected with it on a day; undefined where something can. */
export function mandateProblem(mandate: Mandate, on: CalendarDate): MandateProblem | undefined {
  if (mandate.revokedOn !== undefined) return 'mandate-revoked';
  if (mandate.signedOn > on) return 'mandate-not-signed';
  if (mandate.uses > 0 && (mandate.sequence === 'one-off' || mandate.lastCollection)) return 'mandate-used';
  return mandateEndsOn(mandate) < on ? 'mandate-expired' : undefined;
}

/** The mandate to collect with: of those that can be used the one signed last; else why none can. */
export function chooseMandate(
  mandates: readonly Mandate[],
  on: CalendarDate,
): Mandate | MandateProblem | 'no-mandate' {
  const newestFirst = mandates.toSorted((a, b) =>
    a.signedOn === b.signedOn ? (a.id < b.id ? -1 : 1) : a.signedOn < b.signedOn ? 1 : -1,
  );
  const usable = newestFirst.find((mandate) => mandateProblem(mandate, on) === undefined);
  const [newest] = newestFirst;
  return usable ?? (newest && mandateProblem(newest, on)) ?? 'no-mandate';
}

/** How a collection is announced. First ones may say RCUR since November 2016; FRST is right as well. */
export function sequenceOf({ sequence, uses, lastCollection }: Mandate): DebitSequence {
  if (sequence === 'one-off') return 'OOFF';
  if (lastCollection) return 'FNAL';
  return uses === 0 ? 'FRST' : 'RCUR';
}

/** The mandate after a collection: what had changed has been told. */
export function usedMandate(mandate: Mandate, on: CalendarDate): Mandate {
  const { amendment: _told, ...rest } = mandate;
  const lastUsedOn = mandate.lastUsedOn !== undefined && mandate.lastUsedOn > on ? mandate.lastUsedOn : on;
  return { ...rest, uses: mandate.uses + 1, lastUsedOn };
}

export type MandateWish = Omit<Mandate, 'uses' | 'lastUsedOn' | 'revokedOn' | 'amendment'> & {
  readonly originalMandateId?: string | undefined;
  readonly originalCreditorId?: string | undefined;
};

/** The mandate as it is kept. Another account after the first collection becomes an amendment that the next one tells. */
export function keepMandate(
  seen: Mandate | undefined,
  wish: MandateWish,
  payer: { readonly isConsumer: boolean },
): Mandate {
  const { originalMandateId, originalCreditorId, ...plain } = wish;
  const iban = compactNumber(wish.iban);
  const bic = wish.bic === undefined ? undefined : compactNumber(wish.bic);
  const errors: FieldError[] = [];
  const complain = (pointer: string, detail: string) => errors.push({ pointer, detail });
  if (!isSepaId(wish.id))
    complain('/id', `${wish.id} has characters or slashes that a mandate id cannot have.`);
  if (!isIban(iban)) complain('/iban', 'The IBAN has a wrong length or wrong check digits.');
  else if (!isSepaIban(iban)) complain('/iban', `Accounts in ${iban.slice(0, 2)} are not reached by SEPA.`);
  if (bic !== undefined && !isBic(bic)) complain('/bic', `${wish.bic} is not a BIC (8 or 11 characters).`);
  if (wish.scheme === 'B2B' && payer.isConsumer) {
    complain('/scheme', 'The B2B scheme is not open to consumers (SDD B2B rulebook, chapter 1.4).');
  }
  if (originalMandateId !== undefined && !isSepaId(originalMandateId)) {
    complain('/originalMandateId', `${originalMandateId} is no mandate id.`);
  }
  if (originalCreditorId !== undefined && !isCreditorId(originalCreditorId)) {
    complain('/originalCreditorId', `${originalCreditorId} is not a creditor identifier.`);
  }
  if (seen && seen.partnerId !== wish.partnerId) complain('/partner', 'A mandate stays with its partner.');
  if (errors[0]) throw refuse('payments.invalid-mandate', errors[0].detail, { errors });
  const { uses = 0, lastUsedOn, revokedOn } = seen ?? {};
  const accountChanged =
    seen !== undefined && uses > 0 && (seen.iban !== iban || seen.amendment?.accountChanged);
  const amendment = {
    ...seen?.amendment,
    ...(originalMandateId === undefined ? {} : { originalMandateId }),
    ...(originalCreditorId === undefined ? {} : { originalCreditorId }),
    ...(accountChanged ? { accountChanged: true } : {}),
  };
  const isAmended = Object.keys(amendment).length > 0;
  return { ...plain, iban, bic, uses, lastUsedOn, revokedOn, amendment: isAmended ? amendment : undefined };
}
