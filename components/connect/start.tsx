import { ArrowRightIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { Offer } from '#lib/applications/choose.ts'
import { useText } from '../languages/text.tsx'
import { Button } from '../ui/button.tsx'
import { ChoiceCards, SelectField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { accountKind } from './account-kind.ts'
import { AmazonErrorLink } from './amazon-error.tsx'
import { BeforeYouStart } from './before-you-start.tsx'
import { Destination } from './destination.tsx'
import { Heading } from './heading.tsx'
import { OwnCountryOptions, PartnerChoice } from './seller-fields.tsx'
import type { StartParams } from './start-params.ts'
import { forKind, WhatHappensNext, WhatIsAllowed, WhatIsAllowedByChoice } from './what-to-expect.tsx'

const formId = 'authorize'

/**
 * The start page: where and how the visitor sells, and what follows. All choices are made here; visitors without an
 * account sign in afterwards.
 */
export function Start({
  companyName,
  offers,
  params,
  url,
  account,
  notice,
}: {
  companyName: string
  /** The applications that can be authorized now; at least one. */
  offers: readonly Offer[]
  params: StartParams
  /** The address of this page with these parameters. */
  url: string
  /** The way to an account, for a visitor; null for a seller who is signed in. */
  account: ReactNode
  /** Above everything else, such as an unfinished attempt. */
  notice: ReactNode
}) {
  const text = useText('start')
  const linkText = useText('link')
  const isSeller = account === null
  const chosen = offers.find(({ id }) => id === params.application)
  const considered = chosen === undefined ? offers : [chosen]
  const only = considered.length === 1 ? considered[0] : undefined
  const partnerTypes = considered.flatMap((offer) => offer.partnerTypes)
  const kind = accountKind(partnerTypes)
  return (
    <div className="group/start grid items-start gap-8 lg:grid-cols-[minmax(0,28rem)_minmax(0,1fr)] lg:gap-x-14">
      <div className="grid min-w-0 gap-8">
        {notice}
        <Heading title={text(isSeller ? 'where' : 'title', { kind })}>
          {text.rich(isSeller ? 'allow' : 'text', { company: companyName, kind })}
        </Heading>
        {params.application !== undefined && chosen === undefined && (
          <Notice
            tone="doubt"
            title={text('unusable')}
            next={text.rich('unusableNext', { company: companyName })}
          />
        )}
        {/* A plain form: a link could be prefetched, and each visit of /authorize creates an attempt. */}
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
            offered={partnerTypes}
            proposed={params.partner === 'vendor' ? 'vendor' : 'seller'}
          />
          <ApplicationChoice offers={considered} isWanted={chosen !== undefined} />
          {params.return_to !== undefined && (
            <input type="hidden" name="return_to" value={params.return_to} />
          )}
          {isSeller ? (
            <div className="grid gap-3">
              <Submit label={text('submit')} />
              <Destination
                formId={formId}
                {...around(text('sentTo', { host: mark }))}
                anywhere={text('anyCentral')}
              />
            </div>
          ) : (
            <div className="grid gap-3">
              <Submit label={text('continue')} />
              <p className="text-center text-ink-muted text-sm">
                {text.rich('accountNext', { company: companyName })}
              </p>
            </div>
          )}
        </form>
        {account}
        <BeforeYouStart companyName={companyName} url={url} partnerTypes={partnerTypes} />
        <AmazonErrorLink />
      </div>
      <div className="grid min-w-0 gap-8 lg:pt-1">
        {only === undefined ? (
          <WhatIsAllowedByChoice companyName={companyName} asking={considered} formId={formId} />
        ) : (
          <WhatIsAllowed companyName={companyName} asking={only} />
        )}
        <WhatHappensNext
          steps={
            isSeller
              ? [linkText('stepAmazon'), text('confirmAsPrimary', { kind }), text('comeBack', { kind })]
              : [text('stepChoose'), text('stepSignIn', { company: companyName }), text('stepConfirm')]
          }
        />
      </div>
    </div>
  )
}

function Submit({ label }: { label: string }) {
  return (
    <Button type="submit" variant="primary" size="large" wide>
      {label}
      <ArrowRightIcon size={18} className="rtl:-scale-x-100" />
    </Button>
  )
}

/** A placeholder for the host, which only the browser knows. */
const mark = '|'

/** A sentence around the host. */
function around(sentence: string): { readonly before: string; readonly after: string } {
  const [before = '', after = ''] = sentence.replaceAll(/[\u2068\u2069]/g, '').split(mark)
  return { before, after }
}

/** Chooses the company's application; a single one is shown only if the seller's link names it. */
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
        className: forKind(partnerTypes),
        ...(partnerTypes.length === 1 && {
          description: text(partnerTypes[0] === 'vendor' ? 'onlyVendors' : 'onlySellers'),
        }),
      }))}
    />
  )
}
