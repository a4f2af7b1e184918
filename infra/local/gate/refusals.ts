import type { Service } from './gate-request.ts';

/** An answer the gate gives itself, in the words of the service that was asked. */
export interface GateAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** `AccessDenied` as each service says it, so that the SDK throws the same error as on AWS. */
export function accessDenied(service: Service, message: string): GateAnswer {
  switch (service) {
    case 's3':
      return s3Error(403, 'AccessDenied', message);
    case 'sns':
      return xml(
        403,
        `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>${escapeXml(message)}</Message></Error><RequestId>gate</RequestId></ErrorResponse>`,
      );
    case 'sqs':
      return jsonError(403, 'AccessDeniedException', message, {
        'x-amzn-query-error': 'AccessDenied;Sender',
      });
    default:
      return jsonError(400, 'AccessDeniedException', message);
  }
}

export function jsonError(
  status: number,
  type: string,
  message: string,
  headers: Record<string, string> = {},
): GateAnswer {
  const body = JSON.stringify({ __type: `com.amazon.coral.service#${type}`, message });
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0', ...headers }, body };
}

export function s3Error(status: number, code: string, message: string): GateAnswer {
  return xml(
    status,
    `<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message><RequestId>gate</RequestId></Error>`,
  );
}

function xml(status: number, content: string): GateAnswer {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${content}`,
  };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
