import {
  addressLines,
  formatAmount,
  formatDay,
  type Letter,
  type Sender,
} from '../../receivables/letters.ts';
import { hiddenIban } from '../domain/pre-notification.ts';
import type { PaymentRow, PaymentRunRow } from '../table.ts';

type Language = Letter['language'];

interface Words {
  readonly subject: (day: string) => string;
  readonly salutation: string;
  readonly opening: (amount: string, day: string) => string;
  readonly columns: readonly string[];
  readonly total: string;
  readonly closing: string;
  readonly labels: Readonly<
    Record<'account' | 'date' | 'mandate' | 'creditor' | 'iban' | 'day' | 'purpose', string>
  >;
  readonly note: string;
  readonly regards: string;
  readonly pageLabel: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  de: {
    subject: (day) => `Ankündigung einer SEPA-Lastschrift zum ${day}`,
    salutation: 'Sehr geehrte Damen und Herren,',
    opening: (amount, day) =>
      `wir werden ${amount} zum ${day} von Ihrem Konto einziehen. Fällt der Tag auf keinen Bankarbeitstag, wird am nächsten eingezogen.`,
    columns: ['Beleg', '', '', 'Skonto', 'Betrag'],
    total: 'Wird eingezogen',
    closing: 'Bitte sorgen Sie für ausreichende Deckung. Angaben zu dieser Lastschrift:',
    labels: {
      account: 'Kundennummer', date: 'Datum', mandate: 'Mandatsreferenz', creditor: 'Gläubiger-ID', iban: 'Ihr Konto', day: 'Fällig am',
      purpose: 'Verwendungszweck',
    }, // biome-ignore format: a table
    note: 'Sie brauchen nichts zu überweisen.',
    regards: 'Mit freundlichen Grüßen',
    pageLabel: 'Seite {page} von {pages}',
  },
  en: {
    subject: (day) => `Notice of a SEPA direct debit on ${day}`,
    salutation: 'Dear Sir or Madam,',
    opening: (amount, day) =>
      `we will collect ${amount} from your account on ${day}. If banks are closed on that day, it is collected on the next.`,
    columns: ['Document', '', '', 'Discount', 'Amount'],
    total: 'To be collected',
    closing: 'Please make sure that the account has sufficient funds. Particulars of this debit:',
    labels: {
      account: 'Customer number', date: 'Date', mandate: 'Mandate reference', creditor: 'Creditor identifier', iban: 'Your account',
      day: 'Due on', purpose: 'Purpose',
    }, // biome-ignore format: a table
    note: 'There is no need to transfer anything.',
    regards: 'Yours faithfully',
    pageLabel: 'Page {page} of {pages}',
  },
};

/** Without a country it is at home. */
function postal(address: PaymentRow['party']['address']) {
  return address && { ...address, country: address.country ?? 'DE' };
}

/** The company as its payment settings know it: what a letter must say of it besides stands in the dunning settings. */
function senderOf({ orderer }: PaymentRunRow): Sender {
  const { name, address, iban, bic } = orderer;
  return { name, address: addressLines('', postal(address)), iban, bic, footer: [] };
}

/**
 * The letter that tells a payer of a debit: amount, day, mandate and creditor identifier (SDD Core rulebook, chapter 4.3.1:
 * pre-notification; SEPA direct debit terms of German banks for creditors).
 */
export function composePreNotification(
  run: PaymentRunRow,
  payment: PaymentRow,
  frame: { readonly sender: Sender | undefined; readonly language: Language; readonly date: string },
): Letter {
  const { language, sender = senderOf(run) } = frame;
  const words = WORDS[language];
  const { labels } = words;
  const day = formatDay(run.executionDate, language);
  const amount = (minor: bigint) => formatAmount(minor, 'EUR', language);
  const { party, account, mandate, items } = payment;
  const date = formatDay(frame.date, language);
  return {
    language,
    sender,
    recipient: addressLines(party.name, postal(party.address)),
    date,
    references: [
      { label: labels.account, value: account },
      { label: labels.date, value: date },
    ],
    subject: words.subject(day),
    salutation: words.salutation,
    opening: words.opening(amount(payment.amountMinor), day),
    columns: words.columns,
    rows: items.map(({ label, amountMinor, discountMinor }) => [
      label,
      '',
      '',
      discountMinor === 0n ? '' : amount(discountMinor),
      amount(amountMinor),
    ]),
    sums: [],
    total: { label: words.total, value: amount(payment.amountMinor) },
    closing: words.closing,
    payment: [
      { label: labels.day, value: day },
      { label: labels.mandate, value: mandate?.id ?? '' },
      { label: labels.creditor, value: run.orderer.creditorId ?? '' },
      { label: labels.iban, value: hiddenIban(party.iban) },
      { label: labels.purpose, value: payment.text },
    ],
    note: words.note,
    regards: words.regards,
    pageLabel: words.pageLabel,
  };
}
