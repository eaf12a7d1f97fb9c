import { StoreIcon, TruckIcon } from 'lucide-react'
import type { PartnerType } from '#lib/amazon/marketplaces.ts'
import { useLanguage, useText } from '../languages/text.tsx'
import { type Choice, ChoiceCards } from '../ui/field.tsx'
import { CountryOptions } from './country-options.tsx'

/** As `CountryOptions`, in the page's language. For components that are rendered on the server. */
export function OwnCountryOptions({ only }: { only?: readonly string[] }) {
  const text = useText('countries')
  const words = {
    choose: text('choose'),
    regions: { na: text('northAmerica'), eu: text('europeAndMore'), fe: text('farEast') },
  }
  return <CountryOptions words={words} language={useLanguage()} {...(only !== undefined && { only })} />
}

/** Seller or vendor; if only one of them can authorize, there is nothing to choose. */
export function PartnerChoice({
  offered,
  proposed,
}: {
  offered: readonly PartnerType[]
  /** The initial choice; anything else leaves the choice open. */
  proposed: string | undefined
}) {
  const text = useText('start')
  const choices: readonly (Choice & { value: PartnerType })[] = [
    { value: 'seller', label: text('seller'), description: text('sellerText'), icon: StoreIcon },
    { value: 'vendor', label: text('vendor'), description: text('vendorText'), icon: TruckIcon },
  ]
  const open = choices.filter(({ value }) => offered.includes(value))
  const [first] = open
  if (open.length === 1 && first !== undefined) {
    return (
      <p className="text-ink-muted">
        <input type="hidden" name="partner" value={first.value} />
        {text(first.value === 'seller' ? 'sellersAlone' : 'vendorsAlone')}
      </p>
    )
  }
  return <ChoiceCards legend={text('how')} name="partner" defaultValue={proposed} choices={open} />
}
