import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of mail. */
export const refuse = catalogue({
  'mail.unknown-mail': { kind: 'missing', title: 'There is no such mail' },
  'mail.sent-already': { kind: 'conflict', title: 'The mail was sent, or is being sent' },
});
