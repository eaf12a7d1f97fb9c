import { marketplaces } from '#lib/amazon/marketplaces.ts'
import { regions } from '#lib/amazon/regions.ts'

const groups = Object.values(regions).map((region) => ({
  name: region.id === 'eu' ? 'Europe, Middle East, Africa, India' : region.name,
  marketplaces: marketplaces
    .filter((marketplace) => marketplace.region === region.id)
    .toSorted((first, second) => first.country.localeCompare(second.country, 'en')),
}))

/** The options of a country chooser: every marketplace of Amazon, by region. `none`: what choosing nothing means. */
export function CountryOptions({ none }: { none?: string }) {
  return (
    <>
      <option value="" disabled={none === undefined}>
        {none ?? 'Choose a country'}
      </option>
      {groups.map((group) => (
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
