import { expect, test } from 'vitest';
import { voucherIdOf, voucherType } from '../../../functions/ledger/domain/voucher.ts';

test.each([
  ['%PDF-1.7\n', 'application/pdf'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff\xe0', 'image/jpeg'],
  ['II*\0', 'image/tiff'],
  ['<?xml version="1.0"?><Invoice/>', 'application/xml'],
  ['\xef\xbb\xbf  <rsm:CrossIndustryInvoice>', 'application/xml'],
])('the content %j is %s', (content, type) => {
  expect(voucherType(Buffer.from(content, 'latin1'))).toBe(type);
});

test.each(['', 'MZ\x90', '<!DOCTYPE html><html>', '<html>', '%PD', 'just text'])(
  '%j is no voucher',
  (content) => {
    expect(() => voucherType(Buffer.from(content, 'latin1'))).toThrow(/PDF, PNG, JPEG, TIFF or XML/);
  },
);

test('a voucher has the ending of its upload', () => {
  expect(voucherIdOf('imp_01JDC5M6Z0R7W5V0G3N1Q8T2XK')).toBe('vch_01JDC5M6Z0R7W5V0G3N1Q8T2XK');
});
