import type { Rotation } from '#lib/rotation/settings.ts'
import type { FormAction } from '../forms/form-state.ts'
import { Facts } from '../ui/facts.tsx'
import { Notice } from '../ui/notice.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { ActivateForm } from './rotation-card.tsx'
import { pendingProblemWords } from './rotation-words.ts'
import { SecretEnding } from './secret-card.tsx'

interface RotationNoticesProps {
  readonly id: string
  readonly rotation: Rotation
  readonly activate: FormAction
}

/** Problems of the rotation that need a person. */
export function RotationNotices({ id, rotation, activate }: RotationNoticesProps) {
  const { isPending, isOutdated, pendingProblem, policy, queueProblem, requestProblem } = rotation
  return (
    <>
      {isPending && (isOutdated || pendingProblem !== null) && (
        <Notice {...pendingProblemWords(rotation)} action={<ActivateForm id={id} action={activate} />} />
      )}
      {isPending && !isOutdated && pendingProblem === null && (
        <Notice
          tone="due"
          title="A new client secret has arrived"
          cause={
            policy === 'manual'
              ? 'It waits until you activate it. Amazon ends the current one seven days after it created the new one.'
              : 'It is tested with Amazon and activated within a minute.'
          }
          next="Activating tests it with one real refresh first."
          action={<ActivateForm id={id} action={activate} />}
        />
      )}
      {queueProblem !== null && (
        <Notice
          tone="bad"
          title="The queue of new client secrets can’t be read"
          cause={`AWS answered: ${queueProblem}`}
          next="Check the queue’s URL and the permissions of the AWS key. Gatehouse tries again every minute."
        />
      )}
      {requestProblem !== null && (
        <Notice
          tone="bad"
          title="A new client secret is due, but none was requested"
          cause="A new secret wouldn’t arrive here, or Amazon refused the request."
          next="Use “Check the queue” below, or create a secret at Amazon and save it here."
        />
      )}
    </>
  )
}

export function RotationState({ rotation }: { rotation: Rotation }) {
  const { isPending, pendingSecretEnding, requestedAt, lastMessageAt, queueReadAt } = rotation
  const time = (at: Date | null) => (at === null ? 'Never' : <TimeStamp at={at.toISOString()} />)
  return (
    <Facts
      facts={[
        {
          term: 'Waiting',
          detail: isPending ? <SecretEnding ending={pendingSecretEnding} /> : 'No new secret',
        },
        { term: 'Last requested', detail: time(requestedAt) },
        { term: 'Last message from Amazon', detail: time(lastMessageAt) },
        { term: 'Queue last read', detail: time(queueReadAt) },
        ...(rotation.foreignMessages + rotation.unreadableMessages === 0
          ? []
          : [
              {
                term: 'Left in the queue',
                detail: `${rotation.foreignMessages} for others, ${rotation.unreadableMessages} unreadable`,
              },
            ]),
      ]}
    />
  )
}
