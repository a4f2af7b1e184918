import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of tickets. */
export const refuse = catalogue({
  'tickets.invalid-calendar': {
    kind: 'invalid',
    title: 'Business time cannot be counted with this calendar',
  },
  'tickets.no-deadline': { kind: 'invalid', title: 'There is no such deadline' },
  'tickets.unknown-holidays': { kind: 'invalid', title: 'These holidays are not known' },
});
