import { cpus } from 'node:os'
import { measureCallback } from '#bench/callback.ts'
import { measureChaos } from '#bench/chaos/measure.ts'
import { measureDiagnosis } from '#bench/diagnosis.ts'
import { measureFailover } from '#bench/failover.ts'
import { measureLists } from '#bench/lists.ts'
import { measureLive } from '#bench/live.ts'
import { measurePages } from '#bench/pages.ts'
import { measurePooler, measureProcesses } from '#bench/processes.ts'
import { measureRedirects } from '#bench/redirects.ts'
import { type Measure, printReport } from '#bench/report.ts'
import { measureReseal } from '#bench/reseal.ts'
import { measureScale } from '#bench/scale.ts'
import { measureSimulator } from '#bench/simulator.ts'
import { measureStorm } from '#bench/storm.ts'
import { measureVend } from '#bench/vend.ts'
import { measureWebhooks } from '#bench/webhooks.ts'
import { measureWorker } from '#bench/worker.ts'
import { StartError } from './processes/start-error.ts'

const measurements: Readonly<Record<string, () => Promise<Measure[]>>> = {
  callback: measureCallback,
  redirects: measureRedirects,
  pages: measurePages,
  simulator: measureSimulator,
  lists: measureLists,
  live: measureLive,
  scale: measureScale,
  storm: measureStorm,
  vend: measureVend,
  processes: measureProcesses,
  pooler: measurePooler,
  failover: measureFailover,
  webhooks: measureWebhooks,
  worker: measureWorker,
  diagnosis: measureDiagnosis,
  chaos: measureChaos,
  reseal: measureReseal,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(measurements, name))
if (unknown.length > 0) {
  throw new StartError(
    `Nothing measures ${unknown.join(' or ')}. Choose from: ${Object.keys(measurements).join(', ')}.`,
  )
}
const measures: Measure[] = []
for (const [name, measure] of Object.entries(measurements)) {
  // These take minutes, so they only run by name.
  if (wanted.length > 0 ? !wanted.includes(name) : ['chaos', 'reseal'].includes(name)) continue
  process.stderr.write(`measuring: ${name}\n`)
  measures.push(...(await measure()))
}
printReport(
  measures,
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`,
)
