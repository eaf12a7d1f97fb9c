import type { Participation, Seller } from './shapes.ts'

const inCountries = (storeName: string, ...countries: string[]): readonly Participation[] =>
  countries.map((countryCode) => ({
    countryCode,
    storeName,
    isParticipating: true,
    hasSuspendedListings: false,
  }))

type SellerFacts = Pick<Seller, 'sellingPartnerId' | 'name' | 'participations'> & Partial<Seller>

/** A seller without any problems, except for `facts`. */
export function describeSeller(facts: SellerFacts): Seller {
  return {
    partnerType: 'seller',
    note: '',
    listsUnknownMarketplaces: false,
    isPrimaryUser: true,
    hasAuthorizingRole: true,
    grantsRoles: true,
    isActive: true,
    ends: null,
    ...facts,
  }
}

const europe = ['FR', 'NL', 'PL', 'GB', 'DE', 'ES', 'IE', 'SE', 'BE', 'IT']
const longName = 'Great Northern General Merchandise and Household Supply Company of the Upper Lakes '
  .repeat(3)
  .slice(0, 200)

/** The sellers and vendors of a fresh world. Their ids never change. */
export const seededSellers: readonly Seller[] = [
  describeSeller({
    sellingPartnerId: 'A1USHARBORPINE',
    name: 'Harbor & Pine Goods',
    note: 'sells in the United States',
    participations: inCountries('Harbor & Pine Goods', 'US'),
  }),
  describeSeller({
    sellingPartnerId: 'A2NANORTHWIND',
    name: 'Northwind Outfitters',
    note: 'sells in the United States, Canada and Mexico; lists marketplaces that are in no table',
    participations: inCountries('Northwind Outfitters', 'US', 'CA', 'MX'),
    listsUnknownMarketplaces: true,
  }),
  describeSeller({
    sellingPartnerId: 'A3EULINDENHOF',
    name: 'Lindenhof Handel',
    note: 'the European unified account: ten countries under one consent',
    participations: inCountries('Lindenhof', ...europe),
  }),
  describeSeller({
    sellingPartnerId: 'A4INSAFFRON',
    name: 'Saffron Lane',
    note: 'sells in India: EU endpoint, a consent of its own',
    participations: inCountries('Saffron Lane', 'IN'),
  }),
  describeSeller({
    sellingPartnerId: 'A5JPAOZORA',
    name: '青空商店',
    note: 'sells in Japan',
    participations: inCountries('青空商店', 'JP'),
  }),
  describeSeller({
    sellingPartnerId: 'CASCA',
    name: 'Cascade Kitchenware',
    partnerType: 'vendor',
    note: 'a vendor in the United States',
    participations: inCountries('Cascade Kitchenware', 'US'),
  }),
  describeSeller({
    sellingPartnerId: 'BERGW',
    name: 'Bergwerk Werkzeuge',
    partnerType: 'vendor',
    note: 'a vendor in Germany',
    participations: inCountries('Bergwerk Werkzeuge', 'DE'),
  }),
  describeSeller({
    sellingPartnerId: 'A6USSUSPENDED',
    name: 'Copper Kettle Supply',
    note: 'its listings are suspended',
    participations: [
      {
        countryCode: 'US',
        storeName: 'Copper Kettle Supply',
        isParticipating: true,
        hasSuspendedListings: true,
      },
      {
        countryCode: 'CA',
        storeName: 'Copper Kettle Supply',
        isParticipating: false,
        hasSuspendedListings: false,
      },
    ],
  }),
  describeSeller({
    sellingPartnerId: 'A7USNOROLE',
    name: 'Quiet Meadow Toys',
    note: 'authorized before the application got its role: calls answer 403 with empty details',
    participations: inCountries('Quiet Meadow Toys', 'US'),
    grantsRoles: false,
  }),
  describeSeller({
    sellingPartnerId: 'A8TWOREGIONS',
    name: 'Meridian Trading',
    note: 'two regions: one consent in North America, another in Europe',
    participations: [...inCountries('Meridian USA', 'US'), ...inCountries('Meridian Europe', 'DE', 'FR')],
  }),
  describeSeller({
    sellingPartnerId: 'A9USQUOTES',
    name: `O'Brien & "Sons" \\ Co; 100% {{fresh}}`,
    note: 'a name with quotes',
    participations: inCountries(`O'Brien & "Sons" \\ Co; 100% {{fresh}}`, 'US'),
  }),
  describeSeller({
    sellingPartnerId: 'A10USSCRIPT',
    name: '<script>alert("store")</script>',
    note: 'a name that is markup',
    participations: inCountries('<script>alert("store")</script>', 'US'),
  }),
  describeSeller({
    sellingPartnerId: 'A11DELONGNAME',
    name: longName,
    note: 'a name of 200 characters',
    participations: inCountries(longName, 'DE'),
  }),
  describeSeller({
    sellingPartnerId: 'A12AERTL',
    name: 'متجر النخيل للشاي',
    note: 'a name that is written from right to left',
    participations: inCountries('متجر النخيل للشاي', 'AE'),
  }),
  describeSeller({
    sellingPartnerId: 'A13USSECONDARY',
    name: 'Juniper Books (a secondary user)',
    note: 'may not authorize: SPDC8143',
    participations: inCountries('Juniper Books', 'US'),
    isPrimaryUser: false,
  }),
  describeSeller({
    sellingPartnerId: 'A14USDEACTIVATED',
    name: 'Closed Door Antiques',
    note: 'the account is deactivated: calls answer 403 with empty details',
    participations: inCountries('Closed Door Antiques', 'US'),
    isActive: false,
  }),
  describeSeller({
    sellingPartnerId: 'A15USREVOKES',
    name: 'Second Thoughts Vintage',
    note: 'disables its authorization an hour after giving it',
    participations: inCountries('Second Thoughts Vintage', 'US'),
    ends: { afterMinutes: 60, as: 'disabled' },
  }),
  describeSeller({
    sellingPartnerId: 'A16USLAPSES',
    name: 'Once a Year Ornaments',
    note: 'its authorization lapses after 365 days',
    participations: inCountries('Once a Year Ornaments', 'US'),
    ends: { afterMinutes: 365 * 24 * 60, as: 'lapsed' },
  }),
  describeSeller({
    sellingPartnerId: 'NOMYA',
    name: 'Plain Paper Works',
    partnerType: 'vendor',
    note: 'a vendor whose group lacks SPDS-VC-MYA: SPSA2043',
    participations: inCountries('Plain Paper Works', 'US'),
    hasAuthorizingRole: false,
  }),
]
