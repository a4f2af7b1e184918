import type * as z from 'zod';
import type { Permission } from '../access.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface ResponseSpec {
  readonly description: string;
  /** What leaves is parsed with it first: a reply that does not fit is a bug of ours, not the caller's. */
  readonly body?: z.ZodType;
  /** Where it is not JSON: the handler replies with a string that is sent as it is. */
  readonly contentType?: string;
  /** Other forms that the caller may choose: the handler names one in its header `content-type` and replies with a string. */
  readonly texts?: readonly string[];
}

/** One route of the HTTP contract, as data: the handler, the stacks and the reference are made from it. */
export interface RouteSpec {
  /** `module.verbNoun`, unique. */
  readonly id: `${string}.${string}`;
  readonly method: Method;
  /** `/companies/{companyId}/…`; every `{name}` stands in `params`. */
  readonly path: `/${string}`;
  /** Which token scope opens it; `public` needs no token. */
  readonly scope: 'read' | 'write' | 'public';
  /** What the roles in the company must allow. Routes with `{companyId}` have one; else the use case decides. */
  readonly permission?: Permission;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Objects in it are `z.strictObject`: an unknown field is an error (a test looks). */
  readonly body?: z.ZodType;
  readonly responses: Readonly<Record<number, ResponseSpec>>;
  /** The route creates: `Idempotency-Key` is honoured, and the handler gets `idempotency` to commit with. */
  readonly idempotent?: boolean;
  /** The body is a form as browsers send it (`form-body.ts`), not JSON. */
  readonly form?: true;
  /** 1 MB unless said; at most 5 MB (API Gateway and Lambda take 6 MB with the envelope). */
  readonly bodyLimitBytes?: number;
}

export const DEFAULT_BODY_LIMIT_BYTES = 1_048_576;
export const MAX_BODY_LIMIT_BYTES = 5 * 1_048_576;

/** Declares a route; the identity, but with exact types. */
export function route<const R extends RouteSpec>(spec: R): R {
  return spec;
}

/** API Gateway's name of a route: `GET /companies/{companyId}`. */
export function routeKey({ method, path }: Pick<RouteSpec, 'method' | 'path'>): string {
  return `${method} ${path}`;
}

type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;
export type ParamsOf<R extends RouteSpec> = R extends { readonly params: infer S } ? OutputOf<S> : undefined;
export type QueryOf<R extends RouteSpec> = R extends { readonly query: infer S } ? OutputOf<S> : undefined;
export type BodyOf<R extends RouteSpec> = R extends { readonly body: infer S } ? OutputOf<S> : undefined;

type BodyOfResponse<S> =
  | (S extends { readonly texts: readonly string[] } ? string : never)
  | BodyInOwnForm<S>;

type BodyInOwnForm<S> = S extends { readonly contentType: string }
  ? string
  : S extends { readonly body: infer B extends z.ZodType }
    ? z.input<B>
    : undefined;

/** What a handler of the route may reply: one of its statuses with that status's body. */
export type ReplyOf<R extends RouteSpec> = {
  [Status in keyof R['responses'] & number]: Reply<Status, BodyOfResponse<R['responses'][Status]>>;
}[keyof R['responses'] & number];

export interface Reply<Status extends number = number, Body = unknown> {
  readonly status: Status;
  readonly body: Body;
  readonly headers?: Readonly<Record<string, string>>;
}
