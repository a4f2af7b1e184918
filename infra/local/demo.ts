/** The company that a first start creates. */
export const DEMO_COMPANY = 'demo';
const ADMIN = 'local-admin';

/**
 * Creates the demo company through the HTTP API, like anybody else would. Repeatable: every step may have been done by
 * a start that was cut short.
 * @throws Error when the API refuses a step
 */
export async function createDemoCompany({ api }: { api: string }): Promise<void> {
  const token = await fetchToken(api, ADMIN);
  const company = { name: 'Nordwind Handels AG', currency: 'EUR', chart: 'SKR04', fiscalYearStart: '01-01' };
  const response = await fetch(`${api}/companies/${DEMO_COMPANY}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(company),
  });
  if (!response.ok)
    throw new Error(`The demo company was refused: ${response.status} ${await response.text()}`);
}

/** A token of the local issuer for any client id. */
async function fetchToken(api: string, clientId: string): Promise<string> {
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    scope: 'backoffice/read backoffice/write',
  };
  const response = await fetch(`${api}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  const body: unknown = await response.json();
  if (typeof body === 'object' && body !== null && 'access_token' in body) return String(body.access_token);
  throw new Error(`The local issuer gave no token: ${response.status}`);
}
