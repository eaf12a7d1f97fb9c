import { Notice } from '../ui/notice.tsx'
import type { FormState } from './form-state.ts'

/** The result of the form as a whole; a problem with one field is shown at that field. */
export function FormProblem({ state: { problem, done } }: { state: FormState }) {
  if (done !== undefined) return <Notice tone="good" live title={done} />
  if (problem === null || problem.field !== null) return null
  return <Notice tone="bad" live title={problem.title} next={problem.next} />
}
