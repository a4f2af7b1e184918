import { createServer, request as requestPlain, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAgency, type Dial, placeProblem } from '../../../functions/credit/agencies/ask-agency.ts';
import { AgenciesConfig, agencyPlaces } from '../../../functions/credit/agencies/places.ts';
import { isPublicAddress, lookUpPublic } from '../../../functions/credit/agencies/public-address.ts';
import { readAgencyAnswer } from '../../../functions/credit/domain/ratings/agency-answer.ts';
import {
  isYoung,
  keepRating,
  type Rating,
  ratingProblem,
} from '../../../functions/credit/domain/ratings/keep-rating.ts';
import { openRatingFile } from '../../../functions/credit/domain/ratings/read-rating-file.ts';

const rating = (on: string, value = '250', agency = 'creditreform'): Rating => ({
  agency,
  rating: value,
  on,
});

describe('ratings of a customer', () => {
  it('are the newest of each agency, whatever the order in which they come, and however often', () => {
    const one = fc.record({
      agency: fc.constantFrom('a', 'b'),
      on: fc.constantFrom('2026-01-01', '2026-02-01', '2026-03-01'),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), fc.nat(), (given, turn) => {
        const all = given.map(({ agency, on }) => rating(on, `of-${on}`, agency));
        const keep = (some: readonly Rating[]) =>
          some.reduce<readonly Rating[]>((kept, next) => keepRating(kept, next).ratings, []);
        const turned = [...all.slice(turn % (all.length + 1)), ...all.slice(0, turn % (all.length + 1))];
        const kept = keep(all);
        expect(keep(turned)).toEqual(kept);
        expect(keep([...all, ...all])).toEqual(kept);
        for (const { agency, on } of all)
          expect(kept.find((own) => own.agency === agency)?.on.localeCompare(on)).not.toBe(-1);
      }),
      { numRuns: 100 },
    );
  });

  it('say what became of one: kept, known, older; a correction of the same day counts', () => {
    const kept = keepRating([], rating('2026-03-01')).ratings;
    expect(keepRating(kept, rating('2026-03-01')).became).toBe('known');
    expect(keepRating(kept, rating('2026-02-01'))).toEqual({ became: 'older', ratings: kept });
    expect(keepRating(kept, rating('2026-03-01', '300'))).toMatchObject({
      became: 'kept',
      ratings: [{ rating: '300' }],
    });
  });

  it('are refused where they are none', () => {
    expect(ratingProblem(rating('2026-03-01'), '2026-03-01')).toBeUndefined();
    expect(ratingProblem(rating('2026-03-03'), '2026-03-01')).toContain('future');
    expect(ratingProblem(rating('2026-03-01', '2 50'), '2026-03-01')).toContain('no rating');
    expect(ratingProblem(rating('2026-03-01', '250', 'Über'), '2026-03-01')).toContain('no agency');
  });

  it('are young up to their last day', () => {
    expect(isYoung(rating('2026-01-01'), 30, '2026-01-31')).toBe(true);
    expect(isYoung(rating('2026-01-01'), 30, '2026-02-01')).toBe(false);
  });
});

describe('a file of ratings', () => {
  const read = async (text: string) => {
    const file = await openRatingFile(
      (async function* () {
        yield Buffer.from(text);
      })(),
    );
    return Array.fromAsync(file.items);
  };

  it('is read row by row, with either delimiter and date, columns in any order', async () => {
    expect(
      await read(
        'Customer;vatId;agency;rating;date\r\nk-1;;Creditreform;245;31.03.2026\r\n\r\n;de 123-456.789;crif;A;2026-03-31',
      ),
    ).toMatchObject([
      { firstRow: 2, customer: 'k-1', rating: { agency: 'creditreform', rating: '245', on: '2026-03-31' } },
      { firstRow: 4, vatId: 'DE123456789', rating: { agency: 'crif', rating: 'A' } },
    ]);
    expect(await read('date,rating,agency,customer\n2026-03-31,245,crif,k-1')).toMatchObject([
      { customer: 'k-1' },
    ]);
  });

  it('tells what is wrong with a row, and refuses what has no headings', async () => {
    const rows = await read(
      'customer;agency;rating;date\nk-1;a;1;2026-02-30\n;a;1;2026-02-28\nk-1;a;1;2026-02-28;surplus',
    );
    expect(rows.map(({ problem }) => problem)).toEqual([
      '"2026-02-30" is no day like 2026-01-31 or 31.01.2026',
      'it names no customer',
      'it has 5 fields, the headings 4',
    ]);
    await expect(read('customer;agency;rating\nk-1;a;1')).rejects.toThrow('no column date');
    await expect(read('agency;rating;date\na;1;2026-01-01')).rejects.toThrow('neither customer nor vatId');
    await expect(read('')).rejects.toMatchObject({ code: 'credit.rating-file' });
  });
});

