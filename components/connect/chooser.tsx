import { Button } from '../ui/button.tsx'
import { ChoiceCards } from '../ui/choice-cards.tsx'
import { Icon } from '../ui/icon.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { CountryOptions } from './country-options.tsx'
import { Destination } from './destination.tsx'
import { Heading } from './heading.tsx'
import { WhatHappensNext } from './what-happens-next.tsx'
import { WhatIsRead } from './what-is-read.tsx'

const formId = 'authorize'

/** The start page for a seller who is signed in: the one decision, and what follows from it. */
export function Chooser({ companyName }: { companyName: string }) {
  return (
    <>
      <Heading title="Where do you sell?">
        You are about to give {companyName} permission to work with your selling account at Amazon.
      </Heading>
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
          defaultValue=""
          hint="If you sell in several, choose the one where you signed up. Those that share its account come along."
        >
          <CountryOptions />
        </SelectField>
        <ChoiceCards
          legend="How do you sell?"
          name="partner"
          defaultValue="seller"
          choices={[
            {
              value: 'seller',
              label: 'Seller',
              description: 'You sell to Amazon’s customers, in Seller Central.',
              icon: 'store',
            },
            {
              value: 'vendor',
              label: 'Vendor',
              description: 'Amazon buys from you, in Vendor Central.',
              icon: 'truck',
            },
          ]}
        />
        <div className="grid gap-3">
          <Button type="submit" variant="primary" size="large" wide>
            Authorize at Amazon
            <Icon name="arrow-right" size={18} />
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
