import type { ResponsibleParty } from '#lib/amazon/diagnosis/cause.ts'

/** The responsible party, in a word. */
export const responsiblePartyLabels: Readonly<Record<ResponsibleParty, string>> = {
  amazon: 'Amazon',
  seller: 'Seller',
  operator: 'Operator',
  developer: 'Developer',
}
