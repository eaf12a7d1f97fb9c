import { ActionForm } from '../forms/action-form.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'

/** Stops all agents, or lets them work again. */
export function AgentSwitch({
  stoppedAt,
  stop,
  resume,
}: {
  /** ISO 8601; null: they work. */
  stoppedAt: string | null
  stop: FormAction
  resume: FormAction
}) {
  if (stoppedAt === null) {
    return (
      <ActionForm
        name="agent-switch-stop"
        action={stop}
        hidden={{}}
        className="flex flex-wrap items-center justify-between gap-3"
      >
        <p className="text-ink-muted">
          Agents can work. Stopping them refuses every request made with an agent key, and the error says why.
        </p>
        <SubmitButton variant="danger" pendingLabel="Stopping">
          Stop all agents
        </SubmitButton>
      </ActionForm>
    )
  }
  return (
    <ActionForm name="agent-switch-resume" action={resume} hidden={{}} className="grid gap-3">
      <Notice
        tone="due"
        title="All agents are stopped"
        cause={
          <>
            Stopped <TimeStamp at={stoppedAt} />: every request with an agent’s key is refused.
          </>
        }
      />
      <div className="flex justify-end">
        <SubmitButton pendingLabel="Allowing">Let agents work again</SubmitButton>
      </div>
    </ActionForm>
  )
}
