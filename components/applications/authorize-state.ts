import type { ApplicationView } from '#lib/applications/read.ts'
import type { Tone } from '../theme.ts'

/** The states of an application's Authorize button. */
export const authorizeStates = {
  ready: { tone: 'good', label: 'Ready', title: 'Sellers can authorize it' },
  'not-ready': { tone: 'doubt', label: 'Not ready', title: 'It can’t be authorized yet' },
  'self-only': { tone: 'neutral', label: 'Self-authorized', title: 'It is self-authorized' },
  retired: { tone: 'neutral', label: 'Retired', title: 'Sellers can’t authorize it anymore' },
} as const satisfies Record<string, { tone: Tone; label: string; title: string }>

export function authorizeStateOf({
  readiness,
  retiredAt,
  isSandbox,
  kind,
}: Pick<ApplicationView, 'readiness' | 'retiredAt' | 'isSandbox' | 'kind'>): keyof typeof authorizeStates {
  if (retiredAt !== null) return 'retired'
  if (isSandbox || kind === 'private') return 'self-only'
  return readiness.ready ? 'ready' : 'not-ready'
}
