import { Notice } from '../ui/notice.tsx'
import type { FormState } from './form-state.ts'
import { Presented } from './presented.tsx'

/** The result of the form as a whole; a problem with one field is shown at that field. */
export function FormProblem({ state }: { state: FormState }) {
  const { problem, done } = state
  return (
    <Presented state={state}>
      {done !== undefined && <Notice tone="good" live title={done} />}
      {done === undefined && problem !== null && problem.field === null && (
        <Notice tone="bad" live title={problem.title} next={problem.next} />
      )}
    </Presented>
  )
}
