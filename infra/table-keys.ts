/**
 * Which partitions a function may write, as patterns for `dynamodb:LeadingKeys`. Reading is not cut by partition: every
 * route reads the membership first, and a report reads nearly all. Writing is: who books must not be able to make
 * anybody an admin. Patterns are those of `docs/access-patterns.md` (a test compares them).
 */

/** Everything that belongs to a company but the company itself: settings, members and admins stand in `C#<company>`. */
export const BELOW_COMPANY = 'C#*#*';
/** Settings, members and admins, and by the nature of patterns all that lies below: see `LEDGER_KEYS`. */
export const WHOLE_COMPANY = 'C#*';
/** The limit of requests, counted by every function that answers HTTP. */
export const REQUEST_COUNTS = 'P#*#REQUESTS';
export const IDEMPOTENCY = 'C#*#IDEMPOTENCY#*';
export const FAILED_MESSAGES = 'C#*#FAILED-MESSAGES';
export const IMPORTS = 'C#*#IMPORTS';
/** Contents that imports have taken; one that failed before anything was booked lets go of its own. */
export const TAKEN_FILES = 'C#*#TAKEN-FILE#*';
/** Rows that imports have refused. */
export const REFUSED_ROWS = 'C#*#IMPORT#*';
export const EXPORTS = 'C#*#EXPORTS';
export const SEALS = 'C#*#SEALS#*';
/** What a fold writes: sums, statement pages, the index of document numbers, and in the head how far it has come. */
export const FOLDED = ['C#*#BALANCE#*', 'C#*#PAGE#*', 'C#*#DOCS#*', 'C#*#HEAD#*'] as const;
/** The trail of who changed what. */
export const CHANGES = 'C#*#CHANGES';
/** Customers and vendors, and whose account is whose. */
export const PARTNERS = ['C#*#PARTNERS', 'C#*#PARTNER-ACCOUNTS'] as const;
/** What becomes of the journal in receivables: items, and what clears them. */
export const OPEN_ITEMS = [
  'C#*#OPEN-ITEMS#*',
  'C#*#SETTLED-ITEMS#*',
  'C#*#ITEMS-HEAD',
  'C#*#CLEARINGS',
] as const;
/** Tax returns as they were filed. */
export const VAT_RETURNS = 'C#*#VAT-RETURNS';
/** How a company's reports are made: which expenses serve which function. */
export const REPORT_SETTINGS = 'C#*#REPORT-SETTINGS';
/** What proves intra-community supplies: proofs of delivery, checks of VAT ids. */
export const DELIVERY_PROOFS = ['C#*#DELIVERY-PROOFS', 'C#*#VAT-ID-CHECKS'] as const;
export const BANK_ACCOUNTS = 'C#*#BANK-ACCOUNTS';
/** What a company wants to be done with its bank transactions. */
export const BANK_RULES = 'C#*#BANK-RULES';
/** Bank transactions that are only announced. */
export const PENDING_TRANSACTIONS = 'C#*#BANK-PENDING#*';
/** Base rates that a company adds to the known ones. */
export const BASE_RATES = 'C#*#BASE-RATES';
export const APPROVALS = 'C#*#APPROVALS';
/** Settings, runs and letters of dunning, and how far each item has come. */
export const DUNNING = [
  'C#*#DUNNING',
  'C#*#DUNNING-RUNS',
  'C#*#DUNNING-RUN#*',
  'C#*#DUNNING-STATE#*',
] as const;
/** Settings of cash books; their entries and counts are written by who books. */
export const CASH_BOOKS = 'C#*#CASH-BOOKS';
/** The register of fixed assets. */
export const ASSETS = 'C#*#ASSETS';
/** What an accounting department books again and again, as far as it may be removed; accruals may not. */
export const ROUTINES = ['C#*#POSTING-TEMPLATES', 'C#*#RECURRING-POSTINGS'] as const;
/** Files that prove entries. */
export const VOUCHERS = 'C#*#VOUCHERS';
/** Which received invoice came first under a number. */
export const RECEIVED_NUMBERS = 'C#*#RECEIVED-NUMBERS';
/** Received invoices with their content. */
export const RECEIVED_INVOICES = [
  'C#*#RECEIVED-INVOICES',
  'C#*#RECEIVED-INVOICE#*',
  RECEIVED_NUMBERS,
] as const;
/** What is taken of the limits of a group of customers; its item goes when its only customer joins another group. */
export const CREDIT_COUNTERS = 'C#*#CREDIT-COUNTER#*';
/** What is known of customers as debtors, and what is taken of their limits. */
export const CREDIT_CUSTOMERS = ['C#*#CREDIT-PROFILES', CREDIT_COUNTERS, 'C#*#CREDIT-EXPOSURE#*'] as const;
/** Checks with their reservations, and what they do to the limits. */
export const CREDIT_CHECKS = [
  'C#*#CREDIT-CHECKS#*',
  CREDIT_COUNTERS,
  'C#*#CREDIT-EXPOSURE#*',
  'C#*#CREDIT-EVENT#*',
] as const;
/** Trade credit insurance: policies and overdue reports. */
export const INSURANCE = ['C#*#INSURANCE-POLICIES', 'C#*#INSURANCE-REPORTS#*'] as const;
/** What the insurance clock says of customers, and the warnings. */
export const INSURANCE_CLOCKS = ['C#*#INSURANCE-CLOCKS', 'C#*#CREDIT-EVENT#*'] as const;
/** How a company grants limits, looks at orders and works on cases. */
export const CREDIT_SETTINGS = 'C#*#CREDIT';
/** Limits that were asked for, and how they are granted. */
export const CREDIT_LIMITS = ['C#*#CREDIT-LIMITS', CREDIT_SETTINGS] as const;
/** Versions of credit policies, and from when on they decide. */
export const CREDIT_POLICIES = [
  'C#*#CREDIT-POLICIES',
  'C#*#CREDIT-POLICY-ACTIVATIONS',
  'C#*#CREDIT',
] as const;
/** What the portfolio looked like in the evening, and sales by day; what is kept is not taken away again. */
export const CREDIT_SNAPSHOTS = [
  'C#*#CREDIT-SNAPSHOTS',
  'C#*#CREDIT-SNAPSHOT#*',
  'C#*#CREDIT-SALES',
] as const;
/** How likely customers of a class default. */
export const CREDIT_LOSS_RATES = 'C#*#CREDIT-LOSS-RATES';
/** Which agencies are asked for ratings, and what was asked of them. */
export const CREDIT_RATINGS = [
  'C#*#CREDIT-RATING-SETTINGS',
  'C#*#CREDIT-RATING-REQUESTS#*',
  'C#*#CREDIT-RATING-HOURS',
] as const;
/** Where a customer that was erased goes by another name. */
export const CREDIT_TRACES = [
  'C#*#CREDIT-SNAPSHOT#*',
  'C#*#CREDIT-VALUATIONS',
  'C#*#CREDIT-VALUATION#*',
  'C#*#CREDIT-RATING-REQUESTS#*',
] as const;
/** What is known of customers as debtors, without what they owe. */
export const CREDIT_TERMS = ['C#*#CREDIT-PROFILES', CREDIT_COUNTERS] as const;
/** Sanctions lists with their versions and parts. */
export const SANCTIONS_LISTS = [
  'C#*#SANCTIONS-LISTS',
  'C#*#SANCTIONS-VERSIONS#*',
  'C#*#SANCTIONS-PARTS#*',
] as const;
/** What screening says of partners, and what people have decided about it. */
export const SCREENED_PARTNERS = ['C#*#SCREENED-PARTNERS', 'C#*#SCREENING-HITS#*'] as const;
/** Runs over all partners, and what is told of screening. */
export const SCREENING_RUNS = ['C#*#SCREENING-RUNS', 'C#*#SCREENING-EVENT#*'] as const;
export const SCREENING_SETTINGS = 'C#*#SCREENING';
/** Who erased the data of a customer, and when. */
export const CREDIT_ERASURES = 'C#*#CREDIT-ERASURES';
/** Checks that a person looks at. */
export const CREDIT_CASES = 'C#*#CREDIT-CASES#*';
/** The books: for those who may write the whole company, and have no business here. */
export const LEDGER_KEYS = [
  ...FOLDED,
  SEALS,
  'C#*#JOURNAL#*',
  'C#*#ENTRY#*',
  'C#*#REVERSALS#*',
  'C#*#LEDGER',
] as const;
/** Mails on their way out. */
export const OUTBOX = 'C#*#OUTBOX#*';
/** Tickets with their history and articles, who asks, the lists, the numbers; the mails that replies become, and what signs them. */
export const TICKETS = [
  'C#*#TICKET#*',
  'C#*#REQUESTER#*',
  'C#*#TICKETS-OF#*',
  'C#*#TICKET-NUMBER',
  'C#*#MAIL-SETTINGS',
  OUTBOX,
] as const;
/** Lists that tickets leave again. */
export const TICKET_LISTS = ['C#*#TICKETS-OF#*'] as const;
/** Mails that arrived, by which answers find their thread, what caps them, how many they were. */
export const TICKET_MAILS = [
  'C#*#MAIL#*',
  'C#*#MESSAGE-ID#*',
  'C#*#MAIL-RATE#*',
  'C#*#MAIL-DAYS',
  'C#*#MAIL-DELIVERY#*',
] as const;
/** Where mail is taken; the addresses of all companies are one space. */
export const MAILBOXES = ['C#*#MAILBOXES', 'MAILBOX#*'] as const;
/** How requests are answered. */
export const TICKET_ANSWERS = 'C#*#TICKET-ANSWERS';
/** Where agents get mail. */
export const TICKET_AGENTS = 'C#*#TICKET-AGENTS';
/** Facts stand with their tickets; their sums by group, day and month. */
export const TICKET_FIGURES = ['C#*#TICKET#*', 'C#*#TICKET-FIGURES#*'] as const;
/** What a help desk is made of, and what its parts have been. */
export const HELP_DESK = 'C#*#HELP-DESK';
export const HELP_DESK_VERSIONS = [
  'C#*#HELP-DESK-TEAM#*',
  'C#*#HELP-DESK-CATEGORY#*',
  'C#*#HELP-DESK-TEMPLATE#*',
  'C#*#HELP-DESK-MACRO#*',
] as const;
/** By which words tickets are found. */
export const TICKET_WORDS = 'C#*#TICKET-WORDS#*';
/** What can be ordered, and what it has been. */
export const CATALOGUE = 'C#*#CATALOGUE';
export const CATALOGUE_VERSIONS = 'C#*#CATALOGUE-ITEM#*';
/** By what words of tickets are found once they have to go: who takes part, files, closed tickets by category. */
export const TICKET_TRACES = ['C#*#TICKET-PERSONS#*', 'C#*#TICKET-FILES#*', 'C#*#HELP-DESK-PRIVACY'] as const;
/** Erasures, and whose data are being erased. */
export const TICKET_ERASURES = ['C#*#TICKET-ERASURES', 'C#*#TICKET-ERASING'] as const;
/** Messages that have made tickets and articles. */
export const TICKET_INTAKE = 'C#*#TICKET-INTAKE#*';
/** Calendars of business time, promises and rules, with their versions. */
export const TICKET_CLOCKS = 'C#*#TICKET-CLOCKS';
export const TICKET_PROMISES = [
  TICKET_CLOCKS,
  'C#*#TICKET-CALENDAR#*',
  'C#*#TICKET-SLA#*',
  'C#*#TICKET-RULES',
] as const;
/** Who is asked whether it is satisfied, and what becomes of the links. */
export const SURVEYS = 'C#*#SURVEYS#*';
/** How many automatic mails went to whom in an hour. */
export const MAIL_RATES = 'C#*#MAIL-RATE#*';
/** Pages on which people outside report something, and what limits them. */
export const INTAKE_FORMS = ['C#*#INTAKE-FORMS', 'C#*#FORM-RATE#*'] as const;
/** What a search of the knowledge base reads; withdrawn articles leave it. */
export const KNOWLEDGE_CARDS = 'C#*#KNOWLEDGE-CARDS';
/** How often articles have helped and solved tickets. */
export const KNOWLEDGE_COUNTS = ['C#*#KNOWLEDGE-COUNTS', 'C#*#KNOWLEDGE-USE#*'] as const;
/** Articles of the knowledge base, without their texts. */
export const KNOWLEDGE_ARTICLES = 'C#*#KNOWLEDGE';
/** Articles of the knowledge base with their texts and counts. */
export const KNOWLEDGE = [
  KNOWLEDGE_ARTICLES,
  'C#*#KNOWLEDGE-TEXTS#*',
  ...KNOWLEDGE_COUNTS,
  KNOWLEDGE_CARDS,
] as const;