describe('an answer', () => {
  it('is a rating with its day, or none; anything else is malformed, and never an exception', () => {
    expect(readAgencyAnswer('{"rating":"245","on":"2026-03-31","price":"12.50","more":1}')).toEqual({
      outcome: 'rated', rating: '245', on: '2026-03-31', price: '12.50',
    }); // biome-ignore format: a record
    expect(readAgencyAnswer('{"rating":null}')).toEqual({ outcome: 'none' });
    for (const text of [
      '',
      '[]',
      'null',
      '{}',
      '{"rating":"a b","on":"2026-03-31"}',
      '{"rating":"A","on":"2026-02-30"}',
      '{"rating":null,"price":1}',
      '{"rating":245}',
    ])
      expect(readAgencyAnswer(text).outcome).toBe('malformed');
    fc.assert(
      fc.property(fc.string(), fc.json(), (text, json) => {
        for (const one of [text, json])
          expect(['malformed', 'none', 'rated']).toContain(readAgencyAnswer(one).outcome);
      }),
      { numRuns: 60 },
    );
  });
});

describe('addresses', () => {
  it('of private and special networks are refused, in either family', () => {
    for (const address of [
      '127.0.0.1', '10.1.2.3', '172.31.255.255', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1',
      '255.255.255.255', '::1', '::', 'fe80::1', 'fc00::1', 'fd00:ec2::254', '::ffff:10.0.0.1', '::ffff:8.8.8.8',
      '64:ff9b::a00:1', '2001:db8::1', '2002:a00:1::', 'ff02::1', 'no address', '',
    ]) expect([address, isPublicAddress(address)]).toEqual([address, false]); // biome-ignore format: a list
    for (const address of ['8.8.8.8', '172.32.0.1', '2a00:1450:4001::1'])
      expect(isPublicAddress(address)).toBe(true);
  });

  it('that a name leads to are looked at before anything is sent', async () => {
    const error = await new Promise((resolve) => lookUpPublic('localhost', {}, (found) => resolve(found)));
    expect(error).toMatchObject({ name: 'PrivateAddressError' });
  });

  it('must be https, without a user, and are refused when the function starts', () => {
    expect(placeProblem({ url: 'http://agency.example/' })).toContain('https');
    expect(placeProblem({ url: 'https://user:secret@agency.example/' })).toContain('user');
    expect(placeProblem({ url: 'https://[::1]/' })).toContain('public');
    expect(placeProblem({ url: 'https://0x7f000001/' })).toContain('public');
    expect(placeProblem({ url: 'no address' })).toContain('cannot be read');
    const config = (RATING_AGENCIES: string) =>
      AgenciesConfig.parse({ RATING_AGENCIES, RATING_TOKENS: '{"crif":"t"}' });
    expect(agencyPlaces(config('{"crif":"https://agency.example/r"}'))).toEqual({
      crif: { url: 'https://agency.example/r', token: 't' },
    });
    expect(() => agencyPlaces(config('{"crif":"https://10.0.0.1/"}'))).toThrow('crif cannot be asked');
    expect(AgenciesConfig.safeParse({ RATING_AGENCIES: 'x', RATING_TOKENS: '{}' }).success).toBe(false);
  });
});

describe('an agency that is asked', () => {
  let server: Server;
  let answer: (response: ServerResponse, body: string, token: string | undefined) => void;
  let dial: Dial;
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => answer(response, body, request.headers.authorization));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    // The stub stands where nothing may be called, and speaks no TLS: the test leads the connection there.
    dial = (url, options, onResponse) =>
      requestPlain(`http://127.0.0.1:${port}${url.pathname}`, options, onResponse);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const place = { url: 'https://agency.example/v1/ratings', token: 'secret' };
  const ask = (timeoutMs = 2_000) =>
    askAgency(place, { requestId: 'rrq_1', name: 'Müller GmbH' }, { dial, timeoutMs });

  it('hears name and token, and its rating is read', async () => {
    answer = (response, body, token) => {
      expect(JSON.parse(body)).toEqual({ requestId: 'rrq_1', name: 'Müller GmbH' });
      expect(token).toBe('Bearer secret');
      response.end('{"rating":"245","on":"2026-03-31"}');
    };
    expect(await ask()).toEqual({ outcome: 'rated', rating: '245', on: '2026-03-31' });
  });

  it('may have none, fail, send too much, or nothing at all: each is an outcome', async () => {
    answer = (response) => response.writeHead(404).end('{}');
    expect(await ask()).toEqual({ outcome: 'none' });
    answer = (response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    expect(await ask()).toEqual({ outcome: 'failed', detail: 'status 302' });
    answer = (response) => response.end('x'.repeat(70_000));
    expect(await ask()).toMatchObject({ outcome: 'malformed' });
    answer = (response) => response.destroy();
    expect(await ask()).toMatchObject({ outcome: 'failed', detail: 'ECONNRESET' });
    answer = () => {};
    expect(await ask(50)).toMatchObject({ outcome: 'timeout' });
    answer = (response) => response.write('{"rating"');
    expect(await ask(50)).toMatchObject({ outcome: 'timeout' });
    expect(await askAgency({ url: 'https://127.0.0.1/' }, { requestId: 'r', name: 'n' })).toMatchObject({
      outcome: 'failed',
    });
  });
});
