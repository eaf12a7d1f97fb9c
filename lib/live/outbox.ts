/** Events that one client hasn't read yet, and the stream that it reads. */
export interface Outbox {
  readonly body: ReadableStream<Uint8Array>
  /** Adds an event. When the client is too far behind, `overflow` replaces everything that waits. */
  push(block: string, overflow: string): void
  /** Adds the last event and ends the stream once it is read. */
  end(block: string): void
  /** How long the oldest unread event has waited. */
  readonly stalledMs: number
}

/** About 50 kB. A client that is further behind reads everything again, which costs less. */
export const mostWaiting = 200

const encoder = new TextEncoder()

/** `onCancel`: the client has disconnected. */
export function createOutbox(onCancel: () => void): Outbox {
  let waiting: string[] = []
  let waitingSince: number | null = null
  let isEnding = false
  let wake: (() => void) | null = null

  function add(blocks: string[]): void {
    waiting = blocks
    waitingSince ??= performance.now()
    wake?.()
    wake = null
  }

  return {
    body: new ReadableStream(
      {
        // Called when the client can take more: nothing is handed over before, so that the backlog stays countable.
        pull: async (controller) => {
          if (waiting.length === 0) {
            waitingSince = null
            await new Promise<void>((resolve) => {
              wake = resolve
            })
          }
          if (waiting.length > 0) controller.enqueue(encoder.encode(waiting.join('')))
          waiting = []
          waitingSince = null
          if (isEnding) controller.close()
        },
        cancel: () => {
          wake?.()
          onCancel()
        },
      },
      { highWaterMark: 0 },
    ),
    push: (block, overflow) => {
      if (isEnding) return
      add(waiting.length >= mostWaiting ? [overflow] : [...waiting, block])
    },
    end: (block) => {
      if (isEnding) return
      isEnding = true
      add([...waiting, block])
    },
    get stalledMs() {
      return waitingSince === null ? 0 : performance.now() - waitingSince
    },
  }
}
