import * as z from 'zod';
import { CompanyId } from '../http/fields.ts';

/** A message of a module's contract, as data: workers, publishers and `docs/messages.md` are made from it. */
export interface MessageSpec {
  /** `module.what-to-do` for a command, `module.what-happened` for an event. */
  readonly type: `${string}.${string}`;
  readonly kind: 'command' | 'event';
  /** The queue that takes the command; events go to the topic, and subscribers filter by type. */
  readonly queue?: string;
  readonly summary: string;
  readonly payload: z.ZodType;
}

/** Declares a message; the identity, but with exact types. */
export function message<const M extends MessageSpec>(spec: M): M {
  return spec;
}

/** What every queue message and event looks like. `id` stays the same when the sender repeats itself. */
export const Envelope = z.strictObject({
  id: z.string().min(1).max(128),
  type: z.string().min(1).max(128),
  companyId: CompanyId,
  payload: z.unknown(),
});
export type Envelope = z.output<typeof Envelope>;

/** A parsed message of one of the specs. */
export type MessageOf<M extends MessageSpec> = M extends MessageSpec
  ? {
      readonly id: string;
      readonly type: M['type'];
      readonly companyId: string;
      readonly payload: z.output<M['payload']>;
      /** 1 at the first delivery. */
      readonly attempt: number;
    }
  : never;
