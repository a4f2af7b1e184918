import { describe, expect, it } from 'vitest';
import { readStatusReport } from '../../../functions/payments/domain/read-status-report.ts';
import { parseXml } from '../../../functions/payments/parse-xml.ts';
import { statusReport } from '../../support/status-report.ts';

const read = (xml: string) => readStatusReport(parseXml(Buffer.from(xml)).root);
const CORE = '01JDC5M6Z0R7W5V0G3N1Q8T2XK';

describe('a status report', () => {
  it('tells of payments before groups before the file', () => {
    const xml = statusReport({
      messageId: `PAY-${CORE}`,
      groupStatus: 'PART',
      payments: [
        { id: `${CORE}-0001`, status: 'RJCT', code: 'AC04', words: ['Account', 'closed'] },
        { id: `${CORE}-0002`, status: 'ACSC' },
      ],
      paymentInformationStatus: 'ACTC',
    });
    const { createdOn, statements } = read(xml);
    expect(createdOn).toBe('2026-06-17');
    expect(
      statements.map(({ scope, number, outcome, code, detail }) => [scope, number, outcome, code, detail]),
    ).toEqual([
      ['payment', 1, 'rejected', 'AC04', 'Account closed'],
      ['payment', 2, 'accepted', 'ACSC', ''],
      ['group', undefined, 'pending', 'ACTC', ''],
      ['run', undefined, 'pending', 'PART', ''],
    ]);
    expect(new Set(statements.map(({ runId }) => runId))).toEqual(new Set([`pay_${CORE}`]));
    expect(
      read(
        xml
          .replaceAll('<', '<x:')
          .replaceAll('<x:/', '</x:')
          .replaceAll('<x:?', '<?')
          .replace('xmlns=', 'xmlns:x='),
      ),
    ).toEqual({ createdOn, statements });
  });

  it('of other payments, with codes of the bank’s own, unknown statuses', () => {
    const payments = [
      { id: 'NOTPROVIDED', status: 'RJCT', code: 'own' },
      { id: `${CORE}-0003`, status: 'XXXX' },
    ];
    const { statements } = read(statusReport({ messageId: 'other', payments, proprietary: true }));
    expect(statements.map(({ runId, outcome, code }) => [runId, outcome, code])).toEqual([
      [undefined, 'rejected', 'own'],
      [`pay_${CORE}`, undefined, 'XXXX'],
    ]);
  });

  it.each([
    ['', /Start tag|root/i],
    ['<a>', /tag/i],
    ['<!DOCTYPE x [<!ENTITY a "b">]><Document/>', /document type/],
    ['<Document><CstmrCdtTrfInitn/></Document>', /no status report/],
    [
      '<Document><CstmrPmtStsRpt><GrpHdr><CreDtTm>now</CreDtTm></GrpHdr></CstmrPmtStsRpt></Document>',
      /when it was made/,
    ],
    ['<Document><CstmrPmtStsRpt>text</CstmrPmtStsRpt></Document>', /when it was made/],
    ['\u0000', /./],
    ['{"a":1}', /./],
  ])('%j is refused', (xml, why) => {
    expect(() => read(xml)).toThrowError(why);
    try {
      read(xml);
    } catch (error) {
      expect((error as { code?: string }).code).toBe('payments.report-refused');
    }
  });

  it('names of objects’ own members are no elements', () => {
    const xml =
      '<Document><CstmrPmtStsRpt><GrpHdr><CreDtTm>2026-06-17T01:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>constructor</OrgnlMsgId><GrpSts>toString</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>';
    expect(read(xml).statements).toMatchObject([{ runId: undefined, outcome: undefined }]);
  });
});
