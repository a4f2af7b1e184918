import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { XmlHandler } from '../../../shared/kernel/xml-handler.ts';
import { MAX_DEPTH, readXml } from '../../../shared/xml/read-xml.ts';

function recorder() {
  const events: string[] = [];
  let text = '';
  const flush = () => {
    if (text) events.push(`"${text}"`);
    text = '';
  };
  const handler: XmlHandler = {
    open: (name, attributes, { line, column }) => {
      flush();
      events.push(`<${name} ${JSON.stringify(attributes)} ${line}:${column}`);
    },
    text: (piece) => {
      text += piece;
    },
    close: (name) => {
      flush();
      events.push(`/${name}`);
    },
  };
  return { handler, events };
}

async function* cut(bytes: Uint8Array, sizes: readonly number[] = [bytes.length]) {
  for (let at = 0, step = 0; at < bytes.length; step += 1) {
    const size = Math.max(1, sizes[step % sizes.length] ?? 1);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function read(bytes: Uint8Array, sizes?: readonly number[]): Promise<string[]> {
  const { handler, events } = recorder();
  for await (const _ of readXml(cut(bytes, sizes), handler));
  return events;
}

const XML =
  '<?xml version="1.0"?>\n<n:a x="1">Grün &amp; <b>€ 5 &lt; 6</b><![CDATA[<c>]]><!-- no --></n:a>\n';

describe('an XML file', () => {
  it('is told in events, names without prefix, entities resolved', async () => {
    expect(await read(Buffer.from(XML))).toEqual([
      '<a {"x":"1"} 2:12',
      '"Grün & "',
      '<b {} 2:26',
      '"€ 5 < 6"',
      '/b',
      '"<c>"',
      '/a',
    ]);
  });

  it('reads the same wherever it is cut', async () => {
    const whole = await read(Buffer.from(XML));
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(sizes, async (some) => {
        expect(await read(Buffer.from(XML), some)).toEqual(whole);
      }),
    );
  });

  it.each([
    ['utf-8 with mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('<a>ü</a>')])],
    ['utf-16le with mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<a>ü</a>', 'utf16le')])],
    ['ISO-8859-1', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>ü</a>', 'latin1')],
    ['windows-1252', Buffer.from("<?xml version='1.0' encoding='windows-1252'?><a>ü</a>", 'latin1')],
  ])('in %s is decoded', async (_, bytes) => {
    expect(await read(bytes)).toContain('"ü"');
  });

  it.each([
    ['cut off', '<a><b>', 'transfers.xml-malformed'],
    ['with tags crossed', '<a><b></a></b>', 'transfers.xml-malformed'],
    ['with two roots', '<a/><b/>', 'transfers.xml-malformed'],
    ['with an attribute twice', '<a x="1" x="2"/>', 'transfers.xml-malformed'],
    ['with an entity of its own', '<a>&bomb;</a>', 'transfers.xml-malformed'],
    ['empty', '', 'transfers.xml-malformed'],
    ['with a DOCTYPE', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'transfers.xml-doctype'],
    ['with an outside DTD', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'transfers.xml-doctype'],
    ['in an unknown encoding', '<?xml version="1.0" encoding="EBCDIC"?><a/>', 'transfers.xml-encoding'],
    ['too deep', '<a>'.repeat(MAX_DEPTH + 1), 'transfers.xml-limits'],
    ['with a text too long', `<a>${'x'.repeat(100_001)}</a>`, 'transfers.xml-limits'],
  ])('%s is refused with its place', async (_, text, code) => {
    await expect(read(Buffer.from(text))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/line \d/i),
    });
  });

  it('whose bytes are not in its encoding is refused, not repaired', async () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a>Gr\xfcn</a>', 'latin1');
    await expect(read(bytes)).rejects.toMatchObject({ code: 'transfers.xml-encoding' });
  });

  it.each(['<a ', '<a>', '<a x="', '<!--', '<![CDATA[', '<!DOCTYPE a ['])(
    'of one line without end is given up early after %s',
    async (start) => {
      let handedOut = 0;
      async function* endless(): AsyncGenerator<Uint8Array, void, undefined> {
        yield Buffer.from(start);
        for (;;) {
          handedOut += 65_536;
          yield Buffer.alloc(65_536, 0x78);
        }
      }
      const reading = async () => {
        for await (const _ of readXml(endless(), recorder().handler));
      };
      await expect(reading()).rejects.toMatchObject({ code: expect.stringContaining('transfers.xml-') });
      expect(handedOut).toBeLessThan(2_000_000);
    },
  );
});
