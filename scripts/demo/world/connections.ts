/** The company's customers. The demo signs in as the first one. */
export const accounts = {
  northwind: 'Northwind Kitchenware',
  brightwater: 'Brightwater Agency',
  desert: 'Desert Rose Trading',
  bergwerk: 'Bergwerk GmbH',
  cascade: 'Cascade Kitchenware Inc.',
  ornaments: 'Ornaments & More',
  oldtown: 'Old Town Retail',
  pages: 'Page & Binding',
  obrien: "O'Brien & Sons",
  meridian: 'Meridian Holdings',
} as const

export type AccountName = keyof typeof accounts

/** How many days before the end of the year a customer connected, and what happened later. */
export interface Connection {
  readonly seller: string
  readonly account: AccountName
  readonly country: string
  readonly daysAgo: number
  readonly application?: 'ads'
  readonly partner?: 'vendor'
  /** When the seller authorized again. */
  readonly renewedDaysAgo?: readonly number[]
  /** The company's program that gets tokens for it; left out: none, so it is tested once a week. */
  readonly usedBy?: 'repricer' | 'reports' | 'importer'
}

export const connections: readonly Connection[] = [
  // biome-ignore format: a table
  ...([
    { seller: 'A2NANORTHWIND',    account: 'northwind',   country: 'US', daysAgo: 396, renewedDaysAgo: [44],  usedBy: 'repricer' },
    { seller: 'A1USHARBORPINE',   account: 'northwind',   country: 'US', daysAgo: 388, renewedDaysAgo: [31],  usedBy: 'repricer' },
    { seller: 'A22NLTULIP',       account: 'northwind',   country: 'NL', daysAgo: 346, usedBy: 'reports' },
    { seller: 'A28FRLOIRE',       account: 'northwind',   country: 'FR', daysAgo: 160, usedBy: 'reports' },
    { seller: 'A3EULINDENHOF',    account: 'brightwater', country: 'DE', daysAgo: 310, usedBy: 'repricer' },
    { seller: 'A4INSAFFRON',      account: 'brightwater', country: 'IN', daysAgo: 288, usedBy: 'reports' },
    { seller: 'A5JPAOZORA',       account: 'brightwater', country: 'JP', daysAgo: 251, usedBy: 'repricer' },
    { seller: 'A24AUCORAL',       account: 'brightwater', country: 'AU', daysAgo: 219, usedBy: 'reports' },
    { seller: 'A25SGJADE',        account: 'brightwater', country: 'SG', daysAgo: 187 },
    { seller: 'A26BRPALMA',       account: 'brightwater', country: 'BR', daysAgo: 143, usedBy: 'reports' },
    { seller: 'A8TWOREGIONS',     account: 'brightwater', country: 'US', daysAgo: 131, usedBy: 'repricer' },
    { seller: 'A8TWOREGIONS',     account: 'brightwater', country: 'DE', daysAgo: 130, usedBy: 'repricer' },
    { seller: 'A23TRANATOLIA',    account: 'desert',      country: 'TR', daysAgo: 337 },
    { seller: 'A27EGNILE',        account: 'desert',      country: 'EG', daysAgo: 122, usedBy: 'reports' },
    { seller: 'A12AERTL',         account: 'desert',      country: 'AE', daysAgo: 96,  usedBy: 'reports' },
    { seller: 'A36SAOASIS',       account: 'desert',      country: 'SA', daysAgo: 58 },
    { seller: 'A21SEFJORD',       account: 'bergwerk',    country: 'SE', daysAgo: 359, usedBy: 'reports' },
    { seller: 'BERGW',            account: 'bergwerk',    country: 'DE', daysAgo: 240, partner: 'vendor', usedBy: 'reports' },
    { seller: 'CASCA',            account: 'cascade',     country: 'US', daysAgo: 205, partner: 'vendor', usedBy: 'reports' },
    { seller: 'PPWHS',            account: 'cascade',     country: 'US', daysAgo: 174, partner: 'vendor' },
    { seller: 'A16USLAPSES',      account: 'ornaments',   country: 'US', daysAgo: 372 },
    { seller: 'A29IECLOVER',      account: 'ornaments',   country: 'IE', daysAgo: 88,  usedBy: 'reports' },
    { seller: 'A33GBTHISTLE',     account: 'oldtown',     country: 'GB', daysAgo: 369, usedBy: 'repricer' },
    { seller: 'A37ZACAPE',        account: 'oldtown',     country: 'ZA', daysAgo: 17,  usedBy: 'repricer' },
    { seller: 'A30USJUNIPER',     account: 'pages',       country: 'US', daysAgo: 214, usedBy: 'importer' },
    { seller: 'A9USQUOTES',       account: 'obrien',      country: 'US', daysAgo: 340, usedBy: 'repricer' },
    { seller: 'A6USSUSPENDED',    account: 'oldtown',     country: 'US', daysAgo: 151, application: 'ads', usedBy: 'reports' },
    { seller: 'A14USDEACTIVATED', account: 'oldtown',     country: 'US', daysAgo: 139, usedBy: 'reports' },
    { seller: 'A7USNOROLE',       account: 'oldtown',     country: 'US', daysAgo: 117, application: 'ads' },
    { seller: 'A32CAMAPLE',       account: 'ornaments',   country: 'CA', daysAgo: 75,  application: 'ads', renewedDaysAgo: [10], usedBy: 'reports' },
    { seller: 'A35PLAMBER',       account: 'bergwerk',    country: 'PL', daysAgo: 63,  application: 'ads', renewedDaysAgo: [8], usedBy: 'reports' },
  ] satisfies readonly Connection[]),
]
