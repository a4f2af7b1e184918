import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '../../../infra/local/process-identity.ts';
import { startInstallation, until } from '../../support/installation.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backoffice-stop-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A request by halves, which a stop waits for. Resolves when it is under way. */
function holdRequest(api: string, token: string): Promise<() => void> {
  const { port, host } = new URL(api);
  const head = `PUT /companies/held HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(head));
    socket.on('error', reject);
    socket.once('data', () => {
      socket.off('error', reject).on('error', () => undefined); // it is going to break
      resolve(() => socket.destroy());
    });
  });
}

describe('Ctrl-C', () => {
  it('waits for a request under way; a second one does not, and leaves no engine behind either', async () => {
    const { api, child } = await startInstallation(folder);
    const [engine = 0] = readdirSync(folder)
      .flatMap((name) => /^engine-(\d+)/.exec(name)?.[1] ?? [])
      .map(Number);
    expect(commandLine(engine)).toContain('DynamoDBLocal.jar');
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'local-admin' });
    const answer = await fetch(`${api}/oauth2/token`, { method: 'POST', body: form });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const release = await holdRequest(api, token);
    child.process.kill('SIGINT');
    await child.saw('SIGINT: finishing what is under way.');
    const isRefused = () =>
      fetch(`${api}/health`).then(
        () => false,
        () => true,
      );
    await until(isRefused, (refused) => refused);
    expect(child.process.exitCode).toBeNull();

    expect(await child.end('SIGINT')).toBe(1);
    release();
    await until(
      async () => commandLine(engine),
      (line) => line === '',
    );
  });
});
