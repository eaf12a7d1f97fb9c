import type { DisplayedHealth, Flag } from '#lib/state/derive-state.ts'
import { Badge } from '../ui/badge.tsx'
import { flagWords, healthWords } from './health-words.ts'

export function HealthBadge({ health }: { health: DisplayedHealth }) {
  const { label, tone, hint } = healthWords[health]
  return (
    <Badge tone={tone} title={hint}>
      {label}
    </Badge>
  )
}

export function FlagBadge({ flag }: { flag: Flag }) {
  const { label, tone, hint } = flagWords[flag]
  return (
    <Badge tone={tone} title={hint}>
      {label}
    </Badge>
  )
}
