import type { ApplicationView } from '#lib/applications/read.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { Facts } from '../ui/facts.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { secretWords } from './secret-words.ts'

/** The client secret in short, on the application's page. */
export function SecretCard({ application }: { application: ApplicationView }) {
  const { tone, short } = secretWords(application.secretAge, application.previousSecretUsedAt !== null)
  return (
    <Card title="Client secret">
      <div className="grid justify-items-start gap-3">
        <Facts
          stacked
          facts={[
            { term: 'Ends in', detail: <SecretEnding ending={application.secretEnding} /> },
            { term: 'Validity', detail: <Badge tone={tone}>{short}</Badge> },
          ]}
        />
        <LinkButton href={paths.applicationSecret(application.id)} size="small">
          Manage client secret
        </LinkButton>
      </div>
    </Card>
  )
}

/** The only visible part of a secret. */
export function SecretEnding({ ending }: { ending: string | null }) {
  return ending === null ? 'Not known' : <code className="font-mono text-sm">•••• {ending}</code>
}

/** The current client secret, and the previous one for as long as it is kept. */
export function SecretState({
  application,
}: {
  application: Pick<
    ApplicationView,
    'secretEnding' | 'secretStoredAt' | 'secretCreatedOn' | 'previousSecretUntil' | 'previousSecretUsedAt'
  >
}) {
  const { secretEnding, secretStoredAt, secretCreatedOn, previousSecretUntil, previousSecretUsedAt } =
    application
  const time = (at: Date | null, none: string) => (at === null ? none : <TimeStamp at={at.toISOString()} />)
  return (
    <Facts
      facts={[
        { term: 'Ends in', detail: <SecretEnding ending={secretEnding} /> },
        { term: 'Saved', detail: time(secretStoredAt, 'Before it was recorded') },
        { term: 'Created at Amazon on', detail: secretCreatedOn ?? 'Not known' },
        { term: 'Previous secret kept until', detail: time(previousSecretUntil, 'No previous secret') },
        ...(previousSecretUntil === null
          ? []
          : [{ term: 'Last used', detail: time(previousSecretUsedAt, 'Never') }]),
      ]}
    />
  )
}
