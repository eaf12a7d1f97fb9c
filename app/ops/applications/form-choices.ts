import { tokenEndpoints } from '#lib/amazon/regions.ts'
import { reaches } from '#lib/applications/reach.ts'

/** What an application's form offers. */
export const formChoices = {
  tokenEndpoints,
  termDays: Object.fromEntries(
    Object.entries(reaches).map(([reach, { renewalTermDays }]) => [reach, renewalTermDays]),
  ),
} as const
