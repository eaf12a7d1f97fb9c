import { Button } from '../ui/button.tsx'
import { Code } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { CountryOptions } from './country-options.tsx'
import { Heading } from './heading.tsx'

/** Amazon sent a seller whom we had not sent there: says what is about to happen, and goes on when they agree. */
export function ArrivalForm({
  attemptId,
  companyName,
  accountName,
  sellingPartnerId,
  needsMarketplace,
}: {
  attemptId: string
  companyName: string
  accountName: string
  sellingPartnerId: string | null
  needsMarketplace: boolean
}) {
  return (
    <>
      <Heading title="Connect this selling account?">
        Amazon sent you here to connect a selling account to yours at {companyName}. Go on only if you came
        from Amazon yourself and know this selling account.
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
        {needsMarketplace && (
          <SelectField
            name="marketplace"
            label="Country"
            required
            defaultValue=""
            hint="Amazon did not say from which country you come."
          >
            <CountryOptions />
          </SelectField>
        )}
        <Button type="submit" variant="primary" size="large" wide>
          Continue at Amazon
        </Button>
      </form>
      <p className="text-base text-ink-muted">
        You did not start this? Close the page. Nothing is connected until you continue.
      </p>
    </>
  )
}
