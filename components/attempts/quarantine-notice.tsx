import type { QuarantinedGrant } from '#lib/attempts/quarantine.ts'
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
