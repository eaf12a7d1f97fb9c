import type { ResponsibleParty } from '#lib/amazon/diagnosis/cause.ts'

/** Who has to do something, as a word. */
export const responsiblePartyLabels: Readonly<Record<ResponsibleParty, string>> = {
  amazon: 'Amazon',
  seller: 'Seller',
  operator: 'Operator',
  developer: 'Developer',
}
