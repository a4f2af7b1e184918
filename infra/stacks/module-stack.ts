import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BackofficeFunction, type BackofficeFunctionProps } from '../constructs/backoffice-function.ts';
import { type ApiRoute, belowPrefixes, ModuleApi } from '../constructs/module-api.ts';
import { ScheduledRun } from '../constructs/scheduled-run.ts';
import { WorkerQueue, type WorkerQueueProps } from '../constructs/worker-queue.ts';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../settings.ts';
import type { ApiStack } from './api.ts';
import type { EventsStack } from './events.ts';
import type { StateStack } from './state.ts';

/** What every module builds on. */
export interface Foundation {
  readonly deployment: Deployment;
  readonly state: StateStack;
  readonly events: EventsStack;
  readonly api: ApiStack;
}

type FunctionOptions = Omit<BackofficeFunctionProps, 'deployment' | 'bundle'>;
type WorkerOptions = Omit<WorkerQueueProps, 'deployment' | 'name' | 'worker'>;

/** The stack of one module. A new entry file is a `define` and, where something triggers it, one more line. */
export abstract class ModuleStack extends Stack {
  protected readonly foundation: Foundation;
  private readonly module: string;

  constructor(scope: Construct, module: string, foundation: Foundation, description: string, name = module) {
    const { settings } = foundation.deployment;
    super(scope, physicalName(settings, name), { description: `Backoffice: ${description}` });
    this.foundation = foundation;
    this.module = module;
  }

  /** The function of `functions/<module>/<entry>.ts`. */
  protected define(entry: string, options: FunctionOptions): BackofficeFunction {
    const { deployment } = this.foundation;
    return new BackofficeFunction(this, entry, { deployment, bundle: `${this.module}-${entry}`, ...options });
  }

  /** Opens the routes to the outside; a module may have several functions behind its routes. */
  protected serve(fn: BackofficeFunction, routes: readonly ApiRoute[]): void {
    new ModuleApi(this, `${fn.bundle}-api`, { api: this.foundation.api, fn, routes });
  }

  /**
   * Opens everything below prefixes like `/companies/{companyId}/tickets`, with a gateway route for each method instead of one
   * for each route: an API takes 300. The function tells its routes apart (`shared/http/resolve-route.ts`).
   */
  protected serveBelow(
    fn: BackofficeFunction,
    prefixes: readonly string[],
    routes: readonly ApiRoute[],
  ): void {
    this.serve(fn, belowPrefixes(prefixes, routes));
  }

  /** Lets the function work on a queue of that name. */
  protected consume(name: string, worker: BackofficeFunction, options: WorkerOptions): WorkerQueue {
    const { deployment } = this.foundation;
    return new WorkerQueue(this, `${name}-worker`, { deployment, name, worker, ...options });
  }

  /** Runs the function by the clock: `rate(...)` or `cron(...)`, in UTC. */
  protected schedule(fn: BackofficeFunction, expression: string): void {
    new ScheduledRun(this, `${fn.bundle}-schedule`, { fn, expression });
  }
}
