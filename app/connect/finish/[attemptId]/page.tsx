import { notFound } from 'next/navigation'
import { readBindingsOfPage } from '#app/_server/bindings.ts'
import { pageContext } from '#app/_server/context.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { FinishProblem } from '#components/connect/finish-problem.tsx'
import { FinishProgress } from '#components/connect/finish-progress.tsx'
import { restartHref } from '#components/connect/restart-href.ts'
import { readAttempt } from '#lib/attempts/read-own.ts'
import { errors, isAppError } from '#lib/errors.ts'
import { returnLink } from '#lib/links/return-address.ts'
import { isRowId } from '#lib/row-id.ts'
import { finish } from './actions.ts'
import { ConnectedAuthorization } from './connected-authorization.tsx'

type Props = { params: Promise<{ attemptId: string }> }

export default async function FinishPage({ params }: Props) {
  const { attemptId } = await params
  const { outcome, returnTo, restart, mixUp } = await readOwn(attemptId)
  return (
    <SellerFrame>
      {outcome.kind === 'completed' ? (
        <ConnectedAuthorization
          id={outcome.authorizationId}
          path={`/connect/finish/${attemptId}`}
          returnTo={returnTo}
        />
      ) : outcome.kind === 'failed' ? (
        <FinishProblem
          {...errors[outcome.code]}
          start={restart.kind === 'renewal' ? 'Authorize again' : 'Start again'}
          startHref={restartHref(restart)}
          mixUp={mixUp}
          onward={returnLink(returnTo, { result: 'failed' })}
        />
      ) : (
        <FinishProgress
          action={finish.bind(null, attemptId)}
          problem={
            outcome.kind === 'waiting'
              ? { ...errors[outcome.code], mayRetry: outcome.code !== 'storing_delayed' }
              : null
          }
        />
      )}
    </SellerFrame>
  )
}

async function readOwn(attemptId: string) {
  if (!isRowId(attemptId)) notFound()
  try {
    return await readAttempt(await pageContext(), attemptId, await readBindingsOfPage())
  } catch (error) {
    if (isAppError(error) && error.code === 'attempt_not_found') notFound()
    throw error
  }
}
