interface Told {
  readonly id: string;
  readonly status: string;
  readonly code?: string;
  readonly words?: readonly string[];
}

interface Report {
  readonly messageId: string;
  readonly groupStatus?: string;
  readonly groupCode?: string;
  readonly paymentInformationStatus?: string;
  readonly payments?: readonly Told[];
  readonly proprietary?: boolean;
}

/** A bank's status report (pain.002.001.10) in its plainest form, as tests need it. */
export function statusReport(report: Report): string {
  const { messageId, groupStatus, groupCode, paymentInformationStatus, payments = [], proprietary } = report;
  const name = proprietary ? 'Prtry' : 'Cd';
  const reason = (code?: string, words: readonly string[] = []) =>
    code === undefined
      ? ''
      : `<StsRsnInf><Rsn><${name}>${code}</${name}></Rsn>${words.map((word) => `<AddtlInf>${word}</AddtlInf>`).join('')}</StsRsnInf>`;
  const status = (element: string, value?: string) =>
    value === undefined ? '' : `<${element}>${value}</${element}>`;
  const told = payments.map(
    ({ id, status: value, code, words }) =>
      `<TxInfAndSts><OrgnlEndToEndId>${id}</OrgnlEndToEndId>${status('TxSts', value)}${reason(code, words)}</TxInfAndSts>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>B-1</MsgId><CreDtTm>2026-06-17T09:00:00Z</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>${messageId}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>${status('GrpSts', groupStatus)}${reason(groupCode)}</OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>${messageId}-1</OrgnlPmtInfId>${status('PmtInfSts', paymentInformationStatus)}${told.join('')}</OrgnlPmtInfAndSts>
</CstmrPmtStsRpt></Document>
`;
}
