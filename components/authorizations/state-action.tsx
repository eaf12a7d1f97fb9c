import type { AuthorizationView } from '#lib/authorizations/view.ts'
import { paths } from '../paths.ts'
import { LinkButton } from '../ui/button.tsx'
import { CopyButton } from '../ui/code.tsx'

/** What an operator does about a state, beside its words; nothing where it only has to be waited for. */
export function StateAction({
  authorization: { applicationId, state, who, workflow },
  reauthorizeUrl,
  mayOperate,
  mayManageApplications,
}: {
  authorization: Pick<AuthorizationView, 'applicationId' | 'state' | 'who' | 'workflow'>
  /** Where its seller authorizes again. */
  reauthorizeUrl: string
  mayOperate: boolean
  mayManageApplications: boolean
}) {
  if (state === 'blocked' && mayManageApplications)
    return <LinkButton href={paths.applicationSecret(applicationId)}>Client secret</LinkButton>
  if (who !== 'seller' || workflow === 'self' || !mayOperate) return null
  return (
    <CopyButton value={reauthorizeUrl} label="Copy the link with which the seller authorizes again">
      Copy the seller’s link
    </CopyButton>
  )
}
