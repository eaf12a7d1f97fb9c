import type { OperatorPage } from '#app/_server/operator-page.ts'
import { reauthorizeUrl } from '#app/_server/reauthorize-url.ts'
import {
  OwnAccountCard,
  ReAuthorizeCard,
  ReplaceTokenCard,
  RollBackCard,
} from '#components/authorizations/renewal-cards.tsx'
import { LinkRenewalForm } from '#components/links/link-form.tsx'
import { reachSentence } from '#components/outbox/reminder-words.ts'
import { findOwnAccount } from '#lib/authorizations/own-account.ts'
import type { AuthorizationDetail } from '#lib/authorizations/read.ts'
import { linkLifeDays } from '#lib/links/create.ts'
import { readReach } from '#lib/notifications/coming-reminders.ts'
import { createRenewal } from '../../links/actions.ts'
import { replace, rollBack } from './forms.ts'

/** The ways to get another token, and to roll back to the previous one. A released record has none. */
export async function Renewal({
  authorization: { id, workflow, accountId, accountName, previousToken, releasedAt, health },
  ctx,
  may,
}: OperatorPage & { authorization: AuthorizationDetail }) {
  if (releasedAt !== null) return null
  const { recipients, obstacle } = await readReach(ctx, id)
  const isOwn = workflow !== 'self' && accountId === (await findOwnAccount(ctx))
  return (
    <>
      {workflow === 'self' && <ReplaceTokenCard id={id} action={replace} />}
      {isOwn && <OwnAccountCard />}
      {workflow !== 'self' && !isOwn && (
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
              lives={linkLifeDays}
              action={createRenewal}
            />
          )}
        </ReAuthorizeCard>
      )}
      {previousToken !== null && health !== 'paused' && (
        <RollBackCard id={id} previousToken={previousToken} action={rollBack} />
      )}
    </>
  )
}
