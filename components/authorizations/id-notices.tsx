import type { QuarantinedGrant } from '#lib/attempts/quarantine.ts'
import type { IdDispute } from '#lib/authorizations/prove-id.ts'
import { attemptsView } from '../attempts/attempts-view.ts'
import { paths } from '../paths.ts'
import { LinkButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { authorizationsView } from './authorizations-view.ts'

/** Grants for a selling partner id that another account has connected already. */
export function IdTakenNotice({ grants }: { grants: readonly QuarantinedGrant[] }) {
  const [only, ...others] = grants
  if (only === undefined) return null
  const isOne = others.length === 0
  const title = isOne
    ? `Two accounts claim the selling partner id ${only.sellingPartnerId}`
    : `${grants.length} grants are for selling partner ids that another account has claimed`
  return (
    <Notice
      tone="bad"
      title={title}
      cause="Amazon doesn’t sign the id, so the account that came first may be the wrong one."
      next="Find out which account the seller belongs to. Until you accept or dismiss the grant, nothing uses it."
      action={
        <LinkButton
          href={
            isOne
              ? paths.attempt(only.attemptId)
              : attemptsView.href(attemptsView.whole, { end: 'quarantined' })
          }
          size="small"
        >
          {isOne ? 'Review the grant' : 'Review the grants'}
        </LinkButton>
      }
    />
  )
}

/** An id that several accounts hold in different applications or regions, or that Amazon rejects. */
export function IdDisputeNotice({ dispute }: { dispute: IdDispute }) {
  const { sellingPartnerId } = dispute
  return dispute.kind === 'rejected' ? (
    <Notice
      tone="bad"
      title={`Amazon rejects the selling partner id ${sellingPartnerId}`}
      cause="The tokens of this authorization work, but belong to another selling partner than the redirect named."
      next="Pause it, and ask its account which store it connected."
      action={
        <LinkButton href={paths.authorization(dispute.authorizationId)} size="small">
          Open the authorization
        </LinkButton>
      }
    />
  ) : (
    <Notice
      tone="bad"
      title={`${dispute.accounts} accounts have connected the selling partner id ${sellingPartnerId}`}
      cause="They did so in different applications or regions. Amazon doesn’t sign the id, so one of them may have claimed it wrongly."
      next="See which of them is verified, and ask the others which store they connected."
      action={
        <LinkButton
          href={authorizationsView.href(authorizationsView.whole, { search: sellingPartnerId })}
          size="small"
        >
          Compare them
        </LinkButton>
      }
    />
  )
}
