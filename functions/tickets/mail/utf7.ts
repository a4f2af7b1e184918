const SHIFTED = /\+([A-Za-z0-9+/]*)-?/g;

/** Decodes UTF-7 (RFC 2152), in which old programs of Outlook write. */
export function decodeUtf7(text: string): string {
  return text.replaceAll(SHIFTED, (_, coded: string) => {
    if (coded === '') return '+';
    const bytes = Buffer.from(coded, 'base64');
    let decoded = '';
    for (let at = 0; at + 1 < bytes.length; at += 2) decoded += String.fromCharCode(bytes.readUInt16BE(at));
    return decoded;
  });
}
