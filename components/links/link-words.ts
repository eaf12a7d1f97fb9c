import type { LinkState } from '#lib/links/link-state.ts'
import type { Tone } from '../theme.ts'
import type { IconName } from '../ui/icons.ts'

interface LinkLook {
  readonly label: string
  readonly tone: Tone
  readonly icon: IconName
  readonly hint: string
}

export const linkLooks: Readonly<Record<LinkState, LinkLook>> = {
  open: { label: 'Open', tone: 'due', icon: 'link', hint: 'Nobody has gone on with it yet.' },
  'taken-up': {
    label: 'Taken up',
    tone: 'due',
    icon: 'hourglass',
    hint: 'It belongs to this account, which has not finished at Amazon yet.',
  },
  used: {
    label: 'Used',
    tone: 'good',
    icon: 'circle-check',
    hint: 'A selling account was connected with it.',
  },
  expired: {
    label: 'Run out',
    tone: 'neutral',
    icon: 'clock',
    hint: 'It was not used in time. Make a new one.',
  },
  revoked: { label: 'Revoked', tone: 'neutral', icon: 'ban', hint: 'It opens nothing any more.' },
}
