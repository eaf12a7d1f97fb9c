import type { LiveChange } from '#lib/live/audience.ts'

export type { LiveChange }

/** `connecting`: not yet live for the first time. `signed-out`: the session has ended. `off`: the browser can't. */
export type LiveStatus = 'off' | 'connecting' | 'live' | 'reconnecting' | 'signed-out'

export interface LiveHandlers {
  readonly onChange: (change: LiveChange) => void
  /** Something was missed: everything on the page may be outdated. */
  readonly onReset: () => void
  readonly onStatus: (status: LiveStatus) => void
}

/** Between tabs of one browser. */
type TabMessage =
  | { readonly type: 'change'; readonly id: string; readonly change: LiveChange }
  | { readonly type: 'reset'; readonly id: string }
  | { readonly type: 'heard'; readonly id: string }
  | { readonly type: 'status'; readonly status: LiveStatus }
  /** A new tab asks what has happened since then. */
  | { readonly type: 'hello'; readonly tab: string; readonly sinceMs: number }
  | { readonly type: 'welcome'; readonly tab: string; readonly changes: readonly LiveChange[] }

interface Recent {
  readonly atMs: number
  readonly change: LiveChange
}

const keptMs = 60_000
const mostKept = 500
/** A tab that is hidden for a shorter time keeps its stream: people switch back and forth. */
const hiddenMs = 10_000
/** The server sends something every fifteen seconds. */
const silentMs = 40_000
const watchMs = 5_000
const retryMs = { first: 2_000, longest: 60_000 } as const

/**
 * Receives changes over one stream for all tabs of the browser: the tab that holds the lock reads it and passes
 * everything on. Hidden tabs don't compete for the lock, and handle the changes they received once they are visible
 * again. Returns a function that stops it.
 */
export function startLiveSource(url: string, handlers: LiveHandlers): () => void {
  if (typeof EventSource === 'undefined') {
    handlers.onStatus('off')
    return () => {}
  }
  const name = `gatehouse ${url}`
  const tab = Math.random().toString(36).slice(2)
  const canShare = 'locks' in navigator && typeof BroadcastChannel !== 'undefined'
  const channel = canShare ? new BroadcastChannel(name) : null
  const openedMs = Date.now() - performance.now()
  const stopping = new AbortController()
  const { signal } = stopping

  let lastId: string | null = null
  let joined: AbortController | null = null
  let reader: ReturnType<typeof readStream> | null = null
  let recent: Recent[] = []
  let waiting: LiveChange[] = []
  let isResetDue = false
  let hiddenTimer: number | undefined
  let hasEnded = false

  function take(change: LiveChange): void {
    if (document.visibilityState === 'visible') handlers.onChange(change)
    else if (waiting.length < mostKept) waiting.push(change)
    else isResetDue = true
  }

  function reset(): void {
    if (document.visibilityState === 'visible') handlers.onReset()
    else isResetDue = true
  }

  function handleWaiting(): void {
    const changes = waiting
    waiting = []
    if (isResetDue) handlers.onReset()
    else for (const change of changes) handlers.onChange(change)
    isResetDue = false
  }

  channel?.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
    if ('id' in data) lastId = data.id
    if (data.type === 'change') take(data.change)
    else if (data.type === 'reset') reset()
    else if (data.type === 'status') setStatus(data.status)
    else if (data.type === 'welcome' && data.tab === tab) for (const change of data.changes) take(change)
    else if (data.type === 'hello' && reader !== null) {
      const changes = recent.filter(({ atMs }) => atMs > data.sinceMs).map(({ change }) => change)
      channel.postMessage({ type: 'welcome', tab: data.tab, changes } satisfies TabMessage)
      if (lastId !== null) channel.postMessage({ type: 'heard', id: lastId } satisfies TabMessage)
      channel.postMessage({ type: 'status', status: reader.status() } satisfies TabMessage)
    }
  })

  /** After a sign-out, this page stops listening: it must not hold the lock when someone signs in on another page. */
  function setStatus(status: LiveStatus): void {
    handlers.onStatus(status)
    if (status !== 'signed-out') return
    hasEnded = true
    // Lists notice it, too.
    reset()
    setTimeout(leave)
  }

  /** As the tab that reads. */
  function pass(message: Extract<TabMessage, { id: string }>): void {
    lastId = message.id
    channel?.postMessage(message)
    if (message.type === 'reset') reset()
    if (message.type !== 'change') return
    const atMs = Date.now()
    recent = [...recent.filter((kept) => kept.atMs > atMs - keptMs), { atMs, change: message.change }]
    take(message.change)
  }

  function lead(until: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      reader = readStream(
        url,
        () => `${url}?${lastId === null ? `age=${Math.ceil(performance.now())}` : `after=${lastId}`}`,
        pass,
        (status) => {
          channel?.postMessage({ type: 'status', status } satisfies TabMessage)
          setStatus(status)
        },
      )
      until.addEventListener('abort', () => {
        reader?.close()
        reader = null
        resolve()
      })
    })
  }

  function join(): void {
    if (joined !== null || hasEnded) return
    const joining = new AbortController()
    joined = joining
    if (channel === null) {
      void lead(joining.signal)
      return
    }
    const message: TabMessage = { type: 'hello', tab, sinceMs: openedMs }
    if (lastId === null) channel.postMessage(message)
    navigator.locks
      .request(name, { signal: joining.signal }, () =>
        joining.signal.aborted ? undefined : lead(joining.signal),
      )
      // Closed before its turn came.
      .catch(() => {})
  }

  function leave(): void {
    joined?.abort()
    joined = null
  }

  const look = () => {
    clearTimeout(hiddenTimer)
    if (document.visibilityState === 'hidden') {
      hiddenTimer = window.setTimeout(leave, hiddenMs)
      return
    }
    handleWaiting()
    join()
    reader?.check()
  }
  // A frozen tab may have missed changes.
  const thaw = () => {
    isResetDue = true
    look()
  }
  document.addEventListener('visibilitychange', look, { signal })
  document.addEventListener('resume', thaw, { signal })
  window.addEventListener('pagehide', leave, { signal })
  window.addEventListener('pageshow', ({ persisted }) => persisted && thaw(), { signal })
  window.addEventListener('online', () => reader?.check(true), { signal })
  if (document.visibilityState === 'visible') join()

  return () => {
    stopping.abort()
    clearTimeout(hiddenTimer)
    leave()
    channel?.close()
  }
}

