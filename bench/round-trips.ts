import { Socket } from 'node:net'

/** Time that the connections to Postgres waited for its answers, and how often. */
export interface RoundTrips {
  waitedMs: number
  count: number
}

/**
 * Watches every connection to a Postgres socket that is opened from now on. A round trip is the time from a write to
 * the first bytes of the answer.
 */
export function watchRoundTrips(): RoundTrips {
  const trips: RoundTrips = { waitedMs: 0, count: 0 }
  const connect = Socket.prototype.connect
  Socket.prototype.connect = function watched(this: Socket, ...args: Parameters<typeof connect>): Socket {
    const socket = connect.apply(this, args)
    // Afterwards: connecting restores Node's own `write`.
    if (JSON.stringify(args).includes('.s.PGSQL.')) watch(this, trips)
    return socket
  } as typeof connect
  return trips
}

function watch(socket: Socket, trips: RoundTrips): void {
  let sentAt: number | null = null
  const write = socket.write
  socket.write = function noted(this: Socket, ...args: Parameters<typeof write>): boolean {
    sentAt ??= performance.now()
    return write.apply(this, args)
  } as typeof write
  socket.on('data', () => {
    if (sentAt === null) return
    trips.waitedMs += performance.now() - sentAt
    trips.count += 1
    sentAt = null
  })
}
