import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Holds back requests until a test releases them. */
export interface Hold {
  /** How many requests wait, or waited. */
  readonly count: number
  /** Releases them, and holds no more. */
  release(): void
}

/** A route to `origin` on which requests can be held, for as long as a test wants and from any process. */
export async function openWay(origin: string) {
  const holds = new Set<{
    words: string
    passes: number
    count: number
    released: PromiseWithResolvers<void>
  }>()
  const sockets = new Set<Socket>()

  async function pass(chunk: Buffer, from: Socket, to: Socket): Promise<void> {
    const text = chunk.toString('latin1')
    for (const hold of [...holds].filter(({ words }) => text.includes(words))) {
      if (hold.passes > 0) {
        hold.passes -= 1
        continue
      }
      hold.count += 1
      from.pause()
      await hold.released.promise
      from.resume()
    }
    if (to.writable) to.write(chunk)
  }

  const server = createServer((near) => {
    const far = connect(Number(new URL(origin).port), '127.0.0.1')
    for (const socket of [near, far]) sockets.add(socket.once('close', () => sockets.delete(socket)))
    near.on('data', (chunk) => void pass(chunk, near, far))
    far.pipe(near)
    // Broken connections stay broken on this side, too.
    far.on('error', () => near.resetAndDestroy())
    near.on('error', () => far.destroy())
    near.on('close', () => far.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** From now on, requests that contain `words` wait, after the first `passes`. */
    hold: (words: string, passes = 0): Hold => {
      const hold = { words, passes, count: 0, released: Promise.withResolvers<void>() }
      holds.add(hold)
      return {
        get count() {
          return hold.count
        },
        release: () => {
          holds.delete(hold)
          hold.released.resolve()
        },
      }
    },
    close: async (): Promise<void> => {
      for (const socket of sockets) socket.destroy()
      await once(server.close(), 'close')
    },
  }
}
