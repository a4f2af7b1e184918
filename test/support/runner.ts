import { fileURLToPath } from 'node:url';
import type { Runner } from '../../infra/local/runner.ts';

/** A small cloud assembly with one of everything that the runner serves. */
export const FIXTURE_ASSEMBLY = fileURLToPath(new URL('./fixtures/assembly', import.meta.url));

/** A token of the local issuer. */
export async function fetchToken(
  api: string,
  { clientId = 'local-admin', scope = 'backoffice/read backoffice/write' } = {},
): Promise<string> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, scope });
  const response = await fetch(`${api}/oauth2/token`, { method: 'POST', body: form });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
}

/** Calls the fixture's function: `POST /things/<id>?do=<action>`. */
export async function callFixture(
  { api }: Pick<Runner, 'api'>,
  action: string,
  id = 'one',
): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { authorization: `Bearer ${await fetchToken(api)}` };
  const response = await fetch(`${api}/things/${id}?do=${action}`, { method: 'POST', headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Asks again and again until there is an answer. @throws Error when there is none in time */
export async function eventually<T>(ask: () => Promise<T | undefined>, withinMs = 20_000): Promise<T> {
  for (const startedAt = Date.now(); Date.now() - startedAt < withinMs; ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Nothing came within ${withinMs} ms.`);
}
