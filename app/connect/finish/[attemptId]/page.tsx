import { notFound } from 'next/navigation'
import { readBindingsOfPage } from '#app/_server/bindings.ts'
import { pageContext } from '#app/_server/context.ts'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { FinishProblem } from '#components/connect/finish-problem.tsx'
import { FinishProgress } from '#components/connect/finish-progress.tsx'
import { restartHref } from '#components/connect/start-params.ts'
import { paths } from '#components/paths.ts'
import { readAttempt } from '#lib/attempts/read-own.ts'
import { wordingOf } from '#lib/errors.ts'
import { returnLink } from '#lib/links/return-url.ts'
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
          path={paths.finish(attemptId)}
          returnTo={returnTo}
        />
      ) : outcome.kind === 'failed' ? (
        <FinishProblem
          {...wordingOf(outcome.code, 'seller')}
          start={restart.kind === 'renewal' ? 'Authorize again' : 'Start again'}
          startHref={restartHref(restart)}
          mixUp={mixUp}
          returnLink={returnLink(returnTo, { result: 'failed' })}
        />
      ) : (
        <FinishProgress
          action={finish.bind(null, attemptId)}
          problem={
            outcome.kind === 'waiting'
              ? { ...wordingOf(outcome.code, 'seller'), mayRetry: outcome.code !== 'storing_delayed' }
              : null
          }
        />
      )}
    </SellerFrame>
  )
}

async function readOwn(attemptId: string) {
  if (!isRowId(attemptId)) notFound()
  const attempt = readAttempt(await pageContext(), attemptId, await readBindingsOfPage())
  return attempt.catch(orNotFound('attempt_not_found'))
}
