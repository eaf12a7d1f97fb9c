import { randomUUID } from 'node:crypto'

/** Messages that a reader has received and not deleted yet. Forgotten with the process: then all are visible again. */
export interface InFlight {
  isVisible(messageId: string): boolean
  /** Hides the message for a while and returns its receipt handle. */
  hand(messageId: string, hiddenSeconds: number): string
  hide(receiptHandle: string, hiddenSeconds: number): void
  /** Null for a receipt handle that was never issued. */
  messageOf(receiptHandle: string): string | null
}

export function createInFlight(now: () => number): InFlight {
  const hiddenUntil = new Map<string, number>()
  const messages = new Map<string, string>()
  const hide = (messageId: string, seconds: number) => hiddenUntil.set(messageId, now() + seconds * 1_000)
  return {
    isVisible: (messageId) => now() >= (hiddenUntil.get(messageId) ?? 0),
    hand(messageId, hiddenSeconds) {
      const receiptHandle = randomUUID()
      messages.set(receiptHandle, messageId)
      hide(messageId, hiddenSeconds)
      return receiptHandle
    },
    hide(receiptHandle, hiddenSeconds) {
      const messageId = messages.get(receiptHandle)
      if (messageId !== undefined) hide(messageId, hiddenSeconds)
    },
    messageOf: (receiptHandle) => messages.get(receiptHandle) ?? null,
  }
}