/** Whether this page would still be rendered for the same person; null: there is no answer. */
export async function hasSession(url: string): Promise<boolean | null> {
  const response = await fetch(url, { method: 'HEAD' }).catch(() => null)
  if (response === null || response.status >= 500) return null
  return response.status !== 401
}

/** Reads the server's stream, and reopens it whenever it ends, for as long as there is a session. */
function readStream(
  url: string,
  address: () => string,
  pass: (message: Extract<TabMessage, { id: string }>) => void,
  report: (status: LiveStatus) => void,
) {
  let source: EventSource | null = null
  let status: LiveStatus = 'connecting'
  let heardMs = Date.now()
  let failures = 0
  let retryTimer: number | undefined
  const watch = window.setInterval(() => check(), watchMs)

  function set(now: LiveStatus): void {
    if (now === status) return
    status = now
    report(now)
  }

  function open(): void {
    clearTimeout(retryTimer)
    source?.close()
    const opened = new EventSource(address())
    source = opened
    heardMs = Date.now()
    const on = (name: string, handle: (id: string, data: string) => void) =>
      opened.addEventListener(name, ({ lastEventId, data }) => {
        heardMs = Date.now()
        if (source === opened) handle(lastEventId, data)
      })
    on('ready', (id) => {
      failures = 0
      pass({ type: 'heard', id })
      set('live')
    })
    on('beat', (id) => pass({ type: 'heard', id }))
    on('reset', (id) => pass({ type: 'reset', id }))
    on('change', (id, data) => pass({ type: 'change', id, change: JSON.parse(data) as LiveChange }))
    on('end', (id, data) => {
      const { reason } = JSON.parse(data) as { readonly reason: string }
      opened.close()
      if (reason === 'changed') pass({ type: 'reset', id })
      if (reason === 'signed-out') stop()
      else retry()
    })
    opened.addEventListener('error', () => {
      if (source !== opened) return
      set('reconnecting')
      // The browser tries again after a lost connection, and gives up after a refusal.
      if (opened.readyState === EventSource.CLOSED) void handleRefusal(opened)
    })
  }

  /** The session may have ended while nothing could be received, such as during sleep. */
  async function handleRefusal(refused: EventSource): Promise<void> {
    const hasEnded = (await hasSession(url)) === false
    if (source !== refused) return
    if (hasEnded) stop()
    else retry()
  }

  function stop(): void {
    source = null
    set('signed-out')
  }

  function retry(): void {
    set('reconnecting')
    const waitMs = Math.min(retryMs.longest, retryMs.first * 2 ** failures)
    failures += 1
    clearTimeout(retryTimer)
    retryTimer = window.setTimeout(open, waitMs * (0.5 + Math.random() / 2))
  }

  /** After sleep or a lost network, a connection may look open. `isOnline`: the network has just come back. */
  function check(isOnline = false): void {
    if (source === null) return
    if (Date.now() - heardMs <= silentMs && !(isOnline && status === 'reconnecting')) return
    set('reconnecting')
    open()
  }

  open()
  return {
    check,
    status: () => status,
    close: () => {
      clearInterval(watch)
      clearTimeout(retryTimer)
      source?.close()
      source = null
    },
  }
}
