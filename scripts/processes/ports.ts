import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Environment } from '#lib/env.ts'
import { metricsPortOffsets } from '#lib/env-faults.ts'
import { StartError } from './start-error.ts'

/** The variable that sets a port, and the address where it will be listened on. */
export interface Port {
  readonly variable: string
  readonly host: string
  readonly port: number
}

/** The ports of METRICS_PORT that these programs listen on. */
export function metricsPorts(
  { metrics: { port, host } }: Pick<Environment, 'metrics'>,
  programs: readonly (keyof typeof metricsPortOffsets)[],
): Port[] {
  if (port === null) return []
  return programs.map((program) => ({
    variable: 'METRICS_PORT',
    host,
    port: port + metricsPortOffsets[program],
  }))
}

/** A program that was just killed may not have released its port yet. */
const patienceMs = 3_000
const pollMs = 250

/** Throws StartError that names every port that isn't free. */
export async function requireFreePorts(ports: readonly Port[]): Promise<void> {
  const twice = ports.filter(({ port }, index) => ports.findIndex((other) => other.port === port) !== index)
  const doubled = twice.map(
    ({ variable, port }) =>
      `${variable} is ${port}, which another variable uses, too. Set it to a different port.`,
  )
  const deadline = Date.now() + patienceMs
  const faults = await Promise.all(ports.map((port) => findLastingFault(port, deadline)))
  const found = [...doubled, ...faults.filter((fault) => fault !== null)]
  if (found.length > 0) throw new StartError(found.join('\n'))
}

async function findLastingFault(port: Port, deadline: number): Promise<string | null> {
  for (;;) {
    const fault = await findFault(port)
    if (fault === null || Date.now() > deadline) return fault
    await pause(pollMs)
  }
}

function findFault({ variable, host, port }: Port): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const server = createServer()
  server.once('error', ({ code = 'unknown' }: NodeJS.ErrnoException) =>
    resolve(explain(code, variable, host, port)),
  )
  server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)))
  return promise
}

function explain(code: string, variable: string, host: string, port: number): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use. Stop the program that uses it, or set ${variable} to another port.`
  }
  if (code === 'EACCES') {
    return `This user may not use port ${port}. Set ${variable} to a port above 1023.`
  }
  return `Nothing can listen on ${host}, port ${port} (${code}). Check LISTEN_HOST and ${variable}.`
}
