import type { ArrivalView } from '#lib/attempts/read-own.ts'
import { Button } from '../ui/button.tsx'
import { Code } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'
import { SelectField } from '../ui/field.tsx'
import { Heading } from './heading.tsx'
import { CountryOptions, PartnerChoice } from './seller-fields.tsx'

/** For a seller whom Amazon sent here: says what is about to happen, and asks what Amazon's host leaves open. */
export function ArrivalForm({
  attemptId,
  companyName,
  accountName,
  sellingPartnerId,
  choices: { marketplaces, partnerTypes },
  proposed,
}: ArrivalView & {
  companyName: string
  accountName: string
}) {
  const countries = marketplaces.map(({ id }) => id)
  return (
    <>
      <Heading title="Connect this selling account?">
        Amazon sent you here to connect this selling account to your account at {companyName}. Continue only
        if you came from Amazon yourself and recognize the selling account.
      </Heading>
      <form
        action="/authorize"
        method="get"
        className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base"
      >
        <input type="hidden" name="attempt" value={attemptId} />
        <Facts
          facts={[
            ...(sellingPartnerId === null
              ? []
              : [{ term: 'Selling partner', detail: <Code>{sellingPartnerId}</Code> }]),
            { term: `At ${companyName}`, detail: accountName },
          ]}
        />
        {partnerTypes.length > 1 && (
          <PartnerChoice offered={partnerTypes} proposed={proposed?.partnerType ?? undefined} />
        )}
        {marketplaces.length > 1 && (
          <SelectField
            name="marketplace"
            label="Country"
            required
            defaultValue={countries.find((id) => id === proposed?.marketplaceId) ?? ''}
            hint="The country whose Amazon account you are connecting. Amazon doesn’t tell us."
          >
            <CountryOptions only={countries} />
          </SelectField>
        )}
        <Button type="submit" variant="primary" size="large" wide>
          Continue at Amazon
        </Button>
      </form>
      <p className="text-base text-ink-muted">
        Didn’t start this? Close the page. Nothing is connected until you continue.
      </p>
    </>
  )
}
