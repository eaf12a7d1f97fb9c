import { notFound } from 'next/navigation'
import { findAuthorization } from '#app/_server/find-authorization.ts'
import { currentLanguage, getText } from '#app/_server/languages/language.ts'
import { requireAccount } from '#app/_server/people/require-account.ts'
import { getPublicSettings } from '#app/_server/settings.ts'
import { Connected } from '#components/connect/connected.tsx'
import { groupNameIn } from '#components/connect/country-names.ts'
import { LinkCountries } from '#components/connect/link-countries.tsx'
import { OtherCountries } from '#components/connect/other-countries.tsx'
import { ownStatus } from '#components/connect/own-status.ts'
import { findConsentGroup } from '#lib/amazon/marketplaces.ts'
import { readOtherCountries } from '#lib/authorizations/other-countries.ts'
import { longDayIn } from '#lib/languages/formats.ts'
import { findOwnSet } from '#lib/links/list.ts'
import { returnLink } from '#lib/links/return-url.ts'
import { openSteps } from '#lib/links/steps.ts'
import { plan } from '../../plan-countries.ts'

/** The new connection, for the account that owns it. */
export async function ConnectedAuthorization({
  id,
  path,
  returnTo,
  connectLinkId,
}: {
  id: string
  path: string
  returnTo: string | null
  connectLinkId: string | null
}) {
  const ctx = await requireAccount(path)
  const authorization = await findAuthorization(ctx, id)
  if (authorization === null) notFound()
  const { storeName, sellingPartnerId, partnerType, participations } = authorization
  const { companyName } = await getPublicSettings()
  const text = await getText('finish')
  const context = {
    companyName,
    now: ctx.now(),
    text: await getText('status'),
    language: await currentLanguage(),
  }
  const { health, flags } = authorization
  const name = storeName ?? sellingPartnerId ?? text('yourStore')
  const { label, sentence } = ownStatus(authorization, context)
  const title =
    health === 'working'
      ? flags.includes('details_missing') && text('refused', { name })
      : health !== 'retrying' && text('state', { name, state: label })
  const problem = title === false ? null : { title, sentence }
  const set = connectLinkId === null ? null : await findOwnSet(ctx, connectLinkId)
  const isHalfDone = set !== null && openSteps(set).length > 0
  const { applicationId, renewalObstacle, consentGroup, authorizedAt, renewedAt, renewsBy } = authorization
  return (
    <Connected
      companyName={companyName}
      problem={problem}
      name={name}
      renewal={
        renewedAt > authorizedAt ? { againBy: renewsBy && longDayIn(context.language, renewsBy) } : null
      }
      partnerType={partnerType}
      place={
        findConsentGroup(consentGroup) === null
          ? null
          : groupNameIn(context.language, await getText('countries'), consentGroup)
      }
      participations={participations}
      returnLink={returnLink(returnTo, { result: 'connected', authorization: id })}
      isDone={!isHalfDone}
      more={
        isHalfDone ? (
          <LinkCountries set={set} />
        ) : renewalObstacle !== null || problem !== null ? null : (
          <OtherCountries
            countries={await readOtherCountries(ctx, { applicationId, partnerType })}
            action={plan}
          />
        )
      }
    />
  )
}
