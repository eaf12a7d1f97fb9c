import { type ExampleId, examples } from '../amazon/diagnosis/examples.ts'

export interface Example {
  readonly id: string
  readonly title: string
  readonly paste: string
}

/** Null for an unknown id. */
export function findExample(id: unknown): Example | null {
  return typeof id === 'string' && Object.hasOwn(examples, id) ? { id, ...examples[id as ExampleId] } : null
}

export function listExamples(): readonly Example[] {
  return Object.entries(examples).map(([id, example]) => ({ id, ...example }))
}
