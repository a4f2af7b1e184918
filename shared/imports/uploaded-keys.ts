import * as z from 'zod';

const Notification = z.object({
  Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) })),
});

/** Keys in notifications are form-encoded; what cannot be decoded is taken as it stands, and is no upload of ours. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}

/**
 * The keys of the objects that a message of S3 tells of. The test event that S3 sends when it is set up, and anything
 * else without objects, tells of none.
 */
export function uploadedKeys(body: string): readonly string[] {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    return [];
  }
  const parsed = Notification.safeParse(content);
  return parsed.success ? parsed.data.Records.map(({ s3 }) => decodeKey(s3.object.key)) : [];
}
