import { BanIcon, CircleCheckIcon, ClockIcon, HourglassIcon, LinkIcon, type LucideIcon } from 'lucide-react'
import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { ConnectLinkView } from '#lib/links/list.ts'
import type { LinkState } from '#lib/links/redeem.ts'
import type { Tone } from '../theme.ts'

type LinkStep = ConnectLinkView['steps'][number]

interface LinkLook {
  readonly label: string
  readonly tone: Tone
  readonly icon: LucideIcon
  readonly hint: string
}

export const linkLooks: Readonly<Record<LinkState, LinkLook>> = {
  open: { label: 'Open', tone: 'due', icon: LinkIcon, hint: 'Nobody has used it yet.' },
  claimed: {
    label: 'Claimed',
    tone: 'due',
    icon: HourglassIcon,
    hint: 'An account claimed it, but hasn’t finished at Amazon yet.',
  },
  used: {
    label: 'Used',
    tone: 'good',
    icon: CircleCheckIcon,
    hint: 'Everything that it asks for is connected.',
  },
  expired: {
    label: 'Expired',
    tone: 'neutral',
    icon: ClockIcon,
    hint: 'It wasn’t used in time. Create a new one.',
  },
  revoked: { label: 'Revoked', tone: 'neutral', icon: BanIcon, hint: 'It no longer works.' },
}

/** "Germany, Japan". */
export function namesOf(steps: readonly Pick<LinkStep, 'marketplaceIds'>[]): string {
  return steps
    .flatMap(({ marketplaceIds }) => marketplaceIds.map((id) => findMarketplace(id)?.country ?? id))
    .join(', ')
}

/** "1 of 2 connected". */
export function progressOf(steps: readonly Pick<LinkStep, 'connectedAt'>[]): string {
  return `${steps.filter(({ connectedAt }) => connectedAt !== null).length} of ${steps.length} connected`
}

/** What to do with a link that was just created. `regions`: how many it asks for; one without a choice. */
export function linkUse({ isSent, regions }: { isSent: boolean; regions: number }): string {
  const works =
    regions > 1
      ? `It works until ${regions === 2 ? 'both' : `all ${regions}`} regions are connected`
      : 'It works once'
  return isSent
    ? `${works}. You can also copy it now: it isn’t shown again.`
    : `Send it to the seller. ${works} and isn’t shown again.`
}
