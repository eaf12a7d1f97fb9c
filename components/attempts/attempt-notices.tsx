import type { QuarantinedGrant } from '#lib/attempts/quarantine.ts'
import type { UnstoredGrant } from '#lib/attempts/read.ts'
import { paths } from '../paths.ts'
import { LinkButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { attemptsView } from './attempts-view.ts'

/** Grants that wait for an operator's decision. */
export function QuarantineNotice({ grants }: { grants: readonly QuarantinedGrant[] }) {
  const [only, ...others] = grants
  if (only === undefined) return null
  const isOne = others.length === 0
  return (
    <Notice
      tone="blocked"
      title={isOne ? '1 grant is in quarantine' : `${grants.length} grants are in quarantine`}
      next="Amazon gave its permission, but not as expected. Nothing uses it until you accept or dismiss it."
      action={
        <LinkButton
          href={
            isOne
              ? paths.attempt(only.attemptId)
              : attemptsView.href(attemptsView.whole, { end: 'quarantined' })
          }
          size="small"
        >
          {isOne ? 'Look at it' : 'Look at them'}
        </LinkButton>
      }
    />
  )
}

/** Grants that could not be stored for an hour. */
export function UnstoredNotice({ grants }: { grants: readonly UnstoredGrant[] }) {
  const [first, ...others] = grants
  if (first === undefined) return null
  const isOne = others.length === 0
  return (
    <Notice
      tone="bad"
      title={isOne ? '1 connection can’t be saved' : `${grants.length} connections can’t be saved`}
      next={`Amazon gave permission and the tokens are kept safely. Saving is retried every hour; after a day, the grant is quarantined.${first.detail === null ? '' : ` The database said: ${first.detail}`}`}
      action={
        <LinkButton
          href={
            isOne ? paths.attempt(first.attemptId) : attemptsView.href(attemptsView.whole, { end: 'open' })
          }
          size="small"
        >
          {isOne ? 'View attempt' : 'View attempts'}
        </LinkButton>
      }
    />
  )
}
