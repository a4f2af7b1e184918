import { createServer } from 'node:http';
import { closeServer, listenOnLoopback } from '../../infra/local/loopback-server.ts';
import type { Runner } from '../../infra/local/runner.ts';

/**
 * Runs functions that nobody can ask for over the API: schedules, hours before their slot. `POST /<short name>` answers 204 when the
 * function is through, or 500 with the reason. Stories run in processes of their own, so they come by HTTP.
 */
export async function startInvokeServer({ model, invoker }: Pick<Runner, 'model' | 'invoker'>) {
  const arns = new Map(model.functions.map(({ shortName, arn }) => [shortName, arn]));
  const server = createServer((incoming, response) => {
    const arn = arns.get(incoming.url?.slice(1) ?? '') ?? '';
    invoker.invoke(arn, {}).then(
      () => response.writeHead(204).end(),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  const port = await listenOnLoopback(server, 0);
  return { url: `http://127.0.0.1:${port}`, stop: () => closeServer(server) };
}
