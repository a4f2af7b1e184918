import type { MessageSpec } from './message.ts';

/** One event to publish. `id` is made from the item, so that publishing the same item twice shows. */
export interface EventBody {
  readonly id: string;
  readonly companyId: string;
  /** Small: ids and ranges, never contents. Whoever wants more asks the module's reader. */
  readonly payload: unknown;
}

/**
 * "The insert of an item is the event": which entity's insert is published as which message. Modules export a list
 * `events` of these in their `contract.ts`; the stream publisher is made from all lists.
 */
export interface EventSource {
  /** Name of the entity, `module.noun`. */
  readonly entity: string;
  readonly publishes: MessageSpec;
  /** The events that this new item (unmarshalled) means; none is a valid answer. */
  readonly toEvents: (image: Readonly<Record<string, unknown>>) => readonly EventBody[];
}
