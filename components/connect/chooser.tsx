import { ArrowRightIcon } from 'lucide-react'
import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { Offer } from '#lib/applications/choose.ts'
import { useText } from '../languages/text.tsx'
import { Button } from '../ui/button.tsx'
import { ChoiceCards, SelectField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Destination } from './destination.tsx'
import { Heading } from './heading.tsx'
import { OwnCountryOptions, PartnerChoice } from './seller-fields.tsx'
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
  const text = useText('start')
  const chosen = offers.find(({ id }) => id === params.application)
  const considered = chosen === undefined ? offers : [chosen]
  return (
    <>
      <Heading title={text('where')}>{text.rich('allow', { company: companyName })}</Heading>
      {params.application !== undefined && chosen === undefined && (
        <Notice
          tone="doubt"
          title={text('unusable')}
          next={text.rich('unusableNext', { company: companyName })}
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
          label={useText('countries')('label')}
          required
          defaultValue={findMarketplace(params.marketplace ?? '')?.id ?? ''}
          hint={text('hint')}
        >
          <OwnCountryOptions />
        </SelectField>
        <PartnerChoice
          offered={considered.flatMap(({ partnerTypes }) => partnerTypes)}
          proposed={params.partner === 'vendor' ? 'vendor' : 'seller'}
        />
        <ApplicationChoice offers={considered} isWanted={chosen !== undefined} />
        {params.return_to !== undefined && <input type="hidden" name="return_to" value={params.return_to} />}
        <div className="grid gap-3">
          <Button type="submit" variant="primary" size="large" wide>
            {text('submit')}
            <ArrowRightIcon size={18} className="rtl:-scale-x-100" />
          </Button>
          <Destination
            formId={formId}
            {...around(text('sentTo', { host: mark }))}
            anywhere={text('anyCentral')}
          />
        </div>
      </form>
      <WhatIsRead companyName={companyName} />
      <WhatHappensNext steps={[useText('link')('stepAmazon'), text('confirmAsMain'), text('comeBack')]} />
    </>
  )
}

/** Stands for the host that only the browser knows. */
const mark = '|'

/** A sentence around the host. */
function around(sentence: string): { readonly before: string; readonly after: string } {
  const [before = '', after = ''] = sentence.replaceAll(/[\u2068\u2069]/g, '').split(mark)
  return { before, after }
}

/** Which of the company's applications the permission is for; one alone is shown only if the seller's link wants it. */
function ApplicationChoice({ offers, isWanted }: { offers: readonly Offer[]; isWanted: boolean }) {
  const text = useText('start')
  const [first] = offers
  if (offers.length === 1 && first !== undefined) {
    return (
      <>
        <input type="hidden" name="application" value={first.id} />
        {isWanted && (
          <p className="text-ink-muted wrap-anywhere">
            {text.rich('forApplication', {
              name: first.name,
              strong: (words) => <strong className="font-medium text-ink">{words}</strong>,
            })}
          </p>
        )}
      </>
    )
  }
  return (
    <ChoiceCards
      legend={text('which')}
      name="application"
      choices={offers.map(({ id, name, partnerTypes }) => ({
        value: id,
        label: name,
        ...(partnerTypes.length === 1 && {
          description: text(partnerTypes[0] === 'vendor' ? 'onlyVendors' : 'onlySellers'),
        }),
      }))}
    />
  )
}
