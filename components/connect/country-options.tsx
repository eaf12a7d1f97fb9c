import { marketplaces } from '#lib/amazon/marketplaces.ts'
import { type Region, regions } from '#lib/amazon/regions.ts'
import { compareIn, countryIn } from '#lib/languages/formats.ts'
import type { Language } from '#lib/languages/languages.ts'

interface CountryWords {
  /** The label for choosing none. */
  readonly choose: string
  readonly regions: Readonly<Record<Region, string>>
}

const english: CountryWords = {
  choose: 'Choose a country',
  regions: { na: 'North America', eu: 'Europe, Middle East, Africa, India', fe: 'Far East' },
}

/**
 * The options of a country chooser, by region. `none`: the label for choosing none; `only`: the marketplace ids to
 * offer.
 */
export function CountryOptions({
  none,
  only,
  words = english,
  language = 'en',
}: {
  none?: string
  only?: readonly string[]
  words?: CountryWords
  language?: Language
}) {
  const groups = Object.values(regions).map(({ id: region }) => ({
    name: words.regions[region],
    countries: marketplaces
      .filter((marketplace) => marketplace.region === region && (only?.includes(marketplace.id) ?? true))
      .map(({ id, countryCode, country }) => ({ id, name: countryIn(language, countryCode, country) }))
      .toSorted((first, second) => compareIn(language)(first.name, second.name)),
  }))
  return (
    <>
      <option value="" disabled={none === undefined}>
        {none ?? words.choose}
      </option>
      {groups
        .filter(({ countries }) => countries.length > 0)
        .map((group) => (
          <optgroup key={group.name} label={group.name}>
            {group.countries.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
    </>
  )
}
