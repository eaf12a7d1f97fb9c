import { notFound } from 'next/navigation'
import { readBindingsOfPage } from '#app/_server/bindings.ts'
import { pageContext } from '#app/_server/context.ts'
import { sellerWording } from '#app/_server/forms/to-user-error.ts'
import { Words } from '#app/_server/languages/words.tsx'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { FinishProblem } from '#components/connect/finish-problem.tsx'
import { FinishProgress } from '#components/connect/finish-progress.tsx'
import { restartHref } from '#components/connect/start-params.ts'
import { paths } from '#components/paths.ts'
import { readAttempt } from '#lib/attempts/read-own.ts'
import { returnLink } from '#lib/links/return-url.ts'
import { isRowId } from '#lib/row-id.ts'
import { finish } from './actions.ts'
import { ConnectedAuthorization } from './connected-authorization.tsx'

type Props = { params: Promise<{ attemptId: string }> }

export default async function FinishPage({ params }: Props) {
  const { attemptId } = await params
  const { outcome, returnTo, connectLinkId, restart, mixUp } = await readOwn(attemptId)
  return (
    <SellerFrame>
      {outcome.kind === 'completed' ? (
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
    </SellerFrame>
  )
}

async function readOwn(attemptId: string) {
  if (!isRowId(attemptId)) notFound()
  const attempt = readAttempt(await pageContext(), attemptId, await readBindingsOfPage())
  return attempt.catch(orNotFound('attempt_not_found'))
}
