import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of tickets. */
export const refuse = catalogue({
  'tickets.unknown-company': { kind: 'missing', title: 'There is no such company' },
  'tickets.unknown-ticket': { kind: 'missing', title: 'There is no such ticket' },
  'tickets.no-such-step': { kind: 'conflict', title: 'The ticket cannot go there from where it is' },
  'tickets.too-long': { kind: 'conflict', title: 'The ticket has too long a history' },
  'tickets.id-reused': { kind: 'conflict', title: 'The id was used for other content' },
  'tickets.invalid-calendar': {
    kind: 'invalid',
    title: 'Business time cannot be counted with this calendar',
  },
  'tickets.invalid-sla': { kind: 'invalid', title: 'This cannot be promised' },
  'tickets.unknown-calendar': { kind: 'missing', title: 'There is no such calendar' },
  'tickets.unknown-sla': { kind: 'missing', title: 'There is no such promise' },
  'tickets.unknown-version': { kind: 'missing', title: 'There is no such version' },
  'tickets.too-many': { kind: 'conflict', title: 'There are too many of them' },
  'tickets.no-deadline': { kind: 'invalid', title: 'There is no such deadline' },
  'tickets.link-refused': { kind: 'conflict', title: 'The tickets cannot be linked so' },
  'tickets.cannot-merge': { kind: 'conflict', title: 'The tickets cannot be merged' },
  'tickets.unknown-article': { kind: 'missing', title: 'There is no such article' },
  'tickets.unknown-file': { kind: 'missing', title: 'There is no such file' },
  'tickets.unknown-agent': { kind: 'missing', title: 'Nothing is kept of this agent' },
  'tickets.unknown-mailbox': { kind: 'missing', title: 'There is no such mailbox' },
  'tickets.no-mailbox': { kind: 'invalid', title: 'Nobody takes mail at this address' },
  'tickets.no-delivery': { kind: 'invalid', title: 'The message tells of no mail that is there' },
  'tickets.mailbox-taken': { kind: 'conflict', title: 'Somebody else takes mail at this address' },
  'tickets.unknown-mail': { kind: 'missing', title: 'There is no such mail' },
  'tickets.mail-decided': { kind: 'conflict', title: 'The mail does not wait any more' },
  'tickets.mail-has-no-sender': { kind: 'conflict', title: 'The mail says no sender' },
  'tickets.unknown-form': { kind: 'missing', title: 'There is no such form' },
  'tickets.unknown-holidays': { kind: 'invalid', title: 'These holidays are not known' },
});
