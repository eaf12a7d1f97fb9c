import type { FaultFacts } from '#simulator/world/faults.ts'

const token = { at: 'token' } as const

/** The faults that callers meet at Amazon while they refresh, a few at a time. Null: no fault for a while. */
export const whims: readonly (FaultFacts | null)[] = [
  null,
  null,
  null,
  null,
  null,
  null,
  { kind: 'delay', delayMs: 300, ...token },
  { kind: 'delay', delayMs: 3_000, ...token, times: 20 },
  { kind: 'reset', when: 'before', ...token },
  { kind: 'reset', when: 'after', ...token, times: 20 },
  { kind: 'hang', when: 'after', ...token, times: 5 },
  { kind: 'status', status: 500, ...token },
  { kind: 'status', status: 503, retryAfterSeconds: 1, ...token },
  { kind: 'status', status: 429, retryAfterSeconds: 1, ...token },
  { kind: 'html', ...token },
  { kind: 'truncated-body', ...token },
  { kind: 'invalid-grant', ...token },
]
