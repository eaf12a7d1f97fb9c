import { setTimeout as pause } from 'node:timers/promises'

/** Waits, after a session turned out to be read-only, for new ones that aren't, and then has all replaced. */
export interface WriteWatch {
  /** A session was refused a write, or said that it takes none. */
  noteReadOnly(): void
  /** From the first refusal until the connections have been replaced. */
  isReadOnly(): boolean
  stop(): void
}

interface Actions {
  /** Whether a new session takes writes. Rejects while the database is away. */
  readonly probe: () => Promise<boolean>
  /** Replaces every connection. */
  readonly renew: () => void
  readonly report: (message: string) => void
}

const retryMs = 1_000

/**
 * A session that was opened while a standby answered, or under `default_transaction_read_only`, can stay read-only for
 * as long as it lives, although the database has long been taking writes again. Nothing but a new session shows that.
 */
export function createWriteWatch({ probe, renew, report }: Actions): WriteWatch {
  const stopping = new AbortController()
  let isWatching = false
  let renewedAt = Number.NEGATIVE_INFINITY

  async function watch(): Promise<void> {
    report('the database refuses writes; waiting until it accepts them again')
    // An address behind which a standby and the primary take turns must not make us reconnect without a pause.
    await wait(renewedAt + retryMs - performance.now())
    while (!(await probe().catch(() => false))) await wait(retryMs)
    renew()
    renewedAt = performance.now()
    isWatching = false
    report('the database accepts writes again; all connections were replaced')
  }

  const wait = (ms: number) => pause(Math.max(0, ms), undefined, { signal: stopping.signal, ref: false })

  return {
    noteReadOnly: () => {
      if (isWatching || stopping.signal.aborted) return
      isWatching = true
      // Rejects when it is stopped.
      watch().catch(() => {})
    },
    isReadOnly: () => isWatching,
    stop: () => stopping.abort(),
  }
}

/** Whether the database refused this statement because the session is read-only. */
export function isReadOnlyRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('code' in error && error.code === '25006') return true
  return 'cause' in error && isReadOnlyRefusal(error.cause)
}
