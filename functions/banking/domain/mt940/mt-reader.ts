import type { Place } from '../../../../shared/kernel/xml-handler.ts';
import { refuse } from '../../errors.ts';
import { present, readAmount, refuseField } from '../field-values.ts';
import { compactAccount, germanIban } from '../iban.ts';
import type {
  Balance,
  PaymentFacts,
  StatedTotals,
  StatementEntry,
  StatementHead,
  StatementSink,
} from '../statement.ts';
import { readField86 } from './field-86.ts';
import { readLine61, readSixDigits, type StatementLine } from './line-61.ts';
import { type MtField, mtFieldReader } from './mt-lines.ts';

/** Balances by their fields: the word of camt for each. */
const BALANCES: Readonly<Record<string, string>> = {
  '60F': 'OPBD', '60M': 'ITBD', '62F': 'CLBD', '62M': 'ITBD', '64': 'CLAV', '65': 'FWAV',
}; // biome-ignore format: a table

interface OpenMessage {
  readonly place: Place;
  readonly id: string;
  account: string | undefined;
  currency: string | undefined;
  sequence: string | undefined;
  readonly balances: Balance[];
  totals: { -readonly [Key in keyof StatedTotals]: StatedTotals[Key] };
  isInterim: boolean;
  head: StatementHead | undefined;
  entries: number;
  /** A statement line whose :86: may follow. */
  line: { readonly parsed: StatementLine; readonly place: Place } | undefined;
}

const placeOf = ({ line }: MtField): Place => ({ line, column: 1 });

/** `:25:`: an IBAN, or Bankleitzahl/Kontonummer, from which the IBAN is made; a currency may follow. */
export function readAccount(text: string, place: Place): { account: string; currency: string | undefined } {
  const compact = compactAccount(text);
  const german = /^(\d{8})\/(\d{1,10})([A-Z]{3})?$/.exec(compact);
  if (german) return { account: germanIban(german[1] ?? '', german[2] ?? ''), currency: german[3] };
  const withCurrency = /^(.*\d)([A-Z]{3})$/.exec(compact);
  const account = withCurrency?.[1] ?? compact;
  if (!/^[A-Z0-9./:_-]{1,35}$/.test(account))
    throw refuseField(place, ':25:', `"${text.slice(0, 40)}" is not an account`);
  // `BIC/IBAN`, as some banks write it.
  return {
    account: account.replace(/^[A-Z]{6}[A-Z0-9]{2,5}\/(?=[A-Z]{2}\d{2})/, '').slice(0, 34),
    currency: withCurrency?.[2],
  };
}

function readBalance(field: MtField): Balance {
  const place = placeOf(field);
  const [text = ''] = field.lines;
  const [, mark, day, currency = '', amount = ''] = /^([CD])(\d{6})([A-Z]{3})([\d,]+)\s*$/.exec(text) ?? [];
  if (!mark || !day) throw refuseField(place, `:${field.tag}:`, `"${text.slice(0, 40)}" is not a balance`);
  const minor = readAmount(amount.replace(',', '.'), currency, place, `:${field.tag}:`);
  return {
    type: BALANCES[field.tag] ?? '',
    date: readSixDigits(day, place, `:${field.tag}:`),
    amountMinor: mark === 'D' ? -minor : minor,
    currency,
  };
}

/**
 * Reads MT940 and MT942 (SWIFT User Handbook, category 9; DK Anlage 3, chapter 8 for :86:) field by field. Entries of
 * MT942 are pending: German banks send Vormerkposten in it, and the MT940 that books them follows.
 */
