import type { OperatorPage } from '#app/_server/operator-page.ts'
import { reauthorizeUrl } from '#app/_server/reauthorize-url.ts'
import {
  OwnAccountCard,
  ReAuthorizeCard,
  ReplaceTokenCard,
  RetiredApplicationCard,
  RollBackCard,
} from '#components/authorizations/renewal-cards.tsx'
import { LinkRenewalForm } from '#components/links/link-form.tsx'
import { reachSentence } from '#components/outbox/reminder-words.ts'
import type { AuthorizationDetail } from '#lib/authorizations/read.ts'
import { linkLifeDays } from '#lib/links/create.ts'
import { readReach, readRecipients } from '#lib/notifications/coming-reminders.ts'
import { createRenewal } from '../../links/actions.ts'
import { replace, rollBack } from './forms.ts'

type Props = OperatorPage & { authorization: AuthorizationDetail }

/** The ways to get another token, and to roll back to the previous one. A released record has none. */
export function Renewal(props: Props) {
  const { id, renewalObstacle, previousToken, health } = props.authorization
  if (renewalObstacle === 'released') return null
  return (
    <>
      <WayToRenew {...props} />
      {previousToken !== null && health !== 'paused' && (
        <RollBackCard id={id} previousToken={previousToken} action={rollBack} />
      )}
    </>
  )
}

async function WayToRenew({ authorization, ctx, may }: Props) {
  const { id, applicationId, accountName, health, renewalObstacle } = authorization
  switch (renewalObstacle) {
    case 'released':
      return null
    case 'self_authorized':
      return <ReplaceTokenCard id={id} action={replace} />
    case 'application_retired':
      return <RetiredApplicationCard applicationId={applicationId} />
    case 'own_account':
      return <OwnAccountCard />
    default: {
      const { recipients, obstacle } = await readReach(ctx, id)
      return (
        <ReAuthorizeCard
          url={reauthorizeUrl(ctx, id)}
          accountName={accountName}
          companyName={ctx.settings.companyName}
          reach={reachSentence(recipients, obstacle)}
        >
          {may('links:manage') && (
            <LinkRenewalForm
              formId={crypto.randomUUID()}
              authorizationId={id}
              recipients={ctx.mail === null || health === 'paused' ? [] : await readRecipients(ctx, id)}
              lives={linkLifeDays}
              action={createRenewal}
            />
          )}
        </ReAuthorizeCard>
      )
    }
  }
}
