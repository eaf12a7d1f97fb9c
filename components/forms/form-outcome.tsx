import { LikelyCause } from '../diagnose/diagnosis-card.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { FormProblem } from './form-problem.tsx'
import type { FormState } from './form-state.ts'
import { Presented } from './presented.tsx'

/** The result of a form that asked Amazon: a message with a link, or the diagnosis of Amazon's answer. */
export function FormOutcome({ state }: { state: FormState }) {
  const { done, outcome, diagnosis } = state
  if (done !== undefined && outcome !== undefined) {
    const { notes, href } = outcome
    return (
      <Presented state={state}>
        <Notice
          tone="good"
          live
          title={done}
          {...(notes.length > 0 && {
            next: (
              <ul className="grid gap-1">
                {notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            ),
          })}
          {...(href !== null && {
            action: (
              <LinkButton href={href} size="small">
                Open it
              </LinkButton>
            ),
          })}
        />
      </Presented>
    )
  }
  return (
    <>
      <FormProblem state={state} />
      {diagnosis && (
        <div className="rounded-md border border-line bg-surface p-3">
          <LikelyCause diagnosis={diagnosis} />
        </div>
      )}
    </>
  )
}
