import type { ApplicationView } from '#lib/applications/read.ts'
import { Facts } from '../ui/facts.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { SecretEnding } from './secret-card.tsx'

/** What is kept: the secret in force, and the one before while Amazon accepts it. */
export function SecretState({
  application,
  renderedAt,
}: {
  application: Pick<
    ApplicationView,
    'secretEnding' | 'secretStoredAt' | 'secretCreatedOn' | 'previousSecretUntil' | 'previousSecretUsedAt'
  >
  renderedAt: string
}) {
  const { secretEnding, secretStoredAt, secretCreatedOn, previousSecretUntil, previousSecretUsedAt } =
    application
  const time = (at: Date | null, none: string) =>
    at === null ? none : <TimeStamp at={at.toISOString()} renderedAt={renderedAt} />
  return (
    <Facts
      facts={[
        { term: 'Ends in', detail: <SecretEnding ending={secretEnding} /> },
        { term: 'Put in place', detail: time(secretStoredAt, 'Before this was recorded') },
        { term: 'Made at Amazon on', detail: secretCreatedOn ?? 'Not known' },
        { term: 'The one before is kept until', detail: time(previousSecretUntil, 'There is none') },
        ...(previousSecretUntil === null
          ? []
          : [{ term: 'It was last needed', detail: time(previousSecretUsedAt, 'Never') }]),
      ]}
    />
  )
}
