/** What a route may ask for. A permission is named after the module and what one wants to do there. */
export type Permission =
  | 'companies.read'
  | 'companies.configure'
  | 'companies.manage-members'
  | 'companies.audit'
  | 'ledger.read'
  | 'ledger.post'
  | 'ledger.configure'
  | 'ledger.close'
  | 'ledger.approve'
  | 'receivables.read'
  | 'receivables.manage'
  | 'reporting.read'
  | 'reporting.file'
  /** Files for the tax adviser and the auditor: whole years of the books, vouchers too. */
  | 'exchange.export'
  | 'receivables.dun'
  | 'receivables.approve'
  | 'banking.read'
  | 'banking.manage'
  | 'payments.read'
  | 'payments.propose'
  | 'payments.approve'
  | 'assets.read'
  | 'assets.manage'
  | 'routines.read'
  | 'routines.manage'
  | 'cash.read'
  | 'cash.record'
  | 'cash.manage'
  | 'invoices.read'
  /** Receive invoices, book and reject them, keep the settings. */
  | 'invoices.manage'
  /** Write invoices to customers, which books them. */
  | 'invoices.issue'
  | 'credit.read'
  /** Read one check or reservation at a time, with its explanation: no names, no lists, no reports. */
  | 'credit.read-orders'
  /** Ask whether a customer may buy, and take, change and give back reservations. */
  | 'credit.check'
  /** Keep credit profiles and settings, ask for limits. */
  | 'credit.manage'
  /** Approve limits that somebody else asked for, as far as the tiers of the company allow. */
  | 'credit.approve'
  | 'screening.read'
  /** Upload sanctions lists, confirm them, have everybody screened. */
  | 'screening.manage'
  /** Say whether a customer or vendor is the one on the list. */
  | 'screening.decide'
  /** Read cases with the words of those who work on them. */
  | 'credit.read-cases'
  /** Release orders over the rules, as far as the tiers of the company allow, or decline them. */
  | 'credit.override'
  /** Report problems and ask for something. */
  | 'tickets.ask'
  /** Bring mails as they came: whoever may, speaks for every sender. */
  | 'tickets.deliver-mail'
  /** Read all tickets, with what people wrote. */
  | 'tickets.read'
  /** Answer, assign, classify, end tickets. */
  | 'tickets.work'
  /** Decide on orders that wait for one; for whom they wait says the catalogue. */
  | 'tickets.approve'
  /** Keep teams, calendars, promises, rules and templates. */
  | 'tickets.manage'
  /** Answer what people ask of their data: export, erase, hold. */
  | 'tickets.protect'
  /** Read commercial letters that are kept apart. */
  | 'tickets.see-blocked'
  /** See which mails were sent and which failed: addresses and subjects, no words. */
  | 'mail.read'
  | 'mail.send-again'
  | 'transfers.read'
  | 'platform.read-failures'
  | 'platform.redrive';

const READ_ALL = [
  'companies.read',
  'companies.audit',
  'ledger.read',
  'receivables.read',
  'banking.read',
  'reporting.read',
  'exchange.export',
  'payments.read',
  'assets.read',
  'routines.read',
  'cash.read',
  'invoices.read',
  'credit.read',
  'credit.read-orders',
  'screening.read',
  'credit.read-cases',
  'transfers.read',
  'platform.read-failures',
] as const satisfies readonly Permission[];

/** What keeping the books takes besides reading: for whoever does it, and for admins. */
const KEEP_BOOKS = [
  'ledger.post',
  'ledger.configure',
  'ledger.close',
  'ledger.approve',
  'receivables.manage',
  'banking.manage',
  'reporting.file',
  'receivables.dun',
  'receivables.approve',
  'payments.propose',
  'payments.approve',
  'assets.manage',
  'routines.manage',
  'cash.record',
  'cash.manage',
  'invoices.manage',
  'invoices.issue',
] as const satisfies readonly Permission[];

