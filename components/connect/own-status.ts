import type { State } from '#lib/authorizations/status.ts'
import type { Tone } from '../theme.ts'

interface OwnStatus {
  label: string
  tone: Tone
  /** What it means for the seller; null where there is nothing to say. */
  sentence: string | null
  /** Whether the seller is asked to authorize again. */
  asksSeller: boolean
}

/** The states in the words of the seller, who sees less of the machinery than an operator. */
export const ownStatuses: Readonly<Record<State, OwnStatus>> = {
  healthy: { label: 'Connected', tone: 'good', sentence: null, asksSeller: false },
  unverified: { label: 'Connected', tone: 'good', sentence: null, asksSeller: false },
  'renewal-due': {
    label: 'Renewal due',
    tone: 'due',
    sentence: 'Amazon wants your permission to be renewed once a year. Authorize again to keep it.',
    asksSeller: true,
  },
  'in-doubt': {
    label: 'Being checked',
    tone: 'doubt',
    sentence: 'Amazon refused us once. We try again by ourselves; you need to do nothing now.',
    asksSeller: false,
  },
  degraded: {
    label: 'Being checked',
    tone: 'doubt',
    sentence: 'Amazon does not answer as usual. We try again by ourselves; you need to do nothing.',
    asksSeller: false,
  },
  blocked: {
    label: 'Interrupted',
    tone: 'blocked',
    sentence: 'Something has to be repaired on our side. You need to do nothing; it goes on by itself.',
    asksSeller: false,
  },
  'needs-reauthorization': {
    label: 'Authorize again',
    tone: 'bad',
    sentence:
      'Amazon no longer accepts your permission. Authorize again, and everything goes on where it stopped.',
    asksSeller: true,
  },
  disconnected: {
    label: 'Disconnected',
    tone: 'neutral',
    sentence: 'Our access is destroyed. To take it up again, authorize again.',
    asksSeller: true,
  },
}
