import { ArrowRightIcon } from 'lucide-react'
import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { Offer } from '#lib/applications/choose.ts'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { ApplicationChoice } from './application-choice.tsx'
import { CountryOptions } from './country-options.tsx'
import { Destination } from './destination.tsx'
import { Heading } from './heading.tsx'
import { PartnerChoice } from './partner-choice.tsx'
import type { StartParams } from './start-params.ts'
import { WhatHappensNext } from './what-happens-next.tsx'
import { WhatIsRead } from './what-is-read.tsx'

const formId = 'authorize'

/** The start page for a seller who is signed in: the one decision, and what follows from it. */
export function Chooser({
  companyName,
  offers,
  params,
}: {
  companyName: string
  /** What may be authorized now; at least one. */
  offers: readonly Offer[]
  params: StartParams
}) {
  const chosen = offers.find(({ id }) => id === params.application)
  const considered = chosen === undefined ? offers : [chosen]
  return (
    <>
      <Heading title="Where do you sell?">
        You are about to give {companyName} permission to work with your selling account at Amazon.
      </Heading>
      {params.application !== undefined && chosen === undefined && (
        <Notice
          tone="doubt"
          title="What your link asks for cannot be authorized at the moment"
          next={`Ask ${companyName} before you go on: what you see here is something else.`}
        />
      )}
      {/* A plain form: a link could be prefetched, and each visit of /authorize makes an attempt. */}
      <form
        id={formId}
        action="/authorize"
        method="get"
        className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base"
      >
        <SelectField
          name="marketplace"
          label="Country"
          required
          defaultValue={findMarketplace(params.marketplace ?? '')?.id ?? ''}
          hint="If you sell in several, choose the one where you signed up. Those that share its account come along."
        >
          <CountryOptions />
        </SelectField>
        <PartnerChoice
          offered={considered.flatMap(({ partnerTypes }) => partnerTypes)}
          proposed={params.partner === 'vendor' ? 'vendor' : 'seller'}
        />
        <ApplicationChoice offers={considered} isWanted={chosen !== undefined} />
        {params.return_to !== undefined && <input type="hidden" name="return_to" value={params.return_to} />}
        <div className="grid gap-3">
          <Button type="submit" variant="primary" size="large" wide>
            Authorize at Amazon
            <ArrowRightIcon size={18} />
          </Button>
          <Destination formId={formId} />
        </div>
      </form>
      <WhatIsRead companyName={companyName} />
      <WhatHappensNext
        steps={[
          'Amazon asks you to sign in and shows what you allow',
          'You confirm there, with the main user of your selling account',
          'You come back here, and see your store and its marketplaces',
        ]}
      />
    </>
  )
}
