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

/** Why the last try to activate a new secret failed, and who tries again. */
export function pendingProblemWords({
  pendingProblem,
  pendingSecretEnding,
  policy,
  isOutdated,
}: Pick<Rotation, 'pendingProblem' | 'pendingSecretEnding' | 'policy' | 'isOutdated'>) {
  const arrived = `The secret ending in ${pendingSecretEnding ?? '?'} arrived from Amazon`
  if (isOutdated)
    return {
      tone: 'due',
      title: 'A client secret from Amazon waits for you',
      cause: `${arrived}, but by the date entered for the current one, it is older than that. The stored one stays active.`,
      next: 'If that date is wrong, activate it. Otherwise leave it: the next secret from Amazon replaces it.',
    } as const
  const isRefused = pendingProblem === 'client_secret_refused' || pendingProblem === 'refused_for_an_hour'
  const problem = isRefused ? 'Login with Amazon doesn’t accept it yet' : 'it couldn’t be tested'
  const retry = policy === 'manual' ? 'Activate it again to retry.' : 'Gatehouse keeps trying.'
  return {
    tone: 'bad',
    title: isRefused
      ? 'Amazon is rejecting the new client secret'
      : 'The new client secret hasn’t been tested yet',
    cause: `${arrived}, but ${problem}. The stored one stays active.`,
    next: `${retry} If it doesn’t work within a day, create another secret at Amazon and save it here.`,
  } as const
}

/** How a secret that Amazon sends to its queue gets from there into use. Null: no rotation is set up. */
export function arrivalWords(rotation: Pick<Rotation, 'queueUrl' | 'policy'> | null): string {
  if (rotation === null || rotation.queueUrl === null) return 'Read it there and save it here.'
  return rotation.policy === 'manual'
    ? 'Gatehouse reads it there within a minute. Activate it here when it has arrived.'
    : 'Gatehouse reads it there within a minute, tests it and activates it.'
}
