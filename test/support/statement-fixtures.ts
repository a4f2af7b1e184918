/** One movement of a made-up camt statement. */
export interface CamtEntry {
  readonly amount: string;
  readonly date?: string;
  readonly reference?: string;
  readonly status?: string;
  readonly details?: readonly CamtDetail[];
  /** Domain, family and subfamily of ISO 20022. */
  readonly code?: string;
  /** `Btch`: the file and the group of it that a batch entry is about. */
  readonly batch?: { readonly messageId?: string; readonly groupId?: string };
}

export interface CamtDetail {
  readonly amount?: string;
  readonly endToEndId?: string;
  readonly remittance?: string;
  readonly name?: string;
  readonly iban?: string;
  readonly groupId?: string;
  readonly returnReason?: string;
  /** Ordered amount, before charges. */
  readonly instructed?: string;
  readonly charges?: string;
}

export interface CamtFile {
  readonly iban?: string;
  readonly id?: string;
  readonly sequence?: string;
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

/** An element, unless there is nothing to put into it. */
const element = (name: string, content: string | undefined, attributes = '') =>
  content === undefined || content === '' ? '' : `<${name}${attributes}>${content}</${name}>`;

const EURO = ' Ccy="EUR"';

function detail(of: CamtDetail, received: boolean): string {
  const { amount, endToEndId, groupId, remittance, name, iban, returnReason, instructed, charges } = of;
  const role = received ? 'Dbtr' : 'Cdtr';
  const escaped = (text: string | undefined) => (text === undefined ? undefined : escapeXml(text));
  const refs = element('Refs', element('PmtInfId', groupId) + element('EndToEndId', escaped(endToEndId)));
  const ordered = element('AmtDtls', element('InstdAmt', element('Amt', instructed, EURO)));
  const charged = element('Chrgs', element('Rcrd', element('Amt', charges, EURO)));
  const party = element(role, element('Pty', element('Nm', escaped(name))));
  const account = element(`${role}Acct`, element('Id', element('IBAN', iban)));
  const text = element('RmtInf', element('Ustrd', escaped(remittance)));
  const returned = element('RtrInf', element('Rsn', element('Cd', returnReason)));
  const own = element('Amt', amount, EURO);
  return `<TxDtls>${refs}${own}${ordered}${charged}<RltdPties>${party}${account}</RltdPties>${text}${returned}</TxDtls>`;
}

function entry({
  amount,
  date = '2026-03-20',
  reference,
  status = 'BOOK',
  details = [{}],
  code = 'PMNT-RCDT-ESCT',
  batch = {},
}: CamtEntry): string {
  const received = !amount.startsWith('-');
  const bank = element('AcctSvcrRef', reference);
  const [domain, family, subfamily] = code.split('-');
  const coded = `<BkTxCd><Domn><Cd>${domain}</Cd><Fmly><Cd>${family}</Cd><SubFmlyCd>${subfamily}</SubFmlyCd></Fmly></Domn></BkTxCd>`;
  const head = element('Btch', element('MsgId', batch.messageId) + element('PmtInfId', batch.groupId));
  const inside = details.map((one) => detail(one, received)).join('');
  return `<Ntry>${sided(amount)}<Sts><Cd>${status}</Cd></Sts><BookgDt><Dt>${date}</Dt></BookgDt><ValDt><Dt>${date}</Dt></ValDt>${bank}${coded}<NtryDtls>${head}${inside}</NtryDtls></Ntry>\n`;
}

/** A camt file as banks send it. */
export function camtFile(file: CamtFile): string {
  const {
    iban = OWN_IBAN,
    id = 'S-1',
    sequence,
    message = '053',
    version = '08',
    opening,
    closing,
    summary = '',
  } = file;
  const [root, statement] = ELEMENT[message];
  const balances = `${opening === undefined ? '' : balance('OPBD', opening)}${closing === undefined ? '' : balance('CLBD', closing)}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${message}.001.${version}"><${root}><GrpHdr><MsgId>M</MsgId></GrpHdr><${statement}><Id>${id}</Id>${element('ElctrncSeqNb', sequence)}<Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>${balances}${summary}
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
