/** What field :86: says, as far as we keep it. */
export interface Information {
  readonly code?: string;
  readonly remittance: string;
  readonly endToEndId?: string;
  readonly mandateId?: string;
  readonly creditorId?: string;
  readonly name?: string;
  readonly iban?: string;
  readonly bic?: string;
  readonly returnReason?: string;
  /** What the orderer called his batch (KREF+): PmtInfId or MsgId, as the bank has it. */
  readonly paymentGroupId?: string;
  /** Amounts as written, `OAMT+EUR 50,00`: the original one, and charges. */
  readonly original?: string;
  readonly charges?: string;
}

/** Identifiers that German banks put in front of the parts of a SEPA remittance (DK, Anlage 3 chapter 8.2). */
const SEPA_TAGS = /(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|PURP|IBAN|BIC)\+/g;

function sepaParts(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  const marks = [...text.matchAll(SEPA_TAGS)];
  marks.forEach((mark, index) => {
    const start = mark.index + mark[0].length;
    const value = text.slice(start, marks[index + 1]?.index).trim();
    parts.set(mark[1] ?? '', value);
  });
  if (marks[0] && marks[0].index > 0) parts.set('', text.slice(0, marks[0].index).trim());
  return parts;
}

function given<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined || value === '' ? {} : { [key]: value }) as { [P in K]?: string };
}

/** Subfields `?20` to `?29` and `?60` to `?63` are one text that was cut at 27 characters: joined without spaces. */
function remittanceOf(fields: ReadonlyMap<string, string>): string {
  const numbers = [...fields.keys()].filter((key) => /^(2\d|6[0-3])$/.test(key)).sort();
  return numbers.map((key) => fields.get(key) ?? '').join('');
}

function structured(text: string): Information {
  const fields = new Map<string, string>();
  for (const [, key = '', value = ''] of text.slice(3).matchAll(/\?(\d\d)([^?]*)/g)) {
    fields.set(key, `${fields.get(key) ?? ''}${value}`);
  }
  const whole = remittanceOf(fields);
  const parts = sepaParts(whole);
  const bank = fields.get('30');
  return {
    code: text.slice(0, 3),
    remittance: parts.size > 0 ? [parts.get(''), parts.get('SVWZ')].filter(Boolean).join(' ') : whole.trim(),
    ...given('endToEndId', parts.get('EREF')),
    ...given('mandateId', parts.get('MREF')),
    ...given('creditorId', parts.get('CRED')),
    ...given('name', `${fields.get('32') ?? ''}${fields.get('33') ?? ''}`.trim()),
    ...given('iban', fields.get('31')?.replace(/\s/g, '')),
    ...given('bic', bank),
    ...given('returnReason', fields.get('34')),
    ...given('paymentGroupId', parts.get('KREF')),
    ...given('original', parts.get('OAMT')),
    ...given('charges', parts.get('COAM')),
  };
}

/** The slash form that other banks write: `/EREF/…/NAME/…/REMI/…`. */
function slashed(text: string): Information | undefined {
  const marks = [...text.matchAll(/\/(EREF|NAME|REMI|IBAN|BIC|MARF|CSID|RTRN|TRCD|ORDP|BENM)\//g)];
  if (marks.length === 0) return undefined;
  const parts = new Map(
    marks.map((mark, index) => {
      const end = marks[index + 1]?.index;
      return [
        mark[1] ?? '',
        text
          .slice(mark.index + mark[0].length, end)
          .replace(/^\/+|\/+$/g, '')
          .trim(),
      ];
    }),
  );
  return {
    remittance: parts.get('REMI') ?? '',
    ...given('endToEndId', parts.get('EREF')),
    ...given('mandateId', parts.get('MARF')),
    ...given('creditorId', parts.get('CSID')),
    ...given('name', parts.get('NAME')),
    ...given('iban', parts.get('IBAN')),
    ...given('bic', parts.get('BIC')),
    ...given('returnReason', parts.get('RTRN')),
  };
}

/**
 * Reads field :86: in the forms that banks write: German subfields behind the business transaction code (GVC, `166?00…?20…`), the
 * slash form, or plain text.
 */
export function readInformation(lines: readonly string[]): Information {
  const joined = lines.join('');
  if (/^\d{3}\?/.test(joined)) return structured(joined);
  return slashed(joined) ?? { remittance: lines.join(' ').trim() };
}
