import { AsyncLocalStorage } from 'node:async_hooks'
import type { Context as TraceContext } from '@opentelemetry/api'

/** The attributes of spans. Numbers, codes and ids only: no address with a query, no message, no body. */
export interface SpanFacts {
  readonly 'error.type'?: string
  readonly 'http.request.method'?: string
  readonly 'http.response.status_code'?: number
  readonly 'http.route'?: string
  readonly 'server.address'?: string
  /** Amazon's, as OpenTelemetry calls it. */
  readonly 'aws.request_id'?: string
  readonly 'gatehouse.application.id'?: string
  readonly 'gatehouse.attempt.id'?: string
  readonly 'gatehouse.attempt.outcome'?: string
  readonly 'gatehouse.cause'?: string
  readonly 'gatehouse.token'?: string
}

export type SpanRole = 'internal' | 'server' | 'client'

export interface SpanPlan {
  readonly role?: SpanRole
  readonly facts?: SpanFacts
  /** A `performance.now()`. Left out: now. */
  readonly startedAt?: number
  /**
   * Belongs to the trace of this attempt, whose spans come from several processes. The trace has the id of the attempt,
   * so nothing has to be stored or passed on.
   */
  readonly attemptId?: string
}

export interface LiveSpan {
  add(facts: SpanFacts): void
}

/** Records spans (`start.ts`). */
export interface Tracing {
  open(name: string, plan: SpanPlan, parent: TraceContext | null): OpenSpan
  /** A span without a length, which is the root of the trace. */
  mark(name: string, attemptId: string, facts: SpanFacts): void
}

interface OpenSpan extends LiveSpan {
  readonly context: TraceContext
  end(): void
}

const key = Symbol.for('gatehouse.tracing')

interface Home {
  tracing: Tracing | null
  readonly around: AsyncLocalStorage<TraceContext>
}

/** One per process: Next makes several copies of this module. */
const shared = globalThis as { [key]?: Home }
shared[key] ??= { tracing: null, around: new AsyncLocalStorage() }
const home = shared[key]

const unrecorded: LiveSpan = { add: () => {} }

export function setTracing(tracing: Tracing | null): void {
  home.tracing = tracing
}

/**
 * Does `work` within a span, below the one that it is called in. An error ends the span with its `code` alone. Without
 * OTEL_EXPORTER_OTLP_ENDPOINT, this is only `work`.
 */
export async function inSpan<T>(
  name: string,
  plan: SpanPlan,
  work: (span: LiveSpan) => Promise<T>,
): Promise<T> {
  const { tracing, around } = home
  if (tracing === null) return work(unrecorded)
  const span = tracing.open(name, plan, around.getStore() ?? null)
  try {
    return await around.run(span.context, () => work(span))
  } catch (error) {
    span.add({ 'error.type': codeOf(error) })
    throw error
  } finally {
    span.end()
  }
}

/** The first span of an attempt's trace, under which all others are. */
export function markAttempt(attemptId: string, facts: SpanFacts): void {
  home.tracing?.mark('attempt', attemptId, { 'gatehouse.attempt.id': attemptId, ...facts })
}

/** Never the message, which may quote what was sent. */
function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  return typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : 'internal'
}
