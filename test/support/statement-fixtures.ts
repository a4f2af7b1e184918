/** One movement of a made-up camt statement. */
export interface CamtEntry {
  readonly amount: string;
  readonly date?: string;
  readonly reference?: string;
  readonly status?: string;
  readonly details?: readonly CamtDetail[];
}

export interface CamtDetail {
  readonly amount?: string;
  readonly endToEndId?: string;
  readonly remittance?: string;
  readonly name?: string;
  readonly iban?: string;
}

export interface CamtFile {
  readonly iban?: string;
  readonly id?: string;
  readonly message?: '052' | '053' | '054';
  readonly version?: string;
  readonly opening?: string;
  readonly closing?: string;
  readonly summary?: string;
  readonly entries: readonly CamtEntry[];
}

export const OWN_IBAN = 'DE89370400440532013000';

const ELEMENT = { '052': ['BkToCstmrAcctRpt', 'Rpt'], '053': ['BkToCstmrStmt', 'Stmt'], '054': ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'] } as const; // biome-ignore format: a table

const escapeXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function sided(amount: string): string {
  const sign = amount.startsWith('-') ? 'DBIT' : 'CRDT';
  return `<Amt Ccy="EUR">${amount.replace('-', '')}</Amt><CdtDbtInd>${sign}</CdtDbtInd>`;
}

function balance(code: string, amount: string): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${sided(amount)}<Dt><Dt>2026-03-20</Dt></Dt></Bal>`;
}

function detail({ amount, endToEndId, remittance, name, iban }: CamtDetail, received: boolean): string {
  const role = received ? 'Dbtr' : 'Cdtr';
  const refs =
    endToEndId === undefined ? '' : `<Refs><EndToEndId>${escapeXml(endToEndId)}</EndToEndId></Refs>`;
  const own = amount === undefined ? '' : `<Amt Ccy="EUR">${amount}</Amt>`;
  const party = name === undefined ? '' : `<${role}><Pty><Nm>${escapeXml(name)}</Nm></Pty></${role}>`;
  const account = iban === undefined ? '' : `<${role}Acct><Id><IBAN>${iban}</IBAN></Id></${role}Acct>`;
  const text = remittance === undefined ? '' : `<RmtInf><Ustrd>${escapeXml(remittance)}</Ustrd></RmtInf>`;
  return `<TxDtls>${refs}${own}<RltdPties>${party}${account}</RltdPties>${text}</TxDtls>`;
}

function entry({
  amount,
  date = '2026-03-20',
  reference,
  status = 'BOOK',
  details = [{}],
}: CamtEntry): string {
  const received = !amount.startsWith('-');
  const bank = reference === undefined ? '' : `<AcctSvcrRef>${reference}</AcctSvcrRef>`;
  const inside = details.map((one) => detail(one, received)).join('');
  return `<Ntry>${sided(amount)}<Sts><Cd>${status}</Cd></Sts><BookgDt><Dt>${date}</Dt></BookgDt><ValDt><Dt>${date}</Dt></ValDt>${bank}<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls>${inside}</NtryDtls></Ntry>\n`;
}

/** A camt file as banks send it. */
export function camtFile(file: CamtFile): string {
  const {
    iban = OWN_IBAN,
    id = 'S-1',
    message = '053',
    version = '08',
    opening,
    closing,
    summary = '',
  } = file;
  const [root, statement] = ELEMENT[message];
  const balances = `${opening === undefined ? '' : balance('OPBD', opening)}${closing === undefined ? '' : balance('CLBD', closing)}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${message}.001.${version}"><${root}><GrpHdr><MsgId>M</MsgId></GrpHdr><${statement}><Id>${id}</Id><Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>${balances}${summary}
${file.entries.map(entry).join('')}</${statement}></${root}></Document>
`;
}

/** A small MT940 with German subfields. */
export const MT940 = [
  ':20:STARTUMS',
  ':25:37040044/0532013000EUR',
  ':28C:00042/001',
  ':60F:C260319EUR1000,00',
  ':61:2603200320CR119,00N166NONREF//BANK-1',
  ':86:166?00GUTSCHRIFT?10931?20EREF+E2E-1?21SVWZ+Rechnung RE-10?22 01 Danke?30COBADEFF?31DE02120300000000202051?32Müller & Söhne?33 GmbH',
  ':61:2603200320DR19,00NCHGNONREF',
  ':86:808?00ENTGELT?20Kontoführung',
  ':62F:C260320EUR1100,00',
  '-',
  '',
].join('\r\n');

export async function* bytesOf(content: string, chunk = 64): AsyncGenerator<Uint8Array, void, undefined> {
  const bytes = Buffer.from(content, 'utf8');
  for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
}
