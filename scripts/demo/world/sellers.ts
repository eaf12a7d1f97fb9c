import { describeSeller, seededSellers } from '#simulator/world/sellers.ts'
import type { Seller } from '#simulator/world/shapes.ts'

/** A seller or vendor with one store in each country. */
function inCountries(
  sellingPartnerId: string,
  name: string,
  countries: readonly string[],
  facts: Partial<Seller> = {},
): Seller {
  const participations = countries.map((countryCode) => ({
    countryCode,
    storeName: name,
    isParticipating: true,
    hasSuspendedListings: false,
  }))
  return describeSeller({ sellingPartnerId, name, participations, ...facts })
}

/** Sellers that the demo's year needs in addition to the simulator's own. */
export const moreSellers: readonly Seller[] = [
  inCountries('A21SEFJORD', 'Fjord Living', ['SE'], { note: 'its renewal is due' }),
  inCountries('A22NLTULIP', 'Tulip & Twine', ['NL'], { note: 'its renewal is due' }),
  inCountries('A23TRANATOLIA', 'Anatolia Tekstil', ['TR'], { note: 'its renewal is due' }),
  inCountries('A24AUCORAL', 'Coral Coast Surf', ['AU']),
  inCountries('A25SGJADE', 'Jade River Trading', ['SG']),
  inCountries('A26BRPALMA', 'Palma Casa', ['BR']),
  inCountries('A27EGNILE', 'Nile Bazaar', ['EG']),
  inCountries('A28FRLOIRE', 'Loire Déco', ['FR'], { note: 'disabled its authorization' }),
  inCountries('A29IECLOVER', 'Clover Hill Farm Shop', ['IE'], {
    note: 'disabled its authorization just now',
  }),
  inCountries('A30USJUNIPER', 'Juniper & Sage Books', ['US'], { note: 'disconnected' }),
  inCountries('A31USWILLOW', 'Willow & Co', ['US'], { note: 'never finished connecting' }),
  inCountries('A32CAMAPLE', 'Maple Row', ['CA']),
  inCountries('A33GBTHISTLE', 'Thistle & Thread', ['GB'], { note: 'its renewal is overdue' }),
  inCountries('A34USHARBORTEST', 'Harbor Analytics Test Store', ['US'], { note: 'the company’s own' }),
  inCountries('A35PLAMBER', 'Amber & Oak', ['PL']),
  inCountries('A36SAOASIS', 'Oasis Home', ['SA']),
  inCountries('A37ZACAPE', 'Cape Provisions', ['ZA']),
  inCountries('A38USOBRIENOUT', 'O’Brien Outlet', ['US'], { note: 'signs in instead of O’Brien & "Sons"' }),
  inCountries('PPWHS', 'Plain Paper Wholesale', ['US'], { partnerType: 'vendor', note: 'paused' }),
]

/** A seeded seller with other facts: their situation before an event of the year. */
export function seededSeller(sellingPartnerId: string, facts: Partial<Seller> = {}): Seller {
  const found = seededSellers.find((seller) => seller.sellingPartnerId === sellingPartnerId)
  if (found === undefined) throw new TypeError(`${sellingPartnerId} is not seeded`)
  return { ...found, ...facts }
}
