import { ArrowRightIcon } from 'lucide-react'
import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { Offer } from '#lib/applications/choose.ts'
import { Button } from '../ui/button.tsx'
import { ChoiceCards, SelectField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Destination } from './destination.tsx'
import { Heading } from './heading.tsx'
import { CountryOptions, PartnerChoice } from './seller-fields.tsx'
import type { StartParams } from './start-params.ts'
import { WhatHappensNext, WhatIsRead } from './what-to-expect.tsx'

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

/** Which of the company's applications the permission is for; one alone is shown only if the seller's link wants it. */
function ApplicationChoice({ offers, isWanted }: { offers: readonly Offer[]; isWanted: boolean }) {
  const [first] = offers
  if (offers.length === 1 && first !== undefined) {
    return (
      <>
        <input type="hidden" name="application" value={first.id} />
        {isWanted && (
          <p className="text-ink-muted wrap-anywhere">
            For the application <strong className="font-medium text-ink">{first.name}</strong>
          </p>
        )}
      </>
    )
  }
  return (
    <ChoiceCards
      legend="Which application?"
      name="application"
      choices={offers.map(({ id, name, partnerTypes }) => ({
        value: id,
        label: name,
        ...(partnerTypes.length === 1 && { description: `For ${partnerTypes[0]}s only.` }),
      }))}
    />
  )
}