/** Everything in credit and screening besides reading. */
const CONTROL_CREDIT = [
  'credit.check',
  'credit.manage',
  'credit.approve',
  'screening.manage',
  'screening.decide',
  'credit.override',
] as const satisfies readonly Permission[];

/** Answering requests, and reading them: not for who reads the books. */
const ANSWER_REQUESTS = [
  'tickets.ask',
  'tickets.approve',
  'tickets.deliver-mail',
  'tickets.read',
  'tickets.work',
] as const satisfies readonly Permission[];

/**
 * What each role may do in a company. A member has the permissions of all its roles together. Roles of modules
 * to come stand here already, so that members can be given them; until then they may read the company.
 */
export const ROLES = {
  admin: [
    ...READ_ALL,
    ...KEEP_BOOKS,
    ...CONTROL_CREDIT,
    ...ANSWER_REQUESTS,
    'tickets.manage',
    'tickets.protect',
    'tickets.see-blocked',
    'mail.read',
    'mail.send-again',
    'companies.configure',
    'companies.manage-members',
    'platform.redrive',
  ],
  accountant: [...READ_ALL, ...KEEP_BOOKS],
  auditor: READ_ALL,
  /** A system that sends us facts (a shop, an ERP): it books and sees what became of it. */
  connector: [
    'companies.read',
    'ledger.read',
    'ledger.post',
    'receivables.read',
    'receivables.manage',
    'invoices.read',
    'invoices.manage',
    'invoices.issue',
    'credit.read-orders',
    'credit.check',
    'tickets.ask',
    'transfers.read',
  ],
  /** Whoever stands at a till: records what goes in and out, and counts. */
  cashier: ['companies.read', 'cash.read', 'cash.record', 'transfers.read'],
  operator: [
    'companies.read',
    'mail.read',
    'mail.send-again',
    'transfers.read',
    'platform.read-failures',
    'platform.redrive',
  ],
  'credit-controller': [
    'companies.read',
    'ledger.read',
    'receivables.read',
    'reporting.read',
    'receivables.dun',
    'credit.read',
    'credit.read-orders',
    'screening.read',
    'credit.read-cases',
    ...CONTROL_CREDIT,
    'transfers.read',
  ],
  'settlement-clerk': ['companies.read', 'ledger.read', 'transfers.read'],
  'customs-clerk': ['companies.read', 'transfers.read'],
  'company-secretary': ['companies.read', 'reporting.read', 'transfers.read'],
  agent: ['companies.read', ...ANSWER_REQUESTS, 'mail.read', 'transfers.read'],
  /** Runs the help desk: an agent who also keeps its rules. */
  'help-desk-manager': [
    'companies.read',
    ...ANSWER_REQUESTS,
    'tickets.manage',
    'mail.read',
    'mail.send-again',
    'transfers.read',
  ],
  /** Whoever works here: asks for things, and approves what waits for it. */
  requester: ['companies.read', 'tickets.ask', 'tickets.approve'],
  /** Answers what people ask of their data. */
  'data-protection-officer': ['companies.read', 'companies.audit', 'tickets.protect', 'tickets.see-blocked'],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]];

/** Whether one of the roles carries the permission. Unknown roles (of a newer version) carry nothing. */
export function mayWith(roles: readonly string[], permission: Permission): boolean {
  return roles.some((role) => {
    const permissions: readonly Permission[] | undefined = Object.hasOwn(ROLES, role)
      ? ROLES[role as Role]
      : undefined;
    return permissions?.includes(permission) ?? false;
  });
}

/** Whoever acts: `client_id` of a machine, `sub` of a person. */
export interface Principal {
  readonly id: string;
  readonly kind: 'machine' | 'person';
}

/** What a principal is in one company. */
export interface Membership {
  readonly roles: readonly string[];
}

/** Port to the companies module: undefined when there is no such company or no such member of it. */
export type MembershipOf = (companyId: string, principalId: string) => Promise<Membership | undefined>;
