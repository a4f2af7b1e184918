import { XRECHNUNG, XRECHNUNG_CVD, XRECHNUNG_EXTENSION } from '../../profile.ts';
import { each, missingIf, NO_PROBLEM, problemIf, type Rule, rule } from '../rule.ts';

const IDENTIFIERS: ReadonlySet<string> = new Set([XRECHNUNG, XRECHNUNG_EXTENSION, XRECHNUNG_CVD]);
const TYPES: ReadonlySet<string> = new Set(['326', '380', '384', '389', '381', '875', '876', '877']);
const CORRECTED = '384';
/** RFC 3986, as far as the rule looks: a scheme of two characters or more and a colon. */
const ABSOLUTE_URL = /^[a-zA-Z][a-zA-Z0-9+.-]+:/;

/** What XRechnung demands of the document beyond EN 16931. */
export const XR_DOCUMENT_RULES: readonly Rule[] = [
  rule('BR-DE-1', 'BG-16', ({ paymentInstructions }) =>
    missingIf(paymentInstructions === undefined, '/paymentInstructions', 'Payment instructions (BG-16)'),
  ),
  rule('BR-DE-14', 'BT-119', ({ vatBreakdowns }) =>
    each(vatBreakdowns, '/vatBreakdowns', ({ rate }, path) =>
      missingIf(rate === undefined, path, 'VAT rate of the breakdown (BT-119)'),
    ),
  ),
  rule('BR-DE-15', 'BT-10', ({ buyerReference }) =>
    missingIf(
      buyerReference === undefined,
      '/buyerReference',
      'Buyer reference (BT-10), the Leitweg-ID of public buyers,',
    ),
  ),
  rule(
    'BR-DE-17',
    'BT-3',
    ({ typeCode }) =>
      problemIf(
        typeCode !== undefined && !TYPES.has(typeCode),
        '/typeCode',
        `Type ${typeCode} is none of those that XRechnung uses (${[...TYPES].join(', ')}).`,
      ),
    'warning',
  ),
  rule(
    'BR-DE-21',
    'BT-24',
    ({ specification }) =>
      problemIf(
        specification !== undefined && !IDENTIFIERS.has(specification),
        '/specification',
        'The specification identifier is not that of XRechnung 3.0.',
      ),
    'warning',
  ),
  rule('BR-DE-22', 'BT-125', ({ supportingDocuments }) => {
    const seen = new Set<string>();
    return each(supportingDocuments, '/supportingDocuments', ({ file }, path) => {
      if (file?.fileName === undefined) return NO_PROBLEM;
      const again = seen.has(file.fileName);
      seen.add(file.fileName);
      return problemIf(again, `${path}/file`, `Two embedded files have the name ${file.fileName}.`);
    });
  }),
  rule(
    'BR-DE-26',
    'BG-3',
    ({ typeCode, precedingInvoices }) =>
      missingIf(
        typeCode === CORRECTED && precedingInvoices.length === 0,
        '/precedingInvoices',
        'The invoice that a corrected invoice (384) corrects (BG-3)',
      ),
    'warning',
  ),
  rule(
    'BR-DE-TMP-32',
    'BT-72 BG-14 BG-26',
    ({ delivery, lines }) => {
      const stated = delivery?.date !== undefined || delivery?.period !== undefined;
      const byLine = lines.length > 0 && lines.every(({ period }) => period !== undefined);
      const text =
        'Neither a day of delivery (BT-72), nor an invoicing period (BG-14), nor a period in every line (BG-26) is stated.';
      return problemIf(!stated && !byLine, '/delivery', text);
    },
    'information',
  ),
  rule(
    'BR-TMP-2',
    'BT-124',
    ({ supportingDocuments }) =>
      each(supportingDocuments, '/supportingDocuments', ({ location }, path) =>
        problemIf(
          location !== undefined && !ABSOLUTE_URL.test(location),
          path,
          'The location of the document (BT-124) is no absolute URL.',
        ),
      ),
    'warning',
  ),
];
