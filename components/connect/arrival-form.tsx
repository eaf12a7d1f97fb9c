import type { ArrivalView } from '#lib/attempts/read-own.ts'
import { useText } from '../languages/text.tsx'
import { Button } from '../ui/button.tsx'
import { Code } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'
import { SelectField } from '../ui/field.tsx'
import { Heading } from './heading.tsx'
import { OwnCountryOptions, PartnerChoice } from './seller-fields.tsx'

/** For a seller sent by Amazon: explains the next steps, and asks for facts that Amazon's host doesn't determine. */
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
  const text = useText('arrival')
  const labels = useText('countries')
  const countries = marketplaces.map(({ id }) => id)
  return (
    <>
      <Heading title={text('title')}>{text.rich('text', { company: companyName })}</Heading>
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
              : [{ term: text('partner'), detail: <Code>{sellingPartnerId}</Code> }]),
            { term: text('at', { company: companyName }), detail: <bdi>{accountName}</bdi> },
          ]}
        />
        {partnerTypes.length > 1 && (
          <PartnerChoice offered={partnerTypes} proposed={proposed?.partnerType ?? undefined} />
        )}
        {marketplaces.length > 1 && (
          <SelectField
            name="marketplace"
            label={labels('label')}
            required
            defaultValue={countries.find((id) => id === proposed?.marketplaceId) ?? ''}
            hint={text('hint')}
          >
            <OwnCountryOptions only={countries} />
          </SelectField>
        )}
        <Button type="submit" variant="primary" size="large" wide>
          {text('submit')}
        </Button>
      </form>
      <p className="text-base text-ink-muted">{text('notYou')}</p>
    </>
  )
}
