import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import {
  type CountedName,
  type LabelsOf,
  metrics,
  type StoredName,
  type StoredSample,
} from './definitions.ts'

interface Instruments {
  readonly registry: Registry
  readonly counters: ReadonlyMap<string, Counter>
  readonly histograms: ReadonlyMap<string, Histogram>
  /** Totals from the database, while this process is the one that reports them. */
  stored: { readonly samples: readonly StoredSample[]; readonly untilMs: number } | null
  reportsProcess: boolean
}

const key = Symbol.for('gatehouse.metrics')
/** One per process: Next makes several copies of this module. */
const home = globalThis as { [key]?: Instruments }
home[key] ??= createInstruments()
const instruments = home[key]

function createInstruments(): Instruments {
  const registry = new Registry()
  const counters = new Map<string, Counter>()
  const histograms = new Map<string, Histogram>()
  for (const [name, definition] of Object.entries(metrics)) {
    const { type, help, labels } = definition
    const options = { name, help, labelNames: [...labels], registers: [registry] }
    if (type === 'counter') counters.set(name, new Counter(options))
    if (type === 'histogram') {
      histograms.set(name, new Histogram({ ...options, buckets: [...definition.buckets] }))
    }
  }
  return { registry, counters, histograms, stored: null, reportsProcess: false }
}

export function count<Name extends CountedName<'counter'>>(name: Name, labels: LabelsOf<Name>): void {
  instruments.counters.get(name)?.inc(labels)
}

export function observe<Name extends CountedName<'histogram'>>(
  name: Name,
  labels: LabelsOf<Name>,
  seconds: number,
): void {
  instruments.histograms.get(name)?.observe(labels, seconds)
}

export interface CountedSample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** The counts of this process since it started. */
export async function readCounter(name: CountedName<'counter'>): Promise<readonly CountedSample[]> {
  const { values = [] } = (await instruments.counters.get(name)?.get()) ?? {}
  return values.map(({ labels, value }) => ({ labels: toTexts(labels), value }))
}

/** How many values this process has observed up to each bound (`le`), which includes the smaller ones. */
export async function readBuckets(name: CountedName<'histogram'>): Promise<readonly CountedSample[]> {
  const { values = [] } = (await instruments.histograms.get(name)?.get()) ?? {}
  return values
    .filter(({ metricName }) => metricName === `${name}_bucket`)
    .map(({ labels, value }) => ({ labels: toTexts(labels), value }))
}

function toTexts(labels: Partial<Record<string, string | number>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]))
}

/** Seconds since `startedAt`, which is a `performance.now()`. */
export function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1_000
}

/** From now on, this process is reported, with its CPU, memory and event loop. */
export function reportProcess(program: string): void {
  if (instruments.reportsProcess) return
  instruments.reportsProcess = true
  collectDefaultMetrics({ register: instruments.registry })
  const name = 'gatehouse_process_info'
  const { help, labels } = metrics[name]
  const registers = [instruments.registry]
  new Gauge({ name, help, labelNames: [...labels], registers }).set({ program }, 1)
}

/** Reports these values of the database, and no others, until `untilMs` of `performance.now()`. Null: none. */
export function setStored(samples: readonly StoredSample[] | null, untilMs = 0): void {
  instruments.stored = samples === null ? null : { samples, untilMs }
}

/** The response for Prometheus. */
export async function renderMetrics(): Promise<{ readonly contentType: string; readonly text: string }> {
  const { registry, stored } = instruments
  const isCurrent = stored !== null && performance.now() < stored.untilMs
  const parts = [registry.metrics(), ...(isCurrent ? [renderStored(stored.samples)] : [])]
  return { contentType: registry.contentType, text: (await Promise.all(parts)).join('\n') }
}

/** A separate registry: metrics that another process reports must not appear here as 0. */
function renderStored(samples: readonly StoredSample[]): Promise<string> {
  const registry = new Registry()
  const gauges = new Map<StoredName, Gauge>()
  for (const { name, labels, value } of samples) {
    const gauge =
      gauges.get(name) ??
      new Gauge({
        name,
        help: metrics[name].help,
        labelNames: [...metrics[name].labels],
        registers: [registry],
      })
    gauges.set(name, gauge)
    // Two retired applications may have had the same name.
    gauge.inc(labels, value)
  }
  return registry.metrics()
}
