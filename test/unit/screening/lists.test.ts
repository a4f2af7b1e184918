import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesKey } from '../../../functions/screening/domain/list-entry.ts';
import { compareVersions, parkReasons } from '../../../functions/screening/domain/lists/accept-version.ts';
import { openList } from '../../../functions/screening/domain/lists/open-list.ts';
import {
  packEntries,
  splitParts,
  unpackEntries,
} from '../../../functions/screening/domain/lists/pack-entries.ts';
import { chunksOf } from '../../support/byte-chunks.ts';
import { euListXml } from '../../support/sanctions-fixtures.ts';

async function read(text: string, size = 7) {
  const file = await openList(chunksOf(Buffer.from(text), size));
  return { ...file, items: await Array.fromAsync(file.items) };
}

const IVANOV = {
  id: '13',
  names: ['Sergei IVANOV', { text: 'Сергей & Co', strong: false }],
  born: '1965-03-12',
  country: 'RU',
};

describe('the EU list', () => {
  it('gives entries with names, birth, country and act', async () => {
    const xml = euListXml([IVANOV, { id: '14', names: ['ACME "Trading" LLC'], kind: 'E', born: '1990' }]);
    const file = await read(`\uFEFF${xml}`);
    expect(file).toMatchObject({ list: 'eu-fsf', generatedAt: '2026-06-01T10:00:00.000+02:00' });
    expect(file.items.map(({ entry }) => entry)).toEqual([
      {
        id: '13',
        kind: 'person',
        names: [{ text: 'Sergei IVANOV' }, { text: 'Сергей & Co', weak: true }],
        births: ['1965-03-12'],
        countries: ['RU'],
        reference: 'EU.13.1',
        programme: 'UKR',
        regulation: '2022/336 (OJ L58)',
      },
      expect.objectContaining({ id: '14', kind: 'entity', births: ['1990'] }),
    ]);
    expect(file.items.map(({ firstRow }) => firstRow)).toEqual([1, 2]);
  });

  it('says which entry it cannot take, and goes on', async () => {
    const { items } = await read(euListXml([{ id: '1', names: [] }, { id: '2', names: ['--'] }, IVANOV]));
    expect(items.map(({ problem }) => problem)).toEqual([
      expect.stringMatching(/^Line 3: it has no name/),
      expect.stringMatching(/neither letter nor digit/),
      undefined,
    ]);
  });

  it.each([
    ['a list that breaks off', euListXml([IVANOV]).slice(0, -30), /not well-formed/],
    [
      'a document type',
      euListXml([IVANOV]).replace('<export', '<!DOCTYPE x [<!ENTITY a "b">]><export'),
      /DOCTYPE/,
    ],
    ['an unknown entity', euListXml([IVANOV]).replace('made up', '&xxe;'), /not well-formed/],
    ['another namespace', euListXml([IVANOV]).replace('fsd/export', 'fsd/other'), /namespace/],
    [
      'a text without end',
      euListXml([IVANOV]).replace('made up', 'x'.repeat(400_000)),
      /more than 262144 characters/,
    ],
    ['elements without end', euListXml([IVANOV]).replace('made up', '<a>'.repeat(50)), /too deep/],
    ['too many elements', euListXml([IVANOV]).replace('made up', '<a/>'.repeat(30_000)), /too many elements/],
  ])('refuses %s with the line', async (_what, xml, message) => {
    await expect(read(xml, 65_536)).rejects.toThrow(message);
  });

  it('refuses bytes that are not UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from(euListXml([IVANOV]).slice(0, 300)),
      Buffer.from([0xff, 0xfe, 0xff]),
    ]);
    async function* chunks() {
      yield new Uint8Array(bytes);
    }
    await expect(openList(chunks()).then(({ items }) => Array.fromAsync(items))).rejects.toThrow(/UTF-8/);
  });
});

describe('a list as CSV', () => {
  it('is known by its headings, with comma or semicolon', async () => {
    const file = await read(
      'list;id;name;aliases;weakAliases;kind;births;countries\nown;1;Ivan Petrov;Iwan Petrow | И. Петров;Vanya;person;1970 | 1971-02-03;RU|BY\n',
    );
    expect(file).toMatchObject({ list: 'own', delimiter: ';' });
    expect(file.items).toMatchObject([
      {
        firstRow: 2,
        entry: {
          id: '1',
          kind: 'person',
          names: [
            { text: 'Ivan Petrov' },
            { text: 'Iwan Petrow' },
            { text: 'И. Петров' },
            { text: 'Vanya', weak: true },
          ],
          births: ['1970', '1971-02-03'],
          countries: ['RU', 'BY'],
        },
      },
    ]);
  });

  it.each([
    ['own,1,A B,ship,', /kind "ship"/],
    ['own,1,A B,,31.12.1970', /neither a day/],
    ['other,1,A B,,', /belongs to the list "other"/],
    ['own,a b,A B,,', /is no id/],
    ['own,1,,,', /no name/],
    ['own,1,A B,,,x', /has 6 fields/],
  ])('refuses the row %s', async (row, message) => {
    const { items } = await read(`list,id,name,kind,births\nown,0,Ivan,,\n${row}\n`);
    expect(items[1]?.problem).toMatch(message);
  });

  it.each([
    ['list,id\nown,1\n', /column name is missing/],
    ['list,id,name,colour\n', /"colour" is none of the columns/],
    ['list,id,name\n', /no entry/],
    ['list,id,name\neu-fsf,1,A\n', /EU's XML only/],
    ['', /column list is missing/],
  ])('refuses the file %j', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});

describe('versions', () => {
  const entry = (id: string, text: string) => ({ id, kind: 'person' as const, names: [{ text }] });

  it('are parked where half of the entries are missing, or where they are older', () => {
    const former = { entries: 100, generatedAt: '2026-06-02T00:00:00Z' };
    expect(parkReasons(undefined, { entries: 1 })).toEqual([]);
    expect(parkReasons(former, { entries: 50 })).toEqual([]);
    expect(parkReasons(former, { entries: 49, generatedAt: '2026-06-01T00:00:00Z' })).toEqual([
      'half-gone',
      'older',
    ]);
  });

  it('tell what is new, changed and gone', () => {
    const difference = compareVersions(
      [entry('1', 'A B'), entry('2', 'C'), entry('3', 'D')],
      [entry('1', 'B, a'), entry('2', 'X'), entry('4', 'E')],
    );
    expect(difference).toMatchObject({ added: 1, changed: 1, gone: [{ id: '3' }] });
  });

  it('are remembered by names, not by how they are written or ordered', () => {
    const one = { names: [{ text: 'Köhler, Anna' }, { text: 'A. K.' }] };
    expect(namesKey(one)).toBe(namesKey({ names: [{ text: 'A K' }, { text: 'ANNA KOEHLER' }] }));
  });

  it('are packed in parts that fit, in order and whole', () => {
    const sized = fc.integer({ min: 1, max: 300_000 }).map((length) => entry('1', 'x'.repeat(length)));
    fc.assert(
      fc.property(fc.array(sized, { maxLength: 8 }), (entries) => {
        const parts = splitParts(entries);
        expect(parts.flatMap(({ from, to }) => entries.slice(from, to))).toEqual(entries);
        for (const { from, to } of parts)
          expect(unpackEntries(packEntries(entries.slice(from, to)))).toEqual(entries.slice(from, to));
      }),
      { numRuns: 20 },
    );
  });
});
