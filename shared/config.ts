import * as z from 'zod';

/**
 * Reads the environment through a schema, once per cold start, so that a bad deploy dies at once and names every
 * variable that is missing or wrong. Values are never part of the message.
 */
export function loadConfig<S extends z.ZodObject>(
  schema: S,
  env: Readonly<Record<string, string | undefined>> = process.env,
): z.output<S> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data as z.output<S>;
  const complaints = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? '');
    return env[name] === undefined ? `${name} is missing` : `${name} ${issue.message}`;
  });
  throw new Error(`The environment does not fit: ${complaints.join('; ')}`);
}

const Required = z.string().min(1);

/** What every function that opens the table needs. */
export const TableConfig = z.object({ TABLE_NAME: Required });
export const FilesConfig = z.object({ FILES_BUCKET: Required });
export const ArchiveConfig = z.object({ ARCHIVE_BUCKET: Required });
/** The KMS key that signs the daily seals of the journals. */
export const SigningConfig = z.object({ SIGNING_KEY_ID: Required });
export const EventsConfig = z.object({ EVENTS_TOPIC_ARN: Required });
/** Who may create companies (`local-admin` on one machine; a deployment parameter on AWS). */
export const AdminConfig = z.object({ ADMIN_PRINCIPAL: Required });
/** What every worker on a queue needs besides: where its messages go that can never work. */
export const WorkerConfig = z.object({ DEAD_LETTER_QUEUE_URL: Required });
