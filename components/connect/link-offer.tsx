import type { ReactNode } from 'react'
import { dayIn, listIn } from '#lib/languages/formats.ts'
import type { OpenedLink } from '#lib/links/redeem.ts'
import { useLanguage, useText } from '../languages/text.tsx'
import { paths } from '../paths.ts'
import { AnchorButton } from '../ui/button.tsx'
import { Code } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'
import { countryOf } from './country-names.ts'
import { Heading } from './heading.tsx'
import { WhatHappensNext, WhatIsAllowed } from './what-to-expect.tsx'

/** A connect link's request, and the company that sent it. The children let the visitor continue. */
export function LinkOffer({
  companyName,
  link,
  accountName,
  children,
}: {
  companyName: string
  link: OpenedLink
  /** The account that is signed in; null for a visitor. */
  accountName: string | null
  children: ReactNode
}) {
  const { applicationName, partnerType, marketplace, steps, expectedSellingPartnerId, renews, expiresAt } =
    link
  const text = useText('link')
  const atText = useText('arrival')
  const language = useLanguage()
  const open = steps.filter(({ connectedAt }) => connectedAt === null)
  const ids = steps.length > 0 ? open.flatMap((step) => step.marketplaceIds) : marketplace?.id
  const countries = [ids ?? []].flat().map((id) => countryOf(language, id))
  const central = useText('central')(partnerType)
  return (
    <>
      <Heading title={text(renews ? 'renewTitle' : 'connectTitle')}>
        {text.rich('text', { company: companyName, kind: kindOf(link) })}
      </Heading>
      <div className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
        <Facts
          facts={[
            { term: text('application'), detail: <bdi>{applicationName}</bdi> },
            {
              term: text('where'),
              detail:
                countries.length > 0
                  ? text('inCountries', { central, countries: listIn(language, countries) })
                  : text('inYourCountry', { central }),
            },
            ...(expectedSellingPartnerId === null
              ? []
              : [{ term: text('signInAs'), detail: <Code>{expectedSellingPartnerId}</Code> }]),
            ...(accountName === null
              ? []
              : [{ term: atText('at', { company: companyName }), detail: <bdi>{accountName}</bdi> }]),
            { term: text('expires'), detail: dayIn(language, expiresAt) },
          ]}
        />
        {children}
      </div>
      <p className="text-base text-ink-muted">{text('unexpected')}</p>
      <WhatIsAllowed
        companyName={companyName}
        asking={{ name: applicationName, roles: link.roles, partnerTypes: [partnerType] }}
      />
      <WhatHappensNext
        steps={[
          ...(accountName === null ? [text('stepSignIn', { company: companyName })] : []),
          text('stepAmazon'),
          text('stepBack'),
        ]}
      />
    </>
  )
}

/** For a message that selects by it. */
function kindOf({ partnerType, renews }: OpenedLink): string {
  if (partnerType === 'vendor') return renews ? 'renewVendor' : 'vendor'
  return renews ? 'renewSeller' : 'other'
}

/** A visitor's way to continue with a connect link, and back to it. */
export function LinkSignIn({
  next,
  companyName,
  signUpOpen,
}: {
  /** The path of the link. */
  next: string
  companyName: string
  signUpOpen: boolean
}) {
  const text = useText('link')
  const query = new URLSearchParams({ next })
  return (
    <div className="grid gap-2.5">
      <AnchorButton href={`${paths.signIn()}?${query}`} variant="primary" size="large" wide>
        {text('signIn')}
      </AnchorButton>
      {signUpOpen ? (
        <AnchorButton href={`${paths.signUp()}?${query}`} size="large" wide>
          {text('create')}
        </AnchorButton>
      ) : (
        <p className="text-center text-ink-muted text-sm">
          {text.rich('noAccount', { company: companyName })}
        </p>
      )}
    </div>
  )
}
