import type { ApplicationView } from '#lib/applications/read.ts'
import { Badge } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Facts } from '../ui/facts.tsx'
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
        <LinkButton href={`/ops/applications/${application.id}/secret`} size="small">
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
