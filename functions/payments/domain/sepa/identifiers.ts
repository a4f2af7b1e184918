import { isValidBIC, isValidIBAN } from 'ibantools';

/** Texts that banks hand through as ids have at most so many characters (Max35Text). */
export const MAX_ID_LENGTH = 35;

/**
 * Countries of SEPA by the first letters of their IBANs (EPC409-09, "List of SEPA Scheme Countries"): the EEA, and those
 * outside of it. IBANs of Guernsey, Jersey and the Isle of Man begin with GB.
 */
const EEA = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);
const SEPA_BEYOND_EEA = new Set('AD AL CH GB ME MC MD MK RS SM VA'.split(' '));

/** Numbers without the spaces that people write into them. */
export function compactNumber(text: string): string {
  return text.replaceAll(/[\s.-]/g, '').toUpperCase();
}

/** Length and check digits of its country (ISO 13616), in capital letters without spaces. */
export function isIban(text: string): boolean {
  return isValidIBAN(text);
}

/** Form of ISO 9362, 8 or 11 characters; whether a bank has it only the directory can tell. */
export function isBic(text: string): boolean {
  return isValidBIC(text);
}

export function isSepaIban(iban: string): boolean {
  const country = iban.slice(0, 2);
  return EEA.has(country) || SEPA_BEYOND_EEA.has(country);
}

/** Whether the payer's address must be told in a debit: accounts outside the EEA (SDD rulebooks, AT-D002). */
export function needsAddress(iban: string): boolean {
  return !EEA.has(iban.slice(0, 2));
}

/** ISO 7064 MOD 97-10: letters count 10 to 35, the whole number has the remainder 1. */
function hasRemainderOne(text: string): boolean {
  let remainder = 0;
  for (const character of text) {
    for (const digit of String(Number.parseInt(character, 36))) {
      remainder = (remainder * 10 + Number(digit)) % 97;
    }
  }
  return remainder === 1;
}

/**
 * A creditor identifier (EPC262-08, Creditor Identifier Overview): country, check digits, business code of three
 * characters that the check digits leave out, national part. Germany's has 18 characters in all.
 */
export function isCreditorId(id: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{3}[A-Z0-9]{1,28}$/.test(id)) return false;
  if (id.startsWith('DE') && !/^DE\d{2}[A-Z0-9]{3}\d{11}$/.test(id)) return false;
  return hasRemainderOne(id.slice(7) + id.slice(0, 4));
}

/** A structured creditor reference: RF, check digits, up to 21 characters (ISO 11649). */
export function isCreditorReference(text: string): boolean {
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(text) && hasRemainderOne(text.slice(4) + text.slice(0, 4));
}

/**
 * An id that banks hand through: basic characters without the space, no slash at either end and no two in a row
 * (EPC217-08 chapter 6 forbids those in references and identifiers).
 */
export function isSepaId(text: string): boolean {
  return (
    /^[A-Za-z0-9?:().,'+/-]{1,35}$/.test(text) && !/^\/|\/$|\/\//.test(text) && text.length <= MAX_ID_LENGTH
  );
}

const RUN_ID = /^pay_([0-9A-HJKMNP-TV-Z]{26})$/;
const END_TO_END = /^([0-9A-HJKMNP-TV-Z]{26})-(\d{4})$/;

/** The message id of a run's file: its id without what the character set lacks. */
export function messageIdOf(runId: string): string {
  const [, core] = RUN_ID.exec(runId) ?? [];
  if (core === undefined) throw new RangeError(`${runId} is not the id of a payment run`);
  return `PAY-${core}`;
}

/** The run that a message id names, or undefined for another system's message. */
export function runIdOf(messageId: string): string | undefined {
  const runId = `pay_${messageId.slice(4)}`;
  return messageId.startsWith('PAY-') && RUN_ID.test(runId) ? runId : undefined;
}

/** Run and number of a payment (counted from 1) as the end-to-end id that comes back in reports and statements. */
export function endToEndIdOf(runId: string, number: number): string {
  return `${messageIdOf(runId).slice(4)}-${String(number).padStart(4, '0')}`;
}

export function paymentOf(
  endToEndId: string,
): { readonly runId: string; readonly number: number } | undefined {
  const [, core, number] = END_TO_END.exec(endToEndId) ?? [];
  return core === undefined ? undefined : { runId: `pay_${core}`, number: Number(number) };
}
