import type { Reach } from '#lib/applications/reach.ts'

interface ReachWords {
  readonly short: string
  readonly label: string
  readonly description: string
}

/** Who may authorize an application, in words. */
export const reachWords: Readonly<Record<Reach, ReachWords>> = {
  unlisted: {
    short: 'Public',
    label: 'Public, not listed',
    description:
      'Sellers authorize it from your own site. Amazon admits 25 of them, and any number of vendors.',
  },
  listed: {
    short: 'Listed',
    label: 'Public, listed in the Selling Partner Appstore',
    description: 'Sellers find it at Amazon, too. Amazon admits as many as come.',
  },
  private: {
    short: 'Private',
    label: 'Private',
    description: 'For your own selling accounts only, by self-authorization: at most 10, and no consent.',
  },
}
