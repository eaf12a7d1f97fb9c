import type { LinkState } from '#lib/authorizations/link-state.ts'
import type { Tone } from '../theme.ts'

interface LinkLook {
  readonly label: string
  readonly tone: Tone
  readonly hint: string
}

export const linkLooks: Readonly<Record<LinkState, LinkLook>> = {
  open: { label: 'Open', tone: 'doubt', hint: 'Nobody has gone on with it yet.' },
  'taken-up': {
    label: 'Taken up',
    tone: 'due',
    hint: 'It belongs to this account, which has not finished at Amazon yet.',
  },
  used: { label: 'Used', tone: 'good', hint: 'A selling account was connected with it.' },
  expired: { label: 'Run out', tone: 'neutral', hint: 'It was not used in time. Make a new one.' },
  revoked: { label: 'Revoked', tone: 'neutral', hint: 'It opens nothing any more.' },
}
