import type { UnstoredGrant } from '#lib/attempts/read.ts'
import { paths } from '../paths.ts'
import { LinkButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { attemptsView } from './attempts-view.ts'

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
