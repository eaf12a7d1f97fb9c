import { marketplaces } from '#lib/amazon/marketplaces.ts'
import { regions } from '#lib/amazon/regions.ts'

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
