import { catalogue } from '../kernel/errors.ts';

/** Why a message can never work, or was given up. */
export const refuse = catalogue({
  'platform.malformed-message': { kind: 'malformed', title: 'The message does not fit its schema' },
  'platform.unknown-message-type': { kind: 'malformed', title: 'The queue does not take this message' },
  'platform.given-up': { kind: 'unavailable', title: 'The message failed at every attempt' },
  'platform.unknown-failed-message': { kind: 'missing', title: 'There is no such failed message' },
  'platform.body-not-kept': {
    kind: 'conflict',
    title: 'The message is too large to be sent again from here',
  },
});
