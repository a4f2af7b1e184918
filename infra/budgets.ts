/** How many bytes a bundle may have, by kind of entry: what a cold start has to read, parse and run. */
export interface BundleBudget {
  /** Matched against the bundle's name, `<module>-<entry>`; the first match counts. */
  readonly pattern: RegExp;
  readonly maxBytes: number;
  readonly why: string;
}

const KILOBYTE = 1000;

/** Functions that book and are answered for: they carry the tax rules, and what their module settles. */
const BOOKING = [
  'ledger-http-postings',
  'receivables-http',
  'receivables-http-partners',
  'receivables-http-dunning',
  'receivables-http-decisions',
  'banking-http',
  'assets-http',
  'assets-http-register',
  'routines-http',
  'reporting-http-closing',
  'cash-http-register',
  'invoices-http',
  'credit-http-reconciliation',
];

function exactly(...names: readonly string[]): RegExp {
  return new RegExp(`^(${names.join('|')})$`);
}

/** Own budgets (PDF, XML, mail) go above the general ones, with the reason, and into the README. */
export const BUNDLE_BUDGETS: readonly BundleBudget[] = [
  {
    pattern: exactly('reporting-http-tax', 'ledger-http-closing', 'ledger-http'),
    maxBytes: 360 * KILOBYTE,
    why: 'it carries the forms of all years, or the rules of the journal and its closing',
  },
  {
    pattern: /^tickets-(http-mails|on-upload|on-mail)$/,
    maxBytes: 772 * KILOBYTE,
    why: 'it reads mails: MIME, HTML and S3; a person waits only where one that waits is looked after',
  },
  {
    pattern: exactly('tickets-http-tickets'),
    maxBytes: 505 * KILOBYTE,
    why: 'it counts business time like the following, and carries tasks, orders, times, teams, categories, fields, templates and macros',
  },
  {
    pattern: exactly('tickets-http-forms'),
    maxBytes: 462 * KILOBYTE,
    why: 'it counts business time like the following, opens tickets from forms, suggests articles, and carries the pages of surveys',
  },
  {
    pattern: exactly('tickets-http-desk'),
    maxBytes: 465 * KILOBYTE,
    why: 'it counts business time like the following, checks what macros name, and reads whatever may name a team or category before one goes',
  },
  {
    pattern: /^tickets-http-(slas|knowledge|figures|privacy)$/,
    maxBytes: 440 * KILOBYTE,
    why: 'it counts business time across summer time: Temporal takes some 60 kB until Node has it',
  },
  {
    pattern: exactly(...BOOKING),
    maxBytes: 430 * KILOBYTE,
    why: 'it books like ledger-http, and carries the tax rules, the open items or fixed assets besides',
  },
  {
    pattern: exactly('credit-http-valuations'),
    maxBytes: 440 * KILOBYTE,
    why: 'it books like the above, and sets all open items beside the balances of a whole year',
  },
  {
    pattern: /^((receivables|payments)-http-letters|invoices-http-pdf)$/,
    maxBytes: 950 * KILOBYTE,
    why: 'it sets PDFs, for which it carries pdfkit, and writes them to S3; nobody else waits for it',
  },
  {
    pattern: /^reporting-on-job$/,
    maxBytes: 1_020 * KILOBYTE,
    why: 'it sets statements as PDF, for which it carries pdfkit, and makes tax returns; nobody waits',
  },
  {
    pattern: /^invoices-http-issue$/,
    maxBytes: 720 * KILOBYTE,
    why: 'it books like ledger-http-postings, follows open items for advances and credit notes, carries the rules and writers of EN 16931 and the words of two languages, and keeps the XML in S3',
  },
  {
    pattern: exactly('payments-http', 'banking-http-bookings', 'cash-http'),
    maxBytes: 470 * KILOBYTE,
    why: 'it books and clears like receivables-http, and writes payment files, settles runs or keeps cash books besides',
  },
  {
    pattern: /^reporting-http-(reports|sales)$/,
    maxBytes: 375 * KILOBYTE,
    why: 'it carries the lines and the account ranges of five reports, or the chart of accounts beside what is reported of sales',
  },
  {
    pattern: /^credit-http-reports$/,
    maxBytes: 390 * KILOBYTE,
    why: 'it carries seven reports, their charts, and the chart of accounts, by which it tells sales from money',
  },
  {
    pattern: /^credit-http-policies$/,
    maxBytes: 380 * KILOBYTE,
    why: 'it reads, analyses and evaluates policies, and asks for the limits that they propose',
  },
  {
    pattern: /^credit-http-persons$/,
    maxBytes: 375 * KILOBYTE,
    why: 'it explains decisions in the words of two languages, and gathers all that is kept of a customer',
  },
  {
    pattern: /^cash-on-job$/,
    maxBytes: 950 * KILOBYTE,
    why: 'it sets PDFs, for which it carries pdfkit; nobody waits for it',
  },
  {
    pattern: /^ledger-http(-drafts)?$/,
    maxBytes: 365 * KILOBYTE,
    why: 'it books, and like every function carries the permissions of all modules',
  },
  {
    pattern: /^credit-http-(explanations|overrides|profiles)$/,
    maxBytes: 360 * KILOBYTE,
    why: 'it evaluates policies, with the sentences of explanations or the course of cases; or brings a new profile up to date with books, lists and insurance',
  },
  { pattern: /-http(-[a-z]+)?$/, maxBytes: 350 * KILOBYTE, why: 'a person waits for the first answer' },
  { pattern: /-on-[a-z-]+$/, maxBytes: 700 * KILOBYTE, why: 'nobody waits, but a queue drains slower' },
];

/** Largest size allowed for the bundle of that name, in bytes. @throws when no budget covers the name. */
export function budgetOf(bundle: string): BundleBudget {
  const budget = BUNDLE_BUDGETS.find(({ pattern }) => pattern.test(bundle));
  if (!budget) throw new Error(`No budget covers the bundle ${bundle}: add one to infra/budgets.ts.`);
  return budget;
}
