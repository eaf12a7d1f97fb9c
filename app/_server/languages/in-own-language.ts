import 'server-only'
import type { Unfinished } from '#lib/attempts/read-own.ts'
import { translateWording } from '#lib/languages/wording.ts'
import { currentLanguage } from './language.ts'

/** Explains a seller's report in the language of the page. */
export async function inOwnLanguage<Found extends Unfinished | null>(unfinished: Found): Promise<Found> {
  if (unfinished === null || unfinished.report === null) return unfinished
  const { report } = unfinished
  return { ...unfinished, report: { ...report, ...translateWording(await currentLanguage(), report) } }
}
