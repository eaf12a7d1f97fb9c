import { areaOf } from '#app/_server/area.ts'
import { Words } from '#app/_server/languages/words.tsx'
import { operatorPage } from '#app/_server/operator-page.ts'
import { ownPath } from '#app/_server/own-path.ts'
import { readConfirmation } from '#app/_server/people/confirmation.ts'
import { confirmByCode } from '#app/_server/people/own-factors.ts'
import { beginOwnConfirmation, confirmByPasskey } from '#app/_server/people/own-passkeys.ts'
import { confirmOwnPassword } from '#app/_server/people/own-sessions.ts'
import { readSignInProblem } from '#app/_server/people/sign-in-problem.ts'
import { paths } from '#components/paths.ts'
import { ConfirmationForm } from '#components/people/confirmation-form.tsx'
import { AnchorButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { isConfirmed } from '#lib/require-confirmation.ts'

/** For addresses that require a confirmation, such as files to download: forms ask for it in a dialog. */
export default async function ConfirmPage({ searchParams }: PageProps<'/ops/confirm'>) {
  const { next, error } = await searchParams
  const path = ownPath(next, (await operatorPage(paths.confirm())).ctx.settings.appUrl)
  const target = path !== null && areaOf(path) === 'operators' ? path : null
  const { ctx } = await operatorPage(paths.confirm(target))
  const problem = await readSignInProblem(error, 'operators')
  return (
    <>
      <PageHeading
        title="Confirm that it’s you"
        description="For keys, secrets, people and exports, once every ten minutes."
      />
      <div className="grid max-w-md gap-5">
        {problem !== null && <Notice tone="bad" live title={problem.title} next={problem.next} />}
        {(await isConfirmed(ctx)) ? (
          <Notice
            tone="good"
            live
            title="Confirmed"
            next={target === null ? 'Close this tab and continue in the one that you came from.' : undefined}
            action={target !== null && <AnchorButton href={target}>Continue</AnchorButton>}
          />
        ) : (
          <Card>
            <Words groups={['confirm', 'passkeys']}>
              <ConfirmationForm
                confirmation={await readConfirmation(ctx, target)}
                actions={{
                  password: confirmOwnPassword,
                  code: confirmByCode,
                  passkey: { begin: beginOwnConfirmation, finish: confirmByPasskey },
                }}
              />
            </Words>
          </Card>
        )}
      </div>
    </>
  )
}
