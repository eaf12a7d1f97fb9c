import type { Distribution } from '#lib/applications/distribution.ts'

interface DistributionWords {
  readonly short: string
  readonly label: string
  readonly description: string
}

/** The distributions, in words. */
export const distributionWords: Readonly<Record<Distribution, DistributionWords>> = {
  unlisted: {
    short: 'Public',
    label: 'Public, not listed',
    description:
      'Sellers authorize it from your own site. Amazon allows 25 sellers and any number of vendors.',
  },
  listed: {
    short: 'Listed',
    label: 'Public, listed in the Selling Partner Appstore',
    description: 'Sellers can also find it at Amazon. Amazon sets no limit.',
  },
  private: {
    short: 'Private',
    label: 'Private',
    description: 'Only for your own selling accounts, by self-authorization. At most 10.',
  },
}
