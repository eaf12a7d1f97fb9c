import { once } from 'node:events'
import { connect } from 'node:net'

export interface Load {
  /** Answers per second. */
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/**
 * Sends the same request over and over on each of some connections, one at a time per connection, and reads as
 * little of the answers as it can: the load must not be what is measured. Throws when an answer is no 200.
 */
export async function applyLoad(
  port: number,
  request: string,
  connections: number,
  forMs: number,
): Promise<Load> {
  const times: number[] = []
  const startedAt = performance.now()
  const endAt = startedAt + forMs
  await Promise.all(Array.from({ length: connections }, () => oneConnection(port, request, endAt, times)))
  const seconds = (performance.now() - startedAt) / 1_000
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN
  return { perSecond: times.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) }
}

async function oneConnection(port: number, request: string, endAt: number, times: number[]): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let received = ''
  let sentAt = 0
  const ask = () => {
    sentAt = performance.now()
    socket.write(request)
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
    const now = performance.now()
    times.push(now - sentAt)
    received = ''
    if (now < endAt) ask()
    else socket.end()
  })
  await once(socket, 'close')
}
