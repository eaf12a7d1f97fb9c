import type { LiveHub } from '#lib/live/hub.ts'

const key = Symbol.for('gatehouse.live-hub')
const shared = globalThis as { [key]?: { current: LiveHub | null } }

shared[key] ??= { current: null }

/** Shared by all copies of this module. */
export const hubs = shared[key]

/** Open pages reconnect, to another process or to the next one: a stream would keep this one from ending. */
export function closeLiveStreams(): void {
  hubs.current?.close()
}
