import { tokenEndpoints } from '#lib/amazon/regions.ts'
import { distributions } from '#lib/applications/distribution.ts'

/** The choices in an application's form. */
export const formChoices = {
  tokenEndpoints,
  termDays: Object.fromEntries(
    Object.entries(distributions).map(([distribution, { renewalTermDays }]) => [
      distribution,
      renewalTermDays,
    ]),
  ),
} as const
