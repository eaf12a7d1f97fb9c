import type { ReactNode } from 'react'
import type { Tone } from '../theme.ts'

const urgencies = ['now', 'soon', 'later'] as const

/** One cause that needs attention. */
export interface AttentionItem {
  readonly id: string
  /** `now`: something fails, or is about to, until somebody acts. */
  readonly urgency: (typeof urgencies)[number]
  readonly tone: Tone
  readonly title: string
  /** Why, and what to do. */
  readonly detail: ReactNode
  /** Where to do it; null: the viewer can't, or there is nothing to open. */
  readonly action: AttentionAction | null
  /** What ends it in one step, without a look at the details. */
  readonly remedy?: AttentionAction | null
}

interface AttentionAction {
  readonly label: string
  readonly href: string
}

/** The most urgent first, then those where nothing works, else in their order. */
export function byUrgency<Item extends Pick<AttentionItem, 'urgency' | 'tone'>>(
  items: readonly Item[],
): Item[] {
  const rank = ({ urgency, tone }: Item) =>
    urgencies.indexOf(urgency) * 2 + (tone === 'bad' || tone === 'blocked' ? 0 : 1)
  return items.toSorted((one, other) => rank(one) - rank(other))
}
