import type { AttributeValue } from '@aws-sdk/client-dynamodb-streams';
import { expect, it } from 'vitest';
import { toLambdaRecord } from '../../../infra/local/sources/stream-records.ts';

/** What the engine's streams send for an empty map. */
const EMPTY = {} as AttributeValue;

it('gives empty maps their type again, wherever they stand, and writes bytes as base64', () => {
  const NewImage: Record<string, AttributeValue> = {
    empty: EMPTY,
    deep: { M: { empty: EMPTY, list: { L: [EMPTY, { S: '' }] } } },
    noMembers: { M: {} },
    noItems: { L: [] },
    text: { S: '' },
    bytes: { B: new Uint8Array([1, 2]) },
    sets: { BS: [new Uint8Array([3])] },
    no: { BOOL: false },
  };
  const record = toLambdaRecord({ eventName: 'INSERT', dynamodb: { NewImage } }, 'arn');
  expect(record).toMatchObject({
    dynamodb: {
      NewImage: {
        empty: { M: {} },
        deep: { M: { empty: { M: {} }, list: { L: [{ M: {} }, { S: '' }] } } },
        noMembers: { M: {} },
        noItems: { L: [] },
        text: { S: '' },
        bytes: { B: 'AQI=' },
        sets: { BS: ['Aw=='] },
        no: { BOOL: false },
      },
    },
  });
});
