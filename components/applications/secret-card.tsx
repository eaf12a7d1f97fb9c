import type { ApplicationView } from '#lib/applications/read.ts'
import type { SecretAlarm } from '#lib/applications/secret-alarms.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Facts } from '../ui/facts.tsx'
import { Notice } from '../ui/notice.tsx'
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
            { term: 'Life', detail: <Badge tone={tone}>{short}</Badge> },
          ]}
        />
        <LinkButton href={paths.applicationSecret(application.id)} size="small">
          Client secret
        </LinkButton>
      </div>
    </Card>
  )
}

/** All that is shown of a secret. */
export function SecretEnding({ ending }: { ending: string | null }) {
  return ending === null ? 'Not known' : <code className="font-mono text-sm">•••• {ending}</code>
}

/** The current client secret, and the previous one for as long as it is kept. */
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
        { term: 'Previous secret kept until', detail: time(previousSecretUntil, 'No previous secret') },
        ...(previousSecretUntil === null
          ? []
          : [{ term: 'It was last needed', detail: time(previousSecretUsedAt, 'Never') }]),
      ]}
    />
  )
}

/** A client secret that needs attention. `mayChange`: whether the viewer may act on it. */
export function SecretNotice({
  alarm: { applicationId, name, age, isOnPreviousSecret },
  mayChange,
}: {
  alarm: SecretAlarm
  mayChange: boolean
}) {
  const { tone, title, cause, next } = secretWords(age, isOnPreviousSecret)
  return (
    <Notice
      tone={tone}
      title={`${name}: ${isOnPreviousSecret ? title : lowerFirst(title)}`}
      cause={cause}
      next={next}
      action={
        mayChange && (
          <LinkButton href={paths.applicationSecret(applicationId)} size="small">
            Client secret
          </LinkButton>
        )
      }
    />
  )
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
