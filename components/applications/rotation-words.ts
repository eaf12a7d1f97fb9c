import type { Rotation } from '#lib/rotation/settings.ts'
import type { Choice } from '../ui/field.tsx'

export const policyChoices: readonly (Choice & { readonly value: Rotation['policy'] })[] = [
  {
    value: 'manual',
    label: 'Manual',
    description: 'A new secret waits here until an administrator activates it.',
  },
  {
    value: 'promote',
    label: 'Activate automatically',
    description: 'A new secret is tested with Amazon and activated as soon as it arrives.',
  },
  {
    value: 'automatic',
    label: 'Request and activate automatically',
    description: 'Gatehouse also requests the next secret 30 days before the current one expires.',
  },
]
