import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { StartError } from './start-error.ts'

/** The variable that sets a port, and where it will be listened to. */
export interface Port {
  readonly variable: string
  readonly host: string
  readonly port: number
}

/** What was killed a moment ago may still be letting go of its port. */
const patienceMs = 3_000
const pollMs = 250

/** Throws StartError with every port that cannot be had. */
export async function requireFreePorts(ports: readonly Port[]): Promise<void> {
  const twice = ports.filter(({ port }, index) => ports.findIndex((other) => other.port === port) !== index)
  const doubled = twice.map(
    ({ variable, port }) => `${variable} is ${port}, like another port. Set it to one of its own.`,
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
    return `Port ${port} is in use. End the program that uses it, or set ${variable} to another port.`
  }
  if (code === 'EACCES') {
    return `Port ${port} may not be used by this user. Set ${variable} to a port above 1023.`
  }
  return `Nothing can listen on ${host}, port ${port} (${code}). Check LISTEN_HOST and ${variable}.`
}
