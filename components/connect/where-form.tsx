import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { CountryOptions } from './country-options.tsx'
import { Heading } from './heading.tsx'

/** Amazon sent a seller without saying from which country: asks, and takes the attempt up again. */
export function WhereForm({ attemptId, companyName }: { attemptId: string; companyName: string }) {
  return (
    <>
      <Heading title="Where do you sell?">
        Amazon sent you here to connect {companyName}, but did not say from which country.
      </Heading>
      <form
        action="/authorize"
        method="get"
        className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base"
      >
        <input type="hidden" name="attempt" value={attemptId} />
        <SelectField name="marketplace" label="Country" required defaultValue="">
          <CountryOptions />
        </SelectField>
        <Button type="submit" variant="primary" size="large" wide>
          Back to Amazon
        </Button>
      </form>
    </>
  )
}
