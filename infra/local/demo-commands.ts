import { DEMO_COMPANY } from './demo.ts';
import { DEMO_SETTINGS, DEMO_YEAR } from './demo-books.ts';

/** What a first start prints: three commands that work as they are pasted, one after the other. */
export function suggestCommands(api: string): string {
  const company = `${api}/companies/${DEMO_COMPANY}`;
  return `
The demo company ${DEMO_SETTINGS.name} is there, with its books of ${DEMO_YEAR}. Worth trying:

  TOKEN=$(curl -s ${api}/oauth2/token -d grant_type=client_credentials -d client_id=local-admin | sed 's/.*"access_token":"\\([^"]*\\).*/\\1/')
  curl -s -H "Authorization: Bearer $TOKEN" "${company}/reports/trial-balance?asOf=${DEMO_YEAR}-12-31" | tr '{' '\\n'
  curl -s -H "Authorization: Bearer $TOKEN" ${company}/journal/verification | tr '{' '\\n'

The reference of the API: ${api}/docs
`;
}
