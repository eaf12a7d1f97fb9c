import type { ReactNode } from 'react'
import type { OpenedLink } from '#lib/links/redeem.ts'
import { paths } from '../paths.ts'
import { AnchorButton } from '../ui/button.tsx'
import { Code } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'
import { utcDate } from '../ui/format.ts'
import { Heading } from './heading.tsx'
import { WhatHappensNext, WhatIsRead } from './what-to-expect.tsx'

/** What a connect link asks for, and on whose behalf. The children let the visitor continue. */
export function LinkOffer({
  companyName,
  link,
  accountName,
  children,
}: {
  companyName: string
  link: OpenedLink
  /** Of who is signed in; null for a visitor. */
  accountName: string | null
  children: ReactNode
}) {
  const { applicationName, partnerType, marketplace, expectedSellingPartnerId, renews, expiresAt } = link
  const central = partnerType === 'vendor' ? 'Vendor Central' : 'Seller Central'
  return (
    <>
      <Heading title={renews ? 'Renew your permission' : 'Connect your Amazon account'}>
        {companyName} sent you this link. It asks for {renews ? 'your permission again' : 'your permission'}{' '}
        to work with your {partnerType === 'vendor' ? 'vendor' : 'selling'} account at Amazon.
      </Heading>
      <div className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
        <Facts
          facts={[
            { term: 'Application', detail: applicationName },
            {
              term: 'Where',
              detail:
                marketplace === null ? `${central} of your country` : `${central}, ${marketplace.country}`,
            },
            ...(expectedSellingPartnerId === null
              ? []
              : [{ term: 'Sign in as', detail: <Code>{expectedSellingPartnerId}</Code> }]),
            ...(accountName === null ? [] : [{ term: `At ${companyName}`, detail: accountName }]),
            { term: 'Link ends', detail: utcDate(expiresAt) },
          ]}
        />
        {children}
      </div>
      <p className="text-base text-ink-muted">
        You did not expect this link? Close the page. Nothing is connected until you confirm it at Amazon.
      </p>
      <WhatIsRead companyName={companyName} />
      <WhatHappensNext
        steps={[
          ...(accountName === null ? [`You sign in to your account at ${companyName}`] : []),
          'Amazon asks you to sign in and shows what you allow',
          'You confirm there, and come back here',
        ]}
      />
    </>
  )
}

/** A visitor's way on from a connect link, and back to it. */
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
  const query = new URLSearchParams({ next })
  return (
    <div className="grid gap-2.5">
      <AnchorButton href={`${paths.signIn()}?${query}`} variant="primary" size="large" wide>
        Sign in to go on
      </AnchorButton>
      {signUpOpen ? (
        <AnchorButton href={`${paths.signUp()}?${query}`} size="large" wide>
          Create an account
        </AnchorButton>
      ) : (
        <p className="text-center text-ink-muted text-sm">
          No account yet? {companyName} makes one for you on request.
        </p>
      )}
    </div>
  )
}
