import { Notice } from '../ui/notice.tsx'
import type { FormState } from './form-state.ts'

/** The problem of the form as a whole; those of a field stand at the field. */
export function FormProblem({ state: { problem } }: { state: FormState }) {
  if (problem === null || problem.field !== null) return null
  return <Notice tone="bad" live title={problem.title} next={problem.next} />
}