export function mtReader(sink: StatementSink) {
  let statements = 0;
  let open: OpenMessage | undefined;
  const fields = mtFieldReader(takeField, endMessage);

  function headOf(message: OpenMessage): StatementHead {
    if (message.head) return message.head;
    const { place, account, balances, isInterim } = message;
    if (!account) throw refuseField(place, ':25:', 'is missing');
    message.head = {
      format: isInterim ? 'MT942' : 'MT940',
      version: '',
      place,
      number: statements,
      statementId: message.sequence ? `${message.id}-${message.sequence}` : message.id,
      sequenceNumber: message.sequence?.split('/')[0],
      account,
      currency: message.currency,
      from: balances[0]?.date,
      to: undefined,
      createdOn: balances[0]?.date,
      copy: undefined,
    };
    return message.head;
  }

  function endLine(message: OpenMessage, facts86: ReturnType<typeof readField86> | undefined): void {
    if (!message.line) return;
    const { parsed, place } = message.line;
    message.line = undefined;
    message.entries += 1;
    sink.entry(headOf(message), entryOf(message, parsed, facts86, place));
  }

  function entryOf(
    message: OpenMessage,
    line: StatementLine,
    field86: ReturnType<typeof readField86> | undefined,
    place: Place,
  ): StatementEntry {
    const { amountMinor, isReversal, valueDate, entryDate } = line;
    const isDebtor = amountMinor >= 0n !== isReversal;
    const side = field86 && Object.keys(field86.party).length > 0 ? field86.party : undefined;
    const facts: PaymentFacts = present({
      ...field86?.facts,
      ...(isDebtor ? { debtor: side } : { creditor: side }),
      bankReference: line.bankReference,
      customerReference: field86?.facts.customerReference ?? line.customerReference,
      additionalInfo: field86?.facts.additionalInfo ?? line.supplement,
      code: {
        proprietary: field86?.gvc ? `${line.type}+${field86.gvc}` : line.type,
        issuer: field86?.gvc && 'DK',
      },
    });
    return {
      amountMinor,
      currency: message.currency ?? '',
      place,
      number: message.entries,
      entryReference: undefined,
      bookingDate: entryDate ?? valueDate,
      bookingDateFrom: entryDate ? 'entry' : 'value-date',
      valueDate,
      status: message.isInterim || line.isExpected ? 'PDNG' : 'BOOK',
      isReversal,
      facts,
      details: [],
      batchCount: undefined,
    };
  }

  function endMessage(line: number): void {
    if (!open) return;
    const message = open;
    endLine(message, undefined);
    const head = headOf(message);
    if (!message.isInterim && message.balances.length < 2) {
      const detail = `Line ${line}: the message of line ${message.place.line} ends without its balances (:60F: and :62F:). Is the file cut off?`;
      throw refuse('banking.file-field', detail);
    }
    const closing = message.balances.find(({ type }) => type === 'CLBD') ?? message.balances.at(-1);
    const totals = Object.keys(message.totals).length > 0 ? message.totals : undefined;
    sink.end({ head: { ...head, to: closing?.date ?? head.from }, balances: message.balances, totals });
    open = undefined;
  }

  function begin(field: MtField): void {
    endMessage(field.line);
    statements += 1;
    open = {
      place: placeOf(field),
      id: field.lines[0]?.trim() ?? '',
      account: undefined,
      currency: undefined,
      sequence: undefined,
      balances: [],
      totals: {},
      isInterim: false,
      head: undefined,
      entries: 0,
      line: undefined,
    };
  }

  function takeField(field: MtField): void {
    if (field.tag === '20') {
      begin(field);
      return;
    }
    if (!open) {
      throw refuse(
        'banking.file-unknown',
        `Line ${field.line}: :${field.tag}: stands before :20:, where a message begins.`,
      );
    }
    const message = open;
    if (field.tag === '86') {
      // Without a line before it, it speaks of the whole statement.
      if (message.line) endLine(message, readField86(field.lines));
      return;
    }
    endLine(message, undefined);
    takeOther(message, field);
  }

  function takeOther(message: OpenMessage, field: MtField): void {
    const { tag } = field;
    const place = placeOf(field);
    const text = field.lines[0]?.trim() ?? '';
    if (tag === '25' || tag === '25P') {
      const { account, currency } = readAccount(text, place);
      message.account = account;
      message.currency ??= currency;
    } else if (tag === '28C' || tag === '28') message.sequence = text;
    else if (tag === '34F') {
      message.isInterim = true;
      message.currency = text.slice(0, 3);
    } else if (tag === '13D' || tag === '13') message.isInterim = true;
    else if (BALANCES[tag]) {
      const balance = readBalance(field);
      message.balances.push(balance);
      message.currency = balance.currency;
    } else if (tag === '90C' || tag === '90D') takeTotals(message, field);
    else if (tag === '61') {
      if (!message.currency)
        throw refuseField(place, ':61:', 'stands before any balance or limit that names the currency');
      message.line = { parsed: readLine61(field.lines, message.currency, place), place };
    }
  }

  /** `:90C:` and `:90D:` of MT942: number, currency, sum of credits and debits. */
  function takeTotals(message: OpenMessage, field: MtField): void {
    const [, count, currency = '', sum = ''] =
      /^(\d{1,5})([A-Z]{3})([\d,]+)\s*$/.exec(field.lines[0] ?? '') ?? [];
    const place = placeOf(field);
    if (count === undefined) throw refuseField(place, `:${field.tag}:`, 'is not a number and a sum');
    const minor = readAmount(sum.replace(',', '.'), currency, place, `:${field.tag}:`);
    if (field.tag === '90C')
      Object.assign(message.totals, { creditCount: Number(count), creditMinor: minor });
    else Object.assign(message.totals, { debitCount: Number(count), debitMinor: minor });
  }

  return {
    write: fields.write,
    finish: () => {
      fields.end();
      if (statements === 0)
        throw refuse('banking.file-empty', 'There is no :20:, and so no statement, in the file.');
    },
  };
}
