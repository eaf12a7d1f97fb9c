import type { Attributes } from '@opentelemetry/api'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'
import { count } from '../metrics/record.ts'
import { maskSecrets, type Secret } from '../secret.ts'
import { type SpanFacts, type SpanRole, setTracing } from './trace.ts'

export interface TraceSettings {
  /** Without `/v1/traces`. */
  readonly endpoint: string
  readonly headers: Readonly<Record<string, Secret>>
  /** The part of all traces that is recorded, from 0 to 1. */
  readonly share: number
}

interface Process {
  readonly name: 'app' | 'api' | 'worker'
  readonly environment: string
  readonly report: (message: string) => void
}

/** A span waits this long for others, so that they are sent together; a process that is killed loses as much. */
const batchMs = 1_000

/**
 * Sends spans to an OTLP endpoint from now on. Returns what sends the rest and ends it. The packages are loaded here,
 * so that nobody pays for them without an endpoint. No provider is registered globally: Next and other libraries would
 * send spans of their own, with whole addresses in them.
 */
export async function startTracing(
  { endpoint, headers, share }: TraceSettings,
  { name, environment, report }: Process,
): Promise<() => Promise<void>> {
  const [api, sdk, { resourceFromAttributes }, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/exporter-trace-otlp-proto'),
  ])
  const exporter = new OTLPTraceExporter({
    url: `${endpoint}/v1/traces`,
    headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, value.expose()])),
  })
  const ids = createIds(new sdk.RandomIdGenerator())
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({
      'service.name': `gatehouse-${name}`,
      'deployment.environment.name': environment,
    }),
    // By the id of the trace alone, so that all processes agree.
    sampler: new sdk.TraceIdRatioBasedSampler(share),
    idGenerator: ids,
    spanLimits: { attributeValueLengthLimit: 200 },
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter: watched(exporter, report),
        scheduledDelayMillis: batchMs,
      }),
    ],
  })
  const tracer = provider.getTracer('gatehouse')
  const kinds: Readonly<Record<SpanRole, number>> = {
    internal: api.SpanKind.INTERNAL,
    server: api.SpanKind.SERVER,
    client: api.SpanKind.CLIENT,
  }
  /** Below the root of the attempt's trace, which another process may have sent. */
  const below = (attemptId: string) =>
    api.trace.setSpanContext(api.ROOT_CONTEXT, {
      ...idsOfAttempt(attemptId),
      traceFlags: api.TraceFlags.SAMPLED,
      isRemote: true,
    })

  setTracing({
    open: (name, { role = 'internal', facts = {}, startedAt, attemptId }, parent) => {
      const around = attemptId === undefined ? (parent ?? api.ROOT_CONTEXT) : below(attemptId)
      const own = attemptId === undefined ? facts : { 'gatehouse.attempt.id': attemptId, ...facts }
      const options = { kind: kinds[role], attributes: masked(own) }
      const span = tracer.startSpan(
        name,
        startedAt === undefined ? options : { ...options, startTime: startedAt },
        around,
      )
      return {
        context: api.trace.setSpan(around, span),
        add: (more) => {
          span.setAttributes(masked(more))
          if (more['error.type'] !== undefined) span.setStatus({ code: api.SpanStatusCode.ERROR })
        },
        end: () => span.end(),
      }
    },
    mark: (name, attemptId, facts) => {
      ids.use(idsOfAttempt(attemptId))
      tracer.startSpan(name, { root: true, attributes: masked(facts) }).end()
      ids.use(null)
    },
  })
  return async () => {
    setTracing(null)
    await provider.shutdown().catch(() => {})
  }
}

/** Our ids have the same number of bits as trace ids. */
function idsOfAttempt(attemptId: string): { traceId: string; spanId: string } {
  const traceId = attemptId.replaceAll('-', '')
  return { traceId, spanId: traceId.slice(16) }
}

/** Random ids, except for spans that are started while others are to be used. */
function createIds(random: { generateTraceId(): string; generateSpanId(): string }) {
  let chosen: { readonly traceId: string; readonly spanId: string } | null = null
  return {
    use: (ids: typeof chosen) => {
      chosen = ids
    },
    generateTraceId: () => chosen?.traceId ?? random.generateTraceId(),
    generateSpanId: () => chosen?.spanId ?? random.generateSpanId(),
  }
}

/** The last line of defense, as for the log: no fact is meant to hold a secret. */
function masked(facts: SpanFacts): Attributes {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? maskSecrets(value) : value,
    ]),
  )
}

/** Counts batches, and reports when sending starts and stops to fail. */
function watched(exporter: SpanExporter, report: (message: string) => void): SpanExporter {
  let fails = false
  return {
    export: (spans: ReadableSpan[], done) =>
      exporter.export(spans, (result) => {
        const failed = result.code !== 0
        count('gatehouse_trace_exports_total', { outcome: failed ? 'failed' : 'completed' })
        if (failed !== fails) report(failed ? 'traces cannot be sent' : 'traces are sent again')
        fails = failed
        done(result)
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  }
}
