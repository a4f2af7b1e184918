import type { App } from 'aws-cdk-lib';
import * as z from 'zod';

const names = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter(Boolean));
const TABLE_NAME_PATTERN = /^[a-zA-Z0-9_.-]{3,255}$/;
const yesOrNo = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/**
 * What one deployment may decide, from context: `cdk deploy -c stage=prod -c archiveLockYears=10`. Everything has
 * a default, so that `cdk synth` needs no account, no network and no answers.
 */
const SettingsSchema = z.strictObject({
  /** Names the stacks and everything in them; several stages live side by side in one account. */
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,11}$/, 'a stage is up to 12 small letters and digits')
    .default('dev'),
  /** Who may create companies: a `client_id` or `sub` of the user pool. `local-admin` exists on one machine only. */
  adminPrincipal: z.string().min(1).default('local-admin'),
  /** Where alarms go; without it the topic has no subscriber. */
  alarmEmail: z.email().optional(),
  /** Client ids, besides the two of this pool, whose tokens the API accepts. */
  machineClients: names,
  /** Where a browser may return to after signing in. */
  signInUrl: z.url().default('http://localhost:3000/'),
  /** A table restored to a point in time, `backoffice-<stage>-...`; the stage's own table unless said (docs/restore.md). */
  tableName: z.string().regex(TABLE_NAME_PATTERN).optional(),
  /** Tables that were in use before: they stay in the stack until no other stack refers to them any more. */
  formerTables: names,
  /** Encrypts table and buckets with a key of this account instead of one of AWS. */
  customerManagedKey: yesOrNo.default(false),
  /** Object Lock in compliance mode for the daily seals: nobody can delete them earlier. 0 is no lock. */
  archiveLockYears: z.coerce.number().int().min(0).max(30).default(0),
  /** Days that logs are kept. No business record is in them. */
  logRetentionDays: z.coerce.number().int().positive().default(90),
  /**
   * Domains that mail is sent from, with commas: each becomes an identity of SES. `*`: every domain that SES has verified for this account,
   * kept elsewhere. Without any, mails wait in the outbox.
   */
  mailDomains: z
    .string()
    .regex(
      /^(\*|([a-z0-9-]+(\.[a-z0-9-]+)+(,(?!$)|$))*)$/,
      'domains are names like example.com, with commas, or *',
    )
    .default('')
    .transform((text) => text.split(',').filter(Boolean)),
  /** Domains or addresses at which SES receives mail, with commas. Without any, mails come in as uploads only. */
  inboundMail: z
    .string()
    .regex(
      /^(?:(?:[a-z0-9._+-]+@)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:,(?!$)|$))*$/,
      'domains or addresses, with commas',
    )
    .default('')
    .transform((text) => text.split(',').filter(Boolean)),
  /** The rule set of the account that is active already, if one is; without, one is made and has to be activated once. */
  inboundRuleSet: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional(),
  /** Where credit agencies answer: `creditreform=https://host/path`, several with commas. The only hosts that are called. */
  ratingAgencies: z
    .string()
    .regex(
      /^([a-z0-9][a-z0-9-]{0,39}=https:\/\/[^,\s]+(,(?!$)|$))*$/,
      'agencies are name=https://host/path, with commas',
    )
    .default('')
    .transform((text) =>
      Object.fromEntries(
        text
          .split(',')
          .filter(Boolean)
          .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const),
      ),
    ),
  /** Secret of Secrets Manager with the agencies' tokens: `{"creditreform": "…"}`. */
  ratingSecret: z
    .string()
    .regex(/^[A-Za-z0-9/_+=.@-]{1,512}$/)
    .optional(),
  /** Requests a second, and at once, that the API lets through: a thousand orders at one moment are all answered. */
  throttleRate: z.coerce.number().positive().default(400),
  throttleBurst: z.coerce.number().int().positive().default(1_500),
});

export type Settings = z.output<typeof SettingsSchema>;

/** The deployment's settings. @throws when a value in the context is not one we take. */
export function readSettings(app: App): Settings {
  const given = Object.keys(SettingsSchema.shape).map(
    (name) => [name, app.node.tryGetContext(name)] as const,
  );
  const parsed = SettingsSchema.safeParse(
    Object.fromEntries(given.filter(([, value]) => value !== undefined)),
  );
  if (!parsed.success) throw new Error(`Context: ${z.prettifyError(parsed.error)}`);
  assertKnownNames(app);
  assertTablesOfStage(parsed.data);
  return parsed.data;
}

/** A name in our form that is none of ours is a slip of the pen, and what it was meant to decide would go unsaid. */
const OUR_FORM = /^[a-z][a-zA-Z]*$/;

function assertKnownNames(app: App): void {
  const given: Readonly<Record<string, unknown>> = app.node.getAllContext();
  const unknown = Object.keys(given).find((name) => OUR_FORM.test(name) && !(name in SettingsSchema.shape));
  if (unknown === undefined) return;
  const known = Object.keys(SettingsSchema.shape).join(', ');
  throw new Error(`Context: there is no setting ${unknown}; there are ${known}.`);
}

/** The name of the stage's own table, which every deployment begins with. */
export function firstTableName({ stage }: Pick<Settings, 'stage'>): string {
  return `backoffice-${stage}`;
}

/** A table of another stage must not be taken by a slip of the pen; what the table is called shows in the dashboard. */
function assertTablesOfStage(settings: Settings): void {
  const first = firstTableName(settings);
  const { tableName = first, formerTables } = settings;
  for (const name of [tableName, ...formerTables]) {
    if (name !== first && !name.startsWith(`${first}-`)) {
      throw new Error(
        `Context: tableName and formerTables must be ${first} or begin with ${first}-, not ${name}.`,
      );
    }
  }
  if (formerTables.includes(tableName)) {
    throw new Error(`Context: formerTables names ${tableName}, which is the table in use.`);
  }
}

/** `backoffice-<stage>-<name>`: the one pattern of physical names. */
export function physicalName(settings: Settings, name: string): string {
  return `backoffice-${settings.stage}-${name}`;
}
