import { BanIcon, CircleCheckIcon, ClockIcon, HourglassIcon, LinkIcon, type LucideIcon } from 'lucide-react'
import type { LinkState } from '#lib/links/redeem.ts'
import type { Tone } from '../theme.ts'

interface LinkLook {
  readonly label: string
  readonly tone: Tone
  readonly icon: LucideIcon
  readonly hint: string
}

export const linkLooks: Readonly<Record<LinkState, LinkLook>> = {
  open: { label: 'Open', tone: 'due', icon: LinkIcon, hint: 'Nobody has gone on with it yet.' },
  claimed: {
    label: 'Taken up',
    tone: 'due',
    icon: HourglassIcon,
    hint: 'It belongs to this account, which has not finished at Amazon yet.',
  },
  used: {
    label: 'Used',
    tone: 'good',
    icon: CircleCheckIcon,
    hint: 'A selling account was connected with it.',
  },
  expired: {
    label: 'Run out',
    tone: 'neutral',
    icon: ClockIcon,
    hint: 'It was not used in time. Make a new one.',
  },
  revoked: { label: 'Revoked', tone: 'neutral', icon: BanIcon, hint: 'It opens nothing any more.' },
}
