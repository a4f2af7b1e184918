export interface FixtureEntry {
  /** `"12.50"`; negative leaves the account. */
  readonly amount: string;
  readonly date?: string;
  readonly reference?: string;
  readonly endToEndId?: string;
  readonly name?: string;
  readonly text?: string;
  readonly status?: 'BOOK' | 'PDNG' | 'INFO';
  /** Amounts of details, signed like the entry. */
  readonly details?: readonly string[];
  /** Raw XML inside of Ntry, behind everything else. */
  readonly more?: string;
}

export interface FixtureStatement {
  readonly message?: 'camt.052' | 'camt.053' | 'camt.054';
  readonly version?: string;
  readonly account?: string;
  readonly id?: string;
  readonly number?: number;
  readonly opening?: string;
  /** Left out: what opening and booked entries make. `null`: no balances at all. */
  readonly closing?: string | null;
  readonly date?: string;
  readonly entries: readonly FixtureEntry[];
  readonly summary?: string;
}

export const OWN_IBAN = 'DE02120300000000202051';
const OTHER_IBAN = 'DE75512108001245126199';
const SHAPES = {
  'camt.052': ['BkToCstmrAcctRpt', 'Rpt'],
  'camt.053': ['BkToCstmrStmt', 'Stmt'],
  'camt.054': ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
} as const;

const cents = (amount: string): bigint => {
  const [, sign, whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  const minor = BigInt(whole + fraction.padEnd(2, '0'));
  return sign ? -minor : minor;
};
const decimal = (minor: bigint): string => {
  const digits = minor.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

function money(amount: string): string {
  const minor = cents(amount);
  const magnitude = decimal(minor < 0n ? -minor : minor);
  return `<Amt Ccy="EUR">${magnitude}</Amt><CdtDbtInd>${minor < 0n ? 'DBIT' : 'CRDT'}</CdtDbtInd>`;
}

function party(isNew: boolean, amount: string, name: string): string {
  const role = amount.startsWith('-') ? 'Cdtr' : 'Dbtr';
  const inner = isNew ? `<Pty><Nm>${name}</Nm></Pty>` : `<Nm>${name}</Nm>`;
  return `<RltdPties><${role}>${inner}</${role}><${role}Acct><Id><IBAN>${OTHER_IBAN}</IBAN></Id></${role}Acct></RltdPties>`;
}

function xmlEntry(entry: FixtureEntry, isNew: boolean, day: string): string {
  const {
    amount,
    date = day,
    reference,
    endToEndId,
    name = 'Muster GmbH',
    text,
    status = 'BOOK',
    details,
  } = entry;
  const refs = endToEndId ? `<Refs><EndToEndId>${endToEndId}</EndToEndId></Refs>` : '';
  const remittance = text ? `<RmtInf><Ustrd>${text}</Ustrd></RmtInf>` : '';
  const detail = (own: string, index: number) =>
    details
      ? `<TxDtls><Refs><EndToEndId>${endToEndId ?? 'E'}-${index}</EndToEndId></Refs>${money(own)}${party(isNew, own, `${name} ${index}`)}${remittance}</TxDtls>`
      : `<TxDtls>${refs}${party(isNew, own, name)}${remittance}</TxDtls>`;
  const inner = (details ?? [amount]).map(detail).join('');
  return (
    `<Ntry>${money(amount)}<Sts>${isNew ? `<Cd>${status}</Cd>` : status}</Sts><BookgDt><Dt>${date}</Dt></BookgDt>` +
    `<ValDt><Dt>${date}</Dt></ValDt>${reference ? `<AcctSvcrRef>${reference}</AcctSvcrRef>` : ''}` +
    `<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>` +
    `${details?.length === 0 ? '' : `<NtryDtls>${inner}</NtryDtls>`}${entry.more ?? ''}</Ntry>`
  );
}

function balance(type: string, amount: string, date: string): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp>${money(amount)}<Dt><Dt>${date}</Dt></Dt></Bal>`;
}

function xmlStatement(of: FixtureStatement, tag: string, isNew: boolean): string {
  const { account = OWN_IBAN, id = 'S1', number = 1, opening = '100.00', date = '2026-03-02', entries } = of;
  const booked = entries.filter(({ status = 'BOOK' }) => status === 'BOOK');
  const sum = booked.reduce((total, { amount }) => total + cents(amount), cents(opening));
  const balances =
    of.closing === null
      ? ''
      : balance('OPBD', opening, date) + balance('CLBD', of.closing ?? decimal(sum), date);
  return (
    `<${tag}><Id>${id}</Id><ElctrncSeqNb>${number}</ElctrncSeqNb><CreDtTm>${date}T20:00:00+01:00</CreDtTm>` +
    `<Acct><Id><IBAN>${account}</IBAN></Id><Ccy>EUR</Ccy></Acct>\n${balances}${of.summary ?? ''}\n` +
    `${entries.map((entry) => xmlEntry(entry, isNew, date)).join('\n')}</${tag}>`
  );
}

/** A camt file of our own: as many statements as given, of one message and version. */
export function camtFile(...statements: readonly FixtureStatement[]): string {
  const { message = 'camt.053', version = '08' } = statements[0] ?? {};
  const [root, tag] = SHAPES[message];
  const isNew = Number(version) >= 8;
  const inner = statements.map((one) => xmlStatement(one, tag, isNew)).join('\n');
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${message}.001.${version}">` +
    `<${root}><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-03-02T20:00:00</CreDtTm></GrpHdr>\n${inner}\n</${root}></Document>\n`
  );
}
