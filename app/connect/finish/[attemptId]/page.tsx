import { notFound, redirect } from 'next/navigation'
import { readBindingsOfPage } from '#app/_server/bindings.ts'
import { pageContext } from '#app/_server/context.ts'
import { sellerWording } from '#app/_server/forms/to-user-error.ts'
import { Words } from '#app/_server/languages/words.tsx'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { FinishProblem } from '#components/connect/finish-problem.tsx'
import { FinishProgress } from '#components/connect/finish-progress.tsx'
import { Outcome } from '#components/connect/outcome.tsx'
import { restartHref } from '#components/connect/start-params.ts'
import { paths } from '#components/paths.ts'
import { readAttempt } from '#lib/attempts/read-own.ts'
import { isAppError } from '#lib/errors.ts'
import { returnLink } from '#lib/links/return-url.ts'
import { isRowId } from '#lib/row-id.ts'
import { finish } from './actions.ts'
import { ConnectedAuthorization } from './connected-authorization.tsx'

type Props = { params: Promise<{ attemptId: string }> }

export default async function FinishPage({ params }: Props) {
  const { attemptId } = await params
  const { outcome, returnTo, connectLinkId, restart, mixUp, isAnothers } = await readOwn(attemptId)
  return (
    <SellerFrame>
      <Outcome isFinal={outcome.kind === 'completed' || outcome.kind === 'failed'}>
        {isAnothers ? (
          <FinishProblem
            {...(await sellerWording('state_other_account'))}
            start="signIn"
            startHref={paths.signIn(paths.finish(attemptId))}
          />
        ) : outcome.kind === 'completed' ? (
          <ConnectedAuthorization
            id={outcome.authorizationId}
            path={paths.finish(attemptId)}
            returnTo={returnTo}
            connectLinkId={connectLinkId}
          />
        ) : outcome.kind === 'failed' ? (
          <FinishProblem
            {...(await sellerWording(outcome.code))}
            start={restart.kind === 'renewal' ? 'authorizeAgain' : 'startAgain'}
            startHref={restartHref(restart)}
            mixUp={mixUp}
            returnLink={returnLink(returnTo, { result: 'failed' })}
          />
        ) : (
          <Words groups={['finish']}>
            <FinishProgress
              action={finish.bind(null, attemptId)}
              problem={
                outcome.kind === 'waiting'
                  ? { ...(await sellerWording(outcome.code)), mayRetry: outcome.code !== 'storing_delayed' }
                  : null
              }
            />
          </Words>
        )}
      </Outcome>
    </SellerFrame>
  )
}

async function readOwn(attemptId: string) {
  if (!isRowId(attemptId)) notFound()
  const ctx = await pageContext()
  return readAttempt(ctx, attemptId, await readBindingsOfPage()).catch((error: unknown) => {
    // A sign-out takes the attempt out of this browser, and its owner finds it again by signing in.
    if (ctx.actor.kind === 'visitor' && isAppError(error) && error.code === 'attempt_not_found')
      redirect(paths.signIn(paths.finish(attemptId)))
    return orNotFound('attempt_not_found')(error)
  })
}
