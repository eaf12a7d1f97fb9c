import { once } from 'node:events'
import { connect } from 'node:net'

export interface Load {
  /** Answers per second. */
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

interface LoadEnd {
  readonly forMs?: number
  readonly answers?: number
}

/**
 * Sends requests, in turn and repeatedly, on some connections, one at a time per connection, and reads as little of the
 * answers as possible: the load generator must not be what is measured. Ends after a time or a number of answers.
 * Throws when an answer isn't 200.
 */
export async function applyLoad(
  port: number,
  requests: readonly string[],
  connections: number,
  { forMs = Number.POSITIVE_INFINITY, answers = Number.POSITIVE_INFINITY }: LoadEnd,
): Promise<Load> {
  const times: number[] = []
  const startedAt = performance.now()
  const endAt = startedAt + forMs
  let sent = 0
  const next = (now: number) =>
    now < endAt && sent < answers ? requests[sent++ % requests.length] : undefined
  await Promise.all(Array.from({ length: connections }, () => oneConnection(port, next, times)))
  const seconds = (performance.now() - startedAt) / 1_000
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN
  return { perSecond: times.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) }
}

async function oneConnection(
  port: number,
  next: (now: number) => string | undefined,
  times: number[],
): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let received = ''
  let sentAt = 0
  const ask = () => {
    sentAt = performance.now()
    const request = next(sentAt)
    if (request === undefined) socket.end()
    else socket.write(request)
  }
  socket.setEncoding('latin1')
  socket.on('connect', ask)
  socket.on('data', (chunk: string) => {
    received += chunk
    const head = received.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1])
    if (received.length < head + 4 + length) return
    if (!received.startsWith('HTTP/1.1 200')) {
      socket.destroy(new Error(received.slice(0, 500)))
      return
    }
    times.push(performance.now() - sentAt)
    received = ''
    ask()
  })
  await once(socket, 'close')
}
