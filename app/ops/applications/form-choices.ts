import { tokenEndpoints } from '#lib/amazon/regions.ts'
import { distributions } from '#lib/applications/distribution.ts'

/** What an application's form offers. */
export const formChoices = {
  tokenEndpoints,
  termDays: Object.fromEntries(
    Object.entries(distributions).map(([distribution, { renewalTermDays }]) => [
      distribution,
      renewalTermDays,
    ]),
  ),
} as const
