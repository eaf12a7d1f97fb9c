import { StoreIcon, TruckIcon } from 'lucide-react'
import { marketplaces, type PartnerType } from '#lib/amazon/marketplaces.ts'
import { regions } from '#lib/amazon/regions.ts'
import { type Choice, ChoiceCards } from '../ui/field.tsx'

const groups = Object.values(regions).map((region) => ({
  name: region.id === 'eu' ? 'Europe, Middle East, Africa, India' : region.name,
  marketplaces: marketplaces
    .filter((marketplace) => marketplace.region === region.id)
    .toSorted((first, second) => first.country.localeCompare(second.country, 'en')),
}))

/** The options of a country chooser, by region. `none`: what choosing nothing means; `only`: the marketplace ids to offer. */
export function CountryOptions({ none, only }: { none?: string; only?: readonly string[] }) {
  return (
    <>
      <option value="" disabled={none === undefined}>
        {none ?? 'Choose a country'}
      </option>
      {groups
        .map(({ name, marketplaces }) => ({
          name,
          marketplaces: marketplaces.filter(({ id }) => only?.includes(id) ?? true),
        }))
        .filter(({ marketplaces }) => marketplaces.length > 0)
        .map((group) => (
          <optgroup key={group.name} label={group.name}>
            {group.marketplaces.map((marketplace) => (
              <option key={marketplace.id} value={marketplace.id}>
                {marketplace.country}
              </option>
            ))}
          </optgroup>
        ))}
    </>
  )
}

const choices: readonly (Choice & { value: PartnerType })[] = [
  {
    value: 'seller',
    label: 'Seller',
    description: 'You sell to Amazon’s customers, in Seller Central.',
    icon: StoreIcon,
  },
  {
    value: 'vendor',
    label: 'Vendor',
    description: 'Amazon buys from you, in Vendor Central.',
    icon: TruckIcon,
  },
]

/** Seller or vendor; where only one of them may authorize, there is nothing to choose. */
export function PartnerChoice({
  offered,
  proposed,
}: {
  offered: readonly PartnerType[]
  /** What is chosen at first; anything else leaves the choice open. */
  proposed: string | undefined
}) {
  const open = choices.filter(({ value }) => offered.includes(value))
  const [first] = open
  if (open.length === 1 && first !== undefined) {
    return (
      <p className="text-ink-muted">
        <input type="hidden" name="partner" value={first.value} />
        This is for {first.value}s only, with {first.value === 'seller' ? 'Seller' : 'Vendor'} Central.
      </p>
    )
  }
  return <ChoiceCards legend="How do you sell?" name="partner" defaultValue={proposed} choices={open} />
}
