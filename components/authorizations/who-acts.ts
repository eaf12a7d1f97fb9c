import type { Who } from '#lib/authorizations/status.ts'

/** Who has to do something, as a word. */
export const whoActs: Readonly<Record<Exclude<Who, null>, string>> = {
  seller: 'Seller',
  operator: 'Operator',
  developer: 'Developer',
}
