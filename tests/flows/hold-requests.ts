import type { Send } from '#lib/http.ts'

/** A request to Amazon that waits on its way. */
export interface Held {
  /** The request was sent, and waits. */
  readonly came: Promise<void>
  /** Releases it; resolves when it is answered. */
  release(): Promise<void>
}

/**
 * `send`, and a way to hold the next request whose address or body contains these words, for as long as a test wants.
 */
export function holdRequests(send: Send): { readonly send: Send; hold(words: string): Held } {
  const awaited: ReturnType<typeof wait>[] = []
  return {
    send: async (request, options) => {
      const index = awaited.findIndex(({ words }) => `${request.url} ${request.body}`.includes(words))
      const [held] = index < 0 ? [] : awaited.splice(index, 1)
      held?.came.resolve()
      await held?.released.promise
      return send(request, options).finally(() => held?.answered.resolve())
    },
    hold: (words) => {
      const held = wait(words)
      awaited.push(held)
      return {
        came: held.came.promise,
        release: () => {
          held.released.resolve()
          return held.answered.promise
        },
      }
    },
  }
}

const wait = (words: string) => ({
  words,
  came: Promise.withResolvers<void>(),
  released: Promise.withResolvers<void>(),
  answered: Promise.withResolvers<void>(),
})
