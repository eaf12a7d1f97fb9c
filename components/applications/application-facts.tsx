import type { ApplicationView } from '#lib/applications/read.ts'
import { Code } from '../ui/code.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import { counted } from '../ui/format.ts'
import { distributionWords } from './distribution-words.ts'

/** Everything about an application, for operators who can't change it. */
export function ApplicationFacts({ application }: { application: ApplicationView }) {
  const { distribution, status, isSandbox, partnerTypes, renewalTermDays, renewalDueDays } = application
  const code = (term: string, value: string | null): Fact => ({
    term,
    detail: value === null ? 'None' : <Code copy={`the ${term}`}>{value}</Code>,
  })
  return (
    <Facts
      facts={[
        code('Application id', application.spApiApplicationId),
        code('LWA client id', application.lwaClientId),
        { term: 'Kind', detail: distributionWords[distribution].label },
        { term: 'Status', detail: `${status}${isSandbox ? ', sandbox only' : ''}` },
        { term: 'Authorized by', detail: partnerTypes.map((type) => `${type}s`).join(' and ') },
        code('Token endpoint', application.tokenEndpoint),
        code('OAuth Redirect URI', application.redirectUri),
        code('OAuth Login URI', application.logInUri),
        {
          term: 'Return URLs',
          detail:
            application.returnAddresses.length === 0 ? (
              'None'
            ) : (
              <ul className="grid grid-cols-1 gap-1">
                {application.returnAddresses.map((address) => (
                  <li key={address}>
                    <Code>{address}</Code>
                  </li>
                ))}
              </ul>
            ),
        },
        {
          term: 'Renewal',
          detail:
            renewalTermDays === null
              ? 'No term'
              : `Term of ${counted(renewalTermDays, 'day')}, due ${counted(renewalDueDays, 'day')} before its end`,
        },
      ]}
    />
  )
}

export interface EnvironmentFact {
  readonly term: string
  readonly value: string
  /** The variable that sets it. */
  readonly variable: string
}

/** The facts of the environment's application, shown with the variable that changes each. */
export function EnvironmentFacts({ facts }: { facts: readonly EnvironmentFact[] }) {
  const variables = [...new Set(facts.map(({ variable }) => variable))]
  return (
    <div className="grid gap-3 rounded-md bg-sunken p-3">
      <Facts
        facts={facts.map(({ term, value }) => ({
          term,
          detail: <Code copy={`the ${term}`}>{value}</Code>,
        }))}
      />
      <p className="text-ink-muted text-sm wrap-anywhere">
        These values come from the environment. To change them, set {variables.join(', ')} and restart.
      </p>
    </div>
  )
}
